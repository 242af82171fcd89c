"""What is known of somebody's trials: begun, and ended by a command, by their STOP, or by themselves."""

from datetime import datetime

from nudges.core import facts as f
from nudges.core.state import Trial
from nudges.core.words import TrialEnd


def trial_taken_in(trials: dict[str, Trial], fact: f.TrialBegun | f.TrialEnded) -> None:
    """Take in that a trial began or ended; what has ended stays so."""
    if isinstance(fact, f.TrialBegun):
        trials[fact.name] = Trial(fact)
    elif (known := trials.get(fact.name)) is not None and known.ended is None:
        trials[fact.name] = Trial(known.begun, fact)


def trials_stopped(trials: dict[str, Trial], at: datetime) -> None:
    """End every trial that runs: somebody wants no more texts, or needs rest from them."""
    for name, known in trials.items():
        if known.ended is None:
            trials[name] = Trial(known.begun, f.TrialEnded(at=at, name=name, why=TrialEnd.STOPPED))
