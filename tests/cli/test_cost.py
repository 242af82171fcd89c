"""Does the cost say what left, for whom, and what it comes to?"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from nudges.cli.cost import count, one_person
from nudges.cli.spending import Spending, Spent
from nudges.core.book import Book
from nudges.core.facts import Accepted, Failed, Queued, Rejected, Replied
from nudges.core.words import Intent, Kind, Language, Why
from nudges.gateways.lane import State
from tests.cli.conftest import Run
from tests.cli.operator import Operator, operating
from tests.samples import book, person

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
UTC_ZONE = ZoneInfo("UTC")
NOTHING = Spending(day=Spent(segments=0, most=None), month=Spent(segments=0, most=None))


@pytest.fixture
def operator(tmp_path: Path) -> Iterator[Operator]:
    with operating(tmp_path) as made:
        yield made


def left(name: str, at: datetime, segments: int = 1) -> tuple[Queued, Accepted]:
    """Return a text that left."""
    queued = Queued(at=at, id=name, kind=Kind.NUDGE, text="x", due=at, expires=at + timedelta(hours=1))
    return queued, Accepted(at=at, id=name, provider_id="SM" + name, segments=segments)


def daily(days: int, segments: int = 1) -> Book:
    """Return the book of someone to whom a text left on each of the last days."""
    texts = [left(str(n), NOW - timedelta(days=n, hours=1), segments) for n in range(days)]
    return book(*(fact for text in texts for fact in text))


def test_a_month_counts_what_left_in_it_by_the_clock_of_the_budgets() -> None:
    midnight = datetime(2026, 11, 1, 3, tzinfo=UTC)  # in Los Angeles it is October still
    books = [book(*left("a", midnight, 2), *left("b", NOW, 3))]
    assert count(books, "2026-11", 0.01, UTC_ZONE, NOTHING).segments == 5
    assert count(books, "2026-11", 0.01, ZoneInfo("America/Los_Angeles"), NOTHING).segments == 3
    assert count(books, "2026-10", 0.01, ZoneInfo("America/Los_Angeles"), NOTHING).money == 0.02


def test_what_left_and_did_not_arrive_costs_and_what_was_refused_does_not() -> None:
    failed = Failed(at=NOW, id="a", detail="off", why=Why.RECIPIENT, code=30003)
    refused, _ = left("b", NOW)
    books = [book(*left("a", NOW), failed, refused, Rejected(at=NOW, id="b", detail="no"))]
    found = count(books, "2026-11", 0.0125, UTC_ZONE, NOTHING)
    assert (found.texts, found.segments, found.money) == (1, 1, 0.0125)


def test_each_person_has_a_line_with_what_they_wrote() -> None:
    reply = Replied(at=NOW, id="SM1", text="done", intent=Intent.DONE, language=Language.EN)
    bo = msgspec.structs.replace(person(), id="bo")
    found = count([book(*left("a", NOW), reply), book(*left("a", NOW, 4), who=bo)], "2026-11", 0.5, UTC_ZONE, NOTHING)
    assert [(each.person, each.segments, each.money, each.replies) for each in found.people] == [
        ("ana", 1, 0.5, 1), ("bo", 4, 2.0, 0),
    ]  # fmt: skip
    assert (found.segments, found.money, found.replies) == (5, 2.5, 1)


def test_one_person_costs_what_they_cost_of_late() -> None:
    one = one_person([daily(60)], 0.01, NOW)
    assert one == pytest.approx(0.30, abs=0.011)
    assert one_person([daily(60), daily(60, segments=3)], 0.01, NOW) == pytest.approx(2 * (one or 0), abs=0.02)


def test_someone_who_began_lately_counts_for_the_days_they_had() -> None:
    assert one_person([daily(10)], 0.01, NOW) == pytest.approx(0.30, abs=0.04)


def test_of_a_few_days_nothing_is_made() -> None:
    assert one_person([daily(3)], 0.01, NOW) is None
    assert one_person([], 0.01, NOW) is None
    assert one_person([book()], 0.01, NOW) is None


def test_it_shows_the_month_and_the_budgets(operator: Operator) -> None:
    now = datetime.now(UTC)
    operator.happened(*left("a", now, 2))
    operator.lane(State(day=f"{now:%Y-%m-%d}", spent_day=2, month=f"{now:%Y-%m}", spent_month=40))
    found = json.loads(operator.run("cost", "--json").stdout)
    assert (found["month"], found["segments"], found["money"]) == (f"{now:%Y-%m}", 2, 0.025)
    assert found["spent"]["month"] == {"segments": 40, "most": 1000}
    assert found["one_person"] is None
    shown = operator.run("cost").stdout
    assert "40 segments (0.50), of 1000" in shown
    assert "2 segments (0.03), no limit" in shown
    assert "too early to say" in shown


def test_what_was_spent_yesterday_is_not_spent_today(operator: Operator) -> None:
    operator.lane(State(day="2026-01-01", spent_day=9, month="2026-01", spent_month=9))
    found = json.loads(operator.run("cost", "--json").stdout)
    assert (found["spent"]["day"]["segments"], found["spent"]["month"]["segments"]) == (0, 0)


def test_a_budget_in_money_is_shown_in_segments(operator: Operator) -> None:
    operator.env |= {"NUDGES_BUDGET_DAY": "1", "NUDGES_PRICE": "0.01"}
    assert json.loads(operator.run("cost", "--json").stdout)["spent"]["day"]["most"] == 100


def test_a_past_month_is_read_from_the_past(operator: Operator) -> None:
    operator.happened(*left("a", datetime(2026, 1, 15, tzinfo=UTC), 7))
    assert json.loads(operator.run("cost", "--month", "2026-01", "--json").stdout)["segments"] == 7


def test_with_the_phone_in_the_browser_it_says_that_nothing_is_spent(ana: Run) -> None:
    assert "cost nothing" in ana("cost").stdout


@pytest.mark.parametrize("month", ["november", "2026-13", "2026-1", ""])
def test_what_is_no_month_cannot_be_counted(ana: Run, month: str) -> None:
    assert "write it like 2026-11" in ana("cost", "--month", month or "x", fails=2).stderr
