"""What small linear models make of a text: a second net below the rules, for words they were not written for.

They were learnt from the texts in `tests/corpus/learn` by `make learn`, and their weights are read once. They add up
what the words of a text weigh; nothing is looked up elsewhere, and the same text always weighs the same.
"""

import struct
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
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

LANE = 32
HALF = 1 << (LANE - 1)
"""How many bits a label's sum has to itself where those of all labels are one number."""

W = TypeVar("W")
Several = tuple[int, ...]
"""Places of labels and weights by turns."""


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


Lazy = msgspec.Raw | int
"""Weights as they were read, or packed: of the many in a file few are ever met, and each is made ready when it is."""

Near = MutableMapping[str, Lazy]
OneWord = tuple[int, Mapping[str, int], Mapping[str, int], Mapping[str, int]]
"""What a word weighs in a model of one label, and what others weigh by its `pairs`, `gaps` and `wide`."""

SeveralWord = tuple[int, Near, Near, Near]
"""The same in a model of several labels, where the weights of all of them are packed."""

NO_WORD: OneWord = (0, {}, {}, {})
NO_WORDS: SeveralWord = (0, {}, {}, {})


def leaning(name: str, words: tuple[str, ...]) -> float:
    """Return how likely a text is what a model of one label looks for (0 to 1)."""
    known = _one(name)
    weigh = known.of
    total, (_, pairs, gaps, _), (*_, wide), (*_, next_wide) = 0, weigh("^"), NO_WORD, weigh("^")
    for word, after in zip(words, (*words[1:], "$"), strict=True):
        total += pairs.get(word, 0) + gaps.get(after, 0) + wide.get(after, 0)
        wide = next_wide
        inside, pairs, gaps, next_wide = weigh(word)
        total += inside
    total += pairs.get("$", 0)
    score = known.model.bias[0] / 100 + total / (100 * sqrt(size(words)))
    return 1 / (1 + exp(-score))


@lru_cache(maxsize=TEXTS)
def likely(name: str, words: tuple[str, ...]) -> Mapping[str, float]:
    """Return how likely each label of a model is for a text (0 to 1), by its words."""
    known = _several(name)
    sums = known.unpacked(_sum(known, words))
    scale = 100 * sqrt(size(words))
    scores = [bias + total / scale for bias, total in zip(known.bias, sums, strict=True)]
    top = max(scores)
    shares = [exp(score - top) for score in scores]
    whole = sum(shares)
    return {label: share / whole for label, share in zip(known.model.labels, shares, strict=True)}


def known(name: str, words: Sequence[str]) -> float:
    """Return the share of the words of a text that a model has met."""
    met = _several(name).model.words
    return len([word for word in words if word in met]) / len(words) if words else 0.0


def telling(name: str, words: Sequence[str], label: str) -> str:
    """Return the words of a text that speak most for a label, for people who ask why."""
    known = _several(name)
    place, own = known.model.labels.index(label), known.model.words
    weighed = {word: known.unpacked(_met(own, word))[place] for word in words if word in own}
    found = sorted((word for word in weighed if weighed[word] > 0), key=lambda word: -weighed[word])
    return " ".join(found[:SHOWN])


class _One:
    """A model of one label, and what it has made of the words it met."""

    def __init__(self, model: Model[int]) -> None:
        self.model = model
        self.of = lru_cache(maxsize=REMEMBERED)(self._of)

    def _of(self, word: str) -> OneWord:
        model, parts = self.model, self.model.parts
        inside = model.words.get(word, 0) + sum([parts.get(part, 0) for part in _parts(word)])
        return inside, model.pairs.get(word, {}), model.gaps.get(word, {}), model.wide.get(word, {})


class _Several:
    """A model of several labels, the same."""

    def __init__(self, model: Model[Lazy]) -> None:
        self.model = model
        self.bias = [bias / 100 for bias in model.bias]
        self.of = lru_cache(maxsize=REMEMBERED)(self._of)
        self._lanes = struct.Struct(f"<{len(model.labels)}i")
        self._signs = _packed([number for place in range(len(model.labels)) for number in (place, HALF)])

    def unpacked(self, total: int) -> Several:
        """Return the sum of each label."""
        # Half a lane more in each, so that none is below nothing and borrows; the highest bits are the signs then.
        return self._lanes.unpack(((total + self._signs) ^ self._signs).to_bytes(self._lanes.size, "little"))

    def _of(self, word: str) -> SeveralWord:
        model, parts = self.model, self.model.parts
        inside = _met(model.words, word) + sum([_met(parts, part) for part in _parts(word) if part in parts])
        return inside, model.pairs.get(word, {}), model.gaps.get(word, {}), model.wide.get(word, {})


def _sum(known: _Several, words: Sequence[str]) -> int:
    """Return what the features of a text weigh, packed: what `features` names, without naming it."""
    weigh = known.of
    total, (_, pairs, gaps, _), (*_, wide), (*_, next_wide) = 0, weigh("^"), NO_WORDS, weigh("^")
    for word, after in zip(words, (*words[1:], "$"), strict=True):
        if word in pairs:
            total += _met(pairs, word)
        if after in gaps:
            total += _met(gaps, after)
        if after in wide:
            total += _met(wide, after)
        wide = next_wide
        inside, pairs, gaps, next_wide = weigh(word)
        total += inside
    return total + _met(pairs, "$")


def _parts(word: str) -> list[str]:
    whole = f"<{word}>"
    return [whole[end - LETTERS : end] for end in range(LETTERS, len(whole) + 1)]


def _met(table: MutableMapping[str, Lazy], feature: str) -> int:
    """Return the packed weights of a feature, and keep them so; nothing where the table does not have it."""
    weights = table.get(feature, 0)
    if not isinstance(weights, int):
        weights = table[feature] = _packed(msgspec.json.decode(weights, type=Several))
    return weights


def _packed(weights: Sequence[int]) -> int:
    """Return the weights of all labels as one number, each in bits of its own, so that a sum adds all of them at once.

    >>> hex(_packed((0, 5, 2, 7)) + _packed((2, 3)))
    '0xa0000000000000005'
    """
    return sum([weight << (LANE * place) for place, weight in zip(weights[::2], weights[1::2], strict=True)])


@cache
def _one(name: str) -> _One:
    return _One(msgspec.json.decode(_read(name), type=Model[int]))


@cache
def _several(name: str) -> _Several:
    return _Several(cast("Model[Lazy]", msgspec.json.decode(_read(name), type=Model[msgspec.Raw])))


def _read(name: str) -> bytes:
    return files("nudges.core.understanding").joinpath(f"{name}.json").read_bytes()
