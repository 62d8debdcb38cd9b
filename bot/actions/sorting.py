"""Putting pieces of feedback together: under a theme, to another that says the same, to a coordinator."""

import sqlite3
from dataclasses import dataclass, replace

from bot.actions.feedback import today_of
from bot.actions.feedback_news import tell_colleague
from bot.actions.holding import held_feedback
from bot.actions.inbox import Reading, coordinator_and_piece, read_again, together
from bot.actions.members import roles_of
from bot.core.feedback.piece import Piece, read_words
from bot.core.people import Caller, Person, Role
from bot.core.refusal import Refusal
from bot.services import Services
from bot.store import conversations, feedback, inbox, people
from bot.store.inbox import Theme

THEME, SAME = "feedback_theme", "feedback_same"
"""The tasks of typed words: the name of a new theme, and the number of another piece."""
LONGEST_THEME = 60
MOST_THEMES = 20
MOST_ALIKE = 8


@dataclass(frozen=True)
class Sorting:
    """What a piece may be put under or to."""

    reading: Reading
    themes: tuple[Theme, ...]
    alike: tuple[Piece, ...]


async def look_around(services: Services, caller: Caller, number: int, task: str) -> Sorting:
    """From now on typed words are the name of a theme, or another piece's number."""

    def story(db: sqlite3.Connection) -> Sorting:
        person, piece = _countable(db, services, caller, number)
        conversations.turn_to_task(db, caller.telegram, f"{task}:{number}", caller.screen)
        themes = inbox.list_themes(db)[:MOST_THEMES]
        is_held = held_feedback(db, services)
        alike = [one for one in inbox.like_this(db, piece, MOST_ALIKE) if not is_held(one)]
        return Sorting(read_again(db, services, person, number), tuple(themes), tuple(alike))

    return await services.store.write(story)


async def put_under(services: Services, caller: Caller, number: int, theme: int | None) -> Reading:
    """With all that say the same. What is in no theme any more is no theme."""

    def story(db: sqlite3.Connection) -> Reading:
        person, piece = _countable(db, services, caller, number)
        if theme is not None and inbox.find_theme(db, theme) is None:
            raise Refusal("old_button")
        _put(db, services, piece, theme)
        conversations.turn_away(db, caller.telegram, caller.screen)
        return read_again(db, services, person, number)

    return await services.store.write(story)


async def put_under_new(services: Services, caller: Caller, number: int, typed: str) -> Reading:
    name = " ".join(read_words(typed, LONGEST_THEME).split())

    def story(db: sqlite3.Connection) -> Reading:
        person, piece = _countable(db, services, caller, number)
        _put(db, services, piece, inbox.add_theme(db, name, services.random))
        conversations.turn_away(db, caller.telegram, caller.screen)
        return read_again(db, services, person, number)

    return await services.store.write(story)


def _put(db: sqlite3.Connection, services: Services, piece: Piece, theme: int | None) -> None:
    """Under another theme a piece is counted anew."""
    for one in together(db, piece):
        if one.theme != theme:
            feedback.save(db, replace(one, theme=theme, is_repeat=False), today_of(services))
    inbox.drop_empty_themes(db)


async def say_same(services: Services, caller: Caller, number: int, other: int | None) -> Reading:
    """The piece and all that say the same go to another; None takes it out again. What is answered there is
    answered to all of them."""

    def story(db: sqlite3.Connection) -> Reading:
        person, piece = _countable(db, services, caller, number)
        conversations.turn_away(db, caller.telegram, caller.screen)
        if other is None:
            feedback.save(db, replace(piece, same_as=None), today_of(services))
            return read_again(db, services, person, number)
        head = _head(db, number, other)
        if held_feedback(db, services)(head):
            raise Refusal("piece_held")
        for one in together(db, piece):
            feedback.save(db, _joined(one, head), today_of(services))
        feedback.save(db, head, today_of(services))
        inbox.drop_empty_themes(db)
        return read_again(db, services, person, head.number)

    return await services.store.write(story)


async def say_same_typed(services: Services, caller: Caller, number: int, typed: str) -> Reading:
    digits = "".join(sign for sign in typed if sign.isdecimal())
    if not digits or len(digits) > 6:
        raise Refusal("piece_number_please")
    return await say_same(services, caller, number, int(digits))


def _joined(piece: Piece, head: Piece) -> Piece:
    """From then on it stands where the other stands."""
    return replace(
        piece,
        same_as=head.number,
        theme=head.theme,
        is_repeat=False,
        state=head.state,
        detail=head.detail,
        handler=head.handler,
    )


def _head(db: sqlite3.Connection, number: int, other: int) -> Piece:
    """Refuses one that is not there or over, is about one family, or is this one."""
    head = feedback.find(db, other)
    if head is not None and head.same_as is not None:
        head = feedback.find(db, head.same_as)
    if head is None or head.is_draft or head.state.is_over or head.is_family or head.number == number:
        raise Refusal("piece_not_to_join")
    return head


def _countable(
    db: sqlite3.Connection, services: Services, caller: Caller, number: int
) -> tuple[Person, Piece]:
    """Refuses what is only about one family: it is never counted."""
    person, piece = coordinator_and_piece(db, services, caller, number)
    if piece.is_family:
        raise Refusal("piece_of_one_family")
    return person, piece


async def hand_over(services: Services, caller: Caller, number: int, version: int, to: int | None) -> Reading:
    """To another coordinator, who is told; None: to nobody, so that anybody may take it."""

    def story(db: sqlite3.Connection) -> Reading:
        person, piece = coordinator_and_piece(db, services, caller, number)
        conversations.turn_away(db, caller.telegram, caller.screen)
        if piece.handler == to:
            return read_again(db, services, person, number)
        if piece.version != version:
            return read_again(db, services, person, number, changed=True)
        colleague = None if to is None else _coordinator(db, services, to)
        for one in together(db, piece):
            feedback.save(db, replace(one, handler=to), today_of(services))
        if colleague is not None and colleague.id != person.id:
            tell_colleague(db, services, colleague, number)
        return read_again(db, services, person, number)

    done = await services.store.write(story)
    services.posts_waiting.set()
    return done


def _coordinator(db: sqlite3.Connection, services: Services, number: int) -> Person:
    found = people.find_by_number(db, number)
    if found is None or Role.COORDINATOR not in roles_of(services, db, found.telegram):
        raise Refusal("old_button")
    return found
