"""python-telegram-bot, which the bot is built on, reads what the simulator serves."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import telegram
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, RetryAfter

from bot.simulator.client import Town
from bot.simulator.server import Simulator
from tests.simulator.pictures import png

KEYBOARD = telegram.InlineKeyboardMarkup.from_button(telegram.InlineKeyboardButton("A", callback_data="a"))


@pytest.fixture
async def ptb(address: str, simulator: Simulator) -> AsyncIterator[telegram.Bot]:
    calls, files = f"{address}/bot", f"{address}/file/bot"
    async with telegram.Bot(simulator.token, base_url=calls, base_file_url=files) as bot:
        yield bot


async def kinds(bot: telegram.Bot) -> list[str]:
    """What each waiting update is, once PTB has read it; all are confirmed."""
    updates = await bot.get_updates(allowed_updates=telegram.Update.ALL_TYPES)
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return [next(name for name in telegram.Update.ALL_TYPES if getattr(one, name)) for one in updates]


async def test_every_kind_of_update_is_read(ptb: telegram.Bot, town: Town) -> None:
    amira, gethin = await town.person("Amira"), await town.person("Gethin")
    await kinds(ptb)
    await amira.start()
    sent = await ptb.send_message(amira.id, "Well?", reply_markup=KEYBOARD)
    await amira.press(sent.message_id, "a", wait=0)
    await amira.press(999, "gone", forge=True, wait=0)
    await amira.react(sent.message_id, "❤")
    await amira.upload("photo", png(), "me.png")
    await amira.block()
    assert await kinds(ptb) == [
        "message", "callback_query", "callback_query", "message_reaction", "message", "my_chat_member",
    ]  # fmt: skip
    group = await town.group("Parents", [amira, gethin])
    await town.bot_member(group, "administrator")
    poll = (await ptb.send_poll(group, "Well?", ["Yes", "No"], is_anonymous=False)).poll
    assert poll is not None
    await amira.vote(poll.id, 0)
    await gethin.leave(group)
    assert await kinds(ptb) == [
        "my_chat_member", "message", "my_chat_member", "poll", "poll_answer", "message", "chat_member",
    ]  # fmt: skip


async def test_chats_members_and_menus_are_read(ptb: telegram.Bot, town: Town) -> None:
    amira = await town.person("Amira")
    group = await town.group("Forum", [amira], topics=["News"])
    await town.bot_member(group, "administrator")
    assert (await ptb.get_chat(group)).is_forum
    assert (await ptb.get_chat_member(group, amira.id)).status == "creator"
    assert isinstance(await ptb.get_chat_member(group, ptb.id), telegram.ChatMemberAdministrator)
    assert len(await ptb.get_chat_administrators(group)) == 2
    await ptb.create_forum_topic(group, "Votes")
    await ptb.set_my_commands([("start", "Begin")], scope=telegram.BotCommandScopeChat(amira.id))
    await ptb.set_chat_menu_button(menu_button=telegram.MenuButtonCommands())
    assert await amira.commands() == ["start"]


async def test_files_go_both_ways(ptb: telegram.Bot, town: Town) -> None:
    amira = await town.person("Amira")
    await amira.start()
    sent = await ptb.send_document(
        amira.id, b"a,b\n", filename="answers.csv", caption="<b>Here</b>", parse_mode="HTML"
    )
    assert sent.document is not None
    file = await ptb.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"a,b\n"
    photo = await ptb.send_photo(amira.id, png(640, 400))
    assert photo.photo[-1].width == 640
    album = [telegram.InputMediaPhoto(png()), telegram.InputMediaPhoto(png())]
    assert len(await ptb.send_media_group(amira.id, album)) == 2


async def test_refusals_become_the_errors_that_are_caught(
    ptb: telegram.Bot, town: Town, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    amira = await town.person("Amira")
    with pytest.raises(Forbidden, match="initiate"):
        await ptb.send_message(amira.id, "Hello")
    with pytest.raises(BadRequest, match="Chat not found"):
        await ptb.send_message(99, "Hello")
    group = await town.group("Moving", [amira])
    new = await town.migrate(group)
    with pytest.raises(ChatMigrated) as moved:
        await ptb.send_message(group, "Hello")
    assert moved.value.new_chat_id == new
    await town.faults(refuse="429", times=1)
    with pytest.raises(RetryAfter) as flood:
        await ptb.get_me()
    assert flood.value.retry_after == timedelta(seconds=5)
    with pytest.raises(InvalidToken):
        async with telegram.Bot("1:wrong", base_url=f"{address}/bot"):
            pass
    await ptb.set_webhook(f"{address}/hook")
    with pytest.raises(Conflict):
        await ptb.get_updates()
