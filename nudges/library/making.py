"""What the settings people gave make: a person, a plan, or a change of one.

A setting is named as in a file (`tz`, `report_at`) and holds what a reader of `door` or `wording` returned.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any

import msgspec

from nudges.core.book import Book
from nudges.core.facts import Expired
from nudges.core.problem import Problem, nearest
from nudges.core.texts import LibraryPlan
from nudges.core.values import Hours, Person, Plan
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


def within(hours: Hours, at: time) -> bool:
    """Whether a text is welcome at a time of day."""
    opens, closes = hours.opens, hours.closes
    if opens < closes:
        return opens <= at < closes
    return opens == closes or at >= opens or at < closes


def said(at: time) -> str:
    """Return a time of day as people write it."""
    return f"{at.hour}:{at:%M}"


def span(hours: Hours) -> str:
    """Return hours as people write them.

    >>> span(Hours()), span(Hours(opens=time(0), closes=time(0)))
    ('8:00-21:00', '0:00-24:00')
    """
    if hours.opens == hours.closes:
        return "0:00-24:00"
    return f"{said(hours.opens)}-{said(hours.closes) if hours.closes != time(0) else '24:00'}"


def ready_plan(ready: Mapping[str, LibraryPlan], name: str) -> LibraryPlan:
    """Return a plan of the library, or raise Problem with the nearest names."""
    if name not in ready:
        raise Problem(f"the library has no plan '{name}'", hint=nearest(name, ready, f"plans: {', '.join(ready)}"))
    return ready[name]


def new_plan(given: Given, library: LibraryPlan | None, language: Language, now: datetime) -> Plan:
    """Return a plan: a ready one with its own settings where none are given, or one's own."""
    settings = (_defaults(library, language) if library else {}) | dict(given) | {"since": now}
    needs = [name for name in ("title", "when") if name not in settings]
    if "cue" not in settings and not settings.get("texts"):
        needs.append("cue")
    if needs:
        raise Problem(f"a plan of one's own needs {' and '.join(needs)}", hint="or name a plan of the library")
    settings.setdefault("cue", "")
    settings["id"] = settings.get("id") or slug_of(settings["title"])
    if not settings["id"]:
        raise Problem(f"no id can be made from '{settings['title']}'", hint="choose one with id")
    plan = Plan(**settings)
    return msgspec.structs.replace(plan, contacts=plan.contacts or _names_contact(plan))


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


def rewritten(book: Book, person: Person, ready: Mapping[str, LibraryPlan], now: datetime) -> Book:
    """Return a book with another profile.

    In another zone the past does not come due; in another language the plans say what the library says in it,
    as far as they said so before.
    """
    before = book.person
    plans = [_translated(plan, ready, before.language, person.language) for plan in book.plans]
    if before.zone.key != person.zone.key:
        plans = [msgspec.structs.replace(plan, since=now) for plan in plans]
    return Book(person, tuple(plans), book.facts)


def _translated(plan: Plan, ready: Mapping[str, LibraryPlan], old: Language, new: Language) -> Plan:
    library = ready.get(plan.library or "")
    if library is None or old is new:
        return plan
    spoken = {"title": library.title, "cue": library.cue}
    words = {name: both[new] for name, both in spoken.items() if getattr(plan, name) == both[old]}
    return msgspec.structs.replace(plan, **words)


def without(book: Book, plans: Iterable[str], now: datetime) -> Book:
    """Return a book without some plans; what they still had to say is given up, what happened stays."""
    gone = set(plans)
    waiting = [m.queued.id for m in book.history.open.values() if m.queued.plan in gone and m.claimed_at is None]
    for plan in gone:
        book = book.without_plan(plan)
    return book.add(*(Expired(at=now, id=each, detail="its plan was removed") for each in waiting))
