"""What must hold in the end, once the world has calmed down: judged from what is kept, the log and the plans."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from tests.simulation.world.oracle import HELP, Known, Oracle
from tests.simulation.world.people import Weekly
from tests.simulation.world.provider import Provider
from tests.simulation.world.stores import Facts

Spans = list[tuple[datetime, datetime]]
CALM = timedelta(minutes=75)
"""Whoever had so long a calm within the grace could have sent it."""

AT_ONCE = timedelta(minutes=5)
AROUND_A_MOVE = timedelta(hours=30)
ENDED = {"accepted", "delivered", "failed", "rejected", "expired"}
LEFT = {"accepted", "delivered", "failed"}
SILENT = {"stopped": "all", "paused": "some", "flagged": "all"}
MUST = {"done", "newer", "cap", "hours", "gap"}
"""Reasons for which a nudge that came due need not be sent."""


def audit(oracle: Oracle, provider: Provider, facts: Mapping[str, Facts], known: Mapping[str, Weekly], trouble: Spans,
          written: Mapping[str, tuple[str, str]], ends: datetime) -> None:  # fmt: skip
    """Take in what is broken in the end."""
    for person, of in oracle.people.items():
        kept = facts[person]
        states, names = _states(kept), {str(fact["id"]): fact for fact in kept if fact["fact"] == "queued"}
        _keys(oracle, of, kept)
        _log(oracle, provider, person, states)
        for name, state in states.items():
            if state not in ENDED and datetime.fromisoformat(str(names[name]["expires"])) < ends - timedelta(hours=3):
                oracle.breaks(f"{person} {name} has no end: {state}")
        _replies(oracle, person, kept, written)
        _danger(oracle, person, provider, written, trouble)
        _nudges(oracle, of, kept, states, known, trouble, ends)


def _states(kept: Facts) -> dict[str, str]:
    states: dict[str, str] = {}
    for fact in kept:
        kind, name = fact["fact"], fact.get("id")
        if kind == "queued":
            states[name] = "queued"
        elif name in states and kind in {*ENDED, "claimed", "unsent"}:
            states[name] = "queued" if kind == "unsent" else kind
    return states


def _keys(oracle: Oracle, of: Known, kept: Facts) -> None:
    """Everything that a caller was told is kept is there, and nothing is there twice."""
    names = Counter(f"{fact['fact']}/{fact['id']}" for fact in kept if fact["fact"] in {"queued", "dropped", "joined"})
    oracle.broken += [f"{of.person.id} {name} is kept {many} times" for name, many in names.items() if many > 1]
    there = {fact["id"] for fact in kept if fact["fact"] == "queued"}
    oracle.broken += [f"{of.person.id} {name} was kept and is gone" for name in of.state if name not in there]
    ends = {(fact["fact"], fact.get("id")) for fact in kept}
    gone = [(state, name) for name, state in of.state.items() if state in ENDED and (state, name) not in ends]
    oracle.broken += [f"{of.person.id} {name} was {state}, and that is gone" for state, name in gone]


def _log(oracle: Oracle, provider: Provider, person: str, states: Mapping[str, str]) -> None:
    """What the book says and what the provider has is the same."""
    taken = {text.id for text in provider.texts if text.person == person}
    for name in taken:
        if states.get(name) not in LEFT and states.get(name) != "expired":
            oracle.breaks(f"{person} {name} left, and is {states.get(name)} in the book")
    for name, state in states.items():
        if state in LEFT and name not in taken:
            oracle.breaks(f"{person} {name} is {state} in the book, and never left")


def _replies(oracle: Oracle, person: str, kept: Facts, written: Mapping[str, tuple[str, str]]) -> None:
    """Each text of theirs counts once."""
    counted = Counter(str(fact["id"]) for fact in kept if fact["fact"] == "replied")
    mine = {name for name, (who, _) in written.items() if who == person}
    oracle.broken += [f"{person} {name} was written and counts {counted[name]} times" for name in mine
                      if counted[name] != 1]  # fmt: skip
    oracle.broken += [f"{person} {name} was never written" for name in counted if name not in mine]
    about = Counter((f["source"], f["plan"], f["day"], f.get("nudge")) for f in kept if f["fact"] == "checked_in")
    oracle.broken += [f"{person} {name} checks in {many} times" for name, many in about.items() if many > 1]


def _danger(
    oracle: Oracle, person: str, provider: Provider, written: Mapping[str, tuple[str, str]], trouble: Spans
) -> None:
    """Every text of danger is answered with whom to call, at once where nothing hindered it."""
    phone, country = oracle.people[person].person.phone, oracle.people[person].person.country
    answers = {text.id: text for text in provider.texts if text.to == phone and text.id.startswith("safety/")}
    for name, (who, kind) in written.items():
        if who != person or kind != "danger" or name not in oracle.received:
            continue
        answer, came = answers.get(f"safety/{name}"), oracle.received[name]
        if answer is None:
            oracle.breaks(f"{person} {name} spoke of danger and was not answered")
        elif not any(number in answer.body for number in HELP[country]):
            oracle.breaks(f"{person} {name} spoke of danger and was told no number")
        elif answer.at > came + AT_ONCE and not _overlap(trouble, came - CALM, came + AT_ONCE):
            oracle.breaks(f"{person} {name} spoke of danger and was answered late")


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


def _nudges(oracle: Oracle, of: Known, kept: Facts, states: Mapping[str, str], known: Mapping[str, Weekly],
            trouble: Spans, ends: datetime) -> None:  # fmt: skip
    """Look for each nudge that came due, by the world's own reckoning: it was sent, or need not be."""
    fates = _fates(kept, states)
    silences = _silences(kept)
    consented = min((datetime.fromisoformat(f["at"]) for f in kept if f["fact"] == "consented"), default=ends)
    for plan, begins, over in of.versions:
        weekly = known.get(plan.when)
        if weekly is None:
            continue
        for due in _dues(of, weekly, max(plan.since, begins, consented), min(over or ends, ends - timedelta(hours=5))):
            closes = due + timedelta(minutes=plan.grace)
            name = f"nudge/{plan.id}/{due:%Y-%m-%dT%H:%M}Z"
            if _hindered(of, silences, plan.id, due, closes):
                continue
            fate = fates.get(name, "forgotten")
            if fate == "forgotten" or (fate == "expired" and _could(trouble, due, closes)):
                oracle.breaks(f"{of.person.id} {name} is lost: {fate}")


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


def _silences(kept: Facts) -> dict[str, list[datetime]]:
    """Return when something silenced somebody: who was silent is judged by the day, with a wide margin."""
    found: defaultdict[str, list[datetime]] = defaultdict(list)
    for fact in kept:
        if fact["fact"] in {"stopped", "paused", "flagged", "started", "resumed", "focused", "adjusted", "undone"}:
            found[fact["fact"]].append(datetime.fromisoformat(str(fact["at"])))
    return found


def _hindered(of: Known, silences: Mapping[str, list[datetime]], _plan: str, due: datetime, closes: datetime) -> bool:
    """Whether an edit came between, or a silence of theirs may still have lasted."""
    if any(due - timedelta(hours=1) <= edit <= closes + timedelta(hours=1) for edit in of.edits):
        return True
    begun = [at for kind in ("stopped", "flagged", "paused") for at in silences.get(kind, ())]
    last = max((at for at in begun if at <= closes), default=None)
    if last is None:
        return False
    paused_only = last not in {*silences.get("stopped", ()), *silences.get("flagged", ())}
    back = [at for at in silences.get("started", ()) if last < at <= due]
    return not back and (not paused_only or due - last < timedelta(days=15))


def _could(trouble: Spans, due: datetime, closes: datetime) -> bool:
    """Whether it could have been sent."""
    return not _overlap(trouble, due - CALM, closes) or _calm(trouble, due, closes) >= CALM
