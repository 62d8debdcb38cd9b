"""Posts arrive once, in order, the urgent first; and each failure is recorded on its row."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from telegram.ext import Application

from bot.core.posts import Post, PostButton, Urgency
from bot.sender import Sender
from bot.services import Services
from bot.simulator.client import Person, Town
from bot.simulator.server import Simulator, serve
from bot.store import outbox
from bot.store.database import StorageFailed, Store
from bot.transport import AiohttpRequest, Limiter, Limits
from tests.engine import PNG, START, HandTime, opened, services_on


class Office:
    """A sender at work. Its clock stands still unless a test moves it."""

    def __init__(self, services: Services, sender: Sender, time: HandTime) -> None:
        self.services = services
        self.time = time
        self.sender = sender
        self.changed = asyncio.Event()
        self.task = asyncio.create_task(sender.run())
        self._tell_of_changes()

    def _tell_of_changes(self) -> None:
        write = self.store.write

        async def write_and_tell(*args: Any) -> Any:
            try:
                return await write(*args)
            finally:
                self.changed.set()

        self.store.write = write_and_tell  # type: ignore[method-assign,assignment]

    @property
    def store(self) -> Store:
        return self.services.store

    async def post(
        self, label: str, *chats: int, urgency: Urgency = Urgency.NOTICE, post: Post | None = None
    ) -> None:
        await self.store.write(
            outbox.add_post, label, post or Post(html=label), chats, urgency, self.services.clock()
        )
        self.services.posts_waiting.set()

    async def states(self) -> list[tuple[str, str | None]]:
        return await states(self.store)

    async def until(self, *wanted: tuple[str, str | None]) -> None:
        """Until the deliveries, in their order, are in these states with these errors."""
        await self.until_states(lambda found: found == list(wanted))

    async def until_states(self, fit: Callable[[list[tuple[str, str | None]]], bool]) -> None:
        async with asyncio.timeout(5):
            while not fit(await self.states()):
                await self.changed.wait()
                self.changed.clear()

    async def stop(self) -> None:
        self.sender.stop()
        await asyncio.wait_for(self.task, 10)


async def states(store: Store) -> list[tuple[str, str | None]]:
    rows = await store.read(
        lambda db: db.execute("SELECT state, error FROM delivery ORDER BY post, chat").fetchall()
    )
    return [(row["state"], row["error"]) for row in rows]


SENT = ("sent", None)


@asynccontextmanager
async def office_at(address: str, token: str, store: Store, **options: Any) -> AsyncIterator[Office]:
    time = HandTime()
    application = (
        Application.builder()
        .token(token)
        .base_url(f"{address}/bot")
        .request(AiohttpRequest(read=1))
        .get_updates_request(AiohttpRequest())
        .rate_limiter(Limiter(Limits.none(), time.monotonic, time.sleep))
        .updater(None)
        .build()
    )
    await application.bot.initialize()
    services = services_on(store, time)
    office = Office(services, Sender(services, application.bot, sleep=time.sleep, **options), time)
    try:
        yield office
    finally:
        if not office.task.done():
            await office.stop()
        await application.bot.shutdown()
        await application.bot.rate_limiter.shutdown()


@pytest.fixture
async def store(tmp_path: Path) -> Any:
    async with opened(tmp_path) as store:
        yield store


@pytest.fixture
def simulator() -> Simulator:
    return Simulator()


@pytest.fixture
async def town(simulator: Simulator) -> AsyncIterator[Town]:
    async with serve(simulator) as address, Town(address) as town:
        yield town


@pytest.fixture
async def office(town: Town, simulator: Simulator, store: Store) -> AsyncIterator[Office]:
    async with office_at(town.address, simulator.token, store) as office:
        yield office


@pytest.fixture
async def ada(town: Town) -> Person:
    ada = await town.person("Ada")
    await ada.start()
    return ada


@pytest.fixture
async def bo(town: Town) -> Person:
    bo = await town.person("Bo")
    await bo.start()
    return bo


async def sendings(town: Town) -> list[dict[str, Any]]:
    return [made for made in await town.requests() if made["method"].lower().startswith("send")]


async def texts_to(town: Town, person: Person) -> list[str]:
    return [seen.text for seen in await person.reads() if seen.from_bot]


async def test_a_post_arrives_with_its_words_and_buttons(office: Office, ada: Person) -> None:
    buttons = (
        (
            PostButton(label="Take part", data="sv:1"),
            PostButton(label="Read", url="https://a.example"),
        ),
    )
    await office.post("A", ada.id, post=Post(html="<b>Hello</b> &amp; welcome", buttons=buttons))

    seen = await ada.sees("Hello & welcome")

    assert seen.buttons == ["Take part", "Read"]
    await office.until(SENT)


async def test_what_a_message_is_called_is_kept_on_its_row(office: Office, ada: Person) -> None:
    await office.post("A", ada.id)
    seen = await ada.sees("A")
    await office.until(SENT)

    [row] = await office.store.read(lambda db: db.execute("SELECT message FROM delivery").fetchall())
    assert row["message"] == seen.message_id


async def test_posts_of_a_chat_arrive_in_their_order(
    office: Office, town: Town, ada: Person, bo: Person
) -> None:
    labels = [f"post {n}" for n in range(12)]
    for label in labels:
        await office.post(label, ada.id, bo.id)
    await office.until(*[SENT] * 24)

    assert await texts_to(town, ada) == labels
    assert await texts_to(town, bo) == labels


async def test_an_alert_goes_before_the_broadcasts_that_wait(
    town: Town, simulator: Simulator, store: Store, ada: Person, bo: Person
) -> None:
    for n in range(5):
        await store.write(outbox.add_post, f"b{n}", Post(html=f"b{n}"), [ada.id], Urgency.BROADCAST, START)
    await store.write(outbox.add_post, "alert", Post(html="alert"), [bo.id], Urgency.ALERT, START)
    async with office_at(town.address, simulator.token, store, most_at_once=1) as office:
        await office.until(*[SENT] * 6)

    assert [made["params"]["text"] for made in await sendings(town)] == [
        "alert",
        "b0",
        "b1",
        "b2",
        "b3",
        "b4",
    ]


async def test_a_post_for_later_waits_for_its_time(office: Office, town: Town, ada: Person) -> None:
    later = office.services.clock() + timedelta(hours=1)
    await office.store.write(outbox.add_post, "A", Post(html="A"), [ada.id], Urgency.NOTICE, later)
    await office.post("B", ada.id)
    await office.until(("due", None), SENT)

    office.time.passed = 3601
    await ada.sees("A")
    assert await texts_to(town, ada) == ["B", "A"]


async def test_pictures_are_uploaded_once_however_many_get_them(
    office: Office, town: Town, ada: Person, bo: Person
) -> None:
    picture = await office.store.write(outbox.add_picture, PNG)
    people = [ada, bo, *[await town.person(f"P{n}") for n in range(6)]]
    for person in people[2:]:
        await person.start()
    await office.post("A", *(p.id for p in people), post=Post(html="A chart", pictures=(picture,)))
    await office.until(*[SENT] * 8)

    for person in people:
        assert await town.download(str((await person.sees("A chart")).photo)) == PNG
    [known] = await office.store.read(outbox.find_pictures, [picture])
    uploads = [made for made in await sendings(town) if made["params"].get("photo") != known.file_id]
    assert (len(await sendings(town)), len(uploads)) == (8, 1)


async def test_an_album_arrives_as_one_post_with_one_caption(office: Office, town: Town, ada: Person) -> None:
    pictures = tuple([await office.store.write(outbox.add_picture, PNG) for _ in range(3)])
    await office.post("A", ada.id, post=Post(html="Three charts", pictures=pictures))
    await office.until(SENT)
    await office.post("B", ada.id, post=Post(html="Again", pictures=pictures))
    await office.until(SENT, SENT)

    assert [made["method"] for made in await sendings(town)] == ["sendMediaGroup", "sendMediaGroup"]
    shown = [seen for seen in await ada.reads() if seen.from_bot]
    assert [seen.text for seen in shown] == ["Three charts", "", "", "Again", "", ""]
    assert all(seen.photo for seen in shown)


async def test_a_picture_that_telegram_forgot_is_uploaded_again(
    office: Office, town: Town, ada: Person
) -> None:
    picture = await office.store.write(outbox.add_picture, PNG)
    await office.store.write(outbox.note_uploads, [(picture, "forgotten")])
    await office.post("A", ada.id, post=Post(html="A chart", pictures=(picture,)))

    assert await town.download(str((await ada.sees("A chart")).photo)) == PNG


async def test_a_blocked_bot_gives_up_that_person_and_goes_on_with_the_others(
    office: Office, town: Town, ada: Person, bo: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    await ada.block()
    later = office.services.clock() + timedelta(hours=1)
    await office.store.write(outbox.add_post, "later", Post(html="later"), [ada.id], Urgency.NOTICE, later)
    await office.post("A", ada.id, bo.id)
    await office.until(("failed", "Forbidden"), ("failed", "Forbidden"), SENT)

    assert str(ada.id) not in caplog.text


async def test_somebody_who_never_pressed_start_is_given_up(office: Office, town: Town) -> None:
    stranger = await town.person("Stranger")
    await office.post("A", stranger.id)
    await office.until_states(lambda found: [state for state, _ in found] == ["failed"])


async def test_a_group_that_moved_gets_its_posts_once_at_its_new_place(
    office: Office, town: Town, ada: Person
) -> None:
    group = await town.group("Parents", [ada])
    await office.post("before", group)
    await ada.sees("before", chat=group)
    moved = await town.migrate(group)
    await office.post("after", group)
    await office.post("last", group)
    await office.until(SENT, SENT, SENT)

    texts = [seen.text for seen in await ada.reads(moved) if seen.text in {"after", "last"}]
    assert texts == ["after", "last"]
    chats = await office.store.read(lambda db: db.execute("SELECT DISTINCT chat FROM delivery").fetchall())
    assert [row["chat"] for row in chats] == [moved]


async def test_a_post_that_telegram_refuses_fails_with_its_words(
    office: Office, ada: Person, bo: Person
) -> None:
    await office.post("A", ada.id, post=Post(html="<b>broken"))
    await office.post("B", ada.id)
    await ada.sees("B")

    [(state, error), _] = await office.states()
    assert state == "failed"
    assert "entities" in str(error).lower()


async def test_told_to_wait_a_post_waits_and_is_sent_once(office: Office, town: Town, ada: Person) -> None:
    await town.faults(refuse="429", methods=["sendMessage"], times=1)
    await office.post("A", ada.id)
    await office.post("B", ada.id)
    await office.until(("due", "RetryAfter"), ("due", None))

    office.time.passed = 6
    await office.until(SENT, SENT)
    assert await texts_to(town, ada) == ["A", "B"]


async def test_a_lost_answer_is_uncertain_and_never_sent_again(
    office: Office, town: Town, ada: Person, bo: Person
) -> None:
    await town.faults(refuse="silent", methods=["sendMessage"], times=1)
    await office.post("A", ada.id)
    await office.until(("uncertain", "NetworkError"))
    await office.post("B", ada.id)
    await office.until(("uncertain", "NetworkError"), SENT)

    assert await texts_to(town, ada) == ["A", "B"]


async def test_in_an_hour_of_server_errors_few_posts_are_in_doubt_and_the_rest_arrives(
    office: Office, town: Town, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    await town.faults(refuse="500")
    people = [await town.person(f"P{n}") for n in range(30)]
    await asyncio.gather(*(person.start() for person in people))
    await office.post("A", *(person.id for person in people))
    for tries in range(1, 20):
        await office.time.until_slept(tries)
        office.time.passed += 1
        await office.time.advance(30)
    await town.faults(refuse=None)
    await office.time.until_slept(20)
    await office.time.advance(30)
    await office.until_states(lambda found: {state for state, _ in found} == {"sent", "uncertain"})

    found = [state for state, _ in await office.states()]
    assert 1 <= found.count("uncertain") <= 8
    assert caplog.text.count("Posts cannot be sent") == 2


async def test_without_a_network_nothing_is_in_doubt_and_all_arrives_later(
    store: Store, simulator: Simulator, unused_tcp_port: int
) -> None:
    async with AsyncExitStack() as stack:
        async with serve(simulator, unused_tcp_port) as address, Town(address) as town:
            ada = await town.person("Ada")
            await ada.start()
            office = await stack.enter_async_context(office_at(address, simulator.token, store))
        await office.post("A", ada.id)
        await office.post("B", ada.id)
        await office.until(("due", "NotSent"), ("due", None))
        await office.time.until_slept(1)

        async with serve(simulator, unused_tcp_port) as address, Town(address) as town:
            office.time.passed += 1
            await office.time.advance(30)
            await office.until(SENT, SENT)
            assert await texts_to(town, town.known(ada.id, "Ada")) == ["A", "B"]
            await office.stop()


async def test_what_was_under_way_at_a_crash_is_doubted_at_the_start_and_not_sent(
    town: Town, simulator: Simulator, store: Store, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    await store.write(outbox.add_post, "A", Post(html="A"), [ada.id], Urgency.NOTICE, START)
    await store.write(outbox.claim_due, START, 8)
    async with office_at(town.address, simulator.token, store) as office:
        await office.post("B", ada.id)
        await office.until(("uncertain", None), SENT)

    assert await texts_to(town, ada) == ["B"]
    assert "1 posts were being sent when the bot stopped" in caplog.text


async def test_a_stopped_sender_finishes_what_it_began(
    town: Town, simulator: Simulator, store: Store, ada: Person
) -> None:
    await town.faults(slow=0.2)
    async with office_at(town.address, simulator.token, store) as office:
        await office.post("A", ada.id)
        await office.until(("sending", None))
        await office.stop()

    assert await states(store) == [SENT]


async def test_a_full_disk_after_sending_does_not_forget_that_it_was_sent(
    office: Office, town: Town, ada: Person
) -> None:
    write, failing = office.store.write, 3

    async def fail_to_settle(story: Any, *args: Any) -> Any:
        nonlocal failing
        if story is outbox.settle and failing:
            failing -= 1
            raise StorageFailed("SQLITE_FULL")
        return await write(story, *args)

    office.store.write = fail_to_settle  # type: ignore[method-assign,assignment]
    await office.post("A", ada.id)
    for tries in range(1, 4):
        await office.time.until_slept(tries)
        await office.time.advance(30)
    await office.until(SENT)

    assert await texts_to(town, ada) == ["A"]


@pytest.mark.parametrize("trouble", ["telegram", "storage"])
async def test_in_trouble_a_sender_stops_at_once(
    office: Office, town: Town, ada: Person, trouble: str
) -> None:
    if trouble == "telegram":
        await town.faults(refuse="500")
    else:
        office.services.store._closed = True
    office.services.posts_waiting.set()
    if trouble == "telegram":
        await office.post("A", ada.id)
    await office.time.until_slept(1)

    async with asyncio.timeout(1):
        await office.stop()
    office.services.store._closed = False
