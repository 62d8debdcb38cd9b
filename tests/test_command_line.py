"""Each verb of the command line: what it prints, and with which exit code it ends."""

import asyncio
import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

import bot
from bot.__main__ import main
from bot.actions.closing import close_due
from bot.content import shipped_folder
from bot.core.answers import Answer
from bot.core.asking import OVERVIEW, Whom
from bot.core.people import Audience, Person, Role
from bot.core.posts import Post, Urgency
from bot.core.words import Reading
from bot.making_services import open_services
from bot.services import Services
from bot.settings import read_settings
from bot.store import deliveries, outbox, people, responses, surveys, updates
from bot.store.migrations import APPLICATION
from bot.store.pulse import Pulse

NOW = datetime.now(UTC)


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """An empty folder to be in, with no setting of whoever runs the tests; the log as it was afterwards."""
    for name in [name for name in os.environ if name.startswith("HEARD_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield tmp_path
    root.handlers[:] = handlers
    root.setLevel(level)


# Usage


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["sing"],
        ["run", "fast"],
        ["export"],
        ["export", "one", "--out", "x"],
        ["export", "regulation-56", "--period", "2026-10-to-2026-12"],
    ],
)
def test_wrong_usage_ends_with_2_and_says_how(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: heard")


def test_what_there_is_not_is_named_with_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, said in (
        (["export", "1", "--form", "pdf"], "there is no pdf; give one of xlsx, csv, html, png, json"),
        (["documents", "banana"], "unrecognized arguments: banana"),
    ):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 2
        assert said in capsys.readouterr().err

    assert main(["documents"]) == 2
    assert capsys.readouterr().err == "Say where both are to be written: heard documents --out FOLDER\n"


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])

    assert ended.value.code == 0
    assert capsys.readouterr().out == f"heard {bot.__version__}\n"


# run: what keeps it from starting (how it runs, and ends, is tested with processes in tests/faults)


def test_run_without_a_token_says_where_to_get_one(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert main(["run"]) == 1
    assert capsys.readouterr().err == "HEARD_BOT_TOKEN is missing. @BotFather gives you one; see README.md.\n"
    assert list(folder.iterdir()) == []


def test_run_with_bad_settings_tells_all_of_them_and_makes_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    for name, value in {"OFFICERS": "1, two", "LISTEN": "everywhere", "LOG_LEVEL": "LOUD"}.items():
        monkeypatch.setenv(f"HEARD_{name}", value)

    assert main(["run"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 3
    assert list(folder.iterdir()) == []


def test_run_with_broken_content_tells_every_problem(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setenv("HEARD_BOT_TOKEN", "1:x")
    break_content(folder)

    assert main(["run"]) == 1
    told = capsys.readouterr().err
    assert "broken.yaml" in told
    assert "unsure.yaml" in told
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("application", "said"),
    [(APPLICATION, "was written by a newer Heard (version 999"), (7, "is not a database of Heard")],
)
def test_a_database_that_is_not_ours_to_use_is_refused_in_one_line_and_left_alone(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    application: int,
    said: str,
) -> None:
    monkeypatch.setenv("HEARD_BOT_TOKEN", "1:x")
    database = folder / "data" / "heard.db"
    database.parent.mkdir()
    with closing(sqlite3.connect(database)) as db:
        db.execute("CREATE TABLE thing (id INTEGER PRIMARY KEY)")
        db.execute("PRAGMA user_version = 999")
        db.execute(f"PRAGMA application_id = {application}")
    before = database.read_bytes()

    assert main(["run"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line
    assert database.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setenv("HEARD_BOT_TOKEN", "1:x")
    (folder / "data").write_text("a file stands where the folder should be")

    assert main(["run"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "data" in line


# check


@pytest.fixture
def with_lead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARD_SAFEGUARDING", "1041, 1042")


@pytest.mark.usefixtures("with_lead")
def test_check_tells_what_it_found_and_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    told = capsys.readouterr().out
    assert "survey felt_heard: Did you feel heard?" in told
    assert told.endswith("The content is in order.\n")


@pytest.mark.usefixtures("with_lead")
def test_check_tells_every_problem_with_its_file_and_ends_with_1(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    break_content(folder)

    assert main(["check"]) == 1
    told = capsys.readouterr().out
    problems = [line for line in told.splitlines() if line.startswith("Problem: ")]
    assert {Path(line.split()[1].rstrip(",")).name for line in problems} == {"broken.yaml", "unsure.yaml"}
    assert told.splitlines()[-1] == f"{len(problems)} problems. Put this right, then check again."


@pytest.mark.usefixtures("with_lead")
def test_check_notes_a_setting_with_a_wrong_letter(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEARD_KEY_DIR", "/keys")

    assert main(["check"]) == 0
    assert "HEARD_KEY_DIR is not a setting. Did you mean HEARD_KEYS_DIR?" in capsys.readouterr().out


def test_check_fails_while_nobody_leads_unless_the_forum_says_that_it_has_no_lead(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    assert main(["check"]) == 1
    told = capsys.readouterr().out
    assert "No safeguarding lead is named, so nobody would be alerted." in told
    assert "HEARD_SAFEGUARDING" in told

    asyncio.run(fill(answers=0, more=appoint_lead))
    assert main(["check"]) == 0

    (folder / "data" / "heard.db").unlink()
    ours = folder / "content" / "forum.yaml"
    ours.parent.mkdir()
    shipped = (shipped_folder() / "forum.yaml").read_text(encoding="utf-8")
    ours.write_text(shipped.replace("\nsafeguarding:\n", "\nsafeguarding:\n  has_lead: false\n"))
    assert main(["check"]) == 0


def appoint_lead(db: sqlite3.Connection, services: Services) -> None:
    people.add_role(db, 1041, Role.SAFEGUARDING)


def break_content(folder: Path) -> None:
    """Two surveys that cannot be used, each in its own way."""
    mine = folder / "content" / "surveys"
    mine.mkdir(parents=True)
    (mine / "broken.yaml").write_text("id: broken\n\ttitle: a tab\n")
    shipped = (shipped_folder() / "surveys" / "felt_heard.yaml").read_text(encoding="utf-8")
    (mine / "unsure.yaml").write_text(
        shipped.replace("felt_heard", "unsure").replace("kind: scale", "kind: scal")
    )


# status


def test_status_without_a_database_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status"]) == 1
    said = capsys.readouterr()
    assert said.out == f"heard {bot.__version__}: not alive\n"
    assert said.err == "data/heard.db cannot be read (unable to open database file).\n"


def test_status_of_a_bot_that_is_alive(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    asyncio.run(fill(answers=0, more=leave_traces))
    pulse = Pulse(folder / "data" / "alive", lambda: NOW, lambda: 3)
    pulse.note_update()
    pulse.beat()

    assert main(["status"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"heard {bot.__version__}: alive",
        f"last update taken in: {NOW.isoformat(timespec='microseconds')}; being answered: 3",
        "posts: 2 due",
        "surveys due to close: 1",
        "updates set aside since yesterday: 1",
        "audit log: 0 entries, whole",
        "last backup: none",
    ]


def test_status_of_a_bot_that_stopped_or_hangs_ends_with_1(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    asyncio.run(fill(answers=0))
    pulse = Pulse(folder / "data" / "alive", lambda: NOW, lambda: 0)
    pulse.beat()
    long_ago = NOW.timestamp() - 600
    os.utime(folder / "data" / "alive", (long_ago, long_ago))
    assert main(["status"]) == 1

    os.utime(folder / "data" / "alive")
    assert main(["status"]) == 0
    pulse.stop()
    assert main(["status"]) == 1
    assert capsys.readouterr().out.splitlines()[-6].endswith("not alive")


def leave_traces(db: sqlite3.Connection, services: Services) -> None:
    updates.set_aside(db, 1, "message", "ValueError", "ABCDE", NOW)
    updates.set_aside(db, 2, "message", "ValueError", "ABCDE", NOW - timedelta(days=2))
    outbox.add_post(db, "news", Post(html="News"), [1, 2], Urgency.NOTICE, NOW)


# export


def test_export_writes_the_answers_and_what_the_columns_mean(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    asyncio.run(fill(answers=6, close=True))

    assert main(["export", "1", "--out", "files"]) == 0
    written = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert [path.name for path in written] == [
        *(f"Did-you-feel-heard-1-{name}.csv" for name in ("summary", "responses", "dictionary")),
        "Did-you-feel-heard-1-readme.txt",
    ]
    assert len(written[1].read_text(encoding="utf-8-sig").splitlines()) == 1 + 6


@pytest.mark.parametrize(
    ("answers", "close", "number", "said"),
    [
        (6, False, "1", "not closed|still open"),
        (3, True, "1", "5"),
        (6, True, "2", "There is no survey number 2."),
    ],
    ids=["open", "too few", "unknown"],
)
def test_export_refuses_in_one_line(
    capsys: pytest.CaptureFixture[str], folder: Path, answers: int, close: bool, number: str, said: str
) -> None:
    asyncio.run(fill(answers, close))

    assert main(["export", number, "--out", "files"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert any(words in line for words in said.split("|"))
    assert not (folder / "files").exists()


@pytest.mark.parametrize(
    "arguments", [["record", "--period", "2025-26"], ["regulation-56", "--without-texts"]]
)
def test_export_refuses_what_does_not_go_together(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", *arguments]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_export_without_a_database_makes_none(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert main(["export", "1", "--out", "files"]) == 1
    assert capsys.readouterr().err == "There is no database at data/heard.db. Is HEARD_DATA_DIR right?\n"
    assert list(folder.iterdir()) == []


async def fill(
    answers: int, close: bool = False, more: Callable[[sqlite3.Connection, Services], None] | None = None
) -> None:
    """A survey that is over, with so many responses sent; closed when asked to."""
    async with open_services(read_settings(), lambda: NOW) as services:
        await services.store.write(_ask_and_answer, services, answers)
        if more is not None:
            await services.store.write(more, services)
        if close:
            await close_due(services)


def _ask_and_answer(db: sqlite3.Connection, services: Services, answers: int) -> None:
    survey = services.content.surveys["felt_heard"]
    number = surveys.add(db, survey, Whom.EVERYONE, NOW - timedelta(days=7), NOW - timedelta(hours=1))
    services.keys.create(number)
    random = Random(3)
    for place in range(1, answers + 1):
        person = Person(place, 100 + place, Audience.PARENT, None, None, None, Reading.USUAL, True, 1, NOW)
        people.save(db, person)
        response = random.randbytes(16)
        responses.begin(db, response, number, services.keys.finder(number, place), OVERVIEW)
        responses.save_answer(db, response, "listened", Answer(chosen=("4",)))
        responses.send(db, response, number, person)
        # Nobody to tell: no chart needs to be drawn.
        deliveries.give_up_chat(db, person.telegram, "blocked")
