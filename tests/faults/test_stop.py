"""SIGTERM ends the bot within ten seconds, and nothing is lost."""

import signal

from bot.core.posts import Post, Urgency
from bot.store import outbox
from tests.faults.scene import Scene
from tests.faults.watch import seen


async def test_stopped_with_replies_and_posts_on_their_way_nothing_is_lost(scene: Scene) -> None:
    """Telegram takes a minute for each of them. What is stored stays; a post that may have arrived is
    doubted at the next start, and not sent again by itself."""
    bot = await scene.bot()
    crowd = [await scene.town.person(f"Somebody{number}") for number in range(12)]
    for person in crowd:
        await person.start()
    for person in crowd:
        await person.tap("Agree")
        await person.sees("Who are you?")
    await scene.town.faults(slow=60, methods=["answerCallbackQuery", "sendMessage", "editMessageText"])
    await put_into_outbox(scene, [person.id for person in crowd[:4]])
    await seen(lambda: calls_under_way(scene) >= 4)
    for person in crowd:
        await person.tap("Parent or carer", wait=0)
    await seen(lambda: calls_under_way(scene) >= 4 + 12)

    assert await bot.stop(patience=10) == 0

    await scene.town.faults(slow=0)
    again = await scene.bot()
    await again.log.says("4 posts were being sent when the bot stopped")
    await scene.watch.taken_in()
    assert await again.stop() == 0
    assert scene.rows("SELECT count(*) FROM person") == [(12,)]
    assert scene.rows("SELECT count(*) FROM set_aside") == [(0,)]
    assert scene.rows("SELECT state, count(*) FROM delivery GROUP BY state") == [("uncertain", 4)]


def calls_under_way(scene: Scene) -> int:
    return scene.simulator.world.requests.under_way


async def put_into_outbox(scene: Scene, chats: list[int]) -> None:
    """Beside the bot, whose sender looks once a second."""
    async with scene.services() as services:
        await services.store.write(
            outbox.add_post, "news", Post(html="News"), chats, Urgency.NOTICE, services.clock()
        )


async def test_a_second_signal_does_no_harm(scene: Scene) -> None:
    bot = await scene.bot()
    ada = await scene.town.person("Ada")
    await ada.start()
    await ada.sees("Hello from")
    bot.send(signal.SIGTERM)
    bot.send(signal.SIGINT)

    assert await bot.ended(patience=10) == 0
    assert not (scene.folder / "data" / "alive").exists()
