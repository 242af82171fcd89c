"""What happened: facts in the past tense, each with a moment and a natural key that a store refuses twice."""

from nudges.core.facts.base import nudge_id, stamp
from nudges.core.facts.messages import Accepted, Claimed, Delivered, Dropped, Expired, Queued, Rejected, Unknown, Unsent
from nudges.core.facts.person import Consented, Flagged, Paused, Resumed, Started, Stopped
from nudges.core.facts.replies import CheckedIn, Rated, Replied, Snoozed, Undone

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
    | Unsent
    | Expired
    | Replied
    | CheckedIn
    | Rated
    | Snoozed
    | Undone
)

__all__ = [
    "Accepted",
    "CheckedIn",
    "Claimed",
    "Consented",
    "Delivered",
    "Dropped",
    "Expired",
    "Fact",
    "Flagged",
    "Paused",
    "Queued",
    "Rated",
    "Rejected",
    "Replied",
    "Resumed",
    "Snoozed",
    "Started",
    "Stopped",
    "Undone",
    "Unknown",
    "Unsent",
    "nudge_id",
    "stamp",
]
