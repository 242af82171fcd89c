"""By which numbers the app knows a text that arrived: those that Java makes of its parts."""

from datetime import datetime
from functools import reduce

SIGN = 1 << 31
WHOLE = 1 << 32


def of_string(text: str) -> int:
    """Return Java's number of a string, with its sign.

    >>> of_string("Hello, World!"), of_string("polygenelubricants")
    (1498789909, -2147483648)
    """
    units = text.encode("utf-16-le", "surrogatepass")
    codes = [int.from_bytes(units[at : at + 2], "little") for at in range(0, len(units), 2)]
    return _signed(reduce(lambda number, code: number * 31 + code, codes, 0))


def of_text(sender: str, at: datetime, text: str, sim: int = 1) -> int:
    """Return the app's number of a text: of who wrote, when, to which SIM card, and what."""
    millis = round(at.timestamp() * 1000)
    number = of_string(sender)
    for part in (_signed(millis ^ (millis >> 32)), sim, of_string(text)):
        number = number * 31 + part
    return _signed(number)


def _signed(number: int) -> int:
    return (number + SIGN) % WHOLE - SIGN
