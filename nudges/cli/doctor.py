"""What is well and what is not, and what to do about it."""

from collections.abc import Callable, Iterator

import click

from nudges.cli.checks import LOOKS, NEED_SETTINGS, Check
from nudges.cli.home import ANOTHER
from nudges.cli.output import data, json_option
from nudges.core.problem import Problem


@click.command()
@json_option
def doctor(as_json: bool) -> None:
    """Look for what is wrong, and say how to mend it. The exit status is 1 where something is."""
    from nudges.settings import read_settings

    looks = [*LOOKS]
    try:
        read_settings()
    except Problem:
        looks = [look for look in LOOKS if look not in NEED_SETTINGS]
    checks = [check for look in looks for check in _looked(look)]
    well = all(check.well for check in checks)
    data({"well": well, "checks": checks}, as_json, lambda: lines(checks))
    raise SystemExit(0 if well else 1)


def _looked(look: Callable[[], Iterator[Check]]) -> Iterator[Check]:
    """Yield what a look finds; one that cannot be finished is a finding too."""
    try:
        yield from look()
    except Problem as problem:
        yield Check(name=_name(look), well=False, says=problem.what, do=problem.hint or "")
    except OSError as error:
        yield Check(name=_name(look), well=False, says=_failure(error), do=f"{ANOTHER}, or run as its owner")


def _failure(error: OSError) -> str:
    return f"{error.filename or 'this machine'}: {(error.strerror or type(error).__name__).lower()}"


def _name(look: Callable[[], Iterator[Check]]) -> str:
    return look.__name__.strip("_").replace("_", " ")


def _mark(check: Check) -> str:
    """Return how a check came out; what is well and still has something to do is no fault of this machine."""
    return ("wait" if check.do else "well") if check.well else "LOOK"


def lines(checks: list[Check]) -> str:
    """Return what was found, a line for each, and what to try."""
    width = max(len(check.name) for check in checks)
    told = []
    for check in checks:
        told.append(f"{_mark(check)}  {check.name:<{width}}  {check.says}")
        told += [f"      {'':<{width}}  try: {check.do}"] if check.do else []
    return "\n".join(told)
