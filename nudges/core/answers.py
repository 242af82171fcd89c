"""One turn of a conversation: what was said, which nudge it answers, and how we answer."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cached_property
from itertools import takewhile

import msgspec

from nudges.core.asked import answer_of
from nudges.core.book import Book
from nudges.core.facts import Fact, Queued
from nudges.core.facts.steps import STEP
from nudges.core.forecast import next_sent
from nudges.core.history import Message
from nudges.core.inbound import Inbound
from nudges.core.localtime import day_bounds, day_of
from nudges.core.reach import reachable
from nudges.core.report import count_week
from nudges.core.said import partly, weekday_and_clock
from nudges.core.schedule import dues
from nudges.core.texts import Lines, Words
from nudges.core.understanding import Understanding
from nudges.core.values import Plan
from nudges.core.wording import say_to
from nudges.core.words import Kind, Language

COURTESIES = frozenset(
    {"done", "partly", "skipped", "not_applicable", "rated", "counted", "noted", "thanks_unclear"}
    | {"contacted", "report_word", "report_nothing"}
    | {"step_noted", "steps_done", "several_noted", "several_more", "late_noted"}
)
"""What those do without who want no answers: an answer that only says thank you."""

STAYS_USEFUL = {Kind.SAFETY: timedelta(days=3)}
ANSWER_STAYS_USEFUL = timedelta(hours=6)
SAME_TEXTS, SAME_WITHIN = 4, timedelta(minutes=10)
MANY_TEXTS, MANY_WITHIN = 20, timedelta(hours=1)
WORDS_KEPT = ("noted", "thanks_unclear")
NEVER_SILENT = ("stopped", "declined", "safe_ack")


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What answers say of where they come from: the program's name, and where data, weeks and sheets are, if anywhere.

    With `platform_opt_out` the carrier confirms a stop, and we do not.
    """

    program: str = "Nudges"
    platform_opt_out: bool = False
    export: str | None = None
    sheet: Callable[[str], str] | None = None
    week: Callable[[str], str] | None = None


class Answering:
    """What a reply is answered from: the book, what was heard, and how we word it."""

    def __init__(
        self, book: Book, inbound: Inbound, heard: Understanding, words: Words, now: datetime, frame: Frame
    ) -> None:
        self.book, self.heard, self.words, self.now = book, heard, words, now
        self.reply, self.text = inbound.id, inbound.text
        self.frame = frame

    @cached_property
    def lines(self) -> Lines:
        """Who helps where the person lives."""
        return self.words.lines_for(self.book.person.country, self.book.person.language)

    @cached_property
    def nudge(self) -> Queued | None:
        """The nudge that a reply is taken to answer: the latest open one, else the latest, to correct it.

        One of an earlier day that is answered gives way to the plan that is still to come today.
        """
        value = self.heard.value
        lately = reachable(self.book, value, self.now)
        if still_open := self._open(lately):
            # Of nudges that share a text, the one that stands first in it.
            text = still_open[-1].into or still_open[-1].queued.id
            return next(m.queued for m in still_open if text in {m.into, m.queued.id})
        latest = lately[-1].queued if lately else None
        if latest is None or value.ago is not None:
            return latest
        today = day_of(self.book.person, self.now)
        return None if self.plan_ahead is not None and day_of(self.book.person, latest.due) != today else latest

    @property
    def also_open(self) -> str | None:
        """The plan of the next nudge in the same text that has no answer yet."""
        if self.nudge is None:
            return None
        message = self.book.history.messages[self.nudge.id]
        text = message.into or message.queued.id
        parts = [
            m for m in self.book.history.nudges() if text in {m.into, m.queued.id} and m.queued.id != self.nudge.id
        ]
        return next((m.queued.plan for m in self._open(parts)), None)

    def _open(self, messages: list[Message]) -> list[Message]:
        return [m for m in messages if answer_of(self.book, m.queued) is None]

    @cached_property
    def plan_ahead(self) -> str | None:
        """The plan that they name, or the only one that is still to come today: they may tell us before we ask."""
        if self.heard.value.plan is not None:
            return self.heard.value.plan
        person = self.book.person
        _, ends = day_bounds(person, day_of(person, self.now))
        ahead = [plan.id for plan in self.book.plans if next(dues(self.book, plan, self.now), ends) < ends]
        return ahead[0] if len(ahead) == 1 else None

    def answer(
        self,
        name: str,
        places: Mapping[str, str | int] | None = None,
        kind: Kind = Kind.ANSWER,
        *,
        language: Language | None = None,
    ) -> list[Fact]:
        """Return the message that answers, or nothing where a machine seems to be talking to us."""
        person = self.book.person
        if kind is not Kind.SAFETY and name not in NEVER_SILENT and self._is_loop(name):
            return []
        if name in COURTESIES and not person.answers:
            return []
        due = self.now
        return [
            Queued(
                at=self.now,
                id=f"safety/{self.reply}" if kind is Kind.SAFETY else f"answer/{self.reply}/{name}",
                kind=kind,
                text=say_to(self.words, person, name, self.reply, places or {}, language=language),
                due=due,
                expires=due + STAYS_USEFUL.get(kind, ANSWER_STAYS_USEFUL),
            )
        ]

    def ask(self, name: str, text: str, due: datetime, expires: datetime) -> list[Fact]:
        """Return a question of a conversation in steps, or nothing where a machine seems to be talking to us."""
        if self._is_loop(STEP):
            return []
        return [Queued(at=self.now, id=name, kind=Kind.ANSWER, text=text, due=due, expires=expires)]

    def _is_loop(self, name: str) -> bool:
        """Whether a machine answers a machine: many texts in an hour, or the same one again with nothing open."""
        latest = reversed(self.book.history.replies)
        many = list(takewhile(lambda reply: abs(self.now - reply.at) < MANY_WITHIN, latest))
        texts = [reply.text for reply in many if self.now - reply.at < SAME_WITHIN and not reply.safety.is_danger]
        same = texts[:SAME_TEXTS] == [self.text] * SAME_TEXTS
        is_open = self.nudge is not None and answer_of(self.book, self.nudge) is None
        answers_open = (is_open and name not in WORDS_KEPT) or name == STEP
        return len(many) >= MANY_TEXTS or (same and not answers_open and name != "help")

    def this_week(self) -> dict[str, str | int]:
        """Return this week's counts so far."""
        week = count_week(self.book, day_of(self.book.person, self.now), self.now)
        some = partly(self.book.person.language, week.partly)
        return {"done": week.done, "partly": some, "skipped": week.skipped, "silent": week.no_reply}

    def called(self, plan: Plan) -> str:
        """Return what a plan is called in an answer; to others who see the phone, only when it comes."""
        person = self.book.person
        if not person.is_discreet:
            return plan.title
        moment = next(dues(self.book, plan, self.now), None)
        return f"no. {1 + self.book.plans.index(plan)}" if moment is None else weekday_and_clock(person, moment)

    def name_of(self, plan_id: str) -> str:
        """Return what a plan is called in an answer, by its id; one that is gone has nothing but that."""
        return next((self.called(plan) for plan in self.book.plans if plan.id == plan_id), plan_id)

    def next_nudge(self, book: Book) -> datetime | None:
        """Return when the next nudge of a book will go out."""
        return next_sent(book, self.words, self.now)
