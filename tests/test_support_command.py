"""`heard support`: what it prints, what it writes, and with which exit code it ends."""

import asyncio
import json
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from bot import support
from bot.__main__ import main
from bot.actions import open_referral
from bot.actions.entries import laid_over
from bot.actions.open_referral import DirectoryChanged, look_at_feed, take_feed
from bot.actions.support import directory
from bot.content import shipped_folder
from bot.core.open_referral.entries import Feed
from bot.core.open_referral.topics import guess_topics
from bot.core.support.changes import Change
from bot.core.support.organisations import Organisation
from bot.core.support.search import Index
from bot.feeds import fetch_feed
from bot.making_services import open_services
from bot.services import Services
from bot.settings import read_settings
from bot.store import entries
from bot.store.database import StorageFailed
from tests.core.open_referral.feeds import carers_club, counselling, plain_service
from tests.exports.hsds_uk import check_page
from tests.feeds.served import page_of
from tests.shipped import shipped_content
from tests.store.test_database import fill_disk

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
WRITTEN = "Written. The bot shows it from the next question on."


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty folder to be in, with no setting of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith("HEARD_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HEARD_CONTENT_DIR", str(shipped_folder()))
    index = shipped_index()
    monkeypatch.setattr(Index, "build", lambda *anything: index)
    monkeypatch.setattr(open_referral, "guess_topics", lambda *anything: {})
    return tmp_path


@cache
def shipped_index() -> Index:
    """Made once for these tests: nothing is searched for."""
    content = shipped_content()
    return Index.build(content.topics, content.organisations.values(), content.jargon, content.speech)


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Iterator["Said"]:
    yield Said(capsys)


class Said:
    """What was printed since the last look."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    @property
    def lines(self) -> list[str]:
        out, err = self._capsys.readouterr()
        assert err == ""
        return out.splitlines()

    @property
    def error(self) -> str:
        (line,) = self._capsys.readouterr().err.splitlines()
        return line


def feed_of(*services: object, name: str = "feed.json") -> str:
    Path(name).write_text(json.dumps(services), encoding="utf-8")
    return name


def run(*arguments: str) -> int:
    return main(["support", *arguments])


def shown() -> dict[str, Organisation]:
    """What people are shown, by name."""

    def look(db: sqlite3.Connection, services: Services) -> dict[str, Organisation]:
        return {one.name: one for one, change in laid_over(db, services) if not change.hidden}

    async def open_and_look() -> dict[str, Organisation]:
        async with open_services(read_settings(), lambda: NOW) as services:
            return await services.store.read(look, services)

    return asyncio.run(open_and_look())


def imported() -> list[str]:
    return sorted(name for name, one in shown().items() if one.source.endswith((".json", "/api", "council")))


def change(*changes: Change) -> None:
    async def save() -> None:
        async with open_services(read_settings(), lambda: NOW) as services:
            for one in changes:
                await services.store.write(entries.save_change, one)

    asyncio.run(save())


def id_of(number: int) -> str:
    return str(plain_service(number)["id"])


# What is shown before anything is written


def test_an_import_shows_what_it_would_do_and_writes_nothing_without_yes(said: Said) -> None:
    feed = feed_of(
        plain_service(1), counselling(), plain_service(3, email="no"), plain_service(4, status="inactive"),
        plain_service(5, name=""), "what?", {**plain_service(7, name="A\x1b[2J\nB"), "contacts": []},
    )  # fmt: skip

    assert run("import", feed) == 0

    assert said.lines == [
        "7 services read from feed.json.",
        "New: 3",
        "  Service 1",
        "  Harbour Counselling & Listening",
        "  Service 3",
        "Taken without a part: 1",
        "  Service 3: email no",
        "Left out: 3",
        f"  service 5 ({id_of(5)}): it has no name",
        "  service 6 (no id): it is no service",
        f"  A[2J. B ({id_of(7)}): it has no phone, text line, email, website or address",
        "As before: 0",
        "Not active, and not taken: 1",
        "Nothing was written. Add --yes to write it.",
    ]
    assert imported() == []


def test_a_second_import_shows_what_changed_what_is_gone_and_what_came_back(said: Said) -> None:
    assert run("import", feed_of(*(plain_service(n) for n in range(1, 5))), "--yes") == 0
    assert said.lines[-1] == WRITTEN
    assert imported() == ["Service 1", "Service 2", "Service 3", "Service 4"]

    new_phone = plain_service(2, contacts=[{"phones": [{"number": "01632 960999"}]}])
    assert (
        run("import", feed_of(plain_service(1), new_phone, plain_service(3, status="defunct")), "--yes") == 0
    )

    assert said.lines == [
        "3 services read from feed.json.",
        "Changed: 1",
        "  Service 2: phones",
        "Gone, and not shown any more: 2",
        "  Service 3 (defunct)",
        "  Service 4",
        "As before: 1",
        WRITTEN,
    ]
    assert imported() == ["Service 1", "Service 2"]
    assert shown()["Service 2"].phones == ("01632 960999",)

    assert run("import", feed_of(plain_service(1), new_phone, plain_service(4)), "--yes") == 0

    assert said.lines[1:3] == ["There again: 1", "  Service 4: as it was"]
    assert imported() == ["Service 1", "Service 2", "Service 4"]


def test_the_same_feed_again_has_nothing_to_write(said: Said) -> None:
    feed = feed_of(counselling(), carers_club())
    run("import", feed, "--yes")
    said.lines.clear()

    assert run("import", feed) == 0
    assert said.lines == ["2 services read from feed.json.", "As before: 2", "There is nothing to write."]


def test_many_new_ones_are_counted_and_named_when_asked_for(said: Said) -> None:
    feed = feed_of(*(plain_service(n) for n in range(50)))

    assert run("import", feed) == 0
    assert said.lines[21:23] == ["  Service 19", "  and 30 more (--all names them)"]
    assert run("import", feed, "--all") == 0
    assert len(said.lines) == 54


@pytest.mark.parametrize(
    ("typed", "written"), [("y", True), ("Yes ", True), ("", False), ("no", False), (None, False)]
)
def test_on_a_terminal_it_asks_before_it_writes(
    monkeypatch: pytest.MonkeyPatch, said: Said, typed: str | None, written: bool
) -> None:
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        if typed is None:
            raise EOFError
        return typed

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", answer)

    assert run("import", feed_of(plain_service(1))) == 0

    assert asked == ["Write this? [y/N] "]
    assert said.lines[-1] == (WRITTEN if written else "Nothing was written.")
    assert imported() == (["Service 1"] if written else [])


# What the forum did by hand


def test_what_the_forum_changed_and_hid_stays_and_is_said(said: Said) -> None:
    run("import", feed_of(plain_service(1), plain_service(2), plain_service(3)), "--yes")
    change(
        Change(id_of(1), {"phones": ["01632 960777"]}, changed_on=date(2026, 11, 1)),
        Change(id_of(2), hidden=True),
    )
    said.lines.clear()

    later = [plain_service(n, assured_date="2026-11-20", description="Another text.") for n in (1, 2)]
    assert run("import", feed_of(*later, plain_service(3)), "--yes") == 0

    assert said.lines[1:4] == [
        "Changed: 2",
        "  Service 1: what it does, last check; stays as your forum changed it: phones",
        "  Service 2: what it does, last check; stays hidden",
    ]
    assert imported() == ["Service 1", "Service 3"]
    one = shown()["Service 1"]
    assert (one.phones, one.does.usual, one.checked) == (
        ("01632 960777",),
        "Another text.",
        date(2026, 11, 20),
    )


async def test_a_directory_that_changed_meanwhile_is_not_written_over() -> None:
    feed = Feed("council", (plain_service(1),), 3, is_whole=True)
    async with open_services(read_settings(), lambda: NOW) as services:
        offer = await look_at_feed(services, feed)
        await services.store.write(entries.save_change, Change("samaritans", hidden=True))

        with pytest.raises(DirectoryChanged):
            await take_feed(services, offer)

        assert id_of(1) not in (await directory(services)).entries


def test_that_somebody_else_was_quicker_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, said: Said
) -> None:
    async def late(*anything: object) -> None:
        raise DirectoryChanged

    monkeypatch.setattr(support, "take_feed", late)

    assert run("import", feed_of(plain_service(1)), "--yes") == 1
    assert said.error == "Somebody changed the directory meanwhile. Nothing was written: start again."


# Several feeds, and parts of one


def test_two_feeds_stand_side_by_side_and_one_service_is_shown_once(said: Said) -> None:
    run("import", feed_of(plain_service(1), carers_club(), name="one.json"), "--yes")
    said.lines.clear()

    assert run("import", feed_of(plain_service(1), carers_club(), name="two.json"), "--yes") == 0

    assert said.lines[1:5] == [
        "New: 1",
        "  Carers' Club",
        "In your directory already: 1",
        "  Service 1, from one.json",
    ]
    run("import", feed_of(plain_service(9), name="one.json"), "--yes", "--source", "one.json")
    run("import", feed_of(plain_service(1), carers_club(), name="two.json"), "--yes")
    assert imported() == ["Carers' Club", "Service 1", "Service 9"]


def test_a_source_may_be_named_and_a_place_given_which_stays() -> None:
    council = ("--yes", "--source", "the council")
    run("import", feed_of(plain_service(1), name="november.json"), *council)
    run("import", feed_of(plain_service(2), name="december.json"), *council, "--place", "kent")

    assert imported() == ["Service 2"]
    assert (shown()["Service 2"].place, shown()["Service 2"].source) == ("kent", "the council")

    run("import", feed_of(plain_service(2, name="Renamed"), name="january.json"), *council)

    assert shown()["Renamed"].place == "kent"


def test_another_file_of_the_same_name_makes_nothing_gone(said: Said) -> None:
    run("import", feed_of(plain_service(1), plain_service(2)), "--yes")
    assert said.lines

    assert run("import", feed_of(plain_service(3)), "--yes") == 1
    assert said.error == "feed.json brought other services before. Name this feed with --source."
    assert imported() == ["Service 1", "Service 2"]
    assert run("import", "feed.json", "--yes", "--source", "feed.json") == 0
    assert imported() == ["Service 3"]


def test_one_service_changes_itself_and_makes_nothing_gone(said: Said) -> None:
    run("import", feed_of(plain_service(1), plain_service(2)), "--yes")
    said.lines.clear()
    Path("feed.json").write_text(json.dumps(plain_service(1, name="New name")), encoding="utf-8")

    assert run("import", "feed.json", "--yes") == 0

    assert said.lines == [
        "1 service read from feed.json.",
        "Changed: 1",
        "  New name: name",
        "As before: 0",
        "This is not the whole feed, so nothing in it is gone.",
        WRITTEN,
    ]
    assert imported() == ["New name", "Service 2"]


# Over HTTP


@contextmanager
def council(services: list[Any]) -> Iterator[str]:
    """A feed with pages of two, in a thread; the address of its base."""

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            number = int(parse_qs(parts.query)["page"][0])
            body = json.dumps(page_of(services, number, 2, version=1)).encode()
            self.send_response(200 if parts.path == "/api/services" else 404)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *anything: object) -> None:
            return None

    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/api"
        finally:
            server.shutdown()
            thread.join()


def test_a_feed_is_read_from_its_address(said: Said) -> None:
    services = [carers_club(), *(plain_service(n) for n in range(1, 5))]
    with council(services) as address:
        assert run("import", address, "--yes") == 0

    assert said.lines[0] == f"5 services read from {address.removeprefix('http://')}."
    assert len(imported()) == 5


@pytest.mark.parametrize(
    ("named", "why"),
    [
        (
            "http://127.0.0.1:1/api",
            "http://127.0.0.1:1/api/services cannot be reached: ClientConnectorError.",
        ),
        ("file:///etc/passwd", "file:///etc/passwd is no address that begins with http:// or https://."),
        ("nowhere.json", "No such file or directory: nowhere.json"),
        ("words.json", "words.json is no feed: it is no JSON."),
        ("empty.json", "It holds no services, so nothing was changed."),
        ("bad.json", "No service could be taken."),
        ("latin.json", "latin.json is no feed: it is not written in UTF-8."),
        (".", "Is a directory: ."),
    ],
)
def test_what_cannot_be_imported_ends_with_1_and_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], named: str, why: str
) -> None:
    async def at_once(seconds: float) -> None:
        return None

    monkeypatch.setattr(support, "fetch_feed", partial(fetch_feed, sleep=at_once))
    Path("words.json").write_text("<html>", encoding="utf-8")
    Path("empty.json").write_text("[]", encoding="utf-8")
    Path("bad.json").write_text("[{}]", encoding="utf-8")
    Path("latin.json").write_bytes(b'["caf\xe9"]')

    assert run("import", named, "--yes") == 1
    assert capsys.readouterr().err == f"{why}\n"


def test_a_file_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch, said: Said) -> None:
    monkeypatch.setattr(support, "LARGEST_FILE", 100)

    assert run("import", feed_of(plain_service(1))) == 1
    assert said.error == "feed.json is larger than a feed should be."


@pytest.mark.parametrize(
    "arguments", ["", "sing", "import", "import x --source=", "import x --place Nörd", "export x"]
)
def test_wrong_usage_ends_with_2(arguments: str) -> None:
    with pytest.raises(SystemExit) as ended:
        run(*arguments.split())

    assert ended.value.code == 2


# Two thousand


def many() -> list[Any]:
    text = "It has more to say. " * 20
    services: list[Any] = [plain_service(n, description=f"<p>Help {n}.</p>{text}") for n in range(2000)]
    services[7], services[70] = None, {"id": "x"}
    services[700], services[1700] = plain_service(700, status="?"), plain_service(1700, contacts=0)
    return services


async def test_two_thousand_with_bad_ones_are_imported_in_under_two_seconds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(open_referral, "guess_topics", guess_topics)
    feed = Feed("council", tuple(many()), 3, is_whole=True)
    async with open_services(read_settings(), lambda: NOW) as services:
        await directory(services)
        started = time.process_time()
        offer = await look_at_feed(services, feed)
        await take_feed(services, offer)
        took = time.process_time() - started

        assert (len(offer.plan.new), len(offer.plan.left_out)) == (1996, 4)
        found = (await directory(services)).entries
        assert len(found) == len(services.content.organisations) + 1996
    assert took < 2


# Export


def test_the_directory_is_exported_as_people_see_it(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    run("import", feed_of(counselling(), plain_service(2)), "--yes")
    day = date(2026, 11, 2)
    mencap = Change("mencap", {"phones": ["01632 960777"]}, checked=day, changed_on=day)
    change(Change("samaritans", hidden=True), mencap)
    capsysbinary.readouterr()

    assert run("export") == 0

    out, err = capsysbinary.readouterr()
    assert err == b""
    services = {one.name: one for one in check_page(out).contents}
    assert set(services) == set(shown())
    assert "Samaritans" not in services
    assert services["Mencap"].contacts[0].phones[0].number == "01632 960777"
    assert services["Mencap"].assured_date == day
    assert services["Harbour Counselling & Listening"].id == counselling()["id"].lower()


def test_an_export_goes_into_an_empty_forum_and_is_the_same_there(
    monkeypatch: pytest.MonkeyPatch, said: Said, folder: Path
) -> None:
    run("import", feed_of(counselling(), carers_club()), "--yes")
    change(Change("mencap", {"hours": "Mondays"}, changed_on=date(2026, 11, 2)))
    assert run("export", "--out", "ours.json") == 0
    assert said.lines[-1] == "ours.json"
    ours = shown()

    empty = folder / "empty"
    empty.mkdir()
    text = (shipped_folder() / "forum.yaml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("directory:")]
    (empty / "forum.yaml").write_text("\n".join([*lines, "directory: []"]), encoding="utf-8")
    monkeypatch.setenv("HEARD_CONTENT_DIR", str(empty))
    monkeypatch.setenv("HEARD_DATA_DIR", str(folder / "other"))
    assert shown() == {}
    assert run("import", "ours.json", "--yes") == 0
    assert shown() == ours
    assert run("import", "ours.json") == 0
    assert said.lines[-1] == "There is nothing to write."


def test_an_export_into_its_own_forum_finds_everything_there_already(said: Said) -> None:
    run("export", "--out", "ours.json")
    said.lines.clear()

    assert run("import", "ours.json") == 0

    lines = said.lines
    assert lines[1] == f"In your directory already: {len(shown())}"
    assert lines[2].endswith(", from your content")
    assert lines[-1] == "There is nothing to write."


# A full disk


def test_a_disk_that_is_full_is_said_in_one_line_and_the_old_file_stays(
    monkeypatch: pytest.MonkeyPatch, said: Said, folder: Path
) -> None:
    Path("ours.json").write_text("the old one", encoding="utf-8")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bot.exports.open_referral.os.fsync", full)

    assert run("export", "--out", "ours.json") == 1

    assert said.error == "No space left on device: ours.json"
    assert Path("ours.json").read_text(encoding="utf-8") == "the old one"
    assert sorted(path.name for path in folder.iterdir()) == ["data", "ours.json"]


def test_a_folder_that_is_not_there_is_said_in_one_line(said: Said) -> None:
    assert run("export", "--out", "nowhere/ours.json") == 1
    assert said.error == "No such file or directory: nowhere/ours.json"


needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")


@needs_full
def test_a_device_that_is_full_is_said_in_one_line_and_stays_a_device(said: Said) -> None:
    assert run("export", "--out", "/dev/full") == 1
    assert said.error == "No space left on device: /dev/full"
    assert Path("/dev/full").is_char_device()


@needs_full
def test_a_full_disk_behind_the_screen_is_said_in_one_line() -> None:
    command = [sys.executable, "-m", "bot", "support", "export"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, env=environment, stdout=full, stderr=subprocess.PIPE, check=False)

    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == ["No space left on device"]


async def test_a_disk_that_is_full_in_the_middle_of_an_import_takes_nothing() -> None:
    feed = Feed("council", tuple(plain_service(n) for n in range(500)), 3, is_whole=True)
    async with open_services(read_settings(), lambda: NOW) as services:
        offer = await look_at_feed(services, feed)
        await services.store.write(fill_disk)

        with pytest.raises(StorageFailed):
            await take_feed(services, offer)

        assert set((await directory(services)).entries) == set(services.content.organisations)


def test_a_database_that_cannot_be_written_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, said: Said
) -> None:
    async def full(*anything: object) -> None:
        raise StorageFailed("SQLITE_FULL")

    monkeypatch.setattr(support, "take_feed", full)

    assert run("import", feed_of(plain_service(1)), "--yes") == 1
    assert said.error.startswith("The database cannot be used (SQLITE_FULL). Is the disk full")
