"""A month of a few people in a world in which everything goes wrong: one seed, one course of events."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from structlog.testing import capture_logs

from nudges.core.problem import Problem
from nudges.gateways import Heard, Outgoing, Told
from nudges.library import load
from tests.simulation.world import changes
from tests.simulation.world.audit import Audit
from tests.simulation.world.crowd import seamed
from tests.simulation.world.foreseen import Foreseen
from tests.simulation.world.lived import Lived, Plan
from tests.simulation.world.oracle import Oracle
from tests.simulation.world.people import Weekly
from tests.simulation.world.post import Post
from tests.simulation.world.provider import Provider, Text
from tests.simulation.world.scheduler import Process, Scheduler
from tests.simulation.world.server import Server
from tests.simulation.world.weather import QUIET, Weather

BEGINS = datetime(2026, 2, 20, 15, tzinfo=UTC)
FORESEEN = {"Failure", "OSError", "TimeoutError"}
"""What goes wrong in a storm; another error is a mistake of ours, though nobody else may notice it."""

CALM_AFTER, QUIET_EVERY = timedelta(hours=40), 7
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass
class World:
    """Everything there is under one seed."""

    plan: Plan
    servers: list[Server] = field(default_factory=list)
    known: dict[str, Weekly] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.ends = BEGINS + self.plan.days * DAY
        self.scheduler = Scheduler(self.plan.seed, BEGINS)
        self.dice = self.scheduler.dice
        self.weather = Weather(self.dice, BEGINS, self.ends, self.dice.choice((0, 0.3, 1, 3)))
        self.quiet = [BEGINS + day * DAY for day in range(3, self.plan.days - 1, QUIET_EVERY)]
        self.weather.keep_off([(each, each + QUIET) for each in self.quiet])
        self.oracle = Oracle(lambda: self.scheduler.now)
        self.provider = Provider(self.scheduler, self.weather, self)
        self.home = self.plan.home(self.scheduler, self.weather)
        self.words = load().words
        self.scheduler.dies, self.scheduler.following = self._dies, self._following
        self.scheduler.between = lambda: changes.burst_in(self)
        self.post = Post(self)
        self.foreseen = Foreseen(self.oracle, self.provider)
        self._ahead = timedelta()
        self.many = self.dice.choice((1, 1, 2))

    def live(self) -> Lived:
        """Let it all happen."""
        try:
            for number in range(self.many):
                self._start(number)
            changes.settle_in(self)
            with capture_logs() as self.logs:
                changes.plan_ahead(self)
                self.scheduler.go(self.ends)
                self._calm_down()
            return self._judged()
        finally:
            self.home.close()

    def _start(self, number: int) -> None:
        """Start a server, over whatever there is."""
        process = Process(f"server {number}")
        process.skew = self._ahead
        store = self.plan.store(seamed(self.home.store(process), self.scheduler, self.oracle.committed))
        gateway = self.plan.gateway(self.provider, process)
        server = Server(process, self.scheduler, self.plan.service(store, gateway, self.words), gateway, self.post)
        self.servers[number : number + 1] = [server]
        server.look()
        self.scheduler.note(f"{process.name} starts")

    def skew(self, ahead: timedelta) -> None:
        """Set the clock of the machine; `ahead` is how far it is from right."""
        self._ahead = ahead
        for server in self.servers:
            server.process.skew = ahead

    def somebody_alive(self) -> Server | None:
        """Return one of the servers that run."""
        alive = [server for server in self.servers if server.process.alive]
        return self.dice.choice(alive) if len(alive) > 1 else alive[0] if alive else None

    def _dies(self, process: Process, _point: str) -> bool:
        if not self.weather.rages:
            return False
        if self.weather.strikes("power cut"):
            for server in self.servers:
                self.scheduler.kill(server.process)
            self.home.cut_power()
            self._all_again()
            return True
        return self.weather.strikes("killed")

    def _all_again(self) -> None:
        """Let whoever is dead be started again, after a while."""
        for number, server in enumerate(self.servers):
            if not server.process.alive and server.process.name not in self.erased:
                self.erased.add(server.process.name)
                short = self.dice.random() < 0.9
                after = self.dice.uniform(1, 90) / 60 * MINUTE if short else self.dice.uniform(0.1, 4) * HOUR
                self.weather.troubled(self.scheduler.now, self.scheduler.now + after + 2 * MINUTE)
                self.scheduler.at(self.scheduler.now + after, lambda number=number: self._restart(number))  # type: ignore[misc]

    def _restart(self, number: int) -> None:
        self.erased.discard(f"server {number}")
        self._start(number)
        store = self.servers[number].service.store
        for person in store.people():
            book = store.read(person)
            self.oracle.committed(book, book)

    def _following(self) -> tuple[datetime, Callable[[], object]] | None:
        """Return when a server wants to be woken, and what follows."""
        self.weather.now = self.scheduler.now
        self._all_again()
        found = [(due[0], server) for server in self.servers if server.process.alive and (due := server.due())]
        if not found:
            return None
        moment = min(at for at, _ in found)
        return moment, lambda: self._ring([server for at, server in found if at == moment])

    def _ring(self, servers: list[Server]) -> None:
        self.weather.now = self.scheduler.now
        several = len(servers) > 1 and self.dice.random() < 0.5
        for server in servers if several else [self.dice.choice(servers)]:
            server.ring()

    def polled(self, heard: Heard) -> None:
        """Take in that a server has seen a text in the provider's list."""
        self.post.polled(heard)

    def tell(self, told: Told) -> None:
        """Bring what became of a text to a server."""
        self.weather.now = self.scheduler.now
        server = self.somebody_alive()
        if server is not None:
            server.note(told, lambda: None)

    def took(self, text: Text) -> None:
        """Take in that the provider took a text."""
        self.oracle.took(text)
        changes.answer(self, text)

    def leaves(self, message: Outgoing) -> None:
        """Take in that a text is handed over."""
        self.oracle.leaves(message)

    def takes_its_time(self, seconds: float) -> None:
        """Take in that somebody waits for the provider."""
        changes.meanwhile(self, seconds)

    def puts_off(self, person: str, after: timedelta) -> None:
        """Take in that a text to somebody has to wait."""
        changes.put_off(self, person, after)

    def _calm_down(self) -> None:
        """Let the storms be over, and everybody have time for what was left undone."""
        self.skew(timedelta())
        for hours in (2, 14, 26):
            self.scheduler.at(self.ends + hours * HOUR, lambda: changes.upkeep(self))
        self.scheduler.go(self.ends + CALM_AFTER)

    def _judged(self) -> Lived:
        broken, now = self.oracle.broken, self.scheduler.now
        failed = {str(each["error"]) for each in self.logs if "error" in each}
        broken += [f"a {name} that nobody foresaw" for name in sorted(failed - FORESEEN)]
        for server in self.servers:
            broken += [f"a file was set aside: {notice}" for notice in server.service.store.notices()]
        try:
            facts = {person: self.home.facts(person) for person in self.oracle.people}
        except (Problem, ValueError, KeyError, FileNotFoundError) as error:
            broken.append(f"what is kept cannot be read: {error!r}")
        else:
            Audit(self.oracle, self.provider, self.known, sorted(self.weather.trouble), self.post.written, now).judge(
                facts
            )
            self.scheduler.note(repr(sorted((who, len(kept)) for who, kept in facts.items())))
        many = len(self.oracle.people)
        return Lived(broken, self.scheduler.trace, self.scheduler.steps, many * self.plan.days,
                     len(self.provider.texts), len(self.post.written), dict(self.weather.struck))  # fmt: skip


def live(plan: Plan) -> Lived:
    """Return what comes of a seed."""
    return World(plan).live()
