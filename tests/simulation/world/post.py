"""What people write, on its way to a server: late, lost, twice, or in the middle of what a server does."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from nudges.gateways import Heard
from tests.simulation.world.weather import is_quiet

if TYPE_CHECKING:
    from tests.simulation.world.world import World

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


class Post:
    """Brings texts to servers; `written` is who wrote each, and why."""

    def __init__(self, world: "World") -> None:
        self._world = world
        self.written: dict[str, tuple[str, str]] = {}

    def say(self, person: str, text: str, kind: str, moment: datetime) -> None:
        """Let somebody write at a moment."""
        if moment < self._world.ends - 2 * HOUR:
            self._world.scheduler.at(moment, lambda: self._says(person, text, kind))

    def bursts_in(self, person: str, text: str, kind: str) -> None:
        """Let somebody write in this very moment, in the middle of what a server does."""
        heard = self._writes(person, text, kind)
        if heard is not None:
            self._knock(heard, 4)

    def _writes(self, person: str, text: str, kind: str) -> Heard | None:
        now = self._world.scheduler.now
        if is_quiet(self._world.quiet, now) or now > self._world.ends - 2 * HOUR:
            return None
        heard = Heard(id=f"R{len(self.written)}", phone=self._world.oracle.people[person].person.phone, text=text)
        self.written[heard.id] = (person, kind)
        self._world.provider.written.append((now, heard))
        return heard

    def _says(self, person: str, text: str, kind: str) -> None:
        now, strikes = self._world.scheduler.now, self._world.weather.strikes
        self._world.weather.now = now
        heard = self._writes(person, text, kind)
        if heard is None:
            return
        if strikes("webhook lost"):
            return
        for _ in range(1 + strikes("webhook doubled")):
            after = self._world.dice.uniform(0.2, 3) + (
                3600 * self._world.dice.random() if strikes("webhook late") else 0
            )
            self._world.scheduler.at(now + timedelta(seconds=after), lambda: self._knock(heard, 4))

    def _knock(self, heard: Heard, turns: int) -> None:
        """Bring a text to a server; where it is not taken in it comes again, a few times."""
        self._world.weather.now = self._world.scheduler.now

        def again() -> None:
            self._world.scheduler.at(self._world.scheduler.now + self._world.dice.uniform(5, 300) / 60 * MINUTE,
                              lambda: self._knock(heard, turns - 1))  # fmt: skip

        server = self._world.somebody_alive()
        person, kind = self.written[heard.id]
        if server is not None:
            self._world.oracle.hears(person, heard, kind)
            server.hear(heard, again if turns else lambda: None)
        if turns and (server is None or self._world.weather.strikes("webhook unanswered")):
            again()

    def received(self, heard: Heard) -> None:
        """Take in that a server has answered for a text."""
        person, kind = self.written[heard.id]
        self._world.oracle.answered_for(person, heard, kind)

    def polled(self, heard: Heard) -> None:
        """Take in that a server has seen a text in the provider's list."""
        person, kind = self.written[heard.id]
        self._world.oracle.hears(person, heard, kind)
