"""What somebody told the forum, where it stands, and their say over it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from bot.actions import my_feedback
from bot.actions.my_feedback import Gone, OwnList, OwnPiece
from bot.core.buttons import (
    AskOwnFeedback,
    DecidePassing,
    DeleteOwnFeedback,
    ListOwnFeedback,
    OpenFeedback,
    OpenNews,
    OpenOwnFeedback,
    SetOwnWish,
    Tap,
    WriteBack,
)
from bot.core.direction import isolated
from bot.core.feedback.layout import Part, lay_out
from bot.core.feedback.piece import Piece, Wish
from bot.core.feedback.thread import Passing, PassingState
from bot.core.lengths import first_units, last_units
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.screens import Button, Rows, Screen
from bot.core.words import Reader
from bot.handlers.feedback import kind_words, offered, say_number, state_words
from bot.handlers.hiding import hide_button
from bot.handlers.rows import turning
from bot.handlers.urgent import urgent_row
from bot.services import Services

MOST_PASSED, PASSED_SHOWN = 2, 100
"""What went to others: the last ones, and the beginning of the words. All of it is in /mydata."""
PIECES_A_PAGE = 8
BEGINNING = 24
"""Of somebody's own words on a button, so that they know which piece it is."""


async def tap_list(services: Services, caller: Caller, tap: ListOwnFeedback) -> Screen:
    return _list_screen(services, await my_feedback.list_own(services, caller), tap.page)


async def open_news(services: Services, caller: Caller, tap: OpenNews) -> Screen:
    found = await my_feedback.open_news(services, caller)
    if isinstance(found, OwnPiece):
        return _piece_screen(services, found, 0)
    return _list_screen(services, found, 0)


async def open_own(services: Services, caller: Caller, tap: OpenOwnFeedback) -> Screen:
    return _piece_screen(services, await my_feedback.open_own(services, caller, tap.number), tap.page)


async def begin_back(services: Services, caller: Caller, tap: WriteBack) -> Screen:
    return _back_screen(services, await my_feedback.begin_back(services, caller, tap.number))


async def type_back(services: Services, caller: Caller, about: str, text: str) -> Screen:
    view = await my_feedback.write_back(services, caller, int(about), text)
    promised = view.piece.answer_by
    day = "" if promised is None else services.texts.date(view.reader, promised)
    return _piece_screen(services, view, 0).below(
        services.texts.say(view.reader, "feedback_back_sent", day=day)
    )


async def show_back(services: Services, caller: Caller, about: str) -> Screen | None:
    try:
        return _back_screen(services, await my_feedback.look_at_own(services, caller, int(about)))
    except Refusal:
        return None


async def ask(services: Services, caller: Caller, tap: AskOwnFeedback) -> Screen:
    view = await my_feedback.look_at_own(services, caller, tap.number)
    match tap.what:
        case "words":
            return _piece_screen(services, replace(view, passings=_decided(view)), 0)
        case "wishes":
            return _wishes_screen(services, view)
        case "delete":
            yes = DeleteOwnFeedback(tap.number)
            return _question_screen(services, view, "feedback_delete", "button_feedback_delete_yes", yes)
        case "unlink":
            off = SetOwnWish(tap.number, Wish.ANSWER, False)
            return _question_screen(services, view, "feedback_unlink", "button_feedback_unlink_yes", off)
    raise Refusal("old_button")


async def set_wish(services: Services, caller: Caller, tap: SetOwnWish) -> Screen:
    if tap.wish not in [*Wish]:
        raise Refusal("old_button")
    done = await my_feedback.set_wish(services, caller, tap.number, Wish(tap.wish), tap.on)
    if isinstance(done, Gone):
        return Screen(services.texts.say(done.reader, "feedback_unlinked"))
    return _wishes_screen(services, done).with_toast(
        services.texts.toast(done.reader, "toast_feedback_changed")
    )


async def delete(services: Services, caller: Caller, tap: DeleteOwnFeedback) -> Screen:
    done = await my_feedback.delete_own(services, caller, tap.number)
    bodies = [one.body for one in done.passed]
    return Screen(services.texts.say(done.reader, "feedback_deleted", bodies=bodies))


async def decide_passing(services: Services, caller: Caller, tap: DecidePassing) -> Screen:
    view = await my_feedback.decide_passing(services, caller, tap.passing, tap.yes)
    said = "toast_feedback_yes" if tap.yes else "toast_feedback_no"
    return _piece_screen(services, view, 0).with_toast(services.texts.toast(view.reader, said))


# the screens


def _list_screen(services: Services, found: OwnList, page: int) -> Screen:
    texts, reader = services.texts, found.reader
    begin = (Button(texts.button(reader, "button_feedback"), OpenFeedback()),)
    if not found.pieces:
        return Screen(texts.say(reader, "feedback_own_none"), (begin, last_row(services, reader)))
    page = min(page, (len(found.pieces) - 1) // PIECES_A_PAGE)
    shown = found.pieces[page * PIECES_A_PAGE : (page + 1) * PIECES_A_PAGE]
    lines = [_line(services, reader, piece) for piece in shown]
    rows = [(_open_button(services, reader, piece),) for piece in shown]
    turn = turning(services, reader, page, len(found.pieces), PIECES_A_PAGE, ListOwnFeedback)
    html = texts.lines([texts.say(reader, "feedback_own"), *lines], "\n\n")
    return Screen(html, (*rows, *turn, begin, last_row(services, reader)))


def last_row(services: Services, reader: Reader) -> tuple[Button, ...]:
    """Urgent help, and hiding it."""
    return (*urgent_row(services, reader), hide_button(services, reader))


def _line(services: Services, reader: Reader, piece: Piece) -> str:
    return services.texts.say(
        reader,
        "feedback_own_line",
        number=say_number(piece.number),
        words=isolated(first_units(" ".join(piece.words.split()), 80)),
        sent=services.texts.date(reader, piece.day),
        state=state_words(services, reader, piece),
        news=piece.has_news,
    )


def _open_button(services: Services, reader: Reader, piece: Piece) -> Button:
    words = first_units(" ".join(piece.words.split()), BEGINNING)
    label = services.texts.button(reader, "button_feedback_open", words=words, news=piece.has_news)
    return Button(label, OpenOwnFeedback(piece.number, 0))


def _piece_screen(services: Services, view: OwnPiece, page: int) -> Screen:
    """Who is asked something sees that first."""
    if view.asked is not None and not page:
        return _asked_screen(services, view, view.asked)
    texts, reader, piece = services.texts, view.reader, view.piece
    parts = lay_out(piece.words, view.replies)
    at, goes = min(page, len(parts) - 1), _goes(services, piece)
    html = texts.say(
        reader,
        "feedback_own_piece",
        number=say_number(piece.number),
        sent=texts.date(reader, piece.day),
        kind=kind_words(services, reader, piece),
        state=state_words(services, reader, piece),
        words=isolated(parts[at].words),
        page=at + 1,
        pages=len(parts),
        about=piece.about,
        goes="" if goes is None else texts.date(reader, goes),
    )
    said = [html, *([] if at else _passed(services, view))]
    said += thread(services, reader, parts[at], "feedback_reply_ours", "feedback_reply_own")
    return Screen(texts.lines(said, "\n\n"), _piece_rows(services, view, at, len(parts)))


def _goes(services: Services, piece: Piece) -> date | None:
    """The day on which nothing leads to its writer any more."""
    days = timedelta(days=services.content.forum.feedback.link_days)
    return None if piece.over_on is None else piece.over_on + days


def thread(services: Services, reader: Reader, part: Part, ours: str, own: str) -> list[Markup]:
    """The replies that stand on one screen. `ours`, `own`: the messages that they are said with."""
    return [
        services.texts.say(
            reader,
            ours if reply.is_ours else own,
            text=isolated(reply.text),
            day=services.texts.date(reader, reply.day),
        )
        for reply in part.replies
    ]


def _passed(services: Services, view: OwnPiece) -> list[str]:
    texts, reader = services.texts, view.reader
    return [
        texts.say(
            reader,
            f"feedback_passing_{one.state}",
            body=one.body,
            day=texts.date(reader, one.day),
            words=isolated(first_units(one.words, PASSED_SHOWN)),
        )
        for one in _decided(view)[-MOST_PASSED:]
    ]


def _piece_rows(services: Services, view: OwnPiece, page: int, count: int) -> Rows:
    texts, reader, number = services.texts, view.reader, view.piece.number
    turn = turning(services, reader, page, count, 1, lambda at: OpenOwnFeedback(number, at))
    return (
        *turn,
        (Button(texts.button(reader, "button_feedback_back"), WriteBack(number)),),
        (Button(texts.button(reader, "button_feedback_wishes"), AskOwnFeedback(number, "wishes")),),
        (Button(texts.button(reader, "button_feedback_delete"), AskOwnFeedback(number, "delete")),),
        (Button(texts.button(reader, "button_feedback_all_own"), ListOwnFeedback(0)),),
        last_row(services, reader),
    )


def _decided(view: OwnPiece) -> tuple[Passing, ...]:
    return tuple(one for one in view.passings if one.state is not PassingState.ASKED)


def _asked_screen(services: Services, view: OwnPiece, asked: Passing) -> Screen:
    texts, reader = services.texts, view.reader
    look = AskOwnFeedback(view.piece.number, "words")
    html = texts.say(
        reader,
        "feedback_asked",
        number=say_number(view.piece.number),
        body=asked.body,
        words=isolated(asked.words),
    )
    return Screen(
        html,
        (
            (Button(texts.button(reader, "button_passing_yes"), DecidePassing(asked.id, True)),),
            (Button(texts.button(reader, "button_passing_no"), DecidePassing(asked.id, False)),),
            (Button(texts.button(reader, "button_passing_look"), look),),
            last_row(services, reader),
        ),
    )


def _back_screen(services: Services, view: OwnPiece) -> Screen:
    texts, reader = services.texts, view.reader
    last = next((reply for reply in reversed(view.replies) if reply.is_ours), None)
    text = "" if last is None else isolated(last_units(last.text, 1000))
    parts = [texts.say(reader, "feedback_back", text=text), texts.say(reader, "safety_line")]
    back = Button(texts.button(reader, "button_back"), OpenOwnFeedback(view.piece.number, 0))
    return Screen(texts.lines(parts, "\n\n"), ((back,), last_row(services, reader)))


def _wishes_screen(services: Services, view: OwnPiece) -> Screen:
    texts, reader, piece = services.texts, view.reader, view.piece
    rows = []
    for wish in offered(piece):
        on = wish in piece.wishes
        tap = AskOwnFeedback(piece.number, "unlink") if wish is Wish.ANSWER else None
        label = texts.button(reader, f"button_wish_{wish}", on=on)
        rows.append((Button(label, tap or SetOwnWish(piece.number, wish, not on)),))
    back = Button(texts.button(reader, "button_back"), OpenOwnFeedback(piece.number, 0))
    passed = [one.body for one in view.passings if one.state is PassingState.PASSED]
    html = texts.say(reader, "feedback_wishes", bodies=passed, quoted=bool(piece.quote))
    return Screen(html, (*rows, (back,), last_row(services, reader)))


def _question_screen(services: Services, view: OwnPiece, key: str, label: str, yes: Tap) -> Screen:
    texts, reader = services.texts, view.reader
    back = Button(texts.button(reader, "button_back"), OpenOwnFeedback(view.piece.number, 0))
    rows = ((Button(texts.button(reader, label), yes),), (back,), last_row(services, reader))
    return Screen(texts.say(reader, key), rows)


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    ListOwnFeedback: tap_list,
    OpenNews: open_news,
    OpenOwnFeedback: open_own,
    WriteBack: begin_back,
    AskOwnFeedback: ask,
    SetOwnWish: set_wish,
    DeleteOwnFeedback: delete,
    DecidePassing: decide_passing,
}
