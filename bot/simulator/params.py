"""The parameters of one Bot API call, however they were sent."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.types import Receive, Scope

from bot.simulator.refusals import ApiError, Json, bad_request

MAX_BODY = 52 * 1024 * 1024  # a file of 50 MB and what stands around it
_WITHOUT_EFFECT = frozenset((
    "disable_notification", "link_preview_options", "disable_web_page_preview", "allow_paid_broadcast",
    "message_effect_id", "business_connection_id", "direct_messages_topic_id", "inline_message_id",
    "suggested_post_parameters", "disable_content_type_detection", "thumbnail", "cache_time", "url",
    "show_caption_above_media", "has_spoiler", "max_connections", "ip_address", "icon_color",
    "icon_custom_emoji_id", "is_big", "for_channels", "rights", "quote", "explanation",
    "explanation_parse_mode", "explanation_entities", "question_parse_mode", "question_entities",
    "shuffle_options", "hide_results_until_closes", "allow_adding_options", "caption_entities",
))  # fmt: skip
_TRUE = frozenset(("true", "True", "1", "yes"))


@dataclass(frozen=True)
class Upload:
    name: str
    content: bytes
    content_type: str


class Params:
    def __init__(self, values: Json, uploads: dict[str, Upload] | None = None) -> None:
        self.values = values
        self.uploads = uploads or {}
        self._asked: set[str] = set()

    def _get(self, name: str) -> Any:
        self._asked.add(name)
        return self.values.get(name)

    def unknown(self) -> list[str]:
        """What was sent and nobody asked for: Telegram ignores it, a tester may want to know."""
        return [name for name in self.values if name not in self._asked and name not in _WITHOUT_EFFECT]

    def has(self, name: str) -> bool:
        return self._get(name) not in (None, "")

    def text(self, name: str) -> str:
        value = self._get(name)
        return "" if value is None else value if isinstance(value, str) else str(value)

    def number(self, name: str, default: int = 0) -> int:
        try:
            return int(self._get(name) or default)
        except (TypeError, ValueError):
            return default

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self._get(name)
        if value is None:
            return default
        return value if isinstance(value, bool) else str(value) in _TRUE

    def data(self, name: str, kind: str = "JSON object") -> Any:
        """A structured value; strings hold JSON, as forms send it."""
        value = self._get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} {kind}") from None

    def listed(self, name: str) -> list[Any]:
        value = self.data(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise bad_request(f"expected an Array as {name.replace('_', ' ')}")
        return value


async def read_params(scope: Scope, receive: Receive) -> Params:
    """Query string and body: JSON, a form, or parts with files."""
    query = scope["query_string"]
    values: Json = dict(parse_qsl(query.decode(), keep_blank_values=True)) if query else {}
    kind = next((value for name, value in scope["headers"] if name == b"content-type"), b"")
    if kind.startswith(b"multipart/form-data"):
        return await _read_parts(scope, receive, values)
    body = await _read_body(receive)
    if not body:
        return Params(values)
    if kind.startswith(b"application/json"):
        return Params(values | _read_json(body))
    return Params(values | dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True)))


def _read_json(body: bytes) -> Json:
    try:
        found = json.loads(body)
    except ValueError:
        raise bad_request("can't parse request parameters as a JSON object") from None
    if not isinstance(found, dict):
        raise bad_request("can't parse request parameters as a JSON object")
    return found


async def _read_body(receive: Receive) -> bytes:
    body: bytes = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MAX_BODY:
            raise ApiError(413, "Request Entity Too Large")
        if not message.get("more_body"):
            return body


async def _read_parts(scope: Scope, receive: Receive, values: Json) -> Params:
    length = next((int(value) for name, value in scope["headers"] if name == b"content-length"), 0)
    if length > MAX_BODY:
        raise ApiError(413, "Request Entity Too Large")
    uploads: dict[str, Upload] = {}
    async with Request(scope, receive).form(max_part_size=MAX_BODY) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                kind = value.content_type or "application/octet-stream"
                uploads[name] = Upload(value.filename or name, await value.read(), kind)
            else:
                values[name] = value
    return Params(values, uploads)
