"""Which packages are prism and Twilio's description made of? `python -m tests.prism.lock` writes the lock file anew."""

import subprocess
from pathlib import Path
from typing import Any

import msgspec

HERE = Path(__file__).parent
LOCK = HERE / "package-lock.json"
DESCRIBES = "node_modules/@twilio/cli-core"
NEEDS = ("dependencies", "peerDependencies", "optionalDependencies")
Packages = dict[str, dict[str, Any]]


def lock() -> None:
    """Write the lock file, and leave out what only the program needs that the description comes in."""
    subprocess.run(["npm", "install", "--package-lock-only"], cwd=HERE, check=True)
    whole = msgspec.json.decode(LOCK.read_bytes())
    whole["packages"] = needed(whole["packages"])
    LOCK.write_bytes(msgspec.json.format(msgspec.json.encode(whole)) + b"\n")


def needed(packages: Packages) -> Packages:
    """Return what is needed of the packages, without where they were downloaded from."""
    packages = {place: _without_address(place, package) for place, package in packages.items()}
    found, ahead = set[str](), [""]
    while ahead:
        place = ahead.pop()
        if place not in found:
            found.add(place)
            package = packages[place]
            names = [name for kind in NEEDS for name in package.get(kind, {})]
            ahead += [there for name in names if (there := _place(packages, place, name)) is not None]
    return {place: package for place, package in packages.items() if place in found}


def _without_address(place: str, package: dict[str, Any]) -> dict[str, Any]:
    unwanted = {"resolved", "dependencies"} if place == DESCRIBES else {"resolved"}
    return {name: value for name, value in package.items() if name not in unwanted}


def _place(packages: Packages, asker: str, name: str) -> str | None:
    """Return where node finds a package: beside the asker, or further up."""
    here = asker
    while True:
        place = f"{here}/node_modules/{name}".lstrip("/")
        if place in packages or not here:
            return place if place in packages else None
        here = here.rpartition("node_modules/")[0].rstrip("/")


if __name__ == "__main__":
    lock()
