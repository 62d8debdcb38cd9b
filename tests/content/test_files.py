"""YAML as volunteers write it."""

from pathlib import Path
from typing import Any

import pytest

from bot.content.files import Document, read_document
from bot.content.problems import Findings, Problem


def read(folder: Path, text: str | bytes) -> tuple[Document | None, list[Problem]]:
    path = folder / "file.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    findings = Findings()
    return read_document(path, findings), findings.problems


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Yes", "Yes"),
        ("no", "no"),
        ("off", "off"),
        ("true", True),
        ("False", False),
        ("truest", "truest"),
        ("2026-11-27", "2026-11-27"),
        ("19:30", "19:30"),
        ("01632960001", "01632960001"),
        ("0123", "0123"),
        ("12", 12),
        ("1.5", "1.5"),
        ("", None),
        ("~", None),
        ("Nullable", "Nullable"),
        ('"7"', "7"),
    ],
)
def test_words_stay_the_words_that_were_typed(tmp_path: Path, written: str, value: Any) -> None:
    document, problems = read(tmp_path, f"key: {written}")

    assert document is not None and document.value == {"key": value}
    assert problems == []


def test_broken_yaml_is_told_with_line_and_column(tmp_path: Path) -> None:
    document, (problem,) = read(tmp_path, "a: 1\nb: x: y\n")

    assert document is None
    assert problem.key == "line 2, column 5"
    assert "line 2, column 5" in problem.remedy


def test_a_tab_is_told_as_a_tab(tmp_path: Path) -> None:
    _, (problem,) = read(tmp_path, "a:\n\tb: 1\n")

    assert "not a tab" in problem.remedy


def test_a_key_that_stands_twice_is_told_with_both_lines(tmp_path: Path) -> None:
    _, (problem,) = read(tmp_path, "list:\n  - id: a\n    text: x\n    id: b\n")

    assert (problem.key, problem.line) == ("list[0].id", 4)
    assert "line 2" in problem.what


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "empty"),
        ("# only a comment\n", "empty"),
        ("- a\n- b\n", "does not begin with a key"),
        ("just words", "does not begin with a key"),
        (b"a: \xff\xfe", "UTF-8"),
        ("a: 1\n---\nb: 2\n", "cannot be read"),
        ("a: \x00", "cannot be read"),
        ("a: !!python/object:os.system x", "cannot be read"),
        ("a: {", "cannot be read"),
        ("? [a]\n: b", "cannot be read"),
    ],
)
def test_what_is_no_content_is_told(tmp_path: Path, text: str | bytes, what: str) -> None:
    document, (problem,) = read(tmp_path, text)

    assert document is None
    assert what in problem.what
    assert problem.remedy


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    document, problems = read(tmp_path, b"\xef\xbb\xbfa: x")

    assert document is not None and document.value == {"a": "x"} and problems == []


def test_the_line_of_a_key_or_of_what_stands_around_it_is_known(tmp_path: Path) -> None:
    document, _ = read(tmp_path, "a: 1\nb:\n  - c: 1\n  - d: 2\n")

    assert document is not None
    assert document.line(("b", 1, "d")) == 4
    assert document.line(("b", 1, "missing")) == 4
    assert document.line(("nowhere",)) == 1
