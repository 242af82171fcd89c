"""The closed sets of the domain: each has one name, used everywhere."""

from enum import StrEnum


class Language(StrEnum):
    """A language we write and read."""

    EN = "en"
    ES = "es"


class Intent(StrEnum):
    """What a reply means."""

    DONE = "done"
    PARTLY = "partly"
    SKIP = "skip"
    NOT_APPLICABLE = "not_applicable"
    SNOOZE = "snooze"
    RATING = "rating"
    COUNT = "count"
    NOTE = "note"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    START = "start"
    HELP = "help"
    STATUS = "status"
    UNDO = "undo"
    EXPORT = "export"
    ERASE = "erase"
    ZONE = "zone"
    LIST = "list"
    TIME = "time"
    FEWER = "fewer"
    MORE = "more"
    SMALLER = "smaller"
    LANGUAGE = "language"
    DISCREET = "discreet"
    TRUST = "trust"
    RESEARCH = "research"
    FOCUS = "focus"
    KEEP = "keep"
    SHARE = "share"
    CRISIS = "crisis"


class Safety(StrEnum):
    """How much a reply speaks of danger to life."""

    NONE = "none"
    SOFT = "soft"
    HARD = "hard"
    VIOLENCE = "violence"

    @property
    def is_danger(self) -> bool:
        """Whether it is more than an ordinary text, so that its words are not kept."""
        return self is not Safety.NONE


class Outcome(StrEnum):
    """How a nudge ended on a day. *No reply* is the absence of one."""

    DONE = "done"
    PARTLY = "partly"
    SKIPPED = "skipped"
    NOT_APPLICABLE = "not_applicable"


class Kind(StrEnum):
    """Why we send a message."""

    OPT_IN = "opt_in"
    NUDGE = "nudge"
    REPORT = "report"
    ANSWER = "answer"
    SAFETY = "safety"


class Question(StrEnum):
    """What a text of ours asks at its end, beside what its plan asks."""

    HELPED = "helped"
    """What helped in a week; a word is the answer."""
    SIZE = "size"
    """Whether a plan stays, gets smaller or rests."""


class Reason(StrEnum):
    """Why a nudge that came due was not sent."""

    EXPIRED = "expired"
    CAP = "cap"
    HOURS = "hours"
    GAP = "gap"
    NEWER = "newer"
    DONE = "done"
    QUIET = "quiet"


class Calm(StrEnum):
    """How few texts come to somebody who has not answered for a while; each is announced by a text before it begins."""

    HALF = "half"
    WEEKLY = "weekly"
    LAST = "last"
    """Nothing but the last text, at the promised moment."""
    OVER = "over"
    """Nothing, until they write."""


class Stage(StrEnum):
    """How a plan that stands on its own becomes less, step by step; and how it comes back."""

    CUE = "cue"
    """Its own cue leads, and fewer texts come."""
    NOTE = "note"
    """A note now and then, with nothing to answer."""
    DONE = "done"
    """Nothing more: it has been left behind."""
    BACK = "back"
    """As often as before."""


class Instead(StrEnum):
    """What a text says in the place of what its plan would have asked."""

    QUIET = "quiet"
    """That fewer texts come, or nothing that wants an answer."""
    OFFER = "offer"
    """Whether the plan may come less often, or as before."""
    NOTE = "note"
    """A note of a plan that needs no answer any more."""


class Held(StrEnum):
    """What becomes of a nudge that may not leave at its due moment: it waits within its grace, or is dropped."""

    WAIT = "wait"
    DROP = "drop"


CARRIERS_STOPS = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"})
"""The words that a carrier takes for a stop when they are a whole text."""


class Why(StrEnum):
    """Why a text was not taken, or not delivered: what it says about everything that waits behind it."""

    RECIPIENT = "recipient"
    """This phone cannot be reached."""
    CONTENT = "content"
    """These words are refused."""
    CONFIGURATION = "configuration"
    """Nothing can leave until somebody mends the set-up."""
    OPTED_OUT = "opted_out"
    """The carrier keeps an opt-out of this phone."""
    LATER = "later"
    """It surely did not leave, and may be tried again."""


class Status(StrEnum):
    """How far a text came that was taken."""

    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"


class Rest(StrEnum):
    """Why a person rests from their plans."""

    PAUSE = "pause"
    VACATION = "vacation"
    SICK = "sick"
    REST = "rest"
    SAFETY = "safety"
    FINISHED = "finished"
    QUIET = "quiet"


class Vary(StrEnum):
    """What differs between the two arms of a trial."""

    KIND = "kind"
    """The kind of text: a plain one or one that gives a reason, for instance."""
    TIME = "time"
    """The part of the day in which it comes."""
    NONE = "none"
    """Whether it comes beforehand at all: on the other days it only asks in the evening how it went."""


class TrialEnd(StrEnum):
    """Why a trial is over."""

    OVER = "over"
    """Its last day has passed."""
    ENDED = "ended"
    """Somebody ended it before."""
    STOPPED = "stopped"
    """They texted STOP, or rest for their safety."""


class Doubt(StrEnum):
    """Why a plan that learns its time keeps to its own for a while."""

    FEW = "few"
    """Some of its windows were hardly tried yet."""
    SILENT = "silent"
    """Nothing was answered of late."""
    REST = "rest"
    """They rested of late."""


class Ask(StrEnum):
    """What a plan asks for in an answer."""

    DONE = "done"
    RATING = "rating"
    NOTHING = "nothing"
