"""How far a plan has become less: what was last suggested, agreed to and declined."""

import msgspec

from nudges.core.facts.thinning import Retained, Suggested, Thinned


class Thinning(msgspec.Struct, frozen=True):
    """The last word of each kind about a plan."""

    suggested: Suggested | None = None
    thinned: Thinned | None = None
    retained: Retained | None = None


def taken_in(known: dict[str, Thinning], fact: Suggested | Thinned | Retained) -> None:
    """Take a word about a plan in."""
    before = known.get(fact.plan, Thinning())
    match fact:
        case Suggested():
            known[fact.plan] = msgspec.structs.replace(before, suggested=fact)
        case Thinned():
            known[fact.plan] = msgspec.structs.replace(before, thinned=fact)
        case Retained():
            known[fact.plan] = msgspec.structs.replace(before, retained=fact)
