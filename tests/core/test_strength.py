"""The published scores of Loop Habit Tracker, and what stands still.

The numbers named `LOOP` are those of its own test, ScoreListTest.kt (https://github.com/iSoron/uhabits, commit
5aa8744ef4c8e391c875bbb482e3e79740b5fd81); the code that meets them here is ours.
"""

from datetime import date, timedelta

import pytest

from nudges.core.facts import CheckedIn, Consented, Fact, Flagged, Paused, Stopped
from nudges.core.look_back import look_back
from nudges.core.strength import scores
from nudges.core.words import Outcome, Rest, Safety
from tests.core.test_report import MONDAY, asked, flat, said, week
from tests.samples import at, plan

LOOP = (
    0.051922, 0.101149, 0.147820, 0.192067, 0.234017, 0.273788, 0.311495, 0.347244, 0.381137, 0.413270,
    0.443734, 0.472617, 0.500000, 0.525961, 0.550574, 0.573910, 0.596033, 0.617008, 0.636894, 0.655747,
)  # fmt: skip
"""Twenty days done one after the other, of a daily habit."""

DONE, NOT, FREE = 1.0, 0.0, None


def test_twenty_days_done_have_the_scores_that_loop_publishes() -> None:
    assert list(scores([DONE] * 20)) == pytest.approx(LOOP, abs=1e-6)


def test_skips_stand_still_as_they_do_in_loop() -> None:
    values: list[float | None] = [DONE] * 20
    for ago in (5, 10, 11):
        values[-1 - ago] = FREE
    found = list(scores(values))
    still = [*LOOP[:8], LOOP[7], LOOP[7], *LOOP[8:12], LOOP[11], *LOOP[12:17]]
    assert found == pytest.approx(still, abs=1e-6)


def test_one_done_fades_as_it_does_in_loop() -> None:
    found = list(scores([DONE, FREE, NOT, NOT, NOT, NOT]))
    assert found == pytest.approx([0.051922, 0.051922, 0.049226, 0.046670, 0.044247, 0.041949], abs=1e-6)


@pytest.mark.parametrize(("wanted", "share"), [(3, 2 / 3), (4, 1 / 2)])
def test_two_days_of_those_wanted_lead_to_their_share_as_in_loop(wanted: int, share: float) -> None:
    values = [*[NOT] * 5, DONE, DONE] * 100
    assert list(scores(values, wanted))[-1] == pytest.approx(share, abs=1e-6)


def test_once_a_week_on_any_day_leads_to_the_whole_as_in_loop() -> None:
    fortnight = [DONE, *[NOT] * 12, DONE]
    assert list(scores(fortnight * 100, 1))[-1] == pytest.approx(1.0, abs=1e-3)


def test_three_months_daily_or_nine_months_weekly_lead_near_the_whole_as_in_loop() -> None:
    assert list(scores([DONE] * 90))[-1] > 0.99
    assert list(scores([*[NOT] * 6, DONE] * 39, 1))[-1] > 0.99


def test_thirteen_days_without_a_done_halve_a_daily_score() -> None:
    found = list(scores([DONE] * 50 + [NOT] * 13))
    assert found[-1] == pytest.approx(found[49] / 2)


def days_of(*facts: Fact, goal: int | None = 7, now: str = "2026-03-08 18:00", **changes: object) -> list[float]:
    book = week(*facts, plans=(plan(goal=goal, when="daily at 8:30", **changes),))
    [found] = look_back(book, MONDAY, at(now)).strengths
    return [round(value, 6) for _, value in found.days]


def test_the_days_of_a_week_have_a_score_each_and_an_open_day_takes_nothing_away() -> None:
    facts = flat(asked("02"), said("02", Outcome.DONE), asked("03"), said("03", Outcome.DONE), asked("04"))
    assert days_of(*facts, now="2026-03-04 20:00") == [0.051922, 0.101149, 0.101149]
    assert days_of(*facts, now="2026-03-05 04:00")[2] < 0.101149


@pytest.mark.parametrize("outcome", [Outcome.SKIPPED, Outcome.NOT_APPLICABLE])
def test_a_skip_or_a_day_without_room_stands_still(outcome: Outcome) -> None:
    facts = flat(asked("02"), said("02", Outcome.DONE), asked("03"), said("03", outcome))
    assert days_of(*facts, now="2026-03-03 20:00") == [0.051922, 0.051922]


def test_a_part_is_worth_a_half() -> None:
    assert days_of(*flat(asked("02"), said("02", Outcome.PARTLY)), now="2026-03-02 20:00") == [0.025961]


@pytest.mark.parametrize(
    "fact",
    [
        Paused(at=at("2026-03-03 00:30"), until=at("2026-03-07 08:00"), why=Rest.SICK),
        Paused(at=at("2026-03-03 00:30"), until=at("2026-03-07 08:00"), why=Rest.PAUSE, plan="three-breaths"),
        Stopped(at=at("2026-03-03 05:00"), how="by text"),
        Flagged(at=at("2026-03-03 05:00"), tier=Safety.HARD, reply="r"),
    ],
)
def test_rest_pause_stop_and_a_safety_hold_stand_still(fact: Fact) -> None:
    facts = flat(asked("02"), said("02", Outcome.DONE), fact)
    assert days_of(*facts, now="2026-03-06 18:00") == [0.051922] * 5


def test_what_was_done_on_a_day_of_rest_counts_all_the_same() -> None:
    rest = Paused(at=at("2026-03-03 00:30"), until=at("2026-03-07 08:00"), why=Rest.REST)
    facts = flat(asked("02"), said("02", Outcome.DONE), rest, said("03", Outcome.DONE))
    assert days_of(*facts, now="2026-03-04 18:00") == [0.051922, 0.101149, 0.101149]


def test_without_a_goal_only_the_days_that_asked_count() -> None:
    facts = flat(asked("02"), said("02", Outcome.DONE), asked("06"), said("06", Outcome.DONE))
    assert days_of(*facts, goal=None, now="2026-03-06 18:00") == [0.051922] * 4 + [0.101149]


def test_a_nudge_that_we_owed_and_that_never_left_takes_nothing_away() -> None:
    queued = asked("03")[0]
    facts = flat(asked("02"), said("02", Outcome.DONE), queued)
    assert days_of(*facts, now="2026-03-04 18:00") == [0.051922] * 3


def test_the_score_of_a_plan_that_was_removed_ends_with_its_last_day() -> None:
    facts: list[Fact] = [Consented(at=at("2026-03-02 08:00"), how="by text", source="x")]
    facts += flat(asked("02", who="gone"), said("02", Outcome.DONE, who="gone"))
    [found] = look_back(week(*facts, plans=()), MONDAY, at("2026-03-08 18:00")).strengths
    assert [day for day, _ in found.days] == [date(2026, 3, 2)]


def test_a_score_never_falls_on_a_day_with_a_done() -> None:
    done = [CheckedIn(at=at("2026-03-02 09:00") + timedelta(days=ahead), plan="three-breaths",
                      day=MONDAY + timedelta(days=ahead), outcome=Outcome.DONE, source=str(ahead))
            for ahead in range(0, 28, 2)]  # fmt: skip
    book = week(*done)
    [found] = look_back(book, MONDAY + timedelta(weeks=4), at("2026-03-30 18:00")).strengths
    values = dict(found.days)
    assert all(values[each.day] >= values.get(each.day - timedelta(days=1), 0) for each in done)


def test_what_was_never_done_has_no_strength_to_show() -> None:
    assert look_back(week(*flat(asked("02"), asked("03"))), MONDAY, at("2026-03-08 18:00")).strengths == ()
