"""What will not come as someone may expect is said, and nothing else is."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nudges.core.book import Book
from nudges.core.cautions import cautions, has_holidays, new_cautions
from nudges.core.facts import Consented, Dropped
from nudges.core.forecast import forecast
from nudges.core.values import Hours, Person, Plan, Quiet, Span
from nudges.core.words import Held, Reason
from nudges.library import load
from tests.samples import MONDAY, person, plan

WORDS = load().words
USUAL = person(cap=10, report_day=2)
CLOSED_SUNDAY = Hours(others=((6, None),))
LONG_SATURDAY = Hours(others=((5, Span(opens=time(10), closes=time(23))),))
NIGHTS = Hours(opens=time(22), closes=time(6))


def said(made: Plan, who: Person = USUAL, *others: Plan, now: datetime = MONDAY) -> list[str]:
    return list(cautions(Book(who, (made, *others)), now))


@pytest.mark.parametrize(
    ("when", "changes", "who", "wanted"),
    [
        ("daily at 8:00", {}, {}, []),
        ("daily at 20:59", {}, {}, []),
        ("weekdays between 18:00 and 21:00", {}, {}, []),
        ("every 3 days at 9:00 until 2027-01-01", {}, {}, []),
        ("after 2 unanswered of walk", {}, {}, ["p waits for 'walk', and ana has no such plan"]),
        ("on event gym.left", {}, {}, []),
        ("daily at 7:00", {}, {}, ["p: 7:00 lies outside the hours 8:00-21:00, so that text will come at 8:00"]),
        (
            "daily at 7:00",
            {"held": Held.DROP},
            {},
            ["p: 7:00 lies outside the hours 8:00-21:00, so that text will not be sent"],
        ),
        (
            "daily at 5:00",
            {"grace": 179},
            {},
            ["p: 5:00 lies outside the hours 8:00-21:00, so that text will not be sent"],
        ),
        (
            "daily at 9:00",
            {},
            {"hours": CLOSED_SUNDAY},
            ["p: on sun 9:00 lies outside the hours 8:00-21:00, sun none, so that text will not be sent"],
        ),
        (
            "daily at 9:00",
            {"grace": 24 * 60},
            {"hours": CLOSED_SUNDAY},
            ["p: on sun 9:00 lies outside the hours 8:00-21:00, sun none, so that text will come at 8:00"],
        ),
        (
            "sun at 9:00",
            {},
            {"hours": CLOSED_SUNDAY},
            ["p: 9:00 lies outside the hours 8:00-21:00, sun none, so that text will not be sent"],
        ),
        (
            "fri and sat at 22:00",
            {},
            {"hours": LONG_SATURDAY},
            ["p: on fri 22:00 lies outside the hours 8:00-21:00, sat 10:00-23:00, so that text will not be sent"],
        ),
        (
            "daily at 9:00",
            {},
            {"hours": LONG_SATURDAY},
            ["p: on sat 9:00 lies outside the hours 8:00-21:00, sat 10:00-23:00, so that text will come at 10:00"],
        ),
        ("daily at 23:00 and 5:59", {}, {"hours": NIGHTS}, []),
        (
            "daily at 21:00",
            {},
            {"hours": NIGHTS},
            ["p: 21:00 lies outside the hours 22:00-6:00, so that text will come at 22:00"],
        ),
        ("once on 2026-01-15 at 9:00", {}, {}, ["p is over: 'once on 2026-01-15 at 9:00' does not come due any more"]),
        ("daily at 9:00 until 2026-03-01", {}, {}, ["p is over: 'daily at 9:00 until 2026-03-01' does not come"]),
        (
            "after done of p2 until 2026-03-01",
            {},
            {},
            [
                "p waits for 'p2', and ana has no such plan",
                "p is over: 'after done of p2 until 2026-03-01' does not come",
            ],
        ),
        (
            "sun at 9:00 from 2026-03-02 until 2026-03-06",
            {},
            {},
            ["p: 'sun at 9:00 from 2026-03-02 until 2026-03-06' n"],
        ),
        ("once on 2027-06-01 at 9:00", {}, {}, []),
        ("once on 2027-06-01 at 22:00", {}, {}, ["p: 22:00 lies outside the hours 8:00-21:00, so that text will not"]),
        (
            "daily at 9:00 not on public holidays",
            {},
            {"country": "*"},
            ["p: which public holidays ana has is not known, so none is left out; nudges person set ana --country"],
        ),
        ("daily at 9:00 not on public holidays", {}, {"country": "MX"}, []),
        (
            "daily at 9:00",
            {"contacts": True},
            {"contacts": ()},
            ["p names people in turn and ana has none yet; nudges contact add ana"],
        ),
    ],
)
def test_each_caution_is_a_sentence(
    when: str, changes: dict[str, object], who: dict[str, object], wanted: list[str]
) -> None:
    found = said(plan(id="p", when=when, **changes), person(cap=10, report_day=2, **who))
    assert [each[: len(start)] for each, start in zip(found, wanted, strict=True)] == wanted


def test_many_times_are_told_as_a_stretch() -> None:
    (found,) = said(plan(id="p", when="daily between 19:00 and 23:00", grace=10))
    assert found.startswith("p: texts from 21:")
    assert found.endswith(" fall outside the hours 8:00-21:00; they will not be sent")


@pytest.mark.parametrize(
    ("cap", "whens", "wanted"),
    [
        (1, ["mon at 9:00", "tue at 9:00"], []),
        (
            1,
            ["mon and thu at 9:00", "daily at 18:00"],
            ["on mon, wed and thu more texts come due than ana may get (1 a"],
        ),
        (2, ["mon and thu at 9:00", "mon at 18:00"], []),
        (1, ["mon at 9:00", "mon at 9:00"], []),
        (1, ["mon at 7:00", "mon at 22:00"], []),
        (
            1,
            ["wed at 9:00"],
            ["on wed more texts come due than ana may get (1 a day, the report among them); those be"],
        ),
        (1, ["the 5th at 9:00", "thu at 18:00"], ["on 2026-03-05 more texts come due than ana may get (1 a day);"]),
        (1, ["daily at 9:00", "daily at 10:00"], ["on mon-sun more texts come due than ana may get (1 a day, the rep"]),
        (1, ["mon at 9:00", "after done of p0"], []),
    ],
)
def test_what_does_not_fit_into_a_day_is_told_by_its_days(cap: int, whens: list[str], wanted: list[str]) -> None:
    plans = [plan(id=f"p{place}", when=when, grace=30) for place, when in enumerate(whens)]
    found = [each for each in said(plans[0], person(cap=cap, report_day=2), *plans[1:]) if each.startswith("on ")]
    assert [each[: len(start)] for each, start in zip(found, wanted, strict=True)] == wanted


def test_a_gap_between_texts_is_no_caution() -> None:
    plans = (plan(id="a", when="daily at 9:00"), plan(id="b", when="daily at 9:10"))
    assert said(*plans[:1], person(cap=5, gap=60, report_day=2), plans[1]) == []


def test_of_one_plan_only_what_it_brings_is_said() -> None:
    early, late = plan(id="early", when="mon at 7:00"), plan(id="late", when="mon at 22:00")
    made = Book(person(cap=10), (early, late))
    assert [each.split(":")[0] for each in cautions(made, MONDAY, late)] == ["late"]
    assert list(new_cautions(made, made, MONDAY)) == []
    assert [each.split(":")[0] for each in new_cautions(made.without_plan("early"), made, MONDAY)] == ["early"]


def test_a_schedule_that_is_due_every_minute_costs_no_more_than_any_other() -> None:
    found = said(plan(id="p", when="cron: * * * * *"), person(cap=1))
    assert any(each.startswith("on ") for each in found)


def test_which_countries_have_public_holidays_is_known() -> None:
    assert [has_holidays(each) for each in ("US", "ES", "*", "XX")] == [True, True, False, False]


hours = st.lists(st.integers(0, 23), min_size=1, max_size=3, unique=True).map(
    lambda found: ", ".join(f"{hour}:00" for hour in sorted(found))
)
weekly = st.sampled_from(["daily", "weekdays", "sat and sun", "mon"])


@settings(deadline=None, max_examples=60)
@given(weekly, hours, st.sampled_from([Hours(), CLOSED_SUNDAY, LONG_SATURDAY, NIGHTS]), st.sampled_from([*Held]))
def test_a_forecast_drops_for_the_hours_what_a_caution_said(days: str, at: str, open_: Hours, held: Held) -> None:
    who = person(cap=10, gap=0, hours=open_, report_day=2)
    made = Book(who, (plan(id="p", when=f"{days} at {at}", held=held, every_time=True, quiet=Quiet(halve_after=28)),))
    agreed = made.add(Consented(at=MONDAY, how="on paper"))
    ahead = forecast(agreed, WORDS, MONDAY, MONDAY + timedelta(days=8))
    dropped = any(isinstance(fact, Dropped) and fact.reason is Reason.HOURS for fact in ahead)
    told = any(" outside the hours" in each and "not be sent" in each for each in cautions(made, MONDAY))
    assert told == dropped


def test_cautions_do_not_depend_on_the_moment_of_the_day() -> None:
    made = plan(id="p", when="daily at 7:00 and 22:00")
    for hour in range(24):
        assert len(said(made, now=datetime(2026, 3, 4, hour, 30, tzinfo=UTC))) == 2
