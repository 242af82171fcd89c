"""How a table of readable patterns is matched against a text, fast and in linear time.

A row is `name: elements`. An element is a word, words with `|` between, a prefix `suicid*`, a CLASS of the
vocabulary, `..` or `...` for up to two or four other words, `#` for a number, `^` and `$` for the ends,
`<` for the start of a part, `%` for a break or nothing.
`?` makes an element optional, `+` lets it occur from none to five times.
"""

import re
from collections.abc import Iterator, Mapping

from nudges.core.understanding.normal import Normal, canonical

WORD = r"[^ .,~]+ "
SPECIAL = {
    "..": f"(?:{WORD}){{0,2}}",
    "...": f"(?:{WORD}){{0,4}}",
    "_": WORD,
    "#": r"\d+(?:[:/.,]\d+)* ",
    "^": r"(?<=\A )(?:[.,] )*",
    "$": r"(?:[.,] )*\Z",
    "%": "(?:[.,] )?",
    "<": r"(?:(?<=\A )|(?<=[.,~] ))",
}
COMMON = """
i im me my to the it a an of on in at is am are was be been being do did dont not no so and or for with this
that you he she they him her we all had have has will would can cant want get got go going just up out off el
la lo los las me mi te se de que y a en un una con no ya muy es si por para
"""

_COMMON = frozenset(COMMON.split())


REMEMBERED = 16_384
"""So many words keep the places of their rules: people use the same ones again and again."""


class Rules:
    """A table of patterns, each tried only on a text that has a word it needs."""

    def __init__(self, rows: str, classes: Mapping[str, str]) -> None:
        self.names: list[str] = []
        self._sources: list[str] = []
        self._compiled: dict[int, re.Pattern[str]] = {}
        self._of_word: dict[str, tuple[int, ...]] = {}
        self._by_word: dict[str, list[int]] = {}
        self._by_stem: dict[str, list[int]] = {}
        self._last: tuple[tuple[str, ...], list[int]] = ((), [])
        for place, row in enumerate(_rows(rows)):
            name, _, elements = row.partition(":")
            self.names.append(name.strip())
            self._sources.append(f"(?<= ){_sequence(elements.split(), classes)}")
            needed = _anchors(elements.split(), classes)
            assert needed, f"the rule '{row}' has no word to find it by"
            for word in needed:
                index = self._by_stem if word.endswith("*") else self._by_word
                index.setdefault(word[:4] if word.endswith("*") else word, []).append(place)

    def candidates(self, words: tuple[str, ...]) -> list[int]:
        """Return the places of the rules worth trying, in the order of the table."""
        before, places = self._last  # one text is asked about several times running
        if before is words:
            return places
        found = self._found(words)
        self._last = (words, found)
        return found

    def _found(self, words: tuple[str, ...]) -> list[int]:
        try:
            found = [places for places in map(self._of_word.__getitem__, words) if places]
        except KeyError:
            if len(self._of_word) > REMEMBERED:
                self._of_word.clear()
            self._of_word |= {word: self._named_by(word) for word in words}
            found = [places for places in map(self._of_word.__getitem__, words) if places]
        return sorted(set().union(*found)) if found else []

    def _named_by(self, word: str) -> tuple[int, ...]:
        """Return the places of the rules that a word may belong to."""
        return (*self._by_word.get(word, ()), *self._by_stem.get(word[:4], ()))

    def hits(self, normal: Normal) -> Iterator[tuple[str, re.Match[str]]]:
        """Yield the name and the first match of each rule that matches."""
        for place in self.candidates(normal.words):
            if match := self._pattern(place).search(normal.text):
                yield self.names[place], match

    def first(self, normal: Normal) -> str | None:
        """Return the name of the first rule that matches."""
        return next((name for name, _ in self.hits(normal)), None)

    def mask(self, normal: Normal) -> Normal:
        """Return the text with everything these rules match taken out."""
        text = normal.text
        for place in self.candidates(normal.words):
            text = self._pattern(place).sub("~ ", text)
        return normal if text == normal.text else Normal(text, normal.words)

    def _pattern(self, place: int) -> re.Pattern[str]:
        if place not in self._compiled:
            self._compiled[place] = re.compile(self._sources[place])  # at first use: an import stays quick
        return self._compiled[place]


def vocabulary(table: str) -> dict[str, str]:
    """Return the classes of a table, each with its words, between which stands a `|`."""
    return {name: words.strip() for name, _, words in (row.partition(":") for row in _rows(table))}


def _rows(table: str) -> list[str]:
    """Return one text per row; a line that begins with a space goes on with the row above."""
    return re.sub(r"\n +(?=\|)|\n(?= )", "", table.strip().replace("\n\n", "\n")).splitlines()


def _sequence(elements: list[str], classes: Mapping[str, str]) -> str:
    return "".join(_element(element, classes) for element in elements)


def _element(element: str, classes: Mapping[str, str]) -> str:
    if element in SPECIAL:
        return SPECIAL[element]
    body, repeat = (element[:-1], element[-1]) if element[-1] in "?+" else (element, "")
    one = "|".join(_alternative(choice, classes) for choice in _choices(body, classes))
    return f"(?:{one})" + {"": "", "?": "?", "+": "{0,5}"}[repeat]


def _choices(body: str, classes: Mapping[str, str]) -> list[str]:
    return [choice for part in body.split("|") for choice in (classes[part].split("|") if part.isupper() else [part])]


def _alternative(choice: str, classes: Mapping[str, str]) -> str:
    choice = choice.strip()
    if " " in choice or choice.isupper() or choice in SPECIAL:
        return _sequence(choice.split(), classes)
    if choice.endswith("*"):
        return f"(?:{canonical(choice[:-1])}|{choice[:-1]}[^ .,~]*) "
    return f"{canonical(choice)} "


def _anchors(elements: list[str], classes: Mapping[str, str]) -> frozenset[str]:
    needed = [
        _needed_of_any(_choices(element, classes), classes)
        for element in elements
        if element not in SPECIAL and element[-1] not in "?+"
    ]
    return min(needed, key=lambda words: (not words, bool(words & _COMMON), len(words)), default=frozenset())


def _needed_of_any(choices: list[str], classes: Mapping[str, str]) -> frozenset[str]:
    each = [_needed_of(choice.strip(), classes) for choice in choices]
    return frozenset().union(*each) if all(each) else frozenset()


def _needed_of(choice: str, classes: Mapping[str, str]) -> frozenset[str]:
    if choice in SPECIAL:
        return frozenset()
    if " " in choice or choice.isupper():
        return _anchors(choice.split(), classes)
    if choice.endswith("*"):
        stem = choice[:-1]
        return frozenset({stem[:4] + "*", canonical(stem)}) if len(stem) >= 4 else frozenset()
    return frozenset({canonical(choice)})
