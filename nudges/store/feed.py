"""Who changed lately: a file to which every process adds a name, so that the others need not look at all files."""

import os
from pathlib import Path

from nudges.store.atomic import FILE_MODE

LONGEST = 1024 * 1024


class Feed:
    """A growing list of names. It may be lost or emptied at any time: whoever starts looks at everything first."""

    def __init__(self, path: Path) -> None:
        self._path, self._name = path, str(path)
        self._place: tuple[int, int] = (0, 0)

    def tell(self, name: str) -> None:
        """Say that something of this name changed."""
        file = os.open(self._name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, FILE_MODE)
        try:
            os.write(file, f"{name}\n".encode())
            if os.fstat(file).st_size > LONGEST:
                # A fresh file, so that readers notice by its number that they must begin at its start.
                self._path.unlink(missing_ok=True)
        finally:
            os.close(file)

    def news(self) -> list[str]:
        """Return the names that were told since the last call, each once."""
        try:
            with self._path.open("rb") as file:
                number = os.fstat(file.fileno()).st_ino
                file.seek(self._place[1] if number == self._place[0] else 0)
                content = file.read()
                whole = content.rfind(b"\n") + 1
                self._place = number, file.tell() - len(content) + whole
        except FileNotFoundError:
            return []
        return list(dict.fromkeys(content[:whole].decode().split()))

    def skip(self) -> None:
        """Take everything told so far as known."""
        self.news()
