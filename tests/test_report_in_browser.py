"""The week's page in a real browser: from the text's link to it, on to four weeks and the year, and back."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from msgspec import structs

from nudges.core.localtime import day_of
from nudges.core.report import monday_of
from nudges.core.values import Contact, Person
from nudges.core.weekly import week_name
from nudges.core.words import Language
from nudges.demo import ready
from nudges.web.links import View, report_link
from nudges.web.pages import Pages
from nudges.web.reports import report_page
from nudges.web.secret import read_secret
from tests.lived import live
from tests.running import ALL_DAY, LONG, NEW_YORK, PHONE, Running
from tests.samples import service
from tests.test_browser import DESK_SIZE, PHONE_SIZE, SMALL_SIZE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Response

Scheme = Literal["light", "dark"]
WEEKS = 6
LIGHTEST = 150_000
VIEWS = {"Week": "Your week", "Four weeks": "Your four weeks", "Year": "Your year"}

MANY = (
    "three-breaths", "one-kind-thing", "reach-out-to-give", "friend-voice",
    "own-time", "stress-reset", "fact-or-story", "spot-the-sign",
)  # fmt: skip


def ana(**changes: object) -> Person:
    """Return Ana, who began some weeks ago and hides nothing."""
    whole = Person(
        id="ana",
        phone=PHONE,
        zone=NEW_YORK,
        name="Ana",
        country="US",
        hours=ALL_DAY,
        cap=10,
        contacts=(Contact(name="Mum"),),
        discreet=False,
        report_words=True,
        since=datetime.now(UTC) - timedelta(weeks=WEEKS),
    )
    return structs.replace(whole, **changes)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server at a port that its texts can name, with Ana in its folder, who has lived for six weeks."""
    home: Path = tmp_path_factory.mktemp("report")
    server, who, now = Running(home), ana(), datetime.now(UTC)
    plans = tuple(ready(plan, who, who.since) for plan in ("three-breaths", "one-kind-thing", "reach-out-to-give"))
    live(server.service, who, plans, now, WEEKS)
    server.start("--port", str(_free_port()))
    yield server
    server.stop()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


@pytest.fixture
def wrong() -> list[str]:
    """What went wrong on the page, or was asked of anybody else."""
    return []


@pytest.fixture
def page(browser: "Browser", running: Running, wrong: list[str]) -> "Iterator[Page]":
    """A page of the size of a phone; whatever goes wrong on it, or leaves this machine, fails the test."""
    context = browser.new_context(viewport={"width": PHONE_SIZE[0], "height": PHONE_SIZE[1]}, reduced_motion="reduce")
    context.set_default_timeout(LONG * 1000)
    shown = context.new_page()
    shown.on("pageerror", lambda error: wrong.append(str(error)))
    shown.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    shown.on("request", lambda asked: None if _is_ours(asked.url, running) else wrong.append(asked.url))
    yield shown
    context.close()
    assert wrong == []


def _is_ours(url: str, running: Running) -> bool:
    return url.startswith((running.address, "data:"))


def _link(running: Running) -> str:
    """Return where the last whole week is; of this one there may be nothing yet."""
    now, who = datetime.now(UTC), running.service.store.read("ana").person
    week = week_name(monday_of(day_of(who, now)) - timedelta(weeks=1))
    return report_link(read_secret(running.home / "secret"), who, week, running.address, now)


def test_the_texts_link_leads_to_the_week_and_on_to_four_weeks_and_back(page: "Page", running: Running) -> None:
    page.goto(f"{running.address}/phone/ana")
    box = page.get_by_label("Text as Ana")
    box.fill("PAGE")
    box.press("Enter")
    page.locator(".us a").last.click()
    page.get_by_role("heading", name="Your week so far").wait_for()
    week = page.url
    page.get_by_role("link", name="Four weeks").click()
    page.get_by_role("heading", name="Your four weeks").wait_for()
    page.get_by_role("link", name="The four weeks before").click()
    page.get_by_role("link", name="The weeks after").click()
    page.get_by_role("link", name="Year").click()
    page.get_by_role("heading", name="Your year").wait_for()
    page.get_by_role("link", name="Week", exact=True).click()
    page.get_by_role("heading", name="Your week so far").wait_for()
    assert page.url == week
    page.get_by_role("link", name="The week before").click()
    page.get_by_role("heading", name="Your week", exact=True).wait_for()
    page.get_by_role("link", name="The week after").click()
    page.get_by_role("heading", name="Your week so far").wait_for()


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(("size", "scheme"), [(PHONE_SIZE, "light"), (PHONE_SIZE, "dark"), (DESK_SIZE, "dark")])
def test_every_view_is_accessible_fits_the_screen_and_is_light(
    page: "Page", running: Running, size: tuple[int, int], view: str, scheme: Scheme
) -> None:  # fmt: skip
    from axe_playwright_python.sync_playwright import Axe

    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme)
    weights: list[int] = []
    page.on("response", lambda answer: weights.append(_weight(answer)))
    page.goto(_link(running))
    page.get_by_role("link", name=view, exact=True).click()
    page.get_by_role("heading", name=VIEWS[view]).first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert max(weights) < LIGHTEST


def _weight(answer: "Response") -> int:
    return len(answer.body())


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_prints_on_one_sheet(page: "Page", running: Running, view: str) -> None:
    page.goto(_link(running))
    page.get_by_role("link", name=view, exact=True).click()
    page.get_by_role("heading", name=VIEWS[view]).first.wait_for()
    assert [sheets(page.pdf(format=paper)) for paper in ("A4", "Letter")] == [1, 1]


@pytest.mark.parametrize("view", View)
def test_eight_plans_still_fit_on_one_sheet(page: "Page", view: View) -> None:
    house, now, who = service(), datetime.now(UTC), ana()
    live(house, who, tuple(ready(plan, who, who.since) for plan in MANY), now, WEEKS)
    day = day_of(who, now) - timedelta(weeks=1)
    page.set_content(bytes(report_page(house, "ana", day, now, Pages(), view).body).decode())
    assert page.locator("h2 bdi").count() == len(MANY)
    assert [sheets(page.pdf(format=paper)) for paper in ("A4", "Letter")] == [1, 1]


def sheets(pdf: bytes) -> int:
    """Return how many pages a PDF of Chromium's has."""
    return pdf.count(b"/Type /Page\n")


def test_all_of_it_is_there_without_scripts(browser: "Browser", running: Running) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(LONG * 1000)
    shown, asked = context.new_page(), list[str]()
    shown.on("request", lambda request: asked.append(request.url))
    link = _link(running)
    shown.goto(link, wait_until="commit")
    for said in ("Three breaths", "Practice strength", "How you felt", "In your own words", "the meeting ran over"):
        shown.get_by_text(said).first.wait_for()
    shown.get_by_role("link", name="Four weeks").click()
    shown.get_by_role("heading", name="Your four weeks").wait_for()
    assert [each for each in asked if not each.startswith(f"{running.address}/reports/")] == []
    context.close()


def test_to_others_who_see_it_the_page_names_nothing(page: "Page", running: Running) -> None:
    who = structs.replace(ana(), discreet=True, since=running.service.store.read("ana").person.since)
    running.service.edit("ana", lambda book: book.with_person(who), datetime.now(UTC))
    try:
        page.goto(_link(running))
        page.get_by_role("heading", name="Plan 1").wait_for()
        seen = page.locator("body").inner_text()
        assert not [each for each in ("breaths", "kind", "Reach", "Mum", "Ana", "meeting") if each in seen]
        page.get_by_text("Show them here").click()
        page.get_by_text("the meeting ran over").first.wait_for()
    finally:
        running.service.edit("ana", lambda book: book.with_person(structs.replace(who, discreet=False)), who.since)


def test_in_spanish_it_is_accessible_too(page: "Page", running: Running) -> None:
    from axe_playwright_python.sync_playwright import Axe

    who = running.service.store.read("ana").person
    spanish = structs.replace(who, language=Language.ES)
    running.service.edit("ana", lambda book: book.with_person(spanish), datetime.now(UTC))
    try:
        page.set_viewport_size({"width": SMALL_SIZE[0], "height": SMALL_SIZE[1]})
        page.goto(_link(running))
        page.get_by_role("heading", name="Tu semana").wait_for()
        page.get_by_role("link", name="Cuatro semanas").click()
        page.get_by_role("heading", name="Tus cuatro semanas").wait_for()
        assert Axe().run(page).violations_count == 0
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    finally:
        running.service.edit("ana", lambda book: book.with_person(who), datetime.now(UTC))
