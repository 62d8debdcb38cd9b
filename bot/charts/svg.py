"""The arranged picture as SVG, and the SVG as PNG."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape, quoteattr

import resvg_py

from bot.charts.fonts import Face
from bot.charts.layout import WIDTH, Box, Picture, Words
from bot.charts.words import Run, Style

PAPER = "#fffdf9"
TEAL, RUST, PLUM, SLATE = "#0f6b66", "#8a4412", "#6f3670", "#37536b"
EMBED_LEFTWARD, END_EMBEDDING = "\u202b", "\u202c"

PATTERNS = f"""<defs>
<pattern id="private" width="22" height="22" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
<rect width="22" height="22" fill="#ffffff"/><rect width="3" height="22" fill="#8d9c99"/></pattern>
<pattern id="stripes" width="16" height="16" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<rect width="16" height="16" fill="#f3c9a5"/><rect width="8" height="16" fill="{RUST}"/></pattern>
<pattern id="dots" width="16" height="16" patternUnits="userSpaceOnUse">
<rect width="16" height="16" fill="#e9d3ea"/><circle cx="8" cy="8" r="5" fill="{PLUM}"/></pattern>
<pattern id="uprights" width="14" height="14" patternUnits="userSpaceOnUse">
<rect width="14" height="14" fill="#d3e0ec"/><rect width="6" height="14" fill="{SLATE}"/></pattern>
</defs>"""

LOOKS = {
    "track": 'rx="8" fill="#e4ecea"',
    "accent": f'rx="5" fill="{TEAL}"',
    "rule": 'fill="#d3dcd9"',
    "plate": 'rx="8" fill="#ffffff"',
    "private": 'rx="8" fill="url(#private)" stroke="#4a5f5c" stroke-width="3" stroke-dasharray="12 8"',
    "series 0": f'rx="8" fill="{TEAL}"',
    "series 1": f'rx="8" fill="url(#stripes)" stroke="{RUST}" stroke-width="3"',
    "series 2": f'rx="8" fill="url(#dots)" stroke="{PLUM}" stroke-width="3"',
    "series 3": f'rx="8" fill="url(#uprights)" stroke="{SLATE}" stroke-width="3"',
}


def write_svg(picture: Picture) -> str:
    marks = "\n".join(_box(mark) if isinstance(mark, Box) else _words(mark) for mark in picture.marks)
    size = f'width="{WIDTH}" height="{picture.height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{PATTERNS}'
        f'<rect {size} fill="{PAPER}"/>\n{marks}</svg>'
    )


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


def _box(box: Box) -> str:
    """Outlines are drawn inside the box, so that a bar's length is its whole length."""
    inset = 1.5 if "stroke" in LOOKS[box.look] else 0
    width, height = max(box.width - 2 * inset, 1), box.height - 2 * inset
    return (
        f'<rect x="{box.x + inset:.1f}" y="{box.y + inset:.1f}" width="{width:.1f}" '
        f'height="{height:.1f}" {LOOKS[box.look]}/>'
    )


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
