"""For how many days a pause is asked."""

import re
from math import ceil

from nudges.core.understanding.normal import Normal, canonical
from nudges.core.understanding.values import NUMBERS

LONGEST = 365
UNITS = {
    "d": 1, "day": 1, "days": 1, "dia": 1, "dias": 1, "w": 7, "wek": 7, "week": 7, "weeks": 7, "wk": 7, "wks": 7,
    "semana": 7, "semanas": 7, "month": 30, "months": 30, "mes": 30, "meses": 30, "fortnight": 14, "quincena": 15,
    "year": 365, "years": 365, "ano": 365, "anos": 365,
}  # fmt: skip
FEW = {"couple": 2, "par": 2, "few": 3, "several": 3, "unos": 3, "unas": 3}
ONE_DAY = frozenset({"today", "tonight", "hoy", "tomorrow", "manana"})
UNTIL = frozenset({"until", "till", "til", "hasta"})
_ENDLESS = re.compile(
    r" (?:forever|for ever|indefinitely|indefinidamente|siempre|for good|further notice|nuevo aviso"
    r"|(?:until|till?) i .*(?:say|tell|text|ask|write|want|come|am|resume)"
    r"|hasta que .*(?:diga|avise|escriba|pida|quiera|vuelva)) "
)
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_NUMBER = re.compile(r"(\d+)(?:[.,](\d+))?")
_UNITS = {canonical(word): days for word, days in UNITS.items()}


def is_endless(normal: Normal) -> bool:
    """Whether a pause is asked that only the person themself ends."""
    return bool(_ENDLESS.search(normal.text))


def days(normal: Normal) -> int | None:
    """Return for how many days a pause is asked, 365 at the most.

    A weekday or a date says nothing here: what day it is now, this floor does not know.

    >>> from nudges.core.understanding.normal import normalise
    >>> days(normalise("pause 2 weeks")), days(normalise("pause forever")), days(normalise("pause till friday"))
    (14, 365, None)
    """
    if is_endless(normal):
        return LONGEST
    number: float | None = None
    for word in normal.words:
        if unit := _UNITS.get(word):
            return min(ceil((1 if number is None else number) * unit), LONGEST) or None
        if word in FEW:
            number = FEW[word]
        elif (many := _number(word)) is not None and (number is None or word[0].isdigit()):
            number = many
    if ONE_DAY.intersection(normal.words):
        return 1
    if number is None or UNTIL.intersection(normal.words) or not any(word[0].isdigit() for word in normal.words):
        return None
    return min(ceil(number), LONGEST) or None


def _number(word: str) -> float | None:
    if _THOUSANDS.fullmatch(word):
        return LONGEST
    if found := _NUMBER.fullmatch(word):
        return float(f"{found[1][-4:] if len(found[1]) < 5 else LONGEST}.{(found[2] or '0')[:2]}")
    return 1 if word in ("a", "an", "un", "una") else NUMBERS.get(word)
