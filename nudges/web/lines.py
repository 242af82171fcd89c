"""What a phone shows, line by line, and what is new since a line was seen."""

from collections.abc import Iterator

import msgspec

from nudges.core.book import Book
from nudges.core.facts import Accepted, Delivered, Replied
from nudges.core.said import clock
from nudges.core.sms import Encoding, measure
from nudges.core.thread import Entry, Side, on_phone


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One bubble. `key` is that of the fact that made it so; `day` and `time` are the person's own."""

    key: str
    id: str
    side: Side
    text: str
    state: str
    moment: int
    day: str
    time: str
    segments: int
    encoding: Encoding


def knows(book: Book, key: str) -> bool:
    """Whether a line that was seen is still in the book; if not, the phone begins anew."""
    return key in book.keys


def lines_after(book: Book, key: str | None) -> list[Line]:
    """Return the lines that are new or changed since the fact of this key, as they were recorded; all without one."""
    entries = {entry.id: entry for entry in on_phone(book)}
    latest = {message: key for key, message in _news(book, key)}
    return [_line(book, key, entries[message]) for message, key in latest.items() if message in entries]


def _news(book: Book, after: str | None) -> Iterator[tuple[str, str]]:
    """Yield the key and the line's id of every fact that makes or changes a line."""
    seen = after is None
    for fact in book.facts:
        if seen and isinstance(fact, Accepted | Delivered | Replied):
            yield fact.key, fact.id
        seen = seen or fact.key == after


def _line(book: Book, key: str, entry: Entry) -> Line:
    cost = measure(entry.text)
    return Line(
        key=key,
        id=entry.id,
        side=entry.side,
        text=entry.text,
        state=entry.state,
        moment=int(entry.at.timestamp() * 1_000_000),
        day=entry.at.astimezone(book.person.clock).date().isoformat(),
        time=clock(book.person, entry.at),
        segments=cost.segments,
        encoding=cost.encoding,
    )
