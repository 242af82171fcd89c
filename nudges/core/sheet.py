"""A sheet for somebody whom the person chose: exactly the lines that they chose, and nothing else."""

from collections.abc import Iterable
from datetime import date, datetime

import msgspec

from nudges.core.book import Book
from nudges.core.disclosed import Disclosure
from nudges.core.facts import Undone
from nudges.core.localtime import day_of
from nudges.core.sheet_lines import Look, SheetLine, read_lines
from nudges.core.sheet_words import LINES
from nudges.core.words import Language


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody sees: for whom it is, the days it is about, and the chosen lines."""

    language: Language
    title: str
    whom: str
    days: str
    made: str
    lines: tuple[SheetLine, ...]
    closing: str


def make_sheet(book: Book, sheet: Disclosure) -> Sheet:
    """Return a sheet as it was when the person agreed to it; what they took back since is gone from it."""
    from nudges.core.look_back import look_back

    shared = sheet.shared
    assert shared is not None
    then, weeks = _as_of(book, shared.at), sheet.proposed.weeks
    today = day_of(book.person, shared.at)
    look = Look(book.person, look_back(_with_words(then), today, shared.at, weeks))
    end = shared.until.astimezone(book.person.clock).date()
    return drawn(look, sheet.proposed.whom, sheet.proposed.lines, today, end)


def preview(book: Book, now: datetime, weeks: int) -> tuple[SheetLine, ...]:
    """Return every line as it would read now."""
    from nudges.core.look_back import look_back

    back = look_back(_with_words(book), day_of(book.person, now), now, weeks)
    return read_lines(Look(book.person, back), LINES)


def drawn(look: Look, whom: str, lines: Iterable[str], day: date, end: date) -> Sheet:
    """Return the sheet of what is looked back on."""
    return Sheet(
        language=look.person.language,
        title=look.say("title"),
        whom=look.say("whom", whom=whom),
        days=look.say("days", since=look.day(look.back.weeks[0].monday), until=f"{look.day(day)} {day.year}"),
        made=look.say("made", day=look.day(day), end=look.day(end)),
        lines=read_lines(look, lines),
        closing=look.say("closing"),
    )


def as_text(sheet: Sheet) -> str:
    """Return a sheet as plain lines."""
    parts = [f"{line.heading}\n" + "\n".join(f"  {each}" for each in line.says) for line in sheet.lines]
    return "\n\n".join([f"{sheet.whom}\n{sheet.days}\n{sheet.made}", *parts, sheet.closing])


def _as_of(book: Book, moment: datetime) -> Book:
    """Return the book of a moment, less what was taken back later: nothing that came since is on the sheet."""
    return Book(book.person, book.plans, tuple(x for x in book.facts if x.at <= moment or isinstance(x, Undone)))


def _with_words(book: Book) -> Book:
    """Return the book of somebody whose words may be read: whether they stand on the sheet is a line of its own."""
    return book.with_person(msgspec.structs.replace(book.person, report_words=True))
