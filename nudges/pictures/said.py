"""What each picture shows, said in words, for whoever does not see it."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta

from nudges.core.looked import LookBack
from nudges.core.report import NO_REPLY, OPEN, RESTED
from nudges.core.words import Outcome
from nudges.pictures import calendar, ratings, strength, weeks, year
from nudges.pictures.words import PlanDays, Words, names_of, plans_of, weeks_of


def heading(look: LookBack, which: str, words: Words) -> str:
    """Return what a picture is of, and from when to when."""
    return f"{words.say[which]}, {span(look, words, _SHOWN.get(which, 0))}"


def title(look: LookBack, words: Words) -> tuple[str, str]:
    """Return what a picture of everything is called, and which days it is of."""
    number = len(weeks_of(look))
    if number <= calendar.UPRIGHT:
        return words.say["title"], span(look, words, weeks=1)
    return words.say["title_year" if number > calendar.HALF_A_YEAR else "title_weeks"], span(look, words)


def span(look: LookBack, words: Words, weeks: int = 0) -> str:
    """Return the days of a look back, or of its last weeks."""
    shown = weeks_of(look)[-weeks:]
    return words.span(shown[0].monday, shown[-1].monday + timedelta(days=6))


def description(look: LookBack, which: str, words: Words) -> str:
    """Return what a picture shows."""
    return " ".join(_SAID[which](look, words)) or words.say["nothing"]


def counts_of(plan: PlanDays, words: Words, weeks: int = 0) -> str:
    """Return what a plan came to in all its weeks, or in its last ones."""
    found: Counter[str] = Counter()
    for week in (week for week in plan.weeks[-weeks:] if week is not None):
        found[Outcome.DONE.value] += week.done
        found[Outcome.PARTLY.value] += week.partly
        found[Outcome.SKIPPED.value] += week.skipped
        found[Outcome.NOT_APPLICABLE.value] += week.not_applicable
        found[RESTED] += week.rested
        found[NO_REPLY] += week.no_reply
        found[OPEN] += list(week.days.values()).count(OPEN)
    return ", ".join(words.count(state, number) for state, number in found.items() if number)


def _calendar(look: LookBack, words: Words) -> Iterator[str]:
    for plan in plans_of(look, words):
        if counts := counts_of(plan, words, calendar.HALF_A_YEAR):
            yield words.say["counts_said"].format(name=plan.name, counts=counts)


def _strength(look: LookBack, words: Words) -> Iterator[str]:
    names = names_of(look, words)
    for line in strength.shown(look):
        yield words.say["strength_said"].format(name=names[line.plan], number=round(line.latest * 100))


def _ratings(look: LookBack, words: Words) -> Iterator[str]:
    for each in ratings.shown(look):
        found = ratings.spread(each)
        name, count = ratings.name_of(each, look, words), words.count("ratings_n", found.n)
        if found.n < ratings.FEW:
            yield words.say["counts_said"].format(name=name, counts=count)
            continue
        low, high = found.half or (0.0, 0.0)
        yield words.say["ratings_said_half" if found.half else "ratings_said"].format(
            name=name,
            count=count,
            middle=f"{found.middle:g}",
            low=f"{low:g}",
            high=f"{high:g}",
        )


def _weeks(look: LookBack, words: Words) -> Iterator[str]:
    for each in (each for each in weeks.counted(look) if each.counts):
        counts = ", ".join(words.count(state, number) for state, number in each.counts.items())
        yield words.say["counts_said"].format(name=words.day(each.week.monday), counts=counts)


def _year(look: LookBack, words: Words) -> Iterator[str]:
    done, _ = year.done_by_day(look)
    if done:
        number = sum(1 for times in done.values() if times)
        yield words.say["year_said_one" if number == 1 else "year_said"].format(number=number)


_SHOWN = {"calendar": calendar.HALF_A_YEAR, "weeks": weeks.MOST}
_SAID: dict[str, Callable[[LookBack, Words], Iterator[str]]] = {
    "calendar": _calendar,
    "strength": _strength,
    "ratings": _ratings,
    "weeks": _weeks,
    "year": _year,
}
