"""What is held about somebody because they typed words of harm: they were told so, and may see it."""

import sqlite3
from dataclasses import dataclass

from bot.core.safeguarding import Alert, Said, State
from bot.services import Services
from bot.store import alerts


@dataclass(frozen=True)
class OwnAlert:
    """Their own words and what the leads wrote to them; not what the leads wrote down for themselves."""

    alert: Alert
    said: tuple[Said, ...]


def alerts_of(db: sqlite3.Connection, services: Services, telegram: int) -> tuple[OwnAlert, ...]:
    found = alerts.all_of(db, services.keys.alerts, telegram)
    return tuple(OwnAlert(one, alerts.said_in(db, services.keys.alerts, one.id)) for one in found)


def has_alerts(db: sqlite3.Connection, services: Services, telegram: int) -> bool:
    return bool(alerts.all_of(db, services.keys.alerts, telegram))


def has_open(db: sqlite3.Connection, services: Services, telegram: int) -> bool:
    """That stays, whoever asks to be forgotten, until it is dealt with."""
    found = alerts.all_of(db, services.keys.alerts, telegram)
    return any(one.state is State.OPEN for one in found)
