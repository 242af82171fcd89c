"""For whom a sheet may be, and which lines can stand on it, as they are written on a command line."""

from collections.abc import Iterable

from nudges.core.problem import Problem, nearest
from nudges.core.sheet_words import LINES
from nudges.core.understanding.normal import normalise
from nudges.library import wording
from nudges.library.people import PARTNERS


def whom(text: str) -> str:
    """Return for whom a sheet is; a partner gets none.

    >>> whom(" Dr  Lee ")
    'Dr Lee'
    """
    if PARTNERS.intersection(normalise(text).words):
        raise Problem(f"nothing is shared with '{text.strip()}'", hint="a sheet is for a therapist or a doctor")
    said = wording.name(text)
    if "{" in said or "}" in said:
        raise Problem(f"'{said}' is not a name", hint="write it without braces")
    return said


def line(text: str) -> str:
    """Return the name of a line, or raise Problem with the nearest."""
    said = text.strip().casefold()
    if said not in LINES:
        raise Problem(f"'{text}' is not a line", hint=nearest(said, LINES, f"lines: {', '.join(LINES)}"))
    return said


def name_for(person: str, taken: Iterable[str]) -> str:
    """Return a name for a sheet that no other has.

    >>> name_for("Dr Lee", ["dr-lee"])
    'dr-lee-2'
    """
    base, known, number = wording.slug_of(person)[:36] or "sheet", set(taken), 2
    if base not in known:
        return base
    while f"{base}-{number}" in known:
        number += 1
    return f"{base}-{number}"
