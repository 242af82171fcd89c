"""What the manual says: its pages, as they are shown in the terminal and at /help."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import msgspec

from nudges.core.problem import Problem, nearest

ORDER = (
    "start",
    "plans",
    "library",
    "when",
    "events",
    "replies",
    "safety",
    "consent",
    "phone",
    "number",
    "reports",
    "strength",
    "unnecessary",
    "operating",
    "data",
    "scale",
    "sharing",
    "research",
    "trials",
    "settings",
    "commands",
    "why",
)


class Page(msgspec.Struct, frozen=True):
    """One page: `about` is its first line, and `text` the whole of it in Markdown."""

    name: str
    title: str
    about: str
    text: str


@cache
def pages() -> Mapping[str, Page]:
    """Return every page by its name, in the order of reading; a new page comes last until `ORDER` names it."""
    texts = {
        file.name.removesuffix(".md"): file.read_text("utf-8")
        for file in files("nudges").joinpath("help").iterdir()
        if file.name.endswith(".md")
    }
    names = sorted(texts, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name))
    return MappingProxyType({name: _page(name, texts[name]) for name in names})


def page(name: str) -> Page:
    """Return a page, or raise Problem with the names most like it."""
    known = pages()
    if name not in known:
        raise Problem(f"there is no page '{name}'", hint=nearest(name, known, f"pages: {', '.join(known)}"))
    return known[name]


def _page(name: str, text: str) -> Page:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return Page(name, lines[0].removeprefix("# "), lines[1], text)
