"""Time played on a fake clock: the real engine with a made-up way to live, on a copy that nobody receives."""

from nudges.simulation.counting import Summary, count
from nudges.simulation.personas import Persona
from nudges.simulation.play import Played, Rehearsal, simulate

__all__ = ["Persona", "Played", "Rehearsal", "Summary", "count", "simulate"]
