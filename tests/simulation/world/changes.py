"""What people and operators do: they write, move, change plans, pause, stop and begin again; and clocks are set."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from nudges.core import facts as f
from nudges.core.book import Book
from nudges.core.change import moved, without
from nudges.core.localtime import day_of
from nudges.core.values import Hours, Move
from nudges.core.words import Language
from tests.simulation.world import people
from tests.simulation.world.happenings import Programs
from tests.simulation.world.provider import Text
from tests.simulation.world.weather import is_quiet

if TYPE_CHECKING:
    from tests.simulation.world.world import World

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FEW, ONE_PLACE = 2, ZoneInfo("UTC")
ANSWERS = 0.45
"""To so many of our texts somebody writes back."""

Change = Callable[[Book, datetime], Book]


def settle_in(world: "World") -> None:
    """Let people come, most of whom have agreed already."""
    dice, begins = world.dice, world.scheduler.now
    together = world.plan.most > FEW and dice.random() < 0.7
    for number in range(dice.randint(1, world.plan.most)):
        who = people.person(dice, number, begins)
        plans = [people.plan(dice, place, begins) for place in range(dice.randint(1, 3))]
        world.known |= {plan.when: known for plan, known in plans if known is not None}
        consent = dice.choice(("on paper", "on paper", None))
        who = replace(who, zone=ONE_PLACE) if together else who
        world.servers[0].service.enrol(who, tuple(plan for plan, _ in plans), begins, consent)
        if consent is None:
            world.post.say(who.id, "YES", "ordinary", begins + dice.uniform(1, 20) * HOUR)


def answer(world: "World", text: Text) -> None:
    """Let somebody write back to a text, or not."""
    if text.id.startswith(("nudge/", "report/")) and world.dice.random() < ANSWERS:
        after = world.dice.choice((0.01, 0.1, 0.5, 3, 12)) * world.dice.uniform(0.5, 1.5)
        saying = world.dice.choice(people.ORDINARY())
        world.post.say(text.person, saying, "ordinary", world.scheduler.now + after * HOUR)


def put_off(world: "World", person: str, after: timedelta) -> None:
    """Let somebody change their mind about everything while a text to them waits."""
    if world.dice.random() < 0.3:
        kind = world.dice.choice(("stop", "stop", "pause", "danger"))
        _write(world, person, kind, world.scheduler.now + world.dice.uniform(0.1, 0.9) * after)


def meanwhile(world: "World", seconds: float) -> None:
    """Let one of many say stop while the text of another takes its time."""
    if world.plan.most > FEW and world.dice.random() < 0.5:
        person = world.dice.choice([*world.oracle.people])
        moment = world.scheduler.now + world.dice.uniform(0, 0.5) * timedelta(seconds=seconds)
        world.scheduler.at(moment, lambda: _burst(world, person, "stop"))


def burst_in(world: "World") -> None:
    """Let one of many write in the middle of what is done for all."""
    if world.plan.most > FEW and world.dice.random() < 0.06:
        _burst(world, world.dice.choice([*world.oracle.people]), world.dice.choice(("ordinary", "ordinary", "stop")))


def _burst(world: "World", person: str, kind: str) -> None:
    saying = world.dice.choice(people.ORDINARY() if kind == "ordinary" else people.sayings(kind))
    world.post.bursts_in(person, saying, kind)
    if kind == "stop":
        back = world.scheduler.now + world.dice.choice((0.005, 1, 30)) * world.dice.uniform(0.5, 1.5) * HOUR
        world.post.say(person, "START", "start", back)


def plan_ahead(world: "World") -> None:
    """Put everything on its day that nobody decides later."""
    dice, begins = world.dice, world.scheduler.now
    for person in list(world.oracle.people):
        for day in range(world.plan.days):
            morning = begins + day * DAY
            for kind, rate in (("stop", 0.03), ("pause", 0.03), ("danger", 0.04), ("ordinary", 0.1)):
                if dice.random() < rate:
                    _write(world, person, kind, morning + dice.uniform(0, 24) * HOUR)
            if dice.random() < 0.08:
                world.scheduler.at(morning + dice.uniform(0, 24) * HOUR, lambda who=person: _edit(world, who))  # type: ignore[misc]
    for day in range(world.plan.days):
        world.scheduler.at(begins + day * DAY + dice.uniform(0, 24) * HOUR, lambda: upkeep(world))
        if world.weather.storms and dice.random() < 0.06:
            world.scheduler.at(begins + day * DAY + dice.uniform(0, 24) * HOUR, lambda: _set_clock(world))
    for each in world.quiet:
        world.scheduler.at(each + 3.12 * HOUR, lambda: _foresee(world))
        world.scheduler.at(each + 25 * HOUR, lambda: _compare(world))
    if world.plan.events:
        Programs(world).plan_ahead()


def _write(world: "World", person: str, kind: str, moment: datetime) -> None:
    """Let somebody write; after a stop or danger they begin again some day."""
    dice = world.dice
    if kind == "danger":
        spoken = "es" if world.oracle.people[person].person.language is Language.ES else "en"
        world.post.say(person, dice.choice(people.dangers(spoken)), kind, moment)
    elif kind == "ordinary":
        world.post.say(person, dice.choice(people.ORDINARY()), kind, moment)
    else:
        world.post.say(person, dice.choice(people.sayings(kind)), kind, moment)
    if kind in {"stop", "danger"}:
        back = moment + dice.choice((0.005, 1, 30, 90)) * dice.uniform(0.5, 1.5) * HOUR
        world.post.say(person, "START", "start", back)


def _edit(world: "World", person: str) -> None:
    """Let the operator change something, on one of the servers."""
    world.weather.now = world.scheduler.now
    server = world.somebody_alive()
    if server is None or is_quiet(world.quiet, world.scheduler.now):
        return
    made = world.dice.choice((_other_time, _other_time, _new_plan, _no_plan, _moves, _hours, _cap, _pauses))(world)
    server.edit(person, made, lambda: server.attend(person))


def _other_time(world: "World") -> Change:
    phrase, known = people.when(world.dice)
    turn = world.dice.randrange(3)
    if known is not None:
        world.known[phrase] = known

    def change(book: Book, now: datetime) -> Book:
        if not book.plans:
            return book
        plan = book.plans[turn % len(book.plans)]
        return book.with_plan(replace(plan, when=phrase, since=now, begins=day_of(book.person, now)))

    return change


def _new_plan(world: "World") -> Change:
    made, known = people.plan(world.dice, world.dice.randint(3, 6), world.scheduler.now)
    if known is not None:
        world.known[made.when] = known

    def change(book: Book, now: datetime) -> Book:
        taken = any(plan.id == made.id for plan in book.plans)
        return book if taken else book.with_plan(replace(made, since=now))

    return change


def _no_plan(world: "World") -> Change:
    turn = world.dice.randrange(6)
    return lambda book, now: without(book, [book.plans[turn].id], now) if turn < len(book.plans) - 1 else book


def _moves(world: "World") -> Change:
    zone = ZoneInfo(world.dice.choice(people.ZONES))
    return lambda book, now: book.with_person(moved(book.person, Move(at=now, zone=zone)))


def _hours(world: "World") -> Change:
    hours = Hours(opens=time(world.dice.choice((7, 9))), closes=time(world.dice.choice((17, 22))))
    return lambda book, _: book.with_person(replace(book.person, hours=hours))


def _cap(world: "World") -> Change:
    cap = world.dice.randint(1, 3)
    return lambda book, _: book.with_person(replace(book.person, cap=cap))


def _pauses(world: "World") -> Change:
    days = world.dice.choice((0.1, 1, 3))
    return lambda book, now: book.add(f.Paused(at=now, until=now + days * DAY))


def upkeep(world: "World") -> None:
    """Let every server ask the provider what it told nobody."""
    world.weather.now = world.scheduler.now
    for server in world.servers:
        if server.process.alive:
            server.look()


def _set_clock(world: "World") -> None:
    """Set the clock of the machine forth or back, and right again some time later."""
    now, ahead = world.scheduler.now, world.dice.choice((-120, -30, -2, 2, 45, 180)) * MINUTE
    over = now + world.dice.uniform(0.01, 3) * HOUR
    if is_quiet(world.quiet, now) or is_quiet(world.quiet, over + 6 * HOUR):
        return
    world.weather.troubled(now - 3 * HOUR, over + abs(ahead) + 4 * HOUR)
    world.weather.struck["clock set"] += 1
    world.skew(ahead)
    world.scheduler.at(over, lambda: world.skew(timedelta()))


def _foresee(world: "World") -> None:
    server = world.somebody_alive()
    if server is not None:
        for person in world.oracle.people:
            world.foreseen.look(server.service, person, world.scheduler.now)


def _compare(world: "World") -> None:
    world.foreseen.compare(world.scheduler.now)
