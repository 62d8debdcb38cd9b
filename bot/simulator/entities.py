"""Text with formatting: HTML parse mode to entities, with Telegram's own refusals.

Offsets and lengths are UTF-16 units, as everywhere in the Bot API; the byte offsets in the
refusals count UTF-8 bytes of what was sent, as Telegram's do.
"""

import re
from dataclasses import dataclass

from bot.simulator.refusals import ApiError, Json, bad_request, cannot_parse

_KINDS = {
    "b": "bold", "strong": "bold",
    "i": "italic", "em": "italic",
    "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "span": "spoiler", "tg-spoiler": "spoiler",
    "a": "text_link", "code": "code", "pre": "pre",
    "blockquote": "blockquote", "tg-emoji": "custom_emoji",
}  # fmt: skip
_SPECIAL = re.compile(r"[<&]")
_REFERENCE = re.compile(r"&(?:#(?P<decimal>\d+)|#[xX](?P<hex>[0-9a-fA-F]+)|(?P<name>lt|gt|amp|quot));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_BARE_WORD = re.compile(r"[0-9A-Za-z.\-]*")
_NOT_ATTRIBUTE = frozenset("=>/\"'")
_FOUND = re.compile(
    r"(?P<bot_command>(?<![\w/<])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?!\w))"
    r"|(?P<url>https?://[^\s<>\"]+[^\s<>\".,;:!?)])"
    r"|(?P<mention>(?<![\w@])@[A-Za-z0-9_]{4,32}(?!\w))"
)


def utf16_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass
class _Open:
    tag: str
    argument: str
    at: int  # UTF-16 offset in the text
    piece: int  # where its text begins among the pieces


class _HtmlReader:
    def __init__(self, source: str) -> None:
        self.source = source + "\0"
        self.at = 0
        self.pieces: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        end = len(self.source) - 1
        while self.at < end:
            found = _SPECIAL.search(self.source, self.at, end)
            stop = found.start() if found else end
            self._take(self.source[self.at : stop])
            self.at = stop
            if found is None:
                break
            if found.group() == "&":
                self._take(self._reference())
            elif self.source[stop + 1] == "/":
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            raise cannot_parse(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return "".join(self.pieces), self.entities

    def _take(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            self.length += utf16_length(text)

    def _reference(self) -> str:
        """The character that `&…;` at the present place means; an unknown one stays as it is."""
        found = _REFERENCE.match(self.source, self.at)
        if found is None:
            self.at += 1
            return "&"
        character = _character(found)
        if character == "":
            self.at += 1
            return "&"
        self.at = found.end()
        return character

    def _fail(self, words: str, at: int) -> ApiError:
        return cannot_parse(f"{words} at byte offset {len(self.source[:at].encode())}")

    def _start_tag(self) -> None:
        begin = self.at
        at = begin + 1
        while not self.source[at].isspace() and self.source[at] not in ">\0":
            at += 1
        if self.source[at] == "\0":
            raise self._fail("Unclosed start tag", begin)
        tag = self.source[begin + 1 : at].lower()
        if tag not in _KINDS:
            raise self._fail(f'Unsupported start tag "{tag}"', begin)
        self.at = at
        argument = self._attributes(tag, begin)
        if tag == "span" and argument != "tg-spoiler":
            raise self._fail('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(_Open(tag, argument, self.length, len(self.pieces)))

    def _attributes(self, tag: str, begin: int) -> str:
        """Reads up to and with `>`; gives back the one attribute that matters for the tag."""
        argument = ""
        while True:
            self._skip_spaces()
            if self.source[self.at] == ">":
                self.at += 1
                return argument
            name = self._attribute_name(tag, begin)
            self._skip_spaces()
            if self.source[self.at] != "=":
                if self.source[self.at] == "\0":
                    raise self._fail(f'Unclosed start tag "{tag}"', begin)
                value = ""
            else:
                value = self._attribute_value(begin)
            argument = _argument(tag, name, value) or argument

    def _attribute_name(self, tag: str, begin: int) -> str:
        start = self.at
        while self.source[self.at] not in _NOT_ATTRIBUTE and not self.source[self.at].isspace():
            if self.source[self.at] == "\0":
                break
            self.at += 1
        if start == self.at:
            if self.source[self.at] == "\0":
                raise self._fail(f'Unclosed start tag "{tag}"', begin)
            raise self._fail(f'Empty attribute name in the tag "{tag}"', begin)
        return self.source[start : self.at].lower()

    def _attribute_value(self, begin: int) -> str:
        self.at += 1
        self._skip_spaces()
        first = self.source[self.at]
        value = self._quoted(first) if first in "'\"" else self._bare_word()
        if self.source[self.at] == "\0":
            raise self._fail("Unclosed start tag", begin)
        return value

    def _quoted(self, quote: str) -> str:
        self.at += 1
        pieces: list[str] = []
        while self.source[self.at] not in (quote, "\0"):
            if self.source[self.at] == "&":
                pieces.append(self._reference())
            else:
                pieces.append(self.source[self.at])
                self.at += 1
        if self.source[self.at] == quote:
            self.at += 1
        return "".join(pieces)

    def _bare_word(self) -> str:
        start = self.at
        found = _BARE_WORD.match(self.source, start)
        self.at = found.end() if found else start
        after = self.source[self.at]
        if not after.isspace() and after not in ">\0":
            raise self._fail("Unexpected end of name token", start)
        return self.source[start : self.at].lower()

    def _skip_spaces(self) -> None:
        while self.source[self.at].isspace():
            self.at += 1

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise self._fail("Unexpected end tag", begin)
        at = begin + 2
        while not self.source[at].isspace() and self.source[at] not in ">\0":
            at += 1
        found = self.source[begin + 2 : at].lower()
        self.at = at
        self._skip_spaces()
        if self.source[self.at] != ">":
            raise self._fail("Unclosed end tag", begin)
        self.at += 1
        expected = self.open[-1].tag
        if found not in ("", expected):
            at_byte = len(self.source[:begin].encode())
            raise cannot_parse(
                f'Unmatched end tag at byte offset {at_byte}, expected "</{expected}>", found "</{found}>"'
            )
        self._close(self.open.pop())

    def _close(self, opened: _Open) -> None:
        length = self.length - opened.at
        if length == 0:
            return
        entity: Json = {"type": _KINDS[opened.tag], "offset": opened.at, "length": length}
        if opened.tag == "a":
            url = opened.argument or "".join(self.pieces[opened.piece :])
            if not re.match(r"(https?|tg|mailto|tel)[:/]|[\w-]+\.[\w.-]+", url):
                return
            entity["url"] = url
        elif opened.tag == "tg-emoji":
            entity["custom_emoji_id"] = opened.argument
        elif opened.tag == "blockquote" and opened.argument:
            entity["type"] = "expandable_blockquote"
        elif opened.tag == "pre" and self._language_inside(entity):
            return
        elif opened.tag == "code" and opened.argument and self.open and self.open[-1].tag == "pre":
            entity["language"] = opened.argument
        self.entities.append(entity)

    def _language_inside(self, pre: Json) -> bool:
        """`<pre><code class="language-x">` is one entity: pre with a language."""
        last = self.entities[-1] if self.entities else {}
        same = last.get("offset") == pre["offset"] and last.get("length") == pre["length"]
        if same and last.get("type") == "code":
            last["type"] = "pre"
            return True
        return False


def _character(found: re.Match[str]) -> str:
    if name := found["name"]:
        return _NAMED[name]
    code = int(found["decimal"]) if found["decimal"] else int(found["hex"], 16)
    if code == 0 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
        return ""
    return chr(code)


def _argument(tag: str, name: str, value: str) -> str:
    if tag == "a" and name == "href":
        return value
    if tag == "code" and name == "class" and value.startswith("language-"):
        return value.removeprefix("language-")
    if (tag, name) in (("span", "class"), ("tg-emoji", "emoji-id")):
        return value
    if tag == "blockquote" and name == "expandable":
        return "expandable"
    return ""


def formatted(text: str, parse_mode: str, given: list[Json] | None) -> tuple[str, list[Json]]:
    """Text as it is shown and its entities, trimmed as Telegram trims."""
    entities: list[Json] = []
    if given:
        entities = _given(text, given)
    elif parse_mode and parse_mode.lower() == "html":
        if _SPECIAL.search(text):
            text, entities = _HtmlReader(text).read()
    elif parse_mode:
        raise bad_request("unsupported parse_mode")
    text, entities = _trimmed(text, entities)
    entities += detected(text, entities)
    if len(entities) > 1:
        entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return text, entities


def _given(text: str, given: list[Json]) -> list[Json]:
    limit = utf16_length(text)
    for entity in given:
        start, length = int(entity.get("offset", 0)), int(entity.get("length", 0))
        if start < 0 or length < 0 or start + length > limit:
            raise bad_request("entity is out of the text")
    return [dict(entity) for entity in given if entity.get("length")]


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    trimmed = text.strip()
    if len(trimmed) == len(text) or not entities:
        return trimmed, entities
    lead = utf16_length(text[: len(text) - len(text.lstrip())])
    size = utf16_length(trimmed)
    kept = []
    for entity in entities:
        start = max(0, entity["offset"] - lead)
        end = min(size, entity["offset"] - lead + entity["length"])
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return trimmed, kept


def detected(text: str, taken: list[Json]) -> list[Json]:
    """Commands, addresses and mentions, which Telegram finds by itself."""
    if "/" not in text and "@" not in text:
        return []
    found = []
    for match in _FOUND.finditer(text):
        start = utf16_length(text[: match.start()])
        length = utf16_length(match.group())
        blocked = any(
            other["type"] in ("code", "pre", "text_link")
            and start < other["offset"] + other["length"]
            and other["offset"] < start + length
            for other in taken
        )
        if not blocked:
            found.append({"type": match.lastgroup, "offset": start, "length": length})
    return found
