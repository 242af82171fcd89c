"""What may be said beyond counts: a best time, and that mood and a practice went together. Nearly always nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time, timedelta
from math import sqrt

from nudges.core.asked import answer_of, wants_answer
from nudges.core.book import Book
from nudges.core.chances import best_of, bound, lag_one, standard_error
from nudges.core.localtime import day_of
from nudges.core.looked import BestTime, Claim, MoodLink
from nudges.core.rhythm import left_at
from nudges.core.shelf import Shelf
from nudges.core.state import Message
from nudges.core.strength import silent_days
from nudges.core.values import Person, Plan
from nudges.core.words import Outcome

DAY, RHYTHM = timedelta(days=1), timedelta(days=28)
REACH = timedelta(weeks=26)
"""A look takes in half a year at most: people change."""

WINDOWS = ((time(5), "morning"), (time(11), "midday"), (time(14), "afternoon"), (time(18), "evening"))
FEWEST = 10
"""So many texts in each part of the day, and so many days on each side, before anything is said."""

SURE = {2: 0.995}
SURE_OF_MORE = 0.98
"""How probable it has to be that one part of the day is the best. Of two that are alike, one is soon ahead."""

BY_CHANCE = 0.01


def claims(shelf: Shelf, day: date, titles: Mapping[str, str]) -> tuple[Claim, ...]:
    """Return what may be said on a day: what was found at the last of the looks that come every four weeks."""
    end = last_look(shelf.book.person, day)
    if end is None:
        return ()
    first = end - REACH
    book = shelf.span(first, end)
    tried = {trial.begun.plan for trial in book.history.trials.values() if trial.ended is None}
    counted = {
        plan.id: found
        for plan in book.plans
        if plan.id not in tried and len(found := _by_window(book, plan, first, end)) > 1
    }
    enough = {plan: found for plan, found in counted.items() if min(sent for _, sent in found.values()) >= FEWEST}
    best = (_best(plan, titles[plan], found, len(enough)) for plan, found in enough.items())
    moods = _moods(book, first, end)
    sides = {plan.id: each for plan in book.plans if min(map(len, each := _sides(book, plan.id, moods))) >= FEWEST}
    linked = (_linked(plan, titles[plan], moods, *each, len(sides)) for plan, each in sides.items())
    return tuple(claim for claim in (*best, *linked) if claim is not None)


def last_look(person: Person, day: date) -> date | None:
    """Return the Monday of the last look up to a day: one comes every four weeks from the week in which they came."""
    came = day_of(person, person.since)
    begun = came - timedelta(days=came.weekday())
    many = (day - begun) // RHYTHM
    return begun + many * RHYTHM if many > 0 else None


def _by_window(book: Book, plan: Plan, first: date, end: date) -> dict[str, tuple[int, int]]:
    """Return done and sent of each part of the day that a plan often had.

    Only what came side by side is compared: since the plan's last change, and in weeks in which each part had its turn.
    """
    weeks: defaultdict[date, defaultdict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    often = Counter[str]()
    for window, day, done in _tried(book, plan, first, end):
        weeks[day - timedelta(days=day.weekday())][window].append(done)
        often[window] += 1
    windows = [window for _, window in WINDOWS if often[window] >= FEWEST]
    whole = [week for week in weeks.values() if week.keys() >= {*windows}]
    found = {window: [done for week in whole for done in week[window]] for window in windows}
    return {window: (sum(tries), len(tries)) for window, tries in found.items()}


def _tried(book: Book, plan: Plan, first: date, end: date) -> Iterator[tuple[str, date, bool]]:
    """Yield the part of the day, the day and whether it was done of each nudge that asked freely.

    The second of a day comes only where the first was not done, and one that was put off belongs to two parts.
    """
    since, put_off = day_of(book.person, plan.since), {snooze.nudge for snooze in book.history.snoozes}
    still, seen = silent_days(book, plan.id, first, end), set[date]()
    for message in book.history.nudges():
        nudge = message.queued
        if nudge.plan != plan.id or not message.left or nudge.again is not None or not wants_answer(book, nudge):
            continue
        day = day_of(book.person, nudge.due)
        if not max(first, since) <= day < end or (day in seen and not plan.every_time):
            continue
        seen.add(day)
        answer = answer_of(book, nudge)
        outcome = answer.outcome if answer is not None else None
        if nudge.id in put_off or outcome is Outcome.NOT_APPLICABLE or (outcome is None and day in still):
            continue
        yield window_of(book.person, message), day, outcome is Outcome.DONE


def window_of(person: Person, message: Message) -> str:
    """Return the part of the person's day in which a message left."""
    at = left_at(message).astimezone(person.clock).time()
    return next((name for begins, name in reversed(WINDOWS) if at >= begins), WINDOWS[-1][1])


def _best(plan: str, title: str, counted: Mapping[str, tuple[int, int]], plans: int) -> BestTime | None:
    """Return the best part of the day, where it is sure enough; of more plans at once each has to be surer."""
    windows = list(counted)
    place, sure = best_of(list(counted.values()))
    if 1 - sure > (1 - SURE.get(len(windows), SURE_OF_MORE)) / plans:
        return None
    done, sent = counted[windows[place]]
    return BestTime(plan=plan, title=title, window=windows[place], done=done, sent=sent)


def _moods(book: Book, first: date, end: date) -> dict[date, float]:
    """Return how they felt on each day on which they said so; of several numbers the mean."""
    found: defaultdict[date, list[int]] = defaultdict(list)
    for said in book.history.ratings:
        if said.plan is None and first <= (day := day_of(book.person, said.at)) < end:
            found[day].append(said.rating)
    return {day: sum(given) / len(given) for day, given in sorted(found.items())}


def _sides(book: Book, plan: str, moods: Iterable[date]) -> tuple[list[date], list[date]]:
    """Return the days with a done and those with a skip. A silent day is neither: silence says nothing."""
    with_days, without = [], []
    for day in moods:
        checkin = book.history.days.get((plan, day))
        if checkin is not None and checkin.outcome is Outcome.DONE:
            with_days.append(day)
        elif checkin is not None and checkin.outcome is Outcome.SKIPPED:
            without.append(day)
    return with_days, without


def _linked(
    plan: str, title: str, moods: Mapping[date, float], with_days: list[date], without: list[date], plans: int
) -> MoodLink | None:  # fmt: skip
    one, other = _mean(moods, with_days), _mean(moods, without)
    rest = {day: moods[day] - one for day in with_days} | {day: moods[day] - other for day in without}
    spread = sqrt(sum(each**2 for each in rest.values()) / (len(rest) - 2))
    if spread == 0:
        return None
    pairs = [(rest[day], rest[day + DAY]) for day in rest if day + DAY in rest]
    left = lag_one(pairs, spread, len(rest))
    weights = {day.toordinal(): 1 / len(with_days) for day in with_days}
    weights |= {day.toordinal(): -1 / len(without) for day in without}
    error, freedom = standard_error(weights, spread, left)
    half = bound(BY_CHANCE / plans, freedom) * error
    difference = one - other
    if abs(difference) <= half:
        return None
    return MoodLink(
        plan=plan,
        title=title,
        with_days=len(with_days),
        without_days=len(without),
        difference=difference,
        low=difference - half,
        high=difference + half,
    )


def _mean(moods: Mapping[date, float], days: list[date]) -> float:
    return sum(moods[day] for day in days) / len(days)
