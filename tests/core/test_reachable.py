"""A phone that cannot be reached is not tried again and again, and whoever writes can be reached."""

from datetime import timedelta

import msgspec
import pytest

from nudges.core.due import Nudge
from nudges.core.facts import Accepted, Claimed, Delivered, Fact, Failed, Queued, Rejected, Replied
from nudges.core.outbox import outbox
from nudges.core.reachable import is_unreachable
from nudges.core.words import Intent, Kind, Language, Why
from tests.samples import MONDAY, book


def text(number: int, *ends: str) -> list[Fact]:
    """Return the facts of a text that came to an end, or to none."""
    at = MONDAY + timedelta(hours=number)
    name = f"nudge/three-breaths/{number}"
    queued = Queued(
        at=at, id=name, kind=Kind.NUDGE, text="x", due=at, expires=at + timedelta(hours=2), plan="three-breaths"
    )
    made: dict[str, Fact] = {
        "claimed": Claimed(at=at, id=name, attempt=1),
        "accepted": Accepted(at=at, id=name, provider_id=str(number), segments=1),
        "delivered": Delivered(at=at, id=name),
        "failed": Failed(at=at, id=name, detail="unreachable", why=Why.RECIPIENT),
        "filtered": Failed(at=at, id=name, detail="filtered", why=Why.CONTENT),
        "rejected": Rejected(at=at, id=name, detail="no mobile", why=Why.RECIPIENT),
        "refused": Rejected(at=at, id=name, detail="too long", why=Why.CONTENT),
    }
    return [queued, *(made[each] for each in ends)]


FAILED = ("claimed", "accepted", "failed")
FILTERED = ("claimed", "accepted", "filtered")
DELIVERED = ("claimed", "accepted", "delivered")
HEARD = Replied(at=MONDAY + timedelta(hours=8), id="r1", text="hi", intent=Intent.NOTE, language=Language.EN)


@pytest.mark.parametrize(
    ("facts", "unreachable"),
    [
        ([], False),
        ([*text(1, *FAILED), *text(2, *FAILED)], False),
        ([*text(1, *FAILED), *text(2, *FAILED), *text(3, *FAILED)], True),
        ([*text(1, *FAILED), *text(2, *DELIVERED), *text(3, *FAILED), *text(4, *FAILED)], False),
        ([*text(1, "claimed", "rejected")], True),
        ([*text(1, "claimed", "refused")], False),
        ([*text(1, *FILTERED), *text(2, *FILTERED), *text(3, *FILTERED)], False),
        ([*text(1, *FAILED), *text(2, *FAILED), *text(3, *FAILED), HEARD], False),
        ([*text(1, "claimed", "rejected"), *text(2, *DELIVERED)], False),
    ],
)
def test_it_is_known_from_what_became_of_the_last_texts(facts: list[Fact], unreachable: bool) -> None:
    assert is_unreachable(book(*facts).history) is unreachable


def test_nothing_more_is_tried_until_they_write() -> None:
    made = book(*text(1, "claimed", "rejected"), *text(3))
    now = MONDAY + timedelta(hours=3, minutes=1)
    box = outbox(made, now)
    assert not box.ready
    assert [fact.detail for fact in box.expired if hasattr(fact, "detail")] == ["their phone cannot be reached"]
    wrote = Replied(at=now, id="r1", text="hi", intent=Intent.NOTE, language=Language.EN)
    assert outbox(made.add(wrote), now).ready


def test_words_that_a_carrier_refused_are_not_drawn_again() -> None:
    from nudges.core.pool import pool
    from nudges.core.texts import mark
    from nudges.core.wording import word_nudge
    from nudges.library import load
    from tests.samples import plan

    words, breaths = load().words, plan()
    texts = pool(book(), breaths, words, None)
    facts: list[Fact] = []
    for place, template in enumerate(texts[1:], 1):
        queued, *rest = text(place, "claimed", "accepted", "filtered")
        assert isinstance(queued, Queued)
        facts += [msgspec.structs.replace(queued, drawn=mark(template)), *rest]
    due = MONDAY + timedelta(days=40)
    made = book(*facts)
    nudge = Nudge(plan=breaths, due=due, opens=due, closes=due + timedelta(hours=2))
    assert word_nudge(made, nudge, words, due).drawn == mark(texts[0])
