"""How a week looks to whoever has the link to it."""

from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import msgspec
from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from nudges.clock import Clock
from nudges.core.localtime import day_of
from nudges.core.problem import Problem
from nudges.core.report import QUIET, PlanWeek, Report, monday_of, parse_week, week_name
from nudges.core.words import Outcome
from nudges.service import Service
from nudges.web.labels import Labels, labels
from nudges.web.pages import Pages
from nudges.web.secret import read_secret

SALT = "nudges.report"
LINK_LASTS = timedelta(days=60)
SHAPES = {
    Outcome.DONE.value: "●",
    Outcome.PARTLY.value: "◐",
    Outcome.SKIPPED.value: "○",
    Outcome.NOT_APPLICABLE.value: "◇",
    "no_reply": "…",
    "free": "·",
}


class Link(msgspec.Struct, frozen=True):
    """Whose week a link shows."""

    person: str
    week: str


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One day of a plan: a shape and a word, which say the same."""

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
    ratings: tuple[int, ...]


class Reports:
    """Weeks behind signed links. A link that is wrong in any way leads nowhere, and nothing says why."""

    def __init__(self, service: Service, clock: Clock, secret: bytes, pages: Pages) -> None:
        self._service, self._clock, self._secret, self._pages = service, clock, secret, pages

    def routes(self) -> list[Route]:
        """Return the door."""
        return [Route("/reports/{token}", self.report)]

    def report(self, request: Request) -> Response:
        """Show the week of a link."""
        link = read_link(self._secret, request.path_params["token"])
        if link is None:
            raise HTTPException(404)
        try:
            return report_page(self._service, link.person, parse_week(link.week), self._clock.now(), self._pages)
        except Problem:
            raise HTTPException(404) from None


def report_page(service: Service, person_id: str, day: date, now: datetime, pages: Pages) -> HTMLResponse:
    """Return the page of the week that holds a day, or raise Problem."""
    person = service.store.read(person_id).person
    counted = service.report(person_id, day, now)
    words = labels(person.language)
    four_weeks = words.say["four_weeks"].format(answered=counted.answered_4_weeks, asked=counted.asked_4_weeks)
    places = {
        "language": person.language,
        "say": words.say,
        "span": words.span(counted.monday),
        "opening": words.say[_opening(counted)],
        "plans": [_plan_view(plan, counted.monday, words) for plan in counted.plans],
        "four_weeks": four_weeks,
        "report": counted,
    }
    return pages.show("report.html", places)


def write_page(service: Service, person_id: str, day: date, now: datetime, path: Path) -> Path:
    """Write the page of the week that holds a day where only its owner can read it, and return where."""
    page = bytes(report_page(service, person_id, day, now, Pages()).body)
    path.touch(mode=0o600)
    path.write_bytes(page)
    return path


def this_week(service: Service, person_id: str, now: datetime, home: Path, base: str) -> str:
    """Return the address of a person's week so far, signed with the secret of an installation."""
    person = service.store.read(person_id).person
    week = week_name(monday_of(day_of(person, now)))
    return report_link(read_secret(home / "secret"), person_id, week, base)


def report_link(secret: bytes, person: str, week: str, base: str) -> str:
    """Return the address of a person's week, such as `2026-W47`, below the address of a server."""
    token = _serializer(secret).dumps({"person": person, "week": week})
    return f"{base.rstrip('/')}/reports/{quote(str(token))}"


def read_link(secret: bytes, token: str) -> Link | None:
    """Return whose week a token shows, or None where it is forged, cut off or too old."""
    try:
        return msgspec.convert(_serializer(secret).loads(token, max_age=int(LINK_LASTS.total_seconds())), Link)
    except (BadData, msgspec.ValidationError):
        return None


def _serializer(secret: bytes) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt=SALT)


def _opening(counted: Report) -> str:
    if not counted.plans:
        return "empty"
    return "quiet" if counted.done + counted.partly <= QUIET else "opening"


def _plan_view(plan: PlanWeek, monday: date, words: Labels) -> PlanView:
    counts = [
        ("done", plan.done),
        ("partly", plan.partly),
        ("skipped", plan.skipped),
        ("not_applicable", plan.not_applicable),
        ("no_reply", plan.no_reply),
    ]
    return PlanView(
        title=plan.title,
        days=tuple(_cell(plan, monday + timedelta(days=ahead), words) for ahead in range(7)),
        counts=tuple(f"{number} {words.say[name]}" for name, number in counts if number),
        ratings=plan.ratings,
    )


def _cell(plan: PlanWeek, day: date, words: Labels) -> Cell:
    outcome = plan.days.get(str(day), "free")
    return Cell(
        day=str(day),
        name=words.days[day.weekday()],
        outcome=outcome,
        shape=SHAPES[outcome],
        word=words.say[outcome],
    )
