"""What lies ahead of a person, and what keeps it from coming sooner, in words."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import msgspec

from nudges.cli.standing import fewer_said, rest_said, rests_to_come
from nudges.cli.why import WAITS_FOR, local, local_far, not_settled, why_not, why_then
from nudges.core.book import Book
from nudges.core.facts import Consented, Deferred, Dropped, Expired, Fact, Joined, Queued
from nudges.core.forecast import forecast
from nudges.core.quiet import is_over
from nudges.core.standing import State, standing
from nudges.core.words import Kind
from nudges.service import Service

NO_CONSENT = "no consent yet: only the first question is sent, until they answer it"
STOPPED = "they opted out: nothing is sent until they text START"
RESTING = "resting after a text that spoke of danger: nudges come back when they text START or RESUME"
NO_PLANS = "no plans yet: add one with nudges plan add"
AFTER_YES = "after a yes"
KINDS = {Kind.OPT_IN.value: "first text", Kind.REPORT.value: "weekly report"}
"""What texts of no plan are called."""


class Coming(msgspec.Struct, frozen=True, kw_only=True):
    """One text: `at` is when it leaves, or was due if it is held; `why` is what keeps it, in words.

    `joined` are the plans that share the text of `plan`. One that waits for their yes to the first question says
    `after_yes`.
    """

    at: datetime
    local: str
    due: datetime
    kind: str
    plan: str | None
    text: str
    held: bool
    why: str
    joined: tuple[str, ...] = ()
    after_yes: bool = False

    @property
    def what(self) -> str:
        """What it is about: its plans, or its kind in words."""
        return " + ".join((self.plan, *self.joined)) if self.plan else KINDS.get(self.kind, self.kind)


class Ahead(msgspec.Struct, frozen=True, kw_only=True):
    """The days to come of one person; `standing` is what holds for all of them."""

    person: str
    name: str
    zone: str
    standing: tuple[str, ...]
    coming: tuple[Coming, ...]

    @property
    def first(self) -> Coming | None:
        """What is sent next, whatever they answer."""
        return next((each for each in self.coming if not each.held and not each.after_yes), None)


def look_ahead(service: Service, person: str, now: datetime, days: int) -> Ahead:
    """Return what will be sent to a person, and what will not and why."""
    book = service.store.read(person)
    return Ahead(
        person=person,
        name=book.person.name,
        zone=book.person.zone_at(now).key,
        standing=tuple(_standing(book, now)),
        coming=tuple(_all_coming(service, book, now, now + timedelta(days=days))),
    )


def _standing(book: Book, now: datetime) -> Iterator[str]:
    found = standing(book, now)
    match found.state:
        case State.STOPPED | State.DECLINED:
            yield STOPPED
            return
        case State.WAITING:
            yield NO_CONSENT
        case State.RESTING:
            yield RESTING
        case State.PAUSED if is_over(book, now):
            pass
        case State.PAUSED:
            assert found.paused_until is not None
            yield f"everything is paused until {local_far(book.person, found.paused_until, now)}"
        case State.ACTIVE:
            pass
    if fewer := fewer_said(book, now):
        yield fewer
    for plan, until in found.paused_plans.items():
        yield f"{plan} is paused until {local_far(book.person, until, now)}"
    yield from (rest_said(book.person, rest, now) for rest in rests_to_come(book, now))
    if not book.plans:
        yield NO_PLANS


def _all_coming(service: Service, book: Book, now: datetime, until: datetime) -> Iterator[Coming]:
    """Yield what comes; for someone who was not asked or did not answer yet, what would come after a yes too."""
    sure = list(forecast(book, service.words, now, until))
    yield from _worded(book, sure, now)
    if standing(book, now).state is State.WAITING:
        asked = max((fact.at for fact in sure if isinstance(fact, Queued) and fact.kind is Kind.OPT_IN), default=now)
        agreed = book.add(Consented(at=asked, how=AFTER_YES))
        known = {fact.key for fact in sure}
        then = [
            fact
            for fact in forecast(agreed, service.words, now, until)
            if fact.key not in known and not isinstance(fact, Expired)
        ]
        yield from (msgspec.structs.replace(each, after_yes=True) for each in _worded(agreed, then, now))


def _worded(book: Book, facts: Sequence[Fact], now: datetime) -> Iterator[Coming]:
    """Yield a line for each text and for each nudge that gets none; what else a look ahead notes is told in those."""
    sent = [fact for fact in facts if isinstance(fact, Queued)]
    waits = [fact for fact in facts if isinstance(fact, Deferred)]
    settled = {fact.id for fact in facts if isinstance(fact, Queued | Joined | Dropped | Expired)}
    for fact in facts:
        match fact:
            case Queued():
                joined = tuple(each.plan for each in facts if isinstance(each, Joined) and each.into == fact.id)
                why = why_then(book, fact, waits) or not_settled(book, fact, now)
                yield msgspec.structs.replace(_one(book, fact, at=fact.at, held=False, why=why), joined=joined)
            case Dropped():
                yield _one(book, None, at=fact.due, held=True, why=why_not(book, fact, sent), plan=fact.plan)
            case Expired():
                message = book.history.messages.get(fact.id)
                yield _one(book, message.queued if message else None, at=fact.at, held=True, why=fact.detail)
            case Deferred() if fact.id not in settled:
                why = f"waits until {local(book.person, fact.until)}: {WAITS_FOR[fact.reason]}"
                yield _one(book, None, at=fact.due, held=True, why=why, plan=fact.plan)
            case _:
                pass


def _one(
    book: Book, queued: Queued | None, *, at: datetime, held: bool, why: str, plan: str | None = None
) -> Coming:  # fmt: skip
    return Coming(
        at=at,
        local=local(book.person, at),
        due=queued.due if queued else at,
        kind=(queued.kind if queued else Kind.NUDGE).value,
        plan=queued.plan if queued else plan,
        text=queued.text if queued else "",
        held=held,
        why=why,
    )
