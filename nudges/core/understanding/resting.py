"""Which texts ask, as a whole, for a rest: a pause with dates, a vacation, a sick day, a day of rest."""

import re

import msgspec

from nudges.core.understanding.dates import MONTH, WEEKDAY, stretch
from nudges.core.understanding.meaning import Value
from nudges.core.understanding.normal import Normal, canonical
from nudges.core.understanding.pattern import Rules, vocabulary
from nudges.core.words import Rest

WORDS = vocabulary("""
FILL: i|im|am|were|we|it|its|so|sorry|ugh|hi|hey|hello|ok|okay|please|thanks|thank you|still|right|now|today
 |a|an|the|my|hoy|ahora|estoy|sigo|ya|hola|perdon|por favor|porfa|gracias|un|una|el|la|mi|es|is|and|y|sad|again|otra
 vez|de nuevo|unfortunately|nudges|lo siento|esta|aqui|here
TAKE: take|taking|having|have|need|want|id like|would like|starting|calling|called|call|tomo|tomando|quiero|necesito
 |tomarme|me tomo|hago|toca|me toca|doing|make it
HOME: at home|home|in bed|en cama|en casa|out|off|off work|from work|at work|in|very|really|quite|muy|bastante|super
AT: until|till|til|hasta|through|thru|to|al|from|starting|beginning|desde|del|a partir del|a partir de|for|por|durante
 |next|back|back on|vuelvo|regreso|on
DATE: the|el|la|los|de|del|of|st|nd|rd|th|on|next|this|coming|proximo|proxima|este|esta|que viene|rest of|resto de
 |entire|whole|toda|all|another|mas|more|otros|otra|otro|a|an|un|una|and|y|to|al|two|three|four|five|six|seven|ten|dos|tres
 |cuatro|cinco|seis|siete|diez|couple|few|par|unos|unas|week|weekend|weeks|semana|semanas|fin de semana|finde|month
 |months|mes|meses|day|days|d|dia|dias|today|hoy|tomorrow|tmrw|manana|please|porfa|thanks|gracias|i say|i say so
 |further notice|nuevo aviso
""")
WORDS["DAY"] = "today|tomorrow|this|hoy|manana|esta|este|" + "|".join((*MONTH, *WEEKDAY))
# Each word once: what may be read in two ways costs twice the time for each word of a text.
_DATES = f"{WORDS['DATE']}|#|{WORDS['DAY']}|{WORDS['AT']}".split("|")
WORDS["DATE"] = "|".join({canonical(word.strip()): word.strip() for word in _DATES}.values())

RESTS = """
vacation: ^ FILL+ on|de|en vacation|vacations|vacay|holiday|holidays|vacaciones|pto FILL+ % DATE+ % DATE+ DATE+ $
vacation: ^ FILL+ vacation|vacations|vacay|vacaciones FILL+ % DATE+ % DATE+ DATE+ $
vacation: ^ FILL+ vacation|vacations mode|time DATE+ DATE+ $
vacation: ^ FILL+ modo vacaciones DATE+ DATE+ $
vacation: ^ FILL+ take|taking|going|leaving|start|starting|me|voy|nos|vamos|salgo|salimos|having|a|tomo|on|for|de
 |mis+ vacation|vacations|vacay|vacaciones % AT|DAY|# DATE+ % DATE+
 DATE+ $
vacation: ^ FILL+ away|traveling|travelling|trip|viaje|viajando|fuera from|until|till|til|hasta|desde|del|through|thru
 DATE+ % DATE+ DATE+ $
vacation: ^ FILL+ de|on|out viaje|a|of trip|town? from|until|till|til|hasta|desde|del|through|thru DATE+ % DATE+ DATE+ $
sick: ^ FILL+ TAKE+ HOME+ sick|ill|unwell|enfermo|enferma FILL+ HOME+ FILL+ % FILL+ DATE+ DATE+ $
sick: ^ FILL+ TAKE+ FILL+ DATE+ sick day|days|leave % DATE+ DATE+ $
sick: ^ FILL+ TAKE+ day|days off sick FILL+ % DATE+ $
sick: ^ FILL+ dia|dias de|por enfermedad|enfermo|enferma DATE+ $
sick: ^ FILL+ TAKE+ de? baja por enfermedad DATE+ DATE+ $
rest: ^ FILL+ TAKE+ FILL+ DATE+ rest day|days FILL+ for? me? % DATE+ DATE+ $
rest: ^ FILL+ TAKE+ FILL+ resting|rest FILL+ today|tonight|tomorrow $
rest: ^ FILL+ DAY? % FILL+ TAKE+ FILL+ DATE+ dia|dias de descanso FILL+ para? mi? % DATE+ DATE+ $
rest: ^ FILL+ TAKE+ FILL+ descanso|descansar|descansare hoy|manana $
rest: ^ hoy|manana % FILL+ TAKE+ descanso|descansar|descansare $
pause: ^ FILL+ pause|pausa|pausar|pausame|pausen FILL+ AT DATE+ % DATE+ % DATE+ DATE+ $
pause: ^ FILL+ pause|pausa|pausar|pausame|pausen DATE+ % DATE+ % DATE+ DATE+ $
pause: ^ FILL+ pause|stop|parar|pausa|descanso for|por|until|hasta the|el|lo|all|rest|resto|of|de|que|queda+ week
 |day|month|semana|mes|dia please? $
pause: ^ FILL+ no|stop texts|messages|nudges|mensajes FILL+ AT DATE+ % DATE+ DATE+ $
"""
ASKING = vocabulary("""
ASKING: day|days|off|leave|dia|dias|baja|descanso|descansar|descansare|mode|modo|rest|resting|pause|pausa|take|until
 |till|til|hasta|through|thru|back|vuelvo|regreso|for|por|durante
""")["ASKING"]
_ASKING = {canonical(word.strip()) for word in ASKING.split("|")}
_RESTS = Rules(RESTS, WORDS)
_WEARY = re.compile(r" (?:sick|ill|enferm[oa]|rest) (?:of|de|and|y) ")


def rest(normal: Normal) -> tuple[str, Value] | None:
    """Return the rule by which (nearly) the whole text asks for a rest, and for which; a sick or a rest day is one."""
    rule = _RESTS.first(normal)
    if rule is None or (rule != Rest.PAUSE and _WEARY.search(normal.text)):
        return None
    why, value = Rest(rule), stretch(normal)
    if why in (Rest.SICK, Rest.REST) and value == Value():
        value = Value(days=1)
    elif why is Rest.VACATION and value.begins and value.days == 1 and "day" not in normal.words:
        value = Value(begins=value.begins)
    return f"pause, {why}", msgspec.structs.replace(value, why=None if why is Rest.PAUSE else why)


def is_asked(normal: Normal, value: Value) -> bool:
    """Whether a rest is asked for, and not just told as the reason why a day did not fit, as in "sick today"."""
    return value.why is None or bool(value.begins or _ASKING.intersection(normal.words))
