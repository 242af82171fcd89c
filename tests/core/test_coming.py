"""NEXT tells what will really be sent, whatever keeps or moves it."""

from datetime import timedelta

import pytest

from nudges.core.said import weekday_and_clock
from nudges.core.values import Hours
from nudges.core.words import Language
from tests.core.test_orders import NOON, Talk
from tests.samples import plan

BREATHS = plan(id="breaths", title="Breaths", when="daily at 8:30")
WALK = plan(id="walk", title="Walk", when="daily at 8:30 and 19:00")
LATE = plan(id="late", title="Late", when="daily at 6:00")


@pytest.mark.parametrize(
    ("plans", "about"),
    [
        ((BREATHS,), {}),
        ((BREATHS, WALK), {"cap": 1}),
        ((BREATHS, WALK), {"cap": 3, "gap": 300}),
        ((LATE, WALK), {"cap": 2, "hours": Hours()}),
    ],
)
def test_what_next_says_is_what_is_sent(plans: tuple[object, ...], about: dict[str, object]) -> None:
    talk = Talk(*plans, **about)  # type: ignore[arg-type]
    answer = talk.say("next")
    talk.now = NOON + timedelta(minutes=5)
    talk.service.attend("ana", talk.now)
    begun, told = len(talk.gateway.sent), list[str]()
    while len(told) < 2:
        talk.now += timedelta(minutes=5)
        if talk.service.attend("ana", talk.now):
            sent = talk.gateway.sent[-1][1].id
            plans_in = [sent.split("/")[1], *(part.split("/")[1] for part in talk.book.history.joined.get(sent, ()))]
            titles = " + ".join(talk.book.plan(each).title for each in plans_in)
            told.append(f"{titles} {weekday_and_clock(talk.book.person, talk.now)}")
    assert len(talk.gateway.sent) == begun + 2
    assert ", then ".join(told) in answer


@pytest.mark.parametrize(
    "text", ["NEXT", "what's next?", "when is the next one", "SIGUIENTE", "¿cuándo es el próximo?"]
)
def test_it_is_asked_in_plain_words_of_two_languages(text: str) -> None:
    assert "Breaths" in Talk(BREATHS).say(text)


def test_a_phone_that_others_see_is_told_no_title() -> None:
    for language in Language:
        answer = Talk(BREATHS, discreet=True, language=language).say("next")
        assert "8:30" in answer
        assert "Breaths" not in answer


def test_a_plan_that_waits_for_an_event_promises_no_hour() -> None:
    answer = Talk(plan(id="gym", title="Gym", when="on event gym.left")).say("next")
    assert "planned by the clock" in answer


def test_next_week_is_no_question_about_what_comes() -> None:
    assert "8:30" not in Talk(BREATHS).say("next week")
