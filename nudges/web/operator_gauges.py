"""How it stands just now, as a monitor reads it."""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Gauge
from prometheus_client.exposition import generate_latest

from nudges.web.operator_people import What
from nudges.web.operator_watch import Standing

Row = tuple[str, str, str, dict[str, float]]
"""A name, what it tells, its label or none, and its values."""


def gauges(stands: Standing, ready: bool) -> bytes:  # noqa: FBT001  it is one of the values
    """Return what holds at a moment."""
    registry = CollectorRegistry()
    for name, told, label, values in [*_people(stands), *_way_out(stands), *_machine(stands, ready=ready)]:
        gauge = Gauge(name, told, [label] if label else [], registry=registry)
        for value, number in values.items():
            (gauge.labels(value) if label else gauge).set(number)
    return generate_latest(registry)


def _people(stands: Standing) -> Iterator[Row]:
    counted = stands.counted
    yield "nudges_people", "People who have a book.", "", {"": counted.people}
    yield "nudges_people_looked_into", "Of them those whose book was looked into.", "", {"": counted.looked_into}
    yield "nudges_people_by_state", "Where people stand.", "state", dict(counted.states)
    yield "nudges_people_due", "People whose book wants to be looked at by now.", "", {"": stands.due}
    yield "nudges_queued", "Messages that wait to leave.", "", {"": sum(counted.waiting.values())}
    yield "nudges_in_hand", "Messages that somebody has begun to hand over.", "", {"": counted.in_hand}
    yield "nudges_held_now", "Nudges that wait, by why.", "reason", dict(counted.held)
    troubles: dict[str, float] = {what.value: counted.many(what) for what in What}
    yield "nudges_troubles", "Messages that need a look, by what is wrong.", "what", troubles
    yield "nudges_due_next_hours", "Nudges that come due in the next hours.", "", {"": sum(n for _, n in counted.plans)}


def _way_out(stands: Standing) -> Iterator[Row]:
    spent = {"day": stands.spent.day, "month": stands.spent.month}
    yield "nudges_lane_broken", "Whether nothing can leave until something is mended.", "", {"": bool(stands.broken)}
    yield "nudges_spent_segments", "Segments that left.", "period", {k: each.segments for k, each in spent.items()}
    most: dict[str, float] = {k: each.most for k, each in spent.items() if each.most is not None}
    yield "nudges_budget_segments", "Segments that may leave.", "period", most


def _machine(stands: Standing, *, ready: bool) -> Iterator[Row]:
    yield "nudges_ready", "Whether what is due would be sent.", "", {"": ready}
    waited = "How long the longest waiting of those who are due has waited."
    yield "nudges_oldest_waiting_seconds", waited, "", {"": stands.waited}
    yield "nudges_files_set_aside", "Files that could not be read.", "", {"": stands.set_aside}
    yield "nudges_strangers", "Texts from numbers that belong to nobody here.", "", {"": stands.strangers}
    if stands.disk_free is not None:
        yield "nudges_disk_free_bytes", "What is free on the disk of the data folder.", "", {"": stands.disk_free}
