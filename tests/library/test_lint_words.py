"""Every word that stays out of our texts is caught, and no rule has a word that nothing proves."""

import re

import pytest

from nudges.core.words import Language
from nudges.library.forbidden import ADVICE, FORBIDDEN, RESERVED, WORDS_WE_NEED
from nudges.library.lint import lint_answers

BAD = {
    (Language.EN, "pressure"): "should; shouldn't; must; have to; ought; need to; don't forget; hurry up; last chance;"
    " now or never",
    (Language.EN, "guilt"): "streak; streaks; missed; missing; fail; failed; failing; failure; guilt; guilty; ashamed;"
    " shame; behind; lazy; excuse; excuses; forgot; forgotten",
    (Language.EN, "praise"): "great job; good job; well done; amazing; awesome; fantastic; proud; perfect; excellent;"
    " congrats; congratulations",
    (Language.EN, "clinic"): "diagnosis; disorder; disorders; symptom; symptoms; anxious; anxiety; depression;"
    " depressed; avoidant; attachment; therapy; therapist; treats; treatment; cure; cures; cured; heals; healing;"
    " patient; patients; insecure; trauma; traumatic; clinic; clinical; mental health",
    (Language.EN, "partner"): "partner; partners; boyfriend; girlfriend; husband; wife; spouse; relationship;"
    " relationships; jealous; jealousy; breakup; break up; your ex",
    (Language.EN, "clinging"): "miss you; are you there; where are you; waiting for you; haven't heard;"
    " haven't answered",
    (Language.ES, "pressure"): "deberías; deberias; debes; tienes que; hay que; no olvides; apúrate",
    (Language.ES, "guilt"): "racha; rachas; fallaste; fallado; fallo; fallas; perdiste; culpable; culpables; culpas;"
    " vergüenza; atraso; atrasos; excusa; excusas; olvidaste; flojera",
    (Language.ES, "praise"): "muy bien hecho; buen trabajo; excelente; increíble; increible; orgullo; perfecto;"
    " felicidades; felicitaciones; genial",
    (Language.ES, "clinic"): "diagnóstico; diagnostico; trastorno; trastornos; síntoma; sintomas; ansiedad; ansioso;"
    " depresivo; evitativo; apego; terapia; tratamiento; cura; curar; curas; sana; sanar; sanas; paciente; pacientes;"
    " inseguro; trauma; traumas; clínica; clinico; salud mental",
    (Language.ES, "partner"): "pareja; novio; novia; esposo; esposa; marido; relación; relaciones; celos; celosa;"
    " tu ex",
    (Language.ES, "clinging"): "te extraña; te extrañamos; estás ahí; estas ahi; dónde estás; donde estas; te espera;"
    " te esperamos; no has respondido; no has contestado",
    (Language.ES, "address"): "usted; ustedes; vos; vosotros; vosotras; responda; lista; cansado; cansada; tranquilo;"
    " tranquila; bienvenido; bienvenida; seguro; segura; contento; contenta; preocupado; preocupada; agotado;"
    " agotada; ocupado; ocupada; listos; listas",
}
EACH = [(language, kind, word) for (language, kind), words in BAD.items() for word in words.split("; ")]
GOOD = [
    (Language.EN, "nothing you have to finish is lost on a mustard field", "'have to'"),
    (Language.EN, "rest does not have to be earned", ""),
    (Language.EN, "a curated shelf, a wifely tune, a shallow pond", ""),
    (Language.ES, "no hay que ganarlo", ""),
    (Language.ES, "una respuesta oculta en el trato", ""),
]


@pytest.mark.parametrize(("language", "kind", "word"), EACH)
def test_each_word_is_caught_in_either_case_with_its_advice(language: Language, kind: str, word: str) -> None:
    for written in (word, word.capitalize()):
        problems = [str(each) for each in lint_answers({"noted": [f"x, {written}, x"]}, language)]
        assert any(f"'{written}'" in problem and ADVICE[kind] in problem for problem in problems), problems


@pytest.mark.parametrize(("language", "words", "said"), GOOD)
def test_a_word_that_only_holds_another_is_left_alone(language: Language, words: str, said: str) -> None:
    assert said in "".join(map(str, lint_answers({"noted": [words]}, language)))
    assert said or not lint_answers({"noted": [words]}, language)


@pytest.mark.parametrize(("language", "kind"), BAD)
def test_no_rule_has_a_word_that_nothing_proves(language: Language, kind: str) -> None:
    samples = BAD[language, kind].split("; ")
    unproven = [
        each
        for each in alternatives(FORBIDDEN[language][kind].pattern)
        if not any(re.fullmatch(each, sample, re.IGNORECASE) for sample in samples)
    ]
    assert not unproven


def test_every_kind_of_word_is_proven_in_its_language() -> None:
    assert set(BAD) == {(language, kind) for language, kinds in FORBIDDEN.items() for kind in kinds}
    assert set(ADVICE) == {kind for _, kind in BAD}


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_a_word_of_the_carriers_is_offered_only_where_it_does_the_same(word: str) -> None:
    problems = "".join(map(str, lint_answers({"noted": [f"Reply {word.lower()} now."]}, Language.EN)))
    assert (f"{word} in" in problems) is (word not in WORDS_WE_NEED)


def alternatives(pattern: str) -> list[str]:
    """Return the choices at the top of a rule, which stands between looks at what is before and after it."""
    inside = pattern.removeprefix(r"(?<!\w)(?:").removesuffix(r")(?!\w)")
    depth, each = 0, [""]
    for sign in inside:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        each = [*each, ""] if sign == "|" and not depth else [*each[:-1], each[-1] + sign]
    return each
