"""What a person lets somebody else see: only what they chose, only after their own yes, and gone when they say so."""

from datetime import datetime, timedelta

import pytest

from nudges.core import facts as f
from nudges.core.answers import Frame
from nudges.core.at_hand import recent
from nudges.core.book import Book
from nudges.core.change import record
from nudges.core.disclosed import Standing
from nudges.core.disclosures import opened, revoked, shared_sheet
from nudges.core.facts import Fact
from nudges.core.history import fold
from nudges.core.inbound import Inbound
from nudges.core.outbox import claim, outbox
from nudges.core.problem import Problem
from nudges.core.respond import receive
from nudges.core.sharing import propose
from nudges.core.sms import measure
from nudges.core.values import Person
from nudges.core.words import Intent, Kind, Language, Safety
from nudges.library import load
from tests.samples import ANA, MONDAY, book, minutes, person

WORDS = load().words
NOON = MONDAY + timedelta(hours=4)
SOON, AFTER = NOON + minutes(5), NOON + minutes(6)
FRAME = Frame(sheet=lambda name: f"https://nudges.example/sheets/{name}")


def wanted(now: datetime = NOON, name: str = "dr-lee", whom: str = "Dr Lee", days: int = 14) -> f.Proposed:
    return f.Proposed(at=now, name=name, whom=whom, lines=("done", "words"), weeks=4, days=days, until=now)


def left(before: Book, now: datetime) -> Book:
    """Return the book once everything that may leave has left."""
    for queued in outbox(before, now).ready:
        before = before.add(claim(before.history.messages[queued.id], now))
        before = before.add(f.Accepted(at=now, id=queued.id, provider_id=queued.id, segments=1))
    return before


def asked(who: Person = ANA, *facts: Fact, now: datetime = NOON) -> Book:
    return left(propose(book(*facts, who=who), wanted(now), WORDS), now)


def says(before: Book, text: str, now: datetime = SOON) -> Book:
    heard = Inbound(id=f"in/{len(before.facts)}", phone=ANA.phone, text=text)
    return record(before, receive(before, heard, WORDS, now, FRAME), {})


def standing(after: Book, now: datetime = AFTER, name: str = "dr-lee") -> Standing:
    return after.history.sheets[name].standing(now)


def last_text(after: Book) -> str:
    return next(fact.text for fact in reversed(after.facts) if isinstance(fact, f.Queued))


@pytest.mark.parametrize("yes", ["agree", "AGREE!", "I agree", "yes", "Y", "acepto", "sí"])
def test_a_yes_from_their_own_phone_shares_it_and_brings_them_the_link(yes: str) -> None:
    after = says(asked(), yes)
    assert standing(after) is Standing.SHARED
    assert "https://nudges.example/sheets/dr-lee" in last_text(after)


def test_the_same_word_again_brings_the_link_again_and_shares_nothing_new() -> None:
    once = says(asked(), "agree")
    twice = says(once, "agree", NOON + minutes(20))
    assert "https://nudges.example/sheets/dr-lee" in last_text(twice)
    assert twice.history.sheets == once.history.sheets


def test_after_violence_no_text_carries_the_link_to_a_phone_that_others_may_read() -> None:
    once = says(asked(), "agree")
    hurt = says(once, "he hits me", NOON + minutes(20))
    assert hurt.history.flags[-1].tier is Safety.VIOLENCE
    assert "nudges.example" not in last_text(says(hurt, "agree", NOON + minutes(40)))


def test_a_question_that_waits_for_the_morning_is_not_asked_after_danger() -> None:
    night = MONDAY + timedelta(hours=17)
    waits = propose(book(), wanted(night), WORDS)
    morning = MONDAY + timedelta(days=1, minutes=1)
    assert [q.id for q in outbox(waits, morning).ready] == ["answer/share/dr-lee"]
    hurt = says(waits, "my boyfriend hits me", night + minutes(5))
    assert "answer/share/dr-lee" not in {q.id for q in outbox(hurt, morning).ready}


def test_the_link_goes_to_nobody_but_the_person() -> None:
    after = says(asked(), "agree")
    assert all(fact.to is None for fact in after.facts if isinstance(fact, f.Queued))


OTHERWISE = ["maybe", "who?", "done", "shares", "help", "what is that", "7", "later", "ok", "s", "sure", "fine"]


@pytest.mark.parametrize("other", OTHERWISE)
def test_anything_else_shares_nothing_and_the_question_stays_open(other: str) -> None:
    assert standing(says(asked(), other)) is Standing.WAITS


@pytest.mark.parametrize("no", ["no", "N", "No.", "unshare", "stop", "i want to die", "yes but he hits me"])
def test_a_no_a_stop_and_danger_drop_it_for_good(no: str) -> None:
    after = says(asked(), no)
    assert standing(after) is Standing.DROPPED
    assert standing(says(after, "agree", NOON + minutes(9)), NOON + minutes(10)) is Standing.DROPPED


def test_a_late_yes_shares_nothing_and_begins_nothing() -> None:
    late = NOON + timedelta(days=3, minutes=1)
    after = says(asked(), "acepto", late)
    assert standing(after, late) is Standing.DROPPED
    assert after.history.replies[-1].intent is Intent.SHARE


def test_after_danger_the_word_for_yes_is_no_start() -> None:
    before = says(asked(person(language=Language.ES)), "me quiero morir")
    after = says(before, "acepto", NOON + minutes(9))
    assert after.history.rests(NOON + minutes(10))


def test_a_bare_yes_behind_a_nudge_answers_the_nudge() -> None:
    nudge = f.Queued(
        at=NOON + minutes(1), id="nudge/three-breaths/2026-03-02T17:01Z", kind=Kind.NUDGE, text="Breathe.",
        due=NOON + minutes(1), expires=NOON + timedelta(hours=2), plan="three-breaths",
    )  # fmt: skip
    after = says(left(asked().add(nudge), NOON + minutes(1)), "yes")
    assert standing(after) is Standing.WAITS
    assert after.history.days
    assert standing(says(after, "agree", NOON + minutes(8)), NOON + minutes(9)) is Standing.SHARED


def test_a_phone_that_others_see_is_told_nothing_before_it_asks() -> None:
    before = asked(person(discreet=True))
    assert "Lee" not in last_text(before)
    told = says(before, "agree")
    assert standing(told) is Standing.WAITS
    assert "Dr Lee" in last_text(told)
    assert (
        standing(says(left(told, NOON + minutes(6)), "agree", NOON + minutes(7)), NOON + minutes(8)) is Standing.SHARED
    )


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("discreet", [True, False])
def test_the_question_is_one_segment_and_waits_for_their_hours(language: Language, discreet: bool) -> None:
    night = MONDAY + timedelta(hours=17)
    after = propose(book(who=person(language=language, discreet=discreet)), wanted(night), WORDS)
    (question,) = [m.queued for m in after.history.open.values() if m.queued.id.startswith("answer/share")]
    assert measure(question.text).segments == 1
    assert question.due == MONDAY + timedelta(days=1)
    assert after.history.sheets["dr-lee"].proposed.until == question.due + timedelta(days=3)


def test_a_question_too_long_for_one_text_is_refused() -> None:
    many = f.Proposed(
        at=NOON, name="x", whom="Doctor Wilhelmina Lee", days=14, weeks=12, until=NOON,
        lines=("name", "plans", "done", "weeks", "strength", "ease", "mood", "replies", "people", "patterns", "words"),
    )  # fmt: skip
    with pytest.raises(Problem, match="fit into one text"):
        propose(book(), many, WORDS)


def _flag(ago: timedelta, tier: Safety = Safety.VIOLENCE) -> Fact:
    return f.Flagged(at=NOON - ago, tier=tier, reply="in/0")


def test_after_violence_nothing_is_asked_for_two_weeks_and_the_reason_is_said() -> None:
    with pytest.raises(Problem, match="spoke of violence lately"):
        propose(book(_flag(timedelta(days=13))), wanted(), WORDS)
    assert propose(book(_flag(timedelta(days=15))), wanted(), WORDS).history.sheets


REFUSED = {
    "they never agreed to texts": (Book(ANA), "has not agreed to texts"),
    "they stopped": (book(f.Stopped(at=NOON, how="by text")), "nothing is sent to ana now"),
    "they rest for their safety": (book(_flag(minutes(5), Safety.HARD)), "nothing is sent to ana now"),
    "they pause": (book(f.Paused(at=MONDAY, until=NOON + timedelta(days=2))), "rests until 2026-03-04"),
    "one waits already": (asked(), "has not answered about 'dr-lee' yet"),
    "they said no lately": (says(asked(), "no"), "was asked about dr lee and did not agree"),
}


@pytest.mark.parametrize("why", list(REFUSED))
def test_a_sheet_is_not_put_to_them_when(why: str) -> None:
    before, said = REFUSED[why]
    with pytest.raises(Problem, match=said):
        propose(before, wanted(NOON + minutes(10), "dr-lee-2", "dr lee"), WORDS)


def test_it_ends_by_its_day_by_a_word_by_a_command_by_undo_and_by_a_stop() -> None:
    shared = says(asked(), "agree")
    ends = NOON + minutes(5) + timedelta(days=14)
    assert standing(shared, ends - minutes(1)) is Standing.SHARED
    assert standing(shared, ends) is Standing.OVER
    assert standing(revoked(shared, "dr-lee", NOON + minutes(7)), NOON + minutes(8)) is Standing.REVOKED
    for word in ("unshare", "undo", "stop", "stop sharing", "no compartir"):
        assert standing(says(shared, word, NOON + minutes(7)), NOON + minutes(8)) is Standing.REVOKED, word


def test_what_was_ended_is_not_brought_back_and_stays_on_the_list() -> None:
    shared = says(asked(), "agree")
    ended = says(says(shared, "unshare", NOON + minutes(7)), "undo", NOON + minutes(8))
    assert standing(ended, NOON + minutes(9)) is Standing.REVOKED
    assert "stays ended" in last_text(ended)
    assert ended.history.sheets["dr-lee"].shared is not None


def test_stop_sharing_is_no_stop_of_everything() -> None:
    assert not says(says(asked(), "agree"), "stop sharing", NOON + minutes(7)).history.stopped


def test_each_day_of_opening_is_one_fact() -> None:
    shared = says(asked(), "agree")
    for hour in (1, 2, 26):
        moment = NOON + timedelta(hours=hour)
        day = moment.date()
        shared = opened(shared, "dr-lee", day, moment, "page")
    assert shared.history.sheets["dr-lee"].shown == (NOON.date(), (NOON + timedelta(days=1)).date())


def test_a_name_that_is_none_is_told_with_the_names_there_are() -> None:
    with pytest.raises(Problem, match="dr-lee"):
        shared_sheet(asked(), "dr-li", NOON)


def test_months_later_what_is_still_shared_is_at_hand_and_what_was_ended_does_not_come_back() -> None:
    end_of_march = NOON + timedelta(days=28)
    put = left(propose(book(), wanted(end_of_march, days=60), WORDS), end_of_march)
    shared = says(put, "agree", end_of_march + minutes(1))
    later = end_of_march + timedelta(days=46)
    at_hand, past = recent(shared.facts, later)
    assert past
    assert fold(at_hand).sheets["dr-lee"].standing(later) is Standing.SHARED
    stopped = says(says(shared, "stop", end_of_march + minutes(2)), "start", end_of_march + minutes(3))
    assert "dr-lee" not in fold(recent(stopped.facts, later)[0]).sheets
