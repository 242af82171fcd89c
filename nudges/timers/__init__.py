"""What wakes people's books at a moment: what every timer promises."""

from typing import Protocol


class Timer(Protocol):
    """Rings at the earliest moment anyone wants, again and again."""

    def start(self) -> None:
        """Begin."""

    def poke(self) -> None:
        """Look now: something changed."""

    def stop(self) -> None:
        """End, once what is in hand is finished."""
