"""Which words a template file holds."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

import msgspec

from nudges.core.problem import Problem, nearest
from nudges.core.texts import PLACEHOLDER, LibraryPlan, Text, TextKind
from nudges.library.answers import ANSWERS

SECTION = re.compile(r"\[(.*)\]")


class Line(msgspec.Struct, frozen=True):
    """One text with the section it stands in and its place."""

    section: str
    words: str
    where: str


class Written(msgspec.Struct, frozen=True):
    """The texts of one file, and what is wrong with it."""

    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]


def read_texts(text: str, plan: LibraryPlan, name: str) -> tuple[tuple[Text, ...], list[Problem]]:
    """Return a plan's texts and every problem of their file."""
    written = read_sections(text, name, tuple(TextKind))
    places = ("cue", *(["contact"] if plan.contacts else []), *(["own"] if plan.own else []))
    strange = [problem for line in written.lines for problem in _strange_places(line, places)]
    texts = tuple(Text(kind=TextKind(line.section), words=line.words) for line in written.lines)
    return texts, [*written.problems, *strange]


def read_answers(text: str, name: str) -> tuple[Mapping[str, tuple[str, ...]], list[Problem]]:
    """Return the answers by their names and every problem of their file."""
    written = read_sections(text, name, ANSWERS)
    answers: dict[str, tuple[str, ...]] = {}
    for line in written.lines:
        answers[line.section] = (*answers.get(line.section, ()), line.words)
    strange = [problem for line in written.lines for problem in _strange_places(line, ANSWERS[line.section])]
    missing = [Problem(f"no words for the answer [{each}]", where=name) for each in ANSWERS if each not in answers]
    return answers, [*written.problems, *strange, *missing]


def read_sections(text: str, name: str, known: Collection[str]) -> Written:
    """Return the lines below each `[section]`; empty lines and those that begin with # say nothing."""
    lines: list[Line] = []
    problems: list[Problem] = []
    headings: list[str] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        words, where = raw.strip(), f"{name}:{number}"
        if not words or words.startswith("#"):
            continue
        if heading := SECTION.fullmatch(words):
            problems += _heading(heading[1].strip(), headings, known, where)
            headings.append(heading[1].strip())
        elif not headings:
            problems.append(Problem("a text stands before any section", where=where, hint=f"begin with {_list(known)}"))
        elif headings[-1] in known:
            lines.append(Line(headings[-1], words, where))
    return Written(tuple(lines), (*problems, *_twice(lines)))


def _heading(section: str, before: Collection[str], known: Collection[str], where: str) -> Iterator[Problem]:
    if section not in known:
        yield Problem(f"[{section}] is not a section", where=where, hint=nearest(section, known, f"use {_list(known)}"))
    elif section in before:
        yield Problem(f"[{section}] stands here twice", where=where, hint="put its texts together")


def _twice(lines: Iterable[Line]) -> Iterator[Problem]:
    first: dict[tuple[str, str], str] = {}
    for line in lines:
        before = first.setdefault((line.section, line.words), line.where)
        if before != line.where:
            yield Problem(f'"{line.words}" is written twice, first at {before}', where=line.where)


def _strange_places(line: Line, known: Collection[str]) -> Iterator[Problem]:
    for name in PLACEHOLDER.findall(line.words):
        if name not in known:
            hint = nearest(name, known, f"known here: {', '.join(known)}" if known else "nothing is filled in here")
            yield Problem(f'nothing fills {{{name}}} in "{line.words}"', where=line.where, hint=hint)
    if "{" in (rest := PLACEHOLDER.sub("", line.words)) or "}" in rest:
        yield Problem(f'a brace is left open in "{line.words}"', where=line.where)


def _list(known: Iterable[str]) -> str:
    return ", ".join(f"[{name}]" for name in known)
