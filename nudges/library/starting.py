"""The files of a new plan, for an author to fill in: a plan that can be read, and a place for each of its texts."""

from collections.abc import Mapping
from pathlib import Path

from nudges.core.problem import Problem
from nudges.core.texts import DRAWN, TextKind
from nudges.core.words import Language

PLAN = """\
id: {id}
version: 1
category: {category}
techniques: [{technique}]
title:
  en: {en_title}
  es: {es_title}
why: In a line, why this may help.
evidence: "A source with its address: https://"
limit: What nobody has tested yet. It helps to practice; it is no treatment.
action:
  en: {en_action}
  es: {es_action}
cue:
  en: After dinner
  es: Al terminar la cena
cues:
  en: [After dinner, After breakfast, When you get home]
  es: [Al terminar la cena, Al terminar el desayuno, Al llegar a casa]
when: {when}
goal: 3
ask: done
grace: 2 hours
smaller:
  en: The ten-second version.
  es: Lo mismo en diez segundos.
logged: done, partly or skipped
reported: how often it was done, skipped or left without reply
review: pending
"""
OFFER: Mapping[Language, str] = {
    Language.EN: "Reply DONE, LATER or SKIP.",
    Language.ES: "Responde LISTO, LUEGO o HOY NO.",
}
EACH = 3


def files(answers: Mapping[str, str]) -> dict[str, str]:
    """Return the files of a new plan by their places below a folder."""
    found = {f"schedules/{answers['id']}.yaml": PLAN.format_map(answers)}
    for language in Language:
        found[f"templates/{language}/{answers['id']}.txt"] = _texts(language, answers[f"{language}_title"])
    return found


def _texts(language: Language, title: str) -> str:
    lines = [f"# {title}. Write {EACH} texts below each heading; {{cue}} is filled in, with up to 28 characters."]
    for kind in DRAWN:
        lines += ["", f"[{kind}]", *(f"# {{cue}}: ... {OFFER[language]}" for _ in range(EACH))]
    lines += ["", f"[{TextKind.DISCREET}]", *(f"# ... {OFFER[language]}" for _ in range(EACH))]
    return "\n".join(lines) + "\n"


def write(folder: Path, made: Mapping[str, str]) -> list[Path]:
    """Write the files; none of them may be there already."""
    paths = {folder / name: text for name, text in made.items()}
    for path in paths:
        if path.exists():
            raise Problem("this file is there already", where=str(path), hint="choose another id, or another folder")
    for path, text in paths.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return [*paths]
