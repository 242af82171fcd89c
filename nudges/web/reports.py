"""How a week looks to whoever has the link to it."""

from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from nudges.clock import Clock
from nudges.core.localtime import day_of
from nudges.core.problem import Problem
from nudges.core.report import NO_REPLY, OPEN, QUIET, RESTED, PlanWeek, Report, is_rested, monday_of, parse_week
from nudges.core.weekly import week_name
from nudges.core.words import Outcome
from nudges.service import Service
from nudges.store.atomic import replace
from nudges.web.labels import Labels, labels
from nudges.web.links import REPORTS, report_link
from nudges.web.pages import Pages
from nudges.web.secret import read_secret

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


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One day of a plan: a shape and a word, which say the same; neither for a day that is still ahead."""

    day: str
    name: str
    outcome: str
    shape: str
    word: str


class PlanView(msgspec.Struct, frozen=True, kw_only=True):
    """One plan's week, worded."""

    title: str
    days: tuple[Cell, ...]
    counts: tuple[str, ...]
    goal: str
    ratings: tuple[int, ...]


class Reports:
    """Weeks behind signed links. A link that is wrong in any way leads nowhere, and nothing says why."""

    def __init__(self, service: Service, clock: Clock, secret: bytes, pages: Pages) -> None:
        self._service, self._clock, self._secret, self._pages = service, clock, secret, pages

    def routes(self) -> list[Route]:
        """Return the door."""
        return [Route("/reports/{token:path}", self.report)]

    def report(self, request: Request) -> Response:
        """Show the week of a link."""
        now = self._clock.now()
        link = REPORTS.read(self._secret, request.path_params["token"], now)
        try:
            if link is not None and link.is_of(self._service.store.read(link.person).person):
                return report_page(self._service, link.person, parse_week(link.week), now, self._pages)
        except Problem:  # nobody of that id, or a book that cannot be read
            pass
        return self._pages.show("nowhere.html", {}, status=404)


def report_page(service: Service, person_id: str, day: date, now: datetime, pages: Pages) -> HTMLResponse:
    """Return the page of the week that holds a day, or raise Problem."""
    person = service.store.read(person_id).person
    counted = service.report(person_id, day, now)
    words = labels(person.language)
    four_weeks = words.say["four_weeks"].format(answered=counted.answered_4_weeks, asked=counted.asked_4_weeks)
    today = day_of(person, now)
    so_far = today <= counted.monday + timedelta(days=6)
    places = {
        "language": person.language,
        "say": words.say,
        "span": words.span(counted.monday),
        "title": words.say["title_so_far" if so_far else "title"],
        "opening": words.say[_opening(counted, so_far=so_far)],
        "plans": [_plan_view(plan, counted.monday, today, words) for plan in counted.plans],
        "four_weeks": four_weeks,
        "report": counted,
    }
    return pages.show("report.html", places)


def write_page(service: Service, person_id: str, day: date, now: datetime, path: Path) -> Path:
    """Write the page of the week that holds a day where only its owner can read it, and return where."""
    page = bytes(report_page(service, person_id, day, now, Pages()).body)
    replace(path, page)
    return path


def this_week(service: Service, person_id: str, now: datetime, home: Path, base: str) -> str:
    """Return the address of a person's week so far, signed with the secret of an installation."""
    person = service.store.read(person_id).person
    week = week_name(monday_of(day_of(person, now)))
    return report_link(read_secret(home / "secret"), person, week, base, now)


def _opening(counted: Report, *, so_far: bool) -> str:
    if not counted.plans:
        return "empty_so_far" if so_far else "empty"
    if is_rested(counted):
        return "rested_so_far" if so_far else "rested_week"
    if so_far:
        return "so_far"
    return "quiet" if counted.sent and counted.done + counted.partly <= QUIET else "opening"


def _plan_view(plan: PlanWeek, monday: date, today: date, words: Labels) -> PlanView:
    counts = [
        ("done", plan.done),
        ("partly", plan.partly),
        ("skipped", plan.skipped),
        ("not_applicable", plan.not_applicable),
        (NO_REPLY, plan.no_reply),
        (OPEN, list(plan.days.values()).count(OPEN)),
        ("rested_one" if plan.rested == 1 else "rested_days", plan.rested),
    ]
    return PlanView(
        title=plan.title,
        days=tuple(_cell(plan, monday + timedelta(days=ahead), today, words) for ahead in range(7)),
        counts=tuple(f"{number} {words.say[name]}" for name, number in counts if number),
        goal=_goal(plan, words),
        ratings=plan.ratings,
    )


def _goal(plan: PlanWeek, words: Labels) -> str:
    """Return the goal; of a week with days of rest, that of its other days, if any is left."""
    if plan.rested and plan.goal:
        return words.say["goal_left"].format(number=plan.goal_left) if plan.goal_left else ""
    return words.say["goal"].format(number=plan.goal) if plan.goal else ""


def _cell(plan: PlanWeek, day: date, today: date, words: Labels) -> Cell:
    outcome = plan.days.get(str(day), FREE if day < today else AHEAD)
    return Cell(
        day=str(day),
        name=words.days[day.weekday()],
        outcome=outcome,
        shape=SHAPES.get(outcome, ""),
        word=words.say.get(outcome, ""),
    )
