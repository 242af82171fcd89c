"""How files become one archive, or a folder: the same bytes each time, for the owner only, all of it or nothing."""

import csv
import io
import shutil
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

import msgspec

from nudges.core.problem import Problem
from nudges.store.atomic import FILE_MODE, replace, sync_folder

Files = Mapping[str, bytes]
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date of every file in an archive: when it was made says nothing and would change its bytes."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
MANIFEST = "manifest.json"


def zipped(files: Files) -> bytes:
    """Return files as one archive."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.external_attr, entry.create_system = FILE_MODE << 16, 3
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 6)
    return written.getvalue()


def with_manifest(files: Files) -> Files:
    """Return files with one more, which says of each how long it is and its SHA-256."""
    said = {name: {"bytes": len(content), "sha256": sha256(content).hexdigest()} for name, content in files.items()}
    return {**files, MANIFEST: msgspec.json.format(msgspec.json.encode({"files": said})) + b"\n"}


def table(headings: Sequence[str], lines: Iterable[Iterable[object]]) -> bytes:
    r"""Return a table as CSV. Nothing that somebody wrote is taken for a formula by a program for tables.

    >>> table(("a", "b"), [(None, "=1+1")])
    b"a,b\n,'=1+1\n"
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows([_cell(cell) for cell in line] for line in lines)
    return text.getvalue().encode()


def _cell(cell: object) -> object:
    if isinstance(cell, str) and cell.startswith(FORMULA):
        return f"'{cell}"
    return cell


def write_zip(path: Path, files: Files) -> None:
    """Write files as an archive, or raise Problem where there is no place for it."""
    _refuse(path.is_dir(), f"{path} is a folder", "name a file that ends in .zip")
    _in_a_folder(path)
    replace(path, zipped(files))


def write_folder(path: Path, files: Files) -> None:
    """Write files into a new folder, which is there once all of them are, or raise Problem."""
    _refuse(path.is_file(), f"{path} is a file", "name a new folder, or a file that ends in .zip")
    full = path.is_dir() and any(path.iterdir())
    _refuse(full, f"{path} is not empty", "name a new folder: what stood there before stays as it was")
    _in_a_folder(path)
    fresh = Path(mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        for name, content in files.items():
            replace(fresh / name, content)
        fresh.rename(path)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    sync_folder(path.parent)


def _in_a_folder(path: Path) -> None:
    _refuse(not path.absolute().parent.is_dir(), f"there is no folder {path.parent}", "name a place in one that is")


def _refuse(it: bool, what: str, hint: str) -> None:  # noqa: FBT001
    if it:
        raise Problem(f"{what}, so nothing can be written there", where="--out", hint=hint)
