"""When texts could not leave for a while by no wish of the person's, the next one says so: once, and shortly."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from msgspec.structs import replace

from nudges.core.alive import SIGNS
from nudges.core.book import Book
from nudges.core.facts import Expired, Fact, Joined, Queued, Quieted, Unknown
from nudges.core.kept import IN_TIME
from nudges.core.localtime import day_of
from nudges.core.said import clock, day_alone, how_many, part_of_day
from nudges.core.sms import measure
from nudges.core.texts import TextKind, Words, mark
from nudges.core.wording import say_to
from nudges.core.words import Ask, Calm, Kind, Reason

EVER = datetime.min.replace(tzinfo=UTC)


def with_outage(book: Book, begun: Sequence[Fact], words: Words, now: datetime) -> list[Fact]:
    """Return the facts of a text that leaves now, where its words tell of an outage that ends with it.

    The book is to hold what else the moment brings.
    """
    since = outage(book)
    if since is None:
        return [*begun]
    others = sum(isinstance(fact, Joined) for fact in begun)
    nudges = (fact for fact in begun if isinstance(fact, Queued) and fact.kind is Kind.NUDGE)
    tells = next((fact for fact in nudges if fact.instead is None), None)
    return [_telling(book, fact, others, since, words, now) if fact is tells else fact for fact in begun]


def outage(book: Book) -> datetime | None:
    """Return since when nudges were lost through us that no text has told of, or None.

    What a pause, a rule of theirs or their own phone kept is none of it.
    """
    left = (m.queued for m in book.history.nudges() if m.left and m.queued.again is None and not m.queued.instead)
    worded = max((queued.at for queued in left), default=EVER)
    dues = [due for lost, due in _lost(book) if lost > worded]
    back = _back(book) if dues else EVER
    return min((due for due in dues if due > back), default=None)


def _back(book: Book) -> datetime:
    """Return when they last came back after a week's one text at most: what was lost before was hardly to come."""
    step: Calm | None = None
    back = EVER
    for fact in book.facts:
        if isinstance(fact, Quieted):
            step = fact.step
        elif isinstance(fact, SIGNS):
            back = back if step in {None, Calm.HALF} else fact.at
            step = None
    return back


def _lost(book: Book) -> Iterator[tuple[datetime, datetime]]:
    """Yield when it was found that a nudge was lost, and when it was due."""
    history = book.history
    for fact in history.dropped.values():
        if fact.reason is Reason.EXPIRED and fact.id not in history.deferred:
            yield fact.at, fact.due
    for message in history.nudges():
        match message.outcome:
            case Expired(at=at, detail=detail) if detail == IN_TIME and message.queued.id not in history.deferred:
                if not _may_have_left(book, message.queued.id):
                    yield at, message.queued.due
            case _:
                pass


def _may_have_left(book: Book, name: str) -> bool:
    return any(isinstance(fact, Unknown) and fact.id == name for fact in book.facts)


def _telling(book: Book, text: Queued, others: int, since: datetime, words: Words, now: datetime) -> Queued:
    """Return a text with the sentence before it; where both are too long, with shorter words of its own."""
    person = book.person
    today = day_of(person, since) == day_of(person, now)
    name, said_as = ("outage_today", clock) if today else ("outage", day_alone)
    said = say_to(words, person, name, text.id, {"from": said_as(person, since)})
    whole = f"{said} {text.text}"
    asks = book.plan(text.plan or "").ask is not Ask.NOTHING or others > 0
    if measure(whole).segments <= measure(text.text).segments or not asks or _is_caution(book, text, words):
        return replace(text, text=whole, outage=since)
    return replace(text, text=f"{said} {_short(book, text, others, words, now)}", outage=since)


def _is_caution(book: Book, text: Queued, words: Words) -> bool:
    """Whether a text says when to leave its plan out, which nothing may push aside."""
    ready = words.plans[book.person.language].get(book.plan(text.plan or "").library or "", ())
    return text.drawn in {mark(each.words) for each in ready if each.kind is TextKind.FIRST}


def _short(book: Book, text: Queued, others: int, words: Words, now: datetime) -> str:
    person = book.person
    if others:
        places = {"number": how_many(person, 1 + others), "part": part_of_day(person, now)}
        return say_to(words, replace(person, discreet=True), "together", text.id, places)
    return say_to(words, person, "outage_nudge", text.id, {"plan": book.plan(text.plan or "").title})
