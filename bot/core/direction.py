"""Texts written from right to left, and what stands in them that is not."""

import unicodedata

ISOLATE, END = "\u2068", "\u2069"
"""What stands between them has a direction of its own (FSI and PDI)."""

FROM_THE_RIGHT = "\u200f"
"""Nobody sees it; a line that begins with it is set from the right (RLM)."""


def isolated(text: str) -> str:
    """A value that may be put into any sentence. Each line by itself: an isolate ends with its line.

    A number needs nothing, and is still one.
    """
    if not text or text.isdecimal():
        return text
    lines = (f"{ISOLATE}{line}{END}" if line else line for line in text.split("\n"))
    return type(text)("\n".join(lines))


def leftward(line: str) -> str:
    """A line with right-to-left words is set from the right, also where a value or a tag comes first."""
    kinds = [unicodedata.bidirectional(sign) for sign in line]
    if kinds and kinds[0] not in ("R", "AL") and any(kind in ("R", "AL") for kind in kinds):
        return FROM_THE_RIGHT + line
    return line
