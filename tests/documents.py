"""Reading the documents: their sections, tables and words of code."""

import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
Rows = dict[str, tuple[str, ...]]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """What stands below a heading, up to the next of any level."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#+ |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"there is no heading “{heading}”"
    return found[1]


def tables(text: str) -> list[tuple[str, Rows]]:
    """Each table with the first cell of its header; its rows by the first cell, code marks taken off."""
    found = []
    for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        header, _, *body = (re.findall(r"(?<=\|)[^|]*(?=\|)", line) for line in block.splitlines())
        rows = {cells[0].strip(" `"): tuple(cell.strip() for cell in cells[1:]) for cells in body}
        found.append((header[0].strip(), rows))
    return found


def rows(text: str, header: str) -> Rows:
    """The rows of all tables whose first column has this header."""
    return {key: cells for name, body in tables(text) if name == header for key, cells in body.items()}


def code_words(text: str) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", text))


def plain(default: Any) -> str:
    """A default as the tables write it."""
    if default is None:
        return "none"
    if isinstance(default, tuple | frozenset | dict) and not default:
        return "empty"
    if isinstance(default, tuple):
        return f"`{', '.join(map(str, default))}`"
    value = str(default).lower() if isinstance(default, bool) else str(default)
    return f"`{value}`"
