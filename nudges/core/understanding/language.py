"""Whether a text is English or Spanish."""

from nudges.core.understanding.normal import canonical
from nudges.core.words import Language

ENGLISH = """
i im the it did done today my was and to not yes yeah yep nope later skip felt called with for in of you is
have had stop help pause start please status this that half nah want dont cant cannot what how am going
tonight tomorrow just walked again now feel feeling at but are morning evening so been all will off out on
texts text messages
"""
SPANISH = """
hecho hecha listo lista hoy luego despues ya lo la que el los las mi mis si sip como voy estoy no pude puedo
hice ayuda alto baja parar pausa manana tarde gracias por favor porfa de una un con para muy quiero en y mas
pero mitad tengo todo nada me te es esta dias dame borrar datos estado ahora ahorita noche senti siento veces
matar morir vida pega el ella novio esposo miedo llorando ayudame siento ganas solo sola cuando porque vivir escribas
pego
enferma enfermo viaje empezar comenzar reanudar casi poco paso olvide mensajes basta
"""

_ENGLISH = frozenset(map(canonical, ENGLISH.split()))
_SPANISH = frozenset(map(canonical, SPANISH.split())) - {"no", "me", "y"}


def language_of(words: tuple[str, ...], otherwise: Language) -> Language:
    """Return the language most words belong to; `otherwise` when neither has more."""
    english = sum(map(_ENGLISH.__contains__, words))
    spanish = sum(map(_SPANISH.__contains__, words))
    if english == spanish:
        return otherwise
    return Language.EN if english > spanish else Language.ES
