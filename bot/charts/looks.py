"""How bars are filled: a colour and a texture of its own for each group, a hatch for what is private.

Textures are plain shapes: the renderer takes five times as long over a pattern fill.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.charts.page import Box

TEAL, RUST, PLUM, SLATE, OLIVE = "#0f6b66", "#8a4412", "#6f3670", "#37536b", "#5f5210"
Texture = Callable[[Box], Iterator[str]]


@dataclass(frozen=True)
class Look:
    fill: str
    rounding: int = 0
    outline: str = ""
    dashes: str = ""
    texture: Texture | None = None
    texture_ink: str = ""

    @property
    def inset(self) -> float:
        """Outlines are drawn inside the box, so that a bar's length is its whole length."""
        return 1.5 if self.outline else 0


def stripes(box: Box) -> Iterator[str]:
    x = box.x + 5
    while x < box.x + box.width:
        width = min(8.0, box.x + box.width - x)
        yield f"M{x:.1f} {box.y:.1f}h{width:.1f}v{box.height:.1f}h-{width:.1f}z"
        x += 15


def dots(box: Box) -> Iterator[str]:
    x, odd = box.x + 11, False
    while x < box.x + box.width - 5:
        for y in (0.5,) if odd else (0.22, 0.78):
            yield f"M{x - 5:.1f} {box.y + y * box.height:.1f}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z"
        x, odd = x + 11, not odd


def rails(box: Box) -> Iterator[str]:
    for share in (0.16, 0.58):
        y, rail = box.y + share * box.height, box.height / 4
        yield f"M{box.x:.1f} {y:.1f}h{box.width:.1f}v{rail:.1f}h-{box.width:.1f}z"


def hatch(box: Box) -> Iterator[str]:
    """Thin strokes that rise to the right, cut off at the ends of the box."""
    thickness, pitch, foot = 3, 26, box.x - box.height
    while foot < box.x + box.width:
        low = max(0.0, box.x - foot)
        rise = min(box.height, box.x + box.width - foot - thickness) - low
        if rise > 0:
            start = f"M{foot + low:.1f} {box.y + box.height - low:.1f}"
            yield f"{start}l{rise:.1f} -{rise:.1f}h{thickness}l-{rise:.1f} {rise:.1f}z"
        foot += pitch


# The pieces of a bar that is cut up: neighbours differ in lightness, and each carries its letter.
PARTS = (
    *((TEAL, TEAL), ("#a9d6cf", TEAL), ("#f3c9a5", RUST), (RUST, RUST), ("#ecd9ed", PLUM)),
    *((PLUM, PLUM), ("#d3e0ec", SLATE), (SLATE, SLATE), ("#f2e6b8", OLIVE), (OLIVE, OLIVE)),
)

LOOKS = {
    "track": Look("#e4ecea", rounding=8),
    "accent": Look(TEAL, rounding=5),
    "rule": Look("#d3dcd9"),
    "plate": Look("#ffffff", rounding=8),
    "private": Look("#ffffff", 8, "#4a5f5c", "12 8", hatch, "#9aa8a5"),
    "series 0": Look(TEAL, rounding=8),
    "series 1": Look("#f3c9a5", 8, RUST, "", stripes, RUST),
    "series 2": Look("#ecd9ed", 8, PLUM, "", dots, PLUM),
    "series 3": Look("#d3e0ec", 8, SLATE, "", rails, SLATE),
    "tag": Look("#16302e", rounding=22),
    **{f"part {number}": Look(fill, 4, outline) for number, (fill, outline) in enumerate(PARTS)},
}


def draw_box(box: Box) -> str:
    """The box as SVG: filled, then its texture, then its outline."""
    look = LOOKS[box.look]
    inner = Box(
        box.look,
        box.x + look.inset,
        box.y + look.inset,
        max(box.width - 2 * look.inset, 1),
        box.height - 2 * look.inset,
    )
    drawn = _rect(inner, look, f'fill="{look.fill}"')
    if look.texture:
        drawn += f'<path d="{"".join(look.texture(inner))}" fill="{look.texture_ink}"/>'
    if look.outline:
        dashes = f' stroke-dasharray="{look.dashes}"' if look.dashes else ""
        drawn += _rect(inner, look, f'fill="none" stroke="{look.outline}" stroke-width="3"{dashes}')
    return drawn


def _rect(box: Box, look: Look, paint: str) -> str:
    return (
        f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" '
        f'rx="{look.rounding}" {paint}/>'
    )
