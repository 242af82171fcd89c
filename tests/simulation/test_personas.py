"""Do made-up people say what they mean, as often as they should?"""

import pytest

from nudges.core.problem import Problem
from nudges.core.understanding import Pending, understand
from nudges.core.words import Intent, Language, Safety
from nudges.simulation.draws import share, weighted, whole
from nudges.simulation.personas import HABITS, Persona, Say, persona
from nudges.simulation.saying import WORDS

MEANS = {
    Say.DONE: Intent.DONE,
    Say.DONE_RATED: Intent.DONE,
    Say.PARTLY: Intent.PARTLY,
    Say.SKIP: Intent.SKIP,
    Say.SNOOZE: Intent.SNOOZE,
    Say.RATING: Intent.RATING,
    Say.PAUSE: Intent.PAUSE,
    Say.WORD: Intent.NOTE,
    Say.DANGER: Intent.CRISIS,
    Say.SAFE: Intent.NOTE,
}
EVERYTHING = [
    (language, say, words) for language, sayings in WORDS.items() for say, all_ in sayings.items() for words in all_
]


def test_there_are_words_for_everything_in_every_language_and_a_row_for_every_persona() -> None:
    assert {language: set(WORDS[language]) for language in Language} == {language: set(Say) for language in Language}
    assert set(HABITS) == set(Persona)


@pytest.mark.parametrize(("language", "say", "words"), EVERYTHING)
def test_the_words_are_understood_as_they_are_meant(language: Language, say: Say, words: str) -> None:
    pending = Pending.SAFE_CHECK if say is Say.SAFE else Pending.NOTHING
    for number in range(1, 10):
        heard = understand(words.format(n=number), pending=pending, language=language)
        assert heard.intent is MEANS[say]
        assert heard.safety is (Safety.SOFT if say is Say.DANGER else Safety.NONE)
        assert heard.value.rating == (number if "{n}" in words else None)
        assert heard.value.safe is (True if say is Say.SAFE else None)


def test_draws_spread_evenly_and_hold_still() -> None:
    draws = [share("seed", number) for number in range(2000)]
    assert 0.47 < sum(draws) / len(draws) < 0.53
    assert {whole(1, 6, number) for number in range(200)} == {1, 2, 3, 4, 5, 6}
    picked = [weighted({"often": 3, "seldom": 1, "never": 0}, number) for number in range(2000)]
    assert 0.70 < picked.count("often") / len(picked) < 0.80
    assert picked.count("never") == 0


def test_an_unknown_persona_gets_the_nearest_name() -> None:
    with pytest.raises(Problem, match="'forgetfull' is not a persona; try forgetful"):
        persona("forgetfull")
    with pytest.raises(Problem, match="use steady, forgetful"):
        persona("xyz")
