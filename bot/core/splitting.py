"""Long HTML in parts that Telegram takes: cut at the end of a paragraph where that can be, never in a tag."""

import re
from dataclasses import dataclass, field

from bot.core.lengths import MESSAGE, units

CAPTION = 1024
"""UTF-16 units below a picture or a document, once the tags are read."""

_PIECES = re.compile(r"<[^<>]+>|&#?\w+;|.", re.DOTALL)
_ENDS = ("\n\n", "\n", ". ", " ")
"""Where a text is cut, the best first."""


def shown_units(html: str) -> int:
    """The length as Telegram counts it once it has read the tags."""
    return sum(_length(piece) for piece in _PIECES.findall(html))


def _length(piece: str) -> int:
    if len(piece) > 1:
        return 0 if piece.startswith("<") else 1
    return units(piece)


@dataclass
class _Part:
    """What was taken so far. `ends`: by kind of end the number of pieces at its last one, and the tags that
    are open there."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    open_tags: list[str] = field(default_factory=list)
    ends: dict[str, tuple[int, list[str]]] = field(default_factory=dict)

    def take(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += _length(piece)
        if piece.startswith("</"):
            if self.open_tags:
                self.open_tags.pop()
        elif piece.startswith("<") and len(piece) > 1:
            self.open_tags.append(piece)
        tail = "".join(self.pieces[-2:])
        for end in _ENDS:
            if tail.endswith(end):
                self.ends[end] = (len(self.pieces), [*self.open_tags])

    def cut(self) -> tuple[str, "_Part"]:
        """The part up to its best end, whole in itself, and what is left of it."""
        at, open_there = next(
            (self.ends[end] for end in _ENDS if end in self.ends), (len(self.pieces), self.open_tags)
        )
        closing = "".join(f"</{_name(tag)}>" for tag in reversed(open_there))
        rest = _Part()
        for piece in [*open_there, *self.pieces[at:]]:
            rest.take(piece)
        return "".join(self.pieces[:at]).rstrip() + closing, rest


def _name(tag: str) -> str:
    return tag.strip("<>").split()[0]


def split_html(html: str, most: int = MESSAGE) -> list[str]:
    """At least one part; each of at most `most` UTF-16 units once its tags are read."""
    parts, part = [], _Part()
    for piece in _PIECES.findall(html):
        if part.length + _length(piece) > most:
            done, part = part.cut()
            parts.append(done)
        if part.length or _length(piece) == 0 or not piece.isspace():
            part.take(piece)
    parts.append("".join(part.pieces).rstrip())
    return parts
