"""Which texts are, as a whole, an order to the program: help, status, pause, undo, export, erase."""

from nudges.core.understanding.normal import Normal
from nudges.core.understanding.pattern import Rules, vocabulary
from nudges.core.words import Intent

WORDS = vocabulary("""
FILL: please|pls|plz|me|my|i|need|want|would like|id like|can you|could you|can i|could i|hi|hey|hello|ok|okay|the
 |some|a|an|all|now|thanks|thank you|thx|just|get|to|send|give|show|lets|everything|for|with|this|it|here|you|u|let
 |nudges|texts|messages|por favor|porfa|hola|quiero|necesito|mi|mis|una|un|la|el|de|los|ya|puedes|dame|muestrame|ver
 |ahora|gracias|los mensajes|todo|poner|ponme|en|tomar|take|again|back|im|on|tomarme|quisiera|hacer
SPAN: #|# days|day|d|weeks|week|w|months|month|dias|dia|semanas|semana|meses|mes|a|an|one|una|un|couple|few|of
FOREVER: forever|indefinitely|indefinidamente|para siempre|for good|until further notice|hasta nuevo aviso|for ever|for
 now|por ahora|a while|un rato|por un tiempo
NOTICE: i say|i say so|i tell you|i text you|i text|i ask|further notice|nuevo aviso|que diga|que avise|que te diga|que
 te avise|que yo diga
MINE: my|mine|mis|mi|me|i
DATA: data|info|information|history|records|record|account|answers|replies|everything|profile
DATOS: datos|informacion|historial|cuenta|respuestas|todo|perfil
""")

COMMANDS = """
next: ^ FILL+ next|siguiente|proximo|proxima one|text|message|nudge|mensaje|aviso? FILL+ $
next: ^ FILL+ whats|what|when|whens is|s|comes|does|will? FILL+ next|coming % one|nudge|nudges|text|message|texts
 |reminder|up|coming|due|for|me|go|come|out+ $
next: ^ FILL+ que|cual|cuando es|viene|llega|toca|sera? FILL+ siguiente|proximo|proxima|sigue|despues % uno|mensaje
 |aviso|recordatorio|texto+ $
list: ^ FILL+ list|plans|planes $
fewer: ^ FILL+ fewer|menos $
fewer: ^ FILL+ fewer|less|menos texts|messages|nudges|mensajes|avisos|recordatorios FILL+ $
more: ^ FILL+ more|mas $
more: ^ FILL+ more|mas texts|messages|nudges|mensajes|avisos|recordatorios FILL+ $
smaller: ^ FILL+ smaller|pequeno $
focus: ^ FILL+ focus|foco|enfoque on|me|en|mas? $
numbers: ^ FILL+ numbers|numeros|cifras FILL+ $
page: ^ FILL+ page|pagina FILL+ $
shares: ^ FILL+ shares|shared|compartido|compartidos|compartida|compartidas FILL+ $
unshare: ^ FILL+ unshare|unshared|unshares FILL+ $
unshare: ^ FILL+ stop sharing % FILL+ $
unshare: ^ FILL+ no|dejar|deja|dejen|dejad de? compartir|compartas|compartan % FILL+ $
time: ^ time|hora|horario % # am|pm? $
research: ^ FILL+ research|estudio FILL+ $
no research: ^ FILL+ no|end|leave|sin|dejar research|estudio FILL+ $
discreet: ^ FILL+ discreet|discreto|discreta FILL+ $
open: ^ FILL+ open|abierto|abiertos texts|messages|mensajes? FILL+ $
language: ^ FILL+ english|spanish|ingles|espanol $
undo: ^ FILL+ undo|deshacer|deshaz|scratch|retract FILL+ that|last|one|eso|ultimo+ $
undo: FILL+ take|took that|it|this|my? last? back
undo: < scratch|ignore|disregard|forget|erase|delete|cancel|undo that|last|previous|my|one|message|text|reply
 |answer+ last|that|one|message|text|reply|answer $
undo: ^ oops|ups|whoops|opps|sorry|perdon % $
undo: oops|ups|whoops|sorry|perdon|wait % .. mistake|wrong|mean|meant|accident|undo|error|equivoque|quise
 |equivocado|yesterday|button
undo: ^ FILL+ my mistake|bad % $
undo: ^ ... didnt mean to|that|it .. $
undo: ^ % wrong button|key|one|answer|reply|message % $
undo: ^ FILL+ that was a? wrong|mistake|accident|error % $
undo: ^ FILL+ borra|borrar|quita|olvida|ignora|anula lo|eso|mi|la|el|ultima|respuesta|ultimo|mensaje+ ultimo|eso
 |anterior|ultima|respuesta % $
undo: ^ FILL+ me equivoque % $
undo: ^ me? equivoque|equivocacion
export: ^ FILL+ export|exportar|exporta FILL+ MINE? DATA|DATOS? % FILL+ $
export: ^ ... send|give|download|get|email|copy|see|have|want .. MINE+ DATA % please|thanks? $
export: ^ ... copy of my DATA % please? $
export: ^ FILL+ enviame|mandame|descargar|descarga|dame|envia|bajar|copia|mandenme|enviar de? mis DATOS FILL+ $
export: ^ my data % please? $
export: ^ mis datos % $
erase: ^ FILL+ erase|borrar FILL+ DATA|DATOS|me? FILL+ $
erase: ^ ... delete|erase|remove|wipe|destroy|clear all|of|my|the|personal|everything|me+ DATA|me % about|on|you
 |have|u|me|now|please|i|ever|sent|said|it|and|all|from|your+ $
erase: ^ ... forget all|everything? about|me me? % please? $
erase: ^ FILL+ borra|borrar|borren|borre|elimina|eliminar|eliminen|borrame|olvida|olvidame|eliminame todos|todo
 |toda|mis|mi|lo|de|que|sobre+ DATOS|mi|mia? FILL+ sobre|mi+ $
status: ^ FILL+ status|progress|estado|progreso|stats|report|summary|reporte|resumen|estadisticas|results|score
 FILL+ $
status: ^ ... how am|are|did|was|is|have|hows i|things|my|we .. doing|do|going|week|progress|far|done|getting % so
 |far|on|this|week|today|please|lately|overall|with+ $
status: ^ hows|how my|is|s|week|it|progress|things+ week|going|progress|far % so|far+ $
status: ^ ... how many|much .. have|did|times i .. done|do|completed % so|far|this|week|today|on|times+ $
status: ^ FILL+ como|que|cuanto|cuantos|cuantas|tal voy|vamos|ando|llevo|va|vengo|estoy yendo|semana|mi|hasta|ahora
 |esta|hoy|yo+ $
status: ^ ... como me? va|voy|ha|ido|fue % esta|la|mi|semana|hasta|ahora|con+ $
status: ^ whats|what|show is? my progress|status|streak|week|stats|score % $
resume: ^ FILL+ resume|unpause|continue|reanudar|reanuda|continuar|continua|retomar|retoma|sigue|seguir|resumen
 FILL+ nudges|texts|mensajes|please|tomorrow|now? $
resume: ^ FILL+ back|volvi|regrese|vuelvo|regreso % FILL+ $
resume: ^ im|i am back % now|again|from|vacation|home|today|please|start|ready|and+ $
resume: ^ start|turn again|back|on on? FILL+ $
resume: ^ ya? estoy de vuelta|regreso % $
start: ^ FILL+ start|unstop|subscribe|begin|join|empezar|empieza|comenzar|comienza|iniciar|inicia|inicio|alta
 |restart|suscribir|suscribirme|arrancar|enroll FILL+ $
start: ^ FILL+ opt|sign|count|add me|back|us? back? in|up FILL+ $
start: ^ FILL+ text|message me again % please? $
start: ^ FILL+ darme|dame|dar de alta FILL+ $
pause: ^ FILL+ pause|pausa|pausar|pausen|pausame|break|descanso|timeout FILL+ SPAN+ FILL+ SPAN+ $
pause: ^ FILL+ pause|pausa|pausar|pausame|break|descanso for? FOREVER FILL+ $
pause: ^ FILL+ pause|pausa|pausar|pausame|break FILL+ for|until|till|til|por|hasta|de|durante|next|this ... _ % $
pause: ^ FILL+ give|giving this|it|me|us a? rest|break|breather % for|until|till? ... % $
pause: ^ FILL+ stop|parar|para|hold|alto for|until|till|til|por|hasta|durante|this|next the|a|this|my|now|next|la|el
 |today|hoy|ahora|esta|este+ SPAN|today|tonight|now|hoy|ahora|monday|tuesday|wednesday|thursday|friday|saturday|sunday
 |tomorrow|manana|lunes|martes|miercoles|jueves|viernes|sabado|domingo|weekend|bit|while|rest|noche|rato|tiempo
 |NOTICE % FILL+ $
pause: ^ ... stop|hold|break|no|skip off|texts|texting|messages|nudges|me|sending|mensajes|from|everything|it? for
 |the|por|this|next|until+ SPAN SPAN+ % please|thanks? $
pause: ^ ... no texts|messages|nudges|mensajes for|this|por|esta|until|next|today|hoy|tomorrow .. $
help: ^ FILL+ help|ayuda|info|menu|commands|options|comandos|opciones|instructions|instrucciones|ayudame
 |information|informacion FILL+ $
help: ^ ... how does|do this|it|i|you work|use|this % $
help: ^ what|who can|are|is|do|should you|i|the|this|u|commands|options|it do|say|text|reply|commands|options|this
 |write|type|answer? % $
help: ^ who|what|whats|whos is|are|s? this|you|u % $
help: ^ como|que|quien funciona|puedo|es|eres|hago|significa|son esto|hacer|decir|escribir|hago|ustedes|usted? % $
help: ^ FILL+ no? entiendo|understand|confused|dont|not nothing|understand|nada|this? % $
"""

COURTESY = """
machine: ^ automatic|automated|auto reply|response|message
machine: ^ respuesta|mensaje automatica|automatico
machine: ^ autoreply|autoresponse|autorespuesta
thanks: ^ NICE+ % THANKS NICE+ % NICE+ % NICE+ $
welcome: ^ NICE+ youre|your|ur|you|u|are welcome NICE+ $
welcome: ^ NICE+ de|por nada NICE+ $
"""
NICE = vocabulary("""
THANKS: thanks|thank you|thx|ty|tysm|gracias|thank u|thnx|tks|much appreciated|appreciate it|appreciate you|cheers
NICE: ok|okay|k|oh|aw|aww|hey|hi|vale|bueno|ah|lol|haha|cool|great|nice|perfect|so much|very much|a lot|a bunch|again
 |for that|for this|for checking|for checking in|for the reminder|for asking|for everything|for you|for your help|for
 the help|you|u|thanks|thank you|gracias|muchas|muchisimas|mil|por todo|a ti|a usted|igualmente|thumb|cheer|friend
 |amigo|amiga|nudges|and|y|very|really|all|always|anytime|so|most
""")

OPEN, NUMBERS, PAGE, NO_RESEARCH, NEXT = "open", "numbers", "page", "no research", "next"
SHARES, UNSHARE = "shares", "unshare"
"""Rules that are another word for an order: what ends discreet texts, and what shows a week or its page, and what tells
of the next text."""

ORDERS = {OPEN: Intent.DISCREET, NUMBERS: Intent.STATUS, PAGE: Intent.STATUS, NO_RESEARCH: Intent.RESEARCH,
          SHARES: Intent.SHARE, UNSHARE: Intent.SHARE, NEXT: Intent.LIST}  # fmt: skip

_COMMANDS = Rules(COMMANDS, WORDS)
_COURTESY = Rules(COURTESY, NICE)


def command(normal: Normal) -> tuple[Intent, str] | None:
    """Return what is ordered, when (nearly) the whole text is an order."""
    rule = _COMMANDS.first(normal)
    return (ORDERS.get(rule) or Intent(rule), f"{rule}, whole text") if rule else None


def courtesy(normal: Normal) -> str | None:
    """Return the rule by which the whole text is a thank-you or a machine's, to which nothing needs to be done."""
    rule = _COURTESY.first(normal)
    return f"courtesy, {rule}" if rule else None
