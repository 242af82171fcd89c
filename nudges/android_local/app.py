"""The app's doors, as they are in the local network."""

import secrets
from base64 import b64encode
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar
from urllib.parse import urlsplit

import anyio
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from nudges.android_local.control import Control
from nudges.android_local.faults import Fault
from nudges.android_local.phone import AndroidPhone
from nudges.android_local.records import Json, Webhook, arrival_json, message_json
from nudges.android_local.wanted import Wrong, flag, message_of, range_of, type_of

T = TypeVar("T")
Door = Callable[[Request], Awaitable[Response]]


def create_app(phone: AndroidPhone) -> Starlette:
    """Return the doors of a phone."""
    doors = Doors(phone)
    routes: list[tuple[Sequence[str], str, Door]] = [
        (("/",), "GET", doors.model),
        (("/message", "/messages"), "POST", doors.send),
        (("/message", "/messages"), "GET", doors.messages),
        (("/message/{id}", "/messages/{id}"), "GET", doors.message),
        (("/message/{id}", "/messages/{id}"), "DELETE", doors.cancel),
        (("/inbox",), "GET", doors.inbox),
        (("/inbox/refresh", "/messages/inbox/export"), "POST", doors.refresh),
        (("/webhook", "/webhooks"), "GET", doors.webhooks),
        (("/webhook", "/webhooks"), "POST", doors.add_webhook),
        (("/webhook/{id}", "/webhooks/{id}"), "DELETE", doors.drop_webhook),
    ]
    guarded = [Route(path, _guarded(phone, door), methods=[how]) for paths, how, door in routes for path in paths]
    open_to_all = [Route("/health", doors.health, methods=["GET"]), *Control(phone).routes()]
    return Starlette(routes=[*open_to_all, *guarded])


class Doors:
    """What each address does."""

    def __init__(self, phone: AndroidPhone) -> None:
        self._phone = phone

    async def health(self, _: Request) -> Response:
        """Say that the app is well."""
        return JSONResponse({"status": "pass", "version": "local", "releaseId": 1, "checks": {}})

    async def model(self, _: Request) -> Response:
        """Say which phone it is."""
        return JSONResponse({"status": "ok", "model": "Local"})

    async def send(self, request: Request) -> Response:
        """Take a message."""
        if not request.headers.get("content-type", "").startswith("application/json"):
            return Response(status_code=415)
        lenient = flag(request.query_params, "skipPhoneValidation")
        body, spare = await request.body(), secrets.token_urlsafe(16)
        message = message_of(body, self._phone.device, self._phone.now(), spare, lenient=lenient)
        taken = self._phone.take(message)
        if taken is None:
            return _said("Message with the same ID already exists", 409)
        return JSONResponse(message_json(taken, self._phone.device, self._phone.zone, content=True), 202)

    async def messages(self, request: Request) -> Response:
        """List messages, newest first."""
        part, content = range_of(request.query_params, self._phone.now()), flag(request.query_params, "includeContent")
        state = request.query_params.get("state") or None
        found = [m for m in self._phone.messages.values() if part.begin <= m.created <= part.end]
        found = [message for message in found if state in (None, message.state)]
        found.sort(key=lambda message: message.created, reverse=True)
        device, zone = self._phone.device, self._phone.zone
        return _listed(found, part.offset, part.limit, lambda m: message_json(m, device, zone, content=content))

    async def message(self, request: Request) -> Response:
        """Show one message."""
        message = self._phone.messages.get(request.path_params["id"])
        if message is None:
            return Response(status_code=404)
        return JSONResponse(message_json(message, self._phone.device, self._phone.zone, content=True))

    async def cancel(self, request: Request) -> Response:
        """Take a message back."""
        name = request.path_params["id"]
        if name not in self._phone.messages:
            return Response(status_code=404)
        message = self._phone.cancel(name)
        if message is None:
            return _said(f"Message {name} is not in Pending state", 400)
        return JSONResponse(message_json(message, self._phone.device, self._phone.zone, content=False))

    async def inbox(self, request: Request) -> Response:
        """List what arrived, the last written first."""
        part, kind = range_of(request.query_params, self._phone.now()), type_of(request.query_params)
        attachments = flag(request.query_params, "includeAttachments")
        found = [each for each in self._phone.inbox.values() if part.begin <= each.at <= part.end]
        found = sorted((each for each in found if kind in (None, each.type)), key=lambda a: (a.at, a.id), reverse=True)
        zone = self._phone.zone
        return _listed(found, part.offset, part.limit, lambda a: arrival_json(a, zone, attachments=attachments))

    async def refresh(self, _: Request) -> Response:
        """Say that the inbox is read again; it is never behind here."""
        return Response(status_code=202)

    async def webhooks(self, _: Request) -> Response:
        """List who wants to be told what."""
        return JSONResponse([_webhook_json(each) for each in self._phone.courier.webhooks.values()])

    async def add_webhook(self, request: Request) -> Response:
        """Tell somebody of an event from now on."""
        asked = await request.json()
        url = urlsplit(asked["url"])
        if url.scheme != "https" and (url.scheme, url.hostname) != ("http", "127.0.0.1"):
            raise Wrong("url must start with https:// or http://127.0.0.1")
        webhook = Webhook(id=asked.get("id") or secrets.token_urlsafe(16), url=asked["url"], event=asked["event"])
        self._phone.courier.webhooks[webhook.id] = webhook
        return JSONResponse(_webhook_json(webhook), 201)

    async def drop_webhook(self, request: Request) -> Response:
        """Tell somebody no more."""
        self._phone.courier.webhooks.pop(request.path_params["id"], None)
        return Response(status_code=204)


def _guarded(phone: AndroidPhone, door: Door) -> Door:
    """Return a door for those who know the password, with whatever fault is next."""

    async def enter(request: Request) -> Response:
        phone.asked.append(f"{request.method} {request.url.path}")
        pair = b64encode(f"{phone.username}:{phone.password}".encode()).decode()
        if not secrets.compare_digest(request.headers.get("authorization", "").encode(), f"Basic {pair}".encode()):
            return Response(status_code=401, headers={"WWW-Authenticate": "Basic realm=Access to SMS Gateway"})
        fault = phone.faults.popleft() if phone.faults else None
        if fault is not None and not fault.is_afterwards:
            return await _struck(fault, phone.silence)
        try:
            answer = await door(request)
        except (Wrong, ValueError, KeyError) as error:
            answer = _said(str(error), 400)
        return answer if fault is None else await _struck(fault, phone.silence)

    return enter


async def _struck(fault: Fault, silence: float) -> Response:  # noqa: PLR0911  one line a fault
    match fault:
        case Fault.BROKEN | Fault.BROKEN_AFTERWARDS:
            return _said("Internal error", 500)
        case Fault.AWAY:
            return Response(status_code=503)
        case Fault.BUSY:
            return Response(status_code=429, headers={"Retry-After": "7"})
        case Fault.SILENT | Fault.SILENT_AFTERWARDS:
            await anyio.sleep(silence)
            return Response(status_code=504)
        case Fault.TORN_AFTERWARDS:
            return Response(b"{", 202, headers={"Content-Length": "1000"})
        case Fault.NO_TUNNEL:
            return HTMLResponse("<h1>Tunnel not found</h1>", 404)
        case Fault.MOVED:
            return Response(status_code=307, headers={"Location": "/messages"})
        case Fault.PORTAL:
            return HTMLResponse("<h1>Sign in to the network</h1>", 200)


def _said(sentence: str, status: int) -> Response:
    return JSONResponse({"message": sentence}, status)


def _listed(found: Sequence[T], offset: int, limit: int, shown: Callable[[T], Json]) -> Response:
    """Return a part of a list, and how many there are."""
    page = [shown(each) for each in found[offset : offset + limit]]
    return JSONResponse(page, headers={"X-Total-Count": str(len(found))})


def _webhook_json(webhook: Webhook) -> Json:
    return {"id": webhook.id, "url": webhook.url, "event": webhook.event, "source": "Local"}
