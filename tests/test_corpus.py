"""How much is understood: `pytest tests/test_corpus.py -s` prints the tables.

`corpus/safety_*.tsv`, `corpus/replies.tsv` and `corpus/developed` are developed on: they chose thresholds, and the
models learn from them. Those in `developed` were set aside once, and their first and only blind scores are history.
`corpus/aside` was written by somebody who knew neither the rules nor the other texts, and was scored once: how much is
understood of words that nothing was made from can be told from those numbers only. They stand in the manual's page on
safety. The three opt-outs that were missed then were mended afterwards, with others like them.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from nudges.core.understanding import Pending, understand
from nudges.core.words import Intent, Safety
from tests.corpus.lessons import INTO, LESSONS, digest, texts

CORPUS = Path(__file__).parent / "corpus"
ASIDE_SAFETY = ("aside/safety_en.tsv", "aside/safety_es.tsv")
ASIDE_REPLIES = ("aside/replies.tsv",)
DEVELOPED_SAFETY = ("safety_en.tsv", "safety_es.tsv", "developed/safety_first.tsv", "developed/safety_second.tsv",
                    "developed/safety_third_en.tsv", "developed/safety_third_es.tsv")  # fmt: skip
DEVELOPED_REPLIES = ("replies.tsv", "developed/replies_first.tsv", "developed/replies_second.tsv",
                     "developed/replies_third.tsv")  # fmt: skip
FLOOR_DANGER, CEILING_ALARMS = 0.98, 0.05
FLOOR_RIGHT, FLOOR_STOPS, CEILING_STOPS = 0.86, 0.97, 0.005


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
    """Plain ones, such as "stop" and "i want to die", were written by several authors."""
    learnt = {text.casefold() for lesson in LESSONS.values() for text, *_ in texts(lesson)}
    judging = [row["text"].casefold() for row in rows(*ASIDE_SAFETY, *ASIDE_REPLIES)]
    assert len([text for text in judging if text in learnt and len(text.split()) > 3]) <= len(judging) * 0.05


def danger_in(*names: str) -> tuple[float, float]:
    """Print how danger is seen; return the share of it that is, and of harmless texts that get the gravest answer."""
    found = Counter((row["tier"], row["category"], understand(row["text"]).safety.value) for row in rows(*names))
    for (tier, category, said), many in sorted(found.items()):
        print(f"{tier:9} {category:18} seen as {said:9} {many:4}")
    none, hard = Safety.NONE.value, Safety.HARD.value
    danger = sum(many for (tier, *_), many in found.items() if tier != none)
    noticed = sum(many for (tier, _, said), many in found.items() if none not in {tier, said})
    alarms = sum(many for (tier, _, said), many in found.items() if (tier, said) == (none, hard))
    print(f"danger seen: {noticed} of {danger}; hard alarms: {alarms} of {found.total() - danger} harmless")
    return noticed / danger, alarms / (found.total() - danger)


def meanings_in(*names: str) -> tuple[float, float, float]:
    """Print how replies are read; return the shares read rightly, of stops that are seen, of others taken for one."""
    found: Counter[tuple[str, str]] = Counter()
    stops: Counter[tuple[bool, bool]] = Counter()
    for row in rows(*names):
        heard = understand(row["text"], pending=Pending(row["pending"] or "nothing"))
        found[row["intent"], heard.intent.value] += 1
        stops[row["intent"] == "stop", Intent.STOP in {heard.intent, *heard.also}] += 1
    for intent in sorted({intent for intent, _ in found}):
        taken = {said: many for (meant, said), many in sorted(found.items()) if meant == intent and said != intent}
        print(f"{intent:16} {found[intent, intent]:4} of {found[intent, intent] + sum(taken.values()):4}  else {taken}")
    right = sum(many for (meant, said), many in found.items() if meant == said)
    print(f"right: {right} of {found.total()}; stops: {stops}")
    seen, false = stops[True, True] / (stops[True, True] + stops[True, False]), stops[False, True]
    return right / found.total(), seen, false / found.total()


def test_danger_is_seen_in_the_texts_that_are_developed_on() -> None:
    seen, alarms = danger_in(*DEVELOPED_SAFETY)
    assert seen >= 0.99
    assert alarms <= 0.01


def test_replies_are_understood_in_the_texts_that_are_developed_on() -> None:
    right, stops, others = meanings_in(*DEVELOPED_REPLIES)
    assert right >= 0.985  # what a rule takes for plain danger gets a helpline, even where it is a reply
    assert stops >= 0.99
    assert others <= 0.001


def test_danger_is_seen_in_words_that_nothing_was_made_from() -> None:
    seen, alarms = danger_in(*ASIDE_SAFETY)
    assert seen >= FLOOR_DANGER
    assert alarms <= CEILING_ALARMS


def test_replies_are_understood_in_words_that_nothing_was_made_from() -> None:
    right, stops, others = meanings_in(*ASIDE_REPLIES)
    assert right >= FLOOR_RIGHT
    assert stops >= FLOOR_STOPS
    assert others <= CEILING_STOPS
