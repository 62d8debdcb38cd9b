"""The pictures that notes in surveys show: files that Telegram takes as photos."""

import re
import struct
from collections.abc import Iterator
from pathlib import Path

from bot.content.problems import Findings

MOST_BYTES = 10 * 1024 * 1024
MOST_SIDES = 10_000
"""Pixels: width and height together."""
MOST_TIMES = 20
"""How often the short side may go into the long one."""

Size = tuple[int, int]
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The parts of a JPEG that tell its size."""


def read_pictures(folder: Path, findings: Findings) -> dict[str, Path]:
    """The pictures of a folder by name."""
    if not folder.is_dir():
        return {}
    pictures = {}
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.suffix == ".md":
            continue
        problems = list(_problems(path))
        for what, remedy in problems:
            findings.problem(path, (), what, remedy)
        if not problems:
            pictures[path.name] = path
    return pictures


def _problems(path: Path) -> Iterator[tuple[str, str]]:
    if not re.fullmatch(r"[A-Za-z0-9_-]+\.(png|jpg)", path.name):
        yield (
            f"`{path.name}` cannot be the name of a picture.",
            "Use letters, digits, - and _, and end it in .png or .jpg.",
        )
        return
    try:
        content = path.read_bytes()
    except OSError as error:
        yield f"It cannot be read: {error.strerror}.", "Look at the file's permissions."
        return
    size = _size_of_png(content) if path.suffix == ".png" else _size_of_jpeg(content)
    if size is None or not all(size):
        yield f"There is no picture in the form of {path.suffix} in it.", "Save it again as a picture."
        return
    if len(content) > MOST_BYTES:
        yield "The picture has more than 10 MB.", "Save it smaller: 1,200 pixels are wide enough."
    if sum(size) > MOST_SIDES:
        yield f"The picture has {size[0]} by {size[1]} pixels, which is too large.", "Save it smaller."
    if max(size) > MOST_TIMES * min(size):
        yield "The picture is too long and thin.", f"One side may be {MOST_TIMES} times the other at most."


def _size_of_png(content: bytes) -> Size | None:
    if content[:8] != b"\x89PNG\r\n\x1a\n" or content[12:16] != b"IHDR" or len(content) < 24:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _size_of_jpeg(content: bytes) -> Size | None:
    """Goes from part to part until one tells the size."""
    at = 2
    while content[:2] == b"\xff\xd8" and at + 9 <= len(content) and content[at] == 0xFF:
        kind, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if kind in _FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
