"""Which ready plans and words ship with us."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import msgspec

from nudges.core.problem import Problem, Problems
from nudges.core.step_words import plain
from nudges.core.texts import Course, LibraryPlan, Lines, Text, Words
from nudges.core.words import Language
from nudges.library.course_file import read_course
from nudges.library.lines import Helpline, helplines
from nudges.library.schema import read_plan
from nudges.library.templates import read_answers, read_texts
from nudges.library.yaml import read_yaml

PACKAGE = Path(__file__).parent.parent


class Library(msgspec.Struct, frozen=True):
    """The ready plans by id, everything we may say, and every mistake found in the files."""

    plans: Mapping[str, LibraryPlan]
    words: Words
    problems: tuple[Problem, ...] = ()


def shipped() -> Path:
    """Return the folder that holds `schedules` and `templates`: in the wheel, or beside the package."""
    inside = PACKAGE / "_shipped"
    return inside if inside.is_dir() else PACKAGE.parent


@cache
def load() -> Library:
    """Return the library that ships with this version."""
    return read_library(shipped())


def read_library(folder: Path) -> Library:
    """Return what a folder with `schedules` and `templates` holds; a bad file is a problem and hides no other."""
    problems: list[Problem] = []
    plans = {plan.id: plan for plan in _plans(folder, problems)}
    words = Words(
        plans=MappingProxyType({each: _texts(folder, each, plans, problems) for each in Language}),
        answers=MappingProxyType({each: _answers(folder, each, problems) for each in Language}),
        lines=MappingProxyType({country: _lines(row) for country, row in helplines().items()}),
        ready=MappingProxyType(plans),
        courses=MappingProxyType({course.id: course for course in _courses(folder, plans, problems)}),
    )
    return Library(MappingProxyType(plans), words, tuple(problems))


def _courses(folder: Path, plans: Mapping[str, LibraryPlan], problems: list[Problem]) -> Iterator[Course]:
    broken = {path.stem for path in (folder / "schedules").glob("*.yaml")} - set(plans)
    for path in sorted((folder / "schedules" / "courses").glob("*.yaml")):
        name = _name(folder, path)
        try:
            course = read_course(read_yaml(_read(path, name), name), plans, broken)
        except Problems as several:
            problems += several.found
        except Problem as problem:
            problems.append(problem)
        else:
            if course.id == path.stem:
                if not broken.intersection(name for stretch in course.stretches for name in stretch.plans):
                    yield course
            else:
                hint = f"call the file {course.id}.yaml or the course {path.stem}"
                problems.append(Problem(f"the course in it is called '{course.id}'", where=name, hint=hint))


def _lines(row: Helpline) -> Mapping[Language, Lines]:
    return {
        each: Lines(line=row.line[each], violence=row.in_violence(each), emergency=row.emergency[each])
        for each in Language
    }


def _plans(folder: Path, problems: list[Problem]) -> Iterator[LibraryPlan]:
    words: dict[tuple[str, ...], str] = {}
    for path in sorted((folder / "schedules").glob("*.yaml")):
        name = _name(folder, path)
        try:
            plan = read_plan(read_yaml(_read(path, name), name))
        except Problems as several:
            problems += several.found
        except Problem as problem:
            problems.append(problem)
        else:
            if plan.id == path.stem:
                problems += _taken(plan, words, name)
                yield plan
            else:
                hint = f"call the file {plan.id}.yaml or the plan {path.stem}"
                problems.append(Problem(f"the plan in it is called '{plan.id}'", where=name, hint=hint))


def _taken(plan: LibraryPlan, words: dict[tuple[str, ...], str], name: str) -> Iterator[Problem]:
    """Yield a problem for each keyword that begins another plan already."""
    for word in {each for both in plan.keyword.values() for each in both}:
        owner = words.setdefault(plain(word), plan.id)
        if owner != plan.id:
            yield Problem(f"keyword: {word} begins {owner} already", where=name, hint="take another word")


def _texts(
    folder: Path, language: Language, plans: Mapping[str, LibraryPlan], problems: list[Problem]
) -> Mapping[str, tuple[Text, ...]]:
    texts: dict[str, tuple[Text, ...]] = {}
    for plan in plans.values():
        path = folder / "templates" / language / f"{plan.id}.txt"
        name = _name(folder, path)
        try:
            texts[plan.id], wrong = read_texts(_read(path, name), plan, name)
        except Problem as problem:
            problems.append(problem)
        else:
            problems += wrong
    return MappingProxyType(texts)


def _answers(folder: Path, language: Language, problems: list[Problem]) -> Mapping[str, tuple[str, ...]]:
    path = folder / "templates" / language / "answers.txt"
    name = _name(folder, path)
    try:
        answers, wrong = read_answers(_read(path, name), name)
    except Problem as problem:
        problems.append(problem)
        return MappingProxyType({})
    problems += wrong
    return MappingProxyType(answers)


def _read(path: Path, name: str) -> str:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise Problem("this file is missing", where=name) from None
    except UnicodeDecodeError as error:
        raise Problem("this file is not UTF-8", where=name, hint="save it as UTF-8") from error
    except OSError as error:
        raise Problem(f"this file cannot be read: {error.strerror}", where=name) from error


def _name(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()
