"""Whether our own door lets in what is signed, and nothing else: we call ourselves as Twilio would."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from nudges.cli.checks import Check

if TYPE_CHECKING:
    from nudges.gateways.twilio.config import TwilioConfig

NAME = "signed call"
PATIENCE = (5, 10)
NO_TEXT = "SM" + "0" * 32
"""The id of a text that nobody has: that it is queued is no news, and nothing is written down."""

RESTART = "restart nudges serve with the same settings as this command"
REACH = "look at the name, the certificate and the proxy (some routers let nobody inside do it), or poll instead"
MENDED = {
    403: ("the server refuses a call that is signed as it should be", f"{RESTART}: the token or the address differs"),
    404: ("no door of Twilio's is there", f"{RESTART}: NUDGES_GATEWAY=twilio and NUDGES_PUBLIC_URL, path included"),
    405: ("no door of Twilio's is there", f"{RESTART}: NUDGES_GATEWAY=twilio and NUDGES_PUBLIC_URL, path included"),
    502: ("what stands before the server does not reach it", "have the proxy pass everything on to nudges serve"),
    503: ("the server is not ready, or what stands before it does not reach it", "see the log of nudges serve"),
}
"""What it means that a signed call is answered so, and what to do."""


def self_call(config: "TwilioConfig", local: str | None) -> Iterator[Check]:
    """Yield what became of calls to our public address; `local` is where the server is on this machine, if it is."""
    from nudges.gateways.twilio.webhook import STATUS_PATH

    url = config.base + STATUS_PATH
    outside = _call(config, url)
    if isinstance(outside, int):
        yield _judged(config, url, outside)
        return
    if local is None:
        do = f"start nudges serve; if it runs, {REACH}"
        yield Check(name=NAME, well=False, says=f"nobody answers at {url}: {outside}", do=do)
        return
    inside = _call(config, local + STATUS_PATH)
    checked = "the server on this machine checks signatures" if inside == 200 else "the server here does not take it"
    yield Check(name=NAME, well=False, says=f"{url} cannot be reached from here: {outside}; {checked}", do=REACH)


def _judged(config: "TwilioConfig", url: str, status: int) -> Check:
    """Return what an answer to a signed call says; where it is let in, an unsigned one must not be."""
    if status in MENDED:
        says, do = MENDED[status]
        return Check(name=NAME, well=False, says=f"{url} answers {status}: {says}", do=do)
    if 300 <= status < 400:
        do = "set NUDGES_PUBLIC_URL to the address that it leads to: Twilio loses the text on the way"
        return Check(name=NAME, well=False, says=f"{url} leads to another address ({status})", do=do)
    if status != 200:
        do = "see the log of nudges serve, and of the proxy before it"
        return Check(name=NAME, well=False, says=f"{url} answers {status} to a signed call", do=do)
    unsigned = _call(config, url, signed=False)
    if unsigned != 403:
        says = f"{url} does not refuse a call without a signature (it answers {unsigned})"
        return Check(
            name=NAME, well=False, says=says, do="have NUDGES_PUBLIC_URL lead to nudges serve and nothing else"
        )
    return Check(name=NAME, well=True, says=f"{url} takes a signed call and refuses an unsigned one")


def _call(config: "TwilioConfig", where: str, *, signed: bool = True) -> int | str:
    """Return how a call is answered, or why it is not. It is signed for our public address, wherever it goes."""
    import requests
    from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

    from nudges.gateways.twilio.webhook import STATUS_PATH

    form = {"MessageSid": NO_TEXT, "MessageStatus": "queued", "AccountSid": config.account_sid}
    signature = RequestValidator(config.auth_tokens[0]).compute_signature(config.base + STATUS_PATH, form)
    headers: dict[str, Any] = {"X-Twilio-Signature": signature} if signed else {}
    try:
        answer = requests.post(where, data=form, headers=headers, timeout=PATIENCE, allow_redirects=False)
    except requests.exceptions.SSLError:
        return "its certificate is not good"
    except requests.Timeout:
        return "no answer in time"
    except requests.RequestException:
        return "no connection"
    return answer.status_code
