"""Which of their plans a text is about, where it says so: by a word of its title, or by a word of the person's own."""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from nudges.core.book import Book
from nudges.core.people import Touch, touch
from nudges.core.understanding import Part, Understanding, Value, understand
from nudges.core.understanding.days import OUTCOME_OF
from nudges.core.understanding.normal import normalise
from nudges.core.understanding.outcome import FILLERS
from nudges.core.values import Plan
from nudges.core.words import Intent, Outcome

ABOUT_A_NUDGE = frozenset({*OUTCOME_OF, Intent.SNOOZE, Intent.RATING, Intent.COUNT})
ABOUT_SOMEONE = ABOUT_A_NUDGE | {Intent.NOTE}
INTENTS = {outcome: intent for intent, outcome in OUTCOME_OF.items()}
STEM, SHORTEST = 5, 4
TITLES = """
thing things time times minute minutes something little small good today done give with your from this that more
then make take have part half skip later cosa cosas dia vez veces minuto minutos algo poco bien hoy hacer para
hecho listo tiempo luego zero four five seven eight nine cuatro cinco seis siete ocho nueve diez thre tres
"""
EVERYDAY = frozenset(word[:STEM] for word in TITLES.split())
"""Words that say nothing of a plan, whatever it is called."""

FILLER = frozenset(FILLERS.split()) | {"for", "los", "las", "el", "de", "was", "it", "then", "mi", "mis"}
_PIECE = re.compile(r" (?:[.,]|and|y|but|pero|then) ")
CANNOT = re.compile(r"\b(?:cant|cannot|couldnt|hard|trouble|puedo|pude|cuesta)\b")
"""Who can't breathe tells how they are, and not how the breathing went."""

_WORD = re.compile(r"[^\W\d_]+")


def meant(book: Book, text: str, heard: Understanding) -> Understanding:
    """Return what was heard, for the plan that the text names; danger, a stop and orders stay what they are."""
    if heard.safety.is_danger or heard.intent is Intent.STOP:
        return heard
    if (quick := quick_word(book.plans, text)) is not None:
        plan, outcome = quick
        return replace(
            heard, intent=INTENTS[outcome], value=Value(plan=plan), also=(), rule=f"own word of {plan}", sure=1.0
        )
    if (found := touch(book.person, text)) is not None and heard.intent in ABOUT_SOMEONE:
        return _in_touch(book, found, heard)
    if heard.intent not in ABOUT_A_NUDGE or heard.value.parts:
        return heard
    return _named(book.plans, text, heard)


def _in_touch(book: Book, found: Touch, heard: Understanding) -> Understanding:
    """Return what was heard of someone with whom they were in touch, and of a nudge if the rest answers one."""
    alone = understand(found.rest, language=heard.language)
    if found.rest and alone.intent in ABOUT_A_NUDGE and alone.value.ago is None:
        named = _named(book.plans, found.rest, alone)
        return replace(named, value=replace(named.value, contact=found.contact.name), language=heard.language)
    plan = next((plan.id for plan in book.plans if plan.contacts), None)
    value = Value(contact=found.contact.name, plan=plan, ago=heard.value.ago, part=heard.value.part)
    intent = Intent.DONE if plan else Intent.NOTE
    return replace(heard, intent=intent, value=value, also=(), rule=f"in touch with {found.contact.name}", sure=1.0)


def folded(text: str) -> str:
    """Return a text as words of people's own are compared: case, accents and signs make no difference.

    >>> folded(" Caminé! ")
    'camine'
    """
    return " ".join(normalise(text).words)


def quick_word(plans: Iterable[Plan], text: str) -> tuple[str, Outcome] | None:
    """Return the plan and the outcome for which a whole text is the person's own word."""
    own = [(plan.id, word, outcome) for plan in plans for word, outcome in plan.words]
    said = folded(text) if own else ""
    return next(((plan, outcome) for plan, word, outcome in own if said and folded(word) == said), None)


def plan_named(plans: Sequence[Plan], text: str) -> str | None:
    """Return the one plan that a text names by a word of its title, and nothing else that matters."""
    distinct, words = _distinct(plans), normalise(text).words
    hits = {distinct[word[:STEM]] for word in words if _counts(word) and word[:STEM] in distinct}
    if len(hits) != 1:
        return None
    plan = hits.pop()
    stems = _stems(_plan(plans, plan).title, everyday=True)
    return plan if FILLER.issuperset(word for word in words if word[:STEM] not in stems) else None


def _named(plans: Sequence[Plan], text: str, heard: Understanding) -> Understanding:
    """Return what was heard for the one plan that is named, or its parts where several are."""
    said = list(_by_plan(plans, text, heard))
    if not said:
        return heard
    plan = said[0][0]
    if len(said) == 1:
        alone = understand(_without(text, _stems(_plan(plans, plan).title, everyday=True)), language=heard.language)
        known = alone if alone.intent in ABOUT_A_NUDGE and not alone.value.parts else heard
        value = replace(known.value, plan=plan)
        return replace(heard, intent=known.intent, value=value, also=known.also, rule=f"{known.rule}, of {plan}")
    if any(intent not in OUTCOME_OF for _, intent in said):
        return heard
    parts = tuple(Part(OUTCOME_OF[intent], plan=each) for each, intent in said)
    return replace(heard, intent=said[0][1], value=Value(parts=parts), also=(), rule="of several plans")


def _by_plan(plans: Sequence[Plan], text: str, heard: Understanding) -> Iterator[tuple[str, Intent]]:
    """Yield each plan that is named, with what is said of it: in its own piece of the text, in the next, or in all."""
    distinct = _distinct(plans)
    named: dict[str, Intent | None] = {}
    for piece in _PIECE.split(f" {normalise(text).text.strip()} "):
        words = piece.split()
        hits = {distinct[word[:STEM]] for word in words if _counts(word) and word[:STEM] in distinct}
        if not hits:
            continue
        stems = frozenset[str]().union(*(_stems(_plan(plans, plan).title, everyday=True) for plan in hits))
        rest = [word for word in words if word[:STEM] not in stems]
        said = None if CANNOT.search(piece) else _said(rest, heard)
        if said is None and not FILLER.issuperset(rest):
            continue  # it speaks of the plan, and answers nothing
        if said is not None:
            named = {plan: intent or said for plan, intent in named.items()}
        named |= dict.fromkeys(sorted(hits), said)
    yield from ((plan, intent or heard.intent) for plan, intent in named.items())


def _said(rest: Sequence[str], heard: Understanding) -> Intent | None:
    """Return what a piece says, beside the words of the plan that it names."""
    alone = understand(" ".join(rest), language=heard.language)
    return alone.intent if alone.intent in ABOUT_A_NUDGE and not alone.value.note else None


def _distinct(plans: Sequence[Plan]) -> dict[str, str]:
    """Return the stems that stand in the title of one plan only, with that plan."""
    titles = [(plan.id, _stems(plan.title)) for plan in plans]
    return {
        stem: plan
        for plan, stems in titles
        for stem in stems
        if not any(stem in others for other, others in titles if other != plan)
    }


def _stems(title: str, *, everyday: bool = False) -> frozenset[str]:
    """Return the beginnings of the words of a title, with or without those that any title may have."""
    words = normalise(title).words
    return frozenset(word[:STEM] for word in words if everyday or (_counts(word) and word[:STEM] not in EVERYDAY))


def _counts(word: str) -> bool:
    return len(word) >= SHORTEST and word.isalpha()


def _without(text: str, stems: frozenset[str]) -> str:
    """Return a text without the words of a title."""
    return _WORD.sub(lambda found: "" if folded(found[0])[:STEM] in stems else found[0], text)


def _plan(plans: Sequence[Plan], plan: str) -> Plan:
    return next(each for each in plans if each.id == plan)
