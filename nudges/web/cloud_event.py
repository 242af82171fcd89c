"""What a CloudEvent says: whose it is, what happened, and under which key it counts once."""

from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING

import msgspec
from starlette.requests import Request

from nudges.core.problem import Problem
from nudges.library import wording
from nudges.store.sources import Source

if TYPE_CHECKING:
    from cloudevents.core.base import BaseCloudEvent

TOO_LATE, TOO_EARLY = timedelta(hours=12), timedelta(minutes=5)
"""What happened longer ago moves no plan any more; a sender's clock may be ahead of ours by a little."""

LONGEST_ID = 1024


class Refusal(Exception):
    """An event that is not taken: the status, a sentence, and after how many seconds it may come again."""

    def __init__(self, status: int, problem: str, again: int | None = None) -> None:
        super().__init__(problem)
        self.status, self.problem, self.again = status, problem, again


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What was told: whose it is, what happened, when, and under which key it counts once."""

    person: str
    name: str
    key: str
    time: datetime | None


def read(request: Request, body: bytes, source: Source) -> Event:
    """Return what a request tells, or raise Refusal."""
    told = _parse(request, body)
    if len(told.get_id()) + len(told.get_source()) > LONGEST_ID:
        raise Refusal(400, f"id and source are longer than {LONGEST_ID} signs together")
    try:
        name = wording.event(told.get_type())
    except Problem as problem:
        raise Refusal(400, f"type: {problem}") from None
    person = _person(told.get_subject(), source)
    if not source.may_tell(name, person):
        raise Refusal(403, f"this source may not tell of '{name}', or not of this person")
    mark = blake2b(f"{told.get_source()}\n{told.get_id()}".encode("utf-8", "replace"), digest_size=16).hexdigest()
    # The library takes its own clock where a sender says no time; to us such an event happens as it is told.
    time = told.get_time() if _says_when(request, body) else None
    if time is not None and time.tzinfo is None:
        time = time.replace(tzinfo=UTC)
    return Event(person=person, name=name, key=f"{source.name}/{mark}", time=time)


def _parse(request: Request, body: bytes) -> "BaseCloudEvent":
    from cloudevents.core.bindings.http import HTTPMessage, from_http_event

    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if kind == "application/cloudevents-batch+json":
        raise Refusal(415, "one event a request, please: application/cloudevents+json")
    if kind != "application/cloudevents+json" and "ce-specversion" not in request.headers:
        raise Refusal(
            415, "this is no CloudEvent: send application/cloudevents+json, or the headers ce-id, ce-type ..."
        )
    try:
        told = from_http_event(HTTPMessage(headers=dict(request.headers), body=body))
    except Exception as error:  # whatever a sender may have made of it
        raise Refusal(400, f"this CloudEvent cannot be read: {_first_line(error)}") from None
    if told.get_specversion() != "1.0":
        raise Refusal(400, "only CloudEvents 1.0 are understood: specversion is to be 1.0")
    return told


def _says_when(request: Request, body: bytes) -> bool:
    """Whether a sender says when it happened, in a header or in the object."""
    if "ce-time" in request.headers:
        return True
    try:
        return "time" in msgspec.json.decode(body, type=dict[str, object])
    except msgspec.DecodeError:  # the data of an event in headers may be anything
        return False


def _first_line(error: Exception) -> str:
    """Return what is wrong in one line; nothing of what was sent but names of attributes stands in it."""
    wrong = getattr(error, "errors", None)
    if isinstance(wrong, dict):
        return "look at " + ", ".join(sorted(str(name) for name in wrong))
    return "it is not whole JSON" if isinstance(error, ValueError) else type(error).__name__


def _person(subject: str | None, source: Source) -> str:
    """Return whose event it is: the subject, or the only one of whom a source may tell."""
    if subject:
        return subject
    if len(source.people) == 1:
        return source.people[0]
    raise Refusal(400, "say in `subject` whose event it is, by the id of the person")


def in_time(time: datetime, now: datetime) -> None:
    """Refuse what happened too long ago, or is said to happen later."""
    if now - time > TOO_LATE:
        raise Refusal(422, "it happened more than 12 hours ago, and would move plans at the wrong hour")
    if time - now > TOO_EARLY:
        raise Refusal(422, "it says it happens later than now; tell it when it has happened")
