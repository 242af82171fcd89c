"""Each rule about words catches a bad sample."""

import msgspec
import pytest

from nudges.core.texts import Text, TextKind
from nudges.core.words import Ask, Language
from nudges.library import load
from nudges.library.lint import lint, lint_answers

PLAN = load().plans["three-breaths"]
ASKING = {Language.EN: "Reply DONE, LATER or SKIP.", Language.ES: "Responde LISTO, LUEGO o HOY NO."}
BAD = [
    (Language.EN, "{cue}: you should breathe.", "'should'"),
    (Language.EN, "{cue}: don't forget to breathe.", "'don't forget'"),
    (Language.EN, "{cue}: you have to breathe.", "'have to'"),
    (Language.EN, "{cue}: keep your streak.", "'streak'"),
    (Language.EN, "{cue}: you missed three days.", "'missed'"),
    (Language.EN, "{cue}: catch what is behind.", "'behind'"),
    (Language.EN, "{cue}: great job, breathe.", "'great job'"),
    (Language.EN, "{cue}: calm your anxiety.", "'anxiety'"),
    (Language.EN, "{cue}: a trick from therapy.", "'therapy'"),
    (Language.EN, "{cue}: for your attachment.", "'attachment'"),
    (Language.EN, "{cue}: it treats depression.", "'treats'"),
    (Language.EN, "{cue}: think of your partner.", "'partner'"),
    (Language.EN, "{cue}: we miss you.", "'miss you'"),
    (Language.EN, "{cue}: breathe!", "exclamation"),
    (Language.EN, "{cue}: see calm.example.com now.", "a link"),
    (Language.EN, "{cue}: see https://x.y now.", "a link"),
    (Language.EN, "{cue}: breathe \U0001f33f now.", "an emoji"),
    (Language.EN, "{cue}: breathe, or text STOP.", "STOP"),
    (Language.EN, "{cue}: breathe, or reply yes.", "YES"),
    (Language.EN, "{cue}: breathe, reply END.", "END"),
    (Language.EN, "{cue}: breathe, reply WALK.", "WALK"),
    (Language.EN, "{cue}: " + "breathe and " * 10, "2 segments"),
    (Language.EN, "Breathe.", "no {cue}"),
    (Language.ES, "{cue}: deberías respirar.", "'deberías'"),
    (Language.ES, "{cue}: hay que respirar.", "'hay que'"),
    (Language.ES, "{cue}: cuida tu racha.", "'racha'"),
    (Language.ES, "{cue}: buen trabajo, respira.", "'buen trabajo'"),
    (Language.ES, "{cue}: calma tu ansiedad.", "'ansiedad'"),
    (Language.ES, "{cue}: piensa en tu pareja.", "'pareja'"),
    (Language.ES, "{cue}: te extrañamos.", "'te extrañamos'"),
    (Language.ES, "{cue}: si te sientes cansada, respira.", "'cansada'"),
    (Language.ES, "{cue}: respire usted.", "'usted'"),
    (Language.ES, "¡Respira! {cue}.", "exclamation"),
    (Language.ES, "{cue}: un respiro más.", "avoid á"),
]


def text(words: str, language: Language = Language.EN, kind: TextKind = TextKind.PROMPT) -> Text:
    return Text(kind=kind, words=f"{words} {ASKING[language]}")


def found(*texts: Text, language: Language = Language.EN, contacts: bool = False, ask: Ask = Ask.DONE) -> str:
    plan = msgspec.structs.replace(PLAN, contacts=contacts, ask=ask)
    problems = [str(problem) for problem in lint(plan, texts, language) if "] has " not in problem.what]
    return "\n".join(problems)


@pytest.mark.parametrize(("language", "words", "said"), BAD)
def test_a_bad_text_is_named_with_what_is_wrong(language: Language, words: str, said: str) -> None:
    problems = found(text(words, language), language=language)
    assert said in problems
    assert words in problems
    assert problems.startswith(f"{language}/three-breaths.txt: ")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.EN, "{cue}: rest does not have to be earned."),
        (Language.EN, "{cue}: stop by a window and yes, help yourself to water."),
        (Language.EN, "{cue}: hold still."),
        (Language.ES, "{cue}: solo un respiro, sin prisa. No hay que ganarlo."),
        (Language.ES, "{cue}: ¿qué tal un café, mañana temprano?"),
    ],
)
def test_a_good_text_is_left_alone(language: Language, words: str) -> None:
    assert found(text(words, language), language=language) == ""


def test_the_whole_word_counts_and_not_a_part_of_it() -> None:
    assert found(text("{cue}: a mustard seed, a curated shelf, a fallow field.")) == ""


def test_a_text_must_say_how_to_answer() -> None:
    said = found(Text(kind=TextKind.PROMPT, words="{cue}: breathe. Reply DONE or SKIP."))
    assert 'no way to answer in "{cue}: breathe. Reply DONE or SKIP."; offer DONE, LATER, SKIP' in said
    assert found(Text(kind=TextKind.PROMPT, words="{cue}: breathe. Reply D, L or S.")) == ""


def test_a_rating_is_asked_with_its_scale_and_nothing_needs_no_answer() -> None:
    plain = Text(kind=TextKind.PROMPT, words="{cue}: how calm are you?")
    scaled = Text(kind=TextKind.PROMPT, words="{cue}: how calm are you, 0 to 10?")
    assert "ask for 0 to 10" in found(plain, ask=Ask.RATING)
    assert found(scaled, ask=Ask.RATING) == found(plain, ask=Ask.NOTHING) == ""


def test_a_plan_with_contacts_names_one_in_each_text() -> None:
    assert "no {contact}" in found(text("{cue}: say hello."), contacts=True)
    assert found(text("{cue}: say hello to {contact}."), contacts=True) == ""


def test_the_longest_cue_and_contact_are_counted() -> None:
    words = "{cue}, {contact}: " + "a" * (160 - 28 - 20 - 4 - len(f" {ASKING[Language.EN]}"))
    assert found(text(words), contacts=True) == ""
    assert "161 GSM-7 characters, 2 segments" in found(text(words + "a"), contacts=True)


def test_two_texts_with_one_opening_are_named() -> None:
    said = found(text("{cue}: three slow ones."), text("{cue}, three SLOW breaths."))
    assert said.count("opens like") == 1
    assert found(text("{cue}: three slow ones."), text("{cue}: three soft ones.")) == ""


def test_not_all_texts_begin_with_the_cue() -> None:
    texts = [text(f"{{cue}}: {word} breaths now.") for word in ("one", "two", "three", "four", "five", "six", "seven")]
    assert "7 texts begin with the cue" in found(*texts)
    assert found(*texts[1:]) == ""


def test_each_kind_has_three_texts() -> None:
    said = [str(problem) for problem in lint(PLAN, [text("{cue}: breathe.")], Language.EN)]
    assert said == [
        "en/three-breaths.txt: [prompt] has 1 texts; write 3",
        "en/three-breaths.txt: [reason] has 0 texts; write 3",
        "en/three-breaths.txt: [smaller] has 0 texts; write 3",
        "en/three-breaths.txt: [question] has 0 texts; write 3",
        "en/three-breaths.txt: [discreet] has 0 texts; write 3",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Great job.", "'Great job'"),
        ("Thank you!", "exclamation"),
        ("Reply YES to go on.", "YES"),
        ("You missed three.", "'missed'"),
        ("a" * 161, "2 segments"),
        ("{program} {name} {often} " + "a" * 93, "161"),
        ("Please {line}. " + "a" * 125, "segments"),
    ],
)
def test_a_bad_answer_is_named(words: str, said: str) -> None:
    assert said in "\n".join(map(str, lint_answers({"noted": [words]}, Language.EN)))


def test_an_answer_may_name_the_words_that_end_explain_and_bring_back() -> None:
    assert not lint_answers({"help": ["STOP ends, HELP explains, START resumes."]}, Language.EN)
    assert not lint_answers({"report": ["a" * 306]}, Language.EN)
    assert lint_answers({"report": ["a" * 307]}, Language.EN)
