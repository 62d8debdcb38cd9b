"""What coordinators changed of the directory, and what people say is wrong in it."""

import json
import sqlite3
from datetime import date

from bot.core.support.changes import Change


def revision(db: sqlite3.Connection) -> int:
    """Rises with every change of the directory."""
    return int(db.execute("SELECT revision FROM directory WHERE id = 1").fetchone()[0])


def note_change(db: sqlite3.Connection) -> None:
    """Whoever has put the directory together does it anew."""
    db.execute("UPDATE directory SET revision = revision + 1 WHERE id = 1")


def list_changes(db: sqlite3.Connection) -> dict[str, Change]:
    """By organisation."""
    rows = db.execute("SELECT * FROM entry_change ORDER BY organisation")
    return {row["organisation"]: _change(row) for row in rows}


def find_change(db: sqlite3.Connection, organisation: str) -> Change:
    """One of version 0 where nothing was changed yet."""
    row = db.execute("SELECT * FROM entry_change WHERE organisation = ?", (organisation,)).fetchone()
    return Change(organisation) if row is None else _change(row)


def save_change(db: sqlite3.Connection, change: Change) -> bool:
    """Over the version that it was made of. False where somebody changed it since."""
    values = {
        "organisation": change.organisation,
        "fields": json.dumps(dict(change.fields), ensure_ascii=False),
        "hidden": change.hidden,
        "checked": _text(change.checked),
        "changed_on": _text(change.changed_on),
        "version": change.version,
    }
    saved = db.execute(
        "INSERT INTO entry_change (organisation, fields, hidden, checked, changed_on, version)"
        " VALUES (:organisation, :fields, :hidden, :checked, :changed_on, :version + 1)"
        " ON CONFLICT (organisation) DO UPDATE SET fields = excluded.fields, hidden = excluded.hidden,"
        " checked = excluded.checked, changed_on = excluded.changed_on, version = excluded.version"
        " WHERE entry_change.version = :version",
        values,
    )
    if saved.rowcount == 0:
        return False
    note_change(db)
    return True


def say_wrong(db: sqlite3.Connection, organisation: str, today: date) -> bool:
    """False where somebody said so already, and nobody has dealt with it yet."""
    said = db.execute(
        "INSERT INTO wrong_entry (organisation, said_on) VALUES (?, ?) ON CONFLICT (organisation) DO NOTHING",
        (organisation, today.isoformat()),
    )
    return said.rowcount == 1


def settle_wrong(db: sqlite3.Connection, organisation: str) -> None:
    db.execute("DELETE FROM wrong_entry WHERE organisation = ?", (organisation,))


def list_wrong(db: sqlite3.Connection) -> dict[str, date]:
    """When each was said to be wrong, the oldest first."""
    rows = db.execute("SELECT organisation, said_on FROM wrong_entry ORDER BY said_on, organisation")
    return {row["organisation"]: date.fromisoformat(row["said_on"]) for row in rows}


def _change(row: sqlite3.Row) -> Change:
    return Change(
        organisation=row["organisation"],
        fields=json.loads(row["fields"]),
        hidden=bool(row["hidden"]),
        checked=_date(row["checked"]),
        changed_on=_date(row["changed_on"]),
        version=row["version"],
    )


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
