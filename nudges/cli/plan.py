"""Which habits someone practises: add, show, change, pause and remove plans."""

from typing import TYPE_CHECKING, Any

import click

from nudges.cli import context
from nudges.cli.output import data, fields, json_option, message, rows, warn
from nudges.cli.pauses import pause, resume
from nudges.cli.plan_settings import caution, given_settings, settings, which
from nudges.cli.typed import Word, sure
from nudges.core.problem import Problem
from nudges.library import quick, wording

if TYPE_CHECKING:
    from datetime import datetime

    from nudges.core.book import Book
    from nudges.core.texts import LibraryPlan
    from nudges.core.values import Plan


@click.group(short_help="Add, show, change, pause or remove a plan.")
def plan() -> None:
    """Add, show, change, pause or remove a plan. A person is named by their id or by their phone."""


plan.add_command(pause)
plan.add_command(resume)


@plan.command()
@context.person_argument
@click.argument("library_id", metavar="[LIBRARY-ID]", required=False, shell_complete=context.complete_library)
@click.option("--id", type=Word(wording.slug, "id"), help="Made from the title if you give none.")
@settings
@json_option
def add(person_id: str, library_id: str | None, as_json: bool, **_: Any) -> None:
    """Add a plan: a ready one with what you change of it, or one of your own."""
    from nudges.cli.difference import BY_FACT, difference, lines
    from nudges.library.courses import refuse_for_partners

    service, found, now = context.service(), context.whom(person_id), context.now()
    library = _ready(library_id)
    seen: list[tuple[Book, Plan]] = []

    def change(book: "Book") -> "Book":
        refuse_for_partners(book, library)
        made = _made(book, library, now)
        seen.append((book, made))
        return book.with_plan(made)

    book = service.edit(found, change, now)
    before, made = seen[-1]
    coming = [*lines(difference(before, book, service.words, now))]
    coming += [BY_FACT] if made.schedule.trigger is not None else []
    data(_data(book, made), as_json, lambda: "\n".join([f"Added {made.id}: {made.title}, {made.when}.", *coming]))
    caution(book, made, now)
    if library is not None and library.safety:
        message(library.safety[book.person.language])
    if book.history.consented_at is None:
        message(f"Nothing leaves until {book.person.id} answers yes to the text that asks for their consent.")


def _ready(library_id: str | None) -> "LibraryPlan | None":
    from nudges.library import load
    from nudges.library.making import ready_plan

    return ready_plan(load().plans, library_id) if library_id else None


def _made(book: "Book", library: "LibraryPlan | None", now: "datetime") -> "Plan":
    """Return the plan that the command line asks for, or raise Problem."""
    from nudges.library.making import needed, new_plan, with_plans_named

    settings = given_settings()
    if library is None and (needs := needed(settings)):
        what = ", ".join(f"--{name}" for name in needs)
        raise Problem(f"a plan of one's own needs {what}", hint="or name a plan of the library")
    made = new_plan(settings, library, book.person, now)
    if any(each.id == made.id for each in book.plans):
        hint = f"nudges plan edit {book.person.id} {made.id} changes it; --id adds another"
        raise Problem(f"{book.person.id} has a plan '{made.id}' already", hint=hint)
    quick.refuse_taken(book, made)
    return with_plans_named(book, made)


@plan.command("list")
@context.person_argument
@json_option
def list_plans(person_id: str, as_json: bool) -> None:
    """Show someone's plans."""
    book = context.service().store.read(context.whom(person_id))
    if not book.plans and not as_json:
        message(f"{book.person.id} has no plan yet; nudges library shows what is ready.")
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
    from nudges.core.arranged import named as named_span
    from nudges.library import load
    from nudges.library.profile import settings as named

    book = context.service().store.read(context.whom(person_id))
    shown = book.plan(plan_id)
    texts = [("text", text) for text in shown.texts]
    texts += [("own", each) for each in shown.own]
    texts += [("learn", named_span(each)) for each in shown.learn]
    texts += [("word", f"{word}={outcome}") for word, outcome in shown.words]
    ready = load().plans.get(shown.library or "")
    about = [("evidence", ready.evidence), ("limit", ready.limit)] if ready else []
    if ready is not None and ready.keyword:
        about = [("keyword", ", ".join(ready.keyword[book.person.language])), *about]
    lines = [
        (name.replace("_", " "), value)
        for name, value in named(shown).items()
        if name not in {"texts", "words", "own", "learn"}
    ]
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
@click.option("--yes", is_flag=True, help="Save without asking.")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@json_option
def edit(person_id: str, plan_id: str, no_text: bool, yes: bool, dry_run: bool, as_json: bool, **_: Any) -> None:
    """Change a plan, after a look at what that does to the coming week.

    Under a new schedule nothing that is past comes due; today's check-in stays.
    """
    from nudges.cli.difference import agreed, difference, dry, shown
    from nudges.library.making import changed_plan, with_plans_named
    from nudges.library.profile import differences

    wanted = given_settings() | ({"texts": ()} if no_text else {})
    if not wanted:
        raise Problem("there is nothing to change", hint="name a setting, such as --when 'daily at 9:00'")
    service, found, now = context.service(), context.whom(person_id), context.now()

    def change(book: "Book") -> "Book":
        made = changed_plan(book, book.plan(plan_id), wanted, now)
        return book.with_plan(with_plans_named(book, made) if "when" in wanted else made)

    before = service.store.read(found)
    after = change(before)
    changes, coming = differences(before, after, now), difference(before, after, service.words, now)
    text = shown(changes, coming) if changes else f"{plan_id} stays as it is."
    data({"changes": changes, "coming": coming}, as_json, lambda: text)
    caution(after, after.plan(plan_id), now)
    if dry_run:
        dry()
    elif changes:
        agreed(yes=yes)
        service.edit(found, change, now)


@plan.command()
@context.person_argument
@which
@click.option("--yes", is_flag=True, help="Do not ask whether you are sure.")
def remove(person_id: str, plan_id: str, yes: bool) -> None:
    """Remove a plan. What happened with it stays in the reports."""
    from nudges.cli.difference import difference, lines
    from nudges.core.cautions import new_cautions
    from nudges.core.change import without

    service, found, now = context.service(), context.whom(person_id), context.now()
    before = service.store.read(found)
    before.plan(plan_id)
    after = without(before, [plan_id], now)
    message("\n".join(lines(difference(before, after, service.words, now))))
    for doubt in new_cautions(before, after, now):
        warn(doubt)
    if not yes:
        sure(f"Remove {plan_id} of {found}?")
    service.edit(found, lambda book: without(book, [plan_id], now), now)
    message(f"{plan_id} of {found} is removed; what happened with it stays in the reports.")


def _goal(shown: "Plan") -> str:
    return f"{shown.goal} a week" if shown.goal else ""


def _state(book: "Book", shown: "Plan") -> str:
    from nudges.cli.standing import in_a_word
    from nudges.cli.why import local_far
    from nudges.core.standing import State, standing

    now = context.now()
    found = standing(book, now)
    until = found.paused_plans.get(shown.id)
    if until is None or found.state not in {State.ACTIVE, State.PAUSED}:
        return in_a_word(book, now)
    return f"paused until {local_far(book.person, max(until, found.paused_until or until), now)}"


def _data(book: "Book", shown: "Plan") -> dict[str, Any]:
    from nudges.core.book import encode
    from nudges.core.standing import standing

    return {**encode(shown), "paused_until": standing(book, context.now()).paused_plans.get(shown.id)}
