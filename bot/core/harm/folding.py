"""Text as plain words: without capitals, accents, apostrophes, and signs that nobody sees."""

import re
import unicodedata
from collections.abc import Iterator

MASK = "*"
"""Stands in a word for a letter that somebody did not want to write."""

NUMBER = "0"
"""All numbers are one word."""

_UNSEEN = re.compile(
    "[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_APOSTROPHE = re.compile(r"(?<=\w)['’‘ʼ`´′＇](?=\w)")
_SAME_LETTERS = {
    "a": "а",
    "c": "с",
    "d": "đ",
    "e": "е",
    "i": "ıі",
    "k": "κк",
    "l": "ł",
    "o": "оøο",
    "p": "рρ",
    "s": "ѕ",
    "x": "х",
    "y": "у",
    "ه": "ھہةە",
    "ي": "یىےې",
    "ك": "ک",
}
"""Letters of other alphabets that look the same; Arabic letters that keyboards of other languages write."""
_SAME = str.maketrans({other: one for one, others in _SAME_LETTERS.items() for other in others} | {"_": " "})
_LETTERS = r"\w\u0300-\u036f\u0900-\u0dff"
_PICTURE = "\u2600-\u27bf\U0001f300-\U0001faff"
_WORD = re.compile(rf"[$@]?[{_LETTERS}]+(?:[*$@!]+[{_LETTERS}]+)*|[{_PICTURE}]")


def fold(text: str) -> str:
    """The text with one way of writing each letter."""
    text = _UNSEEN.sub("", text).casefold()
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text).casefold()
        text = "".join(sign for sign in plain if not unicodedata.combining(sign)).translate(_SAME)
    return _APOSTROPHE.sub("", text).replace("_", " ")


def split_words(folded: str) -> list[str]:
    """Its words and emoji, in order. Signs within a word stay, such as `k*ll` and `$elf`."""
    return [NUMBER if word.isdecimal() else word for word in _WORD.findall(folded)]


def is_picture(word: str) -> bool:
    """Whether it is an emoji."""
    return re.match(f"[{_PICTURE}]", word) is not None


def squeeze(word: str) -> str:
    """Each letter that stands several times in a row, once: *hittt* is *hit*."""
    return _REPEATED.sub(r"\1", word)


def without_one(word: str) -> Iterator[str]:
    """The word with one letter left out, in each way."""
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


_REPEATED = re.compile(r"(.)\1+")
