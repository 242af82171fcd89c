"""What a provider tells of our texts, kept for all who wait meanwhile at once."""

import asyncio
from collections.abc import Callable, Sequence

from starlette.concurrency import run_in_threadpool

from nudges.gateways import Told

MOST = 500


class News:
    """Keeps news as it comes: while some is being kept, what comes waits, and then all of it is kept at once."""

    def __init__(self, keep: Callable[[Sequence[Told]], set[Told]]) -> None:
        self._keep = keep
        self._waiting: list[tuple[Told, asyncio.Future[bool]]] = []
        self._at_work: asyncio.Task[None] | None = None

    async def tell(self, told: Told) -> bool:
        """Return whether news was kept; if not, it is for whoever looks into the book."""
        kept: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((told, kept))
        if self._at_work is None or self._at_work.done():
            self._at_work = asyncio.create_task(self._work())
        return await kept

    async def _work(self) -> None:
        while self._waiting:
            some, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            try:
                kept = await run_in_threadpool(self._keep, [told for told, _ in some])
            except Exception:  # of one of them; each finds out by itself
                kept = set()
            for told, waits in some:
                if not waits.done():
                    waits.set_result(told in kept)
