"""What actions work with, made from the settings. Nothing of Telegram's: a file is made without it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from random import SystemRandom

from bot.content import load_content, shipped_folder
from bot.core.harm import Watch
from bot.core.people import Role
from bot.services import Clock, Services
from bot.settings import Settings
from bot.store.database import open_store
from bot.store.keys import Keys
from bot.texts import Texts


def make_clock(settings: Settings) -> Clock:
    """The time of this machine; in the demo, moved by what the simulator writes into its file."""
    if settings.clock_file is None:
        return lambda: datetime.now(UTC)
    file = settings.clock_file

    def moved() -> datetime:
        try:
            offset = float(file.read_text(encoding="utf-8") or 0)
        except (OSError, ValueError):
            offset = 0.0
        return datetime.now(UTC) + timedelta(seconds=offset)

    return moved


@asynccontextmanager
async def open_services(settings: Settings, clock: Clock) -> AsyncIterator[Services]:
    """The database, the content and the keys. Raises BadContent or Unusable."""
    content = load_content(settings.content_dir, shipped_folder())
    async with open_store(settings.database, clock().date().isoformat()) as store:
        yield Services(
            store=store,
            content=content,
            texts=Texts(content.messages, content.forum.time_zone, content.forum.standing()),
            keys=Keys(settings.keys_dir),
            clock=clock,
            random=SystemRandom(),
            appointed={
                Role.COORDINATOR: settings.coordinators,
                Role.OFFICER: settings.officers,
                Role.SAFEGUARDING: frozenset(settings.safeguarding),
            },
            leads=settings.safeguarding,
            watch=Watch(content.harm),
            pages_url=settings.pages_url or "",
            environment=environment_of(settings),
        )


def environment_of(settings: Settings) -> dict[str, str]:
    """What a child process needs to find the same database and content; never the token."""
    folders = {
        "HEARD_DATA_DIR": settings.data_dir,
        "HEARD_KEYS_DIR": settings.keys_dir,
        "HEARD_CONTENT_DIR": settings.content_dir,
    }
    return {name: str(folder.resolve()) for name, folder in folders.items()}
