"""What a report's labels say, in the person's language."""

import tomllib
from datetime import date, timedelta
from functools import cache

import msgspec

from nudges.core.words import Language
from nudges.library import shipped


class Labels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The labels of one language: names of days and months, and everything a page says."""

    days: tuple[str, str, str, str, str, str, str]
    months: tuple[str, ...]
    one_month: str
    two_months: str
    say: dict[str, str]

    def span(self, monday: date) -> str:
        """Return a week's days, such as `16 to 22 November 2026`."""
        sunday = monday + timedelta(days=6)
        words = self.one_month if monday.month == sunday.month else self.two_months
        return words.format(
            first=monday.day,
            last=sunday.day,
            first_month=self.months[monday.month - 1],
            month=self.months[sunday.month - 1],
            year=sunday.year,
        )


@cache
def labels(language: Language) -> Labels:
    """Return the labels of a language, as they ship."""
    text = (shipped() / "templates" / "pages" / "report.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text)[language.value], Labels)
