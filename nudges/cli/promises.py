"""What we promised and what was kept of it: `nudges promises`."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from nudges.cli.context import maybe_person_argument, note_damage, now, service, whom
from nudges.cli.output import data, fields, json_option, message, warn
from nudges.core.problem import Problem

if TYPE_CHECKING:
    from datetime import datetime

    from nudges.cli.report_span import Asked
    from nudges.core.promised import Promised
    from nudges.service import Service

WHY_HELD = {
    "cap": "their cap for the day was reached",
    "hours": "it came due outside their hours",
    "gap": "it was too near another text",
    "newer": "a newer one of its plan took its place while it waited",
    "done": "it was done before",
    "quiet": "it had gone unanswered for a while, and fewer come",
    "pause": "a pause began",
    "stopped": "they opted out",
    "rest": "everything rested",
    "plan_gone": "its plan was taken out",
}
"""What a lawful reason not to send a nudge is called; whatever else there is is a sentence already."""


@click.command("promises")
@maybe_person_argument
@click.option("--week", metavar="WEEK", help="One week, such as 2026-W47.")
@click.option("--month", metavar="MONTH", help="The weeks that begin in a month, such as 2026-11.")
@click.option("--since", metavar="DATE", help="All weeks since a day. [usual: four weeks]")
@json_option
def promises_command(
    person_id: str | None, week: str | None, month: str | None, since: str | None, as_json: bool
) -> None:  # fmt: skip
    """Count what was promised, kept on time, late and why, and not sent and why.

    Without PERSON: of everyone, one line for each, and all of them together.
    """
    from nudges.cli.report_span import Asked

    verbs, moment, asked = service(), now(), Asked(week, month, since)
    if person_id is not None:
        found = _count(verbs, whom(person_id), asked, moment)
        data(_plain(*found), as_json, lambda: "\n".join(_lines(*found)))
        return
    note_damage()
    everyone = [*_each(verbs, asked, moment)]
    if not everyone and not as_json:
        from nudges.cli.look import NOBODY

        message(NOBODY)
        return
    data([_plain(*each) for each in everyone], as_json, lambda: _table(everyone))


Found = tuple[str, "Promised", int | None]


def _each(verbs: "Service", asked: "Asked", moment: "datetime") -> Iterator[Found]:
    for person in verbs.store.people():
        try:
            yield _count(verbs, person, asked, moment)
        except Problem as unreadable:  # a month of theirs; the others go on
            warn(str(unreadable))


def _count(verbs: "Service", person: str, asked: "Asked", moment: "datetime") -> Found:
    """Return someone's counts, and how many texts the provider had twice, if it can be asked."""
    from nudges.cli.report_span import WEEK, Span, span_wanted
    from nudges.core.localtime import day_bounds
    from nudges.core.promised import promised

    book = verbs.whole(person)
    span = span_wanted(asked, book, moment)
    if asked.week is not None:
        span = Span(span.monday, 1)
    begins = day_bounds(book.person, span.first)[0]
    ends = day_bounds(book.person, span.monday + WEEK)[0]
    return person, promised(book, begins, ends, moment), _doubled(verbs, book.person.phone)


def _doubled(verbs: "Service", phone: str) -> int | None:
    """Return how many texts arrived more than once, as the way out itself has it; None where it keeps no list."""
    from nudges.gateways import Lists

    if not isinstance(verbs.gateway, Lists):
        return None
    times = Counter(verbs.gateway.arrived(phone))
    return sum(many - 1 for many in times.values())


def _plain(person: str, found: "Promised", doubled: int | None) -> dict[str, Any]:
    import msgspec

    return {"person": person, **msgspec.to_builtins(found), "owed": found.owed, "doubled": doubled}


def _lines(person: str, found: "Promised", doubled: int | None) -> Iterator[str]:
    from nudges.cli.report_told import WHY_LATE

    yield fields([
        ("person", person),
        ("came due", found.due),
        ("promised", f"{found.owed}, of which {found.on_time} left on time"),
        ("late", _by_reason(found.late, WHY_LATE)),
        ("not sent", _by_reason(found.lost, WHY_LATE)),
        ("lawfully held", _by_reason(found.held, WHY_HELD)),
        ("on their way", found.open or None),
        ("sent twice", "unknown: the way out keeps no list here" if doubled is None else doubled),
    ])  # fmt: skip


def _by_reason(counts: Mapping[str, int], words: Mapping[str, str]) -> str:
    """Return a number, and for each reason how many it is."""
    if not counts:
        return "0"
    said = "; ".join(f"{many} because {words.get(why, why)}" for why, many in counts.items())
    return f"{sum(counts.values())}: {said}"


def _table(everyone: list[Found]) -> Any:
    from nudges.cli.output import rows
    from nudges.core.promised import summed

    heads = ("person", "came due", "promised", "on time", "late", "not sent", "held", "on their way", "twice")
    twice = [doubled for _, _, doubled in everyone if doubled is not None]
    whole = ("all", summed(found for _, found, _ in everyone), sum(twice) if twice else None)
    return rows(heads, (_row(*each) for each in [*everyone, whole]))


def _row(person: str, found: "Promised", doubled: int | None) -> Iterator[object]:
    late, lost, held = (sum(counts.values()) for counts in (found.late, found.lost, found.held))
    yield from (person, found.due, found.owed, found.on_time, late, lost, held, found.open)
    yield "?" if doubled is None else doubled
