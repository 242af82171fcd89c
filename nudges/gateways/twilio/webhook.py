"""What a request says that claims to be Twilio's, and whether it is."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from twilio.request_validator import SIGNATURE_HEADER, SIGNATURE_SETTINGS_HEADER  # type: ignore[import-untyped]

from nudges.gateways import Answered, Heard, Posted, Told
from nudges.gateways.twilio.codes import told
from nudges.gateways.twilio.config import TwilioConfig
from nudges.gateways.twilio.lookup import SID
from nudges.gateways.twilio.signature import Fields, Signatures

MESSAGE_PATH, STATUS_PATH = "/twilio/message", "/twilio/status"
MOST_BYTES, MOST_FIELDS = 64 * 1024, 500
FORM = "application/x-www-form-urlencoded"
NOTHING_TO_SAY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'
OPT_OUTS = {"STOP": True, "START": False}


class Doubtful(ValueError):
    """The request is not surely Twilio's, or does not say one thing."""


class Webhook:
    """Takes Twilio's calls for what they are, and nobody else's for anything."""

    def __init__(self, config: TwilioConfig) -> None:
        self._config = config
        self._signatures = Signatures(config)

    def read(self, request: Posted) -> list[Heard | Told] | None:
        """Return what a request says, or None where there is any doubt."""
        try:
            return self._read(request)
        except Exception:  # anyone can call; whatever they found to trip over is no reason to fall
            return None

    def answer(self, *, known: bool) -> Answered:
        """Return the answer to a request."""
        return Answered(status=200 if known else 403, content_type="text/xml", body=NOTHING_TO_SAY)

    def _read(self, request: Posted) -> list[Heard | Told]:
        path, query = self._place(request.url)
        headers = _Headers(request.headers)
        if request.method.upper() != "POST" or len(request.body) > MOST_BYTES or not _is_form(headers):
            raise Doubtful("not a form")
        form = _fields(request.body.decode("ascii"))
        signature, settings = headers.one(SIGNATURE_HEADER), headers.one(SIGNATURE_SETTINGS_HEADER)
        if not self._signatures.vouch(request.url, form, signature, settings):
            raise Doubtful("not signed")
        if form.one("AccountSid") not in ("", self._config.account_sid):
            raise Doubtful("another account")
        return _heard(form) if path == MESSAGE_PATH else _told(form, _fields(query))

    def _place(self, url: str) -> tuple[str, str]:
        """Return which of our two addresses a request came to, as Twilio was given it, and its query."""
        base = self._config.base
        path, _, query = url.removeprefix(base).partition("?")
        if not base or not url.startswith(base) or "#" in url or path.rstrip("/") not in (MESSAGE_PATH, STATUS_PATH):
            raise Doubtful("another address")
        return path.rstrip("/"), query


class _Headers:
    """Headers by their name in any case; one that is there twice is doubtful."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        self._pairs = [(name.lower(), value) for name, value in headers.items()]

    def one(self, name: str) -> str:
        """Return the value of a header, or nothing."""
        values = [value for each, value in self._pairs if each == name.lower()]
        if len(values) > 1:
            raise Doubtful(name)
        return values[0].strip() if values else ""


def _is_form(headers: _Headers) -> bool:
    kind, _, rest = headers.one("Content-Type").lower().partition(";")
    return kind.strip() == FORM and rest.replace('"', "").strip() in ("", "charset=utf-8")


def _fields(text: str) -> Fields:
    """Return all fields, blank ones and repeated ones too."""
    fields = Fields()
    if text:
        pairs = parse_qsl(
            text, keep_blank_values=True, strict_parsing=True, errors="strict", max_num_fields=MOST_FIELDS
        )
        for name, value in pairs:
            if not name:
                raise Doubtful("a nameless field")
            fields.setdefault(name, []).append(value)
    return fields


def _sid(form: Fields) -> str:
    # its length is fixed, so that no value can be cut from one field and pasted onto another under the same signature
    sid = form.one("MessageSid")
    if not SID.fullmatch(sid):
        raise Doubtful("no message")
    return sid


def _heard(form: Fields) -> list[Heard | Told]:
    sid, phone = _sid(form), form.one("From")
    if not phone or "Body" not in form:
        raise Doubtful("no text")
    return [
        Heard(
            id=sid,
            phone=phone,
            text=form.one("Body").replace("\x00", ""),
            pictures=int(form.one("NumMedia") or 0),
            opted_out=OPT_OUTS.get(form.one("OptOutType").upper()),
        )
    ]


def _told(form: Fields, query: Fields) -> list[Heard | Told]:
    code = form.one("ErrorCode")
    known = int(code) if code.isascii() and code.isdigit() else 0
    sid, name, person = _sid(form), query.one("n") or None, query.one("p") or None
    news = told(sid, form.one("MessageStatus"), known or None, id=name, person=person)
    return [news] if news is not None else []
