"""What became of the texts we send."""

from datetime import datetime

from nudges.core.facts.base import Recorded, stamp
from nudges.core.words import Instead, Kind, Question, Reason, Why


class Queued(Recorded, frozen=True, kw_only=True, tag="queued"):
    """A message was worded and waits to leave, not before `due` and not after `expires`.

    `drawn` tells which text it was made from, `again` which nudge it repeats because the person asked, `to` the phone
    of someone else it is for, `question` what a report asks at its end, `outage` since when, as it says, no text left,
    `instead` what it says in the place of what its plan asks. Where its time or kind was drawn, `arm` is what was drawn
    and `chance` how probable that was.
    """

    id: str
    kind: Kind
    text: str
    due: datetime
    expires: datetime
    plan: str | None = None
    contact: str | None = None
    drawn: int | None = None
    again: str | None = None
    to: str | None = None
    question: Question | None = None
    outage: datetime | None = None
    arm: str | None = None
    chance: float | None = None
    instead: Instead | None = None

    @property
    def key(self) -> str:
        return self.id


class Joined(Recorded, frozen=True, kw_only=True, tag="joined"):
    """A nudge goes out in the text of another one, `into`. It has the key of the nudge, so it cannot be both."""

    id: str
    plan: str
    due: datetime
    into: str
    contact: str | None = None
    drawn: int | None = None
    arm: str | None = None
    chance: float | None = None

    @property
    def key(self) -> str:
        return self.id


class Deferred(Recorded, frozen=True, kw_only=True, tag="deferred"):
    """A nudge that came due may not leave yet: it waits until a moment, and why.

    What it waits for can change and change back, so the key holds when that was found.
    """

    id: str
    plan: str
    due: datetime
    until: datetime
    reason: Reason

    @property
    def key(self) -> str:
        return f"deferred/{self.id}/{stamp(self.until)}/{stamp(self.at)}"


class Dropped(Recorded, frozen=True, kw_only=True, tag="dropped"):
    """A nudge that came due was not queued, and why. It has the key of the nudge, so it cannot be both."""

    id: str
    plan: str
    due: datetime
    reason: Reason
    arm: str | None = None
    chance: float | None = None

    @property
    def key(self) -> str:
        return self.id


class Claimed(Recorded, frozen=True, kw_only=True, tag="claimed"):
    """Someone began to hand a message to the gateway."""

    id: str
    attempt: int

    @property
    def key(self) -> str:
        return f"claimed/{self.id}/{self.attempt}"


class Accepted(Recorded, frozen=True, kw_only=True, tag="accepted"):
    """The gateway took the message; from here on it is never sent again."""

    id: str
    provider_id: str
    segments: int

    @property
    def key(self) -> str:
        return f"accepted/{self.id}"


class Delivered(Recorded, frozen=True, kw_only=True, tag="delivered"):
    """The message reached the phone."""

    id: str

    @property
    def key(self) -> str:
        return f"delivered/{self.id}"


class Rejected(Recorded, frozen=True, kw_only=True, tag="rejected"):
    """The gateway refused the message for good, and why; `code` is the provider's."""

    id: str
    detail: str
    why: Why | None = None
    code: int | None = None

    @property
    def key(self) -> str:
        return f"rejected/{self.id}"


class Unknown(Recorded, frozen=True, kw_only=True, tag="unknown"):
    """The gateway did not say whether the message left. It is looked into before anything is sent again."""

    id: str
    detail: str

    @property
    def key(self) -> str:
        return f"unknown/{self.id}/{stamp(self.at)}"


class Failed(Recorded, frozen=True, kw_only=True, tag="failed"):
    """A message that the gateway took did not reach the phone, and why; `code` is the provider's."""

    id: str
    detail: str
    why: Why | None = None
    code: int | None = None

    @property
    def key(self) -> str:
        return f"failed/{self.id}"


class Unsent(Recorded, frozen=True, kw_only=True, tag="unsent"):
    """A message that was claimed surely did not leave: it waits again, and is asked everything again.

    `until` is how long it waits at least, and `detail` why.
    """

    id: str
    attempt: int
    until: datetime | None = None
    detail: str = ""

    @property
    def key(self) -> str:
        return f"unsent/{self.id}/{self.attempt}"


class Expired(Recorded, frozen=True, kw_only=True, tag="expired"):
    """A queued message did not leave within its grace, and why."""

    id: str
    detail: str

    @property
    def key(self) -> str:
        return f"expired/{self.id}"
