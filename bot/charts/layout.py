"""Where everything stands in the picture: sizes, places and looks, before anything is drawn.

Telegram shows a picture about 350 points wide on a phone, so 34 pixels here read as 12 points there.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from string import ascii_uppercase

from bot.charts.fonts import Fonts
from bot.charts.model import Bar, Chart
from bot.charts.words import Line, Style, Typesetter, clean, drop_signs, is_emoji, reads_leftward

WIDTH = 1000
HIGHEST = 9000  # Telegram refuses a photo whose width and height exceed 10,000 together
MARGIN = 56
ROOM = WIDTH - 2 * MARGIN

INK, MUTED, ON_BAR = "#16302e", "#4a5f5c", "#ffffff"
TITLE = Style(50, 62, INK, bold=True)
LONG_TITLE = Style(42, 54, INK, bold=True)
NOTE = Style(36, 48, MUTED)
LABEL = Style(38, 50, INK)
HEADING = Style(38, 50, INK, bold=True)
VALUE = Style(36, 48, INK, bold=True)
GROUP = Style(36, 48, INK)
FOOTER = Style(34, 44, MUTED)

THICK, SLIM = 62, 34
PADDING = 16  # between the words on a bar and its edges
SERIES = 4  # looks that groups are told apart by


@dataclass(frozen=True)
class Box:
    """look: "track", "accent", "rule", "plate", "private", or "series 0" to "series 3"."""

    look: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Words:
    """A line of text. x: its left edge, or its right edge when hung from there."""

    line: Line
    style: Style
    x: float
    baseline: float
    from_right: bool = False


@dataclass(frozen=True)
class Picture:
    height: int
    marks: tuple[Box | Words, ...]
    lettered: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]


def arrange(chart: Chart, fonts: Fonts) -> Picture:
    """The whole picture. Labels take as many lines as they need, fewer only when it would be too tall."""
    for most in (6, 3, 2):
        layout = _Layout(chart, Typesetter(fonts), most)
        picture = layout.picture()
        if picture.height <= HIGHEST:
            break
    return picture


@dataclass
class _Layout:
    """Goes down the page. Everything is placed as if read from the left, then turned over if need be."""

    chart: Chart
    type: Typesetter
    most: int
    y: float = 0
    marks: list[Box | Words] = field(default_factory=list)
    letters: dict[str, str] = field(default_factory=dict)
    figures: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def picture(self) -> Picture:
        self._head()
        self._bars()
        self._foot()
        marks = tuple(_mirrored(mark) for mark in self.marks) if self._leftward else tuple(self.marks)
        lettered = tuple((sign, words) for words, sign in (self.letters | self.figures).items())
        return Picture(round(self.y), marks, lettered, tuple(self.left_out))

    def _head(self) -> None:
        self.y = MARGIN
        self.marks.append(Box("accent", MARGIN, self.y, 88, 10))
        self.y += 30
        title = self._drawable(self.chart.title)
        self._paragraph(title, LONG_TITLE if len(title) > 150 else TITLE, most=14)
        self.y += 10
        self._paragraph(self._drawable(self.chart.note), NOTE, most=3)

    def _foot(self) -> None:
        footer = self._drawable(self.chart.footer)
        self.y += 44
        if footer:
            self.marks.append(Box("rule", MARGIN, self.y, ROOM, 2))
            self.y += 18
            self._paragraph(footer, FOOTER, most=4)
            self.y += 36

    def _bars(self) -> None:
        bars = [_Row(bar, self._words_of(bar), self._group_name(bar)) for bar in self.chart.bars]
        above = any(bar.group for bar in self.chart.bars) or not all(map(self._fits_on_bar, bars))
        for rows in _together(bars):
            self.y += 40
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
            self._line(row.words, VALUE, MARGIN + 2 * PADDING, baseline)
        elif length + words + 2 * PADDING <= ROOM:
            self._line(row.words, VALUE, MARGIN + length + PADDING, baseline)
        else:
            self._line(row.words, replace(VALUE, ink=ON_BAR), MARGIN + length - PADDING, baseline, True)

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
            self._line(row.group, GROUP, MARGIN, self.y + GROUP.size)
            self._line(row.words, VALUE, MARGIN + indent, self.y + VALUE.size)
            self.y += VALUE.leading
        else:
            self._paragraph(row.group, GROUP, most=2)
            self._paragraph(row.words, VALUE, most=2)
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

    def _paragraph(self, text: str, style: Style, most: int) -> None:
        """Lines hung from the left; those of a right-to-left text share the right edge of the widest."""
        lines = self.type.wrap(text, style, ROOM, most)
        edge = MARGIN + max((line.width for line in lines), default=0)
        for line in lines:
            against = line.leftward is not self._leftward and len(lines) > 1
            self.marks.append(Words(line, style, edge if against else MARGIN, self.y + style.size, against))
            self.y += style.leading

    def _line(self, text: str, style: Style, x: float, baseline: float, from_right: bool = False) -> None:
        for line in self.type.wrap(text, style, WIDTH, most=1):
            self.marks.append(Words(line, style, x, baseline, from_right))

    def _label(self, bar: Bar) -> None:
        """Bold where it is a letter, or a heading over several bars."""
        text = self._drawable_label(bar.label)
        style = LABEL if text and not bar.group else HEADING
        if not text:
            text = self.letters.setdefault(bar.label, ascii_uppercase[len(self.letters)])
        self._paragraph(text, style, self.most)

    def _drawable_label(self, label: str) -> str:
        text = self._without_signs(clean(label))
        return text if self.type.can_draw(text) else ""

    def _without_signs(self, text: str) -> str:
        """Signs that no font has are left out; emoji in all bars or in none, so that bars look alike."""
        return drop_signs(
            text, lambda sign: not self.type.can_draw(sign) or (is_emoji(sign) and not self._with_emoji)
        )

    @cached_property
    def _with_emoji(self) -> bool:
        return self.type.can_draw("".join(filter(is_emoji, "".join(bar.label for bar in self.chart.bars))))

    @cached_property
    def _leftward(self) -> bool:
        texts = [self.chart.title, *(bar.label for bar in self.chart.bars)]
        return reads_leftward("".join(text for text in map(clean, texts) if self.type.can_draw(text)))

    def _group_name(self, bar: Bar) -> str:
        name = self._without_signs(clean(bar.group))
        if not bar.group or (name and self.type.can_draw(name)):
            return name
        return self.figures.setdefault(bar.group, str(len(self.figures) + 1))

    def _words_of(self, bar: Bar) -> str:
        """The value as given; the bare percentage where no font has its script."""
        words = self._drawable(bar.value)
        return words if words or bar.share is None or not clean(bar.value) else f"{bar.share:.0%}"

    def _drawable(self, text: str) -> str:
        drawable = self._without_signs(clean(text))
        if self.type.can_draw(drawable):
            return drawable
        self.left_out.append(text)
        return ""


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


def _mirrored(mark: Box | Words) -> Box | Words:
    if isinstance(mark, Box):
        return replace(mark, x=WIDTH - mark.x - mark.width)
    return replace(mark, x=WIDTH - mark.x, from_right=not mark.from_right)
