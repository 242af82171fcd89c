"""What people change by text: when a plan comes, how often, how small, in which language, and that all is erased."""

from datetime import datetime, timedelta

import pytest

from nudges.core.book import Book
from nudges.core.facts import Asked, Erasing, Queued
from nudges.core.inbound import Inbound
from nudges.core.values import Hours, Plan
from nudges.core.when import parse_when
from nudges.core.when.changed import at_time, fewer, more
from nudges.core.words import Language
from nudges.gateways.memory import MemoryGateway
from nudges.service import Service
from tests.samples import ANA, MONDAY, minutes, person, plan, service

NOON = MONDAY + timedelta(hours=4)


class Talk:
    """A conversation with somebody who agreed."""

    def __init__(self, *plans: Plan, **about: object) -> None:
        self.gateway = MemoryGateway()
        self.service: Service = service(gateway=self.gateway)
        self.now: datetime = NOON
        self.service.enrol(person(**about), plans or (plan(when="daily at 8:30"),), MONDAY, consent="on paper")

    def say(self, text: str) -> str:
        """Text something and return the answer."""
        self.now += minutes(1)
        self.service.receive(Inbound(id=f"r/{self.now}", phone=ANA.phone, text=text), self.now)
        before = len(self.book.facts)
        answers = [fact.text for fact in self.book.facts[:before] if isinstance(fact, Queued) and fact.at == self.now]
        return answers[-1] if answers else ""

    @property
    def book(self) -> Book:
        return self.service.store.read("ana")


STEPS = """
daily at 8:30                      | 3 times a week at 8:30 | none
weekdays at 8:30                   | 3 times a week at 8:30 | daily at 8:30
mon, wed and fri at 8:30           | twice a week at 8:30   | daily at 8:30
twice a week between 8:00 and 9:00 | once a week between 8:00 and 9:00 | 3 times a week between 8:00 and 9:00
once a week at 8:30                | none                   | twice a week at 8:30
every 3 days at 8:30               | once a week at 8:30    | 3 times a week at 8:30
the 1st at 8:30                    | none                   | none
cron: 30 8 * * *                   | none                   | none
"""


@pytest.mark.parametrize("row", STEPS.strip().splitlines())
def test_fewer_and_more_go_by_steps(row: str) -> None:
    phrase, lower, higher = (cell.strip() for cell in row.split("|"))
    when = parse_when(phrase)
    assert fewer(when) == (None if lower == "none" else parse_when(lower))
    assert more(when) == (None if higher == "none" else parse_when(higher))


def test_another_time_keeps_the_days_and_the_end() -> None:
    when = parse_when("mon and wed at 8:00 and 20:00 until 2027-01-01")
    assert str(at_time(when, parse_when("daily at 19:15").times[0])) == "mon and wed at 19:15 until 2027-01-01"
    assert at_time(parse_when("after done of x"), parse_when("daily at 9:00").times[0]) is None


@pytest.mark.parametrize("text", ["TIME 19:00", "change my time to 7pm", "hora 19:00"])
def test_a_time_moves_the_plan_from_now_on(text: str) -> None:
    talk = Talk()
    assert "19:00" in talk.say(text)
    assert talk.book.plan("three-breaths").when == "daily at 19:00"


def test_a_time_outside_the_hours_changes_nothing_and_says_so() -> None:
    talk = Talk(hours=Hours())
    assert "8:00-21:00" in talk.say("TIME 23:00")
    assert talk.book.plan("three-breaths").when == "daily at 8:30"


@pytest.mark.parametrize(
    ("text", "when"), [("FEWER", "3 times a week at 8:30"), ("menos mensajes por favor", "3 times a week at 8:30")]
)
def test_fewer_thins_the_plan(text: str, when: str) -> None:
    talk = Talk()
    talk.say(text)
    assert talk.book.plan("three-breaths").when == when
    assert "MORE" in talk.say("fewer")


def test_more_is_only_by_their_own_word_and_has_an_end() -> None:
    talk = Talk(plan(when="twice a week at 8:30"))
    talk.say("MORE")
    assert talk.book.plan("three-breaths").when == "3 times a week at 8:30"


def test_which_of_several_plans_is_asked_and_a_number_chooses() -> None:
    talk = Talk(plan(), plan(id="one-kind-thing", title="One kind thing", library="one-kind-thing"))
    assert "1 Three breaths, 2 One kind thing" in talk.say("TIME 19:00")
    assert any(isinstance(fact, Asked) for fact in talk.book.facts)
    talk.say("2")
    assert [each.when for each in talk.book.plans] == ["weekdays at 8:30", "weekdays at 19:00"]


def test_another_word_ends_the_question_which_plan() -> None:
    talk = Talk(plan(), plan(id="one-kind-thing", library="one-kind-thing"))
    talk.say("TIME 19:00")
    talk.say("thanks")
    talk.say("2")
    assert [each.when for each in talk.book.plans] == ["weekdays at 8:30", "weekdays at 8:30"]


def test_smaller_gives_the_smaller_version_and_keeps_to_it() -> None:
    talk = Talk()
    assert "One breath" in talk.say("SMALLER")
    assert talk.book.plan("three-breaths").small


def test_a_language_is_said_in_itself() -> None:
    talk = Talk()
    assert talk.say("español por favor").startswith("Desde ahora en español")
    assert talk.book.person.language is Language.ES
    assert talk.book.plan("three-breaths").title == "Tres respiraciones"


def test_a_list_names_the_plans_and_the_next_text() -> None:
    assert Talk().say("LIST").startswith("Yours: Three breaths. The next text comes Tue 8:30.")


def test_erase_asks_once_and_then_erases_all_after_a_last_text() -> None:
    talk = Talk()
    talk.service.attend("ana", talk.now)
    assert "ERASE" in talk.say("erase my data")
    assert "ana" in talk.service.store.people()
    assert "erased now" in talk.say("ERASE")
    assert any(isinstance(fact, Erasing) for fact in talk.book.facts)
    talk.service.attend("ana", talk.now)
    assert talk.service.store.people() == []


def test_any_other_word_keeps_everything() -> None:
    talk = Talk()
    talk.say("erase my data")
    talk.say("no wait, done")
    talk.say("thanks")
    talk.service.attend("ana", talk.now)
    assert talk.service.store.people() == ["ana"]
