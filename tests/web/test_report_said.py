"""Every sentence of the page claims what its numbers carry, and no more."""

from datetime import date, datetime, timedelta

import msgspec
import pytest

from nudges.core.looked import BestTime, Kept, Late, LookBack, MoodLink, Ratings, Rhythm
from nudges.core.report import count_week
from nudges.core.words import Language
from nudges.web.labels import labels
from nudges.web.report_charts import spread_of
from nudges.web.report_said import answers, claims, length, promised, reached
from nudges.web.report_scene import Scene
from tests.samples import MONDAY, at, book, person

DAY = MONDAY.date()
NOW = MONDAY + timedelta(days=5)
BEST = BestTime(plan="three-breaths", title="Three breaths", window="morning", done=14, sent=16)
LINK = MoodLink(plan="three-breaths", title="Three breaths", with_days=14, without_days=12,
                difference=-1.42, low=-2.5, high=-0.3)  # fmt: skip


def scene(language: Language = Language.EN, discreet: bool = False, **changes: object) -> Scene:
    """Return a week in which nothing happened, but for what is said."""
    whose = book(who=person(language=language, discreet=discreet))
    report = count_week(whose, DAY, NOW)
    nothing = LookBack(
        person="ana",
        report=msgspec.structs.replace(report, answered_4_weeks=12, asked_4_weeks=20, people=("Mum", "Leo")),
        weeks=(report,),
        strengths=(),
        ratings=(),
        rhythm=Rhythm(answered=12, asked=20, median_minutes=14),
        reached=("Mum", "Leo", "Sam"),
        reasons=(),
        kept=Kept(promised=0, on_time=0, others=()),
        claims=(),
    )
    look = msgspec.structs.replace(nothing, **changes)
    return Scene(book=whose, look=look, words=labels(language), today=DAY)


def late(minutes: int | None, why: str, due: datetime = MONDAY) -> Late:
    return Late(plan="three-breaths", due=due, minutes=minutes, why=why)


def test_where_nothing_may_be_claimed_nothing_is_said() -> None:
    assert claims(scene()) == []


@pytest.mark.parametrize(("language", "careful"), [(Language.EN, "chance"), (Language.ES, "casualidad")])
def test_a_claim_gives_its_counts_and_says_that_it_may_be_chance(language: Language, careful: str) -> None:
    best, link = claims(scene(language, claims=(BEST, LINK)))
    assert careful in best
    assert careful in link
    assert {"14", "16"} <= set(best.replace(".", "").replace(":", "").split())
    assert ("1.4" in link) == (language is Language.EN)
    assert ("1,4" in link) == (language is Language.ES)
    assert not [word for word in ("because", "makes", "helps", "porque", "hace que") if word in best + link]


def test_to_others_who_see_the_page_a_claim_names_no_plan() -> None:
    assert claims(scene(discreet=True, claims=(BEST,)))[0].startswith("Plan 1 was done more often in the morning")


def test_what_we_kept_is_told_with_what_we_did_not_and_why() -> None:
    kept = Kept(
        promised=9, on_time=7, others=(late(14, "not_running"), late(None, "not_delivered", at("2026-03-03 08:30")))
    )
    told = promised(scene(kept=kept))
    assert told is not None
    assert told.sentence == "9 texts were due from us, and 7 left on time. The others:"
    assert told.others == (
        "Tue 3 Mar, 8:30: did not arrive, because it got lost on its way",
        "Mon 2 Mar, 8:00: left 14 minutes late, because nothing of ours was running",
    )


def test_of_many_late_texts_some_are_told_and_the_rest_counted() -> None:
    told = promised(scene(kept=Kept(promised=30, on_time=10, others=tuple(late(5, "slow") for _ in range(20)))))
    assert told is not None
    assert (len(told.others), told.more) == (8, "and 12 more")


@pytest.mark.parametrize("language", Language)
def test_a_reason_that_has_no_words_yet_is_left_out(language: Language) -> None:
    told = promised(scene(language, kept=Kept(promised=1, on_time=0, others=(late(3, "something_new"),))))
    assert told is not None
    assert "something_new" not in "".join(told.others)


def test_one_text_or_none_is_told_in_its_own_words() -> None:
    assert promised(scene()) is None
    one = promised(scene(kept=Kept(promised=1, on_time=1, others=())))
    assert one is not None
    assert one.sentence == "One text was due from us, and it left on time."


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "a minute"), (1, "a minute"), (14, "14 minutes"), (119, "119 minutes"), (120, "2 hours"), (3000, "2 days")],
)
def test_a_length_of_time_is_told_in_the_unit_that_fits(minutes: int, said: str) -> None:
    assert length(scene(), minutes) == said


def test_answers_and_people_are_counts() -> None:
    assert answers(scene()) == (
        "In these four weeks 12 of 20 nudges got an answer from you. Half of your answers came within 14 minutes."
    )
    assert reached(scene()) == "You reached out to Mum and Leo. In all the weeks shown here it was 3 different people."
    discreet = reached(scene(discreet=True))
    assert discreet == "You reached out to 2 people. In all the weeks shown here it was 3 different people."


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((7,), "From you: 7 out of 10."),
        ((7, 4), "From you: 4 and 7 out of 10."),
        ((7, 4, 9), "3 numbers from you, from 4 to 9 out of 10."),
        (
            (1, 2, 3, 4, 10),
            ("5 numbers from you, from 1 to 10 out of 10; "
            "the middle one is 3, and half of them lie between 2 and 4."),
        ),
    ],
)  # fmt: skip
def test_numbers_are_told_with_how_many_they_are_and_their_middle_only_where_they_are_enough(
    values: tuple[int, ...], said: str
) -> None:
    found = Ratings(plan=None, title="", values=tuple((date(2026, 3, 2), value) for value in values))
    spread = spread_of(scene(), found)
    assert spread is not None
    assert spread.sentence == said
    assert (spread.middle is None) == (len(values) < 5)


def test_no_numbers_have_no_spread() -> None:
    assert spread_of(scene(), Ratings(plan=None, title="", values=())) is None
