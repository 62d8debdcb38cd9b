"""/export: what the forum heard, as a file. What, and then in which form."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.actions import exporting
from bot.actions.exporting import ExportList, FormChoice
from bot.actions.pulls import pulls_only
from bot.core.buttons import Tap
from bot.core.buttons.exporting import ExportAs, ExportWhat, ListExports
from bot.core.buttons.regulation_56 import ListPacks, PackAs
from bot.core.buttons.releases import ListReleased, TakeReleased
from bot.core.exporting import AllReleased, has_counts
from bot.core.people import Caller
from bot.core.screens import Button, File, Screen
from bot.handlers import pulling
from bot.services import Services


async def start(services: Services, caller: Caller, argument: str) -> Screen:
    """Officers take what was released to them."""
    if await pulls_only(services, caller):
        return await pulling.list_released(services, caller, ListReleased(0))
    return _list(services, await exporting.list_exports(services, caller, 0))


async def tap_list(services: Services, caller: Caller, tap: ListExports) -> Screen:
    return _list(services, await exporting.list_exports(services, caller, tap.page))


async def choose_form(services: Services, caller: Caller, tap: ExportWhat) -> Screen:
    choice = await exporting.choose_form(services, caller, tap.what)
    return Screen(
        services.texts.say(choice.reader, "export_which_form", title=_title(services, choice)),
        _forms(services, choice),
    )


async def export(services: Services, caller: Caller, tap: ExportAs) -> Screen:
    """The file comes below; another form is a tap away."""
    made = await exporting.export_for_chat(services, caller, tap.what, tap.form)
    title = _title(services, made.choice)
    html = services.texts.say(
        made.choice.reader, "export_done", title=title, counts=has_counts(made.choice.what)
    )
    files = tuple(File(name, content) for name, content in made.files)
    return Screen(html, _forms(services, made.choice), files=files)


def _list(services: Services, found: ExportList) -> Screen:
    texts, reader = services.texts, found.reader
    rows = [
        (Button(asking.survey.title.choose(reader), ExportWhat(str(asking.id))),) for asking in found.surveys
    ]
    if not found.page:
        rows += [
            (Button(texts.button(reader, f"button_export_{topic.replace('-', '_')}"), ExportWhat(topic)),)
            for topic in found.topics
        ]
        rows.append((Button(texts.button(reader, "button_export_regulation_56"), ListPacks()),))
    if not found.page and found.has_released:
        rows.append((Button(texts.button(reader, "button_export_released"), ExportWhat(str(AllReleased()))),))
    turns = []
    if found.page:
        turns.append(Button(texts.button(reader, "button_back"), ListExports(found.page - 1)))
    if found.page + 1 < found.pages:
        turns.append(Button(texts.button(reader, "button_more"), ListExports(found.page + 1)))
    key = "export_which" if found.surveys else "export_none"
    return Screen(texts.say(reader, key), (*rows, *([tuple(turns)] if turns else [])))


def _forms(services: Services, choice: FormChoice) -> tuple[tuple[Button, ...], ...]:
    texts, reader = services.texts, choice.reader
    forms = tuple(
        (Button(texts.button(reader, f"button_form_{form}"), ExportAs(str(choice.what), form)),)
        for form in choice.forms
    )
    return (*forms, (Button(texts.button(reader, "button_other_files"), ListExports(0)),))


def _title(services: Services, choice: FormChoice) -> str:
    if choice.title:
        return choice.title
    return services.texts.button(choice.reader, f"button_export_{str(choice.what).replace('-', '_')}")


TAKES_ITS_TIME: frozenset[type[Tap]] = frozenset({ExportAs, PackAs, TakeReleased})
"""Files are made by a process of its own, in some seconds: that they are being made is said at once."""

TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    ListExports: tap_list,
    ExportWhat: choose_form,
    ExportAs: export,
}
