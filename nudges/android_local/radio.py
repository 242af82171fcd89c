"""What becomes of a text on its way, by whom it is for."""

from enum import Enum


class Ending(Enum):
    """How a text ends; the words are those of the app."""

    DELIVERED = ""
    NO_RECEIPT = " "
    RADIO_OFF = "Send result: RESULT_ERROR_RADIO_OFF (Failed because radio was explicitly turned off)"
    NO_SERVICE = "Send result: RESULT_ERROR_NO_SERVICE (Failed because service is currently unavailable)"
    NO_CREDIT = "Send result: RESULT_ERROR_GENERIC_FAILURE (Generic failure cause)"
    NO_SIM = "Can't send message: No SIMs found"
    RATE = "Send result: RESULT_ERROR_LIMIT_EXCEEDED (Failed because we reached the sending queue limit)"
    WORDS = "Send result: RESULT_ENCODING_ERROR (Failed because of an encoding error)"
    UNREACHABLE = "Delivery result from SC +12025550100: 70"

    @property
    def leaves(self) -> bool:
        """Whether the text leaves the phone."""
        return self in (Ending.DELIVERED, Ending.NO_RECEIPT, Ending.UNREACHABLE)
