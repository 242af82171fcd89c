"""What happened: facts in the past tense, each with a moment and a natural key that a store refuses twice."""

from datetime import date, datetime

import msgspec

from nudges.core.words import Intent, Kind, Language, Outcome, Reason, Safety


class _Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False, tag_field="fact"):
    at: datetime


class Consented(_Fact, frozen=True, kw_only=True, tag="consented"):
    """The person agreed to be texted; `how` is the proof, in words."""

    how: str

    @property
    def key(self) -> str:
        return f"consented/{stamp(self.at)}"


class Stopped(_Fact, frozen=True, kw_only=True, tag="stopped"):
    """The person opted out of everything."""

    how: str

    @property
    def key(self) -> str:
        return f"stopped/{stamp(self.at)}"


class Started(_Fact, frozen=True, kw_only=True, tag="started"):
    """The person came back after a stop, a pause or a safety hold."""

    how: str

    @property
    def key(self) -> str:
        return f"started/{stamp(self.at)}"


class Paused(_Fact, frozen=True, kw_only=True, tag="paused"):
    """Nothing is sent until a moment: for one plan, or for all when `plan` is None."""

    until: datetime
    plan: str | None = None

    @property
    def key(self) -> str:
        return f"paused/{self.plan or '*'}/{stamp(self.at)}"


class Resumed(_Fact, frozen=True, kw_only=True, tag="resumed"):
    """A pause ended before its time."""

    plan: str | None = None

    @property
    def key(self) -> str:
        return f"resumed/{self.plan or '*'}/{stamp(self.at)}"


class Flagged(_Fact, frozen=True, kw_only=True, tag="flagged"):
    """A reply spoke of danger. The words are not kept. After a hard one nudges rest until START."""

    tier: Safety
    reply: str

    @property
    def key(self) -> str:
        return f"flagged/{self.reply}"


class Queued(_Fact, frozen=True, kw_only=True, tag="queued"):
    """A message was worded and waits to leave, not before `due` and not after `expires`.

    `drawn` tells which text it was made from, `again` which nudge it repeats because the person asked.
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

    @property
    def key(self) -> str:
        return self.id


class Dropped(_Fact, frozen=True, kw_only=True, tag="dropped"):
    """A nudge that came due was not queued, and why. It has the key of the nudge, so it cannot be both."""

    id: str
    plan: str
    due: datetime
    reason: Reason

    @property
    def key(self) -> str:
        return self.id


class Claimed(_Fact, frozen=True, kw_only=True, tag="claimed"):
    """Someone began to hand a message to the gateway."""

    id: str
    attempt: int

    @property
    def key(self) -> str:
        return f"claimed/{self.id}/{self.attempt}"


class Accepted(_Fact, frozen=True, kw_only=True, tag="accepted"):
    """The gateway took the message; from here on it is never sent again."""

    id: str
    provider_id: str
    segments: int

    @property
    def key(self) -> str:
        return f"accepted/{self.id}"


class Delivered(_Fact, frozen=True, kw_only=True, tag="delivered"):
    """The message reached the phone."""

    id: str

    @property
    def key(self) -> str:
        return f"delivered/{self.id}"


class Rejected(_Fact, frozen=True, kw_only=True, tag="rejected"):
    """The gateway refused the message for good, and why."""

    id: str
    detail: str

    @property
    def key(self) -> str:
        return f"rejected/{self.id}"


class Unknown(_Fact, frozen=True, kw_only=True, tag="unknown"):
    """The gateway did not say whether the message left. It is looked into before anything is sent again."""

    id: str
    detail: str

    @property
    def key(self) -> str:
        return f"unknown/{self.id}/{stamp(self.at)}"


class Expired(_Fact, frozen=True, kw_only=True, tag="expired"):
    """A queued message did not leave within its grace, and why."""

    id: str
    detail: str

    @property
    def key(self) -> str:
        return f"expired/{self.id}"


class Replied(_Fact, frozen=True, kw_only=True, tag="replied"):
    """The person wrote; `id` is the provider's. `text` is empty where it spoke of danger."""

    id: str
    text: str
    intent: Intent
    language: Language
    safety: Safety = Safety.NONE
    nudge: str | None = None

    @property
    def key(self) -> str:
        return f"reply/{self.id}"


class CheckedIn(_Fact, frozen=True, kw_only=True, tag="checked_in"):
    """How a plan went on a day of the person's; `source` is the reply or command that said so."""

    plan: str
    day: date
    outcome: Outcome
    source: str
    nudge: str | None = None
    rating: int | None = None
    count: int | None = None
    note: str | None = None

    @property
    def key(self) -> str:
        return f"checkin/{self.plan}/{self.day}/{self.source}"


class Rated(_Fact, frozen=True, kw_only=True, tag="rated"):
    """A number from 0 to 10 that came by itself."""

    source: str
    rating: int
    plan: str | None = None

    @property
    def key(self) -> str:
        return f"rated/{self.source}"


class Snoozed(_Fact, frozen=True, kw_only=True, tag="snoozed"):
    """The person asked for a nudge again at another moment."""

    nudge: str
    plan: str
    until: datetime
    source: str

    @property
    def key(self) -> str:
        return f"snoozed/{self.source}"


class Undone(_Fact, frozen=True, kw_only=True, tag="undone"):
    """The person took back the fact of this key."""

    taken_back: str
    source: str

    @property
    def key(self) -> str:
        return f"undone/{self.taken_back}"


Fact = (
    Consented
    | Stopped
    | Started
    | Paused
    | Resumed
    | Flagged
    | Queued
    | Dropped
    | Claimed
    | Accepted
    | Delivered
    | Rejected
    | Unknown
    | Expired
    | Replied
    | CheckedIn
    | Rated
    | Snoozed
    | Undone
)


def stamp(moment: datetime) -> str:
    """Return a moment in UTC as it stands in keys, to the microsecond where it has any."""
    return moment.isoformat(timespec="auto").replace("+00:00", "Z")


def nudge_id(plan: str, due: datetime) -> str:
    """Return the natural key of a nudge: one plan, one due moment.

    >>> from datetime import UTC
    >>> nudge_id("three-breaths", datetime(2026, 11, 24, 12, 30, tzinfo=UTC))
    'nudge/three-breaths/2026-11-24T12:30Z'
    """
    return f"nudge/{plan}/{due:%Y-%m-%dT%H:%M}Z"
