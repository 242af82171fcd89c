"""Who is the operator: whoever sits at this machine, or holds the token."""

import hmac
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import ip_address

from itsdangerous import BadData, URLSafeSerializer
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from nudges.clock import Clock
from nudges.core.problem import Problem
from nudges.web.doors import LOOPBACK, OWN_SITES, name_in

SIGNED_IN = timedelta(hours=12)
COOKIE = "nudges-operator"
SHORTEST = 16
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via", "cf-connecting-ip")
"""What a proxy says of whoever it speaks for; then they do not sit at this machine."""

REFUSED = "this is for the operator, at 127.0.0.1 or with NUDGES_OPERATOR_TOKEN (nudges help operating)\n"


class OperatorDoor:
    """Knows the operator. With `here` whoever sits at this machine is one; a proxy before us makes everyone seem to."""

    def __init__(self, secret: bytes, token: str, clock: Clock, *, here: bool, host: str = "") -> None:
        if token and len(token) < SHORTEST:
            raise Problem("NUDGES_OPERATOR_TOKEN is too short", hint=f"use {SHORTEST} signs or more")
        self._token, self._clock, self._here = token, clock, here
        self._names = LOOPBACK | {host.lower()}
        # Whoever changes the token signs everyone out.
        salt = f"nudges.operator.{sha256(token.encode()).hexdigest()}"
        self._signer = URLSafeSerializer(secret, salt=salt)

    @property
    def has_token(self) -> bool:
        """Whether anybody can sign in."""
        return bool(self._token)

    def knows(self, request: Request) -> bool:
        """Whether a request is the operator's."""
        return (self._here and self._sits_here(request)) or self._bears(request) or self.is_signed_in(request)

    def is_signed_in(self, request: Request) -> bool:
        """Whether a browser has signed in, and not too long ago."""
        try:
            made = datetime.fromisoformat(str(self._signer.loads(request.cookies.get(COOKIE, ""))))
        except (BadData, ValueError):
            return False
        return self.has_token and timedelta() <= self._clock.now() - made <= SIGNED_IN

    def refuse(self) -> Response:
        """Answer whoever is not the operator."""
        return PlainTextResponse(REFUSED, 403)

    def sign_in(self, request: Request, given: str) -> Response | None:
        """Return the way to the page with a cookie, or None where the token is not the right one."""
        if not self._is_right(given) or not self._is_own_page(request):
            return None
        answer = RedirectResponse("/operator", 303)
        secure = request.url.scheme == "https" or request.headers.get("x-forwarded-proto") == "https"
        value = str(self._signer.dumps(self._clock.now().isoformat()))
        age = int(SIGNED_IN.total_seconds())
        answer.set_cookie(COOKIE, value, max_age=age, httponly=True, samesite="strict", secure=secure)
        return answer

    def sign_out(self) -> Response:
        """Return the way out, without the cookie."""
        answer = RedirectResponse("/operator", 303)
        answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
        return answer

    def _sits_here(self, request: Request) -> bool:
        headers = request.headers
        if name_in(headers.get("host", "")) not in self._names or any(name in headers for name in FORWARDED):
            return False
        return request.client is not None and _is_loopback(request.client.host)

    def _bears(self, request: Request) -> bool:
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        return kind.lower() == "bearer" and self._is_right(given.strip())

    def _is_right(self, given: str) -> bool:
        return self.has_token and hmac.compare_digest(given.encode("utf-8", "replace"), self._token.encode())

    @staticmethod
    def _is_own_page(request: Request) -> bool:
        return request.headers.get("sec-fetch-site", "none") in OWN_SITES


def _is_loopback(host: str) -> bool:
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback
