"""What a button sends back is read as it was packed, and what we never packed is refused."""

from contextlib import suppress
from dataclasses import fields
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import buttons
from bot.core.buttons import MOST_BYTES, Choose, Forged, HideFeedback, Join, OpenSurvey, Tap
from bot.core.buttons.base import Chat
from bot.core.refusal import Refusal
from bot.handlers.routes import TAPS, read_tap

MODULES = [import_module(f"{buttons.__name__}.{found.name}") for found in iter_modules(buttons.__path__)]
ALL = sorted(
    {
        tap
        for module in MODULES
        for tap in vars(module).values()
        if isinstance(tap, type) and issubclass(tap, Tap) and tap is not Tap
    },
    key=lambda tap: tap.code,
)
VALUES: dict[Any, st.SearchStrategy[Any]] = {
    int: st.integers(0, 10**9),
    Chat: st.integers(-(10**14), 10**10),
    str: st.text("abcdefghijklmnopqrstuvwxyz0123456789_.-", max_size=12),
    bool: st.booleans(),
}


def some(tap: type[Tap]) -> st.SearchStrategy[Tap]:
    return st.builds(tap, *(VALUES[field.type] for field in fields(tap)))


@given(st.sampled_from(ALL).flatmap(some))
def test_what_was_packed_is_read_back(tap: Tap) -> None:
    assert read_tap(tap.pack()) == tap


def test_no_two_buttons_share_a_code() -> None:
    assert len({tap.code for tap in ALL}) == len(ALL)


def test_every_button_has_something_that_answers_it() -> None:
    assert set(TAPS) == set(ALL)


@pytest.mark.parametrize(
    "data",
    [
        "",
        ":",
        "zz:1",
        "sv",
        "sv:",
        "sv:1:2",
        "sv:one",
        "sv:-1",
        "sv:+1",
        "sv: 1",
        "sv:1_0",
        "sv:١",
        "sv:1.0",
        "sv:9999999999999999999",
        "ch:1:q:a:yes",
        "ch:1:q:a:2",
        "ls:",
        "SV:1",
    ],
)
def test_what_we_never_packed_is_refused(data: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_tap(data)
    assert caught.value.key == "old_button"


@given(st.text(max_size=64))
def test_any_text_is_read_or_refused(data: str) -> None:
    with suppress(Refusal):
        assert read_tap(data).pack()


def test_the_data_of_another_button_is_forged() -> None:
    with pytest.raises(Forged):
        OpenSurvey.read("be:1")


def test_data_that_telegram_would_refuse_is_never_made() -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        Choose(1, "q" * 40, "o" * 40, True).pack()
    with pytest.raises(ValueError, match="64 bytes"):
        Join(1, "ü" * 30, "parent", "", "").pack()


def test_hiding_carries_the_numbers_of_the_messages_and_the_last_ones_where_not_all_fit() -> None:
    few = (1_234_567_890, 1_234_567_892, 1_234_567_999)
    assert HideFeedback.of(few).numbers() == few
    assert HideFeedback.of(()).numbers() == ()
    many = tuple(range(1_000_000_000, 1_000_100_000, 1000))
    packed = HideFeedback.of(many)
    assert len(packed.pack().encode()) <= MOST_BYTES
    assert packed.numbers() == many[-len(packed.numbers()) :]
    assert len(packed.numbers()) > 10
    for forged in ("-1", "a b", "é", "zzzzzzzzzzzz"):
        with pytest.raises(Forged):
            HideFeedback(forged).numbers()
