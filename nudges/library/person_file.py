"""What a person's file says: who they are and which plans they have."""

from collections.abc import Callable, Mapping
from datetime import datetime, time
from functools import partial
from typing import Annotated, Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from nudges.core.book import Book
from nudges.core.change import rewritten
from nudges.core.problem import Problem, Problems
from nudges.core.texts import LibraryPlan
from nudges.core.values import Hours, Person, Plan, Span, Trusted
from nudges.core.words import Ask, Held, Language, Outcome
from nudges.library import door, people, places, quick, windows, wording
from nudges.library.contact_part import Someone
from nudges.library.courses import refuse_for_partners
from nudges.library.making import (
    changed_person,
    changed_plan,
    new_person,
    new_plan,
    ready_plan,
    with_plans_named,
)
from nudges.library.quiet_part import QuietPart, Steps
from nudges.library.travel import Leg, leg
from nudges.library.yaml import Document, Path, read_yaml, told, validate

T = TypeVar("T")
NEEDED = ("name", "phone", "tz")


def _as(read: Callable[[str], Any]) -> BeforeValidator:
    return BeforeValidator(told(read))


def _names(value: Any) -> Any:
    """Read people, written as a list or with commas; each mistake in a list is told by its line."""
    return value if isinstance(value, list) else [each.name for each in told(people.contacts)(value)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


Line = Annotated[str, _as(wording.sentence)]


class PersonPart(_Part):
    """Who receives the texts. What is not written stays as it is, or as usual."""

    id: Annotated[str, _as(wording.slug)] = ""
    name: Annotated[str, _as(wording.name)] = ""
    phone: Annotated[places.Phone, _as(places.phone)] = places.Phone("", "")
    country: Annotated[str, _as(door.country)] = "*"
    tz: Annotated[ZoneInfo, _as(places.zone)] = ZoneInfo("UTC")
    travel: tuple[Annotated[Leg, _as(leg)], ...] = ()
    language: Annotated[Language, _as(door.language)] = Language.EN
    hours: Annotated[Hours, _as(door.hours)] = Hours()
    cap: Annotated[int, _as(door.cap)] = 1
    gap: Annotated[int, _as(door.gap)] = 30
    day_starts: Annotated[time, _as(door.day_start)] = time(4)
    report: Annotated[tuple[int, time], _as(door.report)] = (6, time(18))
    report_day: Annotated[int, _as(door.weekday)] = 6
    report_at: Annotated[time, _as(door.clock)] = time(18)
    discreet: Annotated[bool | None, _as(door.truth)] = None
    answers: Annotated[bool, _as(door.truth)] = True
    report_words: Annotated[bool, _as(door.truth)] = False
    month_text: Annotated[bool, _as(door.truth)] = False
    trusted: Annotated[Trusted | None, _as(door.trusted)] = None
    contacts: Annotated[tuple[Someone, ...], BeforeValidator(_names)] = ()


class PlanPart(_Part):
    """One plan: a ready one by the name it has in the library, or one's own."""

    id: Annotated[str, _as(wording.slug)] = ""
    library: str | None = None
    title: Annotated[str, _as(wording.title)] = ""
    when: Annotated[str, _as(door.when)] = ""
    cue: Annotated[str, _as(wording.cue)] = ""
    why: Line = ""
    ask: Annotated[Ask, _as(door.ask)] = Ask.DONE
    goal: Annotated[int | None, _as(door.goal)] = None
    grace: Annotated[int, _as(door.minutes)] = 120
    held: Annotated[Held, _as(door.held)] = Held.WAIT
    every_time: Annotated[bool, _as(door.truth)] = False
    texts: tuple[Annotated[str, _as(wording.text_of_plan)], ...] = ()
    own: tuple[Annotated[str, _as(wording.own)], ...] = ()
    words: tuple[Annotated[tuple[str, Outcome], _as(quick.kept)], ...] = ()
    learn: Annotated[tuple[Annotated[Span | None, _as(windows.window)], ...], AfterValidator(windows.windows)] = ()
    quiet: Steps | None = None


class FilePart(_Part):
    """A whole file."""

    person: PersonPart
    consent: Line | None = None
    plans: tuple[PlanPart, ...] = Field(default=())


class PersonFile(msgspec.Struct, frozen=True):
    """What a file says, with its places for what turns out to be wrong later."""

    part: FilePart
    document: Document

    @property
    def consent(self) -> str | None:
        """The proof of consent, if the file has it."""
        return self.part.consent

    @property
    def person_id(self) -> str:
        """Whom the file is about."""
        return self.part.person.id or wording.slug_of(self.part.person.name)


def read_person_file(text: str, name: str) -> PersonFile:
    """Return what a file says, or raise Problems: every mistake, each with its line."""
    document = read_yaml(text, name)
    file = PersonFile(validate(FilePart, document), document)
    if not file.person_id:
        raise Problem(
            "the person has neither a name nor an id", where=document.place(("person",)), hint="write id: ana"
        )
    return file


def as_book(file: PersonFile, before: Book | None, ready: Mapping[str, LibraryPlan], now: datetime) -> Book:
    """Return the book a file asks for, made or changed, or raise Problems; plans it does not name stay."""
    problems: list[Problem] = []
    document = file.document
    book = _try(document, ("person",), lambda: _begun(file.part.person, before, ready, now), problems)
    ids: list[str] = []
    for place, part in enumerate(file.part.plans):
        make = partial(_plan, part, book or before or _nobody(file, now), ready, now)
        plan = _try(document, ("plans", place), make, problems)
        if plan and plan.id in ids:
            problems.append(_twin(plan.id, place, ids, document))
        ids.append(plan.id if plan else "")
        book = book.with_plan(plan) if book and plan else book
    if problems or book is None:
        raise Problems(problems)
    known = {plan.id: plan.when for plan in before.plans} if before else {}
    for place, plan in enumerate(map(book.plan, ids)):  # a schedule may wait for a plan that stands further down
        if plan.when != known.get(plan.id):
            _try(document, ("plans", place, "when"), partial(with_plans_named, book, plan), problems)
    if problems:
        raise Problems(problems)
    return book


def _nobody(file: PersonFile, now: datetime) -> Book:
    """Return a book in which to look for what else is wrong, where nobody can be made."""
    part = file.part.person
    return Book(Person(id=file.person_id, phone="", zone=part.tz, name="", language=part.language, since=now))


def unnamed(book: Book, file: PersonFile, ready: Mapping[str, LibraryPlan]) -> list[str]:
    """Return the plans of a book that a file does not name."""
    named = {_plan_id(part, ready) for part in file.part.plans}
    return [plan.id for plan in book.plans if plan.id not in named]


def _begun(part: PersonPart, before: Book | None, ready: Mapping[str, LibraryPlan], now: datetime) -> Book:
    """Return the book of the person, with what a change of language or zone does to the plans they have."""
    given = _given(part)
    if before is not None:
        return rewritten(before, changed_person(before.person, given, now), ready)
    if missing := [name for name in NEEDED if name not in given]:
        raise Problem(f"a new person needs {', '.join(missing)}", hint="write them below `person`")
    return Book(new_person(given, now))


def _plan(part: PlanPart, book: Book, ready: Mapping[str, LibraryPlan], now: datetime) -> Plan:
    given = _given(part)
    library = ready_plan(ready, part.library) if part.library else None
    known = [plan for plan in book.plans if plan.id == _plan_id(part, ready)]
    if not known:
        refuse_for_partners(book, library)
        made = new_plan(given, library, book.person, now)
        quick.refuse_taken(book, made)
        return made
    if given.get("library", known[0].library) != known[0].library:
        raise Problem(f"plan {known[0].id} does not come from '{given['library']}'", hint="give the new one its own id")
    if "words" in given:  # a file has all of them
        given["words"] = (*((word, None) for word, _ in known[0].words), *given["words"])
    return changed_plan(book, known[0], given, now)


def _plan_id(part: PlanPart, ready: Mapping[str, LibraryPlan]) -> str:
    return part.id or (part.library if part.library in ready else "") or wording.slug_of(part.title)


def _given(part: PersonPart | PlanPart) -> dict[str, Any]:
    given = {name: getattr(part, name) for name in part.model_fields_set}
    if "contacts" in given:
        given["contacts"] = people.everyone(each.as_contact() for each in given["contacts"])
    if isinstance(quiet := given.get("quiet"), QuietPart):
        given["quiet"] = quiet.as_quiet()
    return given


def _try(document: Document, path: Path, make: Callable[[], T], problems: list[Problem]) -> T | None:
    try:
        return make()
    except Problem as problem:
        problems.append(problem.at(document.place(path)))
        return None


def _twin(plan: str, place: int, ids: list[str], document: Document) -> Problem:
    what = f"'{plan}' is the id of two plans, first on line {document.line(('plans', ids.index(plan)))}"
    return Problem(what, where=document.place(("plans", place)), hint="give one of them another id")
