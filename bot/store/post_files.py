"""Pictures and documents that posts are sent with. Once Telegram has one, it is sent by its name there."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.posts import Post


@dataclass(frozen=True)
class Picture:
    """`png` is empty where Telegram has the picture already, under `file_id`."""

    id: int
    png: bytes
    file_id: str | None


def add_picture(db: sqlite3.Connection, png: bytes) -> int:
    return int(db.execute("INSERT INTO picture (png) VALUES (?) RETURNING id", (png,)).fetchone()[0])


@dataclass(frozen=True)
class Document:
    """`content` is empty where Telegram has the document already, under `file_id`."""

    id: int
    name: str
    content: bytes
    file_id: str | None


@dataclass(frozen=True)
class Files:
    """What a post is sent with. `are_known`: Telegram has all of it already."""

    pictures: tuple[Picture, ...] = ()
    document: Document | None = None

    @property
    def are_known(self) -> bool:
        return all(picture.file_id for picture in self.pictures) and (
            self.document is None or self.document.file_id is not None
        )


def add_known_picture(db: sqlite3.Connection, file_id: str) -> int:
    """One that somebody sent to the bot: only Telegram has it."""
    row = db.execute("INSERT INTO picture (png, file_id) VALUES (x'', ?) RETURNING id", (file_id,))
    return int(row.fetchone()[0])


def add_document(db: sqlite3.Connection, name: str, content: bytes, file_id: str | None = None) -> int:
    row = db.execute(
        "INSERT INTO document (name, content, file_id) VALUES (?, ?, ?) RETURNING id",
        (name, content, file_id),
    )
    return int(row.fetchone()[0])


def find_files(db: sqlite3.Connection, post: Post) -> Files:
    return Files(
        tuple(Picture(*_picture_row(db, picture)) for picture in post.pictures),
        None if post.document is None else find_document(db, post.document),
    )


def find_document(db: sqlite3.Connection, document: int) -> Document:
    row = db.execute(
        "SELECT id, name, CASE WHEN file_id IS NULL THEN content ELSE x'' END, file_id"
        " FROM document WHERE id = ?",
        (document,),
    ).fetchone()
    return Document(*row)


def _picture_row(db: sqlite3.Connection, picture: int) -> tuple[int, bytes, str | None]:
    row: tuple[int, bytes, str | None] = db.execute(
        "SELECT id, CASE WHEN file_id IS NULL THEN png ELSE x'' END, file_id FROM picture WHERE id = ?",
        (picture,),
    ).fetchone()
    return row


def note_uploads(db: sqlite3.Connection, post: Post, file_ids: Sequence[str] | None) -> None:
    """What Telegram calls each file of a post; None when it knows them no longer. Then they are uploaded
    anew, unless only Telegram ever had them."""
    names: Sequence[str | None] = file_ids or [None] * len(post.pictures)
    db.executemany(
        "UPDATE picture SET file_id = ? WHERE id = ? AND png <> x''",
        list(zip(names, post.pictures, strict=False)),
    )
    db.execute(
        "UPDATE document SET file_id = ? WHERE id = ? AND content <> x''",
        (file_ids[0] if file_ids else None, post.document),
    )
