"""The library on the command line: what there is, everything about a plan, the book, and help for authors."""

import json
from pathlib import Path

from nudges.library import load
from tests.cli.conftest import Refused, Run


def test_the_plans_are_listed_and_mapped_by_technique(run: Run) -> None:
    assert {plan["id"] for plan in json.loads(run("library", "--json").stdout)} == set(load().plans)
    assert max(map(len, run("library").stdout.splitlines())) <= 80
    found = json.loads(run("library", "--by-technique", "--json").stdout)
    assert found["mindfulness"] == ["three-breaths"]
    assert all(found.values())
    assert "respiraciones" in run("library", "--language", "es").stdout


def test_everything_about_a_plan_is_on_one_screen(run: Run) -> None:
    said = run("library", "show", "one-small-no").stdout
    for sign in ("evidence", "limit", "rests after", "safety es", "first ", "discreet", "step ease", "en:", "es:"):
        assert sign in said
    data = json.loads(run("library", "show", "one-small-no", "--json").stdout)
    assert len(data["texts"]["es"]) == 16


def test_the_book_is_one_page_with_every_text(run: Run, tmp_path: Path) -> None:
    run("library", "book", "--html", "--out", str(tmp_path / "book.html"))
    page = (tmp_path / "book.html").read_text("utf-8")
    assert page.count("<article") == 38
    assert "http" not in page.split("<main>")[0]
    assert "<script" not in page
    assert "not reviewed yet" in page
    assert len(json.loads(run("library", "book", "--json").stdout)["plans"]) == 34


def test_the_shipped_library_has_nothing_wrong(run: Run) -> None:
    assert "34 plans, 4 courses" in run("library", "check").stderr
    assert json.loads(run("library", "check", "--json").stdout)["problems"] == []


def test_a_new_plan_is_begun_and_its_gaps_are_named(run: Run, refused: Refused, tmp_path: Path) -> None:
    args = ("--title", "Warm feet", "--title-es", "Pies tibios", "--action", "Socks.", "--action-es", "Medias.")
    run("library", "new", "--into", str(tmp_path), *args, "--when", "daily at 19:00")
    path = tmp_path / "schedules" / "warm-feet.yaml"
    said = refused("library", "lint", str(path))
    assert "[prompt] has 0 texts; write 3" in said
    assert "es/warm-feet.txt" in said
    assert "is there already" in refused("library", "new", "--into", str(tmp_path), *args, "--when", "daily at 19:00")
    assert "add --title" in refused("library", "new")


def test_a_file_that_is_right_is_said_to_be(run: Run) -> None:
    assert "nothing is wrong" in run("library", "lint", "schedules/three-breaths.yaml").stderr


def test_what_cannot_be_is_one_sentence(refused: Refused, tmp_path: Path) -> None:
    assert "try three-breaths" in refused("library", "show", "three-breath")
    assert "--html makes a page" in refused("library", "book")
    assert "holds no folder 'schedules'" in refused("library", "check", str(tmp_path))
    assert "this file is missing" in refused("library", "lint", str(tmp_path / "nothing.yaml"))


def test_an_editor_gets_the_schema(run: Run) -> None:
    assert json.loads(run("library", "schema").stdout)["title"] == "PlanFile"
