"""What cronsim and python-dateutil publish about themselves holds for our schedules too."""

# ruff: noqa: DTZ001 - a local moment has no zone here

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from nudges.cli import root
from nudges.core.problem import Problem
from nudges.core.when import Frame, first_fire, parse_when
from tests.core.when.tables import rows

HERE = Path(__file__).parent
CRON = rows((HERE / "published_cron.txt").read_text("utf-8"))
ALL_RULES = rows((HERE / "published_rrules.txt").read_text("utf-8"))
RULES = [row for row in ALL_RULES if row[1]]
NEVER = [rule for rule, expected in ALL_RULES if not expected]


def explained(asked: list[dict[str, object]]) -> list[dict[str, list[str]]]:
    """Return what `nudges explain when --lines` answers, in one process."""
    lines = "".join(json.dumps(each) + "\n" for each in asked)
    done = CliRunner().invoke(root, ["explain", "when", "--lines"], input=lines)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.output.splitlines()]


def test_there_are_many() -> None:
    assert len(CRON) > 40
    assert len(RULES) > 200
    assert len(NEVER) == 2


def test_cron_fields_fire_as_cronsim_says() -> None:
    asked = [
        {"when": f"cron: {fields}", "tz": zone, "from": start, "count": len(expected.split())}
        for zone, fields, start, expected in CRON
    ]
    for (*case, expected), found in zip(CRON, explained(asked), strict=True):
        assert found["fires"] == expected.split(), case


def test_rules_fire_as_dateutil_says_and_then_no_more() -> None:
    asked = [
        {"when": f"rrule: {rule}", "from": "1990-01-01T00:00", "count": len(expected.split()) + 1}
        for rule, expected in RULES
    ]
    for (rule, expected), found in zip(RULES, explained(asked), strict=True):
        assert [moment.replace("-", "").replace(":", "")[:-1] for moment in found["fires"]] == expected.split(), rule


@pytest.mark.parametrize("rule", NEVER)
def test_a_rule_that_yields_nothing_is_refused(rule: str) -> None:
    with pytest.raises(Problem, match="this rule never fires"):
        parse_when(f"rrule: {rule}")


@pytest.mark.parametrize(("rule", "expected"), [row for row in RULES if "COUNT=3" in row[0]])
def test_a_rule_that_is_looked_at_later_goes_on_where_it_would(rule: str, expected: str) -> None:
    *_, last = expected.split()
    start = datetime.fromisoformat(last).replace(tzinfo=UTC)
    endless = rule.replace(";COUNT=3", "").replace("COUNT=3;", "")
    found = first_fire(parse_when(f"rrule: {endless}"), Frame(UTC, begins=datetime(2001, 1, 1)), start)
    assert f"{found:%Y%m%dT%H%M%S}" == last
