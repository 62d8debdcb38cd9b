"""Pictures that notes show, by Telegram's rules for photos."""

import struct
import zlib

import pytest

from bot.content import load_content
from bot.content.pictures import MOST_BYTES
from tests.content.forum_folder import Folders

NOTE = """
  - {id: hall, kind: note, text: This is the hall., picture: hall.png, picture_shows: A large room.}
"""


def png(width: int = 600, height: int = 400) -> bytes:
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))


def jpeg(width: int = 600, height: int = 400) -> bytes:
    """Begins as files from cameras do: a part of another kind stands before the one with the size."""
    exif = b"\xff\xe1" + struct.pack(">H", 8) + b"Exif\0\0"
    return b"\xff\xd8" + exif + b"\xff\xc0" + struct.pack(">HBHH", 17, 8, height, width) + b"\x03" * 10


def put(folders: Folders, name: str, content: bytes) -> None:
    folder = folders.ours / "pictures"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)


@pytest.mark.parametrize(("name", "content"), [("hall.png", png()), ("hall.jpg", jpeg())])
def test_a_picture_is_found_by_its_name(folders: Folders, name: str, content: bytes) -> None:
    put(folders, name, content)
    folders.write_survey(NOTE.replace("hall.png", name))

    pictures = load_content(folders.ours, folders.shipped).pictures

    assert pictures == {name: folders.ours / "pictures" / name}


def test_a_note_whose_picture_is_not_there_is_told(folders: Folders) -> None:
    put(folders, "halls.png", png())
    folders.write_survey(NOTE)

    problem = folders.only_problem()

    assert problem.key == "questions[0].picture"
    assert problem.remedy == "Did you mean `halls.png`?"


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("hall.gif", png(), "cannot be the name"),
        ("the hall.png", png(), "cannot be the name"),
        ("hall.jpg", png(), "no picture in the form of .jpg"),
        ("hall.png", jpeg(), "no picture in the form of .png"),
        ("hall.png", b"", "no picture"),
        ("hall.png", png()[:18], "no picture"),
        ("hall.jpg", jpeg()[:8], "no picture"),
        ("hall.jpg", b"\xff\xd8\xff\xe1\0\0" * 9, "no picture"),
        ("hall.png", png(0, 5), "no picture"),
        ("hall.png", png() + b"\0" * MOST_BYTES, "more than 10 MB"),
        ("hall.png", png(9000, 1001), "9000 by 1001 pixels"),
        ("hall.jpg", jpeg(2100, 100), "long and thin"),
    ],
)
def test_what_telegram_would_not_show_is_told(folders: Folders, name: str, content: bytes, what: str) -> None:
    put(folders, name, content)

    problem = folders.only_problem()

    assert problem.file.endswith(f"pictures/{name}")
    assert what in problem.what
    assert problem.remedy


def test_hidden_files_and_notes_to_oneself_are_passed_over(folders: Folders) -> None:
    put(folders, ".DS_Store", b"x")
    put(folders, "README.md", b"x")

    assert folders.check().problems == ()


def test_a_picture_that_a_later_edition_has_not_got_is_told_with_the_shipped_ones(folders: Folders) -> None:
    (folders.shipped / "pictures").mkdir()
    (folders.shipped / "pictures" / "hall.png").write_bytes(png())
    put(folders, "room.png", png())
    folders.write_survey(NOTE)

    assert sorted(load_content(folders.ours, folders.shipped).pictures) == ["hall.png", "room.png"]
