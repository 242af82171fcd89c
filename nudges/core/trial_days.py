"""The days of a trial: what was drawn, whether it could come at all, and how the day went."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

import msgspec

from nudges.core.arranged import arm_drawn, earliest, local_day
from nudges.core.at_hand import kept_from
from nudges.core.book import Book
from nudges.core.facts import Arranged
from nudges.core.localtime import instant
from nudges.core.state import Trial
from nudges.core.words import Instead, Outcome, Reason

DAY = timedelta(days=1)
SETTLES = 2 * DAY
"""After so many days nobody tells of a day any more."""

LATEST = time(12)
"""Where an arm is a kind of text, its day counts as open by then."""

Counts = tuple[tuple[float, float], ...]


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One day of a trial: which arm was drawn, how probably, and how it went.

    `available` is whether a text could have come at the first moment of either arm. `done` is whether they told that
    it was done, by whatever text; `answered` whether they told anything. `before` is `done` of the day before it in
    the trial, None on the first.
    """

    number: int
    day: date
    arm: int
    chance: float
    available: bool
    done: bool
    answered: bool
    before: bool | None = None
    answered_before: bool | None = None

    @property
    def outcomes(self) -> tuple[bool, bool, bool | None, bool | None]:
        """How the day went, and the day before it."""
        return self.done, self.answered, self.before, self.answered_before


def points(book: Book, trial: Trial) -> list[Point]:
    """Return the days of a trial that are known of in a book, oldest first."""
    found: list[Point] = []
    for number, (day, fact) in enumerate(sorted(_days(book, trial).items()), 1):
        arm = arm_drawn(book.person, fact, day)
        checkin = book.history.days.get((fact.plan, day))
        last = found[-1] if found else None
        found.append(
            Point(
                number=number,
                day=day,
                arm=arm,
                chance=fact.chances[arm],
                available=_is_available(book, fact, day),
                done=checkin is not None and checkin.outcome is Outcome.DONE,
                answered=checkin is not None,
                before=last.done if last else None,
                answered_before=last.answered if last else None,
            )
        )
    return found


def _days(book: Book, trial: Trial) -> dict[date, Arranged]:
    """Return what settled each day; what is settled anew takes the place of all that was to come."""
    days: dict[date, Arranged] = {}
    for fact in book.history.arranged.get(trial.begun.plan, ()):
        if fact.trial == trial.begun.name:
            days = {day: known for day, known in days.items() if day < fact.first}
            days |= dict.fromkeys(fact.days, fact)
    ended = local_day(book.person, trial.ended.at) if trial.ended else trial.begun.last
    return {day: fact for day, fact in days.items() if day <= min(ended, trial.begun.last)}


def _is_available(book: Book, fact: Arranged, day: date) -> bool:
    """Whether they neither rested, travelled nor were silent for long when the first arm might have come."""
    noon = instant(datetime.combine(day, LATEST), book.person.clock)
    first = earliest(book.person, fact.arms, day, noon)
    moved = any(local_day(book.person, move.at) in {day, day - DAY} for move in book.person.moves)
    dropped, nudges = book.history.dropped.values(), book.history.nudges()
    quiet = [each.due for each in dropped if each.plan == fact.plan and each.reason is Reason.QUIET]
    quiet += [m.queued.due for m in nudges if m.queued.plan == fact.plan and m.queued.instead is Instead.QUIET]
    is_quiet = any(local_day(book.person, due) == day for due in quiet)
    return not moved and not is_quiet and not book.history.silent(first, fact.plan)


def tally(book: Book, plan: str, trial: Trial, now: datetime) -> Counts:
    """Return done and tried of each arm, of the days that are settled; a book of late days is enough."""
    ready = settled_by(book, now)
    before = [fact for fact in book.history.arranged.get(plan, ()) if fact.trial == trial.begun.name]
    counts, counted = ((0.0, 0.0),) * len(trial.begun.arms), date.min
    if before:
        counts, counted = before[-1].counts, settled_by(book, before[-1].at)
    counted = max(counted, local_day(book.person, kept_from(now)))
    return added(counts, (each for each in points(book, trial) if counted < each.day <= ready))


def settled_by(book: Book, now: datetime) -> date:
    """Return the last day of which everything is told by a moment."""
    return local_day(book.person, now) - SETTLES


def added(counts: Counts, days: Iterable[Point]) -> Counts:
    """Return counts with more days; one on which nothing could come is none."""
    found = [list(each) for each in counts]
    for each in days:
        if each.available:
            found[each.arm][0] += each.done
            found[each.arm][1] += 1
    return tuple((done, tried) for done, tried in found)
