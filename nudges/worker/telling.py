"""Tells an address outside of what happened: once it is kept, in its order, at least once, and in nobody's way.

It waits longer each time it does not answer, and a person whose event is refused waits alone. What waits is not held
anywhere: it is what the books have after the last fact that was told.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import islice
from threading import Event, Lock
from typing import NamedTuple

import structlog
from msgspec.structs import replace

from nudges.clock import Clock
from nudges.core.book import Book
from nudges.core.facts import Fact
from nudges.core.outbox import again_after
from nudges.core.outward import ERASED, Leaving, Outward
from nudges.core.problem import Problem
from nudges.core.untold import ends_what_is_untold, untold
from nudges.gateways.hooks import PATIENCE, Answer, Fate, post, written
from nudges.store import Store
from nudges.store.hooks import Hook
from nudges.store.places import ITSELF, Place, Places

HANDS = 4
BATCH = 200
"""So many people it is told of before it is looked whether it still answers."""

WHOLE = timedelta(hours=24)
"""So often everyone is looked at, whoever has news; and whenever it begins to answer again."""

UNREADABLE = "their book cannot be read"
log = structlog.get_logger("nudges")


class Step(NamedTuple):
    """The next fact that leaves, with what leaves of it, and how far nothing does before it."""

    place: Place
    fact: Fact | None = None
    leaving: Leaving | None = None


class Teller:
    """Tells one address. `mark` makes of a name what this address alone knows it by."""

    def __init__(
        self,
        hook: Hook,
        store: Store,
        places: Places,
        clock: Clock,
        mark: Callable[[str], str],
        patience: float = PATIENCE,
    ) -> None:
        self.hook = hook
        self._store, self._places, self._clock, self._mark, self._patience = store, places, clock, mark, patience
        self.source = f"/nudges/{mark('')}"
        self._hands = ThreadPoolExecutor(HANDS, thread_name_prefix=f"hook-{hook.name}")
        self._ending, self._guard = Event(), Lock()
        self._looked: datetime | None = None
        self._away = self._was_away = False

    @property
    def is_ending(self) -> bool:
        """Whether it was told to end."""
        return self._ending.is_set()

    def rest(self, seconds: float) -> None:
        """Wait, unless it is told to end."""
        self._ending.wait(seconds)

    def end(self) -> None:
        """Begin nothing more."""
        self._ending.set()

    def stop(self) -> None:
        """Finish what is in hand, and end."""
        self.end()
        self._hands.shutdown(wait=True)

    def look(self) -> None:
        """Tell what there is to tell now."""
        now, name = self._clock.now(), self.hook.name
        itself = self._places.itself(name)
        self._away, self._was_away = False, bool(itself.tries)
        waiting = self._places.waiting(name, now)
        if itself.until is not None and itself.until > now:
            self._forget_gone(waiting, now)
            return
        if self._was_away:  # one of them finds out whether it answers again
            self._tell_all(waiting[:1])
            self._looked = None
        whole = self._looked is None or now - self._looked >= WHOLE
        if not self._away:
            self._looked = now if whole else self._looked
            self._tell_all(waiting)
            self._tell_all(self._places.news(name, now, whole=whole))

    def _tell_all(self, people: Iterable[str]) -> None:
        each = iter(people)
        while not self._ending.is_set() and (some := [*islice(each, BATCH)]):
            list(self._hands.map(self._tell, some))
            if self._away:
                self._looked = None  # whoever is left is found again once it answers
                return

    def _forget_gone(self, waiting: Iterable[str], now: datetime) -> None:
        """Forget those who were erased, also while the address does not answer, unless it is to hear of that."""
        people = {*waiting, *self._places.news(self.hook.name, now, whole=False)}
        self._looked = None
        for person in () if self.hook.erased else people:
            if self._places.is_gone(person):
                self._places.forget(self.hook.name, person)

    def _tell(self, person: str) -> None:
        """Tell what is new of someone; their trouble is nobody else's."""
        if self._away or self._ending.is_set() or not self.hook.knows(person):
            return
        place = self._places.claim(self.hook.name, person, self._clock.now())
        if place is None:
            return
        try:
            while (following := self._next(place)) is not None:
                place = following
        except Exception as error:  # without its message: it may hold a name
            log.error("could not tell", action="hook", hook=self.hook.name, error=type(error).__name__)  # noqa: TRY400
            self._put_off(place, Answer(fate=Fate.REFUSED, says=UNREADABLE))

    def _next(self, place: Place) -> Place | None:
        """Tell one event of someone and return how far they are, or None where nothing more is to be told now."""
        now = self._clock.now()
        if self._ending.is_set() or self._away:
            self._keep(replace(place, until=now))
            return None
        try:
            book = self._store.read(place.person)
        except Problem:
            self._tell_gone(place, now)
            return None
        step = self._step(book, place, now)
        if step.fact is None or step.leaving is None:
            self._keep(_well(step.place))
            return None
        answer = self._post(step.leaving, now)
        if answer.fate is not Fate.TAKEN:
            self._not_taken(step.place, answer)
            return None
        place = replace(_well(place), key=step.fact.key, at=step.fact.at)
        return place if self._places.keep(self.hook.name, place, self._clock.now(), go_on=True) else None

    def _step(self, book: Book, place: Place, now: datetime) -> Step:
        last = (place.key, place.at) if place.at is not None else None
        person = place.person
        outward = Outward(person, self._mark, frozenset(self.hook.more))
        for fact in untold(book, lambda: self._store.past(person), last, self.hook.since, now):
            leaving = None if ends_what_is_untold(book, fact) else outward.told(fact)
            if leaving is not None and self.hook.is_told(leaving.type):
                return Step(place, fact, leaving)
            place = replace(place, key=fact.key, at=fact.at)
        return Step(place)

    def _tell_gone(self, place: Place, now: datetime) -> None:
        """Tell that somebody was erased, where that was wanted and anything of them is known there."""
        if not self._places.is_gone(place.person):
            self._put_off(place, Answer(fate=Fate.REFUSED, says=UNREADABLE))
            return
        if self.hook.erased and place.at is not None:
            outward = Outward(place.person, self._mark, frozenset(self.hook.more))
            answer = self._post(outward.event(f"erased/{place.key}", ERASED, now, {}), now)
            if answer.fate is not Fate.TAKEN:
                self._not_taken(place, answer)
                return
        self._places.forget(self.hook.name, place.person)

    def _post(self, leaving: Leaving, now: datetime) -> Answer:
        body = written(leaving, self.source)
        answer = post(self.hook.url, self.hook.secret, leaving.id, body, now, self._patience)
        if answer.fate is not Fate.AWAY and self._was_away:
            self._answers_again()
        return answer

    def _answers_again(self) -> None:
        with self._guard:
            if self._was_away:
                self._was_away = False
                self._places.put_itself(self.hook.name, Place(person=ITSELF))
                log.info("an address answers again", action="hook", hook=self.hook.name)

    def _not_taken(self, place: Place, answer: Answer) -> None:
        if answer.fate is Fate.REFUSED:
            self._put_off(place, answer)
            return
        now = self._clock.now()
        self._keep(replace(place, until=now))
        with self._guard:
            if self._away:
                return
            self._away = True
            itself = self._places.itself(self.hook.name)
            self._places.put_itself(self.hook.name, _later(itself, answer, now))
            if not itself.tries:
                log.warning("an address takes no events", action="hook", hook=self.hook.name, why=answer.says)

    def _put_off(self, place: Place, answer: Answer) -> None:
        """Let one person wait, longer each time; the others go on."""
        if not place.tries:
            log.warning("an event was refused", action="hook", hook=self.hook.name, why=answer.says)
        self._keep(_later(place, answer, self._clock.now()))

    def _keep(self, place: Place) -> None:
        self._places.keep(self.hook.name, place, self._clock.now(), go_on=False)


def _well(place: Place) -> Place:
    return replace(place, tries=0, until=None, since=None, detail="")


def _later(place: Place, answer: Answer, now: datetime) -> Place:
    tries = place.tries + 1
    until = now + max(again_after(tries), answer.wait or timedelta())
    return replace(place, tries=tries, until=until, since=place.since or now, detail=answer.says)
