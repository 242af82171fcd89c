"""Does the doctor name the cause and the cure of whatever can be wrong with a real number?"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from nudges.core.facts import Accepted, Claimed, Delivered, Failed, Queued, Rejected
from nudges.core.words import Kind, Why
from nudges.gateways.lane import State
from nudges.store.strangers import Strangers
from nudges.twilio_local import POOLED, Fault, On, Rule
from tests.cli.operator import OTHER, RETRIES, Operator, operating

Break = Callable[[Operator], object]
NOW = datetime.now(UTC)
AGO = NOW - timedelta(hours=1)
TOLL_FREE = "+18885550100"


@pytest.fixture
def operator(tmp_path: Path) -> Iterator[Operator]:
    with operating(tmp_path) as made:
        yield made


def sent(name: str, kind: Kind = Kind.NUDGE) -> tuple[Queued, Claimed, Accepted]:
    """Return a text that Twilio took."""
    later = AGO + timedelta(hours=2)
    queued = Queued(at=AGO, id=name, kind=kind, text="Breathe.", due=AGO, expires=later)
    return queued, Claimed(at=AGO, id=name, attempt=1), Accepted(at=AGO, id=name, provider_id="SM" + name, segments=1)


def failed(name: str, code: int, why: Why, detail: str, kind: Kind = Kind.NUDGE) -> Break:
    """Return that a text was taken and did not arrive."""
    end = Failed(at=AGO, id=name, detail=detail, why=why, code=code)
    return lambda operator: operator.happened(*sent(name, kind), end)


def set_to(**variables: str) -> Break:
    """Return that variables have other values."""
    return lambda operator: operator.env.update(variables)


def toll_free(verification: str | None) -> Break:
    """Return that texts come from a toll-free number, and how far its verification is."""

    def change(operator: Operator) -> None:
        operator.change_number(phone=TOLL_FREE, verification=verification)
        operator.env["TWILIO_FROM"] = TOLL_FREE

    return change


def answering(status: int) -> Break:
    """Return that something else stands where our server should."""

    async def answer(_: Request) -> Response:
        return RedirectResponse("https://h.org/") if status == 307 else Response(status_code=status)

    return lambda operator: setattr(
        operator.door, "app", Starlette(routes=[Route("/{path:path}", answer, methods=["GET", "POST"])])
    )


def spent(day: int, month: int) -> State:
    return State(day=f"{NOW:%Y-%m-%d}", spent_day=day, month=f"{NOW:%Y-%m}", spent_month=month)


def day_is_spent(operator: Operator) -> None:
    operator.env["NUDGES_TEXTS_DAY"] = "20"
    operator.lane(spent(20, 20))


def shut_off(operator: Operator) -> None:
    operator.env["NUDGES_PUBLIC_URL"] = "http://127.0.0.1:9"
    operator.serve("http://127.0.0.1:9")


def without_pool(operator: Operator) -> None:
    pool = operator.account.pool(operator.account.service.sid)
    for number in pool:
        del operator.account.numbers[number.sid]
    operator.change_service()


def broken_by_registration(operator: Operator) -> None:
    operator.breaks("The number is not registered.", 30034)


BROKEN: dict[str, tuple[Break, str, str, str]] = {
    "an API key for the account": (
        set_to(TWILIO_ACCOUNT_SID="SK" + "0" * 32), "twilio", "is an API key", "use the account's own SID",
    ),
    "half an account": (set_to(TWILIO_ACCOUNT_SID="AC12"), "twilio", "this has 4 signs", "copy it from the first page"),
    "half a token": (set_to(TWILIO_AUTH_TOKEN="abc"), "twilio", "and this has 3", "copy it again"),
    "a bad token": (
        set_to(TWILIO_AUTH_TOKEN="0" * 32), "twilio", "does not accept the account SID and the auth token", "copy both",
    ),
    "an unknown account": (
        set_to(TWILIO_ACCOUNT_SID="AC" + "0" * 32), "twilio", "does not accept the account SID", "copy both",
    ),
    "no account": (set_to(TWILIO_ACCOUNT_SID=""), "settings", "TWILIO_ACCOUNT_SID is not set", "console"),
    "nobody there": (
        set_to(NUDGES_TWILIO_API="http://127.0.0.1:9"), "twilio", "cannot be reached", "check the connection",
    ),
    "a Twilio that is ill": (
        lambda operator: operator.twilio.fail(Rule(fault=Fault.ERROR_BEFORE, status=503, on=On.ANY)),
        "twilio", "answered with HTTP status 503", "try again",
    ),
    "a suspended account": (
        lambda operator: setattr(operator.account, "suspended", True), "twilio", "is suspended", "settle what it asks",
    ),
    "no funds": (
        lambda operator: setattr(operator.account, "funds", Decimal(0)), "twilio", "out of funds", "add funds",
    ),
    "no sender": (set_to(TWILIO_FROM=""), "settings", "neither TWILIO_FROM nor", "the number texts come from"),
    "a sender of somebody else": (
        set_to(TWILIO_FROM=OTHER), "sender", f"{OTHER} is not a number of this account", "set TWILIO_FROM to a number",
    ),
    "a sender that cannot text": (
        lambda operator: operator.change_number(sms=False), "sender", "cannot send texts", "SMS among its capabilities",
    ),
    "a service that is not there": (
        set_to(TWILIO_FROM="", TWILIO_MESSAGING_SERVICE_SID="MG" + "0" * 32),
        "sender", "no messaging service", "copy its SID",
    ),
    "a service without senders": (
        without_pool,
        "sender", "has no senders", "add a number to its sender pool",
    ),
    "a sender outside its service": (
        lambda operator: set_to(TWILIO_MESSAGING_SERVICE_SID=operator.account.service.sid)(operator),
        "sender", "is not in the messaging service nudges", f"set TWILIO_FROM to one of {POOLED}",
    ),
    "a service without a campaign": (
        lambda operator: operator.change_service(registered=False),
        "registration", "has no registered campaign", "register a brand and a campaign",
    ),
    "no webhook": (
        lambda operator: operator.change_number(sms_url=""), "webhook", "tells nobody", "nudges twilio setup --webhook",
    ),
    "a webhook elsewhere": (
        lambda operator: operator.change_number(sms_url="https://demo.twilio.com/welcome/sms/reply"),
        "webhook", "https://demo.twilio.com/welcome/sms/reply what arrives, not http://127.0.0.1:", "has it call http",
    ),
    "a webhook with GET": (
        lambda operator: operator.change_number(sms_method="GET"), "webhook", "with GET, not POST", "--webhook",
    ),
    "an app in the way": (
        lambda operator: operator.change_number(sms_application_sid="AP" + "0" * 32),
        "webhook", "its own address is ignored", "--webhook",
    ),
    "a service that tells nobody": (
        lambda operator: operator.change_service(), "webhook", "messaging service nudges tells nobody", "--webhook",
    ),
    "push without a public address": (
        set_to(NUDGES_PUBLIC_URL=""), "inbound", "NUDGES_PUBLIC_URL does not say where", "NUDGES_INBOUND=poll",
    ),
    "push to one's own network": (
        set_to(NUDGES_PUBLIC_URL="http://192.168.1.5:8765", NUDGES_TWILIO_API="", TWILIO_AUTH_TOKEN="short"),
        "inbound", "an address of your own network", "NUDGES_INBOUND=poll",
    ),
    "no server": (set_to(NUDGES_PUBLIC_URL="http://127.0.0.1:9", NUDGES_PORT="9"),
        "signed call", "nobody answers at http://127.0.0.1:9", "start nudges serve",
    ),
    "a server that only this machine reaches": (
        shut_off, "signed call", "checks signatures", "the proxy",
    ),
    "a server with another token": (
        lambda operator: operator.account.rotate() and set_to(TWILIO_AUTH_TOKEN=operator.account.token)(operator),
        "signed call", "refuses a call that is signed", "restart nudges serve",
    ),
    "a server without the doors": (answering(404), "signed call", "no door of Twilio's", "NUDGES_GATEWAY=twilio"),
    "a redirect": (answering(307), "signed call", "leads to another address", "the address that it leads to"),
    "a proxy without a server": (answering(502), "signed call", "does not reach it", "have the proxy pass everything"),
    "a door that is open to all": (answering(200), "signed call", "does not refuse", "nothing else"),
    "a number that is not registered": (
        failed("a", 30034, Why.CONFIGURATION, "Not registered."),
        "registration", "not registered for texting in the US", "Register a brand and a campaign",
    ),
    "a way out that broke for it": (
        broken_by_registration, "registration", "not registered for texting in the US", "Register a brand",
    ),
    "a toll-free number that nobody verified": (
        toll_free(None), "registration", "no verification", "submit the toll-free verification",
    ),
    "a toll-free number in review": (toll_free("IN_REVIEW"), "registration", "on its way (in review)", "wait"),
    "a toll-free number that was rejected": (
        toll_free("TWILIO_REJECTED"), "registration", "rejected", "submit it again",
    ),
    "a toll-free number that carriers refuse": (
        lambda operator: (toll_free("TWILIO_APPROVED")(operator),
                          failed("b", 30032, Why.CONFIGURATION, "Not verified.")(operator)),
        "registration", "toll-free number is not verified", "Submit the toll-free verification",
    ),
    "a broken way out": (
        lambda operator: operator.breaks("No.", 20003),
        "way out", "nothing leaves since 20", "Copy both from the Twilio console",
    ),
    "a day's budget that is spent": (
        day_is_spent,
        "budget", "the budget of the day is spent", "raise NUDGES_BUDGET_DAY",
    ),
    "a month's budget that is spent": (
        lambda operator: operator.lane(spent(1, 1000)), "budget", "the budget of the month is spent", "or wait until",
    ),
    "an answer to danger that did not arrive": (
        failed("c", 30003, Why.RECIPIENT, "The phone is off.", Kind.SAFETY),
        "safety", "ana wrote of danger", "call them yourself",
    ),
    "texts that all fail alike": (
        lambda operator: [failed(name, 30007, Why.CONTENT, "Filtered.")(operator) for name in "def"],
        "texts", "most often (3): Filtered.", "reword the text",
    ),
}  # fmt: skip


def test_a_sound_set_up_is_well(operator: Operator) -> None:
    result = operator.run("doctor")
    assert result.exit_code == 0, result.stdout
    assert f"tells {operator.url}/twilio/message what arrives" in result.stdout
    assert "takes a signed call and refuses an unsigned one" in result.stdout
    assert "segments today 0, this month 0 of 1000" in result.stdout


@pytest.mark.parametrize(("breaks", "name", "cause", "cure"), BROKEN.values(), ids=BROKEN.keys())
def test_what_is_broken_is_named_with_its_cure(
    operator: Operator, breaks: Break, name: str, cause: str, cure: str
) -> None:
    breaks(operator)
    found = [check for check in operator.doctor() if not check["well"] and check["name"] == name]
    assert any(cause in check["says"] and cure in check["do"] for check in found), found


def test_a_service_with_all_it_needs_is_well(operator: Operator) -> None:
    operator.change_service(inbound_request_url=f"{operator.url}/twilio/message{RETRIES}")
    result = operator.run("doctor")
    assert result.exit_code == 0, result.stdout
    assert "has a registered campaign" in result.stdout


def test_a_number_in_a_service_is_told_where_the_service_says(operator: Operator) -> None:
    operator.change_service(inbound_request_url="https://elsewhere.example/in")
    operator.env |= {"TWILIO_FROM": POOLED, "TWILIO_MESSAGING_SERVICE_SID": ""}
    webhook = next(check for check in operator.doctor() if check["name"] == "webhook")
    assert "messaging service nudges tells https://elsewhere.example/in" in webhook["says"]
    operator.change_service(inbound_request_url=None, use_inbound_webhook_on_number=True)
    webhook = next(check for check in operator.doctor() if check["name"] == "webhook")
    assert f"{POOLED} tells nobody" in webhook["says"]


def test_whoever_polls_needs_no_webhook_and_no_address(operator: Operator) -> None:
    operator.env |= {"NUDGES_INBOUND": "poll", "NUDGES_PUBLIC_URL": ""}
    operator.change_number(sms_url="")
    result = operator.run("doctor")
    assert result.exit_code == 0, result.stdout
    assert "Twilio is asked every 20 s" in result.stdout


def test_a_text_that_arrived_later_outdoes_a_failure_for_want_of_registration(operator: Operator) -> None:
    failed("a", 30034, Why.CONFIGURATION, "Not registered.")(operator)
    operator.happened(*sent("b"), Delivered(at=NOW, id="b"))
    assert "a text arrived on" in next(c["says"] for c in operator.doctor() if c["name"] == "registration")


def test_an_answer_to_danger_that_was_refused_is_told_as_well(operator: Operator) -> None:
    queued, claimed, _ = sent("a", Kind.SAFETY)
    operator.happened(queued, claimed, Rejected(at=AGO, id="a", detail="No such phone.", why=Why.RECIPIENT, code=21211))
    (found,) = [check for check in operator.doctor() if check["name"] == "safety"]
    assert (found["well"], "No such phone." in found["says"]) == (False, True)


def test_what_will_soon_be_wrong_is_told_and_is_well_for_now(operator: Operator) -> None:
    operator.account.funds, operator.account.trial = Decimal("1.50"), False
    operator.change_number(sms_url=f"{operator.url}/twilio/message")
    operator.lane(spent(900, 900))
    strangers = Strangers(operator.home / "strangers.jsonl")
    strangers.first("SM1", OTHER, "none", NOW)
    result = operator.run("doctor")
    assert result.exit_code == 0, result.stdout
    for said in (
        "enough for some 120 segments", "calls again then where a call was not taken", "nearly spent",
        "1 text came from numbers that belong to nobody here",
    ):  # fmt: skip
        assert said in result.stdout


def test_a_trial_account_is_told_what_it_cannot_do(operator: Operator) -> None:
    operator.account.trial = True
    assert "only to numbers that you verified" in operator.run("doctor").stdout


def test_looking_changes_nothing_at_twilio_and_nothing_here(operator: Operator) -> None:
    before = {path: path.read_bytes() for path in operator.home.rglob("*.json*")}
    operator.run("doctor")
    assert {path: path.read_bytes() for path in operator.home.rglob("*.json*")} == before
    assert operator.twilio.texts() == []
