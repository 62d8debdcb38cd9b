"""Long texts are cut at the end of a paragraph, never in a tag or in the middle of a sign."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.lengths import MESSAGE
from bot.core.splitting import shown_units, split_html


def test_what_fits_stays_one_message() -> None:
    assert split_html("Hello <b>you</b>") == ["Hello <b>you</b>"]
    assert split_html("") == [""]


def test_4097_characters_with_an_entity_at_the_cut_become_two_whole_messages() -> None:
    html = "x" * (MESSAGE - 1) + "&amp;" + "y"

    first, second = split_html(html)

    assert (first, second) == ("x" * (MESSAGE - 1) + "&amp;", "y")


def test_a_text_is_cut_between_paragraphs_before_anything_else() -> None:
    html = "One.\n\n" + "a b. " * 10 + "\n\nlast words here"

    assert split_html(html, 60) == ["One.\n\n" + ("a b. " * 10).rstrip(), "last words here"]


def test_a_tag_that_is_open_at_the_cut_is_closed_and_opened_again() -> None:
    html = "<b>" + "word " * 20 + '</b> and <a href="https://a.example/?a=1&amp;b=2">' + "link " * 20 + "</a>"

    parts = split_html(html, 50)

    for part in parts:
        opened = [tag.split()[0] for tag in re.findall(r"<([^/<>][^<>]*)>", part)]
        assert sorted(opened) == sorted(re.findall(r"</(\w+)>", part))
    assert parts[0].startswith("<b>word") and parts[0].endswith("</b>")
    assert parts[-1].startswith('<a href="https://a.example/?a=1&amp;b=2">')


PIECES = ("a", "é", "👩‍👧", "&lt;", "<i>", "</i>", " ", "\n", "\n\n", ". ")


@given(st.lists(st.sampled_from(PIECES), max_size=200))
def test_no_part_is_too_long_and_no_word_is_lost(pieces: list[str]) -> None:
    html, depth = "", 0
    for piece in pieces:
        if piece == "</i>" and not depth:
            continue
        depth += {"<i>": 1, "</i>": -1}.get(piece, 0)
        html += piece
    html += "</i>" * depth

    parts = split_html(html, 20)

    assert all(shown_units(part) <= 20 for part in parts)
    visible = ["".join(re.sub(r"<[^<>]*>", "", part).split()) for part in parts]
    assert "".join(visible) == "".join(re.sub(r"<[^<>]*>", "", html).split())


@pytest.mark.parametrize(("html", "length"), [("<b>ab</b>", 2), ("&amp;", 1), ("😀", 2)])
def test_telegram_counts_what_is_shown(html: str, length: int) -> None:
    assert shown_units(html) == length
