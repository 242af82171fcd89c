"""How much is understood of texts that nothing was made from: `pytest tests/test_corpus.py -s` prints the tables.

`corpus/safety_*.tsv` and `corpus/replies.tsv` chose thresholds and nothing else; `corpus/aside` was scored once, and
its numbers stand in the manual's page on safety. No model learnt from either.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from nudges.core.understanding import Pending, understand
from nudges.core.words import Safety
from tests.corpus.lessons import INTO, LESSONS, digest, texts

CORPUS = Path(__file__).parent / "corpus"


def rows(*names: str) -> Iterator[dict[str, str]]:
    """Yield the rows of the files."""
    for name in names:
        with (CORPUS / name).open(encoding="utf-8") as file:
            yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


@pytest.mark.parametrize("name", LESSONS)
def test_what_ships_was_learnt_from_the_texts_that_are_here(name: str) -> None:
    shipped = msgspec.json.decode((INTO / f"{name}.json").read_bytes())
    assert shipped["learnt_from"] == digest(texts(LESSONS[name])), "run make learn"


def test_hardly_anything_was_learnt_from_the_texts_that_judge() -> None:
    """A few plain sentences, such as "i want to kill myself", were written by several authors."""
    learnt = {text.casefold() for lesson in LESSONS.values() for text, *_ in texts(lesson)}
    judging = [row["text"].casefold() for row in rows("safety_en.tsv", "safety_es.tsv")]
    assert len([text for text in judging if text in learnt]) <= len(judging) * 0.03


def test_danger_is_seen_in_words_that_nothing_was_made_from() -> None:
    found = Counter(
        (row["tier"], row["category"], understand(row["text"]).safety.value)
        for row in rows("safety_en.tsv", "safety_es.tsv")
    )
    for (tier, category, said), many in sorted(found.items()):
        print(f"{tier:9} {category:18} seen as {said:9} {many:4}")
    none, hard = Safety.NONE.value, Safety.HARD.value
    danger = sum(many for (tier, *_), many in found.items() if tier != none)
    noticed = sum(many for (tier, _, said), many in found.items() if none not in {tier, said})
    alarms = sum(many for (tier, _, said), many in found.items() if (tier, said) == (none, hard))
    assert noticed >= 0.95 * danger
    assert alarms <= 0.07 * (found.total() - danger)


def test_replies_are_understood_in_words_that_nothing_was_made_from() -> None:
    found: Counter[tuple[str, bool]] = Counter()
    stopped = 0
    for row in rows("replies.tsv"):
        said = understand(row["text"], pending=Pending(row["pending"] or "nothing")).intent.value
        found[row["intent"], said == row["intent"]] += 1
        stopped += said == "stop" != row["intent"]
    for intent in sorted({intent for intent, _ in found}):
        print(f"{intent:16} {found[intent, True]:4} of {found[intent, True] + found[intent, False]}")
    assert sum(many for (_, right), many in found.items() if right) >= 0.75 * found.total()
    assert stopped <= 0.005 * found.total()
