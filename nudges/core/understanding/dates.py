"""From when, and until when, a rest is asked, in the words that were written: what day it is, nobody here knows."""

import re
from typing import NamedTuple

from nudges.core.understanding import spans
from nudges.core.understanding.meaning import Value
from nudges.core.understanding.normal import Normal, canonical

MONTHS = (
    "january jan enero ene", "february feb febrero", "march mar marzo", "april apr abril abr", "may mayo",
    "june jun junio", "july jul julio", "august aug agosto ago", "september sept sep septiembre setiembre set",
    "october oct octubre", "november nov noviembre", "december dec diciembre dic",
)  # fmt: skip
WEEKDAYS = {
    "monday": "mon lunes lun", "tuesday": "tue tues martes", "wednesday": "wed miercoles mie",
    "thursday": "thu thur thurs jueves jue", "friday": "fri viernes vie", "saturday": "sat sabado sab",
    "sunday": "sun domingo dom",
}  # fmt: skip
MONTH = {canonical(word): place for place, row in enumerate(MONTHS, 1) for word in row.split()}
WEEKDAY = {canonical(word): day for day, row in WEEKDAYS.items() for word in (day, *row.split())}
PHRASES = {
    "tomorrow": "tomorrow|tomorow|tmrw|manana",
    "week": "(?<!the )next week|(?:la )?proxima semana|(?:la )?semana que viene",
    "weekend": "(?:the |this |next |el |este )?(?:weekend|fin de semana|finde)",
    "month": "next month|(?:el )?proximo mes|(?:el )?mes que viene",
    "this_week": "(?:(?:the )?rest of )?(?:this|the) week|(?:resto de )?esta semana",
}
MEANS = {"tomorrow": "tomorrow", "week": "next monday", "weekend": "saturday", "month": "1", "this_week": "monday"}
MARKS = {
    "from": "from|starting|beginning|begining|desde|del|a partir del?|between|entre",
    "until": "until|til|hasta|back|vuelvo|regreso",
    "to": "through|thru|to|al|a|and|y",
}
AFTER_A_DAY = ("to", "a", "and", "y")
_THE = r"(?:(?:the|el|la|los|on|dia|this|next|este|coming|proximo|proxima) )*?"
_MONTH, _DAY = "|".join(sorted(MONTH, key=len, reverse=True)), "|".join(sorted(WEEKDAY, key=len, reverse=True))
_NO_UNIT = rf"(?! (?:{'|'.join(map(canonical, spans.UNITS))}|am|pm|oclock) )"
_NUMBER = rf"(?P<NAME>\d{{1,2}})(?: (?:st|nd|rd|th))?(?= ){_NO_UNIT}"
_YEAR = r"(?: (?:del? )?(?P<NAME>20\d\d))?"
_FORMS = (
    *(f"(?P<{name}>{words})" for name, words in PHRASES.items()),
    r"(?P<iso>20\d\d[ /.]\d{1,2}[ /.]\d{1,2})",
    _NUMBER.replace("NAME", "d1") + rf"(?: (?:of|de))? (?P<m1>{_MONTH})" + _YEAR.replace("NAME", "y1"),
    rf"(?P<m2>{_MONTH}) (?:the )?" + _NUMBER.replace("NAME", "d2") + _YEAR.replace("NAME", "y2"),
    rf"(?P<pair>\d{{1,2}}[/ ]\d{{1,2}}(?:[/ ]20\d\d)?)(?= ){_NO_UNIT}(?! (?:{_MONTH}) )",
    rf"(?P<weekday>{_DAY})",
    rf"(?P<m3>{_MONTH})",
)
_MARKS = "|".join(f"(?P<{name}>{words})" for name, words in MARKS.items())
_DATE = re.compile(rf" (?:(?:{_MARKS}) )?{_THE}(?:{'|'.join(_FORMS)})(?= )")
_BARE = re.compile(rf" (?:{_MARKS}) {_THE}{_NUMBER.replace('NAME', 'd3')}| (?P<then>\d{{1,2}})(?= ){_NO_UNIT}")
_NEXT_BARE = re.compile(rf"(?: (?:to|al|a|through|thru|and|y|until|til|hasta))? {_THE}{_NUMBER.replace('NAME', 'd3')}(?: (?:de|of))? (?:{_MONTH}) ")  # fmt: skip # noqa: E501
_TIME = re.compile(r" (?:until|til|hasta) (?:las? )?\d{1,2}(?::\d\d| (?:am|pm|oclock)) ")
_FULL_DATE = re.compile(r"(\d\d)-\d\d")


class Day(NamedTuple):
    """A day that a text names, the word before it, and which phrase it is made of."""

    said: str
    mark: str
    phrase: str = ""


def stretch(normal: Normal) -> Value:
    """Return from when (`begins`), and for how many days or until when (`until`, `through`), a rest is asked.

    A day is `tomorrow`, `friday`, `next monday`, `15` (of a month), `12-24`, `2026-12-24`, or `3/1`, which each
    country reads in its own way. Nudges come back on the day of `until`, and on the day after that of `through`.

    >>> from nudges.core.understanding.normal import normalise
    >>> found = stretch(normalise("vacation from 20 dec to 3 jan"))
    >>> found.begins, found.through
    ('12-20', '01-03')
    """
    text = f" {' '.join(normal.words)} "
    if spans.is_endless(normal):
        return Value(days=spans.LONGEST)
    if _TIME.search(text):
        return Value(days=1)
    days, rest = _days_in(text)
    length = spans.days(Normal(rest, tuple(rest.split())))
    if not days:
        return Value(days=length)
    last = next((day for day in days if day.mark == "until"), None)
    others = [day for day in days if day is not last]
    if last is None and len(others) > 1:
        return Value(begins=others[0].said, through=others[1].said)
    begins = others[0] if others else None
    if last is not None:
        return Value(begins=begins.said if begins else None, until=last.said)
    assert begins is not None
    return _open(begins, length)


def _open(begins: Day, length: int | None) -> Value:
    """Return a rest that says when it begins, and perhaps how long it is."""
    if begins.phrase == "this_week":
        return Value(until="monday")
    if begins.phrase == "weekend" and length is None:
        return Value(begins=begins.said, through="sunday")
    if begins.mark == "to":
        return Value(through=begins.said)
    usual = {"week": 7, "month": 30}.get(begins.phrase, None if begins.mark == "from" else 1)
    return Value(begins=begins.said, days=length or usual)


def _days_in(text: str) -> tuple[list[Day], str]:
    """Return the days a text names, in its order, and what is left of the text."""
    days: list[Day] = []
    rest, place = "", 0
    while place < len(text) - 1:
        found = _DATE.match(text, place) or _bare(text, place, days)
        if found is None:
            end = text.index(" ", place + 1)
            rest += text[place:end]
            place = end
            continue
        days.append(_day(found, days))
        place = found.end()
    return _borrowed(days), f"{rest} "


def _bare(text: str, place: int, days: list[Day]) -> re.Match[str] | None:
    """Return a number that can only be a day: after `until`, between two days, right after one."""
    found = _BARE.match(text, place)
    if found is None or (found["to"] in AFTER_A_DAY and not days):
        return None
    if found["then"] and not (days and _FULL_DATE.search(days[-1].said)) and not _NEXT_BARE.match(text, found.end()):
        return None
    return found


def _borrowed(days: list[Day]) -> list[Day]:
    """Return the days, where one that is a mere number stands in the month of its neighbour."""
    months = [found[1] for day in days if (found := _FULL_DATE.search(day.said))]
    if not months:
        return days
    return [day._replace(said=f"{months[0]}-{int(day.said):02}") if day.said.isdigit() else day for day in days]


def _day(found: re.Match[str], before: list[Day]) -> Day:
    groups = found.groupdict()
    mark = next((name for name in MARKS if groups[name]), "from" if before == [] and groups.get("then") else "")
    for name in PHRASES:
        if groups.get(name):
            return Day(MEANS[name], mark, name)
    return Day(_said(groups), mark)


def _said(groups: dict[str, str | None]) -> str:
    """Return a day as it is handed on."""
    if day := groups.get("d3") or groups.get("then"):
        return str(int(day))
    if iso := groups.get("iso"):
        year, month, number = re.split(r"[ /.]", iso)
        return f"{year}-{int(month):02}-{int(number):02}"
    if pair := groups.get("pair"):
        return _pair(*re.split(r"[ /]", pair))
    if weekday := groups.get("weekday"):
        return WEEKDAY[weekday]
    day = groups["d1"] or groups["d2"] or "1"
    month, year = groups["m1"] or groups["m2"] or groups["m3"] or "", groups["y1"] or groups["y2"]
    return (f"{year}-" if year else "") + f"{MONTH[month]:02}-{int(day):02}"


def _pair(first: str, second: str, year: str = "") -> str:
    """Return a month and a day where only one order of the two can be; else both as they were written."""
    one, two = int(first), int(second)
    if one > 12 >= two or two > 12 >= one:
        month, day = (two, one) if one > 12 else (one, two)
        return (f"{year}-" if year else "") + f"{month:02}-{day:02}"
    return f"{one}/{two}" + (f"/{year}" if year else "")
