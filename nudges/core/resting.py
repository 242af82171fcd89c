"""How someone rests from their plans for a while, by text: from when, until when, and how they come back."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from nudges.core import facts as f
from nudges.core.answers import Answering
from nudges.core.book import Book
from nudges.core.checkins import said_next
from nudges.core.facts import Fact
from nudges.core.history import ALWAYS
from nudges.core.localtime import day_of, day_start, opening
from nudges.core.said import day_alone, day_and_clock, day_and_year
from nudges.core.understanding import Value
from nudges.core.values import Person
from nudges.core.words import Rest

DAY = timedelta(days=1)
USUAL_DAYS, LONGEST_DAYS = 7, 365
FAR = timedelta(days=180)
"""So far ahead a day needs its year to be understood."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH_FIRST = frozenset({"US", "PH"})
"""Where 3/1 is the first of March; elsewhere it is the third of January."""

CALENDAR = 8
"""Within so many years every date comes that comes at all."""


class Stretch(NamedTuple):
    """The days of a rest, by the person's clock: the first, and the one on which nudges come back."""

    first: date
    back: date
    is_cut: bool = False


def stretch_of(person: Person, value: Value, now: datetime) -> Stretch:
    """Return which days a rest takes. What no calendar holds is not there, and a rest without an end is a week."""
    today = day_of(person, now)
    first = (value.begins and _next(person, value.begins, today, today)) or today
    if (value.begins, value.through) == ("saturday", "sunday") and today.weekday() == WEEKDAYS.index("sunday"):
        first = today  # the weekend has begun
    back = None
    if value.until:
        back = _next(person, value.until, first + DAY, today)
    elif value.through and (last := _next(person, value.through, first, today)):
        back = last + DAY
    if back is None or back <= first:
        back = first + timedelta(days=max(value.days or USUAL_DAYS, 1))
    longest = first + timedelta(days=LONGEST_DAYS)
    return Stretch(first, min(back, longest), is_cut=back >= longest)


def _next(person: Person, said: str, start: date, today: date) -> date | None:
    """Return the first day from a start on that is called so, or None if there is none."""
    if said == "tomorrow":
        return today + DAY
    if (weekday := said.removeprefix("next ")) in WEEKDAYS:
        start = max(start, today + DAY) if weekday != said else start
        return start + timedelta(days=(WEEKDAYS.index(weekday) - start.weekday()) % 7)
    year, month, day = _parts(person, said)
    if year is not None:
        found = _date(year, month or 1, day)
        return found if found is not None and found >= start else None
    years = range(start.year, start.year + CALENDAR)
    dates = (_date(each, m, day) for each in years for m in ([month] if month else range(1, 13)))
    return next((each for each in dates if each is not None and each >= start), None)


def _parts(person: Person, said: str) -> tuple[int | None, int | None, int]:
    """Return year, month and day of a written date, as far as it has them."""
    if "/" in said:
        one, two, *year = (int(part) for part in said.split("/"))
        month, day = (one, two) if person.country in MONTH_FIRST else (two, one)
        return (year[0] if year else None), month, day
    numbers = [int(part) for part in said.split("-")]
    year_, month_ = (numbers[0] if len(numbers) == 3 else None), (numbers[-2] if len(numbers) > 1 else None)
    return year_, month_, numbers[-1]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def pause(turn: Answering) -> list[Fact]:
    """Return a rest, and the answer that names the day on which nudges come back."""
    book, now, why = turn.book, turn.now, turn.heard.value.why or Rest.PAUSE
    if book.history.rests(now):
        return turn.answer("noted")  # it rests already, and longer
    asked = stretch_of(book.person, turn.heard.value, now)
    later = asked.first > day_of(book.person, now)
    begins = day_start(book.person, asked.first) if later else None
    until = opening(book.person, day_start(book.person, asked.back))
    paused = f.Paused(at=now, begins=begins, until=until, why=why, source=turn.reply)
    before: list[Fact] = [f.Resumed(at=now, source=turn.reply)] if _takes_the_place(turn, later=later) else []
    places = {"until": _said(book.person, until, now), "from": day_alone(book.person, begins or now)}
    name = "paused_longest" if asked.is_cut else "paused_later" if later else NAMES[why]
    return [*before, paused, *turn.answer(name, places)]


FOR_GOOD_OF = (Rest.SAFETY, Rest.FINISHED)
"""What no RESUME by text ends: a plan that violence holds, and one that has done its work."""

NAMES = {
    Rest.PAUSE: "paused",
    Rest.SAFETY: "paused",
    Rest.FINISHED: "paused",
    Rest.QUIET: "paused",
    Rest.VACATION: "paused_vacation",
    Rest.SICK: "paused_sick",
    Rest.REST: "paused_rest",
}


def _takes_the_place(turn: Answering, *, later: bool) -> bool:
    """Whether a rest comes instead of another: of one that runs, or of one that was to begin later too."""
    running = None in turn.book.history.paused(turn.now)
    return not running and None in pauses(turn.book, turn.now) if later else running


def pauses(book: Book, now: datetime) -> list[str | None]:
    """Return which pauses run or are to come: the plans, and None for one of everything."""
    found = [
        s.plan for s in book.history.silences if now < s.end < ALWAYS and s.start < s.end and s.why not in FOR_GOOD_OF
    ]
    return list(dict.fromkeys(found))


def _said(person: Person, moment: datetime, now: datetime) -> str:
    return (day_and_year if moment - now > FAR else day_and_clock)(person, moment)


def resume(turn: Answering) -> list[Fact]:
    """End every rest, also what was to begin later; after a hard safety answer, that rest too."""
    history, now = turn.book.history, turn.now
    facts: list[Fact] = [f.Started(at=now, how="by text", source=turn.reply)] if history.rests(now) else []
    facts += [f.Resumed(at=now, plan=plan, source=turn.reply) for plan in pauses(turn.book, now)]
    return [*facts, *turn.answer("resumed", {"next": said_next(turn, *facts)})]
