"""The coordinators' side of feedback: what came in, and where it stands. Nobody sees who wrote."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from bot.actions.feedback import today_of
from bot.actions.feedback_news import could_not_reach, reachable_coordinators, tell_writer, writer_of
from bot.actions.holding import held_feedback
from bot.actions.members import check_role
from bot.core.feedback.piece import Kind, Piece, State, read_reply
from bot.core.feedback.thread import Passing, Reply
from bot.core.people import Caller, Person, Role
from bot.core.refusal import Refusal
from bot.core.words import Reader
from bot.services import Services
from bot.store import colleagues, conversations, feedback, inbox
from bot.store.inbox import Shown

PIECES_A_PAGE = 8
LONGEST_REASON = 300


@dataclass(frozen=True)
class Seen:
    """What is looked at: open, mine or over; of one kind and topic, or of all."""

    show: str = "open"
    kind: str = ""
    topic: str = ""


@dataclass(frozen=True)
class Listed:
    """`others`: how many more say the same. `wrote_back`: the last word is the writer's. `held`: nobody may
    read it yet."""

    piece: Piece
    others: int
    wrote_back: bool
    held: bool


@dataclass(frozen=True)
class Inbox:
    """`since`: since when the oldest waits for an answer that is due; None where none is. `name`: what the
    others call this coordinator."""

    reader: Reader
    seen: Seen
    pieces: tuple[Listed, ...]
    page: int
    count: int
    states: dict[State, int]
    since: date | None
    name: str


@dataclass(frozen=True)
class Counted:
    """How many there are of each kind or topic."""

    reader: Reader
    seen: Seen
    kinds: dict[str, int]
    topics: dict[str, int]


@dataclass(frozen=True)
class Reading:
    """One piece as a coordinator reads it. `same`: those that say the same. `head`: the one that this was
    put to. `changed`: somebody else was faster, and nothing was done. `typed`: an answer that is not sent.
    `held`: nobody may read it yet.
    """

    reader: Reader
    piece: Piece
    replies: tuple[Reply, ...]
    passings: tuple[Passing, ...]
    same: tuple[Piece, ...]
    theme: str
    handler: str
    is_mine: bool
    unreachable: bool
    typed: str
    held: bool
    changed: bool = False


async def list_inbox(services: Services, caller: Caller, seen: Seen, page: int) -> Inbox:
    def story(db: sqlite3.Connection) -> Inbox:
        person = check_role(services, db, caller, Role.COORDINATOR)
        conversations.turn_away(db, caller.telegram, caller.screen)
        shown = _shown(seen, person)
        count = inbox.count_pieces(db, shown)
        first = max(0, min(page, (count - 1) // PIECES_A_PAGE)) * PIECES_A_PAGE
        found, is_held = inbox.list_pieces(db, shown, first, PIECES_A_PAGE), held_feedback(db, services)
        return Inbox(
            reader=person.reader,
            seen=seen,
            pieces=tuple(_listed(db, piece, is_held(piece)) for piece in found),
            page=first // PIECES_A_PAGE,
            count=count,
            states=inbox.count_states(db),
            since=waiting_since(db, services),
            name=colleagues.name_of(db, person.id),
        )

    return await services.store.write(story)


def _shown(seen: Seen, person: Person) -> Shown:
    if seen.show not in {"open", "mine", "over"}:
        raise Refusal("old_button")
    mine = person.id if seen.show == "mine" else None
    return Shown(seen.show == "over", mine, seen.kind, seen.topic)


def _listed(db: sqlite3.Connection, piece: Piece, held: bool) -> Listed:
    replies = feedback.replies_to(db, piece.number)
    wrote_back = bool(replies) and not replies[-1].is_ours
    return Listed(piece, len(inbox.saying_same(db, piece.number)), wrote_back, held)


def waiting_since(db: sqlite3.Connection, services: Services) -> date | None:
    """Since when the oldest waits for an answer that is due."""
    promised = inbox.first_promised(db)
    return None if promised is None else promised - services.content.forum.feedback.answer_span


async def count_inbox(services: Services, caller: Caller, seen: Seen) -> Counted:
    def question(db: sqlite3.Connection) -> Counted:
        person = check_role(services, db, caller, Role.COORDINATOR)
        return Counted(person.reader, seen, *inbox.count_by(db, seen.show == "over"))

    return await services.store.read(question)


async def open_piece(services: Services, caller: Caller, number: int) -> Reading:
    """A new one is being read from then on, unless it is held back. Typed words belong to nothing."""

    def story(db: sqlite3.Connection) -> Reading:
        person, piece = coordinator_and_piece(db, services, caller, number, even_held=True)
        conversations.turn_away(db, caller.telegram, caller.screen)
        if piece.state is State.RECEIVED and not held_feedback(db, services)(piece):
            for one in together(db, piece):
                feedback.save(db, replace(one, state=State.READING), today_of(services))
        return read_again(db, services, person, number)

    return await services.store.write(story)


async def look_at_piece(services: Services, caller: Caller, number: int) -> Reading:
    """Nothing changes."""

    def question(db: sqlite3.Connection) -> Reading:
        person, _ = coordinator_and_piece(db, services, caller, number, even_held=True)
        return read_again(db, services, person, number)

    return await services.store.read(question)


async def turn_to_words(services: Services, caller: Caller, number: int, task: str) -> Reading:
    """From now on typed words are something about this piece."""

    def story(db: sqlite3.Connection) -> Reading:
        person, _ = coordinator_and_piece(db, services, caller, number)
        conversations.turn_to_task(db, caller.telegram, f"{task}:{number}", caller.screen)
        return read_again(db, services, person, number)

    return await services.store.write(story)


async def set_state(
    services: Services, caller: Caller, number: int, version: int | None, state: State, detail: str = ""
) -> Reading:
    """Where it stands, also of all that say the same; their writers are told, once. Without `version`: the
    words were typed, and count for the piece as it is."""
    words = read_reply(detail, LONGEST_REASON) if state is State.CANNOT else detail.strip()

    def change(piece: Piece, today: date) -> Piece:
        if (piece.state, piece.detail) == (state, words):
            return piece
        return moved(piece, state, words, today)

    return await change_all(services, caller, number, version, change, "feedback_news_state")


def moved(piece: Piece, state: State, detail: str, today: date) -> Piece:
    over = today if state.is_over else None
    return replace(
        piece,
        state=state,
        detail=detail,
        over_on=over,
        answer_by=None if state.is_over else piece.answer_by,
        has_news=piece.has_news or state is not State.READING,
    )


async def change_all(
    services: Services,
    caller: Caller,
    number: int,
    version: int | None,
    change: Callable[[Piece, date], Piece],
    news: str,
) -> Reading:
    """The piece, and all that say the same. Nothing where somebody else changed it since `version`."""

    def story(db: sqlite3.Connection) -> Reading:
        person, piece = coordinator_and_piece(db, services, caller, number)
        conversations.turn_away(db, caller.telegram, caller.screen)
        today = today_of(services)
        if change(piece, today) == piece:
            return read_again(db, services, person, number)
        if version not in {None, piece.version}:
            return read_again(db, services, person, number, changed=True)
        for one in together(db, piece):
            after = change(replace(one, handler=one.handler or person.id), today)
            feedback.save(db, after, today)
            if after.has_news and news:
                tell_writer(db, services, one.number, news)
        return read_again(db, services, person, number)

    done = await services.store.write(story)
    services.posts_waiting.set()
    return done


# the team


@dataclass(frozen=True)
class Colleagues:
    """The other coordinators, by person; without a name where they have not said one."""

    reading: Reading
    me: int
    others: tuple[tuple[int, str], ...]


async def list_colleagues(services: Services, caller: Caller, number: int) -> Colleagues:
    def question(db: sqlite3.Connection) -> Colleagues:
        person, _ = coordinator_and_piece(db, services, caller, number)
        others = [one for one in reachable_coordinators(db, services) if one.id != person.id]
        named = tuple((one.id, colleagues.name_of(db, one.id)) for one in others)
        return Colleagues(read_again(db, services, person, number), person.id, named)

    return await services.store.read(question)


# what the other stories of a piece share


def coordinator_and_piece(
    db: sqlite3.Connection, services: Services, caller: Caller, number: int, even_held: bool = False
) -> tuple[Person, Piece]:
    """Refuses who is no coordinator, a piece that its writer deleted, and, unless `even_held`, one that is
    held back."""
    person = check_role(services, db, caller, Role.COORDINATOR)
    piece = _find(db, services, number)
    if not even_held and held_feedback(db, services)(piece):
        raise Refusal("piece_held")
    return person, piece


def _find(db: sqlite3.Connection, services: Services, number: int) -> Piece:
    """Where the key is lost, or another one, nothing leads to its writer."""
    piece = feedback.find(db, number)
    if piece is None or piece.is_draft:
        raise Refusal("piece_gone")
    return replace(piece, has_writer=writer_of(db, services, number) is not None)


def together(db: sqlite3.Connection, piece: Piece) -> list[Piece]:
    """The piece, and those that say the same."""
    return [piece, *inbox.saying_same(db, piece.number)]


def read_again(
    db: sqlite3.Connection, services: Services, person: Person, number: int, changed: bool = False
) -> Reading:
    piece = _find(db, services, number)
    note = inbox.find_note(db, number, person.id, "answer")
    theme = None if piece.theme is None else inbox.find_theme(db, piece.theme)
    return Reading(
        reader=person.reader,
        piece=piece,
        replies=tuple(feedback.replies_to(db, number)),
        passings=tuple(feedback.passings_of(db, number)),
        same=tuple(inbox.saying_same(db, number)),
        theme="" if theme is None else theme.name,
        handler="" if piece.handler is None else colleagues.name_of(db, piece.handler),
        is_mine=piece.handler == person.id,
        unreachable=piece.has_writer and could_not_reach(db, services, number),
        typed="" if note is None else note.text,
        held=held_feedback(db, services)(piece),
        changed=changed,
    )


def known_kind(kind: str) -> str:
    if kind and kind not in [*Kind]:
        raise Refusal("old_button")
    return kind
