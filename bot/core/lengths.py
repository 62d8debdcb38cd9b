"""How long a text may be at Telegram, which counts UTF-16 units once the tags are read."""

MESSAGE = 4096
TOAST = 200
"""The words that answer a tap."""


def units(text: str) -> int:
    """The length as Telegram counts it: most emoji count twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
