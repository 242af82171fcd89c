"""What stands on a sheet: exactly the chosen lines, and no number or word from anything else."""

import re
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from nudges.core import facts as f
from nudges.core.book import Book
from nudges.core.disclosed import Disclosure
from nudges.core.looked import BestTime, Kept, Late, LookBack, MoodLink, Ratings, Reason, Rhythm, Strength
from nudges.core.report import PlanWeek, Report
from nudges.core.sheet import Sheet, as_text, drawn, make_sheet, preview
from nudges.core.sheet_lines import Look, read_lines
from nudges.core.sheet_words import HEADINGS, LINES, SAYS
from nudges.core.words import Kind, Language, Outcome, Safety
from tests.samples import ANA, MONDAY, book, minutes, person, plan

DAY = date(2026, 3, 2)
NOTHING, TOO_EARLY = ("Nothing in these weeks.",), ("Nothing that these numbers can carry yet.",)
END = MONDAY + timedelta(days=21, hours=4)


def _week(number: int) -> Report:
    """Return a week in which no count is like another."""
    base = 1000 * (number + 1)
    counted = PlanWeek(
        plan="p", title="Zebra", goal=611, goal_left=None, sent=base + 1, done=base + 2, partly=base + 3,
        skipped=base + 4, not_applicable=base + 5, no_reply=base + 6, rested=777, at_rest=778, ratings=(9,), days={},
    )  # fmt: skip
    return Report(
        person="ana", week=f"2026-W1{number}", monday=DAY + timedelta(weeks=number), plans=(counted,), sent=base + 11,
        done=base + 12, partly=base + 13, skipped=base + 14, not_applicable=base + 15, no_reply=base + 16, rested=779,
        answered_4_weeks=881, asked_4_weeks=882, people=("Quokka",),
    )  # fmt: skip


WEEKS = tuple(_week(number) for number in range(4))
BACK = LookBack(
    person="ana",
    report=WEEKS[-1],
    weeks=WEEKS,
    strengths=(Strength(plan="p", title="Heron", days=((DAY, 0.43),) * 14),),
    ratings=(
        Ratings(plan="p", title="Otter", values=((DAY, 2), (DAY, 3))),
        Ratings(plan=None, title="", values=((DAY, 6), (DAY, 8))),
    ),
    rhythm=Rhythm(answered=31, asked=37, median_minutes=53),
    reached=("Quokka", "Lemur"),
    reasons=(Reason(day=DAY, plan="p", title="Zebra", text="Walrus <b>tusk</b>"),),
    kept=Kept(promised=91, on_time=92, others=(Late(plan="p", due=MONDAY, minutes=93, why="hours"),)),
    claims=(
        BestTime(plan="p", title="Ibis", window="morning", done=71, sent=73),
        MoodLink(plan="p", title="Newt", with_days=83, without_days=89, difference=1.3, low=0.2, high=2.4),
    ),
)


def _sheet(lines: tuple[str, ...], language: Language = Language.EN) -> Sheet:
    look = Look(person(language=language, name="Platypus"), BACK)
    return drawn(look, "Dr Lee", lines, DAY + timedelta(days=24), DAY + timedelta(days=38))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


ALL = {language: {each.line: each for each in _sheet(LINES, language).lines} for language in Language}


@settings(deadline=None)
@given(st.sets(st.sampled_from(LINES)), st.sampled_from(list(Language)))
def test_no_number_and_no_word_comes_from_a_line_that_was_not_chosen(chosen: set[str], language: Language) -> None:
    sheet = _sheet(tuple(chosen), language)
    frame = _words(" ".join((sheet.whom, sheet.days, sheet.made, sheet.closing)))
    allowed = {
        word
        for line in chosen
        for word in _words(f"{ALL[language][line].heading} {' '.join(ALL[language][line].says)}")
    }
    assert _words(as_text(sheet)) <= frame | allowed
    assert {each.line for each in sheet.lines} == chosen


def test_the_frame_of_a_sheet_names_nothing_but_for_whom_and_when() -> None:
    sheet = _sheet(())
    assert as_text(sheet).splitlines()[:2] == ["For Dr Lee", "2 Mar to 26 Mar 2026"]
    assert _words(sheet.made) & {"26", "Mar", "9", "Apr"} == {"26", "Mar", "9", "Apr"}
    assert not _words(as_text(sheet)) & {"Platypus", "ana", "Zebra"}


def test_nobody_else_is_named_and_what_we_kept_is_not_told() -> None:
    said = _words(as_text(_sheet(LINES)))
    assert not said & {"Quokka", "Lemur", "91", "92", "93", "777", "778", "779"}
    assert "2" in _words(" ".join(ALL[Language.EN]["people"].says))


def test_every_line_says_what_it_is_about() -> None:
    says = {name: " ".join(line.says) for name, line in ALL[Language.EN].items()}
    assert says["done"] == "Zebra: 10008 done, 10012 partly, 10016 skipped, 10020 did not fit, 10024 no reply"
    assert says["weeks"].startswith(
        "Week of 2 Mar: 1002 done, 1003 partly, 1004 skipped, 1005 did not fit, 1006 no reply"
    )
    assert says["strength"] == "Heron: 43"
    assert says["ease"] == "Otter: 2 numbers, 2 to 3, 2.5 on average"
    assert says["mood"] == "Mood: 2 numbers, 6 to 8, 7.0 on average"
    assert says["replies"] == "31 of 37 nudges got an answer Half of the answers came within 53 minutes"
    assert says["plans"] == "Zebra: 611 a week"
    assert says["name"] == "Platypus"


def test_both_languages_say_the_same_lines() -> None:
    assert {frozenset(each) for each in HEADINGS.values()} == {frozenset(LINES)}
    assert len({frozenset(each) for each in SAYS.values()}) == 1


def test_a_person_without_anything_gets_a_sensible_sheet() -> None:
    empty = preview(Book(ANA), MONDAY, 4)
    assert {each.says for each in empty if each.line != "name"} == {NOTHING, TOO_EARLY}


def _lived() -> Book:
    def note(number: int, text: str, safety: Safety = Safety.NONE) -> f.Replied:
        from nudges.core.words import Intent

        at = MONDAY + timedelta(days=20, minutes=number)
        return f.Replied(at=at, id=f"in/{number}", text=text, intent=Intent.NOTE, language=Language.EN, safety=safety)

    nudge = f.Queued(
        at=MONDAY + minutes(30), id="nudge/three-breaths/2026-03-02T13:30Z", kind=Kind.NUDGE, text="Breathe.",
        due=MONDAY + minutes(30), expires=MONDAY + minutes(90), plan="three-breaths",
    )  # fmt: skip
    done = f.CheckedIn(at=MONDAY + minutes(40), outcome=Outcome.DONE, plan="three-breaths", day=DAY, source="in/0")
    return book(
        nudge, f.Accepted(at=MONDAY + minutes(30), id=nudge.id, provider_id="1", segments=1), done,
        note(1, "the marmot slept in"), note(2, "", Safety.HARD),
        f.Flagged(at=MONDAY + timedelta(days=20, minutes=2), tier=Safety.VIOLENCE, reply="in/2"),
        plans=(plan(),),
    )  # fmt: skip


def _shared(lines: tuple[str, ...], at: datetime) -> Disclosure:
    until = at + timedelta(days=14)
    proposed = f.Proposed(at=at, name="x", whom="Dr Lee", lines=lines, weeks=4, days=14, until=until)
    return Disclosure(proposed=proposed, shared=f.Shared(at=at, name="x", until=until))


def test_own_words_are_on_it_only_where_that_line_was_chosen_and_danger_never_is() -> None:
    others = tuple(line for line in LINES if line != "words")
    with_words, without = (as_text(make_sheet(_lived(), _shared(each, END))) for each in (("words",), others))
    assert "the marmot slept in" in with_words
    assert "marmot" not in without
    for said in (with_words, without):
        assert not _words(said.casefold()) & {"violence", "danger", "safety", "crisis", "flag", "hard", "soft"}


def test_what_came_after_the_yes_is_not_on_it_and_what_was_taken_back_is_gone() -> None:
    sheet = _shared(("done", "words"), END)
    later = f.CheckedIn(at=END + minutes(1), plan="three-breaths", day=END.date(), outcome=Outcome.DONE, source="in/8")
    assert make_sheet(_lived().add(later), sheet) == make_sheet(_lived(), sheet)
    undone = f.Undone(at=END + minutes(5), taken_back="reply/in/1", source="in/9")
    assert "marmot" not in as_text(make_sheet(_lived().add(undone), sheet))


def test_the_lines_stand_in_one_order_however_they_were_chosen() -> None:
    look = Look(ANA, BACK)
    assert read_lines(look, ("words", "done")) == read_lines(look, ("done", "words"))
