"""When a service is open, in one line."""

import calendar
import re
from collections.abc import Iterable
from datetime import date

from bot.core.open_referral.plain import cut, plain
from bot.core.open_referral.services import Schedule

LONGEST = 200
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_TIME = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)")


def read_hours(schedules: Iterable[Schedule], today: date) -> str:
    """What the feed says in words; else the days and times of each week. Empty where it says neither."""
    lasting = [one for one in schedules if one.valid_to is None or today <= one.valid_to]
    said = dict.fromkeys(filter(None, (plain(one.description) for one in lasting)))
    return cut("; ".join(said) or _weekly(lasting), LONGEST)


def _weekly(schedules: Iterable[Schedule]) -> str:
    """Days with the same times stand together: Monday, Tuesday 09:00–17:00; Friday 09:00–12:00."""
    days_of: dict[str, set[int]] = {}
    for one in schedules:
        times, days = _times(one), _days(one)
        if times and days and one.freq.upper() in {"", "WEEKLY"} and one.interval in {None, 1}:
            days_of.setdefault(times, set()).update(days)
    lines = sorted(days_of.items(), key=lambda line: (min(line[1]), line[0]))
    return "; ".join(f"{_names(days)} {times}" for times, days in lines)


def _names(days: Iterable[int]) -> str:
    return ", ".join(calendar.day_name[day] for day in sorted(days))


def _times(schedule: Schedule) -> str:
    opens, closes = (_TIME.match(text) for text in (schedule.opens_at, schedule.closes_at))
    if opens is None or closes is None:
        return ""
    return "–".join(f"{int(hour):02}:{minute}" for hour, minute in (opens.groups(), closes.groups()))


def _days(schedule: Schedule) -> set[int]:
    """Monday is 0. Those of a month, such as 2MO, are none of each week."""
    parts = [part.strip().upper()[:2] for part in schedule.byday.split(",")]
    return {_DAYS.index(part) for part in parts if part in _DAYS}
