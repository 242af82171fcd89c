"""Whether a study may have what somebody answers; only a text of their own says yes."""

from nudges.core.facts.base import Recorded, stamp


class ResearchAgreed(Recorded, frozen=True, kw_only=True, tag="research_agreed"):
    """The person agreed by text that a study may have what happens from now on; with `words`, their own words too."""

    source: str
    words: bool = False

    @property
    def key(self) -> str:
        return f"research_agreed/{self.source}"


class ResearchEnded(Recorded, frozen=True, kw_only=True, tag="research_ended"):
    """No study gets anything of theirs any more; a command that says so has no source."""

    source: str = ""

    @property
    def key(self) -> str:
        return f"research_ended/{self.source or stamp(self.at)}"
