"""A person's file says the same when it is written and read again."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from nudges.core.book import Book
from nudges.core.problem import Problem, Problems
from nudges.core.values import Contact, Hours, Move, Person, Plan, Span
from nudges.core.when import parse_when
from nudges.core.words import Ask, Held, Language
from nudges.library import load, travel
from nudges.library.person_file import as_book, read_person_file, unnamed
from nudges.library.profile import Change, as_file, differences, profile, write_yaml
from nudges.library.wording import name, text_of_plan, title

NOW = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
TODAY = date(2026, 11, 24)
READY = load().plans
ANA = Person(
    id="ana", phone="+14155550100", country="US", zone=ZoneInfo("America/New_York"), name="Ana",
    hours=Hours(opens=time(7), closes=time(0), others=((6, None),)), cap=3, gap=0, day_starts=time(3), report_day=4,
    report_at=time(9, 30), contacts=(Contact(name="NO"), Contact(name="Sam")), since=NOW,
)  # fmt: skip
WALK = Plan(
    id="walk", title="Walk: yes", cue="After tea", when="sat at 10:00", why="It's good # really", ask=Ask.NOTHING,
    grace=90, held=Held.DROP, every_time=True, texts=("{cue}: a walk?", "- 8:30"), since=NOW, begins=TODAY,
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
    windows = (Span(opens=time(8), closes=time(9)), Span(opens=time(12), closes=time(13, 30)))
    learns = replace(
        WALK, id="learns", when=str(parse_when("mon-sat at 8:30")), ask=Ask.DONE, every_time=False, learn=windows
    )
    book = Book(ANA, (WALK, learns))
    assert read(write_yaml(as_file(book, None, NOW))) == book
    assert differences(book, read(write_yaml(as_file(book, None, NOW)), book), NOW) == []


@given(readable(name, 20), st.lists(readable(name, 20), unique=True, max_size=3), readable(title, 40))
def test_whatever_names_hold_they_read_as_they_were_written(who: str, contacts: list[str], called: str) -> None:
    person = Person(
        id="ana",
        phone="+14155550100",
        country="US",
        zone=ZoneInfo("UTC"),
        name=who,
        contacts=tuple(Contact(name=each) for each in contacts),
        since=NOW,
    )
    book = Book(person, (Plan(id="p", title=called, cue="Now", when="daily at 9:00", since=NOW, begins=TODAY),))
    assert read(write_yaml(as_file(book, None, NOW))) == book


@given(st.lists(readable(text_of_plan, 60), min_size=1, max_size=3))
def test_whatever_texts_hold_they_read_as_they_were_written(texts: list[str]) -> None:
    plan = Plan(
        id="p", title="P", cue="", when="daily at 9:00", texts=tuple(texts), since=NOW, begins=TODAY,
        contacts=any("{contact}" in text for text in texts),
    )  # fmt: skip
    assert read(write_yaml(as_file(Book(ANA, (plan,)), None, NOW))).plans == (plan,)


def test_what_is_not_written_is_as_usual_and_then_stays() -> None:
    fresh = read("person: {name: Bo, phone: +34600000000, tz: Madrid}\nplans: [{library: three-breaths}]\n")
    assert (fresh.person.id, fresh.person.hours, fresh.person.cap) == ("bo", Hours(), 1)
    assert fresh.plans[0].when == "mon, wed and fri at 8:30"
    later = NOW + timedelta(days=1)
    changed = read("person: {id: bo, cap: 2}\nplans: [{id: three-breaths, goal: 2}]\n", fresh, later)
    assert [str(change) for change in differences(fresh, changed, later)] == [
        "cap: 1 -> 2",
        "three-breaths goal: 5 -> 2",
    ]
    assert changed.plans[0].since == NOW


def test_a_plan_of_the_library_speaks_the_language_of_the_file() -> None:
    text = "person: {name: Bo, phone: +34600000000, tz: Madrid, language: es}\nplans: [{library: three-breaths}]\n"
    assert read(text).plans[0].title == "Tres respiraciones"


def test_a_change_of_zone_and_language_reaches_plans_the_file_does_not_name() -> None:
    fresh = read("person: {name: Bo, phone: +34600000000, tz: Madrid}\nplans: [{library: three-breaths}]\n")
    later = NOW + timedelta(days=1)
    moved = read("person: {id: bo, tz: Lima, language: es}\n", fresh, later)
    assert (moved.plans[0].title, moved.plans[0].since) == ("Tres respiraciones", NOW)
    assert (moved.person.zone.key, moved.person.zone_at(later).key) == ("Europe/Madrid", "America/Lima")
    assert moved.person.language is Language.ES
    assert unnamed(moved, read_person_file("person: {id: bo}", "a.yaml"), READY) == ["three-breaths"]


BO = """\
person:
  name: Bo
  phone: +34600000000
  tz: Madrid
  travel:
  - 2026-12-11 Madrid
  - 2026-12-01 tokyo
  - 2027-01-05 9:30 New York
plans:
- library: three-breaths
"""
LEGS = ["2026-12-01 Asia/Tokyo", "2026-12-11 Europe/Madrid", "2027-01-05 9:30 America/New_York"]


def test_travel_is_read_in_its_order_and_reads_as_it_was_written() -> None:
    book = read(BO)
    assert [(move.at, move.zone.key) for move in book.person.moves] == [
        (datetime(2026, 11, 30, 19, tzinfo=UTC), "Asia/Tokyo"),
        (datetime(2026, 12, 11, 3, tzinfo=UTC), "Europe/Madrid"),
        (datetime(2027, 1, 5, 14, 30, tzinfo=UTC), "America/New_York"),
    ]
    assert profile(book.person, NOW)["travel"] == LEGS
    assert read(write_yaml(as_file(book, None, NOW))) == book
    assert read(BO, book, NOW + timedelta(hours=1)) == book


zones = st.sampled_from(["Asia/Tokyo", "America/New_York", "Europe/Madrid", "Pacific/Auckland", "Australia/Lord_Howe"])
legs = st.builds(
    lambda day, at, zone: travel.Leg(day, at, ZoneInfo(zone)),
    st.dates(TODAY + timedelta(days=2), TODAY + timedelta(days=700)),
    st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    zones,
)


@given(
    st.lists(legs, max_size=5, unique_by=lambda each: each.move(ANA).at),
    st.times().filter(lambda at: at <= time(9)),
)
def test_whatever_travel_is_planned_reads_as_it_was_written(planned: list[travel.Leg], starts: time) -> None:
    ana = replace(ANA, day_starts=starts.replace(second=0, microsecond=0))
    assume(len({each.move(ana).at for each in planned}) == len(planned))
    person = travel.settled(ana, None, planned, NOW)
    again = [travel.leg(line) for line in travel.written(person, NOW)]
    assert travel.settled(ana, None, again, NOW) == person
    assert travel.settled(person, ana.zone, again, NOW) == person
    assert all(one.zone != other.zone for one, other in pairwise((Move(at=NOW, zone=ana.zone), *person.moves)))


@pytest.mark.parametrize(
    ("days", "here", "left"), [(5, "Europe/Madrid", 3), (10, "Asia/Tokyo", 2), (30, "Europe/Madrid", 1)]
)
def test_a_file_stays_true_while_a_journey_goes_on(days: int, here: str, left: int) -> None:
    book, later = read(BO), NOW + timedelta(days=days)
    assert read(BO, book, later) == book
    found = profile(book.person, later)
    assert (found["tz"], found["travel"]) == (here, LEGS[-left:])
    exported = write_yaml(as_file(book, None, later))
    assert read(exported, book, later) == book
    assert differences(book, read(exported, book, later), later) == []


def test_travel_that_is_not_written_stays_and_an_empty_list_ends_it() -> None:
    book = read(BO)
    assert read("person: {id: bo, tz: Madrid}", book).person.moves == book.person.moves
    ended = read("person: {id: bo, travel: []}", book)
    assert ended.person.moves == ()
    assert [change.after for change in differences(book, ended, NOW)] == [[]]


def test_a_country_is_that_of_the_phone_until_another_is_said() -> None:
    book = read(BO)
    assert book.person.country == "ES"
    said = read("person: {id: bo, country: pt}", book)
    assert said.person.country == "PT"
    assert read(BO, said).person.country == "PT", "the phone did not change"
    other = read("person: {id: bo, phone: +14155550100}", said)
    assert other.person.country == "US"


def test_the_beginning_of_a_plan_outlives_an_unchanged_file() -> None:
    book, later = read(BO), NOW + timedelta(days=3)
    assert book.plans[0].begins == TODAY
    again = read(BO.replace("three-breaths", "three-breaths\n  goal: 2"), book, later)
    assert again.plans[0].begins == TODAY
    other = read(BO.replace("three-breaths", "three-breaths\n  when: every 3 days at 9:00"), book, later)
    assert other.plans[0].begins == TODAY + timedelta(days=3)


def test_a_schedule_may_wait_for_a_plan_further_down() -> None:
    chain = "plans:\n- {title: Rest, cue: Now, when: after done of three-breaths}\n- library: three-breaths\n"
    assert [plan.id for plan in read(BO[: BO.index("plans")] + chain).plans] == ["rest", "three-breaths"]
    with pytest.raises(Problems, match=r"waits for 'three-breath', and bo has no such plan; try three-breaths"):
        read(BO[: BO.index("plans")] + chain.replace("of three-breaths", "of three-breath"))


@pytest.mark.parametrize("scalar", ["8:30", "NO", "+14155550100"])
def test_what_other_readers_of_yaml_would_turn_stays_text(scalar: str) -> None:
    text = f"person: {{name: {scalar}, id: bo, phone: +34600000000, tz: UTC, contacts: [{scalar}]}}\n"
    person = read(text).person
    assert (person.name, person.contacts) == (scalar, (Contact(name=scalar),))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("person: {id: bo, x: UTC}", "a.yaml:1: 'person.x' is not a field; known here: answers, cap, "),
        ("persn: {}", "a.yaml:1: person: it is missing\na.yaml:1: 'persn' is not a field; try person"),
        ("person: {id: Bo B}", "a.yaml:1: person.id: 'Bo B' cannot be an id; try bo-b"),
        ("person: {id: bo}\nplans: daily", "a.yaml:2: plans: "),
        ("person: {id: bo}\nplans:\n- id: x\n  learn: [dawn]", "a.yaml:4: plans.0.learn.0: 'dawn' is no part of a day"),
        ("person: {id: bo}\nplans:\n- id: x\n  every_time: maybe", "a.yaml:4: plans.0.every_time: 'maybe' is neither"),
        ("person: {id: bo, contacts: [a, {b: c}]}", "person.contacts.1.name: it is missing"),
        ("person: {id: bo, travel: [Tokyo]}", "a.yaml:1: person.travel.0: 'Tokyo' is no leg of a journey; write a day"),
        (
            BO + "- {title: Often, cue: Now, when: 'cron: */30 * * * *'}",
            "a.yaml:11: 'cron: */30 * * * *' comes due more",
        ),
        (BO.replace("2026-12-11 Madrid", "2026-12-01 Tokyo"), "a.yaml:1: two legs begin at once, in Asia/Tokyo and"),
        (BO.replace("2026-12-11", "2036-12-11"), "a.yaml:1: 2036-12-11 is too far away; plan until 2028-"),
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
