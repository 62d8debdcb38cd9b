"""The bot's command menus: kept by scope and language, chosen as Telegram chooses."""

import json
import re
from typing import Any

from bot.simulator.refusals import Json, bad_request

_SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}
_COMMAND = re.compile(r"/?[a-z0-9_]{1,32}")


class CommandBook:
    def __init__(self) -> None:
        self._menus: dict[tuple[str, str], list[Json]] = {}

    def set(self, scope: Json | None, language: str, commands: list[Any]) -> None:
        if len(commands) > 100:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        checked = [_checked(command) for command in commands]
        self._menus[_key(scope), language] = checked

    def get(self, scope: Json | None, language: str) -> list[Json]:
        return self._menus.get((_key(scope), language), [])

    def delete(self, scope: Json | None, language: str) -> None:
        self._menus.pop((_key(scope), language), None)

    def shown(self, *, person: int, chat: int, admin: bool, language: str) -> list[Json]:
        """The narrowest scope that has a menu; within it the person's language first."""
        for scope in _narrowest_first(person, chat, admin=admin):
            for wanted in (language, ""):
                if (found := self._menus.get((_key(scope), wanted))) is not None:
                    return found
        return []


def _narrowest_first(person: int, chat: int, *, admin: bool) -> list[Json]:
    if chat > 0:
        kinds = ["chat", "all_private_chats", "default"]
    elif admin:
        kinds = ["chat_member", "chat_administrators", "chat", "all_chat_administrators"]
        kinds += ["all_group_chats", "default"]
    else:
        kinds = ["chat_member", "chat", "all_group_chats", "default"]
    return [{"type": kind, "chat_id": chat, "user_id": person} for kind in kinds]


def _key(scope: Json | None) -> str:
    scope = scope or {"type": "default"}
    fields = _SCOPES.get(str(scope.get("type")))
    if fields is None:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    missing = next((name for name in fields if scope.get(name) in (None, "")), None)
    if missing:
        raise bad_request(f"can't parse BotCommandScope: Can't find field \"{missing}\"")
    return json.dumps([scope["type"], *(int(scope[name]) for name in fields)])


def _checked(command: object) -> Json:
    if not isinstance(command, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name, description = str(command.get("command", "")), str(command.get("description", ""))
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name.removeprefix("/"), "description": description}
