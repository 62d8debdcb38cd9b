"""/updates: what came of people's answers. The record, the badges, and what people say to it."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.actions import record, updates
from bot.actions.record import ALL, EntryPage, RecordPage
from bot.actions.record_words import entry_words, line_words
from bot.actions.updates import Updates
from bot.core.buttons import ShowResult, Tap
from bot.core.buttons.record import (
    FilterRecord,
    GoOnWith,
    ListApproved,
    ListRecord,
    SayDifference,
    SayMatters,
    ShowEntry,
)
from bot.core.lengths import first_units
from bot.core.people import Caller
from bot.core.record import Difference
from bot.core.refusal import Refusal
from bot.core.screens import Button, Rows, Screen
from bot.core.words import Reader
from bot.services import Services

LONGEST_LABEL = 60


async def show_updates(services: Services, caller: Caller, argument: str) -> Screen:
    """While nothing is on the record, the badges alone."""
    found = await record.list_record(services, caller, ALL, 0)
    if found.entries:
        return _list(services, found)
    return _approved(services, await updates.list_updates(services, caller), "updates_none", ())


async def tap_list(services: Services, caller: Caller, tap: ListRecord) -> Screen:
    return _list(services, await record.list_record(services, caller, tap.by, tap.page))


def _list(services: Services, found: RecordPage) -> Screen:
    texts, reader = services.texts, found.reader
    if not found.entries:
        return Screen(texts.say(reader, "record_none_of_these"), ((_all_of_it(services, reader),),))
    badges = (Button(texts.button(reader, "button_record_approved"), ListApproved()),)
    heading = texts.say(reader, "record_list", page=found.page + 1, pages=found.pages, number=found.number)
    lines = [line_words(services, reader, entry) for entry in found.entries]
    rows: list[tuple[Button, ...]] = [
        (Button(first_units(entry.asked, LONGEST_LABEL), ShowEntry(entry.id)),) for entry in found.entries
    ]
    turns = _turns(services, found)
    look_by = Button(texts.button(reader, "button_record_by"), FilterRecord())
    rest = [(look_by,), badges] if found.by == ALL else [(look_by, _all_of_it(services, reader))]
    return Screen(texts.lines([heading, *lines], "\n\n"), (*rows, *([turns] if turns else []), *rest))


def _turns(services: Services, found: RecordPage) -> tuple[Button, ...]:
    texts, reader = services.texts, found.reader
    turns: list[Button] = []
    if found.page:
        turns.append(Button(texts.button(reader, "button_back"), ListRecord(found.by, found.page - 1)))
    if found.page + 1 < found.pages:
        turns.append(Button(texts.button(reader, "button_more"), ListRecord(found.by, found.page + 1)))
    return tuple(turns)


def _all_of_it(services: Services, reader: Reader) -> Button:
    return Button(services.texts.button(reader, "button_record_all"), ListRecord(ALL, 0))


async def choose_filter(services: Services, caller: Caller, tap: FilterRecord) -> Screen:
    found = await record.list_filters(services, caller)
    texts, reader = services.texts, found.reader
    topics = {topic.id: topic.text.choose(reader) for topic in services.content.forum.themes}
    named = [
        *(
            (f"state-{one}", texts.button(reader, f"record_state_{one}"), count)
            for one, count in found.states
        ),
        *((f"topic-{one}", topics[one], count) for one, count in found.topics),
    ]
    rows = tuple(
        (Button(texts.button(reader, "button_record_filter", name=name, number=count), ListRecord(by, 0)),)
        for by, name, count in named
    )
    return Screen(texts.say(reader, "record_by"), (*rows, (_all_of_it(services, reader),)))


async def list_approved(services: Services, caller: Caller, tap: ListApproved) -> Screen:
    found = await updates.list_updates(services, caller)
    back = ((_all_of_it(services, found.reader),),)
    return _approved(services, found, "updates_none_approved", back)


def _approved(services: Services, found: Updates, none: str, back: Rows) -> Screen:
    texts, reader = services.texts, found.reader
    if not found.approved:
        return Screen(texts.say(reader, none), back)
    lines = [
        texts.say(
            reader,
            "updates_page",
            title=badge.page.title,
            address=badge.page.address,
            day=texts.day(reader, badge.since),
        )
        for badge in found.approved
    ]
    return Screen(texts.lines([texts.say(reader, "updates_approved"), *lines], "\n\n"), back)


async def show_entry(services: Services, caller: Caller, tap: ShowEntry) -> Screen:
    return _entry(services, await record.show_entry(services, caller, tap.entry))


async def say_matters(services: Services, caller: Caller, tap: SayMatters) -> Screen:
    page = await record.say_matters(services, caller, tap.entry, tap.matters)
    said = "toast_matters" if tap.matters else "toast_matters_not"
    return _entry(services, page).with_toast(services.texts.toast(page.reader, said))


async def say_difference(services: Services, caller: Caller, tap: SayDifference) -> Screen:
    try:
        answer = Difference(tap.answer)
    except ValueError as error:
        raise Refusal("old_button") from error
    page = await record.say_difference(services, caller, tap.entry, answer)
    return _entry(services, page).with_toast(services.texts.toast(page.reader, "toast_difference"))


def _entry(services: Services, page: EntryPage) -> Screen:
    texts, reader, entry = services.texts, page.reader, page.entry
    parts = [entry_words(services, reader, entry, page.others)]
    if page.counts:
        said = dict(zip(Difference, (_cell(services, reader, one) for one in page.counts), strict=True))
        parts.append(texts.say(reader, "record_difference_counts", **said))
    elif page.asks:
        parts.append(texts.say(reader, "record_difference_asked"))
    rows: list[tuple[Button, ...]] = []
    if page.asks:
        rows.append(tuple(_difference(services, page, one) for one in Difference))
    matter = "button_matters_not" if page.matters else "button_matters"
    rows.append((Button(texts.button(reader, matter), SayMatters(entry.id, not page.matters)),))
    if page.result is not None:
        rows.append((Button(texts.button(reader, "button_record_chart"), ShowResult(page.result)),))
    if page.organiser:
        rows.append((Button(texts.button(reader, "button_record_go_on"), GoOnWith(entry.id)),))
    return Screen(texts.lines(parts, "\n\n"), (*rows, (_all_of_it(services, reader),)))


def _difference(services: Services, page: EntryPage, answer: Difference) -> Button:
    marked = "chosen" if page.difference is answer else "free"
    label = services.texts.button(page.reader, f"difference_{answer}")
    return Button(
        services.texts.button(page.reader, f"option_one_{marked}", label=label),
        SayDifference(page.entry.id, answer),
    )


def _cell(services: Services, reader: Reader, cell: int | None) -> str:
    return services.texts.button(reader, "result_private") if cell is None else str(cell)


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    ListRecord: tap_list,
    FilterRecord: choose_filter,
    ListApproved: list_approved,
    ShowEntry: show_entry,
    SayMatters: say_matters,
    SayDifference: say_difference,
}
