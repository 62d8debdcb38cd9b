"""What is masked in people's words, and what must stay. All names and numbers are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.masking import Found, mask, mask_words, name_like, say_masked

NAMES = {found: f"[{found}]" for found in Found}


def masked(text: str) -> str:
    return say_masked(mask(text), NAMES)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ring 07700 900123 please", "ring [phone] please"),
        ("ring 07700900123.", "ring [phone]."),
        ("Call (01632) 960 001 or +44 7700 900 123", "Call [phone] or [phone]"),
        ("01632-960-001", "[phone]"),
        ("my number is 7700 900 123", "my number is [phone]"),
        ("write to sam.o'neil+send@mail.example.org!", "write to [email]!"),
        ("sam (at) example (dot) org", "[email]"),
        ("see www.example.org/sam or https://x.example/a?b=1", "see [link] or [link]"),
        ("I am @sam_example there", "I am [link] there"),
        ("We live at 3 High Street, DH1 5TH", "We live at 3 High Street, [postcode]"),
        ("po12ab", "[postcode]"),
        ("SW1A 1AA and b1 1aa", "[postcode] and [postcode]"),
        ("NHS number 943 476 5919", "[number]"),
        ("it is 943 476 5919", "it is [number]"),
        ("9434765919", "[number]"),
        ("NI is QQ 12 34 56 C", "NI is [number]"),
        ("Case no. 4471", "[number]"),
        ("our case number is 12/345", "our [number]"),
        ("ref: AB/1234/22", "[number]"),
        ("EHCP ref 88123 is late", "[number] is late"),
        ("case 2023-00451", "[number]"),
        ("Tribunal EH830/22/00012", "[number]"),
        ("UPN A123456789012", "[number]"),
        ("quote EHC123456 when you ring", "quote [number] when you ring"),
        ("Emily Jones, born 12/03/2014, waits", "[birth], waits"),
        ("Emily (12.3.14) waits", "[birth] waits"),
        ("My son Jack was born on 3rd May 2015", "My son [birth]"),
        ("Jack Brown dob 03-05-15", "[birth]"),
        ("DOB: 3 May 2015", "[birth]"),
        ("her date of birth is 2014-03-12", "her [birth]"),
        ("Zoë d.o.b. May 3rd, 2015", "[birth]"),
        ("Łucja ur. 1: 12.03.2014", "Łucja ur. 1: 12.03.2014"),  # other languages are left to the reader
    ],
)
def test_what_points_to_somebody_is_masked(text: str, left: str) -> None:
    assert masked(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "She is in Year 10, key stage 4, and 15 years old.",
        "We waited 18 months and 3 weeks.",
        "In 2023/24 it took 52 weeks, in 2024-25 only 20.",
        "The meeting on 12 May 2024 was good. So was Monday, 13 May 2024.",
        "Section 19 and section F of the EHCP of 2023",
        "It cost £1200, then £1,250.50, then £12000000.",
        "from 9.30 to 3.15, 24/7, 100-150 people, 0 to 25",
        "Call 999, NHS 111, Samaritans on 116 123 or Childline on 0800 1111.",
        "in case 10 people come, file 3 letters",
        "the A690 and the M25, bus 6, room B12",
        "Covid-19, KS4, P5, 2nd time, Y7 1st term",
        "I want: 1) a break 2) a break 3) a break",
        "10/10 would come again, 3 out of 5",
        "My school emails at 5 pm @ home",
        "نحن نحتاج إلى 3 ساعات",
    ],
)
def test_what_points_to_nobody_stays(text: str) -> None:
    assert mask(text) == text


def test_signs_of_masks_that_people_type_are_not_taken_for_masks() -> None:
    assert masked("⟦phone⟧ ⟦nonsense⟧") == "[phone] [nonsense]"
    assert mask("⟦phone⟧") == "[phone]"


@given(st.text(max_size=200))
def test_any_text_can_be_masked_and_said(text: str) -> None:
    once = mask(text)

    assert say_masked(once, NAMES) is not None
    assert mask_words(once, ["a", " ", "b c"]) is not None


def test_twenty_thousand_signs_are_masked_at_once() -> None:
    assert masked("a1 " * 6000 + "0" * 2000 + "A " * 1000).startswith("a1")
    assert masked("Sam Sam " * 2500).endswith("Sam ")
    assert masked("case no " * 2500).endswith("no ")
    assert masked("born on the " * 1600).endswith("the ")
    assert masked("a.b" * 6600).endswith("a.b")


def test_words_that_somebody_pointed_to_go_wherever_they_stand() -> None:
    text = mask("Emily and EMILY'S friend at Hill  School, 07700 900123. Emilys stay.")

    left = say_masked(mask_words(text, ["emily", "Hill School", "phone"]), NAMES)

    assert left == "[words] and [words]'S friend at [words], [phone]. Emilys stay."


def test_no_words_mask_nothing() -> None:
    assert mask_words("all stays", ["", "  "]) == "all stays"


def test_words_with_a_capital_within_a_sentence_may_be_names() -> None:
    text = "We asked Mrs Hill, and Emily-Jane said no. The EHCP came on Monday. I'm told I'm late. Emily-Jane"

    assert name_like(text, 5) == ("Mrs Hill", "Emily-Jane")
    assert name_like(text, 1) == ("Mrs Hill",)


def test_neighbours_are_masked_as_one() -> None:
    text = mask(
        "We go to Tiny Tots on Monday with Amira, Gethin and Zofia. It is Tiny Tots we like, not Tots."
    )
    (first, *others) = name_like(text, 6)

    assert (first, *others) == ("Tiny Tots", "Amira", "Gethin", "Zofia", "Tots")
    assert "go to [words] on" in say_masked(mask_words(text, [first]), NAMES)
