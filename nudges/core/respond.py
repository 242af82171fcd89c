"""What follows from a reply: it is understood in the light of the book, kept, and answered once."""

from datetime import datetime, timedelta
from typing import assert_never

import msgspec

from nudges.core import facts as f
from nudges.core.answers import Answering, Frame
from nudges.core.book import Book
from nudges.core.checkins import check_in, rate, said_next, snooze
from nudges.core.facts import Fact
from nudges.core.graduating import OFFERED, agreed, offer_answered
from nudges.core.in_touch import with_touches
from nudges.core.inbound import Inbound
from nudges.core.journeys import chosen_place, move
from nudges.core.meant import meant
from nudges.core.notes import note
from nudges.core.orders import QUESTION_OPEN, chosen_order, erase, show_plans, speak, word_discreetly
from nudges.core.protection import ask_trust, chosen_trust, held_by_violence, help_answer, helplines, trust
from nudges.core.research import for_a_study, research
from nudges.core.resting import pause, resume
from nudges.core.returning import returned, said_so
from nudges.core.several import answered
from nudges.core.sharing import for_a_sheet, share
from nudges.core.steps import Heard, go_on, hear, lead_on, offer_again
from nudges.core.texts import Words
from nudges.core.understanding import Pending, Understanding, understand
from nudges.core.understanding.days import OUTCOME_OF
from nudges.core.undo import undo
from nudges.core.week_answers import change, focus, status
from nudges.core.week_heard import WEEK_RULES, for_the_week
from nudges.core.words import CARRIERS_STOPS, Intent, Kind, Safety

SAFE_CHECK_OPEN = timedelta(hours=24)
KEPT_IN_DANGER = frozenset({Intent.DONE, Intent.PARTLY})
FRAME = Frame()
SAME_SAFETY_ANSWER = timedelta(hours=6)


def receive(
    book: Book,
    inbound: Inbound,
    words: Words,
    now: datetime,
    frame: Frame = FRAME,
) -> list[Fact]:
    """Return the facts that follow from a text: the reply, what it says, and our answer to it.

    Safety comes before all else, also for those who stopped or never agreed.
    """
    back = returned(book, inbound, now)
    book = book.add(*back)
    understood = understand(inbound.text, pending=_pending(book, now), language=book.person.language)
    heard = for_a_sheet(book, inbound.text, _chosen(book, inbound.text, understood, now), now)
    heard = for_a_study(book, inbound.text, heard, now)
    turn = Answering(book, inbound, heard, words, now, frame)
    step = hear(turn)
    if step is not None:
        return [*back, _replied(turn, inbound, step), *go_on(turn, step)]
    follows = offer_again(turn, lead_on(turn, with_touches(turn, _follows(turn))))
    return [*back, _replied(turn, inbound), *(said_so(turn, follows) if back else follows)]


def _chosen(book: Book, text: str, heard: Understanding, now: datetime) -> Understanding:
    """Return what was heard, where it chooses among the answers to a question of ours; danger and a stop go before."""
    asked = book.history.question
    if chosen_trust(book, asked, text, heard, now):
        return msgspec.structs.replace(heard, intent=Intent.TRUST, also=(), rule="trust, chosen", sure=1.0)
    if asked is None or now - asked.at >= QUESTION_OPEN or heard.safety.is_danger or heard.intent is Intent.STOP:
        return for_the_week(book, text, meant(book, text, heard), now)
    if (offered := offer_answered(book, asked, text)) is not None:
        intent, value, rule = offered
        return msgspec.structs.replace(heard, intent=intent, value=value, also=(), rule=rule, sure=1.0)
    found = chosen_place(asked, text) or chosen_order(asked, text)
    if found is None:
        return for_the_week(book, text, meant(book, text, heard), now)
    intent, value = found
    return msgspec.structs.replace(heard, intent=intent, value=value, also=(), rule=f"{intent}, chosen", sure=1.0)


def _pending(book: Book, now: datetime) -> Pending:
    """Return which question of ours is open."""
    history = book.history
    lately = [flag for flag in history.flags if now - flag.at < SAFE_CHECK_OPEN]
    if lately:
        return Pending.SAFE_CHECK if lately[-1].tier is Safety.SOFT else Pending.NOTHING
    # After a helpline an "ok" is no consent: from then on only a START is.
    asks = history.consented_at is None and not history.stopped and not history.flags
    return Pending.CONSENT if asks else Pending.NOTHING


def _replied(turn: Answering, inbound: Inbound, step: Heard | None = None) -> Fact:
    """Return that they wrote; what answers a step is a note, whatever it would say elsewhere, and answers no nudge."""
    heard = turn.heard if step is None else msgspec.structs.replace(turn.heard, intent=Intent.NOTE, also=())
    answers = _answers_nudge(heard) and (step is None or step.first is not None)
    return f.Replied(
        at=turn.now,
        id=inbound.id,
        text="" if heard.safety is not Safety.NONE else inbound.text,
        intent=heard.intent,
        language=heard.language,
        safety=heard.safety,
        nudge=turn.nudge.id if turn.nudge and answers else None,
    )


def _answers_nudge(heard: Understanding) -> bool:
    said = {heard.intent, *heard.also}
    return heard.rule not in WEEK_RULES and bool(
        said & {Intent.SNOOZE, Intent.RATING, Intent.COUNT, Intent.NOTE, *OUTCOME_OF}
    )


def _follows(turn: Answering) -> list[Fact]:
    history = turn.book.history
    if turn.heard.safety is not Safety.NONE:
        return _in_danger(turn)
    if turn.heard.intent is Intent.STOP:
        return _stop(turn)
    if turn.heard.intent is Intent.START:
        return _start(turn)
    if turn.heard.value.safe:
        return note(turn)
    if history.stopped or history.consented_at is None:
        return help_answer(turn) if turn.heard.intent is Intent.HELP else []
    return _talk(turn)


def _in_danger(turn: Answering) -> list[Fact]:
    """Answer with a helpline first; what else the text said is kept without a word about it."""
    heard, now = turn.heard, turn.now
    flag = f.Flagged(at=now, tier=heard.safety, reply=turn.reply)
    before = [old for old in turn.book.history.flags if now - old.at < SAME_SAFETY_ANSWER and old.tier == heard.safety]
    answer = helplines(turn, again=bool(before))
    kept = [] if turn.book.history.consented_at is None else _kept(turn)
    held = held_by_violence(turn) if heard.safety is Safety.VIOLENCE else []
    return [flag, *answer, *kept, *held, *(_stop(turn) if Intent.STOP in heard.also else [])]


def _kept(turn: Answering) -> list[Fact]:
    """Return what was done, where the text says so: "I don't want to" in despair skips no plan."""
    said = next((OUTCOME_OF[intent] for intent in turn.heard.also if intent in KEPT_IN_DANGER), None)
    return check_in(turn, said, quiet=True) if said else []


def _stop(turn: Answering) -> list[Fact]:
    """Stop at once. An opt-out is confirmed once; saying no to the first question is taken as one."""
    history = turn.book.history
    if history.stopped:
        return []
    plain_no = history.consented_at is None and turn.heard.safety is Safety.NONE
    name = "declined" if plain_no else "stopped"
    stopped = f.Stopped(at=turn.now, how="by text", source=turn.reply)
    # A carrier confirms its own words only, and then lets nothing of ours through.
    confirmed = turn.frame.platform_opt_out and turn.text.strip().upper() in CARRIERS_STOPS
    return [stopped, *([] if confirmed else turn.answer(name))]


def _start(turn: Answering) -> list[Fact]:
    history, now = turn.book.history, turn.now
    if history.consented_at is None:
        asked = any(m.left for m in history.messages.values() if m.queued.kind is Kind.OPT_IN)
        how = "answered our first text by text" if asked else "wrote to us by text"
        agreed: list[Fact] = [f.Consented(at=now, how=how, source=turn.reply)]
        if history.rests(now):
            agreed.append(f.Started(at=now, how="by text", source=turn.reply))
        trusted = ask_trust(turn.book.person, turn.words, now)
        return [*agreed, *turn.answer("consented", {"next": said_next(turn, *agreed)}), *trusted]
    return [f.Started(at=now, how="by text", source=turn.reply), *turn.answer("started")]


def _talk(turn: Answering) -> list[Fact]:  # noqa: C901, PLR0911, PLR0912  one line for each intent
    intent = turn.heard.intent
    if turn.heard.rule == OFFERED:
        return agreed(turn)
    match intent:
        case Intent.DONE | Intent.PARTLY | Intent.SKIP | Intent.NOT_APPLICABLE:
            # "Sick today" is an answer, and a day on which nothing more is asked.
            rests = Intent.PAUSE in turn.heard.also
            return [*answered(turn, OUTCOME_OF[intent], quiet=rests), *(pause(turn) if rests else [])]
        case Intent.RATING | Intent.COUNT:
            return rate(turn)
        case Intent.SNOOZE:
            return snooze(turn)
        case Intent.NOTE:
            return note(turn)
        case Intent.PAUSE:
            return pause(turn)
        case Intent.RESUME:
            return resume(turn)
        case Intent.ZONE:
            return move(turn)
        case Intent.HELP:
            return help_answer(turn)
        case Intent.STATUS:
            return status(turn)
        case Intent.UNDO:
            return undo(turn)
        case Intent.TIME | Intent.FEWER | Intent.MORE | Intent.SMALLER:
            return change(turn)
        case Intent.FOCUS | Intent.KEEP:
            return focus(turn)
        case Intent.LIST:
            return show_plans(turn)
        case Intent.LANGUAGE:
            return speak(turn)
        case Intent.TRUST:
            return trust(turn)
        case Intent.RESEARCH:
            return research(turn)
        case Intent.SHARE:
            return share(turn)
        case Intent.DISCREET:
            return word_discreetly(turn)
        case Intent.ERASE:
            return erase(turn)
        case Intent.EXPORT:
            link = turn.frame.export
            return turn.answer("ask_operator") if link is None else turn.answer("export", {"link": link})
        case Intent.STOP | Intent.START | Intent.CRISIS:
            return []
        case _:
            assert_never(intent)
