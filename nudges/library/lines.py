"""Whom a person in danger can call or text, country by country."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import msgspec

from nudges.core.words import Language

ANYWHERE = "*"
KEPT_FOR = 180  # days: numbers rot


class Helpline(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One country's lines as phrases to put into a sentence: `call or text 988`."""

    country: str
    service: str
    line: Mapping[Language, str]
    emergency: Mapping[Language, str]
    violence_line: Mapping[Language, str] | None = None
    source: str
    checked_on: date
    review: str

    def in_violence(self, language: Language) -> str:
        """Return the line for someone who is being hurt; where we know none, the emergency number."""
        if self.violence_line is not None:
            return self.violence_line[language]
        return ("llama a " if language is Language.ES else "call ") + self.emergency[language]

    def is_stale(self, today: date) -> bool:
        """Return whether a person has to look at the live sites again."""
        return (today - self.checked_on).days > KEPT_FOR


@cache
def helplines() -> Mapping[str, Helpline]:
    """Return the lines by country; `*` is for everywhere else."""
    text = files("nudges.library").joinpath("helplines.toml").read_text("utf-8")
    rows = msgspec.convert(tomllib.loads(text)["helpline"], list[Helpline])
    return MappingProxyType({row.country: row for row in rows})


def helpline(country: str | None) -> Helpline:
    """Return the country's lines, or those for anywhere."""
    return helplines().get(country or ANYWHERE, helplines()[ANYWHERE])
