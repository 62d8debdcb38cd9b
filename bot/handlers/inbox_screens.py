"""What a coordinator sees of one piece of feedback, and of what is asked about it."""

from markupsafe import Markup

from bot.actions import quoting
from bot.actions.inbox import Colleagues, Reading
from bot.actions.quoting import Quoting
from bot.actions.sorting import Sorting
from bot.core.buttons import (
    AskPiece,
    BeginPassing,
    ListInbox,
    OpenPiece,
    SendAnswer,
    SetPiece,
    ShowPassing,
)
from bot.core.direction import isolated
from bot.core.feedback.layout import lay_out
from bot.core.feedback.piece import Piece, State, Wish
from bot.core.feedback.thread import Passing, PassingState
from bot.core.lengths import first_units
from bot.core.screens import Button, Rows, Screen
from bot.core.words import ENGLISH, Reader
from bot.handlers.feedback import kind_words, say_number
from bot.handlers.inbox import inbox_state
from bot.handlers.my_feedback import thread
from bot.handlers.rows import turning
from bot.services import Services

MOST_PASSED, PASSED_SHOWN = 2, 100
"""What was to go to others: the last ones, and the beginning of the words."""
MOST_ALIKE = 5
ON_A_BUTTON = 30


def piece_screen(services: Services, view: Reading, page: int = 0) -> Screen:
    texts, reader, piece = services.texts, view.reader, view.piece
    if view.held:
        back = Button(texts.button(reader, "button_to_inbox"), ListInbox.first())
        return Screen(texts.say(reader, "piece_held", number=say_number(piece.number)), ((back,),))
    parts = lay_out(piece.words, view.replies)
    at = min(page, len(parts) - 1)
    head = texts.say(
        reader,
        "piece",
        number=say_number(piece.number),
        kind=kind_words(services, reader, piece),
        state=inbox_state(services, reader, piece.state, piece.detail),
        sent=texts.date(reader, piece.day),
        due="" if piece.answer_by is None else texts.date(reader, piece.answer_by),
        handler=view.handler,
        mine=view.is_mine,
        taken=piece.handler is not None,
        about=piece.about,
        words=isolated(parts[at].words),
        page=at + 1,
        pages=len(parts),
    )
    said = [head, *([] if at else _passings(services, view))]
    said += thread(services, reader, parts[at], "piece_reply_ours", "piece_reply_own")
    said += [] if at else [_facts(services, view)]
    return Screen(texts.lines(said, "\n\n"), _piece_rows(services, view, at, len(parts)))


def _facts(services: Services, view: Reading) -> Markup:
    """What its writer wants and allows, and what was made of it."""
    texts, reader, piece = services.texts, view.reader, view.piece
    language = "" if piece.language == ENGLISH else texts.button(reader, f"language_{piece.language}")
    return texts.say(
        reader,
        "piece_facts",
        answer=Wish.ANSWER in piece.wishes,
        known=piece.has_writer,
        share=Wish.SHARE in piece.wishes,
        quote=Wish.QUOTE in piece.wishes,
        family=piece.is_family,
        quoted=isolated(first_units(piece.quote, PASSED_SHOWN)),
        language=language,
        theme=view.theme,
        same=[say_number(one.number) for one in view.same[:MOST_ALIKE]],
        more=max(0, len(view.same) - MOST_ALIKE),
        head="" if piece.same_as is None else say_number(piece.same_as),
        unreachable=view.unreachable,
    )


def _passings(services: Services, view: Reading) -> list[Markup]:
    texts, reader = services.texts, view.reader
    return [
        texts.say(
            reader,
            f"piece_passing_{one.state}",
            body=one.body,
            day=texts.date(reader, one.day),
            words=isolated(first_units(one.words, PASSED_SHOWN)),
        )
        for one in view.passings[-MOST_PASSED:]
    ]


def _piece_rows(services: Services, view: Reading, page: int, count: int) -> Rows:
    texts, reader, number = services.texts, view.reader, view.piece.number
    turn = turning(services, reader, page, count, 1, lambda at: OpenPiece(number, at))
    back = (Button(texts.button(reader, "button_to_inbox"), ListInbox.first()),)
    return (*turn, *_ways(services, view), back)


def _ways(services: Services, view: Reading) -> list[tuple[Button, ...]]:
    """What can be done with it. What says the same as another is dealt with there."""
    texts, reader, piece = services.texts, view.reader, view.piece
    if piece.same_as is not None:
        head = texts.button(reader, "button_piece_head", number=say_number(piece.same_as))
        apart = SetPiece(piece.number, piece.version, "same", "")
        return [
            (Button(head, OpenPiece(piece.same_as, 0)),),
            (Button(texts.button(reader, "button_piece_apart"), apart),),
        ]
    rows = [_may_go_out(services, view, one) for one in view.passings if one.state is PassingState.YES]
    if piece.has_writer:
        rows.append((_way(services, view, "answer"),))
    passing = Button(texts.button(reader, "button_piece_pass"), BeginPassing(piece.number))
    rows.append((_way(services, view, "state"), passing))
    if not piece.is_family:
        rows.append((_way(services, view, "theme"), _way(services, view, "same")))
    if Wish.QUOTE in piece.wishes and not piece.is_family:
        rows.append((_way(services, view, "quote"),))
    rows.append((_way(services, view, "hand"),))
    return rows


def _way(services: Services, view: Reading, what: str) -> Button:
    label = services.texts.button(view.reader, f"button_piece_{what}", typed=bool(view.typed))
    return Button(label, AskPiece(view.piece.number, what))


def _may_go_out(services: Services, view: Reading, passing: Passing) -> tuple[Button, ...]:
    label = services.texts.button(
        view.reader, "button_piece_yes", body=first_units(passing.body, ON_A_BUTTON)
    )
    return (Button(label, ShowPassing(view.piece.number, passing.id)),)


def answer_screen(services: Services, view: Reading) -> Screen:
    texts, reader, piece = services.texts, view.reader, view.piece
    html = texts.say(
        reader,
        "piece_answer",
        number=say_number(piece.number),
        typed=isolated(view.typed),
        people=1 + len(view.same),
        words=isolated(first_units(piece.words, 600)),
        language="" if piece.language == ENGLISH else texts.button(reader, f"language_{piece.language}"),
    )
    rows: list[tuple[Button, ...]] = []
    if view.typed:
        send = SendAnswer(piece.number, piece.version)
        rows.append((Button(texts.button(reader, "button_piece_send"), send),))
    return Screen(html, (*rows, (_back(services, reader, piece),)))


def state_screen(services: Services, view: Reading) -> Screen:
    texts, reader, piece = services.texts, view.reader, view.piece
    rows = [
        (
            Button(
                texts.button(reader, f"button_state_{state}"),
                SetPiece(piece.number, piece.version, "state", state),
            ),
        )
        for state in (State.READING, State.DONE)
    ]
    rows.append((Button(texts.button(reader, "button_state_cannot"), AskPiece(piece.number, "cannot")),))
    html = texts.say(
        reader,
        "piece_state",
        state=inbox_state(services, reader, piece.state, piece.detail),
        days=services.content.forum.feedback.link_days,
    )
    return Screen(html, (*rows, (_back(services, reader, piece),)))


def cannot_screen(services: Services, view: Reading) -> Screen:
    back = _back(services, view.reader, view.piece)
    return Screen(services.texts.say(view.reader, "piece_cannot"), ((back,),))


def theme_screen(services: Services, found: Sorting) -> Screen:
    texts, reader, piece = services.texts, found.reading.reader, found.reading.piece
    rows = [
        (Button(first_units(theme.name, 40), SetPiece(piece.number, piece.version, "theme", str(theme.id))),)
        for theme in found.themes
        if theme.id != piece.theme
    ]
    if piece.theme is not None:
        none = SetPiece(piece.number, piece.version, "theme", "")
        rows.append((Button(texts.button(reader, "button_theme_none"), none),))
    html = texts.say(reader, "piece_theme", theme=found.reading.theme)
    return Screen(html, (*rows, (_back(services, reader, piece),)))


def same_screen(services: Services, found: Sorting) -> Screen:
    texts, reader, piece = services.texts, found.reading.reader, found.reading.piece
    lines = [
        texts.say(
            reader,
            "piece_alike",
            number=say_number(one.number),
            words=isolated(first_units(" ".join(one.words.split()), 120)),
        )
        for one in found.alike
    ]
    rows = [
        (
            Button(
                first_units(f"{say_number(one.number)} {' '.join(one.words.split())}", ON_A_BUTTON),
                SetPiece(piece.number, piece.version, "same", str(one.number)),
            ),
        )
        for one in found.alike
    ]
    html = texts.lines([texts.say(reader, "piece_same"), *lines], "\n\n")
    return Screen(html, (*rows, (_back(services, reader, piece),)))


def quote_screen(services: Services, found: Quoting) -> Screen:
    texts, reader, piece = services.texts, found.reading.reader, found.reading.piece
    rows: list[tuple[Button, ...]] = []
    if len(found.words) <= quoting.LONGEST_QUOTE:
        whole = AskPiece(piece.number, "all")
        rows.append((Button(texts.button(reader, "button_quote_all"), whole),))
    if piece.quote:
        none = SetPiece(piece.number, piece.version, "quote", "")
        rows.append((Button(texts.button(reader, "button_quote_none"), none),))
    html = texts.say(
        reader,
        "piece_quote",
        words=isolated(first_units(found.words, 2500)),
        quoted=isolated(first_units(piece.quote, 600)),
        longest=quoting.LONGEST_QUOTE,
    )
    return Screen(html, (*rows, (_back(services, reader, piece),)))


def quote_all_screen(services: Services, found: Quoting) -> Screen:
    """All of it is shown once more: nothing but a person finds a name."""
    texts, reader, piece = services.texts, found.reading.reader, found.reading.piece
    if len(found.words) > quoting.LONGEST_QUOTE:
        return quote_screen(services, found)
    yes = SetPiece(piece.number, piece.version, "quote", "all")
    part = AskPiece(piece.number, "quote")
    rows = (
        (Button(texts.button(reader, "button_quote_all_yes"), yes),),
        (Button(texts.button(reader, "button_quote_part"), part),),
        (_back(services, reader, piece),),
    )
    return Screen(texts.say(reader, "piece_quote_all", words=isolated(found.words)), rows)


def hand_screen(services: Services, found: Colleagues) -> Screen:
    texts, reader, piece = services.texts, found.reading.reader, found.reading.piece
    rows: list[tuple[Button, ...]] = []
    for person, name in found.others:
        label = texts.button(reader, "button_hand_to", name=name)
        rows.append((Button(label, SetPiece(piece.number, piece.version, "handler", str(person))),))
    if not found.reading.is_mine:
        mine = SetPiece(piece.number, piece.version, "handler", str(found.me))
        rows.insert(0, (Button(texts.button(reader, "button_hand_me"), mine),))
    if piece.handler is not None:
        nobody = SetPiece(piece.number, piece.version, "handler", "")
        rows.append((Button(texts.button(reader, "button_hand_nobody"), nobody),))
    html = texts.say(reader, "piece_hand", others=len(found.others))
    return Screen(html, (*rows, (_back(services, reader, piece),)))


def _back(services: Services, reader: Reader, piece: Piece) -> Button:
    return Button(services.texts.button(reader, "button_back"), OpenPiece(piece.number, 0))
