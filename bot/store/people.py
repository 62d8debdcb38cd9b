"""Who joined, and who has which role."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime

from bot.core.people import AgeBand, Audience, Person, Role, Wants
from bot.core.words import Reading
from bot.store.times import from_text, to_text


def find(db: sqlite3.Connection, telegram: int) -> Person | None:
    row = db.execute("SELECT * FROM person WHERE telegram = ?", (telegram,)).fetchone()
    return None if row is None else read_person(row)


def find_by_number(db: sqlite3.Connection, number: int) -> Person | None:
    """By the random number that tables know somebody by."""
    row = db.execute("SELECT * FROM person WHERE id = ?", (number,)).fetchone()
    return None if row is None else read_person(row)


def read_person(row: sqlite3.Row) -> Person:
    return Person(
        id=row["id"],
        telegram=row["telegram"],
        audience=Audience(row["audience"]),
        age=None if row["age"] is None else AgeBand(row["age"]),
        area=row["area"],
        theme=row["theme"],
        reading=Reading(row["reading"]),
        asked_about=bool(row["asked_about"]),
        agreed_version=row["agreed_version"],
        agreed_at=from_text(row["agreed_at"]),
        language=row["language"],
        reachable=bool(row["reachable"]),
        quiet=bool(row["quiet"]),
        wants=Wants(row["wants"]),
        seen=row["seen"],
    )


def save(db: sqlite3.Connection, person: Person) -> None:
    """A new person, or what somebody who joined before now says of themselves."""
    db.execute(
        "INSERT INTO person (id, telegram, audience, age, reading, agreed_version, agreed_at, seen)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (telegram) DO UPDATE SET audience = excluded.audience,"
        " age = excluded.age, agreed_version = excluded.agreed_version, agreed_at = CASE agreed_version"
        " WHEN excluded.agreed_version THEN agreed_at ELSE excluded.agreed_at END,"
        " reachable = 1, quiet = 0",
        (
            person.id,
            person.telegram,
            person.audience,
            person.age,
            person.reading,
            person.agreed_version,
            to_text(person.agreed_at),
            person.seen,
        ),
    )


def set_reading(db: sqlite3.Connection, person: int, reading: Reading) -> None:
    db.execute("UPDATE person SET reading = ? WHERE id = ?", (reading, person))


def set_language(db: sqlite3.Connection, person: int, language: str) -> None:
    db.execute("UPDATE person SET language = ? WHERE id = ?", (language, person))


def set_area(db: sqlite3.Connection, person: int, area: str | None) -> None:
    db.execute("UPDATE person SET area = ? WHERE id = ?", (area, person))


def set_theme(db: sqlite3.Connection, person: int, theme: str | None) -> None:
    db.execute("UPDATE person SET theme = ? WHERE id = ?", (theme, person))


def set_wants(db: sqlite3.Connection, person: int, wants: Wants) -> None:
    db.execute("UPDATE person SET wants = ? WHERE id = ?", (wants, person))


def note_seen(db: sqlite3.Connection, telegram: int, month: str) -> None:
    """Written once a month."""
    db.execute("UPDATE person SET seen = ? WHERE telegram = ? AND seen IS NOT ?", (month, telegram, month))


def begin_seeing(db: sqlite3.Connection, month: str) -> None:
    """Of whom nobody noted yet when they were here: from now on."""
    db.execute("UPDATE person SET seen = ? WHERE seen IS NULL", (month,))


def not_seen_since(db: sqlite3.Connection, month: str) -> list[Person]:
    """Who last did something before this month."""
    return [
        read_person(row) for row in db.execute("SELECT * FROM person WHERE seen < ? ORDER BY seen", (month,))
    ]


def note_asked_about(db: sqlite3.Connection, person: int) -> None:
    db.execute("UPDATE person SET asked_about = 1 WHERE id = ?", (person,))


def forget(db: sqlite3.Connection, telegram: int) -> None:
    """With their participations and the roles they were given; a draft they changed
    stays, without them."""
    db.execute(
        "UPDATE draft SET changed_by = NULL WHERE changed_by = (SELECT id FROM person WHERE telegram = ?)",
        (telegram,),
    )
    db.execute("DELETE FROM person WHERE telegram = ?", (telegram,))
    db.execute("DELETE FROM role WHERE telegram = ?", (telegram,))


def note_reachable(db: sqlite3.Connection, telegram: int, reachable: bool) -> None:
    db.execute("UPDATE person SET reachable = ? WHERE telegram = ?", (reachable, telegram))


def set_quiet(db: sqlite3.Connection, telegram: int, quiet: bool) -> None:
    db.execute("UPDATE person SET quiet = ? WHERE telegram = ?", (quiet, telegram))


def reachable_people(db: sqlite3.Connection) -> Iterator[Person]:
    """Those whom a message may go to by itself."""
    return map(read_person, db.execute("SELECT * FROM person WHERE reachable = 1 AND quiet = 0 ORDER BY id"))


def roles(db: sqlite3.Connection, telegram: int) -> frozenset[Role]:
    return frozenset(
        Role(row[0]) for row in db.execute("SELECT role FROM role WHERE telegram = ?", (telegram,))
    )


def holders(db: sqlite3.Connection, role: Role) -> frozenset[int]:
    return frozenset(row[0] for row in db.execute("SELECT telegram FROM role WHERE role = ?", (role,)))


def add_role(db: sqlite3.Connection, telegram: int, role: Role) -> None:
    db.execute(
        "INSERT INTO role (telegram, role) VALUES (?, ?) ON CONFLICT (telegram, role) DO NOTHING",
        (telegram, role),
    )


def drop_role(db: sqlite3.Connection, telegram: int, role: Role) -> None:
    db.execute("DELETE FROM role WHERE telegram = ? AND role = ?", (telegram, role))


def add_invitation(db: sqlite3.Connection, digest: bytes, role: Role, now: datetime) -> None:
    """Replaces an earlier link for the same role: only the newest opens."""
    db.execute("DELETE FROM invitation WHERE role = ?", (role,))
    db.execute(
        "INSERT INTO invitation (digest, role, made_at) VALUES (?, ?, ?)", (digest, role, to_text(now))
    )


def use_invitation(db: sqlite3.Connection, digest: bytes, since: datetime) -> Role | None:
    """Works once, and if it was made since then."""
    row = db.execute(
        "DELETE FROM invitation WHERE digest = ? AND made_at >= ? RETURNING role", (digest, to_text(since))
    ).fetchone()
    return None if row is None else Role(row[0])
