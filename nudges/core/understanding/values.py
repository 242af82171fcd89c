"""Which numbers and times a text carries: a rating, a count, when to ask again."""

import re

from nudges.core.understanding.meaning import Value
from nudges.core.understanding.normal import Normal, canonical

LAST_PM_HOUR = 8  # a bare "at 8" is the evening: a snooze looks ahead, and most nudges come later than eight
NUMBERS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "cero": 0, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
    "nueve": 9, "diez": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "quince": 15, "veinte": 20, "treinta": 30,
}  # fmt: skip
TIMES = {"once": 1, "twice": 2}
SPANS = (
    (r"(?:an? )?hour and a? ?half|hora y media", 90),
    (r"half (?:an? )?(?:hour|hr)|media hora|media horita", 30),
    (r"(?:a )?couple (?:of )?hours|par de horas", 120),
    (r"(?:an|one|1|una?) (?:more )?(?:hour|hr|hora|horita)", 60),
    (r"(?:a )?quarter (?:of )?(?:an )?hour|cuarto de hora", 15),
    (r"(?:a )?few min(?:ute)?s|(?:unos|pocos) min(?:uto)?s|(?:un )?ratito|a min(?:ute)?|un min(?:uto)?", 10),
)
NUMBERS |= {canonical(word): many for word, many in NUMBERS.items()}
_WORDS = "|".join(NUMBERS)
_N = rf"(?P<n>\d{{1,4}}(?:[.,]\d)?|{_WORDS})"
_END = r"(?= )"
_FEEL = (
    r"felt|feel|feling|feeling|mood|stres|rating|rate|rated|anxiety|energy|calm|score|level|senti|siento|animo|estres"
    r"|ansiedad|energia|nivel|calma|about an?|like an?|at an?|was an?|its an?|im an?|maybe an?|solid|call it an?"
    r"|say|give it an?|d|y|s|n|done|hecho|listo|lista|yes|yep|did it|did|skip|si|lo hice|un|a|como un|today|hoy|worry"
    r"|pain|sleep|tension|puntuacion|calificacion|le doy|doy"
)
_OUT_OF_TEN = re.compile(
    rf" (?P<n>\d{{1,2}}(?:[.,]\d)?|{_WORDS}) ?(?:out of|of|de|sobre|/) ?(?:10|ten|diez){_END}"
    rf"| (?P<m>\d{{1,2}}(?:[.,]\d)?)/10{_END}"
)
_FELT = re.compile(rf" (?:{_FEEL})(?: (?:like|about|at|of|is|was|a|an|un|una|de|una?|level|como|:|,))* {_N}(?= [.,]| \Z| $| (?:today|now|hoy|and|but|y|pero|thumb|cheer|sad|mas o menos|more or less|tbh|ish)\b)")  # fmt: skip # noqa: E501
_BARE = re.compile(rf"\A (?:[.,] )*(?:a |an |un |about |maybe |like |solid |como |ok )*{_N} (?:today |hoy |thumb |cheer |sad |i guess )*(?:[.,] )*\Z")  # fmt: skip # noqa: E501
_PART = re.compile(rf"(?:(?<=\A)|(?<= [.,])) {_N}(?= [.,]| \Z| $)")
_COUNT = re.compile(
    rf" {_N} (?:more )?(?:times|time|x|veces|vez|reps|rep|breaths|breath|respiros|respiraciones|people|persons|personas"
    r"|friends|friend|amigos|amigas|amigo|amiga|calls|texts|pages|paginas|steps|pasos|glases|glasses|vasos|cups|laps|vueltas"
    r"|rounds|sets|things|cosas|pushups|sessions|sesiones|llamadas|mensajes|cigarettes|cigarros|drinks|entries|ones"
    rf"|poses|stretches){_END}"
)
_DID = re.compile(rf" (?:did|hice|made|count|x|total|called|texted|llame|wrote|logged|got|ran|walked|read|lei) (?:about |like |all |it )?{_N}(?! ?(?:min|hour|hr|h |pm|am|sec|/|k |km|mile|of|days|day|horas?|dias?)){_END}")  # fmt: skip # noqa: E501
_TIMES = re.compile(rf" (once|twice|una vez){_END}")
_MINUTES = re.compile(
    rf" {_N} (?:more )?(?P<u>m|min|mins|minute|minutes|minutos|minuto|minutitos|h|hr|hrs|hour|hours|hora|horas){_END}"
)
_BARE_MINUTES = re.compile(rf"(?: in| en| give me| gimme| dame| another| wait| otros) {_N}(?: more| mas)? (?:[.,] )*\Z")
_AT = re.compile(
    r" (?P<p>at|by|after|around|about|til|until|till|a las|a la|las|hasta las|para las|despues de las|before)"
    r" (?P<h>\d{1,2})(?:[:.](?P<m>\d{2}))?(?: ?(?P<x>am|pm|a m|p m|a|p|oclock|de la manana|de la tarde|de la noche"
    rf"|in the morning|in the evening|at night|tonight|in the afternoon|tomorrow))?{_END}"
)
_CLOCK = re.compile(
    rf" (?P<h>\d{{1,2}})(?:[:.](?P<m>\d{{2}}))? ?(?P<x>am|pm){_END}| (?P<h2>\d{{1,2}}):(?P<m2>\d{{2}}){_END}"
)
PARTS = (
    ("12:00", re.compile(rf" (?:noon|midday|mediodia|lunchtime|lunch|almuerzo){_END}")),
    (
        "evening",
        re.compile(rf" (?:tonight|tonite|evening|noche|nochecita|night|after work|after dinner|bedtime|cena){_END}"),
    ),
    ("afternoon", re.compile(rf" (?:afternoon|after lunch|la tarde|esta tarde|tardecita){_END}")),
    ("morning", re.compile(rf" (?:morning|tomorrow|manana|tmrw|tmr|tomorow){_END}")),
)
_HOUR = re.compile(rf" (at|by|around|a las|a la|las) ({_WORDS}|una|once|doce|eleven|twelve){_END}")
_HOURS = NUMBERS | {"una": 1, "once": 11, "doce": 12, "eleven": 11, "twelve": 12}
_SPANS = tuple((re.compile(rf" (?:{pattern}){_END}"), minutes) for pattern, minutes in SPANS)


def number(text: str) -> int:
    """Return the whole number meant by digits or a number word."""
    return NUMBERS[text] if text in NUMBERS else int(float(text.replace(",", ".")) + 0.5)


def rating(text: str) -> tuple[int, str] | None:
    """Return a rating 0 to 10 and the words that gave it."""
    if found := _OUT_OF_TEN.search(text):
        value = number(found["n"] or found["m"])
        return (value, found[0]) if value <= 10 else None
    for pattern in (_FELT, _BARE, _PART):
        if (found := pattern.search(text)) and number(found["n"]) <= 10:
            return number(found["n"]), found[0]
    return None


def count(text: str) -> tuple[int, str] | None:
    """Return how many, and the words that said so."""
    for pattern in (_COUNT, _DID, _BARE, _PART):
        if found := pattern.search(text):
            return number(found["n"]), found[0]
    if found := _TIMES.search(text):
        return TIMES.get(found[1], 1), found[0]
    return None


def later(text: str) -> Value | None:
    """Return when to ask again, as minutes, a time or a part of the day."""
    for pattern, minutes in _SPANS:
        if pattern.search(text):
            return Value(minutes=minutes)
    if found := _MINUTES.search(text):
        many = NUMBERS.get(found["n"]) or float(found["n"].replace(",", "."))
        return Value(minutes=min(int(many * (60 if found["u"][0] == "h" else 1)), 7 * 24 * 60))
    if found := _BARE_MINUTES.search(text):
        return Value(minutes=number(found["n"]))
    if found := _AT.search(_HOUR.sub(lambda said: f" {said[1]} {_HOURS[said[2]]}", text)):
        return _clock(found["h"], found["m"], found["x"])
    if found := _CLOCK.search(text):
        return _clock(found["h"] or found["h2"], found["m"] or found["m2"], found["x"])
    return next((Value(at=part) for part, pattern in PARTS if pattern.search(text)), None)


def _clock(hour: str, minute: str | None, half: str | None) -> Value | None:
    """Return the time of day: without am or pm a bare 1 to 8 is after noon, 9 to 12 stay as they are."""
    at, past = int(hour), int(minute or 0)
    if at > 24 or past > 59:
        return None
    if half in ("am", "a m", "a", "de la manana", "in the morning", "tomorrow"):
        at %= 12 if at == 12 else 24
    elif half in (
        "pm",
        "p m",
        "p",
        "de la tarde",
        "de la noche",
        "in the evening",
        "at night",
        "tonight",
        "in the afternoon",
    ):
        at = at if at >= 12 else at + 12
    elif 1 <= at <= LAST_PM_HOUR and not hour.startswith("0"):
        at += 12
    return Value(at=f"{at % 24:02d}:{past:02d}")


def is_quiet(normal: Normal) -> bool:
    """Return whether a text has no digit and no number word, so that nothing needs to be looked for."""
    return not any(word[0].isdigit() or word in NUMBERS or word in TIMES for word in normal.words)
