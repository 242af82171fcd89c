"""What comes next as a calendar: printed, or where a calendar program finds it."""

from datetime import timedelta

import click

from nudges.cli.context import now, service, settings, whom
from nudges.core.problem import Problem


def calendar(person_id: str | None, days: int, *, ics: bool, link: bool, names: bool, as_json: bool) -> None:
    """Print the calendar of one person, or where it is found; raise Problem for what does not go together."""
    option = "--ics" if ics else "--ics-link" if link else "--names"
    if as_json or (ics and link):
        raise Problem(
            f"{option} and {'--json' if as_json else '--ics-link'} do not go together", hint="say one of them"
        )
    if option == "--names":
        raise Problem("--names says what a calendar shows", hint="add --ics or --ics-link")
    if person_id is None:
        raise Problem(f"{option} is for one person", hint=f"name them, such as nudges next ana {option}")
    if ics:
        _print(whom(person_id), days, names=names)
    else:
        _print_link(whom(person_id), names=names)


def _print(person: str, days: int, *, names: bool) -> None:
    """Print the calendar of the days to come as it is, with the line ends that calendars have."""
    from nudges.calendar import feed

    verbs, moment = service(), now()
    book = verbs.store.read(person)
    content = feed(book, verbs.words, moment, moment + timedelta(days=days), discreet=not names)
    click.echo(content, nl=False)


def _print_link(person: str, *, names: bool) -> None:
    """Print the address of the calendar, or raise Problem if nobody can know it."""
    from nudges.web.links import calendar_link
    from nudges.web.secret import read_secret
    from nudges.web.server import address_of

    found = settings()
    if not found.public_url and found.port == 0:
        raise Problem("nobody can know the address while the port is 0", hint="set NUDGES_PORT or NUDGES_PUBLIC_URL")
    base = found.public_url or address_of(found.host, found.port)
    whose = service().store.read(person).person
    click.echo(calendar_link(read_secret(found.home / "secret"), whose, base, now(), names=names))
