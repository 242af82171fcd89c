"""Which texts nobody wants to receive, or nobody could send."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from nudges.core.problem import Problem
from nudges.core.sms import measure
from nudges.core.texts import DRAWN, PLACEHOLDER, LibraryPlan, Step, StepKind, Text, TextKind, fill
from nudges.core.words import Ask, Language
from nudges.library.answers import SEGMENTS, worst_cases
from nudges.library.forbidden import ADVICE, FORBIDDEN, RESERVED, WORDS_WE_NEED

EACH = 3  # texts of each kind
HALF = 6  # texts that may begin with the cue
SHORT = 60
"""Characters of a text that tells others nothing: it has to look like any other."""

OWNED = 4  # texts that say what the person brought, where a plan lives by it
LETTERS = 4  # of a word that would give a title away
OFFERS: Mapping[Language, tuple[tuple[str, ...], ...]] = {
    Language.EN: (("DONE", "LATER", "SKIP"), ("D", "L", "S")),
    Language.ES: (("LISTO", "LUEGO", "HOY NO"),),
}
PASS: Mapping[Language, str] = {Language.EN: "SKIP", Language.ES: "PASO"}
SCALE: Mapping[Language, str] = {Language.EN: "0 to 10", Language.ES: "0 a 10"}
ASIDE: Mapping[Language, str] = {Language.EN: "HELP", Language.ES: "AYUDA"}
"""What the first text of a plan names, so that someone who is not safe knows what to text."""

LINK = re.compile(r"https?:|www\.|\b[\w-]+\.(?:com|org|net|info|io|app|me|ly|es|mx)\b", re.IGNORECASE)
CAPITALS = re.compile(r"\b[^\W\d_]{2,}\b")
ASKED_FOR = re.compile(r"\b(?:reply|text|send|answer|responde|contesta|manda)\s+(?:with\s+)?([^\W\d_]+)", re.IGNORECASE)


def lint(plan: LibraryPlan, texts: Sequence[Text], language: Language) -> list[Problem]:
    """Return everything that is wrong with a plan's texts, each problem named with its text."""
    where = f"{language}/{plan.id}.txt"
    found = [
        *_counts(plan, texts),
        *_openings([text for text in texts if text.kind in DRAWN]),
        *_openings([text for text in texts if text.kind is TextKind.DISCREET]),
        *(problem for text in texts for problem in _text(plan, text, language)),
    ]
    return [problem.at(where) for problem in found]


def lint_steps(plan: LibraryPlan, language: Language) -> list[Problem]:
    """Return everything that is wrong with the questions a plan asks in steps."""
    found = [problem for step in plan.steps for problem in _step(step, language)]
    return [problem.at(f"schedules/{plan.id}.yaml") for problem in found]


def _step(step: Step, language: Language) -> Iterator[Problem]:
    words = step.ask[language]
    yield from _length(words, language, 1)
    yield from _wording(words, language)
    yield from _reserved(words, frozenset())
    choices = step.choices.get(language, ())
    for word in sorted(_capitals(words) - {*PASS.values()} - {*choices}):
        yield Problem(f'{word} in "{words}" is not an answer to it', hint=f"offer {PASS[language]}, or a choice of it")
    needed = {StepKind.WORDS: (), StepKind.RATING: (SCALE[language],), StepKind.CHOICE: choices}[step.kind]
    if any(each not in words for each in needed):
        yield Problem(f'no way to answer in "{words}"', hint=f"say {_list(needed)}")


def lint_answers(answers: Mapping[str, Sequence[str]], language: Language) -> list[Problem]:
    """Return everything that is wrong with the answers: length and words."""
    found = [
        problem
        for name, variants in answers.items()
        for words in variants
        for problem in (
            *_length(words, language, SEGMENTS.get(name, 1)),
            *_wording(words, language),
            *_reserved(words, WORDS_WE_NEED),
        )
    ]
    return [problem.at(f"{language}/answers.txt") for problem in found]


def _text(plan: LibraryPlan, text: Text, language: Language) -> Iterator[Problem]:
    words = text.words
    yield from _length(words, language, 1)
    yield from _wording(words, language)
    allowed = frozenset({ASIDE[language]}) if text.kind is TextKind.FIRST else frozenset()
    yield from _reserved(words, allowed)
    yield from _offer(plan.ask, words, language, allowed)
    if text.kind is TextKind.DISCREET:
        yield from _discreet(plan, words, language)
        return
    if "{cue}" not in words and plan.ask is not Ask.NOTHING:
        yield Problem(f'no {{cue}} in "{words}"', hint="say after which moment of the day it fits")
    if plan.contacts and "{contact}" not in words:
        yield Problem(f'no {{contact}} in "{words}"', hint="say whose turn it is")
    if text.kind is TextKind.FIRST and ASIDE[language] not in words:
        yield Problem(f'no {ASIDE[language]} in "{words}"', hint="say what to text if it is not safe")


def _discreet(plan: LibraryPlan, words: str, language: Language) -> Iterator[Problem]:
    """Yield a problem if a text tells somebody else what it is about."""
    if places := PLACEHOLDER.findall(words):
        yield Problem(f'{{{places[0]}}} in "{words}"', hint="nothing of the person belongs on a lock screen")
    if len(words) > SHORT:
        yield Problem(f'"{words}" has {len(words)} characters', hint=f"{SHORT} at most tell others nothing")
    title = {word for word in _words_of(plan.title[language]) if len(word) >= LETTERS}
    for word in sorted(title & {*_words_of(words)}):
        yield Problem(f"'{word}' in \"{words}\" is a word of the title", hint="say it so that nobody else can tell")


def _words_of(words: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", words.casefold())


def _counts(plan: LibraryPlan, texts: Sequence[Text]) -> Iterator[Problem]:
    kinds = Counter(text.kind for text in texts)
    wanted = dict.fromkeys(TextKind, EACH) | {TextKind.FIRST: 1 if plan.safety else 0}
    for kind, many in wanted.items():
        if kinds[kind] != many:
            yield Problem(f"[{kind}] has {kinds[kind]} texts", hint=f"write {many}")
    owned = sum("{own}" in text.words for text in texts)
    if plan.own is not None and owned < OWNED:
        yield Problem(f"{owned} texts hold {{own}}", hint=f"let at least {OWNED} say what the person brought")


def _openings(texts: Iterable[Text]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    cues = 0
    for text in texts:
        cues += text.words.startswith("{cue}")
        opening = " ".join(re.findall(r"\{\w+\}|[^\W_]+", text.words.casefold())[:3])
        if opening in seen:
            yield Problem(f'"{text.words}" opens like "{seen[opening]}"', hint="begin it in another way")
        seen.setdefault(opening, text.words)
    if cues > HALF:
        yield Problem(f"{cues} texts begin with the cue", hint=f"let at most {HALF} do so")


def _length(words: str, language: Language, most: int) -> Iterator[Problem]:
    """Yield a problem if the text is too long once the longest that may be filled in is."""
    costs = [measure(fill(words, places)) for places in worst_cases(language)]
    worst = max(costs, key=lambda cost: (cost.segments, cost.characters))
    if worst.segments > most:
        what = f'"{words}" may take {worst.characters} {worst.encoding} characters, {worst.segments} segments'
        strange = "".join(sorted({sign for sign in words if measure(sign).encoding != "GSM-7"}))
        hint = f"avoid {strange}, which makes every character count double" if strange else "make it shorter"
        yield Problem(what, hint=hint)


def _wording(words: str, language: Language) -> Iterator[Problem]:
    for kind, pattern in FORBIDDEN[language].items():
        for found in pattern.finditer(words):
            yield Problem(f"'{found[0]}' in \"{words}\"", hint=ADVICE[kind])
    if "!" in words or "¡" in words:
        yield Problem(f'an exclamation mark in "{words}"', hint="say it calmly")
    if LINK.search(words):
        yield Problem(f'a link in "{words}"', hint="say what to do without one")
    if any(unicodedata.category(sign) in {"So", "Sk"} or sign == "\ufe0f" for sign in words):
        yield Problem(f'an emoji in "{words}"', hint="say it in words")


def _reserved(words: str, allowed: frozenset[str]) -> Iterator[Problem]:
    """Yield a problem for each word that a carrier takes for itself before we ever see it."""
    offered = {*_capitals(words), *(found.upper() for found in ASKED_FOR.findall(words))}
    for word in sorted((offered & RESERVED) - allowed):
        yield Problem(f'{word} in "{words}" is a carrier\'s own word', hint="offer another answer")


def _offer(ask: Ask, words: str, language: Language, aside: frozenset[str]) -> Iterator[Problem]:
    """Yield a problem if the answers offered are not exactly those the plan understands."""
    sets = OFFERS[language]
    strange = _capitals(words) - RESERVED - aside - {part for one in sets for word in one for part in word.split()}
    for word in sorted(strange):
        yield Problem(f'{word} in "{words}" is not an answer we offer', hint=f"offer {_list(sets[0])}")
    if not _answerable(ask, words, language):
        hint = f"ask for {SCALE[language]}" if ask is Ask.RATING else f"offer {_list(sets[0])}"
        yield Problem(f'no way to answer in "{words}"', hint=hint)


def _answerable(ask: Ask, words: str, language: Language) -> bool:
    match ask:
        case Ask.DONE:
            return any(all(re.search(rf"\b{word}\b", words) for word in one) for one in OFFERS[language])
        case Ask.RATING:
            return SCALE[language] in words
        case Ask.NOTHING:
            return True


def _capitals(words: str) -> set[str]:
    return {word for word in CAPITALS.findall(words) if word.isupper()}


def _list(words: Sequence[str]) -> str:
    return ", ".join(words)
