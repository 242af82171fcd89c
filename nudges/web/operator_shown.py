"""What the operator's page says: counts and moments in plain words, the worst first."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from nudges import __version__
from nudges.gateways.spending import Spent
from nudges.web.operator_people import Trouble, What
from nudges.web.operator_watch import Setup, Standing

SHOWN = 12
"""So many single messages are named; the others are counted."""

LITTLE = 0.05
"""Of a disk so much is kept free, or there is a warning."""

LITTLE_BYTES = 500 * 1024 * 1024
TALL = 44
"""How high the tallest bar is drawn."""

KINDS = {
    "opt_in": "first question",
    "nudge": "nudge",
    "report": "report",
    "answer": "answer",
    "safety": "answer to danger",
}
TOLD = {
    What.UNANSWERED: "An answer to danger may not have arrived",
    What.DOUBT: "Nobody knows yet whether it left",
    What.FAILED: "It left and did not arrive",
    What.REFUSED: "It was refused",
}
DO = {
    What.UNANSWERED: "Reach them another way, now.",
    What.DOUBT: "It is being looked into, and never sent blindly again.",
}
HELD = {
    "hours": "outside their hours", "cap": "their day is full", "gap": "too close to the last text",
    "expired": "too late", "newer": "a newer one took its place", "done": "done already",
}  # fmt: skip
STATES = {
    "active": "active", "waiting": "have not said yes yet", "paused": "paused", "resting": "resting after danger",
    "stopped": "stopped", "declined": "said no",
}  # fmt: skip
WHY = {"recipient": "their phone", "content": "the words", "opted_out": "they opted out at the carrier"}


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """Something that needs the operator: whether it is urgent, what it is, where, and what to do."""

    urgent: bool
    what: str
    where: str = ""
    do: str = ""


class Bar(msgspec.Struct, frozen=True):
    """An hour: its name, how many come due, and how high that is drawn."""

    hour: str
    many: int
    tall: int


def view(stands: Standing, setup: Setup, why_not: str | None) -> dict[str, object]:
    """Return what the page is filled with."""
    counted, now, zone = stands.counted, stands.counted.now, setup.budget.zone
    needs = sorted(_needs(stands, setup, why_not), key=lambda each: not each.urgent)
    minor = [each for each in counted.troubles if each.what is not What.UNANSWERED]
    return {
        "needs": needs,
        "urgent": any(each.urgent for each in needs),
        "moment": f"{now.astimezone(zone):%H:%M:%S}",
        "zone": zone.key,
        "bars": _bars(counted.hours, zone),
        "plans": counted.plans[:SHOWN],
        "due_in_all": sum(many for _, many in counted.plans),
        "troubles": [_line(each, now, zone) for each in minor[:SHOWN]],
        "more_troubles": max(len(minor) - SHOWN, 0),
        "way": [(KINDS[kind], many) for kind, many in counted.waiting.items()],
        "in_hand": counted.in_hand,
        "later": counted.later,
        "held": [(HELD.get(reason, reason), many) for reason, many in counted.held.items()],
        "states": [(told, counted.states[state]) for state, told in STATES.items() if state in counted.states],
        "people": counted.people,
        "looked_into": counted.looked_into,
        "texts": counted.texts,
        "segments": counted.segments,
        "money": f"{counted.segments * setup.price:.2f}",
        "gateway": setup.gateway,
        "broken": stands.broken and _local(stands.broken.since, now, zone),
        "again": stands.broken and _again(stands.broken.until, now, zone),
        "budgets": [(name, each, _said(each)) for name, each in
                    (("today", stands.spent.day), ("this month", stands.spent.month))],
        "machine": [*_machine(stands, why_not)],
    }  # fmt: skip


def _needs(stands: Standing, setup: Setup, why_not: str | None) -> Iterator[Need]:
    counted, zone = stands.counted, setup.budget.zone
    for each in counted.troubles:
        if each.what is What.UNANSWERED:
            person, since, why = _line(each, counted.now, zone)[1:4]
            yield Need(urgent=True, what=TOLD[each.what], where=f"{person} · since {since} · {why}", do=DO[each.what])
    if stands.alarms > counted.many(What.UNANSWERED):
        what = f"{_many(stands.alarms, 'alarm')} about answers to danger in the last day"
        yield Need(
            urgent=True, what=what, where="Some may be to numbers that are nobody's here.", do="The log says why."
        )
    if why_not:
        yield Need(urgent=True, what=f"{why_not[:1].upper()}{why_not[1:]}", do="nudges doctor says what to try.")
    if stands.broken is not None:
        code = f" (code {stands.broken.code})" if stands.broken.code else ""
        since = _local(stands.broken.since, counted.now, zone)
        again = _again(stands.broken.until, counted.now, zone)
        where = f"{stands.broken.detail}{code} Since {since}; tried again {again}."
        yield Need(urgent=True, what="No text can leave until the set-up is mended", where=where)
    for name, spent in (("day", stands.spent.day), ("month", stands.spent.month)):
        if spent.part >= 1:
            where = f"{spent.segments} of {spent.most} segments"
            yield Need(
                urgent=False, what=f"The budget of the {name} is spent; only answers to danger leave", where=where
            )
    if stands.set_aside:
        yield Need(urgent=False, what=f"{_many(stands.set_aside, 'file')} could not be read", do="See nudges doctor.")
    if stands.disk_free is not None and (stands.disk_free < LITTLE_BYTES or stands.disk_part < LITTLE):
        yield Need(
            urgent=stands.disk_free < LITTLE_BYTES // 10,
            what=f"The disk is nearly full: {_size(stands.disk_free)} free",
        )


def _line(each: Trouble, now: datetime, zone: ZoneInfo) -> tuple[str, str, str, str, str]:
    """Return what is wrong, whose it is, since when, why, and which kind of message."""
    code = f"code {each.code}" if each.code else ""
    why = ", ".join(part for part in (WHY.get(each.why, each.why.replace("_", " ")), code) if part)
    return TOLD[each.what], each.person, _local(each.since, now, zone), why or "no reason known", KINDS[each.kind or ""]


def _bars(hours: tuple[tuple[datetime, int], ...], zone: ZoneInfo) -> list[Bar]:
    most = max((many for _, many in hours), default=0) or 1
    return [
        Bar(f"{hour.astimezone(zone):%H}", many, max(round(TALL * many / most), 2 if many else 0))
        for hour, many in hours
    ]


def _machine(stands: Standing, why_not: str | None) -> Iterator[tuple[str, str]]:
    yield "ready", "no" if why_not else "yes"
    yield "waiting now", _many(stands.due, "person", "people") if stands.due else "nobody"
    if stands.due:
        yield "the longest for", _span(stands.waited)
    if stands.lag is not None:
        yield "left in the last hour", _many(stands.lag.texts, "text")
        yield "half of them after", _span(stands.lag.middle)
        yield "the slowest after", _span(stands.lag.worst)
    if stands.disk_free is not None:
        yield "disk", f"{_size(stands.disk_free)} free"
    if stands.strangers:
        yield "from numbers of nobody", _many(stands.strangers, "text")
    yield "version", __version__


def _said(spent: Spent) -> str:
    return f"{_many(spent.segments, 'segment')}{'' if spent.most is None else f' of {spent.most}'}"


def _local(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Return a moment by the operator's clock; with its day where that is another one."""
    local = moment.astimezone(zone)
    same = local.date() == now.astimezone(zone).date()
    return f"{local:%H:%M}" if same else f"{local.day} {local:%b %H:%M}"


def _again(until: datetime, now: datetime, zone: ZoneInfo) -> str:
    return f"at {_local(until, now, zone)}" if until > now else "with the next text"


def _span(seconds: float) -> str:
    """Return so many seconds as people say it.

    >>> _span(0.31), _span(75), _span(7300)
    ('0.3 s', '75 s', '2 h 1 min')
    """
    if seconds < 10:
        return f"{seconds:.1f} s"
    whole = timedelta(seconds=round(seconds))
    hours, rest = divmod(int(whole.total_seconds()), 3600)
    return f"{hours} h {rest // 60} min" if hours else f"{rest} s" if rest < 120 else f"{rest // 60} min"


def _size(bytes_: int) -> str:
    return f"{bytes_ / 1024**3:.1f} GB" if bytes_ >= 1024**3 else f"{bytes_ / 1024**2:.0f} MB"


def _many(number: int, one: str, more: str = "") -> str:
    return f"{number} {one if number == 1 else more or one + 's'}"
