"""Is a report told in every form, and what cannot be told said in one sentence?"""

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
import pytest

from nudges.cli.report_data import COLUMNS
from nudges.core.report import monday_of
from nudges.core.weekly import week_name
from tests.cli.conftest import Refused, Run


def test_the_csv_has_a_row_for_each_plan_and_day_up_to_today(ana: Run) -> None:
    ana("plan", "add", "ana", "three-breaths")
    ana("plan", "add", "ana", "one-kind-thing")
    ana("log", "ana", "three-breaths", "done")
    rows = list(csv.DictReader(io.StringIO(ana("report", "ana", "--format", "csv").stdout)))
    assert tuple(rows[0]) == COLUMNS
    done = [row for row in rows if row["outcome"] == "done"]
    assert [row["plan"] for row in done] == ["three-breaths"]
    assert len(rows) == len({(row["plan"], row["day"]) for row in rows})
    assert max(row["day"] for row in rows) == done[0]["day"]


def test_json_is_the_same_by_either_option(ana: Run) -> None:
    ana("plan", "add", "ana", "three-breaths")
    ana("log", "ana", "three-breaths", "partly")
    one, other = (json.loads(ana("report", "ana", *each).stdout) for each in (("--json",), ("--format", "json")))
    assert one.keys() == other.keys()
    assert one["partly"] == one["report"]["partly"] == 1
    assert one["page"].startswith("http://")


@pytest.mark.parametrize(("form", "begins"), [("png", b"\x89PNG"), ("pdf", b"%PDF"), ("html", b"<!")])
def test_a_file_is_written_for_its_owner_only(ana: Run, tmp_path: Path, form: str, begins: bytes) -> None:
    path = tmp_path / f"week.{form}"
    result = ana("report", "ana", "--format", form, "--out", str(path))
    assert path.read_bytes().lower().startswith(begins.lower())
    assert path.stat().st_mode & 0o777 == 0o600
    assert result.stdout == ""
    assert str(path) in result.stderr.replace("\n", "")


def test_a_picture_goes_through_a_pipe_byte_for_byte(ana: Run) -> None:
    assert ana("report", "ana", "--format", "png").stdout_bytes.startswith(b"\x89PNG")


def test_a_long_view_has_a_row_for_each_week_and_begins_no_sooner_than_they_did(ana: Run) -> None:
    ana("plan", "add", "ana", "three-breaths")
    ana("log", "ana", "three-breaths", "done")
    said = ana("report", "ana", "--since", "2020-01-01").stdout
    assert said.startswith("Ana, 1 week from")
    assert "so far" in said.splitlines()[0]


def test_a_text_can_be_written_to_a_file_too(ana: Run, tmp_path: Path) -> None:
    path = tmp_path / "week.txt"
    ana("report", "ana", "--out", str(path))
    assert path.read_text().startswith("Week 20")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("bob",), "there is no person 'bob'"),
        (("ana", "--week", "2999-W01"), "has not begun yet"),
        (("ana", "--since", "2999-01-01"), "has not come yet"),
        (("ana", "--week", "2026-W01", "--since", "2026-01-01"), "name different weeks"),
        (("ana", "--format", "doc"), "is not one of"),
        (("ana", "--json", "--format", "csv"), "name two forms"),
        (("ana", "--dark"), "--dark is for a picture"),
        (("ana", "--force"), "--force says"),
        (("ana", "--format", "pdf", "--out", "/nowhere/at/all.pdf"), "there is no folder /nowhere/at"),
        (("ana", "--format", "pdf", "--out", "/"), "/ is a folder"),
        (("--since", "2026-01-01"), "name the person first"),
        (("--format", "csv"), "name the person first"),
    ],
)
def test_what_cannot_be_told_is_one_sentence_and_status_2(
    ana: Run, refused: Refused, words: tuple[str, ...], said: str
) -> None:
    problem = refused("report", *words)
    assert said in problem
    assert problem.count("\n") == 0


def test_a_file_that_is_there_stays_unless_it_may_go(ana: Run, refused: Refused, tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("mine")
    assert "is there already" in refused("report", "ana", "--out", str(path))
    assert path.read_text() == "mine"
    ana("report", "ana", "--out", str(path), "--force")
    assert path.read_text() != "mine"


def test_everyone_is_a_line_each_also_as_data(ana: Run) -> None:
    [line] = json.loads(ana("report", "--json").stdout)
    assert line["person"] == "ana"
    assert "ana" in click.unstyle(ana("report").stdout)


def test_the_week_of_a_report_may_be_any_that_has_begun(ana: Run) -> None:
    last = week_name(monday_of(datetime.now(UTC).date()) - timedelta(weeks=1))
    assert ana("report", "ana", "--week", last).stdout.startswith(f"Week {last}")
