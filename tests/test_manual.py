"""Is what the manual says true, and does it leave nothing out?"""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from pydantic import SecretStr

from nudges.cli import root
from nudges.core.problem import Problem
from nudges.core.understanding import understand
from nudges.core.when import parse_when
from nudges.library import load
from nudges.library.manual import ORDER, pages
from nudges.settings import Settings, variable

PROJECT = Path(__file__).parent.parent
BESIDE = ("README.md", "CONTRIBUTING.md")
FENCE = re.compile(r"^```[a-z]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
HEADING = re.compile(r"^## `(nudges[a-z ]*?)(?: [A-Z\[][^`]*)?`$", re.MULTILINE)
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
VARIABLE = re.compile(r"NUDGES_[A-Z_]+")
ROW = re.compile(r"^\| ([^|]+) \| ([a-z_]+) \|$", re.MULTILINE)
COMMON = {"--help", "--version"}


def texts() -> dict[str, str]:
    """Return the pages, and what stands beside them, by name."""
    beside = {name: (PROJECT / name).read_text("utf-8") for name in BESIDE}
    return {name: page.text for name, page in pages().items()} | beside


def commands(command: click.Command = root, path: str = "nudges") -> Iterator[tuple[str, click.Command]]:
    """Yield every command there is, groups too, with the words that call it."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            if inner := command.get_command(context, name):
                yield from commands(inner, f"{path} {name}")


def options(command: click.Command) -> set[str]:
    """Return the long options of a command."""
    return {
        name
        for param in command.params
        if isinstance(param, click.Option) and not param.hidden
        for name in (*param.opts, *param.secondary_opts)
        if name.startswith("--")
    } - COMMON


def sections() -> dict[str, str]:
    """Return what the page `commands` says of each command."""
    text = pages()["commands"].text
    found = list(HEADING.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    return {match[1].strip(): text[match.start() : end] for match, end in zip(found, ends, strict=True)}


def command_lines() -> list[tuple[str, str]]:
    """Return each command line that is shown anywhere, with where."""
    found = []
    for name, text in texts().items():
        fenced = [line.strip() for block in FENCE.findall(text) for line in block.splitlines()]
        spans = SPAN.findall(FENCE.sub("", text))
        for line in [*fenced, *spans]:
            words = [word for word in line.split() if not VARIABLE.match(word)]
            if words[:1] == ["nudges"] and len(words) > 1:
                found.append((name, line[line.index("nudges") :]))
    return found


def test_every_page_begins_with_a_title_and_a_line_about_it() -> None:
    assert set(pages()) == set(ORDER)
    for page in pages().values():
        assert page.text.startswith(f"# {page.title}\n\n{page.about}\n"), page.name


def test_prose_has_one_sentence_a_line() -> None:
    for name in (*pages(), "CONTRIBUTING.md"):
        for line in FENCE.sub("", texts()[name]).splitlines():
            if not line.startswith(("|", "#")) and not re.match(r"\d\. |- ", line):
                assert not re.search(r"[a-z`*)][.!?] [A-Z]", line), f"{name}: {line}"


def test_the_commands_page_names_every_command_and_nothing_else() -> None:
    assert {path for path, _ in commands()} == set(sections())


def test_the_commands_page_names_every_option_where_it_belongs_and_nothing_else() -> None:
    for path, command in commands():
        assert set(OPTION.findall(sections()[path])) - COMMON == options(command), path


def test_the_commands_page_names_every_argument() -> None:
    for path, command in commands():
        heading, *_ = said = sections()[path].splitlines()
        for param in command.params:
            if isinstance(param, click.Argument) and isinstance(param.type, click.Choice):
                assert all(choice in " ".join(said) for choice in param.type.choices), path
            elif isinstance(param, click.Argument):
                assert param.make_metavar(click.Context(command)).strip("[].") in heading, path


@pytest.mark.parametrize(("where", "line"), command_lines())
def test_every_command_line_that_is_shown_exists(where: str, line: str) -> None:
    known = dict(commands())
    words = shlex.split(line)
    path = max((p for p in known if words[: len(p.split())] == p.split()), key=len)
    command, rest = known[path], words[len(path.split()) :]
    _, left, _ = command.make_parser(click.Context(command)).parse_args([*rest])
    assert not left, f"{where}: {line}"
    real = not any(re.fullmatch(r"\[?[A-Z-]{2,}\]?", word) for word in rest)
    if real and (words[1] == "help" or (words[1] == "explain" and rest)):
        assert CliRunner().invoke(root, words[1:]).exit_code == 0, f"{where}: {line}"


def test_every_setting_is_explained_and_none_is_made_up() -> None:
    real = {variable(name) for name in Settings.model_fields}
    rows = {
        match[1]: match[0]
        for match in re.finditer(r"^\| `((?:NUDGES|TWILIO)_[A-Z_]+)` .*$", texts()["settings"], re.MULTILINE)
    }
    assert set(rows) == real
    for name, text in texts().items():
        assert set(VARIABLE.findall(text)) <= real, name


def test_the_settings_page_knows_what_holds_unless_they_are_set() -> None:
    for name, field in Settings.model_fields.items():
        if field.default_factory is None and field.default not in ("", None, SecretStr("")):
            row = next(line for line in texts()["settings"].splitlines() if line.startswith(f"| `{variable(name)}`"))
            assert f"| `{field.default}` |" in row


def phrases() -> list[str]:
    """Return what looks like a schedule on the page of plans."""
    return [span for span in SPAN.findall(FENCE.sub("", texts()["plans"])) if re.search(r" at (\d|noon)", span)]


def test_every_phrase_that_is_shown_is_a_schedule() -> None:
    assert len(phrases()) >= 8
    for phrase in phrases():
        try:
            parse_when(phrase)
        except Problem as problem:
            pytest.fail(str(problem))


def answers() -> list[tuple[str, str]]:
    """Return the words of the page of replies and what each is said to mean."""
    return [(word, meaning) for word, meaning in ROW.findall(texts()["replies"]) if meaning != "meaning"]


@pytest.mark.parametrize(("word", "meaning"), answers())
def test_every_word_means_what_the_page_says(word: str, meaning: str) -> None:
    assert understand(word).intent == meaning
    assert understand(word.lower()).intent == meaning


def test_there_are_words_for_all_that_people_can_say() -> None:
    assert {meaning for _, meaning in answers()} >= {
        "done", "partly", "skip", "not_applicable", "snooze", "rating", "count", "pause", "resume", "stop", "start",
        "help", "status", "undo", "export", "erase",
    }  # fmt: skip


def test_every_keyword_of_a_ready_plan_is_named_with_it_and_no_other_is() -> None:
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| ([^|]+) \|", texts()["plans"], re.MULTILINE))
    asking = {name: plan for name, plan in load().plans.items() if plan.steps}
    assert set(rows) == set(asking)
    for name, plan in asking.items():
        first = {words[0] for words in plan.keyword.values()}
        assert set(SPAN.findall(rows[name])) == first, name
        assert all(f"`{word}`" in texts()["replies"] for words in plan.keyword.values() for word in words), name


def test_every_file_that_is_named_is_there() -> None:
    for name in ("why", *BESIDE):
        for span in SPAN.findall(texts()[name]):
            if re.match(r"(nudges|templates|schedules|tests|deploy)/", span) and "<" not in span:
                assert (PROJECT / span).exists(), f"{name}: {span}"


def test_every_target_of_make_that_is_named_is_there() -> None:
    makefile = (PROJECT / "Makefile").read_text("utf-8")
    for name in BESIDE:
        for span in SPAN.findall(texts()[name]):
            words = [word for word in span.split() if "=" not in word]
            if words[:1] == ["make"]:
                for target in words[1:]:
                    assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"{name}: {span}"
