"""What a week came to: counts, and nothing that the counts cannot carry."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

import msgspec

from nudges.core.asked import answer_of, wants_answer
from nudges.core.book import Book
from nudges.core.facts import CheckedIn, Queued
from nudges.core.localtime import day_bounds, day_of
from nudges.core.problem import Problem
from nudges.core.rested import rested_days, rested_in_week, was_there
from nudges.core.weekly import week_name
from nudges.core.words import Outcome

NO_REPLY, OPEN, RESTED = "no_reply", "open", "rested"
"""What `PlanWeek.days` says, beside the outcomes, of a day without an answer."""

QUIET = 1
"""At most so many done in a week, and the text shows no numbers unless asked."""


class PlanWeek(msgspec.Struct, frozen=True, kw_only=True):
    """One plan's week. `sent` is nudges that went out; `no_reply` is those of them nobody answered.

    `rested` is the days up to now that a rest touched and that have no answer: nothing is asked of them, so they are no
    silence, and `goal_left` is the goal of the other days. `at_rest` is the nudges that had gone out on such a day.
    """

    plan: str
    title: str
    goal: int | None
    goal_left: int | None
    sent: int
    done: int
    partly: int
    skipped: int
    not_applicable: int
    no_reply: int
    rested: int
    at_rest: int
    ratings: tuple[int, ...]
    days: dict[str, str]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A week, counted: from Monday, the person's own days.

    Silence is a count of its own, never a failure, and a nudge whose day is not over yet is not silence. `rested` is
    the days on which everything rested.
    """

    person: str
    week: str
    monday: date
    plans: tuple[PlanWeek, ...]
    sent: int
    done: int
    partly: int
    skipped: int
    not_applicable: int
    no_reply: int
    rested: int
    answered_4_weeks: int
    asked_4_weeks: int
    people: tuple[str, ...]


def parse_week(name: str) -> date:
    """Return the Monday of an ISO week, or raise Problem."""
    problem = Problem(f"'{name}' is not a week", hint="try a week such as 2026-W47")
    try:
        monday = datetime.strptime(f"{name}-1", "%G-W%V-%u").date()  # noqa: DTZ007  a day has no zone
    except ValueError:
        raise problem from None
    # Python reads week 53 of a year that has none as week 1 of the next.
    if week_name(monday) != name.upper():
        raise problem
    return monday


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def count_week(book: Book, day: date, now: datetime) -> Report:
    """Return the counts of the week that holds a day, up to `now`."""
    monday = monday_of(day)
    plans = tuple(found for plan in _titles(book) if (found := _count_plan(book, *plan, monday, now)))
    answered, asked = _four_weeks(book, monday, now)
    return Report(
        person=book.person.id,
        week=week_name(monday),
        monday=monday,
        plans=plans,
        sent=sum(plan.sent for plan in plans),
        done=sum(plan.done for plan in plans),
        partly=sum(plan.partly for plan in plans),
        skipped=sum(plan.skipped for plan in plans),
        not_applicable=sum(plan.not_applicable for plan in plans),
        no_reply=sum(plan.no_reply for plan in plans),
        rested=len(rested_in_week(book, monday, now) - _other_days(plans)),
        answered_4_weeks=answered,
        asked_4_weeks=asked,
        people=_people(book, monday, now),
    )


def _other_days(plans: Iterable[PlanWeek]) -> frozenset[date]:
    return frozenset(date.fromisoformat(day) for plan in plans for day, state in plan.days.items() if state != RESTED)


def _titles(book: Book) -> list[tuple[str, str, int | None]]:
    """Return every plan that exists or has left a trace."""
    known = {plan.id: (plan.id, plan.title, plan.goal) for plan in book.plans}
    traces = [m.queued.plan for m in book.history.nudges()] + [place[0] for place in book.history.checkins]
    return [*known.values(), *((t, t, None) for t in dict.fromkeys(traces) if t is not None and t not in known)]


def sent_in(book: Book, monday: date, now: datetime, weeks: int = 1) -> list[Queued]:
    """Return the nudges that came due and went out in the weeks that end with that of a Monday, each once.

    What said something else in the place of its plan is none of them.
    """
    starts, _ = day_bounds(book.person, monday - timedelta(weeks=weeks - 1))
    ends, _ = day_bounds(book.person, monday + timedelta(weeks=1))
    messages = [m for m in book.history.nudges() if m.left and m.queued.again is None and not m.queued.instead]
    return [m.queued for m in messages if starts <= m.queued.due < ends and m.queued.due <= now]


def is_silent(book: Book, nudge: Queued, now: datetime) -> bool:
    """Whether a nudge got no reply, and its day is over: until then it is open."""
    day = day_of(book.person, nudge.due)
    over = day < day_of(book.person, now) and not rested_days(book, [day], nudge.plan)
    return over and wants_answer(book, nudge) and answer_of(book, nudge) is None


def _count_plan(
    book: Book, plan: str, title: str, goal: int | None, monday: date, now: datetime
) -> PlanWeek | None:  # fmt: skip
    sent = [nudge for nudge in sent_in(book, monday, now) if nudge.plan == plan]
    week = {monday + timedelta(days=ahead) for ahead in range(7)}
    every_time = any(each.id == plan and each.every_time for each in book.plans)
    found = [c for (p, day, _), c in book.history.checkins.items() if p == plan and day in week]
    checkins = found if every_time else list({c.day: c for c in found}.values())
    rested = rested_in_week(book, monday, now, plan) - {checkin.day for checkin in checkins}
    if not sent and not checkins and not (rested and was_there(book, plan, monday)):
        return None
    outcomes = Counter(checkin.outcome for checkin in checkins)
    unanswered = [n for n in sent if is_silent(book, n, now)]
    silent = {day_of(book.person, n.due) for n in unanswered}
    return PlanWeek(
        plan=plan,
        title=title,
        goal=goal,
        goal_left=goal and round(goal * (7 - len(rested)) / 7),
        sent=len(sent),
        done=outcomes[Outcome.DONE],
        partly=outcomes[Outcome.PARTLY],
        skipped=outcomes[Outcome.SKIPPED],
        not_applicable=outcomes[Outcome.NOT_APPLICABLE],
        no_reply=len(unanswered) if every_time else len(silent),
        rested=len(rested),
        at_rest=sum(day_of(book.person, nudge.due) in rested for nudge in sent),
        ratings=tuple(checkin.rating for checkin in checkins if checkin.rating is not None),
        days={str(day): state for day, state in _days(book, sent, checkins, now)}
        | {str(day): RESTED for day in sorted(rested)},
    )


def _days(
    book: Book, sent: list[Queued], checkins: list[CheckedIn], now: datetime
) -> Iterator[tuple[date, str]]:  # fmt: skip
    """Yield how each day of the week went; one that is not over is open, and what was answered has its outcome."""
    for nudge in sent:
        if answer_of(book, nudge) is None and wants_answer(book, nudge):
            yield day_of(book.person, nudge.due), NO_REPLY if is_silent(book, nudge, now) else OPEN
    yield from ((checkin.day, checkin.outcome.value) for checkin in checkins)


def _four_weeks(book: Book, monday: date, now: datetime) -> tuple[int, int]:
    sent = [nudge for nudge in sent_in(book, monday, now, weeks=4) if wants_answer(book, nudge)]
    answered = sum(1 for nudge in sent if answer_of(book, nudge) is not None)
    return answered, answered + sum(1 for nudge in sent if is_silent(book, nudge, now))


def _people(book: Book, monday: date, now: datetime) -> tuple[str, ...]:
    """Return with whom the person was in touch this week, each once: who was named in a done nudge counts too."""
    done = {checkin.nudge for checkin in book.history.checkins.values() if checkin.outcome is Outcome.DONE}
    named = [n.contact for n in sent_in(book, monday, now) if n.contact is not None and n.id in done]
    touched = [fact.contact for fact in book.history.touches if monday <= fact.day < monday + timedelta(days=7)]
    return tuple(dict.fromkeys([*named, *touched]))


def is_quiet(counted: Report) -> bool:
    """Whether numbers would only weigh on a week: next to nothing was done of several that were asked."""
    asked = counted.sent - sum(plan.at_rest for plan in counted.plans)
    return counted.done + counted.partly <= min(QUIET, asked - 1)


def is_rested(counted: Report) -> bool:
    """Whether a week was one of rest: nothing that it asked is left to count."""
    states = {state for plan in counted.plans for state in plan.days.values()}
    return states == {RESTED}
