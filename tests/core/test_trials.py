"""A trial of a person's own: drawn day by day, told at the end and never before, ended by a word."""

from collections import Counter
from datetime import date, time, timedelta

import pytest

from nudges.core.arranging import arrangements
from nudges.core.at_hand import recent
from nudges.core.book import Book, decode_facts, encode
from nudges.core.claims import claims
from nudges.core.facts import Arranged, Fact, Flagged, Paused, Queued, Stopped, TrialBegun, TrialEnded
from nudges.core.localtime import day_of
from nudges.core.problem import Problem
from nudges.core.shelf import Shelf
from nudges.core.texts import TextKind, mark
from nudges.core.trial_days import points
from nudges.core.trials import days_needed, interval, next_over, weeks_needed
from nudges.core.values import Hours, Plan, Span
from nudges.core.words import Kind, Language, Outcome, Safety, TrialEnd, Vary
from nudges.library import load
from nudges.library.trialling import Wanted, begun, stopped
from tests.lives import always, lives, nobody
from tests.samples import MONDAY, at, book, person, plan

WORDS = load().words
WEEK = timedelta(weeks=1)
DAILY = plan(when="daily at 8:30", goal=None)
NOON = Span(opens=time(12), closes=time(13))


def tried(vary: Vary, *facts: Fact, habit: Plan = DAILY, weeks: int | None = 4, **changes: object) -> Book:
    made = book(*facts, plans=(habit,), who=person(**changes))
    return made.add(
        *begun(made, Wanted(plan=habit.id, vary=vary, how="on paper", window=NOON, weeks=weeks), WORDS, MONDAY)
    )


def nudges(made: Book) -> list[Queued]:
    return [fact for fact in made.facts if isinstance(fact, Queued) and fact.kind is Kind.NUDGE]


def told(made: Book) -> list[str]:
    return [fact.text for fact in made.facts if isinstance(fact, Queued) and fact.id.startswith("answer/trial/")]


def before_only(nudge: Queued) -> Outcome:
    return Outcome.DONE if nudge.arm == "8:30" else Outcome.SKIPPED


@pytest.mark.parametrize("vary", Vary)
def test_a_trial_draws_each_day_with_known_chances_and_ends_by_itself(vary: Vary) -> None:
    made = lives(tried(vary), WORDS, MONDAY, MONDAY + 6 * WEEK, always)
    drawn = [nudge for nudge in nudges(made) if nudge.arm is not None]
    assert len(drawn) == 28
    assert {nudge.chance for nudge in drawn} == {0.5}
    assert min(Counter(nudge.arm for nudge in drawn).values()) >= 7
    assert max(Counter(day_of(made.person, nudge.due) for nudge in nudges(made)).values()) == 1
    assert [trial.ended.why for trial in made.history.trials.values() if trial.ended] == [TrialEnd.OVER]
    assert len(told(made)) == 1
    assert {nudge.arm for nudge in nudges(made)[-10:]} == {None}


def test_the_person_is_told_once_when_it_begins_and_once_when_it_is_over() -> None:
    made = lives(tried(Vary.NONE), WORDS, MONDAY, MONDAY + 6 * WEEK, before_only)
    first = next(fact for fact in made.facts if isinstance(fact, Queued) and "trial-begins" in fact.id)
    assert first.text.startswith("A trial of 4 weeks begins on 2026-03-03:")
    (text,) = told(made)
    ended = next(fact for fact in made.facts if isinstance(fact, TrialEnded))
    (done, days), (none, rest) = ended.counts
    assert (done, none, days + rest) == (days, 0, 28)
    assert text.startswith(
        f"Trial over. text before: done {days:.0f} of {days:.0f}. only asked: 0 of {rest:.0f}. Likely "
    )
    assert ended.at == at("2026-04-01 10:00")  # two days after the last one, when all of it is told


def test_a_difference_that_may_be_chance_is_said_to_be() -> None:
    made = lives(tried(Vary.TIME), WORDS, MONDAY, MONDAY + 6 * WEEK, always)
    assert told(made)[0].endswith("this may be chance.")


def test_of_too_few_days_nothing_is_compared() -> None:
    paused = tried(Vary.TIME, weeks=1).add(Paused(at=MONDAY, until=MONDAY + 2 * WEEK, source="r"))
    made = lives(paused, WORDS, MONDAY, MONDAY + 4 * WEEK, always)
    assert not told(made) or told(made)[0].startswith("Your trial is over. Too few days")
    assert next(iter(made.history.trials.values())).ended is not None


def test_nothing_of_a_trial_that_runs_is_told_anywhere() -> None:
    made = lives(tried(Vary.TIME, weeks=12), WORDS, MONDAY, MONDAY + 9 * WEEK, before_only)
    assert not told(made)
    look = day_of(made.person, MONDAY + 9 * WEEK)
    assert not claims(Shelf(made), look, {DAILY.id: DAILY.title})
    assert next_over(made) == at("2026-05-27 10:00")


def test_in_the_evening_it_only_asks_and_prompts_nobody() -> None:
    made = lives(tried(Vary.NONE), WORDS, MONDAY, MONDAY + 4 * WEEK, always)
    late = [nudge for nudge in nudges(made) if nudge.arm == "20:00"]
    assert late
    assert {nudge.due.astimezone(made.person.clock).time() for nudge in late} == {time(20)}
    assert {nudge.text for nudge in late} == {
        "Looking back on today: Three breaths. Reply DONE if it happened, PARTLY or SKIP if not."
    }


@pytest.mark.parametrize(("language", "discreet"), [(lang, disc) for lang in Language for disc in (True, False)])
def test_every_word_of_a_trial_is_there_in_both_languages(language: Language, discreet: bool) -> None:
    made = tried(Vary.NONE, language=language, discreet=discreet)
    over = lives(made, WORDS, MONDAY, MONDAY + 6 * WEEK, before_only)
    assert len(told(over)) == 1
    assert all("{" not in nudge.text for nudge in nudges(over))


def test_kinds_of_texts_differ_by_the_day() -> None:
    made = lives(tried(Vary.KIND), WORDS, MONDAY, MONDAY + 4 * WEEK, always)
    texts = {mark(t.words): t.kind for t in WORDS.plans[Language.EN]["three-breaths"]}
    for nudge in nudges(made)[1:]:
        assert nudge.drawn is not None
        assert texts[nudge.drawn] is TextKind(nudge.arm or "")


def test_the_facts_alone_give_the_same_draws_again() -> None:
    made = lives(tried(Vary.NONE), WORDS, MONDAY, MONDAY + 6 * WEEK, before_only)
    stored = decode_facts([encode(fact) for fact in made.facts])
    assert stored == made.facts
    again = Book(made.person, made.plans, stored)
    (trial,) = again.history.trials.values()
    drawn = {day_of(made.person, nudge.due): nudge.arm for nudge in nudges(made)}
    assert [(p.day, trial.begun.arms[p.arm]) for p in points(again, trial)] == [
        (day, arm) for day, arm in drawn.items() if arm is not None
    ]


def test_late_facts_are_enough_for_a_long_trial() -> None:
    made = lives(tried(Vary.NONE, weeks=12), WORDS, MONDAY, MONDAY + 14 * WEEK, before_only)
    ended = next(fact for fact in made.facts if isinstance(fact, TrialEnded))
    (trial,) = made.history.trials.values()
    days = points(made, trial)
    assert sum(tried for _, tried in ended.counts) == len(days) == 84
    before = Book(made.person, made.plans, tuple(fact for fact in made.facts if fact.at < ended.at))
    kept = Book(made.person, made.plans, recent(before.facts, ended.at)[0])
    assert len(kept.facts) < len(before.facts)
    later = lives(kept, WORDS, ended.at, ended.at + timedelta(minutes=1), nobody)
    assert next(fact for fact in later.facts if isinstance(fact, TrialEnded)).counts == ended.counts


def test_after_a_long_rest_late_facts_still_settle_the_same() -> None:
    left = MONDAY + 3 * WEEK
    made = lives(tried(Vary.NONE, weeks=20), WORDS, MONDAY, left, before_only)
    back = left + 12 * WEEK
    rested = made.add(Paused(at=left, until=back, source="r"))
    whole = [*arrangements(rested, back)]
    assert whole
    kept = Book(made.person, made.plans, recent(rested.facts, back)[0])
    assert [*arrangements(kept, back)] == whole


def test_a_day_of_rest_is_no_day_of_a_trial() -> None:
    made = tried(Vary.NONE).add(Paused(at=at("2026-03-09 21:00"), until=at("2026-03-14 21:00"), source="r"))
    over = lives(made, WORDS, MONDAY, MONDAY + 6 * WEEK, always)
    (trial,) = over.history.trials.values()
    assert trial.ended is not None
    days = points(over, trial)
    assert {p.day for p in days if not p.available} <= {date(2026, 3, day) for day in range(10, 16)}
    assert sum(tried for _, tried in trial.ended.counts) == sum(p.available for p in days) < 28


def test_who_is_silent_gets_fewer_texts_and_those_days_are_none_of_the_trial() -> None:
    over = lives(tried(Vary.NONE), WORDS, MONDAY, MONDAY + 6 * WEEK, nobody)
    (trial,) = over.history.trials.values()
    assert trial.ended is not None
    days = points(over, trial)
    assert not any(p.done or p.answered for p in days)
    assert all(p.available for p in days[:4])
    assert sum(p.available for p in days) < 14
    assert sum(done for done, _ in trial.ended.counts) == 0


@pytest.mark.parametrize(
    "fact",
    [Stopped(at=MONDAY + WEEK, how="STOP"), Flagged(at=MONDAY + WEEK, reply="r", tier=Safety.HARD)],
    ids=["a stop", "danger"],
)
def test_a_stop_and_danger_end_it_and_nothing_is_told(fact: Fact) -> None:
    made = lives(tried(Vary.TIME), WORDS, MONDAY, MONDAY + WEEK, always).add(fact)
    after = lives(made, WORDS, MONDAY + WEEK, MONDAY + 8 * WEEK, always)
    (trial,) = after.history.trials.values()
    assert trial.ended is not None
    assert trial.ended.why is TrialEnd.STOPPED
    assert not told(after)


def test_ended_by_hand_it_goes_on_as_before_from_tomorrow() -> None:
    made = lives(tried(Vary.TIME), WORDS, MONDAY, MONDAY + WEEK, always)
    ended = made.add(*stopped(made, None, MONDAY + WEEK))
    after = lives(ended, WORDS, MONDAY + WEEK, MONDAY + 3 * WEEK, always)
    assert {n.arm for n in nudges(after) if day_of(after.person, n.due) > date(2026, 3, 9)} == {None}
    assert not told(after)
    with pytest.raises(Problem, match="is in no trial"):
        stopped(after, None, MONDAY + 3 * WEEK)


REFUSED: tuple[tuple[dict[str, object], dict[str, object], str], ...] = (
    ({"when": "mon at 8:30"}, {}, "80 days are needed, and that takes 80 weeks"),
    ({"when": "mon and thu at 8:30"}, {}, "that takes 40 weeks"),
    ({"when": "on event gym.left"}, {}, "no one moment a day"),
    ({"when": "daily at 19:00"}, {"vary": Vary.NONE}, "too soon after 19:00"),
    ({"when": "daily at 12:30"}, {"vary": Vary.TIME}, "lies in 12:00-13:00 already"),
    ({}, {"vary": Vary.TIME, "window": None}, "is not named"),
    ({}, {"vary": Vary.TIME, "window": Span(opens=time(20), closes=time(22))}, "outside the hours"),
    ({"library": None}, {"vary": Vary.KIND}, "no texts of the kind"),
    ({}, {"vary": Vary.KIND, "kinds": (TextKind.PROMPT, TextKind.PROMPT)}, "two kinds"),
    ({"learn": (NOON, Span(opens=time(8), closes=time(9)))}, {"vary": Vary.KIND}, "one thing at a time"),
)


@pytest.mark.parametrize(("habit", "wanted", "said"), REFUSED)
def test_what_cannot_be_tried_is_said_at_the_start(
    habit: dict[str, object], wanted: dict[str, object], said: str
) -> None:
    made = book(plans=(plan(**{"when": "daily at 8:30"} | habit),))
    asked = {"plan": "three-breaths", "vary": Vary.TIME, "how": "on paper", "window": NOON} | wanted
    with pytest.raises(Problem) as problem:
        begun(made, Wanted(**asked), WORDS, MONDAY)  # type: ignore[arg-type]
    assert said in str(problem.value)


def test_one_at_a_time_and_only_for_who_gets_texts() -> None:
    wanted = Wanted(plan=DAILY.id, vary=Vary.TIME, how="on paper", window=NOON)
    with pytest.raises(Problem, match="is in a trial of three-breaths"):
        begun(tried(Vary.NONE), wanted, WORDS, MONDAY)
    with pytest.raises(Problem, match="gets no texts now"):
        begun(book(Stopped(at=MONDAY, how="STOP"), plans=(DAILY,)), wanted, WORDS, MONDAY)


def test_without_a_length_it_is_as_long_as_it_needs() -> None:
    fact = next(fact for fact in tried(Vary.TIME, weeks=None).facts if isinstance(fact, TrialBegun))
    assert (fact.last - fact.first).days == 12 * 7 - 1
    assert (days_needed(), weeks_needed(7), weeks_needed(5)) == (80, 12, 16)


def test_a_new_schedule_in_a_trial_is_drawn_anew() -> None:
    made = lives(tried(Vary.NONE), WORDS, MONDAY, at("2026-03-11 12:00"), always)
    moved = made.with_plan(plan(when="weekdays at 9:00", goal=None, since=at("2026-03-11 12:00")))
    after = lives(moved, WORDS, at("2026-03-11 12:00"), MONDAY + 6 * WEEK, always)
    (trial,) = after.history.trials.values()
    days = [p.day for p in points(after, trial)]
    assert days == sorted({*days})
    assert all(day.weekday() < 5 for day in days if day > date(2026, 3, 11))
    assert max(Counter(day_of(after.person, nudge.due) for nudge in nudges(after)).values()) == 1


def test_a_plan_that_learns_learns_again_after_its_trial() -> None:
    windows = (Span(opens=time(8), closes=time(9)), Span(opens=time(18), closes=time(20)))
    made = tried(Vary.TIME, habit=plan(when="daily at 8:30", goal=None, learn=windows))
    after = lives(made, WORDS, MONDAY, MONDAY + 6 * WEEK, always)
    kinds = [fact.trial is None for fact in after.facts if isinstance(fact, Arranged)]
    assert kinds.index(False) < kinds.index(True, kinds.index(False))
    assert kinds[-1]


def test_the_interval_is_the_published_one() -> None:
    # Newcombe (1998), table II, method 10, contrasts (a) and (b).
    assert [round(each, 4) for each in interval((56, 70), (48, 80))] == [0.2, 0.0524, 0.3339]
    assert [round(each, 4) for each in interval((9, 10), (3, 10))] == [0.6, 0.1705, 0.8090]


def test_hours_end_early_so_the_look_back_does_too() -> None:
    made = tried(Vary.NONE, hours=Hours(opens=time(8), closes=time(18)))
    assert next(fact for fact in made.facts if isinstance(fact, TrialBegun)).arms == ("8:30", "17:00")


def test_whoever_has_not_answered_for_long_is_told_no_counts_either() -> None:
    made = lives(tried(Vary.NONE), WORDS, MONDAY, MONDAY + 6 * WEEK, nobody)
    assert [trial.ended.why for trial in made.history.trials.values() if trial.ended] == [TrialEnd.OVER]
    assert told(made) == []
