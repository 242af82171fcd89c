"""Whether a text speaks of danger to life, and how plainly."""

from typing import assert_never

import msgspec

from nudges.core.understanding import learned
from nudges.core.understanding.danger import HARD
from nudges.core.understanding.distress import SOFT
from nudges.core.understanding.mascaras import MASCARAS
from nudges.core.understanding.masks import MASKS
from nudges.core.understanding.normal import Normal
from nudges.core.understanding.pattern import Rules, vocabulary
from nudges.core.understanding.peligro import DURO, SUAVE
from nudges.core.understanding.safety_words import WORDS
from nudges.core.understanding.slips import Slips
from nudges.core.understanding.violence import VIOLENCE, VIOLENCIA
from nudges.core.words import Intent, Safety

PLAYED_DOWN = """
laugh: LAUGH % $
laugh: want|wanna|suicidal|die|dead|kms|kys % ... % LAUGH
mundane: MUNDANE .. makes|making|made me|us want|wanna
mundane: MUNDANE .. me|hace hace|dan|da .. querer|ganas
other: OTHER _? _? _? MEANT
other: wants|quiere|says|dice|said|dijo|feels|siente|told|thinks|threatened .. MEANT
other: about OTHER .. suicide|dying
manner: cansada|cansado|harta|harto|agotada|agotado de vivir asi|aqui|con|en|como|estresada|estresado
past: antes|hace|en #? anos|meses? _? queria|quise|pensaba|intente|deseaba .. .. % hoy|ahora
past: suicidal|dark thoughts|ideation|feelings % stopped|gone|went|left|faded|disappeared
past: fueron|desaparecieron|quitaron|calmaron las|los ideas|ganas|pensamientos de
past: asked|asks|asking if .. wanted|want|suicidal|thought|thoughts|felt ... ... said|told|answered _? no
past: preguntaron|pregunto|preguntan si .. pensaba|pienso|queria|quiero|tenia ... ... dije|conteste|respondi _? no
past: wanted|used to die|dead|death ... % ... dont|not|anymore now|anymore|and|since|today
neg: no me? voy|pienso|vamos a? matar|hacer|suicidar nada|por|tranqui|$
other: himself|herself|themself|themselves|suicidarse|matarse|cortarse|lastimarse|morirse|ahorcarse|quitarse
"""
MEANT = vocabulary("""
MEANT: wants|wanted|says|said|keeps|is|feels|might|told|was|tried|talks|thinks|threatens|threatening|threatened
 |texted|quiere|dice|dijo|se|esta|intento|piensa|suicidal|has|going|thinking
""")
FOR_NOW = """
for-now: not|wont|no NEAR+ KILL|kill MYSELF FOR_NOW
for-now: no NEAR+ MATARME FOR_NOW
"""
AGAINST = frozenset({"want-die", "suicide", "passive", "kill-self", "muerte", "live"})
THREATS = frozenset({"means", "medios"})  # in another's hand
SLIPS = Slips("suicide suicidal myself overdose overdosed suicidio suicidarme pastillas goodbye hopeless")


class Danger(msgspec.Struct, frozen=True):
    """How plainly a text speaks of danger, and the rule that says so."""

    safety: Safety
    rule: str


NO_DANGER = Danger(Safety.NONE, "")
_MASKS = Rules(MASKS + MASCARAS, WORDS)
_HARD = Rules(HARD + DURO, WORDS)
_VIOLENCE = Rules(VIOLENCE + VIOLENCIA, WORDS)
_SOFT = Rules(SOFT + SUAVE, WORDS)
_FOR_NOW = Rules(FOR_NOW, WORDS)
_PLAYED_DOWN = Rules(PLAYED_DOWN, WORDS | MEANT)


SEEN, RATHER_SEEN, SURELY_SEEN, SURELY_HARD, SURELY_OF_THAT_KIND = 0.22, 0.5, 0.9, 0.95, 0.9
"""How likely danger is before the model says so by itself: in any text, in one that a rule knows as harmless, in one
that is an order, and as hard; and how likely that kind is among all."""
DOUBTFUL, SURELY_A_REPLY = 0.9, 0.7
"""Danger less likely than this gives way where another model surely takes the text for an answer or an order."""
UNSURE, UNLIKELY, RATHER_UNLIKELY = 0.55, 0.2, 0.1
"""How unlikely danger is before a rule that found some is taken for mistaken: hard becomes soft, which names who helps
too, and soft none; hard stays hard if a part of the text alone is plain and the whole is not all too unlikely. Nothing
makes none of what a rule takes for hard."""
TELLING, HARDLY = 0.4, 0.2
"""So much more danger is asked for of a text that is wholly an answer or an order, less of one that is so in part; and
what part of one is too small to count."""

PLAINLY = 0.95
"""How likely danger is in a part of a text before the part makes hard by itself, whatever the rest says."""

LONG = 80
"""Of a text with more words the whole says little: what is plain may stand at its end."""
LETTERS_AND_NUMBERS = 2


def danger(normal: Normal, *, ordered: bool = False) -> Danger:
    """Return the gravest danger a text speaks of: by the rules, and by a model for words they were not written for.

    Neither is trusted alone where the other is sure. `ordered` says that the whole text is an order to the program.
    """
    ruled = by_rule(normal)
    any_danger = learned.leaning("danger", normal.words)
    match ruled.safety:
        case Safety.HARD:
            plainest = _plainest_part(normal)
            part = plainest > UNSURE
            plain = any_danger > UNSURE or plainest > PLAINLY
            plain = plain or (part and (any_danger > UNLIKELY or len(normal.words) > LONG))
            return ruled if plain else Danger(Safety.SOFT, f"{ruled.rule}, played down")
        case Safety.SOFT if any_danger < RATHER_SEEN and _is_surely_a_reply(normal):
            return NO_DANGER
        case Safety.SOFT | Safety.VIOLENCE:
            return ruled if any_danger > RATHER_UNLIKELY else NO_DANGER
        case Safety.NONE:
            seen = any_danger >= SEEN and _has_words(normal)
            if seen and any_danger < (SURELY_SEEN if ordered else SEEN + TELLING * _more_than_words(normal)):
                seen = False
            # "Not thinking about suicide" has the words of danger, and a rule that knows why they are none.
            left = _MASKS.mask(normal) if seen else normal
            if left is not normal and any_danger < RATHER_SEEN:
                seen = False
            if seen and any_danger < DOUBTFUL and _is_surely_a_reply(normal):
                seen = False
            return (
                _learnt(normal, surely=any_danger >= SURELY_HARD and _still_speaks(left, normal)) if seen else NO_DANGER
            )
        case _:
            assert_never(ruled.safety)


def _plainest_part(normal: Normal) -> float:
    """Return how plainly a part of a text speaks of danger, whatever else stands beside it: "I want to die, done 7"."""
    parts = (tuple(part.split()) for part in normal.text.replace(",", ".").split("."))
    return max((learned.leaning("danger", part) for part in parts if len(part) > 1), default=0.0)


def _still_speaks(left: Normal, normal: Normal) -> bool:
    """Whether what a rule leaves of a text speaks of danger, too, where it knows a part as harmless."""
    if left is normal:
        return True
    words = tuple(word for word in left.text.split() if word not in ".,~")
    return bool(words) and learned.leaning("danger", words) > RATHER_SEEN


def _has_words(normal: Normal) -> bool:
    """Whether a text has any word to weigh: of "1 y, 2 n" and "b" a model makes what it likes."""
    return any(len(word) > LETTERS_AND_NUMBERS and word.isalpha() for word in normal.words)


def _more_than_words(normal: Normal) -> float:
    """Return how likely a text is an answer or an order, and no words for themselves; 0 where that is unlikely."""
    return max(1 - learned.likely("intents", normal.words)[Intent.NOTE] - HARDLY, 0.0)


def _is_surely_a_reply(normal: Normal) -> bool:
    """Whether the model of replies knows the text: as anything but words for themselves, which say nothing of it."""
    likely = learned.likely("intents", normal.words)
    most = max(likely, key=likely.__getitem__)
    return most != Intent.NOTE and likely[most] >= SURELY_A_REPLY


def _learnt(normal: Normal, *, surely: bool) -> Danger:
    """Return what kind of danger a model sees; in doubt the gentler answer, which names who helps too."""
    likely = learned.likely("tiers", normal.words)
    tier = Safety(max(likely, key=likely.__getitem__))
    if tier is Safety.HARD and not (surely and likely[tier] >= SURELY_OF_THAT_KIND):
        tier = Safety.SOFT
    return Danger(tier, f"learnt: {learned.telling('tiers', normal.words, tier)}")


def by_rule(normal: Normal) -> Danger:
    """Return the gravest danger that a rule finds; what only sounds like it is taken out before."""
    normal = SLIPS.mend(normal)
    if not any(rules.candidates(normal.words) for rules in (_HARD, _VIOLENCE, _SOFT, _FOR_NOW)):
        return NO_DANGER
    left = _MASKS.mask(normal)
    hard = list(_HARD.hits(left))
    if hard and not (THREATS.issuperset(name for name, _ in hard) and _VIOLENCE.first(left)):
        return _weigh(left, [name for name, _ in hard])
    if rule := _VIOLENCE.first(left):
        return Danger(Safety.VIOLENCE, rule)
    if rule := _SOFT.first(left) or _FOR_NOW.first(normal):
        return Danger(Safety.SOFT, rule)
    return NO_DANGER


def _weigh(left: Normal, names: list[str]) -> Danger:
    """Return soft for a wish with a laugh or of another person; a method, means or a goodbye stays hard."""
    if AGAINST.issuperset(names) and (why := _PLAYED_DOWN.first(left)):
        return Danger(Safety.SOFT, f"{names[0]}, {why}")
    return Danger(Safety.HARD, names[0])
