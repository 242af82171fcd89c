"""What a reply most likely means where no rule is sure: a model chooses, and the text has to carry what that needs."""

import re
from collections.abc import Callable

from nudges.core.understanding import dates, learned, values
from nudges.core.understanding.meaning import Value
from nudges.core.understanding.normal import Normal
from nudges.core.understanding.opt_out import is_about_others
from nudges.core.understanding.outcome import CODE, Answer
from nudges.core.words import Intent, Language

MODEL = "intents"
LIKELY, LIKELIER, LIKELIEST = 0.45, 0.5, 0.75
"""How likely a meaning is before it takes the place of none, and of what a rule says; the last for a mere note."""
FINAL = frozenset({Intent.STOP, Intent.ERASE, Intent.ZONE, Intent.LANGUAGE})
FINALLY, FINAL_AGAINST_A_RULE, DONE_AGAINST_A_RULE = 0.6, 0.8, 0.9
LAST = frozenset({Intent.STOP, Intent.ERASE})
"""What nobody gets back from without writing again: as likely as against a rule, also where none says anything."""

SURELY, SURELY_NOT = 0.9, 0.03
"""How likely a stop is beside danger before it is taken for one: 'I want it all to stop' asks for no such thing."""

ANSWERS = frozenset({Intent.DONE, Intent.PARTLY, Intent.SKIP, Intent.NOT_APPLICABLE})
NUMBERS = frozenset({Intent.RATING, Intent.COUNT})
"""A number beside an answer is kept with it, and is no other meaning."""

RATHER_SURE, STRONG = 0.95, 0.8
MET = 0.5
"""Of a text with no greater share of known words a model knows nothing."""

SHORT = 2
"""Of so few words a rule that fits one knows more than a model."""
TONGUES = {
    "english": Language.EN, "ingles": Language.EN,
    "spanish": Language.ES, "espanol": Language.ES, "castellano": Language.ES, "espanola": Language.ES,
}  # fmt: skip
_ALONE = re.compile(r" (?:time|hora|horario) (?:[.,] )?(?P<hour>\d{1,2})(?:[:.](?P<past>\d\d))? (?:(?P<half>[ap]m) )?")
SHORT_TEXT = 16
_SPAN = re.compile(
    r" (?:for|por|en|durante|until|till?|hasta|just|only|solo|this|next|esta|estos|estas|este|the next)"
    r"(?: (?:the|a|an|about|like|just|this|next|these|los|las|el|la|un|una|unos|unas|estos|estas|esta|este|otra|otro"
    r"|proximos|proximas|only|solo))*"
    r" (?:(?:\d+|one|two|three|four|five|six|couple|few|dos|tres|cuatro|cinco|seis|par|of|de) )*"
    r"(?:days?|weeks?|months?|weekend|dias?|semanas?|mes|meses|finde|monday|tuesday|wednesday|thursday|friday|saturday"
    r"|sunday|lunes|martes|miercoles|jueves|viernes|sabado|domingo|tomorrow|manana|january|february|march|april|may"
    r"|june|july|august|september|october|november|december|enero|febrero|marzo|abril|mayo|junio|julio|agosto"
    r"|septiembre|octubre|noviembre|diciembre)\b"
)
_SO_FAR = re.compile(
    r" (?:been|had|has|have|since|already|after|llevo|llevan|desde|ya|tras|ever|again|nunca|never|jamas) "
)
_NAME = re.compile(r"[^\W\d_][\w'.-]+")
MOST_NAMES, LEAST_LETTERS = 24, 4
NO_PLACES = frozenset({"time", "hora", "zone", "clock", "central", "mean", "reading", "nice", "best", "bath", "mobile"})
TEN, MOST_DIGITS = 10, 6
_THOUSANDS = re.compile(r"(?<=^\d{1})[.,](?=\d{3}$)|(?<=^\d{2})[.,](?=\d{3}$)")
_NUMBER, _BROKEN = re.compile(r"\d+(?:[.,]\d)?"), re.compile(r" \d+[.,][1-9] | half | medi[oa] ")
_ONE = frozenset({"once", "un", "una", "a", "an", "single", "litro"})
NOT_SPOKEN = frozenset({"not", "dont", "no", "never", "instead", "than", "lugar", "vez", "my", "mi"})
SPOKEN_AGAIN = frozenset({"in", "en", "to", "a", "but", "pero", "sino", "want", "quiero", "only", "solo"})


def weighed(said: Answer, text: str, normal: Normal) -> Answer:
    """Return what a text says: as the rules read it, or as the model does where they are less sure than it is."""
    short = len(normal.words) <= SHORT and said.sure >= STRONG and said.intent is not Intent.NOTE
    if said.sure > RATHER_SURE or short or not normal.words or CODE.search(text):
        return said
    if learned.known(MODEL, [word for word in normal.words if not word[0].isdigit()] or normal.words) <= MET:
        return said
    likely = learned.likely(MODEL, normal.words)
    best = max(likely, key=likely.__getitem__)
    intent = Intent(best)
    needed = SURELY if len(normal.words) == 1 else _needed(said, intent)
    if intent is said.intent or likely[best] < needed or _goes_along(said, intent):
        return said
    if intent is Intent.PAUSE and _SO_FAR.search(normal.text):  # how it has been is no wish for a rest
        return said
    value = worth(intent, text, normal)
    if value is None or (intent is Intent.STOP and is_about_others(normal)):
        return said
    why = learned.telling(MODEL, normal.words, best)
    return Answer(intent=intent, value=value, rule=f"{intent}, learnt: {why}", sure=round(likely[best], 2))


def _goes_along(said: Answer, intent: Intent) -> bool:
    """Whether a number stands beside an answer in plain words; of a mere deed, or of a half, it may be all that is."""
    return intent in NUMBERS and said.intent in ANSWERS and said.sure >= STRONG and said.intent is not Intent.PARTLY


def a_while(normal: Normal) -> Answer | None:
    """Return a pause where what sounds like an opt-out says for how long, and the model takes it for a pause too.

    In doubt it is a stop: texts that come back to someone who wanted none are worse than a pause that has no end.
    """
    if len(normal.words) > SHORT_TEXT or not _SPAN.search(normal.text) or _SO_FAR.search(normal.text):
        return None
    if learned.likely(MODEL, normal.words)[Intent.PAUSE] < LIKELIER:
        return None
    return Answer(intent=Intent.PAUSE, value=dates.stretch(normal), rule="pause, no texts for a while", sure=0.9)


def may_mean_stop(normal: Normal) -> bool:
    """Whether what a rule takes for an opt-out in plain words may be one: "forgot to turn it off" surely is none."""
    return not normal.words or learned.likely(MODEL, normal.words)[Intent.STOP] > SURELY_NOT


def stop_meant(normal: Normal) -> str | None:
    """Return why a text that speaks of danger most likely asks for no more texts too, or None."""
    if not normal.words or learned.likely(MODEL, normal.words)[Intent.STOP] < SURELY:
        return None
    return f"stop, learnt: {learned.telling(MODEL, normal.words, Intent.STOP)}"


def _needed(said: Answer, intent: Intent) -> float:
    if said.intent is Intent.NOTE and said.sure < 0.5:
        return FINAL_AGAINST_A_RULE if intent in LAST else FINALLY if intent in FINAL else LIKELY
    if intent in FINAL:
        return FINAL_AGAINST_A_RULE
    if said.intent is Intent.DONE and said.sure >= RATHER_SURE:
        return DONE_AGAINST_A_RULE
    return LIKELIEST if intent is Intent.NOTE else LIKELIER


def worth(intent: Intent, text: str, normal: Normal) -> Value | None:
    """Return what a meaning needs of the text, or None if the text does not have it."""
    return VALUES.get(intent, _nothing)(text, normal)


def _nothing(text: str, normal: Normal) -> Value:  # noqa: ARG001  as all of them
    return Value()


def _note(text: str, normal: Normal) -> Value:  # noqa: ARG001
    return Value(note=text.strip())


def _rating(text: str, normal: Normal) -> Value | None:  # noqa: ARG001
    if found := values.rating(normal.text):
        return Value(rating=found[0])
    named = [number for number in _numbers(normal) if number <= TEN]
    return Value(rating=named[0]) if named else None


def _count(text: str, normal: Normal) -> Value | None:
    if found := values.count(normal.text):
        return Value(count=found[0])
    rounded = text.strip() if _BROKEN.search(normal.text) else None  # what was written stays beside it
    if named := _numbers(normal):
        return Value(count=named[0], note=rounded)
    if (span := values.later(normal.text)) is not None and span.minutes is not None:
        return Value(count=span.minutes, note=text.strip())
    return Value(count=1, note=rounded) if _ONE.intersection(normal.words) else None


def _numbers(normal: Normal) -> list[int]:
    whole = [_THOUSANDS.sub("", word) for word in normal.words]
    whole = [word for word in whole if word in values.NUMBERS or (word.isascii() and _NUMBER.fullmatch(word))]
    return [values.number(word) for word in whole if len(word) < MOST_DIGITS or word in values.NUMBERS]


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
    """Return the language that is wanted: the last one that someone does not say they do not speak."""
    named, refused = [], False
    for word in normal.words:
        refused = (refused or word in NOT_SPOKEN) and word not in SPOKEN_AGAIN
        if word in TONGUES:
            named += [] if refused else [TONGUES[word]]
            refused = False
    return Value(language=named[-1]) if named else None


def _zone(text: str, normal: Normal) -> Value | None:  # noqa: ARG001
    """Return the place a text names: the longest that we know, one with a capital letter before others."""
    from nudges.core.cities import is_place

    words = _NAME.findall(text)[:MOST_NAMES]
    runs = [words[start : start + many] for many in (3, 2, 1) for start in range(len(words) - many + 1)]
    long = [run for run in runs if len("".join(run)) >= LEAST_LETTERS and not set(map(str.casefold, run)) & NO_PLACES]
    long.sort(key=lambda run: not run[0][0].isupper())
    known = (run for run in long if is_place(" ".join(run)))
    written = (run for run in long if all(word[0].isupper() for word in run) and run[0] != words[0])
    place = next(known, None) or next(written, None)
    # Without a place they are asked for one.
    return Value(zone=" ".join(place).casefold() if place else None)


def _discreet(text: str, normal: Normal) -> Value:  # noqa: ARG001
    return Value(discreet=not set(normal.words) & {"open", "abierto", "abiertos"})


def _research(text: str, normal: Normal) -> Value:  # noqa: ARG001
    return Value(research=False if set(normal.words) & {"no", "end", "leave", "sin", "dejar"} else None)


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
    Intent.RESEARCH: _research,
}
