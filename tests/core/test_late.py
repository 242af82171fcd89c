"""Answers for a day that is past."""

import pytest

from nudges.core.facts import Accepted, CheckedIn, Queued
from nudges.core.inbound import Inbound
from nudges.core.respond import receive
from nudges.core.understanding import understand
from nudges.core.values import Plan
from nudges.core.words import Intent, Kind
from nudges.library import load
from tests.samples import MONDAY, at, book, minutes, plan

WORDS = load().words
DAYS = """
did it yesterday         | done 1 None
yesterday: done          | done 1 None
done, for this morning   | done 0 morning
last night done          | done 1 evening
last night: skip         | skip 1 evening
ayer lo hice             | done 1 None
lo de ayer: listo        | done 1 None
anoche si                | done 1 evening
ayer por la mañana no    | skip 1 morning
7 for yesterday          | rating 1 None
half of it yesterday     | partly 1 None
that was for yesterday   | undo 1 None
i meant last night       | undo 1 evening
eso era de ayer          | undo 1 None
yesterday was hard       | note None None
no, yesterday was hard   | skip None None
i slept badly last night | note None None
done today, not yesterday | done None None
i did it yesterday but not today | skip None None
"""


@pytest.mark.parametrize("row", DAYS.strip().splitlines())
def test_the_day_is_heard_where_the_text_is_an_answer_for_it(row: str) -> None:
    text, said = (cell.strip() for cell in row.split("|"))
    found = understand(text)
    assert f"{found.intent} {found.value.ago} {found.value.part}" == said


def test_danger_of_last_night_is_danger() -> None:
    assert understand("tried to kill myself last night").intent is Intent.CRISIS


def noted(text: str, now: str, *sent: str, plans: tuple[Plan, ...] = (plan(),)) -> list[tuple[str, str | None]]:
    """Return the days and the nudges that a text is noted for, when nudges were sent at some times."""
    made = book(plans=plans)
    for due in map(at, sent):
        name = f"nudge/{due}"
        made = made.add(Queued(at=due, id=name, kind=Kind.NUDGE, text="x", due=due, expires=due, plan=plans[0].id))
        made = made.add(Accepted(at=due, id=name, provider_id=name, segments=1))
    facts = receive(made, Inbound(id="r", phone="+1", text=text), WORDS, at(now))
    return [(str(fact.day), fact.nudge) for fact in facts if isinstance(fact, CheckedIn)]


MON, TUE = "2026-03-02 08:30", "2026-03-03 08:30"


def test_yesterday_is_the_nudge_of_that_day_however_late_it_is_today() -> None:
    assert noted("did it yesterday", "2026-03-03 23:00", MON, TUE) == [("2026-03-02", f"nudge/{at(MON)}")]


def test_after_midnight_yesterday_is_the_day_that_just_ended() -> None:
    assert noted("did it yesterday", "2026-03-04 01:30", MON, TUE) == [("2026-03-03", f"nudge/{at(TUE)}")]


def test_without_a_nudge_the_day_of_the_only_plan_is_kept() -> None:
    assert noted("did it yesterday", "2026-03-04 12:00") == [("2026-03-03", None)]


def test_without_a_nudge_nothing_is_guessed_between_two_plans() -> None:
    assert noted("did it yesterday", "2026-03-04 12:00", plans=(plan(), plan(id="b", title="Stroll"))) == []


def test_before_the_person_was_here_nothing_is_kept() -> None:
    assert noted("did it yesterday", "2026-03-02 12:00") == []


def test_this_morning_is_the_nudge_of_the_morning() -> None:
    evening = "2026-03-03 20:00"
    assert noted("done, for this morning", "2026-03-03 21:00", TUE, evening) == [("2026-03-03", f"nudge/{at(TUE)}")]


def test_a_reply_for_yesterday_is_answered_in_one_text() -> None:
    facts = receive(book(), Inbound(id="r", phone="+1", text="yesterday: done"), WORDS, MONDAY + minutes(1500))
    assert [fact.text for fact in facts if isinstance(fact, Queued)] == ["Noted for yesterday: done."]
