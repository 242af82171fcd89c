"""A habit that stands on its own is offered to come less, step by step, and never becomes less without a yes."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from nudges.core.at_hand import recent
from nudges.core.book import Book
from nudges.core.change import record
from nudges.core.facts import Accepted, Adjusted, Fact, Flagged, Queued, Retained, Suggested, Thinned
from nudges.core.forecast import forecast
from nudges.core.graduation import early, stands_alone, suggestion
from nudges.core.inbound import Inbound
from nudges.core.outbox import outbox
from nudges.core.respond import receive
from nudges.core.sms import Encoding, measure
from nudges.core.stages import stage_of
from nudges.core.values import Plan
from nudges.core.wake import next_wake, wake
from nudges.core.words import Ask, Instead, Kind, Language, Safety, Stage
from nudges.library import load
from tests.samples import BREATHS, MONDAY, at, person, plan
from tests.samples import book as agreed

WORDS = load().words
DAY = timedelta(days=1)
Says = Callable[[Queued], str | None]


def lived(days: float, says: Says, *plans: Plan, own: Sequence[tuple[datetime, str]] = (), **about: object) -> Book:
    """Live some days in which each nudge is answered ten minutes later, or not; `own` is what they write besides."""
    return gone_on(agreed(plans=plans or (BREATHS,), who=person(**about)), MONDAY, days, says, own)


def gone_on(
    book: Book, start: datetime, days: float, says: Says, own: Sequence[tuple[datetime, str]] = ()
) -> Book:  # fmt: skip
    now: datetime | None = start
    until, waiting = start + days * DAY, sorted(own)
    while now is not None and now <= until:
        while waiting and waiting[0][0] <= now:
            book = reply(book, waiting.pop(0)[1], now)
        book = book.add(*wake(book, WORDS, now))
        for queued in outbox(book, now).ready:
            book = book.add(Accepted(at=now, id=queued.id, provider_id="", segments=1))
            if queued.kind is Kind.NUDGE and (text := says(queued)):
                waiting = sorted([*waiting, (now + timedelta(minutes=10), text)])
        following = [each for each in (next_wake(book, now), *(when for when, _ in waiting)) if each is not None]
        now = max(min(following), now + timedelta(seconds=1)) if following else None
    return book


def reply(book: Book, text: str, now: datetime) -> Book:
    found = receive(book, Inbound(id=f"in/{now}", phone=book.person.phone, text=text), WORDS, now)
    return record(book, found, WORDS.ready)


def always(queued: Queued) -> str | None:
    return "done" if queued.instead is None else None


def and_says(offer: str) -> Says:
    return lambda queued: {None: "done", Instead.OFFER: offer}.get(queued.instead)


def facts(book: Book, kind: type[Fact]) -> list[Fact]:
    return [fact for fact in book.facts if isinstance(fact, kind)]


def offers(book: Book) -> list[tuple[Stage, int]]:
    return [(fact.stage, (fact.at - MONDAY).days) for fact in book.facts if isinstance(fact, Suggested)]


def stages(book: Book) -> list[Stage]:
    return [fact.stage for fact in book.facts if isinstance(fact, Thinned)]


def test_who_does_it_for_eight_weeks_is_offered_fewer_and_who_did_not_is_not() -> None:
    assert [stage for stage, _ in offers(lived(60, always))] == [Stage.CUE]
    half = {0: "done", 1: "skip", 2: None}
    assert offers(lived(60, lambda queued: half[queued.due.day % 3])) == []
    assert offers(lived(60, lambda _: None)) == []


def test_who_does_it_before_the_text_is_offered_fewer_earlier() -> None:
    own = [(at(f"2026-03-{day:02} 07:40"), "done") for day in (5, 12, 19, 26)]
    made = lived(31, always, own=own)
    assert early(made, BREATHS, MONDAY + 28 * DAY) >= 3
    [(stage, day)] = offers(made)
    assert (stage, 28 <= day <= 31) == (Stage.CUE, True)


def test_a_plan_comes_less_only_after_a_yes() -> None:
    made = lived(75, always)
    assert len(offers(made)) == 1
    assert facts(made, Adjusted) == []
    assert made.plans == (BREATHS,)


@pytest.mark.parametrize("yes", ["fewer", "Yes", "menos", "sí", "ok"])
def test_step_by_step_it_comes_by_its_cue_then_as_a_note_then_not_at_all(yes: str) -> None:
    made = lived(200, and_says(yes))
    assert stages(made) == [Stage.CUE, Stage.NOTE, Stage.DONE]
    assert [stage for stage, _ in offers(made)] == [Stage.CUE, Stage.NOTE, Stage.DONE]
    days = [day for _, day in offers(made)]
    assert all(b - a >= 28 for a, b in pairwise(days))
    end = MONDAY + 200 * DAY
    assert stage_of(made, made.plans[0], end) is Stage.DONE
    assert not any(isinstance(each, Queued) for each in forecast(made, WORDS, end, end + 365 * DAY))


def test_the_report_says_in_one_line_that_a_plan_was_left_behind() -> None:
    made = lived(200, and_says("yes"))
    reports = [fact.text for fact in made.facts if isinstance(fact, Queued) and fact.kind is Kind.REPORT]
    assert reports[-1] == "Three breaths goes on without texts now: that is what they were for."
    assert sum("goes on without texts" in text for text in reports) == 1


@pytest.mark.parametrize("days", [62, 110, 150, 200])
def test_more_brings_it_back_as_it_was_from_every_step(days: int) -> None:
    made, now = lived(days, and_says("fewer")), MONDAY + days * DAY
    assert stage_of(made, made.plans[0], now) is not None
    back = reply(made, "more", now)
    assert stages(back)[-1] is Stage.BACK
    assert back.plans[0].when == BREATHS.when
    again = gone_on(back, now, 8, always)
    assert len([q for q in facts(again, Queued) if q.at > now and getattr(q, "kind", None) is Kind.NUDGE]) >= 5


@pytest.mark.parametrize("no", ["keep", "no", "igual"])
def test_a_no_is_kept_for_long(no: str) -> None:
    made = lived(160, and_says(no))
    assert len(facts(made, Retained)) == 1
    assert len(offers(made)) == 1
    assert made.plans == (BREATHS,)


def test_an_offer_that_is_not_answered_comes_again_only_after_weeks_and_counts_nowhere() -> None:
    made = lived(130, always)
    (_, first), (_, second) = offers(made)
    assert second - first >= 56
    offered = [fact for fact in made.facts if isinstance(fact, Queued) and fact.instead is Instead.OFFER]
    assert all(made.history.answers.get(each.id) is None for each in offered)
    assert made.history.quieted == []


def test_a_done_to_an_offer_is_a_done() -> None:
    made = lived(60, lambda _: "done")
    [suggested] = facts(made, Suggested)
    assert isinstance(suggested, Suggested)
    assert made.history.answers[suggested.text].outcome.value == "done"


def test_after_a_lapse_it_is_asked_once_whether_the_texts_come_back() -> None:
    made = lived(62, and_says("fewer"))
    start = MONDAY + 62 * DAY
    later = gone_on(made, start, 60, lambda queued: "skip" if queued.instead is None else None)
    assert [stage for stage, _ in offers(later)] == [Stage.CUE, Stage.BACK]
    back = gone_on(made, start, 60, lambda queued: "skip" if queued.instead is None else "more")
    assert stages(back) == [Stage.CUE, Stage.BACK]
    assert back.plans[0].when == BREATHS.when


def test_at_most_one_plan_is_asked_about_in_three_weeks() -> None:
    plans = (plan(id="a", when="daily at 9:00"), plan(id="b", when="daily at 18:00"))
    made = lived(100, always, *plans, cap=3)
    days = [day for _, day in offers(made)]
    assert len(days) >= 2
    assert all(b - a >= 21 for a, b in pairwise(days))


@pytest.mark.parametrize("what", [plan(ask=Ask.NOTHING), plan(when="on event gym.left"), plan(course="first-steps")])
def test_what_cannot_be_thinned_by_a_word_is_not_asked_about(what: Plan) -> None:
    assert suggestion(agreed(plans=(what,)), what, MONDAY + 90 * DAY) is None
    assert offers(lived(60, always, plan(ask=Ask.NOTHING))) == []


def test_what_is_hard_for_them_is_not_thinned() -> None:
    made = lived(60, lambda queued: "done 2/10" if queued.instead is None else None)
    assert offers(made) == []
    assert not stands_alone(made, BREATHS, MONDAY + 60 * DAY, 8)


def test_nothing_is_asked_near_a_word_of_danger() -> None:
    made, now = lived(56, always), MONDAY + 57 * DAY
    assert suggestion(made, BREATHS, now) is Stage.CUE
    near = made.add(Flagged(at=now - 3 * DAY, tier=Safety.SOFT, reply="r"))
    assert suggestion(near, BREATHS, now) is None


def test_what_was_agreed_holds_when_the_old_facts_are_laid_away() -> None:
    made = lived(62, and_says("fewer"))
    kept, _ = recent(made.facts, MONDAY + 300 * DAY)
    later = Book(made.person, made.plans, kept)
    assert stage_of(later, made.plans[0], MONDAY + 300 * DAY) is Stage.CUE


@pytest.mark.parametrize("start", [55, 85, 100, 130, 160])
def test_what_a_preview_says_of_an_offer_is_what_is_sent(start: int) -> None:
    now = MONDAY + start * DAY
    before = lived(start, and_says("fewer"))
    ahead = [fact for fact in forecast(before, WORDS, now, now + 10 * DAY) if isinstance(fact, Queued)]
    after = gone_on(before, now, 10, lambda _: None)
    sent = [fact for fact in after.facts if isinstance(fact, Queued) and fact not in before.facts]
    assert [(each.id, each.text) for each in ahead] == [(each.id, each.text) for each in sent]


def test_each_of_its_texts_is_one_cheap_segment_in_both_languages_and_tells_others_nothing() -> None:
    for language in Language:
        for discreet in (False, True):
            made = lived(180, and_says("yes"), language=language, discreet=discreet)
            found = [fact for fact in made.facts if isinstance(fact, Queued) and fact.instead is not None]
            assert {fact.instead for fact in found} == {Instead.OFFER, Instead.NOTE}
            for fact in found:
                assert (measure(fact.text).segments, measure(fact.text).encoding) == (1, Encoding.GSM_7)
                assert not discreet or "Three" not in fact.text
