"""/inbox: what people told the forum, for coordinators to go through."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from markupsafe import Markup

from bot.actions import inbox
from bot.actions import themes as theme_actions
from bot.actions.inbox import Counted, Inbox, Listed, Seen
from bot.actions.themes import ThemeHeard, Themes
from bot.core.buttons import FilterInbox, ListInbox, ListThemes, OpenPiece, Tap
from bot.core.buttons.releases import AskRelease
from bot.core.buttons.team import SayMyName
from bot.core.direction import isolated
from bot.core.feedback.piece import Kind, State
from bot.core.lengths import first_units
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.releases import What
from bot.core.screens import Button, Rows, Screen
from bot.core.words import Reader
from bot.handlers.feedback import kind_words, say_number
from bot.handlers.rows import turning
from bot.services import Services

BEGINNING = 70
ON_A_BUTTON = 26
THEMES_A_PAGE = 6
QUOTES = 3
"""Of each theme on the screen; all of them are in what is published."""
LONGEST_QUOTE = 160


async def start(services: Services, caller: Caller, argument: str) -> Screen:
    return _list_screen(services, await inbox.list_inbox(services, caller, Seen(), 0))


async def show_list(services: Services, caller: Caller, tap: ListInbox) -> Screen:
    seen = Seen(tap.show, inbox.known_kind(tap.kind), tap.topic)
    return _list_screen(services, await inbox.list_inbox(services, caller, seen, tap.page))


async def choose_filter(services: Services, caller: Caller, tap: FilterInbox) -> Screen:
    seen = Seen(tap.show, inbox.known_kind(tap.kind), tap.topic)
    counted = await inbox.count_inbox(services, caller, seen)
    if tap.by not in {"kind", "topic"}:
        raise Refusal("old_button")
    return _filter_screen(services, counted, tap.by)


async def show_themes(services: Services, caller: Caller, tap: ListThemes) -> Screen:
    reader, found = await theme_actions.list_themes(services, caller)
    return _themes_screen(services, reader, found, tap.page)


def _list_screen(services: Services, found: Inbox) -> Screen:
    texts, reader, seen = services.texts, found.reader, found.seen
    head = texts.say(
        reader,
        "inbox",
        show=seen.show,
        new=found.states.get(State.RECEIVED, 0),
        open=sum(found.states.get(state, 0) for state in (State.READING, State.PASSED_ON)),
        since="" if found.since is None else texts.date(reader, found.since),
        kind=seen.kind and texts.button(reader, f"feedback_kind_{seen.kind}"),
        topic=_topic(services, reader, seen.topic),
        count=found.count,
    )
    lines = [_line(services, reader, one) for one in found.pieces]
    return Screen(texts.lines([head, *lines], "\n\n"), _list_rows(services, found))


def _list_rows(services: Services, found: Inbox) -> Rows:
    texts, reader, seen = services.texts, found.reader, found.seen
    rows = [(_open_button(services, reader, one),) for one in found.pieces if not one.held]
    turn = turning(
        services,
        reader,
        found.page,
        found.count,
        inbox.PIECES_A_PAGE,
        lambda page: ListInbox(seen.show, seen.kind, seen.topic, page),
    )
    views = tuple(
        Button(texts.button(reader, f"button_inbox_{show}"), ListInbox(show, "", "", 0))
        for show in ("open", "mine", "over")
        if show != seen.show or seen.kind or seen.topic
    )
    filters = tuple(
        Button(
            texts.button(reader, f"button_inbox_by_{by}"), FilterInbox(by, seen.show, seen.kind, seen.topic)
        )
        for by in ("kind", "topic")
    )
    themes = (Button(texts.button(reader, "button_inbox_themes"), ListThemes(0)),)
    label = texts.button(reader, "button_colleague_name", name=found.name)
    return tuple(
        row for row in (*rows, *turn, views, filters, themes, (Button(label, SayMyName("inbox")),)) if row
    )


def _line(services: Services, reader: Reader, one: Listed) -> str:
    piece = one.piece
    if one.held:
        sent = services.texts.date(reader, piece.day)
        return services.texts.say(reader, "inbox_held", number=say_number(piece.number), sent=sent)
    return services.texts.say(
        reader,
        "inbox_line",
        number=say_number(piece.number),
        kind=kind_words(services, reader, piece),
        state=inbox_state(services, reader, one.piece.state, piece.detail),
        new=piece.state is State.RECEIVED,
        back=one.wrote_back and piece.answer_by is not None,
        sent=services.texts.date(reader, piece.day),
        due="" if piece.answer_by is None else services.texts.date(reader, piece.answer_by),
        words=isolated(first_units(" ".join(piece.words.split()), BEGINNING)),
        others=one.others,
        family=piece.is_family,
    )


def inbox_state(services: Services, reader: Reader, state: State, detail: str) -> str:
    return services.texts.button(reader, f"inbox_state_{state}", detail=detail)


def _open_button(services: Services, reader: Reader, one: Listed) -> Button:
    words = first_units(" ".join(one.piece.words.split()), ON_A_BUTTON)
    new = one.piece.state is State.RECEIVED
    return Button(
        services.texts.button(reader, "button_feedback_open", words=words, news=new),
        OpenPiece(one.piece.number, 0),
    )


def _topic(services: Services, reader: Reader, topic: str) -> str:
    found = services.content.topics.get(topic)
    return "" if found is None else found.title.choose(reader)


def _filter_screen(services: Services, counted: Counted, by: str) -> Screen:
    texts, reader, seen = services.texts, counted.reader, counted.seen
    rows = []
    if by == "kind":
        for kind in Kind:
            name = texts.button(reader, f"feedback_kind_{kind}")
            label = texts.button(reader, "button_inbox_filter", name=name, number=counted.kinds.get(kind, 0))
            rows.append((Button(label, ListInbox(seen.show, kind, seen.topic, 0)),))
    else:
        for topic, number in sorted(counted.topics.items(), key=lambda pair: -pair[1]):
            if name := _topic(services, reader, topic):
                label = texts.button(reader, "button_inbox_filter", name=name, number=number)
                rows.append((Button(label, ListInbox(seen.show, seen.kind, topic, 0)),))
    everything = ListInbox(
        seen.show, "" if by == "kind" else seen.kind, "" if by == "topic" else seen.topic, 0
    )
    rows.append((Button(texts.button(reader, "button_inbox_all"), everything),))
    return Screen(texts.say(reader, f"inbox_by_{by}"), tuple(rows))


def _themes_screen(services: Services, reader: Reader, found: Themes, page: int) -> Screen:
    texts = services.texts
    page = min(page, max(0, len(found.themes) - 1) // THEMES_A_PAGE)
    shown = found.themes[page * THEMES_A_PAGE : (page + 1) * THEMES_A_PAGE]
    parts = [texts.say(reader, "themes" if found.themes else "themes_none")]
    parts += [_theme(services, reader, one) for one in shown]
    if (page + 1) * THEMES_A_PAGE >= len(found.themes) and found.unsorted:
        parts.append(_unsorted(services, reader, found))
    enough = [one for one in shown if one.heard.people is not None]
    release = [_release_button(services, reader, one) for one in enough]
    turn = turning(services, reader, page, len(found.themes), THEMES_A_PAGE, ListThemes)
    back = (Button(texts.button(reader, "button_to_inbox"), ListInbox.first()),)
    return Screen(texts.lines(parts, "\n\n"), (*release, *turn, back))


def _release_button(services: Services, reader: Reader, one: ThemeHeard) -> tuple[Button, ...]:
    label = services.texts.button(reader, "button_release_theme", name=first_units(one.name, 40))
    return (Button(label, AskRelease(What.THEME, one.id)),)


def _theme(services: Services, reader: Reader, one: ThemeHeard) -> Markup:
    heard = one.heard
    return services.texts.say(
        reader,
        "theme_line",
        name=one.name,
        topic=_topic(services, reader, heard.topic or ""),
        people=heard.people,
        private=heard.people is None,
        quotes=[isolated(first_units(quote, LONGEST_QUOTE)) for quote in heard.quotes[:QUOTES]],
        more=max(0, len(heard.quotes) - QUOTES),
    )


def _unsorted(services: Services, reader: Reader, found: Themes) -> Markup:
    """By topic, the larger ones first; those kept private last."""
    private = services.texts.button(reader, "result_private")
    counts = sorted(found.unsorted.items(), key=lambda pair: (-(pair[1] or 0), pair[0]))
    lines = [
        f"{name}: {private if people is None else people}"
        for topic, people in counts
        if (name := _topic(services, reader, topic))
    ]
    return services.texts.say(reader, "themes_unsorted", lines=lines)


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    ListInbox: show_list,
    FilterInbox: choose_filter,
    ListThemes: show_themes,
}
