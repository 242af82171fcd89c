"""What would we do with this? Nothing here touches anyone's data."""

from datetime import UTC, datetime
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from nudges.cli.answering import Answer, answer_lines, answer_one, text_of
from nudges.cli.context import now
from nudges.cli.output import fields, json_option
from nudges.core.problem import Problem

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

MOST_FIRES = 1000
DEFAULT_FIRES = "5"
YEARS = range(2, 9000)
BY_FACT = "it is due by what happens, not by the clock"
NEVER = "it is never due from then on"
OPTIONS = {"tz": "tz", "from": "start", "count": "count", "seed": "seed", "country": "country"}
"""What a line may say beside `when`, and what it is called here."""
RAW = {"ignore_unknown_options": True}
"""A text may begin with a dash."""

lines_option = click.option("--lines", is_flag=True, help="Read one per line, answer one JSON object per line.")


@click.group()
def explain() -> None:
    """Show what would be done with a reply, a schedule or a text."""


@explain.command(context_settings=RAW)
@click.argument("text", required=False)
@click.option("--language", type=click.Choice(["en", "es"]), default="en", help="The language of the person.")
@click.option(
    "--pending",
    type=click.Choice(["nothing", "consent", "safe_check"]),
    default="nothing",
    help="Which question of ours is open.",
)
@lines_option
@json_option
def reply(text: str | None, language: str, pending: str, lines: bool, as_json: bool) -> None:
    """Show what a reply means, and by which rule."""
    import msgspec

    from nudges.core.understanding import Pending, understand
    from nudges.core.words import Language

    speaks, asked = Language(language), Pending(pending)

    if lines:
        answer_lines(lambda line: understand(text_of(line), pending=asked, language=speaks))
    heard = msgspec.to_builtins
    answer_one(
        lambda: heard(understand(_given(text, "a reply"), pending=asked, language=speaks)), _reply_shown, as_json
    )


@explain.command(context_settings=RAW)
@click.argument("phrase", required=False)
@click.option("--tz", default="UTC", metavar="ZONE", help="The time zone, such as Europe/Madrid.")
@click.option("--from", "start", metavar="MOMENT", help="Where to begin; without an offset it is local. Default: now.")
@click.option("--count", default=DEFAULT_FIRES, metavar="N", help="How many moments, up to 1000.")
@click.option("--seed", default="", metavar="TEXT", help="Who draws a moment inside a window: any text.")
@click.option("--country", default="*", metavar="LETTERS", help="Whose public holidays are meant, such as ES.")
@lines_option
@json_option
def when(phrase: str | None, lines: bool, as_json: bool, **asked: str | None) -> None:
    """Show at which moments a schedule is due."""
    if lines:
        answer_lines(_when_line)
    shown = partial(_when_shown, zone=asked["tz"] or "UTC")
    answer_one(lambda: _fires(_given(phrase, "a schedule"), **asked), shown, as_json)


@explain.command("text", context_settings=RAW)
@click.argument("text", required=False)
@lines_option
@json_option
def text_(text: str | None, lines: bool, as_json: bool) -> None:
    """Show what a text costs to send, and how it is written for that."""
    import msgspec

    from nudges.core.sms import measure

    def answer(words: str) -> Answer:
        return dict(msgspec.to_builtins(measure(words)))

    if lines:
        answer_lines(lambda line: answer(text_of(line)))
    answer_one(lambda: answer(_given(text, "a text")), lambda found: fields(found.items()), as_json)


def _fires(
    phrase: str, *, tz: str | None, start: str | None, count: str | None, seed: str | None, country: str | None
) -> Answer:  # fmt: skip
    from nudges.core.localtime import zone_named
    from nudges.core.when import Frame, fires, parse_when

    schedule, zone, many = parse_when(phrase), zone_named(tz or "UTC"), _count(count or DEFAULT_FIRES)
    begins = _moment(start, zone)
    local = begins.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)
    frame = Frame(zone=zone, begins=local, seed=seed or "", country=_country(country or "*"))
    found = [f"{moment:%Y-%m-%dT%H:%M:%SZ}" for moment in islice(fires(schedule, frame, begins), many)]
    answer: Answer = {"phrase": str(schedule), "fires": found}
    if schedule.trigger is not None:
        return answer | {"after": BY_FACT}
    return answer if found else answer | {"note": NEVER}


def _country(written: str) -> str:
    if written == "*":
        return written
    from nudges.library import door

    return door.country(written)


def _moment(written: str | None, zone: "ZoneInfo") -> datetime:
    """Return a moment: with an offset it is that one, without it is the clock of the zone."""
    from nudges.core.localtime import instant

    if written is None:
        return now()
    try:
        read = datetime.fromisoformat(written.strip())
    except ValueError:
        raise Problem(f"'{written}' is not a moment", hint="write it like 2026-03-06T00:00") from None
    if read.year not in YEARS:
        raise Problem(f"'{written}' is too far away", hint="write it like 2026-03-06T00:00")
    return instant(read, zone) if read.tzinfo is None else read.astimezone(UTC)


def _count(written: str) -> int:
    try:
        many = int(written)
    except ValueError:
        many = 0
    if not 1 <= many <= MOST_FIRES:
        raise Problem(f"'{written}' is not a count of moments", hint=f"use a number from 1 to {MOST_FIRES}")
    return many


def _when_line(line: bytes) -> Answer:
    import msgspec

    try:
        asked = msgspec.json.decode(line, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Problem("this line is not a JSON object", hint='write it like {"when": "daily at 8:30"}') from None
    for name, value in asked.items():
        if not isinstance(value, str) and (name != "count" or isinstance(value, bool) or not isinstance(value, int)):
            raise Problem(f"'{name}' cannot be {msgspec.json.encode(value).decode()}", hint="write it as a text")
    said = {here: str(asked[name]) if name in asked else None for name, here in OPTIONS.items()}
    return _fires(_given(asked.get("when"), "a schedule"), **said)


def _given(value: str | None, what: str) -> str:
    if value is None:
        raise Problem(f"{what} is missing", hint="put it in quotes, or use --lines and standard input")
    return value.encode("utf-8", "replace").decode()


def _reply_shown(found: Answer) -> str:
    value = ", ".join(f"{name} {each}" for name, each in found["value"].items())
    return fields([*(found | {"value": value, "also": ", ".join(found["also"])}).items()])


def _when_shown(found: Answer, zone: str) -> str:
    from nudges.cli.why import by_the_clock

    notes = [found[name] for name in ("after", "note") if name in found]
    return "\n".join([found["phrase"], *(by_the_clock(each, zone) for each in found["fires"]), *notes])
