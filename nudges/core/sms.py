"""How many segments a text costs, and how it is kept cheap."""

import unicodedata
from collections.abc import Iterator
from enum import StrEnum

import msgspec

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("^{}\\[~]|€\f")
ALPHABET = BASIC | EXTENSION
LOOKS_LIKE = {
    "'": "‘’‚‛ʻʼˈ′‵´`＇",
    '"': "“”„‟«»″‶❝❞＂",
    "-": "‐‑‒–—―−﹘﹣－",
    "...": "…",
    " ": "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    "\n": "\u2028\u2029\x0b\x85",
    "": "\u200b\u2060\ufeff\u00ad",
    "/": "⁄∕",
    "*": "•·∙",
    "<": "‹",
    ">": "›",
    "!": "！",
    "?": "？",
    ",": "，‚",
    ":": "：",
    "1/2": "½",
    "1/4": "¼",
    "3/4": "¾",
}
FOLD = str.maketrans({odd: plain for plain, odds in LOOKS_LIKE.items() for odd in odds})
JOINER, KEYCAP = "\u200d", "\u20e3"


class Encoding(StrEnum):
    """The two alphabets a text message is sent in."""

    GSM_7 = "GSM-7"
    UCS_2 = "UCS-2"


ROOM = {Encoding.GSM_7: (160, 153), Encoding.UCS_2: (70, 67)}


class Segments(msgspec.Struct, frozen=True, kw_only=True):
    """What a text costs: `characters` are billing units (GSM-7 septets, an extension sign is two; or UTF-16 units)."""

    encoding: Encoding
    characters: int
    segments: int
    folded: str


def measure(text: str) -> Segments:
    """Return what the folded text costs; an empty one is one segment, as the provider's calculator has it.

    >>> measure("5 € for tea").characters
    12
    """
    folded = fold(text)
    if ALPHABET.issuperset(folded):
        encoding, sizes = Encoding.GSM_7, [2 if sign in EXTENSION else 1 for sign in folded]
    else:
        encoding, sizes = Encoding.UCS_2, [_units(whole) for whole in _graphemes(folded)]
    alone, joined = ROOM[encoding]
    total = sum(sizes)
    return Segments(
        encoding=encoding,
        characters=total,
        segments=1 if total <= alone else _pack(sizes, joined),
        folded=folded,
    )


def fold(text: str) -> str:
    """Return the text with look-alikes of the cheap alphabet in place of curly quotes, dashes and odd spaces.

    >>> fold("“Well…”")
    '"Well..."'
    """
    return unicodedata.normalize("NFC", text).translate(FOLD)


def _units(text: str) -> int:
    return sum(2 if sign > "\uffff" else 1 for sign in text)


def _pack(sizes: list[int], room: int) -> int:
    """Return the segments taken when none of the pieces may be cut, unless it is larger than a whole segment."""
    segments, used = 1, 0
    for size in sizes:
        if used + size > room:
            segments, used = segments + 1, 0
        if size > room:
            segments, size = segments + (size - 1) // room, (size - 1) % room + 1  # noqa: PLW2901
        used += size
    return segments


def _graphemes(text: str) -> Iterator[str]:
    """Yield what a person sees as one sign: marks, joined emoji, skin tones and flags; not Hangul jamo or Indic."""
    start = flags = 0
    for place in range(1, len(text)):
        before, sign = text[place - 1], text[place]
        flags = flags + 1 if _is_flag(before) else 0
        if _extends(sign) or (before == JOINER and sign > "\u2000") or (_is_flag(sign) and flags % 2 == 1):
            continue
        yield text[start:place]
        start = place
    yield text[start:]


def _is_flag(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


def _extends(sign: str) -> bool:
    if sign < "\u0300":
        return False
    return (
        sign in (JOINER, KEYCAP, "\u200c")
        or "\U0001f3fb" <= sign <= "\U0001f3ff"
        or "\U000e0020" <= sign <= "\U000e007f"
        or unicodedata.category(sign) in ("Mn", "Me", "Mc")
    )
