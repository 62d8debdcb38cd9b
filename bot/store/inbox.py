"""What people told the forum, as the coordinators go through it."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from random import Random

from bot.core.feedback.piece import Piece, State, Wish
from bot.core.feedback.themes import Voice
from bot.store.feedback import SELECT, read_piece

OPEN = (State.RECEIVED, State.READING, State.PASSED_ON)
OVER = (State.DONE, State.CANNOT)
_IN_ORDER = " ORDER BY state <> 'received', answer_by IS NULL, answer_by, day, number"


@dataclass(frozen=True)
class Shown:
    """Which pieces are looked at. `handler`: those that one coordinator looks after, by person."""

    over: bool = False
    handler: int | None = None
    kind: str = ""
    topic: str = ""


def list_pieces(db: sqlite3.Connection, shown: Shown, first: int, most: int) -> list[Piece]:
    """The new ones first, then those that wait longest. What says the same as another stands with that."""
    rows = db.execute(f"{SELECT} {_WHERE} {_IN_ORDER} LIMIT :most OFFSET :first", _values(shown, first, most))
    return [read_piece(row) for row in rows]


_WHERE = (
    "WHERE same_as IS NULL AND (:over AND state IN ('done', 'cannot') OR NOT :over"
    " AND state IN ('received', 'reading', 'passed_on')) AND (:handler IS NULL OR handler = :handler)"
    " AND (:kind = '' OR kind = :kind) AND (:topic = '' OR topic = :topic)"
)


def _values(shown: Shown, first: int = 0, most: int = 0) -> dict[str, object]:
    return {
        "over": shown.over,
        "handler": shown.handler,
        "kind": shown.kind,
        "topic": shown.topic,
        "first": first,
        "most": most,
    }


def count_pieces(db: sqlite3.Connection, shown: Shown) -> int:
    return int(db.execute(f"SELECT count(*) FROM feedback {_WHERE}", _values(shown)).fetchone()[0])  # noqa: S608 (it is ours)


def count_states(db: sqlite3.Connection) -> dict[State, int]:
    rows = db.execute("SELECT state, count(*) FROM feedback WHERE same_as IS NULL GROUP BY state")
    return {State(state): number for state, number in rows}


def count_by(db: sqlite3.Connection, over: bool) -> tuple[dict[str, int], dict[str, int]]:
    """How many there are of each kind and each topic."""
    kinds: dict[str, int] = {}
    topics: dict[str, int] = {}
    rows = db.execute(
        f"SELECT kind, coalesce(topic, ''), count(*) FROM feedback {_WHERE} GROUP BY kind, topic",  # noqa: S608 (it is ours)
        _values(Shown(over)),
    )
    for kind, topic, number in rows:
        kinds[kind] = kinds.get(kind, 0) + number
        topics[topic] = topics.get(topic, 0) + number
    return kinds, topics


def first_promised(db: sqlite3.Connection) -> date | None:
    """The earliest day by which an answer was promised that is still due."""
    row = db.execute("SELECT min(answer_by) FROM feedback WHERE answer_by IS NOT NULL").fetchone()
    return None if row[0] is None else date.fromisoformat(row[0])


def due_to_remind(db: sqlite3.Connection, today: date) -> list[tuple[int, int | None]]:
    """What should have been answered by now, of which nobody was reminded: its number, and who looks after
    it."""
    rows = db.execute(
        "SELECT number, handler FROM feedback WHERE answer_by <= ? AND reminded = 0 AND same_as IS NULL",
        (today.isoformat(),),
    )
    return [(row[0], row[1]) for row in rows]


def note_reminded(db: sqlite3.Connection, numbers: Iterable[int]) -> None:
    db.executemany("UPDATE feedback SET reminded = 1 WHERE number = ?", [(number,) for number in numbers])


# what says the same


def saying_same(db: sqlite3.Connection, number: int) -> list[Piece]:
    """Those that were put to this one."""
    rows = db.execute(f"{SELECT} WHERE same_as = ? ORDER BY day, number", (number,))
    return [read_piece(row) for row in rows]


def like_this(db: sqlite3.Connection, piece: Piece, most: int) -> list[Piece]:
    """Others that are open and may say the same: those of its theme and topic first."""
    rows = db.execute(
        f"{SELECT} WHERE state IN ('received', 'reading', 'passed_on') AND same_as IS NULL AND is_family = 0"
        " AND number <> :number"
        " ORDER BY theme IS NOT :theme, topic IS NOT :topic, kind <> :kind, day DESC, number LIMIT :most",
        {
            "number": piece.number,
            "theme": piece.theme,
            "topic": piece.topic,
            "kind": piece.kind,
            "most": most,
        },
    )
    return [read_piece(row) for row in rows]


def everything_sent(db: sqlite3.Connection) -> list[Piece]:
    rows = db.execute(f"{SELECT} WHERE state <> 'writing' ORDER BY number")
    return [read_piece(row) for row in rows]


# themes


@dataclass(frozen=True)
class Theme:
    id: int
    name: str


def list_themes(db: sqlite3.Connection) -> list[Theme]:
    return [Theme(*row) for row in db.execute("SELECT id, name FROM feedback_theme ORDER BY name, id")]


def has_themes(db: sqlite3.Connection) -> bool:
    return bool(db.execute("SELECT EXISTS (SELECT 1 FROM feedback_theme)").fetchone()[0])


def find_theme(db: sqlite3.Connection, theme: int) -> Theme | None:
    row = db.execute("SELECT id, name FROM feedback_theme WHERE id = ?", (theme,)).fetchone()
    return None if row is None else Theme(*row)


def add_theme(db: sqlite3.Connection, name: str, random: Random) -> int:
    """One of the same name is the same theme, in capitals or not."""
    db.execute(
        "INSERT INTO feedback_theme (id, name) VALUES (?, ?) ON CONFLICT DO NOTHING",
        (random.getrandbits(40), name),
    )
    return int(db.execute("SELECT id FROM feedback_theme WHERE name = ?", (name,)).fetchone()[0])


def voices(db: sqlite3.Connection) -> list[tuple[Piece, Voice]]:
    """Every piece that counts. Who is not known any more is somebody else each time, unless they are counted
    in another piece of the theme."""
    rows = db.execute(f"{SELECT} WHERE state <> 'writing' AND is_family = 0 ORDER BY number")
    found = [(read_piece(row), row["finder"]) for row in rows]
    return [(piece, _voice(piece, finder)) for piece, finder in found]


def _voice(piece: Piece, finder: bytes | None) -> Voice:
    return Voice(
        who=finder or str(piece.number).encode(),
        theme=piece.theme,
        topic=piece.topic,
        repeats=piece.is_repeat,
        quote=piece.quote if Wish.QUOTE in piece.wishes else "",
    )


def drop_empty_themes(db: sqlite3.Connection) -> None:
    db.execute(
        "DELETE FROM feedback_theme WHERE NOT EXISTS (SELECT 1 FROM feedback WHERE theme = feedback_theme.id)"
    )


# what a coordinator has typed and not sent


@dataclass(frozen=True)
class Note:
    """`body`: whom the words are for, where they are to be passed on."""

    text: str
    body: str = ""


def find_note(db: sqlite3.Connection, number: int, coordinator: int, use: str) -> Note | None:
    row = db.execute(
        "SELECT text, body FROM feedback_note WHERE feedback = ? AND coordinator = ? AND use = ?",
        (number, coordinator, use),
    ).fetchone()
    return None if row is None else Note(*row)


def keep_note(db: sqlite3.Connection, number: int, coordinator: int, use: str, note: Note) -> None:
    db.execute(
        "INSERT INTO feedback_note (feedback, coordinator, use, text, body) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (feedback, coordinator, use) DO UPDATE SET text = excluded.text, body = excluded.body",
        (number, coordinator, use, note.text, note.body),
    )


def notes_of(db: sqlite3.Connection, coordinator: int) -> list[tuple[int, Note]]:
    """All that a coordinator has typed and not sent, with the piece that it is about."""
    rows = db.execute(
        "SELECT feedback, text, body FROM feedback_note WHERE coordinator = ? ORDER BY feedback, use",
        (coordinator,),
    )
    return [(row[0], Note(row[1], row[2])) for row in rows]


def looked_after(db: sqlite3.Connection, coordinator: int) -> list[int]:
    """The pieces that a coordinator looks after."""
    rows = db.execute("SELECT number FROM feedback WHERE handler = ? ORDER BY number", (coordinator,))
    return [row[0] for row in rows]


def drop_note(db: sqlite3.Connection, number: int, coordinator: int, use: str) -> None:
    db.execute(
        "DELETE FROM feedback_note WHERE feedback = ? AND coordinator = ? AND use = ?",
        (number, coordinator, use),
    )
