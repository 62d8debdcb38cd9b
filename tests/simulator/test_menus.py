"""Command menus by scope and language, and what the bot says of itself."""

from typing import Any

import pytest

from bot.simulator.client import Town
from tests.simulator.toybot import ToyBot


def commands(*names: str) -> list[dict[str, str]]:
    return [{"command": name, "description": f"What {name} does"} for name in names]


async def test_the_narrowest_menu_is_shown_in_the_persons_language(bot: ToyBot, town: Town) -> None:
    amira, carys = await town.person("Amira"), await town.person("Carys", language_code="cy")
    group = await town.group("Parents", [amira, carys])
    assert await amira.commands() == []
    await bot.call("setMyCommands", commands=commands("start"))
    await bot.call("setMyCommands", commands=commands("dechrau"), language_code="cy")
    assert (await amira.commands(), await carys.commands()) == (["start"], ["dechrau"])
    await bot.call("setMyCommands", commands=commands("help"), scope={"type": "all_private_chats"})
    assert (await amira.commands(), await carys.commands()) == (["help"], ["help"])
    assert await amira.commands(group) == ["start"]
    own = {"type": "chat", "chat_id": amira.id}
    await bot.call("setMyCommands", commands=commands("today"), scope=own)
    assert (await amira.commands(), await carys.commands()) == (["today"], ["help"])
    admins = {"type": "all_chat_administrators"}
    await bot.call("setMyCommands", commands=commands("close"), scope=admins)
    assert (await amira.commands(group), await carys.commands(group)) == (["close"], ["dechrau"])
    await bot.call("deleteMyCommands", scope=own)
    assert await amira.commands() == ["help"]
    assert await bot.call("getMyCommands") == commands("start")


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"commands": commands("No Capitals")}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "a", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": commands("a") * 101}, "BOT_COMMANDS_TOO_MUCH"),
        (
            {"commands": [], "scope": {"type": "chat"}},
            "can't parse BotCommandScope: Can't find field \"chat_id\"",
        ),
    ],
)
async def test_a_bad_menu_is_refused(params: dict[str, Any], words: str, bot: ToyBot) -> None:
    assert await bot.fails("setMyCommands", **params) == (400, f"Bad Request: {words}")


@pytest.mark.parametrize("kind", ["Name", "Description", "ShortDescription"])
async def test_what_the_bot_says_of_itself_is_kept_by_language(kind: str, bot: ToyBot) -> None:
    field = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}[kind]
    await bot.call(f"setMy{kind}", **{field: "Our forum"})
    await bot.call(f"setMy{kind}", language_code="cy", **{field: "Ein fforwm"})
    assert await bot.call(f"getMy{kind}") == {field: "Our forum"}
    assert await bot.call(f"getMy{kind}", language_code="cy") == {field: "Ein fforwm"}
    assert await bot.call(f"getMy{kind}", language_code="pl") == {field: "Our forum"}


async def test_the_menu_button_is_kept_for_all_and_for_one_chat(bot: ToyBot, town: Town) -> None:
    amira = await town.person("Amira")
    assert await bot.call("getChatMenuButton") == {"type": "default"}
    await bot.call("setChatMenuButton", chat_id=amira.id, menu_button={"type": "commands"})
    assert await bot.call("getChatMenuButton", chat_id=amira.id) == {"type": "commands"}
    assert await bot.call("getChatMenuButton") == {"type": "default"}
