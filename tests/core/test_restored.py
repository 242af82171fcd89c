"""After a restore nothing is sent that may have been sent before, all else is, and danger comes first."""

from datetime import datetime
from typing import Any

import pytest

from nudges.core.book import Book
from nudges.core.due import waiting
from nudges.core.facts import Accepted, Claimed, Expired, Paused, Queued, Stopped
from nudges.core.forecast import forecast
from nudges.core.outbox import outbox
from nudges.core.report import count_week
from nudges.core.restored import passed
from nudges.core.wake import next_wake, wake
from nudges.core.words import Kind
from nudges.library import load
from tests.samples import MONDAY, at, book, minutes, person, plan

WORDS = load().words
TAKEN = at("2026-03-03 08:00")
"""Tuesday; a nudge of Ana's is due at 8:30."""


def lived(**what: Any) -> Book:
    """Return a book of which Monday is over."""
    made = book(**what)
    return made.add(*wake(made, WORDS, at("2026-03-03 03:00")))


def leaves(made: Book, now: datetime) -> list[str]:
    """Return what leaves at a moment."""
    made = made.add(*wake(made, WORDS, now))
    return [queued.id for queued in outbox(made, now).ready]


def restored(made: Book, now: datetime, taken: datetime = TAKEN) -> Book:
    return made.add(*passed(made, taken, now))


def waits(kind: Kind, due: datetime, *, name: str = "some/1") -> Queued:
    return Queued(at=due, id=name, kind=kind, text="x", due=due, expires=due + minutes(600), plan=None)


def test_a_nudge_that_came_due_since_the_backup_is_not_sent_again() -> None:
    now = at("2026-03-03 08:40")
    assert leaves(book(), now), "it would be, without this"
    assert leaves(restored(book(), now), now) == []


def test_what_comes_due_later_is_sent_as_ever() -> None:
    made = restored(lived(), at("2026-03-03 08:40"))
    assert next_wake(made, at("2026-03-03 08:40")) == at("2026-03-04 08:30")
    assert leaves(made, at("2026-03-04 08:30")) == ["nudge/three-breaths/2026-03-04T13:30Z"]
    assert leaves(restored(book(), at("2026-03-03 08:29")), at("2026-03-03 08:30"))


def test_where_nothing_can_have_left_nothing_is_recorded() -> None:
    assert passed(book(), TAKEN, at("2026-03-03 08:20")) == ()


def test_a_nudge_of_before_the_backup_that_waited_for_its_text_is_not_sent_either() -> None:
    taken, now = at("2026-03-03 08:31"), at("2026-03-03 08:35")
    assert leaves(book(), now)
    assert leaves(restored(book(), now, taken), now) == []


def test_one_that_surely_still_waits_for_its_hours_is_sent_in_them() -> None:
    night = plan(when="daily at 2:00", grace=600)
    made = book(plans=(night,))
    made = made.add(*wake(made, WORDS, at("2026-03-03 02:00")))
    made = restored(made, at("2026-03-03 07:00"), at("2026-03-03 02:01"))
    assert leaves(made, at("2026-03-03 08:00")) == ["nudge/three-breaths/2026-03-03T07:00Z"]


@pytest.mark.parametrize("kind", [Kind.NUDGE, Kind.ANSWER, Kind.REPORT])
@pytest.mark.parametrize("claimed", [False, True])
def test_a_message_that_waited_in_the_backup_is_given_up(kind: Kind, claimed: bool) -> None:
    some = waits(kind, at("2026-03-03 07:59"))
    begun = [Claimed(at=TAKEN, id=some.id, attempt=1)] if claimed else []
    made = book(some, *begun, plans=())
    now = at("2026-03-03 10:00")
    made = restored(made, now)
    assert leaves(made, now) == []
    assert made.history.open == {}


def test_an_answer_to_danger_is_sent_rather_twice_than_never() -> None:
    made = restored(book(waits(Kind.SAFETY, at("2026-03-03 07:59"))), at("2026-03-03 08:10"))
    assert leaves(made, at("2026-03-03 08:10")) == ["some/1"]


def test_a_text_that_waits_for_the_hours_to_open_has_not_left_and_does() -> None:
    made = restored(book(waits(Kind.OPT_IN, at("2026-03-03 02:00")), plans=()), at("2026-03-03 07:00"))
    assert leaves(made, at("2026-03-03 08:00")) == ["some/1"]


def test_the_time_of_which_nothing_is_known_counts_as_a_rest_and_no_silence_of_theirs() -> None:
    made = book()
    now = at("2026-03-06 12:00")
    made = restored(made, now)
    after = made.add(*wake(made, WORDS, now))
    week = count_week(after, now.date(), now)
    assert (week.no_reply, [p.sent for p in week.plans]) == (0, [0])
    assert [fact for fact in after.facts if isinstance(fact, Expired)] == []


def test_where_the_days_texts_may_be_used_up_the_rest_of_the_day_rests() -> None:
    plans = (plan(), plan(id="evening", when="daily at 18:00"))
    now = at("2026-03-03 08:40")
    for cap, ends in ((2, now), (1, at("2026-03-04 04:00"))):
        made = restored(lived(plans=plans, who=person(cap=cap)), now)
        [rest] = [fact for fact in made.facts if isinstance(fact, Paused)]
        assert rest.until == ends
        coming = [each for each in forecast(made, WORDS, now, at("2026-03-03 23:00")) if isinstance(each, Queued)]
        assert len(coming) == (1 if cap == 2 else 0)


def test_a_week_s_report_that_may_have_left_is_not_sent_again() -> None:
    made = book()
    for day in range(3, 7):
        made = made.add(*wake(made, WORDS, at(f"2026-03-0{day} 08:30")))
        box = outbox(made, at(f"2026-03-0{day} 08:30"))
        made = made.add(
            *(Accepted(at=at(f"2026-03-0{day} 08:30"), id=q.id, provider_id="", segments=1) for q in box.ready)
        )
    now = at("2026-03-08 18:30")
    assert [name for name in leaves(made, now) if name.startswith("report/")]
    made = restored(made, now, at("2026-03-08 17:00"))
    assert leaves(made, now) == []


def test_to_restore_again_adds_nothing() -> None:
    now = at("2026-03-03 08:40")
    made = restored(lived(), now)
    assert passed(made, TAKEN, now) == ()
    assert waiting(made, now) == []


def test_who_stopped_stays_so() -> None:
    made = book(Stopped(at=MONDAY, how="by text"))
    assert passed(made, TAKEN, at("2026-03-05 12:00")) == ()
