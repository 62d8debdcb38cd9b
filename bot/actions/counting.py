"""Counting in the room: who counts, and what is added to the survey."""

import sqlite3
from dataclasses import dataclass, replace
from datetime import date

from bot.actions.count_words import room_words
from bot.actions.members import holders, member, roles_of
from bot.actions.outgoing import group_by_reader
from bot.core.asking import Asking
from bot.core.base_question import BaseQuestion
from bot.core.buttons.counting import OpenCount
from bot.core.people import Audience, Caller, Person, Role
from bot.core.posts import Post, PostButton, Urgency
from bot.core.refusal import Refusal
from bot.core.rooms import Room, RoomState, Step, countable
from bot.core.words import Reader
from bot.services import Services
from bot.store import conversations, outbox, people, rooms, surveys

TASK = "count"
MOST_PLACES = 4


@dataclass(frozen=True)
class Counter:
    """Who counts. `trusted`: what they count is added at once; else a coordinator looks at it first."""

    person: Person
    role: str
    trusted: bool
    coordinates: bool


@dataclass(frozen=True)
class Counting:
    """A count, and what its screens need. `places`: where was counted before."""

    reader: Reader
    counter: Counter
    asking: Asking
    room: Room
    places: tuple[str, ...]
    today: date

    @property
    def question(self) -> BaseQuestion | None:
        """The one that it is at."""
        found = (one for one in countable(self.asking.survey) if one.id == self.room.body.at)
        return next(found, None)


@dataclass(frozen=True)
class CountList:
    """What can be counted for, and the counts there are: all of them for coordinators, else one's own."""

    reader: Reader
    askings: tuple[Asking, ...]
    rooms: tuple[tuple[Room, Asking], ...]


def _counter(services: Services, db: sqlite3.Connection, caller: Caller) -> Counter:
    """Refuses who has no business here. Who only says that they work with families is not trusted yet."""
    person, roles = member(db, caller), roles_of(services, db, caller.telegram)
    coordinates = Role.COORDINATOR in roles
    if not (coordinates or Role.WORKER in roles or person.audience is Audience.WORKER):
        raise Refusal("not_allowed")
    role = Role.COORDINATOR if coordinates else Role.WORKER
    return Counter(person, role, coordinates or Role.WORKER in roles, coordinates)


async def list_counts(services: Services, caller: Caller) -> CountList:
    def question(db: sqlite3.Connection) -> CountList:
        counter = _counter(services, db, caller)
        askings = {asking.id: asking for asking in surveys.list_open(db, services.clock())}
        found = rooms.of_open_surveys(db, None if counter.coordinates else counter.person.id)
        can = tuple(asking for asking in askings.values() if countable(asking.survey))
        mine = tuple((room, askings[room.survey]) for room in found if room.survey in askings)
        return CountList(counter.person.reader, can, mine)

    return await services.store.read(question)


async def begin(services: Services, caller: Caller, survey: int) -> Counting:
    def story(db: sqlite3.Connection) -> Counting:
        counter = _counter(services, db, caller)
        asking = _open_one(services, db, survey)
        if not countable(asking.survey):
            raise Refusal("nothing_to_count")
        day = _today(services).isoformat()
        return show_count(services, db, caller, rooms.begin(db, survey, counter.role, counter.person.id, day))

    return await services.store.write(story)


def _open_one(services: Services, db: sqlite3.Connection, survey: int) -> Asking:
    asking = surveys.find(db, survey)
    if asking is None:
        raise Refusal("old_button")
    asking.check_open(services.clock())
    return asking


def _today(services: Services) -> date:
    return services.clock().astimezone(services.content.forum.time_zone).date()


def look_up(services: Services, db: sqlite3.Connection, caller: Caller, number: int) -> Counting:
    """Refuses a count that is gone, another's, or one of a survey that has closed."""
    counter, room = _counter(services, db, caller), rooms.find(db, number)
    if room is None:
        raise Refusal("count_gone")
    if room.counter != counter.person.id and not counter.coordinates:
        raise Refusal("not_allowed")
    return Counting(
        reader=counter.person.reader,
        counter=counter,
        asking=_open_one(services, db, room.survey),
        room=room,
        places=tuple(rooms.places(db, MOST_PLACES)),
        today=_today(services),
    )


def show_count(services: Services, db: sqlite3.Connection, caller: Caller, number: int) -> Counting:
    """Typed words belong to this count from now on."""
    seen = look_up(services, db, caller, number)
    conversations.turn_to_task(db, seen.counter.person.telegram, f"{TASK}:{number}", caller.screen)
    return seen


async def open_count(services: Services, caller: Caller, room: int) -> Counting:
    return await services.store.write(lambda db: show_count(services, db, caller, room))


async def look_again(services: Services, caller: Caller, about: str) -> Counting | None:
    """Where the person is in a count; None when it is over."""
    if not about.isdecimal():
        return None
    try:
        return await services.store.read(lambda db: look_up(services, db, caller, int(about)))
    except Refusal:
        return None


def at_step(room: Room, step: str, **body: object) -> Room:
    return replace(room, body=room.body.model_copy(update={"at": step, "typed": (), **body}))


# done


@dataclass(frozen=True)
class Saved:
    reader: Reader
    asking: Asking
    room: Room


async def save(services: Services, caller: Caller, number: int) -> Saved:
    """Added to the survey, or put before the coordinators. Done twice, it is added once."""

    def story(db: sqlite3.Connection) -> Saved:
        seen = look_up(services, db, caller, number)
        if not seen.room.people or not seen.room.body.tallies:
            raise Refusal("nothing_counted")
        state = RoomState.COUNTED if seen.counter.trusted else RoomState.WAITING
        room = replace(at_step(seen.room, Step.CHECK, answers={}), state=state)
        rooms.save(db, room)
        conversations.turn_away(db, seen.counter.person.telegram, caller.screen)
        _tell_coordinators(db, services, seen, room)
        return Saved(seen.reader, seen.asking, room)

    saved = await services.store.write(story)
    services.posts_waiting.set()
    return saved


def _tell_coordinators(db: sqlite3.Connection, services: Services, seen: Counting, room: Room) -> None:
    """Once; not about what one of them counted."""
    if seen.counter.coordinates:
        return
    organisers = holders(services, db, Role.COORDINATOR)
    reached = [person for person in people.reachable_people(db) if person.telegram in organisers]
    texts = services.texts
    for reader, chats in group_by_reader(reached).items():
        waits = room.state is RoomState.WAITING
        words = texts.say(reader, "count_told", waits=waits, title=seen.asking.survey.title)
        html = texts.lines([words, room_words(services, reader, room)])
        look = PostButton(label=texts.button(reader, "button_count_look"), data=OpenCount(room.id).pack())
        post = Post(html=html, buttons=((look,),))
        label = f"room {room.id} {room.state} {reader}"
        outbox.add_post(db, label, post, chats, Urgency.NOTICE, services.clock())


def tell_lost(db: sqlite3.Connection, services: Services, asking: Asking) -> None:
    """The survey closes: whoever made a count that is lost by it hears so."""
    reachable = {person.id: person for person in people.reachable_people(db)}
    for room in rooms.unfinished(db, asking.id):
        person = None if room.counter is None else reachable.get(room.counter)
        if person is None:
            continue
        html = services.texts.say(
            person.reader,
            "count_lost",
            title=asking.survey.title,
            people=room.people,
            place=room.place,
            waited=room.state is RoomState.WAITING,
        )
        post, label = Post(html=html), f"room {room.id} lost {person.reader}"
        outbox.add_post(db, label, post, [person.telegram], Urgency.NOTICE, services.clock())


async def drop(services: Services, caller: Caller, room: int) -> Reader:
    def story(db: sqlite3.Connection) -> Reader:
        seen = look_up(services, db, caller, room)
        rooms.delete(db, room)
        conversations.turn_away(db, seen.counter.person.telegram, caller.screen)
        return seen.reader

    return await services.store.write(story)
