"""Which of several messages with the same words a text is: by when each was begun and when the text was made.

Our clock and Twilio's may differ, so moments are only compared where messages were begun far apart.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

APART = timedelta(minutes=20)
"""Messages that were begun less far apart cannot be told from one another by a text's moment."""


def whose(begun: Mapping[str, datetime], made: Mapping[str, datetime]) -> dict[str, str | None]:
    """Return the message of each text, or None where nobody can say, by when they were begun and made.

    Where each message has a text they are taken in their order.

    >>> noon = datetime(2026, 11, 24, 12)
    >>> whose({"a": noon, "b": noon + timedelta(hours=1)}, {"SM1": noon + timedelta(minutes=61)})
    {'SM1': 'b'}
    >>> whose({"a": noon, "b": noon + timedelta(minutes=1)}, {"SM1": noon + timedelta(minutes=1)})
    {'SM1': None}
    """
    names, texts = sorted(begun, key=begun.__getitem__), sorted(made, key=made.__getitem__)
    if len(texts) >= len(names):
        return dict(zip(reversed(texts), reversed(names), strict=False))
    return {text: _nearest(begun, made[text]) for text in texts}


def _nearest(begun: Mapping[str, datetime], made: datetime) -> str | None:
    near = sorted(begun, key=lambda name: abs(made - begun[name]))
    return near[0] if len(near) == 1 or abs(begun[near[1]] - begun[near[0]]) >= APART else None
