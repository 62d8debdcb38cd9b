"""Posts for many people: one for all who read alike."""

from collections.abc import Iterable, Mapping

from bot.core.people import Person
from bot.core.words import Reader


def group_by_reader(everybody: Iterable[Person]) -> Mapping[Reader, list[int]]:
    """The chats of those who read alike."""
    groups: dict[Reader, list[int]] = {}
    for person in everybody:
        groups.setdefault(person.reader, []).append(person.telegram)
    return groups
