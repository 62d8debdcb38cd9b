"""One post as the call of the Bot API that sends it."""

from dataclasses import dataclass
from typing import Any

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaPhoto,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.ext import ExtBot

from bot.core.posts import Post, PostButton
from bot.store.deliveries import Delivery
from bot.store.post_files import Document, Files, Picture

UPLOAD_PATIENCE = 60.0


@dataclass(frozen=True)
class Sent:
    """The messages of a post, and what Telegram calls its pictures or its document."""

    message: int
    more: tuple[int, ...]
    file_ids: tuple[str, ...]


async def send(bot: ExtBot[Any], delivery: Delivery, files: Files, silent: bool) -> Sent:
    post = delivery.body
    everywhere: dict[str, Any] = {
        "message_thread_id": delivery.thread or None,
        "disable_notification": silent,
        "reply_parameters": _answers(post),
        "rate_limit_args": delivery.urgency,
    }
    if len(files.pictures) > 1:
        messages = await bot.send_media_group(
            delivery.chat, _album(files.pictures, post.html), read_timeout=UPLOAD_PATIENCE, **everywhere
        )
        return _sent(list(messages))
    everywhere |= {"parse_mode": ParseMode.HTML, "reply_markup": keyboard_of(post.buttons)}
    if files.document is not None:
        message = await bot.send_document(
            delivery.chat,
            as_document(files.document),
            caption=post.html or None,
            read_timeout=UPLOAD_PATIENCE,
            **everywhere,
        )
    elif files.pictures:
        message = await bot.send_photo(
            delivery.chat,
            _file(files.pictures[0]),
            caption=post.html or None,
            read_timeout=UPLOAD_PATIENCE,
            **everywhere,
        )
    else:
        preview = LinkPreviewOptions(is_disabled=True)
        message = await bot.send_message(delivery.chat, post.html, link_preview_options=preview, **everywhere)
    return _sent([message])


def _answers(post: Post) -> ReplyParameters | None:
    if post.reply_to is None:
        return None
    return ReplyParameters(post.reply_to, allow_sending_without_reply=True)


def _sent(messages: list[Message]) -> Sent:
    first, *more = [message.message_id for message in messages]
    return Sent(first, tuple(more), tuple(name for message in messages for name in _file_id(message)))


def _file_id(message: Message) -> tuple[str, ...]:
    if message.document is not None:
        return (message.document.file_id,)
    # The last size is the largest, the one that was uploaded.
    return (message.photo[-1].file_id,) if message.photo else ()


def as_document(document: Document) -> str | InputFile:
    return document.file_id or InputFile(document.content, filename=document.name, attach=True)


def _file(picture: Picture, attach: bool = False) -> str | InputFile:
    return picture.file_id or InputFile(picture.png, filename=f"chart-{picture.id}.png", attach=attach)


def _album(pictures: tuple[Picture, ...], html: str) -> list[InputMediaPhoto]:
    captions = [html or None] + [None] * len(pictures)
    return [
        InputMediaPhoto(_file(picture, attach=True), caption=caption, parse_mode=ParseMode.HTML)
        for picture, caption in zip(pictures, captions, strict=False)
    ]


def keyboard_of(rows: tuple[tuple[PostButton, ...], ...]) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(b.label, callback_data=b.data, url=b.url) for b in row] for row in rows]
    )
