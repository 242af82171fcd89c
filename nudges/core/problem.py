"""How a mistake is told to whoever made it."""

from collections.abc import Iterable
from difflib import get_close_matches


class Problem(Exception):
    """One sentence for a person: what is wrong, where, and what to try.

    >>> str(Problem("no plan 'breth'", where="ana.yaml:4", hint="try three-breaths"))
    "ana.yaml:4: no plan 'breth'; try three-breaths"
    """

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None) -> None:
        self.what, self.where, self.hint = what, where, hint
        super().__init__((f"{where}: " if where else "") + what + (f"; {hint}" if hint else ""))

    def at(self, where: str) -> "Problem":
        """Return the same problem with its place."""
        return Problem(self.what, where=where, hint=self.hint)


class Failure(Problem):
    """What failed just now, although nothing is wrong with what was asked: trying again may do."""


class Problems(Exception):
    """Every mistake found in one reading, in the order of their places."""

    def __init__(self, found: Iterable[Problem]) -> None:
        self.found = tuple(found)
        super().__init__("\n".join(str(problem) for problem in self.found))


def nearest(word: str, known: Iterable[str], otherwise: str | None = None) -> str | None:
    """Return what to try for a name that is not known: the names most like it, else `otherwise`.

    >>> nearest("Amerika/New_York", ["America/New_York", "Europe/Riga"])
    'try America/New_York'
    """
    close = closest(word, known)
    return "try " + " or ".join(close) if close else otherwise


def closest(word: str, known: Iterable[str]) -> list[str]:
    """Return the known names most like a word, the likest first, three at most."""
    names = {name.casefold(): name for name in known}
    return [names[name] for name in get_close_matches(word.casefold(), names, n=3, cutoff=0.6)]
