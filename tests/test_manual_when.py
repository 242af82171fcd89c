"""Is every phrase of the page `when` a schedule, and does the page leave no rule out?"""

import re
from itertools import chain
from pathlib import Path

import pytest
from lark import Token, Tree

from nudges.core.problem import Problem
from nudges.core.when import parse_when
from nudges.core.when.names import plain
from nudges.core.when.phrase import ENGLISH, SPANISH, THEN, grammar

PAGE = Path(__file__).parent.parent / "nudges" / "help" / "when.md"
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
# Spans that name a word of a phrase and are none themselves.
WORDS = {"from", "until", "for", "unanswered", "breathing", "stress", ">", "<", ">=", "<=", "=", "DTSTART", "COUNT"}


def section(name: str) -> str:
    """Return what stands under a heading of the page, up to the next."""
    return PAGE.read_text("utf-8").split(f"## {name}\n")[1].split("\n## ")[0]


def phrases(text: str) -> list[str]:
    return [span for span in SPAN.findall(FENCE.sub("", text)) if span not in WORDS]


ALL = phrases(PAGE.read_text("utf-8"))
IN_SPANISH = phrases(section("En español"))
IN_ENGLISH = [phrase for phrase in ALL if phrase not in IN_SPANISH]


def rules(name: str) -> set[str]:
    """Return the rules of a grammar that a tree can show, an alias in the place of its rule."""
    return {
        str(rule.alias or rule.origin.name)
        for rule in grammar(name).rules
        if rule.alias or not rule.origin.name.startswith("_")
    }


def words_of(name: str) -> set[str]:
    """Return the words that a grammar defines by name and that mean something."""
    text = (PAGE.parent.parent / "core" / "when" / name).read_text("utf-8")
    return set(re.findall(r"^([A-Z][A-Z0-9]*)(?:\.\d+)?:", text, re.MULTILINE))


def reached(name: str, some: list[str]) -> tuple[set[str], set[str]]:
    """Return the rules and the words that the trees of phrases show."""
    parts = [part for phrase in some for part in THEN.split(phrase)]
    trees: list[Tree[Token]] = [grammar(name).parse(plain(part)) for part in parts]
    nodes = [str(tree.data) for tree in chain.from_iterable(tree.iter_subtrees() for tree in trees)]
    tokens = chain.from_iterable(tree.scan_values(lambda value: isinstance(value, Token)) for tree in trees)
    return set(nodes), {token.type for token in tokens}


@pytest.mark.parametrize("phrase", ALL)
def test_every_phrase_that_is_shown_is_a_schedule(phrase: str) -> None:
    try:
        assert str(parse_when(phrase))
    except Problem as problem:
        pytest.fail(str(problem))


@pytest.mark.parametrize(("name", "some"), [(ENGLISH, IN_ENGLISH), (SPANISH, IN_SPANISH)], ids=["english", "spanish"])
def test_every_rule_of_the_grammar_is_shown(name: str, some: list[str]) -> None:
    nodes, words = reached(name, some)
    assert rules(name) - nodes == set()
    assert words_of(name) - words == set()


def test_what_a_phrase_becomes_is_true() -> None:
    became = re.findall(r"`([^`]+)` becomes `([^`]+)`", PAGE.read_text("utf-8"))
    assert became
    for written, canonical in became:
        assert str(parse_when(written)) == canonical


def test_the_page_begins_with_a_title_and_a_line_about_it() -> None:
    title, empty, about, *_ = PAGE.read_text("utf-8").splitlines()
    assert title.startswith("# ")
    assert empty == ""
    assert about
