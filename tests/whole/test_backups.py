"""Backups and restoring with the whole bot: every night, by hand while it runs, and put back."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.__main__ import main
from bot.actions.upkeep import is_backup_due
from bot.store.backups import folder_of, list_backups, make_backup
from bot.store.migrations import Unusable
from bot.store.pulse import Pulse
from tests.whole.forum import Forum
from tests.whole.test_privacy import FELT_HEARD, answer_felt_heard, forget

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def command_line(forum: Forum, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The settings of the running bot, as its command line finds them."""
    monkeypatch.chdir(tmp_path)
    for name in ("DATA", "KEYS", "CONTENT"):
        folder = getattr(forum.settings, f"{name.lower()}_dir")
        monkeypatch.setenv(f"HEARD_{name}_DIR", str(folder))


async def heard(*arguments: str) -> int:
    return await asyncio.to_thread(main, [*arguments])


def names(forum: Forum) -> list[str]:
    return [backup.file.name for backup in list_backups(forum.settings.database)]


# Every night


@pytest.mark.parametrize(
    ("now", "made", "due"),
    [
        ("2026-11-23T02:59Z", ["2026-11-22T03:00Z"], False),
        ("2026-11-23T03:00Z", ["2026-11-22T03:00Z"], True),
        ("2026-11-23T03:00Z", ["2026-11-23T03:00Z"], False),
        ("2026-11-23T09:00Z", [], True),
        ("2026-11-23T09:00Z", ["2026-11-23T02:59Z"], True),
        ("2026-11-23T09:00Z", ["2026-11-24T03:00Z"], True),  # a clock that was wrong once
        ("2026-07-01T01:59Z", ["2026-06-30T02:00Z"], False),  # summer time
        ("2026-07-01T02:00Z", ["2026-06-30T02:00Z"], True),
        ("2026-10-25T03:00Z", ["2026-10-24T02:00Z"], True),  # the night of 25 hours
        ("2026-10-25T02:30Z", ["2026-10-24T02:00Z"], False),
        ("2027-03-28T02:00Z", ["2027-03-27T03:00Z"], True),  # the night of 23 hours
        ("2027-03-28T01:30Z", ["2027-03-27T03:00Z"], False),
    ],
)
def test_one_is_due_after_three_in_the_forums_own_time(now: str, made: list[str], due: bool) -> None:
    moments = [datetime.fromisoformat(one) for one in made]

    assert is_backup_due(datetime.fromisoformat(now), LONDON, moments) is due


async def test_every_night_one_and_seven_are_kept(forum: Forum) -> None:
    await forum.move()
    assert names(forum) == ["heard-2026-11-23-0900.db"]

    await forum.move(hours=17)
    await forum.move()
    assert names(forum) == ["heard-2026-11-23-0900.db"]
    await forum.move(hours=1)
    await forum.move(minutes=1)
    assert names(forum)[0] == "heard-2026-11-24-0300.db"
    for _ in range(8):
        await forum.move(days=1)

    assert names(forum) == [
        f"heard-2026-{day}-0301.db" for day in ("12-02", "12-01", "11-30", "11-29", "11-28", "11-27", "11-26")
    ]


async def test_a_restart_makes_none_twice_and_makes_up_for_a_missed_night(forum: Forum) -> None:
    await forum.move()
    await forum.restart()
    await forum.move(minutes=1)
    assert names(forum) == ["heard-2026-11-23-0900.db"]

    await forum.stop()
    forum.clock.now += timedelta(days=2)
    await forum.start()
    await forum.move()

    assert names(forum) == ["heard-2026-11-25-0901.db", "heard-2026-11-23-0900.db"]


async def test_a_backup_that_fails_is_told_once_and_tried_again_after_a_while(
    forum: Forum, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tries = []

    def fail(*given: object) -> None:
        tries.append(given)
        raise Unusable("the disk is full")

    monkeypatch.setattr("bot.actions.upkeep.make_backup", fail)
    await forum.move(days=1)
    for _ in range(3):
        await forum.move(minutes=1)
    assert len(tries) == 1
    await forum.move(minutes=10)
    assert len(tries) == 2

    monkeypatch.setattr("bot.actions.upkeep.make_backup", make_backup)
    await forum.move(minutes=10)

    assert len(names(forum)) >= 1
    told = [record.getMessage() for record in caplog.records if record.name == "bot.jobs"]
    assert [line.partition(":")[0] for line in told] == ["Due work failed", "Works again"]


# By hand


@pytest.mark.usefixtures("command_line")
async def test_by_hand_while_the_bot_runs_and_it_says_what_is_left_out(
    forum: Forum, capsys: pytest.CaptureFixture[str]
) -> None:
    rosalind = await forum.joined("Rosalind")
    await forum.opened(rosalind, FELT_HEARD)
    await answer_felt_heard(rosalind)
    await forum.move(hours=1)

    assert await heard("backup") == 0

    file, left_out = capsys.readouterr().out.splitlines()
    assert Path(file).parent == folder_of(forum.settings.database)
    assert "open now: 1" in left_out
    assert await heard("status") == 0
    assert f"{Path(file).name}" in capsys.readouterr().out
    await rosalind.type("/surveys")
    await rosalind.sees("You have answered")


@pytest.mark.usefixtures("command_line")
async def test_a_running_bot_is_not_restored_under_its_feet(
    forum: Forum, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await heard("backup") == 0
    file = capsys.readouterr().out.splitlines()[0]
    Pulse(forum.settings.alive_file, forum.clock, lambda: 0).beat()

    assert await heard("restore", file, "--yes") == 1

    said = capsys.readouterr()
    assert said.err.startswith("The bot is running.")
    assert len(said.err.splitlines()) == 1


@pytest.mark.usefixtures("command_line")
async def test_stopped_restored_and_started_again_it_goes_on_and_nobody_comes_back(
    forum: Forum, capsys: pytest.CaptureFixture[str]
) -> None:
    rosalind, amira, bo = [await forum.joined(name) for name in ("Rosalind", "Amira", "Bo")]
    await forum.opened(rosalind, FELT_HEARD)
    for parent in (amira, bo):
        await answer_felt_heard(parent)
    await forum.move(hours=1)
    assert await heard("backup") == 0
    file = capsys.readouterr().out.splitlines()[0]
    await forget(amira)
    await forum.stop()

    assert await heard("restore", file) == 1
    refused = capsys.readouterr().err
    assert "is newer" in refused
    assert len(refused.splitlines()) == 1
    assert await heard("restore", file, "--yes") == 0

    said = capsys.readouterr().out
    assert f"Begun anew, for answers to open surveys are in no backup: “{FELT_HEARD}”." in said
    assert "Forgotten again: 1," in said
    assert "Kept: what was there before, as " in said
    await forum.start()
    assert [row[0] for row in forum.rows("SELECT telegram FROM person ORDER BY telegram")] == sorted(
        [rosalind.id, bo.id]
    )
    assert forum.rows("SELECT count(*) FROM response") == [(0,)]
    await answer_felt_heard(bo)
    await amira.start()
    await amira.sees("Hello from")


@pytest.mark.usefixtures("command_line")
@pytest.mark.parametrize("arguments", [["restore", "missing.db"], ["restore", "."], ["restore", __file__]])
async def test_what_cannot_be_restored_is_one_plain_line(
    forum: Forum, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    await forum.stop()

    assert await heard(*arguments) == 1

    said = capsys.readouterr()
    assert (said.out, len(said.err.splitlines())) == ("", 1)


async def test_without_a_file_it_says_how_it_is_used(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["restore"])

    assert ended.value.code == 2


@pytest.mark.usefixtures("command_line")
async def test_before_the_first_start_there_is_nothing_to_copy(
    forum: Forum, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HEARD_DATA_DIR", str(tmp_path / "elsewhere"))

    assert await heard("backup") == 1

    assert capsys.readouterr().err.startswith("There is no database at")
