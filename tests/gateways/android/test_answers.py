"""Each answer that may come from the address of the app, and what it means: for a text, and for a look at it."""

from datetime import timedelta

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from nudges.android_local.server import listening
from nudges.gateways import Absent, Refused, Taken, Unclear
from nudges.gateways.android.wire import Name, packed
from tests.gateways.android.parts import NOON, Set, outgoing

OURS = packed(Name(outgoing().person, outgoing().id))
SHOWN = '{"id": "%s", "state": "Pending"}'
JSON, PLAIN = "application/json", "text/plain"

# status, kind, content -> what was sent, and what was found
ANSWERS = [
    (202, JSON, SHOWN % OURS, Taken, Taken),
    (200, JSON, SHOWN % OURS, Taken, Taken),
    (202, JSON, SHOWN % "another", Unclear, Unclear),
    (202, JSON, (SHOWN % OURS).replace("Pending", "Tomorrow"), Unclear, Unclear),
    (202, JSON, "", Unclear, Unclear),
    (204, PLAIN, "", Unclear, Unclear),
    (400, JSON, '{"message": "message already expired"}', Refused, Unclear),
    (401, PLAIN, "", Refused, Unclear),
    (403, PLAIN, "", Refused, Unclear),
    (404, PLAIN, "", Refused, Absent),
    (404, JSON, '{"message": "not found"}', Refused, Absent),
    (404, PLAIN, "404 page not found", Refused, Unclear),
    (404, "text/html", "<h1>Not found</h1>", Refused, Unclear),
    (405, PLAIN, "", Refused, Unclear),
    (408, PLAIN, "", Unclear, Unclear),
    (409, JSON, '{"message": "Message with the same ID already exists"}', Taken, Unclear),
    (413, PLAIN, "", Refused, Unclear),
    (415, PLAIN, "", Refused, Unclear),
    (418, PLAIN, "", Unclear, Unclear),
    (429, PLAIN, "", Refused, Unclear),
    (500, JSON, SHOWN % OURS, Unclear, Unclear),
    (502, PLAIN, "", Unclear, Unclear),
    (503, PLAIN, "", Unclear, Unclear),
]


@pytest.mark.parametrize(("status", "kind", "content", "sent", "found"), ANSWERS)
def test_an_answer_means_what_it_surely_means(
    it: Set, status: int, kind: str, content: str, sent: type, found: type
) -> None:
    async def answer(_: Request) -> Response:
        return Response(content, status, media_type=kind)

    app = Starlette(routes=[Route("/{path:path}", answer, methods=["GET", "POST"])])
    with listening(app) as address:
        gateway = it.with_config(base_url=address + "/")
        assert type(gateway.send(outgoing(), NOON)) is sent
        assert type(gateway.find(outgoing())) is found


WAITS = {"7": timedelta(seconds=7), "": None, "-1": None, "soon": None, "²": None, "9999999": None}


@pytest.mark.parametrize("wait", WAITS)
def test_a_time_to_wait_is_heard_where_it_is_one(it: Set, wait: str) -> None:
    async def answer(_: Request) -> Response:
        return Response(status_code=429, headers={"Retry-After": wait})

    with listening(Starlette(routes=[Route("/messages", answer, methods=["POST"])])) as address:
        refused = it.with_config(base_url=address).send(outgoing(), NOON)
    assert isinstance(refused, Refused)
    assert refused.after == WAITS[wait]
