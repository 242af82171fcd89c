"""What an answer to a nudge says, also when it says several things."""

import re

import msgspec

from nudges.core.understanding import values
from nudges.core.understanding.forms import MASK, OUTCOMES
from nudges.core.understanding.meaning import Value
from nudges.core.understanding.normal import Normal, normalise
from nudges.core.understanding.slips import Slips
from nudges.core.words import Intent

INTENTS = {
    "done": Intent.DONE,
    "act": Intent.DONE,
    "partly": Intent.PARTLY,
    "skip": Intent.SKIP,
    "na": Intent.NOT_APPLICABLE,
    "snooze": Intent.SNOOZE,
}
SURE = {"=": 0.95, "~": 0.85, "?": 0.65}
UNSURE = 0.3
CONTRAST = re.compile(r" (?:but|pero|though|although|aunque|sino|however|except|then|despite) ")
DONE_FIRST = re.compile(r" (?:done|hecho|listo|lista|did it|lo hice) ")
AHEAD = re.compile(r" (?:wil|gonna|going to|ill|voy a|planning|remind|ask|recuerda\w*|avisa\w*) ")
SLIPS = Slips(
    "done skip skipped later pause resume listo lista hecho luego status export finished completed yesterday"
    " partly travelling",
    real="gone dont donde cone bone dine none tone ship slip skin skim ski skid snip whip late latter latte laser"
    " states state skips lists dose dome dune hechos lost last cause finish lesson lately latest doc list post"
    " completely",
    shortest=4,
)
CODE = re.compile(r"[<>{}=$\\]|\w\(\w|;--")
"""Signs of markup or code, and of a heart (<3): a number among them is no rating."""

MINUS = re.compile(r"(?:^|(?<=\s))[-\u2212\u2013]\d")
"""A number below nothing, which is neither a rating nor a count."""
BROKEN = re.compile(r"\d[.,][1-9]\b")
"""A number between two whole ones: what was written is kept beside the rounded one."""

FEW = 5
FILLERS = """
i im it and the a an so ok felt feel feeling just today yes hoy y me lo la o then also but very really well ya
now thanks please gracias fue was is my of at in with for to cheer thumb sad lol que un una do did one about
like hey hi oh out
"""
_FILLERS = frozenset(FILLERS.split())
_PIECE = re.compile(r"[.!?;\n]+(?=\s|$|[^\W\d])|,(?!\d)")


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer says, before safety and commands are thought of."""

    intent: Intent
    value: Value
    rule: str
    sure: float
    also: tuple[Intent, ...] = ()


class Found(msgspec.Struct, frozen=True):
    """One outcome that a rule sees in the text, and where."""

    intent: Intent
    strength: str
    place: int
    words: str


def answer(text: str, normal: Normal) -> Answer:
    """Return what an answer to a nudge says; what no rule sees is a note."""
    mended = SLIPS.mend(normal) if len(normal.words) <= FEW else normal
    slipped = mended is not normal
    found = _found(MASK.mask(mended))
    chosen = _choose(found, mended.text)
    rated, counted = (None, None) if CODE.search(text) or MINUS.search(text) else _numbers(mended)
    value = Value(rating=rated[0] if rated else None, count=counted[0] if counted else None)
    if chosen is None:
        return _number_or_note(text, value, _exact(rated, counted, text))
    if chosen.intent is Intent.SNOOZE:
        value = values.later(mended.text) or Value(at="default")
    spoken = " ".join([*(one.words for one in found), rated[1] if rated else "", counted[1] if counted else ""])
    weak = chosen.strength == "?" and not {"did", "hice"}.intersection(chosen.words.split())
    note = _exact(rated, counted, text) or _note(text, mended, spoken, weak=weak)
    note = None if chosen.intent is Intent.SNOOZE else note
    if chosen.strength == "?" and value.count is not None and value.rating is None:
        return Answer(intent=Intent.COUNT, value=_with(value, note), rule="count, deed", sure=0.75)
    return Answer(
        intent=chosen.intent,
        value=_with(value, note),
        rule=f"{chosen.intent}, {'slip of ' if slipped else ''}'{chosen.words.strip(' .,~')}'",
        sure=SURE[chosen.strength] - (0.15 if slipped else 0),
        also=tuple(
            kind for kind, seen in ((Intent.RATING, value.rating), (Intent.COUNT, value.count)) if seen is not None
        ),
    )


def _found(normal: Normal) -> list[Found]:
    return [
        Found(INTENTS[name[:-1]], name[-1], match.start(), match[0])
        for name, match in OUTCOMES.hits(normal)
        if match[0]
    ]


def _choose(found: list[Found], text: str) -> Found | None:
    """Strong words go before weak ones, what follows a 'but' before what precedes it; then see `_prefer`."""
    for strength in "=~?":
        some = [one for one in found if one.strength == strength]
        if some and (contrast := CONTRAST.search(text)):
            after = [one for one in some if one.place > contrast.start()]
            some = (
                some
                if DONE_FIRST.match(text) and {Intent.SKIP}.issuperset(one.intent for one in after)
                else after or some
            )
        if some:
            return _prefer(some, text)
    return None


def _prefer(some: list[Found], text: str) -> Found:
    """Return partly before done, done before why not or when, a reason before a plain skip."""
    first = min(some, key=lambda one: one.place)
    by_intent = {one.intent: one for one in sorted(some, key=lambda one: -one.place)}
    lead = text[1:6].startswith(("skip", "pass ", "salt", "omit"))
    if Intent.PARTLY in by_intent and not lead:
        return by_intent[Intent.PARTLY]
    if lead and Intent.SKIP in by_intent:
        return by_intent[Intent.SKIP]
    if Intent.DONE in by_intent and (first.intent is Intent.DONE or Intent.SKIP not in by_intent):
        if Intent.SNOOZE not in by_intent or not AHEAD.search(text) or first.intent is Intent.DONE:
            return by_intent[Intent.DONE]
        return by_intent[Intent.SNOOZE]
    for intent in (Intent.NOT_APPLICABLE, Intent.SNOOZE):
        if intent in by_intent:
            return by_intent[intent]
    return first


def _numbers(normal: Normal) -> tuple[tuple[int, str] | None, tuple[int, str] | None]:
    if values.is_quiet(normal):
        return None, None
    rated = values.rating(normal.text)
    return rated, None if rated and rated[1].strip() == normal.text.strip() else _apart(normal, rated)


def _apart(normal: Normal, rated: tuple[int, str] | None) -> tuple[int, str] | None:
    text = normal.text.replace(rated[1], " ", 1) if rated else normal.text
    return values.count(text)


def _exact(rated: tuple[int, str] | None, counted: tuple[int, str] | None, text: str) -> str | None:
    """Return the text as it was written when a number in it had to be rounded."""
    return text.strip() if any(one and BROKEN.search(one[1]) for one in (rated, counted)) else None


def _number_or_note(text: str, value: Value, exact: str | None) -> Answer:
    if value.rating is not None:
        note = exact or (None if len(text.split()) <= 4 else text.strip())
        return Answer(intent=Intent.RATING, value=_with(value, note), rule="rating, number", sure=0.9)
    if value.count is not None:
        return Answer(intent=Intent.COUNT, value=_with(value, exact), rule="count, number", sure=0.85)
    return Answer(intent=Intent.NOTE, value=Value(note=text.strip()), rule="note, nothing else fits", sure=UNSURE)


def _with(value: Value, note: str | None) -> Value:
    return Value(rating=value.rating, count=value.count, minutes=value.minutes, at=value.at, note=note or None)


def _note(text: str, normal: Normal, spoken: str, *, weak: bool) -> str | None:
    """Return the parts of a text that the rules have not used up."""
    heard = _FILLERS.union(word.strip(".,~") for word in spoken.split())
    if not weak and heard.issuperset(normal.words):
        return None
    pieces = [piece.strip() for piece in _PIECE.split(text)]
    kept = [piece for piece in pieces if piece and (weak or not heard.issuperset(normalise(piece).words))]
    return ", ".join(kept) or None
