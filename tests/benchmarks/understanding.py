"""How many texts a second `explain reply --lines` understands on one core, its start included, where no two are alike."""

import csv
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from nudges.core.understanding.normal import normalise

CORPUS = Path(__file__).parent.parent / "corpus"
MANY, RUNS = 20_000, 3
SHORTEST, LONGEST = 12, 60
LETTERS = "abcdefghijklmnopqrstuvwxyz"
PROMISED = 5_000


def run(folder: Path) -> Iterator[str]:
    """Yield the lines to print: seconds of a processor, the best of some runs, and the memory at the end."""
    different = texts()
    words = {word for text in different for word in text.casefold().split()}
    yield f"{MANY} texts of {sum(map(len, different)) / MANY:.0f} characters on average, of {len(words)} different words"
    alone = _normalising(different)
    yield _line("only normalised, in this process", alone)
    for name, lines in (("one text again and again", different[:1] * MANY), ("no two alike", different)):
        taken, memory = min(_explained(folder, lines) for _ in range(RUNS))
        yield f"{_line(name, taken)}, {taken / alone:.1f} times normalising, {memory} MB"
    yield f"promised: no two alike, {PROMISED} texts/s"


def texts(many: int = MANY, seed: int = 1) -> list[str]:
    """Return different texts nobody wrote: pieces of two of the corpus, a third of them with a slip of the finger."""
    dice, found = random.Random(seed), dict[str, None]()
    written = [_words_of(other="_es"), _words_of(other="_en")]
    while len(found) < many:
        group = dice.choice(written)
        text = f"{_piece(dice, group)} {_piece(dice, group)}"
        text = _slipped(dice, text) if dice.random() < 1 / 3 else text
        if SHORTEST <= len(text) <= LONGEST:
            found[text] = None
    return list(found)


def _words_of(other: str) -> list[list[str]]:
    """Return the words of each text of the corpus but those of the other language's files."""
    found: list[list[str]] = []
    for path in sorted(CORPUS.rglob("*.tsv")):
        if other in f"_{path.stem}":
            continue
        with path.open(encoding="utf-8") as file:
            found += [row["text"].split() for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return found


def _piece(dice: random.Random, group: list[list[str]]) -> str:
    words = dice.choice(group)
    start = dice.randrange(max(len(words) - 2, 1))
    return " ".join(words[start : start + dice.randint(2, 5)])


def _slipped(dice: random.Random, text: str) -> str:
    """Return a text with a letter left out, doubled, swapped with the next, or with one too many."""
    at = dice.randrange(len(text) - 1)
    one, two = text[at], text[at + 1]
    return text[:at] + dice.choice([two, one + one + two, two + one, dice.choice(LETTERS) + two]) + text[at + 2 :]


def _normalising(lines: list[str]) -> float:
    begun = time.process_time()
    for line in lines:
        normalise(line)
    return time.process_time() - begun


def _explained(folder: Path, lines: list[str]) -> tuple[float, int]:
    """Return the seconds of a processor that the whole command takes, and the megabytes it held at most."""
    (folder / "texts").write_text("\n".join(lines) + "\n", encoding="utf-8")
    words = [sys.executable, "-m", "nudges", "explain", "reply", "--lines"]
    with (folder / "texts").open("rb") as source:
        process = subprocess.Popen(words, stdin=source, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def _line(name: str, seconds: float) -> str:
    return f"{name:34} {seconds:6.2f} s   {MANY / seconds:9,.0f} texts/s"
