"""What `heard check` says: everything that is wrong at once, what could be plainer, what was found."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

Place = tuple[str | int, ...]
"""Where something stands in a file: keys, and positions in lists counted from 0."""


def dotted(place: Place) -> str:
    """As people read it: `questions[2].options[1].id`."""
    parts = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)
    return parts.removeprefix(".")


@dataclass(frozen=True)
class Problem:
    """`key` is the dotted place in the file, empty when it is the file as a whole."""

    file: str
    key: str
    what: str
    remedy: str
    line: int | None = None

    def __str__(self) -> str:
        line = f"line {self.line}" if self.line else ""
        place = ", ".join(part for part in (self.file, line, self.key) if part)
        return f"{place}: {self.what} {self.remedy}"


@dataclass(frozen=True)
class Note:
    """Something that works, and could be better."""

    file: str
    key: str
    what: str

    def __str__(self) -> str:
        return f"{', '.join(part for part in (self.file, self.key) if part)}: {self.what}"


@dataclass(frozen=True)
class Report:
    problems: tuple[Problem, ...]
    notes: tuple[Note, ...]
    found: tuple[str, ...]


class BadContent(Exception):  # noqa: N818 (named as people speak of it)
    """The content cannot be used. Holds every problem."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass
class Findings:
    """Gathers while files are read, so that one problem does not hide the next."""

    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def problem(self, file: Path, place: Place, what: str, remedy: str, line: int | None = None) -> None:
        self.problems.append(Problem(str(file), dotted(place), what, remedy, line))

    def note(self, file: Path, place: Place, what: str) -> None:
        self.notes.append(Note(str(file), dotted(place), what))


def describe(report: Report) -> str:
    """The report in lines, for the command line."""
    lines = [f"Found: {line}" for line in report.found]
    lines += [f"Note: {note}" for note in report.notes]
    for problem in report.problems:
        line = f", line {problem.line}" if problem.line else ""
        key = f", {problem.key}" if problem.key else ""
        lines += [f"Problem: {problem.file}{line}{key}", f"  {problem.what}", f"  {problem.remedy}"]
    return "\n".join([*lines, _verdict(len(report.problems))])


def _verdict(problems: int) -> str:
    if not problems:
        return "The content is in order."
    return f"{problems} {'problem' if problems == 1 else 'problems'}. Put this right, then check again."
