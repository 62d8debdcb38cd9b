"""A picture of bars: each with its label above and its value on it, or several groups under one label."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from string import ascii_uppercase

from bot.charts.model import Bar, Chart
from bot.charts.page import GROUP, HEADING, LABEL, MARGIN, ON_BAR, PADDING, ROOM, TAG, VALUE, Box, Page
from bot.charts.words import clean

THICK, SLIM = 62, 34
SERIES = 4  # looks that groups are told apart by


@dataclass
class Bars(Page[Chart]):
    def body(self) -> None:
        bars = [_Row(bar, self._words_of(bar), self._group_name(bar)) for bar in self.chart.bars]
        above = any(bar.group for bar in self.chart.bars) or not all(map(self._fits_on_bar, bars))
        for rows in _together(bars):
            self.y += 40
            if rows[0].bar.apart:
                self.marks.append(Box("rule", MARGIN, self.y - 8, ROOM, 2))
                self.y += 24
            self._label(rows[0].bar)
            for row in rows:
                self._under_words(row) if above else self._with_words_on_it(row)

    def _with_words_on_it(self, row: "_Row") -> None:
        """The value inside a long bar, after a short one, on a plate in a private one."""
        self.y += 8
        self._bar(row, THICK)
        words = self.type.width(row.words, VALUE)
        length = (row.bar.share or 0) * ROOM
        baseline = self.y - THICK / 2 + VALUE.size * 0.36
        if row.bar.share is None:
            plate = Box("plate", MARGIN + PADDING, self.y - THICK + 9, words + 2 * PADDING, THICK - 18)
            self.marks.append(plate)
            self.line(row.words, VALUE, MARGIN + 2 * PADDING, baseline)
        elif length + words + 2 * PADDING <= ROOM:
            self.line(row.words, VALUE, MARGIN + length + PADDING, baseline)
        else:
            self.line(row.words, replace(VALUE, ink=ON_BAR), MARGIN + length - PADDING, baseline, True)

    def _fits_on_bar(self, row: "_Row") -> bool:
        words = self.type.width(row.words, VALUE) + 2 * PADDING
        if row.bar.share is None:
            return words + 2 * PADDING <= ROOM
        length = row.bar.share * ROOM
        return words <= max(length, ROOM - length)

    def _under_words(self, row: "_Row") -> None:
        """The group and the value on a line of their own, the bar slim below."""
        self.y += 4
        indent = self.type.width(row.group, GROUP) + 20 if row.group else 0
        if indent and indent + self.type.width(row.words, VALUE) <= ROOM:
            self.line(row.group, GROUP, MARGIN, self.y + GROUP.size)
            self.line(row.words, VALUE, MARGIN + indent, self.y + VALUE.size)
            self.y += VALUE.leading
        else:
            self.paragraph(row.group, GROUP, most=2)
            self.paragraph(row.words, VALUE, most=2)
        self.y += 2
        self._bar(row, SLIM)
        self.y += 12

    def _bar(self, row: "_Row", height: float) -> None:
        if row.bar.share is None:
            self.marks.append(Box("private", MARGIN, self.y, ROOM, height))
        else:
            self.marks.append(Box("track", MARGIN, self.y, ROOM, height))
            look = f"series {self._series(row.bar.group)}"
            if row.bar.share:
                self.marks.append(Box(look, MARGIN, self.y, max(row.bar.share * ROOM, 3), height))
        self.y += height

    def _series(self, group: str) -> int:
        groups = list(dict.fromkeys(bar.group for bar in self.chart.bars))
        return groups.index(group) % SERIES

    def _label(self, bar: Bar) -> None:
        """Bold where it is a letter, or a heading over several bars."""
        text = self.drawable_label(bar.label)
        style = LABEL if text and not bar.group else HEADING
        if not text:
            text = self.letters.setdefault(bar.label, ascii_uppercase[len(self.letters)])
        reached = self.paragraph(text, style, self.most)
        if tag := self.drawable(bar.tag):
            self._tag(tag, MARGIN + reached + 2 * PADDING)

    def _tag(self, tag: str, x: float) -> None:
        """Beside the label's last line, or below it where that is full."""
        width = self.type.width(tag, TAG) + 2 * PADDING
        if x + width > MARGIN + ROOM:
            x, self.y = MARGIN, self.y + TAG.leading + PADDING
        self.marks.append(Box("tag", x, self.y - LABEL.leading + 4, width, TAG.leading + 4))
        self.line(tag, TAG, x + PADDING, self.y - LABEL.leading + TAG.size + 4)

    def _group_name(self, bar: Bar) -> str:
        name = self.without_signs(clean(bar.group))
        if not bar.group or (name and self.type.can_draw(name)):
            return name
        return self.figures.setdefault(bar.group, str(len(self.figures) + 1))

    def _words_of(self, bar: Bar) -> str:
        """The value as given; the bare percentage where no font has its script."""
        words = self.drawable(bar.value)
        return words if words or bar.share is None or not clean(bar.value) else f"{bar.share:.0%}"


@dataclass(frozen=True)
class _Row:
    bar: Bar
    words: str
    group: str


def _together(rows: list[_Row]) -> Iterator[list[_Row]]:
    """Bars of several groups under one label; a bar without a group stands alone."""
    numbered = enumerate(rows)
    for _, same in groupby(numbered, key=lambda it: (it[1].bar.label, -1 if it[1].bar.group else it[0])):
        yield [row for _, row in same]
