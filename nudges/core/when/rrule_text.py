"""What a recurrence rule says, and what in it cannot be."""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from nudges.core.problem import Problem, nearest

FREQS = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY")
EXAMPLE = "write it like FREQ=WEEKLY;BYDAY=MO,WE;BYHOUR=9;BYMINUTE=0"
MOST_COUNT = 4000
FIRST_YEAR = "1900"
DAYS = "MO|TU|WE|TH|FR|SA|SU"
MOMENT = re.compile(r"\d{8}(T\d{6}Z?)?")
LINE = re.compile(r"(DTSTART|EXDATE|RDATE)(;VALUE=DATE(-TIME)?)?:(.+)")
PARTS = {
    "FREQ": ("|".join(FREQS), None),
    "INTERVAL": (r"\d{1,6}", range(1, 1_000_000)),
    "COUNT": (r"\d{1,6}", range(1, MOST_COUNT + 1)),
    "UNTIL": (MOMENT.pattern, None),
    "WKST": (DAYS, None),
    "BYSETPOS": (r"[+-]?\d{1,3}", range(1, 367)),
    "BYMONTH": (r"\d{1,2}", range(1, 13)),
    "BYMONTHDAY": (r"[+-]?\d{1,2}", range(1, 32)),
    "BYYEARDAY": (r"[+-]?\d{1,3}", range(1, 367)),
    "BYWEEKNO": (r"[+-]?\d{1,2}", range(1, 54)),
    "BYDAY": (rf"([+-]?\d{{1,2}})?({DAYS})", None),
    "BYEASTER": (r"[+-]?\d{1,2}", range(81)),
    "BYHOUR": (r"\d{1,2}", range(24)),
    "BYMINUTE": (r"\d{1,2}", range(60)),
    "BYSECOND": (r"\d{1,2}", range(60)),
}
"""How one value of each part is written, and how large it may be, without its sign."""
LISTS = {name for name in PARTS if name.startswith("BY")}


class Recurrence(NamedTuple):
    """A rule by its parts, and the moments that stand beside it, as they are written."""

    parts: Mapping[str, str]
    starts: str | None
    without: tuple[str, ...]
    besides: tuple[str, ...]

    def numbers(self, part: str) -> list[int]:
        """Return the numbers of a part."""
        return [int(each) for each in self.parts.get(part, "").split(",") if each]

    @property
    def freq(self) -> int:
        """How often, from 0 for yearly to 6 for secondly."""
        return FREQS.index(self.parts["FREQ"])

    @property
    def interval(self) -> int:
        """Every so manieth."""
        return int(self.parts.get("INTERVAL", "1"))


@lru_cache(maxsize=4096)
def recurrence(text: str) -> Recurrence:
    """Return what a text in capitals says, or raise Problem."""
    rules, lines = [], {"DTSTART": [], "EXDATE": [], "RDATE": []}  # type: ignore[var-annotated]
    for word in text.split():
        if word.startswith(("RRULE:", "FREQ=")) or "=" in word.partition(":")[0].partition(";")[0]:
            rules.append(word.removeprefix("RRULE:"))
        elif match := LINE.fullmatch(word):
            lines[match[1]] += [_moment(each) for each in match[4].split(",")]
        elif "TZID" in word:
            raise Problem("TZID has no place here", hint="leave it out: the clock is that of the person")
        else:
            raise Problem(f"'{word}' is no part of a rule", hint=EXAMPLE)
    if len(rules) != 1 or len(lines["DTSTART"]) > 1:
        raise Problem("it needs one rule and at most one DTSTART", hint=EXAMPLE)
    starts = lines["DTSTART"][0] if lines["DTSTART"] else None
    return Recurrence(_parts(rules[0]), starts, tuple(lines["EXDATE"]), tuple(lines["RDATE"]))


def _moment(written: str) -> str:
    if MOMENT.fullmatch(written) and written > FIRST_YEAR:
        try:
            datetime.fromisoformat(written.removesuffix("Z"))
        except ValueError:
            pass
        else:
            return written
    raise Problem(f"'{written}' is not a moment", hint="write it like 20270115T090000")


def _parts(rule: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for part in filter(None, rule.split(";")):
        name, _, value = part.partition("=")
        if name not in PARTS:
            raise Problem(f"'{name}' is no part of a rule", hint=nearest(name, PARTS, EXAMPLE))
        if name in found:
            raise Problem(f"{name} stands there twice", hint="name it once")
        for each in value.split(",") if name in LISTS else [value]:
            _check(name, each)
        found[name] = value
    if "FREQ" not in found:
        raise Problem("the rule does not say how often", hint=EXAMPLE)
    in_months = found["FREQ"] == "MONTHLY" or (found["FREQ"] == "YEARLY" and "BYMONTH" in found)
    if in_months and any(int(each[:-2] or 0) not in range(-5, 6) for each in found.get("BYDAY", "MO").split(",")):
        raise Problem("BYDAY goes from 1 to 5 within a month", hint=EXAMPLE)
    if "COUNT" in found and "UNTIL" in found:
        raise Problem("it has both a COUNT and an UNTIL", hint="leave one out")
    return MappingProxyType(found)


def _check(name: str, value: str) -> None:
    pattern, bounds = PARTS[name]
    if not re.fullmatch(pattern, value):
        raise Problem(f"{name} cannot be '{value}'", hint=EXAMPLE)
    if bounds is not None and abs(int(value)) not in bounds:
        raise Problem(f"{name} cannot be {value}", hint=f"use {bounds[0]} to {bounds[-1]}")
    if name == "UNTIL":
        _moment(value)
    if name == "BYDAY" and len(value) > 2 and not 1 <= abs(int(value[:-2])) <= 53:
        raise Problem(f"BYDAY cannot be {value}", hint="the place of a weekday goes from 1 to 53")
