"""Weeks written by hand, with what is said of each: in the terminal, as data, on the page, and counted once more."""

import html
import io
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from rich.console import Console, Group

from nudges.cli.output import encoded
from nudges.cli.report_data import as_data
from nudges.cli.report_told import told
from nudges.cli.week import show_week, worded
from nudges.core.look_back import look_back
from nudges.core.looked import LookBack
from nudges.core.report import monday_of, parse_week
from nudges.library import load
from nudges.service import Service
from nudges.store.memory import MemoryStore
from nudges.web.pages import Pages
from nudges.web.reports import report_page
from tests.golden_weeks import slow
from tests.golden_weeks.reading import NAMES, Golden, read
from tests.samples import service

golden = pytest.mark.parametrize("name", NAMES)


def looked(found: Golden) -> LookBack:
    return look_back(found.book, parse_week(found.week), found.now)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_there_are_twenty_weeks_at_least() -> None:
    assert len(NAMES) >= 20


@golden
def test_the_terminal_says_what_was_written_by_hand(name: str) -> None:
    found = read(name)
    look = looked(found)
    out = io.StringIO()
    week = show_week(found.book, look.report, worded(found.book, look.report, load().words, found.now), found.now)
    Console(file=out, width=200, markup=False, emoji=False, no_color=True).print(
        Group(week, *told(look, found.book.person, counted=True))
    )
    said = squeezed(out.getvalue())
    missing = [line for line in found.text if squeezed(line) not in said]
    assert not missing, out.getvalue()


@golden
def test_the_data_holds_what_was_written_by_hand(name: str) -> None:
    found = read(name)
    look = looked(found)
    held = json.loads(encoded(as_data(look))) | dict(_short(look))
    assert {key: _part(held[key], wanted) for key, wanted in found.data.items()} == found.data


@golden
def test_the_page_shows_what_was_written_by_hand(name: str) -> None:
    found = read(name)
    house = _house(found)
    page = bytes(report_page(house, "ana", parse_week(found.week), found.now, Pages()).body).decode()
    seen = squeezed(html.unescape(re.sub(r"<[^>]*>", " ", page)))
    missing = [line for line in found.page if squeezed(line) not in seen and squeezed(line) not in page]
    assert not missing, seen


@golden
def test_a_slow_count_over_the_raw_facts_finds_the_same(name: str) -> None:
    found = read(name)
    look, monday = looked(found), parse_week(found.week)
    counted = slow.counts(found.book, monday, found.now)
    assert {key: getattr(look.report, key) for key in counted} == counted
    heard = slow.rhythm(found.book, monday, found.now)
    assert {key: getattr(look.rhythm, key) for key in heard} == heard
    assert (look.kept.promised, look.kept.on_time) == slow.kept(found.book, monday)
    last = min(monday + timedelta(days=6), slow.own_day(found.book, found.now))
    held = {each.plan: round(each.latest * 100) for each in look.strengths}
    plans = {*held, *(each.id for each in found.book.plans)}
    assert {plan: held.get(plan, 0) for plan in plans} == {
        plan: slow.percent(found.book, plan, last, found.now) for plan in plans
    }


@golden
def test_each_number_of_the_data_by_hand_is_the_slow_one(name: str) -> None:
    found = read(name)
    counted = slow.counts(found.book, parse_week(found.week), found.now)
    by_hand = {key: value for key, value in found.data.items() if key in counted}
    assert by_hand == {key: counted[key] for key in by_hand}
    heard = slow.rhythm(found.book, parse_week(found.week), found.now)
    assert found.data.get("rhythm", heard) == heard


def _house(found: Golden) -> Service:
    store = MemoryStore()
    store.create(found.book, None)
    return service(store)


def _short(look: LookBack) -> Iterator[tuple[str, Any]]:
    """Yield what the files write more shortly than the data is."""
    yield "percent", {each.plan: round(each.latest * 100) for each in look.strengths}
    yield "ratings", {each.plan or "mood": [value for _, value in each.values] for each in look.ratings}
    yield "reasons", [each.text for each in look.reasons]
    yield "others", [[f"{each.due:%Y-%m-%dT%H:%M:%SZ}", each.minutes, each.why] for each in look.kept.others]


def _part(held: object, wanted: object) -> object:
    """Return what is held, as far as it was written by hand."""
    if isinstance(held, dict) and isinstance(wanted, dict):
        return {key: held.get(key) for key in wanted} if wanted else held
    return held


def test_a_week_begins_on_its_monday_whatever_day_is_asked_for() -> None:
    found = read("full")
    assert looked(found) == look_back(found.book, monday_of(date(2026, 3, 8)), found.now)
