"""A fleet on PostgreSQL loses and doubles nothing, whatever is killed, held still or restarted."""

import random
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nudges.clock import ManualClock
from nudges.gateways import Polls
from nudges.store.postgres import engine
from nudges.store.postgres.versions import migrate
from nudges.twilio_local import running
from nudges.worker.polling import DAY, Polling
from tests.database import Cluster, one_to_harm
from tests.soak.fleet import Fleet, live, twilio_for
from tests.soak.twilio_audit import judge
from tests.soak.twilio_day import RULES


def account(home: Path, cluster: Cluster, people: int, plans: int, lasts: float, seed: int) -> None:
    begun = time.monotonic()

    def restart() -> None:
        """Kill the database, and bring it back after some seconds."""
        cluster.kill()
        time.sleep(fleet.dice.uniform(0.5, 5))
        cluster.start()

    fleet = Fleet(home=home, store=cluster.address, people=people, plans=plans, lasts=lasts, dice=random.Random(seed))
    home.mkdir()
    with running(twilio_for(fleet)) as twilio:
        twilio.fail(*RULES)
        try:
            live(fleet, twilio, restart)
        finally:
            fleet.stop()
        # The hourly pass asks for what nobody told, and the daily one for what has no end.
        twilio.faults.clear()
        service = fleet.service(twilio)
        assert isinstance(service.gateway, Polls)
        later = ManualClock(datetime.now(UTC) + timedelta(hours=1))
        polling = Polling(service, service.gateway, later, DAY, lambda _person: None)
        polling.look()
        polling.look_into()
        found = judge(fleet.facts(), twilio, fleet.due, fleet.wrote)
    print(
        f"\n{fleet.kills} kills and {fleet.stills} times held still, "
        f"{fleet.restarts} times the database was killed, in {time.monotonic() - begun:.0f} s"
    )
    print("\n".join(found.table()))
    print(f"{'of which a call told':<34}{fleet.heard:>8}")
    unanswered = [line for line in found.open if "answer/" in line]  # what the last pass heard was not answered yet
    assert [line for line in found.wrong if line not in unanswered] == []
    assert len(fleet.due) == people * plans
    assert fleet.kills >= lasts / 20
    assert fleet.restarts > 0
    assert fleet.heard > len(fleet.wrote) / 2  # the others came while the web was down, and by the pass


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_ten_minutes_of_a_fleet(tmp_path: Path) -> None:
    with one_to_harm() as cluster:
        made = engine(cluster.address)
        with made.begin() as connection:
            migrate(connection)
        made.dispose()
        account(tmp_path / "home", cluster, people=300, plans=10, lasts=600, seed=3)
