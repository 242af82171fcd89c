"""Which texts take back the leave to write, in the carriers' words or in any."""

import re

from nudges.core.understanding.normal import Normal
from nudges.core.understanding.pattern import Rules, vocabulary
from nudges.core.understanding.slips import Slips

PIECES = re.compile(r"[.,;:!?\n]+")
BARE = frozenset({"stop", "stopall", "unsubscribe", "alto", "para", "parar", "baja"})
FIRST = frozenset({"stop", "stopall", "unsubscribe", "alto"})
SHOUTED = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "ALTO", "BAJA"})

WORDS = vocabulary("""
POLITE: please|pls|plz|plss|thanks|thank you|thx|ok|okay|now|already|it|this|that|all|hi|hello|hey|just|right away
 |immediately|i said|can you|could you|would you|will you|you|u|im|i|want|would like|id like|like|need|to|want you
 to|need you to|por favor|porfa|gracias|ya|hola|favor|quiero|quisiera|me gustaria|necesito|forever|today|sir
 |everything|i am|asking|seriously|omg|must|the
TEXTING: texting|messaging|sending|contacting|bothering|spamming|msging|txting|writing|emailing|nudging|pinging
 |reminding|harassing|calling|annoying|pestering|notifying|blowing up|bugging|hounding|textin|messagin|sendin|botherin
 |spammin|msgin|txtin|writin|buggin|callin|pingin|textn|blowin up
TEXT: text|message|contact|write|send|bother|msg|txt|email|nudge|ping|remind|call|notify|spam|disturb
TEXTS: text|texts|message|messages|msgs|sms|reminder|reminders|nudge|nudges|notifications|txts|messaging|alerts
 |spam|texting|check ins|service|program|subscription
MENSAJES: mensajes|mensaje|textos|sms|msjs|notificaciones|recordatorios|recordatorio|mensajitos|avisos
ESCRIBAN: escriban|escribas|escriba|manden|mandes|mande|envien|envies|envie|molesten|molestes|moleste|contacten
 |contactes|contacte|texteen|textees|llamen|llames|escribais|recuerden|escribir|mandar|enviar|molestar
ESCRIBIRME: escribirme|mandarme|enviarme|molestarme|textearme|contactarme|mandar|enviar|escribir|molestar|llamarme
 |recordarme
LEAVE: stop|quit|cease|end|halt|discontinue|stop with
BESIDE: done|did it|yes|yeah|yep|yup|y|no|nope|nah|n|d|s|skip|skipped|pass|ok|okay|k|later|thumb|all|finished|half|felt
 |feeling|mood|#|and|then|but|now|also|it|was|is|so|hecho|hecha|listo|lista|ya|si|luego|paso|hoy|today|not today|hoy
 no|lo hice|me senti|un|a|thanks|gracias|cheer
THESE: this|these|those|you|u|this app|this thing|this program|this service|this shit|this crap|this bs|this bot|all
 of this|all this|these things|you guys|you people|this number
OTHER: he|she|they|him|her|them|friend|friends|mom|mum|dad|ex|bf|gf|boyfriend|girlfriend|husband|wife|partner|boss
 |sister|brother|people|someone|guy|everyone|nobody|who|it|phone
""")

_OTROS = vocabulary("OTRO: le|les|el|ella|ellos|mama|papa|novio|novia|amiga|amigo|jefe|nadie|dije|dijo|espero|ojala")
OTHERS = frozenset(f"{WORDS['OTHER']}|{_OTROS['OTRO']}".split("|")) - {"it", "phone", "who"}
"""Of whom is spoken where it is not us, and how it is told what was said to them."""

MASKS = """
others: stop|quit|cease|from TEXTING % my|him|her|them|his|the ex|bf|gf|boyfriend|girlfriend|husband|wife|mom|guy
 |boss
others: dont TEXT me % when|while|at|between|during|unless|if|before|after|during
others: want|wanna out of|from this|the|my relationship|marriage|house|job|bed|town|situation|life|world|here
others: OTHER .. not|to|would|wont|cant|didnt|will|never|doesnt|should|could|please|keeps|dont+ stop|quit|stops
 |stopped|text|message
others: OTHER dont|never|didnt|doesnt|wont|to|not ever? TEXT|TEXTING
others: dont|not|never|cant|cannot|didnt|wont|couldnt|without|nor|hard|unable|doesnt|no _? stop|quit|stopping|end
others: stop|quit|no|more|from|end TEXTING|texts|messages|text|message .. from|to|with OTHER|my|a|a?
others: no more TEXTS|MENSAJES from|to|with|de|con|a OTHER|my|his|her|el|ella|mi|work
others: no dejo|deja|puedo|para|paro|pueda de|dejar|parar ESCRIBIRME|de
others: el|ella|ellos|mama|novio|ex|amiga|jefe|nadie|amigos no|ya|me+ ESCRIBAN
others: done|finished|through|over|tired|sick with|of the|my|all|his|her+ TEXTS to|from|with my|OTHER
others: dije|dijo|digo|dice|pedi|pidio|pide|espero|ojala|quiere|quiero que|y|ya|nunca+ no|nunca me|nos|le+
 ESCRIBAN mas? mi|el|ella|ex|$
others: harta|harto|cansada|cansado de|con tanto|tantos|los|sus+ MENSAJES de mi|el|ella|ex|mama|mis|OTHER
others: bus|full|short|pit|non|rest|truck stop
others: stop sign|motion|watch|light
"""

WHOLE = """
carrier: ^ POLITE+ stop|stopall|unsubscribe|cancel|end|quit|revoke|optout|unsub|remove|arret POLITE+ $
carrier: ^ POLITE+ stop all|texts|messages POLITE+ $
carrier: ^ stop % stop|unsubscribe % stop? % stop? $
carrier: ^ POLITE+ opt out|me|myself out? POLITE+ $
carrier: ^ BESIDE+ % BESIDE+ % BESIDE+ % stop|stopall|unsubscribe|optout POLITE+ $
carrier: ^ POLITE+ stop|stopall|unsubscribe|optout % BESIDE+ % BESIDE+ $
carrier: ^ BESIDE+ % BESIDE+ % alto|parar|detener|detente|desuscribir|desuscribirme POLITE+ $
carrier: < POLITE+ stop|stopall|unsubscribe|optout|stop POLITE+ $
carrier: ^ alto|baja|parar|para|detener|basta|cancelar|cancela|pare|paren|detente|detenganse|alto|terminar|salir
 |desuscribir|desuscribirme|anular|fin POLITE+ $
carrier: ^ POLITE+ alto|baja|parar|detener|basta|cancelar|cancela|pare|paren|detenganse|desuscribir|desuscribirme
 POLITE+ $
plain: ^ POLITE+ not|no interested|interesa|interesado|interesada POLITE+ $
plain: ^ POLITE+ no me interesa POLITE+ $
plain: ^ POLITE+ make it|this|these|them|that stop TEXTING
plain: ^ POLITE+ so|really|just|all|totally|officially|honestly|truly|completely+ done|finished|through with THESE %
 POLITE+ $
plain: ^ POLITE+ so|really|totally|officially|honestly+ over THESE % POLITE+ $
plain: ^ POLITE+ ya? me? canse|harte|harta|harto|cansada|cansado|estoy+ harta|harto|canse|harte|cansada|cansado de
 estos|estas|tus|sus|tantos|los MENSAJES POLITE+ $
plain: ^ POLITE+ wrong|numero number|person|equivocado POLITE+ $
plain: ^ wrong|numero number|equivocado
plain: ^ POLITE+ no|ya no? more|mas % please|pls|thanks|gracias|favor|por+ $
plain: ^ POLITE+ ya? basta ya? POLITE+ $
plain: ^ POLITE+ cancel all of? it|this|that POLITE+ $
plain: < POLITE+ go|get|fuck|piss|bug|f away|off|lost POLITE+ $
"""

PLAIN = """
leave: ^ stop|unsubscribe % i|im|ive
leave: make|want|wish|need|get these|this|it|them|the|your|texts|messages|reminders|nudges|to|would|just+ TEXTS
 |these|them|this to? stop|end % please|$|now
leave: make it stop TEXTING
leave: knock|cut it off|out with the|these TEXTS
leave: ^ cease and desist
want: dont|not|no|never|longer want|wish|wanna|care|like to receive|get|have|see any|more|of|anymore+ these|this
 |those|them|any|more|anymore % please|anymore|$
off: take|remove|delete|get me|my .. off|from .. list|lists
leave: LEAVE TEXTING me|us|this|these|those|the|all|texts|messages|here|my|reminders|so|stuff|it|anymore|now|please
 |$
leave: LEAVE TEXTING % $
leave: LEAVE all|these|the|your|with|those|this|sending|my|all|of|daily|me|with+ TEXTS % please|now|$|already|to
 |from|i|they|thanks|today|thank|for
leave: < POLITE+ LEAVE .. TEXTING me|this|these
leave: if you|u would|could? ceased|stopped|cease|quit TEXTING|with me|us|this|these|to|$
leave: < stop % . i|you|this|who|no|leave|please|dont|wrong
no-more: no|not|enough|without|zero more|any|of|with? of|with|any|these|this|the|your|those|more+ TEXTS % please|$
 |for|thanks|ok|now|to|i|today|ever|from|thank|me
no-more: < POLITE+ no more of? these|this|those % please|$|thanks|ok
no-more: enough|done|finished|through|sick|tired|over with|of|already these|the|your|this|all|getting|receiving+ TEXTS
dont: < POLITE+ dont|never|do|cease|no not? ever|you|again|keep|please|want|and|to+ TEXT|TEXTING me|us|this|these
 |anymore|again|here|number
dont: you|u cant|not|dont|shouldnt|stop|cannot not|to|longer|ever+ TEXT me
dont: < POLITE+ dont TEXT POLITE+ $
want: dont|not|no|never|longer|didnt really|want|wish|wanna|like|need|care|asked|ask|for|sign|signed|up|longer
 |agree|agreed|consent|to|get|any|got|to|receive|more|getting+ want|receive|get|getting|receiving|any|these|this
 |your|for|to|the|all|those|such|anymore|more|of|be|daily|those+ TEXTS|texted|contacted|messaged|bothered|nudged %
 anymore|any|from|$|please|to|thanks|longer|now|again|on
want: dont|not|never|didnt|no|longer i|ever|want|wanna|wish|need|sign|signed|agree|agreed|like|to+ want|receive|up
 |consent|get|getting|to|need these|this|those % anymore|any|$|please
want: never|didnt|not sign|signed|subscribe|subscribed|consent|agree up? for|to this|these|it|anything|any
want: i want|wanna to? out|off|unsubscribe % $|of|please|from this|these|here|it|the|program|texts|now?
want: no longer|not want|wish|interested to|in|be|receive|get|participate|continue|this|these|the|a|part|of+ TEXTS
 |these|this|participate|continue|contacted|texted|hear % anymore|$|in|with|please|from
off: take|remove|delete|get|erase|drop|strike|scratch|pull me|my|this|us number|phone|contact|info|name? from|off
 |of|out|frm the|your|this|these|all|of+ list|lists|system|this|here|texts|database|it|contacts|program|these|$
off: take|remove|delete|lose|forget|erase my|this phone? number
off: remove|unsubscribe|unenroll|unenrol|deregister|disenroll me
off: < POLITE+ leave me|us alone|be POLITE+ $
off: lose|loose my number
off: opt|opting|opted me|out|us|myself out|of|from|please|these|this|now|me|$|all|everything % $|please|me|these
 |this|texts|now|all|of|from
off: want|like|wish|need|how|can|could|would|id|choose|may|will|let to|do|i|you|please|me+ opt|unsubscribe|unsub
 out?
off: unsubscribe|unsub from? me|from|please|now|this|these|all|my|immediately|the|$
off: revoke|withdraw|withdrawing|revoking|rescind my|all|the? consent|permission
off: cancel|end|terminate|deactivate|close|discontinue|quit|leave|delete my|this|these|the|all|your|future|sms|text
 |daily+ subscription|messages|texts|service|enrollment|texting|reminders|nudges|notifications|sub|program|alerts
off: turn|shut|switch off|these|this|the|all|my|it|down|your+ texts|messages|reminders|nudges|notifications|off
 |these|this|bot|program % off? $|please|for|now
off: turn|shut|switch these|this|it|the texts|messages|reminders|nudges|thing? off
off: how|way do|can|to|would|i+ stop|cancel|end|unsubscribe|quit|opt these|this|the|getting|receiving|out|from
 |texts|messages
off: sign|count|get me out|off of|this|these|here
"""

LLANO = """
no-escriban: ya|no quiero|deseo que me ESCRIBAN
no-escriban: < POLITE+ ya no ESCRIBAN
no-escriban: ^ POLITE+ ya no % mas|gracias? $
baja: ^ POLITE+ borrenme|eliminenme|saquenme|quitenme|sacame|quitame|eliminame % por|de|aqui|favor|esto|ya+ $
baja: quiero|quisiera|deseo|necesito salir|salirme|salgo de esto|aqui|este|la % programa|lista|grupo? $
baja: da|date|de de baja
no-escriban: < POLITE+ ya|favor|mas|que|nunca|por+ no|nunca|jamas me|nos|vuelvan|vuelvas|a|mas|quiero|que|lo+
 ESCRIBAN mas|mensajes|nada|por|textos|$|a|estos|nunca|ya|favor|recordatorios
no-escriban: no quiero|deseo que? me ESCRIBAN
no-escriban: < POLITE+ ya? no me ESCRIBAN
no-escriban: < pero|y|mejor|asi|que|por|eso+ ya? no me ESCRIBAN mas|nada|por|$|nunca|ya|favor
no-escriban: < POLITE+ pueden|podrian|puedes|podrias|que|y|ya+ dejen|deja|deje|dejar|paren|parar|pare|dejes|dejenme
 |dejame|cesen|para ya? de ESCRIBIRME
no-escriban: quiero|necesito|pido que dejen|dejes|paren|deje de ESCRIBIRME
no-mas: no|ya|tampoco quiero|deseo|quisiera|necesito|me|gustaria|ya|mas|no+ recibir|mas|mas|sus|estos|los|tus|que
 |lleguen|seguir|recibiendo|mas+ MENSAJES % mas|$|por|gracias|ya|de|suyos|asi
no-mas: no|basta|sin|suficientes|ya|paren|parenle|parale|bajenle|bajale|alto|detener|detengan|cancelar|cancela
 |cancelen|parar|para|quitar
 |desactivar|desactiva|apaga|quiten|suspender|terminen mas|de|con|los|estos|sus|tus|todos|a|la|el|no|tantos+
 MENSAJES % por|ya|$|gracias|mas
no-mas: no quiero|deseo recibir mas|esto|nada % $
no-mas: harta|harto|hartas|hartos|cansada|cansado con|de tanto|tantos|tus|sus|estos MENSAJES % ya|$|no|por|gracias
baja: quita|quitame|quitenme|borra|borrame|borrenme|elimina|eliminame|eliminenme|saca|sacame|saquenme|remueveme
 |borren|eliminen|quiten|quite mi|el|este|a+ numero|telefono|de|esto|aqui .. lista|numero|aqui|esto|$|grupo|sistema
baja: dar|darme|dame|denme|deme|den|doy|darse|quiero|solicito|pido de|mi|la|me baja
baja: cancelar|cancela|cancelen|anular|terminar|cancele mi|la|esta|el|este+ suscripcion|subscripcion|servicio
 |inscripcion|registro
baja: < POLITE+ dejame|dejenme|dejeme en paz|tranquila|tranquilo|sola
baja: desuscribirme|desuscribanme|desuscribeme|desinscribirme|desinscribeme|desuscribir
baja: retiro|revoco|quito mi consentimiento|permiso|autorizacion
baja: numero equivocado
"""

_MASKS = Rules(MASKS, WORDS)
_WHOLE = Rules(WHOLE, WORDS)
_PLAIN = Rules(PLAIN + LLANO, WORDS)
_SLIPS = Slips(
    "stop stopall unsubscribe optout",
    real="step steps stops stomp stoop stow stoup strop shop slop swop stob stot",
    shortest=4,
)
_LEADS = re.compile(r" (?:stop|stopal|stopall|unsubscribe|alto) [.,] (?!(?:no|wait|espera|i mean|done|hecho|listo) )")
FEW = 3  # a slip is read as an order only in a text that says hardly anything else


def revocation(normal: Normal) -> str | None:
    """Return the rule by which a text takes back the leave to write."""
    if rule := _WHOLE.first(normal):
        return f"stop, {rule}"
    if len(normal.words) <= FEW and (mended := _SLIPS.mend(normal)) is not normal and _WHOLE.first(mended):
        return "stop, a slip of it"
    if _LEADS.match(normal.text):
        return "stop, and a reason"
    if not _PLAIN.candidates(normal.words):
        return None
    rule = _PLAIN.first(_MASKS.mask(normal))
    return f"stop, {rule}" if rule else None


def is_about_others(normal: Normal) -> bool:
    """Whether a text speaks of somebody else's texts, or of what was said to somebody else."""
    return not OTHERS.isdisjoint(normal.words) and _MASKS.mask(normal) is not normal


def stop_beside(text: str) -> bool:
    """Whether a text that speaks of danger also says stop: as its first word, between marks, or in capitals.

    Not "make it stop" and not "can't stop": there it is a word like any other.
    """
    pieces = [piece.strip().casefold() for piece in PIECES.split(text)]
    first = text.split(maxsplit=1)[:1]
    words = [word.strip(".,!;:") for word in text.split()]
    # In a text that is in capitals anyway the word stands out no more than the others.
    aloud = sum(word.isupper() and len(word) > 1 for word in words)
    shouted = 2 * aloud < len(words) and any(word in SHOUTED for word in words)
    return shouted or any(piece in BARE for piece in pieces) or bool(first and first[0].casefold() in FIRST)
