"""What is wrong with a phrase, where, and what to try."""

from collections.abc import Callable

from lark import UnexpectedCharacters, UnexpectedInput, UnexpectedToken
from lark.exceptions import LarkError

from nudges.core.problem import Problem, closest
from nudges.core.when.names import ENGLISH, SPANISH, plain
from nudges.core.when.schedule import When

EXAMPLE = "try a phrase such as 'weekdays at 8:30' or 'mon, wed and fri at 7pm'"
MOST_WORDS = 40
EXPECTED = (
    ("$END", "a limit such as 'until 2027-03-01'"),
    ("OUTCOME", "a fact such as 'done of breathing'"),
    ("CLOCK", "a time such as 8:30"),
    ("WEEKDAY", "days such as 'weekdays'"),
    ("RATED", "an answer such as 'stress >= 7'"),
    ("COMPARISON", "a comparison such as >= 7"),
    ("NAME", "the name of a plan"),
    ("EVENT", "the name of an event"),
    ("DATE", "a date such as 2027-01-15"),
    ("MONTH", "a month such as dec"),
    ("NTH", "a day such as '1st'"),
    ("HALF", "am or pm"),
    ("MINUTES", "a length such as '3 days'"),
    ("NUMBER", "a number"),
    ("_PER", "'a day' or 'a week'"),
    ("WEEKS", "'week'"),
)
"""What to call a place in a phrase by a word that may stand there; the first that may is named."""


class Misread(Problem):
    """A phrase that is no schedule: `place` is the column of the mistake in `phrase`, from 1."""

    def __init__(self, what: str, place: int, phrase: str, *, where: str | None = None, hint: str | None) -> None:
        self.place, self.phrase = place, phrase
        super().__init__(what, where=where, hint=hint)

    def at(self, where: str) -> "Misread":
        """Return the same problem with its place in a file."""
        return Misread(self.what, self.place, self.phrase, where=where, hint=self.hint)

    @property
    def caret(self) -> str:
        """The phrase, and in the line below it a caret under the mistake."""
        return f"{self.phrase}\n{' ' * (self.place - 1)}^"


def place_of(text: str, error: UnexpectedInput) -> int:
    """Return the column of a mistake, from 1; just behind the text where it ends too early."""
    ended = isinstance(error, UnexpectedToken) and error.token.type == "$END"
    return len(text) + 1 if ended or error.column < 1 else error.column


def what(text: str, error: UnexpectedInput) -> str:
    """Return what is wrong, and where."""
    rest = text[place_of(text, error) - 1 :].split()
    expected = _expected(error)
    if rest:
        place = f"stuck at '{rest[0]}'" + (f", where {expected} could stand" if expected else "")
    else:
        place = "it ends too early" + (f", {expected} could follow" if expected else "")
    return f"'{text}' is not a schedule ({place})"


def _expected(error: UnexpectedInput) -> str | None:
    match error:
        case UnexpectedToken():
            allowed = error.accepts or error.expected
        case UnexpectedCharacters():
            allowed = error.allowed or set()
        case _:
            allowed = set()
    return next((said for word, said in EXPECTED if word in allowed), None)


def hint(text: str, read: Callable[[str], When]) -> str:
    """Return the phrase with each strange word replaced by the nearest known one, if that works."""
    words = text.split()
    if len(words) > MOST_WORDS:
        return EXAMPLE
    for vocabulary in (ENGLISH, SPANISH):
        near = [_near(word, vocabulary) for word in words]
        for mended in (near, [_with_minutes(word) for word in near]):
            try:
                return f"try '{read(' '.join(mended))}'"
            except (LarkError, Problem):
                continue
    return EXAMPLE


def _near(word: str, vocabulary: tuple[str, ...]) -> str:
    bare = word.strip(",")
    low = plain(bare)
    if not low.isalpha() or low in vocabulary:
        return word
    return word.replace(bare, (closest(low, vocabulary) or [bare])[0])


def _with_minutes(word: str) -> str:
    bare = word.strip(",")
    return word.replace(bare, f"{bare}:00") if bare.isdecimal() and len(bare) <= 2 else word
