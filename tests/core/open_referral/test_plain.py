"""Descriptions as feeds have them, as one paragraph of plain text."""

import pytest

from bot.core.open_referral.plain import LONGEST_READ, cut, cut_at_word, plain, sentences, shown


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("", ""),
        ("<p><br></p>", ""),
        ("<p>One.</p><p>Two</p>", "One. Two"),
        ("<h4>For people who are</h4><h4>at home,&nbsp;all day</h4>", "For people who are at home, all day"),
        (
            "<h3>Rooms</h3><ul><li>A lift</li><li>A ramp</li></ul><p>Come in</p>",
            "Rooms: A lift, A ramp. Come in",
        ),
        (
            "We help with:<ul><li>talking</li><li>forms.</li></ul>Ring us.",
            "We help with: talking, forms. Ring us.",
        ),
        ("Fish &amp; chips, 3 < 4 and 5 > 2", "Fish & chips, 3 < 4 and 5 > 2"),
        ("&lt;p&gt;Tags &amp;amp; signs as text&lt;/p&gt;", "Tags & signs as text"),
        ('Read <a href="https://x.example/?a=1&b=2">this</a><!-- not this -->', "Read this"),
        ("<script>steal()</script>Safe<style>p {}</style>", "Safe"),
        (
            "# Heading\n\n* one\n* two\n\n**Bold** and [a link](https://x.example)",
            "Heading: one, two. Bold and a link",
        ),
        ("two\r\nlines", "two lines"),
        ("نص\u202e عربي", "نص عربي"),
        ("---\n***\n•", ""),
    ],
)
def test_markup_becomes_one_paragraph(said: str, read: str) -> None:
    assert plain(said) == read


def test_signs_that_nobody_sees_or_that_no_file_can_hold_are_taken_out() -> None:
    assert shown(" a\x00b\u202ec\ud800d\u200be\u200cf\n") == "abcde\u200cf"


@pytest.mark.parametrize(
    "hostile", ["<" * 200_000, "<!--" * 50_000, "<script>" * 30_000, "&lt;p" * 50_000, "[" * 200_000]
)
def test_what_was_made_to_take_long_does_not(hostile: str) -> None:
    assert len(plain(hostile)) <= LONGEST_READ


def test_sentences_end_where_people_would_end_them() -> None:
    text = "Ring e.g. St. Mary's. Come! “Yes.” It is at 3.30 pm. هل تحتاج مساعدة؟ اتصل بنا. ok"

    assert tuple(sentences(text)) == (
        "Ring e.g. St. Mary's.",
        "Come!",
        "“Yes.”",
        "It is at 3.30 pm.",
        "هل تحتاج مساعدة؟",
        "اتصل بنا. ok",
    )


def test_a_long_text_ends_with_a_whole_sentence() -> None:
    assert cut("First one here. Second one here. Third.", 35) == "First one here. Second one here."
    assert cut("All of it. Fits.", 100) == "All of it. Fits."


def test_a_first_sentence_that_is_too_long_ends_with_a_whole_word() -> None:
    assert cut("a very long sentence without any end", 20) == "a very long…"
    assert cut_at_word("x" * 50, 10) == "x" * 9 + "…"
    assert cut_at_word("short", 10) == "short"
