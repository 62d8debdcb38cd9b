"""The base of all buttons: packed into a few bytes, and read back as a claim."""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, ClassVar, NewType, Self

MOST_BYTES = 64
"""Telegram's limit for the data of one button."""

Chat = NewType("Chat", int)
"""A chat at Telegram; groups have numbers below zero."""


class Forged(Exception):  # noqa: N818
    """The data fits no button that we make today."""


@dataclass(frozen=True)
class Tap:
    """The base of all buttons. Packed as `code:field:field`; fields are numbers or short ids."""

    code: ClassVar[str]

    def pack(self) -> str:
        data = ":".join(
            [self.code, *(str(int(v) if isinstance(v, bool) else v) for v in vars(self).values())]
        )
        if len(data.encode()) > MOST_BYTES:
            raise ValueError(f"a button's data may have {MOST_BYTES} bytes: {data}")
        return data

    @classmethod
    def read(cls, data: str) -> Self:
        code, *parts = data.split(":")
        kinds = [field.type for field in fields(cls)]
        if code != cls.code or len(parts) != len(kinds):
            raise Forged(data)
        try:
            return cls(*(_READ[kind](part) for kind, part in zip(kinds, parts, strict=True)))
        except ValueError as error:
            raise Forged(data) from error


def _number(part: str) -> int:
    """Plain digits, and no more than the database can hold."""
    if not re.fullmatch(r"[0-9]{1,18}", part):
        raise ValueError(part)
    return int(part)


def _chat(part: str) -> int:
    return -_number(part[1:]) if part.startswith("-") else _number(part)


def _flag(part: str) -> bool:
    if part not in {"0", "1"}:
        raise ValueError(part)
    return part == "1"


_READ: dict[object, Callable[[str], Any]] = {int: _number, Chat: _chat, str: str, bool: _flag}
