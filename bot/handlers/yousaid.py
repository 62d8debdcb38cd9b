"""/yousaid: an entry of the record, one screen a step, each of which can go back."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.actions import recording, scheduling, yousaid
from bot.actions.bench import Dropped
from bot.actions.record_words import news_words
from bot.actions.recording import Saved
from bot.actions.yousaid import WEEKS, Making
from bot.core.buttons import Tap
from bot.core.buttons.record import (
    DropEntryDraft,
    GoOnWith,
    GoToEntryStep,
    OpenEntryDraft,
    PickAgain,
    PickOrigin,
    SaveEntry,
    SetEntryPart,
    ShowEntry,
    StartEntry,
)
from bot.core.lengths import first_units
from bot.core.people import Caller
from bot.core.record import Level, Origin, Source, State
from bot.core.record_drafts import Step
from bot.core.refusal import Refusal
from bot.core.screens import Button, Rows, Screen
from bot.handlers import schedule_screens
from bot.handlers.bench import read_seen, ways
from bot.services import Services

LONGEST_LABEL = 60


async def start(services: Services, caller: Caller, argument: str) -> Screen:
    return making_screen(services, await yousaid.start(services, caller))


async def tap_start(services: Services, caller: Caller, tap: StartEntry) -> Screen:
    return making_screen(services, await yousaid.start(services, caller, tap.survey))


async def go_on_with(services: Services, caller: Caller, tap: GoOnWith) -> Screen:
    return making_screen(services, await yousaid.go_on_with(services, caller, tap.entry))


async def open_draft(services: Services, caller: Caller, tap: OpenEntryDraft) -> Screen:
    return making_screen(services, await yousaid.BENCH.open_draft(services, caller, tap.draft))


async def pick_origin(services: Services, caller: Caller, tap: PickOrigin) -> Screen:
    try:
        source = Source(tap.source)
    except ValueError as error:
        raise Refusal("old_button") from error
    survey = tap.number if source is Source.SURVEY else None
    theme = tap.number if source is Source.THEME else None
    origin = Origin(source=source, survey=survey, theme=theme)
    made = await yousaid.pick_origin(services, caller, tap.draft, tap.version, origin)
    return making_screen(services, made)


async def set_part(services: Services, caller: Caller, tap: SetEntryPart) -> Screen:
    made = await yousaid.set_part(services, caller, tap.draft, tap.version, tap.part, tap.value)
    return making_screen(services, made)


async def pick_again(services: Services, caller: Caller, tap: PickAgain) -> Screen:
    return making_screen(
        services, await yousaid.pick_again(services, caller, tap.draft, tap.version, tap.weeks)
    )


async def go_to_step(services: Services, caller: Caller, tap: GoToEntryStep) -> Screen:
    return making_screen(
        services, await yousaid.BENCH.go_to(services, caller, tap.draft, tap.version, tap.step)
    )


async def drop(services: Services, caller: Caller, tap: DropEntryDraft) -> Screen:
    done = await yousaid.BENCH.drop(services, caller, tap.draft, tap.version)
    if isinstance(done, Dropped):
        return Screen(services.texts.say(done.reader, "yousaid_dropped"))
    return making_screen(services, done)


async def save(services: Services, caller: Caller, tap: SaveEntry) -> Screen:
    done = await recording.save(services, caller, tap.draft, tap.version)
    if not isinstance(done, Saved):
        return making_screen(services, done)
    if tap.then == "save":
        return _saved_screen(services, done)
    made = await scheduling.start(services, caller, done.entry.id, at_once=tap.then == "post")
    return schedule_screens.making_screen(services, made)


def _saved_screen(services: Services, saved: Saved) -> Screen:
    texts, reader = services.texts, saved.reader
    look = Button(texts.button(reader, "button_record_read"), ShowEntry(saved.entry.id))
    return Screen(texts.say(reader, "yousaid_saved", asked=saved.entry.asked), ((look,),))


async def type_words(services: Services, caller: Caller, about: str, text: str) -> Screen:
    draft, version = read_seen(about)
    return making_screen(services, await yousaid.type_words(services, caller, draft, version, text))


async def show_draft(services: Services, caller: Caller, about: str) -> Screen | None:
    """None for somebody who has the role no longer, and for an entry that is saved or thrown away."""
    try:
        return making_screen(services, await yousaid.BENCH.look(services, caller, read_seen(about)[0]))
    except Refusal:
        return None


def making_screen(services: Services, making: Making) -> Screen:
    """The step, with what was said before; on top, where another coordinator was quicker."""
    html, rows = _STEPS.get(making.step, _typed_step)(services, making)
    screen = Screen(html, (*rows, *_ways(services, making)))
    if not making.overtaken:
        return screen
    return screen.below(services.texts.say(making.reader, "yousaid_overtaken"))


Drawn = tuple[str, Rows]


def _source(services: Services, making: Making) -> Drawn:
    texts, reader, draft = services.texts, making.reader, making.draft
    rows = [
        (Button(texts.button(reader, "button_yousaid_carry_on", name=name), OpenEntryDraft(number)),)
        for number, name in making.others
    ]
    origins = [
        *((Source.SURVEY, asking.id, asking.survey.title.choose(reader)) for asking in making.surveys),
        *((Source.THEME, theme.id, theme.name) for theme in making.themes),
        (Source.MEETING, 0, ""),
    ]
    for source, number, name in origins:
        label = texts.button(reader, f"button_yousaid_{source}", name=name)
        pick = PickOrigin(draft.id, draft.version, source, number)
        rows.append((Button(first_units(label, LONGEST_LABEL), pick),))
    return texts.say(reader, "yousaid_source"), tuple(rows)


def _typed_step(services: Services, making: Making) -> Drawn:
    texts, reader, entry = services.texts, making.reader, making.entry
    said = {
        Step.ASKED: entry.asked,
        Step.SAID: entry.said,
        Step.DID: entry.did,
        Step.RESPONSIBLE: entry.responsible,
        Step.EVIDENCE: f"{entry.evidence} {entry.link}".strip(),
    }[making.step]
    parts = [texts.say(reader, f"yousaid_{making.step}", state=entry.state or "")]
    if said:
        parts.append(texts.say(reader, "yousaid_so_far", said=said))
    return texts.lines(parts, "\n\n"), ()


def _state(services: Services, making: Making) -> Drawn:
    texts, reader = services.texts, making.reader
    parts = [texts.say(reader, "yousaid_state")]
    if making.going_on is not None:
        parts.insert(0, news_words(services, reader, making.going_on))
    return texts.lines(parts, "\n\n"), _parts(services, making, "state", [*State], making.entry.state or "")


def _level(services: Services, making: Making) -> Drawn:
    html = services.texts.say(making.reader, "yousaid_level")
    return html, _parts(services, making, "level", [*Level], making.entry.level)


def _topic(services: Services, making: Making) -> Drawn:
    reader, chosen = making.reader, making.entry.topic or ""
    rows = [
        _choice(services, making, "topic", topic.id, topic.text.choose(reader), topic.id == chosen)
        for topic in services.content.forum.themes
    ]
    none = services.texts.button(reader, "button_yousaid_no_topic")
    rows.append(_choice(services, making, "topic", "", none, not chosen))
    return services.texts.say(reader, "yousaid_topic"), tuple(rows)


def _parts(services: Services, making: Making, part: str, values: list[Any], is_now: str) -> Rows:
    labels = {value: services.texts.button(making.reader, f"record_{part}_{value}") for value in values}
    return tuple(
        _choice(services, making, part, value, label, value == is_now) for value, label in labels.items()
    )


def _choice(
    services: Services, making: Making, part: str, value: str, label: str, chosen: bool
) -> tuple[Button, ...]:
    marked = services.texts.button(
        making.reader, f"option_one_{'chosen' if chosen else 'free'}", label=first_units(label, LONGEST_LABEL)
    )
    return (Button(marked, SetEntryPart(making.draft.id, making.draft.version, part, value)),)


def _again(services: Services, making: Making) -> Drawn:
    texts, reader, draft = services.texts, making.reader, making.draft
    day = making.entry.again_on
    shown = "" if day is None else texts.day(reader, services.content.forum.pace.morning_of(day))
    rows = tuple(
        (Button(texts.button(reader, "button_yousaid_weeks", weeks=weeks), _pick(making, weeks)),)
        for weeks in WEEKS
    )
    never = Button(texts.button(reader, "button_yousaid_no_day"), PickAgain(draft.id, draft.version, 0))
    return texts.say(reader, "yousaid_again", day=shown), (*rows, (never,))


def _pick(making: Making, weeks: int) -> PickAgain:
    return PickAgain(making.draft.id, making.draft.version, weeks)


def _preview(services: Services, making: Making) -> Drawn:
    """As it will be read."""
    texts, reader, draft, entry = services.texts, making.reader, making.draft, making.entry
    if entry.missing() is not None:
        return texts.say(reader, "yousaid_not_ready"), ()
    seen = recording.as_it_will_be(services, entry, making.going_on)
    html = texts.lines([texts.say(reader, "yousaid_preview"), news_words(services, reader, seen)], "\n\n")
    ways = [
        (Button(texts.button(reader, f"button_yousaid_{then}"), SaveEntry(draft.id, draft.version, then)),)
        for then in ("save", "post", "plan")
    ]
    return html, tuple(ways)


def _ways(services: Services, making: Making) -> Rows:
    entry, draft, step = making.entry, making.draft, making.step
    before, after = entry.before(step), entry.after(step)
    back = None if before is step else GoToEntryStep(draft.id, draft.version, before)
    on = GoToEntryStep(draft.id, draft.version, after) if _may_go_on(making) else None
    away = ("button_yousaid_drop", DropEntryDraft(draft.id, draft.version))
    return ways(services, making.reader, back, on, away)


def _may_go_on(making: Making) -> bool:
    """Evidence may be left out; what is chosen by a tap goes on by itself."""
    entry = making.entry
    answered = {
        Step.ASKED: entry.asked,
        Step.SAID: entry.said,
        Step.DID: entry.did,
        Step.RESPONSIBLE: entry.responsible,
        Step.EVIDENCE: True,
        Step.AGAIN: entry.again_on,
    }
    return bool(answered.get(making.step))


_STEPS: Mapping[Step, Callable[[Services, Making], Drawn]] = {
    Step.SOURCE: _source,
    Step.STATE: _state,
    Step.AGAIN: _again,
    Step.LEVEL: _level,
    Step.TOPIC: _topic,
    Step.PREVIEW: _preview,
}

TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    StartEntry: tap_start,
    GoOnWith: go_on_with,
    OpenEntryDraft: open_draft,
    PickOrigin: pick_origin,
    SetEntryPart: set_part,
    PickAgain: pick_again,
    GoToEntryStep: go_to_step,
    DropEntryDraft: drop,
    SaveEntry: save,
}
