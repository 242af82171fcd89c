"""The ready plans: what there is, everything about one, and all of them as a book for reviewers."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nudges.cli import context
from nudges.cli.authoring import check, lint, new, schema
from nudges.cli.output import data, fields, json_option, message, rows
from nudges.cli.typed import Word
from nudges.core.problem import Problem
from nudges.core.words import Language
from nudges.library import door

if TYPE_CHECKING:
    from nudges.core.texts import LibraryPlan, Text

language_option = click.option(
    "--language", type=Word(door.language, "en|es"), default="en", help="Of the titles. [usual: en]"
)


@click.group(invoke_without_command=True, short_help="Show the ready plans, read them, and write new ones.")
@click.option("--by-technique", is_flag=True, help="The techniques, with the plans for each.")
@language_option
@json_option
@click.pass_context
def library(ctx: click.Context, by_technique: bool, language: Language, as_json: bool) -> None:
    """Show the ready plans, read them, and write new ones."""
    if ctx.invoked_subcommand is not None:
        return
    from nudges.library import load
    from nudges.library.checking import by_technique as techniques

    if by_technique:
        found = dict(techniques(load()))
        lines = ((name, ", ".join(plans)) for name, plans in found.items())
        data(found, as_json, lambda: rows(("technique", "plans"), lines))
        return
    plans = sorted(load().plans.values(), key=lambda plan: (plan.category, plan.id))
    about = ((p.category, p.id, p.title[language], p.when, _goal(p)) for p in plans)
    data(plans, as_json, lambda: rows(("category", "id", "title", "when", "goal"), about))


library.add_command(check)
library.add_command(lint)
library.add_command(new)
library.add_command(schema)


def _goal(plan: "LibraryPlan") -> str:
    return f"{plan.goal} a week" if plan.goal else ""


@library.command()
@click.argument("plan_id", metavar="PLAN", shell_complete=context.complete_library)
@json_option
def show(plan_id: str, as_json: bool) -> None:
    """Show everything about a plan that a reviewer wants to see, with all its texts in both languages."""
    from nudges.library import load
    from nudges.library.making import ready_plan

    found = load()
    plan = ready_plan(found.plans, plan_id)
    texts = {language: found.words.plans[language][plan.id] for language in Language}
    data({"plan": plan, "texts": texts}, as_json, lambda: "\n".join([fields(_about(plan)), *_texts(texts)]))


def _about(plan: "LibraryPlan") -> list[tuple[str, object]]:
    both = [
        (f"{name} {language}", getattr(plan, name).get(language))
        for name in ("title", "action", "cue", "smaller", "safety")
        for language in Language
    ]
    steps = [(f"step {step.id}", " / ".join(step.ask[language] for language in Language)) for step in plan.steps]
    own = [(f"own {language}", plan.own.what[language]) for language in Language] if plan.own else []
    held = ", ".join(f"a text about {each}" for each in plan.holds)
    return [
        ("id", f"{plan.id}, version {plan.version}, {plan.category}, {plan.audience}"),
        ("practises", ", ".join(plan.techniques)),
        *both,
        ("why", plan.why),
        ("evidence", plan.evidence),
        ("limit", plan.limit),
        ("when", f"{plan.when}; grace {plan.grace} minutes" + (f"; goal {plan.goal} a week" if plan.goal else "")),
        ("asks for", plan.ask.value),
        *own,
        *steps,
        ("ends after", plan.ending),
        ("rests after", held or None),
        ("logged", plan.logged),
        ("reported", plan.reported),
        ("review", plan.review),
    ]


def _texts(texts: dict[Language, "tuple[Text, ...]"]) -> list[str]:
    lines = []
    for language, some in texts.items():
        lines += ["", f"{language}:", *(f"  {text.kind:<9} {text.words}" for text in some)]
    return lines


@library.command()
@click.option("--html", "as_html", is_flag=True, help="As a page, for a reviewer or a translator.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Where to write it.")
@json_option
def book(as_html: bool, out: Path | None, as_json: bool) -> None:
    """Show all plans with all their texts in both languages, as one page or as data."""
    from nudges.library import load

    if not as_html and not as_json:
        raise Problem("nothing says in which form", hint="--html makes a page, --json data")
    if as_json:
        found = load()
        data({"plans": found.plans, "texts": found.words.plans, "courses": found.words.courses}, as_json=True)
        return
    from nudges.web.book import page

    text = page(load())
    if out is None:
        click.echo(text)
        return
    out.write_text(text, "utf-8")
    message(f"The book is in {out}.")


__all__: list[Any] = ["library"]
