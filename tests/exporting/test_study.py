"""What a study gets, and what it never does."""

import re
import shutil
import subprocess
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from nudges.core import facts as f
from nudges.exporting.archive import write_folder
from nudges.exporting.columns import COLUMNS, headings, moments
from nudges.exporting.masks import Mask, scrubbed
from nudges.exporting.person_rows import Span
from nudges.exporting.study import Asked, is_in, study
from tests.exporting.samples import ENDS, SECRET, lived, made_of, rows, somebody
from tests.samples import at

RSCRIPT = shutil.which("Rscript")
FEW = [lived(number) for number in range(5)]


def test_each_nudge_has_a_line_that_says_how_it_went() -> None:
    files = made_of(lived()).files
    nudges = rows(files, "nudges")
    assert [row["outcome"] for row in nudges[:3]] == ["done", "skipped", "partly"]
    first = nudges[0]
    times = [datetime.fromisoformat(first[name]) for name in ("due", "sent", "answered")]
    assert [f"{moment:%a %H:%M}" for moment in times] == ["Tue 08:30", "Tue 08:30", "Tue 08:37"]
    assert (first["state"], first["rating"], first["probability"]) == ("sent", "7", "")
    assert {row["person"] for row in nudges} == {rows(files, "people")[0]["person"]}
    assert {row["plan"] for row in nudges} == {row["plan"] for row in rows(files, "plans")}


def test_nothing_from_before_their_yes_is_in_it() -> None:
    (who,) = rows((files := made_of(lived()).files), "people")
    assert all(row["day"] >= who["first_day"] for row in rows(files, "nudges"))
    assert len(rows(files, "nudges")) == 8  # of the four days after it, and none of the morning before


def test_the_weeks_count_what_the_nudges_say() -> None:
    files = made_of(lived()).files
    for count, outcome in (("done", "done"), ("partly", "partly"), ("skipped", "skipped"), ("no_reply", "no_reply")):
        total = sum(int(row[count]) for row in rows(files, "weeks"))
        assert total == sum(row["outcome"] == outcome for row in rows(files, "nudges")), count


def test_days_are_moved_by_whole_weeks_and_each_person_s_by_others() -> None:
    mask, monday = Mask(SECRET, "sleep"), date(2026, 3, 2)
    moved = [date.fromisoformat(mask.day(somebody(number), monday)) for number in range(9)]
    assert all((monday - day).days % 7 == 0 and day < monday for day in moved)
    assert len(set(moved)) > 5
    there = mask.moment(somebody(), at("2026-03-08 01:30"))
    assert there is not None
    assert there.endswith("T01:30:00")


def test_codes_stay_within_a_project_and_join_no_two_of_them() -> None:
    codes = {
        project: {row["person"] for row in rows(made_of(*FEW, project=project).files, "people")} for project in "ab"
    }
    assert codes["a"] == {row["person"] for row in rows(made_of(*FEW, project="a").files, "people")}
    assert not codes["a"] & codes["b"]
    plans = [{row["plan"] for row in rows(made_of(*FEW, project=project).files, "plans")} for project in "ab"]
    assert not plans[0] & plans[1]
    assert Mask(b"another secret of another place!", "a").person(somebody()) not in codes["a"]


def test_the_same_people_at_the_same_moment_make_the_same_bytes_in_any_order() -> None:
    assert made_of(*FEW).files == made_of(*reversed(FEW)).files


@pytest.mark.parametrize("last", ["no research", "STOP", "please stop texting me"])
def test_who_ended_it_is_not_in_it(last: str) -> None:
    gone = lived(1, last=last)
    assert not is_in(gone)
    assert made_of(lived(), gone).people == 1


def test_who_said_no_or_asked_to_be_erased_is_not_in_it() -> None:
    assert not is_in(lived(yes="no"))
    assert not is_in(lived().add(f.Erasing(at=ENDS, source="in/9")))


def test_who_spoke_of_danger_stays_in_it_and_no_word_or_sign_of_that_does() -> None:
    files = made_of(book := lived(words=True, last="i want to die"), words=True).files
    assert book.history.flags
    everything = b"\n".join(content for name, content in files.items() if name not in ("README.txt", "dictionary.csv"))
    for word in (b"die", b"crisis", b"hard", b"flag", b"safety"):
        assert not re.search(rb"\b" + word + rb"\b", everything), word


def test_words_need_a_yes_of_their_own_and_lose_names_and_numbers() -> None:
    assert rows(made_of(lived(), words=True).files, "words") == []
    assert "words.csv" not in made_of(lived(words=True)).files
    found = {row["text"] for row in rows(made_of(lived(words=True), words=True).files, "words")}
    assert any("Zanzibar" in text for text in found)
    assert not any("Wanda" in text or "555" in text for text in found)


def test_names_numbers_and_addresses_are_taken_out_of_words() -> None:
    text = "QUENTIN0 wrote wanda (415) 555-0177, see https://example.org/x or w@example.org"
    assert scrubbed(text, lived()) == "[name] wrote [name] ([number], see [address] or [address]"


def test_a_ready_plan_that_few_have_is_called_rare_unless_that_was_asked_for() -> None:
    few = made_of(*FEW[:4], small=False)
    assert {row["library"] for row in rows(few.files, "plans")} == {"rare", "own"}
    assert {row["language"] for row in rows(few.files, "people")} == {"rare"}
    assert {row["library"] for row in rows(made_of(*FEW, small=False).files, "plans")} == {"three-breaths", "own"}
    assert "fewer than 5 people have en, three-breaths, and it is named" in made_of(*FEW[:4]).warnings


def test_a_span_holds_only_its_days_and_whole_weeks() -> None:
    span = Span(date(2026, 3, 4), date(2026, 3, 5))
    files = study([lived()], Asked(project="a", span=span), SECRET, ENDS).files
    assert len(rows(files, "nudges")) == 4
    assert rows(files, "weeks") == []
    shift = timedelta(0) - Mask(SECRET, "a").shift(somebody())
    assert {row["day"] for row in rows(files, "nudges")} == {str(span.since + shift), str(span.until + shift)}  # type: ignore[operator]


def test_the_dictionary_has_every_column_of_every_file() -> None:
    files = made_of(lived(words=True), words=True).files
    said = [(row["file"], row["column"]) for row in rows(files, "dictionary")]
    real = [(f"{name}.csv", column) for name in COLUMNS for column in headings(name)]
    assert said == real
    for name in COLUMNS:
        assert files[f"{name}.csv"].decode().splitlines()[0].split(",") == list(headings(name))


@pytest.mark.parametrize("books", [FEW, [lived(yes="yes")], []], ids=["five", "one", "nobody"])
def test_each_file_is_read_by_its_one_line_of_pandas(books: list[object], tmp_path: Path) -> None:
    import pandas as pd

    files = made_of(*books, words=True).files  # type: ignore[arg-type]
    write_folder(tmp_path / "study", files)
    lines = re.findall(r"^(\w+) = (pd\.read_csv\(.+\))$", files["README.txt"].decode(), re.MULTILINE)
    assert [name for name, _ in lines] == list(COLUMNS)
    for name, line in lines:
        frame = eval(line.replace('read_csv("', f'read_csv("{tmp_path}/study/'), {"pd": pd})
        assert list(frame.columns) == list(headings(name))
        assert len(frame) == len(rows(files, name))
        for column in moments(name) if len(frame) else ():
            assert pd.api.types.is_datetime64_any_dtype(frame[column]), (name, column)


@pytest.mark.skipif(RSCRIPT is None, reason="there is no Rscript here, so nothing can run the lines of R")
def test_each_file_is_read_by_its_one_line_of_r(tmp_path: Path) -> None:
    files = made_of(*FEW).files
    write_folder(tmp_path / "study", files)
    lines = re.findall(r"^(\w+) <- read\.csv.+$", files["README.txt"].decode(), re.MULTILINE)
    code = "\n".join(re.findall(r"^\w+ <- read\.csv.+$", files["README.txt"].decode(), re.MULTILINE))
    code += "\n" + "\n".join(f"cat(nrow({name}), '\\n')" for name in lines)
    ran = subprocess.run([str(RSCRIPT), "-e", code], cwd=tmp_path / "study", capture_output=True, text=True, check=True)
    assert ran.stdout.split() == [str(len(rows(files, name))) for name in lines]


def test_there_is_a_line_of_r_for_each_file() -> None:
    files = made_of(lived(words=True), words=True).files
    lines = re.findall(
        r'^(\w+) <- read\.csv\("(\w+)\.csv", na\.strings = ""\)$', files["README.txt"].decode(), re.MULTILINE
    )
    assert lines == [(name, name) for name in COLUMNS]
