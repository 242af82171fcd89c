"""Where a page of a report leads: to the weeks beside it, and to more or less of them."""

from datetime import date, datetime, timedelta

import msgspec

from nudges.core.localtime import day_of
from nudges.core.report import monday_of, parse_week
from nudges.core.values import Person
from nudges.core.weekly import week_name
from nudges.web.links import REPORTS, Link, View

WEEK = timedelta(weeks=1)
FOUR = 4


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """Addresses beside the one that was opened, none of which lasts longer than it; None where nothing is."""

    earlier: str | None
    later: str | None
    views: tuple[tuple[View, str, bool], ...]
    ends: date


def shown_weeks(view: View, monday: date, last: date) -> tuple[date, date]:
    """Return the first and the last Monday that a view of a week shows; a year ends with the week that is now."""
    match view:
        case View.WEEK:
            return monday, monday
        case View.FOUR_WEEKS:
            return monday - (FOUR - 1) * WEEK, monday
        case View.YEAR:
            first = _begins(monday.isocalendar().year)
            return first, min(_begins(first.isocalendar().year + 1) - WEEK, max(last, first))


def _begins(year: int) -> date:
    return parse_week(f"{year:04}-W01")


def way(secret: bytes, link: Link, person: Person, now: datetime) -> Way:
    """Return where the page of a link leads."""
    first, last = monday_of(day_of(person, person.since)), monday_of(day_of(person, now))
    monday = parse_week(link.week)
    begins, ends = shown_weeks(link.view, monday, last)

    def address(day: date, view: View = link.view) -> str:
        beside = msgspec.structs.replace(link, week=week_name(day), view=view)
        return f"./{REPORTS.address(secret, beside, '').rpartition('/')[2]}"

    _, after = shown_weeks(link.view, ends + (FOUR if link.view is View.FOUR_WEEKS else 1) * WEEK, last)
    return Way(
        earlier=address(begins - WEEK) if begins > first else None,
        later=address(min(after, last)) if ends < last else None,
        views=tuple((view, address(monday, view), view is link.view) for view in View),
        ends=(link.made + REPORTS.lasts).astimezone(person.clock).date(),
    )
