"""What a person's facts add up to."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import assert_never

from msgspec.structs import replace

from nudges.core import facts as f
from nudges.core.alive import SIGNS, alive, never_announced, quieted
from nudges.core.disclosed import share_asked, share_taken_in, shares_in_danger, shares_stopped
from nudges.core.facts.steps import talk_of
from nudges.core.forget import taken_back, without_words
from nudges.core.state import ALWAYS, History, Message, Silence
from nudges.core.thinned import taken_in as thinning_taken_in
from nudges.core.trials_heard import trial_taken_in, trials_stopped
from nudges.core.words import Safety

RESEARCH = ("research", "research_words")
"""The questions whether a study may have what somebody answers, and their own words."""

__all__ = ["ALWAYS", "History", "Message", "Silence", "extend", "fold"]


def fold(facts: Iterable[f.Fact]) -> History:
    """Return what the facts add up to, in the order in which they were recorded."""
    facts = tuple(facts)
    gone = taken_back(facts)
    history = History()
    for fact in without_words(facts, gone) if gone else facts:
        if not gone or fact.key not in gone or isinstance(fact, f.Replied):
            _take_in(history, fact)
    return history


def extend(history: History, facts: tuple[f.Fact, ...]) -> History | None:
    """Return the history with more facts taken in, or None if they take back an old one: then fold all again."""
    if any(isinstance(fact, f.Undone) for fact in facts):
        return None
    history = history.copy()
    for fact in facts:
        _take_in(history, fact)
    return history


def _take_in(h: History, fact: f.Fact) -> None:  # noqa: C901, PLR0912, PLR0915  a line for each fact
    if isinstance(fact, SIGNS):
        alive(h, fact.at)
    match fact:
        case f.Queued():
            _queued(h, fact)
        case f.Claimed():
            _change(h, fact.id, lambda m: replace(m, attempts=fact.attempt, claimed_at=fact.at))
        case f.Accepted():
            _change(h, fact.id, lambda m: replace(m, outcome=fact))
        case f.Rejected() | f.Expired():
            _change(h, fact.id, lambda m: replace(m, outcome=fact))
            never_announced(h, fact.id)
        case f.Unsent():
            _change(h, fact.id, lambda m: replace(m, claimed_at=None, until=fact.until))
        case f.Delivered():
            _change(h, fact.id, lambda m: replace(m, delivered=m.failed is None))
        case f.Failed():
            _change(h, fact.id, lambda m: m if m.delivered else replace(m, failed=fact))
            never_announced(h, fact.id)
        case f.Replied():
            h.replies.append(fact)
            h.question = None  # whatever they write, the question is over
        case f.CheckedIn():
            _checked_in(h, fact)
        case f.Dropped():
            h.dropped[fact.id] = fact
            _settle(h, fact)
        case f.Joined():
            _joined(h, fact)
        case f.Deferred():
            h.deferred[fact.id] = fact
            h.waits.setdefault(fact.plan, {})[fact.id] = fact
        case f.Asked():
            h.question = fact
            h.research_asked = fact if fact.question in RESEARCH else h.research_asked
            share_asked(h.sheets, fact)
        case f.Erasing():
            h.erasing, h.talk = True, None
        case f.ResearchAgreed():
            h.research, h.research_words = h.research or fact, fact if fact.words else h.research_words
        case f.ResearchEnded():
            h.research = h.research_words = None
        case f.Entrusted():
            h.entrusted = fact.phone
        case f.Happened():
            h.events.append(fact)
        case f.Rated():
            h.ratings.append(fact)
        case f.Snoozed():
            h.snoozes.append(fact)
            h.talk = None
        case f.Flagged():
            _flagged(h, fact)
        case f.Consented():
            _consented(h, fact)
        case f.Started():
            _start(h, fact.at)
        case f.Stopped():
            h.stopped_at, h.talk = fact.at, None
            h.research = h.research_words = None
            h.silences.append(Silence(fact.at, ALWAYS, None))
            shares_stopped(h.sheets, fact.at)
            trials_stopped(h.trials, fact.at)
        case f.Paused():
            h.silences.append(Silence(fact.begins or fact.at, fact.until, fact.plan, fact.why))
            h.talk = h.talk if fact.begins else None
        case f.Resumed():
            h.silences = [_ended(s, fact.at) if s.plan == fact.plan and s.end != ALWAYS else s for s in h.silences]
        case f.Worded():
            h.talk = None if fact.discreet else h.talk  # what waits was worded for their eyes only
        case f.Stepped():
            h.stepped.append(fact)
        case f.CourseBegun():
            h.course = fact
        case f.CourseLeft():
            h.course = None
        case f.Contacted():
            h.touches.append(fact)
        case f.Focused():
            h.focus = fact
        case f.Helped():
            h.helped.append(fact)
        case f.Proposed() | f.Shared() | f.Unshared() | f.Shown():
            share_taken_in(h.sheets, fact)
        case f.Arranged():
            h.arranged[fact.plan] = (*h.arranged.get(fact.plan, ()), fact)
        case f.TrialBegun() | f.TrialEnded():
            trial_taken_in(h.trials, fact)
        case f.Quieted():
            quieted(h, fact)
        case f.Suggested() | f.Thinned() | f.Retained():
            thinning_taken_in(h.thinning, fact)
        case f.Returned() | f.Offered() | f.Unknown() | f.Undone() | f.Moved() | f.Adjusted() | f.Spoken():
            pass
        case _:
            assert_never(fact)


def _consented(h: History, fact: f.Consented) -> None:
    """Begin; a proof of consent ends no stop, pause or rest: only the person's own START does."""
    h.consented_at = h.consented_at or fact.at


def _queued(h: History, fact: f.Queued) -> None:
    h.messages[fact.id] = h.open[fact.id] = Message(fact)
    h.talk = talk_of(fact.id) or h.talk
    if fact.plan is not None and fact.again is None:
        _settle(h, fact)


def _checked_in(h: History, fact: f.CheckedIn) -> None:
    """Take a check-in in; the later word about a nudge takes the place of the earlier one."""
    place = (fact.plan, fact.day, fact.nudge)
    before = h.checkins.pop(place, None)
    if before is None or before.outcome is not fact.outcome:
        h.told[place] = fact.at
    h.checkins[place] = h.days[fact.plan, fact.day] = fact
    if fact.nudge is not None:
        h.answers[fact.nudge] = fact


def _settle(h: History, fact: f.Queued | f.Joined | f.Dropped) -> None:
    """Note that a nudge has its fact, and no longer waits."""
    plan = fact.plan or ""
    h.last_due[plan] = max(fact.due, h.last_due.get(plan, fact.due))
    h.waits.get(plan, {}).pop(fact.id, None)


def _joined(h: History, fact: f.Joined) -> None:
    """Take a nudge that shares a text for a message of its own, which fares as that text does."""
    text = h.messages.get(fact.into)
    if text is None:
        return
    own = {name: getattr(fact, name) for name in ("id", "plan", "due", "contact", "drawn", "arm", "chance")}
    h.messages[fact.id] = replace(text, queued=replace(text.queued, **own), into=fact.into)
    h.joined[fact.into] = (*h.joined.get(fact.into, ()), fact.id)
    _settle(h, fact)


def _change(h: History, message_id: str, change: Callable[[Message], Message]) -> None:
    for part in h.joined.get(message_id, ()):
        h.messages[part] = change(h.messages[part])
    if message := h.messages.get(message_id):
        changed = h.messages[message_id] = change(message)
        if changed.outcome is None:
            h.open[message_id] = changed
        else:
            h.open.pop(message_id, None)


def _flagged(h: History, fact: f.Flagged) -> None:
    h.flags.append(fact)
    shares_in_danger(h.sheets, fact)
    h.talk = None
    if fact.tier is Safety.HARD:
        trials_stopped(h.trials, fact.at)
        h.silences.append(Silence(fact.at, ALWAYS, None))


def _start(h: History, at: datetime) -> None:
    """End every silence that is for all plans: the person asked for their nudges."""
    h.stopped_at = None
    h.silences = [_ended(s, at) if s.plan is None else s for s in h.silences]


def _ended(silence: Silence, at: datetime) -> Silence:
    return replace(silence, end=min(silence.end, at))
