"""A thousand made-up people: texts never become more without a word of theirs, and are halved for the silent."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

import msgspec
import pytest

from nudges.core.book import Book
from nudges.core.facts import Consented, Flagged, Paused, Quieted
from nudges.core.values import Plan, Quiet
from nudges.core.words import Language
from nudges.library import load
from nudges.simulation import Persona, Played, Rehearsal, simulate
from nudges.simulation.draws import one, whole
from nudges.simulation.promises import Sent
from tests.samples import MONDAY, person, plan

SOME, ALL = 40, 1000
DAYS, WEEK, DAY = 70, timedelta(days=7), timedelta(days=1)
FORTNIGHT = 14 * DAY
REPORTS, OFTEN = 2, 6
"""A fortnight has two reports; who has fewer than six nudges in it hears of the halving with the fifth of them."""

SCHEDULES = (
    "daily", "daily", "weekdays", "mon, wed and fri", "tue, thu and sat", "every 2 days", "weekends", "mon and thu",
)  # fmt: skip
PERSONAS = (Persona.SILENT, Persona.SILENT, *Persona)
STEADY = Quiet(halve_after=1000, weekly_after=2000, last_after=3000)
"""What no file may say: as if nobody listened to silence."""


def made_up(number: int) -> Rehearsal:
    """Return somebody with some plans; the same number is the same person."""
    plans = tuple(_plan(number, turn) for turn in range(whole(1, 3, number, "plans")))
    who = person(
        cap=whole(1, 3, number, "cap"),
        language=one(list(Language), number, "language"),
        report_day=whole(0, 6, number, "report"),
        discreet=one((True, False), number, "discreet"),
    )
    book = Book(who, plans).add(Consented(at=MONDAY, how="on paper"))
    return Rehearsal(book=book, persona=one(PERSONAS, number, "persona"), seed=number, begins=MONDAY, days=DAYS)


def _plan(number: int, turn: int) -> Plan:
    days, hour = one(SCHEDULES, number, turn, "days"), whole(8, 19, number, turn, "hour")
    name = one(("three-breaths", "one-kind-thing", "friend-voice"), number, turn, "name")
    return plan(id=f"{name}-{turn}", library=name, when=f"{days} at {hour}:{10 * turn:02}")


def unheard(rehearsal: Rehearsal) -> Rehearsal:
    """Return a silent person where nobody listens to silence: what the plans ask for."""
    plans = tuple(msgspec.structs.replace(each, quiet=STEADY) for each in rehearsal.book.plans)
    book = msgspec.structs.replace(rehearsal.book, plans=plans)
    return msgspec.structs.replace(rehearsal, book=book, persona=Persona.SILENT, days=28)


def between(sent: tuple[Sent, ...], begins: datetime, ends: datetime) -> int:
    return sum(1 for each in sent if each.is_ours and begins <= each.at < ends)


def stretches(lived: Played) -> Iterator[tuple[datetime, datetime]]:
    """Yield from when until when somebody wrote nothing, where nothing rested that they had asked to rest."""
    words = [MONDAY, *(reply.at for reply in lived.book.history.replies), lived.rehearsal.ends]
    rests = [fact.at for fact in lived.book.facts if isinstance(fact, Paused | Flagged)]
    for begins, ends in pairwise(words):
        if not any(begins - FORTNIGHT <= at < ends for at in rests):
            yield begins, ends


def rises(lived: Played, usual: int) -> list[str]:
    """Return where a week of silence brought more than the weeks before it, and more than the plans ask for.

    Once fewer are announced only the weeks before count.
    """
    found = []
    told = [fact.at for fact in lived.book.facts if isinstance(fact, Quieted)]
    # Every second day falls on three or on four days of a week.
    room = any("every 2" in each.when for each in lived.book.plans)
    for begins, ends in stretches(lived):
        weeks = [
            between(lived.sent, begins + n * WEEK, begins + (n + 1) * WEEK) for n in range((ends - begins) // WEEK)
        ]
        first = min(((at - begins) // WEEK for at in told if begins <= at < ends), default=len(weeks))
        for place in range(1, len(weeks)):
            most = max(weeks[:place]) if place > first else max(*weeks[:place], usual)
            if weeks[place] > most + room:
                found.append(f"{lived.rehearsal.seed}: {weeks}")
    return found


@pytest.mark.parametrize("many", [SOME, pytest.param(ALL, marks=[pytest.mark.soak, pytest.mark.timeout(3000)])])
def test_texts_never_become_more_without_a_word_and_are_halved_for_the_silent_within_a_fortnight(many: int) -> None:
    words, weeks, usual = load().words, Counter[int](), 0.0
    silent = kinds = 0
    risen, loud = list[str](), list[str]()
    for number in range(many):
        rehearsal = made_up(number)
        lived, asked_for = simulate(rehearsal, words), simulate(unheard(rehearsal), words)
        assert lived.broken == ()
        risen += rises(
            lived, max(between(asked_for.sent, MONDAY + n * WEEK, MONDAY + (n + 1) * WEEK) for n in range(4))
        )
        kinds += rehearsal.persona is not Persona.SILENT
        if rehearsal.persona is not Persona.SILENT:
            continue
        often = between(asked_for.sent, MONDAY + FORTNIGHT, MONDAY + 2 * FORTNIGHT)
        after = between(lived.sent, MONDAY + FORTNIGHT, MONDAY + 2 * FORTNIGHT)
        if often - REPORTS >= OFTEN and after > (often + 1) // 2:
            loud.append(f"{number}: {after} of {often}")
        silent += 1
        usual += often / 2
        for week in range(DAYS // 7):
            weeks[week] += between(lived.sent, MONDAY + week * WEEK, MONDAY + (week + 1) * WEEK)
    print(f"\n{many} people, {silent} of them silent: {len(risen)} weeks louder than before, {len(loud)} not halved")
    print(f"  their plans ask for {usual / silent:.2f} texts a week; what came, week by week:")
    print("  " + ", ".join(f"{weeks[week] / silent:.2f}" for week in sorted(weeks)))
    assert (risen, loud) == ([], [])
    assert silent > many / 5
    assert kinds > many / 5
