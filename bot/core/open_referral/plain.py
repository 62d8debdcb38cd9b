"""Plain text from what a feed says: its descriptions hold HTML, Markdown and signs that nobody can see."""

import html
import re
from collections.abc import Iterator

LONGEST_READ = 8_000
"""Characters of a description that are looked at. A card has room for a few hundred."""
ITEM = "•"

_NOT_SHOWN = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"</?(?:p|div|br|h[1-6]|tr|table|ul|ol|dl|dt|dd|section)\b[^<>]*>", re.IGNORECASE)
_ITEM = re.compile(r"<li\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_STILL_MARKED = re.compile(r"</?[a-z][^<>]*>|&(?:[a-z]+|#\d+);", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_HEADING = re.compile(r"^#{1,6}\s+")
_LISTED = re.compile(rf"^(?:[*+-]|{ITEM})\s+")
_END = re.compile(r"[.!?…؟۔।。！？]+[\"'”’)]*(?=\s+[\"'“‘(]*[^\Wa-z_]|\s*$)")
_SHORT_FORM = re.compile(
    r"(?:(?<=[\s(])|^)(?:e\.g|i\.e|etc|approx|st|dr|mr|mrs|ms|tel|no|inc)\.$", re.IGNORECASE
)
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]+"
)
"""Not among them: the signs that join letters, or say which way they run."""


def shown(text: str) -> str:
    """Without control signs, halves of signs, and marks that turn the order of what follows."""
    return _UNSEEN.sub("", text).strip()


def plain(text: str) -> str:
    """One paragraph without tags: headings become sentences, points are separated by commas."""
    text = _without_tags(text[:LONGEST_READ])
    if _STILL_MARKED.search(text):  # tags that were written as text
        text = _without_tags(text)
    return _join(_lines(shown(text)))


def sentences(text: str) -> Iterator[str]:
    """As they stand, without the spaces between them. A short form such as e.g. ends none."""
    start = 0
    for end in _END.finditer(text):
        if not _SHORT_FORM.search(text, max(start, end.end() - 8), end.end()):
            yield text[start : end.end()].strip()
            start = end.end()
    if rest := text[start:].strip():
        yield rest


def cut(text: str, most: int) -> str:
    """The sentences that fit into so many characters; of a first one that is too long, the words that fit."""
    kept = ""
    for sentence in sentences(text):
        longer = f"{kept} {sentence}".strip()
        if len(longer) > most:
            break
        kept = longer
    return kept or cut_at_word(text, most)


def cut_at_word(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    start = text[: most - 1]
    words, space, _ = start.rpartition(" ")
    return (words if space and len(words) > most // 2 else start).rstrip(" ,;:-–") + "…"


def _without_tags(text: str) -> str:
    text = _NOT_SHOWN.sub(" ", text)
    text = _ITEM.sub(f"\n{ITEM} ", _BREAK.sub("\n", text))
    return html.unescape(_TAG.sub("", text))


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it is a point of a list."""
    for raw in text.splitlines():
        line = _HEADING.sub("", " ".join(raw.split()))
        words = _LISTED.sub("", line)
        said = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", words)).strip()
        if any(sign.isalnum() for sign in said):
            yield said, words != line


def _join(lines: Iterator[tuple[str, bool]]) -> str:
    text, after_point = "", False
    for line, is_point in lines:
        text += _between(text, line, after_point, is_point) + line
        after_point = is_point
    return text


def _between(before: str, line: str, after_point: bool, is_point: bool) -> str:
    if not before:
        return ""
    if before[-1] in ".!?:;,…-–":
        return " "
    if is_point:
        return ", " if after_point else ": "
    return " " if line[0].islower() else ". "
