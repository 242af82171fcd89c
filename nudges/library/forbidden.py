"""Which words stay out of our texts, and why."""

import re
from collections.abc import Mapping

from nudges.core.words import Language

ADVICE: Mapping[str, str] = {
    "pressure": "offer it, and leave the choice",
    "guilt": "meet a gap with kindness; nothing is owed",
    "praise": "thank evenly; done and skipped are met alike",
    "clinic": "name no condition and no treatment; a lock screen is read by others",
    "partner": "name no partner and no relationship; a lock screen is read by others",
    "clinging": "a program does not miss anyone; say only what comes next",
    "address": "say tú, and use no adjective with the reader's gender",
}
RESERVED = frozenset(
    {"CANCEL", "END", "OPTOUT", "QUIT", "REVOKE", "STOP", "STOPALL", "UNSUBSCRIBE"}
    | {"START", "YES", "UNSTOP"}
    | {"HELP", "INFO"}
)
WORDS_WE_NEED = frozenset({"STOP", "START", "HELP"})  # in our answers, where they do what the carrier does

_EN = {
    "pressure": r"should|shouldn't|must|(?<!not )have to|ought|need to|don't forget|hurry up|last chance|now or never",
    "guilt": r"streaks?|miss(?:ed|ing)|fail(?:ed|ure|s|ing)?|guilt\w*|ashamed|shame|behind|lazy|excuses?|forgot\w*",
    "praise": r"great job|good job|well done|amazing|awesome|fantastic|proud|perfect|excellent|congrat\w*",
    "clinic": r"diagnos\w*|disorders?|symptoms?|anxi\w+|depress\w+|avoidant|attach\w*|therap\w+|treat\w*|cur(?:e|es|ed)"
    r"|heal(?:s|ing)?|patients?|insecur\w+|trauma\w*|clinic\w*|mental health",
    "partner": r"partners?|boyfriend|girlfriend|husband|wife|spouse|relationships?|jealous\w*|break ?up|your ex",
    "clinging": r"miss you|are you there|where are you|waiting for you|haven't (?:heard|answered)",
}
_ES = {
    "pressure": r"deber[ií]as|debes|tienes que|(?<!no )hay que|no olvides|apúrate",
    "guilt": r"rachas?|fall(?:aste|ado|o|as)|perdiste|culpable\w*|culpas|vergüenza|atras\w*|excusas?|olvidaste|flojera",
    "praise": r"muy bien hecho|buen trabajo|excelente|incre[ií]ble|orgullo\w*|perfect\w+|felici\w+|genial",
    "clinic": r"diagn[oó]\w*|trastornos?|s[ií]ntomas?|ansi\w+|depre\w+|evitativ\w+|apego\w*|terap\w+|trata\w*|cura[rs]?"
    r"|sana[rs]?|pacientes?|insegur\w+|trauma\w*|cl[ií]nic\w+|salud mental",
    "partner": r"pareja|novi[oa]|espos[oa]|marido|relaci[oó]n\w*|celos\w*|tu ex",
    "clinging": r"te extraña\w*|est[aá]s ah[ií]|d[oó]nde est[aá]s|te espera\w*|no has (?:respondido|contestado)",
    "address": r"usted(?:es)?|vos|vosotr[oa]s|responda|lista|cansad[oa]|tranquil[oa]|bienvenid[oa]|segur[oa]"
    r"|content[oa]|preocupad[oa]|agotad[oa]|ocupad[oa]|list[oa]s",
}


def _compiled(words: Mapping[str, str]) -> Mapping[str, re.Pattern[str]]:
    return {kind: re.compile(rf"(?<!\w)(?:{each})(?!\w)", re.IGNORECASE) for kind, each in words.items()}


FORBIDDEN: Mapping[Language, Mapping[str, re.Pattern[str]]] = {Language.EN: _compiled(_EN), Language.ES: _compiled(_ES)}
