"""Words for a picture: made clean, measured, wrapped, each stretch given the font that has it."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.charts.fonts import JOINERS, Face, Fonts

ZERO_WIDTH_JOINER = "\u200d"
VIRAMA = 9  # the combining class of the sign that ties two consonants of an Indic script together


@dataclass(frozen=True)
class Style:
    size: int
    leading: int
    ink: str
    bold: bool = False


@dataclass(frozen=True)
class Run:
    text: str
    face: Face
    width: float


@dataclass(frozen=True)
class Line:
    """One line, its runs in the order they are read. leftward: from right to left."""

    runs: tuple[Run, ...]
    leftward: bool

    @property
    def width(self) -> float:
        return sum(run.width for run in self.runs)


def clean(text: str) -> str:
    """One line of visible characters: white space joined, controls and direction overrides gone."""
    text = unicodedata.normalize("NFC", text).replace("\u202f", "\u00a0")
    visible = (char if _visible(char) else " " if char.isspace() else "" for char in text)
    return re.sub(r"[ \t]+", " ", "".join(visible)).strip(" " + ZERO_WIDTH_JOINER)


def _visible(char: str) -> bool:
    if char in JOINERS:
        return True
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp") and char not in (
        "\ufe0e\ufe0f\u20e3"  # emoji and keycap selectors: nothing without the emoji font they ask for
    )


def is_sign(char: str) -> bool:
    """A pictograph: decoration beside words, which may be dropped without changing what they say."""
    return (unicodedata.category(char) == "So" and char >= "\u2190") or "\U0001f3fb" <= char <= "\U0001f3ff"


def is_emoji(char: str) -> bool:
    return is_sign(char) and char >= "\U0001f000"


def drop_signs(text: str, unwanted: Callable[[str], bool]) -> str:
    return clean("".join(char for char in text if not (is_sign(char) and unwanted(char))))


def reads_leftward(text: str) -> bool:
    """Whether the first letter with a direction belongs to a right-to-left script."""
    kinds = (unicodedata.bidirectional(char) for char in text)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), False)


class Typesetter:
    """Sets text with the fonts at hand."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts

    def can_draw(self, text: str) -> bool:
        return all(char in JOINERS or self._fonts.family_of(char) for char in text)

    def width(self, text: str, style: Style) -> float:
        return self._setting(text, style).width(text)

    def wrap(self, text: str, style: Style, limit: float, most: int) -> list[Line]:
        """Lines about equally long, none wider than limit, at most so many (the last then ends in "…")."""
        if not text:
            return []
        setting, leftward = self._setting(text, style), reads_leftward(text)
        pieces = _break(text, setting, limit, most)
        if 1 < len(pieces) <= most:
            pieces = _balance(text, setting, limit, pieces)
        if len(pieces) > most:
            pieces = [*pieces[: most - 1], _shorten(pieces[most - 1], setting, limit)]
        return [Line(setting.runs(piece), leftward) for piece in pieces]

    def _setting(self, text: str, style: Style) -> "Setting":
        """One face for the whole text if any has it all, so that words and figures look alike."""
        families = {char: self._fonts.family_of(char) for char in f"… {text}" if char not in JOINERS}
        faces = {char: family.face(style.bold) for char, family in families.items() if family}
        for face in dict.fromkeys(faces.values()):
            if face.covers(text):
                return Setting(dict.fromkeys(faces, face), style)
        return Setting(faces, style)


@dataclass(frozen=True)
class Setting:
    """A style, and the face that each character of a text is set in."""

    faces: Mapping[str, Face]
    style: Style

    def width(self, text: str) -> float:
        return sum(run.width for run in self.runs(text))

    def runs(self, text: str) -> tuple[Run, ...]:
        """Stretches of one face each. The renderer is given them one by one: it mixes letters up when
        it has to change fonts in the middle of a conjunct script."""
        if not text:
            return ()
        stretches = [("", self.faces.get(text[0]) or next(iter(self.faces.values())))]
        for char in text:
            stretch, face = stretches[-1]
            if self._stays(char, face):
                stretches[-1] = (stretch + char, face)
            else:
                stretches.append((char, self.faces[char]))
        return tuple(Run(part, face, self.style.size * face.measure(part)) for part, face in stretches)

    def _stays(self, char: str, face: Face) -> bool:
        """Spaces, marks and points stay with the letters before them."""
        if char in JOINERS or self.faces[char] is face:
            return True
        return unicodedata.category(char)[0] in "MPZ" and face.covers(char)


def _balance(text: str, setting: Setting, limit: float, pieces: list[str]) -> list[str]:
    for share in (0.55, 0.65, 0.75, 0.85, 0.92):
        tried = _break(text, setting, limit * share, len(pieces))
        if len(tried) == len(pieces):
            return tried
    return pieces


def _break(text: str, setting: Setting, limit: float, most: int) -> list[str]:
    """The text in pieces that fit; once there are more than most, the rest does not matter."""
    pieces: list[str] = []
    for word in text.split(" "):
        joined = f"{pieces[-1]} {word}" if pieces else word
        if pieces and setting.width(joined) <= limit:
            pieces[-1] = joined
        else:
            pieces += _chop(word, setting, limit, most)
        if len(pieces) > most:
            break
    return pieces


def _chop(word: str, setting: Setting, limit: float, most: int) -> list[str]:
    """A word in pieces that fit; letters that belong together stay together."""
    pieces = [""]
    for cluster in _clusters(word):
        if pieces[-1] and setting.width(pieces[-1] + cluster) > limit:
            if len(pieces) > most:
                break
            pieces.append("")
        pieces[-1] += cluster
    return pieces


def _shorten(piece: str, setting: Setting, limit: float) -> str:
    clusters = _clusters(piece)
    while clusters and setting.width("".join(clusters) + "…") > limit:
        clusters.pop()
    return "".join(clusters).rstrip() + "…"


def _clusters(text: str) -> list[str]:
    """The text cut only where a line may be broken by force: never before a mark or inside a conjunct."""
    clusters: list[str] = []
    for char in text:
        last = clusters[-1][-1] if clusters else ""
        tied = last == ZERO_WIDTH_JOINER or (last and unicodedata.combining(last) == VIRAMA)
        if clusters and (tied or char in JOINERS or unicodedata.category(char)[0] == "M"):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters
