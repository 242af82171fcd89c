"""Whatever a book holds, no name, phone, title or word of it is in a study."""

import string
from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from nudges.core import facts as f
from nudges.core.book import Book
from nudges.core.facts.messages import Queued
from nudges.core.values import Contact, Person, Plan, Trusted
from nudges.core.words import Intent, Kind, Language, Outcome, Reason, Safety
from tests.exporting.samples import made_of
from tests.samples import MONDAY, NEW_YORK

TOKEN = st.text(string.ascii_lowercase, min_size=5, max_size=5).map(lambda text: f"zqx{text}")
"""A word that stands nowhere else, so that finding it means that it leaked."""

PHONE = st.integers(1000, 9999).map(lambda number: f"+1555777{number}")
SECRETS = st.lists(TOKEN, min_size=30, max_size=30, unique=True)
PHONES = st.lists(PHONE, min_size=3, max_size=3, unique=True)


def _person(words: list[str], phones: list[str]) -> Person:
    return Person(
        id=words[0],
        phone=phones[0],
        zone=NEW_YORK,
        name=words[1],
        language=Language.ES,
        contacts=(Contact(name=words[2], share=words[3], phone=phones[1]),),
        trusted=Trusted(name=words[4], phone=phones[2]),
        since=MONDAY,
    )


def _plans(words: list[str]) -> tuple[Plan, ...]:
    own = Plan(
        id=words[5],
        title=words[6],
        cue=words[7],
        when="daily at 9:00",
        why=words[8],
        texts=(words[9],),
        own=(words[10],),
        words=((words[11], Outcome.DONE),),
        since=MONDAY,
    )
    ready = replace(own, id=words[12], title=words[13], cue=words[14], library="three-breaths")
    return own, ready


def _facts(words: list[str], phones: list[str], outcome: Outcome, start: datetime) -> list[f.Fact]:
    """Return one of nearly everything that can happen, with a word of its own in each place for words."""
    own, ready, gone = words[5], words[12], words[15]
    due = [start + timedelta(days=day) for day in range(4)]
    sent = Queued(
        at=due[0], id=f"nudge/{own}/0", kind=Kind.NUDGE, text=words[16], due=due[0], expires=due[1], plan=own,
        contact=words[2],
    )  # fmt: skip
    old = Queued(
        at=due[1], id=f"nudge/{gone}/1", kind=Kind.NUDGE, text=words[16], due=due[1], expires=due[2], plan=gone
    )
    day = due[0].date()
    return [
        sent,
        f.Claimed(at=due[0], id=sent.id, attempt=1),
        f.Accepted(at=due[0], id=sent.id, provider_id=words[17], segments=1),
        f.Delivered(at=due[0], id=sent.id),
        old,
        f.Rejected(at=due[1], id=old.id, detail=words[18]),
        f.Dropped(at=due[2], id=f"nudge/{ready}/2", plan=ready, due=due[2], reason=Reason.CAP),
        f.Replied(at=due[0], id=words[19], text=words[20], intent=Intent.NOTE, language=Language.EN, nudge=sent.id),
        f.CheckedIn(at=due[0], plan=own, day=day, outcome=outcome, source=words[19], nudge=sent.id, note=words[21]),
        f.CheckedIn(at=due[1], plan=ready, day=day, outcome=outcome, source="command", rating=7, note=words[22]),
        f.Rated(at=due[1], source=words[23], rating=3, plan=ready),
        f.Contacted(at=due[1], contact=words[2], day=day, source=words[19]),
        f.Stepped(at=due[2], plan=own, conversation="c", step=words[24], place=1, source="s1", words=words[25]),
        f.Stepped(at=due[2], plan=own, conversation="c", step=words[24], place=2, source="s2", number=4),
        f.Happened(at=due[2], event=words[26], source=words[27]),
        f.Asked(at=due[2], question=words[28], choices=(words[29],), source="q"),
        f.Replied(at=due[3], id="d", text="", intent=Intent.CRISIS, language=Language.EN, safety=Safety.HARD),
        f.Flagged(at=due[3], tier=Safety.HARD, reply="d"),
    ]


@given(words=SECRETS, phones=PHONES, outcome=st.sampled_from(Outcome), agreed_to_words=st.booleans())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_name_phone_title_contact_or_word_is_in_a_study(
    words: list[str], phones: list[str], outcome: Outcome, agreed_to_words: bool
) -> None:
    agreed: list[f.Fact] = [
        f.Consented(at=MONDAY, how=words[1]),
        f.ResearchAgreed(at=MONDAY, source="y1"),
        *([f.ResearchAgreed(at=MONDAY, source="y2", words=True)] if agreed_to_words else []),
    ]
    facts = _facts(words, phones, outcome, MONDAY + timedelta(hours=1))
    book = Book(_person(words, phones), _plans(words)).add(*agreed, *facts)
    made = made_of(book)
    everything = b"\n".join(made.files.values()).decode().casefold()
    assert "zqx" not in everything, everything[max(0, everything.index("zqx") - 200) :][:400]
    assert not [phone for phone in phones if phone.lstrip("+") in everything]
    assert len(made.files["nudges.csv"].splitlines()) == 4


@given(words=SECRETS, phones=PHONES)
@settings(max_examples=15, deadline=None)
def test_with_their_words_only_their_own_words_are_and_no_known_name(words: list[str], phones: list[str]) -> None:
    facts = _facts(words, phones, Outcome.DONE, MONDAY + timedelta(hours=1))
    agreed = [f.ResearchAgreed(at=MONDAY, source="y1"), f.ResearchAgreed(at=MONDAY, source="y2", words=True)]
    book = Book(_person(words, phones), _plans(words)).add(f.Consented(at=MONDAY, how="paper"), *agreed, *facts)
    everything = b"\n".join(made_of(book, words=True).files.values()).decode()
    said = {words[20], words[21], words[22], words[25]}
    assert {word for word in words if word in everything} == said
