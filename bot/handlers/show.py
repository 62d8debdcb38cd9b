"""A screen put before a person: edited after a tap, sent anew after typed words."""

from telegram import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    ReplyParameters,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.actions.members import move_screen
from bot.actions.safeguarding import showing
from bot.context import Context
from bot.core.people import Caller
from bot.core.screens import Button, File, Rows, Screen

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
"""A website that is named is not shown in large: somebody may look over one's shoulder."""


async def show(update: Update, context: Context, caller: Caller, screen: Screen) -> None:
    query = update.callback_query
    if query is not None:
        await _answer(query, screen.toast)
    if query is not None and screen.stays:
        return
    if query is not None and screen.removes:
        await _remove(query, context, caller, screen)
    elif query is not None and query.message is not None and not screen.html:
        await _take_buttons_off(context, caller, query.message.message_id)
    elif query is None or screen.picture is not None or screen.is_below:
        await _send_below(context, caller, screen)
    else:
        await _redraw(query, context, caller, screen)
    for html in screen.also:
        await context.bot.send_message(caller.telegram, html, parse_mode=ParseMode.HTML)
    for file in screen.files:
        await _send_file(context, caller, file)


async def show_meanwhile(update: Update, html: str) -> None:
    """In the place of what was tapped, until its screen is there. After a crash before that the tap is dealt
    with anew."""
    query = update.callback_query
    if query is None or query.message is None:
        return
    with showing():
        try:
            await query.edit_message_text(html, parse_mode=ParseMode.HTML)
        except BadRequest:
            return


async def _send_file(context: Context, caller: Caller, file: File) -> None:
    content, caption = InputFile(file.content, filename=file.name), file.caption or None
    if file.is_photo:
        await context.bot.send_photo(caller.telegram, content, caption=caption)
    else:
        await context.bot.send_document(caller.telegram, content, caption=caption)


async def _answer(query: CallbackQuery, toast: str) -> None:
    """Telegram forgets a press after a while; then there is nobody left to tell."""
    try:
        await query.answer(toast or None, show_alert=len(toast) > 60)
    except BadRequest:
        return


async def _redraw(query: CallbackQuery, context: Context, caller: Caller, screen: Screen) -> None:
    try:
        await query.edit_message_text(
            screen.html,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(screen.rows),
            link_preview_options=NO_PREVIEW,
        )
    except BadRequest as error:
        if "not modified" not in str(error).lower():
            await _send_below(context, caller, screen)


async def _remove(query: CallbackQuery, context: Context, caller: Caller, screen: Screen) -> None:
    """Telegram deletes what is younger than two days."""
    for message in screen.removes:
        try:
            await context.bot.delete_message(caller.telegram, message)
        except BadRequest:
            if message == caller.screen:
                await _redraw(query, context, caller, screen)


async def _send_below(context: Context, caller: Caller, screen: Screen) -> None:
    """A new message, and the buttons of the last one taken off: they lie above what was typed."""
    await _send_picture(context, caller, screen)
    sent = await context.bot.send_message(
        caller.telegram,
        screen.html,
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard(screen.rows),
        link_preview_options=NO_PREVIEW,
        reply_parameters=answered_message(caller) if screen.is_reply else None,
    )
    before = await move_screen(context.services, caller, sent.message_id)
    if before is not None and before != sent.message_id:
        await _take_buttons_off(context, caller, before)


def answered_message(caller: Caller) -> ReplyParameters | None:
    """What the person typed; where they deleted it meanwhile, the answer comes all the same."""
    if caller.typed is None:
        return None
    return ReplyParameters(caller.typed.message, allow_sending_without_reply=True)


async def _send_picture(context: Context, caller: Caller, screen: Screen) -> None:
    """A picture that the content has lost since is left out: what it shows is said in the words."""
    path = context.services.content.pictures.get(screen.picture or "")
    if path is not None and path.exists():
        await context.bot.send_photo(caller.telegram, path)


async def _take_buttons_off(context: Context, caller: Caller, message: int) -> None:
    try:
        await context.bot.edit_message_reply_markup(caller.telegram, message, reply_markup=None)
    except BadRequest:
        return


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in rows])


def _button(button: Button) -> InlineKeyboardButton:
    if button.tap is not None:
        return InlineKeyboardButton(button.label, callback_data=button.tap.pack())
    return InlineKeyboardButton(button.label, url=button.url)
