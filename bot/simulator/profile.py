"""What the bot says of itself: name, descriptions, menu button."""

from bot.simulator.refusals import Json, bad_request

_LONGEST = {"name": 64, "description": 512, "short_description": 120}
_DEFAULT_BUTTON: Json = {"type": "default"}


class BotProfile:
    def __init__(self, number: int) -> None:
        self.user: Json = {
            "id": number,
            "is_bot": True,
            "first_name": "Heard",
            "username": "heard_example_bot",
        }
        self._texts: dict[tuple[str, str], str] = {}
        self._buttons: dict[int, Json] = {}

    def me(self) -> Json:
        return self.user | {
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
            "has_topics_enabled": False,
            "allows_users_to_create_topics": False,
            "can_manage_bots": False,
        }

    def set_text(self, kind: str, language: str, text: str) -> None:
        if len(text) > _LONGEST[kind]:
            raise bad_request(f"BOT_{kind.upper()}_TOO_LONG")
        self._texts[kind, language] = text
        if kind == "name" and not language and text:
            self.user["first_name"] = text

    def text(self, kind: str, language: str) -> str:
        usual = self.user["first_name"] if kind == "name" else ""
        return self._texts.get((kind, language)) or self._texts.get((kind, "")) or usual

    def set_button(self, chat: int, button: Json | None) -> None:
        button = button or _DEFAULT_BUTTON
        if button.get("type") not in ("default", "commands", "web_app"):
            raise bad_request("can't parse menu button: unsupported type specified")
        self._buttons[chat] = button

    def button(self, chat: int) -> Json:
        return self._buttons.get(chat) or self._buttons.get(0) or _DEFAULT_BUTTON
