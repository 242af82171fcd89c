"""Whether texts leave and arrive: the way out, its budgets, what came of the last texts, and who else wrote."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import msgspec

from nudges.cli.checks import Check
from nudges.cli.spending import Spent, lane_state, spending
from nudges.core import facts as f
from nudges.core.problem import Problem
from nudges.core.state import Message
from nudges.core.words import Kind, Why
from nudges.gateways.lane import WARNED_AT, Broken
from nudges.settings import Settings
from nudges.store import Store

LATELY = timedelta(days=7)
ALARMED = timedelta(days=14)
"""How long an answer to danger that did not arrive is told."""

ALIKE = 3
"""So many texts that fail in the same way, with none that arrived, are no accident."""

CURES = {
    Why.RECIPIENT: "ask these people for another number",
    Why.CONTENT: "carriers filter these words; reword the text and leave links out",
    Why.CONFIGURATION: "see what is said of the way out and of the registration",
    Why.OPTED_OUT: "nothing: they wrote STOP, and may write START",
    Why.LATER: "nothing: such texts are tried again",
}


class Bad(msgspec.Struct, frozen=True, kw_only=True):
    """A text that did not arrive: whose, when, and why."""

    person: str
    kind: Kind
    at: datetime
    detail: str
    why: Why | None = None
    code: int | None = None


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What the books of this month and the last say of our texts."""

    arrived: tuple[datetime, ...]
    bad: tuple[Bad, ...]


NOTHING_YET = Evidence(arrived=(), bad=())


def evidence(store: Store) -> Evidence:
    """Return what became of the texts to everyone whose book can be read."""
    arrived: list[datetime] = []
    bad: list[Bad] = []
    for person in store.people():
        with suppress(Problem):
            book = store.read(person)
            arrived += [fact.at for fact in book.facts if isinstance(fact, f.Delivered)]
            bad += _bad(person, book.history.messages.values())
    return Evidence(arrived=tuple(sorted(arrived)), bad=tuple(sorted(bad, key=lambda each: each.at)))


def _bad(person: str, messages: Iterable[Message]) -> Iterator[Bad]:
    for message in messages:
        end = message.failed or message.outcome
        kind = message.queued.kind
        if isinstance(end, f.Failed | f.Rejected):
            yield Bad(person=person, kind=kind, at=end.at, detail=end.detail, why=end.why, code=end.code)
        elif isinstance(end, f.Expired) and kind is Kind.SAFETY:
            yield Bad(person=person, kind=kind, at=end.at, detail=end.detail)


def lane_checks(found: Settings, seen: Evidence, now: datetime) -> Iterator[Check]:
    """Yield how the way out is."""
    yield _way_out(lane_state(found).broken)
    yield _budget(found, now)
    yield from _danger(seen, now)
    yield _texts(seen, now)
    yield _strangers(found)


def _way_out(broken: Broken | None) -> Check:
    if broken is None:
        return Check(name="way out", well=True, says="nothing stands in the way of texts")
    means, do = cause_and_cure(broken)
    tried = f"tried {broken.tries} more time{'' if broken.tries == 1 else 's'}"
    says = f"nothing leaves since {moment(broken.since)}: {means} ({tried}, again at {moment(broken.until)})"
    return Check(name="way out", well=False, says=says, do=do)


def cause_and_cure(broken: Broken) -> tuple[str, str]:
    """Return what stops the texts, and what to do about it."""
    from nudges.gateways.twilio.codes import table

    code = table().get(broken.code or 0)
    if code is None:
        return broken.detail, "mend what it says; it is tried again by itself"
    return f"{code.means} (Twilio's code {broken.code})", code.do


def _budget(found: Settings, now: datetime) -> Check:
    spent = spending(found, now)
    says = f"segments today {_of(spent.day)}, this month {_of(spent.month)}"
    full = [name for name, each in (("day", spent.day), ("month", spent.month)) if each.part >= 1]
    if full:
        do = f"raise NUDGES_BUDGET_{full[-1].upper()} or NUDGES_TEXTS_{full[-1].upper()}, or wait until it begins anew"
        says = f"the budget of the {full[-1]} is spent, and only answers to danger leave: {says}"
        return Check(name="budget", well=False, says=says, do=do)
    if max(spent.day.part, spent.month.part) >= WARNED_AT:
        return Check(
            name="budget", well=True, says=f"nearly spent: {says}", do="look at nudges cost, and raise it in time"
        )
    if spent.day.most is None and spent.month.most is None:
        do = "set NUDGES_BUDGET_MONTH, so that a mistake cannot cost much"
        return Check(name="budget", well=True, says=f"there is none: {says}", do=do)
    return Check(name="budget", well=True, says=says)


def _of(spent: Spent) -> str:
    return f"{spent.segments}" if spent.most is None else f"{spent.segments} of {spent.most}"


def _danger(seen: Evidence, now: datetime) -> Iterator[Check]:
    """Yield each answer to danger that did not arrive."""
    for bad in seen.bad:
        if bad.kind is Kind.SAFETY and bad.at > now - ALARMED:
            says = f"{bad.person} wrote of danger, and our answer of {moment(bad.at)} did not arrive: {bad.detail}"
            yield Check(name="safety", well=False, says=says, do="call them yourself, now")


def _texts(seen: Evidence, now: datetime) -> Check:
    since = now - LATELY
    arrived = sum(1 for at in seen.arrived if at > since)
    bad = [each for each in seen.bad if each.at > since]
    says = f"in the last {LATELY.days} days {arrived} arrived and {len(bad)} did not"
    if not bad:
        return Check(name="texts", well=True, says=says)
    (detail, why), many = Counter((each.detail, each.why) for each in bad).most_common(1)[0]
    do = CURES[why] if why is not None else "see nudges thread of the person it was for"
    says = f"{says}; most often ({many}): {detail}"
    return Check(name="texts", well=arrived > 0 or many < ALIKE, says=says, do=do)


def _strangers(found: Settings) -> Check:
    from nudges.store.strangers import Strangers

    count = Strangers(found.home / "strangers.jsonl").count
    says = f"{count} text{'' if count == 1 else 's'} came from numbers that belong to nobody here"
    return Check(name="strangers", well=True, says=says)


def moment(at: datetime) -> str:
    """Return a moment as it is told.

    >>> moment(datetime(2026, 3, 2, 12, 30, tzinfo=UTC))
    '2026-03-02 12:30 UTC'
    """
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
