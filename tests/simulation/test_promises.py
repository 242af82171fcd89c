"""Is a broken promise noticed? One that never can be noticed would keep nothing."""

from datetime import timedelta

import msgspec
import pytest

from nudges.core.book import Book
from nudges.core.facts import Fact, Flagged, Joined, Paused, Queued, Stopped
from nudges.core.values import Person
from nudges.core.words import Kind, Safety
from nudges.library import load
from nudges.simulation.foresight import Foresight
from nudges.simulation.promises import Sent, Watch
from tests.samples import MONDAY, minutes, person
from tests.samples import book as agreed

DUE = MONDAY + minutes(30)


def queued(name: str = "nudge/three-breaths/1", kind: Kind = Kind.NUDGE, **changes: object) -> Queued:
    made = Queued(
        at=DUE, id=name, kind=kind, text="Breathe.", due=DUE, expires=DUE + minutes(120), plan="three-breaths"
    )
    return msgspec.structs.replace(made, **changes)


def sent(after: float = 0, who: Person | None = None, **changes: object) -> Sent:
    return Sent(at=DUE + minutes(after), queued=queued(**changes), segments=1, person=who or person())  # type: ignore[arg-type]


def broken(*texts: Sent, book: Book | None = None) -> list[str]:
    watch = Watch()
    for text in texts:
        watch.look(text, book or agreed())
    return [each.split(": ", 1)[1] for each in watch.broken]


def test_a_text_in_its_place_breaks_nothing() -> None:
    assert broken(sent(), sent(60, name="nudge/three-breaths/2")) == []


def test_a_text_that_leaves_twice_is_noticed() -> None:
    assert broken(sent(), sent(60)) == ["nudge/three-breaths/1 had left before"]


def test_a_nudge_that_leaves_alone_and_in_the_text_of_another_one_is_noticed() -> None:
    into = queued("nudge/kind/1", plan="kind")
    shared = Joined(at=DUE, id="nudge/three-breaths/1", plan="three-breaths", due=DUE, into=into.id)
    texts = (sent(), sent(60, name=into.id, plan="kind"))
    assert broken(*texts, book=agreed(into, shared)) == ["nudge/three-breaths/1 had left before"]
    assert broken(*texts, book=agreed(into)) == []


def test_a_text_outside_the_hours_is_noticed_unless_it_answers_or_was_asked_for_then() -> None:
    night = 15 * 60
    assert broken(sent(night)) == ["it left outside their hours"]
    assert broken(sent(night, again="nudge/three-breaths/1")) == []
    assert broken(sent(night, kind=Kind.ANSWER), sent(night, name="s", kind=Kind.SAFETY)) == []


def test_a_text_over_the_cap_is_noticed() -> None:
    texts = [sent(60 * number, name=f"nudge/three-breaths/{number}") for number in range(3)]
    assert broken(*texts) == ["it is text 3 of the day, and 2 may come"]
    assert broken(*texts[:2], sent(120, name="x", again="nudge/three-breaths/1")) == []


def test_a_text_too_soon_after_another_is_noticed() -> None:
    assert broken(sent(), sent(29, name="n2")) == ["the last text left less than 30 minutes before"]
    assert broken(sent(), sent(30, name="n2")) == []


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        (Stopped(at=MONDAY, how="by text"), "they had opted out"),
        (Flagged(at=MONDAY, tier=Safety.HARD, reply="r"), "everything rests after a text that spoke of danger"),
        (Paused(at=MONDAY, until=MONDAY + timedelta(days=1)), "a pause was running"),
        (Paused(at=MONDAY, until=MONDAY + timedelta(days=1), plan="three-breaths"), "a pause was running"),
    ],
)
def test_a_text_in_a_silence_is_noticed(fact: Fact, told: str) -> None:
    assert broken(sent(), book=agreed(fact)) == [told]
    assert broken(sent(kind=Kind.SAFETY), book=agreed(fact)) == []


def test_a_text_before_they_agreed_is_noticed() -> None:
    assert broken(sent(), book=Book(person(), ())) == ["they had not agreed"]
    assert broken(sent(kind=Kind.OPT_IN, plan=None), book=Book(person(), ())) == []


def look(*then: Sent, interrupted: bool = False) -> list[str]:
    """Return what is told about a look ahead that foresees one nudge, half an hour from now."""
    foresight = Foresight(load().words)
    foresight.look(agreed(), [], MONDAY)
    end = MONDAY + minutes(20) if interrupted else MONDAY + timedelta(days=1)
    foresight.settle(then, end, interrupted=interrupted)
    return [each.partition(": ")[2].split(" at ")[0] for each in foresight.broken]


def test_what_was_foreseen_and_not_sent_is_noticed_and_the_other_way_round() -> None:
    foreseen = "nudge/three-breaths/2026-03-02T13:30Z"
    assert look() == [foreseen]
    assert look(sent(name="nudge/other/1")) == [foreseen, "nudge/other/1"]
    assert look(sent(name=foreseen)) == [foreseen, foreseen]  # with other words than it was foreseen with


def test_nothing_is_told_of_what_was_to_come_after_they_wrote() -> None:
    assert look(interrupted=True) == []
