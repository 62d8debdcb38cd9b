"""Groups: what is seen there, a kind word to commands, and the coordinators' screens about them."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from telegram import (
    ChatMember,
    ChatMemberUpdated,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    Update,
)
from telegram.constants import ParseMode

from bot.actions import groups
from bot.actions.groups import GroupView
from bot.context import Context
from bot.core.buttons import Chat, ListGroups, NameAdult, SetGroupAudience, ShowGroup, Tap
from bot.core.groups import Group, GroupAudience, Topic
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.screens import Button, Screen
from bot.core.words import Reader
from bot.services import Services

_PRESENT = frozenset({ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.OWNER, ChatMember.RESTRICTED})


async def greet_group(update: Update, context: Context) -> None:
    """Whoever commands there, an anonymous administrator too, is shown the way to the private chat."""
    message = update.effective_message
    if message is None:
        return
    await _note_message(context.services, message)
    texts, reader = context.services.texts, Reader()
    url = f"https://t.me/{context.services.bot_name}?start=group"
    button = InlineKeyboardButton(texts.button(reader, "button_private_chat"), url=url)
    await message.reply_text(
        texts.say(reader, "group_hello"),
        parse_mode=ParseMode.HTML,
        reply_markup=InlineKeyboardMarkup([[button]]),
    )


async def on_group_message(update: Update, context: Context) -> None:
    if update.effective_message is not None:
        await _note_message(context.services, update.effective_message)


async def _note_message(services: Services, message: Message) -> None:
    chat = message.chat
    if message.migrate_to_chat_id is not None:
        await groups.follow(services, chat.id, message.migrate_to_chat_id)
        return
    if message.migrate_from_chat_id is not None:
        await groups.follow(services, message.migrate_from_chat_id, chat.id)
    left = message.left_chat_member
    if left is not None and left.username == services.bot_name:
        return  # told by itself, as a change of our own membership
    await groups.note_seen(services, chat.id, chat.title or "", _topic(message))
    if left is not None:
        await groups.note_member_left(services, chat.id, left.id)
    for back in message.new_chat_members:
        await groups.note_member_back(services, chat.id, back.id)


def _topic(message: Message) -> Topic | None:
    if not message.is_topic_message or message.message_thread_id is None:
        return None
    named = message.forum_topic_created or message.forum_topic_edited
    return Topic(message.chat.id, message.message_thread_id, (named.name or "") if named is not None else "")


async def on_my_membership(update: Update, context: Context) -> None:
    """The bot was added, taken out, or made an administrator."""
    change = update.my_chat_member
    if change is None or change.chat.type not in {"group", "supergroup"}:
        return
    now = change.new_chat_member
    may_pin = bool(getattr(now, "can_pin_messages", False))
    await groups.note_presence(
        context.services, change.chat.id, change.chat.title or "", now.status in _PRESENT, may_pin
    )


async def on_membership(update: Update, context: Context) -> None:
    """Told only where the bot is an administrator."""
    change = update.chat_member
    if change is None:
        return
    who, note = change.new_chat_member.user.id, _note_of(change)
    await note(context.services, change.chat.id, who)


def _note_of(change: ChatMemberUpdated) -> groups.OnMembership:
    is_there = change.new_chat_member.status in _PRESENT
    return groups.note_member_back if is_there else groups.note_member_left


# The coordinators' screens


async def list_groups(services: Services, caller: Caller, argument: str) -> Screen:
    found = await groups.list_groups(services, caller)
    texts, reader = services.texts, found.reader
    if not found.groups:
        return Screen(texts.say(reader, "groups_none"))
    lines = [texts.say(reader, "groups"), *(_line(services, reader, group) for group in found.groups)]
    rows = tuple((Button(group.title[:60], ShowGroup(Chat(group.chat))),) for group in found.groups)
    return Screen(texts.lines(lines, "\n"), rows)


def _line(services: Services, reader: Reader, group: Group) -> str:
    return services.texts.say(
        reader, "group_line", title=group.title, who=_who(services, reader, group), adult=group.adult or ""
    )


def _who(services: Services, reader: Reader, group: Group) -> str:
    return services.texts.button(reader, f"group_who_{group.audience or 'unsaid'}")


async def tap_list(services: Services, caller: Caller, tap: ListGroups) -> Screen:
    return await list_groups(services, caller, "")


async def show_group(services: Services, caller: Caller, tap: ShowGroup) -> Screen:
    return _screen(services, await groups.show_group(services, caller, tap.chat))


async def set_audience(services: Services, caller: Caller, tap: SetGroupAudience) -> Screen:
    return _screen(services, await groups.set_audience(services, caller, tap.chat, tap.audience))


async def ask_adult(services: Services, caller: Caller, tap: NameAdult) -> Screen:
    return _screen(services, await groups.ask_adult(services, caller, tap.chat))


async def type_adult(services: Services, caller: Caller, about: str, text: str) -> Screen:
    return _screen(services, await groups.name_adult(services, caller, int(about), text))


async def show_adult(services: Services, caller: Caller, about: str) -> Screen | None:
    """The question for the adult, as long as the caller may answer it."""
    try:
        view = await groups.show_group(services, caller, int(about))
    except Refusal:
        return None
    return _adult_screen(services, view)


def _screen(services: Services, view: GroupView) -> Screen:
    if view.asks_adult:
        return _adult_screen(services, view)
    texts, reader, group = services.texts, view.reader, view.group
    parts = [_line(services, reader, group)]
    if group.audience is GroupAudience.YOUNG and not group.adult:
        parts.append(texts.say(reader, "group_adult_missing"))
    elif group.audience is None:
        parts.append(texts.say(reader, "group_who_is_in"))
    if view.running:
        parts.append(texts.say(reader, "group_running", count=view.running))
    rows = [
        (
            Button(
                texts.button(reader, f"button_group_{audience}"), SetGroupAudience(Chat(group.chat), audience)
            ),
        )
        for audience in GroupAudience
        if audience is not group.audience
    ]
    if group.audience is GroupAudience.YOUNG:
        rows.insert(0, (Button(texts.button(reader, "button_group_adult"), NameAdult(Chat(group.chat))),))
    rows.append((Button(texts.button(reader, "button_groups"), ListGroups()),))
    return Screen(texts.lines(parts, "\n\n"), tuple(rows))


def _adult_screen(services: Services, view: GroupView) -> Screen:
    texts, reader = services.texts, view.reader
    back = Button(texts.button(reader, "button_back"), ShowGroup(Chat(view.group.chat)))
    return Screen(texts.say(reader, "group_ask_adult", title=view.group.title), ((back,),))


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    ListGroups: tap_list,
    ShowGroup: show_group,
    SetGroupAudience: set_audience,
    NameAdult: ask_adult,
}
