"""Is what a preview says what is sent? Asked on days on which nobody writes and nothing goes wrong."""

from datetime import datetime, timedelta

from nudges.core.facts import Queued
from nudges.service import Service
from tests.simulation.world.oracle import Oracle
from tests.simulation.world.provider import Provider

SOON = timedelta(seconds=90)


class Foreseen:
    """Keeps what was foreseen of each person until it is compared."""

    def __init__(self, oracle: Oracle, provider: Provider) -> None:
        self._oracle, self._provider = oracle, provider
        self._said: dict[str, tuple[datetime, list[Queued]]] = {}

    def look(self, service: Service, person: str, now: datetime) -> None:
        """Ask what will be sent in the day to come."""
        self._said[person] = (now, [each for each in service.next(person, now, 2) if isinstance(each, Queued)])

    def compare(self, now: datetime) -> None:
        """Compare it with what was sent since."""
        for person, (then, said) in self._said.items():
            wrote = self._oracle.people[person].wrote
            if wrote is not None and wrote >= then:
                continue  # something that they wrote before came in late
            told = {each.id: each for each in said}
            over = {each.id for each in said if each.at <= now - SOON}
            sent = {text.id: text for text in self._provider.texts if text.person == person and text.at >= then}
            for name in sorted(over | sent.keys()):
                one, other = told.get(name), sent.get(name)
                if one is None:
                    self._oracle.breaks(f"{person} {name} was sent and not foreseen")
                elif other is None:
                    self._oracle.breaks(f"{person} {name} was foreseen for {one.at} and not sent")
                elif one.text != other.body or abs(one.at - other.by_sender) > SOON:
                    self._oracle.breaks(f"{person} {name} was foreseen otherwise: {one.at} {other.by_sender}")
        self._said.clear()
