"""Nothing that was told is lost, also when the list is begun anew, by several processes at once."""

from pathlib import Path
from threading import Thread

from nudges.store.feed import Feed


def test_each_reader_hears_what_was_told_since_it_last_asked(tmp_path: Path) -> None:
    teller, reader = Feed(tmp_path / "changes"), Feed(tmp_path / "changes")
    assert reader.news() == []
    teller.tell("ana")
    teller.tell("bo")
    teller.tell("ana")
    assert reader.news() == ["ana", "bo"]
    assert reader.news() == []
    teller.tell("ana")
    assert reader.news() == ["ana"]


def test_a_name_that_is_half_written_is_heard_once_it_is_whole(tmp_path: Path) -> None:
    reader = Feed(tmp_path / "changes")
    (tmp_path / "changes").write_bytes(b"ana\nb")
    assert reader.news() == ["ana"]
    with (tmp_path / "changes").open("ab") as file:
        file.write(b"o\n")
    assert reader.news() == ["bo"]


def test_a_list_that_was_begun_anew_loses_nothing(tmp_path: Path) -> None:
    teller, reader = Feed(tmp_path / "changes", longest=20), Feed(tmp_path / "changes", longest=20)
    heard = []
    for number in range(200):
        teller.tell(f"p{number}")
        if number % 3 == 0:
            heard += reader.news()
    assert [*heard, *reader.news()] == [f"p{number}" for number in range(200)]


def test_many_tellers_at_once_are_all_heard(tmp_path: Path) -> None:
    reader = Feed(tmp_path / "changes", longest=4000)
    reader.tell("p0")
    heard = set(reader.news())

    def tell(start: int) -> None:
        feed = Feed(tmp_path / "changes", longest=4000)
        for number in range(start, start + 300):
            feed.tell(f"p{number}")

    threads = [Thread(target=tell, args=(1000 * turn,)) for turn in range(4)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        heard.update(reader.news())
    heard.update(reader.news())
    assert heard == {f"p{1000 * turn + number}" for turn in range(4) for number in range(300)}
