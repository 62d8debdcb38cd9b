"""Closing the loop: whether people feel heard, and whether anything was reported back."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.actions import hearing
from bot.core.buttons import Tap
from bot.core.buttons.hearing import ListFeelings, NoteHeard, RemindToHear, SayFeeling
from bot.core.feelings import Feeling, Season
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.screens import Screen
from bot.core.words import Reader
from bot.services import Services


async def say_feeling(services: Services, caller: Caller, tap: SayFeeling) -> Screen:
    """The result stays on the screen, without its buttons."""
    try:
        answer = Feeling(tap.answer)
    except ValueError as error:
        raise Refusal("old_button") from error
    said = await hearing.say_feeling(services, caller, tap.survey, answer)
    return Screen("", toast=services.texts.toast(said.reader, f"toast_feeling_{said.said}"))


async def list_feelings(services: Services, caller: Caller, tap: ListFeelings) -> Screen:
    """Below the result, which stays."""
    found = await hearing.list_feelings(services, caller)
    texts, reader = services.texts, found.reader
    lines = [
        texts.say(
            reader,
            "feelings_line",
            titles=[asking.survey.title.choose(reader) for asking in askings],
            people=season.people,
            **_counts(services, reader, season),
        )
        for season, askings in found.seasons
    ]
    key = "feelings" if lines else "feelings_none"
    return Screen(texts.lines([texts.say(reader, key), *lines], "\n\n"), is_below=True)


def _counts(services: Services, reader: Reader, season: Season) -> dict[str, str]:
    private = services.texts.button(reader, "result_private")
    return {
        feeling: private if cell is None else str(cell)
        for feeling, cell in zip(Feeling, season.counts, strict=True)
    }


async def note_heard(services: Services, caller: Caller, tap: NoteHeard) -> Screen:
    noted = await hearing.note_heard(services, caller, tap.survey)
    return Screen(services.texts.say(noted.reader, "hear_noted", title=noted.asking.survey.title))


async def remind_in_a_week(services: Services, caller: Caller, tap: RemindToHear) -> Screen:
    noted = await hearing.remind_in_a_week(services, caller, tap.survey)
    return Screen(
        services.texts.say(noted.reader, "hear_later", title=noted.asking.survey.title, day=noted.moment)
    )


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    SayFeeling: say_feeling,
    ListFeelings: list_feelings,
    NoteHeard: note_heard,
    RemindToHear: remind_in_a_week,
}
