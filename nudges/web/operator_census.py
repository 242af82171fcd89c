"""What everyone's books come to, kept up to date little by little: no request reads them all."""

import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from threading import Event, Lock, Thread
from zoneinfo import ZoneInfo

import msgspec

from nudges.clock import Clock
from nudges.core.problem import Problem
from nudges.core.words import Kind
from nudges.store import Store
from nudges.web.operator_people import AT_ONCE, DOUBTFUL, TOLD_FOR, Seen, Trouble, Waiting, What, look_into

HOURS = 12
FIRST, LATER = 0.25, 0.02
"""What part of a processor the first look at everyone may take, and every further one."""

WATCHED_FOR = 600.0
"""After so many seconds without anybody who asks, nothing is looked into any more."""

SOME = 0.05
"""For so many seconds books are looked into at a time."""

WORST = [What.UNANSWERED, What.DOUBT, What.FAILED, What.REFUSED]


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """All books, counted at a moment; `looked_into` of `people` were looked into so far."""

    now: datetime
    people: int
    looked_into: int
    hours: tuple[tuple[datetime, int], ...]
    plans: tuple[tuple[str, int], ...]
    states: dict[str, int]
    held: dict[str, int]
    waiting: dict[str, int]
    in_hand: int
    later: int
    troubles: tuple[Trouble, ...]
    texts: int
    segments: int

    def many(self, what: What) -> int:
        """Return how many troubles of a kind there are."""
        return sum(each.what is what for each in self.troubles)


class Census:
    """Looks into books: first those that changed, then those it never looked into, then all of them again."""

    def __init__(self, store: Store, zone: ZoneInfo, later: float = LATER) -> None:
        self._store, self._zone, self._later = store, zone, later
        self._seen: dict[str, Seen] = {}
        self._changed: dict[str, None] = {}
        self._left: deque[str] = deque()
        self._people: list[str] = []
        self._whole, self._rests_until, self._worked = False, 0.0, 0.0
        self._one_at_a_time = Lock()
        self._asked = float("-inf")

    def changed(self, person: str) -> None:
        """Note that a book is not what it was."""
        self._changed[person] = None

    @property
    def watched(self) -> bool:
        """Whether anybody asked lately."""
        return time.monotonic() - self._asked < WATCHED_FOR

    def count(self, now: datetime) -> Counted:
        """Return what is known, after a short look at what is not."""
        self._asked = time.monotonic()
        self.look(now, SOME)
        with self._one_at_a_time:
            return counted(list(self._seen.values()), len(self._people), now, self._zone)

    def look(self, now: datetime, seconds: float) -> float:
        """Look into books for so many seconds; return after how many it is worth it again."""
        with self._one_at_a_time:
            began = time.monotonic()
            for person in self._next(began, now):
                self._look_into(person, now)
                if time.monotonic() - began >= seconds:
                    break
            worked = time.monotonic() - began
            self._worked += worked
            return worked * (1 / (self._later if self._whole else FIRST) - 1)

    def _next(self, began: float, now: datetime) -> Iterator[str]:
        """Yield whom to look at; a round that is over is followed by a rest."""
        while self._changed:
            yield self._changed.popitem()[0]
        if not self._left and began >= self._rests_until:
            self._people = self._store.people()
            gone = self._seen.keys() - set(self._people)
            for person in gone:
                del self._seen[person]
            # Whoever waits comes first: what went wrong is theirs more often than not.
            self._left = deque(dict.fromkeys([*self._store.due(now), *self._people]))
        while self._left:
            yield self._left.popleft()
            if not self._left:
                self._whole = True
                self._rests_until = began + self._worked * (1 / self._later - 1)
                self._worked = 0.0

    def _look_into(self, person: str, now: datetime) -> None:
        try:
            self._seen[person] = look_into(self._store.read(person), now, self._zone)
        except (Problem, OSError):
            self._seen.pop(person, None)


def counted(seen: Iterable[Seen], people: int, now: datetime, zone: ZoneInfo) -> Counted:
    """Return what many looks come to."""
    seen = list(seen)
    first = now.astimezone(zone).replace(minute=0, second=0, microsecond=0)
    end = now + timedelta(hours=HOURS)
    dues = [each for person in seen for each in person.dues if now < each[1] <= end]
    hours = Counter(int((due - first).total_seconds() // 3600) for _, due in dues)
    waiting = [(person.person, each) for person in seen for each in person.waiting]
    month = f"{now.astimezone(zone):%Y-%m}"
    ours = [person for person in seen if person.month == month]
    return Counted(
        now=now,
        people=max(people, len(seen)),
        looked_into=len(seen),
        hours=tuple((first + timedelta(hours=number), hours[number]) for number in range(HOURS + 1)),
        plans=tuple(Counter(name for name, _ in dues).most_common()),
        states=dict(Counter(person.state.value for person in seen if person.state is not None)),
        held=dict(Counter(reason.value for person in seen for reason, until in person.held if until > now)),
        waiting=dict(Counter(each.kind.value for _, each in waiting if each.claimed is None)),
        in_hand=sum(each.claimed is not None for _, each in waiting),
        later=sum(each.until is not None and each.until > now for _, each in waiting if each.claimed is None),
        troubles=tuple(
            sorted(_troubles(seen, now), key=lambda each: (WORST.index(each.what), -each.since.timestamp()))
        ),
        texts=sum(person.texts for person in ours),
        segments=sum(person.segments for person in ours),
    )


def _how_bad(each: Trouble) -> tuple[int, float]:
    return WORST.index(each.what), -each.since.timestamp()


def _troubles(seen: Iterable[Seen], now: datetime) -> Iterator[Trouble]:
    for person in seen:
        for trouble in person.troubles:
            urgent = trouble.what is What.UNANSWERED
            age = now - trouble.since
            if age <= TOLD_FOR * (2 if urgent else 1) and not (urgent and age < AT_ONCE and not trouble.why):
                yield trouble
        yield from (_doubt(person.person, each) for each in person.waiting if _is_doubtful(each, now))


def _is_doubtful(each: Waiting, now: datetime) -> bool:
    return each.claimed is not None and now - each.claimed > DOUBTFUL and each.kind is not Kind.SAFETY


def _doubt(person: str, each: Waiting) -> Trouble:
    assert each.claimed is not None
    return Trouble(person=person, what=What.DOUBT, since=each.claimed, kind=each.kind)


class Sweep:
    """Keeps a census up to date in a thread of its own, as long as anybody asks for it."""

    def __init__(self, census: Census, clock: Clock) -> None:
        self._census, self._clock, self._ending = census, clock, Event()
        self._thread = Thread(target=self._go_on, name="census", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the book in hand."""
        self._ending.set()
        if self._thread.ident is not None:
            self._thread.join(timeout=5)

    def _go_on(self) -> None:
        pause = 1.0
        while not self._ending.wait(pause):
            pause = max(self._census.look(self._clock.now(), SOME), 0.05) if self._census.watched else 1.0
