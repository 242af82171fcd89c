"""When things go wrong: storms that come and go, and how likely each misfortune is in one."""

import random
from collections import Counter
from datetime import datetime, timedelta

QUIET = timedelta(hours=26)
"""For so long nothing happens that nobody foresaw, once it is asked what will be sent."""

RATES = {
    "killed": 0.004,
    "power cut": 0.001,
    "disk full": 0.01,
    "torn write": 0.004,
    "short write": 0.02,
    "failed fsync": 0.01,
    "commit refused": 0.02,
    "lost before commit": 0.004,
    "lost after commit": 0.004,
    "lost in a step": 0.002,
    "serialization failure": 0.01,
    "lost before": 0.05,
    "lost after": 0.08,
    "late": 0.05,
    "slow": 0.15,
    "later": 0.08,
    "refused": 0.01,
    "cannot look": 0.15,
    "status lost": 0.2,
    "status doubled": 0.2,
    "status late": 0.2,
    "undelivered": 0.03,
    "webhook lost": 0.1,
    "webhook doubled": 0.3,
    "webhook late": 0.1,
    "webhook unanswered": 0.1,
}
"""In a storm, how often of all times that it could happen."""


class Weather:
    """Storms at random moments; between them nothing goes wrong. `trouble` is when something did."""

    def __init__(self, dice: random.Random, begins: datetime, ends: datetime, storms: float) -> None:
        self._dice = dice
        self.struck = Counter[str]()
        # Each world has its own misfortunes: some never come, others often.
        self._rates = {what: rate * dice.choice((0, 1, 1, 1, 4)) for what, rate in RATES.items()}
        self.trouble: list[tuple[datetime, datetime]] = []
        self.storms: list[tuple[datetime, datetime]] = []
        self._now = begins
        self._until = begins
        self._raging = False
        moment = begins
        while storms > 0 and (moment := moment + timedelta(hours=dice.expovariate(storms / 24))) < ends:
            over = min(ends, moment + timedelta(hours=dice.uniform(0.2, 8)))
            self.storms.append((moment, over))
            moment = over
        self.now = begins

    @property
    def now(self) -> datetime:
        """The moment for which it is asked."""
        return self._now

    @now.setter
    def now(self, moment: datetime) -> None:
        self._now = moment
        self._raging = any(begins <= moment < over for begins, over in self.storms)

    @property
    def rages(self) -> bool:
        """Whether there is a storm."""
        return self._raging

    def strikes(self, what: str) -> bool:
        """Whether something goes wrong now."""
        if not self._raging or self._dice.random() >= self._rates[what]:
            return False
        self.struck[what] += 1
        self.troubled(self._now, self._now + timedelta(minutes=2))
        return True

    def keep_off(self, times: list[tuple[datetime, datetime]]) -> None:
        """Let there be no storm at these times, nor just before."""
        for begins, ends in times:
            self.storms = [s for s in self.storms if s[1] <= begins - timedelta(hours=1) or s[0] >= ends]

    def troubled(self, begins: datetime, ends: datetime) -> None:
        """Take in that things were not as they should be for a while."""
        if self.trouble and begins <= self.trouble[-1][1]:
            self.trouble[-1] = (self.trouble[-1][0], max(ends, self.trouble[-1][1]))
        else:
            self.trouble.append((begins, ends))


def is_quiet(times: list[datetime], moment: datetime) -> bool:
    """Whether nobody writes and nothing is changed."""
    return any(each <= moment < each + QUIET for each in times)
