"""Phone numbers as feeds have them."""

import pytest

from bot.core.open_referral.phones import Numbers, read_number, read_numbers
from bot.core.open_referral.services import Phone
from bot.core.support.organisations import TextLine


@pytest.mark.parametrize(
    ("said", "rung"),
    [
        ("01632 960001", "01632 960001"),
        ("(01632) 960-001", "(01632) 960 001"),
        ("Tel: 01632 960 001 (option 2)", "01632 960 001"),
        ("01632 960001 ext. 12", "01632 960001"),
        ("01632.960.001", "01632 960 001"),
        ("01632\u2013960001", "01632 960001"),
        ("+44 (0)1632 960001", "+44 1632 960001"),
        ("+441632960001", "+44 1632960001"),
        ("0044 1632 960001", "+44 1632 960001"),
        ("441632960001", "+44 1632960001"),
        ("1632960001", "01632960001"),
        ("999", "999"),
        ("116 123", "116 123"),
        ("85258", "85258"),
        ("0800 1111", "0800 1111"),
        ("+353 1 555 0100", "+353 1 555 0100"),
    ],
)
def test_a_number_is_read_as_it_is_rung(said: str, rung: str) -> None:
    assert read_number(said) == rung


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("ask at the door", "no number"),
        ("960001", "no area code"),
        ("555 0100", "no area code"),
        ("03000 005 1213", "this one has 12"),
        ("0", "no number"),
        ("01632", "this one has 5"),
        ("+44", "no area code|3 to 15"),
    ],
)
def test_a_number_that_cannot_be_rung_is_refused_with_the_reason(said: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_number(said)


def read(*phones: Phone) -> Numbers:
    return read_numbers(phones)


def test_several_in_one_are_several_and_the_same_again_is_one() -> None:
    found = read(
        Phone(number="01632 960001 / 01632 960002 or 07700 900003"),
        Phone(number="01632960001"),
        Phone(number="01632 960004"),
    )

    assert found == Numbers(("01632 960001", "01632 960002", "07700 900003"))


def test_lines_for_machines_are_not_rung() -> None:
    found = read(
        Phone(number="01632 960005", type="fax"),
        Phone(number="01632 960006", description="Minicom"),
        Phone(number="Fax 01632 960007"),
        Phone(number="01632 960008", type="voice", description="Reception"),
    )

    assert found == Numbers(("01632 960008",))


@pytest.mark.parametrize(
    ("phone", "line"),
    [
        (Phone(number="07700 900001", type="text"), TextLine(number="07700 900001")),
        (
            Phone(number="85258", type="sms", description="Text SHOUT at any time"),
            TextLine(number="85258", word="SHOUT"),
        ),
        (Phone(number="Text 07700 900002"), TextLine(number="07700 900002")),
    ],
)
def test_a_line_to_text_to_is_known_by_its_type_or_its_words(phone: Phone, line: TextLine) -> None:
    assert read(phone) == Numbers((), line)


def test_a_number_to_call_or_text_is_rung() -> None:
    assert read(Phone(number="07700 900001", description="Call or text")) == Numbers(("07700 900001",))


def test_what_cannot_be_rung_is_named_with_the_reason() -> None:
    found = read(
        Phone(number="01632 9600012"), Phone(number="ask"), Phone(number=""), Phone(number="01632 960001")
    )

    assert found.ring == ("01632 960001",)
    assert found.wrong == (
        "01632 9600012 (A number that begins with 0 has 10 or 11 digits, this one has 12)",
        "ask (no number)",
    )
