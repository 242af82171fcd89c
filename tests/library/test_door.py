"""What people write for a setting is read, or refused with what to try."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nudges.core.hours import days_said, span, weekly, within
from nudges.core.localtime import opening
from nudges.core.problem import Problem
from nudges.core.values import Contact, Hours, Span
from nudges.core.words import Ask, Held, Language, Outcome
from nudges.library import door, people, places, travel, wording
from tests.samples import at, person

ALL_DAY = Hours(opens=time(0), closes=time(0))
LATE = Span(opens=time(10), closes=time(22))
CLOSED_MIDWEEK = tuple((day, None) for day in (1, 2, 3, 4))


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (places.phone, "+1 (415) 555-0100", places.Phone("+14155550100", "US")),
        (places.phone, "+34 600 000 000", places.Phone("+34600000000", "ES")),
        (places.phone, "+1 416 555 0100", places.Phone("+14165550100", "CA")),
        (places.phone, "+883 5100 0012 3456", places.Phone("+883510000123456", "*")),
        (lambda text: places.zone(text).key, "europe/madrid", "Europe/Madrid"),
        (lambda text: places.zone(text).key, "Buenos Aires", "America/Argentina/Buenos_Aires"),
        (lambda text: places.zone(text).key, " UTC ", "UTC"),
        (door.clock, "8:30", time(8, 30)),
        (door.clock, "18", time(18)),
        (door.clock, "12am", time(0)),
        (door.clock, "12:15 PM", time(12, 15)),
        (door.hours, "8-21", Hours()),
        (door.hours, "lun-vie 9:00-20:00, sáb y dom cerrado", door.hours("mon-fri 9:00-20:00")),
        (door.hours, "Lunes a viernes 9-20", door.hours("mon-fri 9:00-20:00")),
        (door.hours, "9am to 5pm", Hours(opens=time(9), closes=time(17))),
        (door.hours, "22:00–6:00", Hours(opens=time(22), closes=time(6))),
        (door.hours, "8:00-24:00", Hours(opens=time(8), closes=time(0))),
        (door.hours, "All day", ALL_DAY),
        (door.hours, "0:00-24:00", ALL_DAY),
        (door.hours, "mon-sun 8:00-21:00", Hours()),
        (door.hours, "weekdays 8-21, weekends 8-21", Hours()),
        (door.hours, "8:00-21:00, sat and sun 10:00-22:00", Hours(others=((5, LATE), (6, LATE)))),
        (door.hours, "8-21, Sundays none", Hours(others=((6, None),))),
        (door.hours, "8am-9pm; sat, sun 10am to 10pm", Hours(others=((5, LATE), (6, LATE)))),
        (door.hours, "mon to sat 8:00-21:00", Hours(others=((6, None),))),
        (door.hours, "sat-mon 10-22", Hours(opens=time(10), closes=time(22), others=CLOSED_MIDWEEK)),
        (door.hours, "8-21, fri all day", Hours(others=((4, Span(opens=time(0), closes=time(0))),))),
        (door.hours, "8-21, fri 22:00-6:00", Hours(others=((4, Span(opens=time(22), closes=time(6))),))),
        (door.minutes, "1 min", 1),
        (door.gap, "45 minutes", 45),
        (door.gap, "12 hours", 720),
        (door.gap, "None", 0),
        (door.gap, "0 minutes", 0),
        (door.country, " es ", "ES"),
        (door.country, "uk", "GB"),
        (door.country, "none", "*"),
        (door.held, "Drop", Held.DROP),
        (travel.leg, "2026-12-01 tokyo", travel.Leg(date(2026, 12, 1), None, ZoneInfo("Asia/Tokyo"))),
        (travel.leg, "2026-12-01 9:30 UTC", travel.Leg(date(2026, 12, 1), time(9, 30), ZoneInfo("UTC"))),
        (door.language, "es-MX", Language.ES),
        (door.language, "English", Language.EN),
        (door.ask, "Rating", Ask.RATING),
        (door.outcome, "skip", Outcome.SKIPPED),
        (door.outcome, "not applicable", Outcome.NOT_APPLICABLE),
        (door.outcome, "n/a", Outcome.NOT_APPLICABLE),
        (door.cap, " 10 ", 10),
        (door.goal, "none", None),
        (door.truth, "NO", False),
        (door.weekday, "Sun", 6),
        (door.day_start, "4am", time(4)),
        (door.report, "Fri at 6pm", (4, time(18))),
        (door.when, "Every day at 7pm", "daily at 19:00"),
        (wording.name, "  Ana   María ", "Ana María"),
        (wording.slug, "ana-2", "ana-2"),
        (people.contacts, "Sam, Jo,,Sam", (Contact(name="Sam"), Contact(name="Jo"))),
        (people.contacts, "none", ()),
        (people.every, "every 2 weeks", 14),
        (people.every, "none", None),
        (wording.cue, "Al terminar el café", "Al terminar el café"),
    ],
)
def test_what_people_write_is_read(read: Callable[[str], object], text: str, value: object) -> None:
    assert read(text) == value


@pytest.mark.parametrize(
    ("read", "text", "said"),
    [
        (places.phone, "4155550100", "begin with + and the country code"),
        (places.phone, "+1 415 555 0100 x12", "no phone has"),
        (places.phone, "+1 415 555 01000", "look whether a digit"),
        (places.phone, "", "is not a phone number"),
        (places.zone, "", "is not a time zone"),
        (places.zone, "../etc/passwd", "is not a time zone"),
        (door.clock, "24:00", "midnight is 0:00"),
        (door.clock, "8:60", "write it like 8:30"),
        (door.clock, "13pm", "write it like 8:30"),
        (door.hours, "8:00-8:00", "less than 2 hours, and a text needs room to arrive"),
        (door.hours, "23:30-1:15", "'23:30-1:15' is less than 2 hours"),
        (door.hours, "24:00-8:00", "begins at 24:00; midnight is 0:00"),
        (door.hours, "morning", "write it like 8:00-21:00"),
        (door.hours, "8:30", "'8:30' is not a span of hours"),
        (door.hours, "", "is not a span of hours"),
        (door.hours, "8-21 or so", "is not a span of hours"),
        (door.hours, "8:00-21:00:00", "is not a span of hours"),
        (door.hours, "8-21, 9-20", "does not say on which days '9-20' holds"),
        (door.hours, "8-21, sun", "does not say which hours sun has"),
        (door.hours, "8-21, sat 10-11", "'10-11' is less than 2 hours"),
        (door.hours, "sat 8-20, weekends none", "says two things about sat; say one of them"),
        (door.hours, "8-21, satuday none", "'satuday' is not a day; try saturday"),
        (door.hours, "none", "leaves no day on which a text is welcome"),
        (door.hours, "sat and sun none", "leaves no day on which a text is welcome"),
        (door.gap, "13 hours", "is more than 12 hours"),
        (door.gap, "30", "write it like 2 hours or 90 minutes"),
        (door.country, "Spain", "use its two letters, such as ES"),
        (door.country, "XX", "is not a country"),
        (door.held, "dorp", "try drop"),
        (travel.leg, "Asia/Tokyo", "write a day and a zone, such as 2026-12-01 Asia/Tokyo"),
        (travel.leg, "2026-02-30 Asia/Tokyo", "'2026-02-30' is not a day"),
        (travel.leg, "2026-12-01 Asia/Tokio", "try Asia/Tokyo"),
        (travel.leg, "2026-12-01 25:00 Asia/Tokyo", "'25:00' is not a time of day"),
        (door.language, "fr", "use en or es"),
        (door.cap, "0", "from 1 to 10"),
        (door.cap, "٣", "from 1 to 10"),
        (door.rating, "-1", "from 0 to 10"),
        (door.goal, "22", "from 1 to 21"),
        (door.truth, "perhaps", "write yes or no"),
        (door.weekday, "funday", "try sunday"),
        (door.report, "sunday", "write it like sunday at 18:00"),
        (wording.slug, "+new", "try new"),
        (wording.slug, "a" * 41, "cannot be an id"),
        (wording.slug, "ana\n", "cannot be an id"),
        (wording.slug, "..", "small letters"),
        (wording.name, "a\nb", "cannot be printed"),
        (wording.name, "a\u202eb", "cannot be printed"),
        (wording.name, "\udcff", "cannot be printed"),
        (wording.name, " ", "a name is missing"),
        (wording.name, "x" * 21, "20 at most"),
        (wording.title, "x" * 41, "40 at most"),
        (wording.cue, "x" * 29, "28 at most"),
        (wording.cue, "After {contact}", "makes a text dear"),
        (wording.text_of_plan, "{who}?", "known here: {cue}, {contact}, {name}"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_try(read: Callable[[str], object], text: str, said: str) -> None:
    with pytest.raises(Problem, match=r".+") as raised:
        read(text)
    assert said in str(raised.value)


READERS: list[Callable[[str], Any]] = [
    places.phone, places.zone, door.clock, door.hours, door.language, door.ask, door.outcome, door.cap, door.goal,
    door.truth, door.weekday, door.day_start, door.report, door.when, door.gap, door.minutes, door.country, door.held,
    travel.leg, wording.slug, wording.name, wording.title,
    wording.sentence, wording.cue, wording.text_of_plan, wording.own,
    people.contacts, people.every, people.share, people.name,
]  # fmt: skip


@settings(deadline=None)  # the first number loads the numbering plans of the world
@given(st.text(max_size=60), st.sampled_from(READERS))
def test_whatever_is_written_is_read_or_refused(text: str, read: Callable[[str], Any]) -> None:
    with suppress(Problem):
        read(text)


@given(st.text(max_size=60))
def test_a_made_id_is_an_id_or_nothing(name: str) -> None:
    made = wording.slug_of(name)
    assert made == "" or wording.slug(made) == made


def a_span(opens: int, wide: int) -> Span:
    closes = (opens + wide) % 1440
    return Span(opens=time(*divmod(opens, 60)), closes=time(*divmod(closes, 60)))


spans = st.builds(a_span, st.integers(0, 1439), st.integers(120, 1439)) | st.just(Span(opens=time(0), closes=time(0)))
weeks = st.lists(st.none() | spans, min_size=7, max_size=7).filter(any)
few = st.lists(spans, min_size=1, max_size=2).flatmap(
    lambda known: st.lists(st.sampled_from([None, *known]), min_size=7, max_size=7).filter(any)
)


@given(weeks | few)
def test_hours_read_as_they_are_written(week: list[Span | None]) -> None:
    hours = weekly(week)
    assert [hours.on(day) for day in range(7)] == week
    assert door.hours(span(hours)) == hours


@given(few)
def test_the_same_week_is_written_in_one_way(week: list[Span | None]) -> None:
    first = next(each for each in week if each is not None)
    plain = Hours(opens=first.opens, closes=first.closes, others=tuple(enumerate(week)))
    assert span(plain) == span(weekly(week))


@given(weeks | few, st.integers(0, 6), st.integers(0, 1439))
def test_a_time_lies_within_the_hours_if_a_text_may_leave_then(
    week: list[Span | None], weekday: int, minute: int
) -> None:
    hours, clock = weekly(week), time(*divmod(minute, 60))
    moment = at(f"2026-05-{4 + weekday:02} {clock:%H:%M}")
    assert within(hours, weekday, clock) == (opening(person(hours=hours), moment) == moment)


@given(st.sets(st.integers(0, 6), min_size=1))
def test_days_read_as_they_are_said(days: set[int]) -> None:
    hours = door.hours(f"{days_said(days)} 8:00-21:00")
    assert {day for day in range(7) if hours.on(day) is not None} == days


def test_a_day_is_a_date_or_near() -> None:
    today = date(2026, 3, 1)
    assert door.day("yesterday", today) == date(2026, 2, 28)
    assert door.day("2026-02-03", today) == date(2026, 2, 3)
    with pytest.raises(Problem, match="'3 May' is not a day; write it like 2026-03-01"):
        door.day("3 May", today)
