"""Does a played time go by the real rules, the same way each time, with every promise kept?"""

from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

import msgspec
import pytest

from nudges.core.facts import Consented, Flagged, Paused, Queued, Replied, Stopped
from nudges.core.values import Person
from nudges.core.words import Kind, Language, Safety
from nudges.simulation import Persona, count
from tests.samples import MONDAY, book, person, plan
from tests.simulation.samples import DAYS, agreed, played, rehearsal

PRICE = Decimal("0.01")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("persona", Persona)
def test_every_promise_is_kept_whoever_lives_with_the_nudges(persona: Persona, language: Language) -> None:
    lived = played(agreed(person(language=language)), persona)
    assert count(lived, PRICE).broken == ()
    assert len(lived.sent) > DAYS / 3


@pytest.mark.parametrize(
    "who",
    [person(cap=1), person(cap=3, gap=180), person(cap=1, gap=0, report_day=2), person(cap=2, gap=600)],
    ids=["one a day", "far apart", "a report that takes the only place", "hardly ever together"],
)
def test_every_promise_is_kept_where_plans_get_in_each_others_way(who: Person) -> None:
    near = (
        plan(id="a", when="daily at 8:30", grace=600),
        plan(id="b", when="daily at 8:30 and 8:40", every_time=True),
        plan(id="c", when="daily at 17:50"),
    )
    lived = played(agreed(who, near), Persona.FORGETFUL, days=30)
    assert count(lived, PRICE).broken == ()
    assert count(lived, PRICE).most_a_day == who.cap


def test_the_same_seed_plays_the_same_and_another_one_does_not() -> None:
    one, again, other = (played(agreed(), seed=seed, days=20) for seed in (4, 4, 5))
    assert one.book.facts == again.book.facts
    assert one.book.facts != other.book.facts


def test_nothing_of_the_book_that_is_copied_changes() -> None:
    mine = agreed()
    before = mine.facts
    played(mine, days=5)
    assert mine.facts == before


def test_who_has_not_agreed_yet_is_taken_as_if_they_had_said_yes() -> None:
    asked = Queued(at=MONDAY, id="opt_in/ana", kind=Kind.OPT_IN, text="Yes?", due=MONDAY,
                   expires=MONDAY + timedelta(days=30))  # fmt: skip
    lived = played(msgspec.structs.replace(agreed(), facts=(asked,)), days=5)
    assert [fact.at for fact in lived.book.facts if isinstance(fact, Consented)] == [MONDAY]
    assert {sent.queued.kind for sent in lived.sent} >= {Kind.NUDGE}
    assert "opt_in/ana" not in {sent.queued.id for sent in lived.sent}


def test_somebody_new_is_welcomed() -> None:
    lived = played(msgspec.structs.replace(agreed(), facts=()), days=2)
    assert lived.sent[0].queued.id == "welcome/ana"


def test_who_opted_out_gets_nothing() -> None:
    assert played(agreed().add(Stopped(at=MONDAY, how="by text")), days=10).sent == ()


def test_the_silent_one_never_writes_and_is_asked_no_second_time() -> None:
    lived = played(agreed(), Persona.SILENT, days=14)
    assert [fact for fact in lived.book.facts if isinstance(fact, Replied)] == []
    assert {sent.queued.kind for sent in lived.sent} == {Kind.NUDGE}, "fewer were announced before the first Sunday"
    assert count(lived, PRICE).answered == 0
    nudges = [sent for sent in lived.sent if sent.queued.kind is Kind.NUDGE]
    assert count(lived, PRICE).asked == len([sent for sent in nudges if sent.queued.instead is None])


@pytest.mark.parametrize("days", [1, 7, DAYS])
def test_the_low_one_gets_a_helpline_at_once_and_their_words_are_not_kept(days: int) -> None:
    lived = played(agreed(), Persona.LOW, days=days)
    flags = [fact for fact in lived.book.facts if isinstance(fact, Flagged)]
    said = [fact for fact in lived.book.facts if isinstance(fact, Replied) and fact.safety.is_danger]
    assert [flag.tier for flag in flags] == [Safety.SOFT]
    assert [reply.text for reply in said] == [""]
    assert [sent.at for sent in lived.sent if sent.queued.kind is Kind.SAFETY] == [flags[0].at]


def test_the_low_one_pauses_once_and_nothing_comes_meanwhile() -> None:
    lived = played(agreed(), Persona.LOW)
    (pause,) = [fact for fact in lived.book.facts if isinstance(fact, Paused)]
    meanwhile = [sent.queued.kind for sent in lived.sent if pause.at < sent.at < pause.until]
    assert set(meanwhile) <= {Kind.ANSWER, Kind.SAFETY}


def test_the_traveller_moves_twice_and_takes_their_hours_along() -> None:
    lived = played(agreed(), Persona.TRAVELLER)
    assert len(lived.changes) == len(lived.book.person.moves) == 2
    homes = [person().zone, *(move.zone for move in lived.book.person.moves)]
    assert all(a != b for a, b in pairwise(homes))
    last = lived.book.person.moves[-1]
    after = [s for s in lived.sent if s.at > last.at + timedelta(days=2) and s.queued.plan == "three-breaths"]
    due = {f"{sent.queued.due.astimezone(last.zone):%H:%M}" for sent in after if sent.queued.again is None}
    assert due == {"08:30"}


def test_the_shift_worker_has_other_hours_each_week() -> None:
    lived = played(agreed(), Persona.SHIFT_WORKER)
    assert len(lived.changes) == 7  # Mondays
    assert len({change.about for change in lived.changes}) == 3


def test_the_past_is_counted_too_when_a_year_goes_by() -> None:
    lived = played(agreed(), Persona.STEADY, days=200)
    summary = count(lived, PRICE)
    nudges = [
        s for s in lived.sent if s.queued.kind is Kind.NUDGE and s.queued.again is None and s.queued.instead is None
    ]
    assert summary.asked == len(nudges)
    assert summary.texts == len(lived.sent)
    assert summary.cost == summary.segments * PRICE
    assert 0.8 < summary.answered / summary.asked < 0.97


def test_what_happened_before_the_copy_is_not_counted() -> None:
    lived = played(agreed(), days=30)
    later = rehearsal(book(), days=1)
    cut = msgspec.structs.replace(lived, rehearsal=later, sent=())
    begun = msgspec.structs.replace(later, begins=MONDAY + timedelta(days=40))
    summary = count(msgspec.structs.replace(cut, rehearsal=begun), PRICE)
    assert (summary.asked, summary.replies, summary.pauses) == (0, 0, 0)
