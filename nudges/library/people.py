"""A person's own people, as they are written down."""

import re
from collections.abc import Iterable

import msgspec

from nudges.core.problem import Problem
from nudges.core.understanding.normal import normalise
from nudges.core.values import Contact
from nudges.library import places, wording
from nudges.library.answers import LONGEST

SPAN = re.compile(r"(?:every )?(\d{1,3}) *(days?|weeks?|months?)", re.IGNORECASE)
LENGTH = {"day": 1, "week": 7, "month": 30}
ALONE = {"day": 1, "week": 7, "month": 30, "fortnight": 14}
LONGEST_WAIT = 366
MOST = 24
_PARTNERS = """
partner boyfriend girlfriend husband wife spouse fiance fiancee bf gf hubby
pareja novio novia esposo esposa marido mujer prometido prometida
"""
PARTNERS = frozenset(_PARTNERS.split())


def contacts(text: str) -> tuple[Contact, ...]:
    """Return the people in a list with commas, each once; `none` is nobody.

    >>> [each.name for each in contacts("Mum, Leo, Mum")]
    ['Mum', 'Leo']
    """
    said = [part.strip() for part in text.split(",") if part.strip()]
    if not said:
        raise Problem(f"'{text}' names nobody", hint="write names with commas between, or none")
    if [part.casefold() for part in said] == ["none"]:
        return ()
    return everyone(Contact(name=name(part)) for part in said)


def everyone(people: Iterable[Contact]) -> tuple[Contact, ...]:
    """Return the people, each name once; the first of a name counts."""
    found: dict[str, Contact] = {}
    for each in people:
        found.setdefault(each.name, each)
    if len(found) > MOST:
        raise Problem(f"these are {len(found)} people", hint=f"{MOST} at most; a turn has to come round")
    return tuple(found.values())


def name(text: str) -> str:
    """Return the name of one of someone's own people; a partner is none of them.

    What widens a circle must not become one more place to wait for the same person.
    """
    if PARTNERS.intersection(normalise(text).words):
        raise Problem(
            f"'{text.strip()}' is left out here",
            hint="these are the people beside a partner: friends, family, neighbours",
        )
    return wording.name(text)


def share(text: str) -> str:
    """Return what to share with someone, short enough for a text; `none` is nothing."""
    said = wording.own(text)
    if said.casefold() == "none":
        return ""
    if len(said) > LONGEST["share"]:
        raise Problem(f"this has {len(said)} characters", hint=f"{LONGEST['share']} at most, such as the new song")
    return said


def every(text: str) -> int | None:
    """Return every how many days it is somebody's turn; `none` is as for everybody.

    >>> every("2 weeks"), every("month")
    (14, 30)
    """
    said = text.strip().casefold().removeprefix("every ").strip()
    if said == "none":
        return None
    found = SPAN.fullmatch(said)
    days = ALONE.get(said) or (int(found[1]) * LENGTH[found[2].rstrip("s")] if found else 0)
    if not 1 <= days <= LONGEST_WAIT:
        raise Problem(f"'{text}' is not a span of days", hint="write it like 2 weeks, 10 days or month")
    return days


def said_every(days: int) -> str:
    """Return a span of days as it is written.

    >>> said_every(14), said_every(1)
    ('2 weeks', '1 day')
    """
    many, unit = (days // 7, "week") if days % 7 == 0 else (days, "day")
    return f"{many} {unit}" if many == 1 else f"{many} {unit}s"


def number(text: str) -> str:
    """Return somebody's number, or nothing where it is `none`."""
    return "" if text.strip().casefold() == "none" else places.phone(text).number


def kept(before: Iterable[Contact], given: Iterable[Contact]) -> tuple[Contact, ...]:
    """Return the people given, with what was known of those who were there already and have only a name now."""
    known = {each.name: each for each in before}
    return tuple(known.get(each.name, each) if each == Contact(name=each.name) else each for each in given)


def with_contact(people: tuple[Contact, ...], contact: Contact) -> tuple[Contact, ...]:
    """Return the people with one added, or in the place of the one of that name."""
    if any(each.name == contact.name for each in people):
        return tuple(contact if each.name == contact.name else each for each in people)
    return everyone([*people, contact])


def written(contact: Contact) -> str | dict[str, str]:
    """Return somebody as a file has them: a name alone, or with what is known."""
    rest = {
        "share": contact.share,
        "every": said_every(contact.every) if contact.every else "",
        "phone": contact.phone,
    }
    known = {name: value for name, value in rest.items() if value}
    return {"name": contact.name, **known} if known else contact.name


def find(people: Iterable[Contact], said: str) -> Contact:
    """Return the one of that name, however it is written, or raise Problem."""
    from nudges.core.problem import nearest

    names = {each.name.casefold(): each for each in people}
    if said.strip().casefold() not in names:
        known = [each.name for each in names.values()]
        hint = nearest(said, known, f"people: {', '.join(known)}" if known else "nudges contact add names somebody")
        raise Problem(f"'{said}' is none of their people", hint=hint)
    return names[said.strip().casefold()]


def changed(contact: Contact, given: dict[str, object]) -> Contact:
    """Return somebody with what was given."""
    return msgspec.structs.replace(contact, **given)
