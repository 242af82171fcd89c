"""What people change by text about their plans and how they are written to."""

from nudges.core.facts.base import Recorded
from nudges.core.words import Language


class Adjusted(Recorded, frozen=True, kw_only=True, tag="adjusted"):
    """The person changed a plan: when it comes, or whether it is its smaller version; None stays as it was."""

    plan: str
    source: str
    when: str | None = None
    small: bool | None = None

    @property
    def key(self) -> str:
        return f"adjusted/{self.plan}/{self.source}"


class Spoken(Recorded, frozen=True, kw_only=True, tag="spoken"):
    """The person asked to be written to in a language."""

    language: Language
    source: str

    @property
    def key(self) -> str:
        return f"spoken/{self.source}"


class Erasing(Recorded, frozen=True, kw_only=True, tag="erasing"):
    """The person asked, twice, that everything about them is erased: it is, once our last text has left."""

    source: str

    @property
    def key(self) -> str:
        return f"erasing/{self.source}"
