"""Everything that is wrong with plans: those that ship, or those that somebody else wrote."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from nudges.core.problem import Problem, Problems
from nudges.core.texts import LibraryPlan, Text
from nudges.core.words import Language
from nudges.library import Library
from nudges.library.lint import lint, lint_answers, lint_steps
from nudges.library.reading import HARDEST, grade
from nudges.library.schema import read_plan
from nudges.library.templates import read_texts
from nudges.library.yaml import read_yaml


class Checked(msgspec.Struct, frozen=True):
    """One plan that was looked at: how easy its texts are to read, and every problem."""

    plan: LibraryPlan | None
    grades: dict[Language, float | None]
    problems: tuple[Problem, ...]


def check(library: Library) -> list[Problem]:
    """Return everything that is wrong with a library, in the order of its plans."""
    found = list(library.problems)
    for plan in library.plans.values():
        for language in Language:
            found += of_texts(plan, library.words.plans[language].get(plan.id, ()), language)
    for language in Language:
        found += lint_answers(library.words.answers[language], language)
    return found


def of_texts(plan: LibraryPlan, texts: tuple[Text, ...], language: Language) -> list[Problem]:
    """Return what is wrong with a plan's texts and questions in a language, and whether they are hard to read."""
    found = [*lint(plan, texts, language), *lint_steps(plan, language)]
    level = grade(plan, texts, language)
    if level is not None and level > HARDEST:
        what = f"its texts take {level:g} years at school"
        hint = f"{HARDEST:g} at most: shorter sentences, shorter words"
        found.append(Problem(what, where=f"{language}/{plan.id}.txt", hint=hint))
    return found


def check_file(path: Path, templates: Path) -> Checked:
    """Return what is wrong with one plan file and the texts that belong to it, all at once."""
    try:
        plan = read_plan(read_yaml(_read(path), str(path)))
    except Problems as several:
        return Checked(None, {}, tuple(several.found))
    except Problem as problem:
        return Checked(None, {}, (problem,))
    found: list[Problem] = []
    texts = {language: _texts(plan, templates / language / f"{plan.id}.txt", found) for language in Language}
    for language, some in texts.items():
        if some is not None:
            found += of_texts(plan, some, language)
    levels = {language: grade(plan, some, language) for language, some in texts.items() if some}
    return Checked(plan, levels, tuple(found))


def _texts(plan: LibraryPlan, path: Path, found: list[Problem]) -> tuple[Text, ...] | None:
    try:
        texts, wrong = read_texts(_read(path), plan, str(path))
    except Problem as problem:
        found.append(problem)
        return None
    found += wrong
    return texts


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise Problem("this file is missing", where=str(path)) from None
    except UnicodeDecodeError:
        raise Problem("this file is not UTF-8", where=str(path), hint="save it as UTF-8") from None
    except OSError as error:
        raise Problem(f"this file cannot be read: {(error.strerror or '').lower()}", where=str(path)) from None


def by_technique(library: Library) -> Iterator[tuple[str, list[str]]]:
    """Yield each technique with the plans for it."""
    from nudges.library.techniques import Technique

    for technique in Technique:
        yield technique.value, [plan.id for plan in library.plans.values() if technique in plan.techniques]
