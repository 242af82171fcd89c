"""The library as a whole: a plan for every technique, and nothing in it that nobody would want to receive."""

import json
from itertools import chain
from pathlib import Path

import msgspec
import pytest

from nudges.core.problem import Problem
from nudges.core.texts import DRAWN, TextKind
from nudges.core.words import Language, Safety
from nudges.library import load, read_library, shipped
from nudges.library.checking import by_technique, check, check_file, of_texts
from nudges.library.reading import HARDEST, grade
from nudges.library.schema import json_schema
from nudges.library.starting import files, write
from nudges.library.techniques import Audience, Technique

LIBRARY = load()
TABLE = {
    "self-awareness": "know-my-pattern", "understanding one's own style": "know-my-pattern",
    "recognising signs": "spot-the-sign", "mindfulness": "three-breaths", "stress-reducing activities": "stress-reset",
    "self-care": "one-kind-thing", "self-esteem": "what-i-did-well", "self-compassion": "friend-voice",
    "challenging negative thoughts": "fact-or-story", "changing unhelpful beliefs": "fact-or-story",
    "easing overthinking": "fact-or-story", "emotion regulation": "name-it-ride-it",
    "coping with stress": "name-it-ride-it", "activities that promote independence": "own-time",
    "a network of friends and family": "reach-out-to-give", "healthy communication": "one-clear-sentence",
    "asserting needs": "ask-for-one-thing", "asserting boundaries": "one-small-no",
    "shared activities": "together-time", "building trust": "promise-kept",
    "conscious effort and self-reflection": "sunday-look", "time and patience": "long-view",
    "seeking professional help": "finding-help", "therapy and counselling": "finding-help",
    "cognitive behavioural therapy": "cbt-homework", "practical strategies from therapy": "cbt-homework",
    "dialectical behaviour therapy": "dbt-skill", "attachment-based therapy": "session-thread",
    "exploring underlying causes": "bring-it-to-session", "gaining insight": "bring-it-to-session",
    "healthier relationship patterns": "if-then-card", "coping strategies": "if-then-card",
    "stories of change": "a-short-story", "needing less reassurance": "reassurance-pause",
    "felt security": "safe-person-picture", "partner: understanding the style": "learn-one-thing",
    "partner: reassurance": "warm-line", "partner: consistency": "do-what-i-said",
    "partner: open communication": "ask-and-listen", "partner: healthy boundaries": "kind-limit",
    "partner: fostering trust": "plans-said-plainly", "partner: a secure environment": "back-their-goal",
}  # fmt: skip
"""Every technique and strategy that the article names, with the plan that is for it."""

RISKY = {"one-clear-sentence", "ask-for-one-thing", "one-small-no", "together-time"}


def test_every_technique_has_its_plan_and_there_are_thirty_four() -> None:
    found = dict(by_technique(LIBRARY))
    assert set(found) == set(TABLE) == {each.value for each in Technique}
    assert all(plan in found[technique] for technique, plan in TABLE.items())
    assert set(chain.from_iterable(found.values())) == set(LIBRARY.plans) == set(TABLE.values())
    assert len(LIBRARY.plans) == 34


def test_each_plan_has_twelve_texts_and_three_discreet_ones_in_each_language() -> None:
    for language in Language:
        for texts in LIBRARY.words.plans[language].values():
            kinds = [text.kind for text in texts]
            assert [kinds.count(kind) for kind in DRAWN] == [3, 3, 3, 3]
            assert kinds.count(TextKind.DISCREET) == 3


def test_all_of_it_is_green() -> None:
    assert not check(LIBRARY), "\n".join(map(str, check(LIBRARY)))


@pytest.mark.parametrize("language", [*Language])
def test_every_plan_is_easy_to_read(language: Language) -> None:
    levels = {plan.id: grade(plan, LIBRARY.words.plans[language][plan.id], language) for plan in LIBRARY.plans.values()}
    assert all(level is not None and level <= HARDEST for level in levels.values()), levels


def test_no_two_texts_of_the_library_are_the_same() -> None:
    for language in Language:
        texts = [text.words for some in LIBRARY.words.plans[language].values() for text in some]
        assert len(set(texts)) == len(texts)


def test_what_may_put_someone_at_risk_rests_after_violence_and_says_so_first() -> None:
    risky = {plan.id for plan in LIBRARY.plans.values() if plan.audience == Audience.PARTNER} | RISKY
    for name in risky:
        plan = LIBRARY.plans[name]
        assert Safety.VIOLENCE in plan.holds
        assert set(plan.safety) == set(Language)
        for language in Language:
            assert [text.kind for text in LIBRARY.words.plans[language][name]].count(TextKind.FIRST) == 1
    assert len(risky) == 11


def test_a_hard_text_is_named() -> None:
    plan = LIBRARY.plans["three-breaths"]
    hard = "{cue}, contemplate physiological equilibrium deliberately. Reply DONE, LATER or SKIP."
    texts = LIBRARY.words.plans[Language.EN]["three-breaths"]
    harder = tuple(msgspec.structs.replace(text, words=f"{hard} {place}") for place, text in enumerate(texts))
    said = [str(problem) for problem in of_texts(plan, harder, Language.EN)]
    assert any("years at school; 6 at most" in each for each in said)


def test_the_schema_that_ships_is_that_of_the_files() -> None:
    text = (shipped() / "schedules" / "plan.schema.json").read_text("utf-8")
    assert json.loads(text) == json_schema(), "run nudges library schema > schedules/plan.schema.json"


ANSWERS = {
    "id": "warm-feet", "category": "self-care", "technique": "self-care", "en_title": "Warm feet",
    "es_title": "Pies tibios", "en_action": "Put on socks.", "es_action": "Ponte medias.", "when": "daily at 19:00",
}  # fmt: skip


def test_a_plan_that_is_begun_says_what_is_left_to_write(tmp_path: Path) -> None:
    made = write(tmp_path, files(ANSWERS))
    checked = check_file(made[0], tmp_path / "templates")
    assert checked.plan is not None
    said = [str(problem) for problem in checked.problems]
    assert "en/warm-feet.txt: [prompt] has 0 texts; write 3" in said or not said
    with pytest.raises(Problem, match="there already"):
        write(tmp_path, files(ANSWERS))


def copy(folder: Path, name: str) -> Path:
    for place in (f"schedules/{name}.yaml", *(f"templates/{each}/{name}.txt" for each in Language)):
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text((shipped() / place).read_text("utf-8"), "utf-8")
    return folder / f"schedules/{name}.yaml"


def test_every_mistake_of_a_plan_is_named_at_once_and_hides_no_other_file(tmp_path: Path) -> None:
    good, bad = copy(tmp_path, "three-breaths"), copy(tmp_path, "one-small-no")
    bad.write_text(
        bad.read_text("utf-8").replace("goal: 2", "gaol: 2").replace("holds: [violence]", "holds: []"), "utf-8"
    )
    said = [str(problem) for problem in check_file(bad, tmp_path / "templates").problems]
    assert any("'gaol' is not a field" in each for each in said)
    assert not check_file(good, tmp_path / "templates").problems
    bad.write_text(bad.read_text("utf-8").replace("gaol: 2", "goal: 2"), "utf-8")
    (said_so,) = [str(problem) for problem in check_file(bad, tmp_path / "templates").problems]
    assert "rests after violence" in said_so
    assert set(read_library(tmp_path).plans) == {"three-breaths"}


def test_a_missing_language_and_a_forbidden_word_are_named_with_the_text(tmp_path: Path) -> None:
    path = copy(tmp_path, "three-breaths")
    (tmp_path / "templates/es/three-breaths.txt").unlink()
    english = tmp_path / "templates/en/three-breaths.txt"
    english.write_text(
        english.read_text("utf-8").replace("let three breaths come", "you should let three breaths come")
    )
    said = [str(problem) for problem in check_file(path, tmp_path / "templates").problems]
    assert any("es/three-breaths.txt: this file is missing" in each for each in said)
    assert any("'should' in" in each for each in said)
