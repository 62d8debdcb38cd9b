"""CSV that a validator by others accepts, with texts, commas, quotes and lines in it."""

from pathlib import Path

from bot.core.exporting import Form
from tests.exports.closed import exporting
from tests.exports.towns import TOWN, said_in_town
from tests.peer.environment import run_script


async def test_frictionless_finds_no_fault_in_any_table(tmp_path: Path) -> None:
    async with exporting(tmp_path) as exporter:
        number = await exporter.closed(TOWN, said_in_town(12))
        await exporter.keep_texts(number)
        made = await exporter.files(number, Form.CSV)
    tables = [str(path) for path in made.values() if path.suffix == ".csv"]

    assert len(tables) == 5
    assert await run_script("validate_csv.py", *tables) == (0, "\n")


async def test_frictionless_finds_a_line_that_is_too_long(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("a,b\r\n1,2,3\r\n", encoding="utf-8-sig", newline="")

    code, said = await run_script("validate_csv.py", str(path))

    assert code == 1
    assert "extra-cell" in said
