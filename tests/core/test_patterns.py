"""Which rules are tried on a text: every one that would match, in whatever table, and few others."""

import csv
import sys
from pathlib import Path

import pytest

from nudges.core.understanding import understand
from nudges.core.understanding.normal import normalise
from nudges.core.understanding.pattern import Rules, vocabulary
from tests.benchmarks.understanding import texts

CORPUS = Path(__file__).parent.parent / "corpus"
UNDERSTANDING = understand.__module__
TABLES = {
    f"{name.removeprefix(UNDERSTANDING)}.{label}": table
    for name, module in sorted(sys.modules.items())
    if name.startswith(UNDERSTANDING)
    for label, table in vars(module).items()
    if isinstance(table, Rules) and label.isupper()
}


def _written() -> list[str]:
    found: list[str] = []
    for path in sorted(CORPUS.glob("*.tsv")):
        with path.open(encoding="utf-8") as file:
            found += [row["text"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return found[::15] + texts(150, seed=5)


TEXTS = [normalise(text) for text in _written()]


@pytest.mark.parametrize("name", TABLES)
def test_a_rule_that_is_not_tried_would_not_have_matched(name: str) -> None:
    table = TABLES[name]
    for normal in TEXTS:
        matching = [place for place in range(len(table.names)) if table.pattern(place).search(normal.text)]
        assert set(matching) <= set(table.candidates(normal.words)), normal.text
        assert [name for name, _ in table.hits(normal)] == [table.names[place] for place in matching]


def test_there_are_tables_to_try() -> None:
    assert len(TABLES) >= 13


@pytest.mark.parametrize(
    ("row", "text", "tried"),
    [
        ("a: stop texting", "stop", False),
        ("a: stop texting", "texting is what i want to stop", True),
        ("a: stop|quit .. texting|texts", "quit it", False),
        ("a: stop|quit .. texting|texts", "quit those texts", True),
        ("a: stop texting?", "stop", True),
        ("a: suicid* today", "suicidal thoughts", False),
        ("a: suicid* today", "today i feel suicidal", True),
        ("a: OFTEN stop|thank you", "thank you", False),
        ("a: OFTEN stop|thank you", "always thank you", True),
        ("a: stop .", "stop", True),
        ("a: ^ stop|quit OFTEN+ $", "quit daily", True),
        ("a: ^ stop|quit OFTEN+ $", "quit smoking", False),
        ("a: ^ stop|quit OFTEN+ .. $", "quit smoking", True),
        ("a: ^ stop|quit OFTEN+ # $", "quit always 7", True),
        ("a: ^ stop|quit smok* $", "quit smoking", True),
    ],
)
def test_a_text_is_tried_by_two_of_the_words_that_a_rule_needs(row: str, text: str, tried: bool) -> None:
    table = Rules(row, vocabulary("OFTEN: always|daily"))
    assert bool(table.candidates(normalise(text).words)) is tried


def test_what_a_text_is_asked_twice_it_answers_the_same_whatever_came_between() -> None:
    table, other = Rules("a: stop\nb: texting", {}), Rules("c: stop texting", {})
    one, two = normalise("stop texting"), normalise("nothing of it")
    for _ in range(2):
        assert list(table.candidates(one.words)) == [0, 1]
        assert list(other.candidates(one.words)) == [0]
        assert not table.candidates(two.words)
