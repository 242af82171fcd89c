"""Where each sheet of a person stands: put to them, shared, or over."""

from datetime import date, datetime
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from nudges.core import facts as f
from nudges.core.words import Safety

SHARE = "share"
"""How the questions about a sheet begin."""

ENDS_A_QUESTION = frozenset({Safety.HARD, Safety.VIOLENCE})


class Standing(StrEnum):
    """What is true of a sheet at a moment."""

    WAITS = "waits"
    SHARED = "shared"
    DROPPED = "dropped"
    REVOKED = "revoked"
    OVER = "over"


class Disclosure(msgspec.Struct, frozen=True, kw_only=True):
    """One sheet: what was put to the person, whether they saw what is in it, and what became of it."""

    proposed: f.Proposed
    asked: bool = False
    shared: f.Shared | None = None
    ended: datetime | None = None
    shown: tuple[date, ...] = ()

    @property
    def name(self) -> str:
        """What commands call it."""
        return self.proposed.name

    def standing(self, now: datetime) -> Standing:
        """Return what is true of it at a moment."""
        if self.shared is None:
            return Standing.DROPPED if self.ended or now >= self.proposed.until else Standing.WAITS
        if self.ended is not None:
            return Standing.REVOKED
        return Standing.OVER if now >= self.shared.until else Standing.SHARED


Disclosures = dict[str, Disclosure]
Sharing = f.Proposed | f.Shared | f.Unshared | f.Shown


def share_taken_in(sheets: Disclosures, fact: Sharing) -> None:
    """Take in what happened to a sheet."""
    if isinstance(fact, f.Proposed):
        sheets[fact.name] = Disclosure(proposed=fact)
        return
    if (sheet := sheets.get(fact.name)) is None:
        return
    match fact:
        case f.Shared():
            sheets[fact.name] = replace(sheet, shared=fact)
        case f.Unshared():
            sheets[fact.name] = replace(sheet, ended=sheet.ended or fact.at)
        case f.Shown():
            sheets[fact.name] = replace(sheet, shown=tuple(dict.fromkeys((*sheet.shown, fact.day))))


def share_asked(sheets: Disclosures, fact: f.Asked) -> None:
    """Note that the person was told what is in a sheet, where a question is about one."""
    opening, _, name = fact.question.partition("/")
    if opening == SHARE and name in sheets:
        sheets[name] = replace(sheets[name], asked=True)


def shares_stopped(sheets: Disclosures, at: datetime) -> None:
    """End every sheet: who stops everything stops this too."""
    sheets.update({name: replace(sheet, ended=sheet.ended or at) for name, sheet in sheets.items()})


def shares_in_danger(sheets: Disclosures, fact: f.Flagged) -> None:
    """End the questions that wait: after danger nobody is asked to share anything."""
    if fact.tier in ENDS_A_QUESTION:
        waiting = {name: sheet for name, sheet in sheets.items() if sheet.shared is None}
        sheets.update({name: replace(sheet, ended=sheet.ended or fact.at) for name, sheet in waiting.items()})


def question_over(sheets: Disclosures, message: str, now: datetime) -> str | None:
    """Return why a question about a sheet that waits to leave is not asked any more."""
    sheet = sheets.get(message.removeprefix(f"answer/{SHARE}/"))
    over = sheet is not None and sheet.standing(now) is not Standing.WAITS
    return "nobody is asked that any more" if over else None
