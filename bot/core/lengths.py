"""How long a text may be at Telegram, which counts UTF-16 units once the tags are read."""

MESSAGE = 4096
TOAST = 200
"""The words that answer a tap."""


def first_units(text: str, most: int) -> str:
    """As much of the beginning as fits, never half of a sign."""
    return text if units(text) <= most else _decoded(_encoded(text)[: 2 * (most - 1)]).rstrip() + "…"


def last_units(text: str, most: int) -> str:
    """As much of the end as fits, never half of a sign."""
    return text if units(text) <= most else "…" + _decoded(_encoded(text)[-2 * (most - 1) :]).lstrip()


def pages(text: str, most: int) -> list[str]:
    """The text in parts of at most so many units, cut between words where that is possible."""
    parts = []
    while units(text) > most:
        part = _decoded(_encoded(text)[: 2 * most])
        end = max(part.rfind(" "), part.rfind("\n"))
        part = part[:end] if end > len(part) // 2 else part
        parts.append(part.rstrip())
        text = text[len(part) :].lstrip()
    return [*parts, text] if text or not parts else parts


def units(text: str) -> int:
    """The length as Telegram counts it: most emoji count twice."""
    return len(_encoded(text)) // 2


def _encoded(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def _decoded(encoded: bytes) -> str:
    return encoded.decode("utf-16-le", "ignore")
