"""Which answers the service needs, and what is filled into them."""

from collections.abc import Iterator, Mapping

from nudges.core.words import Language
from nudges.library.lines import helplines

ANSWERS: Mapping[str, tuple[str, ...]] = {
    "opt_in": ("program", "name", "often"),
    "welcome": ("program", "name", "often"),
    "consented": ("next",),
    "declined": (),
    "done": (),
    "partly": (),
    "skipped": (),
    "not_applicable": (),
    "rated": ("rating",),
    "counted": ("count",),
    "noted": (),
    "thanks_unclear": (),
    "snoozed": ("time",),
    "snooze_too_late": (),
    "nothing_to_snooze": ("next",),
    "paused": ("until",),
    "paused_vacation": ("until",),
    "paused_sick": ("until",),
    "paused_rest": ("until",),
    "paused_later": ("from", "until"),
    "paused_longest": ("until",),
    "resumed": ("next",),
    "stopped": (),
    "started": (),
    "help": ("program", "line"),
    "status": ("done", "partly", "skipped", "silent"),
    "undone": ("plan",),
    "nothing_to_undo": (),
    "ask_operator": (),
    "zone_set": ("place", "time"),
    "zone_which": ("choices",),
    "zone_near": ("choices",),
    "zone_unknown": (),
    "no_open_nudge": (),
    "report": ("done", "partly", "skipped", "silent", "answered", "asked"),
    "report_quiet": (),
    "report_rested": (),
    "safe_ack": ("line",),
    "crisis_hard": ("line", "emergency"),
    "crisis_soft": ("line",),
    "crisis_violence": ("violence_line", "emergency"),
    "crisis_violence_near": ("emergency", "line"),
    "crisis_again": ("line", "emergency"),
    "together": ("number", "part", "texts"),
    "part_noted": ("plan", "other"),
}
SEGMENTS: Mapping[str, int] = {"report": 2, "together": 2, "zone_which": 2, "zone_near": 2}  # the others have one
LONGEST: Mapping[str, int] = {
    "cue": 28,
    "contact": 20,
    "program": 20,
    "name": 20,
    "often": 25,
    "next": 20,
    "until": 20,
    "from": 20,
    "place": 20,
    "choices": 190,
    "time": 12,
    "plan": 28,
    "rating": 4,
    "count": 5,
    "done": 2,
    "partly": 13,
    "skipped": 2,
    "silent": 2,
    "answered": 3,
    "asked": 3,
    "number": 6,
    "part": 14,
    "texts": 250,
    "other": 28,
}


def worst_cases(language: Language) -> Iterator[Mapping[str, str]]:
    """Yield what could be filled in at most, once with the lines of each country."""
    longest = {name: "x" * size for name, size in LONGEST.items()}
    for row in helplines().values():
        yield longest | {
            "line": row.line[language],
            "violence_line": row.in_violence(language),
            "emergency": row.emergency[language],
        }
