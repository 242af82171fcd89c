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


class Worded(Recorded, frozen=True, kw_only=True, tag="worded"):
    """The person asked for texts that say nothing to others, or for open ones."""

    discreet: bool
    source: str

    @property
    def key(self) -> str:
        return f"worded/{self.source}"


class Entrusted(Recorded, frozen=True, kw_only=True, tag="entrusted"):
    """The person confirmed by text whom we may tell if a text of theirs speaks plainly of danger to their life."""

    phone: str
    source: str

    @property
    def key(self) -> str:
        return f"entrusted/{self.source}"
