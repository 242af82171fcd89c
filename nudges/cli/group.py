"""Which commands there are, and how one says that it cannot do what was asked."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import IO, Any, NamedTuple

import click

from nudges.core.problem import Failure, Problem, Problems, nearest


class Entry(NamedTuple):
    """Where a command is, and what it does in a line; the module is imported when the command is used."""

    place: str
    help: str


COMMANDS = {
    "init": Entry("nudges.cli.init:init", "Make the data folder and say what to do next."),
    "demo": Entry("nudges.cli.demo:demo", "Play a week in seconds, then nudge for real."),
    "person": Entry("nudges.cli.person:person", "Add, show, change or remove a person."),
    "plan": Entry("nudges.cli.plan:plan", "Add, show, change, pause or remove a plan."),
    "library": Entry("nudges.cli.library:library", "Show the ready plans, read them, and write new ones."),
    "course": Entry("nudges.cli.course:course", "Take some weeks that build on each other, or leave them."),
    "contact": Entry("nudges.cli.contact:contact", "Add, show or remove somebody's own people."),
    "apply": Entry("nudges.cli.files:apply", "Make a person and their plans as a file says."),
    "export": Entry("nudges.cli.export:export", "Write a person, all that is kept of them, or a study."),
    "research": Entry("nudges.cli.research:research", "Ask who wants to be part of a study."),
    "trial": Entry("nudges.cli.trial:trial", "Try two ways of a plan, day by day by lot."),
    "next": Entry("nudges.cli.look:next_command", "Show what will be sent next, and why not sooner."),
    "thread": Entry("nudges.cli.look:thread_command", "Show a conversation."),
    "log": Entry("nudges.cli.log:log", "Note how a plan went on a day."),
    "event": Entry("nudges.cli.event:event", "Say that something happened to a person."),
    "source": Entry("nudges.cli.source:source", "Say which programs may tell of events."),
    "hooks": Entry("nudges.cli.hooks:hooks", "Say which addresses are told of what happens."),
    "report": Entry("nudges.cli.report:report_command", "Show a week, counted."),
    "promises": Entry("nudges.cli.promises:promises_command", "Count what was promised, kept, late and why."),
    "share": Entry("nudges.cli.share:share", "Prepare a sheet for a therapist; only the person can share it."),
    "simulate": Entry("nudges.cli.simulate:simulate", "Play months in seconds, with a made-up way to answer."),
    "explain": Entry("nudges.cli.explain:explain", "Show what a reply, a schedule or a text would do."),
    "cost": Entry("nudges.cli.cost:cost", "Show what the texts of a month cost."),
    "serve": Entry("nudges.cli.serve:serve", "Run: send what is due and answer what comes in."),
    "worker": Entry("nudges.cli.worker:worker", "Send and answer beside other workers."),
    "web": Entry("nudges.cli.worker:web", "Answer whoever calls, beside workers that send."),
    "chat": Entry("nudges.cli.chat:chat", "Be a person's phone, in the terminal."),
    "twilio": Entry("nudges.cli.twilio:twilio", "Set up the account that texts leave by."),
    "dev": Entry("nudges.cli.dev:dev", "For developers: a provider of texts on this machine."),
    "migrate": Entry("nudges.cli.migrate:migrate", "Make or renew the tables of a database."),
    "move": Entry("nudges.cli.move:move", "Carry all books to another store."),
    "backup": Entry("nudges.cli.backup:backup", "Write all books into one file."),
    "restore": Entry("nudges.cli.restore:restore", "Put all books of a backup back."),
    "doctor": Entry("nudges.cli.doctor:doctor", "Look for what is wrong, and say how to mend it."),
    "completion": Entry("nudges.cli.completion:completion", "Print what a shell needs to complete commands."),
    "help": Entry("nudges.cli.help:help_command", "Read the manual."),
}


ANOTHER = "choose another folder with NUDGES_HOME, or run as its owner"
HINTS = {
    errno.EACCES: ANOTHER,
    errno.EPERM: ANOTHER,
    errno.EROFS: ANOTHER,
    errno.ENOENT: "choose another folder with NUDGES_HOME",
    errno.ENOTDIR: "choose another folder with NUDGES_HOME",
    errno.EEXIST: "choose another folder with NUDGES_HOME",
    errno.ENOSPC: "make room on that disk",
}
"""What to try where a file cannot be read or written."""


class Told(click.ClickException):
    """What went wrong, in sentences, and the exit status: 2 for what cannot be done, 1 for what failed."""

    def __init__(self, lines: list[str], exit_code: int) -> None:
        super().__init__("\n".join(lines))
        self.lines, self.exit_code = lines, exit_code  # type: ignore[misc]  # click's is one for the class

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentences on stderr."""
        for line in self.lines:
            click.echo(f"error: {line}", file=file, err=True)


class Root(click.Group):
    """The group whose commands are a table until one is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click calls it so
        """Return the names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command; this imports it."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].place.split(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command), command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:  # fmt: skip
        """Return the command that is meant, or suggest the nearest."""
        if args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            hint = nearest(args[0], COMMANDS, "see nudges --help")
            raise Problem(f"'{args[0]}' is not a command", hint=hint)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the table."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Return the names that begin so, without importing what they name."""
        from click.shell_completion import CompletionItem

        names = [CompletionItem(n, help=e.help) for n, e in COMMANDS.items() if n.startswith(incomplete)]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:  # fmt: skip
        """Read the command line."""
        with told():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that is meant; whatever is wrong is told in a sentence."""
        with told():
            try:
                return super().invoke(ctx)
            except (Problem, Problems) as error:
                if _is_damage(error):
                    raise Told([str(error)], 1) from error
                _note_damage(ctx)
                raise


def _is_damage(error: BaseException) -> bool:
    """Whether a file could not be read: nothing is wrong with what was asked then."""
    if not isinstance(error, Problem) or error.__cause__ is None:
        return False
    from nudges.store.monthfiles import Damaged

    return isinstance(error.__cause__, Damaged)


def _note_damage(ctx: click.Context) -> None:
    """Say which files cannot be read, if people were looked up at all: it may be why somebody is not found."""
    if "nudges.service" in ctx.meta:
        from nudges.cli.context import note_damage

        with ctx:
            note_damage()


@contextmanager
def told() -> Iterator[None]:
    """Turn what went wrong inside into sentences and an exit status."""
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.Abort:
        click.echo("Nothing was changed.", err=True)
        raise click.exceptions.Exit(1) from None
    except click.UsageError as error:
        raise Told([_usage(error)], 2) from error
    except Problem as error:
        raise Told([str(error)], 1 if isinstance(error, Failure) else 2) from error
    except Problems as error:
        raise Told([str(problem) for problem in error.found], 2) from error
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        raise Told([_failure(error)], 1) from error


def _usage(error: click.UsageError) -> str:
    if isinstance(error, click.BadParameter) and error.param and isinstance(error.param.type, click.IntRange):
        return f"{max(error.param.opts, key=len)}: {_range(error.param.type)}"
    what = (
        " ".join(error.format_message().split())
        .rstrip(".?")
        .replace(". Did you mean", "; did you mean")
        .replace(". Choose from", "; choose from")
    )
    command = error.ctx.command_path if error.ctx else "nudges"
    return f"{what[:1].lower()}{what[1:]}; see {command} --help"


def _range(kind: click.IntRange) -> str:
    return "use a whole number " + (f"from {kind.min}" if kind.max is None else f"from {kind.min} to {kind.max}")


def _failure(error: OSError) -> str:
    place = f"{error.filename}: " if error.filename else ""
    hint = HINTS.get(error.errno or 0)
    return f"{place}{(error.strerror or str(error) or type(error).__name__).lower()}" + (f"; {hint}" if hint else "")
