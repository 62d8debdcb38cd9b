"""Files are written while people answer, beside one another, and by processes that may be killed."""

import asyncio
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.core.exporting import Form
from bot.exports import csv_files
from bot.exports.workbench import PREFIX, clear_workbenches, workbench
from tests.exports.closed import exporting
from tests.exports.towns import TOWN, said_in_town

HOLDS_ONE = """
import sys
from pathlib import Path
from bot.exports.workbench import workbench
with workbench(Path(sys.argv[1])) as beside:
    (beside / "half.csv").write_text("half of i")
    print("written", flush=True)
    sys.stdin.read()
"""


async def test_what_is_stored_meanwhile_waits_for_no_file_and_is_in_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, stored = asyncio.Event(), threading.Event()
    loop, write = asyncio.get_running_loop(), csv_files.write_csv

    def waits_for_it(path: Path, *more: Any) -> None:
        """Before the second of the tables, much is stored: the responses are read after that."""
        if path.name.endswith("-summary.csv"):
            loop.call_soon_threadsafe(begun.set)
            assert stored.wait(20)
        write(path, *more)

    def story(db: sqlite3.Connection) -> None:
        db.execute(
            "INSERT INTO response (id, survey, sent, place, audience) VALUES (x'99', 1, 1, '', 'parent')"
        )
        db.execute("DELETE FROM response WHERE id <> x'99'")
        db.execute("UPDATE survey SET answered = 1")

    monkeypatch.setattr(csv_files, "write_csv", waits_for_it)
    async with exporting(tmp_path) as exporter:
        number = await exporter.closed(TOWN, said_in_town(12))
        files = asyncio.create_task(exporter.files(number, Form.CSV))
        await begun.wait()
        await exporter.services.store.write(story)
        assert not files.done()
        stored.set()
        made = await files

        assert len(made["responses.csv"].read_text(encoding="utf-8-sig").splitlines()) == 13


async def test_an_export_that_was_killed_leaves_nothing_once_another_comes_by(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with one_that_writes(out) as killed, one_that_writes(out) as lives:
        left = names(out)
        killed.kill()
        killed.wait()
        assert (len(left), names(out)) == (2, left)

        async with exporting(tmp_path) as exporter:
            await exporter.files(await exporter.closed(TOWN, said_in_town(12)), Form.JSON)

        (in_use,) = (name for name in names(out) if name.startswith(PREFIX))
        assert (out / in_use / "half.csv").exists()
        lives.communicate()
        assert lives.returncode == 0
    assert [name.rpartition(".")[2] for name in names(out)] == ["json"]


@contextmanager
def one_that_writes(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """A process that is in the middle of a file, and ends it once its input ends."""
    holds = [sys.executable, "-c", HOLDS_ONE, str(folder)]
    with subprocess.Popen(holds, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "written\n"
        yield child


def names(folder: Path) -> Sequence[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_is_in_use_is_not_cleared_away_and_may_hold_another(tmp_path: Path) -> None:
    """A child process writes into a folder that the bot made for it."""
    (tmp_path / f"{PREFIX}left").mkdir()
    with workbench(tmp_path) as one, workbench(tmp_path) as other, workbench(other) as inner:
        clear_workbenches(tmp_path)
        assert names(tmp_path) == sorted([one.name, other.name])
        assert inner.exists()
    assert names(tmp_path) == []
