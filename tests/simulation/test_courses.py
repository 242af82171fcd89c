"""Half a year of each course: no text twice within three weeks, every promise kept, and an end that is told."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

from nudges.core.book import Book
from nudges.core.courses import placed
from nudges.core.facts import Consented, Queued
from nudges.core.localtime import day_of
from nudges.core.values import Person
from nudges.core.words import Kind, Language, Safety
from nudges.library import load
from nudges.library.courses import taken
from nudges.simulation import Persona, Played, count
from nudges.simulation.play import simulate
from tests.samples import MONDAY, person
from tests.simulation.samples import rehearsal
from tests.simulation.test_play import PRICE

LIBRARY = load()
COURSES = sorted(LIBRARY.words.courses)
HALF_A_YEAR = 182
FRESH = timedelta(days=21)
FIRST = date(2026, 3, 9)


def enrolled(course: str, who: Person) -> Book:
    """Return the book of somebody who takes a course; they agreed from their own phone."""
    made = Book(who, ()).add(Consented(at=MONDAY, how="answered our first text by text", source="r0"))
    return taken(made, LIBRARY.words.courses[course], LIBRARY.plans, MONDAY)


def lived(course: str, persona: Persona = Persona.STEADY, language: Language = Language.EN) -> Played:
    who = person(language=language, cap=1)
    return simulate(rehearsal(enrolled(course, who), persona, days=HALF_A_YEAR), LIBRARY.words)


def nudges(played: Played) -> list[Queued]:
    return [sent.queued for sent in played.sent if sent.queued.kind is Kind.NUDGE and sent.queued.again is None]


@pytest.mark.parametrize("language", [*Language])
@pytest.mark.parametrize("course", COURSES)
def test_no_text_comes_twice_within_three_weeks_and_no_opening_twice_running(course: str, language: Language) -> None:
    played = lived(course, language=language)
    said: dict[str, list[Queued]] = defaultdict(list)
    for queued in nudges(played):
        said[queued.text].append(queued)
    twice = [text for text, each in said.items() for a, b in pairwise(each) if b.due - a.due < FRESH]
    assert not twice
    by_plan: dict[str, list[str]] = defaultdict(list)
    for queued in nudges(played):
        by_plan[queued.plan or ""].append(" ".join(queued.text.replace(",", " ").replace(":", " ").split()[:3]))
    assert all(a != b for each in by_plan.values() for a, b in pairwise(each))


@pytest.mark.parametrize("persona", [Persona.STEADY, Persona.SILENT, Persona.LOW, Persona.FORGETFUL])
@pytest.mark.parametrize("course", COURSES)
def test_every_promise_is_kept_and_there_is_one_text_a_day(course: str, persona: Persona) -> None:
    counted = count(lived(course, persona), PRICE)
    assert counted.broken == ()
    assert counted.most_a_day == 1


@pytest.mark.parametrize("course", COURSES)
def test_each_week_brings_what_the_course_says_and_then_it_ends(course: str) -> None:
    about, played = LIBRARY.words.courses[course], lived(course)
    came: dict[date, list[str]] = defaultdict(list)
    for queued in nudges(played):
        day = day_of(played.book.person, queued.due)
        came[day - timedelta(days=day.weekday())].append(queued.plan or "")
    for stretch, first, _ in placed(about, FIRST):
        for week in range(stretch.weeks):
            assert set(came.pop(first + timedelta(weeks=week))) == set(stretch.plans)
    assert not came


@pytest.mark.parametrize("course", COURSES)
def test_the_weeks_text_says_what_is_new_and_that_it_ends(course: str) -> None:
    about = LIBRARY.words.courses[course]
    reports = [s.queued.text for s in lived(course).sent if s.queued.kind is Kind.REPORT]
    for stretch in about.stretches[1:]:
        assert sum(text.endswith(stretch.focus[Language.EN]) for text in reports) == 1
    assert reports[-1].endswith(about.ends[Language.EN])


@pytest.mark.parametrize("course", COURSES)
def test_a_text_about_violence_rests_the_plans_that_may_put_someone_at_risk(course: str) -> None:
    from nudges.core.change import record
    from nudges.core.inbound import Inbound
    from nudges.core.respond import receive

    made = enrolled(course, person(cap=1))
    risky = {plan.id for plan in made.plans if Safety.VIOLENCE in LIBRARY.plans[plan.library or ""].holds}
    facts = receive(made, Inbound(id="r1", phone="+1", text="he hit me again"), LIBRARY.words, MONDAY)
    after = record(made, facts, LIBRARY.plans)
    later = MONDAY + timedelta(days=60)
    assert {plan.id for plan in after.plans if after.history.silent(later, plan.id)} == risky
