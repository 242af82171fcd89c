"""Does an answer to the week's report do what it says, once, and only while the report is what was said last?"""

from datetime import datetime, timedelta

import pytest

from nudges.core.book import Book
from nudges.core.facts import Adjusted, Fact, Focused, Helped, Paused, Queued, Replied, Stopped, Undone
from nudges.core.inbound import Inbound
from nudges.core.values import Plan, Quiet
from nudges.core.weekly import focus_of, is_month_text, report_moment
from nudges.core.words import Intent, Kind, Question
from nudges.service import Service
from tests.samples import ANA, BREATHS, MONDAY, at, person, plan, service

KIND = plan(
    id="one-kind-thing", title="One kind thing", library="one-kind-thing", cue="After lunch", when="weekdays at 13:00"
)
SUNDAY = at("2026-03-08 18:00")
FIVE = timedelta(minutes=5)


def played(until: datetime, *replies: tuple[str, str], plans: tuple[Plan, ...] = (BREATHS,), **who: bool) -> Service:
    """Let time go by from Monday on, with replies at local times such as `2026-03-02 08:40`."""
    made = service()
    made.enrol(person(**who), plans, MONDAY, "on paper")
    go_on(made, MONDAY, until, *replies)
    return made


def go_on(made: Service, moment: datetime, until: datetime, *replies: tuple[str, str]) -> None:
    waiting = [(at(when), text) for when, text in replies]
    while moment <= until:
        while waiting and waiting[0][0] <= moment:
            when, text = waiting.pop(0)
            made.receive(Inbound(id=f"in/{when}", phone=ANA.phone, text=text), moment)
        if made.store.due(moment):
            made.attend("ana", moment)
        moment += FIVE


def book_of(made: Service) -> Book:
    return made.whole("ana")


def facts(made: Service, kind: type[Fact]) -> list[Fact]:
    return [fact for fact in book_of(made).facts if isinstance(fact, kind)]


def reports(made: Service) -> list[Queued]:
    return [m.queued for m in book_of(made).history.messages.values() if m.queued.kind is Kind.REPORT]


GOOD_WEEK = (("2026-03-02 08:40", "done"), ("2026-03-03 08:40", "done"), ("2026-03-04 08:40", "done"))


def test_a_word_is_kept_for_the_week_that_was_reported_and_answers_no_nudge() -> None:
    made = played(SUNDAY + timedelta(hours=1), *GOOD_WEEK, ("2026-03-08 18:20", "my garden"))
    [helped] = facts(made, Helped)
    assert isinstance(helped, Helped)
    assert helped.week == "2026-W10"
    assert [r.nudge for r in book_of(made).history.replies if r.text == "my garden"] == [None]


def test_only_one_word_is_kept_and_what_follows_is_a_note() -> None:
    texts = (("2026-03-08 18:20", "my garden"), ("2026-03-08 18:30", "my neighbour too"))
    assert len(facts(played(SUNDAY + timedelta(hours=1), *GOOD_WEEK, *texts), Helped)) == 1


def test_once_a_nudge_has_come_a_word_is_no_answer_to_the_report_any_more() -> None:
    made = played(at("2026-03-09 10:00"), *GOOD_WEEK, ("2026-03-09 09:00", "my garden"))
    assert facts(made, Helped) == []


def test_a_word_that_is_taken_back_is_forgotten_wholly() -> None:
    texts = (("2026-03-08 18:20", "my garden"), ("2026-03-08 18:30", "undo"))
    made = played(SUNDAY + timedelta(hours=1), *GOOD_WEEK, *texts)
    assert book_of(made).history.helped == []
    assert not any("garden" in reply.text for reply in book_of(made).history.replies)
    assert len(facts(made, Undone)) == 2


@pytest.mark.parametrize("text", ["no", "nothing", "not sure", "nada"])
def test_nothing_is_an_answer_and_changes_no_check_in(text: str) -> None:
    made = played(SUNDAY + timedelta(hours=1), *GOOD_WEEK, ("2026-03-08 18:20", text))
    week = made.report("ana", SUNDAY.date(), SUNDAY + timedelta(hours=1))
    assert (week.done, week.skipped) == (3, 0)
    assert facts(made, Helped) == []


@pytest.mark.parametrize(("text", "kind"), [("STOP", Stopped), ("pause", Paused), ("PAUSE 3 DAYS", Paused)])
def test_orders_stay_orders(text: str, kind: type[Fact]) -> None:
    made = played(SUNDAY + timedelta(hours=1), *GOOD_WEEK, ("2026-03-08 18:20", text))
    assert len(facts(made, kind)) == 1
    assert facts(made, Helped) == []


def test_what_speaks_of_danger_is_no_word_for_the_week_and_kept_nowhere() -> None:
    made = played(SUNDAY + timedelta(hours=1), *GOOD_WEEK, ("2026-03-08 18:20", "I want to kill myself"))
    assert facts(made, Helped) == []
    assert not any("kill" in str(fact) for fact in book_of(made).facts)
    assert [m.queued.kind for m in book_of(made).history.messages.values()][-1] is Kind.SAFETY


def test_smaller_takes_the_plan_that_was_hardest() -> None:
    kind = (("2026-03-02 13:10", "skip"),)
    replies = sorted([*GOOD_WEEK, *kind, ("2026-03-08 18:20", "smaller")])
    [made] = facts(played(SUNDAY + timedelta(hours=1), *replies, plans=(BREATHS, KIND)), Adjusted)
    assert isinstance(made, Adjusted)
    assert (made.plan, made.small) == ("one-kind-thing", True)


def test_smaller_asks_where_two_were_alike() -> None:
    made = played(SUNDAY + timedelta(hours=1), ("2026-03-08 18:20", "smaller"), plans=(BREATHS, KIND))
    assert facts(made, Adjusted) == []
    assert book_of(made).history.question is not None


@pytest.mark.parametrize("text", ["keep", "Keep it.", "yes", "same", "sí", "igual"])
def test_keep_leaves_everything_as_it_is(text: str) -> None:
    made = played(SUNDAY + timedelta(hours=1), ("2026-03-08 18:20", text))
    [report] = reports(made)
    assert report.question is Question.SIZE
    assert book_of(made).history.replies[-1].intent is Intent.KEEP
    assert not facts(made, Adjusted)
    assert book_of(made).history.checkins == {}


def test_yes_to_a_nudge_that_is_open_stays_a_done() -> None:
    daily = plan(when="daily at 8:30")
    made = played(SUNDAY + timedelta(hours=1), ("2026-03-08 18:20", "yes"), plans=(daily,))
    assert [reply.intent for reply in book_of(made).history.replies] == [Intent.DONE]


def test_a_focus_holds_for_the_week_it_was_chosen_for_and_no_other() -> None:
    replies = (("2026-03-08 18:20", "focus on kind"),)
    made = played(SUNDAY + timedelta(hours=1), *replies, plans=(BREATHS, KIND))
    [chosen] = facts(made, Focused)
    assert isinstance(chosen, Focused)
    history = book_of(made).history
    assert focus_of(history, chosen.monday) == "one-kind-thing"
    assert focus_of(history, chosen.monday + timedelta(days=6)) == "one-kind-thing"
    assert focus_of(history, chosen.monday + timedelta(days=7)) is None
    assert focus_of(history, chosen.monday - timedelta(days=1)) is None


def test_the_name_of_a_plan_answers_the_question_which_one() -> None:
    replies = (("2026-03-08 18:20", "focus"), ("2026-03-08 18:30", "the kind one"), ("2026-03-08 18:40", "focus"),
               ("2026-03-08 18:45", "breaths"))  # fmt: skip
    made = played(SUNDAY + timedelta(hours=1), *replies, plans=(BREATHS, KIND))
    assert [fact.plan for fact in facts(made, Focused) if isinstance(fact, Focused)][-1] == "three-breaths"


def test_numbers_are_of_the_reported_week_also_on_the_day_after() -> None:
    made = played(at("2026-03-09 07:30"), *GOOD_WEEK, ("2026-03-09 07:00", "numbers"))
    answer = [m.queued.text for m in book_of(made).history.messages.values()][-1]
    assert "3 done" in answer
    assert "3 of 5" in answer


def test_without_a_report_numbers_are_those_of_this_week() -> None:
    made = played(at("2026-03-03 10:00"), *GOOD_WEEK[:1], ("2026-03-03 09:00", "numbers"))
    assert "1 done" in [m.queued.text for m in book_of(made).history.messages.values()][-1]


def test_a_reply_says_again_what_it_is_without_its_words_being_doubled() -> None:
    made = played(SUNDAY + timedelta(hours=1), *GOOD_WEEK, ("2026-03-08 18:20", "my garden"))
    holding = [fact for fact in book_of(made).facts if "garden" in str(getattr(fact, "text", fact))]
    assert len(holding) == 1
    assert isinstance(holding[0], Replied)


def second_week(*, report_words: bool = False, discreet: bool = False) -> str:
    """Return the report of a week that followed one with a word and a focus."""
    texts = (("2026-03-08 18:20", "my garden"), ("2026-03-08 18:25", "focus"))
    made = played(at("2026-03-08 20:00"), *GOOD_WEEK, *texts, report_words=report_words, discreet=discreet)
    go_on(
        made, at("2026-03-08 20:00"), at("2026-03-15 18:30"), ("2026-03-09 08:40", "done"), ("2026-03-10 08:40", "done")
    )
    return reports(made)[-1].text


def test_own_words_stand_in_the_next_report_of_who_wants_them_there() -> None:
    text = second_week(report_words=True)
    assert "my garden" in text
    assert "Three breaths came first: 2 done." in text


@pytest.mark.parametrize(("wanted", "seen"), [(False, False), (True, True)])
def test_own_words_stand_in_no_report_of_who_does_not_or_may_be_seen(*, wanted: bool, seen: bool) -> None:
    text = second_week(report_words=wanted, discreet=seen)
    assert "garden" not in text
    assert "came first" not in text


def test_the_months_text_comes_on_its_first_report_day() -> None:
    who = person(month_text=True)
    assert is_month_text(who, at("2026-03-01 18:00").date())
    assert not is_month_text(who, at("2026-03-08 18:00").date())
    assert not is_month_text(person(), at("2026-03-01 18:00").date())


def test_the_months_text_comes_also_after_a_week_in_which_nothing_was_asked() -> None:
    once = plan(when="weekdays at 8:30 until 2026-03-27", quiet=Quiet(halve_after=28))
    made = played(at("2026-04-05 20:00"), *GOOD_WEEK, plans=(once,), month_text=True)
    assert report_moment(book_of(made), at("2026-04-05 18:00").date()) is not None
    assert reports(made)[-1].due == at("2026-04-05 18:00")
    plain = played(at("2026-04-05 20:00"), *GOOD_WEEK, plans=(once,))
    assert reports(plain)[-1].due < at("2026-04-01 00:00")


@pytest.mark.parametrize(("day", "monday"), [("02", "02"), ("05", "02"), ("06", "09"), ("08", "09")])
def test_a_focus_is_for_this_week_and_from_friday_on_for_the_next(day: str, monday: str) -> None:
    made = played(at(f"2026-03-{day} 20:00"), (f"2026-03-{day} 19:00", "focus"))
    assert [fact.monday.isoformat() for fact in facts(made, Focused) if isinstance(fact, Focused)] == [
        f"2026-03-{monday}"
    ]


def test_a_question_that_came_after_the_report_is_answered_first() -> None:
    texts = (("2026-03-08 18:20", "erase"), ("2026-03-08 18:25", "no"), ("2026-03-08 18:30", "my garden"))
    made = played(SUNDAY + timedelta(hours=1), *GOOD_WEEK, *texts)
    answers = [m.queued.id.rpartition("/")[2] for m in book_of(made).history.messages.values()][-3:]
    assert answers[0] == "erase_sure"
    assert answers[1] != "report_nothing"
    assert answers[2] == "report_word"
