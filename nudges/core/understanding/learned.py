"""What small linear models make of a text: a second net below the rules, for words they were not written for.

They were learnt from the texts in `tests/corpus/learn` by `make learn`, and their weights are read once. They add up
what the words of a text weigh; nothing is looked up elsewhere, and the same text always weighs the same.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from importlib.resources import files
from math import exp, sqrt
from typing import Generic, TypeVar

import msgspec

LETTERS = 4
"""How long the parts of words are that a model sees: they hold where spelling or endings differ."""

SHOWN = 3
REMEMBERED = 16_384
"""So many words are weighed once: people use the same ones again and again."""

LANE = 32
LOW, HALF = (1 << LANE) - 1, 1 << (LANE - 1)
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


def leaning(name: str, words: tuple[str, ...]) -> float:
    """Return how likely a text is what a model of one label looks for (0 to 1)."""
    model = _one(name)
    score = model.bias[0] / 100 + sum(_weights(model, words, partial(_one_word, name))) / (100 * sqrt(size(words)))
    return 1 / (1 + exp(-score))


@lru_cache(maxsize=8192)
def likely(name: str, words: tuple[str, ...]) -> Mapping[str, float]:
    """Return how likely each label of a model is for a text (0 to 1), by its words."""
    model = _several(name)
    inside = sum([_several_words(name, word) for word in words])
    beside = _weights(model, words, _nothing)
    sums = _unpacked(inside + sum(map(_packed_once, beside)), len(model.labels))
    scale = 100 * sqrt(size(words))
    scores = [bias / 100 + total / scale for bias, total in zip(model.bias, sums, strict=True)]
    top = max(scores)
    shares = [exp(score - top) for score in scores]
    whole = sum(shares)
    return {label: share / whole for label, share in zip(model.labels, shares, strict=True)}


def known(name: str, words: Sequence[str]) -> float:
    """Return the share of the words of a text that a model has met."""
    met = _several(name).words
    return sum(word in met for word in words) / len(words) if words else 0.0


def _weights(model: Model[W], words: Sequence[str], of_word: Callable[[str], Sequence[W]]) -> list[W]:
    """Return the weights of the features a model knows: what `features` names, without naming it."""
    pairs, gaps, wide = model.pairs, model.gaps, model.wide
    found: list[W] = []
    beside: list[W | None] = []
    add = beside.append
    before, earlier = "^", None
    for place, word in enumerate(words, 1):
        after = words[place] if place < len(words) else "$"
        found += of_word(word)
        if near := pairs.get(before):
            add(near.get(word))
        if near := gaps.get(before):
            add(near.get(after))
        if earlier is not None and (near := wide.get(earlier)):
            add(near.get(after))
        earlier, before = before, word
    if near := pairs.get(before):
        add(near.get("$"))
    return found + [weights for weights in beside if weights is not None]


def _inside(model: Model[W], word: str) -> list[W]:
    """Return what a word and its parts weigh."""
    whole, parts = f"<{word}>", model.parts
    found = [parts.get(whole[end - LETTERS : end]) for end in range(LETTERS, len(whole) + 1)]
    return [weights for weights in (model.words.get(word), *found) if weights is not None]


@lru_cache(maxsize=REMEMBERED)
def _one_word(name: str, word: str) -> tuple[int, ...]:
    return (sum(_inside(_one(name), word)),)


@lru_cache(maxsize=REMEMBERED)
def _several_words(name: str, word: str) -> int:
    return sum(map(_packed, _inside(_several(name), word)))


def _nothing(_: str) -> tuple[Several, ...]:
    return ()


def _packed(weights: Several) -> int:
    """Return the weights of all labels as one number, each in bits of its own, so that a sum adds all of them at once.

    >>> _unpacked(_packed((0, 5, 2, -7)) + _packed((2, 3)), 3)
    [5, 0, -4]
    """
    return sum(weight << (LANE * place) for place, weight in zip(weights[::2], weights[1::2], strict=True))


def _packed_once(weights: Several) -> int:
    """Return the packed weights; those of a model stay where they are, so that the place tells them apart."""
    found = _PACKED.get(id(weights))
    if found is None:
        found = _PACKED[id(weights)] = _packed(weights)
    return found


_PACKED: dict[int, int] = {}


def _unpacked(total: int, labels: int) -> list[int]:
    sums = []
    for _ in range(labels):
        low = ((total & LOW) ^ HALF) - HALF  # the lowest bits, with their sign
        sums.append(low)
        total = (total - low) >> LANE
    return sums


def telling(name: str, words: Sequence[str], label: str) -> str:
    """Return the words of a text that speak most for a label, for people who ask why."""
    model = _several(name)
    place = model.labels.index(label)
    weighed: dict[str, int] = {}
    for word in words:
        weights = model.words.get(word, ())
        weighed[word] = next((w for p, w in zip(weights[::2], weights[1::2], strict=True) if p == place), 0)
    found = sorted((word for word in weighed if weighed[word] > 0), key=lambda word: -weighed[word])
    return " ".join(found[:SHOWN])


@cache
def _one(name: str) -> Model[int]:
    return msgspec.json.decode(_read(name), type=Model[int])


@cache
def _several(name: str) -> Model[Several]:
    return msgspec.json.decode(_read(name), type=Model[Several])


def _read(name: str) -> bytes:
    return files("nudges.core.understanding").joinpath(f"{name}.json").read_bytes()
