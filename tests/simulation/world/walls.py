"""What a clock on the wall says where somebody is, reckoned anew."""

from datetime import datetime

from nudges.core.values import Person


def local_time(person: Person, moment: datetime) -> datetime:
    """Return the time on the wall where somebody is."""
    zone = person.zone
    for move in person.moves:
        if move.at <= moment:
            zone = move.zone
    return moment.astimezone(zone).replace(tzinfo=None)


def is_open(person: Person, local: datetime) -> bool:
    """Whether texts are welcome at a time on the wall."""
    at, opens, closes = local.time(), person.hours.opens, person.hours.closes
    if opens == closes:
        return True
    return opens <= at < closes if opens < closes else at >= opens or at < closes
