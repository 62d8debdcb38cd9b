"""What is typed is made fit, or refused with what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.drafting.typed import (
    make_id,
    read_days,
    read_ends,
    read_line,
    read_lines,
    read_range,
    read_words,
    split_symbol,
)
from tests.core.examples import refusal


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "draft_no_words"),
        (" \n\u200d\u2062 ", "draft_no_words"),
        ("👍 🎉!", "draft_only_signs"),
        ("a" * 101, "draft_too_long"),
        ("a" * 4096, "draft_too_long"),
    ],
)
def test_a_text_that_does_not_fit_is_refused(text: str, key: str) -> None:
    assert refusal(read_words, text, 100).key == key


def test_a_hundred_characters_fit_and_an_emoji_counts_twice() -> None:
    assert read_words("a" * 100, 100) == "a" * 100
    assert refusal(read_words, "a" * 99 + "😀", 100).values == {"length": 101, "longest": 100}


def test_a_title_is_one_line() -> None:
    assert read_line("  How was\n the fair? ", 100) == "How was the fair?"


def test_options_stand_one_to_a_line_without_dashes_and_numbers() -> None:
    text = "- Tea\n• Coffee\n\n 3. Milk\n10 biscuits\n"

    assert read_lines(text, 2, 20, 120) == ("Tea", "Coffee", "Milk", "10 biscuits")


@pytest.mark.parametrize(
    ("text", "key", "values"),
    [
        ("\n \n", "draft_no_words", {}),
        ("Tea", "draft_too_few", {"least": 2, "most": 10}),
        ("\n".join(f"Tea {n}" for n in range(11)), "draft_too_many", {"count": 11, "most": 10}),
        ("Tea\n tea ", "draft_alike", {"line": "tea"}),
        ("☕ Tea\nTea", "draft_alike", {"line": "Tea"}),
        ("👍\n👎", "draft_only_signs_in_line", {"line": "👍"}),
        ("Tea\n" + "a" * 121, "draft_too_long_in_line", {"length": 121, "longest": 120, "line": "a" * 40}),
    ],
)
def test_options_that_do_not_fit_are_refused(text: str, key: str, values: dict[str, object]) -> None:
    refused = refusal(read_lines, text, 2, 10, 120)

    assert (refused.key, refused.values) == (key, values)


def test_eleven_options_fit_where_twenty_do() -> None:
    assert len(read_lines("\n".join(f"Tea {n}" for n in range(11)), 2, 20, 120)) == 11


def test_the_ends_of_a_scale_are_two_lines() -> None:
    assert read_ends("never\nalways", 120) == ("never", "always")
    assert refusal(read_ends, "never", 120).key == "draft_two_lines"
    assert refusal(read_ends, "a\nb\nc", 120).key == "draft_two_lines"
    assert refusal(read_ends, "Same\nsame", 120).key == "draft_alike"


@pytest.mark.parametrize(("text", "span"), [("0 to 10", (0, 10)), ("0-10", (0, 10)), (" -5 … 5 ", (-5, 5))])
def test_a_range_is_read_as_people_write_it(text: str, span: tuple[int, int]) -> None:
    assert read_range(text) == span


@pytest.mark.parametrize("text", ["ten", "10", "10 to 1", "5 to 5", "1 to 2 to 3", "0 to 9999999"])
def test_a_range_that_is_none_is_refused(text: str) -> None:
    assert refusal(read_range, text).key == "draft_range"


def test_days_are_from_one_to_a_year() -> None:
    assert (read_days("10"), read_days("7 days")) == (10, 7)
    for text in ("0", "366", "soon", "-3"):
        assert refusal(read_days, text).key == "draft_days"


def test_a_picture_sign_in_front_is_told_from_the_words() -> None:
    assert split_symbol("⏰ I have no time") == ("⏰", "I have no time")
    assert split_symbol("✏️ Something else") == ("✏️", "Something else")
    assert split_symbol("5 pounds") == (None, "5 pounds")
    assert split_symbol("Tea ☕") == (None, "Tea ☕")


def test_an_id_is_made_of_the_first_words() -> None:
    assert make_id("How was the hall, really?", (), "q") == "how_was_the_hall"
    assert make_id("Où étiez-vous?", (), "q") == "ou_etiez_vous"
    assert make_id("هل استمع", (), "q") == "q"
    assert make_id("Donaudampfschifffahrtsgesellschaft", (), "q") == "donaudampfschifffahr"


@given(st.lists(st.text(max_size=40), max_size=12), st.integers(8, 20))
def test_ids_fit_and_are_never_the_same(texts: list[str], longest: int) -> None:
    made: list[str] = []
    for text in texts:
        made.append(make_id(text, made, "q", longest))

    assert len(set(made)) == len(made)
    assert all(0 < len(one) <= longest and one[0] != "_" and "__" not in one for one in made)
