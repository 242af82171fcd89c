"""The words of a schedule, in English and in Spanish."""

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MESES = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")
DIAS = ("lun", "mar", "mie", "jue", "vie", "sab", "dom")
NAMED = {(0, 1, 2, 3, 4, 5, 6): "daily", (0, 1, 2, 3, 4): "weekdays", (5, 6): "weekends"}
NTHS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
PRIMEROS = {"primer": 1, "segund": 2, "tercer": 3, "cuart": 4, "quint": 5, "ultim": -1}
NUMBERS = {
    word: number
    for words in (
        "one two three four five six seven eight nine ten",
        "un dos tres cuatro cinco seis siete ocho nueve diez",
    )
    for number, word in enumerate(words.split(), 1)
} | {"una": 1}

ENGLISH = (
    *NAMED.values(), *DAYS, *DAY_NAMES, *MONTHS, *NTHS.values(),
    "at", "and", "every", "other", "day", "days", "week", "weeks", "month", "months", "noon", "am", "pm",
    "the", "of", "on", "once", "twice", "times", "between", "least", "most", "apart", "from", "until", "for",
    "except", "not", "public", "holidays", "before", "after", "when", "done", "partly", "skip", "skipped",
    "unanswered", "event", "minute", "minutes", "hour", "hours", "a", "to",
)  # fmt: skip
SPANISH = (
    "todos", "los", "dias", "dia", "entre", "semana", "fines", "de", "laborables", "cada", "otro", "dos", "a", "las",
    "la", "y", "el", "mes", "meses", "semanas", "una", "vez", "veces", "por", "desde", "hasta", "durante", "excepto",
    "festivos", "no", "en", "antes", "despues", "tras", "cuando", "hecho", "parcial", "saltado", "sin", "respuesta",
    "evento", "minuto", "minutos", "hora", "horas", "como", "mucho", "menos", "separadas", "mediodia", "del", "al",
    "lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "sabados", "domingo", "domingos", "ultimo",
    "primer", "segundo", "tercer", "cuarto", "quinto", "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio",
    "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip

ACCENTS = str.maketrans("áéíóúüñàèìòù≥≤–—’", "aeiouunaeiou≥≤--'")


def plain(text: str) -> str:
    """Return a text in small letters without accents, letter for letter, so that a place stays a place."""
    # A few capitals become two letters in lower case; those are no part of any phrase.
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text).translate(ACCENTS)


def joined(words: list[str]) -> str:
    """Return words as a list that is read aloud."""
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]
