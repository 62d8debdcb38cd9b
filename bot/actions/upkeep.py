"""What keeps the house tidy, once a day."""

from datetime import timedelta

from bot.services import Services
from bot.store import updates

UPDATES_KEPT = timedelta(days=2)


async def forget_old_updates(services: Services) -> None:
    """The numbers of updates that Telegram can no longer bring again."""
    oldest = (services.clock() - UPDATES_KEPT).date().isoformat()
    await services.store.write(updates.forget_taken, oldest)
