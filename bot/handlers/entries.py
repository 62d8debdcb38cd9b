"""Looking after the directory: what is to be checked, and an entry that is changed part by part."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.actions import entries
from bot.actions.entries import AtEntry, EntryList, read_part
from bot.core.buttons import (
    ChangePart,
    CheckEntry,
    EmptyPart,
    ExportEntries,
    HideEntry,
    ListEntriesToCheck,
    ListHiddenEntries,
    ListParts,
    SavePart,
    ShowEntryToCheck,
    ShowToday,
    Tap,
)
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.screens import Button, File, Rows, Screen
from bot.core.support.changes import MAY_BE_EMPTY, Part
from bot.core.support.organisations import Organisation
from bot.handlers.cards import card_words
from bot.handlers.rows import short_name, turning
from bot.services import Services

PAGE = 10


async def list_to_check(services: Services, caller: Caller, tap: ListEntriesToCheck) -> Screen:
    found = await entries.list_to_check(services, caller)
    back = Button(services.texts.button(found.reader, "button_to_today"), ShowToday())
    more = (
        (Button(services.texts.button(found.reader, "button_hidden_entries"), ListHiddenEntries(0)),),
        (Button(services.texts.button(found.reader, "button_export_entries"), ExportEntries()),),
        (back,),
    )
    return _list_screen(
        services, found, tap.page, "entries_to_check", "entries_to_check_none", ListEntriesToCheck, more
    )


async def list_hidden(services: Services, caller: Caller, tap: ListHiddenEntries) -> Screen:
    found = await entries.list_hidden(services, caller)
    back = Button(services.texts.button(found.reader, "button_back"), ListEntriesToCheck(0))
    return _list_screen(
        services, found, tap.page, "entries_hidden", "entries_hidden_none", ListHiddenEntries, ((back,),)
    )


def _list_screen(
    services: Services,
    found: EntryList,
    page: int,
    key: str,
    none: str,
    turn_to: Callable[[int], Tap],
    more: Rows,
) -> Screen:
    texts, reader, number = services.texts, found.reader, len(found.entries)
    if not number:
        return Screen(texts.say(reader, none), more)
    pages = -(-number // PAGE)
    page = min(page, pages - 1)
    here = found.entries[page * PAGE : (page + 1) * PAGE]
    rows = [(Button(short_name(one.name), ShowEntryToCheck(one.id)),) for one in here]
    turn = turning(services, reader, page, number, PAGE, turn_to)
    html = texts.say(reader, key, number=number, page=page + 1, pages=pages)
    return Screen(html, (*rows, *turn, *more))


async def show(services: Services, caller: Caller, tap: ShowEntryToCheck) -> Screen:
    return _entry_screen(services, await entries.look(services, caller, tap.organisation))


async def check(services: Services, caller: Caller, tap: CheckEntry) -> Screen:
    """On to the next: the list has one less."""
    at = await entries.check_today(services, caller, tap.organisation, tap.version)
    if at.is_late:
        return _after(services, at, "toast_entry_late")
    screen = await list_to_check(services, caller, ListEntriesToCheck(0))
    return screen.with_toast(services.texts.toast(at.reader, "toast_entry_checked"))


async def hide(services: Services, caller: Caller, tap: HideEntry) -> Screen:
    at = await entries.set_hidden(services, caller, tap.organisation, tap.version, tap.hidden)
    return _after(services, at, "toast_entry_hidden" if tap.hidden else "toast_entry_shown")


async def list_parts(services: Services, caller: Caller, tap: ListParts) -> Screen:
    at = await entries.look(services, caller, tap.organisation)
    return _parts_screen(services, at)


async def change(services: Services, caller: Caller, tap: ChangePart) -> Screen:
    part = read_part(tap.part)
    at = await entries.begin_part(services, caller, tap.organisation, part)
    return _ask_screen(services, at, part)


async def type_words(services: Services, caller: Caller, about: str, text: str) -> Screen:
    """Shown in its place before it is saved. The words stay in the chat, where the button finds them."""
    seen = await entries.preview(services, caller, about, text)
    texts, reader, entry = services.texts, seen.at.reader, seen.at.entry
    save = Button(texts.button(reader, "button_save"), SavePart(entry.id, seen.at.change.version, seen.part))
    back = Button(texts.button(reader, "button_back"), ListParts(entry.id))
    words = [texts.say(reader, "entry_preview"), card_words(services, reader, seen.would_be)]
    if seen.part is Part.SHORTER and seen.would_be.does.shorter:
        words.insert(1, texts.say(reader, "entry_shorter", shorter=seen.would_be.does.shorter))
    return Screen(texts.lines(words, "\n\n"), ((save,), (back,)), is_reply=True)


async def save(services: Services, caller: Caller, tap: SavePart) -> Screen:
    """What they typed is checked once more: a button says nothing about it."""
    part = read_part(tap.part)
    if caller.typed is None:
        raise Refusal("entry_words_gone")
    at = await entries.save_part(services, caller, tap.organisation, tap.version, part, caller.typed.words)
    return _after(services, at, "toast_entry_saved")


async def take_out(services: Services, caller: Caller, tap: EmptyPart) -> Screen:
    at = await entries.take_part_out(services, caller, tap.organisation, tap.version, read_part(tap.part))
    return _after(services, at, "toast_entry_saved")


async def export(services: Services, caller: Caller, tap: ExportEntries) -> Screen:
    reader, written = await entries.write_files(services, caller)
    texts = services.texts
    back = ((Button(texts.button(reader, "button_back"), ListEntriesToCheck(0)),),)
    caption = texts.button(reader, "answer_entries_file")
    files = tuple(File(name, text.encode(), caption) for name, text in written.items())
    return Screen(texts.say(reader, "entries_file"), back, files=files)


async def show_again(services: Services, caller: Caller, about: str) -> Screen | None:
    """The question that is being answered; None where it can be answered no more."""
    organisation, part = entries.read_task(about)
    try:
        return _ask_screen(services, await entries.look(services, caller, organisation), part)
    except Refusal:
        return None


def _after(services: Services, at: AtEntry, done: str) -> Screen:
    """The entry as it is now, and what was done; or that somebody else was quicker."""
    key = "toast_entry_late" if at.is_late else done
    return _entry_screen(services, at).with_toast(services.texts.toast(at.reader, key))


def _entry_screen(services: Services, at: AtEntry) -> Screen:
    texts, reader, entry, version = services.texts, at.reader, at.entry, at.change.version
    parts = [card_words(services, reader, entry)]
    if entry.doubtful:
        parts.append(texts.say(reader, "entry_doubtful", doubtful=entry.doubtful))
    parts.append(texts.say(reader, "entry_source", source=entry.source))
    for is_so, key in ((at.is_wrong, "entry_is_wrong"), (at.change.hidden, "entry_is_hidden")):
        if is_so:
            parts.append(texts.say(reader, key))
    hidden = at.change.hidden
    rows: list[tuple[Button, ...]] = []
    if entry.link is not None:
        rows.append((Button(texts.button(reader, "button_open_website"), url=entry.link),))
    rows += [
        (Button(texts.button(reader, "button_entry_checked"), CheckEntry(entry.id, version)),),
        (
            Button(texts.button(reader, "button_change"), ListParts(entry.id)),
            Button(
                texts.button(reader, "button_entry_show" if hidden else "button_entry_hide"),
                HideEntry(entry.id, version, not hidden),
            ),
        ),
        (Button(texts.button(reader, "button_entries"), ListEntriesToCheck(0)),),
    ]
    return Screen(texts.lines(parts, "\n\n"), tuple(rows))


def _parts_screen(services: Services, at: AtEntry) -> Screen:
    texts, reader = services.texts, at.reader
    buttons = [
        Button(texts.button(reader, f"button_part_{part}"), ChangePart(at.entry.id, part)) for part in Part
    ]
    pairs = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    back = Button(texts.button(reader, "button_back"), ShowEntryToCheck(at.entry.id))
    return Screen(texts.say(reader, "entry_parts", name=at.entry.name), (*pairs, (back,)))


def _ask_screen(services: Services, at: AtEntry, part: Part) -> Screen:
    texts, reader, entry = services.texts, at.reader, at.entry
    said = part_words(entry, part)
    html = texts.lines(
        [texts.say(reader, f"ask_part_{part}", name=entry.name), texts.say(reader, "entry_now", now=said)],
        "\n\n",
    )
    rows: list[tuple[Button, ...]] = []
    if said and part in MAY_BE_EMPTY:
        out = EmptyPart(entry.id, at.change.version, part)
        rows.append((Button(texts.button(reader, "button_take_out"), out),))
    rows.append((Button(texts.button(reader, "button_back"), ListParts(entry.id)),))
    return Screen(html, tuple(rows))


def part_words(entry: Organisation, part: Part) -> str:
    """What a part says now, as one would type it; empty where it says nothing."""
    match part:
        case Part.DOES | Part.SHORTER:
            return (entry.does.usual if part is Part.DOES else entry.does.shorter) or ""
        case Part.PHONES | Part.LANGUAGES:
            return ", ".join(entry.phones if part is Part.PHONES else entry.languages)
        case Part.TEXT:
            text = entry.text
            return "" if text is None else f"{text.word} to {text.number}" if text.word else text.number
        case Part.HOW | Part.HOURS:
            words = entry.how if part is Part.HOW else entry.hours
            return "" if words is None else words.usual
        case Part.NAME | Part.EMAIL | Part.WEBSITE:
            return getattr(entry, part) or ""


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    ListEntriesToCheck: list_to_check,
    ListHiddenEntries: list_hidden,
    ShowEntryToCheck: show,
    CheckEntry: check,
    HideEntry: hide,
    ListParts: list_parts,
    ChangePart: change,
    SavePart: save,
    EmptyPart: take_out,
    ExportEntries: export,
}
