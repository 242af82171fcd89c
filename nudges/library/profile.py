"""A person and their plans as people write them: what a file says, and how two of them differ."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from io import StringIO
from typing import Any

import msgspec

from nudges.core.arranged import named
from nudges.core.book import Book
from nudges.core.hours import said, span
from nudges.core.values import Person, Plan
from nudges.core.when.names import DAY_NAMES
from nudges.library import people, travel

Fields = dict[str, Any]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One setting that is another one now; None is one that is not there."""

    what: str
    before: Any = None
    after: Any = None

    def __str__(self) -> str:
        """Return the change as a line."""
        if self.before is None:
            return f"+ {self.what}: {_shown(self.after)}"
        if self.after is None:
            return f"- {self.what}: {_shown(self.before)}"
        return f"{self.what}: {_shown(self.before)} -> {_shown(self.after)}"


def profile(person: Person, now: datetime) -> Fields:
    """Return a person's settings by the names they have in a file; the zone is that of now."""
    return {
        "id": person.id,
        "name": person.name,
        "phone": person.phone,
        "country": "none" if person.country == "*" else person.country,
        "tz": person.zone_at(now).key,
        "travel": travel.written(person, now),
        "language": person.language.value,
        "hours": span(person.hours),
        "cap": person.cap,
        "gap": _length(person.gap) if person.gap else "none",
        "day_starts": said(person.day_starts),
        "report": f"{DAY_NAMES[person.report_day]} at {said(person.report_at)}",
        "contacts": [people.written(each) for each in person.contacts],
        "discreet": None if person.discreet is None else _yes(person.discreet),
        "answers": _yes(person.answers),
        "report_words": _yes(person.report_words),
        "month_text": _yes(person.month_text),
        "trusted": f"{person.trusted.name}, {person.trusted.phone}" if person.trusted else "none",
    }


def settings(plan: Plan) -> Fields:
    """Return a plan's settings by the names they have in a file."""
    return {
        "id": plan.id,
        "library": plan.library,
        "title": plan.title,
        "when": plan.when,
        "cue": plan.cue or None,
        "why": plan.why or None,
        "ask": plan.ask.value,
        "goal": "none" if plan.goal is None else plan.goal,
        "grace": _length(plan.grace),
        "held": plan.held.value,
        "every_time": _yes(plan.every_time),
        "texts": list(plan.texts),
        "own": list(plan.own),
        "words": [f"{word}={outcome}" for word, outcome in plan.words],
        "learn": [named(span) for span in plan.learn],
        "quiet": msgspec.structs.asdict(plan.quiet) if plan.quiet else None,
    }


def _yes(it: bool) -> str:  # noqa: FBT001
    return "yes" if it else "no"


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if rest:
        return f"{minutes} minutes" if minutes > 1 else "1 minute"
    return f"{hours} hours" if hours > 1 else "1 hour"


def differences(before: Book | None, after: Book, now: datetime) -> list[Change]:
    """Return what another book of a person has other settings in."""
    found = list(_between("", profile(before.person, now) if before else {}, profile(after.person, now)))
    plans = {plan.id: plan for plan in before.plans} if before else {}
    for plan in after.plans:
        known = plans.pop(plan.id, None)
        if known is None:
            found.append(Change(what=f"plan {plan.id}", after=plan.when))
        else:
            found += _between(f"{plan.id} ", settings(known), settings(plan))
    return [*found, *(Change(what=f"plan {plan.id}", before=plan.when) for plan in plans.values())]


def _between(whose: str, before: Fields, after: Fields) -> Iterator[Change]:
    for name, value in after.items():
        if before.get(name) != value and not (name not in before and value == []):
            yield Change(what=f"{whose}{name}", before=before.get(name), after=value)


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {said}" for name, said in value.items())
    return ", ".join(map(_one, value)) or "none" if isinstance(value, list) else str(value)


def _one(value: object) -> str:
    """Return one of a list; somebody of whom more is known has that in brackets."""
    if not isinstance(value, dict):
        return str(value)
    known = ", ".join(f"{name} {said}" for name, said in value.items() if name != "name")
    return f"{value['name']} ({known})"


def write_yaml(data: Mapping[str, Any]) -> str:
    """Return settings as a file that reads as the same settings."""
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = 10_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()


def as_file(book: Book, consent: str | None, now: datetime) -> Fields:
    """Return the content of a person's file; what has no value is left out."""
    plans = [{name: value for name, value in settings(plan).items() if value not in (None, [])} for plan in book.plans]
    proof = {"consent": consent} if consent else {}
    person = {name: value for name, value in profile(book.person, now).items() if value is not None}
    return {"person": person, **proof, "plans": plans}
