"""HTML as Telegram reads it; the refusals name UTF-8 bytes, the entities UTF-16 units."""

from typing import Any

import pytest

from bot.simulator.entities import formatted
from bot.simulator.refusals import ApiError

BROKEN = {
    "<": 'Unclosed start tag at byte offset 0',
    "é <b": "Unclosed start tag at byte offset 3",
    "é <marquee>x</marquee>": 'Unsupported start tag "marquee" at byte offset 3',
    "1 < 2 and 3 > 2": 'Unsupported start tag "" at byte offset 2',
    "<b>x": 'Can\'t find end tag corresponding to start tag "b"',
    "x</b>": "Unexpected end tag at byte offset 1",
    "<i>x</b>": 'Unmatched end tag at byte offset 4, expected "</i>", found "</b>"',
    "<b>x</b": "Unclosed end tag at byte offset 4",
    "<b =x>y</b>": 'Empty attribute name in the tag "b" at byte offset 0',
    '<a href="x>y</a>': "Unclosed start tag at byte offset 0",
    "<a href=x,y>z</a>": "Unexpected end of name token at byte offset 8",
    "<span>x</span>": 'Tag "span" must have class "tg-spoiler" at byte offset 0',
}  # fmt: skip
PLAIN = {
    "&lt;&gt;&amp;&quot;": '<>&"',
    "&#65;&#x42;&euro; &": "AB&euro; &",
    "&#0;&#99999999;": "&#0;&#99999999;",
    "  <b></b> x  ": "x",
}


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


FORMATTED = {
    "<b>a</b><i>b</i>": ("ab", [entity("bold", 0, 1), entity("italic", 1, 1)]),
    "😀<strong>😀</strong>": ("😀😀", [entity("bold", 2, 2)]),
    "<b>a<u>b</u></b>": ("ab", [entity("bold", 0, 2), entity("underline", 1, 1)]),
    "  <b> a </b> ": ("a", [entity("bold", 0, 1)]),
    "<B>a</>": ("a", [entity("bold", 0, 1)]),
    '<a href="https://example.org/?a=1&amp;b=2">a</a>': (
        "a",
        [entity("text_link", 0, 1, url="https://example.org/?a=1&b=2")],
    ),
    "<a href='not an address'>a</a>": ("a", []),
    '<pre><code class="language-python">a</code></pre>': ("a", [entity("pre", 0, 1, language="python")]),
    "<code>/start</code>": ("/start", [entity("code", 0, 6)]),
    "<blockquote expandable>a</blockquote>": ("a", [entity("expandable_blockquote", 0, 1)]),
    "<tg-spoiler>a</tg-spoiler>": ("a", [entity("spoiler", 0, 1)]),
    '<span class="tg-spoiler">a</span>': ("a", [entity("spoiler", 0, 1)]),
    "😀 /help or @someone at https://example.org/a.": (
        "😀 /help or @someone at https://example.org/a.",
        [entity("bot_command", 3, 5), entity("mention", 12, 8), entity("url", 24, 21)],
    ),
    "and/or a@b.example": ("and/or a@b.example", []),
}


@pytest.mark.parametrize("html", BROKEN)
def test_broken_html_is_refused_in_telegrams_words(html: str) -> None:
    with pytest.raises(ApiError) as refused:
        formatted(html, "HTML", None)
    assert refused.value.description == f"Bad Request: can't parse entities: {BROKEN[html]}"


@pytest.mark.parametrize("html", PLAIN)
def test_references_become_characters(html: str) -> None:
    assert formatted(html, "HTML", None) == (PLAIN[html], [])


@pytest.mark.parametrize("html", FORMATTED)
def test_tags_become_entities(html: str) -> None:
    assert formatted(html, "html", None) == FORMATTED[html]


def test_without_a_parse_mode_tags_are_text() -> None:
    assert formatted("<b>a", "", None) == ("<b>a", [])


def test_entities_that_were_given_are_kept_and_moved_with_the_trimmed_text() -> None:
    given = [entity("bold", 2, 3)]
    assert formatted("  abc", "HTML", given) == ("abc", [entity("bold", 0, 3)])


def test_entities_outside_the_text_are_refused() -> None:
    with pytest.raises(ApiError, match="out of the text"):
        formatted("abc", "", [entity("bold", 2, 3)])
