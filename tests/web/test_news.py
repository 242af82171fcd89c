"""News that comes while other news is being kept is kept with the next, and trouble with it is everyone's own."""

import asyncio
from collections.abc import Sequence
from threading import Event

from nudges.core.words import Status
from nudges.gateways import Told
from nudges.web.news import News


def told(number: int) -> Told:
    return Told(provider_id=f"SM{number}", status=Status.DELIVERED, id=f"nudge/{number}", person="ana")


def test_what_comes_meanwhile_is_kept_together() -> None:
    batches: list[int] = []
    begun, go_on = Event(), Event()

    def keep(news: Sequence[Told]) -> set[Told]:
        batches.append(len(news))
        begun.set()
        go_on.wait(10)
        return {each for each in news if each.provider_id != "SM3"}

    async def tell() -> list[bool]:
        news = News(keep)
        first = asyncio.create_task(news.tell(told(0)))
        await asyncio.to_thread(begun.wait, 10)
        rest = [asyncio.create_task(news.tell(told(number))) for number in range(1, 5)]
        gone = asyncio.create_task(news.tell(told(9)))
        await asyncio.sleep(0)
        gone.cancel()
        go_on.set()
        return [await each for each in (first, *rest)]

    assert asyncio.run(tell()) == [True, True, True, False, True]
    assert batches == [1, 5]


def test_what_cannot_be_kept_together_is_left_to_each() -> None:
    def keep(news: Sequence[Told]) -> set[Told]:
        raise OSError(news)

    async def tell() -> list[bool]:
        news = News(keep)
        return [await news.tell(told(0)), await news.tell(told(1))]

    assert asyncio.run(tell()) == [False, False]
