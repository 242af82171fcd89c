"""What a picture says, in the person's language, and how it names plans."""

import unicodedata
from datetime import date
from itertools import dropwhile

import msgspec

from nudges.core.looked import LookBack, Ratings, Strength
from nudges.core.report import PlanWeek, Report

_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The words of every picture in one language; a discreet picture numbers the plans and quotes nobody."""

    language: str
    days: tuple[str, ...]
    initials: tuple[str, ...]
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    say: dict[str, str]
    discreet: bool = False

    def count(self, name: str, number: int) -> str:
        """Return a number with its word, such as `3 done`."""
        form = f"{name}_one" if number == 1 else f"{name}_many"
        return self.say.get(form, "{number} " + self.say.get(name, "")).format(number=number)

    def span(self, first: date, last: date) -> str:
        """Return from which day to which, such as `16 to 22 November 2026`."""
        same = "span_month" if (first.year, first.month) == (last.year, last.month) else "span_year"
        return self.say[same if first.year == last.year else "span_years"].format(
            first=first.day,
            first_month=self.months[first.month - 1],
            first_year=first.year,
            last=last.day,
            month=self.months[last.month - 1],
            year=last.year,
        )

    def day(self, day: date) -> str:
        """Return a day in few letters, such as `16 Nov`."""
        return self.say["short_day"].format(day=day.day, month=self.short_months[day.month - 1])

    def month(self, day: date) -> str:
        """Return a day's month in few letters, such as `Nov 2026`."""
        return f"{self.short_months[day.month - 1]} {day.year}"


class PlanDays(msgspec.Struct, frozen=True, kw_only=True):
    """One plan over all weeks: its name as it may be shown (`instead` where no font has it), and how each day went."""

    plan: str
    name: str
    instead: str
    weeks: tuple[PlanWeek | None, ...]
    days: dict[date, str]


def plans_of(look: LookBack, words: Words) -> tuple[PlanDays, ...]:
    """Return every plan of a look back, those of the last week first."""
    named = names_of(look, words)
    weeks = weeks_of(look)
    found = dict.fromkeys(plan.plan for week in reversed(weeks) for plan in week.plans)
    return tuple(_plan_days(plan, named[plan], numbered(number, words), weeks) for number, plan in enumerate(found, 1))


def weeks_of(look: LookBack) -> tuple[Report, ...]:
    """Return the weeks from the first that holds a plan, oldest first, and the last one at least."""
    return tuple(dropwhile(lambda week: not week.plans, look.weeks)) or (look.report,)


def names_of(look: LookBack, words: Words) -> dict[str, str]:
    """Return how to call each plan: by its title, or by a number where nobody else may read it."""
    titles = {plan.plan: plan.title for week in weeks_of(look) for plan in week.plans}
    order = dict.fromkeys(plan.plan for week in reversed(weeks_of(look)) for plan in week.plans)
    measured: list[Strength | Ratings] = [*look.strengths, *look.ratings]
    for each in measured:
        if each.plan is not None:
            order.setdefault(each.plan)
            titles.setdefault(each.plan, each.title)
    return {plan: _name(titles[plan], number, words) for number, plan in enumerate(order, 1)}


def numbered(number: int, words: Words) -> str:
    """Return what a plan is called where its title is not shown."""
    return words.say["plan"].format(number=number)


def plain(text: str) -> str:
    """Return a text as one line, without what steers a screen rather than says something."""
    kept = (" " if each.isspace() else each for each in text if each not in _TURNS)
    return " ".join("".join(each for each in kept if unicodedata.category(each) not in {"Cc", "Cs", "Cn"}).split())


def _name(title: str, number: int, words: Words) -> str:
    return numbered(number, words) if words.discreet else plain(title) or numbered(number, words)


def _plan_days(plan: str, name: str, instead: str, weeks: tuple[Report, ...]) -> PlanDays:
    mine = tuple(next((each for each in week.plans if each.plan == plan), None) for week in weeks)
    days = {date.fromisoformat(day): state for each in mine if each is not None for day, state in each.days.items()}
    return PlanDays(plan=plan, name=name, instead=instead, weeks=mine, days=days)
