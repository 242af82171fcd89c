"""Lives seeds once more, or for the first time, in as many processes as are named.

`python -m tests.simulation.world [PROCESSES] memory|tinydb|crowd|postgres FIRST END [DAYS]`

The last line adds it all up. It is 1 in the end if a promise was broken.
"""

import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from time import perf_counter

from tests.simulation.world.crowd import CrowdHome
from tests.simulation.world.files import FilesHome
from tests.simulation.world.lived import Lived, MakeHome, Plan, planned
from tests.simulation.world.stores import MemoryHome
from tests.simulation.world.world import live

MONTH = 30
EACH = 10
"""So many seeds a process takes at once."""


@contextmanager
def homes(kind: str) -> Iterator[MakeHome]:
    """Give what makes homes of a kind."""
    if kind != "postgres":
        made: MakeHome = FilesHome if kind == "tinydb" else CrowdHome if kind == "crowd" else MemoryHome
        yield made
        return
    from tests.database import schema, server
    from tests.simulation.world.postgres import database

    with server() as base, schema(base) as address, database(address) as tables:
        yield tables


def lived(kind: str, seeds: range, days: int) -> dict[int, Lived]:
    """Return what comes of seeds."""
    with homes(kind) as home:
        return {seed: _lived(planned(kind, seed, days, home)) for seed in seeds}


def _lived(plan: Plan) -> Lived:
    try:
        return live(plan)
    except Exception as error:  # what does not even go on has failed too, and the other seeds go on
        return Lived([repr(error)], "", 0, 0, 0, 0, {})


def many(processes: int, kind: str, seeds: range, days: int) -> Iterator[tuple[int, Lived]]:
    """Yield what comes of each seed, as it comes."""
    parts = [seeds[start : start + EACH] for start in range(0, len(seeds), EACH)]
    with ProcessPoolExecutor(processes) as pool:
        for done in as_completed([pool.submit(lived, kind, part, days) for part in parts]):
            yield from done.result().items()


def main(words: list[str]) -> int:
    """Live what is asked for, and say what came of it."""
    processes = int(words.pop(0)) if words[0].isdigit() else 1
    kind, first, end, *days = words
    begun, every, failed = perf_counter(), list[Lived](), list[int]()
    for seed, each in many(processes, kind, range(int(first), int(end)), int(days[0]) if days else MONTH):
        every.append(each)
        failed += [seed] if each.broken else []
        print(seed, each.trace, f"{each.steps} steps", *(each.broken or ["every promise kept"]), sep="\n  ", flush=True)
    person_days, texts, replies = (sum(getattr(each, what) for each in every) for what in Lived.COUNTED)
    troubles = sum(sum(each.struck.values()) for each in every)
    total = f"{len(every)} seeds, {person_days} person-days, {texts} texts, {replies} replies, {troubles} troubles"
    print(f"{kind}: {total}, {perf_counter() - begun:.0f} seconds, failed: {sorted(failed) or 'none'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
