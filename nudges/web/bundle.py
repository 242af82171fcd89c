"""Everything that is kept about a person, as the files that they are handed."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

import msgspec

from nudges.core.book import Book, encode, in_order
from nudges.core.consent import proof
from nudges.core.localtime import day_of, instant
from nudges.core.report import Report, count_week, monday_of
from nudges.core.report_text import word_report
from nudges.core.shelf import Shelf
from nudges.core.values import Person
from nudges.core.weekly import SUNDAY, report_id
from nudges.exporting.archive import Files, table, with_manifest
from nudges.library.profile import as_file, write_yaml
from nudges.service import Service
from nudges.web.labels import export_about
from nudges.web.pages import Pages

FACTS = ("at", "kind", "id", "plan", "day", "due", "outcome", "rating", "count", "text", "note", "more")
NAMED = frozenset(FACTS) - {"kind", "more"}
FIXED = "export"
"""In the place of what is drawn anew for each page: a file is the same each time."""


def bundle(service: Service, book: Book, now: datetime, *, pictures: bool = False) -> Files:
    """Return all that is kept about a person by the names of files; `book` is the whole of it."""
    consent = None if book.history.rests(now) else proof(book)
    facts = [encode(fact) for fact in in_order(book.facts)]
    return with_manifest(
        {
            "README.txt": _about(book.person, now),
            "person.yaml": write_yaml(as_file(book, consent, now)).encode(),
            "facts.jsonl": b"".join(msgspec.json.encode(fact) + b"\n" for fact in facts),
            "facts.csv": table(FACTS, map(_line, facts)),
            **dict(_reports(service, book, now, pictures=pictures)),
        }
    )


def _about(person: Person, now: datetime) -> bytes:
    return export_about(person.language).format(day=day_of(person, now)).encode()


def _line(fact: Mapping[str, object]) -> Iterator[object]:
    """Yield the cells of a fact; what has no column of its own stands in the last one, as JSON."""
    rest = {name: value for name, value in fact.items() if name not in NAMED and name != "fact"}
    rest = {name: value for name, value in rest.items() if value not in (None, [], "")}
    known = {**fact, "kind": fact["fact"], "more": msgspec.json.encode(rest).decode() if rest else None}
    yield from (known.get(name) for name in FACTS)


def _reports(service: Service, book: Book, now: datetime, *, pictures: bool) -> Iterator[tuple[str, bytes]]:
    """Yield the text and the page of each week in which something was asked or answered."""
    pages, shelf = Pages(FIXED), Shelf(book)
    for monday in _weeks(book, now):
        counted = count_week(shelf.week(monday), monday, now)
        if not counted.plans:
            continue
        name = f"reports/{counted.week}"
        if text := _text(service, book, counted, now):
            yield f"{name}.txt", f"{text}\n".encode()
        yield f"{name}.html", _page(book, monday, now, pages)
        if pictures:
            yield f"{name}.png", _picture(book, monday, now)


def _weeks(book: Book, now: datetime) -> Iterator[date]:
    """Yield the Mondays of a person's weeks, the first one first."""
    first = min((fact.at for fact in book.facts), default=now)
    monday, last = monday_of(day_of(book.person, first)), day_of(book.person, now)
    while monday <= last:
        yield monday
        monday += timedelta(weeks=1)


def _text(service: Service, book: Book, counted: Report, now: datetime) -> str | None:
    """Return the week's text as it was sent, or would have been; None where nothing was asked."""
    if message := book.history.messages.get(report_id(counted.week)):
        return message.queued.text
    if not counted.sent:
        return None
    person = book.person
    days = person.report_day if person.report_day == SUNDAY else 7 + person.report_day
    moment = instant(datetime.combine(counted.monday + timedelta(days=days), person.report_at), person.clock)
    return word_report(book, moment, service.words, now).text


def _page(book: Book, monday: date, now: datetime, pages: Pages) -> bytes:
    from nudges.web.reports import page_of

    return bytes(page_of(book, monday, now, pages).body)


def _picture(book: Book, monday: date, now: datetime) -> bytes:
    """Return the week as a picture; this takes about a second."""
    from nudges.core.look_back import look_back
    from nudges.pictures import png
    from nudges.web.labels import picture_words

    return png(look_back(book, monday, now), picture_words(book.person.language, discreet=book.person.is_discreet))
