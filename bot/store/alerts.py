"""Alerts, the words in them, and what was done about them. Who typed them, and what, only a key can tell."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime

from bot.core.harm import Level
from bot.core.safeguarding import Alert, Deed, Done, Said, Sender, State, Told
from bot.store import outbox
from bot.store.times import from_text, to_text
from bot.store.writers import Writers

_SELECT = "SELECT * FROM alert"


def add(
    db: sqlite3.Connection,
    seal: Writers,
    alert: int,
    telegram: int | None,
    level: Level,
    state: State,
    now: datetime,
) -> None:
    """What is open has something unread in it from now on."""
    finder, sealed = (None, None) if telegram is None else (seal.finder(telegram), seal.seal(telegram))
    db.execute(
        "INSERT INTO alert (id, finder, sealed, level, state, at, waits_since) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (alert, finder, sealed, level, state, to_text(now), to_text(now) if state is State.OPEN else None),
    )


def find(db: sqlite3.Connection, seal: Writers, alert: int) -> Alert | None:
    row = db.execute(f"{_SELECT} WHERE id = ?", (alert,)).fetchone()
    return None if row is None else _alert(row, seal)


def newest_of(
    db: sqlite3.Connection, seal: Writers, telegram: int, state: State, since: datetime
) -> Alert | None:
    """The newest alert of this person in this state that is not older."""
    row = db.execute(
        f"{_SELECT} WHERE finder = ? AND state = ? AND at > ? ORDER BY at DESC LIMIT 1",
        (seal.finder(telegram), state, to_text(since)),
    ).fetchone()
    return None if row is None else _alert(row, seal)


def all_of(db: sqlite3.Connection, seal: Writers, telegram: int) -> list[Alert]:
    rows = db.execute(f"{_SELECT} WHERE finder = ? ORDER BY at", (seal.finder(telegram),))
    return [_alert(row, seal) for row in rows]


def undealt(db: sqlite3.Connection, seal: Writers, state: State) -> list[Alert]:
    """Those in this state, the oldest first; not for what is dealt with."""
    rows = db.execute(f"{_SELECT} WHERE state <> 'dealt' AND state = ? ORDER BY at", (state,))
    return [_alert(row, seal) for row in rows]


def dealt_since(db: sqlite3.Connection, seal: Writers, since: datetime) -> list[Alert]:
    rows = db.execute(
        f"{_SELECT} WHERE state = 'dealt' AND dealt_at > ? ORDER BY dealt_at DESC", (to_text(since),)
    )
    return [_alert(row, seal) for row in rows]


def everybody(db: sqlite3.Connection, seal: Writers) -> frozenset[int]:
    """Who wrote an alert that does not know yet whether they were forgotten."""
    rows = db.execute("SELECT sealed FROM alert WHERE sealed IS NOT NULL AND forgotten = 0")
    opened = (seal.open(row[0]) for row in rows)
    return frozenset(telegram for telegram in opened if telegram is not None)


# What becomes of an alert


def open_asked(db: sqlite3.Connection, alert: int, now: datetime) -> None:
    """The person said yes."""
    db.execute(
        "UPDATE alert SET state = 'open', at = ?, waits_since = ? WHERE id = ? AND state = 'asked'",
        (to_text(now), to_text(now), alert),
    )


def wait_again(db: sqlite3.Connection, alert: int, now: datetime) -> None:
    """There is something new to read. What is unread already goes on waiting."""
    db.execute(
        "UPDATE alert SET state = 'open', dealt_at = NULL, waits_since = ?, round = round + 1, told = 0,"
        " told_at = NULL, person_told = 0, remind_at = NULL, reminders = 0"
        " WHERE id = ? AND waits_since IS NULL",
        (to_text(now), alert),
    )


def wait_anew(db: sqlite3.Connection, alert: int, now: datetime) -> None:
    """As if it had just come: whoever was told of it before counts no more."""
    db.execute("UPDATE alert SET waits_since = NULL WHERE id = ?", (alert,))
    wait_again(db, alert, now)


def begin_anew(db: sqlite3.Connection, now: datetime) -> None:
    """In a restored backup: whoever was told then may not know any more."""
    for (alert,) in db.execute("SELECT id FROM alert WHERE state = 'open'").fetchall():
        wait_anew(db, alert, now)


def note_told(db: sqlite3.Connection, alert: int, told: Told, now: datetime) -> None:
    db.execute("UPDATE alert SET told = ?, told_at = ? WHERE id = ?", (told, to_text(now), alert))


def note_person_told(db: sqlite3.Connection, alert: int) -> None:
    db.execute("UPDATE alert SET person_told = 1 WHERE id = ?", (alert,))


def note_read(db: sqlite3.Connection, alert: int, lead: int, remind_at: datetime) -> None:
    """Reading it again puts no reminder off."""
    db.execute(
        "UPDATE alert SET waits_since = NULL, taken_by = ?,"
        " remind_at = CASE state WHEN 'open' THEN coalesce(remind_at, ?) END WHERE id = ?",
        (lead, to_text(remind_at), alert),
    )


def note_reminded(db: sqlite3.Connection, alert: int, remind_at: datetime) -> None:
    db.execute(
        "UPDATE alert SET reminders = reminders + 1, remind_at = ? WHERE id = ?", (to_text(remind_at), alert)
    )


def choose(db: sqlite3.Connection, alert: int, deputy: int | None) -> None:
    """It is about somebody in the forum: the lead reads it no more."""
    db.execute("UPDATE alert SET about_forum = 1, chosen = ?, taken_by = NULL WHERE id = ?", (deputy, alert))


def close(db: sqlite3.Connection, alert: int, now: datetime) -> None:
    db.execute(
        "UPDATE alert SET state = 'dealt', dealt_at = ?, waits_since = NULL, remind_at = NULL WHERE id = ?",
        (to_text(now), alert),
    )


def delete(db: sqlite3.Connection, alert: int) -> None:
    """With all that was written and sent about it."""
    outbox.forget_labelled(db, f"alert {alert}")
    db.execute("DELETE FROM alert WHERE id = ?", (alert,))


def dealt_before(db: sqlite3.Connection, moment: datetime) -> list[int]:
    rows = db.execute("SELECT id FROM alert WHERE state = 'dealt' AND dealt_at < ?", (to_text(moment),))
    return [row[0] for row in rows]


def drop_person(db: sqlite3.Connection, alert: int) -> None:
    """Nothing tells any more who it was."""
    outbox.forget_labelled(db, f"alert {alert} person")
    db.execute("UPDATE alert SET finder = NULL, sealed = NULL WHERE id = ?", (alert,))


# Words and deeds


def say(
    db: sqlite3.Connection,
    seal: Writers,
    alert: int,
    sender: Sender,
    now: datetime,
    words: str,
    source: str = "",
) -> None:
    db.execute(
        "INSERT INTO alert_words (alert, number, sender, at, words, source) SELECT ?,"
        " (SELECT coalesce(max(number), 0) + 1 FROM alert_words WHERE alert = ?), ?, ?, ?, ?",
        (alert, alert, sender, to_text(now), seal.seal_words(words), source),
    )


def said_in(db: sqlite3.Connection, seal: Writers, alert: int) -> tuple[Said, ...]:
    """Without what another key sealed: nobody can read it any more."""
    rows = db.execute(
        "SELECT sender, at, words, source FROM alert_words WHERE alert = ? ORDER BY number", (alert,)
    )
    opened = ((row, seal.open_words(row[2])) for row in rows)
    return tuple(
        Said(Sender(row[0]), from_text(row[1]), words, row[3]) for row, words in opened if words is not None
    )


def move_words(db: sqlite3.Connection, seal: Writers, alert: int, to: int) -> None:
    """Into another alert of the same person."""
    for one in said_in(db, seal, alert):
        say(db, seal, to, one.sender, one.at, one.words, one.source)
    delete_words(db, alert)


def delete_words(db: sqlite3.Connection, alert: int, sender: Sender | None = None) -> None:
    """Those of everybody, or of one side."""
    db.execute(
        "DELETE FROM alert_words WHERE alert = ? AND (? IS NULL OR sender = ?)", (alert, sender, sender)
    )


def held_words(db: sqlite3.Connection, seal: Writers) -> Iterator[tuple[str, str]]:
    """What people typed who have an alert that is not dealt with, each with where they typed it."""
    rows = db.execute(
        "SELECT words, source FROM alert CROSS JOIN alert_words ON alert = id"
        " WHERE state <> 'dealt' AND sender = 'person'"
    )
    return ((seal.open_words(row[0]) or "", row[1]) for row in rows)


def do(
    db: sqlite3.Connection, seal: Writers, alert: int, what: Deed, now: datetime, note: str, actor: int
) -> None:
    db.execute(
        "INSERT INTO alert_deed (alert, number, what, at, note, actor) SELECT ?,"
        " (SELECT coalesce(max(number), 0) + 1 FROM alert_deed WHERE alert = ?), ?, ?, ?, ?",
        (alert, alert, what, to_text(now), seal.seal_words(note), actor),
    )


def done_about(db: sqlite3.Connection, seal: Writers, alert: int) -> tuple[Done, ...]:
    rows = db.execute(
        "SELECT what, at, note, actor FROM alert_deed WHERE alert = ? ORDER BY number", (alert,)
    )
    return tuple(Done(Deed(row[0]), from_text(row[1]), seal.open_words(row[2]) or "", row[3]) for row in rows)


# Being forgotten


def forget(db: sqlite3.Connection, seal: Writers, telegram: int) -> None:
    """An open alert stays until it is dealt with; of the others nothing tells who it was."""
    for alert in all_of(db, seal, telegram):
        if alert.state is State.OPEN:
            db.execute("UPDATE alert SET forgotten = 1 WHERE id = ?", (alert.id,))
        elif alert.state is State.ASKED:
            delete(db, alert.id)
        else:
            delete_words(db, alert.id)
            drop_person(db, alert.id)
    db.execute("UPDATE alert SET taken_by = NULL WHERE taken_by = ?", (telegram,))
    db.execute("UPDATE alert SET chosen = NULL WHERE chosen = ?", (telegram,))
    db.execute("DELETE FROM card_owed WHERE telegram = ?", (telegram,))
    db.execute("DELETE FROM lead_check WHERE telegram = ?", (telegram,))


def _alert(row: sqlite3.Row, seal: Writers) -> Alert:
    return Alert(
        id=row["id"],
        telegram=seal.open(row["sealed"]),
        level=Level(row["level"]),
        state=State(row["state"]),
        at=from_text(row["at"]),
        waits_since=_moment(row["waits_since"]),
        round=row["round"],
        told=Told(row["told"]),
        told_at=_moment(row["told_at"]),
        person_told=bool(row["person_told"]),
        remind_at=_moment(row["remind_at"]),
        reminders=row["reminders"],
        taken_by=row["taken_by"],
        about_forum=bool(row["about_forum"]),
        chosen=row["chosen"],
        forgotten=bool(row["forgotten"]),
        dealt_at=_moment(row["dealt_at"]),
    )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else from_text(text)
