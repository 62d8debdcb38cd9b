"""One piece of feedback, as a coordinator reads and answers it."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.actions import answering, inbox, quoting, sorting
from bot.actions.inbox import Reading
from bot.core.buttons import AskPiece, OpenPiece, SendAnswer, SetPiece, Tap
from bot.core.feedback.piece import State
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.screens import Screen
from bot.handlers.inbox_screens import (
    answer_screen,
    cannot_screen,
    hand_screen,
    piece_screen,
    quote_all_screen,
    quote_screen,
    same_screen,
    state_screen,
    theme_screen,
)
from bot.services import Services

CANNOT = "feedback_cannot"
"""The task of typed words that say why something cannot be done."""


async def open_piece(services: Services, caller: Caller, tap: OpenPiece) -> Screen:
    return piece_screen(services, await inbox.open_piece(services, caller, tap.number), tap.page)


async def ask(services: Services, caller: Caller, tap: AskPiece) -> Screen:
    if tap.what not in _ASKED:
        raise Refusal("old_button")
    return await _ASKED[tap.what](services, caller, tap.number)


async def _ask_answer(services: Services, caller: Caller, number: int) -> Screen:
    view = await inbox.turn_to_words(services, caller, number, answering.ANSWER)
    return answer_screen(services, view)


async def _ask_state(services: Services, caller: Caller, number: int) -> Screen:
    return state_screen(services, await inbox.look_at_piece(services, caller, number))


async def _ask_cannot(services: Services, caller: Caller, number: int) -> Screen:
    return cannot_screen(services, await inbox.turn_to_words(services, caller, number, CANNOT))


async def _ask_theme(services: Services, caller: Caller, number: int) -> Screen:
    return theme_screen(services, await sorting.look_around(services, caller, number, sorting.THEME))


async def _ask_same(services: Services, caller: Caller, number: int) -> Screen:
    return same_screen(services, await sorting.look_around(services, caller, number, sorting.SAME))


async def _ask_quote(services: Services, caller: Caller, number: int) -> Screen:
    return quote_screen(services, await quoting.begin(services, caller, number))


async def _ask_quote_all(services: Services, caller: Caller, number: int) -> Screen:
    """Once more, before it counts."""
    return quote_all_screen(services, await quoting.begin(services, caller, number))


async def _ask_handler(services: Services, caller: Caller, number: int) -> Screen:
    return hand_screen(services, await inbox.list_colleagues(services, caller, number))


_ASKED: Mapping[str, Callable[[Services, Caller, int], Awaitable[Screen]]] = {
    "answer": _ask_answer,
    "state": _ask_state,
    "cannot": _ask_cannot,
    "theme": _ask_theme,
    "same": _ask_same,
    "quote": _ask_quote,
    "all": _ask_quote_all,
    "hand": _ask_handler,
}


async def change(services: Services, caller: Caller, tap: SetPiece) -> Screen:
    number, version, value = tap.number, tap.version, tap.value
    match tap.part:
        case "state" if value in {State.READING, State.DONE}:
            done = await inbox.set_state(services, caller, number, version, State(value))
        case "theme":
            done = await sorting.put_under(services, caller, number, _number_of(value))
        case "same":
            done = await sorting.say_same(services, caller, number, _number_of(value))
        case "handler":
            done = await sorting.hand_over(services, caller, number, version, _number_of(value))
        case "quote" if value in {"all", ""}:
            done = await quoting.choose(services, caller, number, None if value else "")
        case _:
            raise Refusal("old_button")
    return _changed(services, done, "toast_piece_changed")


def _number_of(value: str) -> int | None:
    if value and not (value.isdecimal() and len(value) < 19):
        raise Refusal("old_button")
    return int(value) if value else None


async def send_answer(services: Services, caller: Caller, tap: SendAnswer) -> Screen:
    """Then: is the matter done?"""
    done = await answering.send_answer(services, caller, tap.number, tap.version)
    return _changed(services, done, "toast_piece_answered")


# what is typed


async def type_answer(services: Services, caller: Caller, about: str, text: str) -> Screen:
    return answer_screen(services, await answering.type_answer(services, caller, int(about), text))


async def show_answer(services: Services, caller: Caller, about: str) -> Screen | None:
    return await _shown(services, caller, about, answer_screen)


async def type_cannot(services: Services, caller: Caller, about: str, text: str) -> Screen:
    done = await inbox.set_state(services, caller, int(about), None, State.CANNOT, text)
    return piece_screen(services, done)


async def show_cannot(services: Services, caller: Caller, about: str) -> Screen | None:
    return await _shown(services, caller, about, cannot_screen)


async def type_theme(services: Services, caller: Caller, about: str, text: str) -> Screen:
    return piece_screen(services, await sorting.put_under_new(services, caller, int(about), text))


async def type_same(services: Services, caller: Caller, about: str, text: str) -> Screen:
    return piece_screen(services, await sorting.say_same_typed(services, caller, int(about), text))


async def type_quote(services: Services, caller: Caller, about: str, text: str) -> Screen:
    return piece_screen(services, await quoting.choose(services, caller, int(about), text))


async def show_piece(services: Services, caller: Caller, about: str) -> Screen | None:
    """Where typed words were to be a theme, a number or a quote: the piece, from which it is begun anew."""
    return await _shown(services, caller, about, piece_screen)


async def _shown(
    services: Services, caller: Caller, about: str, screen: Callable[[Services, Reading], Screen]
) -> Screen | None:
    try:
        return screen(services, await inbox.look_at_piece(services, caller, int(about)))
    except Refusal:
        return None


def _changed(services: Services, view: Reading, said: str) -> Screen:
    key = "toast_text_changed" if view.changed else said
    return piece_screen(services, view).with_toast(services.texts.toast(view.reader, key))


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    OpenPiece: open_piece,
    AskPiece: ask,
    SetPiece: change,
    SendAnswer: send_answer,
}
