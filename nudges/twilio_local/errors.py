"""What Twilio says when it refuses."""

from collections.abc import Mapping

MORE = "https://www.twilio.com/docs/errors/{}"

TABLE: Mapping[int, tuple[int, str]] = {
    20001: (400, "Invalid parameter"),
    20003: (401, "Authenticate"),
    20005: (403, "The account is not active"),
    20009: (409, "The message is still on its way"),
    20404: (404, "The requested resource {path} was not found"),
    20429: (429, "Too Many Requests"),
    20500: (500, "An internal server error has occurred"),
    20503: (503, "The service is unavailable for now"),
    21211: (400, "Invalid 'To' Phone Number: {to}"),
    21212: (400, "Invalid From Number (caller ID): {from_}"),
    21408: (400, "Permission to send an SMS has not been enabled for the region indicated by the 'To' number: {to}"),
    21602: (400, "Message body is required."),
    21603: (400, "A 'From' phone number or a Messaging Service is required."),
    21604: (400, "A 'To' phone number is required."),
    21606: (400, "The 'From' number {from_} is not an SMS-capable number of your account."),
    21608: (400, "The number {to} is unverified; a trial account may not send to it."),
    21609: (400, "The StatusCallback URL is not a valid URL."),
    21610: (400, "Attempt to send to unsubscribed recipient"),
    21611: (400, "This 'From' number has exceeded the maximum number of queued messages"),
    21612: (400, "Message cannot be sent with the current combination of 'To' ({to}) and 'From' ({from_})"),
    21614: (400, "'To' number {to} is not a valid mobile number"),
    21617: (400, "The concatenated message body exceeds the 1600 character limit."),
    21619: (400, "A text message body or media urls must be specified."),
    21620: (400, "Invalid media URL(s)"),
    21623: (400, "The number of media files exceeds the limit of 10."),
    21701: (404, "The Messaging Service does not exist"),
    21703: (400, "The Messaging Service contains no phone numbers"),
    30400: (400, "The parameters of the request are not valid"),
    30409: (400, "This message cannot be canceled"),
    35114: (400, "SendAt is required for a scheduled message"),
    35115: (400, "SendAt must be more than 300 seconds and at most 35 days ahead, in UTC"),
    90007: (400, "Invalid validity period value"),
}
"""The code, the HTTP status it comes with, and what it says."""

LATER: Mapping[int, str] = {
    30001: "Queue overflow",
    30002: "Account suspended",
    30003: "Unreachable destination handset",
    30004: "Message blocked",
    30005: "Unknown destination handset",
    30006: "Landline or unreachable carrier",
    30007: "Message filtered",
    30008: "Unknown error",
    30022: "US A2P 10DLC - Rate Limits Exceeded",
    30023: "US A2P 10DLC - Daily Message Cap Reached",
    30032: "Toll-Free Number Has Not Been Verified",
    30034: "US A2P 10DLC - Message from an Unregistered Number",
    30036: "Validity Period Expired",
    30410: "Provider Timeout Error",
    30450: "Message delivery blocked",
    30500: "Twilio Internal Error",
}
"""What a text carries that was taken and did not arrive."""

NEVER_LEFT = frozenset({30001, 30002, 30036, 30450, 30500})
"""With these a text ends as failed; with all others the carrier refused it, and it ends as undelivered."""


class Refusal(Exception):
    """Twilio's answer to what it does not do: a code, a sentence and the HTTP status."""

    def __init__(self, code: int, *, status: int | None = None, retry_after: int | None = None, **words: str) -> None:
        fixed, sentence = TABLE.get(code, (400, "The request was refused"))
        self.code, self.status, self.retry_after = code, status or fixed, retry_after
        super().__init__(sentence)
        self._sentence, self._words = sentence, {"to": "", "from_": "", "path": "", **words}

    def body(self) -> dict[str, object]:
        """Return the JSON body."""
        return {
            "code": self.code,
            "message": self._sentence.format(**self._words),
            "more_info": MORE.format(self.code),
            "status": self.status,
        }
