"""What happened is told outside in its order, at least once under one id, and nothing that must stay here leaves."""

import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from threading import Thread

import msgspec
import pytest
from sqlalchemy import Engine

from nudges.clock import ManualClock
from nudges.core.facts import Accepted, Happened, Paused, Resumed
from nudges.core.inbound import Inbound
from nudges.core.outward import TYPES, More
from nudges.core.words import Rest
from nudges.service import Service
from nudges.store import Store
from nudges.store.hooks import Hook, Hooks
from nudges.store.places import FilePlaces, Places
from nudges.worker.tellers import marker
from nudges.worker.telling import Teller
from tests.samples import ANA, MONDAY, minutes, plan, service
from tests.worker.receiver import DRIP, DROP, HANG, Receiver, receiving

KINDS = ("tinydb", "postgres")
SECRET = b"s" * 32


class House:
    """Ana and Bob, an address that is told of what happens to them, and whoever tells it."""

    def __init__(self, store: Store, places: Callable[[], Places], receiver: Receiver, clock: ManualClock) -> None:
        self.places, self.receiver, self.clock = places, receiver, clock
        self.service: Service = service(store)
        for person, phone in (("ana", ANA.phone), ("bob", "+14155550111")):
            who = msgspec.structs.replace(ANA, id=person, phone=phone)
            self.service.enrol(who, (plan(when="daily at 8:30"),), MONDAY, "on paper")
        self.hooks = Hooks()
        self.add()

    def add(self, **chosen: object) -> Teller:
        """Name the address anew, and return who tells it."""
        for each in self.hooks.all():
            self.hooks.remove(each.name)
            self.places().drop(each.name)
        hook = Hook(
            name="home", url=self.receiver.address, secret="", people=None, types=("*",), more=(), erased=False,
            since=MONDAY,
        )  # fmt: skip
        self.hook = self.hooks.add(msgspec.structs.replace(hook, **chosen))
        self.receiver.secret = self.hook.secret
        self.teller = self.another()
        return self.teller

    def another(self) -> Teller:
        """Return one more who tells it, such as one that was started anew."""
        mark = marker(SECRET, self.hook.name)
        return Teller(self.hook, self.service.store, self.places(), self.clock, mark, patience=0.5)

    def later(self, span: timedelta = timedelta(minutes=1)) -> None:
        self.clock.moment += span
        self.teller.look()

    def morning(self, person: str = "ana") -> None:
        """A nudge leaves and is answered."""
        now = self.clock.moment = MONDAY + minutes(30)
        self.service.attend(person, now)
        phone = self.service.store.read(person).person.phone
        self.service.receive(Inbound(id=f"{person}/1", phone=phone, text="done, 8/10, called mum"), now + minutes(1))
        self.service.attend(person, now + minutes(1))
        self.clock.moment = now + minutes(2)

    def event(self, person: str, name: str) -> None:
        fact = Happened(at=self.clock.now(), event="gym.left", source=name)
        self.service.edit(person, lambda book: book.add(fact), self.clock.now())


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


@pytest.fixture(params=KINDS)
def house(
    request: pytest.FixtureRequest, make_store: Callable[[str], Store], tmp_path: Path, receiver: Receiver
) -> Iterator[House]:
    store, clock = make_store(request.param), ManualClock(MONDAY)
    engines: list[Engine] = []
    if request.param == "tinydb":
        made = House(store, lambda: FilePlaces(tmp_path / "home", store), receiver, clock)
    else:
        from nudges.store.postgres import engine
        from nudges.store.postgres.places import PostgresPlaces

        engines.append(engine(request.getfixturevalue("tables")))
        made = House(store, lambda: PostgresPlaces(engines[0]), receiver, clock)
    yield made
    made.teller.stop()
    for each in engines:
        each.dispose()


def test_a_morning_is_told_in_its_order_signed_and_once(house: House) -> None:
    house.morning()
    house.later()
    house.later()
    told = [kind for kind in house.receiver.types() if not kind.startswith("person.")]
    assert told == ["nudge.queued", "nudge.sent", "reply.came", "checkin.noted", "contact.made"]
    assert house.receiver.forged == 0
    assert len(set(house.receiver.ids())) == len(house.receiver.ids())
    assert all(each.get_type() in TYPES for each in house.receiver.taken)


def test_nothing_that_names_anybody_leaves_unless_it_is_wanted(house: House) -> None:
    house.morning()
    house.later()
    said = repr([(each.get_attributes(), each.get_data()) for each in house.receiver.taken])
    names = ["ana", "three", "breaths", "mum", "Mum", "8/10", "done, ", "4155550100", "'rating'"]
    assert [name for name in names if name in said] == []
    assert "'outcome': 'done'" in said


def test_names_and_numbers_leave_where_the_operator_says_so_and_words_never(house: House) -> None:
    house.add(more=(More.NAMES, More.NUMBERS))
    house.morning()
    house.later()
    said = repr([(each.get_attributes(), each.get_data()) for each in house.receiver.taken])
    assert all(wanted in said for wanted in ("'ana'", "'three-breaths'", "'rating': 8"))
    assert [name for name in ("mum", "Mum", "done, ", "4155550100") if name in said] == []


def test_the_ids_of_a_nudge_lead_from_one_event_to_another(house: House) -> None:
    house.morning()
    house.later()
    by_type = {each.get_type().removeprefix("nudges."): each for each in house.receiver.taken}
    queued = by_type["nudge.queued"].get_id()
    data = [by_type[kind].get_data() for kind in ("nudge.sent", "reply.came", "checkin.noted")]
    assert [each["nudge"] for each in data if isinstance(each, dict)] == [queued] * 3


def test_that_somebody_comes_back_is_told_after_a_stop_and_not_after_danger(house: House) -> None:
    for text in ("i want to kill myself", "start", "stop", "start"):
        house.clock.moment += minutes(1)
        house.service.receive(Inbound(id=f"{house.clock.moment}", phone=ANA.phone, text=text), house.clock.moment)
    house.later()
    assert house.receiver.types().count("person.came_back") == 1
    assert house.receiver.types().index("person.came_back") > house.receiver.types().index("person.stopped")


def test_that_a_plan_goes_on_is_told_after_a_pause_and_not_after_one_for_their_safety(house: House) -> None:
    for turn, why in enumerate((Rest.SAFETY, Rest.PAUSE)):
        now = house.clock.moment = MONDAY + minutes(turn)
        paused = Paused(at=now, until=now + timedelta(days=999), plan="three-breaths", why=why)
        resumed = Resumed(at=now + minutes(0.5), plan="three-breaths")
        with house.service.store.open("ana") as page:
            page.commit(page.book.add(paused, resumed), None)
    house.later()
    told = [kind for kind in house.receiver.types() if kind in {"person.paused", "person.resumed"}]
    assert told == ["person.paused", "person.resumed"]


def test_nothing_of_danger_leaves(house: House) -> None:
    house.later()
    before = len(house.receiver.taken)
    for text in ("i want to kill myself", "he hit me again and i am scared"):
        house.service.receive(Inbound(id=text, phone=ANA.phone, text=text), house.clock.moment)
        house.service.attend("ana", house.clock.moment)
    house.later()
    assert len(house.receiver.taken) == before


def test_a_hook_hears_only_of_its_own_people_and_kinds_and_from_when_it_was_named(house: House) -> None:
    house.morning()
    house.add(people=("bob",), types=("nudges.event.*",), since=house.clock.now())
    house.event("ana", "a")
    house.event("bob", "b")
    house.later()
    assert house.receiver.types() == ["event.told"]


@pytest.mark.parametrize("answer", [503, 500, 429, 404, 302, DROP, DRIP, HANG])
def test_an_address_that_takes_nothing_is_left_alone_for_longer_each_time_and_misses_nothing(
    house: House, answer: int | str
) -> None:
    house.add(people=("ana",))
    house.receiver.answers = [answer] * 3
    house.morning()
    house.later(timedelta())
    asked, gaps, last = len(house.receiver.asked), [], house.clock.moment
    while house.receiver.answers:
        house.later(timedelta(seconds=1))
        if len(house.receiver.asked) > asked:
            asked = len(house.receiver.asked)
            gaps.append(house.clock.moment - last)
            last = house.clock.moment
    assert all(one < other or answer == 429 for one, other in pairwise(gaps))
    assert gaps[0] >= (minutes(2) if answer == 429 else timedelta(seconds=5))
    assert house.receiver.taken == []
    house.later(minutes(10))
    house.later()
    assert house.receiver.types().count("checkin.noted") == 1
    assert len(set(house.receiver.ids())) == len(house.receiver.taken)
    assert "GET" not in house.receiver.asked


def test_an_event_that_is_refused_keeps_its_own_person_waiting_and_nobody_else(house: House) -> None:
    house.add(people=("ana", "bob"), types=("nudges.event.*",), more=(More.NAMES,))
    house.later()
    house.event("ana", "first")
    house.event("ana", "second")
    house.receiver.answers = [422, 204, 422]
    house.later()
    house.event("bob", "his")
    house.later(timedelta(seconds=1))
    assert [each.get_subject() for each in house.receiver.taken] == ["bob"]
    house.later(minutes(1))
    house.later(minutes(5))
    ana = [each for each in house.receiver.taken if each.get_subject() == "ana"]
    assert len(ana) == 2
    assert ana[0].get_time() <= ana[1].get_time()  # type: ignore[operator]


def test_who_was_erased_is_told_of_no_more(house: House) -> None:
    house.receiver.answers = [503] * 8
    house.morning()
    house.later()
    house.service.remove("ana")
    house.service.remove("bob")
    house.later(timedelta(seconds=1))  # the address is still left alone, and they are forgotten all the same
    assert list(house.places().news("home", house.clock.now(), whole=True)) == []
    house.later(minutes(10))
    house.later(minutes(10))
    assert house.receiver.taken == []
    house.later(timedelta(days=2))
    assert house.places().waiting("home", house.clock.now()) == []


def test_that_somebody_was_erased_is_told_once_where_it_is_wanted(house: House) -> None:
    house.add(erased=True, people=("ana",))
    house.morning()
    house.later()
    before = len(house.receiver.taken)
    house.service.remove("ana")
    house.receiver.answers = [503]
    for _ in range(4):
        house.later(minutes(5))
    assert house.receiver.types()[before:] == ["person.erased"]


def test_whoever_dies_before_what_was_told_is_noted_tells_it_again_under_the_same_id(house: House) -> None:
    class Died(BaseException):
        pass

    def dies(*_: object, **__: object) -> bool:
        raise Died

    house.add(people=("ana",))
    house.morning()
    dying = house.another()
    places = dying._places
    keep, places.keep = places.keep, dies  # type: ignore[method-assign]  # it dies right there
    with pytest.raises(Died):
        dying.look()
    places.keep = keep  # type: ignore[method-assign]
    assert len(house.receiver.taken) == 1
    house.clock.moment += minutes(2)
    house.another().look()
    ids = house.receiver.ids()
    assert ids[0] == ids[1]
    assert len(set(ids)) == len(ids) - 1
    assert house.receiver.types()[-1] == "contact.made"


def test_what_happened_while_nobody_told_is_told_after_a_restart(house: House) -> None:
    house.later()
    house.teller.stop()
    house.morning()
    house.clock.moment += timedelta(days=100)
    house.event("ana", "much later")  # by now the morning has left the book
    house.teller = house.another()
    house.teller.look()
    told = [kind for kind in house.receiver.types() if not kind.startswith("person.")]
    assert told[-1] == "event.told"
    assert told.count("checkin.noted") == 1


def test_two_who_tell_at_once_keep_each_persons_order(house: House) -> None:
    house.add(types=("nudges.event.*",), more=(More.NAMES,))
    dice = random.Random(4)
    for turn in range(30):
        house.clock.moment += timedelta(seconds=1)
        house.event(dice.choice(("ana", "bob")), f"{turn}")
    both = [house.another(), house.another()] if not isinstance(house.places(), FilePlaces) else [house.teller]
    threads = [Thread(target=each.look) for each in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    house.later(minutes(2))
    for person in ("ana", "bob"):
        times = [each.get_time() for each in house.receiver.taken if each.get_subject() == person]
        assert times == sorted(times)  # type: ignore[type-var]
    assert len(house.receiver.taken) == len(set(house.receiver.ids())) == 30


def test_a_dead_address_holds_up_no_nudge_and_takes_no_room(house: House) -> None:
    house.receiver.answers = [503] * 1000
    house.morning()
    for number in range(200):
        house.event("ana", f"{number}")
        house.clock.moment += minutes(1)
        house.teller.look()
    assert any(isinstance(fact, Accepted) for fact in house.service.store.read("ana").facts)
    places = house.places()
    assert places.itself("home").tries > 5
    assert places.itself("home").detail == "it answered 503"
    assert len(house.receiver.asked) < 30


def test_the_list_knows_one_address_of_a_name_and_is_for_its_owner_alone(tmp_path: Path) -> None:
    hooks = Hooks(tmp_path / "home" / "hooks.json")
    new = Hook(name="a", url="http://127.0.0.1/", secret="", people=None, types=("*",), more=(), erased=False,
               since=datetime.now(MONDAY.tzinfo))  # fmt: skip
    secrets = {hooks.add(new).secret, hooks.add(msgspec.structs.replace(new, name="b")).secret}
    assert len(secrets) == 2
    assert (tmp_path / "home" / "hooks.json").stat().st_mode & 0o077 == 0
