"""What silence leads to: fewer texts, each step said beforehand, nothing louder, and all of it back at a word."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import msgspec
import pytest

from nudges.core.asked import wants_answer
from nudges.core.at_hand import recent
from nudges.core.book import Book
from nudges.core.change import moved
from nudges.core.facts import Dropped, Failed, Happened, Queued, Quieted, Returned, Undone
from nudges.core.forecast import forecast
from nudges.core.inbound import Inbound
from nudges.core.localtime import day_of
from nudges.core.outbox import outbox
from nudges.core.quiet import is_over, open_questions
from nudges.core.respond import receive
from nudges.core.sms import Encoding, measure
from nudges.core.values import Hours, Move, Plan, Quiet, Span
from nudges.core.wake import wake
from nudges.core.words import Ask, Calm, Instead, Kind, Language, Reason, Why
from nudges.library import load
from tests.core.test_wake import as_it_wakes
from tests.samples import MONDAY, at, person, plan
from tests.samples import book as agreed

WORDS = load().words
DAILY = plan(when="daily at 8:30")
DAY, WEEK = timedelta(days=1), timedelta(days=7)


def lived(days: float, *plans: Plan, made: Book | None = None, start: datetime = MONDAY, **about: object) -> Book:
    begun = agreed(plans=plans or (DAILY,), who=person(**about)) if made is None else made
    return as_it_wakes(begun, start, start + timedelta(days=days))


def steps(book: Book) -> list[tuple[Calm, date]]:
    return [(q.step, day_of(book.person, q.begins)) for q in book.facts if isinstance(q, Quieted)]


def texts(book: Book, since: datetime = MONDAY) -> list[Queued]:
    return [
        fact for fact in book.facts if isinstance(fact, Queued) and fact.at >= since and fact.kind is not Kind.ANSWER
    ]


def said(book: Book) -> list[Queued]:
    return [text for text in texts(book) if text.instead is Instead.QUIET]


def reply(book: Book, text: str, now: datetime) -> Book:
    return book.add(*receive(book, Inbound(id=f"in/{now}", phone=book.person.phone, text=text), WORDS, now))


def answers(book: Book) -> list[str]:
    return [fact.text for fact in book.facts if isinstance(fact, Queued) and fact.kind is Kind.ANSWER]


def test_each_step_is_announced_by_a_text_that_left_before_it_begins() -> None:
    made = lived(70)
    assert [step for step, _ in steps(made)] == [Calm.HALF, Calm.WEEKLY, Calm.LAST, Calm.OVER]
    for fact in made.facts:
        if isinstance(fact, Quieted):
            assert made.history.messages[fact.text].left
            assert fact.at < fact.begins


def test_half_as_many_come_then_one_a_week_at_most_then_the_promised_last_one_then_nothing() -> None:
    made = lived(90)
    half, weekly, last, over = (fact for fact in made.facts if isinstance(fact, Quieted))
    days = [text.at for text in texts(made)]
    fortnight = [at for at in days if half.begins <= at < weekly.begins]
    assert len(fortnight) <= (weekly.begins - half.begins) / DAY / 2 + 1
    assert all(b - a >= WEEK for a, b in pairwise(days) if a >= weekly.at)
    assert [day_of(made.person, at) for at in days if at > last.at] == [day_of(made.person, last.begins)]
    assert max(days) < over.begins
    assert is_over(made, over.begins) is not None


def test_no_step_asks_anything_and_each_is_one_cheap_text_in_both_languages() -> None:
    for language in Language:
        for discreet in (False, True):
            made = lived(70, language=language, discreet=discreet)
            for text in said(made):
                assert "?" not in text.text
                assert (measure(text.text).segments, measure(text.text).encoding) == (1, Encoding.GSM_7)
            assert len(said(made)) >= 6


def test_a_text_that_tells_others_nothing_names_no_plan_in_any_step() -> None:
    for text in said(lived(70, discreet=True)):
        assert "plan" not in text.text.casefold()
        assert "breath" not in text.text.casefold()


@pytest.mark.parametrize("start", [5, 9, 12, 18, 30, 44, 50])
def test_what_a_preview_says_of_every_step_is_what_is_sent(start: int) -> None:
    before = lived(start)
    until = MONDAY + timedelta(days=start + 14)
    ahead = [
        fact for fact in forecast(before, WORDS, MONDAY + timedelta(days=start), until) if isinstance(fact, Queued)
    ]
    sent = [
        text for text in texts(lived(14, made=before, start=MONDAY + timedelta(days=start))) if text not in before.facts
    ]
    assert [(text.id, text.text) for text in ahead] == [(text.id, text.text) for text in sent]


def test_no_second_text_comes_on_the_day_of_an_announcement() -> None:
    many = tuple(plan(id=f"p{hour}", when=f"daily at {hour}:00") for hour in (9, 12, 15))
    made = lived(16, *many, cap=3, gap=0)
    for fact in made.facts:
        if isinstance(fact, Quieted):
            day = day_of(made.person, fact.at)
            sent = [text for text in texts(made) if day_of(made.person, text.at) == day]
            assert [text.id for text in sent] == [fact.text]


def test_each_plan_gets_its_turn_while_half_as_many_come() -> None:
    two = (plan(id="a", when="daily at 9:00"), plan(id="b", when="daily at 18:00"))
    made = lived(15, *two, cap=1)
    since = next(fact.begins for fact in made.facts if isinstance(fact, Quieted))
    turns = [text.plan for text in texts(made, since) if text.instead is None]
    assert {"a", "b"} == set(turns)
    assert len(turns) <= 6


def test_a_plan_that_comes_because_nobody_answered_does_not_come_to_the_silent() -> None:
    louder = plan(id="again", when="after 2 unanswered of three-breaths")
    made = lived(30, DAILY, louder, cap=3)
    since = next(fact.begins for fact in made.facts if isinstance(fact, Quieted))
    assert [text for text in texts(made, since) if text.plan == "again"] == []


def test_texts_without_a_question_are_never_unanswered() -> None:
    made = lived(40, plan(when="daily at 8:30", ask=Ask.NOTHING))
    assert steps(made) == []
    assert len([text for text in texts(made) if text.kind is Kind.NUDGE and text.instead is None]) >= 35


def test_no_report_comes_by_itself_while_fewer_texts_come() -> None:
    made = lived(60)
    since = next(fact.at for fact in made.facts if isinstance(fact, Quieted))
    assert [text for text in texts(made, since) if text.kind is Kind.REPORT] == []


def test_what_did_not_reach_them_is_no_silence_of_theirs() -> None:
    made, now = agreed(plans=(DAILY,)), MONDAY
    for day in range(20):
        now = at("2026-03-02 08:30") + day * DAY
        made = made.add(*wake(made, WORDS, now))
        made = made.add(*outbox(made, now + timedelta(hours=3)).expired)  # no way out: each expires
    assert open_questions(made, now) == []
    assert steps(made) == []


def test_a_step_whose_text_never_arrived_does_not_hold() -> None:
    made = lived(5.5)
    [half] = [fact for fact in made.facts if isinstance(fact, Quieted)]
    assert made.history.quieted == [half]
    late = made.add(Failed(at=half.at + DAY / 24, id=half.text, code=30003, detail="gone", why=Why.LATER))
    assert late.history.quieted == []


@pytest.mark.parametrize("text", ["hi", "done", "who is this", "thanks", "ok", "later", "7"])
def test_any_text_brings_all_of_it_back_at_once(text: str) -> None:
    for days in (6.5, 20.5, 46.5, 80.5):
        now = MONDAY + timedelta(days=days)
        back = reply(lived(days), text, now)
        assert back.history.quieted == []
        assert [type(fact) for fact in back.facts if isinstance(fact, Returned)] == [Returned]
        again = texts(lived(5, made=back, start=now), now)
        assert len([each for each in again if each.instead is None]) >= 4
        assert not any(isinstance(fact, Dropped) and fact.at > now for fact in lived(3, made=back, start=now).facts)


@pytest.mark.parametrize("text", ["hi", "hola", "done", "help", "status"])
def test_coming_back_is_said_in_one_sentence_and_never_as_a_reproach(text: str) -> None:
    now = MONDAY + timedelta(days=6.5)
    [answer] = answers(reply(lived(6.5), text, now))[-1:]
    assert answer.count("Texts come in their usual rhythm again") <= 1
    assert "miss" not in answer
    assert measure(answer).segments == 1


@pytest.mark.parametrize("text", ["stop", "pause 5 days", "i want to die"])
def test_nothing_is_said_of_the_rhythm_where_something_else_matters(text: str) -> None:
    now = MONDAY + timedelta(days=6.5)
    assert not any("rhythm" in answer for answer in answers(reply(lived(6.5), text, now)))


def test_a_note_made_for_them_is_a_sign_of_life_too_and_what_happens_outside_is_none() -> None:
    made = lived(6.5)
    now = MONDAY + timedelta(days=6.5)
    assert made.add(Happened(at=now, event="gym.left", source="phone/1")).history.quieted
    assert made.add(Undone(at=now, taken_back="checkin/x", source="command")).history.quieted


def test_days_of_a_pause_or_of_another_clock_are_not_counted() -> None:
    paused = reply(lived(2.1), "vacation 9 days", MONDAY + timedelta(days=2.1))
    assert steps(lived(12, made=paused, start=MONDAY + timedelta(days=2.2))) == []
    made = agreed(plans=(DAILY,))
    flight = Move(at=MONDAY + DAY * 2.2, zone=ZoneInfo("America/Chicago"))
    there = made.with_person(moved(made.person, flight))
    stayed = open_questions(lived(4.1, made=made), MONDAY + DAY * 4.1)
    assert len(open_questions(lived(4.1, made=there), MONDAY + DAY * 4.1)) == len(stayed) - 1


def test_what_was_announced_holds_when_the_old_facts_are_laid_away() -> None:
    made = lived(60)
    now = MONDAY + timedelta(days=400)
    kept, _ = recent(made.facts, now)
    later = Book(made.person, made.plans, kept)
    assert [each.step for each in later.history.quieted] == list(Calm)
    assert wake(later, WORDS, now) == []
    back = reply(later, "hi", now)
    assert "rhythm" in answers(back)[-1]
    kept, _ = recent(back.facts, now + timedelta(days=200))
    assert Book(made.person, made.plans, kept).history.quieted == []


def test_the_last_one_is_promised_for_a_day_on_which_it_can_leave() -> None:
    hours = Hours(
        others=(
            (0, None),
            (1, None),
            (2, Span(opens=at("2026-03-02 08:00").time(), closes=at("2026-03-02 21:00").time())),
        )
    )
    for made in (lived(80, plan(when="mon, wed and fri at 8:30")), lived(90, plan(when="wed at 9:00"), hours=hours)):
        for fact in (fact for fact in made.facts if isinstance(fact, Quieted) and fact.step is Calm.LAST):
            last = next(text for text in texts(made) if text.at > fact.at)
            assert day_of(made.person, last.at) == day_of(made.person, fact.begins)


def test_a_plan_may_change_the_steps() -> None:
    slow = msgspec.structs.replace(DAILY, quiet=Quiet(halve_after=10, weekly_after=30, last_after=60))
    first, second, third, _ = steps(lived(100, slow))
    assert (first[1] - date(2026, 3, 2)).days == 12
    assert (second[1] - date(2026, 3, 2)).days >= 30
    assert (third[1] - date(2026, 3, 2)).days >= 60


def test_what_is_left_out_says_why() -> None:
    assert {fact.reason for fact in lived(30).facts if isinstance(fact, Dropped)} == {Reason.QUIET}


@pytest.mark.parametrize("text", ["fewer", "menos"])
def test_who_asks_for_fewer_is_not_told_that_the_usual_rhythm_is_back(text: str) -> None:
    now = MONDAY + timedelta(days=6.5)
    [answer] = answers(reply(lived(6.5), text, now))
    assert "rhythm" not in answer


def test_who_comes_back_with_another_language_is_told_of_the_rhythm_in_that_one() -> None:
    [answer] = answers(reply(lived(6.5), "español", MONDAY + timedelta(days=6.5)))
    assert "ritmo" in answer
    assert "rhythm" not in answer


def test_whoever_comes_back_after_the_hour_of_a_report_is_not_met_by_it() -> None:
    sunday = MONDAY + timedelta(days=6)
    early, late = sunday + timedelta(hours=6), sunday + timedelta(hours=11.5)
    for now, reports in ((early, 1), (late, 0)):
        quiet = lived((now - MONDAY) / DAY, cap=2)
        back = lived(1, made=reply(quiet, "hi", now), start=now)
        assert [text.kind for text in texts(back, now)].count(Kind.REPORT) == reports


def test_what_announces_a_step_is_no_open_question_and_no_missing_reply() -> None:
    made, now = lived(30), MONDAY + 30 * DAY
    quiet = {text.id for text in said(made)}
    assert len(quiet) >= 3
    assert not quiet & {message.queued.id for message in open_questions(made, now)}
    assert not any(wants_answer(made, text) for text in said(made))


def test_whoever_writes_once_a_week_is_not_told_of_fewer_texts_each_week() -> None:
    made, now = lived(6.5), MONDAY + timedelta(days=6.5)
    assert len(said(made)) == 1
    for week in range(1, 4):
        made = lived(7, made=reply(made, "hi", now), start=now)
        now += timedelta(days=7)
        assert len(said(made)) == 1, week
    assert len(said(lived(3, made=made, start=now))) == 2
