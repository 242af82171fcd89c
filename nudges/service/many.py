"""Many people at once: one commit for what is due for all of them, and one for what became of it.

Whoever cannot be served in such a company is served alone: a book that somebody else holds just now, one that made
trouble, one that is to be erased. So one person's trouble holds up nobody else.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from datetime import datetime, timedelta
from functools import partial

import structlog

from nudges.core import facts as f
from nudges.core.book import Book
from nudges.core.facts import Fact
from nudges.core.outbox import LEASE, ORDER
from nudges.core.protection import in_other_words
from nudges.core.texts import Words
from nudges.core.wake import next_wake
from nudges.service.beginning import Begun, begin
from nudges.service.hands import Claim, Hands
from nudges.service.statuses import is_news
from nudges.store.many import Change, Many

AHEAD = timedelta(seconds=2)
"""A text whose turn comes within this is claimed already, and waits for it in a hand."""

FRESH = timedelta(seconds=1)
"""So long before a text is handed over it was asked whether anything happened to its book, and no longer."""

IN_TIME = LEASE - timedelta(seconds=40)
"""For so long after its claim a text may still be handed over: well before anyone else looks into what became of it."""

ROUNDS = 50
log = structlog.get_logger("nudges")


class Company:
    """Attends to many people at once. `alone` serves one of them, `settle_alone` keeps what became of one's text."""

    def __init__(  # noqa: PLR0913  the parts of which it is made
        self, store: Many, words: Words, hands: Hands, alone: Callable[[str], None],
        settle_alone: Callable[[str, list[Fact]], None], now: Callable[[], datetime], *,
        sleep: Callable[[float], None],
    ) -> None:  # fmt: skip
        self._store, self._words, self._hands, self._now, self._sleep = store, words, hands, now, sleep
        self._alone, self._settle_alone = alone, settle_alone

    def attend(self, people: Sequence[str], pool: Executor, at_once: int) -> None:
        """Attend to people, with so many hands of the pool."""
        for _ in range(ROUNDS):
            if not people:
                return
            claims, marks, odd = self._begin(people)
            list(pool.map(self._alone, odd))
            each = -(-len(claims) // at_once) or 1
            chunks = [claims[start : start + each] for start in range(0, len(claims), each)]
            left = [each for some in pool.map(partial(self._leave, marks), chunks) for each in some]
            self._hands.count(left, self._now())
            people = self._settle({claim.book.person.id: facts for claim, facts in left}, pool)

    def _begin(self, people: Sequence[str]) -> tuple[list[Begun], dict[str, int], list[str]]:
        """Return which texts begin to leave, the marks of their books, and who has to be served alone."""
        now, begun = self._now(), list[Begun]()
        try:
            with self._store.open_many(people, wait=False) as batch:
                odd = [person for person in people if person not in batch.books]
                changes: list[Change] = []
                for person, book in batch.books.items():
                    step = self._step(person, book, now)
                    if step is None or step.book.history.erasing:
                        odd += [person] if step is not None else []
                        continue
                    changes.append((step.book, step.wake))
                    begun += [step] if step.claim is not None else []
                batch.commit(changes)
                return sorted(begun, key=_turn), batch.marks, odd
        except Exception as error:  # of one of them; alone each finds out
            log.warning("not all at once", action="attend", error=type(error).__name__)
            return [], {}, list(people)

    def _step(self, person: str, book: Book, now: datetime) -> Begun | None:
        try:
            return begin(book, self._words, self._hands, now, AHEAD)
        except Exception as error:  # one person's trouble is not everyone's; without its words, which may hold a number
            log.error("could not attend", action="attend", person=person, error=type(error).__name__)  # noqa: TRY400
            return None

    def _leave(self, marks: dict[str, int], begun: Sequence[Begun]) -> list[tuple[Claim, list[Fact]]]:
        """Hand texts over, each if nothing happened since it was claimed: whoever said stop meanwhile is spared."""
        latest = max((each.leaves for each in begun if each.leaves is not None), default=None)
        self._sleep(max((latest - self._now()).total_seconds(), 0.0) if latest is not None else 0.0)
        asked: datetime | None = None
        left, same = list[tuple[Claim, list[Fact]]](), set[str]()
        for place, each in enumerate(begun):
            if asked is None or self._now() - asked > FRESH:  # or a text before this one took its time
                rest = [other.book.person.id for other in begun[place:]]
                asked, same = self._now(), self._store.unchanged({person: marks[person] for person in rest})
            if each.claim is not None:
                left.append((each.claim, self._hand_over(each.claim, same)))
        return left

    def _hand_over(self, claim: Claim, same: set[str]) -> list[Fact]:
        now, person = self._now(), claim.book.person.id
        # Of a text that may have left already nobody says without a look that it did not.
        if not claim.stale and (person not in same or now - claim.book.facts[-1].at > IN_TIME):
            return [f.Unsent(at=now, id=claim.queued.id, attempt=claim.attempt)]
        return self._hands.ask(claim, now)

    def _settle(self, outcomes: dict[str, list[Fact]], pool: Executor) -> list[str]:
        """Keep what became of the texts; return for whom there is more to do."""
        now, more, held = self._now(), list[str](), set[str]()
        if not outcomes:
            return []
        try:
            with self._store.open_many(outcomes, wait=False) as batch:
                changes: list[Change] = []
                for person, book in batch.books.items():
                    new = [fact for fact in outcomes[person] if is_news(book, fact)]
                    after = book.add(*new, *in_other_words(book, new, self._words, now))
                    changes.append((after, wake := next_wake(after, now)))
                    more += [person] if wake is not None and wake <= now else []
                batch.commit(changes)
                held = {*batch.books}
        except Exception as error:
            log.warning("not all at once", action="settle", error=type(error).__name__)
            more, held = [], set()
        self._each_alone(((who, facts) for who, facts in outcomes.items() if who not in held), pool)
        return more

    def _each_alone(self, outcomes: Iterable[tuple[str, list[Fact]]], pool: Executor) -> None:
        def settle(outcome: tuple[str, list[Fact]]) -> None:
            try:
                self._settle_alone(*outcome)
            except Exception as error:  # the claim runs out, and somebody looks into what became of it
                log.error("could not settle", action="settle", person=outcome[0], error=type(error).__name__)  # noqa: TRY400

        list(pool.map(settle, outcomes))


def _turn(begun: Begun) -> tuple[int, float]:
    """Return the place of a text in the line: answers to danger first, and then whose turn comes first."""
    assert begun.claim is not None
    leaves = begun.leaves.timestamp() if begun.leaves is not None else 0.0
    return ORDER.index(begun.claim.queued.kind), leaves
