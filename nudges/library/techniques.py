"""Which techniques and strategies the plans are for: all that are named by the article this project began from.

The article tells what may help people with an anxious-preoccupied attachment style, and their partners. It gives no
sources; each plan names its own.
"""

from enum import StrEnum


class Audience(StrEnum):
    """Who a plan is written for: the person themself, or someone whose partner is easily alarmed."""

    PERSON = "person"
    PARTNER = "partner"


class Technique(StrEnum):
    """A technique or strategy, by the name under which it is listed."""

    SELF_AWARENESS = "self-awareness"
    OWN_STYLE = "understanding one's own style"
    SIGNS = "recognising signs"
    PROFESSIONAL_HELP = "seeking professional help"
    COUNSELLING = "therapy and counselling"
    ATTACHMENT_THERAPY = "attachment-based therapy"
    CBT = "cognitive behavioural therapy"
    DBT = "dialectical behaviour therapy"
    ROOT_CAUSES = "exploring underlying causes"
    INSIGHT = "gaining insight"
    COPING = "coping strategies"
    PRACTICAL = "practical strategies from therapy"
    HEALTHIER_PATTERNS = "healthier relationship patterns"
    SELF_CARE = "self-care"
    SELF_ESTEEM = "self-esteem"
    SELF_COMPASSION = "self-compassion"
    STRESS_REDUCTION = "stress-reducing activities"
    STRESS_COPING = "coping with stress"
    MINDFULNESS = "mindfulness"
    EMOTION_REGULATION = "emotion regulation"
    NEGATIVE_THOUGHTS = "challenging negative thoughts"
    BELIEFS = "changing unhelpful beliefs"
    OVERTHINKING = "easing overthinking"
    INDEPENDENCE = "activities that promote independence"
    SUPPORT_NETWORK = "a network of friends and family"
    COMMUNICATION = "healthy communication"
    NEEDS = "asserting needs"
    BOUNDARIES = "asserting boundaries"
    SHARED_ACTIVITIES = "shared activities"
    TRUST = "building trust"
    REFLECTION = "conscious effort and self-reflection"
    PATIENCE = "time and patience"
    HOPE = "stories of change"
    LESS_REASSURANCE = "needing less reassurance"
    FELT_SECURITY = "felt security"
    PARTNER_UNDERSTANDING = "partner: understanding the style"
    PARTNER_REASSURANCE = "partner: reassurance"
    PARTNER_CONSISTENCY = "partner: consistency"
    PARTNER_COMMUNICATION = "partner: open communication"
    PARTNER_BOUNDARIES = "partner: healthy boundaries"
    PARTNER_TRUST = "partner: fostering trust"
    PARTNER_SECURITY = "partner: a secure environment"
