"""Which time zones a place is in, by what people call it: a zone, its city, a country, a short form."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from nudges.core.place_names import ALSO, COUNTRIES, MORE, SHORT

MONTH = timedelta(days=30)
MOST = 9
"""So many places can be chosen from by one digit."""

ALIKE = 80
"""How like another a name is, of 100, to be asked about."""

OLD = ("US/", "Etc/", "Mexico/", "Brazil/", "Canada/", "Chile/", "SystemV/")
_AROUND = re.compile(r"^(?:the |(?:la )?hora (?:de )?|ciudad de )|(?: standard| daylight)? time$| city$")
_BESIDE = re.compile(r"^(?:number|no|the|el|la|numero|option|opcion) |[,.]? (?:please|por favor|porfa|thanks|gracias)$")
_APART = re.compile(r"[\s_.\-]+")


def find(text: str, now: datetime) -> list[str]:
    """Return the names of the zones that a place may mean, the likeliest first; places whose clocks agree are one.

    >>> from datetime import UTC
    >>> find("lisbon", datetime(2026, 3, 2, tzinfo=UTC)), find("Portugal", datetime(2026, 3, 2, tzinfo=UTC))
    (['Europe/Lisbon'], ['Europe/Lisbon', 'Atlantic/Azores'])
    """
    zones = named(text)
    return zones if any(list(offered) == zones for offered in _short().values()) else _apart(zones, now)


def named(text: str) -> list[str]:
    """Return the names of all zones that a place may mean, also of several with one clock."""
    wanted = plain(text)
    short = wanted if wanted in _index() else _AROUND.sub("", wanted)
    for name in dict.fromkeys((wanted, short, short.partition(",")[0])):
        if found := _short().get(name) or _index().get(name):
            return list(found)
    return []


def near(text: str) -> list[str]:
    """Return the zones of the cities whose names are most like a text: none of them is sure."""
    from rapidfuzz import fuzz, process

    names = [name for name, zones in _index().items() if _is_city(name, zones[0])]
    close = process.extract(plain(text), names, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=3)
    return list(dict.fromkeys(_index()[name][0] for name, *_ in close))


def _is_city(name: str, zone: str) -> bool:
    return "/" in zone and not zone.startswith(OLD) and plain(label(zone)) == name


def is_place(text: str) -> bool:
    """Whether a text is the name of one city or country, and of nothing else here."""
    name, found = plain(text), _index().get(plain(text), ())
    return len(name) > len("nyc") and len(found) == 1 and "/" in found[0] and not found[0].startswith(OLD)


def label(zone: str) -> str:
    """Return what a zone is called in a sentence: its city."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def choose(text: str, choices: Iterable[str]) -> str | None:
    """Return which of the choices a text names, by its number or by its name."""
    zones, wanted = list(choices), _BESIDE.sub("", plain(text).strip(".!,# )"))
    if wanted.isascii() and wanted.isdigit():
        return zones[int(wanted) - 1] if 1 <= int(wanted) <= min(len(zones), MOST) else None
    named = [zone for zone in zones if wanted in (plain(zone), plain(label(zone)))]
    return named[0] if len(named) == 1 else None


def plain(text: str) -> str:
    """Return a name without capitals and accents, its words one space apart."""
    spread = unicodedata.normalize("NFKD", text[:80]).casefold()
    bare = "".join(sign for sign in spread if not unicodedata.combining(sign) and sign not in "'’")
    return _APART.sub(" ", bare).strip()


def _apart(zones: Iterable[str], now: datetime) -> list[str]:
    """Return the zones of which no two have the same clock for the year to come."""
    clocks: dict[tuple[timedelta | None, ...], list[str]] = {}
    for name in zones:
        zone = ZoneInfo(name)
        clock = tuple((now + ahead * MONTH).astimezone(zone).utcoffset() for ahead in range(13))
        clocks.setdefault(clock, []).append(name)
    return [next((name for name in names if name in _known()), names[0]) for names in clocks.values()]


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Return the zones that many people live in: of those with one clock, they give it their name."""
    return frozenset(row.partition(": ")[0] for row in ALSO.strip().splitlines()).union(*_short().values(), MORE)


@lru_cache(maxsize=1)
def _short() -> Mapping[str, tuple[str, ...]]:
    rows = (row.split(": ") for row in SHORT.strip().splitlines())
    return {name: tuple(zones.split()) for names, zones in rows for name in names.split()}


@lru_cache(maxsize=1)
def _index() -> Mapping[str, tuple[str, ...]]:
    """Return the zones by every name of a place; what a whole zone is called goes before what a part of one is."""
    index: dict[str, list[str]] = {}
    for names in (_whole(), _also(), _cities(), _countries(), _areas()):
        new: dict[str, list[str]] = {}
        for name, zone in names:
            new.setdefault(name, []).append(zone)
        for name, zones in new.items():
            index.setdefault(name, zones)
    return {name: tuple(dict.fromkeys(zones)) for name, zones in index.items()}


def _whole() -> Iterator[tuple[str, str]]:
    return ((plain(zone), zone) for zone in available_timezones() if "/" in zone)


def _also() -> Iterator[tuple[str, str]]:
    for row in ALSO.strip().splitlines():
        zone, _, names = row.partition(": ")
        yield from ((name, zone) for name in names.split(", "))


def _cities() -> Iterator[tuple[str, str]]:
    """Yield the cities: of one that has several names for its zone, the one that is kept up comes first."""
    kept = {zone for _, zone in _rows("zone.tab", 0, 2)}
    for zone in sorted(available_timezones(), key=lambda each: (each not in kept, "/" not in each, each)):
        if "/" in zone and not zone.startswith(OLD):
            yield plain(label(zone)), zone


def _countries() -> Iterator[tuple[str, str]]:
    names: dict[str, list[str]] = {}
    for code, name in _rows("iso3166.tab", 0, 1):
        names.setdefault(code, []).append(plain(name.replace("&", "and")))
    for name, code in COUNTRIES.items():
        names.setdefault(code, []).append(name)
    for code, zone in _rows("zone.tab", 0, 2):
        yield from ((name, zone) for name in names.get(code, ()))


def _areas() -> Iterator[tuple[str, str]]:
    """Yield the states that hold several zones, such as Indiana, and old names such as Japan."""
    for zone in sorted(available_timezones()):
        parts = zone.split("/")
        yield from ((plain(part), zone) for part in parts[1:-1])
        if len(parts) == 1 or parts[0] in {"US", "Canada"}:
            yield plain(label(zone)), zone


def _rows(table: str, *columns: int) -> Iterator[tuple[str, ...]]:
    """Yield columns of a table that comes with the zones."""
    from importlib.resources import files

    text = (files("tzdata") / "zoneinfo" / table).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            yield tuple(cells[column] for column in columns)
