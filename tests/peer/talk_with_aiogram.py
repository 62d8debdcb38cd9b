"""aiogram, which nobody here wrote, calls every method and reads every kind of update.

Runs in the environment .venv-peer: talk_with_aiogram.py ADDRESS TOKEN. Whatever aiogram cannot read
ends the script with a traceback; at the end it prints which methods were called, as JSON.
"""

import asyncio
import json
import sys
from collections.abc import Callable
from typing import Any

from aiogram import Bot, exceptions, types
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import web

from bot.simulator.client import Person, Town
from tests.simulator.pictures import png

ALLOWED = [
    "message", "callback_query", "poll", "poll_answer", "chat_member", "my_chat_member",
    "message_reaction",
]  # fmt: skip
KEYBOARD = types.InlineKeyboardMarkup(
    inline_keyboard=[
        [types.InlineKeyboardButton(text="A", callback_data="a")],
        [types.InlineKeyboardButton(text="Site", url="https://example.org")],
    ]
)


class Noting:
    def __init__(self) -> None:
        self.called: set[str] = set()

    async def __call__(self, make_request: Any, bot: Bot, method: Any) -> Any:
        self.called.add(method.__api_method__)
        return await make_request(bot, method)


async def main(address: str, token: str) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(address))
    noting = Noting()
    session.middleware(noting)
    async with Bot(token, session=session) as bot, Town(address) as town:
        amira, gethin = await town.person("Amira"), await town.person("Gethin")
        await bot.get_updates(allowed_updates=ALLOWED)
        for person in (amira, gethin):
            await person.start("s_1")
        await messages(bot, amira)
        await media(bot, amira)
        await presses(bot, town, amira)
        await polls(bot, town, amira, gethin)
        await groups(bot, town, amira, gethin)
        await itself(bot, amira)
        await refusals(bot, town, amira)
        await webhook(bot, amira)
    print(json.dumps(sorted(noting.called)))


async def messages(bot: Bot, amira: Person) -> None:
    first = await bot.send_message(amira.id, "<b>Hello</b> /help", parse_mode="HTML", reply_markup=KEYBOARD)
    assert first.entities is not None
    assert [entity.type for entity in first.entities] == ["bold", "bot_command"]
    reply = types.ReplyParameters(message_id=first.message_id)
    second = await bot.send_message(amira.id, "And", reply_parameters=reply, protect_content=True)
    assert second.reply_to_message is not None
    place = {"chat_id": amira.id, "message_id": first.message_id}
    edited = await bot.edit_message_text("Changed", reply_markup=KEYBOARD, **place)
    assert isinstance(edited, types.Message)
    await bot.edit_message_reply_markup(**place)
    assert await bot.send_chat_action(amira.id, "typing")
    copied = await bot.copy_message(amira.id, amira.id, first.message_id)
    assert isinstance(copied, types.MessageId)
    assert len(await bot.copy_messages(amira.id, amira.id, [first.message_id])) == 1
    forwarded = await bot.forward_message(amira.id, amira.id, first.message_id)
    assert isinstance(forwarded.forward_origin, types.MessageOriginUser)
    numbers = await bot.forward_messages(amira.id, amira.id, [first.message_id])
    assert await bot.pin_chat_message(**place)
    full = await bot.get_chat(amira.id)
    assert full.pinned_message is not None
    assert await bot.unpin_chat_message(**place)
    assert await bot.unpin_all_chat_messages(amira.id)
    assert await bot.set_message_reaction(reaction=[types.ReactionTypeEmoji(emoji="👍")], **place)
    assert await bot.delete_message(amira.id, copied.message_id)
    assert await bot.delete_messages(amira.id, [one.message_id for one in numbers])


async def media(bot: Bot, amira: Person) -> None:
    photo = await bot.send_photo(amira.id, types.BufferedInputFile(png(640, 400), "a.png"), caption="A chart")
    assert photo.photo is not None
    document = await bot.send_document(amira.id, types.BufferedInputFile(b"a,b\n", "a.csv"))
    assert document.document is not None
    file = await bot.get_file(document.document.file_id)
    assert file.file_path is not None
    downloaded = await bot.download_file(file.file_path)
    assert downloaded is not None
    assert downloaded.read() == b"a,b\n"
    place = {"chat_id": amira.id, "message_id": photo.message_id}
    await bot.edit_message_caption(caption="Another", **place)
    other = types.InputMediaPhoto(media=types.BufferedInputFile(png(9, 6), "b.png"), caption="Third")
    assert isinstance(await bot.edit_message_media(other, **place), types.Message)
    album = [types.InputMediaPhoto(media=types.BufferedInputFile(png(), f"{n}.png")) for n in range(2)]
    sent = await bot.send_media_group(amira.id, album)
    assert sent[0].media_group_id == sent[1].media_group_id
    await amira.upload("photo", png(), "me.png", caption="Look")
    await amira.upload("document", b"x", "x.txt")
    kinds = [update.message for update in await fetch(bot) if update.message]
    assert [bool(one.photo) for one in kinds[-2:]] == [True, False]


async def presses(bot: Bot, town: Town, amira: Person) -> None:
    sent = await bot.send_message(amira.id, "Well?", reply_markup=KEYBOARD)
    await amira.press(sent.message_id, "a", wait=0)
    await amira.press(9999, "gone", forge=True, wait=0)
    queries = [update.callback_query for update in await fetch(bot) if update.callback_query]
    assert isinstance(queries[0].message, types.Message)
    assert isinstance(queries[1].message, types.InaccessibleMessage)
    for query in queries:
        assert await bot.answer_callback_query(query.id, text="Thank you", show_alert=True)
    await town.quiet()


async def polls(bot: Bot, town: Town, amira: Person, gethin: Person) -> None:
    group = await town.group("Parents", [amira, gethin])
    sent = await bot.send_poll(group, "Well?", ["Yes", "No"], is_anonymous=False)
    assert sent.poll is not None
    await amira.vote(sent.poll.id, 0)
    await gethin.vote(sent.poll.id, 1)
    updates = await fetch(bot)
    assert [one.poll_answer.option_ids for one in updates if one.poll_answer] == [[0], [1]]
    assert [one.poll.total_voter_count for one in updates if one.poll] == [1, 2]
    stopped = await bot.stop_poll(group, sent.message_id)
    assert stopped.is_closed


async def groups(bot: Bot, town: Town, amira: Person, gethin: Person) -> None:
    forum = await town.group("Forum", [amira, gethin], topics=["News"])
    await town.bot_member(forum, "administrator")
    topic = await bot.create_forum_topic(forum, "Votes")
    place = {"chat_id": forum, "message_thread_id": topic.message_thread_id}
    await bot.send_message(text="In a topic", **place)
    await bot.edit_forum_topic(name="Our votes", **place)
    await bot.close_forum_topic(**place)
    await bot.reopen_forum_topic(**place)
    await bot.delete_forum_topic(**place)
    await amira.type("/close", chat=forum, anonymous=True)
    await gethin.leave(forum)
    await gethin.join(forum)
    post = await bot.send_message(forum, "Like this?")
    await amira.react(post.message_id, "❤", chat=forum)
    changes = await fetch(bot)
    assert any(one.chat_member for one in changes)
    assert any(one.my_chat_member for one in changes)
    assert any(one.message_reaction for one in changes)
    for user_id in (amira.id, gethin.id, bot.id, 1003):
        await bot.get_chat_member(forum, user_id)
    assert len(await bot.get_chat_administrators(forum)) == 2
    assert await bot.get_chat_member_count(forum) == 3
    assert (await bot.get_chat(forum)).is_forum
    await town.bot_member(forum, "kicked")
    await bot.get_chat_member(forum, bot.id)
    await town.bot_member(forum, "member")
    assert await bot.leave_chat(forum)


async def itself(bot: Bot, amira: Person) -> None:
    me = await bot.get_me()
    assert me.is_bot
    commands = [types.BotCommand(command="start", description="Begin")]
    scopes = (
        types.BotCommandScopeDefault(),
        types.BotCommandScopeAllPrivateChats(),
        types.BotCommandScopeChat(chat_id=amira.id),
    )
    for scope in scopes:
        await bot.set_my_commands(commands, scope=scope, language_code="cy")
        kept = await bot.get_my_commands(scope=scope, language_code="cy")
        assert [one.command for one in kept] == ["start"]
        await bot.delete_my_commands(scope=scope, language_code="cy")
    await bot.set_my_name("Heard")
    assert (await bot.get_my_name()).name == "Heard"
    await bot.set_my_description("A forum")
    assert (await bot.get_my_description()).description == "A forum"
    await bot.set_my_short_description("Short")
    assert (await bot.get_my_short_description()).short_description == "Short"
    await bot.set_chat_menu_button(amira.id, types.MenuButtonCommands())
    assert isinstance(await bot.get_chat_menu_button(amira.id), types.MenuButtonCommands)
    await bot.get_user_profile_photos(amira.id)


async def refusals(bot: Bot, town: Town, amira: Person) -> None:
    await amira.block()
    await expect(exceptions.TelegramForbiddenError, lambda: bot.send_message(amira.id, "Hello"))
    await amira.start()
    await expect(exceptions.TelegramBadRequest, lambda: bot.send_message(99, "Hello"))
    group = await town.group("Moving", [amira])
    new = await town.migrate(group)
    moved = await expect(exceptions.TelegramMigrateToChat, lambda: bot.send_message(group, "Hello"))
    assert moved.migrate_to_chat_id == new
    await town.faults(refuse="429", times=1, methods=["sendMessage"])
    flood = await expect(exceptions.TelegramRetryAfter, lambda: bot.send_message(amira.id, "Hello"))
    assert flood.retry_after == 5
    await fetch(bot)


async def expect(kind: type[Any], call: Callable[[], Any]) -> Any:
    try:
        await call()
    except kind as error:
        return error
    raise AssertionError(f"{kind.__name__} was expected")


async def webhook(bot: Bot, amira: Person) -> None:
    taken: asyncio.Queue[types.Update] = asyncio.Queue()

    async def take(request: web.Request) -> web.Response:
        taken.put_nowait(types.Update.model_validate(await request.json(), context={"bot": bot}))
        return web.Response()

    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    await bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", secret_token="secret")
    await amira.type("pushed")
    update = await asyncio.wait_for(taken.get(), 5)
    assert update.message is not None
    assert update.message.text == "pushed"
    assert (await bot.get_webhook_info()).url.endswith("/hook")
    await bot.delete_webhook()
    await runner.cleanup()


async def fetch(bot: Bot) -> list[types.Update]:
    updates: list[types.Update] = await bot.get_updates()
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return updates


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
