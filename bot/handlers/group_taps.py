"""Taps on a message in a group: answered to the one who tapped, and the message stays as it is."""

from telegram import CallbackQuery
from telegram.constants import ChatType
from telegram.error import BadRequest

from bot.actions.members import reader_of
from bot.core.buttons import AskHowUsed, Meaning, Tap, VoteTap
from bot.core.buttons.bulletins import AnswerMeeting
from bot.core.people import Caller
from bot.core.refusal import AlreadyTaken, Refusal
from bot.handlers import jargon, meetings, votes
from bot.services import Services


def is_in_group(query: CallbackQuery) -> bool:
    return query.message is not None and query.message.chat.type in {ChatType.GROUP, ChatType.SUPERGROUP}


async def on_group_tap(query: CallbackQuery, services: Services, tap: Tap | None) -> None:
    """`tap` is None where the data fits no button of today."""
    assert query.message is not None
    caller = Caller(query.from_user.id)
    said, is_refused = await _take(services, caller, query.message.chat.id, tap, query.from_user.is_bot)
    # A choice is told in passing; what has to be read stays until it is closed.
    await _answer(query, said, alert=is_refused or not isinstance(tap, VoteTap | AnswerMeeting))


async def _take(
    services: Services, caller: Caller, chat: int, tap: Tap | None, is_bot: bool
) -> tuple[str, bool]:
    """What is said, and whether it is a refusal."""
    try:
        return await _answer_to(services, caller, chat, tap, is_bot), False
    except Refusal as refusal:
        key = "old_button_in_group" if refusal.key == "old_button" else refusal.key
        reader = await reader_of(services, caller)
        return services.texts.toast(reader, f"refused_{key}", **refusal.values), True


async def _answer_to(services: Services, caller: Caller, chat: int, tap: Tap | None, is_bot: bool) -> str:
    if is_bot:
        raise Refusal("no_bots")
    if isinstance(tap, AskHowUsed):
        return votes.how_used(services, await reader_of(services, caller))
    if isinstance(tap, Meaning):
        return jargon.meaning(services, await reader_of(services, caller), tap)
    if isinstance(tap, AnswerMeeting):
        return await meetings.answer_in_group(services, caller, tap)
    if not isinstance(tap, VoteTap):
        raise Refusal("old_button_in_group")
    try:
        return await votes.vote_in_group(services, caller, chat, tap)
    except AlreadyTaken:
        return await votes.look_in_group(services, caller, chat, tap)


async def apologise(query: CallbackQuery, services: Services, code: str) -> None:
    reader = await reader_of(services, Caller(query.from_user.id))
    await _answer(query, services.texts.toast(reader, "toast_apology", code=code), alert=True)


async def _answer(query: CallbackQuery, said: str, *, alert: bool) -> None:
    """Telegram forgets a press after a while; then there is nobody left to tell."""
    try:
        await query.answer(said, show_alert=alert)
    except BadRequest:
        return
