"""Settings from the environment, read once. A secret may stand in a file named by `…_FILE`."""

from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

Ids = Annotated[frozenset[int], NoDecode]

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
    safeguarding: Ids = frozenset()
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    webhook_secret_file: Path | None = None
    listen: str | None = Field(default=None, pattern=r"^[^:\s]+:\d{1,5}$")
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
        return frozenset(int(part) for part in parts)

    @model_validator(mode="after")
    def _fit_together(self) -> "Settings":
        if self.is_demo and not self.is_local:
            raise ValueError("HEARD_CLOCK_FILE is for the demo: it needs HEARD_API_URL on this machine")
        if self.data_dir.resolve() in (self.keys_dir.resolve(), *self.keys_dir.resolve().parents):
            raise ValueError("HEARD_KEYS_DIR must not lie in HEARD_DATA_DIR: a backup would carry the keys")
        if self.webhook_url and not (self.listen and self.webhook_key):
            raise ValueError("HEARD_WEBHOOK_URL needs HEARD_LISTEN and HEARD_WEBHOOK_SECRET")
        return self

    @property
    def is_demo(self) -> bool:
        """The time comes from a simulator on this machine."""
        return self.clock_file is not None

    @property
    def is_local(self) -> bool:
        """Whether the Bot API server is on this machine."""
        host = urlsplit(self.api_url).hostname or ""
        try:
            return ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"

    @property
    def token(self) -> str | None:
        return _secret(self.bot_token, self.bot_token_file)

    @property
    def webhook_key(self) -> str | None:
        return _secret(self.webhook_secret, self.webhook_secret_file)

    @property
    def database(self) -> Path:
        return self.data_dir / "heard.db"

    @property
    def alive_file(self) -> Path:
        return self.data_dir / "alive"


def _secret(given: SecretStr | None, file: Path | None) -> str | None:
    if given is not None:
        return given.get_secret_value()
    if file is None:
        return None
    try:
        return file.read_text(encoding="utf-8").strip() or None
    except OSError as error:
        raise BadSettings([f"{file} cannot be read ({error.strerror}). It should hold a secret."]) from error


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
