"""What does a server write down about itself: one JSON object a line, with ids and never numbers or words."""

import logging
import sys
from pathlib import Path
from traceback import extract_tb

import structlog


def log_as_json() -> None:
    """Log on stderr from here on, what libraries complain about too."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    logging.basicConfig(handlers=[_Complaints()], level=logging.WARNING, force=True)


class _Complaints(logging.Handler):
    """Passes on that a library complains, and where; not the words of an error, which may be a person's."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        structlog.get_logger("nudges").log(
            record.levelno,
            str(record.msg).strip(),
            logger=record.name,
            **(_place(error) if error else {}),
        )


def _place(error: BaseException) -> dict[str, str]:
    last = extract_tb(error.__traceback__)[-1:]
    return {"error": type(error).__name__, "at": " ".join(f"{Path(each.filename).name}:{each.lineno}" for each in last)}
