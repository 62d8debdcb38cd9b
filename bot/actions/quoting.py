"""What may be quoted of a piece: a part of its own words, masked, chosen by a coordinator who read it."""

import sqlite3
from dataclasses import dataclass, replace

from bot.actions.feedback import today_of
from bot.actions.holding import masked_words
from bot.actions.inbox import Reading, coordinator_and_piece, read_again
from bot.core.feedback.piece import Piece, Wish, read_words
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.services import Services
from bot.store import conversations, feedback

QUOTE = "feedback_quote"
"""The task of typed words that are the part to quote."""
LONGEST_QUOTE = 600


@dataclass(frozen=True)
class Quoting:
    """`words`: all of the piece, masked: the quote is a part of them."""

    reading: Reading
    words: str


async def begin(services: Services, caller: Caller, number: int) -> Quoting:
    def story(db: sqlite3.Connection) -> Quoting:
        person, piece = coordinator_and_piece(db, services, caller, number)
        _check_allowed(piece)
        conversations.turn_to_task(db, caller.telegram, f"{QUOTE}:{number}", caller.screen)
        words = masked_words(services, piece.words)
        return Quoting(read_again(db, services, person, number), words)

    return await services.store.write(story)


async def choose(services: Services, caller: Caller, number: int, typed: str | None) -> Reading:
    """The part that was typed, which must stand there; None: all of it; empty: nothing is quoted. Refuses
    words that its writer did not use, and what its writer does not allow."""

    def story(db: sqlite3.Connection) -> Reading:
        person, piece = coordinator_and_piece(db, services, caller, number)
        quote = ""
        if typed != "":
            _check_allowed(piece)
            quote = _part(masked_words(services, piece.words), typed)
        feedback.save(db, replace(piece, quote=quote), today_of(services))
        conversations.turn_away(db, caller.telegram, caller.screen)
        return read_again(db, services, person, number)

    return await services.store.write(story)


def _part(words: str, typed: str | None) -> str:
    whole = " ".join(words.split())
    part = whole if typed is None else " ".join(typed.split()).strip('“”"…')
    if part not in whole:
        raise Refusal("quote_not_there")
    return read_words(part, LONGEST_QUOTE)


def _check_allowed(piece: Piece) -> None:
    if Wish.QUOTE not in piece.wishes or piece.is_family:
        raise Refusal("quote_not_allowed")
