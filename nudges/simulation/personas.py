"""The made-up people who answer: a table of what each of them does."""

from datetime import time
from enum import StrEnum

import msgspec

from nudges.core.problem import Problem, nearest


class Persona(StrEnum):
    """How somebody lives with their nudges."""

    STEADY = "steady"
    FORGETFUL = "forgetful"
    SHIFT_WORKER = "shift-worker"
    TRAVELLER = "traveller"
    SILENT = "silent"
    LOW = "low"


class Say(StrEnum):
    """What a made-up reply tells."""

    DONE = "done"
    DONE_RATED = "done_rated"
    PARTLY = "partly"
    SKIP = "skip"
    SNOOZE = "snooze"
    RATING = "rating"
    PAUSE = "pause"
    WORD = "word"
    DANGER = "danger"
    SAFE = "safe"


class Delay(StrEnum):
    """When a reply comes: within minutes, hours later, on the next morning, or in the middle of the night."""

    SOON = "soon"
    LATE = "late"
    MORNING = "morning"
    NIGHT = "night"


class Habits(msgspec.Struct, frozen=True, kw_only=True):
    """What a persona does.

    `answers` is the share of nudges that get a reply, `remarks` that of weekly reports; `once` are the texts of
    their own that they write, each one time. `soon` is in minutes, `ratings` from 0 to 10, both ends included.
    """

    answers: float
    says: dict[Say, int]
    delays: dict[Delay, int]
    soon: tuple[int, int] = (1, 20)
    ratings: tuple[int, int] = (5, 9)
    remarks: float = 0.0
    moves: int = 0
    shifts: bool = False
    once: tuple[Say, ...] = ()


HABITS: dict[Persona, Habits] = {
    Persona.STEADY: Habits(
        answers=0.9,
        says={Say.DONE: 60, Say.DONE_RATED: 18, Say.PARTLY: 8, Say.SKIP: 6, Say.SNOOZE: 5, Say.RATING: 3},
        delays={Delay.SOON: 1},
        remarks=0.5,
    ),
    Persona.FORGETFUL: Habits(
        answers=0.45,
        says={Say.DONE: 55, Say.PARTLY: 15, Say.SKIP: 13, Say.SNOOZE: 15, Say.PAUSE: 2},
        delays={Delay.SOON: 2, Delay.LATE: 5, Delay.MORNING: 3},
        ratings=(4, 8),
        remarks=0.1,
    ),
    Persona.SHIFT_WORKER: Habits(
        answers=0.7,
        says={Say.DONE: 60, Say.DONE_RATED: 10, Say.PARTLY: 10, Say.SKIP: 10, Say.SNOOZE: 10},
        delays={Delay.SOON: 3, Delay.LATE: 2, Delay.NIGHT: 5},
        shifts=True,
        remarks=0.2,
    ),
    Persona.TRAVELLER: Habits(
        answers=0.75,
        says={Say.DONE: 60, Say.DONE_RATED: 10, Say.PARTLY: 10, Say.SKIP: 10, Say.SNOOZE: 10},
        delays={Delay.SOON: 6, Delay.LATE: 3, Delay.MORNING: 1},
        moves=2,
        remarks=0.3,
    ),
    Persona.SILENT: Habits(answers=0.0, says={}, delays={}),
    Persona.LOW: Habits(
        answers=0.3,
        says={Say.SKIP: 50, Say.RATING: 25, Say.PARTLY: 15, Say.DONE: 10},
        delays={Delay.SOON: 3, Delay.LATE: 5, Delay.NIGHT: 2},
        ratings=(1, 3),
        once=(Say.DANGER, Say.PAUSE),
    ),
}

SHIFTS = ((time(6), time(20)), (time(13), time(3)), (time(18), time(10)))
"""The waking hours of a shift worker, week after week."""

ZONES = ("Europe/Madrid", "Asia/Tokyo", "America/Los_Angeles", "Australia/Sydney", "Asia/Kolkata", "America/New_York")
"""Where a traveller goes."""


def persona(word: str) -> Persona:
    """Return the persona of a name, or raise Problem with the nearest.

    >>> persona("Shift worker")
    <Persona.SHIFT_WORKER: 'shift-worker'>
    """
    said = "-".join(word.replace("_", " ").replace("-", " ").casefold().split())
    known = [each.value for each in Persona]
    if said not in known:
        raise Problem(f"'{word}' is not a persona", hint=nearest(said, known, f"use {', '.join(known)}"))
    return Persona(said)
