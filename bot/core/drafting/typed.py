"""What a coordinator typed, made fit for a survey, or refused with what to do."""

import re
import unicodedata
from collections.abc import Sequence

from bot.core.conditions import LONGEST_ID
from bot.core.lengths import units
from bot.core.refusal import Refusal

_BULLET = re.compile(r"^(?:[-–—•*·]|\d{1,2}[.)])\s+")
_SIGNS = frozenset({"So", "Sk", "Mn", "Me", "Cf"})
_RANGE = re.compile(r"(-?\d{1,6})\D+?(-?\d{1,6})")
LONGEST_SYMBOL = 8
SHOWN_LINE = 40


def read_words(text: str, longest: int) -> str:
    """The words without the space around them. Refuses none, signs alone, and too many."""
    words = _printable(text)
    if not _is_seen(words):
        raise Refusal("draft_no_words")
    if not _has_words(words):
        raise Refusal("draft_only_signs")
    if units(words) > longest:
        raise Refusal("draft_too_long", length=units(words), longest=longest)
    return words


def _printable(text: str) -> str:
    """Lines end in one way only, and no sign in them steers a printer."""
    lines = (line.replace("\t", " ") for line in text.splitlines())
    return "\n".join("".join(s for s in line if unicodedata.category(s) != "Cc") for line in lines).strip()


def read_line(text: str, longest: int) -> str:
    """The same in one line."""
    return " ".join(read_words(text, longest).split())


def read_lines(text: str, least: int, most: int, longest: int) -> tuple[str, ...]:
    """One text a line, without dashes and numbers in front. Refuses too few, too many, and two alike."""
    lines = [_BULLET.sub("", " ".join(line.split())) for line in text.splitlines() if _is_seen(line)]
    if not lines:
        raise Refusal("draft_no_words")
    if len(lines) < least:
        raise Refusal("draft_too_few", least=least, most=most)
    if len(lines) > most:
        raise Refusal("draft_too_many", count=len(lines), most=most)
    read = tuple(_read_option(line, longest) for line in lines)
    _check_alike(read)
    return read


def _read_option(line: str, longest: int) -> str:
    words = _printable(line)
    if not _has_words(words):
        raise Refusal("draft_only_signs_in_line", line=words[:SHOWN_LINE])
    if units(words) > longest:
        raise Refusal("draft_too_long_in_line", line=words[:SHOWN_LINE], length=units(words), longest=longest)
    return words


def _check_alike(lines: Sequence[str]) -> None:
    seen: set[str] = set()
    for line in lines:
        _, words = split_symbol(line)
        if words.casefold() in seen:
            raise Refusal("draft_alike", line=line[:SHOWN_LINE])
        seen.add(words.casefold())


def read_ends(text: str, longest: int) -> tuple[str, str]:
    """The words for the lowest and for the highest point, on two lines."""
    lines = read_lines(text, 1, 20, longest)
    if len(lines) != 2:
        raise Refusal("draft_two_lines")
    return lines[0], lines[1]


def read_range(text: str) -> tuple[int, int]:
    """Two whole numbers such as "0 to 10"."""
    found = _RANGE.fullmatch(text.strip().replace("\u2212", "-"))
    if found is None or int(found[1]) >= int(found[2]):
        raise Refusal("draft_range")
    return int(found[1]), int(found[2])


def read_days(text: str) -> int:
    found = re.fullmatch(r"(\d{1,4})(\s*days?)?", text.strip().lower())
    if found is None or not 1 <= int(found[1]) <= 365:
        raise Refusal("draft_days")
    return int(found[1])


def split_symbol(line: str) -> tuple[str | None, str]:
    """A picture sign in front of the words, and the words."""
    head, _, rest = line.partition(" ")
    kinds = {unicodedata.category(sign) for sign in head}
    if "So" in kinds and kinds <= _SIGNS and len(head) <= LONGEST_SYMBOL and _has_words(rest):
        return head, rest.strip()
    return None, line


def make_id(text: str, taken: Sequence[str], fallback: str, longest: int = LONGEST_ID) -> str:
    """A short name made of the words, as it will stand in files; never one of `taken`."""
    latin = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "_", latin).strip("_")
    name = _cut(words, longest) or fallback
    number, made = 2, name
    while made in taken:
        made = f"{_cut(name, longest - len(f'_{number}'))}_{number}"
        number += 1
    return made


def _cut(words: str, longest: int) -> str:
    """As many whole words as fit; a first word that is too long is cut."""
    if len(words) <= longest:
        return words
    whole, _, _ = words[: longest + 1].rpartition("_")
    return (whole or words[:longest]).strip("_")


def _has_words(text: str) -> bool:
    return any(sign.isalnum() for sign in text)


def _is_seen(text: str) -> bool:
    """Something in it can be seen: not only spaces, joiners and marks of direction."""
    return any(unicodedata.category(sign)[0] not in "CZ" for sign in text)
