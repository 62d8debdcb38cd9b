"""What somebody told the forum: where it stands, the answer to it, and their say over it."""

import sqlite3
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.actions.feedback import today_of
from bot.actions.feedback_news import LABEL, tell_coordinators
from bot.actions.members import find_reader
from bot.core.feedback.piece import Piece, State, Wish, read_reply, wish
from bot.core.feedback.thread import Passing, PassingState, Reply
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.words import Reader
from bot.services import Services
from bot.store import conversations, feedback, outbox

BACK = "feedback_back"
"""The task that typed words belong to while somebody answers our answer."""
MOST_REPLIES = 100


@dataclass(frozen=True)
class OwnList:
    """The newest first."""

    reader: Reader
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class OwnPiece:
    """`asked`: what may be passed on, to whom; they have not said yes or no yet."""

    reader: Reader
    piece: Piece
    replies: tuple[Reply, ...]
    passings: tuple[Passing, ...]

    @property
    def asked(self) -> Passing | None:
        return next((one for one in self.passings if one.state is PassingState.ASKED), None)


@dataclass(frozen=True)
class Gone:
    """`passed`: what went out to somebody before, and cannot be called back."""

    reader: Reader
    passed: tuple[Passing, ...] = ()


async def list_own(services: Services, caller: Caller) -> OwnList:
    def question(db: sqlite3.Connection) -> OwnList:
        found = feedback.list_own(db, services.keys.writers.finder(caller.telegram))
        return OwnList(find_reader(db, caller), tuple(found))

    return await services.store.read(question)


async def open_news(services: Services, caller: Caller) -> OwnList | OwnPiece:
    """The one piece in which something is new; otherwise all of them."""

    def story(db: sqlite3.Connection) -> OwnList | OwnPiece:
        found = feedback.list_own(db, services.keys.writers.finder(caller.telegram))
        outbox.drop_settled(db, LABEL, caller.telegram)
        new = [piece for piece in found if piece.has_news]
        if len(new) == 1:
            return _open(db, services, caller, new[0])
        return OwnList(find_reader(db, caller), tuple(found))

    return await services.store.write(story)


async def open_own(services: Services, caller: Caller, number: int) -> OwnPiece:
    """What was new is not new any more; and typed words belong to nothing."""

    def story(db: sqlite3.Connection) -> OwnPiece:
        return _open(db, services, caller, _own(db, services, caller, number))

    return await services.store.write(story)


async def look_at_own(services: Services, caller: Caller, number: int) -> OwnPiece:
    def question(db: sqlite3.Connection) -> OwnPiece:
        return _view(db, caller, _own(db, services, caller, number))

    return await services.store.read(question)


async def begin_back(services: Services, caller: Caller, number: int) -> OwnPiece:
    """From now on typed words are an answer to our answer."""

    def story(db: sqlite3.Connection) -> OwnPiece:
        piece = _own(db, services, caller, number)
        conversations.turn_to_task(db, caller.telegram, f"{BACK}:{number}", caller.screen)
        return _view(db, caller, piece)

    return await services.store.write(story)


async def write_back(services: Services, caller: Caller, number: int, typed: str) -> OwnPiece:
    """It waits for an answer again, by a new day. What was over is open again."""

    def story(db: sqlite3.Connection) -> OwnPiece:
        piece, today = _own(db, services, caller, number), today_of(services)
        words = read_reply(typed)
        replies = feedback.replies_to(db, number)
        if len(replies) >= MOST_REPLIES:
            raise Refusal("feedback_many_replies")
        conversations.turn_away(db, caller.telegram, caller.screen)
        if replies and replies[-1] == Reply(False, words, today):
            return _view(db, caller, piece)
        feedback.add_reply(db, number, Reply(False, words, today))
        promised = today + timedelta(days=services.content.forum.feedback.answer_days)
        state = State.READING if piece.state.is_over else piece.state
        feedback.save(db, replace(piece, state=state, answer_by=promised, over_on=None), today)
        tell_coordinators(db, services)
        return _view(db, caller, _own(db, services, caller, number))

    done = await services.store.write(story)
    services.posts_waiting.set()
    return done


async def set_wish(
    services: Services, caller: Caller, number: int, changed: Wish, on: bool
) -> OwnPiece | Gone:
    """Consent is taken back by the same tap that gave it. Who wants no answer any more is not known from
    then on, so there is nothing left to look at."""

    def story(db: sqlite3.Connection) -> OwnPiece | Gone:
        piece = _own(db, services, caller, number)
        if changed is Wish.ANSWER:
            if not on:
                conversations.turn_away(db, caller.telegram, caller.screen)
                feedback.unlink(db, number)
                return Gone(find_reader(db, caller))
            return _view(db, caller, piece)
        wished = replace(piece, wishes=wish(piece.wishes, changed, on))
        feedback.save(db, within_wishes(wished), today_of(services))
        return _view(db, caller, _own(db, services, caller, number))

    return await services.store.write(story)


def within_wishes(piece: Piece) -> Piece:
    """Without what its writer does not allow: no quote; and what is only about their family stands alone."""
    if Wish.QUOTE not in piece.wishes:
        piece = replace(piece, quote="")
    return replace(piece, theme=None, same_as=None) if piece.is_family else piece


async def delete_own(services: Services, caller: Caller, number: int) -> Gone:
    """At once, with all answers. A second tap finds it gone."""

    def story(db: sqlite3.Connection) -> Gone:
        _own(db, services, caller, number)
        passed = [one for one in feedback.passings_of(db, number) if one.state is PassingState.PASSED]
        conversations.turn_away(db, caller.telegram, caller.screen)
        feedback.delete(db, number)
        return Gone(find_reader(db, caller), tuple(passed))

    return await services.store.write(story)


async def decide_passing(services: Services, caller: Caller, passing: int, yes: bool) -> OwnPiece:
    """Only of these words, for this body. A no can be made a yes by nobody but the writer, and a yes taken
    back until the words went out."""

    def story(db: sqlite3.Connection) -> OwnPiece:
        found = feedback.find_passing(db, passing)
        if found is None:
            raise Refusal("old_button")
        piece, today = _own(db, services, caller, found.feedback), today_of(services)
        state = PassingState.YES if yes else PassingState.NO
        if found.state is not PassingState.PASSED and found.state is not state:
            feedback.settle_passing(db, passing, found.state, state, today)
            feedback.save(db, piece, today)
            tell_coordinators(db, services)
        return _view(db, caller, _own(db, services, caller, found.feedback))

    done = await services.store.write(story)
    services.posts_waiting.set()
    return done


def _own(db: sqlite3.Connection, services: Services, caller: Caller, number: int) -> Piece:
    """Refuses what somebody else wrote, what is gone, and what leads to nobody any more."""
    found = feedback.find_own(db, number, services.keys.writers.finder(caller.telegram))
    if found is None or found.state is State.WRITING:
        raise Refusal("feedback_gone")
    return found


def _open(db: sqlite3.Connection, services: Services, caller: Caller, piece: Piece) -> OwnPiece:
    conversations.turn_away(db, caller.telegram, caller.screen)
    outbox.drop_settled(db, LABEL, caller.telegram)
    feedback.note_seen(db, piece.number)
    return _view(db, caller, piece)


def _view(db: sqlite3.Connection, caller: Caller, piece: Piece) -> OwnPiece:
    replies, passings = feedback.replies_to(db, piece.number), feedback.passings_of(db, piece.number)
    return OwnPiece(find_reader(db, caller), piece, tuple(replies), tuple(passings))
