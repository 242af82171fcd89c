"""For authors: begin a plan, and find everything that is wrong with it."""

from pathlib import Path
from typing import Any

import click

from nudges.cli.output import data, json_option, message
from nudges.cli.typed import Word, asked, at_keyboard
from nudges.core.problem import Problem, Problems
from nudges.core.words import Language
from nudges.library import door, wording

file_argument = click.argument("files", metavar="FILE", nargs=-1, required=True, type=click.Path(path_type=Path))
folder_argument = click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))


@click.command()
@folder_argument
@json_option
def check(folder: Path | None, as_json: bool) -> None:
    """Look at every plan and text that ships, or at a FOLDER with schedules and templates."""
    from nudges.library import checking, load, read_library
    from nudges.library.reading import grade

    if folder is not None and not (folder / "schedules").is_dir():
        raise Problem("it holds no folder 'schedules'", where=str(folder), hint="name the folder above it")
    library = load() if folder is None else read_library(folder)
    found = checking.check(library)
    counted = {
        "plans": len(library.plans),
        "courses": len(library.words.courses),
        "texts": {each: sum(map(len, library.words.plans[each].values())) for each in Language},
        "problems": [str(problem) for problem in found],
    }
    if as_json:
        data(counted, as_json=True)
    if found:
        raise Problems(found)
    texts = ", ".join(f"{many} texts in {each}" for each, many in counted["texts"].items())  # type: ignore[attr-defined]
    first = next(iter(library.plans.values()), None)
    if first is not None and grade(first, library.words.plans[Language.EN][first.id], Language.EN) is None:
        message("How easy the texts are to read was not measured: that needs textstat.")
    if not as_json:
        message(f"{counted['plans']} plans, {counted['courses']} courses, {texts}: nothing is wrong.")


@click.command()
@file_argument
@click.option("--templates", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER",
              help="Where en/ID.txt and es/ID.txt are. [usual: templates beside the folder of the file]")  # fmt: skip
def lint(files: tuple[Path, ...], templates: Path | None) -> None:
    """Look at plan files and their texts, and tell everything that is wrong with each."""
    from nudges.library.checking import check_file

    found: list[Problem] = []
    for path in files:
        checked = check_file(path, templates or path.parent.parent / "templates")
        found += checked.problems
        if checked.plan is not None and not checked.problems:
            levels = ", ".join(f"{each} {level:g}" for each, level in checked.grades.items() if level is not None)
            message(f"{path}: nothing is wrong" + (f"; years at school to read it: {levels}." if levels else "."))
    if found:
        raise Problems(found)


@click.command()
@click.argument("plan_id", metavar="[ID]", required=False, type=Word(wording.slug, "id"))
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), default=Path(), metavar="FOLDER",
              help="Where schedules and templates are made. [usual: here]")  # fmt: skip
@click.option("--title", type=Word(wording.title, "text"), help="In English.")
@click.option("--title-es", type=Word(wording.title, "text"), help="In Spanish.")
@click.option("--action", type=Word(wording.sentence, "text"), help="The tiny action, in English.")
@click.option("--action-es", type=Word(wording.sentence, "text"), help="The tiny action, in Spanish.")
@click.option("--when", type=Word(door.when, "phrase"), help="Such as 'mon, wed and fri at 19:00'.")
def new(plan_id: str | None, into: Path, **said: Any) -> None:
    """Begin a plan from a few questions: files to fill in, each with the places its texts need."""
    from nudges.library.schema import Category
    from nudges.library.starting import files, write
    from nudges.library.techniques import Technique

    title = said["title"] or _asked("Its title, in English", wording.title, "--title")
    answers = {
        "id": plan_id or wording.slug_of(title),
        "category": Category.FEELINGS.value,
        "technique": Technique.COPING.value,
        "en_title": title,
        "es_title": said["title_es"] or _asked("Its title, in Spanish", wording.title, "--title-es"),
        "en_action": said["action"] or _asked("The tiny action, in English", wording.sentence, "--action"),
        "es_action": said["action_es"] or _asked("The tiny action, in Spanish", wording.sentence, "--action-es"),
        "when": said["when"] or _asked("When", door.when, "--when", "mon, wed and fri at 19:00"),
    }
    made = write(into, files(answers))
    message("\n".join([*(f"made {path}" for path in made), f"Fill them in, then: nudges library lint {made[0]}"]))


def _asked(question: str, read: Any, option: str, usual: str | None = None) -> str:
    if not at_keyboard():
        raise Problem(f"{question.casefold()} is not said", hint=f"add {option}")
    return str(asked(question, read, usual))


@click.command()
def schema() -> None:
    """Print the JSON Schema of a plan file, for editors that help while one is written."""
    from nudges.library.schema import json_schema

    data(json_schema(), as_json=True)
