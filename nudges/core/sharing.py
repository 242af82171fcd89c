"""What a person lets somebody else see: asked of them once, agreed to from their own phone, and theirs to end."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec.structs import replace

from nudges.core import facts as f
from nudges.core.answers import Answering
from nudges.core.book import Book
from nudges.core.disclosed import SHARE, Disclosure, Standing
from nudges.core.facts import Fact
from nudges.core.localtime import opening
from nudges.core.problem import Problem
from nudges.core.said import day_alone
from nudges.core.sheet_words import SHORT, span
from nudges.core.sms import measure
from nudges.core.texts import Words
from nudges.core.understanding import Understanding, Value
from nudges.core.understanding.commands import SHARES, UNSHARE
from nudges.core.values import Person
from nudges.core.wording import say_to
from nudges.core.words import Intent, Kind, Safety

ASKED_FOR = timedelta(days=3)
AGAIN_AFTER = timedelta(days=28)
AFTER_VIOLENCE = timedelta(days=14)
AGREED, REFUSED = "share, chosen", "share refused, chosen"
AGREE = frozenset({"agree", "i agree", "acepto", "de acuerdo"})
YES = frozenset({"yes", "y", "si", "sí"})
NO = frozenset({"no", "n", "no thanks", "no gracias"})
"""Bare words are taken for an answer only while our question is the last thing we said."""


def propose(book: Book, wanted: f.Proposed, words: Words) -> Book:
    """Return the book with a sheet put to the person, or raise Problem: nobody is asked twice, or when it may harm."""
    now, person = wanted.at, book.person
    _refuse_unasked(book, now)
    _refuse_twice(book, wanted.whom, now)
    due = opening(person, now)
    wanted = replace(wanted, until=due + ASKED_FOR)
    name = f"{SHARE}/{wanted.name}"
    sure = say_to(words, person, "share_sure", name, places(person, wanted))
    if measure(sure).segments > 1:
        hint = "leave some lines out, or make two sheets one after the other"
        raise Problem("the question would not fit into one text", hint=hint)
    text = say_to(words, person, "share_waits", name, {}) if person.is_discreet else sure
    asked = [] if person.is_discreet else [_asked(now, wanted.name, name)]
    queued = f.Queued(at=now, id=f"answer/{name}", kind=Kind.ANSWER, text=text, due=due, expires=wanted.until)
    return book.add(wanted, *asked, queued)


def _asked(now: datetime, name: str, source: str) -> Fact:
    return f.Asked(at=now, question=f"{SHARE}/{name}", choices=("AGREE", "NO"), source=source)


def _refuse_unasked(book: Book, now: datetime) -> None:
    history, who = book.history, book.person.id
    if history.consented_at is None:
        raise Problem(f"{who} has not agreed to texts yet, so a sheet cannot be put to them")
    if history.rests(now):
        raise Problem(
            f"nothing is sent to {who} now, so a sheet cannot be put to them", hint="only their START ends that"
        )
    if hurt := _hurt(book, now):
        day = (hurt + AFTER_VIOLENCE).astimezone(book.person.clock).date()
        hint = "somebody may read along; talk about it face to face"
        raise Problem(f"a text of {who}'s spoke of violence lately, so nothing is asked by text until {day}", hint=hint)
    if (until := history.silent_until(now)) is not None:
        day = until.astimezone(book.person.clock).date()
        raise Problem(f"{who} rests until {day} and is asked nothing meanwhile", hint="prepare it again after that")


def _hurt(book: Book, now: datetime) -> datetime | None:
    """Return when they last spoke of violence, if that is not long ago: somebody may read what we text."""
    flags = (flag.at for flag in book.history.flags if flag.tier is Safety.VIOLENCE)
    return max((at for at in flags if now - at < AFTER_VIOLENCE), default=None)


def _refuse_twice(book: Book, whom: str, now: datetime) -> None:
    for sheet in book.history.sheets.values():
        standing, before = sheet.standing(now), sheet.proposed
        if standing is Standing.WAITS:
            raise Problem(f"{book.person.id} has not answered about '{sheet.name}' yet", hint="one sheet at a time")
        again = before.at + AGAIN_AFTER
        if standing is Standing.DROPPED and before.whom.casefold() == whom.casefold() and now < again:
            day = again.astimezone(book.person.clock).date()
            raise Problem(f"{book.person.id} was asked about {whom} and did not agree", hint=f"not again before {day}")


def places(person: Person, wanted: f.Proposed) -> dict[str, str | int]:
    """Return what the question says: for whom, how many weeks, and each line by its short name."""
    short = SHORT[person.language]
    lines = ", ".join(short[line] for line in wanted.lines)
    return {"whom": wanted.whom, "span": span(person.language, wanted.weeks), "lines": lines}


def waiting(book: Book, now: datetime) -> Disclosure | None:
    """Return the sheet that waits for a yes or a no."""
    return next((each for each in book.history.sheets.values() if each.standing(now) is Standing.WAITS), None)


def active(book: Book, now: datetime) -> list[Disclosure]:
    """Return the sheets that can be opened."""
    return [each for each in book.history.sheets.values() if each.standing(now) is Standing.SHARED]


def for_a_sheet(book: Book, text: str, heard: Understanding, now: datetime) -> Understanding:
    """Return what was heard, where it answers our question about a sheet; danger and other questions go before."""
    if heard.safety.is_danger or heard.intent is Intent.STOP or heard.rule.endswith("chosen"):
        return heard
    sheet, said = waiting(book, now), " ".join(text.split()).casefold().rstrip(".!) ")
    if sheet is None:
        # What was agreed to late, or after danger ended the question, must begin nothing else.
        late = said in AGREE and any(now - each.proposed.at < AGAIN_AFTER for each in book.history.sheets.values())
        return replace(heard, intent=Intent.SHARE, value=Value(), also=(), rule=AGREED, sure=1.0) if late else heard
    last = _is_last_said(book, sheet)
    yes = said in AGREE or (last and said in YES)
    if not yes and not (last and said in NO):
        return heard
    # Nobody agrees to what they were not told: who has not seen what is in it is told first.
    rule = (AGREED if sheet.asked else SHARES) if yes else REFUSED
    return replace(heard, intent=Intent.SHARE, value=Value(), also=(), rule=rule, sure=1.0)


def _is_last_said(book: Book, sheet: Disclosure) -> bool:
    """Whether our question is still open, and the last text that left: a yes to another one must share nothing.

    Of texts that left at one moment nobody knows which came last; a list of what is shared asks nothing.
    """
    question = book.history.question
    if question is None or question.question != f"{SHARE}/{sheet.name}":
        return False
    gone = [(m.outcome.at, m.queued.id) for m in book.history.messages.values() if isinstance(m.outcome, f.Accepted)]
    latest = max((at for at, _ in gone), default=None)
    ours = f"answer/{question.source}"
    last = {name for at, name in gone if at == latest} - {f"{ours}/shares"}
    return bool(last) and last <= {ours, f"{ours}/share_sure"}


def share(turn: Answering) -> list[Fact]:
    """Return what follows from a yes or a no to a sheet, or from an order about what is shared."""
    rule, sheet = turn.heard.rule, waiting(turn.book, turn.now)
    if rule == AGREED and sheet is not None:
        return _agreed(turn, sheet)
    if rule == AGREED and (shared := active(turn.book, turn.now)) and not _hurt(turn.book, turn.now):
        return _link(turn, shared[-1].name, _until(shared[-1]))  # it may have been lost on the way
    if rule == REFUSED and sheet is not None:
        return [f.Unshared(at=turn.now, name=sheet.name, source=turn.reply), *turn.answer("share_dropped")]
    if rule.startswith(UNSHARE):
        return _end_all(turn)
    return _listed(turn, sheet)


def _agreed(turn: Answering, sheet: Disclosure) -> list[Fact]:
    """Return that the sheet can be opened, and the link for the person: nobody else is ever written to."""
    until = turn.now + timedelta(days=sheet.proposed.days)
    return [f.Shared(at=turn.now, name=sheet.name, until=until, source=turn.reply), *_link(turn, sheet.name, until)]


def _link(turn: Answering, name: str, until: datetime) -> list[Fact]:
    if turn.frame.sheet is None:
        return turn.answer("share_no_link")
    return turn.answer("share_link", {"link": turn.frame.sheet(name), "until": day_alone(turn.book.person, until)})


def _end_all(turn: Answering) -> list[Fact]:
    sheets = [*active(turn.book, turn.now), *filter(None, [waiting(turn.book, turn.now)])]
    if not sheets:
        return turn.answer("shares_none")
    ended = [f.Unshared(at=turn.now, name=each.name, source=turn.reply) for each in sheets]
    return [*ended, *turn.answer("unshared")]


def _listed(turn: Answering, sheet: Disclosure | None) -> list[Fact]:
    """Return what is shared with whom until when, and the question that waits, in full words: they asked."""
    open_ones = active(turn.book, turn.now)
    person = turn.book.person
    said = ", ".join(f"{each.proposed.whom} ({day_alone(person, _until(each))})" for each in open_ones[:3])
    more = f" +{len(open_ones) - 3}" if len(open_ones) > 3 else ""
    listed = turn.answer("shares", {"shared": said + more}) if open_ones else []
    if sheet is None:
        return listed or turn.answer("shares_none")
    return [
        *listed,
        _asked(turn.now, sheet.name, turn.reply),
        *turn.answer("share_sure", places(person, sheet.proposed)),
    ]


def _until(sheet: Disclosure) -> datetime:
    return sheet.shared.until if sheet.shared else sheet.proposed.until


def share_undone(turn: Answering, found: list[Fact], _: Iterable[Fact]) -> list[Fact] | None:
    """Return that a yes is taken back: that there was one stays on the list, and the link leads nowhere."""
    sheet = turn.book.history.sheets.get(getattr(found[0], "name", ""))
    if sheet is None or sheet.standing(turn.now) is not Standing.SHARED:
        return None
    return [f.Unshared(at=turn.now, name=sheet.name, source=turn.reply), *turn.answer("unshared")]


def share_stays(turn: Answering, _: list[Fact], __: Iterable[Fact]) -> list[Fact]:
    """Return that what was refused or ended is not brought back: only a new sheet and a new yes do that."""
    return turn.answer("share_stays")
