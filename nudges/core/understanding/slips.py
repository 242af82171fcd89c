"""Which word was meant by one with a slip of the finger."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from nudges.core.understanding.normal import Normal, canonical

MOST = 60  # words looked at in one text
REMEMBERED = 8_192  # words of which is known what was meant: most are used again and again


class Slips:
    """A few words, and what is close enough to one of them to be taken for it."""

    def __init__(self, words: str, *, real: str = "", shortest: int = 5) -> None:
        self._known = frozenset(canonical(word) for word in words.split())
        self._real = frozenset(canonical(word) for word in real.split())
        self._shortest = shortest
        self._by_letter: dict[str, list[str]] = {}
        for word in sorted(self._known):
            self._by_letter.setdefault(word[0], []).append(word)
        self.meant = lru_cache(maxsize=REMEMBERED)(self._meant)

    def mend(self, normal: Normal) -> Normal:
        """Return the text with each slip replaced by the word that was meant."""
        words = normal.words[:MOST]
        found = [*map(self.meant, words)]
        if not any(found):
            return normal
        slips = {word: meant for word, meant in zip(words, found, strict=True) if meant}
        text = " ".join(slips.get(word, word) for word in normal.text.split())
        return Normal(f" {text} ", tuple(slips.get(word, word) for word in normal.words))

    def _meant(self, word: str) -> str | None:
        """Return the known word one slip away (two in a long word) that begins with the same letter."""
        near = self._by_letter.get(word[0])
        if not near or len(word) < self._shortest or len(word) > 20 or word in self._known or word in self._real:
            return None
        for known in near:
            most = 2 if len(known) >= 8 else 1
            if abs(len(known) - len(word)) <= most and OSA.distance(word, known, score_cutoff=most) <= most:
                return known
        return None
