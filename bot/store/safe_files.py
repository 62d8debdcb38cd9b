"""Small files that must be on the disk whole, and for our eyes only."""

import os
from pathlib import Path


def write_whole(file: Path, content: bytes) -> None:
    """Whoever reads it sees what was there before, or all of `content`; also after a power cut."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = file.with_suffix(".new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as open_file:
        open_file.write(content)
        open_file.flush()
        os.fsync(open_file.fileno())
    put_in_place(fresh, file)


def put_in_place(fresh: Path, file: Path) -> None:
    """`fresh` takes the place of `file`, which may be there or not."""
    fresh.replace(file)
    write_names(file.parent)


def write_names(folder: Path) -> None:
    """A new, replaced or removed file is so only once its folder is on the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
