"""From a phrase to a schedule, and from a mistake in it to a sentence that helps."""

from functools import cache, lru_cache

from lark import Lark, Token, UnexpectedInput
from lark.exceptions import VisitError

from nudges.core.problem import Problem
from nudges.core.when.mistakes import Misread, hint, place_of, what
from nudges.core.when.names import DAY_NAMES, DAYS, plain
from nudges.core.when.reader import Reader
from nudges.core.when.schedule import When

__all__ = ["DAYS", "DAY_NAMES", "LONGEST", "When", "parse_when"]

LONGEST = 300
ENGLISH, SPANISH = "when.lark", "cuando.lark"


@lru_cache(maxsize=8192)
def parse_when(phrase: str) -> When:
    """Return what a phrase says, or raise Problem with its place and a phrase that works."""
    if len(phrase) > LONGEST:
        raise Problem(f"a schedule of {len(phrase)} characters is too long", hint=f"use up to {LONGEST}")
    text = " ".join(phrase.split())
    try:
        return _read(text)
    except UnexpectedInput as error:
        raise Misread(what(text, error), place_of(text, error), text, hint=hint(text, _read)) from None


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
