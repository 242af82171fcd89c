"""Trials of a person's own: two arms, drawn day by day with known chances, and told about once, at their end."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from math import ceil, sqrt
from statistics import NormalDist

from nudges.core import facts as f
from nudges.core.book import Book
from nudges.core.facts import Fact
from nudges.core.learning import Counts
from nudges.core.localtime import instant, opening
from nudges.core.state import Trial
from nudges.core.texts import Words
from nudges.core.trial_days import SETTLES, tally
from nudges.core.wording import say_to
from nudges.core.words import Kind, Language, TrialEnd, Vary

ENDS_AT = time(10)
TELLS_FOR = timedelta(days=3)
ERROR, POWER = 0.05, 0.80
DIFFERENCE, RATE = 0.30, 0.50
"""What a trial is made to see four times in five: a habit done on 65 days of 100 on one arm, on 35 on the other."""

WEEK, MOST_WEEKS = 7, 26
Z = NormalDist().inv_cdf(1 - ERROR / 2)


def days_needed() -> int:
    """Return how many days a trial needs to see a large difference, half of them on each arm.

    >>> days_needed()
    80
    """
    high, low = RATE + DIFFERENCE / 2, RATE - DIFFERENCE / 2
    spread = high * (1 - high) + low * (1 - low)
    return 2 * ceil((Z + NormalDist().inv_cdf(POWER)) ** 2 * spread / DIFFERENCE**2)


def weeks_needed(days_a_week: float) -> int:
    """Return how many weeks it takes until a plan that comes so often has come often enough.

    >>> weeks_needed(7), weeks_needed(1)
    (12, 80)
    """
    return ceil(days_needed() / days_a_week)


def interval(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float, float]:
    """Return the difference of two shares (done, tried), and between what it lies 95 times in 100 (Newcombe's hybrid).

    >>> [round(each, 3) for each in interval((56, 70), (48, 80))]
    [0.2, 0.052, 0.334]
    """
    (p, low, high), (q, least, most) = _wilson(*one), _wilson(*other)
    gap = p - q
    return gap, gap - sqrt((p - low) ** 2 + (most - q) ** 2), gap + sqrt((high - p) ** 2 + (q - least) ** 2)


def _wilson(done: float, tried: float) -> tuple[float, float, float]:
    if tried == 0:
        return 0.5, 0.0, 1.0
    share, weight = done / tried, Z**2 / tried
    middle, half = share + weight / 2, Z * sqrt(share * (1 - share) / tried + weight / tried / 4)
    return share, (middle - half) / (1 + weight), (middle + half) / (1 + weight)


def running(book: Book) -> list[Trial]:
    """Return the trials that have not ended."""
    return [trial for trial in book.history.trials.values() if trial.ended is None]


def next_over(book: Book) -> datetime | None:
    """Return when the next trial is over: two days after its last one, when all is told."""
    return min((_over(book, trial) for trial in running(book)), default=None)


def _over(book: Book, trial: Trial) -> datetime:
    moment = instant(datetime.combine(trial.begun.last + SETTLES, ENDS_AT), book.person.clock)
    return opening(book.person, moment)


def trials_over(book: Book, words: Words, now: datetime) -> Iterator[Fact]:
    """Yield that trials are over, each with the text that tells of it; who rests, or hears less, is told nothing."""
    for trial in running(book):
        if _over(book, trial) > now:
            continue
        name, counts = trial.begun.name, tally(book, trial.begun.plan, trial, now)
        yield f.TrialEnded(at=now, name=name, why=TrialEnd.OVER, counts=counts)
        if not book.history.silent(now) and not book.history.quieted:
            yield _told(book, trial, counts, words, now)


def _told(book: Book, trial: Trial, counts: Counts, words: Words, now: datetime) -> f.Queued:
    one, other = counts
    gap, low, high = (round(100 * each) for each in interval(one, other))
    apart = "trial_over" if low <= 0 <= high else "trial_over_apart"
    name = f"answer/trial/{trial.begun.name}"
    places: dict[str, str | int] = {
        "first": said(trial.begun, 0, book.person.language),
        "second": said(trial.begun, 1, book.person.language),
        "first_done": round(one[0]),
        "first_days": round(one[1]),
        "second_done": round(other[0]),
        "second_days": round(other[1]),
        "gap": gap,
        "low": low,
        "high": high,
    }
    text = say_to(words, book.person, apart if one[1] and other[1] else "trial_few", name, places)
    return f.Queued(at=now, id=name, kind=Kind.ANSWER, text=text, due=now, expires=now + TELLS_FOR)


SAID = {
    Language.EN: {"beforehand": "text before", "evening": "only asked", "prompt": "plain", "reason": "with a reason",
                  "question": "with a question", "smaller": "smaller"},
    Language.ES: {"beforehand": "aviso antes", "evening": "solo pregunta", "prompt": "simple",
                  "reason": "con motivo", "question": "con pregunta", "smaller": "corto"},
}  # fmt: skip
"""What the arms of a trial are called where a person reads it; hours are called what they are."""


def said(begun: f.TrialBegun, place: int, language: Language = Language.EN) -> str:
    """Return what an arm of a trial is called."""
    name = ("beforehand", "evening")[place] if begun.vary is Vary.NONE else begun.arms[place]
    return SAID[language].get(name, name)
