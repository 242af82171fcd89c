"""Which answers the service needs where texts become fewer, and what is filled into them."""

from collections.abc import Mapping

FADING: Mapping[str, tuple[str, ...]] = {
    "plan_finished": (),
    "quiet_half": ("from",),
    "quiet_weekly": ("from",),
    "quiet_note": (),
    "quiet_last": ("from",),
    "quiet_over": (),
    "quiet_note_discreet": (),
    "quiet_last_discreet": ("from",),
    "quiet_over_discreet": (),
    "quiet_back": (),
    "quiet_back_alone": ("next",),
}
