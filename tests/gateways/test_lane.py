"""The way out as a whole: a rate, a budget, and a breaker, told once and kept over a restart."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from nudges.core.words import Kind
from nudges.gateways.lane import TRIES, Budget, Lane
from tests.samples import MONDAY

SECOND = timedelta(seconds=1)


class Heard(list[tuple[str, str]]):
    def __call__(self, kind: str, sentence: str) -> None:
        self.append((kind, sentence))


def opens(lane: Lane, name: str, now: datetime, segments: int = 1, kind: Kind = Kind.NUDGE) -> datetime:
    return lane.opens(name, kind, segments, now)


def test_texts_of_one_minute_are_spread_and_each_keeps_its_place() -> None:
    lane = Lane(rate=2)
    first, second, third = (opens(lane, name, MONDAY, segments) for name, segments in (("a", 1), ("b", 2), ("c", 1)))
    assert [first, second, third] == [MONDAY, MONDAY + SECOND / 2, MONDAY + 1.5 * SECOND]
    assert opens(lane, "b", MONDAY + 5 * SECOND, 2) == second
    assert opens(lane, "d", MONDAY + 60 * SECOND) == MONDAY + 60 * SECOND


def test_an_answer_to_danger_waits_in_no_line() -> None:
    lane = Lane(rate=1, budget=Budget(day=0))
    for name in "abc":
        opens(lane, name, MONDAY)
    assert opens(lane, "help", MONDAY, kind=Kind.SAFETY) == MONDAY


def test_what_is_broken_is_told_once_tried_again_by_one_and_longer_each_time() -> None:
    told = Heard()
    lane = Lane(tell=told)
    assert lane.breaks("The number is not registered.", 30034, MONDAY) == MONDAY + TRIES[0]
    assert opens(lane, "a", MONDAY) == MONDAY + TRIES[0]
    later = MONDAY + TRIES[0]
    assert opens(lane, "a", later) == later
    assert opens(lane, "b", later) > later
    assert lane.breaks("The number is not registered.", 30034, later) == later + TRIES[1]
    assert told == [("broken", "The number is not registered.")]
    again = later + TRIES[1]
    assert opens(lane, "a", again) == again
    lane.taken("a", 1, again)
    assert told[-1] == ("mended", "Texts leave again.")
    assert opens(lane, "b", again) == again


def test_what_is_broken_and_what_was_spent_outlive_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "lane.json"
    lane = Lane(path, budget=Budget(day=3))
    lane.taken("a", 3, MONDAY)
    lane.breaks("No funds.", 30002, MONDAY)
    again = Lane(path, budget=Budget(day=3))
    assert opens(again, "b", MONDAY) == MONDAY + TRIES[0]
    assert again.state == lane.state
    assert path.stat().st_mode & 0o077 == 0, "only its owner may look into it"
    path.write_bytes(b"{half")
    assert opens(Lane(path), "b", MONDAY) == MONDAY


def test_a_budget_is_warned_of_and_ends_and_begins_anew_with_the_day() -> None:
    told = Heard()
    zone = ZoneInfo("America/Los_Angeles")
    lane = Lane(budget=Budget(day=10, zone=zone), tell=told)
    for place in range(10):
        assert opens(lane, str(place), MONDAY) == MONDAY
        lane.taken(str(place), 1, MONDAY)
    assert [sentence for kind, sentence in told if kind == "budget"] == [
        "8 of 10 segments are spent today.",
        "All 10 segments of the budget are spent today; only answers to danger leave.",
    ]
    midnight = datetime(2026, 3, 3, tzinfo=zone)
    assert opens(lane, "more", MONDAY) == midnight
    assert opens(lane, "more", midnight) == midnight


def test_a_month_and_money_are_budgets_too() -> None:
    budget = Budget.of((None, 5), (None, 0.5), 0.25, ZoneInfo("UTC"))
    assert (budget.day, budget.month) == (None, 2)
    lane = Lane(budget=budget)
    lane.taken("a", 2, MONDAY)
    assert opens(lane, "b", MONDAY) == datetime(2026, 4, 1, tzinfo=ZoneInfo("UTC"))
    assert Budget.of((None, None), (1.0, None), 0.0, ZoneInfo("UTC")).day is None


def test_two_processes_that_send_by_one_file_count_together(tmp_path: Path) -> None:
    budget = Budget(day=10)
    lanes = [Lane(tmp_path / "lane.json", budget=budget) for _ in range(2)]
    for number in range(5):
        for lane in lanes:
            lane.taken(f"nudge/{number}", 1, MONDAY)
    assert [lane.opens("nudge/more", Kind.NUDGE, 1, MONDAY) > MONDAY for lane in lanes] == [True, True]
    assert lanes[0].state.spent_day == 10
    lanes[1].breaks("a wrong password", 20003, MONDAY)
    assert lanes[0].opens("nudge/other", Kind.SAFETY, 1, MONDAY) > MONDAY


def test_what_a_budget_has_left_is_let_go_once_until_it_is_known_what_became_of_it() -> None:
    lane = Lane(budget=Budget(day=2))
    lane.all_taken([("a", 1)], MONDAY)
    assert opens(lane, "b", MONDAY) == MONDAY
    assert opens(lane, "b", MONDAY) == MONDAY
    assert opens(lane, "c", MONDAY) == MONDAY + 60 * SECOND
    assert opens(lane, "c", MONDAY + 61 * SECOND) == MONDAY + 61 * SECOND


def test_texts_that_left_together_are_counted_at_once(tmp_path: Path) -> None:
    lane, told = Lane(tmp_path / "lane.json", budget=Budget(day=4), tell=(heard := Heard())), 0
    lane.all_taken([(str(number), 1) for number in range(4)], MONDAY)
    assert (lane.state.spent_day, len(heard), told) == (4, 2, 0)
