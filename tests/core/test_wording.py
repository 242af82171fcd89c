"""A name never makes a text dearer than its plain letters would."""

import pytest

from nudges.core.due import Nudge
from nudges.core.sms import Encoding, measure
from nudges.core.texts import Words
from nudges.core.wording import say, word_nudge
from nudges.core.words import Language
from nudges.library import load
from tests.samples import ANA, MONDAY, book, minutes, plan

LONG = "{name}, " + "slow and easy, " * 6
WORDS = load().words


def said(template: str, **places: str) -> str:
    words = Words(plans={}, answers={Language.EN: {"any": (template,)}})
    return say(words, Language.EN, "any", "seed", places)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("María", "Maria"),
        ("Zoë 🌸", "Zoe"),
        ("👩🏽‍🦰 Ana", "Ana"),
        ("❤️ Leo", "Leo"),
        ("Mari\u0301a", "Maria"),
        ("José Núñez", "José Nuñez"),
        ("Ünal", "Ünal"),
    ],
)
def test_a_name_that_would_cost_a_segment_more_is_written_in_plain_letters(name: str, written: str) -> None:
    text = said(LONG, name=name)
    assert text.startswith(f"{written}, ")
    assert measure(text).encoding is Encoding.GSM_7


def test_a_name_stays_as_it_is_where_it_costs_nothing() -> None:
    assert said("Hi {name}.", name="Zoë 🌸") == "Hi Zoë 🌸."


@pytest.mark.parametrize("name", ["Мария", "玛丽", "🌸", "María 玛", "हिन्दी"])
def test_a_name_that_plain_letters_cannot_write_stays_as_it_is(name: str) -> None:
    assert said(LONG, name=name).startswith(f"{name}, ")


def test_the_words_around_a_name_are_never_changed() -> None:
    assert said("{name}, más " + "y " * 40, name="María").startswith("María, más")


@pytest.mark.parametrize("contact", ["Mamá", "Lucía 💛"])
def test_a_nudge_names_its_contact_within_one_segment(contact: str) -> None:
    who = plan(id="reach", library="reach-out-to-give", cue="After breakfast, más o menos", contacts=True)
    nudge = Nudge(plan=who, due=MONDAY, opens=MONDAY, closes=MONDAY + minutes(120))
    sent = word_nudge(book(plans=(who,), who=ANA), nudge, WORDS, MONDAY)
    assert measure(sent.text).segments == 1
    assert contact not in sent.text
