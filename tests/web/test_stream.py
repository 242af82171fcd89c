"""What happens on a phone is told as it happens, and told on where a connection broke."""

from collections.abc import AsyncIterator
from threading import Event, Timer

import anyio
import msgspec
from starlette.requests import Request
from starlette.types import Message

from nudges.core.inbound import Inbound
from nudges.web.lines import Line
from nudges.web.stream import Stream
from tests.samples import minutes
from tests.web.samples import House


async def _still_there() -> Message:
    await anyio.sleep_forever()
    raise AssertionError


def _events(house: House, seen: str | None = None) -> AsyncIterator[bytes]:
    stream = Stream(house.service, house.clock, "ana", seen)
    return stream.events(Request({"type": "http"}, _still_there), Event())


async def _until(events: AsyncIterator[bytes], sign: bytes) -> bytes:
    told = b""
    with anyio.fail_after(20):
        while sign not in told:
            told += await anext(events)
    return told


def _lines(told: bytes) -> list[Line]:
    found = [part for part in told.split(b"\n") if part.startswith(b'data: {"key"')]
    return [msgspec.json.decode(part.removeprefix(b"data: "), type=Line) for part in found]


def _say(house: House, name: str, text: str) -> None:
    house.service.receive(Inbound(id=f"phone/{name}", phone="+14155550100", text=text), house.clock.now())


def test_it_begins_with_all_lines_and_goes_on_with_what_is_new() -> None:
    house = House()
    house.service.attend("ana", house.clock.now())

    async def play() -> None:
        events = _events(house)
        first = await _until(events, b"event: person")
        assert first.startswith(b"retry: 1000\n\n")
        (welcome,) = _lines(first)
        assert (welcome.id, welcome.time, welcome.day) == ("welcome/ana", "8:00", "2026-03-02")
        assert (welcome.segments, welcome.encoding) == (1, "GSM-7")
        _say(house, "1", "status")
        assert [line.text for line in _lines(await _until(events, b"status"))] == ["status"]
        house.clock.moment += minutes(1)
        house.service.attend("ana", house.clock.now())
        (answer,) = _lines(await _until(events, b"answer/"))
        assert answer.time == "8:01"

    anyio.run(play)


def test_who_comes_back_is_told_only_what_was_not_seen() -> None:
    house = House()
    house.service.attend("ana", house.clock.now())
    for name in ("1", "2", "3"):
        _say(house, name, f"note {name}")

    async def play() -> None:
        told = await _until(_events(house, "reply/phone/1"), b"event: person")
        assert [line.id for line in _lines(told)] == ["phone/2", "phone/3"]
        assert b"anew" not in told

    anyio.run(play)


def test_who_saw_what_is_no_longer_known_begins_anew() -> None:
    house = House()
    _say(house, "1", "help")

    async def play() -> None:
        told = await _until(_events(house, "reply/phone/of-someone-before"), b"event: person")
        assert told.index(b"event: anew") < told.index(b"event: line")

    anyio.run(play)


def test_words_that_are_not_kept_are_not_told() -> None:
    house = House()
    _say(house, "1", "I want to kill myself")

    async def play() -> None:
        told = await _until(_events(house), b"event: person")
        (line,) = _lines(told)
        assert (line.side, line.text) == ("them", "")
        assert b"kill" not in told

    anyio.run(play)


def test_a_stop_shows_at_once() -> None:
    house = House()

    async def play() -> None:
        events = _events(house)
        assert b'"state":"active"' in await _until(events, b"event: person")
        _say(house, "1", "pause 3 days")
        await _until(events, b'"state":"paused"')
        _say(house, "2", "stop")
        await _until(events, b'"state":"stopped"')

    anyio.run(play)


def test_a_person_who_is_erased_ends_it() -> None:
    house = House()

    async def play() -> None:
        events = _events(house)
        await _until(events, b"event: person")
        house.service.remove("ana")
        await _until(events, b"event: gone")
        assert [event async for event in events] == []

    anyio.run(play)


def test_it_ends_when_the_server_stops() -> None:
    house = House()
    stop = Timer(0.5, house.app.state.stopping.set)
    stop.start()
    answer = house.web.get("/phone/ana/stream", headers={"last-event-id": "consented/2026-03-02T13:00:00Z"})
    stop.join()
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert "event: person" in answer.text
    assert "event: anew" not in answer.text
