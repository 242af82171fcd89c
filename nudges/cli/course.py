"""Courses: plans one after another, one text a day in all, each explained before it is taken."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from nudges.cli import context
from nudges.cli.output import data, json_option, message, rows
from nudges.cli.plan_settings import caution
from nudges.cli.typed import Word
from nudges.core.problem import Problem
from nudges.core.words import Language
from nudges.library import door

if TYPE_CHECKING:
    from nudges.core.book import Book
    from nudges.core.texts import Course, LibraryPlan

LEAVE = "leave"


@click.command(short_help="Take some weeks that build on each other, or leave them.")
@click.argument("name", metavar="[COURSE]", required=False)
@click.argument("person_id", metavar="[PERSON]", required=False, shell_complete=context.complete_people)
@click.option("--from", "first", metavar="DATE", help="It begins on the Monday from here on. [usual: the next one]")
@click.option("--at", type=Word(door.clock, "time"), help="When all of its texts come. [usual: each at its own time]")
@click.option("--language", type=Word(door.language, "en|es"), default="en", help="To read it in. [usual: en]")
@click.option("--yes", is_flag=True, help="Take it without asking.")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@json_option
def course(name: str | None, person_id: str | None, as_json: bool, language: Language, **said: Any) -> None:
    """Show the courses, or one of them; with a PERSON, take it after a look at it. `leave PERSON` ends one.

    A course brings one text a day in all, and none on Sundays. Every few weeks it turns to something new; then it
    thins out, and ends by itself.
    """
    from nudges.library import load
    from nudges.library.courses import course_named

    courses = load().words.courses
    if name is None:
        lines = ((each.id, each.title[language], each.weeks, each.about[language]) for each in courses.values())
        data([*courses.values()], as_json, lambda: rows(("id", "title", "weeks", "about"), lines))
        return
    if name == LEAVE:
        _leave(person_id, yes=said["yes"], only_look=said["dry_run"])
        return
    chosen = course_named(courses, name)
    if person_id is None:
        data(chosen, as_json, lambda: _explained(chosen, language))
        return
    _take(chosen, person_id, said)


def _explained(chosen: "Course", language: Language, begins: date | None = None) -> str:
    """Return what a course is, week by week."""
    from nudges.library import load

    plans = load().plans
    lines = [f"{chosen.title[language]}: {chosen.weeks} weeks", chosen.about[language], chosen.begins[language], ""]
    week = 1
    for stretch in chosen.stretches:
        last = week + stretch.weeks - 1
        what = ", ".join(f"{plans[plan].title[language]} ({days})" for plan, days in stretch.plans.items())
        lines.append(f"{_weeks(week, last)}  {what}{', fewer texts' if stretch.taper else ''}")
        week = last + 1
    cautions = [p.safety[language] for p in _plans(chosen, plans) if p.safety]
    lines += ["", *dict.fromkeys(cautions), chosen.ends[language]]
    lines += [f"It begins on {begins:%A} {begins}."] if begins else []
    return "\n".join(lines)


def _weeks(first: int, last: int) -> str:
    return f"week {first:<5}" if first == last else f"weeks {f'{first}-{last}':<4}"


def _plans(chosen: "Course", plans: "dict[str, LibraryPlan] | Any") -> "list[LibraryPlan]":
    return [plans[name] for name in dict.fromkeys(name for stretch in chosen.stretches for name in stretch.plans)]


def _take(chosen: "Course", person_id: str, said: dict[str, Any]) -> None:
    from nudges.cli.difference import agreed, difference, dry, lines
    from nudges.core.localtime import day_of
    from nudges.library import load
    from nudges.library.courses import plans_of, taken

    service, found, now = context.service(), context.whom(person_id), context.now()
    before = service.store.read(found)
    first = door.day(said["first"], day_of(before.person, now)) if said["first"] else None

    def change(book: "Book") -> "Book":
        return taken(book, chosen, load().plans, now, first=first, at=said["at"])

    after = change(before)
    running = after.history.course
    language = after.person.language
    click.echo(_explained(chosen, language, running.begins if running else None))
    click.echo("\n".join(["", *lines(difference(before, after, service.words, now))]))
    for plan in plans_of(after):
        caution(after, plan, now)
        _says_what_to_bring(found, plan.id, plan.own, load().plans[plan.library or ""], language)
    if said["dry_run"]:
        dry()
        return
    agreed(yes=said["yes"])
    service.edit(found, change, now)
    message(f"{found} takes {chosen.id}.")
    if before.history.consented_at is None:
        message(f"Nothing leaves until {found} answers yes to the text that asks for their consent.")


def _says_what_to_bring(found: str, plan: str, own: tuple[str, ...], ready: "LibraryPlan", language: Language) -> None:
    if ready.own is not None and not own:
        message(
            f'{plan} lives by what they bring: {ready.own.what[language]}. nudges plan edit {found} {plan} --own "..."'
        )


def _leave(person_id: str | None, *, yes: bool, only_look: bool) -> None:
    from nudges.cli.difference import difference, dry, lines
    from nudges.cli.typed import sure
    from nudges.library.courses import left

    if person_id is None:
        raise Problem("nobody is named who leaves", hint="nudges course leave ana")
    service, found, now = context.service(), context.whom(person_id), context.now()
    before = service.store.read(found)
    after = left(before, now)
    message("\n".join(lines(difference(before, after, service.words, now))))
    if only_look:
        dry()
        return
    if not yes:
        sure(f"End the course of {found}?")
    service.edit(found, lambda book: left(book, now), now)
    message(f"{found} takes no course any more; what happened stays in the reports.")
