"""What a plan file says of the steps in which a plan asks, and of the word that begins them."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from nudges.core.problem import Problem
from nudges.core.step_words import PASSES, plain
from nudges.core.texts import Step, StepKind
from nudges.core.understanding.commands import command
from nudges.core.understanding.normal import normalise
from nudges.core.words import Language
from nudges.library.door import minutes
from nudges.library.forbidden import RESERVED
from nudges.library.yaml import told

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^\n{}]+$")]


def _keyword(text: str) -> str:
    """Return a word that begins a plan, or raise Problem where it says something else already."""
    words = plain(text)
    if len(words) != 1:
        raise Problem(f"'{text}' is not one word", hint="take one word of letters and digits, such as WAVE")
    if words[0].upper() in RESERVED:
        raise Problem(f"{text} is a carrier's own word", hint="take another one")
    # With digits right behind it, PAUSE10 is a word of its own; PAUSE 10 and PAUSE are an order.
    if words[0] in PASSES or (words[0].isalpha() and command(normalise(words[0])) is not None):
        raise Problem(f"{text} is an order already", hint="take another word")
    return text


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Words = Annotated[
    tuple[Annotated[Line, AfterValidator(told(_keyword))], ...], BeforeValidator(_listed), Field(min_length=1)
]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Keywords(_Part):
    """The words, in each language, that begin a plan at any hour when they are texted alone."""

    en: Words
    es: Words

    def by_language(self) -> dict[Language, tuple[str, ...]]:
        """Return the words by language."""
        return {Language.EN: self.en, Language.ES: self.es}


class Asks(_Part):
    """A question in each language."""

    en: Line
    es: Line


class Choices(_Part):
    """The words to choose from, in each language, in one order."""

    en: Annotated[tuple[Line, ...], Field(min_length=2)]
    es: Annotated[tuple[Line, ...], Field(min_length=2)]


class StepPart(_Part):
    """One question."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    ask: Asks
    kind: StepKind
    choices: Choices | None = None
    after: Annotated[int, BeforeValidator(told(minutes)), WithJsonSchema({"type": "string"})] = 0

    def as_step(self) -> Step:
        """Return the step."""
        choices = {} if self.choices is None else {Language.EN: self.choices.en, Language.ES: self.choices.es}
        ask = {Language.EN: self.ask.en, Language.ES: self.ask.es}
        return Step(id=self.id, ask=ask, kind=self.kind, choices=choices, after=self.after)


def read_steps(steps: tuple[StepPart, ...]) -> tuple[StepPart, ...]:
    """Return the steps, or raise the first mistake that lies between the lines of them."""
    for is_wrong, what, hint in _MISTAKES:
        for place, step in enumerate(steps):
            if is_wrong(steps, place):
                raise PydanticCustomError("told", "{what}", {"what": f"step {step.id}: {what}", "hint": hint})
    return steps


def _is_twin(steps: Sequence[StepPart], place: int) -> bool:
    return any(each.id == steps[place].id for each in steps[:place])


def _waits_first(steps: Sequence[StepPart], place: int) -> bool:
    return place == 0 and steps[0].after > 0


def _comes_too_soon(steps: Sequence[StepPart], place: int) -> bool:
    return 0 < steps[place].after <= max((each.after for each in steps[:place]), default=0)


def _has_wrong_choices(steps: Sequence[StepPart], place: int) -> bool:
    return (steps[place].kind is StepKind.CHOICE) != (steps[place].choices is not None)


def _has_unlike_choices(steps: Sequence[StepPart], place: int) -> bool:
    choices = steps[place].choices
    if choices is None:
        return False
    both = [[plain(word) for word in words] for words in (choices.en, choices.es)]
    alone = all(len(words) == 1 for language in both for words in language)
    # The letter of a word chooses it too, so that no two may begin alike.
    letters = alone and all(len({words[0][0] for words in language}) == len(language) for language in both)
    return not letters or len(choices.en) != len(choices.es)


_MISTAKES: tuple[tuple[Callable[[Sequence[StepPart], int], bool], str, str], ...] = (
    (_is_twin, "it stands here twice", "give each step its own id"),
    (_waits_first, "the first step is asked at once", "leave out after"),
    (_comes_too_soon, "it comes no later than one before it", "write the later steps with a longer after"),
    (_has_wrong_choices, "choices belong to a choice, and only there", "add choices or make it kind: words"),
    (_has_unlike_choices, "the choices do not match", "as many single words in each, no two with one letter"),
)
