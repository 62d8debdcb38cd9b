"""`/count`: hands, cards or paper counted in the room, or the phone handed round."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

from bot.actions import counting, counting_steps
from bot.actions.count_words import day_words, room_words
from bot.actions.counting import Counting
from bot.actions.counting_steps import LAST_DAYS
from bot.core.buttons import Tap
from bot.core.buttons.counting import (
    AskToDropCount,
    CountAt,
    CountBy,
    CountChoose,
    CountFor,
    CountOn,
    CountOnward,
    CountRest,
    CountSkip,
    CountStep,
    DropCount,
    NextPerson,
    OpenCount,
    SaveCount,
)
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.rooms import Method, RoomState, Step, countable
from bot.core.screens import Button, Rows, Screen
from bot.handlers.count_questions import question_screen, title_of
from bot.services import Services


async def list_counts(services: Services, caller: Caller, argument: str) -> Screen:
    found = await counting.list_counts(services, caller)
    texts, reader = services.texts, found.reader
    if not found.askings:
        return Screen(texts.say(reader, "count_none"))
    rows = [(Button(asking.survey.title.choose(reader), CountFor(asking.id)),) for asking in found.askings]
    parts = [texts.say(reader, "count_which")]
    for number, (room, asking) in enumerate(found.rooms, start=1):
        state = texts.button(reader, f"count_state_{room.state}")
        line = texts.say(reader, "count_listed", number=number, title=asking.survey.title, state=state)
        parts.append(texts.lines([line, room_words(services, reader, room)]))
        rows.append((Button(texts.button(reader, "button_count_open", number=number), OpenCount(room.id)),))
    return Screen(texts.lines(parts, "\n\n"), tuple(rows))


async def begin(services: Services, caller: Caller, tap: CountFor) -> Screen:
    return count_screen(services, await counting.begin(services, caller, tap.survey))


async def open_count(services: Services, caller: Caller, tap: OpenCount) -> Screen:
    return count_screen(services, await counting.open_count(services, caller, tap.room))


async def set_place(services: Services, caller: Caller, tap: CountAt) -> Screen:
    return count_screen(services, await counting_steps.set_place(services, caller, tap.room, tap.place))


async def set_day(services: Services, caller: Caller, tap: CountOn) -> Screen:
    return count_screen(services, await counting_steps.set_day(services, caller, tap.room, tap.ago))


async def set_method(services: Services, caller: Caller, tap: CountBy) -> Screen:
    try:
        method = Method(tap.method)
    except ValueError as error:
        raise Refusal("old_button") from error
    return count_screen(services, await counting_steps.set_method(services, caller, tap.room, method))


async def go_to(services: Services, caller: Caller, tap: CountStep) -> Screen:
    return count_screen(services, await counting_steps.go_to(services, caller, tap.room, tap.step))


async def nobody_else(services: Services, caller: Caller, tap: CountRest) -> Screen:
    return count_screen(services, await counting_steps.nobody_else(services, caller, tap.room, tap.question))


async def skip(services: Services, caller: Caller, tap: CountSkip) -> Screen:
    return count_screen(services, await counting_steps.skip(services, caller, tap.room, tap.question))


async def choose(services: Services, caller: Caller, tap: CountChoose) -> Screen:
    chosen = await counting_steps.choose(services, caller, tap.room, tap.question, tap.option, tap.on)
    return count_screen(services, chosen)


async def go_on(services: Services, caller: Caller, tap: CountOnward) -> Screen:
    return count_screen(services, await counting_steps.go_on(services, caller, tap.room, tap.question))


async def next_person(services: Services, caller: Caller, tap: NextPerson) -> Screen:
    return count_screen(services, await counting_steps.next_person(services, caller, tap.room, tap.people))


async def save(services: Services, caller: Caller, tap: SaveCount) -> Screen:
    saved = await counting.save(services, caller, tap.room)
    texts, reader = services.texts, saved.reader
    waits = saved.room.state is RoomState.WAITING
    words = texts.say(reader, "count_saved", title=saved.asking.survey.title, waits=waits)
    html = texts.lines([words, room_words(services, reader, saved.room)], "\n\n")
    return Screen(html, ((Button(texts.button(reader, "button_count_mend"), OpenCount(tap.room)),),))


async def ask_to_drop(services: Services, caller: Caller, tap: AskToDropCount) -> Screen:
    seen = await counting.open_count(services, caller, tap.room)
    texts, reader = services.texts, seen.reader
    words = [texts.say(reader, "count_drop"), room_words(services, reader, seen.room)]
    yes = Button(texts.button(reader, "button_count_drop_yes"), DropCount(tap.room))
    no = Button(texts.button(reader, "button_back"), OpenCount(tap.room))
    return Screen(texts.lines(words), ((yes,), (no,)))


async def drop(services: Services, caller: Caller, tap: DropCount) -> Screen:
    reader = await counting.drop(services, caller, tap.room)
    return Screen(services.texts.say(reader, "count_dropped"))


async def type_words(services: Services, caller: Caller, about: str, text: str) -> Screen:
    return count_screen(services, await counting_steps.type_words(services, caller, about, text))


async def show_again(services: Services, caller: Caller, about: str) -> Screen | None:
    seen = await counting.look_again(services, caller, about)
    return None if seen is None else count_screen(services, seen)


# the screens of a count


def count_screen(services: Services, seen: Counting) -> Screen:
    """Where it is, from what is stored."""
    match seen.room.body.at:
        case Step.PLACE:
            return _place(services, seen)
        case Step.DAY:
            return _day(services, seen)
        case Step.METHOD:
            return _method(services, seen)
        case Step.PEOPLE:
            return _people(services, seen)
        case Step.NEXT:
            return _next(services, seen)
    question = seen.question
    return _check(services, seen) if question is None else question_screen(services, seen, question)


def _said(services: Services, seen: Counting, key: str, **values: object) -> str:
    texts, reader = services.texts, seen.reader
    title = texts.say(reader, "count_title", title=seen.asking.survey.title)
    return texts.lines([title, texts.say(reader, key, **values)], "\n\n")


def _place(services: Services, seen: Counting) -> Screen:
    usual = services.texts.button(seen.reader, "count_usual_place")
    offered = [*enumerate(seen.places), (len(seen.places), usual)]
    if usual in seen.places:
        offered.pop()
    rows = tuple((Button(place, CountAt(seen.room.id, number)),) for number, place in offered)
    return Screen(_said(services, seen, "count_place"), (*rows, *_leave(services, seen)))


def _day(services: Services, seen: Counting) -> Screen:
    texts, reader = services.texts, seen.reader
    days = [seen.today - timedelta(days=ago) for ago in range(LAST_DAYS + 1)]
    labels = [texts.button(reader, "count_today"), texts.button(reader, "count_yesterday")]
    labels += [day_words(services, reader, day) for day in days[2:]]
    rows = tuple((Button(label, CountOn(seen.room.id, ago)),) for ago, label in enumerate(labels))
    return Screen(_said(services, seen, "count_day"), (*rows, *_back(services, seen, Step.PLACE)))


def _method(services: Services, seen: Counting) -> Screen:
    rows = tuple(
        (Button(services.texts.button(seen.reader, f"count_by_{method}"), CountBy(seen.room.id, method)),)
        for method in Method
    )
    return Screen(_said(services, seen, "count_method"), (*rows, *_back(services, seen, Step.DAY)))


def _people(services: Services, seen: Counting) -> Screen:
    return Screen(_said(services, seen, "count_people"), _back(services, seen, Step.METHOD))


def _next(services: Services, seen: Counting) -> Screen:
    """Nothing of the one before is on it."""
    texts, reader, room = services.texts, seen.reader, seen.room
    first = Button(texts.button(reader, "button_count_next"), NextPerson(room.id, room.people))
    rows: list[tuple[Button, ...]] = [(first,)]
    if room.people:
        rows.append((Button(texts.button(reader, "button_count_done"), CountStep(room.id, Step.CHECK)),))
    else:
        rows += _back(services, seen, Step.METHOD)
    return Screen(_said(services, seen, "count_next", people=room.people), tuple(rows))


def _check(services: Services, seen: Counting) -> Screen:
    """All of it, to be looked over; each part can be put right."""
    texts, reader, room = services.texts, seen.reader, seen.room
    is_round = room.body.method is Method.ROUND
    lines, rows = [], []
    for number, question in enumerate(countable(seen.asking.survey), start=1):
        tally = room.body.tallies.get(question.id)
        counts = () if tally is None else tally.counts
        values = [
            texts.button(reader, "count_value", label=row.text.choose(reader), count=count)
            for row, count in zip(question.rows, counts, strict=bool(counts))
        ]
        title = title_of(services, reader, question)
        lines.append(texts.say(reader, "count_check_line", number=number, title=title, values=values))
        if not is_round:
            rows.append(Button(str(number), CountStep(room.id, question.id)))
    top = [
        texts.say(reader, "count_check", title=seen.asking.survey.title),
        room_words(services, reader, room),
    ]
    html = texts.lines([texts.lines(top), *lines], "\n\n")
    return Screen(html, (*_in_rows(rows), *_check_rows(services, seen)))


def _in_rows(buttons: list[Button]) -> Rows:
    return tuple(tuple(buttons[at : at + 5]) for at in range(0, len(buttons), 5))


def _check_rows(services: Services, seen: Counting) -> Rows:
    texts, reader, room = services.texts, seen.reader, seen.room

    def button(key: str, tap: Tap) -> Button:
        return Button(texts.button(reader, key), tap)

    place = button("button_count_place", CountStep(room.id, Step.PLACE))
    day = button("button_count_day", CountStep(room.id, Step.DAY))
    more = (
        button("button_count_next", NextPerson(room.id, room.people))
        if room.body.method is Method.ROUND
        else button("button_count_people", CountStep(room.id, Step.PEOPLE))
    )
    rows: list[tuple[Button, ...]] = [(place, day), (more,)]
    if room.state is not RoomState.COUNTED:
        rows.insert(0, (button("button_count_save", SaveCount(room.id)),))
    return (*rows, (button("button_count_drop", AskToDropCount(room.id)),))


def _back(services: Services, seen: Counting, step: Step) -> Rows:
    back = Button(services.texts.button(seen.reader, "button_back"), CountStep(seen.room.id, step))
    return ((back,),)


def _leave(services: Services, seen: Counting) -> Rows:
    drop = Button(services.texts.button(seen.reader, "button_count_drop"), AskToDropCount(seen.room.id))
    return ((drop,),)


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    CountFor: begin,
    OpenCount: open_count,
    CountAt: set_place,
    CountOn: set_day,
    CountBy: set_method,
    CountStep: go_to,
    CountRest: nobody_else,
    CountSkip: skip,
    CountChoose: choose,
    CountOnward: go_on,
    NextPerson: next_person,
    SaveCount: save,
    AskToDropCount: ask_to_drop,
    DropCount: drop,
}
