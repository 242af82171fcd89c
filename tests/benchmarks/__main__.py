"""Prints what things cost, as ratios against a baseline in the same run: `make bench`."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks import (
    growth,
    idle,
    minute,
    nudges_a_second,
    operator,
    pictures,
    plain,
    recording,
    report,
    rush,
    simulate,
    start,
    sunday,
    twilio,
    understanding,
    whens,
)

PARTS: dict[str, Callable[[Path], Iterator[str]]] = {
    "recording": recording.run,
    "minute": minute.run,
    "nudges": nudges_a_second.run,
    "plain": plain.run,
    "idle": idle.run,
    "operator": operator.run,
    "start": start.run,
    "understanding": understanding.run,
    "whens": whens.run,
    "simulate": simulate.run,
    "report": report.run,
    "sunday": sunday.run,
    "pictures": pictures.run,
    "twilio": twilio.run,
}

HEAVY: dict[str, Callable[[Path], Iterator[str]]] = {"growth": growth.run, "rush": rush.run}
"""Parts that take gigabytes or many minutes, and are run only where they are named."""


def main() -> None:
    """Run the parts that were named, or all."""
    for name in sys.argv[1:] or PARTS:
        print(f"\n{name}")
        # In the checkout, so that the disk is the one the data would be on and not one in memory.
        with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".bench-") as folder:
            for line in (PARTS | HEAVY)[name](Path(folder)):
                print(f"  {line}", flush=True)


if __name__ == "__main__":
    main()
