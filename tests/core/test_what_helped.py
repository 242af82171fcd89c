"""Is what somebody says had helped told apart from orders, and from answers to a nudge?"""

from datetime import timedelta

import pytest

from nudges.core.facts import Adjusted, CheckedIn, Helped, Paused, Snoozed, Stopped
from nudges.core.words import Outcome
from tests.core.test_week_reply import GOOD_WEEK, SUNDAY, book_of, facts, played
from tests.samples import plan

LATER = timedelta(minutes=40)


@pytest.mark.parametrize(
    "text",
    ["walking", "did my walks with mum", "skipping coffee", "no phone in bed", "sleep 8 hours", "less phone", "pausing",
     "un descanso", "menos pantalla", "open windows", "time outside", "dejar de fumar"],
)  # fmt: skip
def test_words_that_elsewhere_are_an_answer_or_an_order_are_what_helped_here(text: str) -> None:
    made = played(SUNDAY + LATER, *GOOD_WEEK, ("2026-03-08 18:20", text))
    assert len(facts(made, Helped)) == 1
    assert facts(made, Adjusted) == facts(made, Paused) == facts(made, Snoozed) == []
    assert len(facts(made, CheckedIn)) == len(GOOD_WEEK)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("fewer texts please", Adjusted), ("can you text me less", Adjusted), ("pause", Paused), ("stop", Stopped),
     ("time 19:00", Adjusted), ("smaller", Adjusted)],
)  # fmt: skip
def test_an_order_that_is_one_is_obeyed(text: str, kind: type) -> None:
    made = played(SUNDAY + LATER, *GOOD_WEEK, ("2026-03-08 18:20", text))
    assert len(facts(made, kind)) == 1
    assert facts(made, Helped) == []


@pytest.mark.parametrize("text", ["ok", "yes", "done", "skip", "no", "I don't know", "hoy no"])
def test_a_bare_word_with_no_nudge_to_answer_is_thanked_and_counts_for_nothing(text: str) -> None:
    made = played(SUNDAY + LATER, *GOOD_WEEK, ("2026-03-08 18:20", text))
    assert facts(made, Helped) == []
    assert len(facts(made, CheckedIn)) == len(GOOD_WEEK)
    assert [m.queued.id.rpartition("/")[2] for m in book_of(made).history.messages.values()][-1] == "report_nothing"


def test_with_a_nudge_that_waits_an_answer_is_still_its_own() -> None:
    daily = plan(when="daily at 8:30")
    made = played(SUNDAY + LATER, *GOOD_WEEK, ("2026-03-08 18:20", "done"), plans=(daily,), month_text=False)
    waits = [m.queued.due for m in book_of(made).history.nudges()][-1]
    [*_, last] = facts(made, CheckedIn)
    assert isinstance(last, CheckedIn)
    assert (last.day, last.outcome) == (waits.date(), Outcome.DONE)


def test_an_answer_that_is_put_right_after_the_report_stays_put_right() -> None:
    daily = plan(when="daily at 8:30")
    texts = (("2026-03-07 08:40", "done"), ("2026-03-08 18:20", "I skipped it"))
    made = played(SUNDAY + LATER, *GOOD_WEEK, *texts, plans=(daily,))
    assert made.report("ana", SUNDAY.date(), SUNDAY + LATER).skipped == 1
    assert facts(made, Helped) == []
