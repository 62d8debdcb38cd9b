"""CSV as officers' tools open it: RFC 4180, UTF-8 with a byte-order mark, one header row."""

import csv
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import TextIO

from bot.core.rows import NOT_SHOWN, PRIVATE, SKIPPED, Column

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe(text: str) -> str:
    """One apostrophe before a text that a spreadsheet would run as a formula (OWASP)."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def write_csv(path: Path, header: Iterable[str], lines: Iterable[Iterable[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        _write(file, header, lines)


def _write(file: TextIO, header: Iterable[str], lines: Iterable[Iterable[str]]) -> None:
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([safe(name) for name in header])
    writer.writerows([safe(cell) for cell in line] for line in lines)


def csv_bytes(header: Iterable[str], lines: Iterable[Iterable[str]]) -> bytes:
    """The same of a small table, in memory."""
    file = StringIO(newline="")
    _write(file, header, lines)
    return file.getvalue().encode("utf-8-sig")


def write_dictionary(path: Path, columns: Iterable[Column], marks: Iterable[tuple[str, str]]) -> None:
    """One line for each value of each column, and one for each mark such as [c]."""
    header = ("column", "meaning", "type", "value", "value_meaning")
    write_csv(path, header, [*_dictionary_lines(columns), *(("", "", "", *mark) for mark in marks)])


def _dictionary_lines(columns: Iterable[Column]) -> Iterable[tuple[str, ...]]:
    for column in columns:
        for value, meaning in column.values or (("", ""),):
            yield column.name, column.meaning, column.kind, value, meaning


MARKS = (PRIVATE, SKIPPED, NOT_SHOWN)
