"""A week shows only to whoever has its link, and says nothing unkind."""

import time
from pathlib import Path

import pytest
from itsdangerous import TimestampSigner, URLSafeTimedSerializer

from nudges.core.inbound import Inbound
from nudges.core.words import Language
from nudges.web.reports import LINK_LASTS, SALT, report_link, write_page
from tests.samples import MONDAY, at, minutes, person, plan
from tests.web.samples import BASE, SECRET, House

WEEK = "2026-W10"
UNKIND = ("streak", "missed", "failed", "failure", "fallaste", "racha")


def _link(who: str = "ana", week: str = WEEK, secret: bytes = SECRET) -> str:
    return report_link(secret, who, week, BASE)


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
    assert "<title>Your week</title>" in page
    assert "2 to 8 March 2026" in page
    assert "1 done · 1 no reply" in page
    assert "The numbers you sent: 7" in page
    assert "In the last four weeks 1 of 2 nudges" in page
    assert page.count('<span class="word">free</span>') == 5
    assert page.count("●") == page.count('<span class="word">done</span>') == 1


def test_the_page_can_be_written_to_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    house = House()
    _play(house)
    path = write_page(house.service, "ana", house.clock.now().date(), house.clock.now(), tmp_path / "week.html")
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
    page = House().web.get(_link(week="2026-W20")).text
    assert "nothing to count" in page
    assert "four weeks" not in page


def test_a_quiet_week_is_met_with_kindness_and_no_zero() -> None:
    house = House()
    house.service.attend("ana", at("2026-03-03 08:30"))
    house.clock.moment = at("2026-03-05 12:00")
    page = house.web.get(_link()).text
    assert "quiet weeks belong" in page
    assert "four weeks" not in page


@pytest.mark.parametrize("language", Language)
def test_it_speaks_the_persons_language_and_never_unkindly(language: Language) -> None:
    house = House()
    house.service.edit("ana", lambda book: book.with_person(person(language=language)), MONDAY)
    _play(house)
    page = house.web.get(_link()).text.lower()
    assert f'<html lang="{language}">' in page
    assert not [word for word in UNKIND if word in page]
    assert ("your week" in page) == (language is Language.EN)


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
        f"{BASE}/reports/" + str(URLSafeTimedSerializer(SECRET, salt=SALT).dumps(["ana"])),
        f"{BASE}/reports/" + str(URLSafeTimedSerializer(SECRET, salt="other").dumps({"person": "ana", "week": WEEK})),
        f"{BASE}/reports/%F0%9F%92%A9",
    ]
    answers = [house.web.get(link) for link in wrong]
    assert {(answer.status_code, answer.text) for answer in answers} == {(404, "Not Found\n")}


class Earlier(TimestampSigner):
    """Signs as it would have been signed before links of that age stopped working."""

    def get_timestamp(self) -> int:
        return int(time.time() - LINK_LASTS.total_seconds() - 60)


def test_an_old_link_leads_nowhere() -> None:
    old = URLSafeTimedSerializer(SECRET, salt=SALT, signer=Earlier).dumps({"person": "ana", "week": WEEK})
    assert House().web.get(f"/reports/{old!s}").status_code == 404
    assert House().web.get(_link()).status_code == 200


def test_reports_do_not_depend_on_phones_or_on_the_name_they_are_reached_by() -> None:
    house = House(local_phones=False)
    assert house.web.get(_link(), headers={"host": "nudges.example.org"}).status_code == 200


def test_a_week_that_spans_two_months_names_both() -> None:
    house = House()
    house.clock.moment = MONDAY + minutes(60)
    assert "23 February to 1 March 2026" in house.web.get(_link(week="2026-W09")).text
