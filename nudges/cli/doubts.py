"""What was accepted and may not be meant so, or costs more than it seems."""

from collections.abc import Iterable, Iterator

from nudges.core.sms import Encoding, measure
from nudges.core.values import Person, Plan
from nudges.core.words import Language


def of_person(person: Person) -> Iterator[str]:
    """Yield a sentence for each doubt about someone's settings."""
    from nudges.library.places import doubt

    if doubtful := doubt(person.zone):
        yield doubtful


def dear_names(person: Person) -> Iterator[str]:
    """Yield a sentence if names are written in letters that make a text dear."""
    dear = [name for name in (person.name, *person.contacts) if measure(name).encoding is Encoding.UCS_2]
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
