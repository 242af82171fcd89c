"""How people are hidden in a study: ids that only this installation can lead back, and days that are shifted."""

import hmac
import re
from datetime import date, datetime, timedelta
from hashlib import sha256

from nudges.core.book import Book
from nudges.core.values import Person

LONGEST_SHIFT = 104
"""In weeks; a person's days are moved into the past by so many at most."""

LENGTH, SHORT = 16, 12
"""Of a code, beside the letter that it begins with: without one a program may read 12e345 as a number."""
NAME, NUMBER, ADDRESS = "[name]", "[number]", "[address]"
_NUMBER = re.compile(r"\+?\d[\d\s().-]{5,}\d")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+")


class Mask:
    """What hides the people of one project; in another project nothing about them is the same."""

    def __init__(self, secret: bytes, project: str) -> None:
        """Take the secret of an installation, without which no id can be led back or forged."""
        self._key = hmac.digest(secret, f"nudges.research/{project}".encode(), sha256)

    def person(self, person: Person) -> str:
        """Return who somebody is in this project; the same id given to somebody new is somebody else."""
        return "p" + self._sign(f"person/{person.id}/{person.since.isoformat()}").hex()[:LENGTH]

    def thing(self, person: Person, name: str) -> str:
        """Return what a plan or a nudge of a person is called in this project."""
        return "c" + self._sign(f"thing/{person.id}/{person.since.isoformat()}/{name}").hex()[:SHORT]

    def shift(self, person: Person) -> timedelta:
        """Return how far a person's days are moved: whole weeks, so that a weekday stays what it is."""
        drawn = int.from_bytes(self._sign(f"shift/{person.id}/{person.since.isoformat()}")[:8])
        return timedelta(weeks=1 + drawn % LONGEST_SHIFT)

    def day(self, person: Person, day: date) -> str:
        """Return a day of a person's as it stands in the study."""
        return (day - self.shift(person)).isoformat()

    def moment(self, person: Person, moment: datetime | None) -> str | None:
        """Return a moment by the person's own clock as it stands in the study."""
        if moment is None:
            return None
        local = moment.astimezone(person.clock).replace(tzinfo=None)
        return (local - self.shift(person)).isoformat(timespec="seconds")

    def _sign(self, text: str) -> bytes:
        return hmac.digest(self._key, text.encode(), sha256)


def scrubbed(text: str, book: Book) -> str:
    """Return somebody's words without the names, numbers and addresses that are known or look like such."""
    text = _ADDRESS.sub(ADDRESS, text)
    person = book.person
    trusted = [person.trusted.name] if person.trusted else []
    names = [person.name, person.id, *(each.name for each in person.contacts), *trusted]
    parts = {part for name in names for part in (name, *name.split()) if len(part) > 1}
    for part in sorted(parts, key=lambda part: (-len(part), part)):
        text = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", NAME, text, flags=re.IGNORECASE)
    return _NUMBER.sub(NUMBER, text)
