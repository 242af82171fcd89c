"""People who said yes to a study, or did not, with a few days behind them."""

import csv
import io
from datetime import datetime

from nudges.core.book import Book
from nudges.core.inbound import Inbound
from nudges.core.research import ask_research
from nudges.core.values import Contact, Person, Plan
from nudges.exporting.archive import Files
from nudges.exporting.study import Asked, Study, study
from nudges.library import load
from nudges.service import Service
from tests.samples import at, minutes, person, plan, service

SECRET = b"a secret for tests, long enough!"
WORDS = load().words
BEGINS = at("2026-03-02 07:00")
ENDS = at("2026-03-10 12:00")
PLANS = (
    plan(since=BEGINS),
    Plan(id="wanda-walk", title="Walk with Wanda", cue="After lunch", when="daily at 13:00", since=BEGINS),
)
DAYS = (
    ("2026-03-03", "done 7/10 felt like Zanzibar", "skip"),
    ("2026-03-04", "half of it", None),
    ("2026-03-05", None, "done"),
    ("2026-03-06", "done", "called Wanda at 415 555 0177, done"),
)


def somebody(number: int = 0) -> Person:
    """Return one of several people."""
    return person(
        id=f"person-{number}",
        phone=f"+1415555010{number}",
        name=f"Quentin{number}",
        contacts=(Contact(name="Wanda", phone="+14155550177"),),
        cap=3,
        since=BEGINS,
    )


def said(made: Service, who: Person, text: str, now: datetime) -> None:
    """Let somebody write, and be answered."""
    made.receive(Inbound(id=f"in/{who.id}/{now.timestamp()}", phone=who.phone, text=text), now)
    made.attend(who.id, now)


def ask(made: Service, who: Person, now: datetime, *, words: bool = False) -> None:
    """Ask somebody about the study; the text leaves."""
    facts = ask_research(made.whole(who.id), made.words, "Nudges", now, words_too=words)
    made.edit(who.id, lambda book: book.add(*facts), now)
    made.attend(who.id, now)


def lived(number: int = 0, *, yes: str = "yes", words: bool = False, last: str | None = None) -> Book:
    """Return a book of some days; it says yes on the first of them, and `last` on the last."""
    made, who = service(), somebody(number)
    made.enrol(who, PLANS, BEGINS, "on paper")
    for clock in ("08:30", "13:00"):
        made.attend(who.id, at(f"2026-03-02 {clock}"))
    ask(made, who, at("2026-03-02 15:00"))
    said(made, who, yes, at("2026-03-02 15:01"))
    if words:
        ask(made, who, at("2026-03-02 15:02"), words=True)
        said(made, who, "Y", at("2026-03-02 15:03"))
    for day, morning, noon in DAYS:
        for clock, text in (("08:30", morning), ("13:00", noon)):
            made.attend(who.id, at(f"{day} {clock}"))
            if text is not None:
                said(made, who, text, at(f"{day} {clock}") + minutes(7))
    if last is not None:
        said(made, who, last, at("2026-03-09 10:00"))
    return made.whole(who.id)


def made_of(*books: Book, project: str = "sleep", words: bool = False, small: bool = True) -> Study:
    """Return the study over some people."""
    return study(books, Asked(project=project, words=words, small_groups_ok=small), SECRET, ENDS)


def rows(files: Files, name: str) -> list[dict[str, str]]:
    """Return a table as it is read."""
    return list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode())))
