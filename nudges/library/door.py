"""What the words people write for a setting mean; each reader returns a value of the core or raises Problem."""

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from functools import cache
from typing import TypeVar

from nudges.core.problem import Problem, nearest
from nudges.core.values import Trusted
from nudges.core.when import parse_when
from nudges.core.when.names import DAY_NAMES, DAYS
from nudges.core.words import Ask, Held, Language, Outcome
from nudges.library import wording
from nudges.library.clocks import clock, hours

__all__ = [
    "ask", "cap", "clock", "country", "day", "day_start", "days", "gap", "goal", "held", "hours",
    "language", "minutes", "outcome", "rating", "report", "trusted", "truth", "weekday", "when", "whole_number",
]  # fmt: skip

LANGUAGES = {"english": "en", "inglés": "en", "ingles": "en", "spanish": "es", "español": "es", "espanol": "es"}
SPAN = re.compile(r"(\d{1,4}) *(hours?|h|minutes?|min)", re.IGNORECASE)
DAY_LONG = 24 * 60
LONGEST_GAP = 12 * 60
OUTCOMES = {"skip": "skipped", "n/a": "not_applicable", "partial": "partly"}


def minutes(text: str) -> int:
    """Return how many minutes a span of time is, or raise Problem.

    >>> minutes("2 hours"), minutes("90 min")
    (120, 90)
    """
    if not 1 <= (length := _minutes(text)) <= DAY_LONG:
        raise Problem(f"'{text}' is not between 1 minute and 24 hours", hint="2 hours is usual")
    return length


def gap(text: str) -> int:
    """Return how many minutes lie between two texts at least; `none` is no gap."""
    if text.strip().casefold() in {"none", "0"}:
        return 0
    if (length := _minutes(text)) > LONGEST_GAP:
        raise Problem(f"'{text}' is more than 12 hours", hint="30 minutes is usual, and none is no gap")
    return length


def _minutes(text: str) -> int:
    found = SPAN.fullmatch(text.strip())
    if found is None:
        raise Problem(f"'{text}' is not a span of time", hint="write it like 2 hours or 90 minutes")
    return int(found[1]) * (60 if found[2].casefold().startswith("h") else 1)


def country(text: str) -> str:
    """Return the two letters of a country, or `*` for none."""
    said = text.strip().upper()
    if said in {"NONE", "*"}:
        return "*"
    said = "GB" if said == "UK" else said
    if said not in _countries():
        raise Problem(f"'{text}' is not a country", hint="use its two letters, such as ES")
    return said


def language(text: str) -> Language:
    """Return a language we write."""
    said = text.strip().casefold()
    said = LANGUAGES.get(said, re.split("[-_]", said)[0])
    return _one_of(Language, said, text, "a language we write")


@cache
def _countries() -> frozenset[str]:
    import holidays
    import phonenumbers

    return frozenset({*phonenumbers.SUPPORTED_REGIONS, *holidays.list_supported_countries()})


def held(text: str) -> Held:
    """Return what becomes of a text that may not leave when it is due."""
    return _one_of(Held, text.strip().casefold(), text, "what becomes of a text that is held")


def ask(text: str) -> Ask:
    """Return what a plan asks for."""
    return _one_of(Ask, text.strip().casefold(), text, "what a plan can ask for")


def outcome(text: str) -> Outcome:
    """Return how a plan went."""
    said = text.strip().casefold().replace("-", "_").replace(" ", "_")
    known = OUTCOMES.get(said, said)
    if known not in set(Outcome):
        hint = nearest(said, [each.value for each in Outcome], "use done, partly, skip or n/a")
        raise Problem(f"'{text}' is not an outcome", hint=hint)
    return Outcome(known)


E_ = TypeVar("E_", Language, Ask, Held)


def _one_of(kind: type[E_], said: str, written: str, what: str) -> E_:
    known = [each.value for each in kind]
    if said not in known:
        raise Problem(f"'{written}' is not {what}", hint=nearest(said, known, f"use {' or '.join(known)}"))
    return kind(said)


def whole_number(least: int, most: int, what: str) -> Callable[[str], int]:
    """Return a reader of whole numbers in a range."""

    def read(text: str) -> int:
        said = text.strip()
        if re.fullmatch(r"[0-9]{1,5}", said) is None or not least <= int(said) <= most:
            raise Problem(f"'{text}' is not {what}", hint=f"use a whole number from {least} to {most}")
        return int(said)

    return read


cap = whole_number(1, 10, "a number of texts a day")
rating = whole_number(0, 10, "a rating")
_goal = whole_number(1, 21, "a number of times a week")


def days(text: str) -> int:
    """Return how many days a pause lasts."""
    from nudges.core.resting import LONGEST_DAYS

    return whole_number(1, LONGEST_DAYS, "a number of days")(text)


def goal(text: str) -> int | None:
    """Return how many times a week, or None where none is set."""
    return None if text.strip().casefold() == "none" else _goal(text)


def truth(text: str) -> bool:
    """Return whether a yes was written."""
    said = text.strip().casefold()
    if said not in {"yes", "no", "true", "false"}:
        raise Problem(f"'{text}' is neither yes nor no", hint="write yes or no")
    return said in {"yes", "true"}


def trusted(text: str) -> Trusted | None:
    """Return who may be told of danger, as in `Mum, +14155550111`; `none` is nobody."""
    if text.strip().casefold() == "none":
        return None
    name, _, number = text.rpartition(",")
    if not name.strip():
        raise Problem(f"'{text}' does not say who and which phone", hint="write it like Mum, +14155550111, or none")
    from nudges.library import places

    return Trusted(name=wording.name(name), phone=places.phone(number.strip()).number)


def weekday(text: str) -> int:
    """Return a day of the week; Monday is 0."""
    said = text.strip().casefold()
    known = {**dict(zip(DAYS, range(7), strict=True)), **dict(zip(DAY_NAMES, range(7), strict=True))}
    if said not in known:
        raise Problem(f"'{text}' is not a day of the week", hint=nearest(said, DAY_NAMES, "write it like sunday"))
    return known[said]


def day_start(text: str) -> time:
    """Return when a person's day begins: by noon."""
    if (found := clock(text)) > time(12):
        raise Problem(f"a day cannot start at {text}", hint="use a time from 0:00 to 12:00")
    return found


def report(text: str) -> tuple[int, time]:
    """Return day and time of the report, as in `sunday at 18:00`."""
    day, at, rest = text.strip().casefold().partition(" at ")
    if not at:
        raise Problem(f"'{text}' does not say when the report comes", hint="write it like sunday at 18:00")
    return weekday(day), clock(rest)


def when(text: str) -> str:
    """Return a schedule as its canonical phrase."""
    return str(parse_when(text))


def day(text: str, today: date) -> date:
    """Return a day, as in `2026-11-24`, `today` or `yesterday`."""
    said = text.strip().casefold()
    near = {"today": today, "yesterday": today - timedelta(days=1), "tomorrow": today + timedelta(days=1)}
    if said in near:
        return near[said]
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise Problem(f"'{text}' is not a day", hint=f"write it like {today}") from None
