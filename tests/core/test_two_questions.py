"""That a yes answers one question: where two left at one moment, nobody knows which is meant, and nothing is shared."""

from datetime import timedelta

import pytest

from nudges.core.book import Book
from nudges.core.change import record
from nudges.core.disclosed import Standing
from nudges.core.facts import Accepted, Proposed
from nudges.core.inbound import Inbound
from nudges.core.outbox import claim, outbox
from nudges.core.research import ask_research
from nudges.core.respond import receive
from nudges.core.sharing import propose
from nudges.library import load
from tests.samples import ANA, MONDAY, book, minutes

WORDS = load().words


def both_asked() -> Book:
    """Return the book of somebody who got both questions at one moment."""
    sheet = Proposed(at=MONDAY, name="dr-lee", whom="Dr Lee", lines=("done",), weeks=4, days=14, until=MONDAY)
    made = book()
    made = propose(made.add(*ask_research(made, WORDS, "Nudges", MONDAY)), sheet, WORDS)
    for queued in outbox(made, MONDAY).ready:
        made = made.add(claim(made.history.messages[queued.id], MONDAY))
        made = made.add(Accepted(at=MONDAY, id=queued.id, provider_id=queued.id, segments=1))
    return made


def says(before: Book, text: str) -> Book:
    now = MONDAY + minutes(5)
    return record(before, receive(before, Inbound(id="in/1", phone=ANA.phone, text=text), WORDS, now), {})


@pytest.mark.parametrize("text", ["yes", "ok", "si", "Y"])
def test_a_yes_to_one_of_two_questions_of_one_moment_shares_nothing(text: str) -> None:
    after = says(both_asked(), text)
    assert after.history.sheets["dr-lee"].standing(MONDAY + minutes(6)) is Standing.WAITS
    assert after.history.research is None


def test_the_word_that_the_sheet_asks_for_is_clear_beside_another_question() -> None:
    after = says(both_asked(), "agree")
    assert after.history.sheets["dr-lee"].standing(MONDAY + minutes(6)) is Standing.SHARED
    assert after.history.research is None


def test_a_question_of_the_operators_waits_until_the_hours_open() -> None:
    night = MONDAY + timedelta(hours=14)
    sheet = Proposed(at=night, name="dr-lee", whom="Dr Lee", lines=("done",), weeks=4, days=14, until=night)
    made = book()
    for asked in (propose(made, sheet, WORDS), made.add(*ask_research(made, WORDS, "Nudges", night))):
        found = outbox(asked, night)
        morning = MONDAY + timedelta(days=1)
        assert (found.ready, found.wake) == ((), morning)
        assert len(outbox(asked, morning).ready) == 1
