"""The answers about trials, and what is filled into them."""

from collections.abc import Mapping

COUNTED = ("first", "first_done", "first_days", "second", "second_done", "second_days")
TRIAL_ANSWERS: Mapping[str, tuple[str, ...]] = {
    "trial_begins": ("weeks", "from"),
    "trial_look_back": ("title",),
    "trial_look_back_discreet": (),
    "trial_over": (*COUNTED, "gap", "low", "high"),
    "trial_over_apart": (*COUNTED, "low", "high"),
    "trial_few": (),
}
TRIAL_LONGEST: Mapping[str, int] = {
    "title": 40,
    "weeks": 2,
    "first": 15,
    "second": 15,
    **dict.fromkeys(("first_done", "first_days", "second_done", "second_days"), 3),
    **dict.fromkeys(("gap", "low", "high"), 4),
}
