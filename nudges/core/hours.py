"""The hours in which texts are welcome, as people write them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import time

from nudges.core.values import Hours, Span
from nudges.core.when.names import DAYS, joined

WEEK = range(7)
MOSTLY_CLOSED = 4
"""With so many days closed it is shorter to name the open ones."""


def said(at: time) -> str:
    """Return a time of day as people write it."""
    return f"{at.hour}:{at:%M}"


def days_said(days: Iterable[int]) -> str:
    """Return days of the week (Monday is 0) as people write them.

    >>> days_said([5, 6]), days_said([0, 1, 2, 3, 4]), days_said([0, 2, 4])
    ('sat and sun', 'mon-fri', 'mon, wed and fri')
    """
    wanted = sorted(set(days))
    runs: list[list[int]] = []
    for day in wanted:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    words: list[str] = []
    for run in runs:
        words += [f"{DAYS[run[0]]}-{DAYS[run[-1]]}"] if len(run) > 2 else [DAYS[day] for day in run]
    return joined(words)


def span(hours: Hours) -> str:
    """Return hours as people write them, always in the same way.

    >>> span(Hours()), span(Hours(opens=time(0), closes=time(0))), span(Hours(others=((6, None),)))
    ('8:00-21:00', '0:00-24:00', '8:00-21:00, sun none')
    """
    if not hours.others:
        return _span(Span(opens=hours.opens, closes=hours.closes))
    hours = weekly([hours.on(day) for day in WEEK])
    usual = Span(opens=hours.opens, closes=hours.closes)
    groups: dict[Span | None, list[int]] = {}
    for day in WEEK:
        groups.setdefault(hours.on(day), []).append(day)
    if len(groups.get(None, ())) >= MOSTLY_CLOSED:
        return ", ".join(f"{days_said(days)} {_span(each)}" for each, days in groups.items() if each is not None)
    rest = [f"{days_said(days)} {_span(each)}" for each, days in groups.items() if each != usual]
    return ", ".join([_span(usual), *rest])


def _span(each: Span | None) -> str:
    if each is None:
        return "none"
    if each.opens == each.closes:
        return "0:00-24:00"
    return f"{said(each.opens)}-{said(each.closes) if each.closes != time(0) else '24:00'}"


def weekly(spans: Sequence[Span | None]) -> Hours:
    """Return the hours of a week from those of its seven days, of which one at least is open.

    What most days have stands for all, so that the same week is always the same value.
    """
    usual, _ = Counter(each for each in spans if each is not None).most_common(1)[0]
    others = tuple((day, each) for day, each in enumerate(spans) if each != usual)
    return Hours(opens=usual.opens, closes=usual.closes, others=others)


def inside(hours: Hours, weekday: int, some: Span) -> bool:
    """Whether hours of one day of the week lie within those in which texts are welcome."""
    last = (some.closes.hour * 60 + some.closes.minute - 1) % (24 * 60)
    return within(hours, weekday, some.opens) and within(hours, weekday, time(*divmod(last, 60)))


def within(hours: Hours, weekday: int, at: time) -> bool:
    """Whether a text is welcome at a time of a day of the week."""
    before, today = hours.on((weekday - 1) % 7), hours.on(weekday)
    if before is not None and at < before.closes <= before.opens:
        return True
    return today is not None and at >= today.opens and (at < today.closes or today.closes <= today.opens)
