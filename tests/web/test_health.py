"""A supervisor and a monitor are told what they ask, and nothing about anyone."""

from datetime import timedelta
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from nudges.web.ready import Ready, late, stuck, unwritable
from tests.samples import MONDAY, minutes
from tests.web.samples import House

HOUR = timedelta(hours=1)


def read(house: House) -> dict[str, float]:
    """Return what a monitor reads, without labels."""
    house.clock.moment += timedelta(seconds=3)
    told = house.web.get("/metrics").text
    return {s.name: s.value for family in text_string_to_metric_families(told) for s in family.samples if not s.labels}


def test_a_process_that_answers_is_up() -> None:
    answer = House().web.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_it_is_ready_when_the_worker_is_at_work() -> None:
    assert House().web.get("/readyz").status_code == 200


def test_it_says_why_it_is_not_ready() -> None:
    answer = House(not_ready=lambda: "the worker has not looked for 9 s").web.get("/readyz")
    assert (answer.status_code, answer.text) == (503, "the worker has not looked for 9 s\n")


def test_a_worker_that_does_not_look_is_stuck() -> None:
    assert stuck(4.9) is None
    assert stuck(9.2) == "the worker has not looked for 9 s"


def test_it_says_that_the_timer_is_late_and_by_how_much() -> None:
    store = House().service.store
    assert late(store, MONDAY + timedelta(seconds=59), (), HOUR) is None
    assert late(store, MONDAY + timedelta(seconds=75), (), HOUR) == (
        "the timer is late: 1 person waits, the longest for 75 s"
    )


def test_what_came_due_while_nothing_ran_is_late_only_from_then_on() -> None:
    store, now = House().service.store, MONDAY + HOUR
    assert late(store, now, (), timedelta(seconds=20)) is None
    assert late(store, now, (), timedelta(seconds=80)) == "the timer is late: 1 person waits, the longest for 80 s"


def test_whoever_is_left_alone_after_an_error_of_theirs_makes_nobody_else_wait() -> None:
    assert late(House().service.store, MONDAY + HOUR, {"ana"}, HOUR) is None


def test_it_says_that_the_store_cannot_be_written(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    assert unwritable(home) == ""
    assert list(home.iterdir()) == []
    home.rmdir()
    house = House()
    ready = Ready(house.service.store, house.clock, lambda: 7.0, home=home)
    assert ready.why() == ("the worker has not looked for 7 s; the store cannot be written (no such file or directory)")


def test_it_counts_who_is_there_and_what_waits() -> None:
    house = House()
    house.clock.moment += minutes(2)
    found = read(house)
    assert [found[f"nudges_{name}"] for name in ("people", "people_due", "queued", "ready")] == [1, 1, 1, 1]
    assert found["nudges_oldest_waiting_seconds"] == 123


def test_nothing_waits_once_it_left() -> None:
    house = House()
    house.service.attend("ana", house.clock.now())
    found = read(house)
    assert (found["nudges_queued"], found["nudges_oldest_waiting_seconds"]) == (0, 0)
