"""Lives some seeds once more: `python -m tests.simulation.world memory|tinydb FIRST END [DAYS]`."""

import sys

from tests.simulation.world.files import FilesHome
from tests.simulation.world.lived import Plan
from tests.simulation.world.stores import MemoryHome
from tests.simulation.world.world import live

kind, first, end, *days = sys.argv[1:]
home = MemoryHome if kind == "memory" else FilesHome
for seed in range(int(first), int(end)):
    lived = live(Plan(seed, int(days[0]) if days else 30, home=home))
    print(seed, lived.trace, f"{lived.steps} steps", *(lived.broken or ["every promise kept"]), sep="\n  ")
