"""Which arm is drawn for a day of a plan that learns its time or is in a trial, and when its nudge is due then."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import accumulate

from nudges.core.book import Book
from nudges.core.facts import Arranged
from nudges.core.localtime import instant
from nudges.core.state import Trial
from nudges.core.values import Person, Plan, Span
from nudges.core.when import Frame, fires
from nudges.core.when.draws import moments, share
from nudges.core.when.rules import Window

DAY, TICK = timedelta(days=1), timedelta(microseconds=1)
DAY_ZERO = date(1970, 1, 1).toordinal()
HOUR = 60


def local_day(person: Person, moment: datetime) -> date:
    """Return the date on a person's wall at a moment: windows are hours of such a date."""
    return moment.astimezone(person.clock).date()


def trial_on(book: Book, plan: str, day: date) -> Trial | None:
    """Return the trial of a plan that runs on a day, if one does; one that was ended ends with that day."""
    for trial in book.history.trials.values():
        begun, ended = trial.begun, trial.ended
        last = begun.last if ended is None else min(begun.last, local_day(book.person, ended.at))
        if begun.plan == plan and begun.first <= day <= last:
            return trial
    return None


def arranged_on(book: Book, plan: Plan, day: date) -> Arranged | None:
    """Return what settles how a plan comes on a day, if anything does: nothing that was said of older settings."""
    trial = trial_on(book, plan.id, day)
    name = trial.begun.name if trial else None
    for fact in reversed(book.history.arranged.get(plan.id, ())):
        if day in fact.days:
            return fact if fact.at >= plan.since and fact.trial == name and (name or plan.learn) else None
    return None


def arm_drawn(person: Person, fact: Arranged, day: date) -> int:
    """Return which arm a day draws: the same one each time it is asked."""
    drawn = share(f"{person.id}/{fact.plan}/{fact.trial or 'learn'}", day.toordinal() - DAY_ZERO)
    bounds = [*accumulate(fact.chances)]
    return next((place for place, bound in enumerate(bounds) if drawn < bound), _likeliest(fact.chances))


def _likeliest(chances: Sequence[float]) -> int:
    return max(range(len(chances)), key=chances.__getitem__)


def drawn_for(book: Book, plan: Plan, due: datetime) -> tuple[str | None, float | None]:
    """Return the arm that was drawn for a nudge, and how probable that was; twice None where nothing was drawn."""
    day = local_day(book.person, due)
    fact = arranged_on(book, plan, day)
    if fact is None:
        return None, None
    arm = arm_drawn(book.person, fact, day)
    return fact.arms[arm], fact.chances[arm]


def arranged_dues(book: Book, plan: Plan, placed: Frame, start: datetime) -> Iterator[datetime]:
    """Yield when a plan is due from a moment on, on the days that its schedule has and never more than once on each."""
    last = start - TICK
    for stated in fires(plan.schedule, placed, start - 2 * DAY):
        day = local_day(book.person, stated)
        fact = arranged_on(book, plan, day)
        moment = stated if fact is None else moment_of(book.person, fact, day, stated)
        if moment > last:
            last = moment
            yield moment


def moment_of(person: Person, fact: Arranged, day: date, stated: datetime) -> datetime:
    """Return when a plan is due on a day for which something is arranged; `stated` is when its schedule says."""
    arm = arm_drawn(person, fact, day)
    span = span_of(fact.arms[arm])
    if arm == fact.usual or span is None:
        return stated
    seed = f"{person.id}/{fact.plan}"
    minute = _minute(span.opens) if span.opens == span.closes else _in_window(span, seed, day)
    return instant(datetime.combine(day, time()) + timedelta(minutes=minute), person.clock)


def _in_window(span: Span, seed: str, day: date) -> int:
    return moments(Window(opens=_minute(span.opens), closes=_minute(span.closes)), seed, day.toordinal() - DAY_ZERO)[0]


def earliest(person: Person, arms: Sequence[str], day: date, stated: datetime) -> datetime:
    """Return the first moment at which any arm may bring a nudge on a day: by then all has to be settled."""
    spans = [span for arm in arms if (span := span_of(arm)) is not None]
    opens = [instant(datetime.combine(day, span.opens), person.clock) for span in spans]
    return min([stated, *opens])


def span_of(arm: str) -> Span | None:
    """Return the hours that an arm means, or None where it is a kind of text; a time has equal ends.

    >>> span_of("7:00-9:30")
    Span(opens=datetime.time(7, 0), closes=datetime.time(9, 30))
    """
    if not arm[:1].isdigit():
        return None
    opens, _, closes = arm.partition("-")
    return Span(opens=_time(opens), closes=_time(closes or opens))


def named(span: Span) -> str:
    """Return hours as the name of an arm."""
    opens, closes = (f"{each.hour}:{each:%M}" for each in (span.opens, span.closes))
    return opens if opens == closes else f"{opens}-{closes}"


def _time(text: str) -> time:
    hour, _, minute = text.partition(":")
    return time(int(hour), int(minute))


def _minute(at: time) -> int:
    return at.hour * HOUR + at.minute


def lies_in(span: Span, at: time) -> bool:
    """Whether a time of day is within hours."""
    return span.opens <= at < span.closes
