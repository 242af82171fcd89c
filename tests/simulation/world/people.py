"""Who lives in a world: people with plans in the real grammar, and words that people really wrote."""

import csv
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from nudges.core.understanding import understand
from nudges.core.values import Hours, Person, Plan
from nudges.core.when import parse_when
from nudges.core.words import Held, Language
from nudges.library import load

CORPUS = Path(__file__).parents[2] / "corpus"
ZONES = ("America/New_York", "America/Los_Angeles", "Europe/London", "Asia/Kolkata", "Australia/Lord_Howe", "UTC")
DAY = timedelta(days=1)
MANY = 16
"""So many texts of each meaning."""

ALL, WEEKDAYS, WEEKEND = tuple(range(7)), (0, 1, 2, 3, 4), (5, 6)
NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

OTHERS = (
    "every other day at 9:00",
    "daily 2 times between 9:00 and 20:00 at least 3 hours apart",
    "3 times a week between 17:00 and 20:00",
    "the 1st, 10th and 20th at 9:00",
    "el 1 y el 15 a las 9:00",
    "after done of p0",
    "after 2 unanswered of p0",
    "20 minutes after skipped of p0",
    "when p0 <= 4 at most twice a week",
    "cron: 15 */4 * * *",
    "weekdays at 8:30 not on public holidays",
    "rrule: FREQ=DAILY;INTERVAL=2;BYHOUR=18;BYMINUTE=5",
    "daily at 10:00 until 2026-03-06, then mon and thu at 10:00",
)
"""Phrases whose moments the world does not know by itself."""

MEANT = ("done", "skip", "snooze", "rating", "partly", "note", "not_applicable", "count", "status", "help", "undo",
         "resume", "more", "fewer", "smaller", "time", "list", "zone")  # fmt: skip


@dataclass(frozen=True)
class Weekly:
    """Days of the week and times of a plan; the moments follow from nothing else."""

    days: tuple[int, ...]
    times: tuple[time, ...]

    def phrase(self, dice: random.Random) -> str:
        """Return it in the words of somebody."""
        clocks = [f"{at.hour}:{at:%M}" for at in self.times]
        times = " and ".join(clocks)
        if self.days == ALL:
            return dice.choice((f"daily at {times}", f"every day at {times}", f"cada día a las {' y '.join(clocks)}"))
        if self.days == WEEKDAYS:
            return f"weekdays at {times}"
        if self.days == WEEKEND:
            return f"weekends at {times}"
        return f"{', '.join(NAMES[day] for day in self.days)} at {times}"

    def dues(self, zone: ZoneInfo, since: datetime, until: datetime) -> Iterator[datetime]:
        """Yield the moments after one and up to another, by the clock of a zone."""
        day: date = since.astimezone(zone).date()
        while day <= until.astimezone(zone).date():
            for at in self.times if day.weekday() in self.days else ():
                moment = datetime.combine(day, at, zone).astimezone(UTC)
                if since < moment <= until:
                    yield moment
            day += DAY


def weekly(dice: random.Random) -> Weekly:
    """Return days and times of a plan."""
    some = tuple(sorted(dice.sample(range(7), dice.randint(2, 5))))
    days = dice.choice((ALL, ALL, WEEKDAYS, WEEKEND, some))
    times = sorted({time(dice.randint(7, 21), dice.choice((0, 5, 30, 45))) for _ in range(dice.choice((1, 1, 1, 2)))})
    return Weekly(days, tuple(times))


def when(dice: random.Random) -> tuple[str, Weekly | None]:
    """Return a schedule in its canonical words, and its days and times where the world knows them."""
    if dice.random() < 0.25:
        return str(parse_when(dice.choice(OTHERS))), None
    found = weekly(dice)
    return str(parse_when(found.phrase(dice))), found


def person(dice: random.Random, number: int, since: datetime) -> Person:
    """Return somebody."""
    opens, closes = dice.choice(((8, 21), (8, 21), (9, 17), (18, 2), (0, 0)))
    return Person(
        id=f"someone{number}",
        phone=f"+1415555010{number}",
        zone=ZoneInfo(dice.choice(ZONES)),
        name="Sam",
        language=dice.choice((Language.EN, Language.EN, Language.ES)),
        country=dice.choice(("US", "US", "GB")),
        hours=Hours(opens=time(opens), closes=time(closes)),
        cap=dice.choice((1, 1, 2, 3)),
        gap=dice.choice((0, 30, 60)),
        discreet=dice.choice((None, True, False, False)),
        since=since,
    )


def plan(dice: random.Random, number: int, since: datetime) -> tuple[Plan, Weekly | None]:
    """Return a plan, its own or one of the library."""
    phrase, known = when(dice) if number else (str(parse_when("daily at 10:00")), Weekly(ALL, (time(10),)))
    ready = LIBRARY[number] if dice.random() < 0.5 else None
    made = Plan(
        id=f"p{number}",
        title=f"Plan {number}",
        cue="after coffee",
        when=phrase,
        library=ready,
        grace=dice.choice((60, 120, 120, 240)),
        held=dice.choice((Held.WAIT, Held.WAIT, Held.DROP)),
        texts=() if ready else tuple(f"{words} ({number})" for words in TEXTS),
        every_time=dice.random() < 0.2,
        goal=dice.choice((None, 3, 5)),
        since=since,
    )
    return made, known


TEXTS = ("Breathe out slowly.", "One kind thing now.", "Look out of the window.")
LIBRARY = ("three-breaths", "one-kind-thing", "name-it-ride-it", "a-short-story", "long-view", "one-small-no",
           "friend-voice")  # fmt: skip


@cache
def sayings(intent: str) -> tuple[str, ...]:
    """Return what people wrote that is understood as it was meant."""
    rows = [row["text"] for row in _rows("replies.tsv") if row["intent"] == intent and not row["pending"]]
    heard = [(text, understand(text)) for text in rows[:: len(rows) // MANY + 1]]
    return tuple(t for t, said in heard if said.intent == intent and not said.safety.is_danger and not said.also)


@cache
def dangers(language: str) -> tuple[str, ...]:
    """Return what people wrote in danger that is understood as that."""
    rows = [row for row in _rows(f"safety_{language}.tsv") if row["tier"] in {"hard", "violence"}][:MANY]
    return tuple(row["text"] for row in rows if understand(row["text"]).safety.is_danger)


def _rows(name: str) -> list[dict[str, str]]:
    with (CORPUS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


ORDINARY: Callable[[], tuple[str, ...]] = cache(lambda: tuple(each for meant in MEANT for each in sayings(meant)))
"""What says neither stop nor pause nor danger."""


def words() -> object:
    """Return the words that ship."""
    return load().words
