"""Nothing is lost, doubled or held for ever where plans, hours, facts and a broken gateway meet."""

from datetime import date, datetime, time, timedelta
from itertools import islice

import msgspec

from nudges.core.book import Book
from nudges.core.change import without
from nudges.core.facts import (
    CheckedIn,
    Claimed,
    Deferred,
    Expired,
    Happened,
    Paused,
    Resumed,
    Snoozed,
    Stopped,
)
from nudges.core.forecast import forecast
from nudges.core.outbox import outbox
from nudges.core.values import Hours, Person
from nudges.core.wake import next_wake, wake
from nudges.core.words import Outcome
from tests.core.test_holds import SINCE, TUESDAY, WORDS, other, told
from tests.core.test_wake import as_it_wakes, run, sent
from tests.samples import MONDAY, at, book, person

WHOLE_DAY = Hours(opens=time(0), closes=time(0))


def tuesday(clock: str) -> datetime:
    return at(f"{TUESDAY} {clock}")


def worded(made: Book, now: datetime) -> Book:
    """Attend while the gateway cannot be reached."""
    made = made.add(*wake(made, WORDS, now))
    return made.add(*outbox(made, now).expired)


def left(made: Book) -> list[tuple[str, str]]:
    """Return each text that left, and when by the clock of New York."""
    texts = [m for m in made.history.messages.values() if m.left and m.into is None]
    return [
        (f"{m.outcome.at.astimezone(person().zone):%a %H:%M}", m.queued.text)
        for m in sorted(texts, key=lambda m: m.outcome.at if m.outcome else MONDAY)
        if m.outcome
    ]


def checked_in(plan: str, clock: str, outcome: Outcome = Outcome.DONE, **about: object) -> CheckedIn:
    now = tuesday(clock)
    return CheckedIn(at=now, plan=plan, day=date(2026, 3, 3), outcome=outcome, source=f"r{clock}", **about)  # type: ignore[arg-type]


def test_hours_that_are_changed_and_changed_back_keep_nobody_awake() -> None:
    def opening_at(hour: int) -> Person:
        return person(hours=Hours(opens=time(hour), closes=time(21)))

    made = book(plans=(other("a", "daily at 6:00", grace=600),), who=opening_at(8))
    for turn, hour in enumerate([8, 9, 8]):
        made = run(made.with_person(opening_at(hour)), [tuesday(f"06:0{turn}")])
    assert next_wake(made, tuesday("06:02")) == tuesday("08:00")
    assert [fact.until for fact in made.facts if isinstance(fact, Deferred)][-1] == tuesday("08:00")


def test_an_event_from_before_a_plan_was_made_takes_no_place_of_it() -> None:
    made = book(
        Happened(at=tuesday("08:30"), event="gym.left", source="e1"),
        plans=(msgspec.structs.replace(other("a", "on event gym.left"), since=tuesday("09:00")),),
    )
    made = made.add(Happened(at=tuesday("10:00"), event="gym.left", source="e2"))
    assert left(as_it_wakes(made, tuesday("10:00"), tuesday("12:00"))) == [("Tue 10:00", "This is a.")]


def test_an_event_in_a_pause_takes_no_place_of_one_after_it() -> None:
    made = book(
        Paused(at=tuesday("08:00"), until=tuesday("20:00")),
        Happened(at=tuesday("08:30"), event="gym.left", source="e1"),
        Resumed(at=tuesday("09:00")),
        Happened(at=tuesday("10:00"), event="gym.left", source="e2"),
        plans=(other("a", "on event gym.left"),),
    )
    assert left(as_it_wakes(made, tuesday("10:00"), tuesday("12:00"))) == [("Tue 10:00", "This is a.")]


def test_a_nudge_that_waits_is_not_lost_where_a_later_one_has_nothing_to_ask() -> None:
    plans = (other("a", "daily at 3:50 and 4:10", grace=600),)
    made = as_it_wakes(book(plans=plans), SINCE, tuesday("03:55")).add(checked_in("a", "04:05"))
    done = as_it_wakes(made, tuesday("04:05"), tuesday("12:00"))
    assert told(done)[-2:] == [("a", "Tue 04:10", "dropped: done"), ("a", "Tue 08:00", "sent")]


def test_what_happens_before_days_without_hours_is_sent_after_them() -> None:
    hours = Hours(others=((5, None), (6, None)))
    made = book(plans=(other("a", "on event gym.left"),), who=person(hours=hours))
    friday = at("2026-03-06 22:00")
    made = made.add(Happened(at=friday, event="gym.left", source="e"))
    done = as_it_wakes(made, friday, friday + timedelta(days=4))
    assert told(done) == [("a", "Fri 22:00", "waits for hours"), ("a", "Mon 08:00", "sent")]


def test_who_asks_for_another_moment_gets_one_text_and_not_two() -> None:
    made = run(book(plans=(other("a", "daily at 9:00"),)), [tuesday("09:00")])
    [nudge] = sent(made)
    for source, until in {"r1": "09:20", "r2": "10:00"}.items():
        made = made.add(Snoozed(at=tuesday("09:05"), nudge=nudge.id, plan="a", until=tuesday(until), source=source))
    assert [when for when, _ in left(as_it_wakes(made, tuesday("09:05"), tuesday("20:00")))] == [
        "Tue 09:00",
        "Tue 10:00",
    ]


def test_one_that_was_asked_for_again_and_dropped_takes_no_place_of_a_schedule_by_fact() -> None:
    made = book(plans=(other("a", "on event gym.left at most 2 times a day", every_time=True),))
    made = run(made.add(Happened(at=tuesday("09:00"), event="gym.left", source="e1")), [tuesday("09:00")])
    [nudge] = sent(made)
    made = made.add(
        Snoozed(at=tuesday("09:05"), nudge=nudge.id, plan="a", until=tuesday("09:20"), source="r1"),
        checked_in("a", "09:10", nudge=nudge.id),
    )
    made = as_it_wakes(made, tuesday("09:10"), tuesday("10:30"))
    made = made.add(Happened(at=tuesday("11:00"), event="gym.left", source="e2"))
    assert [when for when, _ in left(as_it_wakes(made, tuesday("11:00"), tuesday("12:00")))] == [
        "Tue 09:00",
        "Tue 11:00",
    ]


def test_a_number_that_is_added_to_an_answer_the_day_after_takes_nothing_back() -> None:
    plans = (other("a", "daily at 19:00"), other("b", "10 hours after done of a"))
    made = run(book(plans=plans), [tuesday("19:00")])
    [nudge] = sent(made)
    made = made.add(checked_in("a", "20:00", nudge=nudge.id))
    later = made.history.answers[nudge.id]
    wednesday = at("2026-03-04 07:30")
    made = as_it_wakes(made, tuesday("20:00"), wednesday)
    made = made.add(msgspec.structs.replace(later, at=wednesday, rating=7, source="r2"))
    assert left(as_it_wakes(made, wednesday, at("2026-03-04 12:00")))[1:] == [("Wed 08:00", "This is b.")]


def test_texts_that_a_broken_gateway_kept_leave_apart() -> None:
    plans = (other("a", "daily at 9:00"), other("b", "daily at 9:40"))
    made = book(plans=plans)
    for clock in ("09:00", "09:40"):
        made = worded(made, tuesday(clock))
    done = as_it_wakes(made, tuesday("09:45"), tuesday("20:00"))
    assert left(done) == [("Tue 09:45", "This is a."), ("Tue 10:15", "This is b.")]


def test_a_text_that_a_broken_gateway_kept_over_night_counts_for_the_day_on_which_it_leaves() -> None:
    plans = (other("a", "tue at 20:30", grace=1440), other("b", "wed at 9:00"))
    made = worded(book(plans=plans, who=person(cap=1)), tuesday("20:30"))
    wednesday = at("2026-03-04 08:00")
    done = as_it_wakes(made, wednesday, wednesday + timedelta(days=1))
    assert left(done) == [("Wed 08:00", "This is a.")]
    assert told(done)[-1] == ("b", "Wed 09:00", "dropped: cap")


def shared() -> Book:
    return worded(book(plans=tuple(other(name, "daily at 9:00") for name in "abc")), tuesday("09:00"))


def test_of_a_text_that_waits_to_leave_only_what_is_still_to_ask_is_said() -> None:
    done = as_it_wakes(shared().add(checked_in("a", "09:05")), tuesday("09:05"), tuesday("20:00"))
    assert left(done) == [("Tue 09:05", "Two for this morning: 1) This is b. 2) This is c.")]
    two = shared().add(checked_in("a", "09:05"), checked_in("c", "09:06"))
    done = as_it_wakes(two, tuesday("09:06"), tuesday("20:00"))
    assert left(done) == [("Tue 09:06", "This is b.")]


def test_a_plan_that_is_removed_takes_no_other_out_of_their_text() -> None:
    done = as_it_wakes(without(shared(), ["a"], tuesday("09:05")), tuesday("09:05"), tuesday("20:00"))
    assert left(done) == [("Tue 09:05", "Two for this morning: 1) This is b. 2) This is c.")]
    gone = without(shared(), ["a", "b", "c"], tuesday("09:05"))
    assert left(as_it_wakes(gone, tuesday("09:05"), tuesday("20:00"))) == []


def test_a_pause_of_one_plan_takes_it_out_of_a_text_and_a_stop_takes_all() -> None:
    paused = shared().add(Paused(at=tuesday("09:05"), until=tuesday("23:00"), plan="b"))
    assert left(as_it_wakes(paused, tuesday("09:05"), tuesday("20:00"))) == [
        ("Tue 09:05", "Two for this morning: 1) This is a. 2) This is c.")
    ]
    stopped = shared().add(Stopped(at=tuesday("09:05"), how="by text"))
    assert left(as_it_wakes(stopped, tuesday("09:05"), tuesday("20:00"))) == []


def test_what_is_worded_anew_is_answered_and_asked_for_again_like_any_other() -> None:
    made = run(shared().add(checked_in("a", "09:05"), checked_in("b", "09:05")), [tuesday("09:06")])
    only = sent(made)[-1]
    made = made.add(Snoozed(at=tuesday("09:10"), nudge=only.id, plan="c", until=tuesday("10:00"), source="r1"))
    done = as_it_wakes(made, tuesday("09:10"), tuesday("20:00"))
    assert left(done) == [("Tue 09:06", "This is c."), ("Tue 10:00", "This is c.")]


def test_a_claim_of_a_clock_that_ran_far_ahead_is_looked_into_now() -> None:
    made = worded(book(plans=(other("a", "daily at 9:00"),)), tuesday("09:00"))
    [queued] = made.history.open
    made = made.add(Claimed(at=tuesday("09:00") + timedelta(days=30), id=queued, attempt=1))
    assert [message.queued.id for message in outbox(made, tuesday("09:01")).stale] == [queued]


def test_a_look_ahead_does_not_wait_for_a_text_of_which_nobody_knows_whether_it_left() -> None:
    made = worded(book(plans=(other("a", "daily at 9:00"),)), tuesday("09:00"))
    [queued] = made.history.open
    made = made.add(Claimed(at=tuesday("09:01"), id=queued, attempt=1))
    late = tuesday("15:00")
    [gone, following] = islice(forecast(made, WORDS, late, late + timedelta(days=1)), 2)
    assert (gone.id, isinstance(gone, Expired)) == (queued, True)
    assert following.at == at("2026-03-04 09:00")
