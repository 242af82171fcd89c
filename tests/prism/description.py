"""What does Twilio say its API looks like? Its own description, of the parts that we use, made as strict as it is true.

`python -m tests.prism.description SOURCE` prints it.
"""

import sys
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import msgspec

Spec = dict[str, Any]

ACCOUNT, SERVICES = "/2010-04-01/Accounts/{AccountSid}", "/v1/Services"
USED = {
    "twilio_api_v2010.json": (
        "/2010-04-01/Accounts/{Sid}.json",
        f"{ACCOUNT}/Balance.json",
        f"{ACCOUNT}/IncomingPhoneNumbers.json",
        f"{ACCOUNT}/IncomingPhoneNumbers/{{Sid}}.json",
        f"{ACCOUNT}/Messages.json",
        f"{ACCOUNT}/Messages/{{Sid}}.json",
        f"{ACCOUNT}/Messages/{{MessageSid}}/Media.json",
    ),
    "twilio_messaging_v1.json": (SERVICES, f"{SERVICES}/{{Sid}}", f"{SERVICES}/{{ServiceSid}}/PhoneNumbers"),
}
METHODS = ("get", "post", "delete")
FORM, JSON = "application/x-www-form-urlencoded", "application/json"

REFUSED = (400, 401, 403, 404, 409, 429, 500, 503)
REFUSAL: Spec = {
    "type": "object",
    "required": ["code", "message", "more_info", "status"],
    "additionalProperties": False,
    "properties": {
        "code": {"type": "integer", "minimum": 10000, "maximum": 99999},
        "message": {"type": "string", "minLength": 1},
        "more_info": {"type": "string", "pattern": r"^https://www\.twilio\.com/docs/errors/\d{5}$"},
        "status": {"type": "integer", "enum": list(REFUSED)},
    },
}
"""Twilio describes no refusals, but all have this form."""

LIMITS: dict[str, Spec] = {"Body": {"maxLength": 1600}, "ValidityPeriod": {"minimum": 1, "maximum": 36_000}}
"""What Twilio says in words only."""

FORMATS: dict[str | None, Spec] = {
    "date-time-rfc-2822": {"pattern": r"^[A-Z][a-z]{2}, [0-3]\d [A-Z][a-z]{2} \d{4} [0-2]\d:[0-5]\d:[0-5]\d \+0000$"},
    "http-method": {"pattern": "^(GET|POST)$"},
    "currency": {"pattern": "^[A-Z]{3}$"},
}
"""Forms that the description names in its own words, which prism would pass over."""


def description(folder: Path) -> Spec:
    """Return one description of all that we use, made from those in a folder."""
    paths: Spec = {}
    parts: dict[str, Spec] = {}
    for name, used in USED.items():
        whole = msgspec.json.decode((folder / name).read_bytes(), type=Spec)
        paths |= {path: whole["paths"][path] for path in used}
        for kind, named in whole["components"].items():
            parts.setdefault(kind, {}).update(named)
    said: Spec = {
        "openapi": "3.0.1",
        "info": {"title": "Twilio, as far as we use it", "version": "1"},
        "security": [{"accountSid_authToken": []}],
        "paths": deepcopy(paths),
        "components": parts,
    }
    for operation in _operations(said["paths"]):
        _tighten(operation, parts["schemas"])
    return said


def _operations(paths: Spec) -> Iterator[Spec]:
    for path in paths.values():
        path.pop("servers", None)
        yield from (path[method] for method in METHODS if method in path)


def _tighten(operation: Spec, schemas: Spec) -> None:
    """Let nothing be left out or added, and refusals be known."""
    form = operation.get("requestBody", {}).get("content", {}).get(FORM)
    if form is not None:
        _whole_form(form)
    for parameter in operation.get("parameters", []):
        # its form is said to be date-time, and its own words and examples leave the time out
        if parameter["name"].rstrip("<>") == "DateSent":
            parameter["schema"] = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?$"}
    for response in operation["responses"].values():
        if (answer := response.get("content", {}).get(JSON)) is not None:
            _whole(answer["schema"], schemas)
    for status in REFUSED:
        operation["responses"].setdefault(str(status), {"description": "", "content": {JSON: {"schema": REFUSAL}}})


def _whole_form(form: Spec) -> None:
    """Take a repeated field for a list, which the description does not say, and hold the limits."""
    fields = form["schema"]["properties"]
    lists = [name for name, field in fields.items() if field.get("type") == "array"]
    form["encoding"] = {name: {"style": "form", "explode": True} for name in lists}
    for name in LIMITS.keys() & fields.keys():
        fields[name] |= LIMITS[name]


def _whole(schema: Spec, schemas: Spec) -> None:
    """Ask for every field of an answer, however deep it is, and for no other: Twilio says null where it has nothing."""
    if "$ref" in schema:
        _whole(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    elif "properties" in schema:
        schema |= {"required": sorted(schema["properties"]), "additionalProperties": False}
        for name, each in schema["properties"].items():
            _whole(each, schemas)
            schema["properties"][name] = _formed(name, each)
    elif "items" in schema:
        _whole(schema["items"], schemas)


def _formed(name: str, field: Spec) -> Spec:
    """Return a field with its form: an address begins at the root or is whole, and one that is not set may be empty."""
    if name.endswith("uri"):
        return {**field, "format": "uri-reference", "pattern": "^/2010-04-01/"}
    if field.get("format") == "uri":
        return {"anyOf": [field, {"type": "string", "maxLength": 0}]}
    return {**field, **FORMATS.get(field.get("format"), {})}


if __name__ == "__main__":
    print(msgspec.json.encode(description(Path(sys.argv[1]))).decode())
