"""What a reply most likely means where no rule is sure: a model chooses, and the text has to carry what that needs."""

import re
from collections.abc import Callable

from nudges.core.understanding import dates, learned, values
from nudges.core.understanding.meaning import Value
from nudges.core.understanding.normal import Normal
from nudges.core.understanding.outcome import CODE, Answer
from nudges.core.words import Intent, Language

MODEL = "intents"
LIKELY, LIKELIER, LIKELIEST = 0.4, 0.6, 0.85
"""How likely a meaning is before it takes the place of none, of an unsure one, and of a rather sure one."""
FINAL, FINALLY = frozenset({Intent.STOP, Intent.ERASE, Intent.ZONE, Intent.LANGUAGE}), 0.8
SURE, RATHER_SURE = 0.9, 0.95
MET = 0.5
"""Of a text with no greater share of known words a model knows nothing."""

SHORT = 2
"""Of so few words a rule that fits one knows more than a model."""
TONGUES = {
    "en": Language.EN, "english": Language.EN, "ingles": Language.EN,
    "es": Language.ES, "spanish": Language.ES, "espanol": Language.ES, "castellano": Language.ES,
}  # fmt: skip
_ALONE = re.compile(r" (?:time|hora|horario) (?:[.,] )?(?P<hour>\d{1,2})(?:[:.](?P<past>\d\d))? (?:(?P<half>[ap]m) )?")
_PLACE = re.compile(
    r"\b(?:in|to|from|en|a|de|on|hora de|near)\s+((?:[A-ZÁÉÍÓÚÑ][\w'.-]+|\w{4,})(?:\s+[A-ZÁÉÍÓÚÑ][\w'.-]+){0,2})"
)


def weighed(said: Answer, text: str, normal: Normal) -> Answer:
    """Return what a text says: as the rules read it, or as the model does where they are less sure than it is."""
    short = len(normal.words) <= SHORT and said.intent is not Intent.NOTE
    if said.sure > RATHER_SURE or short or not normal.words or CODE.search(text):
        return said
    if learned.known(MODEL, normal.words) <= MET:
        return said
    likely = learned.likely(MODEL, normal.words)
    best = max(likely, key=lambda each: likely[each])
    intent = Intent(best)
    if intent is said.intent or likely[best] < _needed(said, intent):
        return said
    value = worth(intent, text, normal)
    if value is None:
        return said
    why = learned.telling(MODEL, normal.words, best)
    return Answer(intent=intent, value=value, rule=f"{intent}, learnt: {why}", sure=round(likely[best], 2))


def _needed(said: Answer, intent: Intent) -> float:
    needed = LIKELIER if said.sure < SURE else LIKELIEST
    if said.intent is Intent.NOTE and said.sure < 0.5:
        needed = LIKELY
    return max(needed, FINALLY) if intent in FINAL else needed


def worth(intent: Intent, text: str, normal: Normal) -> Value | None:
    """Return what a meaning needs of the text, or None if the text does not have it."""
    return VALUES.get(intent, _nothing)(text, normal)


def _nothing(text: str, normal: Normal) -> Value:  # noqa: ARG001  as all of them
    return Value()


def _note(text: str, normal: Normal) -> Value:  # noqa: ARG001
    return Value(note=text.strip())


def _rating(text: str, normal: Normal) -> Value | None:  # noqa: ARG001
    found = values.rating(normal.text)
    return Value(rating=found[0]) if found else None


def _count(text: str, normal: Normal) -> Value | None:  # noqa: ARG001
    found = values.count(normal.text)
    return Value(count=found[0]) if found else None


def _later(text: str, normal: Normal) -> Value:  # noqa: ARG001
    return values.later(normal.text) or Value(at="default")


def _time(text: str, normal: Normal) -> Value | None:  # noqa: ARG001
    if alone := _ALONE.fullmatch(normal.text):
        hour, past = int(alone["hour"]), int(alone["past"] or 0)
        hour = hour % 12 + (12 if alone["half"] == "pm" else 0) if alone["half"] else hour
        return Value(at=f"{hour:02}:{past:02}") if hour < 24 and past < 60 else None
    found = values.later(normal.text)
    return found if found is not None and found.at and ":" in found.at else None


def _pause(text: str, normal: Normal) -> Value:  # noqa: ARG001
    return dates.stretch(normal)


def _language(text: str, normal: Normal) -> Value | None:  # noqa: ARG001
    named = [TONGUES[word] for word in normal.words if word in TONGUES]
    return Value(language=named[-1]) if len(set(named)) == 1 else None


def _discreet(text: str, normal: Normal) -> Value:  # noqa: ARG001
    return Value(discreet=not set(normal.words) & {"open", "abierto", "abiertos"})


def _zone(text: str, normal: Normal) -> Value | None:  # noqa: ARG001
    from nudges.core.cities import is_place

    for match in _PLACE.finditer(text):
        words = match[1].split()
        for many in range(len(words), 0, -1):
            if is_place(place := " ".join(words[:many])):
                return Value(zone=place.casefold())
    return None


VALUES: dict[Intent, Callable[[str, Normal], Value | None]] = {
    Intent.NOTE: _note,
    Intent.RATING: _rating,
    Intent.COUNT: _count,
    Intent.SNOOZE: _later,
    Intent.TIME: _time,
    Intent.PAUSE: _pause,
    Intent.LANGUAGE: _language,
    Intent.ZONE: _zone,
    Intent.DISCREET: _discreet,
}
