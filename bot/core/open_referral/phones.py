"""Numbers as feeds have them: with words around, several in one, or without the 0 that a spreadsheet took."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.forum import check_phone
from bot.core.open_referral.services import Phone
from bot.core.support.organisations import TextLine

MOST = 3
"""Numbers to ring on one card."""
SHORT_NUMBERS = frozenset({"101", "105", "111", "112", "119", "159", "999", "18000", "18001"})
"""Those that the whole country rings without an area code, besides 116 and three more digits."""

_RUN = re.compile(r"\+?\(?\d(?:\(0\)|[\d ).\u2010-\u2015-])*\d")
_SEVERAL = re.compile(r"\s*(?:[/;,|\n]|\bor\b|\band\b)\s*", re.IGNORECASE)
_NOT_TO_RING = re.compile(r"\b(fax|textphone|text phone|minicom|tty|typetalk|textdirect)\b", re.IGNORECASE)
_TO_TEXT = re.compile(r"\b(text|texts|sms)\b", re.IGNORECASE)
_TO_CALL = re.compile(r"\b(call|calls|ring|phone|voice)\b", re.IGNORECASE)
_WORD = re.compile(r"\b(?i:text)\s+[\"“'‘]?([A-Z][A-Z0-9]{1,19})\b")


@dataclass(frozen=True)
class Numbers:
    """`wrong`: what cannot be rung, each with the reason."""

    ring: tuple[str, ...] = ()
    text: TextLine | None = None
    wrong: tuple[str, ...] = ()


def read_numbers(phones: Iterable[Phone]) -> Numbers:
    """The first few that can be rung, and the first to which one may text."""
    ring: dict[str, str] = {}
    texts: list[TextLine] = []
    wrong: list[str] = []
    for phone in phones:
        for piece in _pieces(phone.number):
            about = f"{phone.type} {phone.description} {piece}"
            if _NOT_TO_RING.search(about):
                continue
            try:
                number = read_number(piece)
            except ValueError as error:
                wrong.append(f"{piece} ({error})")
                continue
            if _TO_TEXT.search(about) and not _TO_CALL.search(about):
                word = _WORD.search(phone.description)
                texts.append(TextLine(number=number, word=word and word.group(1)))
            else:
                ring.setdefault(re.sub(r"\D", "", number), number)
    return Numbers(tuple(ring.values())[:MOST], texts[0] if texts else None, tuple(dict.fromkeys(wrong)))


def read_number(piece: str) -> str:
    """One number, as people of this country ring it. Raises ValueError with the reason."""
    found = _RUN.search(piece)
    if found is None:
        raise ValueError("no number")
    number = " ".join(re.sub(r"[.\u2010-\u2015-]", " ", found.group()).split())
    number = re.sub(r"^(?:00|\+)\s*44\s*(?:\(0\)\s*)?|^44(?=[\d ]{10,})", "+44 ", number)
    digits = re.sub(r"\D", "", number)
    if number.startswith("+44 "):
        number = f"+44 {number[4:].strip()}"
    elif digits[0] in "12378" and len(digits) == 10:
        number = f"0{number}"
    elif digits[0] != "0" and number[0] != "+" and not _is_short(digits):
        raise ValueError("no area code")
    return check_phone(number)


def _is_short(digits: str) -> bool:
    return digits in SHORT_NUMBERS or re.fullmatch(r"116\d{3}|[6-8]\d{4}", digits) is not None


def _pieces(text: str) -> list[str]:
    """Where several stand in one."""
    pieces = _SEVERAL.split(text.strip())
    numbers = [piece for piece in pieces if sum(sign.isdigit() for sign in piece) >= 3]
    return numbers or [piece for piece in pieces if piece][:1]
