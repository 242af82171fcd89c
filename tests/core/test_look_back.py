"""What a look back says of answers, words and promises, and that it counts as a week's report does."""

from datetime import date, timedelta

import msgspec
import pytest

from nudges.core.book import Book
from nudges.core.facts import (
    Accepted,
    Deferred,
    Dropped,
    Expired,
    Fact,
    Failed,
    Flagged,
    Joined,
    Queued,
    Rated,
    Rejected,
    Replied,
    Stepped,
    Undone,
    Unsent,
    nudge_id,
)
from nudges.core.look_back import look_back
from nudges.core.looked import Kept, LookBack
from nudges.core.report import count_week, monday_of
from nudges.core.words import Ask, Intent, Kind, Language, Outcome, Reason, Safety, Why
from nudges.simulation import Persona
from tests.core.test_report import MONDAY, SUNDAY, asked, flat, said, week
from tests.samples import at, minutes, person, plan
from tests.simulation.samples import agreed, played

OPEN = person(report_words=True)


def looked(*facts: Fact, who: object = None, now: str = "2026-03-09 12:00", **changes: object) -> LookBack:
    book = week(*facts, plans=(plan(**changes),), who=who if isinstance(who, type(OPEN)) else OPEN)
    return look_back(book, MONDAY, at(now))


def kept(*facts: Fact) -> tuple[int, int, list[tuple[int | None, str]]]:
    found: Kept = looked(*facts).kept
    return found.promised, found.on_time, [(late.minutes, late.why) for late in found.others]


def wrote(day: str, text: str, intent: Intent = Intent.NOTE, safety: Safety = Safety.NONE) -> Fact:
    return Replied(at=at(f"2026-03-{day}"), id=day, text=text, intent=intent, language=Language.EN, safety=safety)


@pytest.mark.parametrize("persona", list(Persona))
def test_a_real_history_is_counted_as_the_weeks_report_counts_it(persona: Persona) -> None:
    book = played(agreed(), persona).book
    now = max(fact.at for fact in book.facts)
    look = look_back(book, monday_of(date(2026, 4, 6)), now, 6)
    assert look.weeks == tuple(count_week(book, each.monday, now) for each in look.weeks)
    assert look.report == look.weeks[-1]
    assert [each.monday for each in look.weeks] == [look.weeks[0].monday + timedelta(weeks=n) for n in range(6)]
    of_four = look_back(book, date(2026, 4, 6), now)
    assert (of_four.rhythm.answered, of_four.rhythm.asked) == (
        of_four.report.answered_4_weeks,
        of_four.report.asked_4_weeks,
    )


@pytest.mark.parametrize("persona", list(Persona))
def test_what_our_own_worker_sends_is_on_time_and_what_it_holds_is_no_broken_promise(persona: Persona) -> None:
    book = played(agreed(), persona).book
    look = look_back(book, date(2026, 4, 6), max(fact.at for fact in book.facts), 6)
    assert look.kept.on_time == look.kept.promised
    assert look.kept.others == ()


def test_a_look_back_goes_through_json_and_back_as_it_was() -> None:
    look = looked(*flat(asked("02"), said("02", Outcome.DONE, rating=7)))
    assert msgspec.json.decode(msgspec.json.encode(look), type=LookBack).report == look.report


def test_words_are_shown_to_who_wants_them_only() -> None:
    note = msgspec.structs.replace(said("02", Outcome.SKIPPED), note="a long day")
    facts = flat(asked("02"), note, wrote("03 12:00", "slept well"))
    assert [each.text for each in looked(*facts).reasons] == ["a long day", "slept well"]
    assert looked(*facts, who=person()).reasons == ()


def test_words_near_a_word_of_danger_in_steps_of_thanks_or_taken_back_are_shown_to_nobody() -> None:
    flagged = Flagged(at=at("2026-03-03 12:00"), tier=Safety.SOFT, reply="x")
    step = Stepped(at=at("2026-03-05 12:00"), plan="p", conversation="c", step="s", place=1, source="05 12:00")
    back = Undone(at=at("2026-03-06 12:01"), taken_back="reply/06 12:00", source="y")
    facts = flat(
        flagged, wrote("03 13:00", "i am safe with my sister"), step, wrote("05 12:00", "nobody likes me"),
        wrote("06 12:00", "forget this"), back, wrote("07 12:00", "thank you"), wrote("07 13:00", "it rained"),
    )  # fmt: skip
    assert [each.text for each in looked(*facts).reasons] == ["it rained"]


def test_an_answer_is_timed_from_when_the_text_left_to_the_first_word_of_its_outcome() -> None:
    again = msgspec.structs.replace(said("02", Outcome.DONE, rating=7, turn=60), source="later")
    look = looked(*flat(asked("02"), said("02", Outcome.DONE), again))
    assert look.rhythm.median_minutes == 5


def test_numbers_are_those_of_a_plan_and_those_of_how_someone_feels() -> None:
    felt = Rated(at=at("2026-03-04 20:00"), source="r", rating=3)
    before = Rated(at=at("2026-03-03 02:00"), source="q", rating=9)
    look = looked(*flat(asked("02"), said("02", Outcome.DONE, rating=7), felt, before))
    assert [(each.plan, each.values) for each in look.ratings] == [
        ("three-breaths", ((date(2026, 3, 2), 7),)),
        (None, ((date(2026, 3, 2), 9), (date(2026, 3, 4), 3))),
    ]


def test_people_are_named_once_over_all_weeks() -> None:
    facts = flat(asked("02", contact="Mum"), said("02", Outcome.DONE), asked("10", contact="Mum"),
                 said("10", Outcome.DONE))  # fmt: skip
    look = look_back(week(*facts), date(2026, 3, 9), at("2026-03-12 12:00"))
    assert look.reached == ("Mum",)


DUE = at("2026-03-02 08:30")
NAME = nudge_id("three-breaths", DUE)
QUEUED = asked("02")[0]


@pytest.mark.parametrize(
    ("after", "found"),
    [
        ([Accepted(at=DUE + minutes(2), id=NAME, provider_id="1", segments=1)], (1, 1, [])),
        ([Accepted(at=DUE + minutes(3), id=NAME, provider_id="1", segments=1)], (1, 0, [(3, "slow")])),
        ([Unsent(at=DUE, id=NAME, attempt=1), Accepted(at=DUE + minutes(9), id=NAME, provider_id="1", segments=1)],
         (1, 0, [(9, "not_taken")])),
        ([Accepted(at=DUE, id=NAME, provider_id="1", segments=1), Failed(at=DUE, id=NAME, detail="x")],
         (1, 0, [(None, "not_delivered")])),
        ([Accepted(at=DUE, id=NAME, provider_id="1", segments=1),
          Failed(at=DUE, id=NAME, detail="x", why=Why.OPTED_OUT)], (0, 0, [])),
        ([Rejected(at=DUE, id=NAME, detail="x", why=Why.RECIPIENT)], (1, 0, [(None, "rejected")])),
        ([Rejected(at=DUE, id=NAME, detail="x", why=Why.OPTED_OUT)], (0, 0, [])),
        ([Expired(at=DUE, id=NAME, detail="it was done meanwhile")], (0, 0, [])),
        ([Expired(at=DUE, id=NAME, detail="their phone cannot be reached")], (1, 0, [(None, "unreachable")])),
        ([Expired(at=DUE, id=NAME, detail="it could not leave in time")], (1, 0, [(None, "not_running")])),
        ([], (1, 0, [(None, "not_running")])),
    ],
)  # fmt: skip
def test_every_promise_is_kept_or_has_its_reason(after: list[Fact], found: tuple[int, int, object]) -> None:
    assert kept(QUEUED, *after) == found


@pytest.mark.parametrize(("reason", "found"), [(Reason.EXPIRED, 1), (Reason.NEWER, 1), (Reason.CAP, 0),
                                               (Reason.HOURS, 0), (Reason.GAP, 0), (Reason.DONE, 0)])  # fmt: skip
def test_what_was_never_worded_is_owed_where_it_was_our_doing(reason: Reason, found: int) -> None:
    assert kept(Dropped(at=DUE, id=NAME, plan="three-breaths", due=DUE, reason=reason))[0] == found


def test_what_waited_for_its_place_is_owed_from_then_on() -> None:
    waits = Deferred(at=DUE, id=NAME, plan="three-breaths", due=DUE, until=DUE + minutes(30), reason=Reason.GAP)
    worded = msgspec.structs.replace(QUEUED, at=DUE + minutes(30))
    left = Accepted(at=DUE + minutes(31), id=NAME, provider_id="1", segments=1)
    assert kept(waits, worded, left) == (1, 1, [])


def test_a_nudge_that_shares_a_text_fares_as_that_text_does() -> None:
    other = nudge_id("b", DUE)
    facts = [QUEUED, Joined(at=DUE, id=other, plan="b", due=DUE, into=NAME),
             Accepted(at=DUE + minutes(7), id=NAME, provider_id="1", segments=1)]  # fmt: skip
    assert kept(*facts) == (2, 0, [(7, "slow"), (7, "slow")])


def test_a_nudge_that_still_may_leave_is_no_broken_promise() -> None:
    assert looked(QUEUED, now="2026-03-02 08:40").kept.promised == 0


def test_a_plan_that_asks_nothing_has_no_strength() -> None:
    assert looked(*asked("02"), ask=Ask.NOTHING).strengths == ()


def test_an_empty_book_is_looked_back_on_without_a_word() -> None:
    look = look_back(Book(OPEN), MONDAY, SUNDAY, 52)
    assert len(look.weeks) == 52
    assert (look.strengths, look.ratings, look.reached, look.reasons, look.claims) == ((), (), (), (), ())
    assert look.kept == Kept(promised=0, on_time=0, others=())


def test_a_text_of_another_kind_is_no_nudge() -> None:
    report = Queued(at=DUE, id="report/2026-W09", kind=Kind.REPORT, text="x", due=DUE, expires=DUE)
    assert looked(report).kept.promised == 0
