"""Texts, as the API has them: made, shown, listed, taken back, emptied and deleted."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from nudges.twilio_local.doors import Doors
from nudges.twilio_local.errors import Refusal
from nudges.twilio_local.faults import On
from nudges.twilio_local.listing import matching, page
from nudges.twilio_local.text import resource
from nudges.twilio_local.wanted import Wanted, read
from nudges.twilio_local.words import VERSION, rfc_2822, sid

HERE = f"/{VERSION}/Accounts/{{account}}/Messages"


class Messages:
    """The doors to texts."""

    def __init__(self, doors: Doors) -> None:
        self.doors, self.twilio = doors, doors.twilio

    def routes(self) -> list[Route]:
        """Return the doors."""
        door = self.doors.open
        return [
            Route(f"{HERE}.json", door(self.create, On.CREATE), methods=["POST"]),
            Route(f"{HERE}.json", door(self.list), methods=["GET"]),
            Route(f"{HERE}/{{sid}}.json", door(self.fetch), methods=["GET"]),
            Route(f"{HERE}/{{sid}}.json", door(self.update), methods=["POST"]),
            Route(f"{HERE}/{{sid}}.json", door(self.delete), methods=["DELETE"]),
            Route(f"{HERE}/{{sid}}/Media.json", door(self.media), methods=["GET"]),
        ]

    async def create(self, request: Request) -> Response:
        """Take a text; the answer may get lost on purpose."""
        form = await request.form()
        try:
            wanted = read(form, self.twilio.now())
        except Refusal as refusal:
            self.twilio.note(_as_asked(form), None, str(refusal.code))
            raise
        try:
            text = self.twilio.create(wanted)
        except Refusal as refusal:
            self.twilio.note(wanted, None, str(refusal.code))
            raise
        answer, note = self.doors.after(wanted.to, JSONResponse(resource(text), status_code=201))
        self.twilio.note(wanted, text, note)
        return answer

    async def fetch(self, request: Request) -> Response:
        """Show a text."""
        return JSONResponse(resource(self.twilio.get(request.path_params["sid"], request.url.path)))

    async def list(self, request: Request) -> Response:
        """Show the texts that are asked for, a page of them."""
        with self.twilio.lock:
            self.twilio.move()
            found = matching(reversed(self.twilio.texts.values()), request.query_params)
        shown, around = page(found, [each.sid for each in found], request.url.path, request.query_params)
        return JSONResponse({"messages": [resource(each) for each in shown], **around})

    async def update(self, request: Request) -> Response:
        """Take a text back, or empty it."""
        form, name = await request.form(), request.path_params["sid"]
        self.twilio.get(name, request.url.path)
        match form.get("Status"), form.get("Body"):
            case "canceled", None:
                text = self.twilio.cancel(name)
            case None, "":
                text = self.twilio.redact(name)
            case _:
                raise Refusal(30400)
        return JSONResponse(resource(text))

    async def delete(self, request: Request) -> Response:
        """Forget a text."""
        self.twilio.get(request.path_params["sid"], request.url.path)
        self.twilio.delete(request.path_params["sid"])
        return Response(status_code=204)

    async def media(self, request: Request) -> Response:
        """List the pictures of a text."""
        text = self.twilio.get(request.path_params["sid"], request.url.path)
        names = [sid("ME", text.sid, n) for n in range(len(text.media))]
        shown, around = page(names, names, request.url.path, request.query_params)
        uri = request.url.path.removesuffix(".json")
        listed = [
            {
                "sid": name,
                "account_sid": text.account,
                "parent_sid": text.sid,
                "content_type": "image/jpeg",
                "date_created": rfc_2822(text.created),
                "date_updated": rfc_2822(text.created),
                "uri": f"{uri}/{name}.json",
            }
            for name in shown
        ]
        return JSONResponse({"media_list": listed, **around})


def _as_asked(form: FormData) -> Wanted:
    """Return a request that cannot be read, as far as the record needs it."""
    fields = {name: str(form.get(name, "")) for name in ("To", "From", "MessagingServiceSid", "Body")}
    return Wanted(to=fields["To"], sender=fields["From"], service=fields["MessagingServiceSid"], body=fields["Body"])
