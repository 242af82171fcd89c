"""How long `nudges --help` takes, against a click program that does nothing."""

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

BARE = "import click\n@click.group()\ndef main(): pass\n@main.command()\ndef hello(): pass\nmain()\n"
TURNS = 15


def run(folder: Path) -> Iterator[str]:
    """Yield the lines to print."""
    script = folder / "bare.py"
    script.write_text(BARE)
    bare, ours = [], []
    for _ in range(TURNS):
        bare.append(_time([sys.executable, str(script), "--help"]))
        ours.append(_time([sys.executable, "-m", "nudges", "--help"]))
    base, full = statistics.median(bare[1:]), statistics.median(ours[1:])
    yield f"a bare click program --help  {base * 1000:6.0f} ms"
    yield f"nudges --help                {full * 1000:6.0f} ms   {(full - base) * 1000:+.0f} ms (at most +150), {full / base:.2f} times"


def _time(words: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(words, check=True, capture_output=True)
    return time.perf_counter() - begun
