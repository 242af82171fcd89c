"""Who receives texts, and what they configured: people and their plans."""

from datetime import date, datetime, time, tzinfo
from zoneinfo import ZoneInfo

import msgspec

from nudges.core.itinerary import itinerary
from nudges.core.when import When, parse_when
from nudges.core.words import Ask, Held, Language, Outcome


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """A frozen value; change is a new one, by `msgspec.structs.replace`."""


class Span(Value, frozen=True, kw_only=True):
    """Hours of one day; an end that is not after the beginning is on the day after, so equal ends are a whole day."""

    opens: time
    closes: time


class Hours(Value, frozen=True, kw_only=True):
    """The hours in which texts are welcome, by the person's clock; equal ends mean the whole day.

    `others` are the weekdays (Monday is 0) that have other hours, or none; one weekday at least has some.
    """

    opens: time = time(8)
    closes: time = time(21)
    others: tuple[tuple[int, Span | None], ...] = ()

    def on(self, weekday: int) -> Span | None:
        """Return the hours that open on a weekday."""
        for day, span in self.others:
            if day == weekday:
                return span
        return Span(opens=self.opens, closes=self.closes)


class Move(Value, frozen=True, kw_only=True):
    """From a moment on, in UTC, the person lives by the clock of another zone."""

    at: datetime
    zone: ZoneInfo


class Trusted(Value, frozen=True, kw_only=True):
    """Someone whom a person named beforehand, to be told if a text of theirs speaks plainly of danger to their life."""

    name: str
    phone: str


class Contact(Value, frozen=True, kw_only=True):
    """One of a person's own people: what to share with them, every how many days, and their number if it is known."""

    name: str
    share: str = ""
    every: int | None = None
    phone: str = ""


class Person(Value, frozen=True, kw_only=True):
    """Who receives texts.

    `zone` is where they began, `moves` where they lived since or will, in order. `cap` is texts a day over all
    plans, `gap` the minutes between two of them at least; `report_day` counts from Monday = 0. Who was not asked yet
    whether others see their phone (`discreet` is None) is written to as if they did. Without `answers` they get none
    to a mere answer of theirs; with `report_words` their own words stand in their report, and with
    `month_text` the first report of a month is that of four weeks. `trusted` is told nothing before the person has
    confirmed it by text.
    """

    id: str
    phone: str
    zone: ZoneInfo
    name: str
    language: Language = Language.EN
    country: str = "*"
    hours: Hours = Hours()
    moves: tuple[Move, ...] = ()
    cap: int = 1
    gap: int = 30
    day_starts: time = time(4)
    report_day: int = 6
    report_at: time = time(18)
    contacts: tuple[Contact, ...] = ()
    discreet: bool | None = None
    answers: bool = True
    report_words: bool = False
    month_text: bool = False
    trusted: Trusted | None = None
    since: datetime

    @property
    def is_discreet(self) -> bool:
        """Whether texts say nothing to somebody else who sees the phone."""
        return self.discreet is not False

    @property
    def clock(self) -> tzinfo:
        """The person's clock, wherever they are."""
        if not self.moves:
            return self.zone
        return itinerary(self.zone, tuple((move.at, move.zone) for move in self.moves))

    def zone_at(self, moment: datetime) -> ZoneInfo:
        """Return the zone in which they are at a moment."""
        return next((move.zone for move in reversed(self.moves) if move.at <= moment), self.zone)


class Quiet(Value, frozen=True, kw_only=True):
    """After how long fewer texts come to somebody who does not answer.

    `halve_after` counts the days with an open question, the others the days since the first of them: until one text a
    week at most, that asks nothing, and until the day of the last one is told.
    """

    halve_after: int = 4
    weekly_after: int = 14
    last_after: int = 42


class Plan(Value, frozen=True, kw_only=True):
    """One habit of one person.

    `when` is a canonical phrase, read at the door; `goal` is times a week; `grace` is minutes a nudge may be late,
    `held` what becomes of one that may not leave when it is due. `since` is when the schedule was last changed:
    nothing that fell due before it is ever sent, so an edit cannot bring back the past. `begins` is that day of the
    person's, from which every third day and eight weeks are counted. With `every_time` each nudge asks anew, even
    on a day that has its done; a `small` one draws the texts of its smaller version. `words` are the person's own,
    each with what it says of this plan when it is a whole text; `own` is what they brought to a plan that lives by it,
    such as a card of theirs or moments they remember. `course` is the one that brought it, if any did. `learn` are
    the hours between which it may learn its time; `quiet` is after how long without an answer fewer texts come, where
    that is not as usual.
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
    held: Held = Held.WAIT
    contacts: bool = False
    every_time: bool = False
    small: bool = False
    texts: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    course: str = ""
    words: tuple[tuple[str, Outcome], ...] = ()
    quiet: Quiet | None = None
    since: datetime
    begins: date | None = None
    learn: tuple[Span, ...] = ()

    @property
    def schedule(self) -> When:
        """What `when` says."""
        return parse_when(self.when)
