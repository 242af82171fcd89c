"""Does `nudges next` tell a calendar program what comes, and a reader which plans share a text?"""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from icalendar import Calendar

from tests.cli.conftest import Run


@pytest.fixture
def planned(ana: Run) -> Run:
    ana("plan", "add", "ana", "three-breaths")
    return ana


def test_the_command_prints_the_calendar_as_it_is(planned: Run) -> None:
    content = planned("next", "ana", "--ics", "--days", "14").stdout_bytes
    found = list(Calendar.from_ical(content).walk("VEVENT"))
    assert len(found) >= 6
    assert content.count(b"\r\n") == content.count(b"\n")
    starts = [event.decoded("dtstart") for event in found]
    assert all(isinstance(start, datetime) and start.tzinfo is not None for start in starts)
    assert all(a < b for a, b in pairwise(starts))
    assert starts[-1] < datetime.now(UTC) + timedelta(days=14)
    assert b"Three breaths" in planned("next", "ana", "--ics", "--names").stdout_bytes


def test_the_command_tells_the_link(planned: Run) -> None:
    link = planned("next", "ana", "--ics-link").stdout.strip()
    assert re.fullmatch(r"http://127\.0\.0\.1:8765/calendar/[\w.%-]+\.ics", link)
    assert planned("next", "ana", "--ics-link", "--names").stdout.strip() != link


def test_the_link_begins_with_the_address_that_people_know(planned: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUDGES_PORT", "0")
    said = planned("next", "ana", "--ics-link", fails=2)
    assert "nobody can know the address while the port is 0; set NUDGES_PORT or NUDGES_PUBLIC_URL" in said.stderr
    monkeypatch.setenv("NUDGES_PUBLIC_URL", "https://nudges.example.org/")
    assert planned("next", "ana", "--ics-link").stdout.startswith("https://nudges.example.org/calendar/")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--ics",), "--ics is for one person; name them, such as nudges next ana --ics"),
        (("--ics-link",), "--ics-link is for one person"),
        (("ana", "--ics", "--json"), "--ics and --json do not go together"),
        (("ana", "--ics-link", "--json"), "--ics-link and --json do not go together"),
        (("ana", "--ics", "--ics-link"), "--ics and --ics-link do not go together"),
        (("ana", "--names"), "--names says what a calendar shows; add --ics or --ics-link"),
    ],
)
def test_what_does_not_go_together_is_told(
    planned: Run, refused: Callable[..., str], words: tuple[str, ...], told: str
) -> None:
    assert told in refused("next", *words)


def test_what_comes_next_has_one_line_for_a_text_that_several_plans_share(ana: Run) -> None:
    for plan_id in ("three-breaths", "one-kind-thing"):
        ana("plan", "add", "ana", plan_id, "--when", "daily at 8:30")
    coming = json.loads(ana("next", "ana", "--json", "--days", "4").stdout)["coming"]
    nudges = [each for each in coming if each["kind"] == "nudge" and not each["held"]]
    assert len({each["at"] for each in nudges}) == len(nudges) >= 3
    assert all(sorted([each["plan"], *each["joined"]]) == ["one-kind-thing", "three-breaths"] for each in nudges)
    said = ana("next", "ana", "--days", "2").stdout
    assert " + " in said
