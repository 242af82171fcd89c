"""What small linear models make of a text: a second net below the rules, for words they were not written for.

They were learnt from the texts in `tests/corpus/learn` by `make learn`, and their weights are read once. They add up
what the words of a text weigh; nothing is looked up elsewhere, and the same text always weighs the same.
"""

import struct
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from math import exp, sqrt
from typing import Generic, NamedTuple, TypeVar, cast

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
    return sum(max(len(word) + 3 - LETTERS, 0) for word in words) + 4 * len(words) + (0 if words else 1)


class OneWord(NamedTuple):
    """What a word weighs in a model of one label, and what it weighs before others: beside it, next but one, next but
    two."""

    inside: int
    pairs: Mapping[str, int]
    gaps: Mapping[str, int]
    wide: Mapping[str, int]


Lazy = msgspec.Raw | int
"""Weights as they were read, or packed: of the many in a file few are ever met, and each is made ready when it is."""


class SeveralWord(NamedTuple):
    """The same in a model of several labels, with the weights of all of them packed; `own` is without its parts."""

    own: int
    inside: int
    pairs: MutableMapping[str, Lazy]
    gaps: MutableMapping[str, Lazy]
    wide: MutableMapping[str, Lazy]


def leaning(name: str, words: tuple[str, ...]) -> float:
    """Return how likely a text is what a model of one label looks for (0 to 1)."""
    before, earlier = _one_word(name, "^"), _NO_WORD
    last, total = len(words), 0
    for place, word in enumerate(words, 1):
        after = words[place] if place < last else "$"
        this = _one_word(name, word)
        total += this.inside + before.pairs.get(word, 0) + before.gaps.get(after, 0) + earlier.wide.get(after, 0)
        earlier, before = before, this
    total += before.pairs.get("$", 0)
    score = _one(name).bias[0] / 100 + total / (100 * sqrt(size(words)))
    return 1 / (1 + exp(-score))


@lru_cache(maxsize=TEXTS)
def likely(name: str, words: tuple[str, ...]) -> Mapping[str, float]:
    """Return how likely each label of a model is for a text (0 to 1), by its words."""
    model = _several(name)
    sums = _unpacked(_sum(name, words), len(model.labels))
    scale = 100 * sqrt(size(words))
    scores = [bias / 100 + total / scale for bias, total in zip(model.bias, sums, strict=True)]
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
    labels = _several(name).labels
    place, many = labels.index(label), len(labels)
    weighed = {word: _unpacked(_several_word(name, word).own, many)[place] for word in words}
    found = sorted((word for word in weighed if weighed[word] > 0), key=lambda word: -weighed[word])
    return " ".join(found[:SHOWN])


def _sum(name: str, words: Sequence[str]) -> int:
    """Return what the features of a text weigh, packed: what `features` names, without naming it."""
    before, earlier = _several_word(name, "^"), _NO_WORDS
    last, total = len(words), 0
    for place, word in enumerate(words, 1):
        after = words[place] if place < last else "$"
        this = _several_word(name, word)
        total += this.inside
        if word in before.pairs:
            total += _met(before.pairs, word)
        if after in before.gaps:
            total += _met(before.gaps, after)
        if after in earlier.wide:
            total += _met(earlier.wide, after)
        earlier, before = before, this
    return total + _met(before.pairs, "$")


@lru_cache(maxsize=REMEMBERED)
def _one_word(name: str, word: str) -> OneWord:
    model = _one(name)
    inside = model.words.get(word, 0) + sum([model.parts.get(part, 0) for part in _parts(word)])
    return OneWord(inside, model.pairs.get(word, {}), model.gaps.get(word, {}), model.wide.get(word, {}))


@lru_cache(maxsize=REMEMBERED)
def _several_word(name: str, word: str) -> SeveralWord:
    model = _several(name)
    own, parts = _met(model.words, word), model.parts
    inside = own + sum([_met(parts, part) for part in _parts(word) if part in parts])
    return SeveralWord(own, inside, model.pairs.get(word, {}), model.gaps.get(word, {}), model.wide.get(word, {}))


_NO_WORD = OneWord(0, {}, {}, {})
_NO_WORDS = SeveralWord(0, 0, {}, {}, {})


def _parts(word: str) -> list[str]:
    whole = f"<{word}>"
    return [whole[end - LETTERS : end] for end in range(LETTERS, len(whole) + 1)]


def _met(table: MutableMapping[str, Lazy], feature: str) -> int:
    """Return the packed weights of a feature, and keep them so; nothing where the table does not have it."""
    weights = table.get(feature, 0)
    if not isinstance(weights, int):
        weights = table[feature] = _packed(msgspec.json.decode(weights, type=Several))
    return weights


def _packed(weights: Several) -> int:
    """Return the weights of all labels as one number, each in bits of its own, so that a sum adds all of them at once.

    >>> _unpacked(_packed((0, 5, 2, -7)) + _packed((2, 3)), 3)
    (5, 0, -4)
    """
    return sum([weight << (LANE * place) for place, weight in zip(weights[::2], weights[1::2], strict=True)])


def _unpacked(total: int, labels: int) -> Several:
    signs, lanes = _lanes(labels)
    # Half a lane more in each, so that none is below nothing and borrows of the next; the highest bits are signs then.
    return lanes.unpack(((total + signs) ^ signs).to_bytes(lanes.size, "little"))


@cache
def _lanes(labels: int) -> tuple[int, struct.Struct]:
    return sum(HALF << (LANE * place) for place in range(labels)), struct.Struct(f"<{labels}i")


@cache
def _one(name: str) -> Model[int]:
    return msgspec.json.decode(_read(name), type=Model[int])


@cache
def _several(name: str) -> Model[Lazy]:
    return cast(Model[Lazy], msgspec.json.decode(_read(name), type=Model[msgspec.Raw]))


def _read(name: str) -> bytes:
    return files("nudges.core.understanding").joinpath(f"{name}.json").read_bytes()
