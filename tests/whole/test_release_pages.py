"""The download page of a release, over HTTP as an officer without Telegram and a stranger come to it."""

import asyncio
import re
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import aiohttp
import pytest

from bot.actions import exporting, pulling, release_pages
from bot.core.exporting import What
from bot.exports.workbench import PREFIX
from bot.services import Services
from bot.simulator.client import Person
from bot.store import releases
from bot.web import site
from tests.whole.forum import Forum
from tests.whole.releasing import TITLE, answered_forum, released
from tests.whole.test_webhook import free_port

WRONG = "AAAA-AAAA"


@pytest.fixture
async def forum(tmp_path: Path) -> AsyncIterator[Forum]:
    at = f"127.0.0.1:{free_port()}"
    async with answered_forum(tmp_path, listen=at, pages_url=f"http://{at}") as forum:
        yield forum


@pytest.fixture
async def officer() -> AsyncIterator[aiohttp.ClientSession]:
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as session:
        yield session


async def made_page(rosalind: Person) -> tuple[str, str]:
    """The address, and the code, which came in a message of its own."""
    await rosalind.tap("Make a download page")
    assert (await rosalind.sees("Its download page waits to be opened.")).text.startswith(TITLE)
    link = await rosalind.sees("This page opens once")
    found = re.search(r"http://\S+", link.text)
    assert found is not None
    apart = (await rosalind.sees("The code of the page")).text
    code = apart.split()[-1]
    assert code not in link.text and found[0] not in apart
    assert link.text.startswith(TITLE) and apart.startswith(TITLE)
    return found[0], code


async def body_of(answer: aiohttp.ClientResponse) -> str:
    return await answer.text()


async def test_an_officer_opens_it_once_reads_it_and_takes_its_files(
    forum: Forum, officer: aiohttp.ClientSession, caplog: pytest.LogCaptureFixture
) -> None:
    rosalind = await forum.town.person("Rosalind")
    number = await released(rosalind)
    address, code = await made_page(rosalind)
    stored = str(forum.rows("SELECT * FROM release_page"))
    assert address.rpartition("/")[2] not in stored
    assert code.replace("-", "") not in stored

    async with officer.get(address) as door:
        asked = await body_of(door)
        assert TITLE not in asked
        assert door.headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in door.headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in door.headers["Content-Security-Policy"]
        assert door.headers["X-Content-Type-Options"] == "nosniff"
        assert door.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in door.headers["X-Robots-Tag"]
        assert "Server" not in door.headers
    async with officer.post(f"{address}/", data={"code": WRONG}) as tried:
        assert "not the right code" in await body_of(tried)
    async with officer.post(f"{address}/", data={"code": f" {code.lower()} "}) as opened:
        page = await body_of(opened)
    for words in (TITLE, "6 people, 100%", "kept private", 'src="data:image/png;base64,', 'alt="Bar chart'):
        assert words in page
    assert "<script" not in page
    assert "Said" not in page
    async with officer.get(f"{address}/files/csv") as packed:
        assert packed.headers["Content-Disposition"].startswith(
            'attachment; filename="Well-in-town-1-csv.zip"; filename*='
        )
        with ZipFile(BytesIO(await packed.read())) as parts:
            tables = {name.rpartition("-")[2]: parts.read(name) for name in parts.namelist()}
        assert tables.keys() == {"summary.csv", "dictionary.csv", "readme.txt"}
        assert b"[c]" in tables["summary.csv"]
    for nothing in ("responses", "quotes", "..%2f..%2fheard.db", "%00", "x" * 3000):
        async with officer.get(f"{address}/files/{nothing}") as refused:
            assert refused.status == 404
    async with aiohttp.ClientSession() as stranger, stranger.get(f"{address}/") as elsewhere:
        assert elsewhere.status == 410
        assert "opened already" in await body_of(elsewhere)
    async with aiohttp.ClientSession() as stranger, stranger.get(f"{address}/files/csv") as elsewhere:
        assert elsewhere.status == 410
    assert forum.rows("SELECT id, pulls FROM release") == [(number, 2)]
    assert forum.rows("SELECT actor FROM audit WHERE what = 'pulled'") == [(None,), (None,)]
    assert address.rpartition("/")[2] not in caplog.text

    await forum.restart()
    async with officer.get(f"{address}/") as again:
        assert TITLE in await body_of(again)
    code_shown = await rosalind.sees("The code of the page")
    await rosalind.press(code_shown, f"rlo:{number}", forge=True)
    await rosalind.sees("Its download page was opened.")
    await rosalind.press(code_shown, f"rlx:{number}", forge=True)
    await rosalind.sees("Its download page ended with it.")
    for path in ("/", "/files/csv"):
        async with officer.get(f"{address}{path}") as withdrawn:
            assert withdrawn.status == 410
            assert "taken this back" in await body_of(withdrawn)


async def test_ten_wrong_codes_close_it_a_new_page_ends_the_old_and_a_day_ends_all(
    forum: Forum, officer: aiohttp.ClientSession
) -> None:
    rosalind = await forum.town.person("Rosalind")
    await released(rosalind)
    address, code = await made_page(rosalind)
    for _ in range(9):
        async with officer.post(f"{address}/", data={"code": WRONG}) as tried:
            assert tried.status == 200
    for typed in (WRONG, code):
        async with officer.post(f"{address}/", data={"code": typed}) as shut:
            assert shut.status == 410
            assert "Ten wrong codes" in await body_of(shut)

    for name in ("Amira", "Imran"):
        other = await forum.town.person(name)
        assert [one for one in await other.reads() if "ten wrong codes" in one.text] == []
    told = await rosalind.sees("A download page was closed: ten wrong codes were typed.")
    assert TITLE not in told.text
    await rosalind.press(told, next(one["callback_data"] for row in told.rows for one in row))
    await rosalind.sees("Its download page was closed after ten wrong codes.")
    await rosalind.sees("Looked at or taken 0 times")
    newer, code = await made_page(rosalind)
    assert "The page that was made before has ended." in (await rosalind.sees("This page opens once")).text
    async with officer.get(f"{address}/") as old:
        assert old.status == 404
    await forum.move(hours=24)
    async with officer.post(f"{newer}/", data={"code": code}) as over:
        assert over.status == 410
        assert "24 hours" in await body_of(over)
    assert forum.rows("SELECT pulls FROM release") == [(0,)]


async def test_hostile_and_slow_clients_are_answered_or_dropped(
    forum: Forum, officer: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosalind = await forum.town.person("Rosalind")
    await released(rosalind)
    address, code = await made_page(rosalind)
    pages = str(forum.settings.pages_url)
    async with officer.post(f"{address}/", data=b"x" * 100_000) as large:
        assert large.status == 413
    for method, path, status in (
        ("PUT", f"{address}/", 405),
        ("DELETE", f"{address}/", 405),
        ("POST", f"{address}/files/html", 405),
        ("GET", f"{pages}/release/nobody/", 404),
        ("GET", f"{pages}/", 404),
        ("GET", f"{pages}/telegram", 404),
        ("HEAD", f"{address}/", 200),
    ):
        async with officer.request(method, path) as answer:
            assert answer.status == status, (method, path)
            assert answer.headers["X-Frame-Options"] == "DENY"
    async with officer.get(address, headers={"Host": "evil.example"}, allow_redirects=False) as odd:
        assert odd.status == 308
        assert "evil" not in str(odd.headers) and odd.headers["Location"].startswith("/release/")
    statuses = await asyncio.gather(
        *(status_of(officer, f"{pages}/release/{at}/files/x") for at in range(300))
    )
    assert {*statuses} == {404}
    async with officer.post(f"{address}/", data=b"code=%ff%fe&a=1&b=2&c=3&d=4&e=5&f=6") as odd:
        assert odd.status == 200
    host, port = pages.removeprefix("http://").split(":")
    monkeypatch.setattr(site, "READING", 0.2)
    for sent in (b"GET / HTTP/1.1\r\nHost: x\r\n", b"", b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nab"):
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(sent)
        async with asyncio.timeout(10):
            await dropped(reader)
        writer.close()
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"GET / HTTP/1.1\r\n" + b"X-Large: " + b"x" * 200_000)
    async with asyncio.timeout(10):
        await dropped(reader)
    writer.close()
    assert forum.rows("SELECT pulls, wrong FROM release JOIN release_page ON release = id") == [(0, 1)]
    async with officer.post(f"{address}/", data={"code": code}) as opened:
        assert TITLE in await body_of(opened)


async def test_what_is_withdrawn_while_its_files_are_made_is_not_given_nor_counted(
    forum: Forum, officer: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the files are made, and after it: on the page, and in the chat."""
    rosalind, imran = await forum.town.person("Rosalind"), await forum.town.person("Imran")
    make, withdraws_first = exporting.export_apart, True

    async def withdrawing(services: Services, what: What, *more: Any, **also: Any) -> list[Path]:
        if withdraws_first:
            await services.store.write(releases.withdraw, number, services.clock())
            return await make(services, what, *more, **also)
        made = await make(services, what, *more, **also)
        await services.store.write(releases.withdraw, number, services.clock())
        return made

    monkeypatch.setattr(pulling, "export_apart", withdrawing)
    for withdraws_first in (True, False):  # noqa: B007
        number = await released(rosalind)
        address, code = await made_page(rosalind)
        async with officer.post(f"{address}/", data={"code": code}, allow_redirects=False) as opened:
            assert opened.status == 303
        async with officer.get(f"{address}/files/json") as taken:
            assert taken.status == 410
            assert "taken this back" in await body_of(taken)
        assert forum.rows("SELECT pulls FROM release ORDER BY released_at, id")[-1:] == [(1,)]
    number = await released(rosalind)
    await imran.type("/results")
    await imran.tap(TITLE)
    await imran.sees("Each look and each file is counted.")
    assert "has taken this back" in await imran.tap("Get the files", wait=30)
    assert forum.rows("SELECT pulls FROM release WHERE id = ?", number) == [(0,)]
    assert [one for one in await imran.reads() if one.document] == []


async def test_a_full_disk_is_apologised_for_and_nothing_is_counted_or_left(
    forum: Forum, officer: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rosalind, imran = await forum.town.person("Rosalind"), await forum.town.person("Imran")
    await released(rosalind)
    address, code = await made_page(rosalind)
    async with officer.post(f"{address}/", data={"code": code}, allow_redirects=False) as opened:
        assert opened.status == 303
    small = tmp_path / "python-on-a-small-disk"
    small.write_text(f'#!/bin/sh\nulimit -f 8\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    small.chmod(0o700)
    with monkeypatch.context() as full:
        full.setattr(sys, "executable", str(small))
        for path in ("/", "/files/xlsx"):
            async with officer.get(f"{address}{path}") as failed:
                assert failed.status == 500
                assert "did not work on our side" in await body_of(failed)
        await imran.type("/results")
        await imran.tap(TITLE)
        await imran.sees("Each look and each file is counted.")
        await imran.tap("Get the files", wait=30)
        await imran.sees("went wrong")
    assert [*forum.settings.data_dir.glob(f"{PREFIX}*")] == []
    assert forum.rows("SELECT pulls FROM release") == [(1,)]
    async with officer.get(f"{address}/files/html") as taken:
        assert TITLE in await body_of(taken)


async def test_who_takes_a_large_file_too_slowly_is_dropped_and_others_are_answered_meanwhile(
    forum: Forum, officer: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "ANSWERING", 0.5)

    async def large(services: Services, link: str, session: str, name: str, folder: Path) -> Path:
        path = folder / "أين-3.csv"
        await asyncio.to_thread(path.write_bytes, bytes(60_000_000))
        return path

    @contextmanager
    def watched(services: Services) -> Iterator[Path]:
        with make_place(services) as folder:
            yield folder
        gone.set()

    make_place, gone = release_pages.place_to_make, asyncio.Event()
    monkeypatch.setattr(release_pages, "take_file", large)
    monkeypatch.setattr(release_pages, "place_to_make", watched)
    pages = str(forum.settings.pages_url)
    host, port = pages.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port), limit=4096)
    writer.write(b"GET /release/a/files/csv HTTP/1.1\r\nHost: x\r\n\r\n")
    head = await reader.readuntil(b"\r\n\r\n")
    assert b"filename=\"3.csv\"; filename*=UTF-8''%D8%A3" in head
    async with officer.get(f"{pages}/release/nobody/") as other:
        assert other.status == 404
    async with asyncio.timeout(10):
        await gone.wait()
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await reader.readexactly(60_000_000)
    writer.close()


async def status_of(officer: aiohttp.ClientSession, address: str) -> int:
    async with officer.get(address) as answer:
        return answer.status


async def dropped(reader: asyncio.StreamReader) -> None:
    try:
        while await reader.read(1000):
            pass
    except ConnectionError:
        return
