"""What does a server write down about itself: one JSON object a line, with ids and never numbers or words."""

import logging
import re
import sys
import threading
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import Any

import structlog

KEYS = frozenset(
    {
        "action", "address", "at", "code", "count", "dropped", "error", "event", "id", "kind", "level", "logger",
        "manual", "notice", "operator", "person", "phones", "seconds", "timestamp", "version", "why",
    }
)  # fmt: skip
"""All that a line may say; whatever else it was given is dropped, and its name alone is told."""

PERSON = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
ID = re.compile(r"[A-Za-z0-9_./:@~+-]{1,200}")
SHAPES = {"person": PERSON, "id": ID}
NUMBER = re.compile(r"\+\d[\d ().-]{5,}\d|(?<![\w:.-])\d{9,15}(?!\w)|\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b")
"""What may be a phone number, however it is written."""

LONGEST = 300
CONSTANT = ("uvicorn", "apscheduler", "asyncio", "concurrent")
"""The libraries whose complaints are sentences of their own; of all others only the place is told."""

Line = MutableMapping[str, Any]
Count = Callable[[str, str], None]
"""Is told of each line what it is about, and how grave it is."""


def log_as_json(count: Count | None = None) -> None:
    """Log on stderr from here on as JSON, what libraries complain about too."""
    _begin(structlog.processors.TimeStamper(fmt="iso", utc=True), structlog.processors.JSONRenderer(), count)


def log_plainly(count: Count | None = None) -> None:
    """Log for someone who watches, on stderr from here on; it says no more than the JSON does."""
    _begin(structlog.processors.TimeStamper(fmt="%H:%M:%S", utc=False), structlog.dev.ConsoleRenderer(), count)


def only_what_may_be_told(_: object, __: str, line: Line) -> Line:
    """Return a line without what is not on the list, and with a mark in the place of each phone number.

    >>> only_what_may_be_told(None, "", {"event": "call +1 (415) 555-0100", "person": "ana", "text": "I am sad"})
    {'event': 'call [number]', 'person': 'ana', 'dropped': 'text'}
    """
    known = {key: _told(key, value) for key, value in line.items() if key in KEYS}
    dropped = sorted(key for key in line if key not in KEYS)
    return known | ({"dropped": " ".join(dropped)} if dropped else {})


def _told(key: str, value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    text = str(value)[:LONGEST]
    if key in SHAPES:
        return text if SHAPES[key].fullmatch(text) and not NUMBER.fullmatch(text) else "?"
    return NUMBER.sub("[number]", text) if key not in {"timestamp", "address"} else text


def place(error: BaseException) -> dict[str, str]:
    """Return what kind of error it is and where it was raised: its words may be a person's."""
    last = extract_tb(error.__traceback__)[-1:]
    return {"error": type(error).__name__, "at": " ".join(f"{Path(each.filename).name}:{each.lineno}" for each in last)}


def _begin(stamp: structlog.types.Processor, renderer: structlog.types.Processor, count: Count | None) -> None:
    counted: list[structlog.types.Processor] = [_counter(count)] if count is not None else []
    structlog.configure(
        processors=[
            structlog.processors.add_log_level, stamp, _errors_by_place, *counted, only_what_may_be_told, renderer,
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )  # fmt: skip
    logging.basicConfig(handlers=[_Complaints()], level=logging.WARNING, force=True)
    logging.captureWarnings(capture=True)
    threading.excepthook = lambda told: _unforeseen(told.exc_value)
    sys.excepthook = _at_the_end
    sys.unraisablehook = lambda told: _unforeseen(told.exc_value)


def _errors_by_place(_: object, __: str, line: Line) -> Line:
    """Put the kind and place of an error where its words would be."""
    error = line.pop("exc_info", None)
    error = sys.exc_info()[1] if error is True else error[1] if isinstance(error, tuple) else error
    return {**line, **place(error)} if isinstance(error, BaseException) else line


def _counter(count: Count) -> structlog.types.Processor:
    def counted(_: object, __: str, line: Line) -> Line:
        count(str(line.get("action", "other")), str(line.get("level", "")))
        return line

    return counted


def _unforeseen(error: BaseException | None) -> None:
    told: Mapping[str, str] = place(error) if error is not None else {}
    structlog.get_logger("nudges").error("something went wrong that nobody foresaw", action="unforeseen", **told)


def _at_the_end(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, traceback)
    else:
        _unforeseen(error)


class _Complaints(logging.Handler):
    """Passes on that a library complains, and where; not the words of an error, which may be a person's."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        where = {"at": f"{Path(record.pathname).name}:{record.lineno}"} if error is None else place(error)
        # The sentence as the library wrote it, before anything was filled in.
        said = str(record.msg).strip().partition("\n")[0] if record.name.startswith(CONSTANT) else "a library complains"
        structlog.get_logger("nudges").log(record.levelno, said, action="library", logger=record.name, **where)
