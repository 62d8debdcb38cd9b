"""A count from the room in words: how many, where, when, and counted by whom."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bot.core.rooms import Room
from bot.core.words import Reader
from bot.services import Services


def room_words(services: Services, reader: Reader, room: Room) -> Markup:
    """How many, where, when, in which way, and counted by whom: a role."""
    texts = services.texts
    return texts.say(
        reader,
        "count_line",
        people=room.people,
        place=room.place or texts.button(reader, "count_no_place"),
        day=day_words(services, reader, date.fromisoformat(room.day)),
        method="" if room.body.method is None else texts.button(reader, f"count_by_{room.body.method}"),
        role=texts.button(reader, f"count_role_{room.counted_by}"),
    )


def day_words(services: Services, reader: Reader, day: date) -> str:
    return services.texts.day(reader, services.content.forum.pace.morning_of(day))


def rooms_words(services: Services, reader: Reader, counted: Sequence[Room]) -> list[Markup]:
    """What stands under a result; nothing where nobody was counted."""
    if not counted:
        return []
    lines = [room_words(services, reader, room) for room in counted]
    return [services.texts.lines([services.texts.say(reader, "count_rooms"), *lines])]
