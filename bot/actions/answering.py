"""Answering feedback through the bot: typed, looked at, sent once; also to all who said the same."""

import sqlite3
from dataclasses import replace
from datetime import date

from bot.actions.feedback import today_of
from bot.actions.feedback_news import tell_writer
from bot.actions.inbox import Reading, coordinator_and_piece, read_again, together
from bot.core.feedback.piece import Piece, State, read_reply
from bot.core.feedback.thread import Reply
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.services import Services
from bot.store import conversations, feedback, inbox
from bot.store.inbox import Note

ANSWER = "feedback_answer"
"""The task of typed words that are an answer."""
USE = "answer"


async def type_answer(services: Services, caller: Caller, number: int, typed: str) -> Reading:
    """Kept, and shown before it is sent. Typed again, it takes the place of the first."""

    def story(db: sqlite3.Connection) -> Reading:
        person, piece = coordinator_and_piece(db, services, caller, number)
        _check_reachable(piece)
        inbox.keep_note(db, number, person.id, USE, Note(read_reply(typed)))
        return read_again(db, services, person, number)

    return await services.store.write(story)


async def send_answer(services: Services, caller: Caller, number: int, version: int) -> Reading:
    """Once. Where somebody else was faster, nothing goes out, and what was typed is kept: look again. The
    matter is open still; say yourself when it is done."""

    def story(db: sqlite3.Connection) -> Reading:
        person, piece = coordinator_and_piece(db, services, caller, number)
        note, today = inbox.find_note(db, number, person.id, USE), today_of(services)
        conversations.turn_away(db, caller.telegram, caller.screen)
        if note is None:
            return read_again(db, services, person, number)
        if piece.version != version:
            return read_again(db, services, person, number, changed=True)
        _check_reachable(piece)
        inbox.drop_note(db, number, person.id, USE)
        for one in together(db, piece):
            _answer(db, services, replace(one, handler=one.handler or person.id), note.text, today)
        return read_again(db, services, person, number)

    done = await services.store.write(story)
    services.posts_waiting.set()
    return done


def _answer(db: sqlite3.Connection, services: Services, piece: Piece, text: str, today: date) -> None:
    """Whoever wants no answer, or is not known any more, gets none."""
    if not piece.has_writer:
        return
    feedback.add_reply(db, piece.number, Reply(True, text, today))
    state = State.READING if piece.state is State.RECEIVED else piece.state
    feedback.save(db, replace(piece, state=state, answer_by=None, has_news=True), today)
    tell_writer(db, services, piece.number, "feedback_news_answer")


def _check_reachable(piece: Piece) -> None:
    if not piece.has_writer:
        raise Refusal("piece_without_writer")
