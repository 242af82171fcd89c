"""A provider of texts as they are: takes some, loses some, is slow, repeats itself, and can be asked."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from msgspec.structs import replace

from nudges.core.sms import measure
from nudges.core.words import Status, Why
from nudges.gateways import Absent, Heard, Outgoing, Refused, Taken, Told, Unclear
from tests.simulation.world.scheduler import Process, Scheduler
from tests.simulation.world.weather import Weather

SECONDS = timedelta(seconds=1)
PATIENCE = 10.0
"""So many seconds a hand waits for an answer."""


@dataclass(frozen=True)
class Text:
    """A text that the provider took: when by the world's clock and by the sender's, and whether somebody looks."""

    number: str
    person: str
    id: str
    to: str
    body: str
    at: datetime
    by_sender: datetime


class Around(Protocol):
    """Is told at once what a provider does."""

    def took(self, text: Text) -> None:
        """It took a text."""

    def tell(self, told: Told) -> None:
        """It tells how far one came."""

    def leaves(self, message: Outgoing) -> None:
        """A text is handed to it just now."""

    def takes_its_time(self, seconds: float) -> None:
        """It lets somebody wait for its answer."""

    def puts_off(self, person: str, after: timedelta) -> None:
        """It lets a text wait."""

    def polled(self, heard: Heard) -> None:
        """It named a text when it was asked what arrived."""


@dataclass
class Provider:
    """Keeps a log of what it took and of what people wrote; `around` is told at once."""

    scheduler: Scheduler
    weather: Weather
    around: Around
    refused: set[str] = field(default_factory=set)
    texts: list[Text] = field(default_factory=list)
    written: list[tuple[datetime, Heard]] = field(default_factory=list)
    _by_id: dict[tuple[str, str], Text] = field(default_factory=dict)
    _ends: dict[str, Told] = field(default_factory=dict)
    _on_the_way: dict[tuple[str, str], int] = field(default_factory=dict)
    _broken_until: datetime | None = None

    def create(self, message: Outgoing, by_sender: datetime) -> Text:
        """Take a text, and from then on tell how far it came."""
        scheduler, number = self.scheduler, f"SM{len(self.texts)}"
        text = Text(number, message.person, message.id, message.to, message.text, scheduler.now, by_sender)
        self.texts.append(text)
        self._by_id.setdefault((message.person, message.id), text)
        scheduler.note(f"taken {message.person} {message.id}")
        self.around.took(text)
        self._follow(text)
        return text

    def _follow(self, text: Text) -> None:
        bad, dice = self.weather.strikes("undelivered"), self.scheduler.dice
        told = Told(provider_id=text.number, status=Status.SENT, person=text.person, id=text.id)
        ended = replace(told, status=Status.DELIVERED)
        if bad:
            ended = replace(told, status=Status.FAILED, why=Why.CONTENT, detail="it was filtered", code=30007)
        for after, each in ((dice.uniform(0.5, 3), told), (dice.uniform(2, 9), ended)):
            if self.weather.strikes("status lost"):
                continue
            late = 3600 * dice.random() if self.weather.strikes("status late") else 0
            for turn in range(2 if self.weather.strikes("status doubled") else 1):
                moment = self.scheduler.now + (after + late + turn * dice.uniform(0, 20)) * SECONDS
                self.scheduler.at(moment, lambda each=each: self.around.tell(each))  # type: ignore[misc]
        self.scheduler.at(self.scheduler.now + 9 * SECONDS, lambda: self._ends.__setitem__(text.number, ended))

    def late(self, message: Outgoing, by_sender: datetime) -> None:
        """Take a text when nobody waits for the answer any more."""
        name = (message.person, message.id)
        self._on_the_way[name] = self._on_the_way.get(name, 0) + 1

        def arrives() -> None:
            self._on_the_way[name] -= 1
            self.create(message, by_sender)

        self.scheduler.at(self.scheduler.now + self.scheduler.dice.uniform(1, 40) * SECONDS, arrives)

    def broken(self) -> bool:
        """Whether the account is out of order just now."""
        if self.weather.rages and self._broken_until is None and self.scheduler.dice.random() < 0.01:
            self._broken_until = self.scheduler.now + timedelta(minutes=self.scheduler.dice.uniform(1, 40))
            self.weather.troubled(self.scheduler.now, self._broken_until + timedelta(hours=2))
        if self._broken_until is not None and self.scheduler.now >= self._broken_until:
            self._broken_until = None
        return self._broken_until is not None

    def find(self, message: Outgoing) -> Text | Absent | Unclear:
        """Return what became of a text; of one that may still be on its way nobody can say."""
        if self._on_the_way.get((message.person, message.id)):
            return Unclear(detail="it may still be on its way")
        return self._by_id.get((message.person, message.id), Absent())

    def end_of(self, number: str) -> Told | None:
        """Return how far a text came."""
        return self._ends.get(number)


class ProviderGateway:
    """The way of one process to the provider."""

    platform_opt_out = False
    dedicated = True

    def __init__(self, provider: Provider, process: Process) -> None:
        self._provider, self._process = provider, process
        self._scheduler, self._weather = provider.scheduler, provider.weather

    def send(self, message: Outgoing, now: datetime) -> Taken | Refused | Unclear:
        """Hand over a text, once."""
        provider, scheduler, strikes = self._provider, self._scheduler, self._weather.strikes
        scheduler.pause(f"send {message.id}")
        provider.around.leaves(message)
        if provider.broken():
            return Refused(detail="the account is out of order", why=Why.CONFIGURATION, code=20003)
        if strikes("later"):
            after = timedelta(minutes=scheduler.dice.choice((1, 3, 20, 90)))
            self._weather.troubled(scheduler.now, scheduler.now + after)
            provider.around.puts_off(message.person, after)
            return Refused(detail="too much at once", why=Why.LATER, code=20429, after=after)
        if strikes("refused"):
            provider.refused.add(message.id)
            return Refused(detail="these words are refused", why=Why.CONTENT, code=30007)
        by_sender = scheduler.now + self._process.skew
        if strikes("lost before"):
            return self._lost()
        if strikes("late"):
            provider.late(message, by_sender)
            return self._lost()
        if strikes("slow"):
            seconds = scheduler.dice.uniform(1, PATIENCE)
            provider.around.takes_its_time(seconds)
            scheduler.sleep(seconds)
        text = provider.create(message, by_sender)
        scheduler.pause("sent")
        return self._lost() if strikes("lost after") else self._taken(text)

    def _lost(self) -> Unclear:
        self._provider.around.takes_its_time(PATIENCE)
        self._scheduler.sleep(PATIENCE)
        if self._scheduler.dice.random() < 0.5:
            raise TimeoutError
        return Unclear(detail="no answer in time")

    def _taken(self, text: Text) -> Taken:
        return Taken(provider_id=text.number, segments=measure(text.body).segments)

    def find(self, message: Outgoing) -> Taken | Absent | Unclear:
        """Look what became of a text."""
        self._scheduler.pause(f"find {message.id}")
        if self._weather.strikes("cannot look"):
            raise TimeoutError
        found = self._provider.find(message)
        return self._taken(found) if isinstance(found, Text) else found

    def forget(self, phone: str) -> None:
        """Keep nothing here."""

    def poll(self, since: datetime) -> list[Heard]:
        """Return what arrived since a moment."""
        self._scheduler.pause("poll")
        if self._weather.strikes("cannot look"):
            raise TimeoutError
        found = [heard for at, heard in self._provider.written if at >= since]
        for heard in found:
            self._provider.around.polled(heard)
        return found

    def status(self, provider_id: str) -> Told | None:
        """Return how far a text came."""
        return self._provider.end_of(provider_id)
