"""The arranged picture as SVG, and the SVG as PNG."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape, quoteattr

import resvg_py

from bot.charts.fonts import Face
from bot.charts.looks import draw_box
from bot.charts.page import WIDTH, Box, Picture, Words
from bot.charts.words import Run, Style

PAPER = "#fffdf9"
EMBED_LEFTWARD, END_EMBEDDING = "\u202b", "\u202c"


def write_svg(picture: Picture) -> str:
    marks = "\n".join(draw_box(mark) if isinstance(mark, Box) else _words(mark) for mark in picture.marks)
    size = f'width="{WIDTH}" height="{picture.height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><rect {size} fill="{PAPER}"/>\n{marks}</svg>'


def render(picture: Picture, width: int = WIDTH) -> bytes:
    """The picture as PNG. The renderer reads fonts from files: they are put down for this one drawing,
    so nothing of it lives on that a cleaner of temporary files could take away."""
    with TemporaryDirectory(prefix="heard-fonts-") as folder:
        files = {path: None for face in _faces(picture) for path in [str(face.put_in(Path(folder)))]}
        return resvg_py.svg_to_bytes(
            svg_string=write_svg(picture), font_files=list(files), skip_system_fonts=True, width=width
        )


def _faces(picture: Picture) -> Iterator[Face]:
    for mark in picture.marks:
        if isinstance(mark, Words):
            for run in mark.line.runs:
                yield run.face


def _words(words: Words) -> str:
    """Each run by itself, set against the one before."""
    line = words.line
    left = words.x - line.width if words.from_right else words.x
    at, step = (left + line.width, -1) if line.leftward else (left, 1)
    drawn = []
    for run in line.runs:
        drawn.append(_run(run, words.style, at, words.baseline, line.leftward))
        at += step * run.width
    return "".join(drawn)


def _run(run: Run, style: Style, x: float, baseline: float, leftward: bool) -> str:
    # The renderer takes every text as left to right: an embedding gives ours its own direction.
    text = EMBED_LEFTWARD + run.text + END_EMBEDDING if leftward else run.text
    family = quoteattr("'" + run.face.family.replace("'", "") + "'")
    return (
        f'<text x="{x:.1f}" y="{baseline:.1f}" text-anchor="{"end" if leftward else "start"}" '
        f'font-family={family} font-weight="{700 if style.bold else 400}" font-size="{style.size}" '
        f'fill="{style.ink}" xml:space="preserve">{escape(text)}</text>'
    )
