"""Texts that answer several nudges at once, and those that only look like it."""

from datetime import timedelta

import pytest

from nudges.core.book import Book
from nudges.core.facts import Accepted, CheckedIn, Fact, Joined, Queued
from nudges.core.inbound import Inbound
from nudges.core.meant import meant
from nudges.core.respond import receive
from nudges.core.understanding import understand
from nudges.core.values import Plan
from nudges.core.words import Intent, Kind, Language, Outcome
from nudges.library import load
from tests.samples import MONDAY, book, minutes, person, plan

WORDS = load().words
PLANS = (
    plan(when="daily at 8:00"),
    plan(id="one-kind-thing", title="One kind thing", library="one-kind-thing", when="daily at 8:00"),
    plan(id="walk", title="Evening stroll", library=None, when="daily at 8:00"),
)

SEVERAL = """
Y N Y                | done skipped done
y, n, y              | done skipped done
ynY                  | done skipped done
done skip done       | done skipped done
done, not today      | done skipped
d s d                | done skipped done
listo hoy no listo   | done skipped done
sí, no               | done skipped
1 done 2 skip        | 1done 2skipped
1 y, 2 n             | 1done 2skipped
done 1, skip 2       | 1done 2skipped
1 and 3 done, 2 half | 1done 3done 2partly
1 listo 2 no         | 1done 2skipped
1 y 2 listo          | 1done 2done
both done            | 0done
all three            | 0done
all done             | 0done
did them both        | 0done
hice los dos         | 0done
todo listo           | 0done
none of them         | 0skipped
skip both            | 0skipped
ninguno              | 0skipped
"""


ONE = """
3 done
done
no no no
yes yes
yeah no
yes and no
no, done
yes, done
half done
not done
1 done 1 skip
all good
done, called mum
si listo
no hecho
did 3 of 5
1 2 3
both tired
"""


def parts(text: str) -> str:
    found = understand(text).value.parts
    return " ".join(f"{'' if part.place is None else part.place}{part.outcome}" for part in found)


@pytest.mark.parametrize("row", SEVERAL.strip().splitlines())
def test_several_answers_are_told_apart(row: str) -> None:
    text, said = (cell.strip() for cell in row.split("|"))
    assert parts(text) == said
    assert parts(text.upper() + "!!") == said


@pytest.mark.parametrize(
    "text",
    ONE.strip().splitlines(),
)
def test_one_answer_stays_one(text: str) -> None:
    assert understand(text).value.parts == ()


def test_and_in_spanish_is_no_yes() -> None:
    found = understand("1 y 2 n", language=Language.ES).value.parts
    assert [(part.place, part.outcome) for part in found] == [(1, Outcome.DONE), (2, Outcome.SKIPPED)]


def test_danger_and_a_stop_go_before_any_number_of_answers() -> None:
    assert understand("1 done 2 i want to die").intent is Intent.CRISIS
    assert understand("stop").value.parts == ()


class Talk:
    """Someone who was sent three nudges in one text."""

    def __init__(self, *, apart: bool = False, plans: tuple[Plan, ...] = PLANS, **about: object) -> None:
        self.book: Book = book(plans=plans, who=person(**about))
        self.now = MONDAY
        first, *others = plans
        name = f"nudge/{first.id}/1"
        self.add(Queued(at=MONDAY, id=name, kind=Kind.NUDGE, text="x", due=MONDAY, expires=MONDAY, plan=first.id))
        for other in others:
            each = f"nudge/{other.id}/1"
            if apart:
                due = MONDAY + minutes(len(self.book.facts))
                self.add(Queued(at=due, id=each, kind=Kind.NUDGE, text="x", due=due, expires=due, plan=other.id))
                self.add(Accepted(at=due, id=each, provider_id=each, segments=1))
            else:
                self.add(Joined(at=MONDAY, id=each, plan=other.id, due=MONDAY, into=name))
        self.add(Accepted(at=MONDAY, id=name, provider_id="1", segments=1))
        self.now += timedelta(hours=1)

    def add(self, fact: Fact) -> None:
        self.book = self.book.add(fact)

    def say(self, text: str) -> str:
        self.now += minutes(1)
        facts = receive(self.book, Inbound(id=str(self.now), phone="+1", text=text), WORDS, self.now)
        self.book = self.book.add(*facts)
        return next((fact.text for fact in facts if isinstance(fact, Queued)), "")

    def went(self) -> dict[str, str]:
        return {fact.plan: fact.outcome.value for fact in self.book.history.checkins.values()}


@pytest.mark.parametrize("apart", [False, True])
def test_each_nudge_has_its_answer_in_the_order_in_which_it_came(apart: bool) -> None:
    talk = Talk(apart=apart)
    assert talk.say("y n y") == "Noted: Three breaths done, One kind thing skipped, Evening stroll done."
    assert talk.went() == {"three-breaths": "done", "one-kind-thing": "skipped", "walk": "done"}


def test_fewer_answers_leave_the_rest_open_and_more_are_left_out() -> None:
    talk = Talk()
    talk.say("done skip")
    assert set(talk.went()) == {"three-breaths", "one-kind-thing"}
    assert talk.say("done skip") == "Noted: Evening stroll done. Nothing else was open."


def test_one_open_nudge_takes_a_word_that_is_said_three_times_once() -> None:
    talk = Talk(plans=PLANS[:1])
    talk.say("done done done")
    assert [fact.outcome for fact in talk.book.facts if isinstance(fact, CheckedIn)] == [Outcome.DONE]


def test_a_phone_that_others_see_is_told_numbers_and_no_titles() -> None:
    assert Talk(discreet=True).say("y n y") == "Noted: 1) done, 2) skipped, 3) done."


def test_a_long_list_is_counted() -> None:
    long = tuple(plan(id=f"p{n}", title="A title that takes forty characters, all", library=None) for n in range(4))
    assert Talk(plans=long).say("y n y y") == "Noted: 3 done, 1 skipped."


def test_a_number_beyond_the_text_is_left_out() -> None:
    talk = Talk()
    assert talk.say("1 done 9 skip").endswith("Nothing else was open.")
    assert talk.went() == {"three-breaths": "done"}


def test_the_nudges_of_a_plan_that_asks_every_time_have_each_their_answer() -> None:
    twice = plan(when="daily at 8:00 and 12:00", every_time=True)
    talk = Talk(plans=(twice,))
    due = talk.now
    talk.add(Queued(at=due, id="nudge/2", kind=Kind.NUDGE, text="x", due=due, expires=due, plan=twice.id))
    talk.add(Accepted(at=due, id="nudge/2", provider_id="2", segments=1))
    talk.say("y n")
    assert [fact.outcome.value for fact in talk.book.history.answers.values()] == ["done", "skipped"]


NAMED = """
breathing done                          | three-breaths done
did the three breaths                   | three-breaths done
skip kind thing                         | one-kind-thing skip
evening stroll: later                   | walk snooze
breathing done yesterday                | three-breaths done
breathing                               | None note
done, but it was hard to breathe        | None done
i can't breathe, done                   | None done
did the thing                           | None done
stop                                    | None stop
"""


@pytest.mark.parametrize("row", NAMED.strip().splitlines())
def test_a_word_of_one_title_names_the_plan(row: str) -> None:
    text, said = (cell.strip() for cell in row.split("|"))
    found = meant(book(plans=PLANS), text, understand(text))
    assert f"{found.value.plan} {found.intent}" == said


def test_a_word_of_two_titles_names_neither() -> None:
    both = (plan(), plan(id="other", title="Breathing out"))
    assert meant(book(plans=both), "breathing done", understand("breathing done")).value.plan is None


def test_a_quick_word_is_the_whole_text_and_comes_after_danger_and_stop() -> None:
    talk = Talk(plans=(plan(words=(("strolled", Outcome.DONE), ("Caminé", Outcome.PARTLY))), PLANS[1]))
    talk.say("STROLLED!")
    assert talk.went() == {"three-breaths": "done"}
    talk.say("camine")
    assert talk.went() == {"three-breaths": "partly"}
    talk.say("strolled past him and he hit me")
    assert talk.book.history.flags
