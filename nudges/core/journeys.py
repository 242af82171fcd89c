"""What follows when someone says in which time zone they are."""

from nudges.core import facts as f
from nudges.core.answers import Answering
from nudges.core.change import moved
from nudges.core.facts import Fact
from nudges.core.said import clock
from nudges.core.understanding import Value
from nudges.core.values import Move
from nudges.core.words import Intent
from nudges.core.zones import zone_named

QUESTION = "zone"


def chosen_place(asked: f.Asked, text: str) -> tuple[Intent, Value] | None:
    """Return which of the places we asked about is chosen, if one is."""
    from nudges.core.cities import choose

    zone = choose(text, asked.choices) if asked.question == QUESTION else None
    return (Intent.ZONE, Value(zone=zone)) if zone is not None else None


def move(turn: Answering) -> list[Fact]:
    """Return a move and the time where the person is now, or the question which of several places is meant."""
    from nudges.core.cities import MOST, find, label, near

    place = turn.heard.value.zone or ""
    found = find(place, turn.now) if place else []
    if len(found) == 1:
        return _moved(turn, found[0], label(found[0]))
    choices = tuple(found or (near(place) if place else ()))
    if not 0 < len(choices) <= MOST:
        return turn.answer("zone_unknown")
    name = "zone_which" if found else "zone_near"
    listed = ", ".join(f"{number} {label(zone)}" for number, zone in enumerate(choices, 1))
    asked = f.Asked(at=turn.now, question=QUESTION, choices=choices, source=turn.reply)
    return [asked, *turn.answer(name, {"choices": listed})]


def _moved(turn: Answering, name: str, place: str) -> list[Fact]:
    person, now, zone = turn.book.person, turn.now, zone_named(name)
    there = moved(person, Move(at=now, zone=zone))
    facts: list[Fact] = []
    if person.zone_at(now) != zone:
        ahead = tuple((each.at, each.zone.key) for each in person.moves if each.at > now)
        was = person.zone_at(now).key
        facts.append(f.Moved(at=now, zone=name, was=was, was_ahead=ahead, source=turn.reply))
    return [*facts, *turn.answer("zone_set", {"place": place, "time": clock(there, now)})]
