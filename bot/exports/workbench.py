"""A folder beside the place of files, in which they are written. None is left there: what a process that was
killed could not take away goes when the next comes to the same place."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

PREFIX = ".heard-"
IN_USE = ".in-use"
"""A file in it that is locked. The folder itself stays free, for whoever makes a workbench in this one."""


@contextmanager
def workbench(folder: Path) -> Iterator[Path]:
    """For as long as it is used it is locked, and a lock goes with its process, however that ends."""
    with _locked(folder):
        _clear(folder)
        made = Path(mkdtemp(prefix=PREFIX, dir=folder))
        lock = _take(made)
    try:
        yield made
    finally:
        rmtree(made, ignore_errors=True)
        os.close(lock)


def _take(bench: Path) -> int:
    """Gone again where even that is too much for the disk."""
    try:
        (bench / IN_USE).touch()
        return _lock(bench / IN_USE, fcntl.LOCK_EX)
    except OSError:
        rmtree(bench, ignore_errors=True)
        raise


def clear_workbenches(folder: Path) -> None:
    """Those that nobody uses any more."""
    with _locked(folder):
        _clear(folder)


def _clear(folder: Path) -> None:
    for left in folder.glob(f"{PREFIX}*"):
        if not _is_used(left):
            rmtree(left, ignore_errors=True)


def _is_used(bench: Path) -> bool:
    try:
        os.close(_lock(bench / IN_USE, fcntl.LOCK_EX | fcntl.LOCK_NB))
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """So that nobody clears away what is made and not locked yet."""
    lock = _lock(folder, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(lock)


def _lock(path: Path, how: int) -> int:
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, how)
    except OSError:
        os.close(handle)
        raise
    return handle
