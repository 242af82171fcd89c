"""A sheet in a real browser: it prints on one page, asks for nothing from anywhere, and can be used by everybody."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from nudges.core.sheet import drawn
from nudges.core.sheet_lines import Look
from nudges.core.sheet_words import LINES
from nudges.core.words import Language
from nudges.web.pages import Pages
from nudges.web.sheets import sheet_page
from tests.core.test_sheet import BACK, DAY
from tests.pictures.test_chosen import PAGE, full
from tests.samples import person

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WORDS = "It was a long day and the words go on and on. " * 8


def _looks() -> dict[str, Look]:
    return {
        "of everything": full(Language.ES, 8, WORDS),
        "of a good deal": full(Language.EN, 3, WORDS),
        "of one plan": Look(person(), BACK),
    }


def _page(look: Look) -> str:
    sheet = drawn(look, "Dr Lee", LINES, DAY + timedelta(days=24), DAY + timedelta(days=38))
    return bytes(sheet_page(sheet, Pages()).body).decode()


def _check(shown: "Page", name: str, look: Look) -> None:
    from axe_playwright_python.sync_playwright import Axe

    asked = list[str]()
    shown.on("request", lambda request: asked.append(request.url))
    shown.set_content(_page(look))
    found = Axe().run(shown)
    assert found.violations_count == 0, f"{name}: {found.generate_report()}"
    assert len(PAGE.findall(shown.pdf(prefer_css_page_size=True))) == 1, name
    assert not [url for url in asked if re.match("https?:", url)], name


def test_a_sheet_prints_on_one_page_and_has_no_hurdle(browser: "Browser") -> None:
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
        for name, look in _looks().items():
            _check(context.new_page(), f"a sheet {name}, {scheme}", look)
        context.close()
