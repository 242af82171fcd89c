"""What the settings people gave make: a person, a plan, or a change of one.

A setting is named as in a file (`tz`, `report_at`) and holds what a reader of `door` or `wording` returned.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from nudges.core.cautions import said, span, within
from nudges.core.problem import Problem, nearest
from nudges.core.texts import LibraryPlan
from nudges.core.values import Person, Plan
from nudges.core.when import parse_when
from nudges.core.words import Language
from nudges.library.wording import slug_of

Given = Mapping[str, Any]


def new_person(given: Given, now: datetime) -> Person:
    """Return a person; what was not given is as usual."""
    made = given.get("id") or slug_of(given["name"])
    if not made:
        raise Problem(f"no id can be made from '{given['name']}'", hint="choose one, such as --id ana")
    return _checked(Person(**_settings(given) | {"id": made, "since": now}))


def changed_person(person: Person, given: Given) -> Person:
    """Return a person with what was given changed; the id stays."""
    changed = _settings(given)
    if changed.pop("id", person.id) != person.id:
        raise Problem(f"the id of {person.id} cannot change", hint="facts and files are kept under it")
    return _checked(msgspec.structs.replace(person, **changed))


def _settings(given: Given) -> dict[str, Any]:
    settings = {name: value for name, value in given.items() if name not in {"phone", "tz", "report"}}
    if "phone" in given:
        settings |= given["phone"]._asdict() | {"phone": given["phone"].number}
        del settings["number"]
    if "tz" in given:
        settings["zone"] = given["tz"]
    if "report" in given:
        day, at = given["report"]
        settings = {"report_day": day, "report_at": at} | settings
    return settings


def _checked(person: Person) -> Person:
    """Return the person if their report can reach them."""
    if not within(person.hours, person.report_at):
        raise Problem(
            f"the report at {said(person.report_at)} lies outside the hours {span(person.hours)}",
            hint="move the report or widen the hours",
        )
    if person.report_at < person.day_starts:
        raise Problem(
            f"the report at {said(person.report_at)} comes before the day starts at {said(person.day_starts)}",
            hint="move one of them",
        )
    return person


def ready_plan(ready: Mapping[str, LibraryPlan], name: str) -> LibraryPlan:
    """Return a plan of the library, or raise Problem with the nearest names."""
    if name not in ready:
        raise Problem(f"the library has no plan '{name}'", hint=nearest(name, ready, f"plans: {', '.join(ready)}"))
    return ready[name]


def new_plan(given: Given, library: LibraryPlan | None, language: Language, now: datetime) -> Plan:
    """Return a plan: a ready one with its own settings where none are given, or one's own."""
    settings = (_defaults(library, language) if library else {}) | dict(given) | {"since": now}
    if needs := needed(settings):
        raise Problem(f"a plan of one's own needs {' and '.join(needs)}", hint="or name a plan of the library")
    settings.setdefault("cue", "")
    settings["id"] = settings.get("id") or slug_of(settings["title"])
    if not settings["id"]:
        raise Problem(f"no id can be made from '{settings['title']}'", hint="choose one with id")
    plan = Plan(**settings)
    return msgspec.structs.replace(plan, contacts=plan.contacts or _names_contact(plan))


def needed(settings: Given) -> list[str]:
    """Return what a plan of one's own has to say and does not."""
    needs = [name for name in ("title", "when") if name not in settings]
    return needs if "cue" in settings or settings.get("texts") else [*needs, "cue"]


def changed_plan(plan: Plan, given: Given, now: datetime) -> Plan:
    """Return a plan with what was given changed; under a new schedule the past does not come due."""
    since = now if given.get("when", plan.when) != plan.when else plan.since
    changed = msgspec.structs.replace(plan, **dict(given) | {"since": since})
    if not changed.cue and not changed.texts:
        raise Problem(f"{plan.id} has no text to send", hint="give it a cue or a text of its own")
    return msgspec.structs.replace(changed, contacts=plan.contacts or _names_contact(changed))


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
    }
