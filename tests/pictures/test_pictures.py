"""Pictures are small, the same each time, readable in light and dark, and say what they show."""

import re
from xml.etree import ElementTree as ET

import msgspec
import pytest

from nudges import pictures
from nudges.core.looked import Ratings
from nudges.core.problem import Problem
from nudges.library import shipped
from nudges.pictures import Words
from nudges.pictures.style import DARK, LIGHT, PRINT, TONES, Palette, contrast
from tests.pictures.weeks import ENGLISH, LAST, SPANISH, TITLES, discreet, look

SVG = "{http://www.w3.org/2000/svg}"
ODD = (
    "كتابة ثلاثة أسطر",
    "שלוש נשימות 🧘",
    "🧘🏽‍♀️",
    "冥想练习",
    "A title that is far longer than any picture of a phone has room for, on and on " * 4,
    r"$\frac{x}{0}$ <b>bold</b> & \u202eevil",
    "\n\t\x00\x07",
    "😀 smile\ud83d",
)
SPANS = {
    "nothing": (0, 4, ENGLISH),
    "nothing, in Spanish": (0, 4, SPANISH),
    "one plan": (1, 4, ENGLISH),
    "eight plans": (8, 4, SPANISH),
    "three months": (3, 12, discreet()),
    "a year": (3, 52, ENGLISH),
    "a year in Spanish": (8, 53, SPANISH),
}


def texts(picture: str) -> list[str]:
    return [each.text or "" for each in ET.fromstring(picture).iter(f"{SVG}text")]


@pytest.mark.parametrize(("plans", "weeks", "words"), SPANS.values(), ids=SPANS)
def test_whatever_a_week_holds_there_is_a_picture_of_it(plans: int, weeks: int, words: Words) -> None:
    back = look(plans, weeks)
    made = pictures.png(back, words)
    assert made.startswith(b"\x89PNG")
    assert int.from_bytes(made[16:20], "big") == 1080
    assert len(made) <= pictures.LARGEST
    assert pictures.pdf(back, words, letter=True).startswith(b"%PDF")
    for which in pictures.WHICH:
        drawn = ET.fromstring(pictures.svg(back, which, words))
        assert drawn.get("role") == "img"


@pytest.mark.parametrize("which", pictures.WHICH)
def test_five_pictures_of_a_usual_week_fit_into_a_page(which: str) -> None:
    assert len(pictures.svg(look(3), which, ENGLISH).encode()) < 20_000


@pytest.mark.parametrize(("letter", "size"), [(False, (595, 842)), (True, (612, 792))], ids=["A4", "Letter"])
def test_a_week_is_one_sheet_of_paper(letter: bool, size: tuple[int, int]) -> None:
    sheet = pictures.sheet(look(8), ENGLISH, letter=letter)
    assert len(re.findall(rb"/Type /Page\b", sheet)) == 1
    box = re.search(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", sheet)
    assert box is not None
    assert (round(float(box[1])), round(float(box[2]))) == size


def test_the_same_week_is_the_same_picture_byte_for_byte() -> None:
    for make in (pictures.png, pictures.pdf):
        assert make(look(), ENGLISH) == make(look(), ENGLISH)
    assert pictures.svg(look(), "calendar", ENGLISH) == pictures.svg(look(), "calendar", ENGLISH)
    assert pictures.png(look(seed=1), ENGLISH) != pictures.png(look(seed=2), ENGLISH)


def test_a_picture_says_in_words_what_it_shows() -> None:
    drawn = ET.fromstring(pictures.svg(look(1), "calendar", ENGLISH))
    title, said = drawn.find(f"{SVG}title"), drawn.find(f"{SVG}desc")
    assert title is not None
    assert said is not None
    assert title.text == "Day by day, 26 October to 22 November 2026"
    week = [plan for report in look(1).weeks for plan in report.plans]
    assert (said.text or "").startswith(f"Three breaths: {sum(plan.done for plan in week)} done, ")
    assert drawn.get("aria-labelledby") == f"{title.get('id')} {said.get('id')}"


def test_a_picture_that_holds_nothing_says_so() -> None:
    assert texts(pictures.svg(look(0), "year", ENGLISH)) == ["Nothing to show here yet."]


@pytest.mark.parametrize("which", pictures.WHICH)
def test_a_discreet_picture_names_no_plan_and_quotes_nobody(which: str) -> None:
    drawn = pictures.svg(look(8), which, discreet())
    assert [title for title in TITLES if title in drawn] == []


def test_a_discreet_sheet_is_silent_about_words_and_people() -> None:
    """With nothing in its plans' titles, words and people, it is the same sheet to the last byte."""
    back = look(2)
    other = look(2, titles=("Something else", "And more"))
    other = msgspec.structs.replace(other, reasons=(), reached=())
    assert pictures.pdf(back, discreet()) == pictures.pdf(other, discreet())
    assert pictures.pdf(back, ENGLISH) != pictures.pdf(other, ENGLISH)


def test_titles_in_any_letters_are_drawn_or_numbered(recwarn: pytest.WarningsRecorder) -> None:
    odd = look(8, titles=ODD)
    assert pictures.png(odd, ENGLISH).startswith(b"\x89PNG")
    assert pictures.pdf(odd, ENGLISH).startswith(b"%PDF")
    said = texts(pictures.svg(odd, "calendar", ENGLISH))
    assert {"كتابة ثلاثة أسطر", "שלוש נשימות 🧘", "冥想练习", "Plan 7", "😀 smile"} <= set(said)
    assert any(each.startswith("A title") and each.endswith("…") for each in said)
    assert [str(warning.message) for warning in recwarn] == []


def test_two_pictures_on_one_page_share_no_name() -> None:
    drawn = pictures.svg(look(8), "calendar", ENGLISH) + pictures.svg(look(8, 8), "calendar", ENGLISH)
    names = re.findall(r' id="([^"]+)"', drawn)
    assert len(names) > 4
    assert len(set(names)) == len(names)


def test_a_page_allows_what_a_picture_brings() -> None:
    """A page's policy refuses style in elements and attributes; its own style colours the classes."""
    drawn = pictures.svg(look(), "strength", ENGLISH)
    assert "style" not in drawn
    assert "url(" not in drawn
    assert "<style>" in pictures.svg(look(), "strength", ENGLISH, alone=True)


@pytest.mark.parametrize("palette", [LIGHT, DARK, PRINT], ids=["light", "dark", "print"])
def test_text_stands_out_from_what_is_behind_it(palette: Palette) -> None:
    for tone in ("ink", "soft"):
        assert contrast(getattr(palette, tone), palette.card) >= 4.5, tone
        assert contrast(getattr(palette, tone), palette.wash) >= 4.5, tone
    assert contrast(palette.accent, palette.card) >= 3
    assert contrast(palette.accent, palette.wash) >= 3


def test_no_two_marks_look_alike_in_grey() -> None:
    from nudges.pictures.marks import MARKS

    shapes = [tuple((layer.shape, layer.fill is not None, layer.dashed) for layer in mark) for mark in MARKS.values()]
    assert len(set(shapes)) == len(shapes)


@pytest.mark.parametrize(("dark", "palette"), [(False, LIGHT), (True, DARK)], ids=["light", "dark"])
def test_a_picture_has_the_colours_of_its_style(dark: bool, palette: Palette) -> None:
    drawn = pictures.svg(look(), "calendar", ENGLISH, dark=dark)
    used = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', drawn))
    assert used <= {getattr(palette, tone) for tone in TONES}
    assert palette.accent in used


def test_a_picture_there_is_not_is_one_clear_sentence() -> None:
    with pytest.raises(Problem, match="'clouds' is not a picture"):
        pictures.svg(look(), "clouds", ENGLISH)


def test_weeks_before_the_first_plan_are_left_out() -> None:
    back = look(1)
    empty = msgspec.structs.replace(back.weeks[0], plans=(), done=0)
    late = msgspec.structs.replace(back, weeks=(empty, empty, *back.weeks[2:]))
    assert "2 Nov" not in texts(pictures.svg(late, "calendar", ENGLISH))
    assert "9 November to 22 November" not in pictures.svg(late, "calendar", ENGLISH)
    assert "Day by day, 9 to 22 November 2026" in pictures.svg(late, "calendar", ENGLISH)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((7,), "Three breaths: 1 number."),
        ((3, 7, 8), "Three breaths: 3 numbers, the middle one 7."),
        ((1, 2, 3, 4, 10), "Three breaths: 5 numbers, the middle one 3, half of them from 2 to 4."),
        ((5,) * 1000, "Three breaths: 1000 numbers, the middle one 5, half of them from 5 to 5."),
    ],
    ids=["one", "three", "five", "a thousand"],
)
def test_a_spread_says_no_more_than_its_numbers_carry(values: tuple[int, ...], said: str) -> None:
    rated = Ratings(plan="p0", title="Three breaths", values=tuple((LAST, value) for value in values))
    drawn = pictures.svg(msgspec.structs.replace(look(1), ratings=(rated,)), "ratings", ENGLISH)
    assert ET.fromstring(drawn).findtext(f"{SVG}desc") == said
    assert len(drawn) < 10_000
    assert ("Line: the middle number." in drawn) == (len(values) >= 3)
    assert ("Shade: the middle half." in drawn) == (len(values) >= 5)


def test_no_picture_has_an_arrow_or_a_run_of_days() -> None:
    said = " ".join((*ENGLISH.say.values(), *SPANISH.say.values())).casefold()
    assert [word for word in ("↑", "↓", "streak", "racha", "missed", "fail", "%", "perfect") if word in said] == []


def test_both_languages_say_the_same_things() -> None:
    assert {name for name in ENGLISH.say if not name.endswith("_one")} <= set(SPANISH.say)


def test_a_page_has_a_colour_for_every_class_of_a_picture() -> None:
    page = (shipped() / "templates" / "pages" / "pictures.css").read_text("utf-8")
    drawn = "".join(pictures.svg(look(), which, ENGLISH) for which in pictures.WHICH)
    used = {name for names in re.findall(r' class="([fs]-[^"]+)"', drawn) for name in names.split()}
    assert len(used) > 5
    assert [name for name in used if f".{name} {{" not in page] == []
