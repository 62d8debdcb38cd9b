"""/support: topics, the organisations of one, the card of an organisation, for whom and where."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from bot.actions import support
from bot.actions.support import Seeker, Shown
from bot.core.buttons import (
    AskAgain,
    ForWhom,
    ListEntriesToCheck,
    OpenSupport,
    SayWrong,
    ShowEntry,
    ShowLookedFor,
    ShowTopic,
    Tap,
)
from bot.core.people import Caller
from bot.core.screens import Button, Rows, Screen
from bot.core.support.fitting import Who
from bot.core.support.organisations import Organisation
from bot.core.support.passing import KINDS, Passing
from bot.core.words import Reader
from bot.handlers.cards import card_words, short_words
from bot.handlers.rows import entry_rows, in_pairs, topics_row, turning, ways_out
from bot.services import Services

TOPICS = 8
"""Topics at a time: with all that stands below them they fit the screen of a phone."""
PAGE = 5
"""Organisations of a topic at a time: with the longest texts they fit one message."""


async def tap_support(services: Services, caller: Caller, tap: OpenSupport) -> Screen:
    shown = await support.look(services, caller, tap.who)
    texts, seeker, who = services.texts, shown.seeker, tap.who
    parts = [texts.say(seeker.reader, "support"), *_for_whom(services, seeker)]
    topics = [*shown.directory.topics.values()]
    page = min(tap.page, max(0, len(topics) - 1) // TOPICS)
    here = topics[page * TOPICS : (page + 1) * TOPICS]
    rows = [(Button(topic.title.choose(seeker.reader), ShowTopic(topic.id, 0, who)),) for topic in here]
    turn = turning(services, seeker.reader, page, len(topics), TOPICS, lambda to: replace(tap, page=to))
    whom = Button(texts.button(seeker.reader, "button_for_whom"), ForWhom(who or Passing().code))
    last = (*ways_out(services, caller, seeker), *_for_coordinators(services, seeker))
    return Screen(texts.lines(parts, "\n\n"), (*rows, *_beside(turn, whom), *last))


def _beside(turn: Rows, whom: Button) -> Rows:
    """In one row where it turns one way only."""
    return ((*turn[0], whom),) if turn and len(turn[0]) == 1 else (*turn, (whom,))


def _for_coordinators(services: Services, seeker: Seeker) -> Rows:
    if not seeker.is_coordinator:
        return ()
    texts, reader = services.texts, seeker.reader
    return (
        (Button(texts.button(reader, "button_entries"), ListEntriesToCheck(0)),),
        (Button(texts.button(reader, "button_looked_for"), ShowLookedFor(0)),),
    )


async def show_topic(services: Services, caller: Caller, tap: ShowTopic) -> Screen:
    shown = await support.look_at_topic(services, caller, tap.topic, tap.who)
    texts, reader = services.texts, shown.seeker.reader
    pages = max(1, -(-len(shown.found) // PAGE))
    page = min(tap.page, pages - 1)
    first = page * PAGE
    here = shown.found[first : first + PAGE]
    title = shown.directory.topics[tap.topic].title
    parts = [texts.say(reader, "support_topic", topic=title), *_for_whom(services, shown.seeker)]
    parts += [short_words(services, reader, one, number) for number, one in enumerate(here, start=first + 1)]
    if not here:
        parts.append(texts.say(reader, "support_topic_empty"))
    if pages > 1:
        parts.append(texts.say(reader, "support_page", page=page + 1, pages=pages))
    rows = [*entry_rows(here, tap.topic, tap.who)]
    rows += turning(services, reader, page, len(shown.found), PAGE, lambda to: replace(tap, page=to))
    return Screen(
        texts.lines(parts, "\n\n"),
        (*rows, topics_row(services, shown.seeker, tap.who), *ways_out(services, caller, shown.seeker)),
    )


async def show_entry(services: Services, caller: Caller, tap: ShowEntry) -> Screen:
    shown = await support.look_at_entry(services, caller, tap.organisation, tap.who)
    return _card(services, caller, shown, tap.topic, tap.who, is_wrong=False)


async def say_wrong(services: Services, caller: Caller, tap: SayWrong) -> Screen:
    """The card stays, without the button that was tapped."""
    await support.say_wrong(services, caller, tap.organisation)
    shown = await support.look_at_entry(services, caller, tap.organisation, tap.who)
    said = services.texts.toast(shown.seeker.reader, "toast_said_wrong")
    return _card(services, caller, shown, tap.topic, tap.who, is_wrong=True).with_toast(said)


def _card(
    services: Services, caller: Caller, shown: Shown, topic: str, who: str, *, is_wrong: bool
) -> Screen:
    texts, reader, (entry,) = services.texts, shown.seeker.reader, shown.found
    rows: list[tuple[Button, ...]] = []
    if entry.link is not None:
        rows.append((Button(texts.button(reader, "button_open_website"), url=entry.link),))
    row = [_way_back(services, caller, shown, entry, topic, who)]
    if not is_wrong:
        row.append(Button(texts.button(reader, "button_say_wrong"), SayWrong(entry.id, topic, who)))
    rows.append(tuple(row))
    return Screen(card_words(services, reader, entry), (*rows, *ways_out(services, caller, shown.seeker)))


def _way_back(
    services: Services, caller: Caller, shown: Shown, entry: Organisation, topic: str, who: str
) -> Button:
    """To the page of the topic that it stands on, to the answer, or to all topics."""
    texts, reader = services.texts, shown.seeker.reader
    if topic in shown.directory.topics:
        listed = shown.directory.index.of_topic(topic, shown.seeker.who)
        at = next((at for at, one in enumerate(listed) if one.id == entry.id), 0)
        return Button(texts.button(reader, "button_back"), ShowTopic(topic, at // PAGE, who))
    if caller.typed is not None:
        return Button(texts.button(reader, "button_back"), AskAgain(who))
    return Button(texts.button(reader, "button_all_topics"), OpenSupport(0, who))


async def choose_whom(services: Services, caller: Caller, tap: ForWhom) -> Screen:
    """Each tap chooses and shows the choice; nothing is kept but in these buttons."""
    chosen = Passing.read(tap.who) or Passing()
    seeker = await support.find_seeker(services, caller, chosen.code)
    texts, reader = services.texts, seeker.reader
    kinds = [
        _option(
            services, reader, _kind(services, reader, kind), kind == chosen.kind, replace(chosen, kind=kind)
        )
        for kind in KINDS
    ]
    areas = [
        _option(
            services,
            reader,
            area.text.choose(reader),
            number == chosen.area,
            replace(chosen, area=0 if number == chosen.area else number),
        )
        for number, area in enumerate(services.content.forum.areas, start=1)
    ]
    going = OpenSupport(0, chosen.code) if caller.typed is None else AskAgain(chosen.code)
    fits = Button(texts.button(reader, "button_show_what_fits"), going)
    rows = (*in_pairs([*kinds, *areas]), (fits,), *ways_out(services, caller, seeker))
    return Screen(texts.say(reader, "support_for_whom"), rows)


def _option(services: Services, reader: Reader, label: str, is_chosen: bool, then: Passing) -> Button:
    state = "chosen" if is_chosen else "free"
    return Button(services.texts.button(reader, f"option_one_{state}", label=label), ForWhom(then.code))


def _kind(services: Services, reader: Reader, kind: str) -> str:
    """Somebody's age group where it matters, else who they are."""
    who = KINDS[kind]
    if who.age is not None:
        return services.texts.button(reader, f"button_age_{who.age}")
    if who.audience is not None:
        return services.texts.button(reader, f"button_audience_{who.audience}")
    return services.texts.button(reader, f"button_kind_{kind}")


def _for_whom(services: Services, seeker: Seeker) -> list[Markup]:
    said = _who_words(services, seeker.reader, seeker.who)
    return [services.texts.say(seeker.reader, "support_for", who=said)] if said else []


def _who_words(services: Services, reader: Reader, who: Who) -> str:
    texts = services.texts
    areas = {area.id: area.text.choose(reader) for area in services.content.forum.areas}
    said = [texts.button(reader, f"button_audience_{who.audience}")] if who.audience else []
    if who.age is not None:
        said.append(texts.button(reader, f"button_age_{who.age}"))
    if who.area in areas:
        said.append(areas[who.area])
    return ", ".join(said)


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    OpenSupport: tap_support,
    ShowTopic: show_topic,
    ShowEntry: show_entry,
    SayWrong: say_wrong,
    ForWhom: choose_whom,
}
