"""What a sheet says around its numbers, in each language; and the short name of each line in a text."""

from collections.abc import Mapping

from nudges.core.words import Language

LINES = ("name", "plans", "done", "weeks", "strength", "ease", "mood", "replies", "people", "patterns", "words")
"""Everything that can be put on a sheet, in the order in which it stands there."""

_SHORT_ES = (
    "nombre", "planes", "hecho", "semanas", "solidez", "facilidad", "humor", "respuestas", "personas", "patrones",
    "tus palabras",
)  # fmt: skip
SHORT: Mapping[Language, Mapping[str, str]] = {
    Language.EN: {line: {"words": "own words"}.get(line, line) for line in LINES},
    Language.ES: dict(zip(LINES, _SHORT_ES, strict=True)),
}
"""In letters that a text message can carry."""

HEADINGS: Mapping[Language, Mapping[str, str]] = {
    Language.EN: {
        "name": "Name",
        "plans": "Plans",
        "done": "What was done",
        "weeks": "Week by week",
        "strength": "Practice strength, from 0 to 100",
        "ease": "Numbers about a plan, from 0 to 10",
        "mood": "How it felt, from 0 to 10",
        "replies": "How replies came",
        "people": "People reached",
        "patterns": "What went together",
        "words": "In their own words",
    },
    Language.ES: {
        "name": "Nombre",
        "plans": "Planes",
        "done": "Lo que se hizo",
        "weeks": "Semana por semana",
        "strength": "Solidez de la práctica, de 0 a 100",
        "ease": "Números sobre un plan, de 0 a 10",
        "mood": "Cómo se sentía, de 0 a 10",
        "replies": "Cómo llegaron las respuestas",
        "people": "Personas contactadas",
        "patterns": "Lo que fue de la mano",
        "words": "En sus propias palabras",
    },
}
SAYS: Mapping[Language, Mapping[str, str]] = {
    Language.EN: {
        "title": "A sheet",
        "whom": "For {whom}",
        "days": "{since} to {until}",
        "made": "Chosen line by line by whoever passed this on, as of {day}; it can be opened until {end}.",
        "closing": "These are counts of what was told, and no assessment. A day without a reply is just that.",
        "nothing": "Nothing in these weeks.",
        "goal": "{title}: {goal} a week",
        "no_goal": "{title}",
        "week": "Week of {day}: {counts}",
        "strength": "{title}: {value}",
        "ratings": "{title}: {many} numbers, {low} to {high}, {mean} on average",
        "rating": "{title}: one number, {low}",
        "felt": "Mood",
        "answered": "{answered} of {asked} nudges got an answer",
        "median": "Half of the answers came within {minutes} minutes",
        "people": "{many} different people",
        "person": "1 person",
        "best": "{title}: {window} {done} of {sent} times, more often than at other times",
        "higher": "{title}: mood was {difference} higher on {on} days with it than on {off} without, {low} to {high}; "
        "it may be chance or something else",
        "lower": "{title}: mood was {difference} lower on {on} days with it than on {off} without, {low} to {high}; "
        "it may be chance or something else",
        "too_early": "Nothing that these numbers can carry yet.",
        "said": "{day}: {text}",
    },
    Language.ES: {
        "title": "Una hoja",
        "whom": "Para {whom}",
        "days": "Del {since} al {until}",
        "made": "Elegida línea por línea por quien la entregó, a fecha de {day}; se puede abrir hasta el {end}.",
        "closing": "Son recuentos de lo que se contó, y no una evaluación. Un día sin respuesta es solo eso.",
        "nothing": "Nada en estas semanas.",
        "goal": "{title}: {goal} por semana",
        "no_goal": "{title}",
        "week": "Semana del {day}: {counts}",
        "strength": "{title}: {value}",
        "ratings": "{title}: {many} números, de {low} a {high}, {mean} de media",
        "rating": "{title}: un número, {low}",
        "felt": "Ánimo",
        "answered": "{answered} de {asked} mensajes tuvieron respuesta",
        "median": "La mitad de las respuestas llegó en {minutes} minutos",
        "people": "{many} personas distintas",
        "person": "1 persona",
        "best": "{title}: {window} {done} de {sent} veces, más a menudo que en otros momentos",
        "higher": "{title}: el ánimo fue {difference} más alto en {on} días con ello que en {off} sin ello, de {low} a "
        "{high}; puede ser azar u otra cosa",
        "lower": "{title}: el ánimo fue {difference} más bajo en {on} días con ello que en {off} sin ello, de {low} a "
        "{high}; puede ser azar u otra cosa",
        "too_early": "Nada que estos números puedan sostener todavía.",
        "said": "{day}: {text}",
    },
}
COUNTS: Mapping[Language, Mapping[str, str]] = {
    Language.EN: {
        "done": "{n} done",
        "partly": "{n} partly",
        "skipped": "{n} skipped",
        "not_applicable": "{n} did not fit",
        "no_reply": "{n} no reply",
    },
    Language.ES: {
        "done": "{n} hecho",
        "partly": "{n} en parte",
        "skipped": "{n} hoy no",
        "not_applicable": "{n} no cabía",
        "no_reply": "{n} sin respuesta",
    },
}
WINDOWS: Mapping[Language, Mapping[str, str]] = {
    Language.EN: {
        "morning": "in the morning",
        "midday": "around midday",
        "afternoon": "in the afternoon",
        "evening": "in the evening",
    },
    Language.ES: {
        "morning": "por la mañana",
        "midday": "a mediodía",
        "afternoon": "por la tarde",
        "evening": "por la noche",
    },
}
_SPAN = {Language.EN: ("1 week", "{n} weeks"), Language.ES: ("1 semana", "{n} semanas")}


def span(language: Language, weeks: int) -> str:
    """Return so many weeks in words.

    >>> span(Language.EN, 4), span(Language.ES, 1)
    ('4 weeks', '1 semana')
    """
    one, many = _SPAN[language]
    return one if weeks == 1 else many.format(n=weeks)
