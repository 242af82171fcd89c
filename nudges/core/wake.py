"""What the clock brings: the nudges that are due, the week's report, and when to look again."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import assert_never

from nudges.core.arranged import drawn_for
from nudges.core.arranging import arrangements, is_to_arrange
from nudges.core.book import Book
from nudges.core.due import Nudge, waiting, waiting_and_coming
from nudges.core.facts import Deferred, Dropped, Expired, Fact
from nudges.core.history import ALWAYS
from nudges.core.holds import Drop, Go, Verdict, Wait, gap_ends, sent_on, verdicts
from nudges.core.localtime import day_of, opening
from nudges.core.outage import with_outage
from nudges.core.outbox import divided, outbox
from nudges.core.quiet_texts import say_quietly
from nudges.core.report_text import word_report
from nudges.core.suggesting import suggest
from nudges.core.texts import Words
from nudges.core.together import word_rest, word_together
from nudges.core.trials import next_over, trials_over
from nudges.core.weekly import REPORT_GRACE, is_reported, report_moment
from nudges.core.wording import word_nudge
from nudges.core.words import Reason


def wake(book: Book, words: Words, now: datetime) -> list[Fact]:
    """Return the facts that the clock brings at a moment; asked again, it brings nothing new."""
    facts: list[Fact] = [*arrangements(book, now), *trials_over(book, words, now)]
    for each in divided(book, now):
        facts += [Expired(at=now, id=each.text.id, detail=each.why), *word_rest(book, each.rest, words, now)]
    book = book.add(*facts)
    report = _report_now(book, now)
    if report is not None:
        facts.append(word_report(book, report, words, now))
        book = book.add(facts[-1])
    going, held = list[Nudge](), list[Fact]()
    for nudge, decided in verdicts(book, waiting(book, now), now):
        match decided:
            case Go() if nudge.again is None:
                going.append(nudge)
            case Go():
                facts.append(word_nudge(book, nudge, words, now))
                book = book.add(facts[-1])
            case Drop() | Wait():
                held += _held(book, nudge, decided, now)
            case _:
                assert_never(decided)
    begun = [*_leaving(book, going, words, now)]
    return [*facts, *held, *(with_outage(book.add(*held), begun, words, now) if begun else ())]


def _held(book: Book, nudge: Nudge, decided: Drop | Wait, now: datetime) -> Iterator[Fact]:
    if isinstance(decided, Drop):
        yield _dropped(book, nudge, decided.reason, now)
        return
    if not _is_noted(book, nudge, decided):
        until, reason = decided.until, decided.reason
        waits = Deferred(at=now, id=nudge.id, plan=nudge.plan.id, due=nudge.due, until=until, reason=reason)
        if waits.key not in book.keys:
            yield waits


def _is_noted(book: Book, nudge: Nudge, wait: Wait) -> bool:
    noted = book.history.deferred.get(nudge.id)
    return noted is not None and noted.until == wait.until


def _leaving(book: Book, going: list[Nudge], words: Words, now: datetime) -> Iterator[Fact]:
    """Yield the text of what leaves now; of one plan's nudges only the latest does."""
    latest = {nudge.plan.id: nudge for nudge in going}
    for nudge in going:
        if latest[nudge.plan.id] is not nudge:
            yield _dropped(book, nudge, Reason.NEWER, now)
    first, *others = sorted(latest.values(), key=lambda nudge: (nudge.due, nudge.plan.id)) or (None,)
    if first is not None and (said := say_quietly(book, first, words, now)):
        yield from said
        yield from (_dropped(book, nudge, Reason.QUIET, now) for nudge in others)
        return
    leaving = list(latest.values())
    yield from suggest(book, leaving, words, now) or word_together(book, leaving, words, now)


def _dropped(book: Book, nudge: Nudge, reason: Reason, now: datetime) -> Dropped:
    arm, chance = drawn_for(book, nudge.plan, nudge.due)
    return Dropped(
        at=now, id=nudge.id, plan=nudge.plan.id, due=nudge.due, reason=reason, arm=arm, chance=chance
    )  # fmt: skip


def _report_now(book: Book, now: datetime) -> datetime | None:
    """Return the report's moment if it may go out now and is not written yet."""
    day = day_of(book.person, now)
    moment = report_moment(book, day)
    if moment is None or is_reported(book, day) or not _report_from(book, moment, now) <= now <= moment + REPORT_GRACE:
        return None
    return moment if sent_on(book, day, now) < book.person.cap and opening(book.person, now) == now else None


def _report_from(book: Book, moment: datetime, now: datetime) -> datetime:
    """Return when the report may go out: far enough from the last text."""
    return max(moment, gap_ends(book, max(moment, now))) if now >= moment else moment


def next_wake(book: Book, now: datetime) -> datetime | None:
    """Return the next moment at which this book needs a look; `now` if it needs one already."""
    sends = outbox(book, now)
    over = next_over(book)
    if is_to_arrange(book, now) or (over is not None and over <= now):
        return now
    if book.history.erasing and not book.history.open:
        return now
    if sends.ready or sends.stale or sends.expired or any(divided(book, now)):
        return now
    moments = [end for s in book.history.silences if now < (end := s.end) < ALWAYS]
    waits, coming = waiting_and_coming(book, now)
    found = (coming, _next_held(book, waits, now), sends.wake, _next_report(book, now))
    moments += [over] if over is not None else []
    moments += [moment for moment in found if moment is not None]
    return max(now, min(moments)) if moments else None


def _next_held(book: Book, waits: list[Nudge], now: datetime) -> datetime | None:
    """Return until when the nudges that are due already wait."""
    decided = verdicts(book, waits, now)
    return min((_look(book, nudge, verdict, now) for nudge, verdict in decided), default=None)


def _look(book: Book, nudge: Nudge, decided: Verdict, now: datetime) -> datetime:
    """Return when to look at a nudge again; now, if a fact about it is still to be recorded."""
    if not isinstance(decided, Wait):
        return now
    return decided.until if _is_noted(book, nudge, decided) else now


def _next_report(book: Book, now: datetime) -> datetime | None:
    today = day_of(book.person, now)
    for ahead in range(8):
        day = today + timedelta(days=ahead)
        moment = report_moment(book, day)
        if moment is None or is_reported(book, day):
            continue
        leaves = _report_from(book, moment, now)
        if leaves > now and leaves <= moment + REPORT_GRACE:
            return leaves
        if ahead == 0 and _report_now(book, now):
            return now
    return None
