"""Names of files: safe on every system, and still saying what is in them."""

import re

import pytest

from bot.core.file_names import ascii_name, file_stem


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Well in town", "Well-in-town-3"),
        ("Is it 1/2 or \\..\\3: *?<>|\"'", "Is-it-1-2-or-3-3"),
        ("../../etc/passwd", "etc-passwd-3"),
        ('=HYPERLINK("x")\r\n-rf', "HYPERLINK-x-rf-3"),
        ("CON", "CON-3"),
        ("aux.html. ", "aux-html-3"),
        ("أين تسكن؟", "أين-تسكن-3"),
        ("Zażółć gęślą", "Zażółć-gęślą-3"),
        ("ক্ষমতা", "ক্ষমতা-3"),
        ("Cafe\u0301", "Café-3"),
        ("evil \u202egnp.exe", "evil-gnp-exe-3"),
        ("Bus 🚌👩‍🦽!", "Bus-3"),
        ("🚌\u0000\t", "3"),
        ("", "3"),
    ],
)
def test_a_name_keeps_letters_and_digits_of_any_script(title: str, name: str) -> None:
    assert file_stem(title, 3) == name


@pytest.mark.parametrize("letter", ["a", "é", "ي", "字", "𝔞", "a/", "🚌"])
def test_a_long_title_makes_a_name_that_disks_take(letter: str) -> None:
    stem = file_stem(letter * 300, 123_456_789)

    assert len(f"{stem}-dictionary.csv".encode()) < 255
    assert stem.endswith("123456789")
    assert not re.search(r"[\x00-\x1f/\\:*?\"<>|.]", stem)


def test_a_name_in_ascii_has_no_sign_that_a_header_could_not_carry() -> None:
    assert ascii_name("Zażółć-3-report.html") == "Zazoc-3-report.html"
    assert ascii_name("أين-3.xlsx") == "3.xlsx"
