"""What the log may say: never who, never what was said, never the token."""

import logging
import re
import sys
import traceback
from types import TracebackType
from typing import TextIO

ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

_TOKEN = re.compile(r"\d{5,}(?::|%3A)[A-Za-z0-9_-]{15,}", re.IGNORECASE)
_TALKATIVE = ("httpx", "httpcore", "aiohttp", "aiosqlite", "apscheduler", "asyncio", "uvicorn")


def set_up_logging(level: str = "INFO", stream: TextIO | None = None) -> None:
    """One line an event, to stderr. Done again, it replaces what was set up before."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(PrivateFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(HideToken())
    root = logging.getLogger()
    for old in list(root.handlers):
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.ERROR)
    # PTB writes whole updates and answers of the server into its log, also at ERROR and CRITICAL.
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)


class HideToken(logging.Filter):
    """Takes anything that looks like a bot's token out of the line."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = hide_token(record.getMessage())
        record.args = ()
        return True


class PrivateFormatter(logging.Formatter):
    """A traceback without the errors' own words: those may quote what somebody wrote."""

    def formatException(self, ei: ErrorInfo) -> str:  # noqa: N802 (named by logging)
        return "" if ei[1] is None else describe_bug(ei[1])


def hide_token(text: str) -> str:
    return _TOKEN.sub("[token]", text)


def describe_bug(error: BaseException) -> str:
    """The kind of error and where it came from, with the errors behind it; none of their words."""
    lines: list[str] = []
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        lines += [
            f"  {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\n".join(lines)
