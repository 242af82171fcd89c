"""What an answer of the app means, or that there was none."""

from datetime import timedelta
from ssl import SSLError

import msgspec
import requests
from urllib3.exceptions import MaxRetryError, NewConnectionError

from nudges.core.words import Why
from nudges.gateways import Refused, Unclear
from nudges.gateways.android.inbound import Kept
from nudges.gateways.android.wire import Sent

TOO_LATE = Refused(why=Why.LATER, detail="It would come too late to be of use.")
NO_APP = "Nothing that takes texts answers at the address of the app: compare it with the one the app shows."
NO_TRUST = "The address begins with https, but nothing that can be trusted answers there: look at its certificate."
STATUSES = {
    400: (Why.CONTENT, "The app cannot make sense of this text."),
    401: (Why.CONFIGURATION, "The app refuses the name or the password: compare them with those it shows."),
    403: (Why.CONFIGURATION, "The app refuses the name or the password: compare them with those it shows."),
    404: (Why.CONFIGURATION, NO_APP),
    405: (Why.CONFIGURATION, NO_APP),
    413: (Why.CONTENT, "The text is too long for the app."),
    415: (Why.CONFIGURATION, NO_APP),
    429: (Why.LATER, "The app asks to wait."),
}
"""What surely means that the app did not take a text. After anything else it may have."""


def sent(answer: requests.Response, id_: str) -> Sent | None:
    """Return the message that an answer shows, if it is the one."""
    if not answer.ok:
        return None
    try:
        found = msgspec.json.decode(answer.content, type=Sent)
    except (ValueError, RecursionError):
        return None
    return found if found.id == id_ else None


def is_absent(answer: requests.Response) -> bool:
    """Whether the app says that it has no such message, and not a tunnel or a proxy that it has no such app."""
    by_the_app = not answer.content or "json" in answer.headers.get("Content-Type", "")
    return answer.status_code == requests.codes.not_found and by_the_app


def refusal(answer: requests.Response) -> Refused | Unclear:
    """Return what it means that the app did not say it took a message."""
    status = answer.status_code
    if answer.is_redirect:
        return Refused(why=Why.CONFIGURATION, detail=NO_APP, code=status)
    if status not in STATUSES:
        return Unclear(detail=f"it answered {status}")
    why, detail = STATUSES[status]
    wait = answer.headers.get("Retry-After", "")
    after = timedelta(seconds=int(wait)) if wait.isascii() and wait.isdigit() and len(wait) < 6 else None
    return Refused(why=why, detail=detail, code=status, after=after)


def unheard(error: requests.RequestException) -> Refused | Unclear:
    """Return what it means that there was no answer: without a connection nothing can have left."""
    cause = error.args[0] if error.args else None
    reason = cause.reason if isinstance(cause, MaxRetryError) else None
    if isinstance(error, ValueError):
        return Refused(why=Why.CONFIGURATION, detail=NO_APP)
    if isinstance(error, requests.exceptions.SSLError) and _no_handshake(reason):
        return Refused(why=Why.CONFIGURATION, detail=NO_TRUST)
    if isinstance(error, requests.ConnectTimeout) or isinstance(reason, NewConnectionError):
        return Refused(why=Why.LATER, detail="The phone cannot be reached: is it on, and in the network?")
    return Unclear(detail=type(error).__name__)


def _no_handshake(reason: Exception | None) -> bool:
    """Whether the two did not even agree on a secret, so that nothing was said."""
    fault = reason.args[0] if reason is not None and reason.args else None
    return isinstance(fault, SSLError) and fault.reason in ("CERTIFICATE_VERIFY_FAILED", "WRONG_VERSION_NUMBER")


def row(content: msgspec.Raw) -> Kept | None:
    """Return an entry of the inbox, or None for one that cannot be read: it must not hide the others."""
    try:
        return msgspec.json.decode(content, type=Kept)
    except (ValueError, RecursionError):
        return None
