"""Trials of a person's own, and what many of them show together: `nudges trial`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nudges.cli import context
from nudges.cli.output import data, json_option, message, rows, warn
from nudges.cli.typed import Word
from nudges.core.words import Vary
from nudges.library import windows, wording

if TYPE_CHECKING:
    from nudges.core.book import Book
    from nudges.core.state import Trial

KINDS = ("prompt", "reason", "smaller", "question")
MOST_WEEKS = 26


@click.group(short_help="Try two ways of a plan, day by day by lot.")
def trial() -> None:
    """Try two ways of a plan on somebody who agreed, day by day by lot, and tell them at the end how it went.

    Nothing is told before the end, and nothing is counted for anybody who did not agree.
    """


@trial.command()
@context.person_argument
@click.argument("plan_id", metavar="PLAN", shell_complete=context.complete_plans)
@click.option("--vary", required=True, type=click.Choice([each.value for each in Vary]), help="What differs.")
@click.option("--agreed", required=True, type=Word(wording.sentence, "text"), help="How the person agreed, and when.")
@click.option("--window", type=Word(windows.window, "window"), help="With time: the other hours, such as evening.")
@click.option(
    "--between", multiple=True, type=click.Choice(KINDS), help="With kind: the two. [usual: reason and prompt]"
)
@click.option("--weeks", type=click.IntRange(1, MOST_WEEKS), help="How long. [usual: as long as it needs]")
@json_option
def start(
    person_id: str, plan_id: str, *, vary: str, agreed: str, window: Any, between: tuple[str, ...], weeks: int | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Begin a trial tomorrow, for somebody who agreed to it, and tell them so by text."""
    from nudges.core.facts import TrialBegun
    from nudges.core.texts import TextKind
    from nudges.library.trialling import KINDS as USUAL
    from nudges.library.trialling import Wanted, begun, needed

    service, now, who = context.service(), context.now(), context.whom(person_id)
    kinds = tuple(TextKind(each) for each in between) or USUAL
    wanted = Wanted(plan=plan_id, vary=Vary(vary), how=agreed, window=window, kinds=kinds, weeks=weeks)
    made: list[TrialBegun] = []

    def change(book: "Book") -> "Book":
        facts = begun(book, wanted, service.words, now)
        made[:] = [fact for fact in facts if isinstance(fact, TrialBegun)]
        return book.add(*facts)

    book = service.edit(who, change, now)
    (fact,) = made
    found = book.history.trials[fact.name]
    data(_plain(book, found), as_json, lambda: f"{fact.name}: {_named(found)}, from {fact.first} to {fact.last}.")
    message(f"One text tells {book.person.name}. What comes of it is told once it is over, and to nobody before.")
    wants = needed(book.person, book.plan(plan_id), now)
    if weeks is not None and weeks < wants:
        warn(f"{weeks} weeks are too few to see even a large difference four times in five; that takes {wants}")


@trial.command("list")
@context.person_argument
@json_option
def list_trials(person_id: str, as_json: bool) -> None:
    """Show somebody's trials; the counts of one that is over, and nothing of one that runs."""
    book = context.service().whole(context.whom(person_id))
    trials = [*book.history.trials.values()]
    if not trials and not as_json:
        message(f"{book.person.id} was in no trial yet; nudges trial start begins one.")
        return
    headings = ("trial", "between", "from", "to", "state", "done of days", "points apart")
    shown = [_plain(book, each) for each in trials]
    data(shown, as_json, lambda: rows(headings, [_row(each, plain) for each, plain in zip(trials, shown, strict=True)]))


@trial.command()
@context.person_argument
@click.argument("plan_id", metavar="[PLAN]", required=False, shell_complete=context.complete_plans)
def stop(person_id: str, plan_id: str | None) -> None:
    """End a trial before its time; its counts are told to nobody, for they were looked at too early."""
    from nudges.library.trialling import stopped

    service, now, who = context.service(), context.now(), context.whom(person_id)
    service.edit(who, lambda book: book.add(*stopped(book, plan_id, now)), now)
    message(f"The trial of {who} is ended; from tomorrow on the plan comes as it did before.")


@trial.command()
@click.argument("study", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--vary", type=click.Choice([each.value for each in Vary]), help="Only trials of this. [usual: the only one]"
)
@click.option("--control", "controls", multiple=True, help="What was known before, such as done_before; repeatable.")
@json_option
def analyse(study: Path, vary: str | None, controls: tuple[str, ...], as_json: bool) -> None:
    """Estimate what the trials of a study show together, from what nudges export --research wrote.

    By weighted and centred least squares, with errors by person. It needs the extra `research`.
    """
    from nudges.exporting.wcls import analysed, in_words

    found = analysed(study, vary, controls)
    data(found, as_json, lambda: in_words(found))


def _named(each: "Trial") -> str:
    from nudges.core.trials import said

    return " or ".join(f"{said(each.begun, place)}" for place in range(len(each.begun.arms)))


def _plain(book: "Book", each: "Trial") -> dict[str, object]:
    from nudges.core.trials import interval
    from nudges.core.words import TrialEnd

    begun, ended = each.begun, each.ended
    over = ended is not None and ended.why is TrialEnd.OVER
    counts = ended.counts if ended is not None and over else ()
    apart = interval(*counts) if counts and all(tried for _, tried in counts) else None
    return {
        "trial": begun.name,
        "person": book.person.id,
        "plan": begun.plan,
        "vary": begun.vary.value,
        "arms": begun.arms,
        "chances": begun.chances,
        "first": begun.first,
        "last": begun.last,
        "how": begun.how,
        "state": ended.why.value if ended is not None else "running",
        "counts": [{"done": round(done), "days": round(tried)} for done, tried in counts],
        "apart": [round(100 * value) for value in apart] if apart else None,
    }


def _row(each: "Trial", plain: dict[str, Any]) -> tuple[object, ...]:
    begun, counts, apart = each.begun, plain["counts"], plain["apart"]
    done = ", ".join(f"{count['done']} of {count['days']}" for count in counts)
    points = f"{apart[0]} ({apart[1]} to {apart[2]})" if apart else ""
    return (begun.name, _named(each), begun.first, begun.last, plain["state"], done, points)
