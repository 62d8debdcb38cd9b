"""A page somewhere else in the same browser gets nowhere."""

from typing import Any

import aiohttp
import pytest

from bot.simulator.server import Simulator

MARK = {"X-Heard-Simulator": "1"}


async def ask(address: str, method: str, path: str, headers: dict[str, str], **more: Any) -> int:
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, address + path, headers=headers, **more) as answer,
    ):
        return answer.status


@pytest.mark.parametrize("path", ["/", "/sim/cast", "/sim/events?as=1001", "/bot1000001:x/getMe"])
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1:8765", "[::", ""])
async def test_another_host_name_is_refused(path: str, host: str, address: str) -> None:
    assert await ask(address, "GET", path, {"Host": host}) == 403


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8765", "[::1]:8765"])
async def test_every_name_of_this_machine_is_served(host: str, address: str) -> None:
    assert await ask(address, "GET", "/sim/cast", {"Host": host}) == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", "https://localhost"])
async def test_another_pages_request_is_refused(origin: str, address: str, simulator: Simulator) -> None:
    block = {"as": 1001}
    assert await ask(address, "POST", "/sim/block", {"Origin": origin, **MARK}, json=block) == 403
    call = f"/bot{simulator.token}/getMe"
    assert await ask(address, "POST", call, {"Origin": origin}) == 403


async def test_the_own_page_may_act(address: str) -> None:
    assert await ask(address, "POST", "/sim/block", {"Origin": address, **MARK}, json={"as": 1001}) == 200


async def test_acting_needs_the_header_that_a_plain_form_cannot_send(address: str) -> None:
    assert await ask(address, "POST", "/sim/block", {}, json={"as": 1001}) == 403
    assert await ask(address, "POST", "/sim/upload", {}, data={"as": "1001"}) == 403


@pytest.mark.parametrize("path", ["/", "/sim/cast", "/sim/file/none", "/nowhere"])
async def test_everything_for_the_browser_comes_with_a_strict_policy(path: str, address: str) -> None:
    async with aiohttp.ClientSession() as session, session.get(address + path) as answer:
        assert answer.headers["Content-Security-Policy"] == (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
            "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["../server.py", "%2e%2e/server.py", "..%2fserver.py", "script/../../server.py"]
)
async def test_only_the_pages_own_files_are_served(path: str, address: str) -> None:
    from yarl import URL

    url = URL(f"{address}/static/{path}", encoded=True)
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        assert answer.status == 404


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("send", b"no json"),
        ("send", b"[1]"),
        ("send", b'{"as": 1001}'),
        ("send", b'{"as": "x", "text": "a"}'),
        ("send", b'{"as": 5, "text": "a"}'),
        ("send", b'{"as": 1001, "chat": -1, "text": "a"}'),
        ("send", b'{"as": 1001, "text": "not started"}'),
        ("clock", b'{"to": "tomorrow"}'),
        ("process", b'{"do": "start"}'),
        ("vote", b'{"as": 1001, "poll": "none", "options": [0]}'),
        ("migrate", b'{"chat": 1001}'),
    ],
)
async def test_nonsense_is_answered_with_a_sentence(path: str, body: bytes, address: str) -> None:
    headers = {"Content-Type": "application/json", **MARK}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{address}/sim/{path}", data=body, headers=headers) as answer,
    ):
        assert answer.status == 400
        assert (await answer.json())["error"]
