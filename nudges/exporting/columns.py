"""What stands in each file of a study, and what it means: the data dictionary."""

from collections.abc import Mapping

PERSON = ("person", "text", "", "who, as a code of this project")
PLAN = ("plan", "text", "", "which plan of this person, as a code; plans.csv has each")
NUDGE = ("nudge", "text", "", "which nudge, as a code; nudges.csv has each")
OUTCOME = "done, partly, skipped, not_applicable"

Column = tuple[str, str, str, str]
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "people": (
        PERSON,
        ("language", "text", "en, es, rare", "the language they are written to in; rare: fewer than five people's"),
        ("first_day", "date", "", "the day on which they said yes; nothing before that moment is here"),
        ("last_day", "date", "", "the last day of which something is here"),
        ("plans", "number", "", "how many plans something is known of"),
        ("nudges", "number", "", "how many nudges left"),
        ("answered", "number", "", "how many of those got an answer"),
        ("words", "text", "yes, no", "whether they agreed that their own words are read"),
    ),
    "plans": (
        PERSON,
        PLAN,
        ("library", "text", "", "which ready plan; own: their own; removed: gone; rare: fewer than five people's"),
        ("ask", "text", "done, rating, nothing", "what its nudges ask for"),
        ("goal", "number", "times a week", "how often they want it"),
        ("grace", "number", "minutes", "how late a nudge may leave"),
        ("every_time", "text", "yes, no", "whether each nudge of a day asks anew"),
        ("small", "text", "yes, no", "whether it is its smaller version now"),
    ),
    "nudges": (
        PERSON,
        PLAN,
        NUDGE,
        ("day", "date", "", "the person's own day, which may begin at 04:00"),
        ("due", "moment", "", "when it was due"),
        ("sent", "moment", "", "when the carrier took it"),
        ("delivered", "moment", "", "when it reached the phone, where the carrier tells"),
        ("answered", "moment", "", "when its outcome was told first"),
        ("state", "text", "sent, failed, waiting, not_sent", "whether it left"),
        ("reason", "text", "expired, cap, hours, gap, newer, done, quiet", "why it was not sent"),
        ("outcome", "text", f"{OUTCOME}, no_reply", "how it went; empty: still open, a day of rest, or nothing asked"),
        ("rating", "number", "0 to 10", "the number that came with the answer"),
        ("probability", "number", "0 to 1", "with which its hours or its kind were drawn, where they were"),
        ("arm", "text", "hours, a time or a kind of text", "what was drawn for it"),
    ),
    "checkins": (
        PERSON,
        PLAN,
        NUDGE,
        ("day", "date", "", "the day it is about"),
        ("told", "moment", "", "when it was told first"),
        ("outcome", "text", OUTCOME, "how the plan went; the last word counts"),
        ("rating", "number", "0 to 10", "the number that came with it"),
        ("count", "number", "", "how many times or minutes they said"),
    ),
    "ratings": (
        PERSON,
        PLAN,
        ("at", "moment", "", "when the number came"),
        ("rating", "number", "0 to 10", "the number"),
        ("kind", "text", "answer, alone, step", "with an answer, by itself, or in a plan that asks in steps"),
    ),
    "weeks": (
        PERSON,
        PLAN,
        ("monday", "date", "", "the first day of the week; only whole weeks and the one that runs"),
        ("sent", "number", "", "nudges that left"),
        ("done", "number", "", "days done; where each nudge asks anew, times"),
        ("partly", "number", "", "likewise"),
        ("skipped", "number", "", "likewise"),
        ("not_applicable", "number", "", "likewise"),
        ("no_reply", "number", "", "without an answer once the day was over; this is silence, and no failure"),
    ),
    "trials": (
        PERSON,
        PLAN,
        ("trial", "text", "", "which trial, as a code; only those that are over or were ended"),
        ("vary", "text", "kind, time, none", "what differs between the two arms"),
        ("point", "number", "", "which day of the trial, from 1"),
        ("day", "date", "", "the day on which one of the arms was drawn"),
        ("weekday", "number", "0 to 6", "0 is Monday"),
        (
            "available",
            "text",
            "yes, no",
            "whether they neither rested, travelled nor were silent for long",
        ),
        ("probability", "number", "0 to 1", "with which the first arm was drawn"),
        ("treated", "text", "yes, no", "whether the first arm was: the other kind, the other time, a text beforehand"),
        ("done", "text", "yes, no", "whether it was told done for that day; no answer is a no here"),
        ("answered", "text", "yes, no", "whether anything was told for that day"),
        ("done_before", "text", "yes, no", "done of the day before it in the trial; empty on the first"),
        ("answered_before", "text", "yes, no", "answered of the day before it; empty on the first"),
    ),
    "words": (
        PERSON,
        PLAN,
        ("at", "moment", "", "when it was written"),
        ("kind", "text", "note, reason, step", "a text of its own, beside an answer, or in a plan that asks in steps"),
        ("text", "text", "", "their words; [name], [number] and [address] stand for what was taken out"),
    ),
}
"""Per file: the name of a column, its type, its unit or its values, and what it means."""

WITHOUT_WORDS = tuple(name for name in COLUMNS if name != "words")


def headings(file: str) -> tuple[str, ...]:
    """Return the names of a file's columns."""
    return tuple(column[0] for column in COLUMNS[file])


def moments(file: str) -> list[str]:
    """Return which columns of a file are dates or moments."""
    return [name for name, kind, _, _ in COLUMNS[file] if kind in ("date", "moment")]
