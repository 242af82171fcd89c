"""How long it takes to find the next fire of a schedule, against APScheduler's CronTrigger and dateutil's rrule."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from zoneinfo import ZoneInfo

from nudges.core.when import Frame, first_fire, parse_when

MANY, FEW, RARE = 1_000_000, 20_000, 2_000
ZONE = ZoneInfo("America/New_York")
BEGINS = datetime(2025, 1, 6, 8, 0, tzinfo=ZONE)
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
APART = timedelta(minutes=37)
STARTS = 14_000

# What is asked | how cron says it | how a rule says it; each stands for the same days and times, or close to them.
MIX = {
    "fixed    weekdays at 8:30": (
        "weekdays at 8:30",
        {"day_of_week": "mon-fri", "hour": 8, "minute": 30},
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=8;BYMINUTE=30;BYSECOND=0",
    ),
    "fixed    daily at 8:00, 13:00 and 20:00": (
        "daily at 8:00, 13:00 and 20:00",
        {"hour": "8,13,20", "minute": 0},
        "FREQ=DAILY;BYHOUR=8,13,20;BYMINUTE=0;BYSECOND=0",
    ),
    "window   weekdays between 18:00 and 21:00": (
        "weekdays between 18:00 and 21:00",
        {"day_of_week": "mon-fri", "hour": 18, "minute": 0},
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=18;BYMINUTE=0;BYSECOND=0",
    ),
    "monthly  the 1st and 15th at 9:00": (
        "the 1st and 15th at 9:00",
        {"day": "1,15", "hour": 9, "minute": 0},
        "FREQ=MONTHLY;BYMONTHDAY=1,15;BYHOUR=9;BYMINUTE=0;BYSECOND=0",
    ),
    "monthly  the first monday of the month at 9:00": (
        "the first monday of the month at 9:00",
        {"day": "1st mon", "hour": 9, "minute": 0},
        "FREQ=MONTHLY;BYDAY=1MO;BYHOUR=9;BYMINUTE=0;BYSECOND=0",
    ),
    "counts   3 times a week at 19:00": (
        "3 times a week at 19:00",
        {"day_of_week": "mon,wed,fri", "hour": 19, "minute": 0},
        "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYHOUR=19;BYMINUTE=0;BYSECOND=0",
    ),
}


def run(folder: Path) -> Iterator[str]:
    """Yield the lines to print; nothing is written to the folder."""
    yield f"{'microseconds for the next fire':48} {'nudges':>8} {'CronTrigger':>12} {'rrule':>8}"
    totals = [0.0, 0.0, 0.0]
    for name, (phrase, cron, rule) in MIX.items():
        taken = [
            _each(_ours(phrase), MANY // len(MIX)),
            _each(_cron(cron), FEW // len(MIX)),
            _each(_rrule(rule), RARE // len(MIX)),
        ]
        totals = [total + one for total, one in zip(totals, taken, strict=True)]
        yield _line(name, taken)
    yield _line(f"the mix, {MANY} of ours", [total / len(MIX) for total in totals])


def _line(name: str, taken: list[float]) -> str:
    ours, cron, rule = [1e6 * each for each in taken]
    return f"{name:48} {ours:8.1f} {cron:12.1f} {rule:8.1f}   {cron / ours:.0f} and {rule / ours:.0f} times as long"


def _each(find: Callable[[datetime], object], many: int) -> float:
    """Return the seconds of a processor that one of many takes, from starts spread over a year."""
    starts = [FIRST + number * APART for number in range(STARTS)]
    find(starts[0])
    begun = time.process_time()
    for start in islice(cycle(starts), many):
        find(start)
    return (time.process_time() - begun) / many


def _ours(phrase: str) -> Callable[[datetime], object]:
    when, frame = parse_when(phrase), Frame(ZONE, BEGINS.replace(tzinfo=None), "ana/breaths")
    return lambda start: first_fire(when, frame, start)


def _cron(fields: dict[str, object]) -> Callable[[datetime], object]:
    from apscheduler.triggers.cron import CronTrigger

    trigger = CronTrigger(timezone=ZONE, **fields)
    return lambda start: trigger.get_next_fire_time(None, start)


def _rrule(text: str) -> Callable[[datetime], object]:
    """Ask a rule that goes by local time, and bring what it finds to UTC, as ours does."""
    from dateutil.rrule import rrulestr

    rule = rrulestr(text, dtstart=BEGINS.replace(tzinfo=None))

    def find(start: datetime) -> datetime:
        local = rule.after(start.astimezone(ZONE).replace(tzinfo=None), inc=True)
        assert local is not None
        return local.replace(tzinfo=ZONE).astimezone(UTC)

    return find
