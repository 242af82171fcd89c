"""What someone is handed who asked for their data by text."""

import io
import json
import zipfile
from datetime import datetime, timedelta

from nudges.core.inbound import Inbound
from nudges.web.links import EXPORTS, REPORTS, ExportLink, Link, export_link
from tests.samples import ANA, MONDAY, at, minutes
from tests.web.samples import BASE, SECRET, House


def _link(now: datetime = MONDAY, since: datetime = MONDAY) -> str:
    import msgspec

    return export_link(SECRET, msgspec.structs.replace(ANA, since=since), BASE, now)


def test_the_link_hands_out_settings_and_everything_that_happened() -> None:
    house = House()
    house.service.receive(Inbound(id="in/1", phone=ANA.phone, text="a note of mine"), at("2026-03-02 09:00"))
    answer = house.web.get(_link())
    assert answer.headers["content-type"] == "application/zip"
    assert "no-store" in answer.headers["cache-control"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        assert set(file.namelist()) == {"README.txt", "person.yaml", "facts.jsonl", "facts.csv", "manifest.json"}
        facts = [json.loads(line) for line in file.read("facts.jsonl").splitlines()]
        assert "a note of mine" in {fact.get("text") for fact in facts}
        assert "+14155550100" in file.read("person.yaml").decode()


def test_a_link_that_is_wrong_in_any_way_leads_nowhere() -> None:
    house = House()
    good = _link()
    other = REPORTS.address(SECRET, Link("ana", MONDAY, MONDAY, "2026-W10"), BASE).replace("/reports/", "/exports/")
    wrong = [
        good[:-1],
        good + "a",
        other,
        EXPORTS.address(b"x" * 32, ExportLink("ana", MONDAY, MONDAY), BASE),
        _link(since=MONDAY - minutes(1)),
        _link(now=MONDAY - timedelta(hours=24) - minutes(1)),
        f"{BASE}/exports/",
    ]
    assert house.web.get(good).status_code == 200
    assert {house.web.get(link).status_code for link in wrong} == {404}
