"""What a file of `schedules/courses/` says."""

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from nudges.core.problem import Problem, Problems, nearest
from nudges.core.sms import Encoding, measure
from nudges.core.texts import Course, LibraryPlan, Stretch
from nudges.core.when import parse_when
from nudges.core.when.names import DAY_NAMES
from nudges.core.words import Language
from nudges.library import door
from nudges.library.schema import Both, Line
from nudges.library.techniques import Audience
from nudges.library.yaml import Document, told, validate

LONGEST = 90
SUNDAY = 6
MOST_WEEKS = 16


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StretchPart(_Part):
    """Some weeks."""

    weeks: Annotated[int, Field(ge=1, le=8)]
    taper: Annotated[bool, BeforeValidator(told(door.truth))] = False
    focus: Both
    plans: Annotated[dict[str, str], Field(min_length=1)]

    def as_stretch(self) -> Stretch:
        """Return the weeks."""
        return Stretch(weeks=self.weeks, taper=self.taper, focus=self.focus.by_language(), plans=self.plans)


class CourseFile(_Part):
    """A file of `schedules/courses/`."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    version: Annotated[int, Field(ge=1)]
    audience: Audience = Audience.PERSON
    title: Both
    about: Both
    begins: Both
    ends: Both
    stretches: Annotated[tuple[StretchPart, ...], Field(min_length=2)]
    review: Line


def read_course(document: Document, ready: Mapping[str, LibraryPlan], broken: Collection[str] = ()) -> Course:
    """Return the course a document describes, or raise Problems; of `broken` plans it is known what is wrong."""
    file = validate(CourseFile, document)
    course = Course(
        id=file.id,
        version=file.version,
        audience=file.audience,
        title=file.title.by_language(),
        about=file.about.by_language(),
        begins=file.begins.by_language(),
        ends=file.ends.by_language(),
        stretches=tuple(part.as_stretch() for part in file.stretches),
        review=file.review,
    )
    found = [*_stretches(course, ready, broken, document), *_texts(course, document), *_taper(course, document)]
    if found:
        raise Problems(found)
    return course


def _stretches(
    course: Course, ready: Mapping[str, LibraryPlan], broken: Collection[str], document: Document
) -> Iterator[Problem]:
    for place, stretch in enumerate(course.stretches):
        taken: dict[int, str] = {}
        for plan, days in stretch.plans.items():
            if plan in broken:
                continue
            where = document.place(("stretches", place, "plans", plan))
            yield from (problem.at(where) for problem in _plan(course, plan, days, ready, taken))


def _plan(
    course: Course, plan: str, days: str, ready: Mapping[str, LibraryPlan], taken: dict[int, str]
) -> Iterator[Problem]:
    if plan not in ready:
        yield Problem(f"the library has no plan '{plan}'", hint=nearest(plan, ready, "see nudges library"))
    elif ready[plan].audience == Audience.PARTNER and course.audience != Audience.PARTNER:
        yield Problem(f"{plan} is for partners", hint="write audience: partner, or leave it out")
    try:
        found = parse_when(f"{days} at 9:00").days
    except Problem as problem:
        yield Problem(problem.what, hint="write days such as mon, wed and fri")
        return
    if SUNDAY in found:
        yield Problem(f"{plan} comes on a Sunday", hint="the week is looked back on then; leave it free")
    yield from _twice(plan, found, taken)


def _twice(plan: str, found: Collection[int], taken: dict[int, str]) -> Iterator[Problem]:
    for day in found:
        if day in taken:
            yield Problem(f"{DAY_NAMES[day]} has {taken[day]} and {plan}", hint="one text a day in all; move one")
        taken[day] = plan


def _texts(course: Course, document: Document) -> Iterator[Problem]:
    """Yield a problem for each line that finds no room behind the week's text."""
    lines = [(("stretches", place, "focus"), stretch.focus) for place, stretch in enumerate(course.stretches)]
    for path, both in [*lines, (("ends",), course.ends)]:
        for language in Language:
            sms = measure(both[language])
            if sms.characters > LONGEST or sms.encoding is not Encoding.GSM_7:
                what = f'"{both[language]}" finds no room behind the week\'s text'
                hint = f"{LONGEST} characters of the SMS alphabet at most"
                yield Problem(what, where=document.place((*path, language)), hint=hint)


def _taper(course: Course, document: Document) -> Iterator[Problem]:
    if not course.stretches[-1].taper:
        yield Problem("a course ends with a taper", where=document.place(("stretches",)), hint="write taper: yes")
    if course.weeks > MOST_WEEKS:
        what = f"{course.weeks} weeks are a long course"
        yield Problem(what, where=document.place(("stretches",)), hint=f"{MOST_WEEKS} at most")
