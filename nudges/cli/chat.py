"""What a person sees on their phone: `nudges chat`."""

import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING
from uuid import uuid4

import click

from nudges.cli import context
from nudges.cli.output import clean, message

if TYPE_CHECKING:
    from nudges.core.book import Book
    from nudges.core.thread import Entry
    from nudges.service import Service

LAST = 12
LOOK_EVERY = 0.3
LOOKS_TO_ATTEND = 3
LOOKS_FOR_ANSWERS = 20


@click.command()
@context.person_argument
def chat(person_id: str) -> None:
    """Be PERSON's phone, in the terminal: see texts as they come, and write back.

    PERSON is an id or a phone number. Write a line and press Enter; `/quit` or Ctrl+D ends. Where no server is
    running, this command does its work for PERSON meanwhile.
    """
    service = context.service()
    at_keyboard = sys.stdin.isatty()
    phone = Phone(service, context.whom(person_id), context.settings().home, context.now, show_own=not at_keyboard)
    with suppress(KeyboardInterrupt):
        phone.begin()
        for line in iter(sys.stdin.readline, ""):
            if line.strip() == "/quit":
                break
            phone.write(line.strip())
        if not at_keyboard:
            phone.wait_for_answers()
    phone.end()


class Phone:
    """One person's phone. It shows each line once, and attends to the person where no server does."""

    def __init__(
        self, service: "Service", person: str, home: Path, now: Callable[[], datetime], *, show_own: bool
    ) -> None:  # fmt: skip
        self._service, self._person, self._home, self._now = service, person, home, now
        self._show_own = show_own
        self._shown: set[str] = set()
        self._day: date | None = None
        self._served = True
        self._one_at_a_time, self._ending = Lock(), Event()
        self._watcher = Thread(target=self._watch, name="chat", daemon=True)

    def begin(self) -> None:
        """Show the last lines, and watch for more."""
        from nudges.core.thread import on_phone

        self._attend()
        self._shown = {entry.id for entry in on_phone(self._service.store.read(self._person))[:-LAST]}
        self._look()
        self._watcher.start()

    def write(self, text: str) -> None:
        """Send a text through the door by which a carrier's would come."""
        from nudges.core.inbound import Inbound
        from nudges.web.phones import LONGEST_TEXT

        if not text:
            return
        if len(text) > LONGEST_TEXT:
            message(f"a text has at most {LONGEST_TEXT} characters; this one was not sent")
            return
        phone = self._service.store.read(self._person).person.phone
        inbound = Inbound(id=f"phone/{uuid4()}", phone=phone, text=text)
        if not self._show_own:  # it is on the screen already, as it was typed
            self._shown.add(inbound.id)
        self._service.receive(inbound, self._now())
        self._attend()
        self._look()

    def wait_for_answers(self) -> None:
        """Wait until nothing that was asked is unanswered, but not for long."""
        from nudges.core.outbox import ANSWERS

        for _ in range(LOOKS_FOR_ANSWERS):
            waiting = self._service.store.read(self._person).history.open.values()
            if not any(each.queued.kind in ANSWERS for each in waiting):
                break
            self._ending.wait(LOOK_EVERY)
        self._look()

    def end(self) -> None:
        """Stop watching."""
        self._ending.set()
        if self._watcher.is_alive():
            self._watcher.join()

    def _watch(self) -> None:
        looks = 0
        while not self._ending.wait(LOOK_EVERY):
            looks += 1
            if looks % LOOKS_TO_ATTEND == 0:
                self._attend()
            self._look()

    def _attend(self) -> None:
        """Do the server's work for this person, unless there is one."""
        from nudges.clock import SystemClock
        from nudges.web.server import is_served
        from nudges.worker.catching_up import catch_up

        was_served, self._served = self._served, is_served(self._home)
        if self._served:
            return
        catch_up(self._service, SystemClock(), self._home)
        if was_served:
            message(f"no server is running, so this command sends {self._person}'s texts meanwhile")
        self._service.attend(self._person, self._now())

    def _look(self) -> None:
        """Show what is new."""
        from nudges.core.thread import on_phone

        with self._one_at_a_time:
            book = self._service.store.read(self._person)
            for entry in on_phone(book):
                if entry.id not in self._shown:
                    self._shown.add(entry.id)
                    self._show(book, entry)

    def _show(self, book: "Book", entry: "Entry") -> None:
        from nudges.core.said import clock, day_and_clock
        from nudges.core.thread import Side

        day = entry.at.astimezone(book.person.clock).date()
        if day != self._day:
            self._day = day
            click.secho(f"\n{day_and_clock(book.person, entry.at).rpartition(' ')[0]}", dim=True)
        ours = entry.side is Side.US
        names = clean(self._service.program), clean(book.person.name)
        name = click.style(names[0 if ours else 1].ljust(max(map(len, names))), bold=True)
        said = clean(entry.text) or "(these words are not kept)"
        click.echo(f"{clock(book.person, entry.at):>5}  {name}  {said}", nl=not ours)
        if ours:
            click.secho(f"  [{_cost(entry.text)}]", dim=True)


def _cost(text: str) -> str:
    from nudges.core.sms import measure

    cost = measure(text)
    return f"{cost.segments} segment{'s' if cost.segments != 1 else ''}, {cost.encoding}"
