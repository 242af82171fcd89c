"""The hours between which a plan may learn its time, as people write them, and whether there is anything to learn."""

import re
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from itertools import takewhile

from nudges.core.arranged import local_day, named
from nudges.core.claims import WINDOWS
from nudges.core.due import frame
from nudges.core.hours import inside, span
from nudges.core.learning import usual_of
from nudges.core.problem import Problem, nearest
from nudges.core.trials import MOST_WEEKS, days_needed, weeks_needed
from nudges.core.values import Person, Plan, Span
from nudges.core.when import fires
from nudges.core.when.rules import Dated
from nudges.core.words import Ask
from nudges.library.clocks import clock

NAMED = {
    "morning": Span(opens=time(7), closes=time(10)),
    "midday": Span(opens=time(11, 30), closes=time(13, 30)),
    "afternoon": Span(opens=time(14, 30), closes=time(17)),
    "evening": Span(opens=time(18), closes=time(20, 30)),
}
TO = re.compile(r" *(?:-|–| to | a ) *", re.IGNORECASE)
LEAST, MOST = 2, 4
SHORTEST = 15
LOOKED_AT = timedelta(weeks=8)
NONE = "none"


def window(text: str) -> Span | None:
    """Return hours of a part of the day, or None where none are wanted.

    >>> window("morning") == window("7:00-10:00"), window("none")
    (True, None)
    """
    said = text.strip().casefold()
    if said == NONE or said in NAMED:
        return NAMED.get(said)
    parts = TO.split(said)
    if len(parts) != 2 or not said[:1].isdigit():
        hint = nearest(said, NAMED, "write it like morning, or 7:00-9:00")
        raise Problem(f"'{text}' is no part of a day", hint=hint)
    found = Span(opens=clock(parts[0]), closes=clock(parts[1]))
    wide = (found.closes.hour - found.opens.hour) * 60 + found.closes.minute - found.opens.minute
    if wide < SHORTEST:
        raise Problem(f"'{text}' is less than {SHORTEST} minutes", hint="a window such as 7:00-9:00 has room")
    if part_of(found.opens) != part_of(time(*divmod(found.closes.hour * 60 + found.closes.minute - 1, 60))):
        raise Problem(f"'{text}' reaches over two parts of the day", hint=f"they begin at {_parts()}; stay within one")
    return found


def part_of(at: time) -> str:
    """Return the part of the day in which a time lies."""
    return next((name for begins, name in reversed(WINDOWS) if at >= begins), WINDOWS[-1][1])


def _parts() -> str:
    return ", ".join(f"{begins.hour}:{begins:%M} ({name})" for begins, name in WINDOWS)


def windows(found: Iterable[Span | None]) -> tuple[Span, ...]:
    """Return the hours that were given, in order; `none` among them is none at all."""
    found = tuple(found)
    return () if None in found else tuple(sorted((each for each in found if each), key=lambda each: each.opens))


def refuse(person: Person, plan: Plan, now: datetime) -> None:
    """Raise Problem if a plan cannot learn its time as it stands."""
    if not plan.learn:
        return
    if not LEAST <= len(plan.learn) <= MOST:
        raise Problem(f"{plan.id} learns among {len(plan.learn)} windows", hint="name two, three or four, or none")
    parts = [part_of(each.opens) for each in plan.learn]
    if len({*parts}) < len(parts):
        raise Problem("two windows lie in the same part of the day", hint=f"the parts begin at {_parts()}")
    refuse_unfit(plan)
    if usual_of(plan) is None:
        hint = "add a window around it, for that is the one to fall back to"
        raise Problem(f"'{plan.when}' lies in none of {_named(plan.learn)}", hint=hint)
    refuse_closed(person, plan, plan.learn)
    refuse_rare(person, plan, now)


def refuse_unfit(plan: Plan) -> None:
    """Raise Problem if a plan comes by what happens, more than once a day, or asks for nothing."""
    rule = plan.schedule.rule
    if not isinstance(rule, Dated) or plan.schedule.a_day != 1 or plan.every_time:
        hint = "a plan such as 'daily at 8:30' or 'weekdays between 7:00 and 9:00' can"
        raise Problem(f"'{plan.when}' has no one moment a day that could be another", hint=hint)
    if plan.ask is Ask.NOTHING:
        raise Problem(f"{plan.id} asks for nothing, so nothing can be counted", hint="--ask done asks")


def refuse_closed(person: Person, plan: Plan, spans: Iterable[Span]) -> None:
    """Raise Problem if hours lie outside those in which texts are welcome, or before the person's day begins."""
    for each in spans:
        if not all(inside(person.hours, day, each) for day in plan.schedule.days):
            what = f"{named(each)} lies outside the hours {span(person.hours)}"
            raise Problem(what, hint="choose another window, or widen the hours")
        if each.opens < person.day_starts:
            what = f"{named(each)} comes before the day starts at {person.day_starts:%H:%M}"
            raise Problem(what, hint="choose another window")


def refuse_rare(person: Person, plan: Plan, now: datetime) -> None:
    """Raise Problem if a plan comes so rarely that nothing can be learnt of it in half a year."""
    rate = days_a_week(person, plan, now)
    if rate == 0:
        raise Problem(f"'{plan.when}' does not come in the next weeks", hint="give it days to come")
    if (weeks := weeks_needed(rate)) > MOST_WEEKS:
        what = f"'{plan.when}' is too rare to learn from: {days_needed()} days are needed, and that takes {weeks} weeks"
        raise Problem(what, hint=f"on four days a week or more it takes {weeks_needed(4)} weeks or fewer")


def days_a_week(person: Person, plan: Plan, now: datetime) -> float:
    """Return on how many days a week a plan comes in the weeks ahead."""
    first = local_day(person, now) + timedelta(days=1)
    days = (local_day(person, due) for due in fires(plan.schedule, frame(person, plan), now))
    ahead = takewhile(lambda day: day < first + LOOKED_AT, days)
    return sum(1 for day in ahead if day >= first) / (LOOKED_AT / timedelta(weeks=1))


def _named(spans: Iterable[Span]) -> str:
    return ", ".join(map(named, spans))
