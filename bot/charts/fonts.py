"""Fonts: those that come with the pymupdf-fonts package, and those the machine has for other scripts."""

import importlib
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import uharfbuzz as hb

BUNDLED = (
    ("NotoSans_Regular", "NotoSans_Bold"),
    ("FiraGO_Regular", "FiraGO_Bold"),
    ("NotoSansSymbols_Regular", None),
    ("NotoSansSymbols2_Regular", None),
)
"""Modules of pymupdf_fonts in the order they are asked: Latin, Greek and Cyrillic first, then Arabic
script (also Hebrew, Thai, Devanagari, Georgian), then signs."""

ALSO_CALLED = {"HIRAGANA": "CJK", "KATAKANA": "CJK", "HANGUL": "CJK", "BENGALI": "BANGLA"}
FAMILY, TYPOGRAPHIC_FAMILY = hb.OTNameIdPredefined.FONT_FAMILY, hb.OTNameIdPredefined.TYPOGRAPHIC_FAMILY
JOINERS = "\u200c\u200d\u200e\u200f\u061c"
"""Invisible characters that steer joining and direction; every font counts as having them."""


@dataclass(frozen=True, eq=False)
class Face:
    """One weight of a family. data: the font itself, or the file where it is; codes: what it can draw."""

    family: str
    name: str
    data: bytes | Path
    codes: frozenset[int]
    shaper: hb.Font

    def covers(self, text: str) -> bool:
        return all(ord(char) in self.codes or char in JOINERS for char in text)

    def measure(self, text: str) -> float:
        """How far the text runs, in em, with its letters joined and kerned."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self.shaper, buffer)
        advance = sum(position.x_advance for position in buffer.glyph_positions)
        return float(advance / self.shaper.face.upem)

    def put_in(self, folder: Path) -> Path:
        """The file to hand to the renderer, which reads fonts from files only."""
        if isinstance(self.data, Path):
            return self.data
        path = folder / f"{self.name}.ttf"
        if not path.exists():
            path.write_bytes(self.data)
        return path


@dataclass(frozen=True, eq=False)
class Family:
    regular: Face
    bold: Face

    def face(self, bold: bool) -> Face:
        return self.bold if bold else self.regular


class Fonts:
    """All fonts at hand. folders: where the machine keeps its own."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._folders = folders
        self._known: dict[str, Family | None] = {}

    def family_of(self, char: str) -> Family | None:
        """The first family that has this character."""
        if char not in self._known:
            code = ord(char)
            self._known[char] = next((f for f in self._families(char) if code in f.regular.codes), None)
        return self._known[char]

    def _families(self, char: str) -> Iterator[Family]:
        for regular, bold in BUNDLED:
            yield load_bundled(regular, bold)
        if unicodedata.category(char)[0] in "LMN":
            for path in self._files_for(char):
                if family := load_file(path):
                    yield family

    def _files_for(self, char: str) -> list[Path]:
        """Files named after the character's script ("NotoSansBengali-Regular.ttf"), sans serif first."""
        script = unicodedata.name(char, "").partition(" ")[0].partition("-")[0]
        names = {script.lower(), ALSO_CALLED.get(script, script).lower()}
        if len(script) < 3:
            return []
        found = [path for path in self._files if any(name in path.stem.lower() for name in names)]
        return sorted(
            found, key=lambda path: (not _named_for(path, names), "serif" in path.stem.lower(), path)
        )

    @cached_property
    def _files(self) -> list[Path]:
        files = (path for folder in self._folders for path in folder.rglob("*.[to]t[fc]"))
        return [
            path for path in files if not any(word in path.stem for word in ("Bold", "Italic", "Oblique"))
        ]


def _named_for(path: Path, scripts: set[str]) -> bool:
    family = path.stem.lower().partition("-")[0]
    return any(family in (f"notosans{script}", f"notoserif{script}") for script in scripts)


@cache
def installed_fonts() -> Fonts:
    """The bundled fonts and the machine's own, looked for once and kept."""
    return Fonts(tuple(_system_folders()))


def _system_folders() -> Iterator[Path]:
    home = Path.home()
    if sys.platform == "darwin":
        candidates = [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    else:
        candidates = [
            home / ".local/share/fonts",
            home / ".fonts",
            Path("/usr/local/share/fonts"),
            Path("/usr/share/fonts"),
        ]
    return (folder for folder in candidates if folder.is_dir())


@cache
def load_bundled(regular: str, bold: str | None) -> Family:
    face = _bundled_face(regular)
    return Family(face, _bundled_face(bold) if bold else face)


def _bundled_face(module: str) -> Face:
    data: bytes = importlib.import_module(f"pymupdf_fonts.{module}").fontbuffer
    return _read_face(data, module)


@cache
def load_file(path: Path) -> Family | None:
    """The family in a font file of the machine; None when it cannot be read or holds no outlines."""
    bold = path.with_name(path.name.replace("Regular", "Bold"))
    try:
        regular = _read_face(path, path.stem)
        return Family(regular, _read_face(bold, bold.stem) if bold.exists() else regular)
    except (ValueError, OSError, hb.HarfBuzzError):
        return None


def _read_face(data: bytes | Path, name: str) -> Face:
    face = hb.Face(hb.Blob(data) if isinstance(data, bytes) else hb.Blob.from_file_path(str(data)))
    family = face.get_name(TYPOGRAPHIC_FAMILY) or face.get_name(FAMILY)
    if not family or not {"glyf", "CFF ", "CFF2"} & set(face.table_tags):
        raise ValueError(f"{name} is not a font with outlines")
    return Face(family, name, data, frozenset(face.unicodes), hb.Font(face))
