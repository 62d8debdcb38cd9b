"""What people speak of, with how many and what may be quoted: what "you said" starts from."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from bot.actions.holding import held_feedback
from bot.actions.members import check_role
from bot.core.feedback.themes import Heard, count_unsorted, hear_themes
from bot.core.people import Caller, Role
from bot.core.suppression import Cell
from bot.core.words import Reader
from bot.services import Services
from bot.store import inbox


@dataclass(frozen=True)
class ThemeHeard:
    """`id` stays the same while anything is in the theme."""

    id: int
    name: str
    heard: Heard


@dataclass(frozen=True)
class Themes:
    """May be published as they are. `unsorted`: by topic, how many spoke of what is in no theme yet."""

    themes: tuple[ThemeHeard, ...]
    unsorted: Mapping[str, Cell]


def collect(db: sqlite3.Connection, services: Services) -> Themes:
    """Those of which many spoke first. Without what is only about one family, and what is held back."""
    is_held, threshold = held_feedback(db, services), services.content.forum.threshold
    voices = [voice for piece, voice in inbox.voices(db) if not is_held(piece)]
    heard = hear_themes(voices, threshold)
    named = [ThemeHeard(one.id, one.name, heard[one.id]) for one in inbox.list_themes(db) if one.id in heard]
    named.sort(key=lambda one: (-(one.heard.people or 0), one.name))
    return Themes(tuple(named), count_unsorted(voices, threshold))


async def list_themes(services: Services, caller: Caller) -> tuple[Reader, Themes]:
    def question(db: sqlite3.Connection) -> tuple[Reader, Themes]:
        person = check_role(services, db, caller, Role.COORDINATOR)
        return person.reader, collect(db, services)

    return await services.store.read(question)
