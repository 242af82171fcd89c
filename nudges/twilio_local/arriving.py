"""What happens when somebody texts one of the numbers."""

from collections.abc import Sequence

from nudges.twilio_local.calls import webhook
from nudges.twilio_local.errors import Refusal
from nudges.twilio_local.keywords import ANSWERS, Keyword, keyword
from nudges.twilio_local.text import Text, segments
from nudges.twilio_local.twilio import Twilio
from nudges.twilio_local.words import Direction, Status


def receive(twilio: Twilio, from_: str, to: str, body: str, media: Sequence[str] = ()) -> Text:
    """Take a text that somebody wrote: see to its keyword, and tell whoever wants to know of it."""
    with twilio.lock:
        number, now = twilio.account.by_phone(to), twilio.now()
        if number is None:
            raise Refusal(20404, path=to)
        text = Text(
            sid=twilio.new_sid("MM" if media else "SM"),
            account=twilio.account.sid,
            direction=Direction.INBOUND,
            status=Status.RECEIVED,
            to=to,
            from_=from_,
            body=body,
            segments=segments(body),
            created=now,
            updated=now,
            sent=now,
            service=number.service,
            media=tuple(media),
        )
        twilio.texts[text.sid] = text
        taken_for = _see_to(twilio, text)
        if told := webhook(text, twilio.account, taken_for):
            twilio.call(told)
        return text


def reply(twilio: Twilio, text: Text, body: str) -> Text | None:
    """Answer a text with another one, unless its writer wants none."""
    with twilio.lock:
        if not text.from_ or (twilio.scope(text.service, text.to), text.from_) in twilio.opted_out:
            return None
        return _answer(twilio, text, body)


def _see_to(twilio: Twilio, text: Text) -> Keyword | None:
    """Return what a text was taken for; it is answered here, before anybody else sees it."""
    taken_for = keyword(text.body)
    pair = (twilio.scope(text.service, text.to), text.from_ or "")
    out = pair in twilio.opted_out
    match taken_for:
        case None:
            return None
        case Keyword.STOP:
            if not out:
                _answer(twilio, text, ANSWERS[taken_for])
            twilio.opted_out.add(pair)
        case Keyword.START:
            # What YES does from somebody who is not out is not documented: it is passed on, and not answered.
            if out:
                twilio.opted_out.discard(pair)
                _answer(twilio, text, ANSWERS[taken_for])
        case Keyword.HELP:
            if not out:
                _answer(twilio, text, ANSWERS[taken_for])
    return taken_for


def _answer(twilio: Twilio, text: Text, body: str) -> Text:
    now = twilio.now()
    answer = Text(
        sid=twilio.new_sid("SM"),
        account=text.account,
        direction=Direction.REPLY,
        status=Status.QUEUED,
        to=text.from_ or "",
        from_=text.to,
        body=body,
        segments=segments(body),
        created=now,
        updated=now,
        service=text.service,
    )
    twilio.texts[answer.sid] = answer
    twilio.set_out(answer)
    return answer
