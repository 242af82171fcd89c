"""Many people whose nudges come due one after the other."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from datetime import time as clock_time
from zoneinfo import ZoneInfo

from nudges.core.facts import nudge_id
from nudges.core.values import Hours, Plan
from nudges.core.when import parse_when
from nudges.service import Service
from tests.samples import person

LIBRARY = ("three-breaths", "one-kind-thing", "reach-out-to-give")
ALL_DAY = Hours(opens=clock_time(0), closes=clock_time(0))
AT_ONCE = 5
"""So many people a second of their clock are enrolled well before the first nudge is due."""


def phone(number: int) -> str:
    """Return someone's phone."""
    return f"+1415{5550000 + number}"


def enrol(
    service: Service, now: datetime, size: tuple[int, int], lasts: float, dice: random.Random
) -> set[tuple[str, str]]:
    """Enrol so many people who agreed with so many plans each; return whose nudges come due, within so many seconds."""
    people, plans = size
    begins, due = now + timedelta(seconds=40 + people / AT_ONCE), set()
    for number in range(people):
        moments = [_minute(begins + timedelta(seconds=(n + dice.random()) / plans * lasts)) for n in range(plans)]
        own = tuple(_plans(moments, now))
        due |= {(f"p{number}", nudge_id(plan.id, moment)) for plan, moment in zip(own, moments, strict=True)}
        zone = ZoneInfo("UTC")
        who = person(id=f"p{number}", phone=phone(number), zone=zone, cap=9999, gap=0, hours=ALL_DAY, since=now)
        service.enrol(who, own, now, consent="on paper")
    return due


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0) + timedelta(minutes=1)


def _plans(moments: list[datetime], now: datetime) -> Iterator[Plan]:
    for count, due in enumerate(moments):
        library = LIBRARY[count % len(LIBRARY)]
        yield Plan(
            id=f"{library}-{count}",
            title=library,
            cue="After your coffee",
            when=str(parse_when(f"cron: {due.minute} {due.hour} * * *")),
            library=library,
            every_time=True,
            grace=12 * 60,
            contacts=library == LIBRARY[2],
            since=now,
        )
