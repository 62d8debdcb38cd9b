"""The benchmarks run; what they find is another matter."""

import re
from pathlib import Path

from benchmarks.__main__ import MEASURES
from benchmarks.report import at_least, at_most, beside, write_table
from benchmarks.taps import taps_a_second

README = Path(__file__).parent.parent / "benchmarks" / "README.md"


def test_the_whole_bot_answers_everybody_of_the_null_server() -> None:
    assert taps_a_second("heard", people=20) > 0


def test_every_measure_has_its_line_in_the_readme() -> None:
    lines = re.findall(r"^\| `(\w+)` \|", README.read_text(encoding="utf-8"), re.MULTILINE)

    assert lines == [*MEASURES]


def test_the_table_says_which_promises_are_kept() -> None:
    table = write_table(
        [at_least("speed", 0.61, 0.5), at_most("time", 151.2, 150, " ms"), beside("  beside", "7 a second")]
    )

    assert [line.split("  ")[-1].strip() for line in table.splitlines()[1:3]] == ["kept", "MISSED"]
    assert "151 ms" in table
    assert table.splitlines()[3].split() == ["beside", "7", "a", "second"]
