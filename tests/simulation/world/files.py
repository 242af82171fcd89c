"""A folder of books on a disk that goes bad, for the TinyDB store."""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from nudges.store import Store
from nudges.store.tiny import TinyStore
from tests.simulation.world.disk import BadDisk, Platter
from tests.simulation.world.scheduler import Process, Scheduler
from tests.simulation.world.stores import Facts, lines_of
from tests.simulation.world.weather import Weather

IN_MEMORY = Path("/dev/shm")
FOLD_AFTER = 6 * 1024
"""Sooner than in real life, so that a month has many of the steps in which a folder can be hurt."""


class FilesHome:
    """A folder, in memory where the machine has such a place."""

    disk = BadDisk

    def __init__(self, scheduler: Scheduler, weather: Weather) -> None:
        place = IN_MEMORY if IN_MEMORY.is_dir() else None
        self._path = Path(tempfile.mkdtemp(prefix="nudges-world-", dir=place))
        self._scheduler, self._weather = scheduler, weather
        self._platter = Platter(scheduler.dice)

    def store(self, process: Process) -> Store:
        """Return a store over what the folder holds."""
        disk = self.disk(self._scheduler, self._weather, process, self._platter)
        return TinyStore(self._path / "home", disk, FOLD_AFTER)

    def facts(self, person: str) -> Facts:
        """Return all facts in the files of a person: months, document and journal."""
        home, found = self._path / "home", dict[str, dict[str, Any]]()
        for month in sorted((home / "months" / person).glob("*.json")):
            found |= {json.dumps(fact): fact for fact in json.loads(month.read_bytes())["facts"].values()}
        tables = json.loads((home / "people" / f"{person}.json").read_bytes())
        meta = tables["meta"]["1"]
        facts, seq = list(tables.get("facts", {}).values()), int(meta["seq"])
        for line in lines_of(home / "people" / f"{person}.log"):
            if line["seq"] > seq and line["birth"] == meta["birth"]:
                seq = line["seq"]
                facts += line.get("facts", [])
        return list((found | {json.dumps(fact): fact for fact in facts}).values())

    def cut_power(self) -> None:
        """Lose what was not fsynced."""
        self._platter.cut_power()

    def close(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self._path, ignore_errors=True)
