"""The canonical phrase of a schedule."""

from datetime import date, time
from typing import assert_never

from nudges.core.when.names import DAY_NAMES, DAYS, MONTHS, NAMED, NTHS, joined
from nudges.core.when.rules import (
    LAST,
    AfterOutcome,
    Around,
    Cause,
    Counted,
    Cron,
    Dated,
    Days,
    EveryDays,
    Except,
    Fixed,
    Happened,
    Limits,
    Monthly,
    NthWeekday,
    Once,
    Per,
    Rated,
    Rrule,
    Trigger,
    Unanswered,
    Unit,
    Weekly,
    Window,
)
from nudges.core.words import Outcome

ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
OUTCOMES = {Outcome.DONE: "done", Outcome.PARTLY: "partly", Outcome.SKIPPED: "skipped"}
LENGTHS = ((24 * 60, Unit.DAY), (60, Unit.HOUR), (1, Unit.MINUTE))


def said(rule: Dated | Cron | Rrule | Trigger, limits: Limits) -> str:
    """Return the phrase for a rule and its limits."""
    match rule:
        case Cron(fields=fields):
            return f"cron: {fields}"
        case Rrule(text=text):
            return f"rrule: {text}"
        case Dated(days=days, at=at):
            parts = [_days(days), _at(at)]
        case Trigger():
            parts = [_trigger(rule)]
        case _:
            assert_never(rule)
    return " ".join([*parts, *_limits(limits)])


def _days(days: Days) -> str:  # noqa: PLR0911 - one for each kind
    match days:
        case Weekly(days=some, every=every):
            return _weekly(some, every)
        case EveryDays(every=every):
            return "every other day" if every == 2 else f"every {every} days"
        case Monthly(days=some):
            last = " of the month" if LAST in some else ""
            return f"the {joined(['last day' if day == LAST else _nth(day) for day in some])}{last}"
        case NthWeekday(nths=nths, weekday=weekday):
            return f"the {joined([NTHS[nth] for nth in nths])} {DAY_NAMES[weekday]} of the month"
        case Once(day=day):
            return f"once on {day}"
        case Around(day=day, number=number, unit=unit):
            return f"{_many(abs(number), unit)} {'before' if number < 0 else 'after'} {day}"
        case Counted(number=number):
            return f"{'twice' if number == 2 else _often(number)} a week"
        case _:
            assert_never(days)


def _weekly(days: tuple[int, ...], every: int) -> str:
    names = joined([DAYS[day] for day in days])
    if every == 1:
        return NAMED.get(days, names)
    some = names if len(days) == 7 else NAMED.get(days, names)
    return f"every {'other week' if every == 2 else f'{every} weeks'} on {some}"


def _at(at: Fixed | Window) -> str:
    match at:
        case Fixed(times=times):
            return f"at {joined([_clock(each) for each in times])}"
        case Window(opens=opens, closes=closes, number=number, apart=apart):
            often = "" if number == 1 else f"{_often(number)} "
            between = f"{often}between {_minute(opens)} and {_minute(closes)}"
            return f"{between} at least {_length(apart)} apart" if apart else between
        case _:
            assert_never(at)


def _trigger(trigger: Trigger) -> str:
    after = f"{_length(trigger.delay)} after" if trigger.delay else ""
    how = f"{after or 'after'} {_cause(trigger.cause)}"
    if not after and isinstance(trigger.cause, Rated):
        how = f"when {_cause(trigger.cause)}"
    if not after and isinstance(trigger.cause, Happened):
        how = f"on {_cause(trigger.cause)}"
    usual = trigger.most == 1 and trigger.per is Per.DAY
    return how if usual else f"{how} at most {_often(trigger.most)} a {trigger.per}"


def _cause(cause: Cause) -> str:
    match cause:
        case AfterOutcome(plan=plan, outcome=outcome):
            return f"{OUTCOMES[outcome]} of {plan}"
        case Unanswered(plan=plan, number=number):
            return f"{number} unanswered of {plan}"
        case Rated(plan=plan, comparison=comparison, number=number):
            return f"{plan} {comparison} {number}"
        case Happened(event=event):
            return f"event {event}"
        case _:
            assert_never(cause)


def _limits(limits: Limits) -> list[str]:
    found = []
    if limits.begins:
        found.append(f"from {limits.begins}")
    if limits.until:
        found.append(f"until {limits.until}")
    if limits.length:
        found.append(f"for {_many(*limits.length)}")
    if limits.excepts:
        found.append(f"except on {joined([_except(each) for each in limits.excepts])}")
    if not limits.holidays:
        found.append("not on public holidays")
    return found


def _except(days: Except) -> str:
    first, last = _day(days.first), _day(days.last)
    return first if days.first == days.last else f"{first} to {last}"


def _day(day: date | tuple[int, int]) -> str:
    return f"{day}" if isinstance(day, date) else f"{day[1]} {MONTHS[day[0] - 1]}"


def _nth(day: int) -> str:
    return f"{day}{ENDINGS.get(day, 'th')}"


def _clock(at: time) -> str:
    return f"{at.hour}:{at:%M}"


def _minute(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"


def _often(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _many(number: int, unit: Unit) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"


def _length(minutes: int) -> str:
    size, unit = next(each for each in LENGTHS if minutes % each[0] == 0)
    return _many(minutes // size, unit)
