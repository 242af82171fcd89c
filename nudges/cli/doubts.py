"""What was accepted and may not be meant so, or costs more than it seems."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from nudges.core.book import Book
from nudges.core.sms import Encoding, measure
from nudges.core.values import Person, Plan
from nudges.core.words import Language


def of_person(person: Person, now: datetime) -> Iterator[str]:
    """Yield a sentence for each doubt about someone's settings."""
    from nudges.library.places import doubt

    zones = (person.zone_at(now), *(move.zone for move in person.moves if move.at > now))
    yield from dict.fromkeys(doubtful for zone in zones if (doubtful := doubt(zone)))


def of_book(book: Book, now: datetime) -> Iterator[str]:
    """Yield a line for each doubt about someone and all their plans."""
    from nudges.core.cautions import cautions

    person = book.person
    for doubt in (*cautions(book, now), *of_person(person, now), *of_texts(book.plans, person.language)):
        yield f"warning: {doubt}"
    for note in dear_names(person):
        yield f"note: {note}"


def dear_names(person: Person) -> Iterator[str]:
    """Yield a sentence if names are written in letters that make a text dear."""
    names = (person.name, *(each.name for each in person.contacts))
    dear = [name for name in names if measure(name).encoding is Encoding.UCS_2]
    if dear:
        yield (
            f"a text that names {' or '.join(dear)} holds 70 signs in place of 160, "
            "so a carrier charges two or three times as much for it"
        )


def of_texts(plans: Iterable[Plan], language: Language) -> Iterator[str]:
    """Yield a sentence for each thing that a reviewer of our own texts would not like about somebody's."""
    from nudges.library.lint import lint_answers

    for plan in plans:
        for problem in lint_answers({"text": plan.texts}, language):
            yield f"{plan.id}: {problem.what}" + (f"; {problem.hint}" if problem.hint else "")
