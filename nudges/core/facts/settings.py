"""What people change by text about their plans and how they are written to."""

from datetime import date

from nudges.core.facts.base import Recorded, stamp
from nudges.core.words import Language


class Adjusted(Recorded, frozen=True, kw_only=True, tag="adjusted"):
    """The person changed a plan: when it comes, or whether it is its smaller version; None stays as it was.

    `was_when`, `was_small` and `was_begins` are what it was before, for the way back, on which it `begins` as it did.
    """

    plan: str
    source: str
    when: str | None = None
    small: bool | None = None
    was_when: str | None = None
    was_small: bool | None = None
    begins: date | None = None
    was_begins: date | None = None

    @property
    def key(self) -> str:
        return f"adjusted/{self.plan}/{self.source}"


class Spoken(Recorded, frozen=True, kw_only=True, tag="spoken"):
    """The person asked to be written to in a language; `was` is the one before."""

    language: Language
    source: str
    was: Language | None = None

    @property
    def key(self) -> str:
        return f"spoken/{self.source}"


class Erasing(Recorded, frozen=True, kw_only=True, tag="erasing"):
    """The person asked, twice, that everything about them is erased: it is, once our last text has left."""

    source: str

    @property
    def key(self) -> str:
        return f"erasing/{self.source}"


class Worded(Recorded, frozen=True, kw_only=True, tag="worded"):
    """The person asked for texts that say nothing to others, or for open ones; `was` is what held before.

    A None that is restored says that nobody has asked them yet.
    """

    discreet: bool | None
    source: str
    was: bool | None = None

    @property
    def key(self) -> str:
        return f"worded/{self.source}"


class CourseBegun(Recorded, frozen=True, kw_only=True, tag="course_begun"):
    """The person takes a course, whose first week begins on a Monday."""

    course: str
    begins: date

    @property
    def key(self) -> str:
        return f"course/{self.course}/{self.begins}/{stamp(self.at)}"


class CourseLeft(Recorded, frozen=True, kw_only=True, tag="course_left"):
    """The person left a course before its end."""

    course: str

    @property
    def key(self) -> str:
        return f"course_left/{self.course}/{stamp(self.at)}"


class Entrusted(Recorded, frozen=True, kw_only=True, tag="entrusted"):
    """The person confirmed by text whom we may tell if a text of theirs speaks plainly of danger to their life."""

    phone: str
    source: str

    @property
    def key(self) -> str:
        return f"entrusted/{self.source}"
