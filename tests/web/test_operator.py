"""The operator's page is for the operator alone, cheap however many people there are, and names nobody but by id."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from starlette.testclient import TestClient

from nudges.clock import ManualClock
from nudges.core import facts as f
from nudges.core.book import Book
from nudges.core.inbound import Inbound
from nudges.core.problem import Problem
from nudges.core.values import Plan
from nudges.core.words import Kind, Reason, Rest, Safety, Why
from nudges.store.memory import MemoryStore
from nudges.web import create_app
from nudges.web.operator_census import Census, Counted
from nudges.web.operator_people import What
from tests.samples import ANA, MONDAY, at, minutes, plan, service
from tests.web.samples import BASE, SECRET, House

TOKEN = "sixteen signs and some"
UTC_ZONE = ZoneInfo("UTC")
DANGER = "I want to kill myself"
PROXIES = ["x-forwarded-for", "forwarded", "x-real-ip", "via", "X-Forwarded-Host", "cf-connecting-ip"]
PATHS = ("/metrics", "/operator/stream")


def elsewhere(*, token: str = TOKEN, client: str = "192.0.2.7", proxied: bool = False) -> TestClient:
    """Return a browser on another machine, before the same Ana."""
    clock = ManualClock(MONDAY)
    made = service()
    made.enrol(ANA, (plan(),), MONDAY, "on paper")
    app = create_app(
        made, clock, lambda _person: None, secret=SECRET, local_phones=False, operator_token=token,
        provider=("twilio", "https://nudges.test") if proxied else None,
    )  # fmt: skip
    web = TestClient(app, base_url=BASE, client=(client, 50000))
    web.clock = clock  # type: ignore[attr-defined]
    return web


def is_open(web: TestClient, **headers: str) -> bool:
    """Whether the operator's page and what belongs to it open; all of it or nothing."""
    shown = "All is well." in web.get("/", headers=headers).text
    told = web.get("/metrics", headers=headers).status_code == 200
    assert shown == told
    return shown


@pytest.mark.parametrize("client", ["127.0.0.1", "127.0.0.9", "::1", "::ffff:127.0.0.1"])
def test_whoever_sits_at_this_machine_is_let_in(client: str) -> None:
    assert is_open(elsewhere(client=client))


@pytest.mark.parametrize("client", ["192.0.2.7", "10.0.0.7", "::ffff:10.0.0.7", "127.0.0.1.evil.example", "localhost"])
def test_nobody_else_is(client: str) -> None:
    web = elsewhere(client=client)
    assert not is_open(web)
    assert web.get("/operator/stream").status_code == 403


@pytest.mark.parametrize("header", PROXIES)
def test_whoever_comes_through_a_proxy_does_not_sit_here(header: str) -> None:
    assert not is_open(elsewhere(client="127.0.0.1"), **{header: "192.0.2.7"})


def test_with_a_public_address_everyone_seems_to_sit_here_so_only_the_token_counts() -> None:
    web = elsewhere(client="127.0.0.1", proxied=True)
    assert not is_open(web)
    assert is_open(web, authorization=f"Bearer {TOKEN}")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "nudges.example.org"])
def test_a_name_that_leads_here_by_a_trick_opens_nothing(host: str) -> None:
    assert not is_open(elsewhere(client="127.0.0.1"), host=host)


@pytest.mark.parametrize(
    "given", ["", "Bearer", "Bearer ", f"Basic {TOKEN}", f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}"]
)
def test_a_token_that_is_not_right_opens_nothing(given: str) -> None:
    assert not is_open(elsewhere(), authorization=given)


def test_without_a_token_none_is_right() -> None:
    web = elsewhere(token="")
    assert not is_open(web, authorization="Bearer ")
    assert web.post("/operator", data={"token": ""}).status_code == 403
    assert "is not set on the server" in web.get("/operator").text


def test_a_browser_signs_in_for_twelve_hours_and_out_again() -> None:
    web = elsewhere()
    assert "That is not the token." in web.post("/operator", data={"token": "wrong"}).text
    signed = web.post("/operator", data={"token": TOKEN}, follow_redirects=False)
    assert (signed.status_code, signed.headers["location"]) == (303, "/operator")
    cookie = signed.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert TOKEN not in cookie
    assert is_open(web)
    assert "All is well." in web.get("/operator").text
    web.clock.moment += timedelta(hours=11, minutes=59)  # type: ignore[attr-defined]
    assert is_open(web)
    web.clock.moment += timedelta(minutes=2)  # type: ignore[attr-defined]
    assert not is_open(web)
    web.post("/operator", data={"token": TOKEN})
    assert is_open(web)
    web.post("/operator/out")
    assert not is_open(web)


def test_where_the_phones_are_here_too_the_page_opens_under_another_name_and_they_do_not() -> None:
    house = House()
    app = create_app(
        house.service, house.clock, lambda _person: None, secret=SECRET, local_phones=True, operator_token=TOKEN
    )
    web = TestClient(app, base_url="https://nudges.test", client=("192.0.2.7", 1))
    assert "All is well." in web.post("/operator", data={"token": TOKEN}).text
    assert "/phone" not in web.get("/operator").text
    assert web.get("/phone").status_code == 403


def test_a_cookie_of_another_token_or_that_was_made_up_opens_nothing() -> None:
    one, other = elsewhere(), elsewhere(token="another token, as long")
    one.post("/operator", data={"token": TOKEN})
    (cookie,) = one.cookies.jar
    other.cookies.set(cookie.name, cookie.value or "")
    assert is_open(one)
    assert not is_open(other)
    one.cookies.clear()
    one.cookies.set(cookie.name, '"2026-03-02T13:00:00+00:00"')
    assert not is_open(one)


def test_another_sites_page_cannot_sign_in() -> None:
    answer = elsewhere().post("/operator", data={"token": TOKEN}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403


def test_a_token_that_is_short_is_refused_in_a_sentence() -> None:
    with pytest.raises(Problem, match="NUDGES_OPERATOR_TOKEN is too short"):
        elsewhere(token="short")


def test_a_stranger_sees_the_manual_and_no_one() -> None:
    page = elsewhere().get("/").text
    assert "/help" in page
    assert "ana" not in page.lower().replace("manual", "")


def test_a_newcomer_is_told_how_to_begin() -> None:
    house = House()
    house.service.remove("ana")
    page = house.web.get("/").text
    assert "Nobody is here yet" in page
    assert "nudges person add" in page


def test_the_page_shows_ids_and_no_name_number_or_word() -> None:
    house = House()
    house.service.edit(
        "ana", lambda book: book.with_plan(plan(id="call-zebrafinch", library=None, title="Zebra")), MONDAY
    )
    house.service.receive(Inbound(id="one", phone=ANA.phone, text="zebrafinch umbrella"), MONDAY)
    house.service.receive(Inbound(id="two", phone=ANA.phone, text=DANGER), MONDAY)
    page = house.web.get("/").text
    assert ">ana<" in page
    for word in ("Ana<", "zebra", "umbrella", "5550100", "coffee", "kill", "Mum"):
        assert word.lower() not in page.lower().replace(">ana<", "")


def counted(store: MemoryStore, now: datetime = MONDAY) -> Counted:
    """Return what a census finds that has all the time it needs."""
    census = Census(store, UTC_ZONE, later=1.0)
    census.look(now, 60)
    return census.count(now)


def stored(*facts: f.Fact, plans: tuple[Plan, ...] = (), wake: datetime | None = None) -> MemoryStore:
    """Return a store with Ana, who agreed, and what else happened."""
    store = MemoryStore()
    store.create(Book(ANA, plans).add(f.Consented(at=MONDAY, how="on paper"), *facts), wake)
    return store


def queued(kind: Kind = Kind.NUDGE, name: str = "x") -> f.Queued:
    return f.Queued(at=MONDAY, id=name, kind=kind, text="?", due=MONDAY, expires=MONDAY + timedelta(hours=3))


def test_it_counts_what_comes_due_by_the_hour_and_by_plan() -> None:
    plans = (plan(when="daily at 9:30, 10:15, 10:45"), plan(id="own-zebra", library=None, when="daily at 20:15"))
    found = counted(stored(plans=plans))
    by_hour = {f"{hour:%H}": many for hour, many in found.hours if many}
    assert by_hour == {"14": 1, "15": 2}
    assert dict(found.plans) == {"three-breaths": 3}
    later = counted(stored(plans=plans), at("2026-03-02 12:00"))
    assert dict(later.plans) == {"own plans": 1}


@pytest.mark.parametrize(
    "fact",
    [
        f.Stopped(at=MONDAY, how="text"),
        f.Flagged(at=MONDAY, tier=Safety.HARD, reply="r"),
        f.Paused(at=MONDAY, until=MONDAY + timedelta(days=3), why=Rest.VACATION),
    ],
)
def test_nothing_comes_due_for_who_gets_no_texts(fact: f.Fact) -> None:
    found = counted(stored(fact, plans=(plan(when="daily at 9:30"),)))
    assert found.plans == ()
    assert sum(found.states.values()) == 1
    assert "active" not in found.states


def accepted(name: str, segments: int = 1, now: datetime = MONDAY) -> f.Accepted:
    return f.Accepted(at=now, id=name, provider_id=f"provider/{name}", segments=segments)


def refusal(name: str = "x", why: Why | None = Why.RECIPIENT) -> f.Rejected:
    return f.Rejected(at=MONDAY, id=name, detail="+14155550100 said zebra", why=why, code=21614)


@pytest.mark.parametrize(
    "facts",
    [
        (f.Claimed(at=MONDAY, id="safety/1", attempt=1), refusal("safety/1")),
        (f.Claimed(at=MONDAY, id="safety/1", attempt=1),),
        (),
        (f.Expired(at=MONDAY, id="safety/1", detail="too late"),),
        (
            f.Accepted(at=MONDAY, id="safety/1", provider_id="p", segments=1),
            f.Failed(at=MONDAY, id="safety/1", detail=""),
        ),
    ],
)
def test_an_answer_to_danger_that_may_not_have_arrived_comes_first(facts: tuple[f.Fact, ...]) -> None:
    nudge = (queued(), f.Claimed(at=MONDAY, id="x", attempt=1), refusal())
    store = stored(*nudge, queued(Kind.SAFETY, "safety/1"), *facts)
    found = counted(store, MONDAY + minutes(5))
    assert [each.what for each in found.troubles] == [What.UNANSWERED, What.REFUSED]


@pytest.mark.parametrize(
    "after",
    [
        (accepted("safety/1"),),
        (refusal("safety/1"), f.Started(at=MONDAY + minutes(2), how="text")),
        (
            refusal("safety/1"),
            msgspec.structs.replace(queued(Kind.SAFETY, "safety/2"), at=MONDAY + minutes(3)),
            accepted("safety/2"),
        ),
    ],
)
def test_it_is_well_again_once_an_answer_arrived_or_they_began_anew(after: tuple[f.Fact, ...]) -> None:
    store = stored(queued(Kind.SAFETY, "safety/1"), f.Claimed(at=MONDAY, id="safety/1", attempt=1), *after)
    assert counted(store, MONDAY + minutes(5)).troubles == ()


def test_what_was_begun_and_has_no_end_is_in_doubt() -> None:
    store = stored(queued(), f.Claimed(at=MONDAY, id="x", attempt=1))
    assert counted(store, MONDAY + timedelta(seconds=59)).troubles == ()
    (doubt,) = counted(store, MONDAY + timedelta(seconds=61)).troubles
    assert (doubt.what, doubt.person, doubt.kind) == (What.DOUBT, "ana", Kind.NUDGE)


def test_what_was_refused_is_told_for_a_week() -> None:
    store = stored(queued(), f.Claimed(at=MONDAY, id="x", attempt=1), refusal())
    assert counted(store, MONDAY + timedelta(days=6)).many(What.REFUSED) == 1
    assert counted(store, MONDAY + timedelta(days=8)).many(What.REFUSED) == 0


def test_what_is_held_is_counted_by_why() -> None:
    until = MONDAY + minutes(30)
    waits = f.Deferred(at=MONDAY, id="x", plan="three-breaths", due=MONDAY, until=until, reason=Reason.CAP)
    store = stored(waits, plans=(plan(),))
    assert counted(store).held == {"cap": 1}
    assert counted(store, MONDAY + minutes(31)).held == {}


def test_a_month_costs_what_left_in_it() -> None:
    february = at("2026-02-20 08:00")
    old = msgspec.structs.replace(queued(name="a"), at=february)
    store = stored(old, accepted("a", 3, february), queued(name="b"), accepted("b", 2))
    found = counted(store)
    assert (found.texts, found.segments) == (1, 2)


def crowd(many: int) -> MemoryStore:
    store = MemoryStore()
    for number in range(many):
        who = msgspec.structs.replace(ANA, id=f"p{number:04}", phone=f"+1415555{number:04}")
        store.create(Book(who, (plan(),)).add(f.Consented(at=MONDAY, how="on paper")), MONDAY + minutes(number))
    return store


def test_one_look_reads_only_some_books_and_says_how_many() -> None:
    store = crowd(300)
    census = Census(store, UTC_ZONE)
    census.look(MONDAY, 0.0)
    census.look(MONDAY, 0.0)
    assert len(census._seen) == 2
    while len(census._seen) < 300:
        census.look(MONDAY, 0.01)
    found = census.count(MONDAY)
    assert (found.looked_into, found.people) == (300, 300)


def test_whoever_changed_is_looked_into_first() -> None:
    store = crowd(50)
    census = Census(store, UTC_ZONE)
    census.look(MONDAY, 0.0)
    census.changed("p0049")
    census.look(MONDAY, 0.0)
    assert "p0049" in census._seen


def test_whoever_is_erased_is_forgotten() -> None:
    store = crowd(3)
    census = Census(store, UTC_ZONE, later=1.0)
    census.look(MONDAY, 60)
    store.remove("p0001")
    census.changed("p0001")
    census.look(MONDAY, 60)
    assert "p0001" not in census._seen
    assert census.count(MONDAY).people == 2
