"""Where and when a bulletin goes, in words."""

from collections.abc import Iterable
from datetime import UTC, datetime

from bot.actions.scheduling import Making
from bot.core.bulletins import Aim, Target
from bot.core.recurrence import LAST, Every, Recurrence
from bot.core.words import ENGLISH, Reader, Reading, Voice
from bot.services import Services


def recurrence_words(services: Services, reader: Reader, when: Recurrence) -> str:
    """Such as: every Monday at 10 am, not in the school holidays."""
    texts, zone = services.texts, services.content.forum.time_zone
    first = datetime.combine(when.first, when.at, zone).astimezone(UTC)
    return texts.button(
        reader,
        f"recurrence_{when.every}",
        moment=texts.moment(reader, first),
        weekday=texts.button(reader, f"weekday_{when.first.isoweekday()}"),
        time=texts.clock_time(reader, first),
        place=texts.button(reader, f"place_{_place(when)}") if when.every is Every.MONTH else "",
        but_holidays=not when.in_holidays,
    )


def _place(when: Recurrence) -> str:
    return "last" if when.place == LAST else str(when.place)


def named_targets(services: Services, making: Making) -> list[str]:
    titles = {group.chat: group.title for group, _ in making.groups}
    topics = {(one.chat, one.thread): one.name for _, found in making.groups for one in found}
    return target_names(services, making.reader, making.made.bulletin.targets, titles, topics)


def target_names(
    services: Services,
    reader: Reader,
    targets: Iterable[Target],
    titles: dict[int, str],
    topics: dict[tuple[int, int], str],
) -> list[str]:
    """A group the bot is in no more has no name here."""
    return [name for target in targets if (name := _name(services, reader, target, titles, topics))]


def _name(
    services: Services,
    reader: Reader,
    target: Target,
    titles: dict[int, str],
    topics: dict[tuple[int, int], str],
) -> str:
    texts, forum = services.texts, services.content.forum
    match target.aim:
        case Aim.GROUP:
            topic = topics.get((target.chat, target.thread), "")
            title = titles.get(target.chat, "")
            return f"{title} · {topic}" if title and topic else title
        case Aim.EVERYBODY:
            return texts.button(reader, "button_target_everybody")
        case Aim.AUDIENCE:
            return texts.button(reader, f"target_{target.value}")
        case Aim.SURVEY:
            return texts.button(reader, "target_took_part")
        case Aim.AREA | Aim.THEME:
            named = forum.areas if target.aim is Aim.AREA else forum.themes
            return next((one.text.choose(reader) for one in named if one.id == target.value), "")


def reader_name(services: Services, reader: Reader, of: Reader, in_group: bool) -> str:
    """Such as: group, young people, easy words, Polski."""
    texts = services.texts
    names = {one.id: one.name for one in services.content.forum.languages}
    parts = [texts.button(reader, "look_group" if in_group else "look_private")]
    if of.voice is Voice.YOUNG:
        parts.append(texts.button(reader, "look_young"))
    if of.reading is Reading.SHORTER:
        parts.append(texts.button(reader, "look_shorter"))
    if of.language != ENGLISH:
        parts.append(names.get(of.language, of.language))
    return ", ".join(parts)
