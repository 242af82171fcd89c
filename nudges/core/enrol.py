"""How someone joins: one text that asks, and nothing else until they agree."""

from datetime import datetime, timedelta

from nudges.core import facts as f
from nudges.core.facts import Fact
from nudges.core.said import often
from nudges.core.texts import Words
from nudges.core.values import Person
from nudges.core.wording import say
from nudges.core.words import Kind

OPT_IN, WELCOME = "opt_in", "welcome"
"""How the ids of the first text begin: one that asks, and one that needs not to."""

OPT_IN_STAYS_USEFUL = timedelta(days=30)


def enrolled(person: Person, words: Words, program: str, now: datetime, consent: str | None) -> list[Fact]:
    """Return the facts of joining: the opt-in text, or the proof of consent and a welcome."""
    name = OPT_IN if consent is None else WELCOME
    places = {"program": program, "name": person.name, "often": often(person)}
    text = say(words, person.language, name, person.id, places)
    asked = f.Queued(
        at=now, id=f"{name}/{person.id}", kind=Kind.OPT_IN, text=text, due=now, expires=now + OPT_IN_STAYS_USEFUL
    )
    agreed: list[Fact] = [] if consent is None else [f.Consented(at=now, how=consent)]
    return [*agreed, asked]
