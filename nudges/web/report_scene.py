"""What every part of a report's page is made from."""

from datetime import date, datetime, timedelta

import msgspec

from nudges.core.book import Book
from nudges.core.localtime import day_of
from nudges.core.looked import LookBack
from nudges.core.report import NO_REPLY, OPEN, RESTED, PlanWeek, Report
from nudges.core.words import Outcome
from nudges.web.labels import Labels

FREE, AHEAD = "free", "ahead"
SHAPES = {
    Outcome.DONE.value: "●",
    Outcome.PARTLY.value: "◐",
    Outcome.SKIPPED.value: "○",
    Outcome.NOT_APPLICABLE.value: "◇",
    NO_REPLY: "…",
    OPEN: "◌",
    RESTED: "☾",
    FREE: "·",
}

COUNTS = (Outcome.DONE.value, Outcome.PARTLY.value, Outcome.SKIPPED.value, Outcome.NOT_APPLICABLE.value, NO_REPLY)
"""What is counted of a plan, in the order in which it is told."""


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """A person's time, looked back on, and the words it is told in."""

    book: Book
    look: LookBack
    words: Labels
    today: date

    @property
    def say(self) -> dict[str, str]:
        """What the page says in the person's language."""
        return self.words.say

    @property
    def is_discreet(self) -> bool:
        """Whether the page names nothing that somebody else should not read."""
        return self.book.person.is_discreet

    @property
    def since(self) -> date:
        """The person's first day here."""
        return day_of(self.book.person, self.book.person.since)

    def called(self, plan: str, title: str) -> str:
        """Return what a plan is called: to others who see the phone, by its number only."""
        if not self.is_discreet:
            return title
        seen = (each.plan for report in self.look.weeks for each in report.plans)
        order = list(dict.fromkeys([*(each.id for each in self.book.plans), *seen, plan]))
        return self.say["plan_number"].format(number=order.index(plan) + 1)

    def short(self, day: date) -> str:
        """Return a day of a month in few letters, such as `16 Nov`."""
        return f"{day.day} {self.words.months[day.month - 1][:3]}"

    def full(self, day: date) -> str:
        """Return a whole date, such as `16 November 2026`."""
        return self.say["date"].format(day=day.day, month=self.words.months[day.month - 1], year=day.year)

    def number(self, value: float) -> str:
        """Return a number with one place at most, such as `6.5`, as the language writes it."""
        return f"{round(value, 1):g}".replace(".", self.say["point"])

    def moment(self, moment: datetime) -> str:
        """Return a moment by the person's clock, such as `Mon 16 Nov, 8:30`."""
        local = moment.astimezone(self.book.person.clock)
        return f"{self.words.days[local.weekday()]} {self.short(local.date())}, {local.hour}:{local:%M}"


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One day of a plan: a shape and a word, which say the same; neither for a day still ahead or before they came."""

    day: str
    name: str
    outcome: str
    shape: str
    word: str


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One week of a plan: its first day in few letters, and its days."""

    name: str
    days: tuple[Cell, ...]


def row(scene: Scene, states: dict[str, str], monday: date) -> Row:
    """Return a week of which the state of some days is known."""
    days = tuple(_cell(scene, states, monday + timedelta(days=ahead)) for ahead in range(7))
    return Row(name=scene.short(monday), days=days)


def _cell(scene: Scene, states: dict[str, str], day: date) -> Cell:
    outcome = states.get(str(day), FREE if scene.since <= day < scene.today else AHEAD)
    return Cell(
        day=str(day),
        name=scene.words.days[day.weekday()],
        outcome=outcome,
        shape=SHAPES.get(outcome, ""),
        word=scene.say.get(outcome, ""),
    )


def of_plan(report: Report, plan: str) -> PlanWeek | None:
    """Return a plan's part of a week, if it has one."""
    return next((each for each in report.plans if each.plan == plan), None)


def plans_of(scene: Scene) -> list[PlanWeek]:
    """Return each plan of the weeks that are shown, as the last of them has it, in the person's own order."""
    found = {each.plan: each for report in scene.look.weeks for each in report.plans}
    own = [plan.id for plan in scene.book.plans if plan.id in found]
    return [found[plan] for plan in dict.fromkeys([*own, *found])]
