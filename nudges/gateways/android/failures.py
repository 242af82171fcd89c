"""What went wrong on the phone, in our words: the app's own may hold numbers."""

import re
from typing import NamedTuple

from nudges.core.words import Why


class Failure(NamedTuple):
    """Why a text did not arrive; `why` is None where the phone does not know either."""

    detail: str
    why: Why | None = None
    code: int | None = None


NO_SIM = Failure("The phone finds no SIM card: look whether one is in it and switched on.", Why.CONFIGURATION)
NO_RADIO = Failure("The phone's radio is off: end its flight mode.", Why.CONFIGURATION)
MAY_NOT = Failure("Android does not let the app send: give it the permission to send SMS.", Why.CONFIGURATION)
UNREADABLE = Failure("The phone cannot send these words.", Why.CONTENT)
NOT_A_PHONE = Failure("The phone takes the number for none that can get a text.", Why.RECIPIENT)
NOT_REACHED = Failure("The carrier gave up: their phone could not be reached.", Why.RECIPIENT)
NO_NETWORK = Failure("The phone found no network.")
TOO_MANY = Failure("Android allows the app no more texts for now.")

# Never Why.LATER: the app takes an id only once, so what failed on the phone cannot be handed over again.
FAILURES = (
    ("TTL expired", Failure("It waited on the phone until it was of no use any more.")),
    ("No SIMs found|SIM \\d+ not found|SIM_ABSENT", NO_SIM),
    ("RADIO_OFF|RADIO_NOT_AVAILABLE", NO_RADIO),
    ("(?i:permission)|OPERATION_NOT_ALLOWED|NO_DEFAULT_SMS_APP|FDN_CHECK|SecurityException", MAY_NOT),
    ("SMS_FORMAT|ENCODING_ER|NULL_PDU", UNREADABLE),
    ("(?i:phone number)|SHORT_CODE", NOT_A_PHONE),
    ("Delivery result", NOT_REACHED),
    ("NO_SERVICE|NETWORK|MODEM|RETRY|INTERNAL|SYSTEM_ER|NO_RESOURCES|NO_MEMORY", NO_NETWORK),
    ("LIMIT_EXCEEDED|RATE_LIMITED", TOO_MANY),
)
UNNAMED = Failure("The phone could not send it: it may have no credit, or the carrier refused it.")


def failure(error: str) -> Failure:
    """Return what an error of the app's means.

    >>> failure("Send result: RESULT_ERROR_RADIO_OFF (Failed because radio was explicitly turned off)").why
    <Why.CONFIGURATION: 'configuration'>
    >>> failure("Delivery result from SC +14155550199: 70").code
    70
    """
    found = next((meaning for words, meaning in FAILURES if re.search(words, error)), UNNAMED)
    receipt = re.search(r"^Delivery result.*: (\d{1,3})$", error)
    return found._replace(code=int(receipt[1])) if receipt else found
