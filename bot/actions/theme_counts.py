"""What is given out of a theme: a count that was made once of whole months, and quotes of the same time."""

import sqlite3
from dataclasses import dataclass, replace

from bot.actions.holding import held_feedback
from bot.core.feedback.theme_counts import ThemeCount, count_again
from bot.core.feedback.themes import Voice, count_people
from bot.core.impact import Period, last_over
from bot.services import Services
from bot.store import inbox, theme_counts


@dataclass(frozen=True)
class ThemeToGive:
    """`count`: None where nothing under it came in a month that is over. `quotes`: masked; what their writers
    let us quote, as a coordinator chose it, and nothing that is held back."""

    id: int
    name: str
    count: ThemeCount | None
    quotes: tuple[str, ...]


def settle_themes(db: sqlite3.Connection, services: Services) -> None:
    """Makes the counts of a month that is over, once for each theme."""
    if not inbox.has_themes(db):
        return
    month = _month(services)
    people = count_people(_voices(db, services, month))
    for theme, number in people.items():
        before = theme_counts.find(db, theme)
        counted = count_again(before, number, month, services.content.forum.threshold)
        if counted != before:
            theme_counts.put(db, theme, counted)


def list_to_give(db: sqlite3.Connection, services: Services) -> list[ThemeToGive]:
    """By name. What came in a month that is not over is not in it."""
    quotes: dict[int | None, dict[str, None]] = {}
    for voice in _voices(db, services, _month(services)):
        if voice.quote:
            quotes.setdefault(voice.theme, {})[voice.quote] = None
    return [
        ThemeToGive(one.id, one.name, _shown(db, services, one.id), tuple(quotes.get(one.id, ())))
        for one in inbox.list_themes(db)
    ]


def _shown(db: sqlite3.Connection, services: Services, theme: int) -> ThemeCount | None:
    """A threshold that was raised since holds for what was counted before."""
    count = theme_counts.find(db, theme)
    if count is None or count.people is None or count.people >= services.content.forum.threshold:
        return count
    return replace(count, people=None)


def find_to_give(db: sqlite3.Connection, services: Services, theme: int) -> ThemeToGive | None:
    return next((one for one in list_to_give(db, services) if one.id == theme), None)


def _month(services: Services) -> Period:
    return last_over(services.content.forum.day_of(services.clock()))


def _voices(db: sqlite3.Connection, services: Services, month: Period) -> list[Voice]:
    is_held = held_feedback(db, services)
    return [voice for piece, voice in inbox.voices(db) if piece.day < month.after and not is_held(piece)]
