"""What a person let somebody else see: put to them, agreed to, ended, and opened."""

from datetime import date, datetime

from nudges.core.facts.base import Recorded


class Proposed(Recorded, frozen=True, kw_only=True, tag="proposed"):
    """A sheet was prepared: for whom, with which lines, of how many weeks, for how many days once they agree.

    `until` is when the question about it is over.
    """

    name: str
    whom: str
    lines: tuple[str, ...]
    weeks: int
    days: int
    until: datetime

    @property
    def key(self) -> str:
        return f"proposed/{self.name}"


class Shared(Recorded, frozen=True, kw_only=True, tag="shared"):
    """The person agreed from their own phone: the sheet can be opened until a moment."""

    name: str
    until: datetime
    source: str = ""

    @property
    def key(self) -> str:
        return f"shared/{self.name}"


class Unshared(Recorded, frozen=True, kw_only=True, tag="unshared"):
    """A sheet was refused or taken back, for good."""

    name: str
    source: str = ""

    @property
    def key(self) -> str:
        return f"unshared/{self.name}"


class Shown(Recorded, frozen=True, kw_only=True, tag="shown"):
    """A sheet was opened on a day of the person's: as the page, or by a command (`how`)."""

    name: str
    day: date
    how: str = "page"

    @property
    def key(self) -> str:
        return f"shown/{self.name}/{self.day}/{self.how}"
