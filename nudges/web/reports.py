"""How a week looks to whoever has the link to it."""

from datetime import date, datetime, timedelta
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from nudges.clock import Clock
from nudges.core.book import Book
from nudges.core.localtime import day_of
from nudges.core.look_back import look_back
from nudges.core.problem import Problem
from nudges.core.report import is_quiet, is_rested, monday_of, parse_week
from nudges.core.weekly import week_name
from nudges.service import Service
from nudges.store.atomic import replace
from nudges.web.labels import labels
from nudges.web.links import REPORTS, View, report_link
from nudges.web.pages import Pages
from nudges.web.report_said import answers, claims, own_words, promised, reached
from nudges.web.report_scene import FREE, SHAPES, Scene
from nudges.web.report_views import moods, plan_views, week_views
from nudges.web.report_way import Way, shown_weeks, way
from nudges.web.report_year import months, plan_years
from nudges.web.secret import read_secret

WEEK = timedelta(weeks=1)
TITLES = {View.WEEK: "title", View.FOUR_WEEKS: "title_four_weeks", View.YEAR: "title_year"}
FEWEST = 4
"""A page of one week shows so many, because one alone says little."""


class Reports:
    """Weeks behind signed links. A link that is wrong in any way leads nowhere, and nothing says why."""

    def __init__(self, service: Service, clock: Clock, secret: bytes, pages: Pages) -> None:
        self._service, self._clock, self._secret, self._pages = service, clock, secret, pages

    def routes(self) -> list[Route]:
        """Return the door."""
        return [Route("/reports/{token:path}", self.report)]

    def report(self, request: Request) -> Response:
        """Show what a link leads to."""
        now = self._clock.now()
        link = REPORTS.read(self._secret, request.path_params["token"], now)
        try:
            if link is not None and link.is_of(person := self._service.store.read(link.person).person):
                beside = way(self._secret, link, person, now)
                day, view = parse_week(link.week), link.view
                return report_page(self._service, person.id, day, now, self._pages, view=view, beside=beside)
        except Problem:  # nobody of that id, or a book that cannot be read
            pass
        return self._pages.show("nowhere.html", {}, status=404)


def report_page(  # noqa: PLR0913  whose, when, how much of it, and what is beside it
    service: Service,
    person_id: str,
    day: date,
    now: datetime,
    pages: Pages,
    view: View = View.WEEK,
    *,
    beside: Way | None = None,
) -> HTMLResponse:
    """Return the page of the week that holds a day, or of more weeks, or raise Problem.

    Without `beside` it leads nowhere else, and can be kept as a file.
    """
    return page_of(service.whole(person_id), day, now, pages, view, beside=beside)


def page_of(
    book: Book, day: date, now: datetime, pages: Pages, view: View = View.WEEK, *, beside: Way | None = None
) -> HTMLResponse:
    """Return the same of a book that is whole."""
    scene = seen(book, day, now, view)
    places = _places(scene, view, beside) | PARTS[view](scene)
    return pages.show(f"report_{view.name.lower()}.html", places)


def seen(book: Book, day: date, now: datetime, view: View = View.WEEK) -> Scene:
    """Return what a page of a person's time is made from."""
    today = day_of(book.person, now)
    first, last = shown_weeks(view, monday_of(day), monday_of(today))
    weeks = max((last - first) // WEEK + 1, FEWEST if view is View.WEEK else 1)
    look = look_back(book, last, now, weeks)
    return Scene(book=book, look=look, words=labels(book.person.language), today=today)


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


def _places(scene: Scene, view: View, beside: Way | None) -> dict[str, object]:
    """Return what every view says."""
    so_far = scene.today <= scene.look.report.monday + timedelta(days=6)
    say, first = scene.say, scene.look.weeks[0].monday
    title = say[TITLES[view] if not (so_far and view is View.WEEK) else "title_so_far"]
    return {
        "language": scene.book.person.language,
        "say": say,
        "day_names": scene.words.days,
        "shapes": _shapes(scene),
        "title": title.format(year=scene.look.report.monday.isocalendar().year),
        "span": _span(scene, view, first),
        "discreet": scene.is_discreet,
        "quiet": False,
        "beside": beside,
        "until": say["until"].format(day=scene.full(beside.ends)) if beside else "",
        "answers": answers(scene),
        "reached": reached(scene),
        "promised": promised(scene),
        "claims": claims(scene),
        "own_words": own_words(scene),
        "mood": moods(scene),
    }


def _shapes(scene: Scene) -> dict[str, str]:
    """Return the shapes that the page shows."""
    there = {state for week in scene.look.weeks for plan in week.plans for state in plan.days.values()} | {FREE}
    return {state: shape for state, shape in SHAPES.items() if state in there}


def _span(scene: Scene, view: View, first: date) -> str:
    if view is View.WEEK:
        return scene.words.span(scene.look.report.monday)
    last = min(scene.look.report.monday + timedelta(days=6), max(scene.today, first))
    return scene.say["span"].format(first=scene.full(first), last=scene.full(last))


def _week(scene: Scene) -> dict[str, object]:
    opening = _opening(scene)
    quiet = opening == "quiet"
    return {"plans": week_views(scene), "opening": scene.say[opening], "quiet": quiet}


def _four_weeks(scene: Scene) -> dict[str, object]:
    plans = plan_views(scene)
    return {"plans": plans, "opening": scene.say["opening" if plans else "empty_weeks"]}


def _year(scene: Scene) -> dict[str, object]:
    plans = plan_years(scene)
    opening = scene.say["opening" if plans else "empty_weeks"]
    return {"plans": plans, "months": months(scene), "opening": opening}


PARTS = {View.WEEK: _week, View.FOUR_WEEKS: _four_weeks, View.YEAR: _year}


def _opening(scene: Scene) -> str:
    counted = scene.look.report
    so_far = scene.today <= counted.monday + timedelta(days=6)
    if not counted.plans:
        return "empty_so_far" if so_far else "empty"
    if is_rested(counted):
        return "rested_so_far" if so_far else "rested_week"
    if so_far:
        return "so_far"
    return "quiet" if is_quiet(counted) else "opening"
