"""What came due from us in a time, counted whole: on time, late, lost, lawfully held, or still on its way."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

import msgspec

from nudges.core.book import Book
from nudges.core.facts import Dropped, Expired, Failed, Rejected
from nudges.core.kept import fates
from nudges.core.state import Message

PAUSE, DONE, STOPPED, REST, GONE, OPEN = "pause", "done", "stopped", "rest", "plan_gone", "open"
WISHES = {
    "a pause began": PAUSE,
    "it was done meanwhile": DONE,
    "they opted out": STOPPED,
    "they opted out meanwhile": STOPPED,
    "everything rests until they begin again": REST,
    "its plan is gone": GONE,
}
"""Why a text expired, as the outbox puts it, where that was a wish of the person's or for their safety."""


class Promised(msgspec.Struct, frozen=True, kw_only=True):
    """How the nudges that came due fared; `late` left, `lost` did not, each by a code of `kept`; `held` by a reason.

    `due` is the sum of all the others. What a pause, a stop or a rest kept from coming due at all is no part of it.
    """

    due: int
    on_time: int
    late: dict[str, int]
    lost: dict[str, int]
    held: dict[str, int]
    open: int

    @property
    def owed(self) -> int:
        """How many we were to send: those that were neither held nor are on their way."""
        return self.due - self.open - sum(self.held.values())


def promised(book: Book, begins: datetime, ends: datetime, now: datetime) -> Promised:
    """Return what came due between two moments and up to `now`, counted. The book is to be whole."""
    on_time = many = 0
    late, lost, held = Counter[str](), Counter[str](), Counter[str]()
    for nudge, fate in fates(book, now):
        due = nudge.due if isinstance(nudge, Dropped) else nudge.queued.due
        if not begins <= due < ends:
            continue
        many += 1
        if fate is None:
            held[_held(nudge)] += 1
        elif not fate.why:
            on_time += 1
        else:
            (lost if fate.minutes is None else late)[fate.why] += 1
    waits = held.pop(OPEN, 0)
    return Promised(due=many, on_time=on_time, late={**late}, lost={**lost}, held={**held}, open=waits)


def summed(each: Iterable[Promised]) -> Promised:
    """Return several counts as one."""
    late, lost, held = Counter[str](), Counter[str](), Counter[str]()
    due = on_time = waits = 0
    for one in each:
        due, on_time, waits = due + one.due, on_time + one.on_time, waits + one.open
        late, lost, held = late + Counter(one.late), lost + Counter(one.lost), held + Counter(one.held)
    return Promised(due=due, on_time=on_time, late={**late}, lost={**lost}, held={**held}, open=waits)


def _held(nudge: Message | Dropped) -> str:
    """Return why a nudge was not owed, or that it may still leave."""
    if isinstance(nudge, Dropped):
        return nudge.reason.value
    match nudge.failed or nudge.outcome:
        case Expired(detail=detail):
            return WISHES.get(detail, detail)
        case Rejected() | Failed():
            return STOPPED
        case _:
            return OPEN
