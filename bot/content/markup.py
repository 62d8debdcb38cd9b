"""Telegram's HTML: which tags it takes, and what is left when they are read."""

import html
import re
from collections.abc import Iterator

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<rest>[^<>]*)>")
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#[0-9]+|#x[0-9a-fA-F]+);")
_NAMED = re.compile(r"&[A-Za-z][A-Za-z0-9]*;")
_ALLOWED = {
    "b": r"",
    "i": r"",
    "u": r"",
    "s": r"",
    "a": r"\s+href=(\"[^\"]+\"|'[^']+')",
    "code": r"",
    "pre": r"",
    "blockquote": r"(\s+expandable)?",
    "tg-spoiler": r"",
}


def broken_markup(text: str) -> Iterator[str]:
    """What Telegram would refuse or show as it stands, each as a sentence."""
    unknown = {tag["name"]: tag[0] for tag in reversed([*_TAG.finditer(text)]) if tag["name"] not in _ALLOWED}
    yield from (f"Telegram does not know the tag `{tag}`." for tag in unknown.values())
    open_tags: list[str] = []
    for tag in _TAG.finditer(text):
        name, close = tag["name"], bool(tag["close"])
        if name in unknown:
            continue
        if not close and not re.fullmatch(_ALLOWED[name] + r"\s*", tag["rest"]):
            yield f"The tag `{tag[0]}` is not written as Telegram wants it."
        if not close:
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            yield f"`{tag[0]}` closes a tag that is not the last one opened."
            return
    if open_tags:
        yield f"The tag `<{open_tags[-1]}>` is not closed."
    if "<" in _TAG.sub("", text):
        yield "A `<` stands by itself."
    yield from (f"Telegram does not know `{name}`." for name in _NAMED.findall(_ENTITY.sub("", text)))


def visible(text: str) -> str:
    """The text as it is read, without tags and entities."""
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), _TAG.sub("", text))
