"""What stands for workers that are processes of their own, and how many hands each has."""

from nudges.settings import Settings

FEW_HANDS, MANY_HANDS = 4, 32
"""So many texts are handed over at once: by a phone on this machine, by a provider far away."""


class Elsewhere:
    """Stands for the workers where they are processes of their own: the database tells them all there is to do."""

    unseen_for = 0.0
    resting: frozenset[str] = frozenset()

    def start(self) -> None:
        """Begin nothing."""

    def stop(self) -> None:
        """End nothing."""

    def poke(self, person: str | None = None) -> None:
        """Do nothing: the job was deferred with what was kept."""


def hands_of(settings: Settings) -> int:
    """Return how many texts are handed over at once."""
    return FEW_HANDS if settings.gateway == "phone" else MANY_HANDS
