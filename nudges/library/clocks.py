"""How people write times of day, and the hours of a week."""

import re
from collections.abc import Iterator
from datetime import time

from nudges.core.hours import WEEK, days_said, weekly
from nudges.core.problem import Problem, nearest
from nudges.core.values import Hours, Span
from nudges.core.when.names import DAY_NAMES, DAYS, DIAS, plain

CLOCK = re.compile(r"(\d{1,2})(?::(\d\d))? ?([ap]m)?", re.IGNORECASE)
AT = r"\d{1,2}(?::\d\d)? ?(?:[ap]m\b)?"
TO = r" *(?:-|–| to | a ) *"
WORD = re.compile(
    rf"(?P<span>{AT}{TO}{AT})(?![\d:])|(?P<all>all day|todo el dia)\b|(?P<none>none|closed|nada|cerrado)\b"
    rf"|(?P<days>(?!(?:and|y)\b)[a-z]+(?:{TO}[a-z]+)?)",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"(?:[ ,;&]|(?:and|y)\b)+", re.IGNORECASE)
NOMBRES = ("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo")
GROUPS = {"weekdays": range(5), "weekends": range(5, 7), "daily": range(7)}
EXAMPLE = "write it like 8:00-21:00, or all day, or 8:00-21:00, sun none"
LEAST = 2 * 60
DAY = 24 * 60


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
    """Return the hours in which texts are welcome: of all days, of some, or of all and then of some others.

    >>> hours("8:00-21:00") == Hours(), hours("all day") == hours("0:00-24:00")
    (True, True)
    >>> hours("8:00-21:00, sun none") == hours("mon-sat 8:00-21:00")
    True
    """
    week: list[Span | None] = [None] * 7
    said: set[int] = set()
    days: list[int] = []
    first = True
    for kind, word in _words(text):
        if kind == "days":
            days += _days(word, text)
            continue
        if not days and not first:
            raise Problem(f"'{text}' does not say on which days '{word}' holds", hint=EXAMPLE)
        if twice := said.intersection(days):
            raise Problem(f"'{text}' says two things about {days_said(twice)}", hint="say one of them")
        said.update(days)
        for day in days or WEEK:
            week[day] = _span(kind, word)
        days, first = [], False
    if days or first:
        what = f"does not say which hours {days_said(days)} has" if days else "is not a span of hours"
        raise Problem(f"'{text}' {what}", hint=EXAMPLE)
    if all(each is None for each in week):
        raise Problem(f"'{text}' leaves no day on which a text is welcome", hint=EXAMPLE)
    return weekly(week)


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Yield the days and hours that a text names, in turn, each with its kind."""
    said, place = plain(text.strip()), 0
    while place < len(said):
        found = WORD.match(said, place)
        if found is None:
            raise Problem(f"'{text}' is not a span of hours", hint=EXAMPLE)
        yield found.lastgroup or "", found[0]
        place = found.end()
        between = BETWEEN.match(said, place)
        if between is None and place < len(said):
            raise Problem(f"'{text}' is not a span of hours", hint=EXAMPLE)
        place = between.end() if between else place


def _days(word: str, text: str) -> list[int]:
    said = word.casefold()
    if said in GROUPS:
        return [*GROUPS[said]]
    ends = [_day(part, text) for part in re.split(TO, said)]
    return [(ends[0] + ahead) % 7 for ahead in range((ends[-1] - ends[0]) % 7 + 1)]


def _day(word: str, text: str) -> int:
    known = {name: day for names in (DAYS, DAY_NAMES, DIAS, NOMBRES) for day, name in enumerate(names)}
    name = word if word in known else word.removesuffix("s")
    if name not in known:
        hint = nearest(word, [*DAY_NAMES, "weekdays", "weekends"], EXAMPLE)
        raise Problem(f"'{text}' is not a span of hours" if word == text.casefold() else f"'{word}' is not a day",
                      hint=hint)  # fmt: skip
    return known[name]


def _span(kind: str, word: str) -> Span | None:
    """Return the hours of a day, or None if it has none."""
    if kind == "none":
        return None
    if kind == "all":
        return Span(opens=time(0), closes=time(0))
    (opens, first), (closes, last) = (_clock(end) for end in re.split(TO, word))
    wide = (closes * 60 + last) - (opens * 60 + first)
    if opens == 24:
        raise Problem(f"'{word}' begins at 24:00", hint="midnight is 0:00 where hours begin")
    if wide == 0 or wide % DAY in range(1, LEAST):
        raise Problem(f"'{word}' is less than 2 hours, and a text needs room to arrive", hint=EXAMPLE)
    return Span(opens=time(opens, first), closes=time(closes % 24, last))
