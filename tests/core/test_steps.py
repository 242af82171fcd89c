"""Conversations in steps, where a transcript would say too little."""

from datetime import datetime

import msgspec
import pytest

from nudges.core.book import Book, decode_facts, encode
from nudges.core.change import without
from nudges.core.facts import Accepted, CheckedIn, Expired, Fact, Offered, Queued, Replied, Started, Stepped
from nudges.core.facts.steps import AGAIN, STEP
from nudges.core.inbound import Inbound
from nudges.core.outbox import outbox
from nudges.core.respond import receive
from nudges.core.sms import measure
from nudges.core.step_words import choice, is_keyword, is_order, plain, tells
from nudges.core.texts import Step, StepKind, TextKind, mark
from nudges.core.understanding import Understanding, Value
from nudges.core.values import Person, Plan
from nudges.core.wake import next_wake, wake
from nudges.core.words import Intent, Kind, Language, Outcome, Safety
from nudges.library import load
from tests.samples import ANA, MONDAY, book, minutes, person, plan

WORDS = load().words


def ready(name: str, **changes: object) -> Plan:
    return plan(id=name, library=name, title=load().plans[name].title[Language.EN], when="sun at 20:00", **changes)


class Talk:
    """A book that texts are said to, and whose messages leave when they may."""

    def __init__(self, *plans: Plan, who: Person = ANA) -> None:
        self.book: Book = book(plans=plans, who=who)
        self.now: datetime = MONDAY
        self.turn = 0

    def nudge(self, name: str, kind: TextKind = TextKind.PROMPT) -> None:
        """Let a nudge of a plan have left just now, made from a text of a kind."""
        text = next(text.words for text in WORDS.plans[Language.EN][name] if text.kind is kind)
        due, number = self.now, f"nudge/{name}/{self.now:%Y-%m-%dT%H:%M}Z"
        sent = Queued(at=due, id=number, kind=Kind.NUDGE, text="x", due=due, expires=due, plan=name, drawn=mark(text))
        self.book = self.book.add(sent, Accepted(at=due, id=number, provider_id="1", segments=1))

    def say(self, text: str, after: float = 1) -> list[Fact]:
        """Return what follows from a text that comes some minutes later."""
        self.wait(after)
        self.turn += 1
        facts = receive(self.book, Inbound(id=f"r{self.turn}", phone="+1", text=text), WORDS, self.now)
        self.book = self.book.add(*facts)
        self.leave()
        return facts

    def hear(self, text: str, after: float = 1) -> str:
        """Return the one text that answers at once, or nothing."""
        now = [f for f in self.say(text, after) if isinstance(f, Queued) and f.due == self.now]
        assert len(now) <= 1, "never more than one answer to a text"
        return now[0].text if now else ""

    def wait(self, number: float) -> list[str]:
        """Return what leaves while minutes pass."""
        left = []
        for _ in range(int(number)):
            self.now += minutes(1)
            left += self.leave()
        return left

    def leave(self) -> list[str]:
        box = outbox(self.book, self.now)
        gone = [Accepted(at=self.now, id=each.id, provider_id="1", segments=1) for each in box.ready]
        self.book = self.book.add(*box.expired, *gone)
        return [each.text for each in box.ready]

    def stepped(self) -> list[tuple[str, str | int | None]]:
        """Return what was answered to each step."""
        found = [each for each in self.book.facts if isinstance(each, Stepped)]
        return [(e.step, e.choice or (e.words if e.number is None else e.number)) for e in found]

    def outcomes(self) -> list[Outcome]:
        return [fact.outcome for fact in self.book.facts if isinstance(fact, CheckedIn)]


def ask(name: str, place: int, language: Language = Language.EN) -> str:
    return load().plans[name].steps[place].ask[language]


def test_the_first_answer_is_partly_and_all_of_them_are_done() -> None:
    talk = Talk(ready("fact-or-story"))
    talk.nudge("fact-or-story", TextKind.QUESTION)
    assert talk.hear("my boss did not reply") == ask("fact-or-story", 1)
    assert talk.outcomes() == [Outcome.PARTLY]
    for text in ("8", "the bell rang", "they were out"):
        talk.say(text)
    assert talk.outcomes() == [Outcome.PARTLY]
    talk.say("4")
    assert talk.outcomes() == [Outcome.PARTLY, Outcome.DONE]
    assert talk.stepped()[-1] == ("after", 4)
    checked = [fact for fact in talk.book.facts if isinstance(fact, CheckedIn)]
    assert {fact.nudge for fact in checked} == {"nudge/fact-or-story/2026-03-02T13:00Z"}


def test_a_done_stays_done_while_the_steps_are_asked() -> None:
    talk = Talk(ready("fact-or-story"))
    talk.nudge("fact-or-story")
    assert talk.hear("done") == ask("fact-or-story", 0)
    for text in ("the door fell shut", "6", "skip", "skip", "5"):
        talk.say(text)
    assert talk.outcomes() == [Outcome.DONE]


def test_who_passes_every_step_of_a_keyword_has_no_check_in() -> None:
    talk = Talk(ready("name-it-ride-it"))
    talk.say("WAVE")
    talk.say("skip")
    talk.wait(5)
    talk.say("next")
    talk.wait(10)
    assert talk.hear("paso")
    assert [said for _, said in talk.stepped()] == [None, None, None]
    assert talk.outcomes() == []


@pytest.mark.parametrize("text", ["skip", "later", "not today", "sick today"])
def test_a_skip_or_a_later_leads_to_no_question(text: str) -> None:
    talk = Talk(ready("fact-or-story"))
    talk.nudge("fact-or-story")
    assert not [fact for fact in talk.say(text) if isinstance(fact, Queued) and fact.id.startswith(STEP)]


@pytest.mark.parametrize("text", ["done", "half of it", "7", "3 times", "it was on my mind all day long"])
def test_any_other_answer_leads_to_the_first_question(text: str) -> None:
    talk = Talk(ready("fact-or-story"))
    talk.nudge("fact-or-story")
    assert talk.hear(text) == ask("fact-or-story", 0)


def test_a_smaller_version_asks_nothing_more() -> None:
    small = Talk(ready("fact-or-story", small=True))
    small.nudge("fact-or-story")
    assert small.hear("done") != ask("fact-or-story", 0)
    little = Talk(ready("fact-or-story"))
    little.nudge("fact-or-story", TextKind.SMALLER)
    assert little.hear("done") != ask("fact-or-story", 0)


def test_a_nudge_that_was_answered_leads_on_once() -> None:
    talk = Talk(ready("fact-or-story"))
    talk.nudge("fact-or-story")
    talk.say("done")
    assert talk.hear("done", after=150) != ask("fact-or-story", 0)


def test_a_number_that_does_not_fit_is_asked_for_once_more_and_then_kept_as_a_note() -> None:
    talk = Talk(ready("fact-or-story"))
    talk.nudge("fact-or-story", TextKind.QUESTION)
    talk.say("they looked away")
    assert "0 to 10" in talk.hear("not so sure")
    assert talk.hear("still not so sure") == ask("fact-or-story", 2)
    assert talk.stepped()[-1] == ("before", "still not so sure")
    assert [f.id for f in talk.book.facts if isinstance(f, Queued) and f.id.endswith(AGAIN)] == [
        "step/fact-or-story/r1/1/again"
    ]


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("10", 10), ("7/10", 7), ("about an 8", 8), ("siete", 7), ("12", None), ("-3", None)]
)
def test_a_rating_is_a_number_from_0_to_10(text: str, number: int | None) -> None:
    talk = Talk(ready("fact-or-story"))
    talk.nudge("fact-or-story", TextKind.QUESTION)
    talk.say("they looked away")
    talk.say(text)
    assert ("before", number) in talk.stepped() or (number is None and len(talk.stepped()) == 1)


CHOSE = load().plans["reassurance-pause"].steps[1]


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("WAITED", "WAITED"), ("waited.", "WAITED"), ("I waited", "WAITED"), ("w", "WAITED"), ("S", "SENT"),
        ("just sent it", "SENT"), ("n", "NEITHER"), ("esperé", "WAITED"), ("ESPERE", "WAITED"), ("Mandé", "SENT"),
        ("lo mandé", "SENT"), ("nada", "NEITHER"), ("not sent", None), ("waited and sent", None), ("x", None),
        ("", None), ("i", None),
    ],
)  # fmt: skip
def test_a_choice_is_its_word_or_its_letter_in_both_languages(text: str, chosen: str | None) -> None:
    said = choice(CHOSE, text)
    assert (said.choice if said else None) == chosen


def test_a_step_without_choices_has_none() -> None:
    assert choice(Step(id="a", ask={}, kind=StepKind.WORDS), "waited") is None


@pytest.mark.parametrize("text", ["WAVE", "wave", " Wave! ", "wave please", "ola", "OLA por favor", "óla"])
def test_a_keyword_is_known_without_case_and_accents_and_with_a_please(text: str) -> None:
    assert Talk(ready("name-it-ride-it")).hear(text) == ask("name-it-ride-it", 0)


@pytest.mark.parametrize("text", ["waves", "a wave", "hola", "wave wave", "the wave came", "w a v e"])
def test_anything_else_is_no_keyword(text: str) -> None:
    assert Talk(ready("name-it-ride-it")).hear(text) != ask("name-it-ride-it", 0)


def test_pause10_is_one_word_and_pause_10_is_a_rest() -> None:
    assert plain("PAUSE10") != plain("PAUSE 10")
    talk = Talk(ready("reassurance-pause"))
    assert talk.hear("PAUSE10") == ask("reassurance-pause", 0)
    assert "quiet until" in talk.hear("PAUSE 10")


def test_every_keyword_of_the_library_is_kept_as_a_note_where_nobody_has_the_plan() -> None:
    for found in load().plans.values():
        for word in (each for both in found.keyword.values() for each in both):
            facts = Talk(plan()).say(word)
            assert [type(fact) for fact in facts] == [Replied, Queued], word
            assert isinstance(facts[0], Replied)
            assert facts[0].intent is Intent.NOTE


def test_questions_that_come_by_themselves_come_at_any_hour_and_on_the_minute() -> None:
    talk = Talk(ready("name-it-ride-it"), who=person(cap=1))
    talk.wait(15 * 60)  # 23:00 in New York
    talk.say("WAVE")
    assert next_wake(talk.book, talk.now) == talk.now + minutes(5)
    assert talk.wait(4) == []
    assert talk.wait(1) == [ask("name-it-ride-it", 1)]
    assert talk.wait(10) == [ask("name-it-ride-it", 2)]
    assert talk.wait(240) == [], "a question that is left is over, and nothing nags"
    assert wake(talk.book, WORDS, talk.now) == []


def test_a_question_that_could_not_leave_for_half_an_hour_is_given_up() -> None:
    talk = Talk(ready("name-it-ride-it"))
    talk.say("WAVE")
    talk.now += minutes(36)
    assert talk.leave() == [ask("name-it-ride-it", 2)]


def gave_up(talk: Talk) -> list[str]:
    return [fact.detail for fact in talk.book.facts if isinstance(fact, Expired)]


@pytest.mark.parametrize(
    "text", ["STOP", "please stop texting me", "PAUSE", "PAUSE 3 DAYS", "i want to die", "he hits me", "DISCREET"]
)
def test_what_would_come_by_itself_is_given_up_after_a_stop_a_pause_danger_or_discreet(text: str) -> None:
    talk = Talk(ready("name-it-ride-it"))
    talk.say("WAVE")
    talk.say(text)
    assert len(gave_up(talk)) == 2
    assert {*gave_up(talk)} <= {"the conversation is over", "they opted out meanwhile"}
    assert talk.wait(30) == []


def test_what_would_come_by_itself_is_given_up_when_its_plan_goes_and_when_it_begins_anew() -> None:
    talk = Talk(ready("name-it-ride-it"))
    talk.say("WAVE")
    talk.say("WAVE")
    assert gave_up(talk) == ["the conversation is over"] * 2
    talk.book = without(talk.book, ["name-it-ride-it"], talk.now)
    talk.leave()
    assert gave_up(talk)[2:] == ["its plan is gone"] * 2


def test_a_number_that_comes_early_spares_its_question() -> None:
    talk = Talk(ready("name-it-ride-it"))
    talk.say("WAVE")
    talk.say("envy")
    talk.say("8")
    assert talk.stepped() == [("name", "envy"), ("five", 8)]
    assert talk.wait(20) == [ask("name-it-ride-it", 2)]


def test_words_that_come_after_the_number_was_asked_still_answer_the_words() -> None:
    talk = Talk(ready("name-it-ride-it"))
    talk.say("WAVE")
    talk.wait(5)
    talk.say("envy")
    talk.say("8")
    assert talk.stepped() == [("name", "envy"), ("five", 8)]


@pytest.mark.parametrize("text", ["STATUS", "HELP", "LIST", "UNDO", "TIME 19:00", "RESUME", "TZ LISBON", "ESPAÑOL"])
def test_an_order_is_served_first_and_the_question_stands_behind_its_answer_once(text: str) -> None:
    talk = Talk(ready("fact-or-story"))
    talk.nudge("fact-or-story", TextKind.QUESTION)
    talk.say("they looked away")
    first = talk.hear(text)
    language = Language.ES if text == "ESPAÑOL" else Language.EN
    assert first.endswith(ask("fact-or-story", 1, language))
    assert measure(first).segments <= 2
    assert len([fact for fact in talk.book.facts if isinstance(fact, Offered)]) == 1
    assert not talk.hear("STATUS").endswith(ask("fact-or-story", 1))
    talk.say("8")
    assert ("before", 8) in talk.stepped()


def test_an_order_that_asks_back_is_left_to_its_own_question() -> None:
    talk = Talk(ready("fact-or-story"), ready("name-it-ride-it"))
    talk.say("WAVE")
    asked = talk.hear("ERASE")
    assert not asked.endswith(ask("name-it-ride-it", 0))
    talk.say("ERASE")
    assert talk.book.history.erasing
    assert talk.book.history.talk is None


def understood(intent: Intent, rule: str) -> Understanding:
    return Understanding(
        intent=intent, value=Value(), language=Language.EN, safety=Safety.NONE, also=(), rule=rule, sure=0.95
    )


def test_a_story_in_which_only_a_model_sees_an_order_is_a_story() -> None:
    story = "I asked him for a little less of everything"
    learnt = understood(Intent.FEWER, "fewer, learnt: less")
    assert tells(story, learnt)
    assert not any(is_order(story, learnt, kind) for kind in StepKind)
    assert is_order("fewer", understood(Intent.FEWER, "fewer, whole text"), StepKind.WORDS)


def test_a_later_within_a_story_puts_nothing_off() -> None:
    later = understood(Intent.SNOOZE, "snooze, 'later'")
    assert is_order("later", later, StepKind.WORDS)
    assert not is_order("he said he would call later", later, StepKind.WORDS)
    assert is_order("maybe a bit later on today", later, StepKind.RATING)


def test_words_of_danger_are_kept_in_no_step_and_end_the_conversation() -> None:
    talk = Talk(ready("fact-or-story"))
    talk.nudge("fact-or-story", TextKind.QUESTION)
    talk.say("they looked away")
    facts = talk.say("i want to die")
    assert not [fact for fact in facts if isinstance(fact, Stepped)]
    assert not any("want to die" in str(fact) for fact in talk.book.facts)
    assert [fact.id for fact in facts if isinstance(fact, Queued)] == ["safety/r2"]
    assert talk.book.history.talk is None


@pytest.mark.parametrize("text", ["WAVE", "done", "8", "hello there my friend"])
def test_after_danger_to_life_no_keyword_and_no_answer_begins_anything_until_start(text: str) -> None:
    talk = Talk(ready("name-it-ride-it"))
    talk.nudge("name-it-ride-it")
    talk.say("i want to die")
    facts = talk.say(text)
    assert not [fact for fact in facts if isinstance(fact, Queued) and fact.id.startswith(STEP)]
    talk.book = talk.book.add(Started(at=talk.now, how="by text"))
    assert talk.hear("WAVE") == ask("name-it-ride-it", 0)


def test_safe_answers_the_safety_check_and_begins_the_picture_only_a_day_later() -> None:
    talk = Talk(ready("safe-person-picture"))
    talk.say("i can't do this anymore")
    for _ in range(2):
        assert "Go gently" in talk.hear("SAFE")
    assert talk.hear("PICTURE") == ask("safe-person-picture", 0)
    assert talk.hear("safe", after=60 * 25) == ask("safe-person-picture", 0)


def test_safe_after_danger_to_life_begins_nothing() -> None:
    talk = Talk(ready("safe-person-picture"))
    talk.say("i want to die")
    assert talk.hear("SAFE") != ask("safe-person-picture", 0)
    assert talk.book.history.rests(talk.now)


def test_a_plan_that_violence_holds_does_not_begin_by_its_keyword() -> None:
    talk = Talk(ready("reassurance-pause"))
    talk.say("he hits me")
    assert talk.hear("PAUSE10", after=60 * 30) != ask("reassurance-pause", 0)


def test_the_newest_question_is_the_one_that_is_answered() -> None:
    talk = Talk(ready("name-it-ride-it"), plan())
    talk.say("WAVE")
    talk.wait(20)
    talk.nudge("three-breaths")
    talk.say("done")
    checked = [fact for fact in talk.book.facts if isinstance(fact, CheckedIn)]
    assert [fact.plan for fact in checked] == ["three-breaths"]


def test_after_two_hours_a_text_is_an_ordinary_one_again() -> None:
    talk = Talk(ready("fact-or-story"))
    talk.nudge("fact-or-story", TextKind.QUESTION)
    talk.say("they looked away")
    talk.say("8", after=121)
    assert talk.stepped() == [("situation", "they looked away")]


def test_words_that_answer_the_nudge_hours_later_begin_nothing() -> None:
    talk = Talk(ready("fact-or-story"))
    talk.nudge("fact-or-story", TextKind.QUESTION)
    assert ask("fact-or-story", 1) != talk.hear("the evening was long and quiet", after=180)


def test_a_thank_you_in_between_gets_no_answer_and_ends_nothing() -> None:
    talk = Talk(ready("fact-or-story"))
    talk.nudge("fact-or-story", TextKind.QUESTION)
    talk.say("they looked away")
    assert talk.hear("thank you") == ""
    assert talk.hear("8") == ask("fact-or-story", 2)


def test_to_others_who_see_the_phone_no_question_says_what_it_is_about() -> None:
    talk = Talk(ready("reassurance-pause"), who=person(discreet=None))
    talk.say("PAUSE10")
    talk.say("a good word")
    talk.wait(12)
    told = [fact.text for fact in talk.book.facts if isinstance(fact, Queued) and fact.id.startswith(STEP)]
    assert told == ["1 of 2: a few words, or SKIP. OPEN brings the full words.",
                    "2 of 2: W, S, N, or SKIP. OPEN brings the full words."]  # fmt: skip
    assert "W, S, N" in talk.hear("hmm")


def test_who_wants_no_answers_gets_the_questions_and_no_thanks() -> None:
    talk = Talk(ready("name-it-ride-it"), who=person(answers=False))
    assert talk.hear("WAVE") == ask("name-it-ride-it", 0)
    assert talk.hear("envy") == ""


def test_two_machines_do_not_go_on_for_ever() -> None:
    talk = Talk(ready("name-it-ride-it"))
    assert [bool(talk.hear("WAVE")) for _ in range(25)][20:] == [False] * 5


def test_steps_are_read_back_from_data_as_they_were() -> None:
    talk = Talk(ready("reassurance-pause"))
    talk.say("PAUSE10")
    talk.say("STATUS")
    talk.say("that all is well")
    talk.say("sent")
    kept = [encode(fact) for fact in talk.book.facts]
    assert decode_facts(msgspec.json.decode(msgspec.json.encode(kept))) == talk.book.facts
    assert talk.stepped() == [("hope", "that all is well"), ("chose", "SENT")]


def test_a_keyword_within_a_sentence_begins_nothing() -> None:
    assert not is_keyword("I saw a wave today", ["WAVE"])
    assert is_keyword("Wave.", ["WAVE"])
