"""What people said about a week when its report came."""

from datetime import date

from nudges.core.facts.base import Recorded


class Focused(Recorded, frozen=True, kw_only=True, tag="focused"):
    """The person chose the plan that goes first in a week, which begins on a Monday."""

    plan: str
    monday: date
    source: str

    @property
    def key(self) -> str:
        return f"focused/{self.monday}/{self.source}"


class Helped(Recorded, frozen=True, kw_only=True, tag="helped"):
    """The person said what helped them in a week, such as `2026-W47`; the words are those of the reply `source`."""

    week: str
    source: str

    @property
    def key(self) -> str:
        return f"helped/{self.week}/{self.source}"
