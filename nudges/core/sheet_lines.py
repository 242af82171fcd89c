"""How each line of a sheet reads: from what is looked back on, and from nothing else."""

from collections.abc import Callable, Iterable
from datetime import date

import msgspec

from nudges.core.looked import BestTime, LookBack, MoodLink, Ratings
from nudges.core.report import PlanWeek
from nudges.core.said import MONTHS
from nudges.core.sheet_words import COUNTS, HEADINGS, LINES, SAYS, WINDOWS
from nudges.core.values import Person
from nudges.core.words import Language

MOST_WORDS, LONGEST = 6, 160
"""So many things in a person's own words stand on a sheet, the latest of them, and so much of each: it is one page."""


class SheetLine(msgspec.Struct, frozen=True, kw_only=True):
    """One chosen line: its name, its heading, and what it says."""

    line: str
    heading: str
    says: tuple[str, ...]


class Look(msgspec.Struct, frozen=True):
    """What lines are read from."""

    person: Person
    back: LookBack

    def say(self, name: str, **places: object) -> str:
        """Return a phrase in the person's language."""
        return SAYS[self.person.language][name].format(**places)

    def number(self, number: float) -> str:
        """Return a number with one place, such as `6.5`, or `6,5` in Spanish."""
        said = f"{number:.1f}"
        return said.replace(".", ",") if self.person.language is Language.ES else said

    def counts(self, **counts: int) -> str:
        """Return counts as words, without those that are nothing."""
        words = COUNTS[self.person.language]
        return ", ".join(words[name].format(n=n) for name, n in counts.items() if n or name == "done")

    def day(self, day: date) -> str:
        """Return such as `24 Nov`."""
        return f"{day.day} {MONTHS[self.person.language][day.month - 1]}"


def read_lines(look: Look, lines: Iterable[str]) -> tuple[SheetLine, ...]:
    """Return the chosen lines in the order of a sheet, each with what it says."""
    chosen = set(lines)
    heading = HEADINGS[look.person.language]
    return tuple(
        SheetLine(line=line, heading=heading[line], says=tuple(_READ[line](look)) or (look.say("nothing"),))
        for line in LINES
        if line in chosen
    )


def _plans(look: Look) -> dict[str, list[PlanWeek]]:
    found: dict[str, list[PlanWeek]] = {}
    for week in look.back.weeks:
        for plan in week.plans:
            found.setdefault(plan.plan, []).append(plan)
    return found


def _name(look: Look) -> list[str]:
    return [look.person.name]


def _titles(look: Look) -> list[str]:
    latest = [weeks[-1] for weeks in _plans(look).values()]
    return [look.say("goal" if each.goal else "no_goal", title=each.title, goal=each.goal) for each in latest]


def _done(look: Look) -> list[str]:
    return [f"{weeks[-1].title}: {_counted(look, weeks)}" for weeks in _plans(look).values()]


def _counted(look: Look, weeks: list[PlanWeek]) -> str:
    return look.counts(
        done=sum(week.done for week in weeks),
        partly=sum(week.partly for week in weeks),
        skipped=sum(week.skipped for week in weeks),
        not_applicable=sum(week.not_applicable for week in weeks),
        no_reply=sum(week.no_reply for week in weeks),
    )


def _weeks(look: Look) -> list[str]:
    return [
        look.say("week", day=look.day(week.monday), counts=_counted(look, list(week.plans)))
        for week in look.back.weeks
        if week.plans
    ]


def _strength(look: Look) -> list[str]:
    return [
        look.say("strength", title=each.title, value=round(100 * each.latest))
        for each in look.back.strengths
        if each.says_something
    ]


def _ratings(look: Look, given: Ratings) -> str:
    numbers = [number for _, number in given.values]
    places = {"title": given.title if given.plan else look.say("felt"), "low": min(numbers), "high": max(numbers)}
    mean = look.number(sum(numbers) / len(numbers))
    return look.say("rating" if len(numbers) == 1 else "ratings", **places, many=len(numbers), mean=mean)


def _ease(look: Look) -> list[str]:
    return [_ratings(look, each) for each in look.back.ratings if each.plan is not None and each.values]


def _mood(look: Look) -> list[str]:
    return [_ratings(look, each) for each in look.back.ratings if each.plan is None and each.values]


def _replies(look: Look) -> list[str]:
    rhythm = look.back.rhythm
    if not rhythm.asked:
        return []
    counts = look.say("answered", answered=rhythm.answered, asked=rhythm.asked)
    median = rhythm.median_minutes
    return [counts] if median is None else [counts, look.say("median", minutes=median)]


def _people(look: Look) -> list[str]:
    """Return how many they reached: nobody else is named on a sheet."""
    many = len(look.back.reached)
    return [look.say("person" if many == 1 else "people", many=many)] if many else []


def _patterns(look: Look) -> list[str]:
    windows = WINDOWS[look.person.language]
    found = []
    for claim in look.back.claims:
        match claim:
            case BestTime():
                window = windows.get(claim.window, claim.window)
                found.append(look.say("best", title=claim.title, window=window, done=claim.done, sent=claim.sent))
            case MoodLink():
                name = "higher" if claim.difference > 0 else "lower"
                low, high = sorted((abs(claim.low), abs(claim.high)))
                numbers = {"difference": abs(claim.difference), "low": low, "high": high}
                said = {name: look.number(number) for name, number in numbers.items()}
                found.append(look.say(name, title=claim.title, on=claim.with_days, off=claim.without_days, **said))
    return found or [look.say("too_early")]


def _words(look: Look) -> list[str]:
    said = sorted(look.back.reasons, key=lambda reason: reason.day)[-MOST_WORDS:]
    return [look.say("said", day=look.day(each.day), text=_short(" ".join(each.text.split()))) for each in said]


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


_READ: dict[str, Callable[[Look], list[str]]] = {
    "name": _name,
    "plans": _titles,
    "done": _done,
    "weeks": _weeks,
    "strength": _strength,
    "ease": _ease,
    "mood": _mood,
    "replies": _replies,
    "people": _people,
    "patterns": _patterns,
    "words": _words,
}
"""How each line is read; what is not chosen is not even looked at."""
