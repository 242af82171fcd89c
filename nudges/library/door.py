"""What the words people write for a setting mean; each reader returns a value of the core or raises Problem."""

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import TypeVar

from nudges.core.problem import Problem, nearest
from nudges.core.respond import LONGEST_PAUSE_DAYS
from nudges.core.values import Hours
from nudges.core.when import parse_when
from nudges.core.when.phrase import DAY_NAMES, DAYS
from nudges.core.words import Ask, Language, Outcome
from nudges.library import wording

CLOCK = re.compile(r"(\d{1,2})(?::(\d\d))? ?([ap]m)?", re.IGNORECASE)
LANGUAGES = {"english": "en", "inglés": "en", "ingles": "en", "spanish": "es", "español": "es", "espanol": "es"}
OUTCOMES = {"skip": "skipped", "n/a": "not_applicable", "partial": "partly"}


def clock(text: str) -> time:
    """Return a time of day.

    >>> clock("8:30"), clock("6pm")
    (datetime.time(8, 30), datetime.time(18, 0))
    """
    hour, minute = _clock(text)
    if hour == 24:
        raise Problem(f"'{text}' is not a time", hint="midnight is 0:00")
    return time(hour, minute)


def _clock(text: str) -> tuple[int, int]:
    """Return hour and minute; the end of a day is 24:00."""
    said = CLOCK.fullmatch(text.strip())
    hour, minute, half = (int(said[1]), int(said[2] or 0), (said[3] or "").lower()) if said else (99, 0, "")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else 99
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise Problem(f"'{text}' is not a time of day", hint="write it like 8:30 or 18:00")
    return hour, minute


def hours(text: str) -> Hours:
    """Return the hours in which texts are welcome.

    >>> hours("8:00-21:00") == Hours(), hours("all day") == hours("0:00-24:00")
    (True, True)
    """
    if text.strip().casefold() == "all day":
        return Hours(opens=time(0), closes=time(0))
    ends = re.split(r" *(?:-|–| to ) *", text.strip())
    if len(ends) != 2:
        raise Problem(f"'{text}' is not a span of hours", hint="write it like 8:00-21:00, or all day")
    (opens, first), (closes, last) = map(_clock, ends)
    span = (closes * 60 + last) - (opens * 60 + first)
    if span == 0 or opens == 24 or span % (24 * 60) in range(1, 60):
        raise Problem(f"'{text}' is less than an hour", hint="write it like 8:00-21:00, or all day")
    return Hours(opens=time(opens, first), closes=time(closes % 24, last))


def language(text: str) -> Language:
    """Return a language we write."""
    said = text.strip().casefold()
    said = LANGUAGES.get(said, re.split("[-_]", said)[0])
    return _one_of(Language, said, text, "a language we write")


def contacts(text: str) -> tuple[str, ...]:
    """Return the names in a list with commas, each once; `none` is nobody."""
    if not any(part.strip() for part in text.split(",")):
        raise Problem(f"'{text}' names nobody", hint="write names with commas between, or none")
    return wording.contacts(text)


def ask(text: str) -> Ask:
    """Return what a plan asks for."""
    return _one_of(Ask, text.strip().casefold(), text, "what a plan can ask for")


def outcome(text: str) -> Outcome:
    """Return how a plan went."""
    said = text.strip().casefold().replace("-", "_").replace(" ", "_")
    return _one_of(Outcome, OUTCOMES.get(said, said), text, "an outcome")


E_ = TypeVar("E_", Language, Ask, Outcome)


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
days = whole_number(1, LONGEST_PAUSE_DAYS, "a number of days")
_goal = whole_number(1, 21, "a number of times a week")


def goal(text: str) -> int | None:
    """Return how many times a week, or None where none is set."""
    return None if text.strip().casefold() == "none" else _goal(text)


def truth(text: str) -> bool:
    """Return whether a yes was written."""
    said = text.strip().casefold()
    if said not in {"yes", "no", "true", "false"}:
        raise Problem(f"'{text}' is neither yes nor no", hint="write yes or no")
    return said in {"yes", "true"}


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
