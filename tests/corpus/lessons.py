"""Learns the weights of `nudges/core/understanding/*.json` from the texts in `tests/corpus/learn`: `make learn`.

Needs scikit-learn, which neither the program nor its tests do: what was learnt is part of the checkout.
"""

import csv
import sys
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from nudges.core.understanding.learned import Model, features, size
from nudges.core.understanding.normal import normalise

HERE = Path(__file__).parent
INTO = HERE.parent.parent / "nudges" / "core" / "understanding"


class Lesson(NamedTuple):
    """What a model is learnt from, and how: `labels` tells what it makes of a label, None that it does not learn it.

    `heavier` says how many times more than another a text of danger counts: a miss costs more than a false alarm.
    `least` is the smallest weight that is kept, in hundredths.
    """

    patterns: tuple[str, ...]
    column: str
    labels: Callable[[str], str | None]
    heavier: float
    least: int
    tables: tuple[str, ...] = ("words", "parts", "pairs", "gaps", "wide")


NEAR = ("words", "parts", "pairs")
"""An order says itself in words that stand side by side; danger has to be seen from farther off."""


def _any(tier: str) -> str | None:
    return "none" if tier == "none" else "danger"


def _only(tier: str) -> str | None:
    return None if tier == "none" else tier


LESSONS = {
    "danger": Lesson(("learn/*.tsv",), "tier", _any, heavier=2.0, least=8),
    "tiers": Lesson(("learn/*danger*.tsv", "learn/known.tsv"), "tier", _only, heavier=1.0, least=30),
    "intents": Lesson(("learn/*replies*.tsv",), "intent", lambda intent: intent, heavier=1.0, least=30, tables=NEAR),
}
TABLES = ("words", "parts", "pairs", "gaps", "wide")
SPLIT = "\t"
STRENGTH = 30.0
SEEN = 2
"""In so many texts a feature must stand before it counts."""
KNOWN = 3.0
"""How many times more the texts count that were settled by hand, in `known*.tsv`."""


Example = tuple[str, str, float]


def texts(lesson: Lesson) -> list[Example]:
    """Return the texts of a lesson, their labels, and how much each counts; a reply says nothing about danger."""
    found: list[Example] = []
    for path in sorted({path for pattern in lesson.patterns for path in HERE.glob(pattern)}):
        with path.open(encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                label = lesson.labels(row.get(lesson.column) or "none")
                if label is None:
                    continue
                heavier = lesson.heavier if label != "none" else 1.0
                found.append((row["text"], label, heavier * (KNOWN if path.stem.startswith("known") else 1.0)))
    return found


def digest(examples: list[Example]) -> str:
    """Return what tells from which texts a model was learnt."""
    return sha256("\n".join(f"{text}\t{label}" for text, label, _ in examples).encode()).hexdigest()[:16]


def learn(lesson: Lesson, examples: list[Example]) -> Model[Any]:
    """Return the model that tells the labels of the examples apart best."""
    from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-not-found]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-not-found]

    words = [normalise(text).words for text, *_ in examples]
    found = [Counter(f for f in features(each) if f[0] in lesson.tables) for each in words]
    often = Counter(feature for each in found for feature in each)
    # The length counts every feature of a text, also those left out, as it does when a text is weighed.
    rows = [
        {SPLIT.join(f): many * size(text) ** -0.5 for f, many in each.items() if often[f] >= SEEN}
        for text, each in zip(words, found, strict=True)
    ]
    vectors: Any = DictVectorizer()
    matrix = vectors.fit_transform(rows)
    fitted: Any = LogisticRegression(C=STRENGTH, max_iter=3000)
    fitted.fit(matrix, [label for _, label, _ in examples], sample_weight=[counts for *_, counts in examples])
    tables: dict[str, Any] = {name: {} for name in TABLES}
    # For two labels there is one row of weights, those of the first in the alphabet with their signs turned.
    sign, labels = (1, fitted.classes_) if len(fitted.classes_) > 2 else (-1, fitted.classes_[:1])
    for name, row in zip(
        vectors.get_feature_names_out(), (sign * fitted.coef_ * 100).round().astype(int).T, strict=True
    ):
        kept = [(place, int(w)) for place, w in enumerate(row) if abs(w) >= lesson.least]
        if kept:
            several = tuple(number for pair in kept for number in pair)
            _put(tables, str(name).split(SPLIT), several if len(labels) > 1 else several[1])
    return Model(
        labels=tuple(map(str, labels)),
        bias=tuple(int(b) for b in (sign * fitted.intercept_ * 100).round()),
        learnt_from=digest(examples),
        **tables,
    )


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
