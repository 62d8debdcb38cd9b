"""Settings from the environment, read once. A secret may stand in a file named by `…_FILE`."""

import os
from collections.abc import Iterator
from difflib import get_close_matches
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

Ids = Annotated[frozenset[int], NoDecode]
InOrder = Annotated[tuple[int, ...], NoDecode]

TELEGRAM = "https://api.telegram.org"


class BadSettings(Exception):  # noqa: N818
    """Holds one line for each setting that is wrong."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class Settings(BaseSettings):
    """Each field is the environment variable HEARD_ and its name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix="HEARD_", env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True
    )

    bot_token: SecretStr | None = None
    bot_token_file: Path | None = None
    api_url: str = TELEGRAM
    data_dir: Path = Path("data")
    keys_dir: Path = Path("keys")
    content_dir: Path = Path("content")
    coordinators: Ids = frozenset()
    officers: Ids = frozenset()
    safeguarding: InOrder = ()
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    webhook_secret_file: Path | None = None
    listen: str | None = None
    pages_url: str | None = None
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    clock_file: Path | None = None

    @field_validator("coordinators", "officers", "safeguarding", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if not all(part.isdecimal() for part in parts):
            raise ValueError("put Telegram user ids (numbers) with commas between them")
        return tuple(dict.fromkeys(int(part) for part in parts))

    @field_validator("listen")
    @classmethod
    def _has_port(cls, value: str | None) -> str | None:
        host, _, port = (value or "").rpartition(":")
        if value is not None and not (host and port.isdecimal() and 0 < int(port) < 65_536):
            raise ValueError("put an address and a port, such as 127.0.0.1:8080")
        return value

    @field_validator("api_url", "webhook_url", "pages_url")
    @classmethod
    def _is_address(cls, value: str | None) -> str | None:
        if value is not None and not (value.startswith(("http://", "https://")) and urlsplit(value).hostname):
            raise ValueError("put an address that begins with https://")
        return value

    @model_validator(mode="after")
    def _fit_together(self) -> "Settings":
        if misfits := list(self._misfits()):
            raise ValueError("\n".join(misfits))
        return self

    def _misfits(self) -> Iterator[str]:
        if self.is_demo and not self.is_local:
            yield "HEARD_CLOCK_FILE is for the demo: it needs HEARD_API_URL on this machine"
        if self.data_dir.resolve() in (self.keys_dir.resolve(), *self.keys_dir.resolve().parents):
            yield "HEARD_KEYS_DIR must not lie in HEARD_DATA_DIR: a backup would carry the keys"
        for name in ("bot_token", "webhook_secret"):
            try:
                self._secret(name)
            except OSError as error:
                yield f"HEARD_{name.upper()}_FILE: {error.filename} cannot be read ({error.strerror})"
                return
        if self.webhook_url and not (self.listen and self.webhook_key):
            yield "HEARD_WEBHOOK_URL needs HEARD_LISTEN and HEARD_WEBHOOK_SECRET"
        if self.pages_url and not self.listen:
            yield "HEARD_PAGES_URL needs HEARD_LISTEN"
        if self.pages_url and not (self.pages_url.startswith("https://") or _is_here(self.pages_url)):
            yield "HEARD_PAGES_URL must begin with https://: what it opens would travel in the clear"

    @property
    def is_demo(self) -> bool:
        """The time comes from a simulator on this machine."""
        return self.clock_file is not None

    @property
    def is_local(self) -> bool:
        """Whether the Bot API server is on this machine."""
        return _is_here(self.api_url)

    @property
    def token(self) -> str | None:
        return self._secret("bot_token")

    @property
    def webhook_key(self) -> str | None:
        return self._secret("webhook_secret")

    @property
    def database(self) -> Path:
        return self.data_dir / "heard.db"

    @property
    def alive_file(self) -> Path:
        return self.data_dir / "alive"

    def _secret(self, name: str) -> str | None:
        """What is given itself, before what stands in the file."""
        given: SecretStr | None = getattr(self, name)
        if given is not None:
            return given.get_secret_value()
        file: Path | None = getattr(self, f"{name}_file")
        return None if file is None else file.read_text(encoding="utf-8").strip() or None


def _is_here(address: str) -> bool:
    """On this machine."""
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def read_settings() -> Settings:
    """Raises `BadSettings` with all that is wrong at once."""
    try:
        return Settings()
    except ValidationError as error:
        raise BadSettings([_line(problem) for problem in error.errors()]) from error


def _line(problem: Any) -> str:
    said = problem["msg"].removeprefix("Value error, ")
    if not problem["loc"]:
        return str(said)
    return f"HEARD_{str(problem['loc'][0]).upper()}: {said}"


def unknown_settings() -> list[str]:
    """A line for each variable that looks like a setting and is none: a wrong letter would go unnoticed."""
    known = [f"HEARD_{name.upper()}" for name in Settings.model_fields]
    lines = []
    for name in sorted(name for name in os.environ if name.startswith("HEARD_") and name not in known):
        close = get_close_matches(name, known, 1, 0.8)
        meant = f" Did you mean {close[0]}?" if close else ""
        lines.append(f"{name} is not a setting.{meant}")
    return lines
