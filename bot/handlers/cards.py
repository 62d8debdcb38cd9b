"""An organisation in words: its card, and the few lines by which it stands in a list."""

from datetime import UTC, date, datetime, time

from markupsafe import Markup

from bot.core.lengths import first_units
from bot.core.support.organisations import Ages, Organisation
from bot.core.tongues import LANGUAGES
from bot.core.words import Reader
from bot.services import Services
from bot.texts import Texts

MOST_SAID, MOST_TOLD, MOST_IN_LIST = 1000, 300, 250
"""UTF-16 units of what it does on its card, of each other text there, and of either in a list: what a file or
a feed says at length is cut, so that the card, and a page of a list, fit one message."""


def card_words(services: Services, reader: Reader, entry: Organisation) -> Markup:
    """All that somebody needs to get in touch, and when somebody of the forum last looked."""
    texts = services.texts
    does = first_units(entry.does.choose(reader), MOST_SAID)
    parts = [texts.say(reader, "entry", name=entry.name, does=does)]
    reach = texts.lines(_ways(texts, reader, entry))
    if reach:
        parts.append(reach)
    more = texts.lines(_facts(services, reader, entry))
    if more:
        parts.append(more)
    parts.append(_checked(services, reader, entry))
    return texts.lines(parts, "\n\n")


def short_words(services: Services, reader: Reader, entry: Organisation, number: int) -> Markup:
    """Name, what it does, and the quickest way to reach it."""
    texts = services.texts
    does = first_units(entry.does.choose(reader), MOST_IN_LIST)
    said = texts.say(reader, "entry_in_list", number=number, name=entry.name, does=does)
    return texts.lines([said, *_ways(texts, reader, entry, MOST_IN_LIST)[:1]])


def _ways(texts: Texts, reader: Reader, entry: Organisation, most: int = MOST_TOLD) -> list[Markup]:
    """Numbers stand in a line of their own, so that a phone makes them something to tap."""
    ways = [texts.say(reader, "entry_phone", phone=phone) for phone in entry.phones]
    if entry.text is not None:
        word, number = entry.text.word, entry.text.number
        ways.append(texts.say(reader, "entry_text", word=word or "", number=number))
    if entry.email is not None:
        ways.append(texts.say(reader, "entry_email", email=entry.email))
    if entry.website is not None:
        ways.append(texts.say(reader, "entry_website", website=entry.website))
    if entry.how is not None:
        ways.append(texts.say(reader, "entry_how", how=first_units(entry.how.choose(reader), most)))
    return ways


def _facts(services: Services, reader: Reader, entry: Organisation) -> list[Markup]:
    texts, facts = services.texts, []
    if entry.hours is not None:
        facts.append(
            texts.say(reader, "entry_hours", hours=first_units(entry.hours.choose(reader), MOST_TOLD))
        )
    if entry.ages != Ages():
        facts.append(texts.say(reader, "entry_ages", least=entry.ages.least, most=entry.ages.most))
    if entry.areas:
        names = {area.id: area.text.choose(reader) for area in services.content.forum.areas}
        areas = [names[area] for area in entry.areas if area in names]
        facts.append(texts.say(reader, "entry_areas", areas=first_units(", ".join(areas), MOST_TOLD)))
    if entry.needs:
        facts.append(texts.say(reader, "entry_needs", needs=first_units(", ".join(entry.needs), MOST_TOLD)))
    if entry.languages:
        spoken = ", ".join(_language(texts, reader, code) for code in entry.languages)
        facts.append(texts.say(reader, "entry_languages", languages=first_units(spoken, MOST_TOLD)))
    return facts


def _language(texts: Texts, reader: Reader, code: str) -> str:
    """By its name; by its code where the messages have none."""
    return texts.button(reader, f"language_{code}") if code in LANGUAGES else code.upper()


def _checked(services: Services, reader: Reader, entry: Organisation) -> Markup:
    if entry.checked is None:
        return services.texts.say(reader, "entry_never_checked")
    return services.texts.say(reader, "entry_checked", day=day_words(services, reader, entry.checked))


def day_words(services: Services, reader: Reader, day: date) -> str:
    """With its year."""
    noon = datetime.combine(day, time(12), UTC)
    return services.texts.button(reader, "entry_day", day=services.texts.day(reader, noon), year=day.year)
