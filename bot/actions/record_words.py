"""An entry of the record in words: for the chat, for posts, for whoever reads it elsewhere."""

from collections.abc import Iterator

from markupsafe import Markup

from bot.core.record import Entry, Step
from bot.core.suppression import Cell
from bot.core.words import Reader
from bot.services import Services
from bot.texts import Texts


def entry_words(services: Services, reader: Reader, entry: Entry, matters: Cell = 0) -> Markup:
    """All of it: asked, said, every step, who is responsible, and whether it is overdue. `matters`: to how
    many others it matters too; None where that is kept private."""
    texts = services.texts
    parts = [*_beginning(texts, reader, entry)]
    parts += [_step(texts, reader, step) for step in entry.steps]
    parts += _ending(services, reader, entry)
    if matters:
        parts.append(texts.say(reader, "record_matters", number=matters))
    return texts.lines(parts, "\n\n")


def news_words(services: Services, reader: Reader, entry: Entry) -> Markup:
    """What a post says: asked, said, and the newest step."""
    texts = services.texts
    parts = [*_beginning(texts, reader, entry), _step(texts, reader, entry.steps[-1])]
    return texts.lines([*parts, *_ending(services, reader, entry)], "\n\n")


def line_words(services: Services, reader: Reader, entry: Entry) -> Markup:
    """One line of a list or a digest."""
    texts = services.texts
    return texts.say(
        reader,
        "record_line",
        asked=entry.asked,
        state=texts.button(reader, f"record_state_{entry.state}"),
        day=texts.day(reader, entry.changed_at),
        overdue=entry.is_overdue(services.content.forum.day_of(services.clock())),
    )


def _beginning(texts: Texts, reader: Reader, entry: Entry) -> Iterator[Markup]:
    yield texts.say(reader, f"record_asked_{entry.origin.source}", asked=entry.asked)
    yield texts.say(reader, "record_said", said=entry.said)


def _step(texts: Texts, reader: Reader, step: Step) -> Markup:
    return texts.say(
        reader,
        f"record_step_{step.state}",
        text=step.text,
        day=texts.day(reader, step.at),
    )


def _ending(services: Services, reader: Reader, entry: Entry) -> Iterator[Markup]:
    texts = services.texts
    level = texts.button(reader, f"record_level_{entry.level}")
    yield texts.say(reader, "record_responsible", responsible=entry.responsible, level=level)
    if entry.evidence or entry.link:
        yield texts.say(reader, "record_evidence", evidence=entry.evidence, link=entry.link)
    if entry.is_overdue(services.content.forum.day_of(services.clock())):
        yield texts.say(reader, "record_overdue")
    elif entry.again_on is not None and not entry.state.is_end:
        yield texts.say(reader, "record_again", day=day_of(services, reader, entry))


def day_of(services: Services, reader: Reader, entry: Entry) -> str:
    """By when it is looked at again, as a day."""
    assert entry.again_on is not None
    return services.texts.day(reader, services.content.forum.pace.morning_of(entry.again_on))
