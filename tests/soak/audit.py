"""What must hold after a busy day, judged from the phones' files, the books' files and the people's plans.

It reads files by itself and shares no code with what it judges.
"""

import json
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path


@dataclass
class Findings:
    """What the audit counted, and everything that is wrong."""

    received: int = 0
    doubled: list[str] = field(default_factory=list)
    lost_replies: list[str] = field(default_factory=list)
    doubled_replies: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    lost_nudges: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    expected_nudges: int = 0
    replies: int = 0

    @property
    def wrong(self) -> list[str]:
        """Everything that must not be."""
        lists = (
            self.doubled,
            self.lost_replies,
            self.doubled_replies,
            self.unanswered,
            self.lost_nudges,
            self.unreadable,
        )
        return [line for each in lists for line in each]


def audit(
    home: Path, accepted: list[tuple[str, str]], fixed: tuple[str, ...], since: datetime, until: datetime
) -> Findings:
    """Return what a folder shows for the time between two moments."""
    found = Findings()
    for path in sorted((home / "people").glob("*.json")):
        person, facts, plans = _book(path, found)
        if person is None:
            continue
        texts = _phone(home / "phones" / f"{person['phone']}.jsonl", found)
        counts = Counter(texts)
        found.received += len(texts)
        found.doubled += [f"{path.stem} received {name} {many} times" for name, many in counts.items() if many > 1]
        _replies(found, path.stem, facts, counts, [name for who, name in accepted if who == path.stem])
        # Beyond the end too: the newer one to which the last nudge gave way may have been due after it.
        dues = {p["id"]: _dues(p["when"], since, until + timedelta(hours=2)) for p in plans if p["id"] in fixed}
        _nudges(found, person["id"], dues, facts, counts, until)
    found.unreadable += [f"set aside: {path.name}" for path in sorted((home / "damaged").glob("*"))]
    return found


def _book(path: Path, found: Findings) -> tuple[dict[str, str] | None, list[dict[str, object]], list[dict[str, str]]]:
    """Read a document, its journal and its past months: JSON, whole lines, keys in order."""
    try:
        tables = json.loads(path.read_text("utf-8"))
        person, plans = tables["person"]["1"], list(tables.get("plans", {}).values())
        facts, seq = list(tables.get("facts", {}).values()), tables["meta"]["1"]["seq"]
        journal = path.with_suffix(".log")
        lines = journal.read_text("utf-8").split("\n") if journal.exists() else [""]
        for line in map(json.loads, lines[:-1]):
            if line["seq"] > seq:
                seq = line["seq"]
                facts += line.get("facts", [])
                person, plans = line.get("person") or person, line.get("plans") or plans
        for month in sorted((path.parent.parent / "months" / path.stem).glob("*.json")):
            facts += list(json.loads(month.read_text("utf-8"))["facts"].values())
    except (ValueError, KeyError) as error:
        found.unreadable.append(f"{path.name}: {error!r}")
        return None, [], []
    return person, facts, plans


def _phone(path: Path, found: Findings) -> list[str]:
    if not path.exists():
        return []
    names = []
    for line in path.read_text("utf-8").splitlines():
        # A line that a kill cut off was never received.
        with suppress(ValueError):
            if line:
                names.append(json.loads(line)["id"])
    return names


def _replies(
    found: Findings, person: str, facts: list[dict[str, object]], texts: Counter[str], accepted: list[str]
) -> None:
    recorded = Counter(fact["id"] for fact in facts if fact["fact"] == "replied")
    found.replies += len(accepted)
    found.lost_replies += [
        f"{person}: {name} was accepted and is not recorded" for name in accepted if not recorded[name]
    ]
    found.doubled_replies += [
        f"{person}: {name} is recorded {many} times" for name, many in recorded.items() if many > 1
    ]
    queued = [str(fact["id"]) for fact in facts if fact["fact"] == "queued" and str(fact["id"]).startswith("answer/")]
    given_up = {fact["id"] for fact in facts if fact["fact"] == "expired"}
    found.unanswered += [
        f"{person}: {name} never arrived" for name in queued if not texts[name] and name not in given_up
    ]


def _nudges(
    found: Findings,
    person: str,
    dues: dict[str, list[datetime]],
    facts: list[dict[str, object]],
    texts: Counter[str],
    until: datetime,
) -> None:
    """Look for each nudge: it arrived, alone or in the text of another, or gave way to a newer one that arrived.

    What was shared is worded anew where one of it was answered before a killed attempt could be told from a sent one.
    """
    inside = {str(fact["id"]): str(fact["into"]) for fact in facts if fact["fact"] == "joined"}
    answered = {str(fact["nudge"]) for fact in facts if fact["fact"] == "checked_in"}
    gave_way = {str(fact["id"]) for fact in facts if fact["fact"] == "dropped" and fact["reason"] == "newer"}
    for plan, moments in dues.items():
        arrived_later = False
        for due in reversed(moments):
            name = f"nudge/{plan}/{due:%Y-%m-%dT%H:%M}Z"
            found.expected_nudges += due < until
            where = {inside.get(each, each) for each in (name, f"{name}/anew")}
            if any(texts[each] for each in where) or name in answered:
                arrived_later = True
            elif due < until and (name not in gave_way or not arrived_later):
                found.lost_nudges.append(f"{person}: {name} never arrived")


def _dues(phrase: str, since: datetime, until: datetime) -> list[datetime]:
    """Return the moments of a `cron: 3-59/12 * * * *` phrase, minute by minute; zones of whole hours only."""
    shift, every = map(int, re.fullmatch(r"cron: (\d+)-59/(\d+) \* \* \* \*", phrase).groups())  # type: ignore[union-attr]
    moment = since.replace(second=0, microsecond=0) + timedelta(minutes=1)
    dues = []
    while moment < until:
        if moment.minute % every == shift:
            dues.append(moment.astimezone(UTC))
        moment += timedelta(minutes=1)
    return dues
