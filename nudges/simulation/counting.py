"""What a played time comes to: counts, cost, and the bounds that were kept."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

import msgspec

from nudges.core.asked import answer_of, wants_answer
from nudges.core.book import Book
from nudges.core.facts import Dropped, Expired, Fact, Flagged, Joined, Paused
from nudges.core.localtime import day_of
from nudges.core.words import Kind
from nudges.simulation.play import Played
from nudges.simulation.promises import OURS, Sent

WAITED = timedelta(minutes=1)
"""What left later than this after its due moment has waited."""


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """A played time in numbers.

    `texts` are all that left, `kinds` the same by kind; `cost` is segments times price. `held` are nudges that
    were not sent, by reason, `shared` those that went out in the text of another one. Times are in minutes; None
    where there are not two texts, or none waited.
    """

    days: int
    texts: int
    kinds: dict[str, int]
    segments: int
    cost: Decimal
    asked: int
    answered: int
    replies: int
    shared: int
    most_a_day: int
    cap: int
    closest: int | None
    held: dict[str, int]
    waited: int
    longest_wait: int | None
    pauses: int
    helplines: int
    broken: tuple[str, ...]


def count(played: Played, price: Decimal) -> Summary:
    """Return what was played, counted; `price` is that of one segment."""
    sent, person = played.sent, played.book.person
    facts = [fact for fact in played.book.facts if fact.at >= played.rehearsal.begins]
    segments = sum(each.segments for each in sent)
    asked, answered = _answers(played)
    waits = [each.at - each.queued.due for each in sent if each.is_ours and each.at - each.queued.due > WAITED]
    return Summary(
        days=played.rehearsal.days,
        texts=len(sent),
        kinds=dict(Counter(each.queued.kind.value for each in sent)),
        segments=segments,
        cost=segments * price,
        asked=asked,
        answered=answered,
        replies=sum(1 for reply in played.book.history.replies if reply.at >= played.rehearsal.begins),
        shared=sum(isinstance(fact, Joined) for fact in facts),
        most_a_day=_most_a_day(sent),
        cap=person.cap,
        closest=_closest(sent),
        held=_held(played.book, facts),
        waited=len(waits),
        longest_wait=_minutes(max(waits)) if waits else None,
        pauses=sum(isinstance(fact, Paused) for fact in facts),
        helplines=sum(each.queued.kind is Kind.SAFETY for each in sent),
        broken=(*played.broken, *_unanswered(played, facts)),
    )


def _answers(played: Played) -> tuple[int, int]:
    """Return how many nudges asked something, and how many of them were answered."""
    book = played.book
    asked = [
        message.queued
        for message in book.history.nudges()
        if message.left
        and message.queued.again is None
        and message.queued.at >= played.rehearsal.begins
        and wants_answer(book, message.queued)
    ]
    return len(asked), sum(answer_of(book, queued) is not None for queued in asked)


def _most_a_day(sent: Iterable[Sent]) -> int:
    days = Counter(day_of(each.person, each.at) for each in sent if each.is_ours)
    return max(days.values(), default=0)


def _closest(sent: Iterable[Sent]) -> int | None:
    """Return the minutes between the two texts that came closest after each other.

    Answers do not count, nor does what was asked for again at its moment.
    """
    ours = [each for each in sent if each.queued.kind in OURS]
    return min((_minutes(b.at - a.at) for a, b in pairwise(ours) if b.is_ours), default=None)


def _held(book: Book, facts: Iterable[Fact]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for fact in facts:
        if isinstance(fact, Dropped):
            found[fact.reason.value] += 1
        elif isinstance(fact, Expired):
            message = book.history.messages.get(fact.id)
            found[fact.detail] += message is not None and message.queued.kind in OURS
    return dict(+found)


def _unanswered(played: Played, facts: Iterable[Fact]) -> list[str]:
    """Return a sentence for each text about danger that got no helpline at once."""
    lines = {each.queued.id: each.at for each in played.sent if each.queued.kind is Kind.SAFETY}
    flags = [fact for fact in facts if isinstance(fact, Flagged)]
    late = [flag for flag in flags if lines.get(f"safety/{flag.reply}") != flag.at]
    return [f"{flag.at:%Y-%m-%d %H:%M} UTC: a text that spoke of danger got no helpline at once" for flag in late]


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)
