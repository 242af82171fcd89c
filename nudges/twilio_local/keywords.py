"""Which single words Twilio takes for itself, and what it answers."""

from enum import StrEnum


class Keyword(StrEnum):
    """What a word was taken for, by its name in `OptOutType`."""

    STOP = "STOP"
    START = "START"
    HELP = "HELP"


WORDS = {
    **dict.fromkeys(("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"), Keyword.STOP),
    **dict.fromkeys(("START", "YES", "UNSTOP"), Keyword.START),
    **dict.fromkeys(("HELP", "INFO"), Keyword.HELP),
}

ANSWERS = {
    Keyword.STOP: "You will get no more texts from this number. Reply START to get them again.",
    Keyword.START: "You get texts from this number again. Reply HELP for help, STOP for none.",
    Keyword.HELP: "Reply STOP for no more texts. Msg&Data rates may apply.",
}


def keyword(body: str) -> Keyword | None:
    """Return what a text is taken for: only a word that stands alone counts.

    >>> keyword(" stop "), keyword("stop please")
    (<Keyword.STOP: 'STOP'>, None)
    """
    return WORDS.get(body.strip().upper())
