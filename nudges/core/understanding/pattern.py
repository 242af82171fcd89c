"""How a table of readable patterns is matched against a text, fast and in linear time.

A row is `name: elements`. An element is a word, words with `|` between, a prefix `suicid*`, a CLASS of the
vocabulary, `..` or `...` for up to two or four other words, `#` for a number, `^` and `$` for the ends,
`<` for the start of a part, `%` for a break or nothing.
`?` makes an element optional, `+` lets it occur from none to five times.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from nudges.core.understanding.index import Index, Needs
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

OPEN = frozenset({"_", "..", "...", "."})
"""Elements that stand for words of any kind."""

_COMMON = frozenset(COMMON.split())


_INDEX = Index()
"""Of every table there is: a text is looked up in all of them."""


class Rules:
    """A table of patterns, each tried only on a text that has a word it needs."""

    def __init__(self, rows: str, classes: Mapping[str, str]) -> None:
        self.names: list[str] = []
        self._elements: list[list[str]] = []
        self._classes = classes
        self._compiled: dict[int, re.Pattern[str]] = {}
        needs: list[Needs] = []
        for row in _rows(rows):
            name, _, written = row.partition(":")
            elements = written.split()
            self.names.append(name.strip())
            self._elements.append(elements)
            needed = _all_needed(elements, classes)
            anchors = min(needed, key=_telling, default=frozenset())
            assert anchors, f"the rule '{row}' has no word to find it by"
            whole = elements[0] == "^" and elements[-1] == "$"
            only = _all_words(elements, classes) if whole else None
            needs.append(Needs(anchors, _another(needed, anchors), only or frozenset()))
        self._table = _INDEX.add(needs)

    def candidates(self, words: tuple[str, ...]) -> Sequence[int]:
        """Return the places of the rules worth trying, in the order of the table."""
        before, found = _INDEX.last
        return (found if before is words else _INDEX.find(words)).get(self._table, ())

    def hits(self, normal: Normal) -> Iterator[tuple[str, re.Match[str]]]:
        """Yield the name and the first match of each rule that matches."""
        for place in self.candidates(normal.words):
            if match := self.pattern(place).search(normal.text):
                yield self.names[place], match

    def first(self, normal: Normal) -> str | None:
        """Return the name of the first rule that matches."""
        for place in self.candidates(normal.words):
            if self.pattern(place).search(normal.text):
                return self.names[place]
        return None

    def mask(self, normal: Normal) -> Normal:
        """Return the text with everything these rules match taken out."""
        text = normal.text
        for place in self.candidates(normal.words):
            text = self.pattern(place).sub("~ ", text)
        return normal if text == normal.text else Normal(text, normal.words)

    def pattern(self, place: int) -> re.Pattern[str]:
        """Return the expression that a row stands for."""
        pattern = self._compiled.get(place)
        if pattern is None:  # at first use: an import stays quick
            pattern = self._compiled[place] = re.compile(f"(?<= ){_sequence(self._elements[place], self._classes)}")
        return pattern


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
    return min(_all_needed(elements, classes), key=_telling, default=frozenset())


def _all_needed(elements: list[str], classes: Mapping[str, str]) -> list[frozenset[str]]:
    """Return for each element that must be there the words of which the text then has one; none if that is open."""
    return [
        _needed_of_any(_choices(element, classes), classes)
        for element in elements
        if element not in SPECIAL and element[-1] not in "?+"
    ]


def _telling(words: frozenset[str]) -> tuple[bool, bool, int]:
    """Return how little it tells that a text has one of these words."""
    return not words, bool(words & _COMMON), len(words)


def _another(needed: list[frozenset[str]], anchors: frozenset[str]) -> frozenset[str]:
    """Return the fewest other words of which a text must have one as well, if whole words are enough to tell."""
    others = [words for words in needed if words and words != anchors and not any(word[-1] == "*" for word in words)]
    return min(others, key=len, default=frozenset())


def _all_words(elements: list[str], classes: Mapping[str, str]) -> frozenset[str] | None:
    """Return all words that a text may have beside numbers where these elements are the whole of it; None for any."""
    found: set[str] = set()
    for element in elements:
        if element in OPEN or element.endswith("*"):
            return None
        if element in SPECIAL:
            continue
        simple = "|" not in element and element[-1] not in "?+" and element not in classes
        for choice in [] if simple else _choices(element.rstrip("?+"), classes):
            inside = _all_words(choice.split(), classes)
            if inside is None:
                return None
            found |= inside
        found |= {canonical(element)} if simple else set()
    return frozenset(found)


def _needed_of_any(choices: list[str], classes: Mapping[str, str]) -> frozenset[str]:
    each = [_needed_of(choice.strip(), classes) for choice in choices]
    return frozenset().union(*each) if all(each) else frozenset()


def _needed_of(choice: str, classes: Mapping[str, str]) -> frozenset[str]:
    if choice in SPECIAL or choice == ".":
        return frozenset()
    if " " in choice or choice.isupper():
        return _anchors(choice.split(), classes)
    if choice.endswith("*"):
        stem = choice[:-1]
        return frozenset({stem[:4] + "*", canonical(stem)}) if len(stem) >= 4 else frozenset()
    return frozenset({canonical(choice)})
