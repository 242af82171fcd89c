"""What a study gets of one person: rows without names or words, from the moment on at which they said yes."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import msgspec

from nudges.core import facts as f
from nudges.core.asked import answer_of, wants_answer
from nudges.core.book import Book
from nudges.core.history import Message
from nudges.core.localtime import day_of
from nudges.core.report import NO_REPLY, count_week, monday_of
from nudges.core.rested import rested_days
from nudges.core.shelf import Shelf
from nudges.core.trial_days import points
from nudges.core.words import Intent
from nudges.exporting.masks import Mask, scrubbed

Row = tuple[object, ...]


class Span(msgspec.Struct, frozen=True):
    """From which day to which a study looks; None is no end."""

    since: date | None = None
    until: date | None = None

    def holds(self, first: date, last: date | None = None) -> bool:
        """Whether a day, or all days from one to another, are in it."""
        last = last or first
        return (self.since is None or self.since <= first) and (self.until is None or last <= self.until)


class PersonRows:
    """One person who said yes, as rows; `book` is the whole of it."""

    def __init__(self, book: Book, mask: Mask, span: Span, now: datetime) -> None:
        agreed = book.history.research
        assert agreed is not None, "only who said yes is in a study"
        self._agreed, self._words_since = agreed.at, book.history.research_words
        self.book, self._mask, self._span, self._now = _since(book, agreed.at), mask, span, now
        self._who, self.code = book.person, mask.person(book.person)
        self._delivered = {fact.id: fact.at for fact in book.facts if isinstance(fact, f.Delivered)}

    def person(self, language: str) -> Row:
        """Return who they are, as far as a study may know."""
        sent = [message for message in self._nudges() if message.left]
        days = [day_of(self._who, m.queued.due) for m in sent] + [c.day for c in self._checkins()]
        first = day_of(self._who, self._agreed)
        answered = sum(answer_of(self.book, message.queued) is not None for message in sent)
        last = max([first, *days])
        return (self.code, language, self._day(first), self._day(last), len(self.plan_ids()), len(sent), answered,
                "yes" if self._words_since else "no")  # fmt: skip

    def plan_ids(self) -> list[str]:
        """Return the plans that they have, or of which something is here."""
        traces = [m.queued.plan or "" for m in self._nudges()] + [c.plan for c in self._checkins()]
        return list(dict.fromkeys([*(plan.id for plan in self.book.plans), *traces]))

    def library(self, plan_id: str) -> str:
        """Return which ready plan it is, or that it is their own; the name they gave it is never told."""
        plan = next((plan for plan in self.book.plans if plan.id == plan_id), None)
        return "removed" if plan is None else plan.library or "own"

    def libraries(self) -> frozenset[str]:
        """Return which ready plans they have, each once."""
        return frozenset(self.library(plan) for plan in self.plan_ids())

    def plans(self, library: dict[str, str]) -> Iterator[Row]:
        """Yield their plans; `library` says how each is called in the study."""
        known = {plan.id: plan for plan in self.book.plans}
        for name in self.plan_ids():
            plan = known.get(name)
            more: Row = (None,) * 5
            if plan is not None:
                more = (plan.ask.value, plan.goal, plan.grace, _yes(plan.every_time), _yes(plan.small))
            yield (self.code, self._thing(name), library[self.library(name)], *more)

    def nudges(self) -> Iterator[Row]:
        """Yield their nudges, those too that did not leave, by the moment they were due."""
        dropped = [fact for fact in self.book.history.dropped.values() if self._is_in(day_of(self._who, fact.due))]
        rows = [(m.queued.due, m.queued.id, self._nudge(m)) for m in self._nudges()]
        rows += [(fact.due, fact.id, self._dropped(fact)) for fact in dropped if fact.due >= self._agreed]
        yield from (row for _, _, row in sorted(rows, key=lambda row: row[:2]))

    def checkins(self) -> Iterator[Row]:
        """Yield how their plans went."""
        for each in self._checkins():
            first = self._moment(self._told(each))
            what = (each.outcome.value, each.rating, each.count)
            nudge = self._thing(each.nudge) if each.nudge else None
            yield (self.code, self._thing(each.plan), nudge, self._day(each.day), first, *what)

    def ratings(self) -> Iterator[Row]:
        """Yield every number from 0 to 10 that they sent, oldest first."""
        history = self.book.history
        found = [(c.at, c.plan, c.rating, "answer") for c in self._checkins() if c.rating is not None]
        found += [(r.at, r.plan or "", r.rating, "alone") for r in history.ratings]
        found += [(s.at, s.plan, s.number, "step") for s in history.stepped if s.number is not None]
        for at, plan, rating, kind in sorted(found):
            if self._is_in(day_of(self._who, at)):
                yield (self.code, self._thing(plan) if plan else None, self._moment(at), rating, kind)

    def weeks(self) -> Iterator[Row]:
        """Yield their weeks, counted as their own report counts them."""
        monday, shelf = monday_of(day_of(self._who, self._agreed)), Shelf(self.book)
        while monday <= day_of(self._who, self._now):
            if self._span.holds(monday, monday + timedelta(days=6)):
                for plan in count_week(shelf.week(monday), monday, self._now).plans:
                    counts = (plan.sent, plan.done, plan.partly, plan.skipped, plan.not_applicable, plan.no_reply)
                    if any(counts):
                        yield (self.code, self._thing(plan.plan), self._day(monday), *counts)
            monday += timedelta(weeks=1)

    def trials(self) -> Iterator[Row]:
        """Yield the days of their trials that are over; the interim ones of a trial are nobody's to see."""
        agreed = day_of(self._who, self._agreed)
        for trial in (each for each in self.book.history.trials.values() if each.ended):
            begun = trial.begun
            for p in points(self.book, trial):
                if self._is_in(p.day) and p.day > agreed:
                    flags = [flag if flag is None else _yes(flag) for flag in p.outcomes]
                    first = (self.code, self._thing(begun.plan), self._thing(begun.name), begun.vary.value, p.number)
                    drawn = (_yes(p.available), begun.chances[0], _yes(p.arm == 0))
                    yield (*first, self._day(p.day), p.day.weekday(), *drawn, *flags)

    def words(self) -> Iterator[Row]:
        """Yield their own words, where they agreed to that too and since they did; none of a text about danger."""
        if self._words_since is None:
            return
        since, history = self._words_since.at, self.book.history
        danger = {flag.reply for flag in history.flags} | {r.id for r in history.replies if r.safety.is_danger}
        notes = [r for r in history.replies if r.intent is Intent.NOTE and r.text]
        found = [(r.at, "", r.id, "note", r.text) for r in notes]
        found += [(c.at, c.plan, c.source, "reason", c.note) for c in self._checkins() if c.note]
        told = {r.id for r in notes}
        found += [
            (s.at, s.plan, s.source, "step", s.words) for s in history.stepped if s.words and s.source not in told
        ]
        for at, plan, source, kind, text in sorted(found):
            if at > since and source not in danger and self._is_in(day_of(self._who, at)):
                yield (
                    self.code,
                    self._thing(plan) if plan else None,
                    self._moment(at),
                    kind,
                    scrubbed(text, self.book),
                )

    def _nudge(self, message: Message) -> Row:
        queued, answer = message.queued, answer_of(self.book, message.queued)
        told = self._told(answer) if answer else None
        outcome = answer.outcome.value if answer else NO_REPLY if self._is_silent(message) else None
        times = (queued.due, message.outcome.at if message.left and message.outcome else None)
        arrived = self._delivered.get(message.into or queued.id)
        moments = (self._moment(each) for each in (*times, arrived, told))
        day = self._day(day_of(self._who, queued.due))
        state = _state(message)
        return (self.code, self._thing(queued.plan or ""), self._thing(queued.id), day, *moments, state, None,
                outcome, answer.rating if answer else None, queued.chance, queued.arm)  # fmt: skip

    def _dropped(self, fact: f.Dropped) -> Row:
        day, due = self._day(day_of(self._who, fact.due)), self._moment(fact.due)
        times = (due, None, None, None)
        return (self.code, self._thing(fact.plan), self._thing(fact.id), day, *times, "not_sent", fact.reason.value,
                None, None, fact.chance, fact.arm)  # fmt: skip

    def _told(self, checkin: f.CheckedIn) -> datetime:
        """Return when its outcome was told first; what is added later changes that not."""
        return self.book.history.told.get((checkin.plan, checkin.day, checkin.nudge), checkin.at)

    def _is_silent(self, message: Message) -> bool:
        queued, day = message.queued, day_of(self._who, message.queued.due)
        over = message.left and day < day_of(self._who, self._now)
        return over and wants_answer(self.book, queued) and not rested_days(self.book, [day], queued.plan)

    def _nudges(self) -> list[Message]:
        every = (m for m in self.book.history.nudges() if m.queued.again is None)
        return [m for m in every if self._is_in(day_of(self._who, m.queued.due))]

    def _checkins(self) -> list[f.CheckedIn]:
        return sorted(
            (c for c in self.book.history.checkins.values() if self._is_in(c.day)), key=lambda c: (c.day, c.plan, c.at)
        )

    def _is_in(self, day: date) -> bool:
        return self._span.holds(day)

    def _thing(self, name: str) -> str:
        return self._mask.thing(self._who, name)

    def _day(self, day: date) -> str:
        return self._mask.day(self._who, day)

    def _moment(self, moment: datetime | None) -> str | None:
        return self._mask.moment(self._who, moment)


def _since(book: Book, agreed: datetime) -> Book:
    """Return a book without what was asked or told before a moment."""

    def is_earlier(fact: f.Fact) -> bool:
        match fact:
            case f.Queued() | f.Joined() | f.Dropped() | f.Deferred():
                return fact.due < agreed
            case f.CheckedIn() | f.Rated() | f.Stepped() | f.Replied():
                return fact.at < agreed
            case _:
                return False

    return Book(book.person, book.plans, tuple(fact for fact in book.facts if not is_earlier(fact)))


def _state(message: Message) -> str:
    if message.left:
        return "failed" if message.failed else "sent"
    return "waiting" if message.outcome is None else "failed"


def _yes(it: bool) -> str:  # noqa: FBT001
    return "yes" if it else "no"
