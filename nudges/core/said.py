"""Moments in a person's own words, in letters that a text message can carry."""

from datetime import datetime, timedelta

from nudges.core.values import Person
from nudges.core.words import Language, Outcome

# Without accents where GSM-7 has none: "sáb" would cost a text half its length.
DAYS = {
    Language.EN: ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    Language.ES: ("lun", "mar", "mié", "jue", "vie", "sab", "dom"),
}
MONTHS = {
    Language.EN: ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    Language.ES: ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
}
OFTEN = {
    Language.EN: ("about 1 text a day", "up to {n} texts a day"),
    Language.ES: ("1 mensaje diario", "hasta {n} mensajes diarios"),
}
SOMEONE = {Language.EN: "someone you trust", Language.ES: "alguien de confianza"}

THEN = {Language.EN: "then", Language.ES: "luego"}
REPORT = {Language.EN: "the week in numbers", Language.ES: "la semana en cifras"}
SOME_DAY = {Language.EN: "when a plan is ready", Language.ES: "cuando haya un plan"}

HOW_MANY = {Language.EN: ("Two", "Three", "Four", "Five"), Language.ES: ("Dos", "Tres", "Cuatro", "Cinco")}
PARTS = {
    Language.EN: ("this morning", "this afternoon", "tonight"),
    Language.ES: ("esta mañana", "esta tarde", "esta noche"),
}

HOW = {
    Language.EN: {"done": "done", "partly": "partly done", "skipped": "skipped", "not_applicable": "set aside"},
    Language.ES: {"done": "hecho", "partly": "una parte", "skipped": "esta vez no", "not_applicable": "queda aparte"},
}
WAS = {Language.EN: "{title} {how}", Language.ES: "{title} ({how})"}
PAST = {
    Language.EN: {"morning": "this morning", "afternoon": "this afternoon", "evening": "last night", "": "yesterday"},
    Language.ES: {"morning": "esta mañana", "afternoon": "esta tarde", "evening": "anoche", "": "ayer"},
}

PARTLY = {Language.EN: ", {n} partly", Language.ES: ", {n} en parte"}


def clock(person: Person, moment: datetime) -> str:
    """Return the person's time of day, such as `8:30`."""
    local = moment.astimezone(person.clock)
    return f"{local.hour}:{local:%M}"


def weekday_and_clock(person: Person, moment: datetime) -> str:
    """Return such as `Fri 8:30`."""
    local = moment.astimezone(person.clock)
    return f"{DAYS[person.language][local.weekday()]} {clock(person, moment)}"


def day_and_clock(person: Person, moment: datetime) -> str:
    """Return such as `Fri 27 Nov 8:30`."""
    local = moment.astimezone(person.clock)
    day = DAYS[person.language][local.weekday()]
    return f"{day} {local.day} {MONTHS[person.language][local.month - 1]} {clock(person, moment)}"


def day_alone(person: Person, moment: datetime) -> str:
    """Return such as `Fri 27 Nov`."""
    return day_and_clock(person, moment).rpartition(" ")[0]


def day_and_year(person: Person, moment: datetime) -> str:
    """Return such as `Fri 27 Nov 2027`, for a day that is far away."""
    return f"{day_alone(person, moment)} {moment.astimezone(person.clock).year}"


def often(person: Person) -> str:
    """Return how many texts a day there will be."""
    one, many = OFTEN[person.language]
    return one if person.cap == 1 else many.format(n=person.cap)


def someone(person: Person) -> str:
    """Return whom a text names when no contact is known."""
    return SOMEONE[person.language]


def some_day(person: Person) -> str:
    """Return when the next nudge comes, if nothing is planned."""
    return SOME_DAY[person.language]


def partly(language: Language, number: int) -> str:
    """Return how a count of days goes on where some were done in part."""
    return PARTLY[language].format(n=number) if number else ""


def how_many(person: Person, number: int) -> str:
    """Return a small number as a word that begins a sentence."""
    return HOW_MANY[person.language][number - 2]


def part_of_day(person: Person, moment: datetime) -> str:
    """Return such as `this morning` or `tonight`."""
    hour = moment.astimezone(person.clock).hour
    return PARTS[person.language][(hour >= 12) + (hour >= 18)]


def outcome_of(person: Person, outcome: Outcome) -> str:
    """Return in a word or two how a nudge went."""
    return HOW[person.language][outcome]


def was_so(person: Person, title: str, outcome: Outcome) -> str:
    """Return such as `Three breaths done`."""
    return WAS[person.language].format(title=title, how=outcome_of(person, outcome))


def past_day(person: Person, ago: int, part: str | None, now: datetime) -> str:
    """Return such as `yesterday`, `last night` or `this morning`; further back, the day of the week."""
    words = PAST[person.language]
    if ago > 1:
        return day_alone(person, now - timedelta(days=ago))
    return words[part or ""] if ago == 0 or part == "evening" else words[""]
