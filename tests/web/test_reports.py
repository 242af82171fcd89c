"""A week shows only to whoever has its link, and says nothing unkind."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from itsdangerous import URLSafeSerializer

from nudges.core.facts import CheckedIn
from nudges.core.inbound import Inbound
from nudges.core.words import Language, Outcome
from nudges.web.labels import labels
from nudges.web.links import REPORTS, report_link
from nudges.web.reports import write_page
from tests.samples import MONDAY, at, minutes, person, plan
from tests.web.samples import BASE, SECRET, House

WEEK = "2026-W10"
UNKIND = ("streak", "missed", "failed", "failure", "fallaste", "racha")


def _link(
    who: str = "ana", week: str = WEEK, secret: bytes = SECRET, since: datetime = MONDAY, now: datetime = MONDAY
) -> str:
    return report_link(secret, person(id=who, since=since), week, BASE, now)


def _play(house: House) -> None:
    """Let two days pass: a nudge that is done, and one that is not answered."""
    for day in ("2026-03-03", "2026-03-04"):
        house.service.attend("ana", at(f"{day} 08:30"))
        if day.endswith("03"):
            said = Inbound(id="phone/1", phone="+14155550100", text="done 7")
            house.service.receive(said, at(f"{day} 08:40"))
    house.clock.moment = at("2026-03-05 12:00")


def test_the_week_is_counted_with_a_word_for_every_shape() -> None:
    house = House()
    _play(house)
    page = house.web.get(_link()).text
    assert "<title>Your week so far</title>" in page
    assert "2 to 8 March 2026" in page
    assert "1 done · 1 no reply" in page
    assert "goal 5 a week" in page
    assert "The numbers you sent: 7" in page
    assert "In these four weeks 1 of 2 nudges" in page
    assert page.count('<span class="word">free</span>') == 1
    assert page.count('<li class="ahead">') == page.count('<span class="word"></span>') == 4
    assert page.count('<li class="done">') == page.count('<span class="word">done</span>') == 1


def test_the_page_can_be_written_to_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    house = House()
    _play(house)
    path = tmp_path / "week.html"
    path.write_text("what was here before, and anybody could read")
    path.chmod(0o644)
    assert write_page(house.service, "ana", house.clock.now().date(), house.clock.now(), path) == path
    assert "1 done · 1 no reply" in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600


def test_whom_the_person_reached_is_named() -> None:
    house = House()
    give = plan(id="reach-out-to-give", library="reach-out-to-give", contacts=True, when="daily at 8:10")
    house.service.edit("ana", lambda book: book.with_plan(give), MONDAY)
    house.service.attend("ana", at("2026-03-02 08:10"))
    house.service.receive(Inbound(id="phone/1", phone="+14155550100", text="done"), at("2026-03-02 08:20"))
    house.clock.moment = at("2026-03-02 09:00")
    page = house.web.get(_link()).text
    assert "You reached out to Mum." in page or "You reached out to Leo." in page


def test_a_week_in_which_nothing_was_due_is_met_with_kindness() -> None:
    house = House()
    house.clock.moment = at("2026-03-10 12:00")
    page = house.web.get(_link(week="2026-W09")).text
    assert "Nothing was due in this week" in page
    assert "four weeks" not in page


def test_a_quiet_week_is_met_with_kindness_and_no_zero() -> None:
    house = House()
    house.service.attend("ana", at("2026-03-03 08:30"))
    house.clock.moment = at("2026-03-09 12:00")
    page = house.web.get(_link()).text
    assert "<title>Your week</title>" in page
    assert "quiet weeks belong" in page
    assert "<summary>The numbers, if you want them</summary>" in page
    assert "four weeks" not in page


def test_a_week_that_is_not_over_is_not_called_quiet() -> None:
    house = House()
    assert "Nothing has come due in this week yet" in house.web.get(_link()).text
    house.service.attend("ana", at("2026-03-03 08:30"))
    house.clock.moment = at("2026-03-05 12:00")
    page = house.web.get(_link()).text
    assert "<h1>Your week so far</h1>" in page
    assert "quiet" not in page.lower()


def test_a_week_with_only_an_answer_that_was_logged_is_not_one_in_which_nothing_was_due() -> None:
    house = House()
    logged = CheckedIn(at=at("2026-03-04 09:00"), plan="three-breaths", day=at("2026-03-04 09:00").date(),
                       outcome=Outcome.DONE, source="logged")  # fmt: skip
    house.service.edit("ana", lambda book: book.add(logged), at("2026-03-04 09:00"))
    house.clock.moment = at("2026-03-10 12:00")
    page = house.web.get(_link()).text
    assert "1 done" in page
    assert "This is what you told us" in page
    assert "nothing to count" not in page


@pytest.mark.parametrize(("language", "told"), [(Language.EN, "open"), (Language.ES, "abierta")])
def test_a_nudge_of_today_that_still_waits_is_open_and_not_silence(language: Language, told: str) -> None:
    house = House()
    house.service.edit("ana", lambda book: book.with_person(person(language=language)), MONDAY)
    house.service.attend("ana", at("2026-03-04 08:30"))
    house.clock.moment = at("2026-03-04 12:00")
    page = house.web.get(_link()).text
    assert re.findall('<span class="word">(.+)</span>', page)[-1] == told
    assert f"1 {told}" in page
    assert labels(language).say["no_reply"] not in page


@pytest.mark.parametrize("language", Language)
def test_it_speaks_the_persons_language_and_never_unkindly(language: Language) -> None:
    house = House()
    house.service.edit("ana", lambda book: book.with_person(person(language=language)), MONDAY)
    _play(house)
    page = house.web.get(_link()).text.lower()
    assert f'<html lang="{language}">' in page
    assert not [word for word in UNKIND if word in page]
    assert ("your week" in page) == (language is Language.EN)
    assert ("meta: 5 por semana" in page) == (language is Language.ES)


def test_it_runs_no_script_and_asks_nothing_of_anyone() -> None:
    house = House()
    answer = house.web.get(_link())
    assert "<script" not in answer.text
    assert "script-src" not in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "://" not in answer.text


def test_titles_are_text_and_never_markup() -> None:
    house = House()
    house.service.edit("ana", lambda book: book.with_plan(plan(title="<script>alert(1)</script>")), MONDAY)
    _play(house)
    page = house.web.get(_link()).text
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_link_that_is_wrong_in_any_way_leads_nowhere_and_nothing_says_why() -> None:
    house = House()
    good = _link()
    wrong = [
        _link(secret=b"another secret, as long as ours!"),
        good[:-1],
        good[:-10],
        good + "x",
        good.replace("/reports/", "/reports/x"),
        _link("bob"),
        _link(week="2026-W99"),
        _signed(["ana"]),
        _signed({"person": "ana", "week": WEEK}),
        _signed(["ana", "2026-03-02T13:00:00", "2026-03-02T13:00:00", WEEK]),
        _signed(["ana", "2026-03-02T13:00:00Z", "2026-03-02T13:00:00Z", WEEK], salt="other"),
        _link(since=MONDAY - minutes(1)),
        _link(now=MONDAY - REPORTS.lasts - minutes(1)),
        f"{BASE}/reports/%F0%9F%92%A9",
        f"{BASE}/reports/",
        f"{BASE}/reports/a/b",
    ]
    answers = [house.web.get(link) for link in wrong]
    assert house.web.get(good).status_code == 200
    house.service.remove("ana")
    answers.append(house.web.get(good))
    pages = {(answer.status_code, re.sub('nonce="[^"]+"', "", answer.text)) for answer in answers}
    assert [status for status, _ in pages] == [404]
    page = pages.pop()[1]
    assert "This link does not lead anywhere any more" in page
    assert "Este enlace ya no lleva a ninguna parte" in page
    assert "ana" not in re.findall(r"\w+", page.lower())


def _signed(data: object, salt: str = REPORTS.salt) -> str:
    return f"{BASE}/reports/{URLSafeSerializer(SECRET, salt=salt).dumps(data)!s}"


def test_a_link_of_before_never_opens_the_weeks_of_somebody_new_under_the_same_id() -> None:
    house = House()
    old, later = _link(), MONDAY + timedelta(days=1)
    house.service.remove("ana")
    house.service.enrol(person(name="Another Ana", since=later), (), later, "on paper")
    assert house.web.get(old).status_code == 404
    assert house.web.get(_link(since=later)).status_code == 200


def test_how_old_a_link_is_goes_by_the_clock_of_the_house() -> None:
    house = House()
    house.clock.moment = MONDAY + REPORTS.lasts
    assert house.web.get(_link()).status_code == 200
    house.clock.moment += minutes(1)
    assert house.web.get(_link()).status_code == 404


def test_reports_do_not_depend_on_phones_or_on_the_name_they_are_reached_by() -> None:
    house = House(local_phones=False)
    assert house.web.get(_link(), headers={"host": "nudges.example.org"}).status_code == 200


def test_a_week_that_spans_two_months_names_both() -> None:
    house = House()
    house.clock.moment = MONDAY + minutes(60)
    assert "23 February to 1 March 2026" in house.web.get(_link(week="2026-W09")).text
