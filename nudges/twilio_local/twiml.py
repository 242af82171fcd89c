"""Which texts a webhook asks for in its answer."""

import xml.etree.ElementTree as ET


def messages(answer: str) -> list[str]:
    """Return the words of each `<Message>`; what is no TwiML has none.

    >>> messages("<Response><Message>Hi</Message><Message><Body>there</Body></Message></Response>")
    ['Hi', 'there']
    """
    try:
        response = ET.fromstring(answer)  # noqa: S314  it comes from this machine, from who runs this
    except ET.ParseError:
        return []
    if response.tag != "Response":
        return []
    found = [each.find("Body") if each.find("Body") is not None else each for each in response.findall("Message")]
    return [words for each in found if each is not None and (words := (each.text or "").strip())]
