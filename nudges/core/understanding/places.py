"""Which texts say in which time zone someone is."""

import re

from nudges.core.understanding.normal import Normal

SIGNS = frozenset({"tz", "timezone", "timezones", "zone", "zona", "huso"})
HERE = frozenset({"im", "am", "estoy"})
LONGEST_PLACE = 40
MOST_WORDS = 4
_ORDER = re.compile(
    r"\W*(?:(?:hi|hey|hello|hola|please|por favor|set|change|update|switch|move|cambia|cambiar|pon|poner|use|usa|the|my"
    r"|our|new|mi|la|el|nueva|nuevo|to|a)\s+)*"
    r"(?:tz|time\s?-?zone|zona\s+horaria|huso\s+horario)\b\s*"
    r"(?:(?:is|is now|now|to|to be|es|es ahora|ahora|a|de|en|in|for|should be)\s+|[:=>\-]+\s*)*(?P<place>[^?!\n]*?)"
    r"[\s.!]*(?:(?:please|now|thanks|por favor|ahora|gracias)[\s.!]*)?",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"\W*(?:(?:hi|hey|hello|hola|ya|so|ok)\W+)*(?:i[’']?m|i am|estoy)\s+(?:in|en)\s+(?P<place>[^.,?!\n]{2,40}?)\s+"
    r"(?:right now|now|this week|for now|ahora|ahora mismo|esta semana|por ahora)[\s.!]*",
    re.IGNORECASE,
)


def zone(text: str, normal: Normal) -> str | None:
    """Return the place whose clock someone names, as written; "" for an order that names none.

    Without a word such as `tz` only a place that is surely known says it: "I'm in a meeting now" is no journey.
    """
    if SIGNS.intersection(normal.words):
        found = _ORDER.fullmatch(text.strip()[: 4 * LONGEST_PLACE])
        if found and len(place := _plain(found["place"])) <= LONGEST_PLACE and len(place.split()) <= MOST_WORDS:
            return place
    if HERE.intersection(normal.words[:4]) and len(normal.words) < 2 * MOST_WORDS:
        from nudges.core.cities import is_place

        found = _HERE.fullmatch(text.strip())
        if found and is_place(found["place"]):
            return _plain(found["place"])
    return None


def _plain(place: str) -> str:
    return " ".join(place.casefold().split())
