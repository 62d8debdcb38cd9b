"""Several files as one, and what was written put in its place as a whole."""

from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from bot.core.report import Report


def write_zip(path: Path, files: Iterable[Path]) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        for file in files:
            packed.write(file, file.name)


def write_charts(report: Report, path: Path) -> None:
    """The charts, and a text with what each of them shows, for whoever cannot see them. What is said of rows
    and columns is for the other forms: here are none."""
    words = [report.title]
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        for picture in report.pictures:
            packed.writestr(f"{picture.name}.png", picture.png)
            words.append("\r\n".join([f"{picture.name}.png", *picture.words]))
        packed.writestr("charts.txt", "\r\n\r\n".join(words).encode("utf-8-sig"))
