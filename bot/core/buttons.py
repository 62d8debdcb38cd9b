"""What a button sends back, typed. A claim by whoever sends it: rights and state are checked each time."""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Self

MOST_BYTES = 64
"""Telegram's limit for the data of one button."""


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


def _flag(part: str) -> bool:
    if part not in {"0", "1"}:
        raise ValueError(part)
    return part == "1"


_READ: dict[object, Callable[[str], Any]] = {int: _number, str: str, bool: _flag}


# joining


@dataclass(frozen=True)
class Agree(Tap):
    """Agreed to this version of the notice; `going` is where the person was going (a deep link)."""

    code: ClassVar[str] = "ag"
    version: int
    going: str


@dataclass(frozen=True)
class Decline(Tap):
    code: ClassVar[str] = "no"


@dataclass(frozen=True)
class ReadNotice(Tap):
    """The whole notice, or the short one again."""

    code: ClassVar[str] = "rn"
    whole: bool
    going: str


@dataclass(frozen=True)
class Join(Tap):
    """Who the person is; `age` is empty for all but young people."""

    code: ClassVar[str] = "jo"
    version: int
    going: str
    audience: str
    age: str


# answering


@dataclass(frozen=True)
class OpenSurvey(Tap):
    """The first screen of a survey, or where the person left it."""

    code: ClassVar[str] = "sv"
    survey: int


@dataclass(frozen=True)
class Begin(Tap):
    code: ClassVar[str] = "be"
    survey: int


@dataclass(frozen=True)
class Choose(Tap):
    """One option, chosen or taken back: said, not toggled, so that a double tap does no harm."""

    code: ClassVar[str] = "ch"
    survey: int
    question: str
    option: str
    on: bool


@dataclass(frozen=True)
class Onward(Tap):
    """On from a question whose answer is complete."""

    code: ClassVar[str] = "on"
    survey: int
    question: str


@dataclass(frozen=True)
class Skip(Tap):
    code: ClassVar[str] = "sk"
    survey: int
    question: str


@dataclass(frozen=True)
class Back(Tap):
    code: ClassVar[str] = "ba"
    survey: int
    question: str


@dataclass(frozen=True)
class Later(Tap):
    code: ClassVar[str] = "la"
    survey: int


@dataclass(frozen=True)
class Change(Tap):
    """From the overview to one question."""

    code: ClassVar[str] = "cg"
    survey: int
    question: str


@dataclass(frozen=True)
class Send(Tap):
    code: ClassVar[str] = "se"
    survey: int


@dataclass(frozen=True)
class SendUnfinished(Tap):
    """Send what there is, from wherever the person is."""

    code: ClassVar[str] = "su"
    survey: int


@dataclass(frozen=True)
class TurnOverview(Tap):
    """Another page of a long overview, counted from 0."""

    code: ClassVar[str] = "to"
    survey: int
    page: int


@dataclass(frozen=True)
class AskToWithdraw(Tap):
    code: ClassVar[str] = "aw"
    survey: int


@dataclass(frozen=True)
class Withdraw(Tap):
    code: ClassVar[str] = "wd"
    survey: int


@dataclass(frozen=True)
class ExplainTerm(Tap):
    """The meaning of a word under a question."""

    code: ClassVar[str] = "et"
    survey: int
    term: str


@dataclass(frozen=True)
class ListSurveys(Tap):
    code: ClassVar[str] = "ls"


# the person's own settings


@dataclass(frozen=True)
class OpenSettings(Tap):
    code: ClassVar[str] = "st"


@dataclass(frozen=True)
class AskSetting(Tap):
    """Shows the choices of one setting. `walk`: part of the walk after the first survey."""

    code: ClassVar[str] = "as"
    setting: str
    walk: bool


@dataclass(frozen=True)
class Set(Tap):
    code: ClassVar[str] = "sx"
    setting: str
    value: str
    walk: bool


# privacy


@dataclass(frozen=True)
class OpenPrivacy(Tap):
    """What is held and who sees it, or a page behind it: the whole notice, how to complain."""

    code: ClassVar[str] = "pr"
    page: str


@dataclass(frozen=True)
class GetMyData(Tap):
    code: ClassVar[str] = "md"


@dataclass(frozen=True)
class AskToForget(Tap):
    code: ClassVar[str] = "af"


@dataclass(frozen=True)
class Forget(Tap):
    """`anyway`: also as the last coordinator, after having been told."""

    code: ClassVar[str] = "fm"
    anyway: bool


@dataclass(frozen=True)
class StopMessages(Tap):
    """Whether messages come by themselves: said, not toggled."""

    code: ClassVar[str] = "sm"
    quiet: bool


# coordinators


@dataclass(frozen=True)
class ListFiles(Tap):
    """The survey files that can be opened."""

    code: ClassVar[str] = "lf"


@dataclass(frozen=True)
class PreviewSurvey(Tap):
    """One question of a survey file, as a parent carer or a young person would meet it."""

    code: ClassVar[str] = "pv"
    file: str
    position: int


@dataclass(frozen=True)
class ChooseAudience(Tap):
    code: ClassVar[str] = "wh"
    file: str


@dataclass(frozen=True)
class ConfirmOpening(Tap):
    code: ClassVar[str] = "op"
    file: str
    audience: str


@dataclass(frozen=True)
class OpenNow(Tap):
    """`open_before`: how many surveys were opened before the button was shown, so that a second tap
    does not open a second one."""

    code: ClassVar[str] = "go"
    file: str
    audience: str
    opened_before: int


@dataclass(frozen=True)
class ConfirmClosing(Tap):
    code: ClassVar[str] = "cc"
    survey: int


@dataclass(frozen=True)
class CloseNow(Tap):
    code: ClassVar[str] = "cl"
    survey: int


@dataclass(frozen=True)
class ExportSurvey(Tap):
    code: ClassVar[str] = "ex"
    survey: int
