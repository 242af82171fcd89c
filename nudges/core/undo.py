"""How the last thing that a person texted is taken back, whatever it was, or put right."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from nudges.core import facts as f
from nudges.core.answers import Answering
from nudges.core.asked import ANSWERABLE
from nudges.core.book import Book
from nudges.core.checkins import ANSWER_TO, check_in, said_next
from nudges.core.facts import Fact
from nudges.core.forget import taken_back
from nudges.core.late import late, said_late
from nudges.core.localtime import day_of
from nudges.core.reach import day_meant, days_of, reachable
from nudges.core.said import clock
from nudges.core.sharing import share_stays, share_undone
from nudges.core.understanding.commands import courtesy
from nudges.core.understanding.days import OUTCOME_OF
from nudges.core.understanding.normal import normalise
from nudges.core.week_answers import forget_word
from nudges.core.words import Intent, Outcome
from nudges.core.zones import zone_named

FINAL = frozenset({Intent.STOP, Intent.START, Intent.CRISIS})
"""What no UNDO reaches, or goes behind."""

LASTING = (f.Queued, f.Erasing, f.Stepped, f.Offered, f.Consented, f.Stopped)
"""Facts of a reply that are not taken back by themselves."""


class Last(NamedTuple):
    """What somebody texted last that can be taken back, and what followed from it."""

    reply: f.Replied
    facts: tuple[Fact, ...]

    @property
    def checkins(self) -> list[f.CheckedIn]:
        """The check-ins among the facts."""
        return [fact for fact in self.facts if isinstance(fact, f.CheckedIn)]


def undo(turn: Answering) -> list[Fact]:
    """Return that the last thing is taken back and what that was, or put right; what came before it stays."""
    last, value = _last(turn), turn.heard.value
    if value.ago is not None:
        return _for_another_day(turn, last)
    if last is None:
        return turn.answer("nothing_to_undo")
    if value.meant and value.parts:
        return _meant(turn, last, value.parts[0].outcome)
    gone = _gone(turn, last.facts)
    for kind, back in _BACK:
        if found := [fact for fact in last.facts if isinstance(fact, kind)]:
            done = back(turn, found, gone)
            return turn.answer("nothing_to_undo") if done is None else done
    forgotten = f.Undone(at=turn.now, taken_back=last.reply.key, source=turn.reply)
    return [*gone, forgotten, *turn.answer("undone_note")]


def _last(turn: Answering) -> Last | None:
    """Return the latest text that did something which still holds. A stop, a start and danger are never reached."""
    book, gone = turn.book, taken_back(turn.book.facts)
    for reply in reversed(book.history.replies):
        if turn.now - reply.at > ANSWERABLE or reply.intent in FINAL or reply.safety.is_danger:
            return None
        facts = tuple(_of(book, reply, gone))
        if reply.key in gone or (reply.intent is Intent.UNDO and not Last(reply, facts).checkins):
            continue
        if facts or _has_words(reply):
            return Last(reply, facts)
    return None


def _of(book: Book, reply: f.Replied, gone: frozenset[str]) -> Iterator[Fact]:
    """Yield what followed from a reply and still holds; a question only while it is open."""
    for fact in reversed(book.facts):
        if fact.at < reply.at:
            return
        if getattr(fact, "source", None) != reply.id or isinstance(fact, LASTING) or fact.key in gone:
            continue
        if not isinstance(fact, f.Asked) or fact == book.history.question:
            yield fact


def _has_words(reply: f.Replied) -> bool:
    """Whether a reply was kept for its words: as a note, or as the answer to a step."""
    return reply.intent is Intent.NOTE and bool(reply.text) and courtesy(normalise(reply.text)) is None


def _meant(turn: Answering, last: Last, outcome: Outcome) -> list[Fact]:
    """Return that the last answer is another one; what else it said stays."""
    if last.checkins:
        mended = [replace(each, at=turn.now, source=turn.reply, outcome=outcome) for each in last.checkins]
        alone = [fact for fact in last.facts if isinstance(fact, f.Contacted) and outcome is not Outcome.DONE]
        return [*_gone(turn, alone), *mended, *turn.answer(ANSWER_TO[outcome])]
    later = [fact for fact in last.facts if isinstance(fact, f.Snoozed)]
    return [*_gone(turn, later), *check_in(turn, outcome)]


def _gone(turn: Answering, facts: Iterable[Fact]) -> list[f.Undone]:
    return [f.Undone(at=turn.now, taken_back=fact.key, source=turn.reply) for fact in facts]


def _for_another_day(turn: Answering, last: Last | None) -> list[Fact]:
    """Return that the last answer counts for a day that is past, and no longer where it was put."""
    if last is None or not last.checkins:
        before = next((r for r in reversed(turn.book.history.replies) if turn.now - r.at <= ANSWERABLE), None)
        outcome = OUTCOME_OF.get(before.intent) if before else None
        return late(turn, outcome) if outcome else turn.answer("nothing_to_undo")
    value, person = turn.heard.value, turn.book.person
    first = days_of(person, value.ago or 0, turn.now)[0]
    there = value.part is None and all(each.day == first for each in last.checkins)
    put = [] if there else [_moved(turn, each, alone=len(last.checkins) == 1) for each in last.checkins]
    if any(each.day < day_of(person, person.since) for each in put):
        return turn.answer("nothing_to_undo")
    gone = _gone(turn, last.checkins) if put else []
    return [*gone, *put, *said_late(turn, [(each.plan, each.outcome) for each in put or last.checkins])]


def _moved(turn: Answering, was: f.CheckedIn, *, alone: bool) -> f.CheckedIn:
    """Return a check-in on the day that was meant: for its own plan's nudge, or for another that waits."""
    value = turn.heard.value
    own = reachable(turn.book, replace(value, plan=was.plan), turn.now)
    nudge = own[-1].queued if own else turn.nudge if alone else None
    changed = replace(was, at=turn.now, source=turn.reply)
    if nudge is None or nudge.plan is None:
        return replace(changed, day=day_meant(turn.book, value, turn.now), nudge=None)
    day = day_of(turn.book.person, nudge.due)
    return replace(changed, plan=nudge.plan, day=day, nudge=nudge.again or nudge.id)


Back = Callable[[Answering, list[Fact], list[f.Undone]], "list[Fact] | None"]


def _answers(turn: Answering, found: list[Fact], gone: list[f.Undone]) -> list[Fact]:
    plans = [fact.plan for fact in found if isinstance(fact, f.CheckedIn)]
    if len(plans) > 1:
        return [*gone, *turn.answer("undone_several", {"number": len(plans)})]
    if any(isinstance(fact, f.CheckedIn) and _is_number(turn.book, fact) for fact in found):
        return [*gone, *turn.answer("undone_number")]
    return [*gone, *turn.answer("undone", {"plan": turn.name_of(plans[0])})]


def _is_number(book: Book, fact: f.CheckedIn) -> bool:
    """Whether a check-in only added a number to one that holds without it."""
    return any(
        isinstance(old, f.CheckedIn)
        and (old.plan, old.day, old.nudge, old.outcome) == (fact.plan, fact.day, fact.nudge, fact.outcome)
        and (old.rating, old.count) != (fact.rating, fact.count)
        and old.key not in taken_back(book.facts)
        for old in book.facts
        if old is not fact
    )


def _by(name: str) -> Back:
    """Return how facts are taken back that nothing but an answer is needed for."""
    return lambda turn, _, gone: [*gone, *turn.answer(name)]


def _rest(turn: Answering, _: list[Fact], gone: list[f.Undone]) -> list[Fact]:
    return [*gone, *turn.answer("undone_pause", {"next": said_next(turn, *gone)})]


def _zone(turn: Answering, found: list[Fact], gone: list[f.Undone]) -> list[Fact] | None:
    from nudges.core.cities import label

    fact, person = found[0], turn.book.person
    assert isinstance(fact, f.Moved)
    if fact.was is None or person.zone_at(turn.now) != zone_named(fact.zone):
        return None
    back = f.Moved(at=turn.now, zone=fact.was, ahead=fact.was_ahead, source=turn.reply)
    there = replace(person, zone=zone_named(fact.was), moves=())
    return [*gone, back, *turn.answer("undone_zone", {"place": label(fact.was), "time": clock(there, turn.now)})]


def _plan(turn: Answering, found: list[Fact], gone: list[f.Undone]) -> list[Fact] | None:
    fact = found[0]
    assert isinstance(fact, f.Adjusted)
    plan = next((each for each in turn.book.plans if each.id == fact.plan), None)
    if plan is None or (fact.when is not None and (fact.was_when is None or plan.when != fact.when)):
        return None
    if fact.when is None and fact.was_small is None:
        return None
    back = f.Adjusted(
        at=turn.now, plan=plan.id, when=fact.was_when, small=fact.was_small, begins=fact.was_begins, source=turn.reply
    )
    name = "undone_plan" if fact.when is not None else "undone_smaller"
    return [*gone, back, *turn.answer(name, {"plan": turn.called(plan), "next": said_next(turn, back)})]


def _language(turn: Answering, found: list[Fact], gone: list[f.Undone]) -> list[Fact] | None:
    fact = found[0]
    assert isinstance(fact, f.Spoken)
    if fact.was is None or turn.book.person.language is not fact.language:
        return None
    back = f.Spoken(at=turn.now, language=fact.was, source=turn.reply)
    return [*gone, back, *turn.answer("undone_language", language=fact.was)]


def _wording(turn: Answering, found: list[Fact], gone: list[f.Undone]) -> list[Fact]:
    fact = found[0]
    assert isinstance(fact, f.Worded)
    return [*gone, f.Worded(at=turn.now, discreet=fact.was, source=turn.reply), *turn.answer("undone_wording")]


_BACK: tuple[tuple[type[Fact], Back], ...] = (
    (f.Paused, _rest),
    (f.CheckedIn, _answers),
    (f.Snoozed, _by("undone_later")),
    (f.Rated, _by("undone_number")),
    *((kind, _by("undone_resume")) for kind in (f.Started, f.Resumed)),
    (f.Moved, _zone),
    (f.Adjusted, _plan),
    (f.Spoken, _language),
    (f.Worded, _wording),
    (f.Entrusted, _by("undone_trust")),
    *((kind, _by("undone_research")) for kind in (f.ResearchAgreed, f.ResearchEnded)),
    (f.Contacted, _by("undone_contact")),
    (f.Focused, _by("undone_focus")),
    (f.Helped, forget_word),
    (f.Shared, share_undone),
    (f.Unshared, share_stays),
    (f.Asked, _by("undone_question")),
)
"""How each kind of thing is taken back, the first that is there."""
