"""Telling the forum something: say it first, then one screen, then it is sent. Nobody need have joined."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta

from bot.actions.feedback_news import tell_coordinators
from bot.actions.holding import masked_words
from bot.actions.members import find_reader
from bot.actions.support import directory
from bot.content.markup import visible
from bot.core.feedback.kinds import guess_kind
from bot.core.feedback.piece import Kind, Piece, State, Wish, add_message, are_alike, wish
from bot.core.lengths import first_units
from bot.core.masking import Found, kinds_found
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.support.replies import MOST_READ
from bot.core.tongues import guess_language
from bot.core.words import ENGLISH, Reader
from bot.services import Services
from bot.store import conversations, feedback, outbox, people

TASK = "feedback"
"""The task that typed words belong to while somebody tells us something."""
MOST_WAITING = 20
"""Pieces of one person that nobody has dealt with yet."""
MOST_MESSAGES = 200
LONGEST_ABOUT = 100
SILENT = frozenset({"feedback", "inbox", "alert"})
"""Posts that say nothing of what they are about, by how their labels begin."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Writing:
    """`piece`: what they have written so far; None for an empty box. `own`: how many they sent before, that
    still lead to them; `has_news`: something in these is new. `personal`: what in it looks as if it could
    point to somebody."""

    reader: Reader
    joined: bool
    piece: Piece | None
    own: int = 0
    has_news: bool = False
    personal: tuple[Found, ...] = ()


@dataclass(frozen=True)
class Guess:
    """The topic that their words seem to have, without and with what they typed now."""

    before: str | None
    after: str | None


@dataclass(frozen=True)
class Sent:
    """`typed_in`: the messages of the chat that hold the words. `again`: they had sent the same before.
    `quiet`: they stopped messages that come by themselves."""

    reader: Reader
    piece: Piece
    typed_in: tuple[int, ...]
    again: bool = False
    quiet: bool = False


async def open_box(services: Services, caller: Caller) -> Writing:
    """From now on typed words belong to their feedback."""

    def story(db: sqlite3.Connection) -> Writing:
        conversations.turn_to_task(db, caller.telegram, TASK, caller.screen)
        return _writing(db, services, caller)

    return await services.store.write(story)


async def begin(services: Services, caller: Caller, words: str, about: str = "") -> Writing:
    """The words that somebody typed become feedback, or are added to what they have not sent yet. `about`:
    the message of ours that they answer, in a few words. Refuses what has no words, and what is too much."""
    guess = await _guess_topic(services, caller, words)

    def story(db: sqlite3.Connection) -> Writing:
        conversations.turn_to_task(db, caller.telegram, TASK, caller.screen)
        _add(db, services, caller, words, about, guess)
        return _writing(db, services, caller)

    return await services.store.write(story)


async def begin_reply(services: Services, caller: Caller, words: str, message: int) -> Writing | None:
    """An answer to one of our posts becomes feedback on it. None where that message is none of our posts."""
    guess = await _guess_topic(services, caller, words)

    def story(db: sqlite3.Connection) -> Writing | None:
        found = outbox.find_sent(db, caller.telegram, message)
        if found is None:
            return None
        label, post = found
        first = visible(post.html).strip().partition("\n")[0]
        about = "" if label.partition(" ")[0] in SILENT else first_units(first, LONGEST_ABOUT)
        conversations.turn_to_task(db, caller.telegram, TASK, caller.screen)
        _add(db, services, caller, words, about, guess)
        return _writing(db, services, caller)

    return await services.store.write(story)


async def _guess_topic(services: Services, caller: Caller, words: str) -> Guess:
    """As the directory understands it: made anew beside us, it may take a while, so not in a transaction."""
    finder = services.keys.writers.finder(caller.telegram)
    draft = await services.store.read(feedback.find_draft, finder)
    before = "" if draft is None else draft.words
    index = (await directory(services)).index
    return Guess(
        *(next(iter(index.topics_of(one[:MOST_READ])), None) for one in (before, f"{before} {words}"))
    )


async def look(services: Services, caller: Caller) -> Writing:
    """Where they are; nothing changes."""
    return await services.store.read(_writing, services, caller)


async def type_words(services: Services, caller: Caller, words: str) -> Writing:
    return await begin(services, caller, words)


async def take_last_out(services: Services, caller: Caller, number: int) -> Writing:
    """The last message. With the only one, all of it goes."""

    def change(piece: Piece) -> Piece:
        return replace(piece, messages=piece.messages[:-1])

    return await _change(services, caller, number, change)


async def take_personal_out(services: Services, caller: Caller, number: int) -> Writing:
    """What looks as if it could point to somebody is put as its kind, such as [phone number]."""

    def story(db: sqlite3.Connection) -> Writing:
        piece = _draft(db, services, caller, number)
        clean = tuple(masked_words(services, message) for message in piece.messages)
        _save(db, services, replace(piece, messages=clean))
        return _writing(db, services, caller)

    return await services.store.write(story)


async def throw_away(services: Services, caller: Caller, number: int) -> Writing:
    def story(db: sqlite3.Connection) -> Writing:
        feedback.delete(db, _draft(db, services, caller, number).number)
        conversations.turn_away(db, caller.telegram, caller.screen)
        return _writing(db, services, caller)

    return await services.store.write(story)


async def set_kind(services: Services, caller: Caller, number: int, kind: Kind) -> Writing:
    return await _change(services, caller, number, lambda piece: replace(piece, kind=kind))


async def set_topic(services: Services, caller: Caller, number: int, topic: str | None) -> Writing:
    if topic is not None and topic not in services.content.topics:
        raise Refusal("old_button")
    return await _change(services, caller, number, lambda piece: replace(piece, topic=topic))


async def set_wish(services: Services, caller: Caller, number: int, changed: Wish, on: bool) -> Writing:
    return await _change(
        services, caller, number, lambda piece: replace(piece, wishes=wish(piece.wishes, changed, on))
    )


async def send(services: Services, caller: Caller, number: int) -> Sent:
    """Once. Who wants no answer is not known any more from then on. A second tap shows what was sent; words
    that they sent before, and that nobody has dealt with yet, are not sent twice."""

    def story(db: sqlite3.Connection) -> Sent:
        reader, finder = find_reader(db, caller), services.keys.writers.finder(caller.telegram)
        before = feedback.find_own(db, number, finder)
        if before is not None and before.state is not State.WRITING:
            return Sent(reader, before, ())
        draft = _draft(db, services, caller, number)
        typed_in = _typed_in(db, draft, caller)
        conversations.turn_away(db, caller.telegram, caller.screen)
        waiting = [piece for piece in feedback.list_own(db, finder) if not piece.state.is_over]
        same = next((piece for piece in waiting if are_alike(piece, draft)), None)
        if same is not None:
            feedback.delete(db, number)
            return Sent(reader, same, typed_in, again=True)
        if len(waiting) >= MOST_WAITING:
            raise Refusal("feedback_many_waiting", most=MOST_WAITING)
        sent = _sent(services, draft, _day(services, caller))
        _save(db, services, sent)
        if Wish.ANSWER not in sent.wishes:
            feedback.unlink(db, number)
        tell_coordinators(db, services)
        person = people.find(db, caller.telegram)
        return Sent(reader, sent, typed_in, quiet=person is not None and person.quiet)

    done = await services.store.write(story)
    services.posts_waiting.set()
    return done


def _sent(services: Services, draft: Piece, today: date) -> Piece:
    promised = today + timedelta(days=services.content.forum.feedback.answer_days)
    return replace(
        draft,
        state=State.RECEIVED,
        day=today,
        answer_by=promised if Wish.ANSWER in draft.wishes else None,
        typed_in=(),
    )


def today_of(services: Services) -> date:
    """In UTC, as the erasures are."""
    return services.clock().astimezone(UTC).date()


def _day(services: Services, caller: Caller) -> date:
    """Always later than the day on which they were forgotten, if they were: what is of that day or before
    goes from every old copy that is put back."""
    erased = services.keys.erasures.find(caller.telegram)
    today = today_of(services)
    if erased is None:
        return today
    return max(today, erased.date() + ONE_DAY)


async def _change(
    services: Services, caller: Caller, number: int, change: Callable[[Piece], Piece]
) -> Writing:
    def story(db: sqlite3.Connection) -> Writing:
        changed = change(_draft(db, services, caller, number))
        if changed.messages:
            _save(db, services, changed)
        else:
            feedback.delete(db, number)
        conversations.turn_to_task(db, caller.telegram, TASK, caller.screen)
        return _writing(db, services, caller)

    return await services.store.write(story)


def _add(
    db: sqlite3.Connection, services: Services, caller: Caller, words: str, about: str, guess: Guess
) -> None:
    """What was guessed is guessed again, unless they changed it."""
    writers = services.keys.writers
    finder = writers.finder(caller.telegram)
    before = feedback.find_draft(db, finder)
    messages = add_message(() if before is None else before.messages, words)
    if len(messages) > MOST_MESSAGES:
        raise Refusal("feedback_many_messages", most=MOST_MESSAGES)
    piece = before or feedback.begin(
        db, finder, writers.seal(caller.telegram), _day(services, caller), services.random
    )
    guessed = before is None or before.kind is guess_kind(before.words)
    changed = replace(piece, messages=messages, about=about or piece.about)
    language = guess_language(changed.words) or ENGLISH
    topic = guess.after if language == ENGLISH else None
    _save(
        db,
        services,
        replace(
            changed,
            kind=guess_kind(changed.words) if guessed else piece.kind,
            topic=topic if piece.topic in {None, guess.before} else piece.topic,
            language=language,
            typed_in=_typed_in(db, piece, caller),
        ),
    )


def _typed_in(db: sqlite3.Connection, piece: Piece, caller: Caller) -> tuple[int, ...]:
    """With what was typed now, and the screen above it, which shows what was typed before."""
    above = conversations.find(db, caller.telegram).screen
    now = () if caller.typed is None else (caller.typed.message,)
    return tuple(sorted({*piece.typed_in, *now, *(() if above is None else (above,))}))


def _save(db: sqlite3.Connection, services: Services, piece: Piece) -> None:
    """Within the transaction that has read it: nobody can have been quicker."""
    feedback.save(db, piece, today_of(services))


def _draft(db: sqlite3.Connection, services: Services, caller: Caller, number: int) -> Piece:
    found = feedback.find_draft(db, services.keys.writers.finder(caller.telegram))
    if found is None or found.number != number:
        raise Refusal("old_button")
    return found


def _writing(db: sqlite3.Connection, services: Services, caller: Caller) -> Writing:
    finder = services.keys.writers.finder(caller.telegram)
    piece = feedback.find_draft(db, finder)
    person, own = people.find(db, caller.telegram), feedback.list_own(db, finder)
    return Writing(
        reader=Reader() if person is None else person.reader,
        joined=person is not None,
        piece=piece,
        own=len(own),
        has_news=any(one.has_news for one in own),
        personal=() if piece is None else kinds_found(piece.words),
    )
