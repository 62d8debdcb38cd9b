"""Passing feedback on: to whom, which words, and the writer's yes where it is needed."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.actions import inbox, passing_on
from bot.actions.inbox import Reading
from bot.actions.passing_on import ToPass
from bot.core.buttons import (
    AskWriter,
    BeginPassing,
    NotePassed,
    OpenPiece,
    PassTo,
    ShowPassing,
    Tap,
    UseWords,
)
from bot.core.direction import isolated
from bot.core.feedback.thread import Passing, PassingState
from bot.core.lengths import first_units, units
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.screens import Button, File, Rows, Screen
from bot.handlers.feedback import say_number
from bot.handlers.inbox_screens import piece_screen
from bot.services import Services

SHOWN = 3000


async def begin(services: Services, caller: Caller, tap: BeginPassing) -> Screen:
    return _screen(services, await passing_on.begin(services, caller, tap.number))


async def choose_body(services: Services, caller: Caller, tap: PassTo) -> Screen:
    bodies = services.content.forum.feedback.pass_on_to
    if tap.at >= len(bodies):
        raise Refusal("old_button")
    return _screen(services, await passing_on.say_body(services, caller, tap.number, bodies[tap.at]))


async def use_words(services: Services, caller: Caller, tap: UseWords) -> Screen:
    return _screen(services, await passing_on.say_exactly(services, caller, tap.number, None))


async def ask_writer(services: Services, caller: Caller, tap: AskWriter) -> Screen:
    done = await passing_on.ask_writer(services, caller, tap.number, tap.version)
    said = "toast_text_changed" if done.changed else "toast_piece_asked"
    return piece_screen(services, done).with_toast(services.texts.toast(done.reader, said))


async def note_passed(services: Services, caller: Caller, tap: NotePassed) -> Screen:
    done = await passing_on.note_passed(services, caller, tap.number, tap.version, tap.passing)
    said = "toast_text_changed" if done.changed else "toast_piece_passed"
    return piece_screen(services, done).with_toast(services.texts.toast(done.reader, said))


async def show_passing(services: Services, caller: Caller, tap: ShowPassing) -> Screen:
    view = await inbox.look_at_piece(services, caller, tap.number)
    for one in view.passings:
        if one.id == tap.passing and one.state is PassingState.YES:
            return _yes_screen(services, view, one)
    raise Refusal("old_button")


def _yes_screen(services: Services, view: Reading, passing: Passing) -> Screen:
    texts, reader, piece = services.texts, view.reader, view.piece
    html = texts.say(reader, "pass_yes", body=passing.body, words=isolated(passing.words))
    passed = NotePassed(piece.number, piece.version, passing.id)
    back = Button(texts.button(reader, "button_back"), OpenPiece(piece.number, 0))
    return Screen(html, ((Button(texts.button(reader, "button_pass_done"), passed),), (back,)))


async def type_body(services: Services, caller: Caller, about: str, text: str) -> Screen:
    return _screen(services, await passing_on.say_body(services, caller, int(about), text))


async def type_words(services: Services, caller: Caller, about: str, text: str) -> Screen:
    return _screen(services, await passing_on.say_exactly(services, caller, int(about), text))


async def show_again(services: Services, caller: Caller, about: str) -> Screen | None:
    try:
        return _screen(services, await passing_on.look(services, caller, int(about)))
    except Refusal:
        return None


def _screen(services: Services, view: ToPass) -> Screen:
    """To whom; then which words; then whether it went out, or whether to ask."""
    texts, reader, piece = services.texts, view.reading.reader, view.reading.piece
    step = "to" if not view.body else "words" if not view.words else "allowed" if view.allowed else "ask"
    html = texts.say(
        reader,
        f"pass_{step}",
        number=say_number(piece.number),
        body=view.body,
        words=isolated(first_units(view.words or piece.words, SHOWN)),
        allowed=view.allowed,
    )
    back = Button(texts.button(reader, "button_back"), OpenPiece(piece.number, 0))
    return Screen(html, (*_ways(services, view, step), (back,)), files=_files(view, step))


def _files(view: ToPass, step: str) -> tuple[File, ...]:
    """All the words to send on, where a message does not hold them."""
    if step != "allowed" or units(view.words) <= SHOWN:
        return ()
    return (File(f"heard-{view.reading.piece.number}.txt", view.words.encode("utf-8")),)


def _ways(services: Services, view: ToPass, step: str) -> Rows:
    texts, reader, piece = services.texts, view.reading.reader, view.reading.piece
    match step:
        case "to":
            bodies = services.content.forum.feedback.pass_on_to
            return tuple(
                (Button(first_units(body, 40), PassTo(piece.number, at)),) for at, body in enumerate(bodies)
            )
        case "words":
            if len(piece.words) > passing_on.LONGEST_WORDS:
                return ()
            return ((Button(texts.button(reader, "button_pass_own_words"), UseWords(piece.number)),),)
        case "allowed":
            passed = NotePassed(piece.number, piece.version, 0)
            return ((Button(texts.button(reader, "button_pass_done"), passed),),)
    ask = AskWriter(piece.number, piece.version)
    return ((Button(texts.button(reader, "button_pass_ask"), ask),),)


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    BeginPassing: begin,
    PassTo: choose_body,
    UseWords: use_words,
    AskWriter: ask_writer,
    ShowPassing: show_passing,
    NotePassed: note_passed,
}
