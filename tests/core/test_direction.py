"""Right-to-left text, and what stands in it that is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from bot.core.direction import END, FROM_THE_RIGHT, ISOLATE, isolated, leftward


@given(text=st.text(alphabet="aب1 \n", max_size=20))
def test_what_is_set_apart_ends_before_its_line_does(text: str) -> None:
    for line in isolated(text).split("\n"):
        assert line.count(ISOLATE) == line.count(END) <= 1
    assert isolated(text).replace(ISOLATE, "").replace(END, "") == text


def test_html_that_is_set_apart_is_not_escaped_again() -> None:
    apart = isolated(Markup("<b>a</b>"))

    assert isinstance(apart, Markup)
    assert apart == f"{ISOLATE}<b>a</b>{END}"


@pytest.mark.parametrize("number", ["5", "", "٣"])
def test_a_number_is_left_as_it_is(number: str) -> None:
    assert isolated(number) == number


@pytest.mark.parametrize(
    ("line", "is_set"),
    [
        ("<b>سؤال</b>", True),
        ("● سؤال", True),
        (f"{ISOLATE}سؤال{END}", True),
        ("سؤال <b>a</b>", False),
        ("Question", False),
        ("", False),
    ],
)
def test_a_line_of_right_to_left_words_is_set_from_the_right(line: str, is_set: bool) -> None:
    assert leftward(line) == (FROM_THE_RIGHT + line if is_set else line)
