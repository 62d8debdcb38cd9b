"""Long polling against the simulator: what is confirmed, and every way Telegram can be away."""

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from telegram import Update
from telegram.ext import ExtBot

from bot.intake import Intake, Polling, WrongToken, polling
from bot.simulator.client import Town
from bot.simulator.server import Simulator, serve
from bot.store import updates
from bot.store.database import Store
from bot.transport import AiohttpRequest
from tests.engine import UNREADABLE, message_update, opened, services_on
from tests.intake.running import ADA, QuickTime, logged, note_text, noted, running


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


async def asked_for_updates(town: Town) -> list[dict[str, Any]]:
    return [made["params"] for made in await town.requests() if made["method"] == "getUpdates"]


async def test_what_waits_is_taken_in_confirmed_and_not_asked_for_again(
    store: Store, town: Town, simulator: Simulator
) -> None:
    await town.updates(*(message_update(n, ADA, f"{n}") for n in range(1, 251)))
    async with running(store, town.address, simulator.token) as bot:
        await bot.has_noted([f"{n}" for n in range(1, 251)])
        await town.quiet()

    assert await store.read(noted) == [f"{n}" for n in range(1, 251)]
    asked = await asked_for_updates(town)
    assert len(asked) < 20
    assert int(asked[-1]["offset"]) == 251


async def test_a_webhook_left_behind_is_taken_down_and_nothing_dropped(
    store: Store, town: Town, simulator: Simulator
) -> None:
    await town.updates(message_update(1, ADA, "waited"))
    async with running(store, town.address, simulator.token) as bot:
        await bot.has_noted(["waited"])

    [gone] = [made for made in await town.requests() if made["method"] == "deleteWebhook"]
    assert str(gone["params"].get("drop_pending_updates", False)).lower() == "false"


async def test_the_kinds_of_updates_are_named(store: Store, town: Town, simulator: Simulator) -> None:
    await town.updates(message_update(1, ADA))
    async with running(store, town.address, simulator.token) as bot:
        await asyncio.wait_for(bot.alive.wait(), 5)

    asked = await asked_for_updates(town)
    for kind in ("message", "callback_query", "poll_answer", "my_chat_member", "chat_member"):
        assert kind in str(asked[0]["allowed_updates"])


async def test_an_unreadable_update_holds_up_nobody(store: Store, town: Town, simulator: Simulator) -> None:
    await town.updates(
        message_update(1, ADA, "before"), {"update_id": 2, **UNREADABLE}, message_update(3, ADA)
    )
    async with running(store, town.address, simulator.token) as bot:
        await bot.has_noted(["before", "hello"])
        await town.quiet()

    assert await store.read(updates.count_set_aside) == 1
    assert len(await asked_for_updates(town)) < 10


async def test_a_server_that_says_the_same_again_and_again_does_not_make_us_spin(store: Store) -> None:
    asked, paused = 0, asyncio.Event()

    class Parrot(AiohttpRequest):
        async def do_request(self, url: str, *_: Any, **__: Any) -> tuple[int, bytes]:
            nonlocal asked
            asked += 1
            return 200, b'{"ok": true, "result": [{"no": "number"}]}'

    async def sleep(seconds: float) -> None:
        paused.set()
        await asyncio.Event().wait()

    bot = ExtBot("1:x", request=Parrot(), get_updates_request=Parrot())
    services = services_on(store)
    intake = Intake(services, bot, bot.get_me, bot.get_me)  # type: ignore[arg-type]
    polling = Polling(intake, bot, Parrot(), sleep=sleep)
    running = asyncio.create_task(polling.run())
    await asyncio.wait_for(paused.wait(), 5)
    polling.stop()
    await asyncio.wait_for(running, 5)

    assert asked <= 3


async def test_an_update_that_is_not_settled_is_not_confirmed_and_we_do_not_spin(
    store: Store, town: Town, simulator: Simulator
) -> None:
    go_on = asyncio.Event()

    async def process(store: Store, update: Update) -> None:
        if update.update_id == 1:
            await go_on.wait()
        await note_text(store, update)

    await town.updates(*(message_update(n, ADA + n, f"{n}") for n in range(1, 4)))
    async with running(store, town.address, simulator.token, process) as bot:
        await bot.has_noted(["2", "3"])
        await town.updates(message_update(4, ADA + 4, "4"))
        await bot.has_noted(["2", "3", "4"])
        assert all(int(asked.get("offset", 1)) == 1 for asked in await asked_for_updates(town))
        assert len(await asked_for_updates(town)) < 10
        go_on.set()
        await bot.has_noted(["1", "2", "3", "4"])
        await town.quiet()


async def test_a_bot_that_died_in_the_middle_goes_on_and_does_nothing_twice(
    tmp_path: Path, town: Town, simulator: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "FINISHING", 0.0)  # a death gives no time, and confirms nothing
    monkeypatch.setattr(Polling, "_confirm", nothing)
    texts = [f"{n}" for n in range(1, 101)]
    await town.updates(*(message_update(int(text), ADA + int(text) % 9, text) for text in texts))
    for dies_at in (3, 40, 80, None):
        async with opened(tmp_path) as store:

            async def process(store: Store, update: Update, dies_at: int | None = dies_at) -> None:
                await note_text(store, update)
                if dies_at is not None and update.update_id >= dies_at:
                    await asyncio.Event().wait()  # nothing comes of it any more

            async with running(store, town.address, simulator.token, process) as bot:
                if dies_at is None:
                    await bot.has_noted(texts)
                    await town.quiet()
                else:
                    await asyncio.wait_for(bot.alive.wait(), 5)
                    bot.task.cancel()
                    await asyncio.gather(bot.task, return_exceptions=True)
    async with opened(tmp_path) as store:
        assert sorted(await store.read(noted), key=int) == texts


async def test_two_bots_on_one_token_is_said_once_and_the_second_waits(
    store: Store, town: Town, simulator: Simulator, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    """Telegram ends the older poll when a second begins; each says so and goes on."""
    time = QuickTime()
    async with running(store, town.address, simulator.token, sleep=time.sleep) as first:
        async with (
            opened(tmp_path / "second") as other,
            logged("Another program fetches this bot's updates") as said,
            running(other, town.address, simulator.token, sleep=time.sleep),
        ):
            await asyncio.wait_for(said.wait(), 5)
        await town.updates(message_update(1, ADA, "after"))
        await first.has_noted(["after"])

    assert simulator.token not in caplog.text


async def test_a_wrong_token_ends_the_bot(store: Store, town: Town) -> None:
    async with running(store, town.address, "1000001:another-token-than-the-right") as bot:
        with pytest.raises(WrongToken):
            await asyncio.wait_for(bot.task, 5)


async def test_an_hour_of_server_errors_is_waited_out_with_two_lines_in_the_log(
    store: Store, town: Town, simulator: Simulator, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    time = QuickTime()
    await town.updates(message_update(1, ADA, "patient"))
    await town.faults(refuse="500", methods=["getUpdates"])
    async with running(store, town.address, simulator.token, sleep=time.sleep) as bot:
        await time.until(3600)
        assert await store.read(noted) == []
        await town.faults(refuse=None)
        await bot.has_noted(["patient"])

    assert sorted(set(time.slept)) == [1, 2, 4, 8, 16, 30]
    assert time.slept[:6] == [1, 2, 4, 8, 16, 30]
    assert caplog.text.count("Telegram cannot be reached") == 2
    assert caplog.text.count("Over: Telegram cannot be reached") == 1


async def test_no_network_is_waited_out(
    store: Store, simulator: Simulator, caplog: pytest.LogCaptureFixture, unused_tcp_port: int
) -> None:
    time = QuickTime()
    async with running(
        store, f"http://127.0.0.1:{unused_tcp_port}", simulator.token, sleep=time.sleep
    ) as bot:
        await time.until(600)
        async with serve(simulator, unused_tcp_port) as address, Town(address) as town:
            await town.updates(message_update(1, ADA, "patient"))
            await bot.has_noted(["patient"])
            await bot.stop()

    assert caplog.text.count("Telegram cannot be reached (NotSent)") == 1
    assert simulator.token not in caplog.text


async def test_being_told_to_wait_is_obeyed(store: Store, town: Town, simulator: Simulator) -> None:
    time = QuickTime()
    await town.updates(message_update(1, ADA, "patient"))
    await town.faults(refuse="429", methods=["deleteWebhook"], times=2)
    async with running(store, town.address, simulator.token, sleep=time.sleep) as bot:
        await bot.has_noted(["patient"])

    assert time.slept[:2] == [5, 5]


async def test_a_stopped_bot_finishes_and_confirms_what_it_began(
    store: Store, town: Town, simulator: Simulator
) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def process(store: Store, update: Update) -> None:
        begun.set()
        await go_on.wait()
        await note_text(store, update)

    await town.updates(message_update(1, ADA, "one"), message_update(2, ADA, "two"))
    async with running(store, town.address, simulator.token, process) as bot:
        await asyncio.wait_for(begun.wait(), 5)
        bot.polling.stop()
        go_on.set()
        await asyncio.wait_for(bot.task, 5)

    assert await store.read(noted) == ["one", "two"]
    last = (await asked_for_updates(town))[-1]
    assert (int(last["offset"]), int(last["timeout"])) == (3, 0)


async def test_an_idle_bot_stops_at_once(store: Store, town: Town, simulator: Simulator) -> None:
    async with running(store, town.address, simulator.token) as bot:
        await town.updates(message_update(1, ADA, "one"))
        await bot.has_noted(["one"])
        async with asyncio.timeout(1):
            await bot.stop()


async def nothing(_: Polling) -> None:
    pass
