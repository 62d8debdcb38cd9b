"""Lengths as Telegram counts them, and texts cut to fit."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.lengths import first_units, last_units, pages, units

some_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
room = st.integers(2, 30)


def test_most_emoji_count_twice() -> None:
    assert units("aé🙂") == 4


@given(some_text, room)
def test_what_is_cut_fits_and_what_fits_is_not_cut(text: str, most: int) -> None:
    for cut in (first_units(text, most), last_units(text, most)):
        assert units(cut) <= most
        assert (cut == text) == (units(text) <= most)


def test_the_beginning_or_the_end_stays() -> None:
    assert first_units("a long answer", 7) == "a long…"
    assert last_units("a long answer", 7) == "…answer"
    assert first_units("🙂🙂🙂", 4) == "🙂…"
    assert last_units("🙂🙂🙂", 4) == "…🙂"


def test_a_long_text_is_cut_into_pages_between_words() -> None:
    text = "word " * 100
    parts = pages(text.strip(), 50)
    assert " ".join(parts) == text.strip()
    assert max(map(units, parts)) <= 50
    assert pages("", 50) == [""]
    assert pages("short", 50) == ["short"]


def test_a_page_never_ends_within_a_sign() -> None:
    parts = pages("🚌" * 100, 51)
    assert "".join(parts) == "🚌" * 100
    assert max(map(units, parts)) <= 51
