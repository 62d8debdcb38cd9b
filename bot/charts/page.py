"""What all pictures share: sizes and looks, the title above, the foot below, words set and turned over.

Telegram shows a picture about 350 points wide on a phone, so 34 pixels here read as 12 points there.
"""

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Generic, TypeVar

from bot.charts.model import AnyChart
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
TAG = Style(32, 42, ON_BAR, bold=True)

PADDING = 16  # between the words on a bar and its edges


@dataclass(frozen=True)
class Box:
    """look: "track", "accent", "rule", "plate", "tag", "private", "series 0" to "series 3", or
    "part 0" to "part 9"."""

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


C = TypeVar("C", bound=AnyChart)


@dataclass
class Page(Generic[C]):
    """Goes down the page. Everything is placed as if read from the left, then turned over if need be."""

    chart: C
    type: Typesetter
    most: int
    y: float = 0
    marks: list[Box | Words] = field(default_factory=list)
    letters: dict[str, str] = field(default_factory=dict)
    figures: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def picture(self) -> Picture:
        self._head()
        self.body()
        self._foot()
        marks = tuple(_mirrored(mark) for mark in self.marks) if self._leftward else tuple(self.marks)
        lettered = tuple((sign, words) for words, sign in (self.letters | self.figures).items())
        return Picture(round(self.y), marks, lettered, tuple(self.left_out))

    def body(self) -> None:
        """What stands between title and foot."""
        raise NotImplementedError

    def _head(self) -> None:
        self.y = MARGIN
        self.marks.append(Box("accent", MARGIN, self.y, 88, 10))
        self.y += 30
        title = self.drawable(self.chart.title)
        self.paragraph(title, LONG_TITLE if len(title) > 150 else TITLE, most=14)
        self.y += 10
        self.paragraph(self.drawable(self.chart.note), NOTE, most=3)

    def _foot(self) -> None:
        footer = self.drawable(self.chart.footer)
        self.y += 44
        if footer:
            self.marks.append(Box("rule", MARGIN, self.y, ROOM, 2))
            self.y += 18
            self.paragraph(footer, FOOTER, most=4)
            self.y += 36

    def paragraph(self, text: str, style: Style, most: int) -> float:
        """Lines hung from the left; those of a right-to-left text share the right edge of the widest.
        Returns how far the last one reaches."""
        lines = self.type.wrap(text, style, ROOM, most)
        edge = MARGIN + max((line.width for line in lines), default=0)
        for line in lines:
            against = line.leftward is not self._leftward and len(lines) > 1
            self.marks.append(Words(line, style, edge if against else MARGIN, self.y + style.size, against))
            self.y += style.leading
        return lines[-1].width if lines else 0

    def line(self, text: str, style: Style, x: float, baseline: float, from_right: bool = False) -> None:
        for line in self.type.wrap(text, style, WIDTH, most=1):
            self.put(line, style, x, baseline, from_right)

    def put(self, line: Line, style: Style, x: float, baseline: float, from_right: bool = False) -> None:
        self.marks.append(Words(line, style, x, baseline, from_right))

    def drawable_label(self, label: str) -> str:
        text = self.without_signs(clean(label))
        return text if self.type.can_draw(text) else ""

    def without_signs(self, text: str) -> str:
        """Signs that no font has are left out; emoji in all bars or in none, so that bars look alike."""
        return drop_signs(
            text, lambda sign: not self.type.can_draw(sign) or (is_emoji(sign) and not self._with_emoji)
        )

    @cached_property
    def _with_emoji(self) -> bool:
        return self.type.can_draw("".join(filter(is_emoji, "".join(self.chart.labels))))

    @cached_property
    def _leftward(self) -> bool:
        texts = [self.chart.title, *self.chart.labels]
        return reads_leftward("".join(text for text in map(clean, texts) if self.type.can_draw(text)))

    def drawable(self, text: str) -> str:
        drawable = self.without_signs(clean(text))
        if self.type.can_draw(drawable):
            return drawable
        self.left_out.append(text)
        return ""


def _mirrored(mark: Box | Words) -> Box | Words:
    if isinstance(mark, Box):
        return replace(mark, x=WIDTH - mark.x - mark.width)
    return replace(mark, x=WIDTH - mark.x, from_right=not mark.from_right)
