"""Whatever people write and whenever: the promises hold after every step."""

from collections import Counter
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nudges.core.facts import Consented, Fact, Flagged, Queued, Replied, Started, Stopped
from nudges.core.inbound import Inbound
from nudges.core.localtime import day_of, opening
from nudges.core.values import Person, Plan
from nudges.core.words import Kind, Safety
from nudges.gateways.memory import MemoryGateway
from nudges.service import Service
from tests.samples import MONDAY, minutes, person, plan, service

Agreed = tuple[Person, str | None]
Lived = list[tuple[int, str | None]]

TEXTS = (
    "y", "no", "done", "DONE 7", "skip", "later", "in 20 min", "remind me at 8", "tomorrow", "pause", "pause 2",
    "resume", "STOP", "please stop texting me", "START", "help", "status", "undo", "i want to die", "he hits me",
    "i can't do this anymore", "SAFE", "stop. i want to die", "called mum", "7", "3 times", "", "luego", "hoy no", "👍",
)  # fmt: skip
steps = st.lists(
    st.tuples(st.one_of(st.integers(0, 30), st.integers(0, 60 * 20)), st.none() | st.sampled_from(TEXTS)),
    min_size=1,
    max_size=40,
)
people = st.builds(
    lambda cap, consent: (person(cap=cap), "on paper" if consent else None), st.integers(1, 3), st.booleans()
)
plans = st.lists(st.sampled_from(["daily at 8:30", "daily at 10:30 and 12:30", "weekdays at 20:00"]), max_size=3).map(
    lambda phrases: tuple(
        plan(id=f"p{number}", when=phrase, every_time=number == 2) for number, phrase in enumerate(phrases)
    )
)


@settings(max_examples=150, deadline=None)
@given(people, plans, steps)
def test_the_promises_hold_after_every_step(who: Agreed, made: tuple[Plan, ...], lived: Lived) -> None:
    live(who, made, lived)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@settings(max_examples=8000, deadline=None)
@given(people, plans, steps)
def test_the_promises_hold_in_thousands_of_conversations(who: Agreed, made: tuple[Plan, ...], lived: Lived) -> None:
    live(who, made, lived)


def live(who: Agreed, made: tuple[Plan, ...], lived: Lived) -> None:
    gateway = MemoryGateway()
    played, now = service(gateway=gateway), MONDAY
    played.enrol(who[0], made, now, consent=who[1])
    for number, (wait, text) in enumerate(lived):
        for _ in range(wait // 10):
            now += minutes(10)
            attend(played, now)
        now += minutes(wait % 10)
        if text is not None:
            for _ in range(2):
                played.receive(Inbound(id=f"r{number}", phone=who[0].phone, text=text), now)
        attend(played, now)
        hold(played, gateway, now)


def attend(played: Service, now: datetime) -> None:
    for _ in range(20):
        if not played.store.due(now):
            return
        played.attend("ana", now)
    raise AssertionError("it wants to be woken again and again at one moment")


def hold(played: Service, gateway: MemoryGateway, now: datetime) -> None:
    book = played.store.read("ana")
    who, history = book.person, book.history
    names = Counter(message.id for _, message in gateway.sent)
    assert max(names.values(), default=0) <= 1, "never twice"
    replies = Counter(fact.id for fact in book.facts if isinstance(fact, Replied))
    assert max(replies.values(), default=0) <= 1, "a reply counts once"
    kinds = {message.queued.id: message.queued for message in history.messages.values()}
    for at, message in gateway.sent:
        queued = kinds[message.id]
        if queued.kind not in {Kind.ANSWER, Kind.SAFETY} and queued.again is None:
            assert opening(who, at) == at, "never at a bad hour"
    days = Counter(
        day_of(who, at)
        for at, m in gateway.sent
        if kinds[m.id].kind in {Kind.NUDGE, Kind.REPORT} and kinds[m.id].again is None
    )
    assert max(days.values(), default=0) <= who.cap, "never over the cap"
    unasked(book.facts, gateway, kinds)
    for flag in history.flags:
        assert f"safety/{flag.reply}" in names, "no text about danger goes without an answer"


def unasked(facts: tuple[Fact, ...], gateway: MemoryGateway, kinds: dict[str, Queued]) -> None:
    """Check that nothing we begin leaves after a stop, during a safety rest, or before consent."""
    moments = [(fact.at, number, fact) for number, fact in enumerate(facts)]
    quiet: list[tuple[datetime, datetime]] = []
    began: datetime | None = None
    consented: datetime | None = None
    for at, _, fact in moments:
        if isinstance(fact, Stopped) or (isinstance(fact, Flagged) and fact.tier is Safety.HARD):
            began = began or at
        if isinstance(fact, Started) and began is not None:
            quiet.append((began, at))
            began = None
        if isinstance(fact, Consented) and consented is None:
            consented = at
            if began is not None:
                quiet.append((began, at))
                began = None
    if began is not None:
        quiet.append((began, datetime.max.replace(tzinfo=began.tzinfo)))
    for at, message in gateway.sent:
        kind = kinds[message.id].kind
        if kind not in {Kind.ANSWER, Kind.SAFETY}:
            assert kind is Kind.OPT_IN or (consented is not None and at >= consented), "nothing before consent"
            starts = [start for start, end in quiet if start < at < end]
            assert starts == [], f"{message.id} left at {at}, in a silence"
