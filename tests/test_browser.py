"""The phone in a real browser: a nudge shows up, DONE is typed, the answer appears, and the week has it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec import structs

from nudges.core.words import Language
from nudges.web.reports import this_week
from tests.running import LONG, Running, due_already, enrol_ana, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PHONE_SIZE, DESK_SIZE, SMALL_SIZE = (390, 844), (1280, 800), (360, 640)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """A server with Ana in its folder."""
    server = Running(tmp_path)
    enrol_ana(server.service)
    server.start()
    yield server
    if server.process is not None:
        server.stop()


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server with Ana in its folder, for those who only look."""
    with served(tmp_path_factory.mktemp("standing")) as server:
        yield server


@pytest.fixture
def page(browser: "Browser") -> "Iterator[Page]":
    """A page of the size of a phone; whatever goes wrong on it fails the test."""
    context = browser.new_context(viewport={"width": PHONE_SIZE[0], "height": PHONE_SIZE[1]}, reduced_motion="reduce")
    context.set_default_timeout(LONG * 1000)
    shown, wrong = context.new_page(), list[str]()
    shown.on("pageerror", lambda error: wrong.append(str(error)))
    shown.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    yield shown
    context.close()
    assert [each for each in wrong if "ERR_CONNECTION_REFUSED" not in each] == []


def test_a_nudge_is_answered_and_counted(page: "Page", running: Running) -> None:
    page.goto(f"{running.address}/phone/ana")
    page.get_by_text("Automated, not monitored").wait_for()
    running.service.edit("ana", lambda book: book.with_plan(due_already()), datetime.now(UTC))
    page.get_by_text("Reply DONE, LATER or SKIP").wait_for()
    page.get_by_role("button", name="DONE").click()
    box = page.get_by_label("Text as Ana")
    assert box.input_value() == "DONE"
    assert page.locator(".them").count() == 0
    box.press("Enter")
    page.locator(".them").get_by_text("DONE").wait_for()
    page.locator(".them + .us").wait_for()
    assert "1 segment · GSM-7" in page.locator(".us").last.inner_text()
    assert box.input_value() == ""
    page.goto(_report_of_this_week(running))
    page.get_by_text("1 done").wait_for()


def _report_of_this_week(running: Running) -> str:
    return this_week(running.service, "ana", datetime.now(UTC), running.home, running.address)


def test_the_phone_says_when_the_server_is_away_and_goes_on_when_it_is_back(page: "Page", running: Running) -> None:
    page.goto(f"{running.address}/phone/ana")
    page.get_by_text("Automated, not monitored").wait_for()
    port = running.address.rpartition(":")[2]
    running.stop()
    page.get_by_text("The server is away").wait_for()
    box = page.get_by_label("Text as Ana")
    box.fill("status")
    box.press("Enter")
    page.get_by_text("This did not get through").wait_for()
    running.start("--port", port)
    page.get_by_text("The server is away").wait_for(state="hidden")
    box.press("Enter")
    page.get_by_text("This week so far").wait_for()
    assert page.locator(".them").count() == 1
    assert page.locator(".us").count() == 2


def test_the_phone_of_somebody_who_was_erased_says_so_and_shows_nothing_more(page: "Page", running: Running) -> None:
    page.goto(f"{running.address}/phone/ana")
    page.get_by_text("Automated, not monitored").wait_for()
    running.service.remove("ana")
    page.get_by_text("Ana is not here any more.").wait_for()
    assert page.locator(".us").count() == 0


def test_the_phone_of_a_spanish_person_speaks_spanish(page: "Page", running: Running) -> None:
    luz = structs.replace(running.service.store.read("ana").person, name="Luz", language=Language.ES)
    running.service.edit("ana", lambda book: book.with_person(luz), datetime.now(UTC))
    page.goto(f"{running.address}/phone/ana")
    page.get_by_text("1 segmento · GSM-7").wait_for()
    page.get_by_text("Hoy", exact=True).first.wait_for()
    page.get_by_role("button", name="ALTO").click()
    page.get_by_role("textbox", name="Escribir como Luz").press("Enter")
    page.get_by_text("Detenido").wait_for()


def test_the_week_needs_no_script_and_nothing_from_elsewhere(browser: "Browser", standing: Running) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(LONG * 1000)
    shown, asked = context.new_page(), list[str]()
    shown.on("request", lambda request: asked.append(request.url))
    link = _report_of_this_week(standing)
    shown.goto(link)
    shown.get_by_role("heading", name="Your week so far").wait_for()
    assert asked == [link]
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE_SIZE, SMALL_SIZE, DESK_SIZE])
def test_it_fits_every_screen(page: "Page", standing: Running, size: tuple[int, int], scheme: str) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    pages = [f"{standing.address}{path}" for path in ("/", "/phone", "/phone/ana", "/help", "/help/commands")]
    for address in (*pages, _report_of_this_week(standing)):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
