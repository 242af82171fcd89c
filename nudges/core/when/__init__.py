"""When a plan is due: a phrase people can read, and the moments at which it fires."""

from nudges.core.when.fires import fires, first_fire
from nudges.core.when.limits import lasts
from nudges.core.when.phrase import parse_when
from nudges.core.when.rules import AfterOutcome, Comparison, Happened, Per, Rated, Trigger, Unanswered
from nudges.core.when.schedule import Frame, When

__all__ = [
    "AfterOutcome",
    "Comparison",
    "Frame",
    "Happened",
    "Per",
    "Rated",
    "Trigger",
    "Unanswered",
    "When",
    "fires",
    "first_fire",
    "lasts",
    "parse_when",
]
