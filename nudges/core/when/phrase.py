"""What a phrase such as `weekdays at 8:30` says."""

from dataclasses import dataclass
from datetime import time
from functools import cache, lru_cache

from lark import Lark, Token, Transformer, UnexpectedInput, UnexpectedToken
from lark.exceptions import VisitError

from nudges.core.problem import Problem, closest, nearest

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NAMED = {(0, 1, 2, 3, 4, 5, 6): "daily", (0, 1, 2, 3, 4): "weekdays", (5, 6): "weekends"}
DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
VOCABULARY = (*NAMED.values(), "at", "and", "every", "day", "noon", "am", "pm", *DAYS, *DAY_NAMES)
EXAMPLE = "try a phrase such as 'weekdays at 8:30' or 'mon, wed and fri at 7pm'"


@dataclass(frozen=True, slots=True)
class When:
    """A schedule: days of the week (Monday is 0) and times of the person's clock, both in order.

    >>> str(parse_when("Mondays, friday and wed at 7pm"))
    'mon, wed and fri at 19:00'
    """

    days: tuple[int, ...]
    times: tuple[time, ...]

    def __str__(self) -> str:
        """Return the canonical phrase."""
        days = NAMED.get(self.days) or _joined([DAYS[day] for day in self.days])
        return f"{days} at {_joined([f'{at.hour}:{at:%M}' for at in self.times])}"


@lru_cache(maxsize=4096)
def parse_when(phrase: str) -> When:
    """Return what a phrase says, or raise Problem with its place and a phrase that works."""
    try:
        return _read(phrase)
    except UnexpectedInput as error:
        raise Problem(_what(phrase, error), hint=_hint(phrase)) from None
    except VisitError as error:
        if isinstance(error.orig_exc, Problem):
            raise Problem(f"'{phrase}': {error.orig_exc.what}", hint=error.orig_exc.hint) from None
        raise


def _read(phrase: str) -> When:
    when = _Reader().transform(_grammar().parse(phrase.strip().lower()))
    assert isinstance(when, When)
    return when


def _what(phrase: str, error: UnexpectedInput) -> str:
    ended = isinstance(error, UnexpectedToken) and error.token.type == "$END"
    rest = [] if ended or error.column < 1 else phrase.strip()[error.column - 1 :].split()
    place = f"stuck at '{rest[0]}'" if rest else "it ends too early"
    return f"'{phrase}' is not a schedule ({place})"


def _hint(phrase: str) -> str:
    """Return the phrase with each strange word replaced by the nearest known one, if that works."""
    words = [_mended(word) for word in phrase.lower().replace(",", " , ").split()]
    mended = " ".join(words).replace(" ,", ",")
    try:
        return f"try '{_read(mended)}'"
    except (UnexpectedInput, VisitError):
        return EXAMPLE


def _mended(word: str) -> str:
    if not word.isalpha():
        return word if ":" in word or not word.isdigit() else f"{word}:00"
    return word if word in VOCABULARY else (closest(word, VOCABULARY) or [word])[0]


@cache
def _grammar() -> Lark:
    return Lark.open("when.lark", rel_to=__file__, start="when", parser="lalr", lexer="contextual")


class _Reader(Transformer[Token, When]):
    def when(self, parts: list[tuple[int, ...] | time]) -> When:
        days, *times = parts
        assert isinstance(days, tuple)
        return When(days, tuple(sorted({at for at in times if isinstance(at, time)})))

    def daily(self, _: list[Token]) -> tuple[int, ...]:
        return (0, 1, 2, 3, 4, 5, 6)

    def weekdays(self, _: list[Token]) -> tuple[int, ...]:
        return (0, 1, 2, 3, 4)

    def weekends(self, _: list[Token]) -> tuple[int, ...]:
        return (5, 6)

    def some(self, parts: list[Token | tuple[int, ...]]) -> tuple[int, ...]:
        days = [part if isinstance(part, tuple) else (_day(part),) for part in parts]
        return tuple(sorted({day for group in days for day in group}))

    def span(self, ends: list[Token]) -> tuple[int, ...]:
        first, last = map(_day, ends)
        return tuple((first + ahead) % 7 for ahead in range((last - first) % 7 + 1))

    def clock(self, parts: list[Token]) -> time:
        hour, minute = parts[0].split(":")
        return _time(int(hour), int(minute), parts[0])

    def twelve(self, parts: list[Token]) -> time:
        hour, _, minute = parts[0].partition(":")
        if not 1 <= int(hour) <= 12:
            raise Problem(f"{parts[0]}{parts[1]} is not a time", hint="hours with am or pm go from 1 to 12")
        return _time(int(hour) % 12 + (12 if parts[1].startswith("p") else 0), int(minute or 0), parts[0])

    def noon(self, _: list[Token]) -> time:
        return time(12)


def _day(name: Token) -> int:
    word = name.removesuffix("s") if name not in {"tues", "thurs"} else str(name)
    if word not in {*DAYS, *DAY_NAMES, "tues", "thur", "thurs"}:
        raise Problem(f"'{name}' is not a day", hint=nearest(word, DAY_NAMES, EXAMPLE))
    return DAYS.index(word[:3])


def _time(hour: int, minute: int, written: str) -> time:
    if hour > 23 or minute > 59:
        raise Problem(f"{written} is not a time", hint="times go from 0:00 to 23:59")
    return time(hour, minute)


def _joined(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]
