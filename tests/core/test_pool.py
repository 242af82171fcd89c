"""From which texts a nudge is drawn: the very first of a risky plan says when to leave it out, to whoever reads it."""

from datetime import timedelta

from nudges.core.book import Book
from nudges.core.facts import Queued
from nudges.core.pool import pool
from nudges.core.texts import TextKind, mark
from nudges.core.values import Contact
from nudges.core.words import Kind, Language
from nudges.library import load
from tests.samples import MONDAY, book, person, plan

LIBRARY = load()
NO = plan(id="one-small-no", title="One small no", library="one-small-no", cue="At ten", when="mon at 10:00")
FIRST = [t.words for t in LIBRARY.words.plans[Language.EN]["one-small-no"] if t.kind is TextKind.FIRST]
DISCREET = [t.words for t in LIBRARY.words.plans[Language.EN]["one-small-no"] if t.kind is TextKind.DISCREET]
CAUTION = list(LIBRARY.words.answers[Language.EN]["nudge_first_discreet"])


def said(text: str, days: int = 7) -> Queued:
    due = MONDAY - timedelta(days=days)
    name = f"nudge/one-small-no/{days}"
    return Queued(at=due, id=name, kind=Kind.NUDGE, text=text, due=due, expires=due, plan=NO.id, drawn=mark(text))


def drawn(made: Book) -> list[str]:
    return list(pool(made, NO, LIBRARY.words, None))


def test_the_first_text_says_when_to_leave_it_out() -> None:
    assert drawn(book(plans=(NO,))) == FIRST
    assert FIRST[0] not in drawn(book(said(FIRST[0]), plans=(NO,)))


def test_on_a_phone_that_others_see_it_says_so_in_few_words() -> None:
    for discreet in (True, None):
        hidden = person(discreet=discreet)
        assert drawn(book(plans=(NO,), who=hidden)) == CAUTION
        assert set(DISCREET) <= set(drawn(book(said(CAUTION[0]), plans=(NO,), who=hidden)))


def test_who_was_told_in_few_words_is_told_in_full_once_nobody_else_sees_the_phone() -> None:
    assert drawn(book(said(CAUTION[0], 14), said(DISCREET[0]), plans=(NO,))) == FIRST


def test_what_a_person_wrote_themself_has_its_place_among_the_texts() -> None:
    own = plan(why="so that I hear the birds")
    texts = pool(book(plans=(own,)), own, LIBRARY.words, None)
    assert set(LIBRARY.words.answers[Language.EN]["nudge_why"]) <= set(texts)
    ready = plan(why=LIBRARY.plans["three-breaths"].why)
    assert not set(LIBRARY.words.answers[Language.EN]["nudge_why"]) & set(pool(book(), ready, LIBRARY.words, None))
    give = plan(id="give", library="reach-out-to-give", contacts=True)
    sharing = pool(book(plans=(give,)), give, LIBRARY.words, Contact(name="Leo", share="the new bike"))
    assert set(LIBRARY.words.answers[Language.EN]["nudge_share"]) <= set(sharing)
