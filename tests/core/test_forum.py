"""The forum's own facts."""

import pytest

from bot.core.forum import check_phone


@pytest.mark.parametrize(
    "phone",
    [
        "999",
        "111",
        "116 123",
        "0800 1111 22",
        "01632 960 001",
        "(01632) 960-001",
        "+44 1632 960 001",
        "18001",
        "0800 1111",
    ],
)
def test_numbers_are_taken_as_people_write_them(phone: str) -> None:
    assert check_phone(phone) == phone


@pytest.mark.parametrize(
    ("phone", "why"),
    [
        ("03000 005 1213", "this one has 12"),
        ("0800 1112", "this one has 8"),
        ("12", "3 to 15"),
        ("+123 456 789 012 345 6", "3 to 15"),
        ("ask Jo", "digits and spaces only"),
        ("01632 96000x", "digits and spaces only"),
        ("", "digits and spaces only"),
        ("01632 960 001 or 2", "digits and spaces only"),
    ],
)
def test_what_cannot_be_rung_is_refused(phone: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        check_phone(phone)
