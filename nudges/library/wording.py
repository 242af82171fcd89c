"""Which lines of text may stand in an id, a name, a title, a cue or a text."""

import re
import unicodedata

from nudges.core.problem import Problem, nearest
from nudges.core.sms import Encoding, measure
from nudges.core.texts import PLACEHOLDER
from nudges.library.answers import LONGEST

SLUG = re.compile(r"(?=.{1,40}\Z)[a-z0-9]+(-[a-z0-9]+)*")
EVENT = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?")
UNPRINTED = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
JOINERS = "\u200c\u200d"
"""Invisible, but names of some scripts and many emoji need them."""

PLACES = ("cue", "contact", "name", "own")
SEGMENTS = 3


def slug(text: str) -> str:
    """Return an id."""
    if SLUG.fullmatch(text) is None:
        made = slug_of(text)
        raise Problem(
            f"'{text}' cannot be an id",
            hint=f"try {made}" if made else "use small letters, digits and single dashes, 40 at most",
        )
    return text


def slug_of(name_or_title: str) -> str:
    """Return the id that a name makes, or nothing if it has no letter an id can hold.

    >>> slug_of("María José")
    'maria-jose'
    """
    plain = unicodedata.normalize("NFKD", name_or_title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")


def event(text: str) -> str:
    """Return the name of an event, such as `gym.left`."""
    said = text.strip().casefold()
    if EVENT.fullmatch(said) is None:
        raise Problem(f"'{text}' cannot name an event", hint="use small letters, digits, dots and dashes: gym.left")
    return said


def events(text: str) -> str:
    """Return the name of an event, or of all that begin in the same way, such as `gym.*`."""
    said = text.strip().casefold()
    event(said.removesuffix(".*"))
    return said


def name(text: str) -> str:
    """Return a name, short enough for a text."""
    return _line(text, 20, "a name")


def title(text: str) -> str:
    """Return the title of a plan."""
    return _line(text, 40, "a title")


def sentence(text: str) -> str:
    """Return a line of free text: a reason, a note, a proof."""
    return _line(text, 500, "this")


def _line(text: str, longest: int, what: str) -> str:
    said = re.sub(" +", " ", unicodedata.normalize("NFC", text)).strip()
    if any(unicodedata.category(sign) in UNPRINTED and sign not in JOINERS for sign in said):
        raise Problem(f"{what} holds a sign that cannot be printed", hint="write it on one line, in plain letters")
    if not said:
        raise Problem(f"{what} is missing", hint="write some letters")
    if len(said) > longest:
        raise Problem(f"{what} has {len(said)} characters", hint=f"{longest} at most")
    return said


def cue(text: str) -> str:
    """Return a cue, short and cheap enough to stand in a text."""
    said = _line(text, LONGEST["cue"], "a cue")
    if "{" in said or "}" in said or measure(said).encoding is not Encoding.GSM_7:
        raise Problem(
            f"'{said}' makes a text dear", hint="use letters of the SMS alphabet: é and ñ are in it, á is not"
        )
    return said


def text_of_plan(text: str) -> str:
    """Return a text of a person's own plan; only known places stand in braces."""
    said = _line(text, 10_000, "a text")
    for place in PLACEHOLDER.findall(said):
        if place not in PLACES:
            hint = nearest(place, PLACES, "known here: {cue}, {contact}, {name}, {own}")
            raise Problem(f"nothing fills {{{place}}} in '{said}'", hint=hint)
    if (segments := measure(said).segments) > SEGMENTS:
        raise Problem(f"a text of {measure(said).characters} characters is {segments} messages", hint="shorten it")
    return said


def own(text: str) -> str:
    """Return what a person brings to a plan: a card, a task, a moment they remember."""
    said = _line(text, LONGEST["own"], "this")
    if "{" in said or "}" in said:
        raise Problem(f"'{said}' has braces, which stand for what is filled in", hint="write it without")
    return said
