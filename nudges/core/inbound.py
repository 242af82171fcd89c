"""A text that arrived, before anybody has read it."""

import msgspec


class Inbound(msgspec.Struct, frozen=True, kw_only=True):
    """A text from a phone. `id` is the provider's and is what makes a repetition harmless."""

    id: str
    phone: str
    text: str
