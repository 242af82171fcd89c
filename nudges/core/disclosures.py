"""The sheets of a person as a command or a link names them: which can be opened, how one ends, and who looked."""

from datetime import date, datetime

from nudges.core import facts as f
from nudges.core.book import Book
from nudges.core.disclosed import Disclosure, Standing
from nudges.core.problem import Problem, nearest


def shared_sheet(book: Book, name: str, now: datetime) -> Disclosure:
    """Return a sheet that can be opened, or raise Problem that says why it cannot."""
    sheet, who = found(book, name), book.person.name
    why = {
        Standing.WAITS: f"{who} has not agreed to '{name}' yet",
        Standing.DROPPED: f"{who} did not agree to '{name}'",
        Standing.REVOKED: f"'{name}' was taken back",
        Standing.OVER: f"'{name}' is over",
    }
    if (standing := sheet.standing(now)) is not Standing.SHARED:
        raise Problem(why[standing], hint=f"nudges share list {book.person.id} shows what is shared")
    return sheet


def found(book: Book, name: str) -> Disclosure:
    """Return a sheet by its name, or raise Problem with the names there are."""
    sheets = book.history.sheets
    if name not in sheets:
        known = f"sheets: {', '.join(sheets)}" if sheets else "nudges share new prepares one"
        raise Problem(f"{book.person.id} has no sheet '{name}'", hint=nearest(name, sheets, known))
    return sheets[name]


def revoked(book: Book, name: str, now: datetime) -> Book:
    """Return the book without a disclosure, or raise Problem if there is none of that name."""
    sheet = found(book, name)
    if sheet.standing(now) not in {Standing.SHARED, Standing.WAITS}:
        raise Problem(f"'{name}' is over already", hint=f"nudges share list {book.person.id} shows what is shared")
    return book.add(f.Unshared(at=now, name=name))


def opened(book: Book, name: str, day: date, now: datetime, how: str) -> Book:
    """Return the book with the fact that a sheet was opened, once for each day and way."""
    fact = f.Shown(at=now, name=name, day=day, how=how)
    return book if fact.key in book.keys else book.add(fact)
