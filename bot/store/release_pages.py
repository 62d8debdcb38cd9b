"""Download pages of releases: made, tried, opened."""

import sqlite3
from datetime import datetime

from bot.core.release_pages import PageLink
from bot.store.times import from_text, to_text

_SELECT = "SELECT release, code, made_at, wrong, session FROM release_page"


def put(db: sqlite3.Connection, link: bytes, release: int, code: bytes, now: datetime) -> None:
    """In the place of the one before of this release."""
    db.execute("DELETE FROM release_page WHERE release = ?", (release,))
    db.execute(
        "INSERT INTO release_page (link, release, code, made_at) VALUES (?, ?, ?, ?)",
        (link, release, code, to_text(now)),
    )


def find(db: sqlite3.Connection, link: bytes) -> PageLink | None:
    return _page(db.execute(f"{_SELECT} WHERE link = ?", (link,)).fetchone())


def find_of(db: sqlite3.Connection, release: int) -> PageLink | None:
    return _page(db.execute(f"{_SELECT} WHERE release = ?", (release,)).fetchone())


def _page(row: sqlite3.Row | None) -> PageLink | None:
    if row is None:
        return None
    return PageLink(row["release"], row["code"], from_text(row["made_at"]), row["wrong"], row["session"])


def note_wrong(db: sqlite3.Connection, link: bytes) -> None:
    db.execute("UPDATE release_page SET wrong = wrong + 1 WHERE link = ?", (link,))


def bind(db: sqlite3.Connection, link: bytes, session: bytes) -> None:
    """To the browser that gave the right code."""
    db.execute("UPDATE release_page SET session = ? WHERE link = ? AND session IS NULL", (session, link))


def drop_old(db: sqlite3.Connection, before: datetime) -> None:
    db.execute("DELETE FROM release_page WHERE made_at < ?", (to_text(before),))
