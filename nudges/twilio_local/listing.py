"""Which texts a list shows, and on which page."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar
from urllib.parse import urlencode

from nudges.twilio_local.errors import Refusal
from nudges.twilio_local.text import Text

T = TypeVar("T")

USUAL, MOST = 50, 1000
PAGING = ("PageSize", "Page", "PageToken")


def matching(texts: Iterable[Text], query: Mapping[str, str]) -> list[Text]:
    """Return the texts that a query is about, newest first. One that was not sent yet matches no day."""
    bounds = _bounds(query)
    return sorted(
        (
            each
            for each in texts
            if query.get("To", each.to) == each.to
            and query.get("From", each.from_) == each.from_
            and (not bounds or (each.sent is not None and all(least <= each.sent < most for least, most in bounds)))
        ),
        key=lambda text: text.created,
        reverse=True,
    )


def _bounds(query: Mapping[str, str]) -> list[tuple[datetime, datetime]]:
    """Return the spans in which a text must have been sent: days in GMT, or moments where a time is given."""
    first, last = (datetime.fromisoformat(f"{each}T00:00Z") for each in ("2000-01-01", "9999-01-01"))
    spans = []
    if on := query.get("DateSent"):
        day = _moment(on[:10])
        spans.append((day, day + timedelta(days=1)))
    if until := query.get("DateSent<"):
        end = _moment(until)
        spans.append((first, end + (timedelta(days=1) if _is_day(until) else timedelta(microseconds=1))))
    if since := query.get("DateSent>"):
        spans.append((_moment(since), last))
    return spans


def _moment(written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(f"{written}T00:00Z" if _is_day(written) else written.replace(" ", "T"))
    except ValueError:
        raise Refusal(20001) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


def page(
    items: Sequence[T], names: Sequence[str], path: str, query: Mapping[str, str]
) -> tuple[list[T], dict[str, object]]:
    """Return the items of a page, and what Twilio says around them.

    `names` are the items' ids: a page begins after the one that its token names, so that what
    arrives meanwhile moves nothing.
    """
    size = _size(query.get("PageSize"))
    after = query.get("PageToken", "").removeprefix("PA")
    start = names.index(after) + 1 if after in names else 0
    shown = list(items[start : start + size])
    number = int(query.get("Page", "0")) if query.get("Page", "0").isdecimal() else 0
    asked = {name: value for name, value in query.items() if name not in PAGING} | {"PageSize": str(size)}
    more = start + size < len(items)
    following = {**asked, "Page": str(number + 1), "PageToken": f"PA{names[start + size - 1]}"} if more else None
    return shown, {
        "end": start + max(0, len(shown) - 1),
        "first_page_uri": f"{path}?{urlencode({**asked, 'Page': '0'})}",
        "next_page_uri": f"{path}?{urlencode(following)}" if following else None,
        "page": number,
        "page_size": size,
        "previous_page_uri": f"{path}?{urlencode({**asked, 'Page': str(number - 1)})}" if number else None,
        "start": start,
        "uri": f"{path}?{urlencode({**asked, 'Page': str(number)})}",
    }


def _size(written: str | None) -> int:
    return min(MOST, max(1, int(written))) if written and written.isdecimal() else USUAL
