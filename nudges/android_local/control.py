"""What only a phone on this machine can be told: that somebody writes, and that something goes wrong."""

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from nudges.android_local.faults import Fault
from nudges.android_local.phone import AndroidPhone
from nudges.android_local.radio import Ending


class Text(msgspec.Struct, frozen=True, kw_only=True, rename={"sender": "from"}):
    """A text that somebody writes."""

    sender: str
    body: str


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """What goes wrong: with the next requests, and with texts to some phones."""

    next: tuple[str, ...] = ()
    endings: dict[str, str] = {}


class Control:
    """The doors that the app does not have."""

    def __init__(self, phone: AndroidPhone) -> None:
        self._phone = phone

    def routes(self) -> list[Route]:
        """Return the doors."""
        return [
            Route("/control/inbound", self.inbound, methods=["POST"]),
            Route("/control/faults", self.faults, methods=["POST"]),
            Route("/control/left", self.left, methods=["GET"]),
        ]

    async def inbound(self, request: Request) -> Response:
        """Let a text arrive."""
        try:
            text = msgspec.json.decode(await request.body(), type=Text)
        except msgspec.DecodeError as error:
            return JSONResponse({"message": str(error)}, 400)
        self._phone.hear(text.sender, text.body)
        return Response(status_code=204)

    async def faults(self, request: Request) -> Response:
        """Let something go wrong: faults and endings by their names."""
        try:
            course = msgspec.json.decode(await request.body(), type=Course)
            faults = [Fault[name] for name in course.next]
            endings = {phone: Ending[name] for phone, name in course.endings.items()}
        except (msgspec.DecodeError, KeyError) as error:
            known = {"next": [each.name for each in Fault], "endings": [each.name for each in Ending]}
            return JSONResponse({"message": str(error), **known}, 400)
        self._phone.faults.extend(faults)
        self._phone.endings |= endings
        return Response(status_code=204)

    async def left(self, _: Request) -> Response:
        """List what left the phone."""
        return JSONResponse([{"id": each.id, "to": each.to, "text": each.text} for each in self._phone.left])
