"""What is told of a look back in the terminal, beside the counts of the week."""

from collections.abc import Iterable, Iterator
from statistics import median
from typing import TYPE_CHECKING

from nudges.cli.output import clean, rows
from nudges.cli.why import local
from nudges.core.looked import BestTime, Claim, Late, LookBack, MoodLink, Ratings
from nudges.core.report import Report
from nudges.core.values import Person

if TYPE_CHECKING:
    from rich.console import RenderableType

WHY_LATE = {
    "not_running": "nothing was running",
    "unknown": "nobody could say at first whether it had left",
    "not_taken": "it was not taken at once",
    "slow": "it took long to leave",
    "newer": "a newer one of its plan took its place",
    "not_delivered": "it left and did not arrive",
    "unreachable": "the phone could not be reached",
    "rejected": "it was refused",
}
HEADINGS = ("week", "done", "partly", "skipped", "not applicable", "no reply", "rested")
MOST = 10
"""So many of what left us late, and of their own words, are told; --format json has all of them."""


def told(look: LookBack, person: Person, *, counted: bool) -> "list[RenderableType]":
    """Return what the weeks in view came to, in sentences; what there is nothing of is left out.

    With `counted` the answers and the people of the week stand above it already.
    """
    span = f"{len(look.weeks)} weeks" if len(look.weeks) > 1 else "this week"
    parts = [list(_settled(look)), list(_felt(look)), list(_replies(look, counted=counted)), list(_claims(look.claims))]
    parts += [list(_kept(look, person)), list(_words(look))]
    lines = [line for part in parts for line in part]
    return ["", clean(f"Of {span}:"), *(clean(f"  {line}") for line in lines)] if lines else []


def weeks_table(look: LookBack) -> "RenderableType":
    """Return each week as a row, oldest first."""
    return rows(HEADINGS, (_week(week) for week in look.weeks))


def _week(week: Report) -> tuple[object, ...]:
    if not week.plans:
        return (week.week, *["-"] * (len(HEADINGS) - 1))
    counts = (week.done, week.partly, week.skipped, week.not_applicable, week.no_reply)
    return (week.week, *counts, week.rested or None)


def _settled(look: LookBack) -> Iterator[str]:
    said = [f"{each.title} {round(each.latest * 100)} %" for each in look.strengths if each.says_something]
    if said:
        yield f"Practice strength, which grows over weeks: {', '.join(said)}."


def _felt(look: LookBack) -> Iterator[str]:
    yield from (f"{each.title}: {_spread(each)}." for each in look.ratings if each.values)


def _spread(ratings: Ratings) -> str:
    """Return some numbers in words, with how many they are."""
    values = [value for _, value in ratings.values]
    if len(values) == 1:
        return f"one number, {values[0]}"
    return f"{len(values)} numbers, the middle {median(values):g}, from {min(values)} to {max(values)}"


def _replies(look: LookBack, *, counted: bool) -> Iterator[str]:
    rhythm = look.rhythm
    if rhythm.asked and not counted:
        yield f"{rhythm.answered} of {rhythm.asked} nudges were answered."
    if rhythm.median_minutes is not None:
        yield f"Half of the answers came within {_minutes(rhythm.median_minutes)}."
    if look.reached:
        many = f"{len(look.reached)} {'person' if len(look.reached) == 1 else 'people'}"
        yield f"In touch with {many}: {', '.join(look.reached)}."


def _claims(claims: Iterable[Claim]) -> Iterator[str]:
    for claim in claims:
        match claim:
            case BestTime():
                yield f"{claim.title} was done more often in the {claim.window}: {claim.done} of {claim.sent}."
            case MoodLink():
                yield (
                    f"Mood and {claim.title}: {claim.difference:+.1f} on days with it (99 % interval "
                    f"{claim.low:+.1f} to {claim.high:+.1f}; {claim.with_days} days with, {claim.without_days} "
                    "without). They went together, which may be chance or something else."
                )


def _kept(look: LookBack, person: Person) -> Iterator[str]:
    kept = look.kept
    if not kept.promised:
        return
    yield f"From us: {kept.promised} nudges due, {kept.on_time} on time."
    titles = {plan.plan: plan.title for week in look.weeks for plan in week.plans}
    yield from (f"  {_late(late, titles, person)}" for late in kept.others[:MOST])
    if len(kept.others) > MOST:
        yield f"  and {len(kept.others) - MOST} more"


def _late(late: Late, titles: dict[str, str], person: Person) -> str:
    when = f"{titles.get(late.plan, late.plan)}, due {local(person, late.due)}"
    how = "was not sent" if late.minutes is None else f"left {_minutes(late.minutes)} later"
    return f"{when}, {how}: {WHY_LATE.get(late.why, late.why)}"


def _words(look: LookBack) -> Iterator[str]:
    latest = look.reasons[-MOST:]
    if latest:
        yield "In their own words:"
    for reason in latest:
        said = " ".join(reason.text.split())
        yield f"  {reason.day:%a} {reason.day.day} {reason.day:%b}, {reason.title}: {said}"


def _minutes(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if hours == 0:
        return f"{rest} minute{'' if rest == 1 else 's'}"
    return f"{hours} h {rest} min" if rest else f"{hours} hour{'' if hours == 1 else 's'}"
