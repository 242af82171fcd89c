"""What a reply says about a nudge: how it went, how it felt, or not now."""

from datetime import date, datetime, time, timedelta

import msgspec

from nudges.core import facts as f
from nudges.core.answers import Answering
from nudges.core.asked import answer_of
from nudges.core.change import record
from nudges.core.facts import Fact
from nudges.core.localtime import closing, day_bounds, day_of, opening
from nudges.core.said import clock, day_and_clock, some_day, weekday_and_clock
from nudges.core.words import Outcome
from nudges.core.zones import instant

ANSWER_TO = {
    Outcome.DONE: "done",
    Outcome.PARTLY: "partly",
    Outcome.SKIPPED: "skipped",
    Outcome.NOT_APPLICABLE: "not_applicable",
}
LATER = {"morning": time(9), "afternoon": time(14), "evening": time(19)}
SIX_DAYS = timedelta(days=6)
DEFAULT_SNOOZE = timedelta(hours=2)
SHORTEST_SNOOZE, LONGEST_SNOOZE = timedelta(minutes=1), timedelta(hours=24)


def check_in(turn: Answering, outcome: Outcome, *, quiet: bool = False) -> list[Fact]:
    """Return the check-in and one warm line; the same warmth for a done and for a skip."""
    nudge = turn.nudge
    plan = nudge.plan if nudge is not None else turn.plan_ahead
    if plan is None:
        return [] if quiet else turn.answer("no_open_nudge")
    return [noted(turn, plan, outcome, nudge, quiet=quiet), *([] if quiet else _noted(turn, plan, outcome))]


def noted(  # noqa: PLR0913  what a check-in is of
    turn: Answering,
    plan: str,
    outcome: Outcome,
    nudge: f.Queued | None,
    *,
    day: date | None = None,
    part: int | None = None,
    quiet: bool = False,
) -> f.CheckedIn:
    """Return a check-in with what else the text says; without a nudge or a day it is today's."""
    value = turn.heard.value
    return f.CheckedIn(
        at=turn.now,
        plan=plan,
        day=day or day_of(turn.book.person, nudge.due if nudge else turn.now),
        outcome=outcome,
        source=turn.reply,
        nudge=(nudge.again or nudge.id) if nudge else None,
        rating=value.rating,
        count=value.count,
        note=None if quiet else value.note,
        part=part,
    )


def _noted(turn: Answering, plan: str, outcome: Outcome) -> list[Fact]:
    """Return our answer; where the text held another nudge, it says which one was noted, and asks for the other."""
    other = turn.also_open
    if other is None:
        return turn.answer(ANSWER_TO[outcome])
    return turn.answer("part_noted", {"plan": turn.name_of(plan), "other": turn.name_of(other)})


def rate(turn: Answering) -> list[Fact]:
    """Return a number as part of the check-in it belongs to: an open nudge is done, an answered one is rated."""
    value, nudge = turn.heard.value, turn.nudge
    name, number = ("counted", value.count) if value.count is not None else ("rated", value.rating)
    said = turn.answer(name, {"count" if name == "counted" else "rating": number or 0})
    if nudge is None or nudge.plan is None:
        return turn.answer("no_open_nudge") if value.rating is None else [_rated(turn, value.rating), *said]
    before = answer_of(turn.book, nudge)
    if before is None:
        return [*check_in(turn, Outcome.DONE, quiet=True), *said]
    rating = before.rating if value.rating is None else value.rating
    count = before.count if value.count is None else value.count
    return [msgspec.structs.replace(before, at=turn.now, source=turn.reply, rating=rating, count=count), *said]


def _rated(turn: Answering, rating: int) -> Fact:
    return f.Rated(at=turn.now, source=turn.reply, rating=rating)


def snooze(turn: Answering) -> list[Fact]:
    """Return the promise to send a nudge again, if its day still has room for it."""
    nudge = turn.nudge
    if nudge is None or nudge.plan is None:
        return turn.answer("nothing_to_snooze", {"next": said_next(turn)})
    until = _until(turn)
    if until is None:
        return turn.answer("snooze_too_late")
    fact = f.Snoozed(at=turn.now, nudge=nudge.again or nudge.id, plan=nudge.plan, until=until, source=turn.reply)
    return [fact, *turn.answer("snoozed", {"time": clock(turn.book.person, until)})]


def said_next(turn: Answering, *facts: Fact) -> str:
    """Return when the next nudge comes once the facts are recorded."""
    moment = turn.next_nudge(record(turn.book, facts, turn.words.ready))
    if moment is None:
        return some_day(turn.book.person)
    # "Tue 8:30", said on a Tuesday, would be taken for today.
    say = weekday_and_clock if moment - turn.now < SIX_DAYS else day_and_clock
    return say(turn.book.person, moment)


def _until(turn: Answering) -> datetime | None:
    """Return the moment asked for, on the minute, or None if it is not before the day's end."""
    value, person, now = turn.heard.value, turn.book.person, turn.now
    today = now.astimezone(person.clock).date()
    if value.minutes is not None:
        wanted = now + min(max(timedelta(minutes=value.minutes), SHORTEST_SNOOZE), LONGEST_SNOOZE)
    elif value.at in {None, "default"}:
        wanted = now + DEFAULT_SNOOZE
    else:
        wanted = _next_at(turn, today, LATER.get(value.at or "") or time.fromisoformat((value.at or "").zfill(5)))
    wanted = wanted.replace(second=0, microsecond=0)
    _, ends = day_bounds(person, day_of(person, now))
    vague = value.minutes is None and value.at in {None, "default", *LATER}
    limit = min(ends, closing(person, now) or ends) if vague else ends
    if vague and opening(person, wanted) != wanted:
        return None
    return wanted if now < wanted < limit else None


def _next_at(turn: Answering, today: date, at: time) -> datetime:
    moment = instant(datetime.combine(today, at), turn.book.person.clock)
    return moment if moment > turn.now else moment + timedelta(days=1)
