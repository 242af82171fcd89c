"""The manual reads the same in the browser."""

import pytest

from nudges.library.manual import pages
from tests.web.samples import House


def test_every_page_is_listed() -> None:
    listed = House().web.get("/help").text
    assert [name for name in pages() if f'href="/help/{name}"' not in listed] == []


@pytest.mark.parametrize("name", pages())
def test_every_page_is_shown(name: str) -> None:
    shown = House().web.get(f"/help/{name}")
    assert shown.status_code == 200
    assert f"<title>{pages()[name].title}</title>" in shown.text
    assert "<h1>" in shown.text


def test_a_page_that_is_not_there_is_helped_along() -> None:
    answer = House().web.get("/help/replys")
    assert answer.status_code == 404
    assert "try replies" in answer.text
