"""Where there is nothing, a page says so kindly; and no page needs anything from elsewhere."""

from html.parser import HTMLParser

import pytest

from nudges.library.manual import pages
from tests.samples import at, person
from tests.web.samples import House

EVERY_PAGE = ["/", "/phone", "/phone/ana", "/phone/nobody", "/help", "/nothing", "/reports/nothing"]
EVERY_PAGE += [f"/help/{name}" for name in pages()]
FETCHES = {"src", "srcset", "href", "action", "formaction", "data", "poster", "style", "background", "content"}


class Fetched(HTMLParser):
    """Gathers what a browser would fetch by itself for a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in FETCHES and not (tag == "a" and name == "href")]


@pytest.mark.parametrize("path", ["/nothing", "/phone/ana/nothing", "/help/nothing", "/nothing.html", "/%00", "/../x"])
def test_an_unknown_address_shows_a_small_page_with_ways_on(path: str) -> None:
    answer = House().web.get(path)
    assert answer.status_code == 404
    assert "<h1>There is nothing here</h1>" in answer.text
    assert 'href="/"' in answer.text
    assert 'href="/help"' in answer.text


def test_what_was_asked_for_is_shown_as_text_and_never_as_markup() -> None:
    page = House().web.get("/help/<script>alert(1)<%2Fscript>").text
    assert "<script" not in page


def test_a_mistake_in_how_one_asks_is_told_in_a_sentence() -> None:
    answer = House().web.post("/phone")
    assert (answer.status_code, answer.text) == (405, "Method Not Allowed\n")


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_no_page_has_an_external_address(path: str) -> None:
    house = House()
    house.service.enrol(person(id="luz", phone="+14155550199"), (), at("2026-03-02 08:00"))
    page = house.web.get(path).text
    fetched = Fetched()
    fetched.feed(page)
    assert [each for each in fetched.found if "//" in each] == []
    style = page.partition("<style")[2].partition("</style>")[0]
    assert style
    assert not [each for each in ("url(", "@import", "//") if each in style]


@pytest.mark.parametrize("path", [path for path in EVERY_PAGE if path not in ("/", "/phone/ana")])
def test_no_page_but_a_phone_and_the_operators_has_a_script(path: str) -> None:
    answer = House().web.get(path)
    assert "<script" not in answer.text
    assert "script-src" not in answer.headers["content-security-policy"]
