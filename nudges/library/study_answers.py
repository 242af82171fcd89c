"""The answers about studies and trials, and what is filled into them."""

from collections.abc import Mapping

COUNTED = ("first", "first_done", "first_days", "second", "second_done", "second_days")
STUDY_ANSWERS: Mapping[str, tuple[str, ...]] = {
    "research_ask": ("program",),
    "research_words_ask": (),
    "research_set": (),
    "research_words_set": (),
    "research_no": (),
    "research_words_no": (),
    "research_on": (),
    "research_ended": (),
    "trial_begins": ("weeks", "from"),
    "trial_look_back": ("title",),
    "trial_look_back_discreet": (),
    "trial_over": (*COUNTED, "gap", "low", "high"),
    "trial_over_apart": (*COUNTED, "low", "high"),
    "trial_few": (),
}
STUDY_LONGEST: Mapping[str, int] = {
    "title": 40,
    "weeks": 2,
    "first": 15,
    "second": 15,
    **dict.fromkeys(("first_done", "first_days", "second_done", "second_days"), 3),
    **dict.fromkeys(("gap", "low", "high"), 4),
}
