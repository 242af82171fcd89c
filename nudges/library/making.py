"""What the settings people gave make: a person, a plan, or a change of one.

A setting is named as in a file (`tz`, `report_at`) and holds what a reader of `door` or `wording` returned.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from nudges.core.book import Book
from nudges.core.hours import said, span, within
from nudges.core.localtime import day_of
from nudges.core.problem import Problem, nearest
from nudges.core.texts import LibraryPlan
from nudges.core.values import Person, Plan
from nudges.core.when import parse_when
from nudges.core.when.names import DAY_NAMES
from nudges.core.words import Language
from nudges.library import often, people, quick, windows
from nudges.library.travel import settled
from nudges.library.wording import slug_of

Given = Mapping[str, Any]


def new_person(given: Given, now: datetime) -> Person:
    """Return a person; what was not given is as usual."""
    made = given.get("id") or slug_of(given["name"])
    if not made:
        raise Problem(f"no id can be made from '{given['name']}'", hint="choose one, such as --id ana")
    person = Person(**_settings(given, None) | {"id": made, "zone": given["tz"], "since": now})
    return _checked(settled(person, None, given.get("travel"), now))


def changed_person(person: Person, given: Given, now: datetime) -> Person:
    """Return a person with what was given changed; the id stays."""
    changed = _settings(given, person)
    if changed.pop("id", person.id) != person.id:
        raise Problem(f"the id of {person.id} cannot change", hint="facts and files are kept under it")
    after = msgspec.structs.replace(person, **changed)
    return _checked(settled(after, given.get("tz"), given.get("travel"), now))


def _settings(given: Given, before: Person | None) -> dict[str, Any]:
    settings = {name: value for name, value in given.items() if name not in {"phone", "tz", "travel", "report"}}
    if "contacts" in given:
        settings["contacts"] = people.kept(before.contacts if before else (), given["contacts"])
    if "phone" in given:
        settings["phone"] = given["phone"].number
        if before is None or before.phone != settings["phone"]:
            settings.setdefault("country", given["phone"].country)
    if "report" in given:
        day, at = given["report"]
        settings = {"report_day": day, "report_at": at} | settings
    return settings


def _checked(person: Person) -> Person:
    """Return the person if their report can reach them."""
    if not within(person.hours, person.report_day, person.report_at):
        on = f" on {DAY_NAMES[person.report_day]}" if person.hours.others else ""
        raise Problem(
            f"the report{on} at {said(person.report_at)} lies outside the hours {span(person.hours)}",
            hint="move the report or widen the hours",
        )
    if person.trusted is not None and person.trusted.phone == person.phone:
        raise Problem(f"{person.trusted.phone} is the person's own phone", hint="name somebody else, or none")
    if person.report_at < person.day_starts:
        raise Problem(
            f"the report at {said(person.report_at)} comes before the day starts at {said(person.day_starts)}",
            hint="move one of them",
        )
    return person


def ready_plan(ready: Mapping[str, LibraryPlan], name: str) -> LibraryPlan:
    """Return a plan of the library, or raise Problem with the nearest names."""
    if name not in ready:
        raise Problem(f"the library has no plan '{name}'", hint=nearest(name, ready, "nudges library lists them"))
    return ready[name]


def new_plan(given: Given, library: LibraryPlan | None, person: Person, now: datetime) -> Plan:
    """Return a plan: a ready one with its own settings where none are given, or one's own."""
    settings = (_defaults(library, person.language) if library else {}) | dict(given)
    settings |= {"since": now, "begins": day_of(person, now)}
    if needs := needed(settings):
        raise Problem(f"a plan of one's own needs {' and '.join(needs)}", hint="or name a plan of the library")
    settings.setdefault("cue", "")
    settings["id"] = settings.get("id") or slug_of(settings["title"])
    if not settings["id"]:
        raise Problem(f"no id can be made from '{settings['title']}'", hint="choose one with id")
    plan = Plan(**settings | _words(given, ()))
    often.refuse(person, plan, now)
    windows.refuse(person, plan, now)
    if library is not None and len(plan.own) > (most := library.own.most if library.own else 0):
        what = (
            f"{library.id} takes {most} of the person's own"
            if most
            else f"{library.id} takes nothing of the person's own"
        )
        raise Problem(what, hint="write a plan with texts that hold {own}" if not most else "keep the best")
    return msgspec.structs.replace(plan, contacts=plan.contacts or _names_contact(plan))


def _words(given: Given, before: quick.Words) -> dict[str, Any]:
    return {"words": quick.merged(before, given["words"])} if "words" in given else {}


def needed(settings: Given) -> list[str]:
    """Return what a plan of one's own has to say and does not."""
    needs = [name for name in ("title", "when") if name not in settings]
    return needs if "cue" in settings or settings.get("texts") else [*needs, "cue"]


def changed_plan(book: Book, plan: Plan, given: Given, now: datetime) -> Plan:
    """Return a plan with what was given changed; under a new schedule the past does not come due."""
    changed = msgspec.structs.replace(plan, **dict(given) | _words(given, plan.words))
    quick.refuse_taken(book, changed)
    if not changed.cue and not changed.texts:
        raise Problem(f"{plan.id} has no text to send", hint="give it a cue or a text of its own")
    if changed.when != plan.when:
        changed = msgspec.structs.replace(changed, since=now, begins=day_of(book.person, now))
        often.refuse(book.person, changed, now)
        changed = often.not_once_more_today(book, changed, now)
    elif changed.learn != plan.learn:
        changed = often.not_once_more_today(book, msgspec.structs.replace(changed, since=now), now)
    if (changed.when, changed.learn) != (plan.when, plan.learn):
        windows.refuse(book.person, changed, now)
    return msgspec.structs.replace(changed, contacts=plan.contacts or _names_contact(changed))


def with_plans_named(book: Book, plan: Plan) -> Plan:
    """Return a plan whose schedule waits only for plans that the person has, or raise Problem."""
    trigger = plan.schedule.trigger
    named = getattr(trigger.cause, "plan", None) if trigger else None
    if named is None:
        return plan
    others = [each.id for each in book.plans if each.id != plan.id]
    if named == plan.id:
        raise Problem(f"{plan.id} cannot wait for itself", hint=_plans(others))
    if named not in others:
        hint = nearest(named, others, _plans(others))
        raise Problem(f"'{plan.when}' waits for '{named}', and {book.person.id} has no such plan", hint=hint)
    return plan


def _plans(known: list[str]) -> str:
    return f"plans: {', '.join(known)}" if known else "add the other plan first"


def _names_contact(plan: Plan) -> bool:
    return any("{contact}" in text for text in plan.texts)


def _defaults(library: LibraryPlan, language: Language) -> dict[str, Any]:
    return {
        "id": library.id,
        "library": library.id,
        "title": library.title[language],
        "cue": library.cue[language],
        "when": str(parse_when(library.when)),
        "why": library.why,
        "ask": library.ask,
        "goal": library.goal,
        "grace": library.grace,
        "contacts": library.contacts,
        "quiet": library.quiet,
    }
