"""Whether somebody's own words stand in their report, on the command line and in their file."""

import json
from collections.abc import Callable

from nudges.core.book import Book
from tests.cli.conftest import Run


def test_own_words_come_into_the_report_when_that_is_said_and_go_again(ana: Run, book: Callable[[], Book]) -> None:
    assert not book().person.report_words
    assert ana("person", "set", "ana", "--report-words", "yes").stdout.startswith("report_words: no -> yes\n")
    assert book().person.report_words
    shown = json.loads(ana("person", "set", "ana", "--report-words", "no", "--json").stdout)
    assert [change["after"] for change in shown["changes"]] == ["no"]
    assert not book().person.report_words


def test_a_file_says_it_too(ana: Run, book: Callable[[], Book]) -> None:
    file = ana("export", "ana").stdout
    assert "report_words: no" in file
    ana("apply", "-", given=file.replace("report_words: no", "report_words: yes"))
    assert book().person.report_words


def test_what_is_neither_yes_nor_no_is_refused(refused: Callable[..., str], ana: Run) -> None:
    assert ana is not None
    assert "maybe" in refused("person", "set", "ana", "--report-words", "maybe")
