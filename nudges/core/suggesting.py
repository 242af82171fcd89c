"""The one question whether a plan may come less, in the place of a nudge; and the notes that want no answer."""

from datetime import datetime

from nudges.core.book import Book
from nudges.core.due import Nudge
from nudges.core.facts import Asked, Fact, Suggested
from nudges.core.graduation import suggestion
from nudges.core.texts import Words
from nudges.core.wording import say_to
from nudges.core.words import Instead, Stage

THIN = "thin"
NAMES = {
    Stage.CUE: "thin_cue_ask",
    Stage.NOTE: "thin_note_ask",
    Stage.DONE: "thin_done_ask",
    Stage.BACK: "thin_back_ask",
}


def suggest(book: Book, nudges: list[Nudge], words: Words, now: datetime) -> list[Fact]:
    """Return the question that one nudge gives its place to, or nothing; several that leave together ask as usual."""
    if len(nudges) != 1 or (stage := suggestion(book, nudges[0].plan, now)) is None:
        return []
    [nudge] = nudges
    text = say_to(words, book.person, NAMES[stage], nudge.id, {"plan": nudge.plan.title})
    asked = nudge.giving_way_to(text, Instead.OFFER, now)
    choices = ("MORE", "KEEP") if stage is Stage.BACK else ("FEWER", "KEEP")
    return [
        asked,
        Suggested(at=now, plan=nudge.plan.id, stage=stage, text=nudge.id),
        Asked(at=now, question=f"{THIN}/{nudge.plan.id}", choices=choices, source=nudge.id),
    ]
