"""Does explain say what would be done, and touch nothing?"""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from nudges.cli import root


def run(*words: str, given: str | bytes | None = None, home: Path | None = None) -> Result:
    env = {"NUDGES_HOME": str(home)} if home else None
    return CliRunner().invoke(root, ["explain", *words], input=given, env=env)


def answer(*words: str) -> Any:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def answers(result: Result) -> list[Any]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_reply_is_explained_with_its_value() -> None:
    found = answer("reply", "done! felt 7/10")
    assert (found["intent"], found["value"]) == ("done", {"rating": 7})
    assert (found["language"], found["safety"]) == ("en", "none")


def test_a_reply_that_speaks_of_danger_is_a_crisis_whatever_else_it_says() -> None:
    found = answer("reply", "done. I want to die")
    assert (found["intent"], found["safety"], found["also"]) == ("crisis", "hard", ["done"])


def test_an_open_question_changes_what_a_yes_means() -> None:
    assert answer("reply", "yes")["intent"] == "done"
    assert answer("reply", "yes", "--pending", "consent")["intent"] == "start"


def test_the_language_of_the_person_decides_where_the_words_do_not() -> None:
    assert answer("reply", "7", "--language", "es")["language"] == "es"


def test_people_are_told_the_rule_that_matched() -> None:
    result = run("reply", "did half of it")
    assert "intent    partly" in result.stdout
    assert "rule      partly, " in result.stdout


@pytest.mark.parametrize("text", ["", "-1", "- done", "--", "\ud800", "a" * 5000, "{", '{"text": 5}', "\x00"])
def test_any_text_gets_an_answer(text: str) -> None:
    words = ["reply", "--json", "--", text] if text == "--" else ["reply", text, "--json"]
    result = run(*words)
    assert result.exit_code == 0
    assert "intent" in json.loads(result.stdout)


def test_each_line_gets_one_answer_in_its_turn() -> None:
    given = b'done\n{"text": "hoy no"}\n\n{"text": 5}\n\xff\xfe\r\n{broken\nlast'
    found = answers(run("reply", "--lines", given=given))
    assert [each["intent"] for each in found[:3]] == ["done", "skip", "note"]
    assert len(found) == 7


def test_thousands_of_lines_take_seconds() -> None:
    began = time.perf_counter()
    found = answers(run("reply", "--lines", given="done, felt 7/10 today\n" * 5000))
    assert len(found) == 5000
    assert time.perf_counter() - began < 10


def test_a_schedule_fires_by_the_clock_of_its_zone() -> None:
    wanted = ["--tz", "America/New_York", "--from", "2026-03-06T00:00", "--count", "2"]
    found = answer("when", "Weekdays at 8:30am", *wanted)
    assert found == {"phrase": "weekdays at 8:30", "fires": ["2026-03-06T13:30:00Z", "2026-03-09T12:30:00Z"]}


@pytest.mark.parametrize(
    ("start", "first"),
    [
        ("2026-03-06T08:30", "2026-03-06T13:30:00Z"),
        ("2026-03-06T13:30Z", "2026-03-06T13:30:00Z"),
        ("2026-03-06T13:30:01Z", "2026-03-07T13:30:00Z"),
        ("2026-03-06T20:00+05:00", "2026-03-07T13:30:00Z"),
        ("2026-03-06", "2026-03-06T13:30:00Z"),
    ],
)
def test_a_moment_with_an_offset_is_that_one_and_without_it_is_local(start: str, first: str) -> None:
    found = answer("when", "daily at 8:30", "--tz", "America/New_York", "--from", start, "--count", "1")
    assert found["fires"] == [first]


def test_it_counts_from_now_in_utc_if_nothing_else_is_said() -> None:
    assert len(answer("when", "daily at 8:30")["fires"]) == 5


BAD = [
    (["weekdys at 8:30"], "try 'weekdays at 8:30'"),
    (["daily at 25:00"], "25:00 is not a time"),
    (["daily at 8:30", "--tz", "Amerika/New_York"], "try America/New_York"),
    (["daily at 8:30", "--from", "yesterday"], "'yesterday' is not a moment"),
    (["daily at 8:30", "--from", "9999-12-31"], "too far away"),
    (["daily at 8:30", "--from", "0001-01-01"], "too far away"),
    (["daily at 8:30", "--count", "0"], "from 1 to 1000"),
    (["daily at 8:30", "--count", "1001"], "from 1 to 1000"),
    (["daily at 8:30", "--country", "Spain"], "'Spain' is not a country; use its two letters"),
    (["daily at 8:30", "--count", "many"], "from 1 to 1000"),
    ([], "a schedule is missing"),
]


@pytest.mark.parametrize(("words", "said"), BAD)
def test_a_mistake_is_one_sentence_on_stderr(words: list[str], said: str) -> None:
    result = run("when", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(("words", "said"), BAD)
def test_a_mistake_is_an_answer_where_json_is_asked_for(words: list[str], said: str) -> None:
    result = run("when", *words, "--json")
    assert (result.exit_code, result.stderr) == (2, "")
    assert said in json.loads(result.stdout)["problem"]


def test_what_counts_is_counted_from_where_it_begins() -> None:
    found = answer("when", "every 3 days at 9:00", "--from", "2026-01-05T10:00", "--count", "2")
    assert found["fires"] == ["2026-01-08T09:00:00Z", "2026-01-11T09:00:00Z"]
    assert answer("when", "every 3 days at 9:00", "--from", "2026-01-05T09:00:59")["fires"][0] == "2026-01-08T09:00:00Z"


def test_a_seed_draws_the_same_moment_each_time_and_another_one_another() -> None:
    window = ("when", "daily between 9:00 and 21:00", "--from", "2026-01-05", "--count", "20")
    ana, again, luz = (answer(*window, "--seed", seed)["fires"] for seed in ("ana", "ana", "luz"))
    assert ana == again != luz
    line = {"when": window[1], "from": "2026-01-05", "count": 20, "seed": "ana"}
    assert answers(run("when", "--lines", given=json.dumps(line)))[0]["fires"] == ana


def test_a_country_says_which_days_are_public_holidays() -> None:
    asked = ("when", "daily at 9:00 not on public holidays", "--from", "2026-12-24", "--count", "2")
    assert answer(*asked)["fires"][1] == "2026-12-25T09:00:00Z"
    assert answer(*asked, "--country", "es")["fires"][1] == "2026-12-26T09:00:00Z"
    line = {"when": asked[1], "from": "2026-12-25", "count": 1, "country": "ES"}
    assert answers(run("when", "--lines", given=json.dumps(line)))[0]["fires"] == ["2026-12-26T09:00:00Z"]


def test_a_schedule_by_fact_says_so_in_words() -> None:
    found = answer("when", "20 minutes after done of walk")
    assert found == {
        "phrase": "20 minutes after done of walk",
        "fires": [],
        "after": "it is due by what happens, not by the clock",
    }
    assert "it is due by what happens" in run("when", "on event gym.left").stdout


def test_a_schedule_that_has_no_moment_left_says_so() -> None:
    found = answer("when", "once on 2020-01-01 at 9:00", "--from", "2026-01-01")
    assert found == {"phrase": "once on 2020-01-01 at 9:00", "fires": [], "note": "it is never due from then on"}
    assert run("when", "once on 2020-01-01 at 9:00").stdout.splitlines()[-1] == found["note"]
    ends = answer("when", "daily at 9:00 until 2026-01-02", "--from", "2026-01-01")
    assert (len(ends["fires"]), "note" in ends) == (2, False)


def test_a_bad_line_does_not_hold_up_the_good_ones() -> None:
    good = {"when": "daily at 9:00", "tz": "Europe/Riga", "from": "2026-03-28T00:00Z", "count": 2}
    lines = [json.dumps(good), "no json", "[]", "", '{"when": 5}', '{"tz": "UTC"}', '{"when": "daily at 9:00"}']
    lines += ['{"when": "daily at 9:00", "seed": 5}', '{"when": "daily at 9:00", "country": "Spain"}']
    result = run("when", "--lines", given="\n".join(lines))
    found = answers(result)
    assert result.exit_code == 2
    assert found[0] == {"phrase": "daily at 9:00", "fires": ["2026-03-28T07:00:00Z", "2026-03-29T06:00:00Z"]}
    assert all("problem" in each for each in found[1:6])
    assert len(found[6]["fires"]) == 5
    assert [each["problem"].split(";")[0] for each in found[7:]] == ["'seed' cannot be 5", "'Spain' is not a country"]


def test_good_lines_end_well() -> None:
    result = run("when", "--lines", given='{"when": "daily at 9:00", "tz": "UTC", "from": "2026-01-01", "count": 1}\n')
    assert (result.exit_code, answers(result)[0]["fires"]) == (0, ["2026-01-01T09:00:00Z"])


def test_a_text_is_measured_as_it_will_be_sent() -> None:
    assert answer("text", "“Well…”") == {"encoding": "GSM-7", "characters": 9, "segments": 1, "folded": '"Well..."'}
    assert answer("text", "你好")["encoding"] == "UCS-2"
    found = answers(run("text", "--lines", given='hi\n{"text": "a\\nb"}\n'))
    assert [each["characters"] for each in found] == [2, 3]


def test_nothing_is_written_anywhere(tmp_path: Path) -> None:
    home = tmp_path / "not there"
    for words in (["reply", "done"], ["when", "daily at 8:30"], ["text", "hello"]):
        assert run(*words, home=home).exit_code == 0
    assert not home.exists()
