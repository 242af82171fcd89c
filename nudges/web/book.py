"""The whole library as one page: for a clinician who reads every word, and for a translator."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from nudges.core.texts import LibraryPlan, TextKind
from nudges.core.words import Language
from nudges.library import Library
from nudges.library.schema import Category
from nudges.web.pages import Pages

ADDRESS = re.compile(r"(https?://[^\s;,]+[^\s;,.])")
KINDS = {
    TextKind.FIRST: "The first of all",
    TextKind.PROMPT: "Prompts",
    TextKind.REASON: "With a reason",
    TextKind.SMALLER: "Smaller",
    TextKind.QUESTION: "As a question",
    TextKind.DISCREET: "For a phone that others see",
}
LANGUAGES = {Language.EN: "English", Language.ES: "Español"}


def page(library: Library) -> str:
    """Return the page; it needs nothing from anywhere else."""
    plans = library.plans.values()
    waiting = sum(plan.review == "pending" for plan in plans)
    places: dict[str, object] = {
        "categories": [(each, [plan for plan in plans if plan.category == each]) for each in Category],
        "courses": [*library.words.courses.values()],
        "plans": {plan.id: plan for plan in plans},
        "texts": {plan.id: dict(_texts(library, plan)) for plan in plans},
        "evidence": {plan.id: _linked(plan.evidence) for plan in plans},
        "languages": LANGUAGES,
        "kinds": KINDS,
        "counted": {"plans": len(library.plans), "waiting": waiting, "texts": _many(library)},
    }
    body = Pages().show("book.html", places).body
    return bytes(body).decode()


def _texts(library: Library, plan: LibraryPlan) -> Iterator[tuple[TextKind, dict[Language, list[str]]]]:
    """Yield a plan's texts by what they do, side by side in both languages."""
    for kind in KINDS:
        found = {each: [t.words for t in library.words.plans[each][plan.id] if t.kind is kind] for each in Language}
        if any(found.values()):
            yield kind, found


def _linked(text: str) -> list[tuple[str, str]]:
    """Return a text in pieces, each with the address that follows it, or none."""
    parts = ADDRESS.split(text)
    return [(said, link) for said, link in zip_longest(parts[::2], parts[1::2], fillvalue="")]


def _many(library: Library) -> int:
    return sum(len(texts) for each in Language for texts in library.words.plans[each].values())


__all__: list[Any] = ["page"]
