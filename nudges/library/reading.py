"""How easy a text is to read: the years at school that it takes."""

import warnings
from collections.abc import Iterable
from types import MappingProxyType

from nudges.core.texts import LibraryPlan, Text, fill
from nudges.core.words import Language

HARDEST = 6.0
"""Years at school; the texts of a plan taken together may take no more."""

SAID = MappingProxyType({Language.EN: "a friend of mine", Language.ES: "una amiga del barrio"})


def grade(plan: LibraryPlan, texts: Iterable[Text], language: Language) -> float | None:
    """Return how many years at school the texts of a plan take, or None where `textstat` is not installed.

    In English that is the Flesch-Kincaid grade, in Spanish the one of Crawford.
    """
    try:
        with warnings.catch_warnings(action="ignore"):
            import textstat  # type: ignore[import-untyped]
    except ImportError:
        return None
    places = {"cue": plan.cue[language], "contact": SAID[language], "own": SAID[language]}
    whole = " ".join(fill(text.words, places) for text in texts)
    textstat.set_lang(language.value)
    found = textstat.flesch_kincaid_grade(whole) if language is Language.EN else textstat.crawford(whole)
    return round(float(found), 1)
