"""CSV that opens right wherever an officer opens it."""

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.exports.csv_files import safe, write_csv

HEADER = ("response", "words")
BOM = b"\xef\xbb\xbf"


def written(folder: Path, *lines: tuple[str, ...]) -> Path:
    path = folder / "file.csv"
    write_csv(path, HEADER, lines)
    return path


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=True))


def test_the_bytes_are_those_of_the_standard(tmp_path: Path) -> None:
    """RFC 4180: lines end in CRLF, also the last; quotes are doubled; what needs none has none."""
    path = written(tmp_path, ("1", "plain"), ("2", 'she said "no", then\nleft'))

    assert path.read_bytes() == (BOM + b'response,words\r\n1,plain\r\n2,"she said ""no"", then\nleft"\r\n')


@pytest.mark.parametrize(
    "text", ["الطاولة صغيرة", "Łódź, Siân, ŵ ŷ", "বাংলা", "👩‍👧 🙂", "a,b;c\td", '"', "", "  spaces  "]
)
def test_every_script_and_sign_is_read_back(tmp_path: Path, text: str) -> None:
    assert read(written(tmp_path, ("1", text))) == [[*HEADER], ["1", text]]


@pytest.mark.parametrize("text", ["=1+1", "+44 1632", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "=HYPERLINK(1)"])
def test_no_text_runs_as_a_formula(tmp_path: Path, text: str) -> None:
    assert read(written(tmp_path, ("1", text)))[1] == ["1", f"'{text}"]


def test_a_column_s_name_does_not_run_either(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"

    write_csv(path, ["=cmd()", "plain"], [])

    assert read(path) == [["'=cmd()", "plain"]]


def test_a_text_that_begins_with_an_apostrophe_is_left_as_it_is() -> None:
    assert safe("'tis") == "'tis"
    assert safe("1=1") == "1=1"


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.lists(st.tuples(cells, cells), max_size=5))
def test_any_text_is_read_back_but_for_the_apostrophe(tmp_path: Path, lines: list[tuple[str, str]]) -> None:
    found = read(written(tmp_path, *lines))

    assert found[1:] == [[safe(one), safe(other)] for one, other in lines]
    assert not any(cell[:1] in tuple("=+-@\t\r\n") for line in found for cell in line if cell)
