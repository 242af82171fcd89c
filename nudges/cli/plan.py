"""Which habits someone practises: add, show, change, pause and remove plans."""

from typing import TYPE_CHECKING, Any

import click

from nudges.cli import context
from nudges.cli.output import data, fields, json_option, message, rows, warn
from nudges.cli.pauses import pause, resume
from nudges.cli.typed import Word, given, options, sure
from nudges.core.problem import Problem
from nudges.core.words import Language
from nudges.library import door, wording
from nudges.library.schema import minutes

if TYPE_CHECKING:
    from nudges.core.book import Book
    from nudges.core.values import Plan

NEITHER = ("person_id", "plan_id", "library_id", "as_json", "text", "no_text")
"""Options that are no settings of a plan by their own name."""

which = click.argument("plan_id", metavar="PLAN", shell_complete=context.complete_plans)
settings = options(
    click.option("--when", type=Word(door.when, "phrase"), help="Such as 'weekdays at 8:30'."),
    click.option("--cue", type=Word(wording.cue, "text"), help="What it comes after, such as 'After your coffee'."),
    click.option("--title", type=Word(wording.title, "text"), help="What it is called."),
    click.option("--why", type=Word(wording.sentence, "text"), help="What it is good for."),
    click.option("--goal", type=Word(door.goal, "number"), help="Times a week, or none."),
    click.option("--grace", type=Word(minutes, "span"), help="How late a text may come. [usual: 2 hours]"),
    click.option("--ask", type=Word(door.ask, "done|rating|nothing"), help="What it asks for. [usual: done]"),
    click.option("--text", multiple=True, type=Word(wording.text_of_plan, "text"), help="Its own words; repeatable."),
    click.option("--every-time/--once-a-day", default=None, help="Ask each time, or only until the day has its done."),
)


@click.group(short_help="Add, show, change, pause or remove a plan.")
def plan() -> None:
    """Add, show, change, pause or remove a plan. A person is named by their id or by their phone."""


plan.add_command(pause)
plan.add_command(resume)


@plan.command("library")
@click.option("--language", type=Word(door.language, "en|es"), default="en", help="Of the titles. [usual: en]")
@json_option
def library_plans(language: Language, as_json: bool) -> None:
    """Show the plans that are ready to use."""
    from nudges.library import load

    ready = load().plans.values()
    lines = ((p.id, p.title[language], p.when, f"{p.goal} a week", p.category) for p in ready)
    data([*ready], as_json, lambda: rows(("id", "title", "when", "goal", "category"), lines))


@plan.command()
@context.person_argument
@click.argument("library_id", metavar="[LIBRARY-ID]", required=False, shell_complete=context.complete_library)
@click.option("--id", type=Word(wording.slug, "id"), help="Made from the title if you give none.")
@settings
@json_option
def add(person_id: str, library_id: str | None, as_json: bool, **_: Any) -> None:
    """Add a plan: a ready one with what you change of it, or one of your own."""
    from nudges.library import load
    from nudges.library.making import needed, new_plan, ready_plan

    library = ready_plan(load().plans, library_id) if library_id else None
    now, added = context.now(), []

    def change(book: "Book") -> "Book":
        settings = _given()
        if library is None and (needs := needed(settings)):
            what = ", ".join(f"--{name}" for name in needs)
            raise Problem(f"a plan of one's own needs {what}", hint="or name a plan of the library")
        made = new_plan(settings, library, book.person.language, now)
        if any(each.id == made.id for each in book.plans):
            hint = f"nudges plan edit {book.person.id} {made.id} changes it; --id adds another"
            raise Problem(f"{book.person.id} has a plan '{made.id}' already", hint=hint)
        added.append(made)
        return book.with_plan(made)

    book = context.service().edit(context.whom(person_id), change, now)
    (made,) = added
    data(_data(book, made), as_json, lambda: f"Added {made.id}: {made.title}, {made.when}.")
    _caution(book, made)
    if book.history.consented_at is None:
        message(f"Nothing leaves until {book.person.id} answers yes to the text that asks for their consent.")


@plan.command("list")
@context.person_argument
@json_option
def list_plans(person_id: str, as_json: bool) -> None:
    """Show someone's plans."""
    book = context.service().store.read(context.whom(person_id))
    if not book.plans and not as_json:
        message(f"{book.person.id} has no plan yet; nudges plan library shows what is ready.")
        return
    lines = ((p.id, p.title, p.when, _goal(p), _state(book, p)) for p in book.plans)
    data(
        [_data(book, each) for each in book.plans],
        as_json,
        lambda: rows(("id", "title", "when", "goal", "state"), lines),
    )


@plan.command()
@context.person_argument
@which
@json_option
def show(person_id: str, plan_id: str, as_json: bool) -> None:
    """Show one plan."""
    from nudges.library import load
    from nudges.library.profile import settings as named

    book = context.service().store.read(context.whom(person_id))
    shown = book.plan(plan_id)
    texts = [("text", text) for text in shown.texts]
    ready = load().plans.get(shown.library or "")
    about = [("evidence", ready.evidence), ("limit", ready.limit)] if ready else []
    lines = [(name.replace("_", " "), value) for name, value in named(shown).items() if name != "texts"]
    data(
        _data(book, shown) | dict(about),
        as_json,
        lambda: fields([*lines, *texts, *about, ("state", _state(book, shown))]),
    )


@plan.command()
@context.person_argument
@which
@settings
@click.option("--no-text", is_flag=True, help="Forget its own words.")
@json_option
def edit(person_id: str, plan_id: str, no_text: bool, as_json: bool, **_: Any) -> None:
    """Change a plan. Under a new schedule nothing that is past comes due; today's check-in stays."""
    from nudges.library.making import changed_plan
    from nudges.library.profile import differences

    wanted = _given() | ({"texts": ()} if no_text else {})
    if not wanted:
        raise Problem("there is nothing to change", hint="name a setting, such as --when 'daily at 9:00'")
    now, before = context.now(), []

    def change(book: "Book") -> "Book":
        before.append(book)
        return book.with_plan(changed_plan(book.plan(plan_id), wanted, now))

    book = context.service().edit(context.whom(person_id), change, now)
    changes = differences(before[-1], book)
    data([*changes], as_json, lambda: "\n".join(map(str, changes)) or f"{plan_id} stays as it is.")
    _caution(book, book.plan(plan_id))


@plan.command()
@context.person_argument
@which
@click.option("--yes", is_flag=True, help="Do not ask whether you are sure.")
def remove(person_id: str, plan_id: str, yes: bool) -> None:
    """Remove a plan. What happened with it stays in the reports."""
    from nudges.core.change import without

    service, found = context.service(), context.whom(person_id)
    service.store.read(found).plan(plan_id)
    if not yes:
        sure(f"Remove {plan_id} of {found}?")
    now = context.now()
    service.edit(found, lambda book: without(book, [plan_id], now), now)
    message(f"{plan_id} of {found} is removed; what happened with it stays in the reports.")


def _given() -> dict[str, Any]:
    """Return the settings of the command line, by the names they have in a file."""
    texts = click.get_current_context().params["text"]
    return given(*NEITHER) | ({"texts": texts} if texts else {})


def _caution(book: "Book", about: "Plan") -> None:
    from nudges.cli.doubts import of_texts
    from nudges.core.cautions import cautions

    for doubt in [*cautions(book, about), *of_texts([about], book.person.language)]:
        warn(doubt)


def _goal(shown: "Plan") -> str:
    return f"{shown.goal} a week" if shown.goal else ""


def _state(book: "Book", shown: "Plan") -> str:
    from nudges.cli.standing import in_a_word
    from nudges.core.said import day_and_clock
    from nudges.core.standing import standing

    now = context.now()
    until = standing(book, now).paused_plans.get(shown.id)
    whole = in_a_word(book, now)
    return f"paused until {day_and_clock(book.person, until)}" if until and whole == "active" else whole


def _data(book: "Book", shown: "Plan") -> dict[str, Any]:
    from nudges.core.book import encode
    from nudges.core.standing import standing

    return {**encode(shown), "paused_until": standing(book, context.now()).paused_plans.get(shown.id)}
