"""What pages say in the person's language."""

import tomllib
from datetime import date, timedelta
from functools import cache

import msgspec

from nudges.core.words import Language
from nudges.library import shipped
from nudges.pictures.words import Words as PictureWords


class Labels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a report says in one language: names of days and months, and everything else."""

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


class PhoneLabels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a phone says in one language, and the replies it offers: `yes` only to who has not agreed."""

    yes: str
    quick: tuple[str, ...]
    say: dict[str, str]


@cache
def labels(language: Language) -> Labels:
    """Return a report's labels, as they ship."""
    return msgspec.convert(_read("report", language), Labels)


@cache
def phone_labels(language: Language) -> PhoneLabels:
    """Return a phone's labels, as they ship."""
    return msgspec.convert(_read("phone", language), PhoneLabels)


@cache
def picture_words(language: Language, *, discreet: bool = False) -> PictureWords:
    """Return what pictures say, as it ships; a discreet one names no plan."""
    found = msgspec.convert({"language": language.value, **_read("pictures", language)}, PictureWords)
    return msgspec.structs.replace(found, discreet=discreet)


@cache
def export_about(language: Language) -> str:
    """Return what stands beside somebody's data, as it ships."""
    return str(msgspec.convert(_read("export", language), dict[str, str])["about"]).lstrip()


def _read(page: str, language: Language) -> dict[str, object]:
    text = (shipped() / "templates" / "pages" / f"{page}.toml").read_text("utf-8")
    found: dict[str, object] = tomllib.loads(text)[language.value]
    return found
