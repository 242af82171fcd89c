"""What a made-up person does: when they answer a text and how, and what they begin themselves."""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta

import msgspec

from nudges.core.book import Book
from nudges.core.change import moved
from nudges.core.facts import Queued
from nudges.core.localtime import instant, zone_named
from nudges.core.values import Move, Person
from nudges.core.words import Kind
from nudges.simulation.draws import one, share, weighted, whole
from nudges.simulation.personas import HABITS, SHIFTS, ZONES, Delay, Persona, Say
from nudges.simulation.saying import WORDS

DAY = timedelta(days=1)
REMARK_AFTER = timedelta(minutes=25)


class Said(msgspec.Struct, frozen=True):
    """A text they write at a moment."""

    at: datetime
    text: str


class Changed(msgspec.Struct, frozen=True):
    """A change of their profile at a moment, and what it is in words."""

    at: datetime
    about: str
    change: Callable[[Book], Book]


class Actor:
    """A persona with a seed: the same one does the same things, whatever else happens."""

    def __init__(self, persona: Persona, seed: int) -> None:
        self.persona, self.seed = persona, seed
        self._habits = HABITS[persona]

    def begins(self, person: Person, begins: datetime, ends: datetime) -> Iterator[Said | Changed]:
        """Yield what they do of their own accord, in no order."""
        span = ends - begins
        for turn, say in enumerate(self._habits.once):
            at = begins + span * (0.35 + 0.35 * turn + 0.2 * self._share("once", say))
            yield Said(at.replace(second=0, microsecond=0), self._words(person, say, f"once/{turn}"))
        here = person.zone_at(begins).key
        for turn in range(self._habits.moves):
            at = begins + span * ((turn + 0.8 + 0.4 * self._share("move", turn)) / (self._habits.moves + 1))
            here = one([zone for zone in ZONES if zone != here], *self._seed("zone", turn))
            yield _move(at.replace(second=0, microsecond=0), here)
        if self._habits.shifts:
            yield from self._shifts(person, begins, ends)

    def _shifts(self, person: Person, begins: datetime, ends: datetime) -> Iterator[Changed]:
        """Yield new waking hours each Monday at noon."""
        day = begins.astimezone(person.clock).date()
        day -= timedelta(days=day.weekday())
        turn = whole(0, len(SHIFTS) - 1, *self._seed("shift"))
        while (at := instant(datetime.combine(day, time(12)), person.clock)) < ends:
            if at > begins:
                yield _shift(at, *SHIFTS[turn % len(SHIFTS)])
            day, turn = day + 7 * DAY, turn + 1

    def answer(self, queued: Queued, person: Person, at: datetime) -> Said | None:
        """Return what they write back to a text that reached them at a moment, or None."""
        match queued.kind:
            case Kind.NUDGE:
                return self._answer_nudge(queued, person, at)
            case Kind.REPORT:
                talks = self._share(queued.id) < self._habits.remarks
                return Said(at + REMARK_AFTER, self._words(person, Say.WORD, queued.id)) if talks else None
            case Kind.SAFETY:
                return Said(at + REMARK_AFTER, self._words(person, Say.SAFE, queued.id))
            case Kind.OPT_IN | Kind.ANSWER:
                return None

    def _answer_nudge(self, queued: Queued, person: Person, at: datetime) -> Said | None:
        if self._share(queued.id) >= self._habits.answers:
            return None
        say = weighted(self._habits.says, *self._seed(queued.id, "say"))
        if say is Say.SNOOZE and queued.again is not None:
            say = Say.DONE  # nobody puts off the same thing all day
        return Said(self._when(queued.id, person, at), self._words(person, say, queued.id))

    def _when(self, about: str, person: Person, at: datetime) -> datetime:
        """Return when a reply comes; the clock on the wall is the person's own."""
        match weighted(self._habits.delays, *self._seed(about, "delay")):
            case Delay.SOON:
                return at + timedelta(minutes=self._whole(self._habits.soon, about))
            case Delay.LATE:
                return at + timedelta(minutes=self._whole((45, 360), about))
            case Delay.MORNING:
                return self._tomorrow(person, at, (7 * 60, 9 * 60 + 30), about)
            case Delay.NIGHT:
                return self._tomorrow(person, at, (30, 4 * 60 + 30), about)

    def _tomorrow(self, person: Person, at: datetime, minutes: tuple[int, int], about: str) -> datetime:
        """Return a moment of the next day, so many minutes after its midnight."""
        midnight = datetime.combine(at.astimezone(person.clock).date() + DAY, time(0))
        wall = midnight + timedelta(minutes=self._whole(minutes, about))
        return max(at + timedelta(minutes=1), instant(wall, person.clock))

    def _words(self, person: Person, say: Say, about: str) -> str:
        words = one(WORDS[person.language][say], *self._seed(about, "words"))
        return words.format(n=self._whole(self._habits.ratings, about))

    def _whole(self, ends: tuple[int, int], about: str) -> int:
        return whole(*ends, *self._seed(about, "number"))

    def _share(self, *of: object) -> float:
        return share(*self._seed(*of))

    def _seed(self, *of: object) -> tuple[object, ...]:
        return (self.seed, self.persona.value, *of)


def _move(at: datetime, zone: str) -> Changed:
    def change(book: Book) -> Book:
        return book.with_person(moved(book.person, Move(at=at, zone=zone_named(zone))))

    return Changed(at, f"lives by the clock of {zone} from here", change)


def _shift(at: datetime, opens: time, closes: time) -> Changed:
    def change(book: Book) -> Book:
        hours = msgspec.structs.replace(book.person.hours, opens=opens, closes=closes)
        return book.with_person(msgspec.structs.replace(book.person, hours=hours))

    return Changed(at, f"is awake from {opens:%H:%M} to {closes:%H:%M} from here", change)
