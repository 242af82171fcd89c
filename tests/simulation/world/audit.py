"""What must hold in the end, once the world has calmed down: judged from what is kept, the log and the plans."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from tests.simulation.world.oracle import HELP, Known, Oracle
from tests.simulation.world.people import Weekly
from tests.simulation.world.provider import Provider
from tests.simulation.world.stores import Facts
from tests.simulation.world.walls import is_open, local_time

Spans = list[tuple[datetime, datetime]]
CALM = timedelta(minutes=75)
"""Whoever had so long a calm within the grace could have sent it."""

AT_ONCE = timedelta(minutes=5)
AFTER = timedelta(hours=5)
AROUND_A_MOVE = timedelta(hours=30)
ENDED = {"accepted", "delivered", "failed", "rejected", "expired"}
LEFT = {"accepted", "delivered", "failed"}
FOREVER = datetime.max.replace(tzinfo=UTC)
MUST = {"done", "newer", "cap", "hours", "gap", "quiet"}
"""Reasons for which a nudge that came due need not be sent."""


class Audit:
    """Looks at a world that has ended. `known` are the moments of phrases, `written` who wrote each text and why."""

    def __init__(
        self, oracle: Oracle, provider: Provider, known: Mapping[str, Weekly], trouble: Spans,
        written: Mapping[str, tuple[str, str]], ends: datetime,
    ) -> None:  # fmt: skip
        self._oracle, self._provider, self._known = oracle, provider, known
        self._trouble, self._written, self._ends = trouble, written, ends

    def judge(self, facts: Mapping[str, Facts]) -> None:
        """Take in what is broken in the end."""
        for person, of in self._oracle.people.items():
            kept = facts[person]
            states = _states(kept)
            self._keys(of, kept)
            self._log(person, states)
            self._open(person, kept, states)
            self._replies(person, kept)
            self._danger(person)
            self._nudges(of, kept, states)

    def _breaks(self, why: str) -> None:
        self._oracle.broken.append(why)

    def _keys(self, of: Known, kept: Facts) -> None:
        """Everything that a caller was told is kept is there, and nothing is there twice."""
        once = {"queued", "dropped", "joined"}
        names = Counter(f"{fact['fact']}/{fact['id']}" for fact in kept if fact["fact"] in once)
        for name, many in names.items():
            if many > 1:
                self._breaks(f"{of.person.id} {name} is kept {many} times")
        there = {(fact["fact"], fact.get("id")) for fact in kept}
        for name, state in of.state.items():
            if ("queued", name) not in there:
                self._breaks(f"{of.person.id} {name} was kept and is gone")
            elif state in ENDED and (state, name) not in there:
                self._breaks(f"{of.person.id} {name} was {state}, and that is gone")

    def _log(self, person: str, states: Mapping[str, str]) -> None:
        """What the book says and what the provider has is the same."""
        taken = {text.id for text in self._provider.texts if text.person == person}
        for name in sorted(taken):
            if states.get(name) not in LEFT and states.get(name) != "expired":
                self._breaks(f"{person} {name} left, and is {states.get(name)} in the book")
        for name, state in states.items():
            if state in LEFT and name not in taken:
                self._breaks(f"{person} {name} is {state} in the book, and never left")

    def _open(self, person: str, kept: Facts, states: Mapping[str, str]) -> None:
        """No message is without an end once its time is over."""
        for fact in kept:
            if fact["fact"] != "queued" or (state := states[fact["id"]]) in ENDED:
                continue
            if datetime.fromisoformat(fact["expires"]) < self._ends - timedelta(hours=3):
                self._breaks(f"{person} {fact['id']} has no end: {state}")

    def _replies(self, person: str, kept: Facts) -> None:
        """Each text of theirs counts once."""
        counted = Counter(str(fact["id"]) for fact in kept if fact["fact"] == "replied")
        mine = [name for name, (who, _) in self._written.items() if who == person]
        for name in mine:
            if counted[name] != 1:
                self._breaks(f"{person} {name} was written and counts {counted[name]} times")
        for name in counted.keys() - set(mine):
            self._breaks(f"{person} {name} was never written")
        said = Counter((f["source"], f["plan"], f["day"], f.get("nudge")) for f in kept if f["fact"] == "checked_in")
        for about, many in said.items():
            if many > 1:
                self._breaks(f"{person} {about[0]} checks in {many} times")

    def _danger(self, person: str) -> None:
        """Every text of danger is answered with whom to call, at once where nothing hindered it."""
        who, received = self._oracle.people[person].person, self._oracle.received
        answers = {text.id: text for text in self._provider.texts if text.to == who.phone and text.person == who.id}
        for name, (wrote, kind) in self._written.items():
            if wrote != person or kind != "danger":
                continue
            answer, came = answers.get(f"safety/{name}"), received.get(name)
            if f"safety/{name}" in self._provider.refused:
                continue  # its operator is told
            if answer is None:
                self._breaks(f"{person} {name} spoke of danger and was not answered")
            elif not any(number in answer.body for number in HELP[who.country]):
                self._breaks(f"{person} {name} spoke of danger and was told no number")
            elif (
                came is not None and answer.at > came + AT_ONCE and not _overlap(self._trouble, came - CALM, answer.at)
            ):
                self._breaks(f"{person} {name} spoke of danger and was answered late")

    def _nudges(self, of: Known, kept: Facts, states: Mapping[str, str]) -> None:
        """Look for each nudge that came due, by the world's own reckoning: it was sent, or need not be."""
        fates, silences = _fates(kept, states), _silences(kept)
        consented = min((_at(fact) for fact in kept if fact["fact"] == "consented"), default=self._ends)
        for plan, begins, over in of.versions:
            weekly = self._known.get(plan.when)
            since, until = max(plan.since, begins, consented), min(over or self._ends, self._ends - AFTER)
            for due in _dues(of, weekly, since, until) if weekly is not None else ():
                closes = due + timedelta(minutes=plan.grace)
                fate = fates.get(f"nudge/{plan.id}/{due:%Y-%m-%dT%H:%M}Z", "forgotten")
                if fate not in {"forgotten", "expired"} or _hindered(of, silences, due, closes):
                    continue
                if fate == "forgotten" or _could(self._trouble, *_chance(of, due, closes)):
                    self._breaks(f"{of.person.id} the nudge of {plan.id} at {due} is lost: {fate}")


def _states(kept: Facts) -> dict[str, str]:
    states: dict[str, str] = {}
    for fact in kept:
        kind, name = fact["fact"], str(fact.get("id"))
        if kind == "queued":
            states[name] = "queued"
        elif name in states and kind in {*ENDED, "claimed", "unsent"}:
            states[name] = "queued" if kind == "unsent" else kind
    return states


def _overlap(spans: Spans, begins: datetime, ends: datetime) -> bool:
    return any(one < ends and begins < other for one, other in spans)


def _calm(spans: Spans, begins: datetime, ends: datetime) -> timedelta:
    """Return the longest time without trouble."""
    best, at = timedelta(), begins
    for one, other in [*sorted(spans), (ends, ends)]:
        if one > at:
            best = max(best, min(one, ends) - at)
        at = max(at, other)
        if at >= ends:
            break
    return best


def _dues(of: Known, weekly: Weekly, since: datetime, until: datetime) -> Iterable[datetime]:
    spans, at, zone = [], since, of.person.zone
    for move in of.person.moves:
        spans.append((zone, at, min(move.at - AROUND_A_MOVE, until)))
        zone, at = move.zone, max(at, move.at + AROUND_A_MOVE)
    for where, begins, over in [*spans, (zone, at, until)]:
        yield from weekly.dues(where, begins, over)


def _fates(kept: Facts, states: Mapping[str, str]) -> dict[str, str]:
    """Return what became of each nudge: that it left, need not, or came too late."""
    fates: dict[str, str] = {}
    for fact in kept:
        name, kind = str(fact.get("id")), fact["fact"]
        if kind == "dropped":
            fates[name] = "not wanted" if fact["reason"] in MUST else "expired"
        elif kind == "queued":
            fates[name] = "left" if states[name] in LEFT else states[name]
        elif kind == "expired" and fates.get(name) == "expired":
            fates[name] = "expired" if "in time" in str(fact["detail"]) else "not wanted"
    for fact in kept:
        if fact["fact"] == "joined":
            fates[str(fact["id"])] = fates.get(str(fact["into"]), "forgotten")
    return fates


def _silences(kept: Facts) -> Spans:
    """Return when somebody was silent, as far as is sure that nudges had to come again."""
    begun = [f for f in kept if f["fact"] in {"stopped", "paused"} or (f["fact"], f.get("tier")) == ("flagged", "hard")]
    begun += [f for f in kept if f["fact"] == "flagged" and f.get("tier") == "violence"]
    gone = {fact["taken_back"] for fact in kept if fact["fact"] == "undone"}
    back = sorted(_at(f) for f in kept if f["fact"] == "started" and f"started/{f.get('source')}" not in gone)
    found = []
    for fact in begun:
        at = _at(fact)
        ends = next((each for each in back if each > at), None)
        if fact["fact"] == "paused":
            ends = datetime.fromisoformat(str(fact["until"]))
        found.append((at, ends or FOREVER))
    return found


def _at(fact: Mapping[str, object]) -> datetime:
    return datetime.fromisoformat(str(fact["at"]))


def _hindered(of: Known, silences: Spans, due: datetime, closes: datetime) -> bool:
    """Whether an edit came between, or a silence of theirs."""
    hour = timedelta(hours=1)
    return _overlap(silences, due, closes) or any(due - hour <= edit <= closes + hour for edit in of.edits)


def _chance(of: Known, due: datetime, closes: datetime) -> tuple[datetime, datetime]:
    """Return from when until when it may leave: within its grace, and while the hours are open."""
    step, opens = timedelta(minutes=5), due
    while opens < closes and not is_open(of.person, local_time(of.person, opens)):
        opens += step
    ends = opens
    while ends < closes and is_open(of.person, local_time(of.person, ends)):
        ends += step
    return opens, min(ends, closes)


def _could(trouble: Spans, due: datetime, closes: datetime) -> bool:
    """Whether it could have been sent."""
    calm = _calm(trouble, due, closes) >= CALM or not _overlap(trouble, due - CALM, closes + AT_ONCE)
    return due < closes and calm
