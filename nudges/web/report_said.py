"""What a report's page says in sentences: counts, and only what the counts can carry."""

from collections.abc import Iterator
from datetime import date

import msgspec

from nudges.core.looked import BestTime, Claim, Late, MoodLink, Reason
from nudges.web.report_scene import Scene

FOUR = 4
HOUR, DAY = 60, 24 * 60
MOST_WORDS, MOST_LATE = 12, 8
"""So many of a person's own words, and of texts that came late, find room on one sheet."""

LONGEST = 280


class Own(msgspec.Struct, frozen=True, kw_only=True):
    """Something in the person's own words, and when they wrote it about what."""

    day: str
    when: str
    about: str
    text: str


class Promised(msgspec.Struct, frozen=True, kw_only=True):
    """What was promised by us and kept, and what was not: each with its reason."""

    sentence: str
    others: tuple[str, ...]
    more: str


def answers(scene: Scene) -> str:
    """Return how many nudges were answered and how soon, or nothing where nothing was answered."""
    say, rhythm, report = scene.say, scene.look.rhythm, scene.look.report
    is_year = len(scene.look.weeks) > FOUR
    answered, asked = report.answered_4_weeks, report.asked_4_weeks
    if is_year:
        answered, asked = rhythm.answered, rhythm.asked
    if not answered:
        return ""
    span = say["span_year" if is_year else "span_four"]
    counted = say["answered"].format(span=span, answered=answered, asked=asked)
    if rhythm.median_minutes is None:
        return counted
    return f"{counted} {say['soon'].format(time=length(scene, rhythm.median_minutes))}"


def length(scene: Scene, minutes: int) -> str:
    """Return a length of time in words, such as `14 minutes`."""
    sizes = (("minute", "minutes", 1), ("hour", "hours", HOUR), ("day", "days", DAY))
    fitting = sizes[0] if minutes < 2 * HOUR else sizes[1] if minutes < 2 * DAY else sizes[2]
    one, many, size = fitting
    number = round(minutes / size)
    return scene.say[one] if number <= 1 else scene.say[many].format(number=number)


def reached(scene: Scene) -> str:
    """Return with whom they were in touch; to others who see the phone, with how many."""
    say, names = scene.say, scene.look.report.people
    ever = len(set(scene.look.reached) | set(names))
    this = ""
    if names and scene.is_discreet:
        this = say["people_one"] if len(names) == 1 else say["people_many"].format(number=len(names))
    elif names:
        this = f"{say['people']} {joined(scene, names)}."
    return f"{this} {say['people_ever'].format(number=ever)}".strip() if ever > max(len(names), 1) else this


def joined(scene: Scene, names: tuple[str, ...]) -> str:
    """Return names as one says them: with commas, and a word before the last."""
    *first, last = names
    return f"{', '.join(first)} {scene.say['and']} {last}" if first else last


def promised(scene: Scene) -> Promised | None:
    """Return what we promised and kept, or None where nothing was promised."""
    say, kept = scene.say, scene.look.kept
    if not kept.promised:
        return None
    if not kept.others:
        said = say["kept_one"] if kept.promised == 1 else say["kept_all"].format(promised=kept.promised)
        return Promised(sentence=said, others=(), more="")
    said = say["kept_not_one" if kept.promised == 1 else "kept"].format(promised=kept.promised, on_time=kept.on_time)
    latest = sorted(kept.others, key=lambda each: each.due, reverse=True)
    left = len(latest) - MOST_LATE
    return Promised(
        sentence=said,
        others=tuple(_late(scene, each) for each in latest[:MOST_LATE]),
        more=say["kept_more"].format(number=left) if left > 0 else "",
    )


def _late(scene: Scene, late: Late) -> str:
    say = scene.say
    went = say["late_never"] if late.minutes is None else say["late_by"].format(time=length(scene, late.minutes))
    why = say.get(f"why_{late.why}", "")
    return f"{scene.moment(late.due)}: {went}{say['because'].format(why=why) if why else ''}"


def claims(scene: Scene) -> list[str]:
    """Return what may be said about times and moods: next to nothing, and that carefully."""
    return [_claim(scene, each) for each in scene.look.claims]


def _claim(scene: Scene, claim: Claim) -> str:
    title = scene.called(claim.plan, claim.title)
    match claim:
        case BestTime():
            window = scene.say.get(f"window_{claim.window}", claim.window)
            return scene.say["best_time"].format(title=title, window=window, done=claim.done, sent=claim.sent)
        case MoodLink():
            higher = "mood_higher" if claim.difference > 0 else "mood_lower"
            low, high = sorted(map(abs, (claim.low, claim.high)))
            return scene.say[higher].format(
                title=title,
                difference=scene.number(abs(claim.difference)),
                low=scene.number(low),
                high=scene.number(high),
                with_days=claim.with_days,
                without_days=claim.without_days,
            )


def own_words(scene: Scene) -> list[Own]:
    """Return what they wrote, newest first, if they wanted it in their report."""
    if not scene.book.person.report_words:
        return []
    newest = sorted(_shown(scene), key=lambda each: each.day, reverse=True)
    return [_own(scene, each) for each in newest[:MOST_WORDS]]


def _shown(scene: Scene) -> Iterator[Reason]:
    yield from (each for each in scene.look.reasons if each.text.strip())


def _own(scene: Scene, reason: Reason) -> Own:
    text = " ".join(reason.text.split())
    return Own(
        day=str(reason.day),
        when=_when(scene, reason.day),
        about=scene.called(reason.plan, reason.title) if reason.plan else "",
        text=text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…",
    )


def _when(scene: Scene, day: date) -> str:
    return f"{scene.words.days[day.weekday()]} {scene.short(day)}"
