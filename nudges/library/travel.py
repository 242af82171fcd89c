"""Where someone will be: the travel that people write down, and the moves it makes."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from nudges.core.change import moved
from nudges.core.hours import said
from nudges.core.localtime import day_of, instant
from nudges.core.problem import Problem
from nudges.core.values import Move, Person
from nudges.library import places
from nudges.library.clocks import clock

LEG = re.compile(r"(\d{4}-\d\d-\d\d) +(?:(\d{1,2}:\d\d) +)?(.+)")
FURTHEST = timedelta(days=730)
MOST = 50


class Leg(NamedTuple):
    """From when on someone is in a zone: from a day's beginning there, unless a time is said."""

    day: date
    at: time | None
    zone: ZoneInfo

    def move(self, person: Person) -> Move:
        """Return the move of a person."""
        at = self.at if self.at is not None else person.day_starts
        return Move(at=instant(datetime.combine(self.day, at), self.zone), zone=self.zone)


def leg(text: str) -> Leg:
    """Return a leg of a journey, as in `2026-12-01 Asia/Tokyo`."""
    found = LEG.fullmatch(text.strip())
    if found is None:
        raise Problem(f"'{text}' is no leg of a journey", hint="write a day and a zone, such as 2026-12-01 Asia/Tokyo")
    try:
        day = date.fromisoformat(found[1])
    except ValueError:
        raise Problem(f"'{found[1]}' is not a day", hint="write it like 2026-12-01") from None
    return Leg(day, clock(found[2]) if found[2] else None, places.zone(found[3]))


def coming(person: Person, now: datetime) -> list[Move]:
    """Return the moves that are still to come."""
    return [move for move in person.moves if move.at > now]


def written(person: Person, now: datetime) -> list[str]:
    """Return the travel to come as legs, which read as the same moves."""
    lines = []
    for move in coming(person, now):
        there = move.at.astimezone(move.zone)
        at = "" if there.time() == person.day_starts else f"{said(there.time())} "
        lines.append(f"{there.date()} {at}{move.zone.key}")
    return lines


def settled(person: Person, zone: ZoneInfo | None, legs: Sequence[Leg] | None, now: datetime) -> Person:
    """Return the person as a file says: in which zone they are, and where they will be.

    Legs that are past say where they are now, so that a file stays true while a journey goes on.
    """
    moves = _in_turn(person, legs, now) if legs is not None else []
    past = [move.zone for move in moves if move.at <= now]
    here = past[-1] if past else zone
    if here is not None and here.key != person.zone_at(now).key:
        person = moved(person, Move(at=now, zone=here))
    if legs is None:
        return person
    known = tuple(move for move in person.moves if move.at <= now)
    return _with_moves(person, [*known, *(move for move in moves if move.at > now)])


def _in_turn(person: Person, legs: Sequence[Leg], now: datetime) -> list[Move]:
    if len(legs) > MOST:
        raise Problem(f"{len(legs)} legs are too many", hint=f"write the next {MOST}")
    for each in legs:
        _not_too_far(each.day, day_of(person, now))
    moves = sorted((each.move(person) for each in legs), key=lambda move: move.at)
    for one, other in pairwise(moves):
        if one.at == other.at:
            raise Problem(f"two legs begin at once, in {one.zone.key} and {other.zone.key}", hint="keep one of them")
    return moves


def trip(person: Person, zone: ZoneInfo, first: date | None, last: date | None, now: datetime) -> Person:
    """Return the person with a journey to a zone.

    It goes from the beginning of a day there, or from now, to the end of the last day, or for good.
    """
    today = day_of(person, now)
    begins = first or today
    if begins < today:
        raise Problem(f"{begins} is past", where="--from", hint=f"it is {today} for {person.id}")
    _not_too_far(begins, today)
    if last is not None and last < begins:
        raise Problem(f"{last} comes before {begins}", where="--until", hint="name the last day away")
    start = now if first is None else max(now, Leg(first, None, zone).move(person).at)
    if person.zone_at(start).key == zone.key:
        hint = f"nudges person show {person.id} says where they are and will be"
        raise Problem(f"{person.id} is in {zone.key} then already", where="--tz", hint=hint)
    if last is None:
        return moved(person, Move(at=start, zone=zone))
    _not_too_far(last, today)
    # Where they would be by then: at home, or on the longer journey that this one is a part of.
    home = person.zone_at(Leg(last + timedelta(days=1), None, zone).move(person).at)
    back = Leg(last + timedelta(days=1), None, home).move(person)
    if back.at <= start:
        raise Problem(
            f"{last} is over in {home.key} before it begins in {zone.key}", where="--until", hint="name a later day"
        )
    before = (move for move in person.moves if move.at < start)
    after = (move for move in person.moves if move.at > back.at)
    return _with_moves(person, [*before, Move(at=start, zone=zone), back, *after])


def _with_moves(person: Person, moves: Iterable[Move]) -> Person:
    """Return the person with moves, but for those to where they are already."""
    kept: list[Move] = []
    for move in moves:
        if move.zone.key != (kept[-1].zone if kept else person.zone).key:
            kept.append(move)
    return msgspec.structs.replace(person, moves=tuple(kept))


def _not_too_far(day: date, today: date) -> None:
    if day - today > FURTHEST:
        raise Problem(f"{day} is too far away", hint=f"plan until {today + FURTHEST}")
