"""Lengths as Telegram counts them, and texts cut to fit."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.lengths import first_units, last_units, units

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
