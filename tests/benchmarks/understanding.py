"""How many different texts a second `explain reply --lines` understands, its start included, on one core."""

import csv
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

CORPUS = Path(__file__).parent.parent / "corpus"
MANY = 20_000
SHORTEST, LONGEST = 12, 60
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def texts(many: int = MANY, seed: int = 1) -> list[str]:
    """Return different texts nobody wrote: pieces of two of the corpus, a third of them with slips of the finger."""
    dice, found = random.Random(seed), dict[str, None]()
    written = [list(group) for group in _by_language()]
    while len(found) < many:
        group = dice.choice(written)
        text = f"{_piece(dice, group)} {_piece(dice, group)}"
        text = _slipped(dice, text) if dice.random() < 1 / 3 else text
        if SHORTEST <= len(text) <= LONGEST:
            found[text] = None
    return list(found)


def _by_language() -> Iterator[Iterator[list[str]]]:
    """Yield the words of the texts of each language; those in both go to either."""
    for ours, other in (("en", "es"), ("es", "en")):
        names = [path for path in sorted(CORPUS.rglob("*.tsv")) if other not in path.stem.split("_")]
        yield (text.split() for path in names for text in _of(path) if ours)


def _of(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as file:
        yield from (row["text"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _piece(dice: random.Random, group: list[list[str]]) -> str:
    words = dice.choice(group)
    start = dice.randrange(max(len(words) - 2, 1))
    return " ".join(words[start : start + dice.randint(2, 5)])


def _slipped(dice: random.Random, text: str) -> str:
    """Return a text with a letter left out, doubled, swapped or wrong."""
    at = dice.randrange(len(text) - 1)
    one, two, rest = text[at], text[at + 1], text[at + 2 :]
    return text[:at] + dice.choice([two, one + one + two, two + one, dice.choice(LETTERS) + two]) + rest
