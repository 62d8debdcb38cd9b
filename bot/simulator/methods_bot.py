"""The bot's methods about itself, its menus, its files and the presses it answers."""

from bot.simulator.entities import utf16_length
from bot.simulator.files import MAX_DOWNLOAD
from bot.simulator.outgoing import chat_number
from bot.simulator.params import Params
from bot.simulator.refusals import Json, bad_request
from bot.simulator.world import World

LONGEST_ANSWER = 200


def get_me(world: World, _params: Params) -> Json:
    return world.profile.me()


def answer_callback_query(world: World, params: Params) -> bool:
    text = params.text("text")
    if utf16_length(text) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    alert = params.flag("show_alert")
    query = world.queries.answer(params.text("callback_query_id"), text, alert=alert)
    world.hub.tell([query.person], "answer", {"query": query.id, "text": text, "alert": alert})
    return True


def get_file(world: World, params: Params) -> Json:
    if not params.has("file_id"):
        raise bad_request("file_id not specified")
    stored = world.files.find(params.text("file_id"))
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(stored.content) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return stored.as_json() | {"file_path": stored.path}


def set_my_commands(world: World, params: Params) -> bool:
    world.commands.set(params.data("scope"), params.text("language_code"), params.listed("commands"))
    return True


def get_my_commands(world: World, params: Params) -> list[Json]:
    return world.commands.get(params.data("scope"), params.text("language_code"))


def delete_my_commands(world: World, params: Params) -> bool:
    world.commands.delete(params.data("scope"), params.text("language_code"))
    return True


def set_my_name(world: World, params: Params) -> bool:
    return _set_text(world, params, "name")


def get_my_name(world: World, params: Params) -> Json:
    return _text(world, params, "name")


def set_my_description(world: World, params: Params) -> bool:
    return _set_text(world, params, "description")


def get_my_description(world: World, params: Params) -> Json:
    return _text(world, params, "description")


def set_my_short_description(world: World, params: Params) -> bool:
    return _set_text(world, params, "short_description")


def get_my_short_description(world: World, params: Params) -> Json:
    return _text(world, params, "short_description")


def _set_text(world: World, params: Params, kind: str) -> bool:
    world.profile.set_text(kind, params.text("language_code"), params.text(kind))
    return True


def _text(world: World, params: Params, kind: str) -> Json:
    return {kind: world.profile.text(kind, params.text("language_code"))}


def set_chat_menu_button(world: World, params: Params) -> bool:
    chat = chat_number(params) if params.has("chat_id") else 0
    if chat:
        world.reachable(chat)
    world.profile.set_button(chat, params.data("menu_button"))
    return True


def get_chat_menu_button(world: World, params: Params) -> Json:
    return world.profile.button(chat_number(params) if params.has("chat_id") else 0)


def get_user_profile_photos(world: World, params: Params) -> Json:
    world.state.user(params.number("user_id"))
    return {"total_count": 0, "photos": []}


def nothing_to_do(_world: World, _params: Params) -> bool:
    return True
