"""From a phrase to a schedule, and from a mistake in it to a sentence that helps."""

import re
from dataclasses import replace
from datetime import timedelta
from functools import cache, lru_cache

from lark import Lark, Token, UnexpectedInput
from lark.exceptions import VisitError

from nudges.core.problem import Problem
from nudges.core.when.mistakes import Misread, hint, place_of, what
from nudges.core.when.names import DAY_NAMES, DAYS, plain
from nudges.core.when.reader import Reader
from nudges.core.when.rules import Dated
from nudges.core.when.schedule import Then, When

__all__ = ["DAYS", "DAY_NAMES", "LONGEST", "When", "parse_when"]

LONGEST, LONGEST_IN_ALL = 300, 900
THEN = re.compile(r"(?:,|;)? (?:and then|then|y luego|luego) ", re.IGNORECASE)
EXAMPLE = "such as mon at 9:00 until 2027-01-31, then sat at 9:00"
ENGLISH, SPANISH = "when.lark", "cuando.lark"


@lru_cache(maxsize=8192)
def parse_when(phrase: str) -> When:
    """Return what a phrase says, or raise Problem with its place and a phrase that works."""
    if len(phrase) <= LONGEST_IN_ALL and THEN.search(text := " ".join(phrase.split())):
        return _in_turn(text)
    if len(phrase) > LONGEST:
        raise Problem(f"a schedule of {len(phrase)} characters is too long", hint=f"use up to {LONGEST}")
    text = " ".join(phrase.split())
    try:
        return _read(text)
    except UnexpectedInput as error:
        raise Misread(what(text, error), place_of(text, error), text, hint=hint(text, _read)) from None


def _in_turn(text: str) -> When:
    """Return schedules that follow one another; one that does not say when it begins does so after the one before."""
    parts: list[When] = []
    for said in THEN.split(text):
        part = parse_when(said)
        if not isinstance(part.rule, Dated):
            raise Problem(f"'{said}' cannot follow another schedule, or come before one", hint=EXAMPLE)
        if parts:
            part = _after(parts[-1], part, said)
        parts.append(part)
    return When(Then(tuple(parts)))


def _after(before: When, part: When, said: str) -> When:
    ends = before.limits.until
    if ends is None:
        raise Problem(f"'{before}' does not say until when", hint=EXAMPLE)
    begins = part.limits.begins or ends + timedelta(days=1)
    if begins <= ends:
        raise Problem(f"'{said}' begins before '{before}' has ended", hint=f"from {ends + timedelta(days=1)}")
    if part.limits.until is not None and part.limits.until < begins:
        raise Problem(f"'{said}' ends before it begins", hint=EXAMPLE)
    return When(part.rule, replace(part.limits, begins=begins))


def _read(text: str) -> When:
    """Return what a text says in either language; the error is that of the language which got further."""
    low = plain(text)
    try:
        return _in(ENGLISH, low, text)
    except UnexpectedInput as error:
        try:
            return _in(SPANISH, low, text)
        except UnexpectedInput as other:
            raise (other if place_of(low, other) > place_of(low, error) else error) from None


def _in(name: str, low: str, text: str) -> When:
    try:
        when = Reader().transform(grammar(name).parse(low))
    except VisitError as error:
        if isinstance(error.orig_exc, Problem):
            at = error.obj if isinstance(error.obj, Token) else error.obj.meta
            place = getattr(at, "column", None) or 1
            raise Misread(f"'{text}': {error.orig_exc.what}", place, text, hint=error.orig_exc.hint) from None
        raise
    assert isinstance(when, When)
    return when


@cache
def grammar(name: str) -> Lark:
    """Return the parser of a grammar file."""
    return Lark.open(name, rel_to=__file__, start="when", parser="lalr", lexer="contextual", propagate_positions=True)
