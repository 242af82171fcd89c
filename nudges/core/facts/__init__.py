"""What happened: facts in the past tense, each with a moment and a natural key that a store refuses twice."""

from nudges.core.facts.base import nudge_id, stamp
from nudges.core.facts.messages import (
    Accepted,
    Claimed,
    Deferred,
    Delivered,
    Dropped,
    Expired,
    Failed,
    Joined,
    Queued,
    Rejected,
    Unknown,
    Unsent,
)
from nudges.core.facts.person import (
    Asked,
    Consented,
    Flagged,
    Happened,
    Moved,
    Paused,
    Resumed,
    Started,
    Stopped,
)
from nudges.core.facts.quiet import Quieted, Returned
from nudges.core.facts.replies import CheckedIn, Contacted, Rated, Replied, Snoozed, Undone
from nudges.core.facts.research import ResearchAgreed, ResearchEnded
from nudges.core.facts.settings import Adjusted, CourseBegun, CourseLeft, Entrusted, Erasing, Spoken, Worded
from nudges.core.facts.sharing import Proposed, Shared, Shown, Unshared
from nudges.core.facts.steps import Offered, Stepped
from nudges.core.facts.thinning import Retained, Suggested, Thinned
from nudges.core.facts.trials import Arranged, TrialBegun, TrialEnded
from nudges.core.facts.weeks import Focused, Helped

Fact = (
    Consented
    | Stopped
    | Started
    | Paused
    | Resumed
    | Flagged
    | Moved
    | Asked
    | Happened
    | Queued
    | Joined
    | Deferred
    | Dropped
    | Claimed
    | Accepted
    | Delivered
    | Rejected
    | Failed
    | Unknown
    | Unsent
    | Expired
    | Replied
    | CheckedIn
    | Contacted
    | Rated
    | Snoozed
    | Undone
    | Adjusted
    | Spoken
    | Erasing
    | Worded
    | CourseBegun
    | CourseLeft
    | Entrusted
    | Stepped
    | Offered
    | Focused
    | ResearchAgreed
    | ResearchEnded
    | Helped
    | Proposed
    | Shared
    | Unshared
    | Shown
    | Arranged
    | TrialBegun
    | TrialEnded
    | Quieted
    | Returned
    | Suggested
    | Thinned
    | Retained
)

__all__ = [
    "Accepted",
    "Adjusted",
    "Arranged",
    "Asked",
    "CheckedIn",
    "Claimed",
    "Consented",
    "Contacted",
    "CourseBegun",
    "CourseLeft",
    "Deferred",
    "Delivered",
    "Dropped",
    "Entrusted",
    "Erasing",
    "Expired",
    "Fact",
    "Failed",
    "Flagged",
    "Focused",
    "Happened",
    "Helped",
    "Joined",
    "Moved",
    "Offered",
    "Paused",
    "Proposed",
    "Queued",
    "Quieted",
    "Rated",
    "Rejected",
    "Replied",
    "ResearchAgreed",
    "ResearchEnded",
    "Resumed",
    "Retained",
    "Returned",
    "Shared",
    "Shown",
    "Snoozed",
    "Spoken",
    "Started",
    "Stepped",
    "Stopped",
    "Suggested",
    "Thinned",
    "TrialBegun",
    "TrialEnded",
    "Undone",
    "Unknown",
    "Unsent",
    "Unshared",
    "Worded",
    "nudge_id",
    "stamp",
]
