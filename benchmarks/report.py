"""What a measure found, as lines of one table."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`found` and `promised` in words. `kept` is None for what only stands beside, to compare."""

    name: str
    found: str
    promised: str = ""
    kept: bool | None = None


def at_least(name: str, found: float, promised: float) -> Figure:
    return Figure(name, f"{found:.2f}", f"at least {promised:g}", found >= promised)


def at_most(name: str, found: float, promised: float, unit: str = "") -> Figure:
    digits = 0 if isinstance(found, int) or found >= 100 else 1 if found >= 10 else 2
    return Figure(name, f"{found:.{digits}f}{unit}", f"at most {promised:g}{unit}", found <= promised)


def none_of(name: str, found: int) -> Figure:
    return Figure(name, f"{found:,}", "none", found == 0)


def beside(name: str, found: str) -> Figure:
    return Figure(name, found)


def write_table(figures: Iterable[Figure]) -> str:
    lines = [("measure", "found", "promised", "")]
    lines += [(one.name, one.found, one.promised, _verdict(one.kept)) for one in figures]
    widths = [max(len(line[column]) for line in lines) for column in range(4)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _verdict(kept: bool | None) -> str:
    return "" if kept is None else "kept" if kept else "MISSED"
