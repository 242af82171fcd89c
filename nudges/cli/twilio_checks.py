"""How the account at Twilio is: whether texts can leave by it, and those of others arrive."""

import re
from collections.abc import Iterable, Iterator
from ipaddress import ip_address
from urllib.parse import parse_qs, urldefrag, urlsplit

from nudges.cli.checks import Check
from nudges.cli.lane_checks import Evidence
from nudges.cli.registration import registration
from nudges.cli.twilio_account import Holder, NoAnswer, Number, Place, Pool, TwilioAccount
from nudges.gateways.lane import Broken
from nudges.settings import Settings
from nudges.wiring import twilio_config

ACCOUNT, TOKEN = re.compile(r"AC[0-9a-f]{32}"), re.compile(r"[0-9a-f]{32}")
FEW = 200
"""With money for fewer segments than that it is time to add some."""

AGAIN = "#rc=3&rp=ct,rt,5xx"
"""How Twilio is asked to call again where a call was not taken; by itself it does so only without a connection."""

COPY = "copy both from the first page of the Twilio console into TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN"


def twilio_checks(found: Settings, seen: Evidence, broken: Broken | None) -> Iterator[Check]:
    """Yield how the account is, as far as it can be asked."""
    yield from inbound_checks(found)
    bad = badly_written(found.twilio_account_sid, found.signing_tokens)
    if bad:
        yield bad
    if bad or not found.twilio_account_sid or not found.signing_tokens:
        return
    try:
        yield from account_checks(found, TwilioAccount(twilio_config(found)), seen, broken)
    except NoAnswer as refused:
        yield Check(name="twilio", well=False, says=refused.what, do=COPY if refused.code == 20003 else refused.do)


def account_checks(found: Settings, account: TwilioAccount, seen: Evidence, broken: Broken | None) -> Iterator[Check]:
    """Yield what Twilio says of the account and of who texts are from, or raise NoAnswer."""
    yield holder_check(account.holder(), found.price)
    number, pool, checks = senders(account, found)
    yield from checks
    if number is not None or pool is not None:
        yield from webhooks(found, number, pool, account)
        yield registration(account, number, pool, seen, broken)


def badly_written(sid: str, tokens: Iterable[str]) -> Check | None:
    """Return what is wrong with an account's name or token as they are written, if that can be seen; no token is shown.

    >>> badly_written("SK" + "0" * 32, ()).says
    'TWILIO_ACCOUNT_SID is an API key'
    """
    name = "twilio"
    if sid.startswith("SK"):
        do = "use the account's own SID (AC...) and auth token: a key cannot check what Twilio signs"
        return Check(name=name, well=False, says="TWILIO_ACCOUNT_SID is an API key", do=do)
    if sid and not ACCOUNT.fullmatch(sid):
        says = f"TWILIO_ACCOUNT_SID is not the SID of an account: AC and 32 signs, and this has {len(sid)} signs"
        return Check(name=name, well=False, says=says, do="copy it from the first page of the Twilio console")
    for token in tokens:
        if not TOKEN.fullmatch(token):
            says = f"TWILIO_AUTH_TOKEN is not an auth token: it has 32 signs, 0-9 and a-f, and this has {len(token)}"
            return Check(name=name, well=False, says=says, do="copy it again from the first page of the Twilio console")
    return None


def holder_check(holder: Holder, price: float) -> Check:
    """Return how the account itself is."""
    balance = holder.balance
    money = "" if balance is None else f", {balance:.2f} {holder.currency} left"
    if balance is not None and balance <= 0:
        do = "add funds in the Twilio console, and switch on automatic recharge"
        return Check(name="twilio", well=False, says=f"the account is out of funds{money}", do=do)
    if holder.status != "active":
        do = "log in to the Twilio console and settle what it asks for"
        return Check(name="twilio", well=False, says=f"the account is {holder.status}{money}", do=do)
    do = ""
    if balance is not None and price > 0 and float(balance) < FEW * price:
        do = f"add funds soon: this is enough for some {int(float(balance) / price)} segments"
    if holder.trial:
        do = "upgrade the account: a trial one texts only to numbers that you verified, and adds words of its own"
    return Check(name="twilio", well=True, says=f"the account is {holder.status}{money}", do=do)


def senders(account: TwilioAccount, found: Settings) -> tuple[Number | None, Pool | None, list[Check]]:
    """Return who texts are from, as far as the account has it, and what is wrong about it."""
    phone, sid = found.twilio_from, found.twilio_messaging_service_sid
    pool = account.pool(sid) if sid else account.pool_of(phone) if phone else None
    number = account.number(phone) if phone else None
    checks = []
    if sid:
        checks.append(_pool_check(sid, pool, phone))
    if phone:
        checks.append(_number_check(phone, number))
    return number, pool, checks


def _pool_check(sid: str, pool: Pool | None, phone: str) -> Check:
    name = "sender"
    if pool is None:
        do = "copy its SID (MG...) from the Twilio console into TWILIO_MESSAGING_SERVICE_SID"
        return Check(name=name, well=False, says=f"the account has no messaging service {sid}", do=do)
    if not pool.phones:
        do = "add a number to its sender pool in the Twilio console"
        return Check(name=name, well=False, says=f"the messaging service {pool.name} has no senders", do=do)
    if phone and phone not in pool.phones:
        do = f"add it to the pool, or set TWILIO_FROM to one of {', '.join(pool.phones[:3])}, or to nothing"
        return Check(name=name, well=False, says=f"{phone} is not in the messaging service {pool.name}", do=do)
    says = f"messaging service {pool.name} with {len(pool.phones)} number{'' if len(pool.phones) == 1 else 's'}"
    return Check(name=name, well=True, says=says)


def _number_check(phone: str, number: Number | None) -> Check:
    if number is None:
        do = "set TWILIO_FROM to a number of this account, written like +14155550100, or buy one"
        return Check(name="sender", well=False, says=f"{phone} is not a number of this account", do=do)
    if not number.sms:
        do = "take a number that has SMS among its capabilities"
        return Check(name="sender", well=False, says=f"{phone} cannot send texts", do=do)
    return Check(name="sender", well=True, says=f"{phone} belongs to the account and can send texts")


def places(number: Number | None, pool: Pool | None, account: TwilioAccount) -> list[Place]:
    """Return where it is set whom Twilio calls when somebody texts us: a service goes before its numbers."""
    if pool is not None and not pool.by_number:
        return [Place(name=f"messaging service {pool.name}", sid=pool.sid, url=pool.url, method=pool.method)]
    phones = pool.phones if pool is not None and number is None else ()
    numbers = [number] if number else [each for phone in phones if (each := account.number(phone))]
    return [
        Place(name=each.phone, sid=each.sid, url=each.url, method=each.method, application=each.application)
        for each in numbers
    ]


def expected(found: Settings) -> str:
    """Return the exact address that Twilio has to call."""
    from nudges.gateways.twilio.webhook import MESSAGE_PATH

    return found.public_url.rstrip("/") + MESSAGE_PATH


def is_told(place: Place, url: str) -> bool:
    """Whether Twilio calls an address for this place; what it does where a call fails is told after a #."""
    return urldefrag(place.url).url == url and place.method == "POST" and not place.application


def webhooks(found: Settings, number: Number | None, pool: Pool | None, account: TwilioAccount) -> Iterator[Check]:
    """Yield whom Twilio calls when a text arrives, against whom it has to."""
    if not found.public_url or found.inbound == "poll":
        return
    for place in places(number, pool, account):
        yield _webhook_check(place, expected(found))


def _webhook_check(place: Place, url: str) -> Check:
    name, do = "webhook", f"nudges twilio setup --webhook has it call {url}"
    if place.application:
        says = f"{place.name} is led by a TwiML app ({place.application}), so its own address is ignored"
        return Check(name=name, well=False, says=says, do=do)
    if not place.url:
        return Check(name=name, well=False, says=f"{place.name} tells nobody what arrives", do=do)
    if urldefrag(place.url).url != url:
        return Check(name=name, well=False, says=f"{place.name} tells {place.url} what arrives, not {url}", do=do)
    if place.method != "POST":
        return Check(name=name, well=False, says=f"{place.name} calls {url} with {place.method}, not POST", do=do)
    policy = parse_qs(urldefrag(place.url).fragment).get("rp", [""])[0]
    if not {"5xx", "all"} & set(policy.split(",")):
        do = f"nudges twilio setup --webhook adds {AGAIN}: Twilio calls again then where a call was not taken"
        return Check(name=name, well=True, says=f"{place.name} tells {url} what arrives, once", do=do)
    return Check(name=name, well=True, says=f"{place.name} tells {url} what arrives")


def inbound_checks(found: Settings) -> Iterator[Check]:
    """Yield whether what people write can arrive."""
    name = "inbound"
    if found.inbound == "poll":
        yield Check(name=name, well=True, says=f"Twilio is asked every {found.poll_seconds} s what arrived")
        return
    poll = "set NUDGES_INBOUND=poll, and Twilio is asked what arrived"
    if not found.public_url:
        says = "no answer arrives: Twilio is to call, and NUDGES_PUBLIC_URL does not say where"
        yield Check(name=name, well=False, says=says, do=f"{poll}; or set NUDGES_PUBLIC_URL")
    elif not found.twilio_api and _is_private(found.public_url):
        says = f"no answer arrives: Twilio cannot reach {found.public_url}, which is an address of your own network"
        yield Check(name=name, well=False, says=says, do=f"{poll}; or set NUDGES_PUBLIC_URL to a public address")
    else:
        do = "use https: what people write is read on the way otherwise" if found.public_url[:5] == "http:" else ""
        yield Check(name=name, well=True, says=f"Twilio calls {found.public_url}", do="" if found.twilio_api else do)


def _is_private(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith((".local", ".lan", ".home", ".internal"))
