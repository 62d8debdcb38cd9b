"""What keeps the house tidy: once a day, and the backup of the night."""

import asyncio
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.actions import demand
from bot.actions.feedback_days import tidy_feedback
from bot.actions.impact import settle_periods
from bot.actions.meetings import forget_over
from bot.actions.retention import keep_no_longer
from bot.actions.theme_counts import settle_themes
from bot.services import Services
from bot.store import conversations, updates
from bot.store.backups import drop_old, list_backups, make_backup
from bot.store.erasures import KEPT

UPDATES_KEPT = timedelta(days=2)

BACKUP_HOUR = 3
"""In the forum's own time: an hour that no change of the clocks takes away or brings twice."""

PATIENCE = timedelta(minutes=10)
"""Between tries, where a backup fails: the disk is full, say."""


class BackupMissing(Exception):  # noqa: N818
    """It failed a short while ago, and is not tried again yet."""


async def tidy(services: Services) -> None:
    """Forgets the numbers of updates that Telegram can no longer bring again, where people were in surveys
    that have closed, erasures that no backup can undo any more, what people looked for long ago, what leads
    to people whose feedback is long done, and alerts dealt with long ago."""
    now = services.clock()
    await services.store.write(updates.forget_taken, (now - UPDATES_KEPT).date().isoformat())
    await services.store.write(conversations.leave_closed)
    await services.store.write(settle_periods, services)
    await services.store.write(settle_themes, services)
    await services.store.write(lambda db: services.keys.erasures.drop_before(now - KEPT))
    await services.store.write(demand.forget_old, services)
    await services.store.write(tidy_feedback, services)
    await services.store.write(forget_over, services)
    await keep_no_longer(services)


class NightlyBackup:
    """Once a night; where the bot did not run then, as soon as it does. What was made is seen in the folder,
    so a restart makes none twice."""

    def __init__(self) -> None:
        self._failed_at: datetime | None = None

    async def __call__(self, services: Services) -> None:
        now, database = services.clock(), services.store.path
        made = [backup.made_at for backup in list_backups(database)]
        if not is_backup_due(now, services.content.forum.time_zone, made):
            return
        if self._failed_at is not None and now - self._failed_at < PATIENCE:
            raise BackupMissing
        try:
            await asyncio.to_thread(make_backup, database, now)
            await asyncio.to_thread(drop_old, database)
        except Exception:
            self._failed_at = now
            raise
        self._failed_at = None


def is_backup_due(now: datetime, zone: ZoneInfo, made: list[datetime]) -> bool:
    """Whether none was made since the last time it was three o'clock. `made`: to the minute."""
    night = _last_night(now, zone)
    return not any(night <= at <= now for at in made)


def _last_night(now: datetime, zone: ZoneInfo) -> datetime:
    local = now.astimezone(zone)
    days = 0 if local.hour >= BACKUP_HOUR else 1
    night = (local - timedelta(days=days)).replace(hour=BACKUP_HOUR, minute=0, second=0, microsecond=0)
    return night.astimezone(UTC)
