"""What a plan file of the library says."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from nudges.core.problem import Problem, Problems
from nudges.core.sms import Encoding, measure
from nudges.core.texts import LibraryPlan, Own
from nudges.core.when import parse_when
from nudges.core.words import Ask, Language, Safety
from nudges.library.answers import LONGEST
from nudges.library.door import minutes
from nudges.library.quiet_part import Steps
from nudges.library.stepped import Keywords, StepPart, read_steps
from nudges.library.techniques import Audience, Technique
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


class OwnPart(_Part):
    """What the person brings: what it is called when they are asked for it, and what stands there until then."""

    what: Both
    otherwise: BothCues
    most: Annotated[int, Field(ge=1, le=12)] = 1

    def as_own(self) -> Own:
        """Return what the person brings."""
        return Own(what=self.what.by_language(), otherwise=self.otherwise.by_language(), most=self.most)


class Category(StrEnum):
    """What a plan is about, for lists."""

    MINDFULNESS = "mindfulness"
    SELF_CARE = "self-care"
    SELF_KINDNESS = "self-kindness"
    FEELINGS = "feelings"
    THOUGHTS = "thoughts"
    INDEPENDENCE = "independence"
    SUPPORT = "support network"
    SPEAKING_UP = "speaking up"
    TOGETHER = "together"
    THERAPY = "alongside therapy"
    LOOKING_BACK = "looking back"
    PARTNERS = "for partners"


class PlanFile(_Part):
    """A file of `schedules/`."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    version: Annotated[int, Field(ge=1)]
    category: Category
    techniques: Annotated[tuple[Technique, ...], Field(min_length=1)]
    audience: Audience = Audience.PERSON
    title: Both
    why: Line
    evidence: Line
    limit: Line
    action: Both
    cue: BothCues
    cues: Suggestions
    when: Annotated[Line, AfterValidator(told(_fires))]
    goal: Annotated[int, Field(ge=1, le=21)] | None = None
    ask: Ask
    grace: Annotated[int, BeforeValidator(told(minutes)), WithJsonSchema({"type": "string"})]
    contacts: bool = False
    own: OwnPart | None = None
    smaller: Both
    logged: Line
    reported: Line
    safety: Both | None = None
    holds: tuple[Safety, ...] = ()
    review: Line
    steps: Annotated[tuple[StepPart, ...], AfterValidator(read_steps)] = ()
    keyword: Keywords | None = None
    ending: Line | None = None
    quiet: Steps | None = None


def json_schema() -> dict[str, Any]:
    """Return what an editor needs to help with a plan file."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **PlanFile.model_json_schema()}


def _told_apart(file: PlanFile, document: Document) -> Iterator[Problem]:
    """Yield what is wrong between the lines of a file."""
    held = Safety.VIOLENCE in file.holds
    if file.audience is Audience.PARTNER and not (held and file.safety):
        yield Problem(
            "a plan for partners rests after a text about violence, and says when to leave it out",
            where=document.place(("audience",)),
            hint="write holds: [violence] and a line of safety",
        )
    if file.safety and not held:
        hint = "write holds: [violence]"
        yield Problem("what may put someone at risk rests after violence", where=document.place(("safety",)), hint=hint)
    choices = [word for step in file.steps if step.choices for word in step.choices.en]
    if file.ending is not None and file.ending not in choices:
        hint = f"name one of {', '.join(choices)}" if choices else "add a step with choices"
        yield Problem(f"ending: '{file.ending}' is no choice", where=document.place(("ending",)), hint=hint)


def read_plan(document: Document) -> LibraryPlan:
    """Return the plan a document describes, or raise Problems."""
    file = validate(PlanFile, document)
    if problems := [*_told_apart(file, document)]:
        raise Problems(problems)
    plain = {name: getattr(file, name) for name in PlanFile.model_fields}
    spoken = {name: plain[name].by_language() for name in ("title", "action", "cue", "cues", "smaller")}
    asked = {
        "steps": tuple(step.as_step() for step in file.steps),
        "keyword": file.keyword.by_language() if file.keyword else {},
        "safety": file.safety.by_language() if file.safety else {},
        "own": file.own.as_own() if file.own else None,
        "quiet": file.quiet.as_quiet() if file.quiet else None,
    }
    return LibraryPlan(**plain | spoken | asked)
