"""A closing time in plain words, such as "friday 7pm", in the forum's own time."""

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import dateparser

from bot.core.refusal import Refusal

EVENING = time(20)
"""Where only a day is said."""
LONGEST = timedelta(days=366)
NIGHT = (time(1), time(2))
"""The clocks change between these: such a moment may come twice or never."""

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_DAY = r"(?P<day>(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?|today|tonight|tomorrow)"
_HOUR = r"(?P<hour>\d{1,2})(?:\.(?P<minute>[0-5]\d))?"
_BARE = (
    re.compile(rf"(?:{_DAY}\b,? *)?(?:at +)?{_HOUR}"),
    re.compile(rf"(?:at +)?{_HOUR},? +(?:on +)?{_DAY}"),
)
"""A day and an hour of which nobody said whether it is in the morning or in the evening."""


def read_moment(words: str, now: datetime, zone: ZoneInfo) -> datetime:
    """The moment that is meant, in UTC. Refuses what is not understood, past, too far off, or in the
    hour in which the clocks change."""
    # Nobody types microseconds: so the time it is now is told from the same time typed.
    local_now = now.astimezone(zone).replace(tzinfo=None, microsecond=1)
    found = dateparser.parse(
        _in_figures(words.strip().lower()[:100]),
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


def _in_figures(words: str) -> str:
    """Hours in the form that the parser knows. What closes at seven closes in the evening."""
    for number, name in enumerate(_NUMBERS, start=1):
        words = re.sub(rf"\b{name}\b", str(number), words)
    words = re.sub(r" ?o['’]clock\b", "", words.replace("midday", "noon"))
    words = re.sub(r"\bhalf past (\d{1,2})\b", r"\1.30", words)
    bare = next(filter(None, (form.fullmatch(words) for form in _BARE)), None)
    if bare is None or int(bare["hour"]) > 23:
        return words
    hour, minute = int(bare["hour"]), bare["minute"] or "00"
    is_evening = 0 < hour < 12 and not bare["hour"].startswith("0")
    return f"{bare['day'] or 'today'} {hour + 12 * is_evening}:{minute}"


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
