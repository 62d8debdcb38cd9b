"""Telling the forum something: the box, the one screen, and thanks."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from bot.actions import feedback
from bot.actions.feedback import Sent, Writing
from bot.core.buttons import (
    AskFeedback,
    Forged,
    HideFeedback,
    ListOwnFeedback,
    OpenFeedback,
    OpenOwnFeedback,
    SendFeedback,
    SetFeedback,
    TakeOut,
    Tap,
    TellForum,
)
from bot.core.direction import isolated
from bot.core.feedback.piece import Kind, Piece, Wish
from bot.core.lengths import first_units
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.screens import Button, Rows, Screen
from bot.core.words import ENGLISH, Reader
from bot.handlers.urgent import urgent_row
from bot.services import Services

SHOWN = 600
"""Of the words, where they are only called to mind: the chat has them above."""
FORM, KIND, TOPIC, THROW_AWAY = "form", "kind", "topic", "all"
TOPICS_A_ROW = 2


async def start(services: Services, caller: Caller, argument: str) -> Screen:
    return writing_screen(services, await feedback.open_box(services, caller))


async def tap_start(services: Services, caller: Caller, tap: OpenFeedback) -> Screen:
    return writing_screen(services, await feedback.open_box(services, caller))


async def tell(services: Services, caller: Caller, tap: TellForum) -> Screen:
    """Below the message, which stays. Telegram keeps the words that it answers, unless they were deleted."""
    if caller.typed is None:
        return _below(writing_screen(services, await feedback.open_box(services, caller)))
    return _below(writing_screen(services, await feedback.begin(services, caller, caller.typed.said)))


async def type_reply(services: Services, caller: Caller, text: str, message: int) -> Screen | None:
    """None where the message that was answered is none of our posts."""
    view = await feedback.begin_reply(services, caller, text, message)
    return None if view is None else writing_screen(services, view)


async def type_words(services: Services, caller: Caller, about: str, text: str) -> Screen:
    return writing_screen(services, await feedback.type_words(services, caller, text))


async def show_again(services: Services, caller: Caller, about: str) -> Screen:
    return writing_screen(services, await feedback.look(services, caller))


async def ask(services: Services, caller: Caller, tap: AskFeedback) -> Screen:
    view = await feedback.look(services, caller)
    if view.piece is None or view.piece.number != tap.number:
        raise Refusal("old_button")
    match tap.part:
        case "kind":
            return _ask_kind(services, view.reader, view.piece)
        case "topic":
            return _ask_topic(services, view.reader, view.piece)
        case "all":
            return _ask_to_throw_away(services, view.reader, view.piece)
    return writing_screen(services, view)


async def change(services: Services, caller: Caller, tap: SetFeedback) -> Screen:
    if tap.part == KIND:
        if tap.value not in [*Kind]:
            raise Refusal("old_button")
        view = await feedback.set_kind(services, caller, tap.number, Kind(tap.value))
    elif tap.part == TOPIC:
        view = await feedback.set_topic(services, caller, tap.number, tap.value or None)
    elif tap.part in [*Wish] and tap.value in {"0", "1"}:
        wish, on = Wish(tap.part), tap.value == "1"
        view = await feedback.set_wish(services, caller, tap.number, wish, on)
    else:
        raise Refusal("old_button")
    return writing_screen(services, view)


async def take_out(services: Services, caller: Caller, tap: TakeOut) -> Screen:
    match tap.what:
        case "last":
            view = await feedback.take_last_out(services, caller, tap.number)
            return _said(services, view, "toast_feedback_taken_out")
        case "personal":
            view = await feedback.take_personal_out(services, caller, tap.number)
            return _said(services, view, "toast_feedback_personal")
        case "all":
            view = await feedback.throw_away(services, caller, tap.number)
            return Screen(services.texts.say(view.reader, "feedback_thrown_away"))
    raise Refusal("old_button")


async def send(services: Services, caller: Caller, tap: SendFeedback) -> Screen:
    return _sent_screen(services, await feedback.send(services, caller, tap.number))


async def hide(services: Services, caller: Caller, tap: HideFeedback) -> Screen:
    """What was typed, and the message itself; the rest can only be told."""
    reader = (await feedback.look(services, caller)).reader
    screen = () if caller.screen is None else (caller.screen,)
    try:
        messages = [message for message in tap.numbers() if message not in screen]
    except Forged as error:
        raise Refusal("old_button") from error
    return Screen(
        services.texts.say(reader, "hidden"),
        toast=services.texts.toast(reader, "toast_feedback_hidden"),
        removes=(*messages, *screen),
    )


def writing_screen(services: Services, view: Writing) -> Screen:
    """The box; or what is in it, with all that can be chosen."""
    if view.piece is None:
        return _box_screen(services, view)
    texts, reader, piece = services.texts, view.reader, view.piece
    parts = [
        texts.say(
            reader,
            "feedback_form",
            words=isolated(first_units(piece.words, SHOWN)),
            messages=len(piece.messages),
            about=piece.about,
            answer=Wish.ANSWER in piece.wishes,
            family=piece.is_family,
            days=services.content.forum.feedback.link_days,
        )
    ]
    if piece.language != ENGLISH:
        parts.append(language_words(services, reader, piece.language))
    if view.personal:
        kinds = [texts.button(reader, f"personal_{found}") for found in view.personal]
        parts.append(texts.say(reader, "feedback_personal", kinds=kinds))
    return Screen(texts.lines(parts, "\n\n"), _form_rows(services, view, piece), is_reply=True)


def _box_screen(services: Services, view: Writing) -> Screen:
    texts, reader = services.texts, view.reader
    parts = [texts.say(reader, "feedback_box"), texts.say(reader, "safety_line")]
    if not view.joined:
        parts.append(texts.say(reader, "feedback_box_stranger"))
    rows: list[tuple[Button, ...]] = []
    if view.own:
        label = texts.button(reader, "button_feedback_own", own=view.own, news=view.has_news)
        rows.append((Button(label, ListOwnFeedback(0)),))
    rows.append(_last_row(services, reader, ()))
    return Screen(texts.lines(parts, "\n\n"), tuple(rows))


def _form_rows(services: Services, view: Writing, piece: Piece) -> Rows:
    texts, reader, number = services.texts, view.reader, piece.number
    kind = texts.button(reader, f"feedback_kind_{piece.kind}")
    rows: list[tuple[Button, ...]] = [
        (Button(texts.button(reader, "button_feedback_kind", kind=kind), AskFeedback(number, KIND)),)
    ]
    if services.content.topics:
        topic = topic_words(services, reader, piece)
        label = texts.button(reader, "button_feedback_topic", topic=topic)
        rows.append((Button(label, AskFeedback(number, TOPIC)),))
    if view.personal:
        rows.append((Button(texts.button(reader, "button_feedback_personal"), TakeOut(number, "personal")),))
    rows += [(_wish_button(services, reader, piece, wish),) for wish in offered(piece)]
    rows.append((Button(texts.button(reader, "button_feedback_send"), SendFeedback(number)),))
    rows.append(
        (
            Button(texts.button(reader, "button_feedback_last"), TakeOut(number, "last")),
            Button(texts.button(reader, "button_feedback_all"), AskFeedback(number, THROW_AWAY)),
        )
    )
    rows.append(_last_row(services, reader, piece.typed_in))
    return tuple(rows)


def offered(piece: Piece) -> tuple[Wish, ...]:
    """What is only about one's own family is neither shared nor quoted, so these are not asked."""
    return (Wish.ANSWER, Wish.FAMILY) if piece.is_family else tuple(Wish)


def _wish_button(services: Services, reader: Reader, piece: Piece, wish: Wish) -> Button:
    on = wish in piece.wishes
    label = services.texts.button(reader, f"button_wish_{wish}", on=on)
    return Button(label, SetFeedback(piece.number, wish, "0" if on else "1"))


def language_words(services: Services, reader: Reader, language: str) -> Markup:
    """Kind words and the urgent numbers: in that language where the content has them, and in English."""
    texts = services.texts
    name = texts.button(reader, f"language_{language}")
    words = texts.say(reader, "feedback_language", language=name)
    if f"other_language_{language}" not in services.content.messages:
        return words
    return texts.lines([texts.say(Reader(), f"other_language_{language}"), words], "\n\n")


def _ask_kind(services: Services, reader: Reader, piece: Piece) -> Screen:
    texts = services.texts
    rows: list[tuple[Button, ...]] = [
        (Button(texts.button(reader, f"feedback_kind_{kind}"), SetFeedback(piece.number, KIND, kind)),)
        for kind in Kind
    ]
    rows += [(_back(services, reader, piece),), _last_row(services, reader, piece.typed_in)]
    return Screen(texts.say(reader, "feedback_ask_kind"), tuple(rows))


def _ask_topic(services: Services, reader: Reader, piece: Piece) -> Screen:
    texts, number = services.texts, piece.number
    buttons = [
        Button(topic.title.choose(reader), SetFeedback(number, TOPIC, topic.id))
        for topic in services.content.topics.values()
    ]
    buttons.append(Button(texts.button(reader, "feedback_topic_none"), SetFeedback(number, TOPIC, "")))
    rows = [tuple(buttons[at : at + TOPICS_A_ROW]) for at in range(0, len(buttons), TOPICS_A_ROW)]
    rows += [(_back(services, reader, piece),), _last_row(services, reader, piece.typed_in)]
    return Screen(texts.say(reader, "feedback_ask_topic"), tuple(rows))


def topic_words(services: Services, reader: Reader, piece: Piece) -> str:
    """A topic that the content has lost since is none."""
    topic = services.content.topics.get(piece.topic or "")
    none = services.texts.button(reader, "feedback_topic_none")
    return none if topic is None else topic.title.choose(reader)


def kind_words(services: Services, reader: Reader, piece: Piece) -> str:
    """Such as: a problem, transport."""
    kind = services.texts.button(reader, f"feedback_kind_{piece.kind}")
    if piece.topic not in services.content.topics:
        return kind
    topic = topic_words(services, reader, piece)
    return services.texts.button(reader, "feedback_kind_topic", kind=kind, topic=topic)


def state_words(services: Services, reader: Reader, piece: Piece) -> str:
    """Where it stands, for the one who wrote it."""
    promised = piece.answer_by
    return services.texts.button(
        reader,
        f"feedback_state_{piece.state}",
        detail=piece.detail,
        day="" if promised is None else services.texts.date(reader, promised),
    )


def _ask_to_throw_away(services: Services, reader: Reader, piece: Piece) -> Screen:
    texts = services.texts
    yes = Button(texts.button(reader, "button_feedback_all_yes"), TakeOut(piece.number, "all"))
    rows = ((yes,), (_back(services, reader, piece),), _last_row(services, reader, piece.typed_in))
    return Screen(texts.say(reader, "feedback_throw_away"), rows)


def _back(services: Services, reader: Reader, piece: Piece) -> Button:
    return Button(services.texts.button(reader, "button_back"), AskFeedback(piece.number, FORM))


def _sent_screen(services: Services, sent: Sent) -> Screen:
    texts, reader, piece = services.texts, sent.reader, sent.piece
    promised = piece.answer_by
    html = texts.say(
        reader,
        "feedback_sent",
        number=say_number(piece.number),
        again=sent.again,
        answer=Wish.ANSWER in piece.wishes,
        day="" if promised is None else texts.date(reader, promised),
        family=piece.is_family,
        quiet=sent.quiet,
    )
    rows: list[tuple[Button, ...]] = []
    if piece.has_writer and Wish.ANSWER in piece.wishes:
        label = texts.button(reader, "button_feedback_look")
        rows.append((Button(label, OpenOwnFeedback(piece.number, 0)),))
    rows.append(_last_row(services, reader, sent.typed_in))
    if piece.language != ENGLISH:
        html = texts.lines([html, language_words(services, reader, piece.language)], "\n\n")
    return Screen(html, tuple(rows))


def say_number(number: int) -> str:
    """In two halves, as people say it."""
    return f"{number // 1000} {number % 1000:03}"


def _last_row(services: Services, reader: Reader, typed_in: tuple[int, ...]) -> tuple[Button, ...]:
    """Urgent help, and hiding all of it."""
    hide = Button(services.texts.button(reader, "button_hide"), HideFeedback.of(typed_in))
    return (*urgent_row(services, reader), hide)


def _said(services: Services, view: Writing, key: str) -> Screen:
    return writing_screen(services, view).with_toast(services.texts.toast(view.reader, key))


def _below(screen: Screen) -> Screen:
    return replace(screen, is_below=True)


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    OpenFeedback: tap_start,
    TellForum: tell,
    AskFeedback: ask,
    SetFeedback: change,
    TakeOut: take_out,
    SendFeedback: send,
    HideFeedback: hide,
}
