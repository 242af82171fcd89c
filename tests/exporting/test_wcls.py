"""Does the analysis of trials find what is so, and is its error the right one?"""

import csv
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from nudges.core.problem import Problem
from nudges.exporting.columns import headings
from nudges.exporting.wcls import Days, Effect, analysed, in_words, wcls

BLOCKED = "import sys; sys.modules['statsmodels'] = None; from nudges.cli import main; main()"
INSTALL = "pip install 'nudges[research]'"
EFFECT = 0.12
TRIALS, PEOPLE, LENGTH = 200, 24, 56


def made(rng: np.random.Generator, effect: float, people: int = PEOPLE, length: int = LENGTH) -> Days:
    """Return a trial of people who differ, whose days hang together, who rest at times, and with a true effect."""
    rows: list[tuple[float, float, float, int, float]] = []
    for who in range(people):
        base, before = rng.uniform(0.2, 0.6), 0.0
        chance = rng.choice([0.5, 0.3])
        for _ in range(length):
            available = rng.random() < 0.95 - 0.15 * before
            treated = float(available and rng.random() < chance)
            rate = base + 0.15 * before + effect * treated
            done = float(rng.random() < rate)
            if available:
                rows.append((done, treated, chance, who, before))
            before = done
    outcome, treated_, chances, whose, known = (np.array(each) for each in zip(*rows, strict=True))
    return Days(outcome=outcome, treated=treated_, chance=chances, who=whose, controls=known[:, None])


def covered(effect: float, trials: int, seed: int) -> tuple[int, float, float]:
    """Return how many intervals hold the effect, its mean estimate, and the mean half width."""
    from scipy.stats import t  # type: ignore[import-untyped]

    rng, held, estimates, halves = np.random.default_rng(seed), 0, [], []
    for _ in range(trials):
        values, errors, freedom = wcls(made(rng, effect))
        half = float(t.ppf(0.975, freedom)) * errors[-1]
        held += abs(values[-1] - effect) <= half
        estimates.append(values[-1])
        halves.append(half)
    return held, float(np.mean(estimates)), float(np.mean(halves))


def test_a_known_effect_lies_within_its_interval_in_nineteen_of_twenty_trials() -> None:
    held, mean, half = covered(EFFECT, TRIALS, 2026)
    print(
        f"\n{held} of {TRIALS} intervals hold the true {EFFECT:+.2f}; mean estimate {mean:+.4f}, half width {half:.3f}"
    )
    # With a true 95 %, 200 trials give 181 or more in 999 cases of 1,000.
    assert held >= 181
    assert abs(mean - EFFECT) < 0.01


@pytest.mark.soak
@pytest.mark.parametrize("effect", [0.0, EFFECT])
def test_over_two_thousand_trials_the_interval_is_neither_too_narrow_nor_too_wide(effect: float) -> None:
    held, mean, half = covered(effect, 2000, 7)
    print(f"\n{held} of 2000 intervals hold the true {effect:+.2f}; mean {mean:+.4f}, half width {half:.3f}")
    assert 0.935 <= held / 2000 <= 0.965


def test_the_error_is_that_of_the_written_out_formula() -> None:
    """Mancl and DeRouen's sandwich, with weights, written down without any library for models."""
    days = made(np.random.default_rng(5), EFFECT, people=8, length=20)
    centre = days.treated.mean()
    weights = np.where(days.treated == 1, centre / days.chance, (1 - centre) / (1 - days.chance))
    x = np.column_stack([np.ones(len(weights)), days.controls, days.treated - centre])
    bread = np.linalg.inv(x.T @ (weights[:, None] * x))
    beta = bread @ x.T @ (weights * days.outcome)
    rest, meat = days.outcome - x @ beta, np.zeros((3, 3))
    for who in np.unique(days.who):
        mine = days.who == who
        own, scale = x[mine], weights[mine]
        hat = own @ bread @ own.T * scale
        score = own.T @ (scale * np.linalg.solve(np.eye(mine.sum()) - hat, rest[mine]))
        meat += np.outer(score, score)
    errors = np.sqrt(np.diag(bread @ meat @ bread))
    found, said, freedom = wcls(days)
    assert found == pytest.approx(beta)
    assert said == pytest.approx(errors)
    assert freedom == 8 - 3


def test_with_one_probability_and_nothing_known_it_is_the_difference_of_the_shares() -> None:
    days = made(np.random.default_rng(3), EFFECT)
    same = Days(outcome=days.outcome, treated=days.treated, chance=np.full(len(days.who), days.treated.mean()),
                who=days.who, controls=np.empty((len(days.who), 0)))  # fmt: skip
    done, other = (days.outcome[days.treated == arm].mean() for arm in (1, 0))
    assert wcls(same)[0][-1] == pytest.approx(done - other)


def written(tmp_path: Path, days: Days, vary: str = "none") -> Path:
    """Write days as a study has them."""
    names = headings("trials")
    with (tmp_path / "trials.csv").open("a", newline="", encoding="utf-8") as out:
        rows = csv.DictWriter(out, names)
        if out.tell() == 0:
            rows.writeheader()
        for place in range(len(days.who)):
            flags = {
                "done": days.outcome[place],
                "treated": days.treated[place],
                "done_before": days.controls[place, 0],
            }
            said = {name: "yes" if value else "no" for name, value in flags.items()}
            rest = {"available": "yes", "answered": "yes", "answered_before": "", "weekday": place % 7, "point": place}
            row = {"person": f"p{days.who[place]}", "plan": "x", "trial": "t", "vary": vary, "day": "2026-01-01"}
            rows.writerow(row | rest | said | {"probability": days.chance[place]})
    return tmp_path


def test_a_file_is_analysed_and_told_in_words(tmp_path: Path) -> None:
    days = made(np.random.default_rng(2), EFFECT)
    found = analysed(written(tmp_path, days), None, ["done_before", "weekend"])
    assert (found.people, found.days, found.freedom) == (PEOPLE, len(days.who), PEOPLE - 4)
    assert [each.term for each in found.controls] == ["intercept", "done_before", "weekend"]
    assert isinstance(found.effect, Effect)
    assert found.effect.low < found.effect.estimate < found.effect.high
    assert in_words(found).startswith(f"{PEOPLE} people, {len(days.who)} days, ")
    assert analysed(tmp_path / "trials.csv", "none", []).days == len(days.who)


def _changed(folder: Path, old: str, new: str) -> None:
    path = folder / "trials.csv"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


def test_what_cannot_be_analysed_is_told_in_a_sentence(tmp_path: Path) -> None:
    def said(study: Path, vary: str | None = None, *controls: str) -> str:
        with pytest.raises(Problem) as problem:
            analysed(study, vary, controls)
        return str(problem.value)

    (few, many, broken) = (tmp_path / name for name in ("few", "many", "broken"))
    for each in (few, many, broken):
        each.mkdir()
    rng = np.random.default_rng(1)
    written(few, made(rng, 0, people=4))
    assert "4 people were in trials of 'none' that are over" in said(few)
    written(written(many, made(rng, 0)), made(rng, 0), "time")
    assert "trials of none and time" in said(many)
    assert "no trial of 'kind' that is over" in said(many, "kind")
    assert "'mood' is nothing that was known before" in said(many, "none", "mood")
    assert "cannot be read" in said(tmp_path / "nowhere.csv")
    written(broken, made(rng, 0))
    _changed(broken, "0.5", "1.5")
    _changed(broken, "0.3", "1.5")
    assert "lies not between 0 and 1" in said(broken)
    _changed(broken, "yes", "perhaps")
    assert "'perhaps' is neither yes nor no" in said(broken)
    _changed(broken, "treated", "dealt")
    assert "no column 'treated'" in said(broken)


def test_without_the_extra_one_sentence_says_what_to_install(tmp_path: Path) -> None:
    script = [sys.executable, "-c", BLOCKED, "trial", "analyse", str(tmp_path)]
    env = os.environ | {"NUDGES_HOME": str(tmp_path)}
    done = subprocess.run(script, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == f"error: the analysis needs statsmodels, which is not installed; {INSTALL}\n"
