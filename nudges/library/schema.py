"""What a plan file of the library says."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from nudges.core.problem import Problem
from nudges.core.sms import Encoding, measure
from nudges.core.texts import LibraryPlan
from nudges.core.when import parse_when
from nudges.core.words import Ask, Language, Safety
from nudges.library.answers import LONGEST
from nudges.library.door import minutes
from nudges.library.stepped import Keywords, StepPart, read_steps
from nudges.library.yaml import Document, told, validate


def _cheap(text: str) -> str:
    """Return a cue that keeps a text within one segment, or raise Problem."""
    sms = measure(text)
    if sms.encoding is not Encoding.GSM_7 or sms.characters > LONGEST["cue"]:
        raise Problem(
            f"'{text}' makes a text too long",
            hint=f"use up to {LONGEST['cue']} characters of the SMS alphabet (é and ñ are in it, á í ó ú are not)",
        )
    return text


def _fires(phrase: str) -> str:
    parse_when(phrase)
    return phrase


__all__ = ["PlanFile", "minutes", "read_plan"]

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^\n{}]+$")]
Cue = Annotated[Line, AfterValidator(told(_cheap))]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Both(_Part):
    """One line in each language."""

    en: Line
    es: Line

    def by_language(self) -> dict[Language, str]:
        """Return the lines by language."""
        return {Language.EN: self.en, Language.ES: self.es}


class BothCues(_Part):
    """A cue in each language."""

    en: Cue
    es: Cue

    def by_language(self) -> dict[Language, str]:
        """Return the cues by language."""
        return {Language.EN: self.en, Language.ES: self.es}


class Suggestions(_Part):
    """Cues to pick from, in each language."""

    en: Annotated[tuple[Cue, ...], Field(min_length=3)]
    es: Annotated[tuple[Cue, ...], Field(min_length=3)]

    def by_language(self) -> dict[Language, tuple[str, ...]]:
        """Return the suggestions by language."""
        return {Language.EN: self.en, Language.ES: self.es}


class PlanFile(_Part):
    """A file of `schedules/`."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    version: Annotated[int, Field(ge=1)]
    category: Line
    title: Both
    why: Line
    evidence: Line
    limit: Line
    action: Both
    cue: BothCues
    cues: Suggestions
    when: Annotated[Line, AfterValidator(told(_fires))]
    goal: Annotated[int, Field(ge=1, le=21)]
    ask: Ask
    grace: Annotated[int, BeforeValidator(told(minutes))]
    contacts: bool = False
    smaller: Both
    logged: Line
    reported: Line
    safety: Line | None = None
    holds: tuple[Safety, ...] = ()
    review: Line
    steps: Annotated[tuple[StepPart, ...], AfterValidator(read_steps)] = ()
    keyword: Keywords | None = None


def read_plan(document: Document) -> LibraryPlan:
    """Return the plan a document describes, or raise Problems."""
    file = validate(PlanFile, document)
    plain = {name: getattr(file, name) for name in PlanFile.model_fields}
    spoken = {name: plain[name].by_language() for name in ("title", "action", "cue", "cues", "smaller")}
    asked = {
        "steps": tuple(step.as_step() for step in file.steps),
        "keyword": file.keyword.by_language() if file.keyword else {},
    }
    return LibraryPlan(**plain | spoken | asked)
