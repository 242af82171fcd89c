"""Looks back to draw from, made by hand and by a fixed seed."""

from datetime import date, timedelta
from random import Random

from nudges.core.looked import Kept, LookBack, Ratings, Reason, Rhythm, Strength
from nudges.core.report import NO_REPLY, RESTED, PlanWeek, Report
from nudges.core.weekly import week_name
from nudges.core.words import Language
from nudges.pictures import Words
from nudges.web.labels import picture_words

LAST = date(2026, 11, 16)
TITLES = (
    "Three breaths",
    "Walk after lunch",
    "Call somebody",
    "Fact or story",
    "One kind thing",
    "Lights out at eleven",
    "Write three lines",
    "Stretch",
)
ENGLISH = picture_words(Language("en"))
SPANISH = picture_words(Language("es"))


def discreet() -> Words:
    return picture_words(Language("en"), discreet=True)


def look(plans: int = 3, weeks: int = 4, titles: tuple[str, ...] = TITLES, *, seed: int = 7) -> LookBack:
    """Return so many plans over so many weeks, each day of them drawn by a seed."""
    chance = Random(seed)
    mondays = [LAST - timedelta(weeks=ahead) for ahead in reversed(range(weeks))]
    reports = tuple(_report(monday, titles[:plans], chance) for monday in mondays)
    return LookBack(
        person="ana",
        report=reports[-1],
        weeks=reports,
        strengths=tuple(_strength(number, title, weeks, chance) for number, title in enumerate(titles[:plans])),
        ratings=tuple(
            _ratings(number, title, weeks, chance) for number, title in enumerate((*titles[: min(plans, 2)],))
        ),
        rhythm=Rhythm(answered=15, asked=20, median_minutes=12),
        reached=("Mum", "Leo") if plans else (),
        reasons=tuple(
            Reason(day=LAST + timedelta(days=day), plan="p0", title=titles[0], text=text)
            for day, text in ((1, "Too tired after the night shift, and the bus was late again"), (3, "Rain."))
            if plans
        ),
        kept=Kept(promised=20, on_time=19, others=()),
        claims=(),
    )


def _report(monday: date, titles: tuple[str, ...], chance: Random) -> Report:
    plans = tuple(_plan(number, title, monday, chance) for number, title in enumerate(titles))
    return Report(
        person="ana",
        week=week_name(monday),
        monday=monday,
        plans=plans,
        **{
            name: sum(getattr(plan, name) for plan in plans)
            for name in ("sent", "done", "partly", "skipped", "not_applicable", "no_reply")
        },
        rested=0,
        answered_4_weeks=15 if titles else 0,
        asked_4_weeks=20 if titles else 0,
        people=(),
    )


def _plan(number: int, title: str, monday: date, chance: Random) -> PlanWeek:
    kinds = ["done", "done", "done", "partly", "skipped", "not_applicable", NO_REPLY, RESTED]
    days = {str(monday + timedelta(days=ahead)): chance.choice(kinds) for ahead in range(7 if number % 2 else 5)}
    counts = {kind: list(days.values()).count(kind) for kind in {*kinds}}
    return PlanWeek(
        plan=f"p{number}",
        title=title,
        goal=5,
        goal_left=5,
        sent=len(days),
        at_rest=0,
        ratings=(),
        days=days,
        **counts,
    )


def _strength(number: int, title: str, weeks: int, chance: Random) -> Strength:
    days, value = [], 0.0
    for ahead in range(max(weeks, 12) * 7):
        if chance.random() < 0.8:
            value += 0.05 * ((chance.random() < 0.6 + number * 0.05) - value)
        days.append((LAST + timedelta(days=6 - max(weeks, 12) * 7 + 1 + ahead), value))
    return Strength(plan=f"p{number}", title=title, days=tuple(days))


def _ratings(number: int, title: str, weeks: int, chance: Random) -> Ratings:
    many = [(LAST - timedelta(days=ahead), min(10, max(0, round(chance.gauss(6, 1.8))))) for ahead in range(weeks * 6)]
    return Ratings(plan=f"p{number}" if number else None, title=title if number else "", values=tuple(reversed(many)))
