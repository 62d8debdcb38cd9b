"""When what is kept no longer may go: never before the forum was told for a week."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.forum import Forum

TOLD_BEFORE = timedelta(days=7)
AHEAD = timedelta(days=14)
"""So far a notice looks: it is followed by the next a week later, and both are a week ahead of what goes."""


@dataclass(frozen=True)
class Notice:
    """On `told_at` the forum was told of all that goes before `until`, by these `periods`."""

    told_at: datetime
    until: datetime
    periods: str


def periods_of(forum: Forum) -> str:
    """All periods in one line: a notice by other periods told of other things, and does not count."""
    keeping = forum.keeping
    days = (
        *(keeping.text_days, keeping.response_days, keeping.person_days, keeping.audit_days),
        *(forum.feedback.keep_days, forum.safeguarding.keep_days),
    )
    return " ".join(map(str, days))


def told_until(notices: Iterable[Notice], periods: str) -> datetime | None:
    """All that goes before this was told of, if not yet for a week; None: nothing was."""
    return max((one.until for one in notices if one.periods == periods), default=None)


def next_notice(notices: Iterable[Notice], periods: str, now: datetime) -> Notice | None:
    """None while all that goes in the coming week was told of."""
    until = told_until(notices, periods)
    if until is not None and until - now > TOLD_BEFORE:
        return None
    return Notice(now, now + AHEAD, periods)


def may_go_until(notices: Iterable[Notice], periods: str, now: datetime) -> datetime | None:
    """What was due before this moment goes now; None: nothing may yet."""
    old = (one for one in notices if now - one.told_at >= TOLD_BEFORE)
    until = told_until(old, periods)
    return None if until is None else min(until, now)


def superseded(notices: Iterable[Notice], periods: str, now: datetime) -> list[Notice]:
    """Those by other periods, and those that a later one told for a week takes the place of."""
    everything = sorted(notices, key=lambda one: one.told_at)
    valid = [one for one in everything if one.periods == periods]
    old = [one for one in valid if now - one.told_at >= TOLD_BEFORE]
    return [one for one in everything if one.periods != periods] + old[:-1]
