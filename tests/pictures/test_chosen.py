"""A sheet of chosen lines on paper."""

import re
from datetime import timedelta

import msgspec
import pytest

from nudges.core.looked import Ratings, Reason, Strength
from nudges.core.sheet import drawn
from nudges.core.sheet_lines import LONGEST, Look
from nudges.core.sheet_words import LINES
from nudges.core.words import Language
from nudges.pictures.chosen import paper
from tests.core.test_sheet import BACK, DAY, WEEKS
from tests.samples import person

PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


def full(language: Language, plans: int, words: str) -> Look:
    """Return so many plans in four weeks, with much to say in the person's own words."""
    many = range(plans)
    titles = [f"A plan with a rather long title, no. {number}" for number in many]
    weeks = tuple(
        msgspec.structs.replace(
            week, plans=tuple(msgspec.structs.replace(week.plans[0], plan=title, title=title) for title in titles)
        )
        for week in WEEKS
    )
    back = msgspec.structs.replace(
        BACK,
        weeks=weeks,
        strengths=tuple(Strength(plan=title, title=title, days=((DAY, 0.5),)) for title in titles),
        ratings=tuple(Ratings(plan=title, title=title, values=((DAY, 3), (DAY, 7))) for title in titles),
        reasons=tuple(Reason(day=DAY, plan=None, title="", text=words) for _ in range(30)),
    )
    return Look(person(language=language), back)


def _paper(look: Look) -> bytes:
    return paper(drawn(look, "Dr Lee", LINES, DAY + timedelta(days=24), DAY + timedelta(days=38)))


def test_it_is_one_page_however_much_there_is_and_the_same_each_time() -> None:
    for language in Language:
        look = full(language, 8, "word " * 80)
        made = _paper(look)
        assert made.startswith(b"%PDF-")
        assert len(PAGE.findall(made)) == 1
        assert made == _paper(look)


def test_words_in_other_scripts_and_with_markup_are_drawn_without_complaint(recwarn: pytest.WarningsRecorder) -> None:
    assert _paper(full(Language.EN, 1, "مرحبا <b>$x_1$</b> 😅")).startswith(b"%PDF-")
    assert not list(recwarn)


def test_a_long_text_is_cut() -> None:
    sheet = drawn(full(Language.EN, 1, "x" * 1000), "Dr Lee", ("words",), DAY, DAY)
    assert all(len(each) <= LONGEST + 10 for each in sheet.lines[0].says)
