"""Files sent either way: kept in memory, named as Telegram names them."""

import mimetypes
import struct
from dataclasses import dataclass
from itertools import count
from pathlib import PurePosixPath

from bot.simulator.params import Params, Upload
from bot.simulator.refusals import ApiError, Json, bad_request

MAX_DOWNLOAD = 20 * 1024 * 1024
MAX_UPLOAD = 50 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024
THUMB = 320


@dataclass(frozen=True)
class StoredFile:
    id: str
    unique_id: str
    kind: str  # "photo" or "document"
    name: str
    mime: str
    path: str  # as getFile gives it
    content: bytes
    width: int = 0
    height: int = 0

    def as_json(self) -> Json:
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": len(self.content)}


class Files:
    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._numbers = count(1)

    def find(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)

    def keep(self, kind: str, upload: Upload) -> StoredFile:
        if not upload.content:
            raise bad_request("file must be non-empty")
        if len(upload.content) > MAX_UPLOAD:
            raise ApiError(413, "Request Entity Too Large")
        width, height = checked_photo(upload.content) if kind == "photo" else (0, 0)
        number = next(self._numbers)
        name = PurePosixPath(upload.name.replace("\\", "/")).name or "file"
        suffix = ".jpg" if kind == "photo" else PurePosixPath(name).suffix
        mime = image_type(upload.content) if kind == "photo" else _mime(name, upload.content_type)
        letters = "AgACAgQAAxkB" if kind == "photo" else "BQACAgQAAxkB"
        stored = StoredFile(
            f"{letters}{number:012d}", f"AQAD{number:08d}", kind, name, mime,
            f"{kind}s/file_{number}{suffix}", upload.content, width, height,
        )  # fmt: skip
        self._by_id[stored.id] = self._by_path[stored.path] = stored
        return stored

    def wanted(self, params: Params, field: str, kind: str) -> StoredFile:
        """The file a call names: uploaded, attached, or known by its id."""
        if upload := params.uploads.get(field):
            return self.keep(kind, upload)
        return self.named(params, params.text(field), kind)

    def named(self, params: Params, name: str, kind: str) -> StoredFile:
        if not name:
            raise bad_request(f"there is no {kind} in the request")
        if name.startswith("attach://"):
            upload = params.uploads.get(name.removeprefix("attach://"))
            if upload is None:
                raise bad_request(f"there is no {kind} in the request")
            return self.keep(kind, upload)
        stored = self.find(name)
        if stored is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if stored.kind != kind:
            raise bad_request(f"can't use file of type {stored.kind.title()} as {kind.title()}")
        return stored


def media(stored: StoredFile) -> Json:
    """The part of a message that holds the file."""
    if stored.kind == "document":
        return {"document": stored.as_json() | {"file_name": stored.name, "mime_type": stored.mime}}
    sizes = [stored.as_json() | {"width": stored.width, "height": stored.height}]
    scale = THUMB / max(stored.width, stored.height)
    if scale < 1:
        small = {"width": max(1, int(stored.width * scale)), "height": max(1, int(stored.height * scale))}
        sizes.insert(0, stored.as_json() | {"file_unique_id": f"{stored.unique_id}s"} | small)
    return {"photo": sizes}


def _mime(name: str, given: str) -> str:
    if given and given != "application/octet-stream":
        return given.split(";", maxsplit=1)[0]
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def image_type(content: bytes) -> str:
    if content.startswith(b"\x89PNG"):
        return "image/png"
    return "image/gif" if content.startswith(b"GIF8") else "image/jpeg"


def checked_photo(content: bytes) -> tuple[int, int]:
    if len(content) > MAX_PHOTO:
        raise bad_request(
            f"file of size {len(content)} bytes is too big for a photo; the maximum size is {MAX_PHOTO} bytes"
        )
    size = image_size(content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > 10_000 or max(size) > 20 * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height


def image_size(content: bytes) -> tuple[int, int] | None:
    """Width and height as the file's header says; None for what is no picture."""
    size: tuple[int, int] | None = None
    try:
        if content.startswith(b"\x89PNG\r\n\x1a\n"):
            size = struct.unpack(">II", content[16:24])
        elif content.startswith((b"GIF87a", b"GIF89a")):
            size = struct.unpack("<HH", content[6:10])
        elif content.startswith(b"\xff\xd8"):
            size = _jpeg_size(content)
    except struct.error:
        return None
    return size if size and min(size) > 0 else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + int(struct.unpack(">H", content[at + 2 : at + 4])[0])
    return None
