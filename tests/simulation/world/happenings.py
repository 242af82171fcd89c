"""Programs that tell of events: in storms, twice, late, again until they are answered; and what must come of each.

A world has them where it is asked for. A plan waits for one kind, and everything else is only kept.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from nudges.core.book import Book
from nudges.core.events import happened
from nudges.core.values import Plan
from nudges.core.when import parse_when
from tests.simulation.world.oracle import DAY_STARTS, Known
from tests.simulation.world.stores import Facts
from tests.simulation.world.walls import local_time
from tests.simulation.world.weather import is_quiet

if TYPE_CHECKING:
    from tests.simulation.world.world import World

WAITS, ONLY_KEPT = "gym.left", "door.opened"
PLAN = "p9"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
AROUND = timedelta(hours=30)
"""So near a change or a silence nothing is said of a day."""

TOLD_FOR, ENDS_BEFORE = 12 * HOUR, 30 * HOUR


class Programs:
    """Tells of what happens to people; `answered` are the events that a server has said are kept."""

    def __init__(self, world: "World") -> None:
        self._world, self._dice = world, world.dice
        self.told: dict[str, tuple[str, str]] = {}
        self.answered: set[str] = set()

    def plan_ahead(self) -> None:
        """Put every event on its moment, and a plan that waits for them into each book."""
        world, dice, begins = self._world, self._dice, self._world.scheduler.now
        for person in list(world.oracle.people):
            world.servers[0].service.edit(person, lambda book: book.with_plan(_plan(begins)), begins)
            for day in range(world.plan.days):
                for _ in range(dice.choice((0, 1, 1, 2, 6))):
                    moment = begins + day * DAY + dice.uniform(0, 24) * HOUR
                    self._put(person, dice.choice((WAITS, WAITS, ONLY_KEPT)), moment)
                if dice.random() < 0.1:
                    storm = begins + day * DAY + dice.uniform(0, 24) * HOUR
                    for number in range(40):
                        self._put(person, WAITS, storm + number * timedelta(seconds=1.5))
        world.scheduler.at(world.ends + 39 * HOUR, self.judge)

    def _put(self, person: str, event: str, moment: datetime) -> None:
        name = f"gym/{len(self.told)}"
        self.told[name] = (person, event)
        for _ in range(self._dice.choice((1, 1, 1, 2))):  # some programs say everything twice
            late = self._dice.choice((0.0, 0.0, 0.0, 60 * 60 * self._dice.uniform(0, 6)))
            self._tell_at(name, moment + timedelta(seconds=late))

    def _tell_at(self, name: str, moment: datetime) -> None:
        self._world.scheduler.at(moment, lambda: self._tell(name, moment + TOLD_FOR))

    def _tell(self, name: str, until: datetime) -> None:
        """Tell a server of an event, and do so again later unless it has answered."""
        world, now = self._world, self._world.scheduler.now
        person, event = self.told[name]
        if name in self.answered and self._dice.random() < 0.7:
            return
        quiet = is_quiet(world.quiet, now)
        world.scheduler.at(now + self._dice.uniform(1, 20) * MINUTE + (27 * HOUR if quiet else 0 * HOUR),
                           lambda: self._again(name, until))  # fmt: skip
        server = world.somebody_alive()
        if quiet or server is None or now > world.ends - ENDS_BEFORE:
            return

        def change(book: Book, moment: datetime) -> Book:
            return book.add(*happened(book, event, name, moment))

        def done() -> None:
            self.answered.add(name)
            server.attend(person)

        server.edit(person, change, done)

    def _again(self, name: str, until: datetime) -> None:
        if name not in self.answered and self._world.scheduler.now < until + 27 * HOUR:
            self._tell(name, until)

    def judge(self) -> None:
        """Take in what is lost or doubled of the events, and of the nudges that wait for them."""
        world = self._world
        for person, known in world.oracle.people.items():
            kept = world.home.facts(person)
            self._events(person, kept)
            if not known.person.moves and [plan.when for plan, _, _ in known.versions if plan.id == PLAN] == [WHEN]:
                self._nudges(known, kept)

    def _events(self, person: str, kept: Facts) -> None:
        counted = Counter(str(fact["source"]) for fact in kept if fact["fact"] == "happened")
        for name, many in counted.items():
            if many > 1 or self.told.get(name, ("", ""))[0] != person:
                self._world.oracle.breaks(f"{person} the event {name} is kept {many} times")
        for name in self.answered - counted.keys():
            if self.told[name][0] == person:
                self._world.oracle.breaks(f"{person} the event {name} was answered for and is gone")

    def _nudges(self, known: Known, kept: Facts) -> None:
        """Where an event was kept on a day there is one nudge for it, sent or lawfully dropped, and never two."""
        days, dues = defaultdict[date, list[datetime]](list), Counter[date]()
        for fact in kept:
            if fact["fact"] == "happened" and fact["event"] == WAITS:
                days[_day(known, _at(fact))].append(_at(fact))
            if _is_ours(fact):
                dues[_day(known, datetime.fromisoformat(str(fact["due"])))] += 1
        hindered = [
            _at(fact) for fact in kept if fact["fact"] in {"stopped", "started", "paused", "flagged", "consented"}
        ]
        spans = [(at, datetime.fromisoformat(str(fact["until"]))) for fact in kept if fact["fact"] == "paused"
                 for at in [_at(fact)]]  # fmt: skip
        for day, many in dues.items():
            if many > 1:
                self._world.oracle.breaks(f"{known.person.id} {many} nudges came of the events of {day}")
        for day, events in days.items():
            near = [*hindered, *known.edits]
            silent = any(begins <= at < ends for at in events for begins, ends in spans)
            if silent or self._rests(kept, events) or any(abs(at - each) < AROUND for at in events for each in near):
                continue
            if not dues[day]:
                self._world.oracle.breaks(f"{known.person.id} no nudge came of the event of {day}")

    @staticmethod
    def _rests(kept: Facts, events: list[datetime]) -> bool:
        """Whether everything rests since a stop or danger, or they never agreed."""
        agreed = min((_at(fact) for fact in kept if fact["fact"] == "consented"), default=None)
        last: Mapping[str, object] | None = None
        for fact in kept:
            if fact["fact"] in {"stopped", "flagged", "started"} and _at(fact) <= max(events):
                last = fact
        return agreed is None or agreed > min(events) or (last is not None and last["fact"] != "started")


WHEN = str(parse_when(f"on event {WAITS}"))


def _plan(since: datetime) -> Plan:
    return Plan(id=PLAN, title="Stretch", cue="at the door", when=WHEN, texts=("Stretch.", "Reach up."), grace=240,
                since=since)  # fmt: skip


def _is_ours(fact: Mapping[str, object]) -> bool:
    """Whether a fact is a nudge of the plan that waits, each once."""
    nudge = fact["fact"] in {"queued", "dropped", "joined"} and fact.get("plan") == PLAN
    return nudge and not fact.get("again") and not str(fact["id"]).endswith("/anew")


def _day(known: Known, moment: datetime) -> date:
    return (local_time(known.person, moment) - DAY_STARTS).date()


def _at(fact: Mapping[str, object]) -> datetime:
    return datetime.fromisoformat(str(fact["at"]))
