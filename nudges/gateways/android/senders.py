"""Who wrote: a sender as the phone shows it, as the number that the world writes."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, PhoneNumberType

MOBILE = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)


def number_of(sender: str, region: str) -> str | None:
    """Return the number of a sender, or None where it is no phone; `region` is where the gateway's phone is at home.

    Phones show numbers with a plus or without, and those of their own country often in its own way.

    >>> [number_of(sender, "US") for sender in ("+14155550100", "(415) 555-0100", "79161234567", "MyBank", "22395")]
    ['+14155550100', '+14155550100', '+79161234567', None, None]
    """
    if any(sign.isalpha() for sign in sender):  # digits would be made of them
        return None
    found = []
    for text in (sender, f"+{sender.lstrip('+ ')}"):
        try:
            found.append(phonenumbers.parse(text, region))
        except NumberParseException:
            continue
    best = max(found, key=_likely, default=None)
    if best is None or not _likely(best):
        return None
    return phonenumbers.format_number(best, PhoneNumberFormat.E164)


def _likely(number: PhoneNumber) -> int:
    """Return how likely it is that somebody texts from a number: most do from a mobile."""
    if phonenumbers.number_type(number) in MOBILE:
        return 3
    if phonenumbers.is_valid_number(number):
        return 2
    # Numbers that are kept free for stories and tests must do as well.
    return int(phonenumbers.is_possible_number(number))
