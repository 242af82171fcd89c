"""Whose turn it is, and when two were in touch."""

from datetime import date, timedelta

import pytest

from nudges.core.at_hand import recent
from nudges.core.facts import Accepted, CheckedIn, Contacted, Queued, Replied
from nudges.core.people import touch, whose_turn
from nudges.core.values import Contact, Person, Plan
from nudges.core.words import Intent, Kind, Outcome
from tests.core.test_respond import Talk
from tests.samples import MONDAY, book, person, plan

MUM, LEO, SAM = Contact(name="Mum"), Contact(name="Leo", every=7), Contact(name="Aunt Sam", share="the new song")
ANA = person(contacts=(MUM, LEO, SAM))
REACH = plan(id="reach", title="Reach out", library="reach-out-to-give", contacts=True)


def touched(name: str, days_ago: int) -> Contacted:
    day = (MONDAY - timedelta(days=days_ago)).date()
    return Contacted(at=MONDAY - timedelta(days=days_ago), contact=name, day=day, source=f"s{days_ago}")


def turn(*facts: Contacted, who: Person = ANA) -> str:
    found = whose_turn(book(*facts, plans=(REACH,), who=who), REACH, MONDAY)
    assert found is not None
    return found.name


def test_who_was_never_in_touch_comes_first_in_the_order_of_the_list() -> None:
    assert turn() == "Mum"
    assert turn(touched("Mum", 40)) == "Leo"


def test_who_waited_longest_for_their_time_has_the_turn() -> None:
    assert turn(touched("Mum", 12), touched("Leo", 8), touched("Aunt Sam", 3)) == "Leo"
    assert turn(touched("Mum", 20), touched("Leo", 8), touched("Aunt Sam", 3)) == "Mum"
    assert turn(touched("Mum", 20), touched("Mum", 1), touched("Leo", 2), touched("Aunt Sam", 9)) == "Aunt Sam"


def test_nobody_has_a_turn_where_nobody_is_named() -> None:
    assert whose_turn(book(plans=(REACH,), who=person(contacts=())), REACH, MONDAY) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("called mum", "Mum"),
        ("CALLED MUM", "Mum"),
        ("had a long walk with Leo, it was nice", "Leo"),
        ("texted aunt sam back", "Aunt Sam"),
        ("hable con mum ayer", "Mum"),
        ("Llamé a Leo", "Leo"),
        ("le escribí a Aunt Sam", "Aunt Sam"),
        ("didn't call mum", None),
        ("will call mum tomorrow", None),
        ("called the dentist", None),
        ("mum called the dentist", None),
        ("no llamé a Leo", None),
        ("quiero ver a mum", None),
    ],
)
def test_being_in_touch_is_heard_and_a_wish_is_not(text: str, name: str | None) -> None:
    found = touch(ANA, text)
    assert (found.contact.name if found else None) == name


def talk(*plans: Plan) -> Talk:
    return Talk(book(plans=plans, who=ANA))


def of(kind: type, made: Talk) -> list[object]:
    return [fact for fact in made.book.facts if isinstance(fact, kind)]


def test_called_mum_counts_for_the_plan_that_names_people_and_ends_her_wait() -> None:
    made = talk(plan(), REACH)
    made.say("called mum")
    (checked,) = of(CheckedIn, made)
    assert isinstance(checked, CheckedIn)
    assert (checked.plan, checked.outcome) == ("reach", Outcome.DONE)
    assert made.book.history.last_touch("Mum") == date(2026, 3, 2)
    assert turn(*made.book.history.touches) != "Mum"


def test_without_such_a_plan_it_is_noted_and_answered() -> None:
    made = talk(plan())
    answer = made.hear("called mum")
    assert made.book.history.last_touch("Mum") == date(2026, 3, 2)
    assert not of(CheckedIn, made)
    assert answer is not None
    assert "Mum" in answer


def test_a_done_beside_it_is_for_the_nudge() -> None:
    nudge = Queued(
        at=MONDAY, id="nudge/three-breaths/2026-03-02T13:00Z", kind=Kind.NUDGE, text="x", due=MONDAY, expires=MONDAY,
        plan="three-breaths",
    )  # fmt: skip
    left = Accepted(at=MONDAY, id=nudge.id, provider_id="1", segments=1)
    made = Talk(book(nudge, left, plans=(plan(), REACH), who=ANA))
    made.say("done! called mum")
    (checked,) = of(CheckedIn, made)
    assert isinstance(checked, CheckedIn)
    assert (checked.plan, checked.outcome) == ("three-breaths", Outcome.DONE)
    assert made.book.history.last_touch("Mum") is not None


def test_undo_takes_it_back() -> None:
    made = talk(plan())
    made.say("called mum")
    made.say("undo")
    assert made.book.history.last_touch("Mum") is None


def test_nothing_of_it_is_kept_before_they_agreed_or_in_danger() -> None:
    made = talk(plan())
    made.say("called mum, i want to die")
    assert not of(Contacted, made)
    last = of(Replied, made)[-1]
    assert isinstance(last, Replied)
    assert last.intent is Intent.CRISIS


def test_a_touch_is_remembered_as_long_as_it_is_the_last() -> None:
    old, older = touched("Mum", 200), touched("Mum", 300)
    keep, _ = recent((older, old), MONDAY)
    assert keep == (old,)
