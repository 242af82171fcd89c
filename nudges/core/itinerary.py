"""The clock of someone who moves: one zone after another, under the same policy as any change of clocks."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

EVER, NEVER = datetime.min.replace(tzinfo=UTC) + timedelta(days=1), datetime.max.replace(tzinfo=UTC)
FAR = timedelta(days=2)
"""Farther from a move than any two clocks are apart, only the zone itself repeats hours."""


class Itinerary(tzinfo):
    """A zone, and from given moments on others.

    A flight east skips hours of the person's day, one west repeats some, as clocks do in spring and autumn.
    """

    def __init__(self, zone: ZoneInfo, moves: tuple[tuple[datetime, ZoneInfo], ...]) -> None:
        self._starts = [moment for moment, _ in moves]
        self._zones = [zone, *(later for _, later in moves)]

    def zone_at(self, moment: datetime) -> ZoneInfo:
        """Return the zone in which the person is at a moment."""
        return self._zones[bisect_right(self._starts, moment)]

    def legs(self) -> Iterator[tuple[datetime, datetime, ZoneInfo]]:
        """Yield from when, until when and by which zone the person lived, in order."""
        yield from zip([EVER, *self._starts], [*self._starts, NEVER], self._zones, strict=True)

    def fromutc(self, moment: datetime) -> datetime:
        """Return the local time of a moment in UTC; fold tells a repeated one."""
        utc = moment.replace(tzinfo=UTC)
        place = bisect_right(self._starts, utc)
        if all(abs(utc - start) > FAR for start in self._starts[max(place - 1, 0) : place + 1]):
            return utc.astimezone(self._zones[place]).replace(tzinfo=self)
        wall = utc.astimezone(self.zone_at(utc)).replace(tzinfo=None, fold=0)
        again = any(earlier < utc for earlier in self._moments(wall))
        return wall.replace(tzinfo=self, fold=int(again))

    def utcoffset(self, local: datetime | None) -> timedelta | None:
        """Return the offset of a local time; of a skipped one, that before the gap, or after it with fold 1."""
        if local is None:
            return None
        wall = local.replace(tzinfo=None, fold=0)
        if found := sorted(self._moments(wall)):
            return wall - found[-1 if local.fold else 0].replace(tzinfo=None)
        return self._skipped(wall, local.fold)

    def dst(self, local: datetime | None) -> timedelta | None:  # noqa: ARG002  a tzinfo must have it
        """Return nothing: what part of an offset is summer time is not known."""
        return None

    def tzname(self, local: datetime | None) -> str | None:
        """Return the name of the zone that holds."""
        offset = self.utcoffset(local)
        if local is None or offset is None:
            return None
        return self.zone_at((local.replace(tzinfo=None) - offset).replace(tzinfo=UTC)).key

    def _moments(self, wall: datetime) -> Iterator[datetime]:
        """Yield the moments at which the person's clock shows a time."""
        for place, zone in enumerate(self._zones):
            for fold in (0, 1):
                moment = wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)
                if self._holds(place, moment) and moment.astimezone(zone).replace(tzinfo=None, fold=0) == wall:
                    yield moment

    def _holds(self, place: int, moment: datetime) -> bool:
        return bisect_right(self._starts, moment) == place

    def _skipped(self, wall: datetime, fold: int) -> timedelta | None:
        for place, move in enumerate(self._starts):
            before, after = (wall.replace(tzinfo=zone) for zone in self._zones[place : place + 2])
            if before.astimezone(UTC) >= move > after.astimezone(UTC):
                return (after if fold else before).utcoffset()
        for place, zone in enumerate(self._zones):
            local = wall.replace(tzinfo=zone, fold=fold)
            if self._holds(place, local.astimezone(UTC)):
                return local.utcoffset()
        return wall.replace(tzinfo=self._zones[-1], fold=fold).utcoffset()


@lru_cache(maxsize=1024)
def itinerary(zone: ZoneInfo, moves: tuple[tuple[datetime, ZoneInfo], ...]) -> tzinfo:
    """Return the clock of someone who began in a zone and moved, or the zone itself where they never did."""
    return Itinerary(zone, moves) if moves else zone
