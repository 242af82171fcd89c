"""A sheet for somebody whom the person chose: exactly the lines that they chose, and nothing else."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

import msgspec

from nudges.core.book import Book
from nudges.core.disclosed import Disclosure
from nudges.core.facts import Undone
from nudges.core.localtime import day_of
from nudges.core.looked import BestTime, LookBack, MoodLink, Ratings
from nudges.core.report import PlanWeek
from nudges.core.said import MONTHS
from nudges.core.sheet_words import HEADINGS, LINES, SAYS, WINDOWS
from nudges.core.values import Person
from nudges.core.words import Language

MOST_WORDS = 12
"""So many things in a person's own words stand on a sheet, the latest of them: it is one page."""


class SheetLine(msgspec.Struct, frozen=True, kw_only=True):
    """One chosen line: its name, its heading, and what it says."""

    line: str
    heading: str
    says: tuple[str, ...]


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody sees: for whom it is, the days it is about, and the chosen lines."""

    language: Language
    title: str
    whom: str
    days: str
    made: str
    lines: tuple[SheetLine, ...]
    closing: str


class Look(msgspec.Struct, frozen=True):
    """What lines are read from."""

    person: Person
    back: LookBack

    def say(self, name: str, **places: object) -> str:
        """Return a phrase in the person's language."""
        return SAYS[self.person.language][name].format(**places)

    def day(self, day: date) -> str:
        """Return such as `24 Nov`."""
        return f"{day.day} {MONTHS[self.person.language][day.month - 1]}"


def make_sheet(book: Book, sheet: Disclosure) -> Sheet:
    """Return a sheet as it was when the person agreed to it; what they took back since is gone from it."""
    from nudges.core.look_back import look_back

    shared = sheet.shared
    assert shared is not None
    then, weeks = _as_of(book, shared.at), sheet.proposed.weeks
    today = day_of(book.person, shared.at)
    look = Look(book.person, look_back(_with_words(then), today, shared.at, weeks))
    end = shared.until.astimezone(book.person.clock).date()
    return drawn(look, sheet.proposed.whom, sheet.proposed.lines, today, end)


def preview(book: Book, now: datetime, weeks: int) -> tuple[SheetLine, ...]:
    """Return every line as it would read now."""
    from nudges.core.look_back import look_back

    back = look_back(_with_words(book), day_of(book.person, now), now, weeks)
    return read_lines(Look(book.person, back), LINES)


def drawn(look: Look, whom: str, lines: Iterable[str], day: date, end: date) -> Sheet:
    """Return the sheet of what is looked back on."""
    return Sheet(
        language=look.person.language,
        title=look.say("title"),
        whom=look.say("whom", whom=whom),
        days=look.say("days", since=look.day(look.back.weeks[0].monday), until=f"{look.day(day)} {day.year}"),
        made=look.say("made", day=look.day(day), end=look.day(end)),
        lines=read_lines(look, lines),
        closing=look.say("closing"),
    )


def read_lines(look: Look, lines: Iterable[str]) -> tuple[SheetLine, ...]:
    """Return the chosen lines in the order of a sheet, each with what it says."""
    chosen = set(lines)
    heading = HEADINGS[look.person.language]
    return tuple(
        SheetLine(line=line, heading=heading[line], says=tuple(_READ[line](look)) or (look.say("nothing"),))
        for line in LINES
        if line in chosen
    )


def as_text(sheet: Sheet) -> str:
    """Return a sheet as plain lines."""
    parts = [f"{line.heading}\n" + "\n".join(f"  {each}" for each in line.says) for line in sheet.lines]
    return "\n\n".join([f"{sheet.whom}\n{sheet.days}\n{sheet.made}", *parts, sheet.closing])


def _as_of(book: Book, moment: datetime) -> Book:
    """Return the book of a moment, less what was taken back later: nothing that came since is on the sheet."""
    return Book(book.person, book.plans, tuple(x for x in book.facts if x.at <= moment or isinstance(x, Undone)))


def _with_words(book: Book) -> Book:
    """Return the book of somebody whose words may be read: whether they stand on the sheet is a line of its own."""
    return book.with_person(msgspec.structs.replace(book.person, report_words=True))


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
    return [
        look.say(
            "done",
            title=weeks[-1].title,
            done=sum(week.done for week in weeks),
            partly=sum(week.partly for week in weeks),
            skipped=sum(week.skipped for week in weeks),
            other=sum(week.not_applicable for week in weeks),
            silent=sum(week.no_reply for week in weeks),
        )
        for weeks in _plans(look).values()
    ]


def _weeks(look: Look) -> list[str]:
    return [
        look.say("week", day=look.day(week.monday), done=week.done, partly=week.partly, silent=week.no_reply)
        for week in look.back.weeks
        if week.plans
    ]


def _strength(look: Look) -> list[str]:
    return [
        look.say("strength", title=each.title, value=round(100 * each.latest))
        for each in look.back.strengths
        if each.days
    ]


def _ratings(look: Look, given: Ratings) -> str:
    numbers = [number for _, number in given.values]
    places = {"title": given.title if given.plan else look.say("felt"), "low": min(numbers), "high": max(numbers)}
    mean = f"{sum(numbers) / len(numbers):.1f}"
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
                numbers = {name: f"{getattr(claim, name):+.1f}" for name in ("difference", "low", "high")}
                places = {"title": claim.title, "on": claim.with_days, "off": claim.without_days}
                found.append(look.say("mood", **places, **numbers))
    return found


def _words(look: Look) -> list[str]:
    said = sorted(look.back.reasons, key=lambda reason: reason.day)[-MOST_WORDS:]
    return [look.say("said", day=look.day(each.day), text=" ".join(each.text.split())) for each in said]


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
