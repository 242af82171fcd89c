"""A person's file says the same when it is written and read again."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nudges.core.book import Book
from nudges.core.problem import Problem, Problems
from nudges.core.values import Hours, Person, Plan
from nudges.core.words import Ask, Language
from nudges.library import load
from nudges.library.person_file import as_book, read_person_file, unnamed
from nudges.library.profile import Change, as_file, differences, write_yaml
from nudges.library.wording import name, text_of_plan, title

NOW = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
READY = load().plans
ANA = Person(
    id="ana", phone="+14155550100", country="US", zone=ZoneInfo("America/New_York"), name="Ana",
    hours=Hours(opens=time(7), closes=time(0)), cap=3, day_starts=time(3), report_day=4, report_at=time(9, 30),
    contacts=("NO", "Sam"), since=NOW,
)  # fmt: skip
WALK = Plan(
    id="walk", title="Walk: yes", cue="After tea", when="sat at 10:00", why="It's good # really", ask=Ask.NOTHING,
    grace=90, every_time=True, texts=("{cue}: a walk?", "- 8:30"), since=NOW,
)  # fmt: skip


def read(text: str, before: Book | None = None, now: datetime = NOW) -> Book:
    return as_book(read_person_file(text, "a.yaml"), before, READY, now)


def readable(read: object, longest: int) -> st.SearchStrategy[str]:
    """Strategies for what a reader lets through unchanged."""
    assert callable(read)

    def passes(text: str) -> bool:
        try:
            return bool(read(text) == text)
        except Problem:
            return False

    return st.text(st.characters(codec="utf-8"), min_size=1, max_size=longest).filter(passes)


def test_a_book_reads_as_it_was_written() -> None:
    book = Book(ANA, (WALK,))
    assert read(write_yaml(as_file(book, None))) == book
    assert differences(book, read(write_yaml(as_file(book, None)), book)) == []


@given(readable(name, 20), st.lists(readable(name, 20), unique=True, max_size=3), readable(title, 40))
def test_whatever_names_hold_they_read_as_they_were_written(who: str, contacts: list[str], called: str) -> None:
    person = Person(
        id="ana",
        phone="+14155550100",
        country="US",
        zone=ZoneInfo("UTC"),
        name=who,
        contacts=tuple(contacts),
        since=NOW,
    )
    book = Book(person, (Plan(id="p", title=called, cue="Now", when="daily at 9:00", since=NOW),))
    assert read(write_yaml(as_file(book, None))) == book


@given(st.lists(readable(text_of_plan, 60), min_size=1, max_size=3))
def test_whatever_texts_hold_they_read_as_they_were_written(texts: list[str]) -> None:
    plan = Plan(
        id="p", title="P", cue="", when="daily at 9:00", texts=tuple(texts), since=NOW,
        contacts=any("{contact}" in text for text in texts),
    )  # fmt: skip
    assert read(write_yaml(as_file(Book(ANA, (plan,)), None))).plans == (plan,)


def test_what_is_not_written_is_as_usual_and_then_stays() -> None:
    fresh = read("person: {name: Bo, phone: +34600000000, tz: Madrid}\nplans: [{library: three-breaths}]\n")
    assert (fresh.person.id, fresh.person.hours, fresh.person.cap) == ("bo", Hours(), 1)
    assert fresh.plans[0].when == "mon, wed and fri at 8:30"
    later = NOW + timedelta(days=1)
    changed = read("person: {id: bo, cap: 2}\nplans: [{id: three-breaths, goal: 2}]\n", fresh, later)
    assert [str(change) for change in differences(fresh, changed)] == ["cap: 1 -> 2", "three-breaths goal: 5 -> 2"]
    assert changed.plans[0].since == NOW


def test_a_plan_of_the_library_speaks_the_language_of_the_file() -> None:
    text = "person: {name: Bo, phone: +34600000000, tz: Madrid, language: es}\nplans: [{library: three-breaths}]\n"
    assert read(text).plans[0].title == "Tres respiraciones"


def test_a_change_of_zone_and_language_reaches_plans_the_file_does_not_name() -> None:
    fresh = read("person: {name: Bo, phone: +34600000000, tz: Madrid}\nplans: [{library: three-breaths}]\n")
    moved = read("person: {id: bo, tz: Lima, language: es}\n", fresh, NOW + timedelta(days=1))
    assert (moved.plans[0].title, moved.plans[0].since) == ("Tres respiraciones", NOW + timedelta(days=1))
    assert moved.person.language is Language.ES
    assert unnamed(moved, read_person_file("person: {id: bo}", "a.yaml"), READY) == ["three-breaths"]


@pytest.mark.parametrize("scalar", ["8:30", "NO", "+14155550100"])
def test_what_other_readers_of_yaml_would_turn_stays_text(scalar: str) -> None:
    text = f"person: {{name: {scalar}, id: bo, phone: +34600000000, tz: UTC, contacts: [{scalar}]}}\n"
    person = read(text).person
    assert (person.name, person.contacts) == (scalar, (scalar,))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("person: {id: bo, x: UTC}", "a.yaml:1: 'person.x' is not a field; known here: cap, contacts, "),
        ("persn: {}", "a.yaml:1: person: it is missing\na.yaml:1: 'persn' is not a field; try person"),
        ("person: {id: Bo B}", "a.yaml:1: person.id: 'Bo B' cannot be an id; try bo-b"),
        ("person: {id: bo}\nplans: daily", "a.yaml:2: plans: "),
        ("person: {id: bo}\nplans:\n- id: x\n  every_time: maybe", "a.yaml:4: plans.0.every_time: 'maybe' is neither"),
        ("person: {id: bo, contacts: [a, {b: c}]}", "person.contacts.1: a line of text belongs here"),
        ("person: {id: bo}", "a.yaml:1: a new person needs name, phone, tz; write them below `person`"),
    ],
)
def test_mistakes_have_their_line(text: str, said: str) -> None:
    with pytest.raises(Problems) as raised:
        read(text)
    assert said in str(raised.value)


def test_a_plan_does_not_change_the_library_it_comes_from() -> None:
    book = Book(ANA, (WALK,))
    with pytest.raises(Problems, match=r"a\.yaml:3: plan walk does not come from 'three-breaths'; give the new one"):
        read("person: {id: ana}\nplans:\n- {id: walk, library: three-breaths}\n", book)


def test_a_difference_is_a_line() -> None:
    assert str(Change(what="plan x", after="daily at 9:00")) == "+ plan x: daily at 9:00"
    assert str(Change(what="plan x", before="daily at 9:00")) == "- plan x: daily at 9:00"
    assert str(Change(what="contacts", before=["Sam"], after=[])) == "contacts: Sam -> none"
