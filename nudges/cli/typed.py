"""What the words of a command line are: each option is read at once, and what is wrong is told with its name."""

import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from nudges.cli.output import message
from nudges.core.problem import Problem

F = TypeVar("F", bound=Callable[..., Any])


class Word(click.ParamType[Any]):
    """The type of an option that a reader of `door` or `wording` understands."""

    def __init__(self, read: Callable[[str], Any], name: str) -> None:
        self.read, self.name = read, name

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ARG002
        """Return what the word means."""
        if not isinstance(value, str):
            return value
        try:
            return self.read(value)
        except Problem as problem:
            pointed_at(problem)
            raise problem.at(_called(param)) if param else problem from None


def _called(param: click.Parameter) -> str:
    return max(param.opts, key=len) if isinstance(param, click.Option) else str(param.make_metavar(_NO_CONTEXT))


_NO_CONTEXT = click.Context(click.Command("nudges"))


def options(*each: Callable[[F], F]) -> Callable[[F], F]:
    """Return one decorator for several options, in their order."""

    def decorate(command: F) -> F:
        for option in reversed(each):
            command = option(command)
        return command

    return decorate


def given(*leave: str) -> dict[str, Any]:
    """Return what was written on this command line, by name, but for the names to leave."""
    context = click.get_current_context()
    written = {ParameterSource.COMMANDLINE, ParameterSource.PROMPT}
    return {
        name: value
        for name, value in context.params.items()
        if name not in leave and context.get_parameter_source(name) in written
    }


def pointed_at(problem: Problem) -> None:
    """Show at a terminal where in a phrase a mistake is, if it has such a place."""
    caret = getattr(problem, "caret", None)
    if caret is not None and sys.stderr.isatty():
        message("\n".join(f"  {line}" for line in caret.splitlines()))


def at_keyboard() -> bool:
    """Whether someone is there to be asked."""
    return sys.stdin.isatty()


def asked(question: str, read: Callable[[str], Any], usual: str | None = None) -> Any:
    """Return the answer of the person at the keyboard; what cannot be is told, and asked again."""
    while True:
        try:
            return read(click.prompt(question, default=usual, err=True))
        except Problem as problem:
            click.echo(f"  {problem}", err=True)


def sure(question: str, option: str = "--yes") -> None:
    """Go on if the person at the keyboard says yes; without a keyboard it has to be said by an option."""
    if not at_keyboard():
        raise Problem("this cannot be undone, and nobody is there to be asked", hint=f"add {option} if you are sure")
    click.confirm(question, abort=True, err=True)
