"""Whether a phone can be reached: what became of the last texts tells it, and a text of theirs proves it."""

from collections.abc import Iterator
from datetime import datetime

from nudges.core.facts import Accepted, Rejected
from nudges.core.history import History, Message
from nudges.core.words import Why

FAILURES = 3
"""So many texts in a row that were taken and did not arrive make a phone one that cannot be reached."""


def is_unreachable(history: History) -> bool:
    """Whether nothing more is to be tried: a provider said so at once, or one text after another did not arrive.

    Whoever writes to us can be reached, whatever was before.
    """
    heard = history.replies[-1].at if history.replies else None
    for failed, message in enumerate(_latest(history, heard), 1):
        if isinstance(message.outcome, Rejected):
            return message.outcome.why is Why.RECIPIENT
        if message.failed is None or message.failed.why is not Why.RECIPIENT:
            return False
        if failed == FAILURES:
            return True
    return False


def is_refused_for_its_words(message: Message) -> bool:
    """Whether a carrier would not take a text, or filtered it, for what it says."""
    end = message.outcome if isinstance(message.outcome, Rejected) else message.failed
    return end is not None and end.why is Why.CONTENT


def _latest(history: History, since: datetime | None) -> Iterator[Message]:
    """Yield the texts to the person that came to something since they last wrote, the latest first."""
    for message in reversed(history.messages.values()):
        if since is not None and message.queued.at < since:
            return
        ended = message.delivered or message.failed is not None or isinstance(message.outcome, Rejected)
        if message.into is None and message.queued.to is None and ended:
            yield message
        elif isinstance(message.outcome, Accepted) and message.into is None and message.failed is None:
            return  # of this one nobody knows yet
