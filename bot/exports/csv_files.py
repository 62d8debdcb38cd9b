"""CSV as officers' tools open it: RFC 4180, UTF-8 with a byte-order mark, one header row."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.core.report import DICTIONARY, Report, Value, dictionary_lines

FORMULA_STARTS = frozenset("=+-@\t\r\n")


def safe(text: str) -> str:
    """One apostrophe before a text that a spreadsheet would run as a formula (OWASP)."""
    return f"'{text}" if text[:1] in FORMULA_STARTS else text


def write_csv(path: Path, header: Iterable[str], lines: Iterable[Sequence[Value]]) -> None:
    """Numbers and days as they are, days as ISO 8601 has them. Nothing for None."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([safe(name) for name in header])
        writer.writerows(
            [f"'{cell}" if isinstance(cell, str) and cell[:1] in FORMULA_STARTS else cell for cell in line]
            for line in lines
        )


def write_files(report: Report, folder: Path) -> list[Path]:
    """Each table, what its columns mean, and a text that says what all of them are."""
    written = []
    for sheet in report.sheets:
        written.append(folder / f"{report.name}-{sheet.id}.csv")
        write_csv(written[-1], [column.name for column in sheet.columns], sheet.rows())
    written.append(folder / f"{report.name}-dictionary.csv")
    write_csv(written[-1], DICTIONARY, dictionary_lines(report))
    readme = folder / f"{report.name}-readme.txt"
    names = [(path.name, sheet.title) for path, sheet in zip(written, report.sheets, strict=False)]
    names.append((written[-1].name, report.labels.dictionary))
    readme.write_text("\r\n".join([*_readme(report, names), ""]), encoding="utf-8-sig", newline="")
    return [*written, readme]


def _readme(report: Report, files: Iterable[tuple[str, str]]) -> Iterable[str]:
    yield report.title
    yield ""
    yield report.labels.readme
    yield ""
    yield from (f"{name}: {value}" for name, value in report.all_facts)
    yield ""
    yield from (f"{name}: {title}" for name, title in files)
    for note in report.notes:
        yield ""
        yield note
    for title, paragraphs in report.after:
        yield ""
        yield title
        yield from paragraphs
