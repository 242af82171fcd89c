"""Where files go that could not be read: kept byte for byte, where nothing reads them."""

from datetime import UTC, datetime
from pathlib import Path


class Aside:
    """A folder of damaged files, each under its name and the moment it was last written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, *paths: Path) -> list[Path]:
        """Move files here and return where they went; one that is not there is passed over."""
        return [path.rename(self._place(path)) for path in paths if path.exists()]

    def _place(self, path: Path) -> Path:
        written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        place, turn = self._folder / f"{path.name}@{written:%Y%m%dT%H%M%S}", 1
        while place.exists():
            turn += 1
            place = place.with_name(f"{path.name}@{written:%Y%m%dT%H%M%S}-{turn}")
        return place

    def of(self, person: str) -> list[Path]:
        """Return what was set aside of a person."""
        return [*self._folder.glob(f"{person}.json@*"), *self._folder.glob(f"{person}.log@*")]

    def notices(self) -> list[str]:
        """Return one sentence for each file."""
        return [
            f"{path} could not be read and was set aside, untouched; the others go on (nudges help data)"
            for path in sorted(self._folder.iterdir())
        ]
