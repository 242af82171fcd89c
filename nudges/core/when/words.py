"""What the single words of a phrase mean: numbers, dates, days, times, lengths."""

# ruff: noqa: D102, N802 - a method is named like its rule or word, and the grammar says what that is

from datetime import date, time

from lark import Token, Transformer

from nudges.core.problem import Problem
from nudges.core.when.names import DAYS, DIAS, MESES, MONTHS, NTHS, NUMBERS, PRIMEROS
from nudges.core.when.rules import Comparison, Unit
from nudges.core.when.schedule import When
from nudges.core.words import Outcome

YEARS = range(1900, 3000)
LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
OUTCOMES = {"d": Outcome.DONE, "h": Outcome.DONE, "p": Outcome.PARTLY, "a": Outcome.PARTLY, "s": Outcome.SKIPPED}
"""By the first letter, in both languages."""


class Month(int):
    """A month, so that it is told from a day where either may come first."""


def within(number: int, least: int, most: int, what: str) -> int:
    """Return a number that is in its bounds, or raise Problem."""
    if not least <= number <= most:
        raise Problem(f"it cannot be {number} {what}", hint=f"use a number from {least} to {most}")
    return number


class Words(Transformer[Token, When]):
    """The words of the grammars; a method has the name of its word."""

    def NUMBER(self, word: Token) -> int:
        return NUMBERS[word] if word in NUMBERS else int(word)

    def DATE(self, word: Token) -> date:
        year, month, day = map(int, word.split("-"))
        try:
            found = date(year, month, day)
        except ValueError:
            raise Problem(f"{word} is not a day of the calendar", hint="write a day like 2027-01-15") from None
        if year not in YEARS:
            raise Problem(f"{word} is too far away", hint="use a year from 1900 to 2999")
        return found

    def WEEKDAY(self, word: Token) -> int:
        short = word[:3]
        return DAYS.index(short) if short in DAYS else DIAS.index(short)

    def GROUP(self, word: Token) -> tuple[int, ...]:
        return (5, 6) if word.startswith(("weekend", "fin")) else (0, 1, 2, 3, 4)

    def MONTH(self, word: Token) -> Month:
        short = word[:3]
        return Month(1 + (MONTHS.index(short) if short in MONTHS else MESES.index(short)))

    def ORDINAL(self, word: Token) -> int:
        return int(word[:-2])

    def NTH(self, word: Token) -> int:
        names = {name: number for number, name in NTHS.items()} | PRIMEROS
        return next(number for name, number in names.items() if word.startswith(name))

    def OTHER(self, _: Token) -> int:
        return 2

    def MINUTES(self, _: Token) -> Unit:
        return Unit.MINUTE

    def HOURS(self, _: Token) -> Unit:
        return Unit.HOUR

    def DAYS(self, _: Token) -> Unit:
        return Unit.DAY

    def WEEKS(self, _: Token) -> Unit:
        return Unit.WEEK

    def MONTHS(self, _: Token) -> Unit:
        return Unit.MONTH

    def OUTCOME(self, word: Token) -> Outcome:
        return OUTCOMES[word[0]]

    def COMPARISON(self, word: Token) -> Comparison:
        return Comparison({"≥": ">=", "≤": "<="}.get(word, str(word)))

    def unit(self, parts: list[Unit]) -> Unit:
        return parts[0]

    def ordinal(self, parts: list[int]) -> int:
        return parts[0]

    def step(self, parts: list[int]) -> int:
        return parts[0]

    def clock(self, parts: list[Token]) -> int:
        hour, minute = map(int, parts[0].split(":"))
        if hour > 24 or minute > 59 or hour * 60 + minute > 24 * 60:
            raise Problem(f"{parts[0]} is not a time", hint="times go from 0:00 to 23:59")
        return hour * 60 + minute

    def twelve(self, parts: list[Token]) -> int:
        hour, _, minute = parts[0].partition(":")
        if not 1 <= int(hour) <= 12:
            raise Problem(f"{parts[0]}{parts[1]} is not a time", hint="hours with am or pm go from 1 to 12")
        half = 12 if parts[1].startswith("p") else 0
        return self.clock([Token("CLOCK", f"{int(hour) % 12 + half}:{minute or 0}")])

    def noon(self, _: list[Token]) -> int:
        return 12 * 60


def time_of(minute: int) -> time:
    """Return the time of day of a minute, or raise Problem for midnight at the end of a day."""
    if minute == 24 * 60:
        raise Problem("24:00 is not a time", hint="times go from 0:00 to 23:59")
    return time(minute // 60, minute % 60)
