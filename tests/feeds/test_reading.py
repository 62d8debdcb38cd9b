"""A feed is read whole: its pages, and the details that its list leaves out."""

import json

import pytest
from aiohttp import web

from bot.core.open_referral.entries import Feed, LeftOut
from bot.feeds import FeedFailed, fetch_feed, is_address, read_document
from bot.feeds.addresses import check_address, source_of
from tests.core.open_referral.feeds import carers_club, plain_service
from tests.feeds.served import document, page_of, paged, served


async def no_pause(seconds: float) -> None:
    return None


def ids(feed: Feed) -> list[object]:
    return [one["id"] if isinstance(one, dict) else one for one in feed.services]


@pytest.mark.parametrize("version", [1, 3])
@pytest.mark.parametrize("path", ["/api", "/api/", "/api/services", "/api/services/?page=7&per_page=1#top"])
async def test_all_pages_are_read_one_after_the_other(version: int, path: str) -> None:
    services = [plain_service(n) for n in range(1, 6)]
    async with served(paged(services, 2, version)) as server:
        feed = await fetch_feed(server.address + path)

    assert feed.services == tuple(services)
    assert (feed.version, feed.is_whole, feed.notes, feed.left_out) == (version, True, (), ())
    assert [one.rstrip("/").replace("/?", "?") for one in server.asked] == [
        "/api/services?1",
        "/api/services?2",
        "/api/services?3",
    ]
    assert feed.source == f"{server.address.removeprefix('http://')}/api"


async def test_details_are_read_where_the_list_leaves_them_out() -> None:
    full = {one["id"]: one for one in (plain_service(1), plain_service(2), carers_club())}
    thin = [{key: one[key] for key in ("id", "name", "status")} for one in full.values()]
    thin.append({"id": "closed", "name": "Closed", "status": "defunct"})
    told: list[str] = []
    async with served(paged(thin, 10, details=full)) as server:
        feed = await fetch_feed(f"{server.address}/api", tell=told.append)

    assert [one.get("contacts") for one in feed.services if isinstance(one, dict)] == [
        *(one["contacts"] for one in full.values()),
        None,
    ]
    assert len(server.asked) == 4
    assert told == ["Read 4 of 4 services."]


async def test_a_feed_that_gives_no_details_is_taken_as_its_list_has_it() -> None:
    thin = [{"id": f"s{n}", "name": f"Service {n}", "status": "active"} for n in range(9)]
    async with served(paged(thin, 10)) as server:
        feed = await fetch_feed(f"{server.address}/api")

    assert ids(feed) == [f"s{n}" for n in range(9)]
    assert len(server.asked) == 4
    assert feed.left_out == ()
    assert feed.notes == ("This feed gives no details: the services are as its list has them.",)


async def test_a_service_whose_details_fail_is_left_out_with_the_reason() -> None:
    thin = [{"id": f"a/{n}", "name": f"Service\ud800 <b>{n}</b>", "status": "active"} for n in range(3)]
    details = {f"a/{n}": {**thin[n], "contacts": []} for n in range(2)}
    async with served(paged(thin, 10, details=details)) as server:
        feed = await fetch_feed(f"{server.address}/api")

    assert ids(feed) == ["a/0", "a/1"]
    assert server.asked[1] == "/api/services/a%2F0"
    why = f"its details could not be read: {server.address}/api/services/a%2F2 answered 404"
    assert feed.left_out == (LeftOut("a/2", "Service 2", why),)


async def test_one_service_may_be_asked_for_by_its_address() -> None:
    async with served(paged([], 10, details={"s1": plain_service(1)})) as server:
        feed = await fetch_feed(f"{server.address}/api/services/s1")

    assert feed.services == (plain_service(1),)
    assert not feed.is_whole
    assert feed.source == f"{server.address.removeprefix('http://')}/api"


async def test_a_document_of_its_own_is_a_feed() -> None:
    async def answer(request: web.Request) -> web.Response:
        return document([plain_service(1)]) if request.path == "/all.json" else web.Response(status=404)

    async with served(answer) as server:
        feed = await fetch_feed(f"{server.address}/all.json")

    assert feed.services == (plain_service(1),)
    assert feed.is_whole


async def test_a_feed_that_counts_its_pages_from_0_is_read_whole() -> None:
    services = [plain_service(n) for n in range(5)]

    async def answer(request: web.Request) -> web.Response:
        number = int(request.query["page"]) if "page" in request.query else 0
        page = page_of(services, number + 1, 2, version=1)
        return document({**page, "number": number, "first": number == 0})

    async with served(answer) as server:
        feed = await fetch_feed(f"{server.address}/services")

    assert sorted(map(str, ids(feed))) == [one["id"] for one in services]
    assert feed.is_whole


async def test_a_feed_that_is_moved_is_followed() -> None:
    pages = paged([plain_service(1)], 10)

    async def answer(request: web.Request) -> web.StreamResponse:
        if request.path.startswith("/old"):
            raise web.HTTPMovedPermanently(f"/api/services?page={request.query['page']}")
        return await pages(request)

    async with served(answer) as server:
        feed = await fetch_feed(f"{server.address}/old")

    assert feed.services == (plain_service(1),)


async def test_a_feed_that_is_busy_is_asked_again_after_a_pause() -> None:
    pages, pauses = paged([plain_service(1)], 10), list[float]()

    async def answer(request: web.Request) -> web.StreamResponse:
        if len(pauses) < 2:
            return web.Response(status=429, headers={"Retry-After": ["7", "3600"][len(pauses)]})
        return await pages(request)

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    async with served(answer) as server:
        feed = await fetch_feed(f"{server.address}/api", sleep=pause)

    assert feed.services == (plain_service(1),)
    assert pauses == [7, 30]


async def test_an_empty_feed_is_read_and_empty() -> None:
    async with served(paged([], 10)) as server:
        feed = await fetch_feed(f"{server.address}/api")

    assert (feed.services, feed.is_whole) == ((), True)


def test_a_source_says_which_part_of_a_feed_it_is_and_no_secret() -> None:
    address = "https://Feed.example:8443/v3/services/?taxonomy_id=7&page=2&apikey=s3cret"

    assert source_of(check_address(address)) == "feed.example:8443/v3?taxonomy_id=7"


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("file:///etc/passwd", "no address that begins with http"),
        ("ftp://feed.example/", "no address that begins with http"),
        ("https://", "no address that begins with http"),
        ("https://[half", "is no address"),
        ("https://feed.example:99999/", "is no address"),
        ("https://me:secret@feed.example/", "may not hold a name and a password"),
    ],
)
async def test_what_is_no_address_of_a_feed_is_refused(address: str, why: str) -> None:
    assert is_address(address)
    with pytest.raises(FeedFailed, match=why):
        await fetch_feed(address)


def test_a_document_is_read_in_any_encoding_of_json() -> None:
    said = [{"id": "1", "name": "Klub żółw"}]

    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        assert read_document(json.dumps(said, ensure_ascii=False).encode(encoding)) == said
