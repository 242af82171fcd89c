"""Where a phone is: its country, the zones and the language it goes with; and what zones are called."""

import re
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from nudges.core import cities
from nudges.core.localtime import zone_named
from nudges.core.problem import Problem
from nudges.core.words import Language

SPEAK_SPANISH = re.compile("AR|BO|CL|CO|CR|CU|DO|EC|ES|GQ|GT|HN|MX|NI|PA|PE|PR|PY|SV|UY|VE")
NO_SUMMER_TIME = {"EST": "America/New_York", "MST": "America/Denver", "GMT": "Europe/London"}
"""Zones that keep one offset all year, and where people who write so mostly are."""


class Phone(NamedTuple):
    """A number as the world writes it, and the country it belongs to, `*` where it belongs to none."""

    number: str
    country: str


def phone(text: str) -> Phone:
    """Return a phone number.

    >>> phone("+1 (415) 555-0100")
    Phone(number='+14155550100', country='US')
    """
    import phonenumbers

    hint = "begin with + and the country code, such as +1 415 555 0100"
    try:
        found = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        raise Problem(f"'{text}' is not a phone number", hint=hint) from None
    # Not is_valid_number: numbers that are kept free for stories and tests must do as well.
    if not phonenumbers.is_possible_number(found) or found.extension:
        raise Problem(f"no phone has the number '{text}'", hint="look whether a digit is missing or too many")
    country = phonenumbers.region_code_for_number(found) or phonenumbers.region_code_for_country_code(
        found.country_code or 0
    )
    number = phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
    return Phone(number, country if country.isalpha() and country != "ZZ" else "*")


def zones_of(number: str) -> tuple[str, ...]:
    """Return the time zones a phone number may be in."""
    import phonenumbers
    from phonenumbers import timezone

    zones = timezone.time_zones_for_geographical_number(phonenumbers.parse(number, None))
    return tuple(zone for zone in zones if zone in available_timezones())


def zone(text: str) -> ZoneInfo:
    """Return a time zone, by its name or by that of its city.

    >>> zone("new york")
    zoneinfo.ZoneInfo(key='America/New_York')
    """
    try:
        return zone_named(text.strip())
    except Problem:
        return zone_named(_zone_of_place(text) or text)


def doubt(zone: ZoneInfo) -> str | None:
    """Return what people may not expect of a zone: that it has no summer time, or counts the other way round.

    >>> doubt(ZoneInfo("EST"))
    'EST has no summer time; where clocks change, the zone is one such as America/New_York'
    """
    if meant := NO_SUMMER_TIME.get(zone.key.removeprefix("Etc/")):
        return f"{zone.key} has no summer time; where clocks change, the zone is one such as {meant}"
    if re.match(r"(?:Etc/)?GMT[+-]", zone.key):
        return f"{zone.key} has no summer time, and its sign is the other way round; name a city such as Europe/Madrid"
    return None


def _zone_of_place(text: str) -> str | None:
    """Return the name of a zone, whatever its capitals, or of that of a place; raise Problem if it has several."""
    found = cities.named(text)
    if len({cities.label(name) for name in found}) > 1:
        raise Problem(f"'{text}' may be more than one time zone", hint=f"try {' or '.join(found[: cities.MOST])}")
    return found[0] if found else None


def language_of(country: str) -> Language:
    """Return the language in which people of a country most likely want their texts."""
    return Language.ES if SPEAK_SPANISH.fullmatch(country) else Language.EN
