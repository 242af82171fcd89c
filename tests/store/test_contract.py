"""What every store promises, run on each of them."""

from collections.abc import Callable
from datetime import timedelta
from threading import Thread

import pytest

from nudges.core.book import Twin
from nudges.core.facts import CheckedIn, Replied
from nudges.core.problem import Problem
from nudges.core.words import Intent, Language, Outcome
from nudges.store import Store
from tests.samples import ANA, MONDAY, STORES, book, minutes, person, plan


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, make_store: Callable[[str], Store]) -> Store:
    return make_store(request.param)


def reply(number: int, days: float = 0) -> Replied:
    moment = MONDAY + timedelta(days=days, minutes=number)
    return Replied(at=moment, id=f"r{number}/{days}", text="done", intent=Intent.DONE, language=Language.EN)


def test_a_new_book_is_read_back_as_it_was(store: Store) -> None:
    made = book(reply(1))
    store.create(made, None)
    assert store.read("ana") == made


def test_a_commit_is_there_for_the_next_reader(store: Store) -> None:
    store.create(book(), None)
    with store.open("ana") as page:
        page.commit(page.book.add(reply(1), reply(2)), None)
    assert [fact.key for fact in store.read("ana").facts][1:] == ["reply/r1/0", "reply/r2/0"]


def test_several_commits_in_one_opening_all_count(store: Store) -> None:
    store.create(book(), None)
    with store.open("ana") as page:
        page.commit(page.book.add(reply(1)), None)
        page.commit(page.book.add(reply(2)), MONDAY)
    assert len(store.read("ana").facts) == 3
    assert store.next_wake() == MONDAY


def test_profile_and_plans_are_kept_with_the_facts(store: Store) -> None:
    store.create(book(), None)
    with store.open("ana") as page:
        changed = page.book.with_person(person(cap=1)).with_plan(plan(when="daily at 9:00")).with_plan(plan(id="two"))
        page.commit(changed.add(reply(1)), None)
    read = store.read("ana")
    assert (read.person.cap, [each.when for each in read.plans]) == (1, ["daily at 9:00", "weekdays at 8:30"])
    assert read.facts[-1] == reply(1)


def test_what_raises_inside_an_opening_leaves_the_book_as_it_was(store: Store) -> None:
    store.create(book(), None)
    with pytest.raises(ZeroDivisionError), store.open("ana") as page:
        page.book.add(reply(1))
        raise ZeroDivisionError
    assert len(store.read("ana").facts) == 1


def test_a_twin_is_refused_and_nothing_of_the_commit_is_kept(store: Store) -> None:
    store.create(book(reply(1)), None)
    with pytest.raises(Twin), store.open("ana") as page:
        page.commit(page.book.add(reply(2), reply(1)), None)
    assert len(store.read("ana").facts) == 2


def test_an_unknown_person_is_a_problem_that_names_the_nearest(store: Store) -> None:
    store.create(book(), None)
    with pytest.raises(Problem, match="there is no person 'anna'; try ana"), store.open("anna"):
        pass


def test_an_id_and_a_phone_belong_to_one_person(store: Store) -> None:
    store.create(book(), None)
    with pytest.raises(Problem, match="'ana' exists already"):
        store.create(book(who=person(phone="+14155550101")), None)
    with pytest.raises(Problem, match="belongs to 'ana' already"):
        store.create(book(who=person(id="bo")), None)


def test_a_person_is_found_by_their_phone_also_after_it_changed(store: Store) -> None:
    store.create(book(), None)
    with store.open("ana") as page:
        page.commit(page.book.with_person(person(phone="+14155550199")), None)
    assert store.find("+14155550199") == "ana"
    assert store.find(ANA.phone) is None


def test_a_phone_that_is_taken_is_refused_to_a_change_too(store: Store) -> None:
    store.create(book(), None)
    store.create(book(who=person(id="bo", phone="+14155550101")), None)
    with pytest.raises(Problem, match="belongs to 'ana' already"), store.open("bo") as page:
        page.commit(page.book.with_person(person(id="bo")), None)
    assert store.find(ANA.phone) == "ana"


@pytest.mark.parametrize("name", ["", "..", "../people/ana", "/etc/passwd", "ana.json", "Ana", "ana\n"])
def test_a_name_that_is_none_finds_nobody(store: Store, name: str) -> None:
    store.create(book(), None)
    with pytest.raises(Problem, match="there is no person"):
        store.read(name)


def test_those_who_are_due_come_longest_waiting_first(store: Store) -> None:
    for number, name in enumerate(["ana", "bo", "cy"]):
        who = person(id=name, phone=f"+1415555010{number}")
        store.create(book(who=who), MONDAY - minutes(number) if name != "cy" else MONDAY + minutes(1))
    assert store.due(MONDAY) == ["bo", "ana"]
    assert store.next_wake() == MONDAY - minutes(1)


def test_a_removed_person_is_gone_and_their_phone_is_free(store: Store) -> None:
    store.create(book(), MONDAY)
    store.remove("ana")
    assert (store.people(), store.find(ANA.phone), store.next_wake()) == ([], None, None)
    store.create(book(), None)


def test_the_past_leaves_the_book_but_not_the_store(store: Store) -> None:
    store.create(book(), None)
    for month in range(8):
        with store.open("ana") as page:
            page.commit(page.book.add(*(reply(n, days=30 * month) for n in range(300))), None)
    kept, past = store.read("ana").facts, list(store.past("ana"))
    assert len(kept) < 1300
    assert len({fact.key for fact in (*kept, *past)}) == len(kept) + len(past) == 2401
    assert kept[0].key.startswith("consented/"), "what still stands stays in the book"


def test_threads_that_write_at_once_lose_nothing(store: Store) -> None:
    store.create(book(), None)

    def write(start: int) -> None:
        for number in range(start, start + 20):
            with store.open("ana") as page:
                page.commit(page.book.add(reply(number)), None)

    threads = [Thread(target=write, args=(100 * turn,)) for turn in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.read("ana").facts) == 81


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_value_survives_storage(store: Store, outcome: Outcome) -> None:
    made = book(
        CheckedIn(
            at=MONDAY,
            plan="three-breaths",
            day=MONDAY.date(),
            outcome=outcome,
            source="r1",
            rating=7,
            note="llamé a mamá 👍 \n \u2028 <b>",
        )
    )
    store.create(made, None)
    assert store.read("ana") == made
