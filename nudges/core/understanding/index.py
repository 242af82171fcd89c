"""Which rules are worth trying on a text, of all tables at once: its words are looked up one time, not once a table."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

REMEMBERED = 16_384
"""So many words keep their rules: people use the same ones again and again."""

STEM = 4
"""How many letters a prefix is found by."""

Words = tuple[str, ...]


class Needs(NamedTuple):
    """What a text must have for a rule: one of the words, of which `stem*` is many, and one of `also`.

    Beside numbers it may have no words but those of `only`, where there are any.
    """

    words: Collection[str]
    also: frozenset[str]
    only: frozenset[str]


class Index:
    """The rules of several tables, each under the words of which a text must have one."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[int]] = {}
        self._by_stem: dict[str, list[int]] = {}
        self._rules: list[tuple[int, int]] = []  # the table of a rule, and its place there
        self._needs: list[Needs] = []
        self._tables = 0
        self.last: tuple[Words, Mapping[int, Sequence[int]]] = ((), {})
        self._named_by = lru_cache(maxsize=REMEMBERED)(self._look_up)

    def add(self, needs: Sequence[Needs]) -> int:
        """Take in a table by what its rules need, and return its number."""
        for place, need in enumerate(needs):
            for word in need.words:
                index, key = (self._by_stem, word[:STEM]) if word.endswith("*") else (self._by_word, word)
                index.setdefault(key, []).append(len(self._rules))
            self._rules.append((self._tables, place))
            self._needs.append(need)
        self._named_by.cache_clear()
        self.last = ((), {})
        self._tables += 1
        return self._tables - 1

    def find(self, words: Words) -> Mapping[int, Sequence[int]]:
        """Return the places of the rules worth trying, in the order of their table, by the numbers of the tables."""
        before, found = self.last  # one text is asked about several times running
        if before is words:
            return found
        spelled = [word for word in words if not word[0].isdecimal()]
        places: dict[int, list[int]] = {}
        for rule in sorted(set().union(*map(self._named_by, words))):
            _, also, only = self._needs[rule]
            if (also and also.isdisjoint(words)) or (only and not only.issuperset(spelled)):
                continue
            table, place = self._rules[rule]
            places.setdefault(table, []).append(place)
        self.last = (words, places)
        return places

    def _look_up(self, word: str) -> tuple[int, ...]:
        return (*self._by_word.get(word, ()), *self._by_stem.get(word[:STEM], ()))
