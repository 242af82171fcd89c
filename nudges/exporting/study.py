"""What a study gets: tables over everyone who said yes, a dictionary, and how to read them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from nudges.core.book import Book
from nudges.exporting.archive import Files, table, with_manifest
from nudges.exporting.columns import COLUMNS, WITHOUT_WORDS, headings, moments
from nudges.exporting.masks import Mask
from nudges.exporting.person_rows import PersonRows, Row, Span

FEWEST = 5
"""Of fewer people than this nothing is told unless that was asked for: they could be guessed."""

RARE = "rare"
NO_READY_PLAN = ("own", "removed")
ABOUT = """\
A study named {project}: {people} people, who each said yes from their own phone.

people.csv       who, a line for each
plans.csv        their plans, a line for each
nudges.csv       every nudge that was due: when it left, arrived and was answered, and how it went
checkins.csv     how plans went on days, asked or told unasked
ratings.csv      every number from 0 to 10
weeks.csv        the counts of each week and plan
trials.csv       every day of the trials that are over: what was drawn, how probably, and how it went
{words}dictionary.csv   each column of each file: its type, its values, and what it means
manifest.json    how long each file is, and its SHA-256

What you have to know before you count

- This is pseudonymous, not anonymous. Treat it as personal data: who knows a person's habits may know them here.
- Days and moments are those of each person's own clock. Each person's are moved by a secret number of whole weeks, so
  a weekday and a time of day are true, the distance between two days of one person is true, and a date is not.
  Do not compare dates of two people, seasons or public holidays. Whoever knows when this was written can guess how
  far the days of somebody who still answers were moved.
- Codes are the same in each export of this project, and in no other one.
- Nothing is here from before a person's yes, and nothing of who withdrew, stopped or was erased. So those who left
  are missing, and who stayed is not everyone who began.
- No reply is silence. It is not a no, and people answer less on bad days: do not fill it in.
- What people wrote about danger, and what followed, is in no file; a stretch without nudges has no reason given.
- {rare}

One line each, in this folder, after `import pandas as pd`

{pandas}

And in R

{r}
"""
RARE_SAID = "A ready plan or a language of fewer than five people is called rare."
ALL_SAID = "Ready plans and languages of fewer than five people are named too, because that was asked for."
WORDS_SAID = "words.csv        what those wrote who agreed to that as well\n"


ROWS: Mapping[str, Callable[[PersonRows], Iterator[Row]]] = {
    "nudges": PersonRows.nudges,
    "checkins": PersonRows.checkins,
    "ratings": PersonRows.ratings,
    "weeks": PersonRows.weeks,
    "trials": PersonRows.trials,
    "words": PersonRows.words,
}


class Study(msgspec.Struct, frozen=True):
    """The files of a study, how many people are in it, and what the one who made it should know."""

    files: Files
    people: int
    warnings: tuple[str, ...]


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What a study is to hold."""

    project: str
    span: Span = Span()
    words: bool = False
    small_groups_ok: bool = False


def is_in(book: Book) -> bool:
    """Whether a study may have anything of somebody: they said yes, and nothing has ended it."""
    return book.history.research is not None and not book.history.stopped and not book.history.erasing


def study(books: Iterable[Book], asked: Asked, secret: bytes, now: datetime) -> Study:
    """Return the files over all who said yes; the books are whole."""
    mask = Mask(secret, asked.project)
    people = [PersonRows(book, mask, asked.span, now) for book in books if is_in(book)]
    people.sort(key=lambda each: each.code)  # by their codes: the order of ids would tell them
    languages = Counter(each.book.person.language.value for each in people)
    library = Counter(name for each in people for name in each.libraries())
    small = [name for name, count in (*languages.items(), *library.items()) if count < FEWEST]
    hidden = frozenset() if asked.small_groups_ok else frozenset(small)
    names = WITHOUT_WORDS if not asked.words else tuple(COLUMNS)
    files = {f"{name}.csv": table(headings(name), _rows(name, people, hidden)) for name in names}
    files["dictionary.csv"] = table(
        ("file", "column", "type", "values", "meaning"),
        ((f"{name}.csv", *column) for name in names for column in COLUMNS[name]),
    )
    about = {"README.txt": _about(asked, len(people), names).encode()}
    return Study(with_manifest({**about, **files}), len(people), tuple(_warnings(people, small, asked)))


def _rows(name: str, people: Sequence[PersonRows], hidden: frozenset[str]) -> Iterator[Row]:
    for each in people:
        if name == "people":
            yield each.person(_called(each.book.person.language.value, hidden))
        elif name == "plans":
            yield from each.plans({known: _called(known, hidden) for known in each.libraries()})
        else:
            yield from ROWS[name](each)


def _called(name: str, hidden: frozenset[str]) -> str:
    return RARE if name in hidden and name not in NO_READY_PLAN else name


def _warnings(people: Sequence[PersonRows], small: Sequence[str], asked: Asked) -> Iterator[str]:
    if len(people) < FEWEST:
        yield f"{len(people)} people are few: whoever knows one of them may find them here"
    if asked.small_groups_ok and (named := sorted({*small} - {*NO_READY_PLAN})):
        yield f"fewer than {FEWEST} people have {', '.join(named)}, and it is named"
    if asked.words:
        yield "words.csv holds what people wrote; read it before it leaves, for nothing finds every name"


def _about(asked: Asked, people: int, names: Sequence[str]) -> str:
    parse = {name: f", parse_dates={moments(name)}" if moments(name) else "" for name in names}
    return ABOUT.format(
        project=asked.project,
        people=people,
        words=WORDS_SAID if asked.words else "",
        rare=ALL_SAID if asked.small_groups_ok else RARE_SAID,
        pandas="\n".join(f'{name} = pd.read_csv("{name}.csv"{parse[name]})' for name in names),
        r="\n".join(f'{name} <- read.csv("{name}.csv", na.strings = "")' for name in names),
    )
