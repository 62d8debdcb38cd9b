"""A closing time in plain words, such as "friday 7pm", in the forum's own time."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import dateparser

from bot.core.refusal import Refusal

EVENING = time(20)
"""Where only a day is said."""
LONGEST = timedelta(days=366)
NIGHT = (time(1), time(2))
"""The clocks change between these: such a moment may come twice or never."""


def read_moment(words: str, now: datetime, zone: ZoneInfo) -> datetime:
    """The moment that is meant, in UTC. Refuses what is not understood, past, too far off, or in the
    hour in which the clocks change."""
    local_now = now.astimezone(zone).replace(tzinfo=None)
    found = dateparser.parse(
        words.strip()[:100],
        languages=["en"],
        settings={
            "PREFER_DATES_FROM": "future",
            "DATE_ORDER": "DMY",
            "RELATIVE_BASE": local_now,
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
    if found is None:
        raise Refusal("when_unclear")
    return check_moment(_with_time(found, local_now), now, zone)


def check_moment(local: datetime, now: datetime, zone: ZoneInfo) -> datetime:
    """A local wall time as a moment in UTC."""
    if NIGHT[0] <= local.time() < NIGHT[1]:
        raise Refusal("when_at_night")
    moment = local.replace(tzinfo=zone).astimezone(UTC)
    if moment <= now:
        raise Refusal("when_past")
    if moment - now > LONGEST:
        raise Refusal("when_too_far")
    return moment


def _with_time(found: datetime, now: datetime) -> datetime:
    """A day alone means its evening; the parser gives midnight, or the time it is now."""
    if found.time() in {time(0), now.time()}:
        return datetime.combine(found.date(), EVENING)
    return found.replace(second=0, microsecond=0)


def evening_of(now: datetime, zone: ZoneInfo, days: int) -> datetime:
    """Eight o'clock in the evening, so many days from today; tonight's may be over: then tomorrow's."""
    local = now.astimezone(zone)
    evening = datetime.combine(local.date() + timedelta(days=days), EVENING, zone)
    if evening <= local:
        evening = datetime.combine(local.date() + timedelta(days=days + 1), EVENING, zone)
    return evening.astimezone(UTC)
