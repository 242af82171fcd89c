"""What must hold at every step, judged from the provider's log, what people wrote, and the commits as they come.

It shares no rule with what it judges: hours, days, caps and the states of a message are reckoned here anew.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from nudges.core import facts as f
from nudges.core.book import Book
from nudges.core.values import Person, Plan
from nudges.gateways import Heard, Outgoing
from tests.simulation.world.provider import Text
from tests.simulation.world.walls import is_open, local_time

CAPPED = ("nudge/", "report/")
SHAPE = re.compile(
    r"(nudge/p\d+/\S+Z|report/\S+|answer/\S+|safety/\S+(/other words)?|step/\S+|welcome/\w+|opt_in/\w+)(/anew)?"
)
IN_FLIGHT = timedelta(minutes=2)
"""A text that was on its way when a stop came may still arrive for so long."""

AT_ONCE = timedelta(seconds=1.1)
"""So soon after a stop that was taken in nothing more is handed over."""

DAY_STARTS = timedelta(hours=4)
LATELY = timedelta(hours=36)
SOON = timedelta(minutes=10)
"""Whoever has one due so soon after another gets no text of the same words: it is the same nudge."""

HELP = {"US": ("988", "911", "799"), "GB": ("116 123", "999")}

LAWFUL = {
    "claimed": {"queued", "claimed"},
    "unsent": {"claimed"},
    "unknown": {"claimed"},
    "accepted": {"claimed"},
    "rejected": {"claimed"},
    "expired": {"queued", "claimed"},
    "delivered": {"accepted"},
    "failed": {"accepted"},
}
"""From which states a message may come into another."""

INTO = {"unsent": "queued", "unknown": "claimed"}
"""Where what happened does not name the state into which it leads."""


@dataclass
class Known:
    """What is known of a person from the commits: profile, plans through time, and each message."""

    person: Person
    changed: datetime
    keys: set[str] = field(default_factory=set)
    state: dict[str, str] = field(default_factory=dict)
    attempts: Counter[str] = field(default_factory=Counter)
    queued: dict[str, f.Queued] = field(default_factory=dict)
    joined: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    plans: dict[str, Plan] = field(default_factory=dict)
    versions: list[tuple[Plan, datetime, datetime | None]] = field(default_factory=list)
    edits: list[datetime] = field(default_factory=list)
    sent: Counter[str] = field(default_factory=Counter)
    bodies: dict[str, datetime] = field(default_factory=dict)
    days: Counter[date] = field(default_factory=Counter)
    stopped: datetime | None = None
    begun: int = -1
    wrote: datetime | None = None


class Oracle:
    """Looks at every step; `broken` holds a sentence for each broken promise."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self.people: dict[str, Known] = {}
        self.texts: list[Text] = []
        self.broken: list[str] = []
        self.received: dict[str, datetime] = {}

    def breaks(self, why: str) -> None:
        """Take in that a promise was broken."""
        self.broken.append(f"{self._now():%Y-%m-%d %H:%M:%S} {why}")

    def committed(self, _before: Book, after: Book) -> None:
        """Take in what is kept from now on."""
        now, who = self._now(), after.person
        known = self.people.get(who.id)
        if known is None:
            known = self.people[who.id] = Known(who, now - LATELY)
        elif known.person != who:
            known.person, known.changed = who, now
            known.edits.append(now)
        plans = {plan.id: plan for plan in after.plans}
        if plans != known.plans:
            self._replanned(known, plans, now)
        new: list[f.Fact] = []
        for fact in reversed(after.facts):
            if fact.key in known.keys:
                break
            new.append(fact)
        for fact in reversed(new):
            known.keys.add(fact.key)
            self._happened(known, fact)

    def _replanned(self, known: Known, plans: dict[str, Plan], now: datetime) -> None:
        for plan in known.plans.values():
            if plans.get(plan.id) != plan:
                place = next(p for p, (old, _, ends) in enumerate(known.versions) if old == plan and ends is None)
                known.versions[place] = (plan, known.versions[place][1], now)
                known.edits.append(now)
        known.versions += [(plan, now, None) for plan in plans.values() if known.plans.get(plan.id) != plan]
        known.plans = plans

    def _happened(self, known: Known, fact: f.Fact) -> None:
        """Take in a fact, and look whether a message may go that way."""
        match fact:
            case f.Queued(id=name):
                if name in known.state:
                    self.breaks(f"{known.person.id} {name} is worded twice")
                known.state[name], known.queued[name] = "queued", fact
                return
            case f.Joined():
                known.joined[fact.into].append(fact.id)
                return
            case f.Claimed(id=name):
                if fact.attempt != known.attempts[name] + 1:
                    self.breaks(f"{known.person.id} {name} is claimed the {fact.attempt}th time")
                known.attempts[name] = fact.attempt
            case f.Replied():
                known.wrote = self._now()
            case _:
                pass
        kind = fact.__struct_config__.tag
        if kind in LAWFUL:
            name = fact.id  # type: ignore[union-attr]
            if known.state.get(name) not in LAWFUL[kind]:
                self.breaks(f"{known.person.id} {name} was {known.state.get(name)} and is {kind}")
            known.state[name] = INTO.get(kind, kind)

    def leaves(self, message: Outgoing) -> None:
        """Look at a text that is handed over just now: so soon after a stop none is."""
        stopped = self.people[message.person].stopped
        if message.id.startswith(CAPPED) and stopped is not None and self._now() > stopped + AT_ONCE:
            self.breaks(f"{message.person} {message.id} was handed over after a stop")

    def took(self, text: Text) -> None:
        """Look at a text that the provider took just now."""
        self.texts.append(text)
        known = self.people[text.person]
        name = text.id.removesuffix("/anew")
        if not SHAPE.fullmatch(text.id):
            self.breaks(f"{text.person} {text.id} is the name of no message")
        for nudge in {name, *known.joined[text.id]}:
            known.sent[nudge] += 1
            if known.sent[nudge] > 1:
                self.breaks(f"{text.person} {nudge} was sent twice")
        if text.id.startswith("nudge/"):
            words = f"{text.id.split('/')[1]} {text.body}"
            before = known.bodies.get(words)
            if before is not None and abs(text.at - before) < SOON and not self._again(known, text):
                self.breaks(f"{text.person} got the words of {text.id} twice")
            known.bodies[words] = text.at
        if text.id in known.state:
            self._state(known, text)
        if text.id.startswith(CAPPED):
            self._unasked(known, text)

    def _state(self, known: Known, text: Text) -> None:
        """Whoever hands a text over has said so before."""
        if known.state[text.id] not in {"claimed", "accepted", "expired"}:
            self.breaks(f"{text.person} {text.id} left while it was {known.state[text.id]}")

    @staticmethod
    def _again(known: Known, text: Text) -> bool:
        queued = known.queued.get(text.id)
        return queued is not None and queued.again is not None

    def _unasked(self, known: Known, text: Text) -> None:
        """Look at a text that nobody asked for: the hours, the cap, a stop."""
        if known.stopped is not None and text.at > known.stopped + IN_FLIGHT:
            self.breaks(f"{text.person} {text.id} left after a stop")
        if self._again(known, text):
            return
        person, lately = known.person, text.at - known.changed < LATELY
        local = local_time(person, text.by_sender)
        if not lately and not (is_open(person, local) or is_open(person, local - IN_FLIGHT)):
            self.breaks(f"{text.person} {text.id} left at {local:%H:%M}, outside the hours")
        moved = any(abs(text.at - move.at) < LATELY for move in person.moves)
        if lately or moved:
            return
        day = (local - DAY_STARTS).date()
        known.days[day] += 1
        if known.days[day] > person.cap:
            self.breaks(f"{text.person} {text.id} is text {known.days[day]} of {day}, and {person.cap} may come")

    def hears(self, person: str, heard: Heard, kind: str) -> None:
        """Take in that a text is on its way to a server: from here on a start may count."""
        if kind == "start":
            known = self.people[person]
            known.stopped, known.begun = None, max(known.begun, place(heard))

    def answered_for(self, person: str, heard: Heard, kind: str) -> None:
        """Take in that a text was taken in, and its sender was told so."""
        if heard.id not in self.received:
            self.received[heard.id] = self._now()
            known = self.people[person]
            if kind == "stop" and place(heard) > known.begun:  # a stop that is told once more ends no later start
                known.stopped = self._now()


def place(heard: Heard) -> int:
    """Return which of all texts of theirs this is."""
    return int(heard.id[1:])
