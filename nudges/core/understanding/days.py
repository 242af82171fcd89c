"""Which texts are about a day, or a part of one, that is past; and which say what the last one meant."""

import re
from collections.abc import Callable

from msgspec.structs import replace

from nudges.core.understanding.meaning import Part, Value
from nudges.core.understanding.normal import Normal, canonical
from nudges.core.understanding.outcome import Answer
from nudges.core.words import Intent, Outcome

MORNING, AFTERNOON, EVENING = "morning", "afternoon", "evening"
DAYS: dict[str, tuple[int, str | None]] = {
    "(?:the )?day before yesterday|two days ago|2 days ago|anteayer|antier|antes de ayer|hace (?:dos|2) dias": (
        2,
        None,
    ),
    "yesterday morning|ayer (?:por|en) la manana": (1, MORNING),
    "yesterday afternoon|ayer (?:por|en) la tarde": (1, AFTERNOON),
    "last night|lastnight|yesterday (?:evening|night)|anoche|ayer (?:por|en) la noche": (1, EVENING),
    "yesterday|ystrday|yday|ayer": (1, None),
    "this morning|esta manana|hoy (?:por|en) la manana": (0, MORNING),
    "this afternoon|esta tarde": (0, AFTERNOON),
}
_NAMES = "|".join(f"(?P<d{place}>{words})" for place, words in enumerate(DAYS))
_LEAD = r"(?:(?:that|this|it|one|mine|was|is|for|thats|its|the|lo|el|la|los|de|del|para|por|eso|fue|era|es|on) )*"
_DAY = re.compile(rf" (?P<lead>{_LEAD})(?:{_NAMES})(?P<own>s)?(?= )")
_OOPS = r"(?:(?:oops|ups|whoops|opps|sorry|perdon|wait|no|oh|espera|uy|ay) (?:[.,] )*)*"
_MEANT = re.compile(
    rf" {_OOPS}(?:(?:i|me) )?(?:meant|mean|quise decir|queria decir|quise poner)(?: to (?:say|put|text))? "
)
_WAS = re.compile(rf" (?P<oops>{_OOPS})(?P<lead>{_LEAD})(?:{_NAMES})(?: (?:not today|no hoy|sorry|perdon|[.,]))* ")
SIGNS = frozenset(
    canonical(word)
    for words in (
        "yesterday ystrday yday ayer anoche lastnight night morning afternoon anteayer antier manana tarde",
        "ago hace meant mean decir poner",
    )
    for word in words.split()
)
"""No day that is past, and nothing that was meant, is told without one of these."""

ABOUT = frozenset({"that", "thats", "was", "era", "fue", "eso"})
OUTCOME_OF = {
    Intent.DONE: Outcome.DONE,
    Intent.PARTLY: Outcome.PARTLY,
    Intent.SKIP: Outcome.SKIPPED,
    Intent.NOT_APPLICABLE: Outcome.NOT_APPLICABLE,
}
OF_A_DAY = frozenset({*OUTCOME_OF, Intent.RATING, Intent.COUNT})
OTHERWISE = re.compile(r" (?:but|pero|to|que) ")
MIXED = re.compile(r" (?:but|pero|today|hoy|although|aunque|since|desde|until|hasta) ")
FEW = 8
Read = Callable[[str, Normal], Answer]


def of_a_day(text: str, normal: Normal, read: Read) -> Answer | None:
    """Return an answer that names its day, or that says what the last answer meant; `read` understands the rest.

    >>> from nudges.core.understanding.normal import normalise
    >>> from nudges.core.understanding.outcome import answer
    >>> found = of_a_day("last night: done", normalise("last night: done"), answer)
    >>> found.intent.value, found.value.ago, found.value.part
    ('done', 1, 'evening')
    """
    if SIGNS.isdisjoint(normal.words):
        return None
    return _moved(normal) or _meant(normal, read) or _dated(text, normal, read)


def _moved(normal: Normal) -> Answer | None:
    """Return that the last answer was for another day: it is taken back there, and counted here."""
    found = _WAS.fullmatch(normal.text) or _meant_day(normal)
    if found is None:
        return None
    lead = set((found["lead"] or "").split()) | ({"was"} if found.groupdict().get("oops") else set())
    if found.re is _WAS and not lead & ABOUT:
        return None
    ago, part = _which(found)
    return Answer(intent=Intent.UNDO, value=Value(ago=ago, part=part), rule="undo, for another day", sure=0.97)


def _meant_day(normal: Normal) -> re.Match[str] | None:
    if (meant := _MEANT.match(normal.text)) is None:
        return None
    rest = normal.text[meant.end() - 1 :]
    return re.fullmatch(rf"{_DAY.pattern}(?: [.,])* ", rest)


def _meant(normal: Normal, read: Read) -> Answer | None:
    """Return that the last answer is taken back for another one, which is its only part."""
    if (meant := _MEANT.match(normal.text)) is None:
        return None
    rest = normal.text[meant.end() - 1 :]
    said = read(rest, _plain(rest))
    if said.intent not in OUTCOME_OF or said.value.note or OTHERWISE.search(rest):
        return None
    value = Value(meant=True, parts=(Part(OUTCOME_OF[said.intent]),))
    return Answer(intent=Intent.UNDO, value=value, rule=f"undo, meant {said.intent}", sure=0.97)


def _dated(text: str, normal: Normal, read: Read) -> Answer | None:
    """Return an answer for a past day. The day stands at an end of the text, and the rest is nothing but an answer."""
    if len(normal.words) > FEW or MIXED.search(normal.text) or not (found := _DAY.search(normal.text)):
        return None
    before, after = normal.text[: found.start()], normal.text[found.end() :]
    if before.strip(" .,") and after.strip(" .,"):
        return None
    rest = f" {(before + after).strip(' .,')} "
    if not rest.strip():
        return None
    said = read(rest, _plain(rest))
    weak = said.sure < 0.8
    if said.intent not in OF_A_DAY or (said.value.note and not weak):
        return None
    ago, part = _which(found)
    value = replace(said.value, ago=ago, part=part, note=text.strip() if weak else None)
    return replace(said, value=value, rule=f"{said.rule}, for another day", sure=0.97)


def _which(found: re.Match[str]) -> tuple[int, str | None]:
    return next(day for place, day in enumerate(DAYS.values()) if found[f"d{place}"])


def _plain(text: str) -> Normal:
    return Normal(text, tuple(word for word in text.split() if word[0].isalnum()))
