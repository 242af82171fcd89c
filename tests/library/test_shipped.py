"""Everything we ship can be sent, can be answered, and would be welcome."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import combinations, islice
from zoneinfo import ZoneInfo

import pytest

from nudges.core.problem import Problem
from nudges.core.said import often
from nudges.core.sms import Encoding, measure
from nudges.core.texts import DRAWN, PLACEHOLDER, fill
from nudges.core.when import Frame, fires, parse_when
from nudges.core.words import Ask, Language
from nudges.library import load, shipped
from nudges.library.answers import ANSWERS, LONGEST, SEGMENTS, worst_cases
from nudges.library.lines import helpline, helplines
from nudges.library.lint import lint, lint_answers, lint_steps
from tests.samples import person

LIBRARY = load()
PLANS = sorted(LIBRARY.plans)
STARTING = ("three-breaths", "one-kind-thing", "reach-out-to-give")
BOTH = [*Language]
CRISIS = ("crisis_hard", "crisis_soft", "crisis_violence", "crisis_violence_near", "crisis_again")


def said(problems: Sequence[Problem]) -> str:
    return "\n".join(map(str, problems))


def test_the_shipped_files_have_no_problem() -> None:
    assert not LIBRARY.problems, said(LIBRARY.problems)


def test_every_file_of_the_shipped_folders_is_read() -> None:
    folder = shipped()
    assert {path.stem for path in (folder / "schedules").glob("*.yaml")} == set(PLANS)
    for language in Language:
        assert {path.stem for path in (folder / "templates" / language).glob("*")} == {*PLANS, "answers"}


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("plan", PLANS)
def test_every_text_of_every_plan_is_green(plan: str, language: Language) -> None:
    problems = lint(LIBRARY.plans[plan], LIBRARY.words.plans[language][plan], language)
    assert not problems, said(problems)


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("plan", PLANS)
def test_every_question_of_every_plan_is_green(plan: str, language: Language) -> None:
    problems = lint_steps(LIBRARY.plans[plan], language)
    assert not problems, said(problems)


@pytest.mark.parametrize("language", BOTH)
def test_every_answer_is_green(language: Language) -> None:
    problems = lint_answers(LIBRARY.words.answers[language], language)
    assert not problems, said(problems)


@pytest.mark.parametrize("language", BOTH)
def test_everything_we_say_stays_in_the_cheap_alphabet(language: Language) -> None:
    words = LIBRARY.words
    texts = [text.words for plan in words.plans[language].values() for text in plan]
    answers = [text for variants in words.answers[language].values() for text in variants]
    plans = [plan.cue[language] for plan in LIBRARY.plans.values()]
    titles = [plan.title[language] for plan in LIBRARY.plans.values()]
    cues = [cue for plan in LIBRARY.plans.values() for cue in plan.cues[language]]
    lines = [line for row in helplines().values() for line in (row.line[language], row.in_violence(language))]
    dear = [text for text in [*texts, *answers, *plans, *titles, *cues, *lines] if is_dear(text)]
    assert not dear


def is_dear(text: str) -> bool:
    return measure(text).encoding is not Encoding.GSM_7


def test_every_answer_exists_in_both_languages_with_the_same_places() -> None:
    places = {language: places_of(LIBRARY.words.answers[language]) for language in Language}
    assert places[Language.EN] == places[Language.ES] == {name: set(known) for name, known in ANSWERS.items()}


def places_of(answers: Mapping[str, Sequence[str]]) -> dict[str, set[str]]:
    return {name: {*PLACEHOLDER.findall(" ".join(variants))} for name, variants in answers.items()}


@pytest.mark.parametrize("language", BOTH)
def test_every_variant_of_an_answer_says_the_same_things(language: Language) -> None:
    for name, variants in LIBRARY.words.answers[language].items():
        assert all(set(PLACEHOLDER.findall(words)) == set(ANSWERS[name]) for words in variants), name


@pytest.mark.parametrize("language", BOTH)
def test_done_and_skipped_are_met_with_the_same_warmth(language: Language) -> None:
    done, skipped = (LIBRARY.words.answers[language][name] for name in ("done", "skipped"))
    thanks = "Thank you" if language is Language.EN else "Gracias"
    assert len(done) == len(skipped)
    assert sum(thanks in words for words in done) == sum(thanks in words for words in skipped)
    assert abs(sum(map(len, done)) - sum(map(len, skipped))) < 40


@pytest.mark.parametrize("language", BOTH)
def test_only_a_report_and_what_needs_an_answer_ask_a_question(language: Language) -> None:
    asking = {name for name, variants in LIBRARY.words.answers[language].items() if "?" in "".join(variants)}
    asked = {"report", "report_quiet", "report_month", "crisis_soft", "part_noted", "which_plan", "zone_which"}
    offers = {name for name in ANSWERS if name.startswith("thin_") and name.removesuffix("_discreet").endswith("_ask")}
    assert asking <= asked | offers | {"part_noted_discreet", "trusted_told", "research_ask", "research_words_ask"}


@pytest.mark.parametrize("language", BOTH)
def test_crisis_texts_fit_one_segment_with_the_lines_of_every_country(language: Language) -> None:
    for name in (*CRISIS, "safe_ack", "help"):
        for places in worst_cases(language):
            for words in LIBRARY.words.answers[language][name]:
                assert measure(fill(words, places)).segments == SEGMENTS.get(name, 1), (name, places["line"])


@pytest.mark.parametrize("language", BOTH)
def test_a_crisis_text_gives_a_line_and_says_who_is_not_reading(language: Language) -> None:
    program = {Language.EN: ("program", "automated"), Language.ES: ("programa",)}
    for name in CRISIS:
        for words in LIBRARY.words.answers[language][name]:
            assert "line}" in words, name
            assert any(sign in words for sign in program[language]), words


@pytest.mark.parametrize("language", BOTH)
def test_the_first_text_says_who_how_often_and_how_it_ends(language: Language) -> None:
    for name in ("opt_in", "welcome"):
        for words in LIBRARY.words.answers[language][name]:
            for sign in ("{program}", "{often}", "STOP", "HELP"):
                assert sign in words, (name, sign)


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("cap", range(1, 11))
def test_how_often_is_never_longer_than_the_first_text_has_room_for(cap: int, language: Language) -> None:
    assert len(often(person(language=language, cap=cap))) <= LONGEST["often"]


@pytest.mark.parametrize("language", BOTH)
def test_a_feeling_is_thanked_for_in_three_even_ways(language: Language) -> None:
    noted = LIBRARY.words.answers[language]["noted"]
    thanks = "hank you" if language is Language.EN else "racias"
    assert len(noted) == 3
    assert all(thanks in words and "?" not in words for words in noted)


@pytest.mark.parametrize("language", BOTH)
def test_help_says_first_who_writes(language: Language) -> None:
    assert all(words.startswith("{program}") for words in LIBRARY.words.answers[language]["help"])


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("country", helplines())
def test_an_answer_to_violence_names_a_number_once(country: str, language: Language) -> None:
    words, row = LIBRARY.words, helplines()[country]
    name = "crisis_violence" if row.violence_line else "crisis_violence_near"
    places = {
        "violence_line": row.in_violence(language),
        "line": row.line[language],
        "emergency": row.emergency[language],
    }
    for said in words.answers[language][name]:
        assert fill(said, places).count(f": {row.emergency[language]}.") == 1
        assert f" {row.emergency[language]}" not in fill(said, places | {"emergency": "", "line": ""})


def test_the_starting_plans_share_the_week_so_that_one_text_a_day_is_enough() -> None:
    week = Frame(ZoneInfo("UTC"), datetime(2026, 11, 23))  # noqa: DTZ001  a frame is local
    starts = datetime(2026, 11, 23, tzinfo=UTC)
    days = [
        {due.weekday() for due in islice(fires(parse_when(plan.when), week, starts), 20)}
        for plan in map(LIBRARY.plans.__getitem__, STARTING)
    ]
    assert all(not one & other for one, other in combinations(days, 2))
    assert 6 not in set().union(*days)  # Sunday is the report's


@pytest.mark.parametrize("plan", PLANS)
def test_a_plan_has_an_honest_limit_and_waits_for_a_clinician(plan: str) -> None:
    ready = LIBRARY.plans[plan]
    assert ready.limit
    assert "http" in ready.evidence
    assert ready.review == "pending"
    assert (ready.ask is Ask.NOTHING) == (plan in {"a-short-story", "long-view"})


@pytest.mark.parametrize("plan", PLANS)
def test_the_cue_of_a_plan_is_one_of_its_suggestions(plan: str) -> None:
    ready = LIBRARY.plans[plan]
    assert all(ready.cue[language] in ready.cues[language] for language in Language)


@pytest.mark.parametrize("plan", PLANS)
def test_a_plan_has_twelve_texts_of_four_kinds(plan: str) -> None:
    for language in Language:
        texts = LIBRARY.words.plans[language][plan]
        drawn = [text for text in texts if text.kind in DRAWN]
        assert len({text.words for text in drawn}) == 12
        assert {text.kind for text in drawn} == {*DRAWN}


def test_no_helpline_is_older_than_half_a_year() -> None:
    stale = [row.country for row in helplines().values() if row.is_stale(date.today())]  # noqa: DTZ011
    assert not stale, f"look at the live sites again, then set checked_on: {stale}"


def test_a_helpline_grows_stale_after_180_days() -> None:
    row = helpline("US")
    assert not row.is_stale(date.fromordinal(row.checked_on.toordinal() + 180))
    assert row.is_stale(date.fromordinal(row.checked_on.toordinal() + 181))


def test_a_country_without_a_row_gets_the_line_for_anywhere() -> None:
    assert helpline("XX") == helpline(None) == helplines()["*"]
    assert "findahelpline.com" in helpline("XX").line[Language.ES]


def test_where_no_violence_line_is_known_the_emergency_number_is_given() -> None:
    assert helpline("GB").in_violence(Language.EN) == "call 999"
    assert "88788" in helpline("US").in_violence(Language.ES)
