"""Feeds that are slow, endless, huge, broken, or lead elsewhere: each ends with one clear line."""

import asyncio

import pytest
from aiohttp import web

from bot.core.open_referral.entries import Feed
from bot.feeds import FeedFailed, Limits, fetch_feed
from bot.feeds.addresses import check_further
from tests.core.open_referral.feeds import plain_service
from tests.feeds.served import Answer, document, page_of, paged, served, text


async def no_pause(seconds: float) -> None:
    return None


async def fetched(answer: Answer, limits: Limits | None = None, path: str = "/api/services") -> Feed:
    async with served(answer) as server:
        return await fetch_feed(server.address + path, limits, sleep=no_pause)


async def failure(answer: Answer, limits: Limits | None = None) -> str:
    with pytest.raises(FeedFailed) as failed:
        await fetched(answer, limits)
    (line,) = str(failed.value).splitlines()
    return line.partition("/api/services")[2].strip()


def always(response: web.Response) -> Answer:
    """A new one like it each time."""

    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=response.status, body=response.body, headers=response.headers)

    return answer


async def test_pages_without_end_end_at_the_limit() -> None:
    async def answer(request: web.Request) -> web.Response:
        number = int(request.query["page"])
        first = (number - 1) * 10
        return document(
            {"contents": [plain_service(n) for n in range(first, first + 10)], "last_page": False}
        )

    feed = await fetched(answer, Limits(services=35))

    assert len(feed.services) == 35
    assert not feed.is_whole
    assert feed.notes == ("Only the first 35 services were read.",)


async def test_a_feed_that_gives_the_same_page_for_ever_is_asked_twice() -> None:
    page = {**page_of([plain_service(1)], 1, 1), "last_page": False, "total_items": 900, "total_pages": 900}
    async with served(always(document(page))) as server:
        feed = await fetch_feed(f"{server.address}/services")

    assert len(server.asked) == 2
    assert not feed.is_whole
    assert feed.notes == ("The feed speaks of 900 services and gives 1.",)


async def test_a_feed_that_loses_a_service_between_its_pages_is_not_whole() -> None:
    async def answer(request: web.Request) -> web.Response:
        page = page_of([plain_service(n) for n in (1, 2, 2, 3)], int(request.query["page"]), 2)
        return document(page)

    feed = await fetched(answer)

    assert len(feed.services) == 3
    assert not feed.is_whole


async def test_a_feed_that_sends_too_much_is_cut_off() -> None:
    sent = 0

    async def answer(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse(headers={"Content-Type": "application/json"})
        await response.prepare(request)
        try:
            while sent < 50_000_000:
                await response.write(b" " * 65_536)
                sent += 65_536
        except ConnectionError:
            pass
        return response

    assert await failure(answer, Limits(bytes_of_one=300_000)) == "sends more than a feed should"
    assert sent < 50_000_000


async def test_pages_that_are_each_small_enough_may_be_too_much_together() -> None:
    services = [plain_service(n) for n in range(100)]

    assert await failure(paged(services, 1), Limits(bytes_of_all=5_000)) == "sends more than a feed should"


async def test_a_small_packet_that_unfolds_to_too_much_is_cut_off() -> None:
    async def answer(request: web.Request) -> web.Response:
        response = web.Response(body=b" " * 5_000_000, content_type="application/json")
        response.enable_compression()
        return response

    assert await failure(answer, Limits(bytes_of_one=100_000)) == "sends more than a feed should"


@pytest.mark.parametrize(
    ("first", "limits", "why", "asked"),
    [
        (None, Limits(seconds=0.05), r"cannot be reached: no answer within 0\.05 seconds", 3),
        (b"[", Limits(seconds=0.05), r"cannot be reached: no answer within 0\.05 seconds", 3),
        (None, Limits(minutes=0.001), r"took longer than 0\.001 minutes", 1),
    ],
    ids=["silent", "trickling", "long in all"],
)
async def test_a_feed_that_keeps_us_waiting_is_given_up(
    first: bytes | None, limits: Limits, why: str, asked: int
) -> None:
    over = asyncio.Event()

    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        if first is not None:
            await response.prepare(request)
            await response.write(first)
        await over.wait()
        return response

    async with served(answer) as server:
        with pytest.raises(FeedFailed, match=why):
            await fetch_feed(f"{server.address}/services", limits, sleep=no_pause)
        over.set()

    assert len(server.asked) == asked


@pytest.mark.parametrize(
    "further",
    ["file:///etc/passwd", "ftp://feed.example/", "javascript:alert(1)"],
)
async def test_a_feed_that_leads_away_from_the_web_is_not_followed(further: str) -> None:
    line = await failure(always(web.Response(status=302, headers={"Location": further})))

    assert line.startswith("sends us on to ")
    assert line.endswith("which is not on the web")


async def test_a_feed_that_leads_in_circles_is_left() -> None:
    assert (
        await failure(always(web.Response(status=307, headers={"Location": "?again"})))
        == "sends us on and on"
    )


@pytest.mark.parametrize(
    ("response", "why"),
    [
        (text("<html>Welcome</html>", "text/html"), "it is no JSON (text/html)"),
        (text("[" * 200_000), "it is no JSON (application/json)"),
        (text("9" * 6_000), "it is no JSON (application/json)"),
        (text("{}"), "it has no `contents` and no `content`, and is no service (application/json)"),
        (web.Response(body=b"['\xff']", content_type="text/csv"), "it is not written in UTF-8 (text/csv)"),
        (web.Response(body=b""), "it is no JSON (application/octet-stream)"),
    ],
)
async def test_what_is_no_feed_is_said_in_one_line(response: web.Response, why: str) -> None:
    assert await failure(always(response)) == f"is no feed: {why}"


@pytest.mark.parametrize("status", [401, 404, 500, 503])
async def test_a_feed_that_refuses_is_said_in_one_line(status: int) -> None:
    assert await failure(always(web.Response(status=status))) == f"answered {status}"


async def test_json_under_a_wrong_name_is_read_all_the_same() -> None:
    feed = await fetched(always(text('[{"id": "1", "name": "Club"}]', "text/html")))

    assert feed.services == ({"id": "1", "name": "Club"},)


async def test_a_feed_that_breaks_off_in_the_middle_fails_as_a_whole() -> None:
    pages = paged([plain_service(n) for n in range(4)], 2)

    async def answer(request: web.Request) -> web.StreamResponse:
        if request.query["page"] == "2":
            return web.Response(status=500)
        return await pages(request)

    assert await failure(answer) == "answered 500"


async def test_a_feed_that_stops_giving_details_fails_as_a_whole() -> None:
    thin = [{"id": f"s{n}", "name": "Service", "status": "active"} for n in range(20)]
    details = {f"s{n}": {**thin[n], "contacts": []} for n in range(4)}

    line = await failure(paged(thin, 20, details=details))

    assert line == "/s8 answered 404"


async def test_details_of_another_service_are_not_taken() -> None:
    thin = [{"id": f"s{n}", "name": "Service", "status": "active"} for n in range(2)]
    details = {"s0": {**thin[0], "contacts": []}, "s1": plain_service(7)}

    feed = await fetched(paged(thin, 20, details=details))

    assert len(feed.services) == 1
    assert [one.reason for one in feed.left_out] == ["its details could not be read: another service came"]


async def test_nobody_there_is_said_in_one_line() -> None:
    async with served(always(web.Response())) as server:
        address = server.address

    with pytest.raises(FeedFailed, match="/services cannot be reached: ClientConnectorError"):
        await fetch_feed(address, sleep=no_pause)


async def test_a_feed_elsewhere_cannot_send_us_into_our_own_network() -> None:
    near = ("127.0.0.1:8080", "localhost", "10.0.0.7", "[::1]", "169.254.169.254", "printer.local")
    for host in near:
        with pytest.raises(FeedFailed, match="which is not on the web"):
            check_further("https://feed.example/services", f"http://{host}/x")
    check_further("https://feed.example/services", "https://www.feed.example/services")
    check_further("http://127.0.0.1:1/services", "http://127.0.0.1:2/services")
