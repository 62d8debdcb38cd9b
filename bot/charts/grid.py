"""A picture of a grid: one bar a line, cut into the shares of the options, each with its letter."""

from dataclasses import dataclass, replace
from string import ascii_uppercase

from bot.charts.model import GridChart, GridLine
from bot.charts.page import INK, LABEL, MARGIN, ON_BAR, PADDING, ROOM, VALUE, Box, Page
from bot.charts.words import Style

THICK = 62
GAP = 4
SWATCH = 52
LEGEND = replace(LABEL, size=36, leading=48)
DARK_PARTS = frozenset({0, 3, 5, 7, 9})
"""Pieces whose fill is so dark that their words are white."""


@dataclass
class Grid(Page[GridChart]):
    def body(self) -> None:
        self.y += 26
        self._legend()
        for line in self.chart.lines:
            self.y += 30
            self._label(line.label)
            self.y += 8
            self._pieces(line)
            self.y += THICK

    def _legend(self) -> None:
        """Swatch, letter and words of each option, side by side where there is room."""
        x = float(MARGIN)
        for part, option in enumerate(self.chart.options):
            words = self.drawable_label(option)
            if not words:
                self.letters.setdefault(option, ascii_uppercase[part])
            room = ROOM - SWATCH - PADDING
            width = SWATCH + PADDING + min(self.type.width(words, LEGEND), room) + 2 * PADDING
            if x > MARGIN and x + width > MARGIN + ROOM:
                x, self.y = MARGIN, self.y + SWATCH + 14
            self._swatch(part, x)
            for line in self.type.wrap(words, LEGEND, room, most=1):
                self.put(line, LEGEND, x + SWATCH + PADDING, self.y + SWATCH / 2 + LEGEND.size * 0.36)
            x += width
        self.y += SWATCH + 10

    def _swatch(self, part: int, x: float) -> None:
        letter, style = ascii_uppercase[part], _on(part)
        self.marks.append(Box(f"part {part}", x, self.y, SWATCH, SWATCH))
        at = x + (SWATCH - self.type.width(letter, style)) / 2
        self.line(letter, style, at, self.y + SWATCH / 2 + style.size * 0.36)

    def _label(self, label: str) -> None:
        text = self.drawable_label(label)
        if not text:
            text = self.figures.setdefault(label, str(len(self.figures) + 1))
        self.paragraph(text, LABEL, self.most)

    def _pieces(self, line: GridLine) -> None:
        """What is shown, in the order of the options, and behind it what is kept private, as one."""
        x = float(MARGIN)
        for part, share in enumerate(line.shares):
            if share:
                width = min(share * ROOM, MARGIN + ROOM - x)
                self._piece(part, share, x, width)
                x += width
        if None in line.shares and x < MARGIN + ROOM - 1:
            self._private(x, MARGIN + ROOM - x)

    def _piece(self, part: int, share: float, x: float, width: float) -> None:
        style = _on(part)
        is_last = x + width > MARGIN + ROOM - 1
        self.marks.append(Box(f"part {part}", x, self.y, max(width - (0 if is_last else GAP), 1), THICK))
        for words in (f"{ascii_uppercase[part]} {share:.0%}", ascii_uppercase[part]):
            if self.type.width(words, style) + GAP + PADDING <= width:
                self.line(words, style, x + PADDING / 2, self._baseline)
                return

    def _private(self, x: float, width: float) -> None:
        self.marks.append(Box("private", x, self.y, width, THICK))
        words = self.drawable(self.chart.private)
        wide = self.type.width(words, VALUE) + 2 * PADDING
        if words and wide + 2 * PADDING <= width:
            self.marks.append(Box("plate", x + PADDING, self.y + 9, wide, THICK - 18))
            self.line(words, VALUE, x + 2 * PADDING, self._baseline)

    @property
    def _baseline(self) -> float:
        return self.y + THICK / 2 + VALUE.size * 0.36


def _on(part: int) -> Style:
    return replace(VALUE, size=34, ink=ON_BAR if part in DARK_PARTS else INK)
