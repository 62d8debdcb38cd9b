"""Names of files that say what is in them, and that every system takes."""

import unicodedata

MOST_BYTES = 120
"""Of a title in UTF-8. With a number and an ending a name stays below 255 bytes, which is what disks take."""


def file_stem(title: str, number: int) -> str:
    """The title as letters, digits and dashes of any script, and the number that tells it from others of the
    same title. Signs that turn the direction of writing are left out: they can hide how a name ends. With the
    number it is no name that Windows keeps for itself, such as CON, and never empty."""
    plain = "".join(one if _is_plain(one) else " " for one in unicodedata.normalize("NFC", title))
    words = "-".join(plain.split()).encode()[:MOST_BYTES].decode(errors="ignore").strip("-")
    return f"{words}-{number}" if words else str(number)


def _is_plain(letter: str) -> bool:
    """Letters, the marks upon them, and digits."""
    kind = unicodedata.category(letter)
    return kind[0] in "LM" or kind == "Nd"


def ascii_name(name: str) -> str:
    """One of these in ASCII, for what takes no more: letters without their marks. Others are left out."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lstrip("-")
