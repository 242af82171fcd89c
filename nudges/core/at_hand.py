"""What of somebody's past has to be at hand: the last forty days, and what still stands of the time before."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from nudges.core import facts as f
from nudges.core.facts import Fact
from nudges.core.forget import taken_back
from nudges.core.history import fold

KEPT = timedelta(days=40)
"""For how long facts surely stay at hand; more than anything in the core looks back."""

_STANDING = (f.Consented, f.Stopped, f.Started, f.Paused, f.Resumed, f.Flagged, f.Entrusted, f.Contacted,
             f.ResearchAgreed, f.ResearchEnded,
             f.CourseBegun, f.CourseLeft, f.Proposed, f.Shared, f.Shown,
             f.Arranged, f.TrialBegun, f.TrialEnded, f.Quieted,
             f.Suggested, f.Thinned, f.Retained)  # fmt: skip


def kept_from(now: datetime) -> datetime:
    """Return since when every fact is at hand: forty days ago, in whole months."""
    return (now - KEPT).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def recent(facts: Sequence[Fact], now: datetime) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Split facts into those a moment needs (forty days, in whole months, and what still stands) and the past."""
    start = kept_from(now)
    if not facts or min(fact.at for fact in facts) >= start:
        return tuple(facts), ()
    keys = {fact.key for fact in _standing(facts, start)}
    keep = [fact for fact in facts if fact.at >= start or fact.key in keys]
    return tuple(keep), tuple(fact for fact in facts if fact.at < start)


def _standing(facts: Sequence[Fact], start: datetime) -> Iterator[Fact]:
    """Yield the old facts that still say whether someone may be texted.

    That is their consent, whom they trust, all since they last began again, the pauses that have not ended, with what
    ended them, the course they take, when they were last in touch with each of their people, the sheets that are
    still shared, and how few texts come because they do not answer. Of a plan that learns its time or is in a trial it
    is what was settled last, and of trials all.
    """
    # What was taken back goes together with the fact that says so, or it would hold again without it.
    gone = taken_back(facts)
    old = [fact for fact in facts if isinstance(fact, _STANDING) and fact.key not in gone]
    began = max((place for place, fact in enumerate(old) if isinstance(fact, f.Started) and fact.at < start), default=0)
    latest = [*_latest(old), *_shared(old, facts, start), *_quieted(old, facts)]
    for place, fact in enumerate(old):
        match fact:
            case (
                f.Contacted() | f.CourseBegun() | f.CourseLeft() | f.ResearchAgreed() | f.ResearchEnded()
                | f.Proposed() | f.Shared() | f.Shown() | f.Arranged() | f.Quieted()
                | f.Suggested() | f.Thinned() | f.Retained()
            ):  # fmt: skip
                if fact in latest:
                    yield fact
            case f.Consented() | f.Resumed() | f.Entrusted() | f.TrialBegun() | f.TrialEnded():
                yield fact
            case f.Paused():
                if fact.until >= start:
                    yield fact
            case f.Stopped() | f.Started() | f.Flagged():
                if place >= began:
                    yield fact


def _shared(old: Sequence[Fact], facts: Sequence[Fact], start: datetime) -> list[Fact]:
    """Return what is known of the sheets that somebody may still open."""
    about = [fact for fact in old if isinstance(fact, f.Proposed | f.Shared | f.Shown)]
    sheets = fold(facts).sheets if about else {}
    live = {name for name, each in sheets.items() if each.shared and not each.ended and each.shared.until >= start}
    return [fact for fact in about if fact.name in live]


def _quieted(old: Sequence[Fact], facts: Sequence[Fact]) -> list[Fact]:
    """Return what was announced because somebody does not answer, and holds until they do."""
    about = [fact for fact in old if isinstance(fact, f.Quieted)]
    return [fact for fact in fold(facts).quieted if fact in about] if about else []


def _latest(facts: Sequence[Fact]) -> list[Fact]:
    """Return the last touch with each of their people, the last word on a course and on each plan that becomes less."""
    found: dict[str, Fact] = {}
    for fact in facts:
        match fact:
            case f.Contacted():
                found[f"contact/{fact.contact}"] = fact
            case f.CourseBegun() | f.CourseLeft():
                found["course"] = fact
            case f.Suggested() | f.Thinned() | f.Retained():
                found[f"{type(fact).__name__}/{fact.plan}"] = fact
            case f.Arranged():
                found[f"arranged/{fact.plan}/{fact.trial or ''}"] = fact
            case f.ResearchAgreed():
                found.setdefault(f"research/{fact.words}", fact)
            case f.ResearchEnded() | f.Stopped():
                found.pop("research/False", None)
                found.pop("research/True", None)
            case _:
                pass
    return [*found.values()]
