"""Who receives texts, and what they configured: people and their plans."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import msgspec

from nudges.core.when import When, parse_when
from nudges.core.words import Ask, Language


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """A frozen value; change is a new one, by `msgspec.structs.replace`."""


class Hours(Value, frozen=True, kw_only=True):
    """The hours in which texts are welcome, by the person's clock; equal ends mean the whole day."""

    opens: time = time(8)
    closes: time = time(21)


class Person(Value, frozen=True, kw_only=True):
    """Who receives texts. `cap` is texts a day over all plans; `report_day` counts from Monday = 0."""

    id: str
    phone: str
    zone: ZoneInfo
    name: str
    language: Language = Language.EN
    country: str = "*"
    hours: Hours = Hours()
    cap: int = 1
    day_starts: time = time(4)
    report_day: int = 6
    report_at: time = time(18)
    contacts: tuple[str, ...] = ()
    since: datetime


class Plan(Value, frozen=True, kw_only=True):
    """One habit of one person.

    `when` is a canonical phrase, read at the door; `goal` is times a week; `grace` is minutes a nudge may be late.
    `since` is when the schedule was last changed: nothing that fell due before it is ever sent, so an edit
    cannot bring back the past. With `every_time` each nudge asks anew, even on a day that has its done.
    """

    id: str
    title: str
    cue: str
    when: str
    library: str | None = None
    why: str = ""
    ask: Ask = Ask.DONE
    goal: int | None = None
    grace: int = 120
    contacts: bool = False
    every_time: bool = False
    texts: tuple[str, ...] = ()
    since: datetime

    @property
    def schedule(self) -> When:
        """What `when` says."""
        return parse_when(self.when)
