"""The command menu of each role. Seven commands at most for a member."""

from collections.abc import Iterable
from typing import Any

from telegram import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.actions import joining
from bot.actions.leads import is_lead
from bot.actions.members import is_member
from bot.core.people import Caller, Role
from bot.core.words import Reader
from bot.services import Services

FOR_ALL = ("start", "help", "surveys", "support", "feedback", "updates", "settings")
FOR_ROLE = {
    Role.COORDINATOR: (
        *("today", "inbox", "newvote", "newsurvey", "schedule", "open", "close", "results", "yousaid"),
        *("impact", "export", "invite", "count", "groups", "team"),
    ),
    Role.OFFICER: ("results", "export", "impact"),
    Role.SAFEGUARDING: ("alerts",),
    Role.WORKER: ("count",),
}


async def set_common_menu(bot: ExtBot[Any], services: Services) -> None:
    await bot.set_my_commands(_menu(services, FOR_ALL), scope=BotCommandScopeAllPrivateChats())


async def set_menu_of(bot: ExtBot[Any], services: Services, caller: Caller) -> None:
    """For somebody with a role. Who never opened the chat has no menu yet: it is set when they do."""
    welcome = await joining.look_up(services, caller)
    held = {Role.SAFEGUARDING} if await is_lead(services, caller) else set()
    if welcome is not None:
        held |= welcome.roles | ({Role.WORKER} if welcome.works_with_families else set())
    extra = dict.fromkeys(command for role in Role if role in held for command in FOR_ROLE[role])
    if not extra:
        return
    try:
        await bot.set_my_commands(
            _menu(services, (*FOR_ALL, *extra)), scope=BotCommandScopeChat(caller.telegram)
        )
    except TelegramError:
        return


async def drop_menu_of(bot: ExtBot[Any], services: Services, caller: Caller) -> None:
    """Telegram keeps no menu of its own for somebody who was forgotten."""
    if await is_member(services, caller):
        return
    try:
        await bot.delete_my_commands(scope=BotCommandScopeChat(caller.telegram))
    except TelegramError:
        return


def _menu(services: Services, commands: Iterable[str]) -> list[BotCommand]:
    return [BotCommand(name, services.texts.button(Reader(), f"command_{name}")) for name in commands]
