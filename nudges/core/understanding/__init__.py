"""What a text from a person means."""

import msgspec

from nudges.core.understanding import commands, places, resting
from nudges.core.understanding.batch import batch
from nudges.core.understanding.days import of_a_day
from nudges.core.understanding.guessed import a_while, may_mean_stop, stop_meant, weighed, worth
from nudges.core.understanding.language import language_of
from nudges.core.understanding.meaning import Part, Pending, Understanding, Value
from nudges.core.understanding.normal import Normal, normalise
from nudges.core.understanding.opt_out import revocation, stop_beside
from nudges.core.understanding.outcome import Answer, answer
from nudges.core.understanding.pattern import Rules, vocabulary
from nudges.core.understanding.safety import danger
from nudges.core.words import Intent, Language, Safety

__all__ = ["Part", "Pending", "Understanding", "Value", "understand"]

OPEN = """
yes: ^ FILL+ yes|y|yep|yeah|yup|ok|okay|si|sure|sip|claro|start|agree|agreed|accept|acepto|thumb|vale|dale|k|fine
 |absolutely|confirm|confirmo|of|yea|de|por FILL+ course|acuerdo|supuesto? FILL+ $
yes: ^ yes|yep|yup|yea|yeah|si|sure|claro|dale|sale|va|ok|okay|vale % POLITELY+ % POLITELY+ $
yes: < yes|yep|yeah|si|sure|claro % acepto|agree|please|porfavor|i|por|text|ok
no: ^ FILL+ no|nope|n|nah|never|nunca|nel|negative|decline|thumbdown|nop FILL+ $
no: < no|nope|nah % thanks|thank|gracias|dont|i|please|quiero|way
"""
SAFE = """
safe: safe|fine|seguro|segura|okey|salvo|bien
safe: im|i|all|doing|just|estoy|todo|am ok|okay|good|alright|bien
safe: ^ FILL+ safe|ok|okay|yes|fine|si|y|good|bien|segura|seguro|salvo|thumb FILL+ $
"""
UNSAFE = """
unsafe: not|no|never|dont|isnt|cant|unsafe|arent _? _? safe|fine|ok|okay|good|bien|segura|seguro|salvo|alright
unsafe: ^ FILL+ no|nope|unsafe|nah FILL+ $
"""
WORDS = vocabulary("""
POLITELY: u|you|can|may|please|text|texts|me|send|them|it|happy|glad|to|give|a|try|go|ahead|for|that|this|claro|mandenme
 |mandame|mandamelos|escribanme|escribeme|va|dale|sale|pues|por|favor|con|gusto|adelante|thumb|cheer|sounds|good|great
 |lets|do|im|i|am|in|do|thanks|thank|gracias|quiero|acepto|me|gusta|interesa|con|mucho|of|course
FILL: i|im|am|please|thanks|thank you|ok|you can|can|text me|me|do|the|a|por favor|gracias|estoy|a|yes|it|is|that
 |with|this|all|now|hi|hello|hola|cheer|quiero|lo|to|and|y|sana|sano
""")
FEW_WORDS = 2
CARRIER = "stop, carrier"
"""The rule that no model has a say about: a carrier's own word as the whole text."""

_OPEN, _SAFE, _UNSAFE = Rules(OPEN, WORDS), Rules(SAFE, WORDS), Rules(UNSAFE, WORDS)


def understand(text: str, *, pending: Pending = Pending.NOTHING, language: Language = Language.EN) -> Understanding:
    """Return what a text means: safety first, then opt-out, an open question, commands, answers; else it is a note.

    >>> understand("done! felt 7/10, called mum").value.note
    'called mum'
    """
    normal = normalise(text)
    stop = revocation(normal)
    paused = a_while(normal) if stop else None
    stop = None if paused or (stop and stop != CARRIER and not may_mean_stop(normal)) else stop
    order, polite, asked = _order(text, normal), commands.courtesy(normal), _answer_to(pending, normal, text)
    order = paused or order
    # An order, a thank-you or an answer to our question is nothing that a model should have a say in.
    clear = bool(stop or order or polite or asked)
    found = danger(normal, ordered=clear or len(normal.words) <= FEW_WORDS)
    if stop is None and found.safety is not Safety.NONE:
        stop = "stop, beside danger" if stop_beside(text) else stop_meant(normal)
    if found.safety is not Safety.NONE and order and order.intent is not Intent.HELP:
        order = None
    said = _read(text, normal, stop=stop, asked=asked, order=order, polite=polite)
    if not (stop or asked or polite) and (order is None or order.intent is Intent.UNDO):
        said = batch(text, normal, language) or of_a_day(text, normal, answer) or said
    # Beside danger nothing is guessed: a text that says "I can't go on" asks for no change of anything.
    if found.safety is Safety.NONE and not clear:
        said = weighed(said, text, normal)
    also = said.also
    if found.safety is not Safety.NONE:
        beside = () if said.intent is Intent.NOTE else (said.intent,)
        also, said = beside + also, msgspec.structs.replace(said, intent=Intent.CRISIS, rule=found.rule, sure=1.0)
    return Understanding(
        intent=said.intent,
        value=said.value,
        language=language_of(normal.words, language),
        safety=found.safety,
        also=tuple(dict.fromkeys(also)),
        rule=said.rule,
        sure=round(said.sure, 2),
    )


def _read(
    text: str, normal: Normal, *, stop: str | None, asked: Answer | None, order: Answer | None, polite: str | None
) -> Answer:
    if stop:
        beside = answer(text, normal)
        kept = beside.intent in (Intent.DONE, Intent.PARTLY) and beside.sure > 0.9
        value, also = (beside.value, (beside.intent,)) if kept else (Value(), ())
        return Answer(intent=Intent.STOP, value=value, rule=stop, sure=1.0, also=also)
    if asked:
        return asked
    if order:
        return order
    if polite:
        return Answer(intent=Intent.NOTE, value=Value(note=text.strip()), rule=polite, sure=0.95)
    return answer(text, normal)


def _order(text: str, normal: Normal) -> Answer | None:
    """Return what is ordered, when (nearly) the whole text is an order."""
    if order := commands.command(normal):
        value = worth(order[0], text, normal)
        if value is None:
            return None
        return Answer(intent=order[0], value=value, rule=order[1], sure=0.95)
    if rested := resting.rest(normal):
        rule, value = rested
        if resting.is_asked(normal, value):
            return Answer(intent=Intent.PAUSE, value=value, rule=rule, sure=0.9)
        if value != Value(why=value.why):  # it says for how long
            return Answer(intent=Intent.NOT_APPLICABLE, value=value, rule=rule, sure=0.9, also=(Intent.PAUSE,))
    if (zone := places.zone(text, normal)) is not None:
        return Answer(intent=Intent.ZONE, value=Value(zone=zone or None), rule="zone, whole text", sure=0.95)
    return None


def _answer_to(pending: Pending, normal: Normal, text: str) -> Answer | None:
    if pending is Pending.CONSENT and (rule := _OPEN.first(normal)):
        intent = Intent.START if rule == "yes" else Intent.STOP
        return Answer(intent=intent, value=Value(), rule=f"{intent}, {rule} to the consent question", sure=1.0)
    if pending is Pending.SAFE_CHECK and not _UNSAFE.first(normal) and (rule := _SAFE.first(normal)):
        return Answer(intent=Intent.NOTE, value=Value(note=text.strip(), safe=True), rule="safe, asked", sure=0.95)
    return None
