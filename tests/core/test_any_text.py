"""Whatever is written: no exception, at most one answer, and dress changes nothing about danger or a stop."""

import csv
import random
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nudges.core.facts import Queued
from nudges.core.inbound import Inbound
from nudges.core.respond import receive
from nudges.core.understanding import Pending, Understanding, understand
from nudges.core.understanding.normal import KEEP
from nudges.core.words import Intent, Kind
from nudges.library import load
from tests.samples import ANA, MONDAY, book, minutes

CORPUS = Path(__file__).parent.parent / "corpus"
WORDS = load().words
MONEY = st.sampled_from(["", "!", "...", " !!! ", "??", ".", " . . .", "\n", "…"])
STRANGE = (
    "",
    "\x00\x01\x1b[31m",
    "\u202edone\u202c",
    "d\u200bo\u200bn\u200be",
    "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    "👍" * 10_000,
    "{{ 7*7 }} {cue} %s ${HOME}",
    "'; DROP TABLE people; --",
    "$(rm -rf /) `id` | cat",
    "<script>alert(1)</script>",
    "a" * 1_600,
    "1 done \u136e skip",
    "\u136e y \u0663",
    "не хочу жить done 完了 " * 20,
)


def _telling() -> list[str]:
    """Return the texts that speak of danger or end everything, and as many that do not."""
    found: list[str] = []
    for path in sorted([*CORPUS.glob("*.tsv"), *CORPUS.glob("developed/*.tsv")]):
        with path.open(encoding="utf-8") as file:
            found += [row["text"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return found


TEXTS = _telling()


@given(st.text(max_size=400), st.sampled_from(Pending))
@settings(max_examples=300, deadline=None)
def test_anything_at_all_is_understood_as_something(text: str, pending: Pending) -> None:
    heard = understand(text, pending=pending)
    assert 0 <= heard.sure <= 1
    assert heard.rule


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_what_is_strange_is_no_danger_and_no_stop_by_being_strange(text: str) -> None:
    heard = understand(text)
    assert heard.intent is not Intent.STOP
    assert receive(book(), Inbound(id="in/1", phone=ANA.phone, text=text), WORDS, MONDAY + minutes(1))


@given(st.lists(st.text(max_size=80) | st.sampled_from(TEXTS), min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_one_text_never_gets_more_than_one_answer(texts: list[str]) -> None:
    before = book()
    for number, text in enumerate(texts):
        inbound = Inbound(id=f"in/{number}", phone=ANA.phone, text=text)
        facts = receive(before, inbound, WORDS, MONDAY + minutes(1 + number))
        answers = [fact for fact in facts if isinstance(fact, Queued) and fact.due <= fact.at]
        safety = [fact for fact in answers if fact.kind is Kind.SAFETY]
        # A stop beside danger is confirmed after the helpline; nothing else is ever said twice.
        assert len(answers) - len(safety) <= 1
        assert len(safety) <= 1


def _means(heard: Understanding) -> tuple[object, bool]:
    return heard.safety, Intent.STOP in {heard.intent, *heard.also}


def _drawn_out(text: str, seed: int) -> str:
    """Return a text in which some letters are drawn out that stand alone, as in `stoppp`.

    A word that is another one with a letter more, as al is and all, stays as it is.
    """
    return " ".join(word if _more(word) else _drawn(word, seed + place) for place, word in enumerate(text.split(" ")))


def _more(word: str) -> bool:
    plain = "".join(sign for sign in word.casefold() if sign.isalpha())  # "be," as well as "be"
    return plain + plain[-1:] in KEEP


def _drawn(text: str, seed: int) -> str:
    dice, out = random.Random(seed), ""
    for place, sign in enumerate(text):
        alone = sign not in text[max(place - 1, 0) : place] + text[place + 1 : place + 2]
        inside = text[place - 1 : place].isalpha() and (text[place - 2 : place - 1].isalpha() or place < 3)
        drawn = sign.isascii() and sign.isalpha() and alone and inside and dice.random() < 0.15
        out += sign * (3 if drawn else 1)
    return out


@given(st.sampled_from(TEXTS), st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
@settings(max_examples=400, deadline=None)
@example("I WANT TO DIE", str.lower)
def test_capital_letters_change_nothing_about_danger_or_a_stop(text: str, case: object) -> None:
    assert callable(case)
    assert _means(understand(case(text))) == _means(understand(text))


@given(st.sampled_from(TEXTS), st.sampled_from(["  ", "\t", "   "]), MONEY)
@settings(max_examples=400, deadline=None)
def test_spaces_and_signs_at_the_end_change_nothing_about_danger_or_a_stop(text: str, space: str, end: str) -> None:
    dressed = f"{space}{text.replace(' ', space)}{end}"
    assert _means(understand(dressed)) == _means(understand(text))


@given(st.sampled_from(TEXTS), st.integers(0, 10_000))
@settings(max_examples=400, deadline=None)
def test_drawn_out_letters_change_nothing_about_danger_or_a_stop(text: str, seed: int) -> None:
    assert _means(understand(_drawn_out(text, seed))) == _means(understand(text))


@pytest.mark.parametrize("unit", ["i want ", "no no ", "a", "stop ", "7 ", "🙂", "((((", "done? ", "\u0301", "ñ "])
def test_a_long_text_takes_time_in_proportion_and_no_more(unit: str) -> None:
    """Four times the text takes less than forty times the time: a search that backtracks would take far more."""

    def took(many: int) -> float:
        text, best = (unit * many)[:1600], 9.0
        for _ in range(3):
            began = time.perf_counter()
            understand(text)
            best = min(best, time.perf_counter() - began)
        return best

    assert took(1600) < 40 * took(400 // len(unit) + 1) + 0.05
