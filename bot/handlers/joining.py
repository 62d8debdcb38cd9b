"""The notice, joining, and arriving where one was going."""

import re
from dataclasses import replace

from bot.actions import joining, role_links
from bot.actions.bulletin_posts import ENTRY_LINK, NEED_LINK
from bot.actions.joining import TooYoung, Welcome
from bot.actions.members import reader_of
from bot.core.buttons import Agree, Decline, Forged, Join, OpenSupport, OpenSurvey, ReadNotice, ShowUrgent
from bot.core.buttons.record import ShowEntry
from bot.core.people import AgeBand, Audience, Caller
from bot.core.refusal import Refusal
from bot.core.screens import Button, Rows, Screen
from bot.core.words import ENGLISH, Reader
from bot.handlers import colleagues, home, meetings, updates, urgent
from bot.handlers.surveys import open_survey
from bot.handlers.urgent import URGENT_LINK
from bot.services import Services

LONGEST_GOING = 36
"""Characters: the way to go is carried by the joining buttons."""

NAMES_A_ROW = 2
"""Languages beside one another on the notice."""

SURVEY_LINK = "s_"
VOTE_LINK = "v_"
ROLE_LINK = "r_"


async def start(services: Services, caller: Caller, payload: str) -> Screen:
    """`/start`, with where the person is going."""
    if payload == URGENT_LINK:
        return await urgent.show(services, caller, ShowUrgent())
    going = payload if re.fullmatch(rf"[A-Za-z0-9_-]{{0,{LONGEST_GOING}}}", payload) else ""
    welcome = await joining.greet(services, caller)
    if welcome is None:
        return notice_screen(services, Reader(), whole=False, going=going)
    screen = await arrive(services, caller, welcome, going)
    if not welcome.had_stopped:
        return screen
    return screen.below(services.texts.say(welcome.reader, "messages_again"))


async def arrive(services: Services, caller: Caller, welcome: Welcome, going: str) -> Screen:
    for link in (SURVEY_LINK, VOTE_LINK):
        if going.startswith(link):
            return await _open_linked(services, caller, going.removeprefix(link))
    if going.startswith(ROLE_LINK):
        return await _open_role(services, caller, welcome.reader, going.removeprefix(ROLE_LINK))
    if going.startswith(NEED_LINK):
        return await meetings.open_need(services, caller, going.removeprefix(NEED_LINK))
    if going.startswith(ENTRY_LINK):
        return await _open_entry(services, caller, going.removeprefix(ENTRY_LINK))
    return home.welcome_screen(services, welcome)


async def _open_role(services: Services, caller: Caller, reader: Reader, code: str) -> Screen:
    """Whoever the team has no name for is asked for one."""
    role, name = await role_links.open_link(services, caller, code)
    given = home.role_screen(services, reader, role)
    return given if name else await colleagues.ask_name_after(services, caller, given)


async def _open_entry(services: Services, caller: Caller, number: str) -> Screen:
    try:
        return await updates.show_entry(services, caller, ShowEntry.read(f"{ShowEntry.code}:{number}"))
    except (Forged, Refusal) as error:
        raise Refusal("old_link") from error


async def _open_linked(services: Services, caller: Caller, number: str) -> Screen:
    try:
        tap = OpenSurvey.read(f"{OpenSurvey.code}:{number}")
        return await open_survey(services, caller, tap)
    except Forged as error:
        raise Refusal("old_link") from error
    except Refusal as refusal:
        raise (Refusal("old_link") if refusal.key == "old_button" else refusal) from refusal


def notice_screen(
    services: Services, reader: Reader, *, whole: bool, going: str, language: str = ""
) -> Screen:
    texts = services.texts
    version = services.content.forum.notice_version
    more = texts.button(reader, "button_notice_less" if whole else "button_notice_more")
    others = [one for one in languages_of(services) if one[0] != reader.language]
    names = [Button(name, ReadNotice(whole, going, other)) for other, name in others]
    return Screen(
        texts.say(reader, "notice_whole" if whole else "notice"),
        (
            (Button(texts.button(reader, "button_agree"), Agree(version, going, language)),),
            (Button(texts.button(reader, "button_not_now"), Decline(language)),),
            (Button(more, ReadNotice(not whole, going, language)),),
            *(tuple(names[at : at + NAMES_A_ROW]) for at in range(0, len(names), NAMES_A_ROW)),
            find_help_row(services, reader),
        ),
    )


def languages_of(services: Services) -> list[tuple[str, str]]:
    """What one may choose, each in its own words; none where the forum has English only."""
    offered = [(language.id, language.name) for language in services.content.forum.languages]
    return offered and [(ENGLISH, services.texts.button(Reader(), "language_en")), *offered]


async def _reader(services: Services, caller: Caller, language: str) -> Reader:
    """As somebody reads who chose this language just now, if any."""
    reader = await reader_of(services, caller)
    return replace(reader, language=language) if language else reader


def find_help_row(services: Services, reader: Reader) -> tuple[Button, ...]:
    """Nobody need join to find help."""
    return (Button(services.texts.button(reader, "button_support"), OpenSupport(0, "")),)


async def read_notice(services: Services, caller: Caller, tap: ReadNotice) -> Screen:
    reader = await _reader(services, caller, tap.language)
    return notice_screen(services, reader, whole=tap.whole, going=tap.going, language=tap.language)


async def agree(services: Services, caller: Caller, tap: Agree) -> Screen:
    """Nothing is kept yet: who the person is comes first."""
    reader = await _reader(services, caller, tap.language)
    rows = who_rows(services, reader, tap.version, tap.going, tap.language)
    return Screen(services.texts.say(reader, "who_are_you"), rows)


def who_rows(services: Services, reader: Reader, version: int, going: str, language: str) -> Rows:
    """Everybody one can be."""
    return tuple(
        (
            Button(
                services.texts.button(reader, f"button_audience_{audience}"),
                Join(version, going, audience, "", language),
            ),
        )
        for audience in Audience
    )


async def decline(services: Services, caller: Caller, tap: Decline) -> Screen:
    if await joining.look_up(services, caller) is not None:
        raise Refusal("old_button")
    reader = await _reader(services, caller, tap.language)
    return Screen(services.texts.say(reader, "not_now"), (find_help_row(services, reader),))


async def join(services: Services, caller: Caller, tap: Join) -> Screen:
    audience, age = _bands(tap)
    if audience is Audience.YOUNG and age is None:
        return _age_screen(services, await _reader(services, caller, tap.language), tap)
    joined = await joining.join(services, caller, tap.version, audience, age, tap.language)
    if isinstance(joined, TooYoung):
        return too_young_screen(services, tap.language)
    return await arrive(services, caller, joined, tap.going)


def _bands(tap: Join) -> tuple[Audience, AgeBand | None]:
    try:
        return Audience(tap.audience), AgeBand(tap.age) if tap.age else None
    except ValueError as error:
        raise Refusal("old_button") from error


def _age_screen(services: Services, reader: Reader, tap: Join) -> Screen:
    rows = tuple(
        (
            Button(
                services.texts.button(reader, f"button_age_{age}"),
                Join(tap.version, tap.going, tap.audience, age, tap.language),
            ),
        )
        for age in AgeBand
    )
    return Screen(services.texts.say(reader, "how_old"), rows)


def too_young_screen(services: Services, language: str) -> Screen:
    texts, reader = services.texts, Reader(language=language or ENGLISH)
    html = texts.lines([texts.say(reader, "under_16"), texts.say(reader, "urgent_young")], "\n\n")
    return Screen(html, (find_help_row(services, reader),))
