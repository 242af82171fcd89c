"""What a text says once its dress is off: case, accents, curly quotes, emoji, drawn-out letters."""

import re
import unicodedata
from functools import lru_cache

import msgspec

HEAD = TAIL = 1600  # a provider's longest text; of anything longer both ends are read
MEANINGS = {
    "thumb": "👍👌🆗👏🙌",
    "thumbdown": "👎",
    "done": "✅☑✔🏁",
    "no": "❌🚫❎🙅✖",
    "lol": "😂🤣😹💀☠😆😅",
    "gun": "🔫",
    "knife": "🔪🗡",
    "pills": "💊",
    "sick": "🤒🤢🤮🤧😷",
    "sad": "😢😭😞😔💔",
    "cheer": "💪🎉🙏😊🙂😀😁😄❤💯🔥🥳😌😎✨⭐🌟🧘",
    "10": "🔟",
    "half": "½",
}
SPELLED = frozenset({"stop", "die", "kms", "done", "help", "skip", "quit"})
SHORT = {"l8r": "later", "gr8": "great", "n/a": "notapplicable", "w/o": "without", "c'mon": "come on", "2day": "today"}
KEEP = frozenset({"off", "too", "see", "miss", "all", "less", "free", "bee", "add", "moss", "bass"})
LONG = {"son": "soon", "god": "good", "fel": "feel", "ned": "need", "slep": "sleep", "hapy": "happy"}
BREAKS = frozenset({".", ","})
REMEMBERED = 16_384
"""So many words are spelled once: people use the same ones again and again."""

LEET = {"0": "o", "1": "i", "3": "e", "@": "a", "$": "s"}

_INVISIBLE = [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF, 0xAD, 0xFE0E, 0xFE0F]
_SIGNS: dict[int, str | None] = dict.fromkeys([*_INVISIBLE, 0x20E3, *range(0x1F3FB, 0x1F400)])
_SIGNS |= {ord(sign): f" {word} " for word, signs in MEANINGS.items() for sign in signs}
_SIGNS |= {ord(sign): "'" for sign in "‘’‚‛ʼ′´`＇"} | {ord(sign): " - " for sign in "–—―"}
_MARKS = re.compile("[\u0300-\u036f]+")
_WILL = re.compile(r"(?<=[a-z])'ll\b")
_LEET = re.compile(r"(?<=[a-z])[013@$](?=[a-z])")
_TOKEN = re.compile(r"\d+(?:[:/.,]\d+)*|[^\W\d_]+|[.!?;\n]+|[,:()\"]| -+ ")
_RUN = re.compile(r"([a-z])\1\1+")


class Normal(msgspec.Struct, frozen=True):
    """A text as the rules read it: words one space apart, `.` between sentences and `,` between their parts."""

    text: str
    words: tuple[str, ...]


def normalise(text: str) -> Normal:
    """Return the plain words of a text.

    >>> normalise("  Doneee!! I’m feeling GREAT 👍").text
    ' done . im feeling great thumb '
    """
    plain = [*map(_plain, _TOKEN.findall(_undress(text)))]
    while plain and plain[-1] in BREAKS:
        plain.pop()
    while plain and plain[0] in BREAKS:
        del plain[0]
    words = [word for word in plain if word not in BREAKS]
    letters = "".join(words)
    if len(letters) == len(words) and letters in SPELLED:
        plain = words = [letters]
    if len(words) >= 3 and len(plain) - len(words) >= len(words) - 1:
        plain = words  # I. want. to. die.
    return Normal(f" {' '.join(plain)} " if plain else " ", tuple(words))


@lru_cache(maxsize=REMEMBERED)
def canonical(word: str) -> str:
    """Return the spelling under which a drawn-out word and its rule meet: `stoppp` and `stop`, `kill` and `kil`."""
    if len(word) < 3 and word[:1] != word[-1:]:
        return word
    last = word[-1]
    drawn = len(word) > 1 and word[-2] == last and last.isalpha()
    if drawn:
        word = word.rstrip(last) + last
    if _RUN.search(word):
        word = _RUN.sub(r"\1", word)
        word = LONG.get(word, word)
    return word + last if drawn and word + last in KEEP else word


def _undress(text: str) -> str:
    if len(text) > HEAD + TAIL:
        text = f"{text[:HEAD]}\n{text[-TAIL:]}"
    text = text.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_SIGNS)).casefold()
        text = _MARKS.sub("", text).translate(_SIGNS)
    for short, full in SHORT.items():
        if short in text:
            text = text.replace(short, full)
    if "'" in text:
        text = _WILL.sub(" will", text).replace("'", "")
    return _LEET.sub(lambda found: LEET[found[0]], text)


@lru_cache(maxsize=REMEMBERED)
def _plain(token: str) -> str:
    if token[0].isalnum():
        return canonical(token)
    return "." if token[0] in ".!?;\n" else ","
