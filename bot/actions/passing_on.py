"""Passing feedback on outside the forum: what its writer allows, or says yes to word for word."""

import sqlite3
from dataclasses import dataclass, replace

from bot.actions.audit import note as note_in_audit
from bot.actions.feedback import today_of
from bot.actions.feedback_news import tell_writer
from bot.actions.holding import masked_words
from bot.actions.inbox import Reading, coordinator_and_piece, moved, read_again, together
from bot.core.feedback.piece import Piece, State, Wish, read_reply, read_words
from bot.core.feedback.thread import Passing, PassingState
from bot.core.people import Caller, Person, Role
from bot.core.refusal import Refusal
from bot.services import Services
from bot.store import conversations, feedback, inbox
from bot.store.inbox import Note

BODY, WORDS = "feedback_body", "feedback_words"
"""The tasks of typed words: whom something is passed on to, and which words."""
USE = "passing"
LONGEST_BODY = 100
LONGEST_WORDS = 1500
"""Of what is shown to the writer, who says yes or no: it fits one screen."""


@dataclass(frozen=True)
class ToPass:
    """`body`: whom it is for; empty until that is said. `words`: exactly what they would hear, masked; empty
    until they are chosen. `allowed`: the writer allows sharing, so nobody need be asked."""

    reading: Reading
    body: str
    words: str
    allowed: bool


async def begin(services: Services, caller: Caller, number: int) -> ToPass:
    """To whom? Typed words say it too."""
    return await _step(services, caller, number, f"{BODY}:{number}", None)


async def say_body(services: Services, caller: Caller, number: int, body: str) -> ToPass:
    """What the writer allows to be shared may go out as it is, masked. Otherwise: which words?"""
    return await _step(
        services, caller, number, f"{WORDS}:{number}", " ".join(read_words(body, LONGEST_BODY).split())
    )


async def _step(services: Services, caller: Caller, number: int, task: str, body: str | None) -> ToPass:
    def story(db: sqlite3.Connection) -> ToPass:
        person, piece = coordinator_and_piece(db, services, caller, number)
        _check_writer(piece)
        allowed = _is_allowed(piece)
        words = masked_words(services, piece.words) if allowed and body else ""
        inbox.keep_note(db, number, person.id, USE, Note(words, body or ""))
        if allowed and body:
            conversations.turn_away(db, caller.telegram, caller.screen)
        else:
            conversations.turn_to_task(db, caller.telegram, task, caller.screen)
        return _to_pass(db, services, person, piece)

    return await services.store.write(story)


async def say_exactly(services: Services, caller: Caller, number: int, typed: str | None) -> ToPass:
    """The words that the writer will see; None: their own, masked. Refuses more than they can look over."""

    def story(db: sqlite3.Connection) -> ToPass:
        person, piece = coordinator_and_piece(db, services, caller, number)
        _check_writer(piece)
        before = inbox.find_note(db, number, person.id, USE)
        if before is None or not before.body:
            raise Refusal("old_button")
        words = masked_words(services, piece.words if typed is None else typed)
        inbox.keep_note(db, number, person.id, USE, Note(read_reply(words, LONGEST_WORDS), before.body))
        conversations.turn_away(db, caller.telegram, caller.screen)
        return _to_pass(db, services, person, piece)

    return await services.store.write(story)


async def look(services: Services, caller: Caller, number: int) -> ToPass:
    def question(db: sqlite3.Connection) -> ToPass:
        person, piece = coordinator_and_piece(db, services, caller, number)
        return _to_pass(db, services, person, piece)

    return await services.store.read(question)


async def ask_writer(services: Services, caller: Caller, number: int, version: int) -> Reading:
    """Once. They see exactly these words, and for whom, and say yes or no."""

    def story(db: sqlite3.Connection) -> Reading:
        person, piece = coordinator_and_piece(db, services, caller, number)
        _check_writer(piece)
        wanted, today = inbox.find_note(db, number, person.id, USE), today_of(services)
        if wanted is None or not wanted.text:
            return read_again(db, services, person, number)
        if piece.version != version:
            return read_again(db, services, person, number, changed=True)
        inbox.drop_note(db, number, person.id, USE)
        asked = Passing(
            services.random.getrandbits(50), number, wanted.body, wanted.text, PassingState.ASKED, today
        )
        feedback.add_passing(db, asked)
        feedback.save(db, replace(piece, has_news=True, handler=piece.handler or person.id), today)
        tell_writer(db, services, number, "feedback_news_asked")
        return read_again(db, services, person, number)

    done = await services.store.write(story)
    services.posts_waiting.set()
    return done


async def note_passed(services: Services, caller: Caller, number: int, version: int, passing: int) -> Reading:
    """The words went out: those with a yes (`passing`), or those that the writer allows to be shared (0).
    The writer is told."""

    def story(db: sqlite3.Connection) -> Reading:
        person, piece = coordinator_and_piece(db, services, caller, number)
        if piece.version != version:
            return read_again(db, services, person, number, changed=True)
        today = today_of(services)
        body = _settle(db, services, person, piece, passing)
        for one in _may_hear(db, piece):
            after = moved(one, State.PASSED_ON, body, today)
            feedback.save(db, replace(after, handler=piece.handler or person.id), today)
            tell_writer(db, services, one.number, "feedback_news_state")
        note_in_audit(
            db, services, "feedback_passed", f"feedback {number}", Role.COORDINATOR, caller.telegram, body
        )
        return read_again(db, services, person, number)

    done = await services.store.write(story)
    services.posts_waiting.set()
    return done


def _may_hear(db: sqlite3.Connection, piece: Piece) -> list[Piece]:
    """The piece itself, and those that say the same whose writers allow sharing: their matter went along."""
    return [one for one in together(db, piece) if one.number == piece.number or _is_allowed(one)]


def _settle(db: sqlite3.Connection, services: Services, person: Person, piece: Piece, passing: int) -> str:
    """To whom the words went. Refuses what nobody allowed."""
    today = today_of(services)
    if passing:
        found = feedback.find_passing(db, passing)
        settled = feedback.settle_passing(db, passing, PassingState.YES, PassingState.PASSED, today)
        if found is None or found.feedback != piece.number or not settled:
            raise Refusal("old_button")
        return found.body
    wanted = inbox.find_note(db, piece.number, person.id, USE)
    if wanted is None or not wanted.text or not _is_allowed(piece):
        raise Refusal("old_button")
    inbox.drop_note(db, piece.number, person.id, USE)
    passed = services.random.getrandbits(50)
    feedback.add_passing(
        db, Passing(passed, piece.number, wanted.body, wanted.text, PassingState.PASSED, today)
    )
    return wanted.body


def _is_allowed(piece: Piece) -> bool:
    return Wish.SHARE in piece.wishes and not piece.is_family


def _check_writer(piece: Piece) -> None:
    """Who cannot be asked has not said yes."""
    if not _is_allowed(piece) and not piece.has_writer:
        raise Refusal("piece_nobody_to_ask")


def _to_pass(db: sqlite3.Connection, services: Services, person: Person, piece: Piece) -> ToPass:
    note = inbox.find_note(db, piece.number, person.id, USE) or Note("")
    reading = read_again(db, services, person, piece.number)
    return ToPass(reading, note.body, note.text, _is_allowed(piece))
