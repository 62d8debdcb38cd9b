"""Making a survey in the chat: the taps, and what is typed."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.actions import drafting, drafts
from bot.core.buttons import (
    AskToThrowAway,
    ChooseAudience,
    ChooseReadyMade,
    CopyDraft,
    ListDrafts,
    OpenDraft,
    Pick,
    ReadyToAsk,
    StartDraft,
    Tap,
    ThrowAway,
    WriteDraft,
)
from bot.core.drafting.draft import name_version
from bot.core.people import Caller
from bot.core.screens import File, Screen
from bot.handlers import opening
from bot.handlers.draft_lists import (
    lacks_screen,
    list_screen,
    ready_made_screen,
    throw_away_screen,
    thrown_away_screen,
)
from bot.handlers.draft_screens import making_screen
from bot.services import Services


async def start(services: Services, caller: Caller, argument: str) -> Screen:
    """/newsurvey."""
    return list_screen(services, await drafts.list_drafts(services, caller, 0))


async def tap_list(services: Services, caller: Caller, tap: ListDrafts) -> Screen:
    return list_screen(services, await drafts.list_drafts(services, caller, tap.page))


async def choose_ready_made(services: Services, caller: Caller, tap: ChooseReadyMade) -> Screen:
    return ready_made_screen(services, await drafts.list_ready_made(services, caller))


async def begin(services: Services, caller: Caller, tap: StartDraft) -> Screen:
    return making_screen(services, await drafts.start(services, caller, tap.file))


async def open_draft(services: Services, caller: Caller, tap: OpenDraft) -> Screen:
    return making_screen(services, await drafting.open_draft(services, caller, tap.draft))


async def pick(services: Services, caller: Caller, tap: Pick) -> Screen:
    made = await drafting.pick(services, caller, tap.draft, tap.version, tap.value)
    return making_screen(services, made)


async def type_words(services: Services, caller: Caller, about: str, text: str) -> Screen:
    draft, version = _seen(about)
    return making_screen(services, await drafting.type_words(services, caller, draft, version, text))


async def show_again(services: Services, caller: Caller, about: str) -> Screen | None:
    making = await drafting.show_again(services, caller, *_seen(about))
    return None if making is None else making_screen(services, making)


def _seen(about: str) -> tuple[int, int]:
    draft, _, version = about.partition(":")
    return int(draft), int(version)


async def copy(services: Services, caller: Caller, tap: CopyDraft) -> Screen:
    return making_screen(services, await drafts.copy(services, caller, tap.draft, tap.version))


async def ask_to_throw_away(services: Services, caller: Caller, tap: AskToThrowAway) -> Screen:
    return throw_away_screen(services, await drafting.open_draft(services, caller, tap.draft))


async def throw_away(services: Services, caller: Caller, tap: ThrowAway) -> Screen:
    making = await drafts.throw_away(services, caller, tap.draft, tap.version)
    if making is not None:
        return making_screen(services, making)
    return thrown_away_screen(services, await drafts.list_drafts(services, caller, 0))


async def ready_to_ask(services: Services, caller: Caller, tap: ReadyToAsk) -> Screen:
    """What is missing, or who is asked."""
    checked = await drafting.check(services, caller, tap.draft)
    if checked.lacks:
        return lacks_screen(services, checked)
    draft = checked.making.draft
    whom = ChooseAudience(name_version(draft.id, draft.version))
    return await opening.choose_audience(services, caller, whom)


async def write_file(services: Services, caller: Caller, tap: WriteDraft) -> Screen:
    written = await drafting.write_file(services, caller, tap.draft)
    reader = written.making.reader
    html = services.texts.say(reader, "draft_written", name=written.name)
    screen = making_screen(services, written.making).below(html)
    return Screen(screen.html, screen.rows, files=(File(written.name, written.text.encode()),))


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    ListDrafts: tap_list,
    ChooseReadyMade: choose_ready_made,
    StartDraft: begin,
    OpenDraft: open_draft,
    Pick: pick,
    ReadyToAsk: ready_to_ask,
    CopyDraft: copy,
    AskToThrowAway: ask_to_throw_away,
    ThrowAway: throw_away,
    WriteDraft: write_file,
}
