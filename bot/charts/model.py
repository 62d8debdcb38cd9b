"""What a chart says, and what comes back when it is drawn."""

from dataclasses import dataclass

MOST_BARS = 20
"""The largest number of bars in one picture. However long the words, the picture then stays within
what Telegram accepts for a photo: width and height together at most 10,000 pixels."""

MOST_LINES, MOST_OPTIONS = 15, 10
"""Of a grid: more lines would be too small to read on a phone."""


@dataclass(frozen=True)
class Bar:
    """One bar. Bars that follow each other with the same label and different groups stand together.

    share: 0 to 1, the length of the bar; None when the figure is kept private (hatched, no length).
    value: the words on the bar, as given: "12 people, 40%".
    group: whose bar it is, for instance "Parents"; its name stands on the bar.
    tag: a word or two beside the label, for instance "middle answer". apart: a line stands above it.
    """

    label: str
    share: float | None
    value: str
    group: str = ""
    tag: str = ""
    apart: bool = False

    def __post_init__(self) -> None:
        if self.share is not None and not 0 <= self.share <= 1:
            raise ValueError(f"a bar's share is between 0 and 1, not {self.share}")


@dataclass(frozen=True)
class Chart:
    """A question and its bars, in the order given. An empty note or footer takes no room."""

    title: str
    note: str
    bars: tuple[Bar, ...]
    footer: str

    def __post_init__(self) -> None:
        if len(self.bars) > MOST_BARS:
            raise ValueError(f"a chart has at most {MOST_BARS} bars, not {len(self.bars)}")

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(bar.label for bar in self.bars)


@dataclass(frozen=True)
class GridLine:
    """One line of a grid: a share for each option, None where it is kept private."""

    label: str
    shares: tuple[float | None, ...]


@dataclass(frozen=True)
class GridChart:
    """The same options for many lines: one bar a line, cut into the shares of the options. Each option
    has a letter, which stands on its pieces. private: the words on what is kept private."""

    title: str
    note: str
    options: tuple[str, ...]
    lines: tuple[GridLine, ...]
    footer: str
    private: str

    def __post_init__(self) -> None:
        if len(self.lines) > MOST_LINES or len(self.options) > MOST_OPTIONS:
            raise ValueError(f"a grid has at most {MOST_LINES} lines and {MOST_OPTIONS} options")
        if any(len(line.shares) != len(self.options) for line in self.lines):
            raise ValueError("each line has a share for each option")

    @property
    def labels(self) -> tuple[str, ...]:
        return (*self.options, *(line.label for line in self.lines))


AnyChart = Chart | GridChart


@dataclass(frozen=True)
class Drawing:
    """A finished picture.

    lettered: what the signs in the picture stand for, where no font covers the words: letters for
    labels ("A", label), figures for groups ("1", group). They belong in the caption.
    left_out: other texts (title, note, value, footer) that no font could draw.
    """

    png: bytes
    width: int
    height: int
    lettered: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()
