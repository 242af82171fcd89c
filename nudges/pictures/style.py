"""Which colours a picture has: one quiet style, for light and for dark."""

import msgspec


class Palette(msgspec.Struct, frozen=True, kw_only=True):
    """The tones of a picture, by what they are for; a page may put its own in their place."""

    card: str
    ink: str
    soft: str
    line: str
    accent: str
    wash: str

    def name_of(self, colour: str) -> str | None:
        """Return what a colour is for, or None where it is none of these."""
        return next((tone for tone in TONES if getattr(self, tone) == colour), None)


TONES = ("card", "ink", "soft", "line", "accent", "wash")
LIGHT = Palette(card="#fffdfa", ink="#23302f", soft="#5b6867", line="#ddd6ca", accent="#1f6f68", wash="#e3efec")
DARK = Palette(card="#1d2526", ink="#e7ecea", soft="#a3b1af", line="#3a4748", accent="#86cfc4", wash="#21383a")
PRINT = Palette(card="#ffffff", ink="#111111", soft="#4a4a4a", line="#cfcfcf", accent="#1b4f4b", wash="#e9eeed")


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 counts it, from 1 to 21.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
