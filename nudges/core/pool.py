"""From which texts a nudge may be drawn."""

from collections.abc import Sequence

from nudges.core.book import Book
from nudges.core.texts import DRAWN, LibraryPlan, Text, TextKind, Words, mark
from nudges.core.values import Contact, Plan

DISCREET = "_discreet"
"""How the names of answers end that say nothing to others."""

CAUTION = f"nudge_first{DISCREET}"
"""The answer that is the first text of a plan which may put someone at risk, where others see the phone."""

SHORT_WHY = 60
"""Characters of a reason that leave room for a cue and a way to answer."""


def pool(book: Book, plan: Plan, words: Words, contact: Contact | None) -> Sequence[str]:
    """Return the texts that a nudge of a plan is drawn from now, for a contact if it names one."""
    texts = _texts(book, plan, words)
    first, discreet = _of(texts, TextKind.FIRST), _says_nothing(book, plan)
    if first and not plan.texts and not _was_cautioned(book, plan, texts, words, discreet=discreet):
        return words.answers[book.person.language][CAUTION] if discreet else first
    if discreet:
        return _discreet(book, texts, words)
    if plan.texts:
        return plan.texts
    if plan.small:
        return _of(texts, TextKind.SMALLER) or [f"{plan.cue}: {plan.title}."]
    return [*_of(texts, *DRAWN), *_own(book, plan, words, contact)] or [f"{plan.cue}: {plan.title}."]


def everything(book: Book, plan: Plan, words: Words, contact: Contact | None) -> Sequence[str]:
    """Return all texts that a nudge of a plan may have been drawn from; the one to take if it was none of them first.

    Settings may have changed since it was drawn: a plan that is small now, texts that say nothing to others.
    """
    now, texts = pool(book, plan, words, contact), _texts(book, plan, words)
    if _says_nothing(book, plan):
        return [*now, *_discreet(book, texts, words)]
    return [*now, *(text.words for text in texts if text.kind is not TextKind.DISCREET)]


def _was_cautioned(book: Book, plan: Plan, texts: Sequence[Text], words: Words, *, discreet: bool) -> bool:
    """Whether somebody had a text of a plan before that says when to leave it out; a discreet one says it in few words.

    Who was told in few words is told in full once others do not see the phone any more.
    """
    before = {m.queued.drawn for m in book.history.nudges() if m.queued.plan == plan.id and m.queued.instead is None}
    neutral = {mark(each) for each in (*_discreet(book, texts, words), *words.answers[book.person.language][CAUTION])}
    return bool(before) if discreet else bool(before - neutral)


def _says_nothing(book: Book, plan: Plan) -> bool:
    """Whether texts tell others nothing: who asked for it wants it of their own texts too, else those are theirs."""
    return bool(book.person.discreet or (book.person.is_discreet and not plan.texts))


def _texts(book: Book, plan: Plan, words: Words) -> Sequence[Text]:
    return words.plans[book.person.language].get(plan.library or "", ())


def _of(texts: Sequence[Text], *kinds: TextKind) -> list[str]:
    return [text.words for text in texts if text.kind in kinds]


def _discreet(book: Book, texts: Sequence[Text], words: Words) -> list[str]:
    return [*_of(texts, TextKind.DISCREET), *words.answers[book.person.language][f"nudge{DISCREET}"]]


def _own(book: Book, plan: Plan, words: Words, contact: Contact | None) -> list[str]:
    """Return the texts that say what the person themself wrote: why they do it, and what they may share with whom."""
    answers, found = words.answers[book.person.language], list[str]()
    if plan.why and len(plan.why) <= SHORT_WHY and plan.why != _ready_why(plan, words):
        found += answers["nudge_why"]
    if contact is not None and contact.share:
        found += answers["nudge_share"]
    return found


def _ready_why(plan: Plan, words: Words) -> str:
    ready: LibraryPlan | None = words.ready.get(plan.library or "")
    return ready.why if ready else ""
