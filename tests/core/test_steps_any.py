"""Whatever people write into a conversation in steps, and whenever: the promises hold."""

from hypothesis import given, settings
from hypothesis import strategies as st

from nudges.core.facts import Accepted, Erasing, Flagged, Paused, Queued, Replied, Stepped, Stopped, Undone
from nudges.core.facts.steps import STEP, talk_of
from nudges.core.inbound import Inbound
from nudges.gateways.memory import MemoryGateway
from tests.samples import MONDAY, minutes, person, plan, service
from tests.test_any_conversation import attend, hold

NAMES = ("fact-or-story", "name-it-ride-it", "reassurance-pause", "safe-person-picture")
TEXTS = (
    "WAVE", "PAUSE10", "picture", "SAFE", "done", "skip", "next", "7", "12", "later", "W", "sent", "my boss was late",
    "hm", "", "STATUS", "HELP", "LIST", "UNDO", "ERASE", "OPEN", "DISCREET", "ESPAÑOL", "PAUSE 2 DAYS", "RESUME",
    "STOP", "START", "i want to die", "i can't do this anymore", "he hits me", "thanks", "sick today", "2",
)  # fmt: skip
lives = st.lists(st.tuples(st.sampled_from([0, 1, 4, 11, 40, 130, 700]), st.sampled_from(TEXTS)), max_size=25)
whole = st.sampled_from(["daily at 8:30", "daily at 10:00 and 15:00"])


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(NAMES), min_size=1, unique=True), whole, st.booleans(), lives)
def test_the_promises_hold_in_every_conversation_in_steps(
    names: list[str], phrase: str, discreet: bool, lived: list[tuple[int, str]]
) -> None:
    gateway = MemoryGateway()
    played, now = service(gateway=gateway), MONDAY
    played.enrol(
        person(discreet=discreet), tuple(plan(id=name, library=name, when=phrase) for name in names), now, "on paper"
    )
    for number, (wait, text) in enumerate(lived):
        for _ in range(wait):
            now += minutes(1)
            attend(played, now)
        for _ in range(2):
            played.receive(Inbound(id=f"r{number}", phone="+14155550100", text=text), now)
        if played.store.people() == []:
            return  # erased, as they asked
        _one_answer(played.store.read("ana").facts, f"r{number}")
        attend(played, now)
        if played.store.people() == []:
            return
        hold(played, gateway, now)
    _nothing_after_its_end(played.store.read("ana").facts)


def _one_answer(facts: tuple[object, ...], reply: str) -> None:
    begun = next((place for place, fact in enumerate(facts) if isinstance(fact, Replied) and fact.id == reply), None)
    ours = [fact for fact in facts[begun or 0 :] if isinstance(fact, Queued)]
    assert len([fact for fact in ours if fact.due == fact.at]) <= 1, "never more than one answer to a text"
    assert all(fact.id.startswith(STEP) for fact in ours if fact.due > fact.at)


def _nothing_after_its_end(facts: tuple[object, ...]) -> None:
    """Check that no question leaves, and no step is answered, once its conversation is over."""
    taken_back = {fact.taken_back for fact in facts if isinstance(fact, Undone)}
    over: set[str | None] = set()
    begun: set[str | None] = set()
    for fact in facts:
        if isinstance(fact, Queued) and talk_of(fact.id) is not None:
            assert talk_of(fact.id) not in over
            begun.add(talk_of(fact.id))
        paused = isinstance(fact, Paused) and fact.begins is None and fact.key not in taken_back
        if paused or isinstance(fact, Stopped | Flagged | Erasing):
            over |= begun
        if isinstance(fact, Stepped):
            assert f"{fact.plan}/{fact.conversation}" not in over
        if isinstance(fact, Accepted) and fact.id.startswith(STEP):
            assert talk_of(fact.id) not in over, fact.id
