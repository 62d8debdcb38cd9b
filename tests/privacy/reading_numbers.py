"""Reads the numbers back out of what was given out: from the words, tables and files themselves."""

import csv
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO, StringIO
from typing import Any, NamedTuple
from zipfile import ZipFile

import openpyxl

from bot.charts import AnyChart, Chart
from bot.core.results import is_guarded
from bot.core.surveys import Survey
from tests.privacy.given_out import Papers

ANSWERED = ""
"""Stands for the row of those who answered at all."""
EVERYBODY = ("", "")
REST = "rest"
IN_CHAT = ("room", REST)
PRIVATE, SKIPPED, NOT_SHOWN = "[c]", "[skipped]", "[not shown]"
UNLINKED = "__unlinked"
BANDS = ("band_audience", "band_area", "band_age")
TO_FOUR_PLACES = 0.000051


class Cell(NamedTuple):
    """A count: of which question, in which group (by what, and which), for which row."""

    question: str
    group: tuple[str, str]
    row: str


class Told(NamedTuple):
    """What was read somewhere of a cell: between these, as a number of people or as a share of its group."""

    cell: Cell
    low: float
    high: float
    is_share: bool
    where: str


@dataclass
class Book:
    """What the words of one survey mean, and what was read of its `secret` questions. `wholes`: those of
    which something is told that is made of all counts (a middle, an average place). `lines`: of each file
    of responses."""

    titles: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]
    groups: Mapping[str, tuple[str, str]]
    rest: str
    secret: frozenset[str]
    told: list[Told] = field(default_factory=list)
    wholes: set[str] = field(default_factory=set)
    lines: list[list[dict[str, str]]] = field(default_factory=list)

    def note(self, cell: Cell, words: str, where: str) -> None:
        """A count, a percentage, an average place: all that stands in some words."""
        if count := re.search(r"(\d+) (?:person|people)", words):
            self.count(cell, int(count[1]), where)
        if percent := re.search(r"(\d+)%", words):
            share = int(percent[1]) / 100
            self.share(cell, share, 0.00501, where)
        if "average place" in words:
            self.wholes.add(cell.question)

    def count(self, cell: Cell, count: int, where: str) -> None:
        if cell.question in self.secret:
            self.told.append(Told(cell, count, count, False, where))

    def share(self, cell: Cell, share: float, rounded: float, where: str) -> None:
        if cell.question in self.secret:
            self.told.append(Told(cell, share - rounded, share + rounded, True, where))


def open_book(survey: Survey, groups: Mapping[str, tuple[str, str]], rest: str) -> Book:
    """`groups`: what each name of a group stands for; `rest` names all others."""
    titles, labels = {}, {}
    for step in survey.steps:
        if step.is_asked:
            stem = getattr(step, "stem", None)
            title = step.text.usual if stem is None else f"{stem.usual} – {step.text.usual}"
            titles[title] = step.id
            labels[step.id] = {option.text.usual: option.id for option in step.rows}
    secret = frozenset(step.id for step in survey.steps if step.is_asked and is_guarded(survey, step))
    return Book(titles, labels, groups, rest, secret)


def read_all(book: Book, papers: Papers) -> None:
    for letter in papers.letters:
        _read_letter(book, letter)
    for page in papers.pages:
        _Page(book).feed(page)
    for chart in papers.charts:
        _read_chart(book, chart)
    for name, content in papers.files:
        ending = name.rpartition(".")[2]
        if ending in FILES:
            FILES[ending](book, name, content)


# words


@dataclass
class _At:
    """Where somebody is who reads: at which question, at which row of it, split by what."""

    question: str = ""
    row: str = ANSWERED
    by: str = ""


def _read_letter(book: Book, letter: str) -> None:
    at = _At()
    for line in letter.split("\n"):
        if line.strip() in book.titles:
            at = _At(book.titles[line.strip()])
        elif at.question:
            _read_line(book, at, line)


def _read_line(book: Book, at: _At, line: str) -> None:
    _read_answered(book, at.question, line, "a message")
    if line.startswith("• "):
        label, _, value = line[2:].rpartition(": ")
        rows = book.labels[at.question]
        at.row = rows.get(label, rows.get(line[2:], at.row))
        if label in rows:
            book.note(Cell(at.question, EVERYBODY, at.row), value, "a message")
    elif line.startswith("\u2003– "):
        label, _, value = line[3:].rpartition(": ")
        book.note(Cell(at.question, _group(book, at, label.strip()), at.row), value, "a message")
    elif group := re.fullmatch(r"(.+): (\d+) (?:person|people)\.", line):
        book.count(Cell(at.question, _group(book, at, group[1]), ANSWERED), int(group[2]), "a message")


def _read_answered(book: Book, question: str, words: str, where: str) -> None:
    if found := re.search(r"(\d+) (?:person|people) (?:answered|wrote)", words):
        book.count(Cell(question, EVERYBODY, ANSWERED), int(found[1]), where)
    if "Middle answer" in words:
        book.wholes.add(question)


def _group(book: Book, at: _At, label: str) -> tuple[str, str]:
    """Others are the others of the split that is read."""
    if label == book.rest:
        assert at.by, "others than whom?"
        return at.by, REST
    by, group = book.groups[label]
    at.by = by
    return by, group


# pages


class _Page(HTMLParser):
    """The tables of a page, each under the heading of its question; and what its pictures show."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.book, self.question, self.words = book, "", ""
        self.caption, self.line, self.lines = "", list[str](), list[list[str]]()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in {"h2", "p", "td", "th", "caption"}:
            self.words = ""
        if tag == "table":
            self.lines = []
        if tag == "img":
            _read_alt(self.book, dict(attributes)["alt"] or "")

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "h2":
            self.question = self.book.titles.get(self.words.strip(), "")
        elif tag == "p" and self.question:
            _read_answered(self.book, self.question, self.words, "a page")
        elif tag in {"td", "th"}:
            self.line.append(self.words.strip())
        elif tag == "tr":
            self.lines.append(self.line)
            self.line = []
        elif tag == "table" and self.question:
            self._read_table()

    def _read_table(self) -> None:
        (_, *heads), *lines = self.lines
        at, where = _At(self.question), "a page"
        groups = []
        for head in heads:
            of_group = re.fullmatch(r"(.+?)[:(] ?(\d+) (?:answered\)|(?:person|people)\.)", head)
            groups.append(EVERYBODY if of_group is None else _group(self.book, at, of_group[1].strip()))
            if of_group is not None:
                self.book.count(Cell(self.question, groups[-1], ANSWERED), int(of_group[2]), where)
        for label, *values in lines:
            row = self.book.labels[self.question][label]
            for group, value in zip(groups, values, strict=True):
                self.book.note(Cell(self.question, group, row), value, where)


def _read_alt(book: Book, alt: str) -> None:
    """What a picture shows, in words: its question, its note, and a line a bar, such as "A: 7 people, 50%"
    or "B (Parents): kept private"."""
    for title, question in book.titles.items():
        if alt.startswith((f"{title}\r\n", f"{title}.")):
            for bar in re.split(r"\r\n|; |\. ", alt.removeprefix(title)):
                label, _, value = bar.rpartition(": ")
                named = re.fullmatch(r"(.+?)(?: \((.+)\))?", label.strip())
                if named is not None and named[1] in book.labels[question]:
                    group = book.groups.get(named[2] or "", EVERYBODY)
                    book.note(Cell(question, group, book.labels[question][named[1]]), value, "an alt text")


def _read_chart(book: Book, chart: AnyChart) -> None:
    """The words on a picture, and how long its bars are."""
    where = "a picture"
    if not isinstance(chart, Chart):
        for line in chart.lines:
            question = book.titles[f"{chart.title} – {line.label}"]
            for option, share in zip(chart.options, line.shares, strict=True):
                if share is not None:
                    cell = Cell(question, EVERYBODY, book.labels[question][option])
                    book.share(cell, share, TO_FOUR_PLACES, where)
        return
    question, at = book.titles[chart.title], _At(book.titles[chart.title])
    _read_answered(book, question, chart.note, where)
    for bar in chart.bars:
        group = _group(book, at, bar.group) if bar.group else EVERYBODY
        cell = Cell(question, group, book.labels[question][bar.label])
        book.note(cell, bar.value, where)
        if bar.share is not None:
            book.share(cell, bar.share, TO_FOUR_PLACES, where)


# files


def _read_csv(book: Book, name: str, content: bytes) -> None:
    table = csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""))
    _read_rows(book, name, [*(table.fieldnames or ())], [*table])


def _read_json(book: Book, name: str, content: bytes) -> None:
    for table in json.loads(content)["tables"].values():
        columns = [column["name"] for column in table["columns"]]
        _read_rows(book, name, columns, [{at: _text(row[at]) for at in columns} for row in table["rows"]])


def _read_xlsx(book: Book, name: str, content: bytes) -> None:
    for sheet in openpyxl.load_workbook(BytesIO(content)).worksheets[2:]:
        _, _, head, *lines = sheet.iter_rows(values_only=True)
        columns = [str(one) for one in head]
        _read_rows(book, name, columns, [dict(zip(columns, map(_text, line), strict=True)) for line in lines])


def _read_zip(book: Book, name: str, content: bytes) -> None:
    """The charts, with what each shows."""
    with ZipFile(BytesIO(content)) as packed:
        for alt in packed.read("charts.txt").decode("utf-8-sig").split("\r\n\r\n"):
            _read_alt(book, alt.partition("\r\n")[2])


FILES = {"csv": _read_csv, "json": _read_json, "xlsx": _read_xlsx, "zip": _read_zip}


def _text(value: Any) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) and value > 1 else str(value)


def _read_rows(book: Book, where: str, columns: Sequence[str], rows: list[dict[str, str]]) -> None:
    """A summary, the groups, or the responses."""
    if columns[0] == "response":
        book.lines.append(rows)
        for question in sorted(book.secret):
            _read_column(book, where, question, columns, rows)
    elif "people" in columns:
        for row in rows:
            _read_summary_row(book, where, row)


def _read_summary_row(book: Book, where: str, row: Mapping[str, str]) -> None:
    question = row["question"]
    group = (row["split"], row["group"]) if "split" in row else EVERYBODY
    answered = row["group_answered"] if "split" in row else row["answered"]
    if answered.isdecimal():
        book.count(Cell(question, group, ANSWERED), int(answered), where)
    if row["people"].isdecimal():
        book.count(Cell(question, group, row["option"]), int(row["people"]), where)
    if row["share"] not in {"", PRIVATE}:
        share = float(row["share"])
        book.share(Cell(question, group, row["option"]), share, TO_FOUR_PLACES, where)
    if row.get("average_place") or row.get("middle"):
        book.wholes.add(question)


# responses


def _read_column(
    book: Book, where: str, question: str, columns: Sequence[str], rows: list[dict[str, str]]
) -> None:
    """Of columns that are mixed the sums; of others how many have it with which bands."""
    names = [name for name in columns if re.sub(rf"{UNLINKED}|__label", "", name).split("__")[0] == question]
    for name in names:
        if name.endswith("__label"):
            continue
        wide = name.removeprefix(question).removeprefix(UNLINKED).removeprefix("__")
        if UNLINKED in name:
            _note_counts(book, where, Cell(question, IN_CHAT, wide), Counter(row[name] for row in rows))
            continue
        for leaf in {leaf_of(row) for row in rows}:
            theirs = Counter(row[name] for row in rows if leaf_of(row) == leaf)
            _note_counts(book, where, Cell(question, ("leaf", leaf), wide), theirs)


def _note_counts(book: Book, where: str, cell: Cell, cells: Counter[str]) -> None:
    """`cell.row`: the option where each has a column of its own, with 1 and 0."""
    if cell.row:
        if cells["1"] or cells["0"]:
            book.count(cell, cells["1"], where)
            book.count(cell._replace(row=ANSWERED), cells["1"] + cells["0"], where)
        return
    hidden = PRIVATE in cells
    for row in book.labels[cell.question].values():
        if cells[row] or not hidden:
            book.count(cell._replace(row=row), cells[row], where)
    said = cells.total() - cells[SKIPPED] - cells[NOT_SHOWN] - cells[""]
    if not hidden or cells[SKIPPED]:
        book.count(cell._replace(row=ANSWERED), said, where)


def leaf_of(line: Mapping[str, str]) -> str:
    """The combination of bands in one line of a file of responses."""
    return "|".join(line.get(band, "") for band in BANDS)
