"""A phone in the browser is one more door for texts, and no weaker than a carrier's."""

import re

import pytest

from nudges.core.book import Book
from nudges.core.standing import State
from nudges.core.understanding import Pending, understand
from nudges.core.words import Intent, Language
from nudges.web.labels import phone_labels
from nudges.web.phones import LONGEST_TEXT
from tests.samples import MONDAY, at, person, plan
from tests.web.samples import House

TEXTS = "/phone/ana/texts"


def test_a_text_is_taken_in_and_the_worker_is_woken() -> None:
    house = House()
    answer = house.web.post(TEXTS, json={"id": "one", "text": "done"})
    assert (answer.status_code, answer.json()) == (202, {"id": "phone/one"})
    assert (house.replies(), house.pokes) == (["done"], 1)


def test_a_form_is_as_good_as_json_and_may_come_without_an_id() -> None:
    house = House()
    assert house.web.post(TEXTS, data={"text": "status"}).status_code == 202
    assert house.web.post(TEXTS, data={"text": "help"}, files={"file": b"x"}).status_code == 202
    assert house.replies() == ["status", "help"]


def test_the_same_text_sent_twice_counts_once() -> None:
    house = House()
    answers = [house.web.post(TEXTS, json={"id": "one", "text": "help"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [202, 202]
    assert house.replies() == ["help"]
    assert sum(1 for m in house.service.store.read("ana").history.messages if m.startswith("answer/")) == 1


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b'{"id": "1", "text": "  "}', "the text is empty; write a word"),
        (b'{"id": "a b", "text": "done"}', "the id of a text is 1 to 64 letters, digits or dashes"),
        (b'{"id": "1"}', "this is not a text in JSON"),
        (b'{"text": 7}', "this is not a text in JSON"),
        (b"\xff", "this is not a text in JSON"),
        (b"[1", "this is not a text in JSON"),
        (
            b'{"text": "' + b"a" * (LONGEST_TEXT + 1) + b'"}',
            "a text has at most 1600 characters, and",
        ),
    ],
)
def test_what_is_no_text_is_told_in_a_sentence(body: bytes, told: str) -> None:
    house = House()
    answer = house.web.post(TEXTS, content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["problem"].startswith(told)
    assert (house.replies(), house.pokes) == ([], 0)


def test_the_longest_text_is_taken() -> None:
    house = House()
    assert house.web.post(TEXTS, data={"text": "ñ" * LONGEST_TEXT}).status_code == 202


@pytest.mark.parametrize("name", ["bob", "%2E%2E", "%00", "a" * 5000, "ana%2F..%2Fana"])
def test_an_unknown_person_has_no_phone(name: str) -> None:
    house = House()
    assert house.web.get(f"/phone/{name}").status_code == 404
    assert house.web.get(f"/phone/{name}/stream").status_code == 404
    assert house.web.post(f"/phone/{name}/texts", data={"text": "done"}).status_code == 404


@pytest.mark.parametrize("name", ["anna", "nobody"])
def test_a_name_that_nobody_has_shows_no_name_that_somebody_has(name: str) -> None:
    house = House()
    page, written = house.web.get(f"/phone/{name}"), house.web.post(f"/phone/{name}/texts", data={"text": "done"})
    assert "Nobody has a phone of that name here" in page.text
    assert page.headers["content-type"].startswith("text/html")
    assert written.json()["problem"].startswith("nobody has a phone of that name here")
    for answer in (page, written):
        assert re.search(r"\bana\b", answer.text, re.IGNORECASE) is None


def test_pages_show_what_people_wrote_as_text_and_never_as_markup() -> None:
    house = House()
    bad = "<script>alert(1)</script>\"'"
    house.service.enrol(person(id="eve", phone="+14155550199", name=bad), (), house.clock.now())
    assert "alert(1)" not in house.web.get("/").text
    for path in ("/phone", "/phone/eve"):
        page = house.web.get(path).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_a_phone_says_whose_it_is_and_whether_texts_may_leave() -> None:
    house = House()
    page = house.web.get("/phone/ana").text
    assert '<html lang="en">' in page
    assert 'data-state="active"' in page
    assert "America/New_York" in page
    house.web.post(TEXTS, data={"text": "stop"})
    assert 'data-state="stopped"' in house.web.get("/phone/ana").text
    assert "Ana" in house.web.get("/phone").text


def test_only_the_pages_own_script_may_run() -> None:
    answer = House().web.get("/phone/ana")
    nonce = answer.headers["content-security-policy"].split("script-src 'nonce-")[1].rstrip("'")
    assert answer.text.count("<script") == answer.text.count(f'<script nonce="{nonce}">') == 1
    assert " style=" not in answer.text
    assert "unsafe" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize("language", Language)
def test_the_quick_replies_mean_what_they_say(language: Language) -> None:
    words = phone_labels(language)
    meant = [understand(word, pending=Pending.NOTHING, language=language).intent for word in words.quick]
    assert meant == [
        Intent.DONE,
        Intent.SNOOZE,
        Intent.SKIP,
        Intent.RATING,
        Intent.STATUS,
        Intent.HELP,
        Intent.STOP,
    ]
    assert understand(words.yes, pending=Pending.CONSENT, language=language).intent is Intent.START


@pytest.mark.parametrize("language", Language)
def test_every_language_has_a_word_for_everything(language: Language) -> None:
    assert set(phone_labels(language).say) == set(phone_labels(Language.EN).say) >= set(State)


def test_the_phone_of_a_spanish_person_is_spanish() -> None:
    house = House()
    house.service.enrol(person(id="luz", phone="+14155550199", name="Luz", language=Language.ES), (), MONDAY)
    page = house.web.get("/phone/luz").text
    assert '<html lang="es">' in page
    assert "<title>Teléfono de Luz</title>" in page
    for word in ("SI", "LISTO", "LUEGO", "HOY NO", "7", "ESTADO", "AYUDA", "ALTO"):
        assert f">{word}</button>" in page
    for word in ("DONE", "Text as", "Send", "Conversation", "All phones", "Waiting", "No texts"):
        assert f">{word}" not in page
        assert f'"{word}' not in page


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("2026-03-02 06:00", "No texts yet. The first one comes at 8:00."),
        ("2026-03-02 22:00", "No texts yet. The first one comes on Tue 3 Mar at 8:00."),
        ("2026-03-02 08:00", "No texts yet. The first one is on its way."),
    ],
)
def test_an_empty_phone_says_when_the_first_text_comes(now: str, told: str) -> None:
    house = House()
    house.clock.moment = at(now)
    house.service.enrol(person(id="bob", phone="+14155550199", since=at(now)), (plan(),), at(now))
    assert told in house.web.get("/phone/bob").text


def test_an_empty_phone_to_which_nothing_comes_says_so() -> None:
    house = House()
    house.service.edit("ana", lambda book: Book(book.person, (), ()), MONDAY)
    assert "No texts yet. Nothing is planned" in house.web.get("/phone/ana").text


def test_without_local_phones_there_is_nothing_to_find() -> None:
    house = House(local_phones=False)
    for path in ("/phone", "/phone/ana", "/phone/ana/stream"):
        assert house.web.get(path).status_code == 404
    assert house.web.post(TEXTS, data={"text": "done"}).status_code == 404
    assert "Ana" not in house.web.get("/").text
    assert house.replies() == []
