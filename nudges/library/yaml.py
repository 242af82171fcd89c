"""What a YAML file says, and on which line."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias, TypeVar, get_args

import msgspec
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from nudges.core.problem import Problem, Problems, nearest

Data: TypeAlias = "str | list[Data] | dict[str, Data]"
Path: TypeAlias = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")

HINTS = {  # what the parser says, and what has usually happened
    "'\\t'": "indent with spaces, not tabs",
    "mapping values": "put a text that has a colon in it into quotes",
    "found another document": "keep one document in a file",
    "undefined alias": "put a text that begins with * into quotes",
    "cannot start any token": "put a text that begins with this sign into quotes",
    "unexpected end of stream": "close the quotes",
}
SAID = {
    "missing": "it is missing",
    "string_type": "a line of text belongs here",
    "list_type": "a list belongs here",
    "tuple_type": "a list belongs here",
    "int_type": "a whole number belongs here",
    "int_parsing": "a whole number belongs here",
    "bool_type": "yes or no belongs here",
    "bool_parsing": "yes or no belongs here",
    "string_too_short": "a line of text belongs here",
    "string_pattern_mismatch": "it holds a sign that has no place here",
    "too_short": "there are too few of them: at least {min_length}",
    "greater_than_equal": "it is too small: at least {ge}",
    "less_than_equal": "it is too large: at most {le}",
    "model_type": "names and values belong here, one `name: value` a line",
    "dict_type": "names and values belong here, one `name: value` a line",
}
NOT_SAID = "this does not belong here"
CHOICES = ("enum", "literal_error")


class Document(msgspec.Struct, frozen=True):
    """A file as plain dict, list and str; every scalar is text, as it was written."""

    data: Data
    name: str
    lines: Mapping[Path, int]

    def place(self, path: Path = ()) -> str:
        """Return `file:line` of what the path leads to, or of the nearest thing around it."""
        return f"{self.name}:{self.line(path)}"

    def line(self, path: Path = ()) -> int:
        """Return the line of what the path leads to, or of the nearest thing around it."""
        known = (path[:size] for size in range(len(path), -1, -1))
        return next((self.lines[way] for way in known if way in self.lines), 1)


def read_yaml(text: str, name: str) -> Document:
    """Return the document, or raise Problems: malformed text, keys written twice, aliases.

    >>> read_yaml("at: 8:30", "ana.yaml").data
    {'at': '8:30'}
    """
    try:
        node = YAML(typ="base", pure=True).compose(text)
        reading = _Reading(name)
        data: Data = {} if node is None else reading.value(node, ())
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise Problems([Problem("this file holds a sign that is no text", where=f"{name}:{line}")]) from None
    except MarkedYAMLError as error:
        raise Problems([_malformed(error, name)]) from None
    except RecursionError:
        raise Problems([Problem("this goes too deep to be read", where=name, hint="nest less")]) from None
    except (YAMLError, AssertionError, ValueError) as error:  # the parser asserts where it means to complain
        raise Problems([Problem("this is not YAML that can be read here", where=name)]) from error
    if reading.problems:
        raise Problems(reading.problems)
    return Document(data, name, reading.lines)


def validate(model: type[M], document: Document) -> M:
    """Return the document as the model has it, or raise Problems: every mistake, each with its line."""
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        found = sorted(error.errors(include_url=False), key=lambda each: document.line(each["loc"]))
        raise Problems(_problem(model, document, each) for each in found) from None


def told(read: Callable[[str], T]) -> Callable[[Any], T]:
    """Return the reader as a pydantic validator: the Problem it raises becomes one of the model's mistakes."""

    def reader(value: Any) -> T:
        if not isinstance(value, str):
            raise PydanticCustomError("string_type", "a line of text belongs here")
        try:
            return read(value)
        except Problem as problem:
            raise PydanticCustomError("told", "{what}", {"what": problem.what, "hint": problem.hint}) from None

    return reader


class _Reading:
    """One pass over the parsed nodes; it gathers lines and problems."""

    def __init__(self, name: str) -> None:
        self.name, self.lines, self.seen = name, dict[Path, int](), set[int]()
        self.problems: list[Problem] = []
        self.aliased = False

    def value(self, node: Node, path: Path) -> Data:
        self.lines.setdefault(path, _line(node))
        if id(node) in self.seen:  # an alias may lead back to itself, or grow a small file beyond any memory
            if not self.aliased:  # one stands for all: there may be very many
                self.problem(node, "an alias is not read here", "write the text out where it is used")
            self.aliased = True
            return ""
        self.seen.add(id(node))
        match node:
            case ScalarNode():
                return str(node.value)
            case SequenceNode():
                return [self.value(item, (*path, place)) for place, item in enumerate(node.value)]
            case MappingNode():
                return self.mapping(node, path)
            case _:
                raise AssertionError(node)

    def mapping(self, node: MappingNode, path: Path) -> Data:
        data: dict[str, Data] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self.problem(key, "a name belongs before the colon", None)
            elif key.value in data:
                first = self.lines[(*path, key.value)]
                self.problem(key, f"'{key.value}' is written twice, first on line {first}", "keep one of them")
            else:
                self.lines[(*path, key.value)] = _line(key)
                data[key.value] = self.value(value, (*path, key.value))
        return data

    def problem(self, node: Node, what: str, hint: str | None) -> None:
        self.problems.append(Problem(what, where=f"{self.name}:{_line(node)}", hint=hint))


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1


def _malformed(error: MarkedYAMLError, name: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    said = str(error.problem or error).partition("\n")[0].strip()
    hint = next((hint for sign, hint in HINTS.items() if sign in said), "look at the indentation and the quotes")
    return Problem(f"this is not YAML: {said}", where=f"{name}:{mark.line + 1}" if mark else name, hint=hint)


def _problem(model: type[BaseModel], document: Document, error: ErrorDetails) -> Problem:
    path, kind = error["loc"], error["type"]
    context = error.get("ctx", {})
    field = ".".join(str(step) for step in path) or "the file"
    where = document.place(path)
    if kind == "extra_forbidden":
        known = sorted(_names(model, path[:-1]))
        hint = nearest(str(path[-1]), known, "known here: " + ", ".join(known))
        return Problem(f"'{field}' is not a field", where=where, hint=hint)
    if kind in CHOICES:
        choices = str(context["expected"])
        known = [choice.strip("' ") for choice in choices.replace(" or ", ",").split(",")]
        hint = nearest(str(error["input"]), known, f"use {choices}")
        return Problem(f"{field}: '{error['input']}' is not known", where=where, hint=hint)
    what = str(context["what"]) if kind == "told" else SAID.get(kind, NOT_SAID).format_map(context)
    return Problem(f"{field}: {what}", where=where, hint=context.get("hint"))


def _names(model: type[BaseModel], path: Path) -> set[str]:
    """Return the fields a mapping at the path may have."""
    models = [model]
    for step in path:
        kinds = [each.model_fields[str(step)].annotation for each in models if step in each.model_fields]
        models = [inner for kind in kinds for inner in _models(kind)] or models
    return {field.alias or name for each in models for name, field in each.model_fields.items()}


def _models(kind: Any) -> Iterator[type[BaseModel]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
    for inner in get_args(kind):
        yield from _models(inner)
