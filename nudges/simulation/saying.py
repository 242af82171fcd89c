"""The words in which made-up people answer, in each language."""

from nudges.core.words import Language
from nudges.simulation.personas import Say

WORDS: dict[Language, dict[Say, tuple[str, ...]]] = {
    Language.EN: {
        Say.DONE: ("done", "did it", "done!", "yep did it", "Done, thanks", "done, out on the balcony"),
        Say.DONE_RATED: ("done, {n}/10", "done! felt {n}", "did it. {n}"),
        Say.PARTLY: ("half of it", "partly", "did some of it"),
        Say.SKIP: ("skip", "not today", "nah not today"),
        Say.SNOOZE: ("later", "in 20 min", "remind me in an hour"),
        Say.RATING: ("{n}", "{n}/10"),
        Say.PAUSE: ("pause 5 days", "pause 3"),
        Say.WORD: ("the quiet mornings", "calling my sister helped", "the short ones"),
        Say.DANGER: ("i can't do this anymore",),
        Say.SAFE: ("SAFE", "i'm safe"),
    },
    Language.ES: {
        Say.DONE: ("hecho", "listo", "ya lo hice", "hecho, gracias"),
        Say.DONE_RATED: ("hecho, {n}/10", "hecho, un {n}"),
        Say.PARTLY: ("a medias", "la mitad"),
        Say.SKIP: ("hoy no", "paso"),
        Say.SNOOZE: ("luego", "en 20 min"),
        Say.RATING: ("{n}", "un {n}"),
        Say.PAUSE: ("pausa 5 dias", "pausa 3"),
        Say.WORD: ("las mañanas tranquilas", "hablar con mi hermana", "las cortas"),
        Say.DANGER: ("ya no puedo mas",),
        Say.SAFE: ("estoy bien",),
    },
}
