"""What people wrote, and what it says."""

from datetime import date, datetime

from nudges.core.facts.base import Recorded
from nudges.core.words import Intent, Language, Outcome, Safety


class Replied(Recorded, frozen=True, kw_only=True, tag="replied"):
    """The person wrote; `id` is the provider's. `text` is empty where it spoke of danger, and once it was `dropped`."""

    id: str
    text: str
    intent: Intent
    language: Language
    safety: Safety = Safety.NONE
    nudge: str | None = None
    dropped: datetime | None = None

    @property
    def key(self) -> str:
        return f"reply/{self.id}"


class CheckedIn(Recorded, frozen=True, kw_only=True, tag="checked_in"):
    """How a plan went on a day of the person's; `source` is the reply or command that said so.

    One text may answer several nudges; `part` is the place among them. `dropped` is when the note was.
    """

    plan: str
    day: date
    outcome: Outcome
    source: str
    nudge: str | None = None
    rating: int | None = None
    count: int | None = None
    note: str | None = None
    part: int | None = None
    dropped: datetime | None = None

    @property
    def key(self) -> str:
        key = f"checkin/{self.plan}/{self.day}/{self.source}"
        return key if self.part is None else f"{key}/{self.part}"


class Rated(Recorded, frozen=True, kw_only=True, tag="rated"):
    """A number from 0 to 10 that came by itself."""

    source: str
    rating: int
    plan: str | None = None

    @property
    def key(self) -> str:
        return f"rated/{self.source}"


class Snoozed(Recorded, frozen=True, kw_only=True, tag="snoozed"):
    """The person asked for a nudge again at another moment."""

    nudge: str
    plan: str
    until: datetime
    source: str

    @property
    def key(self) -> str:
        return f"snoozed/{self.source}"


class Contacted(Recorded, frozen=True, kw_only=True, tag="contacted"):
    """The person was in touch with one of their own people, on a day of theirs; `source` is what said so."""

    contact: str
    day: date
    source: str

    @property
    def key(self) -> str:
        return f"contacted/{self.contact}/{self.day}/{self.source}"


class Undone(Recorded, frozen=True, kw_only=True, tag="undone"):
    """The person took back the fact of this key; of a reply that is its words, which are forgotten."""

    taken_back: str
    source: str

    @property
    def key(self) -> str:
        # With its source: what is taken back may be wanted again, and taken back once more.
        return f"undone/{self.taken_back}/{self.source}"
