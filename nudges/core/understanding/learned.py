"""What small linear models make of a text: a second net below the rules, for words they were not written for.

They were learnt from the texts in `tests/corpus/learn` by `make learn`, and their weights are read once. They add up
what the words of a text weigh; nothing is looked up elsewhere, and the same text always weighs the same.
"""

import struct
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import repeat
from math import exp, sqrt
from typing import Generic, TypeVar, cast

import msgspec

LETTERS = 4
"""How long the parts of words are that a model sees: they hold where spelling or endings differ."""

SHOWN = 3
REMEMBERED = 16_384
"""So many words are weighed once: people use the same ones again and again."""

TEXTS = 2_048
"""So many texts are weighed once: one is asked about several times running, and "done" every day."""

LOWEST = -(1 << 31)
"""Of the sum of one label, which has 32 bits to itself where those of all labels are one number."""

W = TypeVar("W")
Lazy = msgspec.Raw | int
"""Places of labels and weights by turns, as they were read, or packed: of the many only those that are met."""


class Model(msgspec.Struct, Generic[W], frozen=True):
    """What each feature of a text says, in hundredths; small weights are left out.

    Features are its words, parts of them, and pairs of words: side by side, with one word between, with two. A model
    of one label has a number for each, one of several labels places and numbers by turns. `learnt_from` tells the
    texts apart from which it was learnt.
    """

    labels: tuple[str, ...]
    bias: tuple[int, ...]
    words: dict[str, W]
    parts: dict[str, W]
    pairs: dict[str, dict[str, W]]
    gaps: dict[str, dict[str, W]]
    wide: dict[str, dict[str, W]]
    learnt_from: str = ""


def features(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield what a model sees of a text, each with the name of its table."""
    ends = ["^", *words, "$"]
    for place, word in enumerate(words):
        yield "words", word
        whole = f"<{word}>"
        yield from (("parts", whole[start : start + LETTERS]) for start in range(len(whole) - LETTERS + 1))
        yield "gaps", ends[place], ends[place + 2]
        if place:
            yield "wide", ends[place - 1], ends[place + 2]
        yield "pairs", ends[place], word
    yield "pairs", ends[-2], ends[-1]


def size(words: Sequence[str]) -> int:
    """Return how many features a text of these words has."""
    inside = len("".join(words)) - (LETTERS - 3) * len(words)  # no word is empty, and one letter has no parts
    return inside + 4 * len(words) + (0 if words else 1)


def leaning(name: str, words: tuple[str, ...]) -> float:
    """Return how likely a text is what a model of one label looks for (0 to 1)."""
    model = _one(name)
    score = model.bias[0] + model.total(words) / (100 * sqrt(size(words)))
    return 1 / (1 + exp(-score))


@lru_cache(maxsize=TEXTS)
def likely(name: str, words: tuple[str, ...]) -> Mapping[str, float]:
    """Return how likely each label of a model is for a text (0 to 1), by its words."""
    model = _several(name)
    sums = model.unpacked(model.total(words))
    scale = 100 * sqrt(size(words))
    scores = [bias + total / scale for bias, total in zip(model.bias, sums, strict=True)]
    top = max(scores)
    shares = [exp(score - top) for score in scores]
    whole = sum(shares)
    return {label: share / whole for label, share in zip(model.labels, shares, strict=True)}


def known(name: str, words: Sequence[str]) -> float:
    """Return the share of the words of a text that a model has met."""
    met = _several(name).words
    return len([word for word in words if word in met]) / len(words) if words else 0.0


def telling(name: str, words: Sequence[str], label: str) -> str:
    """Return the words of a text that speak most for a label, for people who ask why."""
    model = _several(name)
    place = model.labels.index(label)
    weighed = {word: model.unpacked(model.ready(model.words, word))[place] for word in words if word in model.words}
    found = sorted((word for word in weighed if weighed[word] > 0), key=weighed.__getitem__, reverse=True)
    return " ".join(found[:SHOWN])


class Weighing(ABC, Generic[W]):
    """A model at work, with what it has made of the words it met."""

    def __init__(self, model: Model[W]) -> None:
        self.labels, self.words = model.labels, model.words
        self.bias = [bias / 100 for bias in model.bias]
        self._model = model
        self._apart = [apart for apart, table in enumerate((model.pairs, model.gaps, model.wide)) if table]
        self._known = lru_cache(maxsize=REMEMBERED)(self._of_word)

    def total(self, words: Sequence[str]) -> int:
        """Return what the features of a text weigh together: what `features` names, without naming it."""
        inside, *beside = zip(*map(self._known, ("^", *words)), strict=True)
        ends = (*words, "$")
        outside = [self._sum(beside[apart], ends[apart:]) for apart in self._apart]
        return int(sum(inside) + sum(outside))

    def _of_word(self, word: str) -> tuple[int, dict[str, W], dict[str, W], dict[str, W]]:
        """Return what a word weighs with its parts, and what others weigh beside it, next but one, next but two."""
        model = self._model
        inside = self._sum([model.words], [word]) + self._sum(repeat(model.parts), _parts(word))
        return inside, model.pairs.get(word, {}), model.gaps.get(word, {}), model.wide.get(word, {})

    @abstractmethod
    def _sum(self, tables: Iterable[dict[str, W]], words: Iterable[str]) -> int:
        """Return what words weigh together, each by its own table; nothing where that does not have it."""


class One(Weighing[int]):
    """A model of one label at work."""

    def _sum(self, tables: Iterable[dict[str, int]], words: Iterable[str]) -> int:
        return sum([table[word] for table, word in zip(tables, words, strict=False) if word in table])


class Several(Weighing[Lazy]):
    """A model of several labels at work: the weights of all of them are packed into one number."""

    def __init__(self, model: Model[Lazy]) -> None:
        super().__init__(model)
        self._lanes = struct.Struct(f"<{len(model.labels)}i")
        self._signs = int.from_bytes(self._lanes.pack(*[LOWEST] * len(model.labels)), "little")

    def ready(self, table: dict[str, Lazy], feature: str) -> int:
        """Return the packed weights of a feature that the table has, and keep them so."""
        weights = table[feature]
        if not isinstance(weights, int):
            weights = table[feature] = self.packed(msgspec.json.decode(weights, type=tuple[int, ...]))
        return weights

    def packed(self, weights: Sequence[int]) -> int:
        """Return the weights of all labels as one number, each in bits of its own: a sum adds all of them at once."""
        each, turns = [0] * len(self.labels), iter(weights)
        for place, weight in zip(turns, turns, strict=True):
            each[place] = weight
        return (int.from_bytes(self._lanes.pack(*each), "little") ^ self._signs) - self._signs

    def unpacked(self, total: int) -> tuple[int, ...]:
        """Return the sum of each label."""
        # Half a lane more in each, so that none is below nothing and borrows; the highest bits are the signs then.
        return self._lanes.unpack(((total + self._signs) ^ self._signs).to_bytes(self._lanes.size, "little"))

    def _sum(self, tables: Iterable[dict[str, Lazy]], words: Iterable[str]) -> int:
        return sum([self.ready(table, word) for table, word in zip(tables, words, strict=False) if word in table])


@lru_cache(maxsize=TEXTS)
def _parts(word: str) -> list[str]:
    whole = f"<{word}>"
    return [whole[end - LETTERS : end] for end in range(LETTERS, len(whole) + 1)]


@cache
def _one(name: str) -> One:
    return One(msgspec.json.decode(_read(name), type=Model[int]))


@cache
def _several(name: str) -> Several:
    return Several(cast("Model[Lazy]", msgspec.json.decode(_read(name), type=Model[msgspec.Raw])))


def _read(name: str) -> bytes:
    return files("nudges.core.understanding").joinpath(f"{name}.json").read_bytes()
