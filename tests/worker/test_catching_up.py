"""After a restore it is asked what people wrote since the backup, before anything leaves."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from nudges.cli.chat import Phone
from nudges.clock import ManualClock
from nudges.core.facts import Replied
from nudges.core.problem import Failure
from nudges.core.words import Intent
from nudges.gateways.memory import MemoryGateway
from nudges.gateways.twilio.config import TwilioConfig
from nudges.gateways.twilio.gateway import TwilioGateway
from nudges.service import Service
from nudges.store.backup import begun
from nudges.twilio_local import NUMBER, Fault, LocalTwilio, On, Rule, running
from nudges.worker.catching_up import catch_up
from tests.samples import ANA, MONDAY, minutes, plan, service


class Home:
    """Ana's book, put back on Wednesday as it was on Monday, and the provider by whom she wrote meanwhile."""

    def __init__(self, twilio: LocalTwilio, clock: ManualClock, folder: Path) -> None:
        account = twilio.account
        config = TwilioConfig(account_sid=account.sid, auth_tokens=(account.token,), sender=NUMBER, api_base=twilio.url)
        self.twilio, self.clock, self.folder = twilio, clock, folder
        self.service: Service = service(gateway=TwilioGateway(config))
        self.service.enrol(ANA, (plan(),), MONDAY, "on paper")
        begun.begin(folder, MONDAY)
        begun.finish(folder, MONDAY)

    def wrote(self, text: str) -> None:
        self.twilio.receive(ANA.phone, text)
        self.clock.moment += timedelta(days=2)

    def replies(self) -> list[Intent]:
        return [fact.intent for fact in self.service.store.read("ana").facts if isinstance(fact, Replied)]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    clock = ManualClock(MONDAY)
    with running(LocalTwilio(now=clock.now)) as twilio:
        yield Home(twilio, clock, tmp_path)


def test_a_stop_that_the_backup_does_not_know_is_kept_two_days_later(home: Home) -> None:
    home.wrote("stop")
    catch_up(home.service, home.clock, home.folder)
    assert home.replies() == [Intent.STOP]
    assert home.service.store.read("ana").history.stopped
    assert begun.unheard_since(home.folder) is None


def test_what_was_answered_then_is_taken_in_and_not_answered_again(home: Home) -> None:
    home.wrote("status")
    catch_up(home.service, home.clock, home.folder)
    assert home.replies() == [Intent.STATUS]
    waiting = [message.queued.id for message in home.service.store.read("ana").history.open.values()]
    assert [name for name in waiting if name.startswith("answer/")] == []


@pytest.mark.parametrize("text", ["later", "snooze 20", "partly"])
def test_no_nudge_comes_that_a_text_of_then_asked_for(home: Home, text: str) -> None:
    follows = plan(id="follows", when="20 minutes after partly of three-breaths")
    home.service.edit("ana", lambda book: book.with_plan(follows), MONDAY)
    home.service.attend("ana", MONDAY + minutes(30))
    sent = set(home.service.store.read("ana").history.messages)
    home.twilio.receive(ANA.phone, text)
    home.clock.moment = MONDAY + minutes(60)
    catch_up(home.service, home.clock, home.folder)
    assert home.replies()
    for turn in range(0, 12 * 60, 10):
        home.service.attend("ana", home.clock.moment + minutes(turn))
    nudges = {m.queued.id for m in home.service.store.read("ana").history.messages.values() if m.queued.plan}
    assert nudges <= sent


def test_danger_is_answered_even_if_it_was_before(home: Home) -> None:
    home.wrote("i want to kill myself")
    catch_up(home.service, home.clock, home.folder)
    assert home.service.in_danger("ana")


def test_while_nobody_can_say_what_they_wrote_nothing_begins(home: Home) -> None:
    home.wrote("stop")
    home.twilio.fail(Rule(fault=Fault.ERROR_BEFORE, on=On.READ))
    with pytest.raises(Failure, match="nothing was sent; it is asked again at the next start"):
        catch_up(home.service, home.clock, home.folder)
    assert begun.unheard_since(home.folder) == MONDAY


def test_a_stranger_who_cannot_be_answered_keeps_nobody_here_waiting(home: Home) -> None:
    home.twilio.receive("+14155550177", "i want to kill myself")
    home.wrote("i want to kill myself")
    home.twilio.fail(Rule(fault=Fault.BUSY, on=On.CREATE))
    catch_up(home.service, home.clock, home.folder)
    assert home.service.in_danger("ana")
    assert begun.unheard_since(home.folder) is None


def test_where_nothing_was_restored_nobody_is_asked(home: Home) -> None:
    home.wrote("stop")
    begun.heard(home.folder)
    catch_up(home.service, home.clock, home.folder)
    assert home.replies() == []


def test_where_nobody_can_be_asked_it_begins_at_once_and_whoever_can_be_is_asked_later(home: Home) -> None:
    home.wrote("stop")
    catch_up(service(gateway=MemoryGateway()), home.clock, home.folder)
    assert begun.unheard_since(home.folder) == MONDAY
    catch_up(home.service, home.clock, home.folder)
    assert home.replies() == [Intent.STOP]


def test_a_chat_without_a_server_asks_first_too(home: Home) -> None:
    home.wrote("stop")
    phone = Phone(home.service, "ana", home.folder, home.clock.now, show_own=False)
    phone.begin()
    phone.end()
    assert home.replies() == [Intent.STOP]
