"""Whether a study may have what somebody answers: asked once, said by themselves, and ended by a text."""

from datetime import datetime, timedelta

from msgspec.structs import replace

from nudges.core import facts as f
from nudges.core.answers import Answering
from nudges.core.book import Book
from nudges.core.facts import Fact
from nudges.core.localtime import opening
from nudges.core.problem import Problem
from nudges.core.texts import Words
from nudges.core.understanding import Understanding, Value
from nudges.core.wording import say_to
from nudges.core.words import Intent, Kind

RESEARCH, WORDS = "research", "research_words"
QUESTION_OPEN = timedelta(hours=48)
YES = frozenset({"yes", "y", "si", "sí", "yes please", "si acepto", "sí acepto", "acepto"})
NO = frozenset({"no", "n", "no thanks", "no thank you", "no gracias"})
AFTER_DANGER = timedelta(days=14)
"""For so long after a text about danger nobody is asked for anything."""


def ask_research(book: Book, words: Words, program: str, now: datetime, *, words_too: bool = False) -> list[Fact]:
    """Return the question to somebody, or raise Problem where it may not be asked; `book` is the whole of it."""
    who, history = book.person.id, book.history
    if history.consented_at is None or history.rests(now):
        raise Problem(f"{who} gets no texts now, and this is asked by text", hint="nudges person show says why")
    if _rests_from_questions(book, now):
        raise Problem(f"{who} is asked nothing of the kind just now", hint="try again in two weeks")
    name = WORDS if words_too else RESEARCH
    if words_too and history.research is None:
        raise Problem(f"{who} has not said yes to a study", hint="ask without --words first")
    if (history.research_words if words_too else history.research) is not None:
        raise Problem(f"{who} said yes already", hint="nudges research list shows who did")
    if any(isinstance(fact, f.Asked) and fact.question == name for fact in book.facts):
        raise Problem(f"{who} was asked once, and once is enough", hint="they can text RESEARCH themselves")
    source, due = f"{name}/{f.stamp(now)}", opening(book.person, now)
    text = say_to(words, book.person, f"{name}_ask", source, {"program": program})
    asked = f.Asked(at=now, question=name, choices=("Y", "N"), source=source)
    queued = f.Queued(at=now, id=f"answer/{source}", kind=Kind.ANSWER, text=text, due=due, expires=due + QUESTION_OPEN)
    return [asked, queued]


def for_a_study(book: Book, text: str, heard: Understanding, now: datetime) -> Understanding:
    """Return what was heard, as a yes or a no to our question about a study where it answers that."""
    asked = book.history.research_asked
    if asked is None or heard.safety.is_danger or heard.intent is Intent.STOP or not _is_last(book, asked, now):
        return heard
    said = " ".join(text.casefold().replace(",", " ").strip(" .!").split())
    if said not in YES | NO:
        return heard
    value = Value(research=said in YES)
    return replace(heard, intent=Intent.RESEARCH, value=value, also=(), rule="research, chosen", sure=1.0)


def _is_last(book: Book, asked: f.Asked, now: datetime) -> bool:
    """Whether our question was the last text that left, and nobody wrote since: a yes answers nothing else then.

    Of texts that left at one moment nobody knows which came last; a welcome, which may be one of them, asks nothing.
    """
    history = book.history
    names = (f"answer/{asked.source}", f"answer/{asked.source}/{asked.question}_ask")
    message = next((history.messages[name] for name in names if name in history.messages), None)
    if message is None or not isinstance(message.outcome, f.Accepted):
        return False
    left = message.outcome.at
    others = (m for m in history.messages.values() if m is not message and m.queued.kind is not Kind.OPT_IN)
    is_latest = not any(isinstance(each.outcome, f.Accepted) and each.outcome.at >= left for each in others)
    return is_latest and now - left < QUESTION_OPEN and not any(reply.at > left for reply in history.replies)


def research(turn: Answering) -> list[Fact]:
    """Return what a word about a study changes: asked for, said yes or no to, or ended."""
    history, said = turn.book.history, turn.heard.value.research
    if said is None:
        return _asked_for(turn)
    asked = history.research_asked
    about_words = said and asked is not None and asked.question == WORDS
    if said:
        agreed = f.ResearchAgreed(at=turn.now, source=turn.reply, words=about_words and history.research is not None)
        return [agreed, *turn.answer(f"{WORDS if agreed.words else RESEARCH}_set")]
    if history.research is None:
        return turn.answer("research_no")
    if turn.heard.rule.endswith("chosen"):  # no to the question about words; the study itself goes on
        return turn.answer("research_words_no")
    return [f.ResearchEnded(at=turn.now, source=turn.reply), *turn.answer("research_ended")]


def _asked_for(turn: Answering) -> list[Fact]:
    """Return how it stands, or the question to who brings it up."""
    if turn.book.history.research is not None:
        return turn.answer("research_on")
    if _rests_from_questions(turn.book, turn.now):
        return turn.answer("research_no")
    asked = f.Asked(at=turn.now, question=RESEARCH, choices=("Y", "N"), source=turn.reply)
    return [asked, *turn.answer("research_ask", {"program": turn.frame.program})]


def _rests_from_questions(book: Book, now: datetime) -> bool:
    return book.history.rests(now) or any(now - flag.at < AFTER_DANGER for flag in book.history.flags)
