"""What the trials of a study show together: weighted and centred least squares (Boruvka and others, 2018)."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from nudges.core.problem import Problem, nearest
from nudges.exporting.columns import headings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

FILE = "trials.csv"
FEWEST = 5
"""Fewer people have no error that could be trusted."""

CONTROLS = ("weekend", "done_before", "answered_before", "point")
"""What was known of a day before it was drawn."""

MISSING = "the analysis needs statsmodels, which is not installed"
YES = {"yes": 1.0, "no": 0.0}
WEEKEND = {"5", "6"}


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """One number of an analysis: its estimate, the error by person, and between what it lies 95 times in 100."""

    term: str
    estimate: float
    error: float
    low: float
    high: float


class Analysis(msgspec.Struct, frozen=True, kw_only=True):
    """What trials show together: how much more often it was told done on days of the first arm than on the others."""

    vary: str
    people: int
    days: int
    treated: int
    freedom: int
    effect: Effect
    controls: tuple[Effect, ...]


class Days(msgspec.Struct, frozen=True, kw_only=True):
    """The decision points of many people, a row for each: outcome, treatment, its probability, who, what was known."""

    outcome: Any
    treated: Any
    chance: Any
    who: Any
    controls: Any
    moderators: Any = None


def wcls(days: Days, numerator: float | None = None) -> tuple[list[float], list[float], int]:
    """Return estimates and errors of all terms (intercept, controls, effect, its moderators), and the freedom.

    Errors are by person with the correction of Mancl and DeRouen for few people, as a generalised estimating equation
    with independence has them. `numerator` is the share that treatment is centred by, that of the days if not given.
    """
    import numpy as np

    gee, families, independence = _statsmodels()
    treated, chance = np.asarray(days.treated, float), np.asarray(days.chance, float)
    centre = float(treated.mean()) if numerator is None else numerator
    weights = np.where(treated == 1, centre / chance, (1 - centre) / (1 - chance))
    ones = np.ones((len(treated), 1))
    known = np.hstack([ones, np.asarray(days.controls, float).reshape(len(treated), -1)])
    by = ones if days.moderators is None else np.hstack([ones, np.asarray(days.moderators, float)])
    design = np.hstack([known, (treated - centre)[:, None] * by])
    if np.linalg.matrix_rank(design) < design.shape[1]:
        raise Problem("what was known beforehand does not differ enough to be told apart", hint="leave a --control out")
    # Rows times the roots of their weights: the errors of few people are not made for weights in statsmodels.
    root = np.sqrt(weights)
    outcome, rows = root * np.asarray(days.outcome, float), root[:, None] * design
    model = gee(outcome, rows, groups=np.asarray(days.who), family=families.Gaussian(), cov_struct=independence())
    fit = model.fit(cov_type="bias_reduced")
    people = len(np.unique(np.asarray(days.who)))
    return [*map(float, fit.params)], [*map(float, fit.bse)], people - design.shape[1]


def _statsmodels() -> tuple[Any, Any, Any]:
    """Return what is used of statsmodels, or say in a sentence that it is not there."""
    try:
        from statsmodels.genmod import families
        from statsmodels.genmod.cov_struct import Independence
        from statsmodels.genmod.generalized_estimating_equations import GEE
    except ImportError:
        raise Problem(MISSING, hint="pip install 'nudges[research]'") from None
    return GEE, families, Independence


def analysed(study: Path, vary: str | None, controls: Sequence[str]) -> Analysis:
    """Return what the trials of a study show, or raise Problem where they are too few or not there."""
    _statsmodels()
    rows = _rows(study)
    wanted = _one_kind(rows, vary, study)
    strange = [name for name in controls if name not in CONTROLS]
    if strange:
        hint = nearest(strange[0], CONTROLS, f"use {', '.join(CONTROLS)}")
        raise Problem(f"'{strange[0]}' is nothing that was known before", where="--control", hint=hint)
    found = [row for row in rows if row["vary"] == wanted and row["available"] == "yes"]
    days = Days(
        outcome=[YES[row["done"]] for row in found],
        treated=[YES[row["treated"]] for row in found],
        chance=[float(row["probability"]) for row in found],
        who=[row["person"] for row in found],
        controls=[[_control(row, name) for name in controls] for row in found],
    )
    people = len({*days.who})
    if people < max(FEWEST, len(controls) + 3):
        what = f"{people} people were in trials of '{wanted}' that are over, and that is too few for an error by person"
        raise Problem(what, hint=f"{FEWEST} are the fewest, and many more are better")
    if not 0 < sum(days.treated) < len(found):
        raise Problem("all days have the same arm", hint="wait for more days")
    return _told(wanted, days, controls)


def _told(vary: str, days: Days, controls: Sequence[str]) -> Analysis:
    from scipy.stats import t  # type: ignore[import-untyped]

    estimates, errors, freedom = wcls(days)
    wide = float(t.ppf(0.975, freedom))
    terms = [
        Effect(term=term, estimate=each, error=error, low=each - wide * error, high=each + wide * error)
        for term, each, error in zip(("intercept", *controls, "effect"), estimates, errors, strict=True)
    ]
    return Analysis(
        vary=vary,
        people=len({*days.who}),
        days=len(days.outcome),
        treated=int(sum(days.treated)),
        freedom=freedom,
        effect=terms[-1],
        controls=tuple(terms[:-1]),
    )


def _rows(study: Path) -> list[Mapping[str, str]]:
    path = study / FILE if study.is_dir() else study
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError, csv.Error):
        raise Problem(f"{path} cannot be read", hint="name the folder that nudges export --research wrote") from None
    missing = [name for name in headings("trials") if rows and name not in rows[0]]
    if missing:
        raise Problem(f"{path} has no column '{missing[0]}'", hint=f"name {FILE} of a study, or its folder")
    if not rows:
        raise Problem(f"{path} holds no trial that is over", hint="nudges trial list shows when one ends")
    return [_checked(row, place, path) for place, row in enumerate(rows, 2)]


def _checked(row: Mapping[str, str], line: int, path: Path) -> Mapping[str, str]:
    for name in ("done", "treated", "available"):
        if row[name] not in YES:
            raise Problem(f"{name}: '{row[name]}' is neither yes nor no", where=f"{path}:{line}", hint="export it anew")
    try:
        lawful = 0 < float(row["probability"]) < 1
    except ValueError:
        lawful = False
    if not lawful:
        what = f"probability: '{row['probability']}' lies not between 0 and 1"
        raise Problem(what, where=f"{path}:{line}", hint="export it anew")
    return row


def _one_kind(rows: Sequence[Mapping[str, str]], vary: str | None, study: Path) -> str:
    kinds = sorted({row["vary"] for row in rows})
    if vary is None and len(kinds) > 1:
        raise Problem(f"{study} holds trials of {' and '.join(kinds)}", hint=f"add --vary {kinds[0]}")
    if vary is not None and vary not in kinds:
        raise Problem(f"{study} holds no trial of '{vary}' that is over", hint=f"it holds {', '.join(kinds)}")
    return vary or kinds[0]


def _control(row: Mapping[str, str], name: str) -> float:
    """Return what was known beforehand, as a number; the first day has no day before it, and counts as none done."""
    if name == "weekend":
        return float(row["weekday"] in WEEKEND)
    if name == "point":
        return float(row["point"])
    return YES.get(row[name], 0.0)


def in_words(found: Analysis) -> str:
    """Return an analysis as lines."""
    each = found.effect
    gain, low, high, error = (100 * value for value in (each.estimate, each.low, each.high, each.error))
    nothing = "may be nothing at all" if each.low <= 0 <= each.high else "is hardly nothing"
    lines = [
        f"{found.people} people, {found.days} days, {found.treated} of them with the first arm ({found.vary}).",
        f"With the first arm it was told done on {gain:+.1f} days of 100, and likely {low:+.1f} to {high:+.1f}.",
        f"That {nothing} (interval of 95 %, error {error:.1f}, t with {found.freedom} degrees of freedom).",
    ]
    lines += [f"{c.term:16} {c.estimate:+.3f} ({c.low:+.3f} to {c.high:+.3f})" for c in found.controls]
    return "\n".join(lines)
