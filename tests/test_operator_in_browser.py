"""The operator's page in a real browser: it renews itself, needs no scripts, keeps to ids, and anybody can read it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from nudges.core import facts as f
from nudges.core.inbound import Inbound
from nudges.core.values import Plan
from nudges.core.words import Kind, Why
from tests.running import LONG, Running, enrol_ana, until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

SIZES = {"phone": (390, 844), "small": (320, 640), "desk": (1280, 800)}
SHOTS = os.environ.get("NUDGES_TEST_SHOTS")
"""A folder for pictures of the page, for whoever wants to look at them."""

WORDS = "zebrafinch umbrella"


def every_two_hours() -> tuple[Plan, ...]:
    """Return plans that come due in each of the next hours."""
    then = datetime.now(UTC) - timedelta(minutes=4)
    named = (("three-breaths", 1), ("one-kind-thing", 2), ("call-zebrafinch", 3))
    return tuple(
        Plan(
            id=name, title=WORDS, cue="After your coffee", library=None if "zebra" in name else name,
            when="daily at " + ", ".join(f"{hour}:30" for hour in range(0, 24, every)), every_time=True, since=then,
        )
        for name, every in named
    )  # fmt: skip


def unanswered(server: Running, person: str) -> None:
    """Let an answer to danger be refused to someone, as a carrier would."""
    now = datetime.now(UTC) - timedelta(minutes=12)
    server.service.receive(Inbound(id="in-danger", phone="+14155550111", text="I want to kill myself"), now)
    book = server.service.store.read(person)
    (waits,) = [m.queued for m in book.history.open.values() if m.queued.kind is Kind.SAFETY]
    refused = f.Rejected(at=now, id=waits.id, detail="It cannot get texts.", why=Why.RECIPIENT, code=21614)
    server.service.edit(person, lambda book: book.add(f.Claimed(at=now, id=waits.id, attempt=1), refused), now)
    nudge = f.Queued(at=now, id="nudge/zebra", kind=Kind.NUDGE, text=WORDS, due=now, expires=now)
    no = f.Rejected(at=now, id=nudge.id, detail=WORDS, why=Why.CONTENT, code=30007)
    server.service.edit(person, lambda book: book.add(nudge, f.Claimed(at=now, id=nudge.id, attempt=1), no), now)


@contextmanager
def at_work(home: Path) -> Iterator[Running]:
    """A server with Ana in its folder, who has plans, and Leo."""
    server = Running(home, NUDGES_TEXTS_DAY="20")
    enrol_ana(server.service)
    for plan in every_two_hours():
        server.service.edit("ana", lambda book, plan=plan: book.with_plan(plan), datetime.now(UTC))  # type: ignore[misc]
    ana = server.service.store.read("ana").person
    leo = msgspec.structs.replace(ana, id="leo", name="Zebrafinch", phone="+14155550111")
    server.service.enrol(leo, (), datetime.now(UTC) - timedelta(minutes=20), "on paper")
    server.start()
    yield server
    if server.process is not None:
        server.stop()


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    with at_work(tmp_path) as server:
        yield server


@pytest.fixture(scope="module")
def moods(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Running]]:
    """Servers by what their page says, for those who only look."""
    with at_work(tmp_path_factory.mktemp("calm")) as calm, at_work(tmp_path_factory.mktemp("trouble")) as trouble:
        unanswered(trouble, "leo")
        yield {"All is well.": calm, "One thing needs you.": trouble}


@pytest.fixture
def page(browser: "Browser") -> "Iterator[Page]":
    """A page of a phone's size; whatever goes wrong on it, or is asked of another place, fails the test."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    context.set_default_timeout(LONG * 1000)
    shown, wrong = context.new_page(), list[str]()
    shown.on("pageerror", lambda error: wrong.append(str(error)))
    shown.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    shown.on("request", lambda asked: None if "127.0.0.1" in asked.url else wrong.append(asked.url))
    yield shown
    context.close()
    assert [each for each in wrong if "ERR_" not in each] == []


def test_it_is_clicked_through_and_renews_itself(page: "Page", running: Running) -> None:
    page.goto(running.address)
    page.get_by_text("All is well.").wait_for()
    page.get_by_role("link", name="Manual").click()
    page.get_by_role("heading", level=1, name="Manual").wait_for()
    page.go_back()
    page.get_by_role("link", name="Phones").click()
    page.get_by_role("heading", name="Phones").wait_for()
    page.go_back()
    unanswered(running, "leo")
    page.get_by_text("An answer to danger may not have arrived").wait_for()
    first = page.locator(".need").first
    assert "leo" in first.inner_text()
    assert "21614" in first.inner_text()
    assert "30007" in page.get_by_role("row").last.inner_text()
    assert page.title().startswith("(1) ")
    page.get_by_role("link", name="leo").click()
    page.get_by_label("Text as Zebrafinch").wait_for()


def test_it_shows_ids_and_no_name_number_or_word(page: "Page", running: Running) -> None:
    running.service.receive(Inbound(id="one", phone="+14155550100", text=WORDS), datetime.now(UTC))
    unanswered(running, "leo")
    page.goto(running.address)
    page.get_by_text("One thing needs you.").wait_for()
    shown = page.content().lower()
    for word in (*WORDS.split(), "zebrafinch", "4155550", "coffee", "kill", "ana’s"):
        assert word not in shown
    assert "own plans" in shown


def test_it_needs_no_script(browser: "Browser", running: Running) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(LONG * 1000)
    shown = context.new_page()
    shown.goto(running.address)
    shown.get_by_text("All is well.").wait_for()
    assert shown.locator("noscript meta").count() == 1
    unanswered(running, "leo")
    until(lambda: _again(shown), "the page to tell of it")
    context.close()


def _again(shown: "Page") -> bool:
    shown.get_by_role("link", name="Look again").click()
    return shown.get_by_text("An answer to danger may not have arrived").count() == 1


def test_it_says_when_the_server_is_away(page: "Page", running: Running) -> None:
    page.goto(running.address)
    page.get_by_text("All is well.").wait_for()
    running.stop()
    page.get_by_text("the server is away").wait_for()


@pytest.mark.parametrize(
    ("size", "scheme"), [("phone", "dark"), ("small", "light"), ("desk", "light"), ("desk", "dark")]
)
def test_anybody_can_read_it_on_every_screen(page: "Page", moods: dict[str, Running], size: str, scheme: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for said, server in moods.items():
        page.goto(server.address)
        page.get_by_text(said).wait_for()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert violations(page) == []
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/operator-{size}-{scheme}-{said[:3].lower()}.png", full_page=True)


def violations(page: "Page") -> list[str]:
    """Return what axe finds wrong with a page."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['help']} ({each['nodes'][0]['html'][:80]})" for each in found]


def test_from_another_machine_one_signs_in(browser: "Browser", tmp_path: Path) -> None:
    server = Running(tmp_path, NUDGES_OPERATOR_TOKEN="a token of 24 signs only", NUDGES_PUBLIC_URL="http://127.0.0.1")
    enrol_ana(server.service)
    server.start()
    context = browser.new_context()
    context.set_default_timeout(LONG * 1000)
    try:
        _sign_in(context, server)
    finally:
        context.close()
        server.stop()


def _sign_in(context: "BrowserContext", server: Running) -> None:
    shown = context.new_page()
    shown.goto(server.address)
    assert shown.get_by_text("All is well.").count() == 0
    shown.get_by_role("link", name="For the operator").click()
    for token in ("a token of 24 signs, wrong", "a token of 24 signs only"):
        shown.get_by_label("Token").fill(token)
        shown.get_by_role("button", name="Sign in").click()
        if token.endswith("wrong"):
            shown.get_by_text("That is not the token.").wait_for()
            assert violations(shown) == []
            if SHOTS:
                shown.screenshot(path=f"{SHOTS}/signin.png")
    shown.get_by_text("All is well.").wait_for()
    shown.get_by_role("button", name="Sign out").click()
    shown.get_by_role("button", name="Sign in").wait_for()
