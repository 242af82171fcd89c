"""Who is part of a study: `nudges research`. Each of them said so from their own phone."""

import click

from nudges.cli import context
from nudges.cli.output import data, json_option, message, rows
from nudges.core.problem import Problem


@click.group(short_help="Ask who wants to be part of a study.")
def research() -> None:
    """Ask people whether a study may have what they answer, end it for them, and see who said yes.

    nudges export --research writes what the study may have.
    """


@research.command("ask")
@context.person_argument
@click.option("--words", is_flag=True, help="Ask for their own words; they have said yes to the study before.")
def ask_command(person_id: str, words: bool) -> None:
    """Ask a person once, by text, whether a study may have their answers without their name."""
    from nudges.core.research import ask_research

    service, now, found = context.service(), context.now(), context.whom(person_id)
    whole = service.whole(found)
    facts = ask_research(whole, service.words, service.program, now, words_too=words)
    service.edit(found, lambda book: book.add(*facts), now)
    message(f"{found} is asked by text. Only a yes from their own phone counts.")


@research.command("end")
@context.person_argument
def end_command(person_id: str) -> None:
    """End it for a person: no study gets anything of theirs from now on."""
    from nudges.core.facts import ResearchEnded

    service, now, found = context.service(), context.now(), context.whom(person_id)
    if service.store.read(found).history.research is None:
        raise Problem(f"{found} is part of no study", hint="nudges research list shows who is")
    service.edit(found, lambda book: book.add(ResearchEnded(at=now)), now)
    message(f"Nothing of {found} goes to a study any more. What was handed out before cannot be called back.")


@research.command("list")
@json_option
def list_command(as_json: bool) -> None:
    """Show who is part of a study, since when, and whether their own words are too."""
    context.note_damage()
    service, found = context.service(), []
    for person in service.store.people():
        history = service.store.read(person).history
        if (agreed := history.research) is not None:
            words = history.research_words
            found.append({"person": person, "since": agreed.at, "words_since": words.at if words else None})
    if not found and not as_json:
        message("Nobody yet; nudges research ask asks somebody.")
        return
    lines = ([each["person"], _day(each["since"]), _day(each["words_since"])] for each in found)
    data(found, as_json, lambda: rows(("person", "since (UTC)", "own words since"), lines))


def _day(moment: object) -> str | None:
    return None if moment is None else str(moment)[:10]
