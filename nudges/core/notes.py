"""What we answer to a text that answers nothing: words that are kept, a thank-you, or one we do not know."""

from nudges.core.answers import Answering
from nudges.core.facts import Fact
from nudges.core.understanding import Understanding
from nudges.core.week_answers import helped
from nudges.core.week_heard import report_asking


def note(turn: Answering) -> list[Fact]:
    """Return the answer to a note, where it wants one."""
    if turn.heard.value.safe:
        return turn.answer("safe_ack", {"line": turn.lines.line})
    if turn.heard.value.contact:
        return turn.answer("contacted", {"contact": turn.heard.value.contact})
    if turn.heard.rule.startswith("courtesy"):
        return []
    if (said := helped(turn)) is not None:
        return said
    return turn.answer("noted" if _is_sentence(turn.heard) or report_asking(turn.book, turn.now) else "thanks_unclear")


def _is_sentence(heard: Understanding) -> bool:
    """Whether someone told us something, rather than tried a word we do not know."""
    return heard.sure >= 0.5 or len((heard.value.note or "").split()) >= 3
