"""What an UNDO takes back, and what it never reaches."""

from datetime import date
from pathlib import Path

import msgspec
import pytest

from nudges.core.book import Book, decode_facts, encode
from nudges.core.change import record
from nudges.core.facts import Accepted, CheckedIn, Fact, Queued, Replied, Undone
from nudges.core.forget import forgotten
from nudges.core.inbound import Inbound
from nudges.core.localtime import zone_named
from nudges.core.respond import receive
from nudges.core.values import Move, Plan
from nudges.core.words import Intent, Kind, Language, Outcome
from nudges.library import load
from nudges.store.tiny import TinyStore
from tests.samples import MONDAY, book, minutes, person, plan

WORDS = load().words


UNDOABLE = """
done
skip, called mum
7
LATER
PAUSE 3 DAYS
vacation
sick today
TIME 19:00
FEWER
SMALLER
español
DISCREET
OPEN
TZ LISBON
erase
the dentist called about my crown
"""


class Talk:
    """Someone with a nudge that is open."""

    def __init__(self, *plans: Plan, **about: object) -> None:
        self.now = MONDAY
        made = book(plans=plans or (plan(when="daily at 8:30", begins=date(2026, 2, 27)),), who=person(**about))
        nudge = Queued(
            at=MONDAY, id="nudge/1", kind=Kind.NUDGE, text="x", due=MONDAY, expires=MONDAY, plan=made.plans[0].id
        )
        self.book: Book = made.add(nudge, Accepted(at=MONDAY, id="nudge/1", provider_id="1", segments=1))

    def say(self, text: str) -> str:
        self.now += minutes(1)
        facts = receive(self.book, Inbound(id=str(self.now), phone="+1", text=text), WORDS, self.now)
        self.book = record(self.book, facts, WORDS.ready)
        return next((fact.text for fact in facts if isinstance(fact, Queued)), "")

    @property
    def outcomes(self) -> list[str]:
        return [fact.outcome.value for fact in self.book.history.checkins.values()]

    def settings(self) -> object:
        """Return what UNDO has to bring back."""
        whole, plans = self.book.person, [(p.when, p.small, p.title, p.begins) for p in self.book.plans]
        return whole.language, whole.discreet, whole.zone_at(self.now), plans, self.book.history.paused(self.now)


@pytest.mark.parametrize(
    "text",
    UNDOABLE.strip().splitlines(),
)
def test_everything_is_as_it_was(text: str) -> None:
    talk = Talk()
    before = talk.settings()
    talk.say(text)
    assert talk.say("UNDO").startswith("Taken back")
    assert talk.settings() == before
    assert talk.outcomes == []
    assert talk.say("UNDO").startswith("There is nothing to take back")


def test_two_undos_take_back_two_things_in_turn() -> None:
    talk = Talk()
    talk.say("TIME 19:00")
    talk.say("FEWER")
    talk.say("UNDO")
    assert talk.book.plans[0].when == "daily at 19:00"
    talk.say("UNDO")
    assert talk.book.plans[0].when == "daily at 8:30"


def test_what_somebody_else_changed_since_stays() -> None:
    talk = Talk()
    talk.say("TIME 19:00")
    talk.book = talk.book.with_plan(msgspec.structs.replace(talk.book.plans[0], when="daily at 12:00"))
    assert talk.say("UNDO").startswith("There is nothing")
    assert talk.book.plans[0].when == "daily at 12:00"


def test_a_journey_that_a_move_called_off_comes_again() -> None:
    later = MONDAY + minutes(9000)
    talk = Talk(moves=(Move(at=later, zone=zone_named("Asia/Tokyo")),))
    talk.say("TZ LISBON")
    assert talk.book.person.zone_at(later).key == "Europe/Lisbon"
    talk.say("UNDO")
    assert talk.book.person.zone_at(talk.now).key == "America/New_York"
    assert talk.book.person.zone_at(later).key == "Asia/Tokyo"


def test_the_words_of_a_note_are_in_the_book_no_more() -> None:
    talk = Talk()
    talk.say("the dentist called about my crown")
    talk.say("UNDO")
    assert "dentist" not in str(talk.book.facts)
    assert "dentist" not in str(talk.book.history)


def test_the_words_of_a_note_are_in_no_file_any_more(tmp_path: Path) -> None:
    store, talk = TinyStore(tmp_path), Talk()
    store.create(talk.book, None)
    for text in ("the dentist called about my crown", "UNDO"):
        talk.say(text)
        with store.open("ana") as page:
            page.commit(talk.book, None)
    files = [path.read_text("utf-8", "replace") for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert not any("dentist" in content for content in files)
    assert any(isinstance(fact, Undone) for fact in TinyStore(tmp_path).read("ana").facts)


def test_words_that_still_stand_in_a_journal_are_not_read() -> None:
    said = Replied(at=MONDAY, id="r", text="secret", intent=Intent.NOTE, language=Language.EN)
    facts: tuple[Fact, ...] = (said, Undone(at=MONDAY, taken_back="reply/r", source="u"))
    assert "secret" not in str(forgotten(facts))


def test_a_stop_is_not_undone_and_hides_what_was_before_it() -> None:
    talk = Talk()
    talk.say("done")
    talk.say("STOP")
    assert talk.say("UNDO") == ""
    assert talk.book.history.stopped
    talk.say("START")
    assert talk.say("UNDO").startswith("There is nothing")
    assert talk.outcomes == ["done"]


def test_danger_is_not_undone() -> None:
    talk = Talk()
    talk.say("done")
    talk.say("i want to die")
    talk.say("UNDO")
    assert talk.book.history.flags
    assert talk.book.history.rests(talk.now)
    assert talk.outcomes == ["done"]


def test_undo_drops_the_question_whether_all_is_erased() -> None:
    talk = Talk()
    talk.say("ERASE")
    talk.say("UNDO")
    talk.say("yes")
    assert not talk.book.history.erasing


def test_a_thank_you_is_nothing_that_undo_takes_back() -> None:
    talk = Talk()
    talk.say("done")
    talk.say("thanks")
    talk.say("UNDO")
    assert talk.outcomes == []


def test_a_number_is_taken_back_without_the_answer_it_came_to() -> None:
    talk = Talk()
    talk.say("skip")
    talk.say("7")
    assert "number" in talk.say("UNDO")
    assert [(fact.outcome, fact.rating) for fact in talk.book.history.checkins.values()] == [(Outcome.SKIPPED, None)]


def test_what_was_meant_takes_the_place_and_can_be_taken_back_and_meant_again() -> None:
    talk = Talk()
    talk.say("done")
    talk.say("I meant skip")
    assert talk.outcomes == ["skipped"]
    talk.say("UNDO")
    assert talk.outcomes == ["done"]
    talk.say("oops i meant skip")
    assert talk.outcomes == ["skipped"]


def test_an_answer_for_yesterday_is_moved_and_moved_back_as_often_as_one_likes() -> None:
    talk = Talk()
    talk.now += minutes(24 * 60)
    for _ in range(3):
        talk.say("done")
        day = [fact.day for fact in talk.book.history.checkins.values()]
        talk.say("oops, that was for yesterday")
        moved = [fact.day for fact in talk.book.history.checkins.values()]
        assert moved <= day
        talk.say("UNDO")
        talk.say("UNDO")
        assert talk.outcomes == []


def test_facts_of_before_still_decode() -> None:
    talk = Talk()
    for text in ("TIME 19:00", "español", "TZ LISBON", "done"):
        talk.say(text)
    data = [encode(fact) for fact in talk.book.facts]
    for each in data:
        for new in ("was", "was_when", "was_small", "was_begins", "was_ahead", "part"):
            each.pop(new, None)
    old = decode_facts(data)
    assert [fact.key for fact in old] == [fact.key for fact in talk.book.facts]
    assert any(isinstance(fact, CheckedIn) for fact in old)
