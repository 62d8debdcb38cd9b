"""Bulletins that are planned, and each time that one of them went out."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime

from bot.core.bulletins import Bulletin, Issue, IssueState, Planned, State
from bot.store.times import from_text, to_text


def add(
    db: sqlite3.Connection, bulletin: Bulletin, state: State, due_at: datetime | None, made_by: int
) -> Planned:
    row = db.execute(
        "INSERT INTO bulletin (body, state, due_at, made_by) VALUES (?, ?, ?, ?) RETURNING *",
        (_body(bulletin), state, _text(due_at), made_by),
    ).fetchone()
    return _planned(row)


def change(
    db: sqlite3.Connection, seen: Planned, bulletin: Bulletin, state: State, due_at: datetime | None, by: int
) -> Planned | None:
    """None where somebody changed it since it was seen."""
    row = db.execute(
        "UPDATE bulletin SET body = ?, state = ?, due_at = ?, made_by = ?, left_told = 0,"
        " version = version + 1 WHERE id = ? AND version = ? RETURNING *",
        (_body(bulletin), state, _text(due_at), by, seen.id, seen.version),
    ).fetchone()
    return None if row is None else _planned(row)


def rewrite(db: sqlite3.Connection, bulletin: int, body: Bulletin) -> None:
    """What it says, and nothing about when."""
    db.execute("UPDATE bulletin SET body = ?, version = version + 1 WHERE id = ?", (_body(body), bulletin))


def set_state(db: sqlite3.Connection, bulletin: int, state: State, due_at: datetime | None) -> None:
    db.execute(
        "UPDATE bulletin SET state = ?, due_at = ?, version = version + 1 WHERE id = ?",
        (state, _text(due_at), bulletin),
    )


def take_on(db: sqlite3.Connection, bulletin: int, person: int) -> None:
    db.execute(
        "UPDATE bulletin SET made_by = ?, left_told = 0, version = version + 1 WHERE id = ?",
        (person, bulletin),
    )


def note_out(db: sqlite3.Connection, bulletin: int, at: datetime) -> None:
    db.execute("UPDATE bulletin SET last_at = ? WHERE id = ?", (to_text(at), bulletin))


def find(db: sqlite3.Connection, bulletin: int) -> Planned | None:
    row = db.execute("SELECT * FROM bulletin WHERE id = ?", (bulletin,)).fetchone()
    return None if row is None else _planned(row)


DUE = (
    "SELECT id FROM bulletin WHERE state = 'planned' AND due_at IS NOT NULL AND due_at <= ?"
    " ORDER BY due_at LIMIT ?"
)


def due(db: sqlite3.Connection, now: datetime, most: int) -> list[int]:
    """Those whose time has come, the oldest first."""
    return [row[0] for row in db.execute(DUE, (to_text(now), most))]


def count_live(db: sqlite3.Connection) -> int:
    row = db.execute(
        "SELECT count(*) FROM bulletin WHERE state IN ('waiting', 'planned', 'paused')"
    ).fetchone()
    return int(row[0])


def live(db: sqlite3.Connection, first: int, most: int) -> list[Planned]:
    """Those that have still to go out: the ones that wait for somebody first, then by their time."""
    rows = db.execute(
        "SELECT * FROM bulletin WHERE state IN ('waiting', 'planned', 'paused')"
        " ORDER BY state = 'planned', due_at, id LIMIT ? OFFSET ?",
        (most, first),
    )
    return [_planned(row) for row in rows]


def gone_out(db: sqlite3.Connection, most: int) -> list[Planned]:
    """Those that went out last."""
    rows = db.execute(
        "SELECT * FROM bulletin WHERE id IN (SELECT bulletin FROM issue ORDER BY id DESC LIMIT ?)"
        " ORDER BY last_at DESC",
        (most,),
    )
    return [_planned(row) for row in rows]


def waiting(db: sqlite3.Connection) -> list[Planned]:
    """For a second coordinator."""
    return [_planned(row) for row in db.execute("SELECT * FROM bulletin WHERE state = 'waiting' ORDER BY id")]


def orphans(db: sqlite3.Connection) -> list[Planned]:
    """Those that have still to go out, and that nobody looks after."""
    rows = db.execute(
        "SELECT * FROM bulletin WHERE state IN ('waiting', 'planned', 'paused')"
        " AND made_by IS NULL ORDER BY id LIMIT 20"
    )
    return [_planned(row) for row in rows]


def left_behind(db: sqlite3.Connection) -> list[Planned]:
    """Those of somebody who is no member any more, and of which the others have not been told."""
    rows = db.execute(
        "SELECT * FROM bulletin WHERE state IN ('waiting', 'planned', 'paused')"
        " AND made_by IS NULL AND left_told = 0 ORDER BY id LIMIT 20"
    )
    return [_planned(row) for row in rows]


def is_planned_for(db: sqlite3.Connection, chat: int) -> bool:
    """Whether something has still to go to a group."""
    row = db.execute(
        "SELECT 1 FROM bulletin WHERE state IN ('waiting', 'planned', 'paused') AND body LIKE ? LIMIT 1",
        (f'%"chat":{chat},%',),
    ).fetchone()
    return row is not None


def follow_chat(db: sqlite3.Connection, old: int, new: int) -> None:
    """A group became a supergroup: what was planned for the one is for the other."""
    db.execute(
        "UPDATE bulletin SET body = replace(body, :old, :new) WHERE body LIKE '%' || :old || '%'",
        {"old": f'"chat":{old},', "new": f'"chat":{new},'},
    )


def makers(db: sqlite3.Connection) -> set[int]:
    """People who have something planned."""
    rows = db.execute(
        "SELECT DISTINCT made_by FROM bulletin WHERE state IN ('waiting', 'planned', 'paused')"
        " AND made_by IS NOT NULL"
    )
    return {row[0] for row in rows}


def leave(db: sqlite3.Connection, person: int) -> None:
    """They have the role no more: what they planned is nobody's until somebody takes it on."""
    db.execute(
        "UPDATE bulletin SET made_by = NULL WHERE made_by = ? AND state IN ('waiting', 'planned', 'paused')",
        (person,),
    )


def note_left_told(db: sqlite3.Connection, bulletin: int) -> None:
    db.execute("UPDATE bulletin SET left_told = 1 WHERE id = ?", (bulletin,))


def with_meetings(db: sqlite3.Connection) -> Iterator[Planned]:
    """Meetings that were announced, newest first."""
    rows = db.execute(
        "SELECT * FROM bulletin WHERE id IN (SELECT bulletin FROM issue WHERE state = 'out')"
        ' AND body LIKE \'%"kind":"meeting"%\' ORDER BY id DESC LIMIT 50'
    )
    return map(_planned, rows)


def _planned(row: sqlite3.Row) -> Planned:
    return Planned(
        id=row["id"],
        bulletin=Bulletin.model_validate_json(row["body"]),
        state=State(row["state"]),
        due_at=None if row["due_at"] is None else from_text(row["due_at"]),
        last_at=None if row["last_at"] is None else from_text(row["last_at"]),
        made_by=row["made_by"],
        version=row["version"],
    )


def _body(bulletin: Bulletin) -> str:
    return bulletin.model_dump_json()


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else to_text(moment)


# each time


def add_issue(db: sqlite3.Connection, bulletin: int, due_at: datetime, state: IssueState) -> Issue | None:
    """None where it went out for that moment already, or somebody is to decide on it."""
    row = db.execute(
        "INSERT INTO issue (bulletin, due_at, state) VALUES (?, ?, ?)"
        " ON CONFLICT (bulletin, due_at) DO NOTHING RETURNING *",
        (bulletin, to_text(due_at), state),
    ).fetchone()
    return None if row is None else _issue(row)


def doubt_due(db: sqlite3.Connection, now: datetime) -> None:
    """In a restored backup: what was planned for a time that is over may have gone out since it was made. A
    coordinator decides."""
    db.execute(
        "INSERT INTO issue (bulletin, due_at, state) SELECT id, due_at, 'late' FROM bulletin"
        " WHERE state = 'planned' AND due_at <= ? ON CONFLICT (bulletin, due_at) DO NOTHING",
        (to_text(now),),
    )


def find_issue(db: sqlite3.Connection, issue: int) -> Issue | None:
    row = db.execute("SELECT * FROM issue WHERE id = ?", (issue,)).fetchone()
    return None if row is None else _issue(row)


def last_issue(db: sqlite3.Connection, bulletin: int) -> Issue | None:
    row = db.execute(
        "SELECT * FROM issue WHERE bulletin = ? ORDER BY id DESC LIMIT 1", (bulletin,)
    ).fetchone()
    return None if row is None else _issue(row)


def late(db: sqlite3.Connection) -> list[Issue]:
    """For a coordinator to decide on."""
    return [
        _issue(row) for row in db.execute("SELECT * FROM issue WHERE state = 'late' ORDER BY id LIMIT 20")
    ]


def decide(db: sqlite3.Connection, issue: int, state: IssueState) -> bool:
    """What becomes of one that is late. False where somebody decided already."""
    changed = db.execute("UPDATE issue SET state = ? WHERE id = ? AND state = 'late'", (state, issue))
    return changed.rowcount > 0


def set_issue(db: sqlite3.Connection, issue: int, state: IssueState) -> None:
    db.execute("UPDATE issue SET state = ? WHERE id = ?", (state, issue))


def take_back(db: sqlite3.Connection, issue: int) -> bool:
    changed = db.execute("UPDATE issue SET state = 'taken_back' WHERE id = ? AND state = 'out'", (issue,))
    return changed.rowcount > 0


def note_correction(db: sqlite3.Connection, issue: int) -> None:
    db.execute("UPDATE issue SET corrections = corrections + 1 WHERE id = ?", (issue,))


def _issue(row: sqlite3.Row) -> Issue:
    return Issue(
        id=row["id"],
        bulletin=row["bulletin"],
        due_at=from_text(row["due_at"]),
        state=IssueState(row["state"]),
        corrections=row["corrections"],
    )
