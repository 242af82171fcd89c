"""Everything that is kept about a person, as files."""

import csv
import io
import json
import stat
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from nudges.core import facts as f
from nudges.core.book import Book, decode_facts
from nudges.core.change import record
from nudges.core.inbound import Inbound
from nudges.core.problem import Problem
from nudges.core.words import Intent, Language
from nudges.exporting.archive import table, write_folder, write_zip, zipped
from nudges.library import load
from nudges.library.person_file import as_book, read_person_file
from nudges.service import Service
from nudges.web.bundle import bundle
from tests.samples import ANA, MONDAY, at, minutes, person, plan, service

SAID = "done! =HYPERLINK <b>felt</b> 7/10 😀"
ENDS = at("2026-03-20 12:00")


def lived(language: Language = Language.EN) -> Service:
    """Return where Ana is, with two weeks behind her."""
    made = service()
    made.enrol(person(language=language, report_words=True), (plan(),), MONDAY, "on paper")
    for day in range(2, 16):
        now = at(f"2026-03-{day:02} 08:30")
        made.attend("ana", now)
        if day % 3:
            made.receive(
                Inbound(id=f"in/{day}", phone=ANA.phone, text="done! =HYPERLINK <b>felt</b> 7/10 😀"), now + minutes(5)
            )
            made.attend("ana", now + minutes(5))
        made.attend("ana", at(f"2026-03-{day:02} 18:00"))
    return made


def files(made: Service | None = None, now: datetime = ENDS, *, pictures: bool = False) -> dict[str, bytes]:
    made = made or lived()
    return dict(bundle(made, made.whole("ana"), now, pictures=pictures))


def test_it_holds_settings_what_happened_and_each_week() -> None:
    assert list(files()) == [
        "README.txt",
        "person.yaml",
        "facts.jsonl",
        "facts.csv",
        "reports/2026-W10.txt",
        "reports/2026-W10.html",
        "reports/2026-W11.txt",
        "reports/2026-W11.html",
        "manifest.json",
    ]


def test_the_settings_are_read_back_as_the_same_person() -> None:
    file = read_person_file(files()["person.yaml"].decode(), "person.yaml")
    after = as_book(file, None, load().plans, ENDS)
    assert after.person == person(report_words=True, since=ENDS)
    assert [(each.id, each.when, each.goal) for each in after.plans] == [("three-breaths", "weekdays at 8:30", 5)]


def test_the_lines_are_read_back_as_all_that_happened_and_the_table_has_as_many() -> None:
    made = lived()
    found = files(made)
    facts = decode_facts([json.loads(line) for line in found["facts.jsonl"].splitlines()])
    assert {fact.key: fact for fact in facts} == {fact.key: fact for fact in made.whole("ana").facts}
    assert [fact.at for fact in facts] == sorted(fact.at for fact in facts)
    rows = list(csv.DictReader(io.StringIO(found["facts.csv"].decode())))
    assert [row["kind"] for row in rows] == [json.loads(line)["fact"] for line in found["facts.jsonl"].splitlines()]
    assert any(row["text"].startswith("done! =HYPERLINK") for row in rows)


def test_no_cell_is_a_formula_for_a_program_for_tables() -> None:
    assert (
        table(("a",), [("=1+1",), ("@x",), ("-1",), ("+1",), (-1,), ("a=1",)]) == b"a\n'=1+1\n'@x\n'-1\n'+1\n-1\na=1\n"
    )


def test_the_text_of_a_week_is_the_one_that_was_sent() -> None:
    made = lived()
    sent = made.whole("ana").history.messages["report/2026-W10"].queued.text
    assert files(made)["reports/2026-W10.txt"].decode() == f"{sent}\n"
    assert b"<b>felt" not in files(made)["reports/2026-W10.html"]


@pytest.mark.parametrize(
    ("language", "words"), [(Language.EN, "What is kept about you"), (Language.ES, "Lo que se guarda de ti")]
)
def test_what_the_files_are_is_told_in_their_language(language: Language, words: str) -> None:
    said = files(lived(language))["README.txt"].decode()
    assert said.startswith(words)
    assert "2026-03-20" in said
    assert all(name in said for name in ("person.yaml", "facts.jsonl", "facts.csv", "reports", "manifest.json"))


def test_the_manifest_knows_every_other_file() -> None:
    found = files()
    said = json.loads(found.pop("manifest.json"))["files"]
    assert said == {name: {"bytes": len(file), "sha256": sha256(file).hexdigest()} for name, file in found.items()}


def test_the_same_book_at_the_same_moment_has_the_same_bytes() -> None:
    assert zipped(files()) == zipped(files())


def test_pictures_come_only_when_asked_for() -> None:
    pictures = {name: file for name, file in files(pictures=True).items() if name.endswith(".png")}
    assert list(pictures) == ["reports/2026-W10.png", "reports/2026-W11.png"]
    assert all(file.startswith(b"\x89PNG") for file in pictures.values())


def test_the_words_of_a_text_about_danger_are_in_no_file() -> None:
    made = lived()
    made.receive(Inbound(id="in/d", phone=ANA.phone, text="i want to die zanzibar"), ENDS)
    assert not [name for name, file in files(made, ENDS + timedelta(hours=1)).items() if b"zanzibar" in file]


def test_words_that_were_taken_back_are_in_no_file() -> None:
    book = Book(ANA, (plan(),)).add(f.Consented(at=MONDAY, how="paper"))
    note = f.Replied(at=MONDAY, id="n", text="zanzibar", intent=Intent.NOTE, language=Language.EN)
    book = record(book.add(note), [f.Undone(at=MONDAY, taken_back=note.key, source="u")], {})
    made = service()
    made.store.create(book, None)
    assert not [name for name, file in files(made).items() if b"zanzibar" in file]


def test_an_archive_and_a_folder_open_for_their_owner_only(tmp_path: Path) -> None:
    write_zip(tmp_path / "a.zip", files())
    write_folder(tmp_path / "folder", {"a.csv": b"1"})
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a.zip", "folder", "folder/a.csv")]
    assert modes == [0o600, 0o700, 0o600]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "folder"]


def test_what_stood_there_stays_where_it_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    for path, why in ((tmp_path / "full", "is not empty"), (tmp_path / "none" / "a", "there is no folder")):
        with pytest.raises(Problem, match=why):
            write_folder(path, {"a.csv": b"1"})
    with pytest.raises(Problem, match="is a folder"):
        write_zip(tmp_path / "full", {"a.csv": b"1"})
    assert [path.name for path in tmp_path.rglob("*")] == ["full", "mine.txt"]
