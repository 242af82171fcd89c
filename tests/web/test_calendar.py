"""A calendar says when texts come, and as little as possible of what; its link opens nothing else."""

import re
from datetime import datetime, timedelta

from icalendar import Calendar
from itsdangerous import URLSafeSerializer

from nudges.calendar import feed
from nudges.core.book import Book
from nudges.core.facts import Queued
from nudges.core.forecast import forecast
from nudges.core.values import Contact
from nudges.core.words import Language
from nudges.library import load
from nudges.web.calendar import AHEAD
from nudges.web.links import CALENDARS, calendar_link, report_link
from tests.samples import BREATHS, MONDAY, at, book, minutes, person, plan
from tests.web.samples import BASE, SECRET, House

WORDS = load().words
WEEK = timedelta(days=7)
SECRETIVE = person(name="Anastasia", phone="+14155550199", contacts=(Contact(name="Mumsie"),))


def made(whose: Book, *, discreet: bool = True, now: datetime = MONDAY, span: timedelta = WEEK) -> bytes:
    return feed(whose, WORDS, now, now + span, discreet=discreet)


def events(content: bytes) -> list[dict[str, object]]:
    return [
        {name: event.decoded(name) for name in ("uid", "dtstart", "dtend", "summary")}
        for event in Calendar.from_ical(content).walk("VEVENT")
    ]


def test_there_is_an_event_for_each_text_that_will_be_sent_and_for_none_that_is_held() -> None:
    many = book(plans=(BREATHS, plan(id="later", when="daily at 12:00")), who=person(cap=1))
    coming = list(forecast(many, WORDS, MONDAY, MONDAY + WEEK))
    sent = [fact.at for fact in coming if isinstance(fact, Queued)]
    assert len(sent) < len(coming)
    assert [event["dtstart"] for event in events(made(many))] == sent
    assert events(made(many))[0]["dtstart"] == at("2026-03-02 08:30")


def test_it_says_nothing_of_what_comes_or_of_whom() -> None:
    give = plan(id="reach-out", title="Reach out", library="reach-out-to-give", when="daily at 12:00", contacts=True)
    whose = book(plans=(BREATHS, give), who=SECRETIVE)
    content = made(whose).decode()
    texts = [fact.text for fact in forecast(whose, WORDS, MONDAY, MONDAY + WEEK) if isinstance(fact, Queued)]
    secret = ["ana", "4155550199", "Anastasia", "Mumsie", "breaths", "reach", "coffee", "DESCRIPTION", texts[0][:20]]
    assert [word for word in secret if word.casefold() in unfolded(content).casefold()] == []
    assert {event["summary"] for event in events(made(whose))} == {"a nudge"}


def test_with_names_it_tells_the_titles_of_plans_and_no_words_of_a_text() -> None:
    whose = book(plans=(plan(title="Breathe; slowly, \\ \n\r\nBEGIN:VALARM"),), who=SECRETIVE)
    content = made(whose, discreet=False)
    names = {str(event["summary"]) for event in events(content)}
    assert any(name.startswith("Breathe; slowly, \\") for name in names)
    assert "your week" in names
    assert len(Calendar.from_ical(content).walk("VALARM")) == 0
    assert "coffee" not in unfolded(content.decode())


def test_it_speaks_the_persons_language() -> None:
    spanish = made(book(who=person(language=Language.ES)))
    assert {event["summary"] for event in events(spanish)} == {"un mensaje"}


def test_two_plans_in_one_text_are_one_event() -> None:
    both = book(plans=(plan(id="a", title="One"), plan(id="b", title="Two")), who=person(cap=2))
    found = [event for event in events(made(both, discreet=False)) if event["dtstart"] == at("2026-03-02 08:30")]
    assert [event["summary"] for event in found] == ["One, Two"]


def test_an_event_keeps_its_name_from_run_to_run_and_no_two_people_share_one() -> None:
    first, later = events(made(book())), events(made(book(), now=MONDAY + minutes(20)))
    assert [event["uid"] for event in first] == [event["uid"] for event in later]
    assert len({event["uid"] for event in first}) == len(first)
    other = events(made(book(who=person(id="bob"))))
    again = events(made(book(who=person(since=MONDAY - minutes(1)))))
    for others in (other, again):
        assert {event["uid"] for event in first}.isdisjoint({event["uid"] for event in others})


def test_every_line_is_one_that_calendar_programs_take() -> None:
    long = book(plans=(plan(title="ñandú " * 40),))
    content = made(long, discreet=False)
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no sign is cut in two
    whole = unfolded(content.decode())
    for wanted in ("VERSION:2.0", "METHOD:PUBLISH", "REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-WR-CALNAME:nudges",
                   "NAME:nudges", "DTSTART:20260302T133000Z"):  # fmt: skip
        assert f"\r\n{wanted}\r\n" in whole


def unfolded(text: str) -> str:
    return text.replace("\r\n ", "")


def test_nobody_who_has_no_texts_to_come_has_events() -> None:
    empty = made(book(plans=()))
    assert events(empty) == []
    assert len(Calendar.from_ical(empty).subcomponents) == 1  # a calendar of nothing at all is refused by some


def _link(
    who: str = "ana", secret: bytes = SECRET, since: datetime = MONDAY, now: datetime = MONDAY, *, names: bool = False
) -> str:
    return calendar_link(secret, person(id=who, since=since), BASE, now, names=names)


def test_the_link_hands_out_the_calendar_and_nothing_may_keep_it() -> None:
    house = House()
    answer = house.web.get(_link())
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.content == made(house.service.store.read("ana"), span=AHEAD)
    assert "Three breaths" in house.web.get(_link(names=True)).text
    assert "Three breaths" not in answer.text


def test_a_link_to_a_calendar_opens_no_report_and_the_other_way_round() -> None:
    house = House()
    calendar, report = _link(), report_link(SECRET, person(), "2026-W10", BASE, MONDAY)
    assert house.web.get(calendar).status_code == house.web.get(report).status_code == 200
    token = calendar.removeprefix(f"{BASE}/calendar/").removesuffix(".ics")
    other = report.removeprefix(f"{BASE}/reports/")
    for wrong in (f"/reports/{token}", f"/reports/{token}.ics", f"/calendar/{other}", f"/calendar/{other}.ics"):
        assert house.web.get(wrong).status_code == 404


def test_a_link_that_is_wrong_in_any_way_leads_nowhere_and_nothing_says_why() -> None:
    house = House()
    good = _link()
    wrong = [
        _link(secret=b"another secret, as long as ours!"),
        good.removesuffix(".ics"),
        good.replace(".ics", "x.ics"),
        good.replace("/calendar/", "/calendar/x"),
        good + ".ics",
        _link("bob"),
        _link(since=MONDAY - minutes(1)),
        _link(now=MONDAY - CALENDARS.lasts - minutes(1)),
        _signed(["ana"]),
        _signed(["ana", "2026-03-02T13:00:00Z", "2026-03-02T13:00:00Z", "yes"]),
        f"{BASE}/calendar/",
        f"{BASE}/calendar/.ics",
        f"{BASE}/calendar/a/b.ics",
    ]
    answers = [house.web.get(link) for link in wrong]
    assert house.web.get(good).status_code == 200
    house.service.remove("ana")
    answers.append(house.web.get(good))
    pages = {(answer.status_code, re.sub('nonce="[^"]+"', "", answer.text)) for answer in answers}
    assert [status for status, _ in pages] == [404]
    assert "This link does not lead anywhere any more" in pages.pop()[1]


def _signed(data: object) -> str:
    return f"{BASE}/calendar/{URLSafeSerializer(SECRET, salt=CALENDARS.salt).dumps(data)!s}.ics"
