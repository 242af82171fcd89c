"""A supervisor and a monitor are told what they ask, and nothing about anyone."""

from tests.samples import minutes
from tests.web.samples import House


def test_a_process_that_answers_is_up() -> None:
    answer = House().web.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_it_is_ready_when_the_worker_is_at_work() -> None:
    assert House().web.get("/readyz").status_code == 200


def test_it_says_why_it_is_not_ready() -> None:
    answer = House(not_ready=lambda: "the worker has not looked for 9 s").web.get("/readyz")
    assert (answer.status_code, answer.text) == (503, "the worker has not looked for 9 s\n")


def test_it_counts_who_is_there_and_what_waits() -> None:
    house = House()
    house.clock.moment += minutes(2)
    told = house.web.get("/metrics").text
    for line in ("nudges_people 1", "nudges_people_due 1", "nudges_queued 1", "nudges_oldest_waiting_seconds 120.0"):
        assert f"\n{line}\n" in told
    assert "ana" not in told


def test_nothing_waits_once_it_left() -> None:
    house = House()
    house.service.attend("ana", house.clock.now())
    told = house.web.get("/metrics").text
    assert "\nnudges_queued 0\n" in told
    assert "\nnudges_oldest_waiting_seconds 0.0\n" in told
