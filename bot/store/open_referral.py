"""Entries that came from feeds, each as its feed had it last."""

import sqlite3
from collections.abc import Iterable
from datetime import date

from bot.core.open_referral.comparing import Imported
from bot.core.open_referral.entries import Known, Taken
from bot.core.support.organisations import Organisation


def list_shown(db: sqlite3.Connection) -> dict[str, Organisation]:
    """By id, of all feeds, without those that are gone from theirs."""
    rows = db.execute("SELECT entry FROM imported_entry WHERE gone_on IS NULL ORDER BY source, organisation")
    found = (Organisation.model_validate_json(row["entry"]) for row in rows)
    return {one.id: one for one in found}


def find_shown(db: sqlite3.Connection, organisation: str) -> Organisation | None:
    row = db.execute(
        "SELECT entry FROM imported_entry WHERE organisation = ? AND gone_on IS NULL", (organisation,)
    ).fetchone()
    return None if row is None else Organisation.model_validate_json(row["entry"])


def list_imported(db: sqlite3.Connection, source: str) -> list[Imported]:
    """All that ever came from a feed."""
    rows = db.execute(
        "SELECT service, entry, gone_on FROM imported_entry WHERE source = ? ORDER BY organisation", (source,)
    )
    return [
        Imported(
            row["service"],
            Organisation.model_validate_json(row["entry"]),
            None if row["gone_on"] is None else date.fromisoformat(row["gone_on"]),
        )
        for row in rows
    ]


def list_others(db: sqlite3.Connection, source: str) -> dict[str, Known]:
    """By id, what other feeds have now."""
    rows = db.execute(
        "SELECT organisation, entry ->> 'name' AS name, source FROM imported_entry"
        " WHERE source != ? AND gone_on IS NULL",
        (source,),
    )
    return {row["organisation"]: Known(row["name"], row["source"]) for row in rows}


def save_imported(db: sqlite3.Connection, source: str, taken: Iterable[Taken], today: date) -> None:
    """New, or over what stood there; what another feed had and has no more becomes this one's."""
    db.executemany(
        "INSERT INTO imported_entry (organisation, source, service, entry, imported_on)"
        " VALUES (:organisation, :source, :service, :entry, :today)"
        " ON CONFLICT (organisation) DO UPDATE SET source = excluded.source, service = excluded.service,"
        " entry = excluded.entry, imported_on = excluded.imported_on, gone_on = NULL",
        [
            {
                "organisation": one.entry.id,
                "source": source,
                "service": one.id,
                "entry": one.entry.model_dump_json(exclude_defaults=True),
                "today": today.isoformat(),
            }
            for one in taken
        ],
    )


def mark_gone(db: sqlite3.Connection, source: str, services: Iterable[str], today: date) -> None:
    """Kept, and shown to nobody, until the feed has them again."""
    db.executemany(
        "UPDATE imported_entry SET gone_on = ? WHERE source = ? AND service = ?",
        [(today.isoformat(), source, service) for service in services],
    )
