"""The groups the bot is in: seen as they come and go, described by a coordinator."""

import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.actions.members import check_role, holders
from bot.actions.outgoing import group_by_reader
from bot.core.buttons import Chat, SetGroupAudience
from bot.core.groups import Group, GroupAudience, Topic, check_adult
from bot.core.people import Caller, Role
from bot.core.posts import Post, PostButton, Urgency
from bot.core.refusal import Refusal
from bot.core.words import Reader
from bot.services import Services
from bot.store import bulletins, conversations, deliveries, groups, outbox, people, surveys, votes
from bot.store.keys import KeyLost

OnMembership = Callable[[Services, int, int], Awaitable[None]]

ADULT = "adult"
"""The task of typed words that name the adult of a young people's group."""


@dataclass(frozen=True)
class GroupView:
    """`running`: how many votes are open there. `asks_adult`: typed words name the adult now."""

    reader: Reader
    group: Group
    running: int
    asks_adult: bool = False


@dataclass(frozen=True)
class GroupList:
    reader: Reader
    groups: tuple[Group, ...]


# What Telegram tells


async def note_presence(services: Services, chat: int, title: str, is_member: bool, may_pin: bool) -> None:
    """The bot was added or taken out, or may pin now or no longer. Coordinators are told what matters."""

    def story(db: sqlite3.Connection) -> None:
        before = groups.find(db, chat)
        was_member = before is not None and before.is_member
        groups.save_presence(db, chat, title, is_member, may_pin)
        if is_member and not was_member and (before is None or before.audience is None):
            _tell_added(db, services, chat, title)
        elif was_member and not is_member:
            _tell_taken_out(db, services, chat, title)

    await services.store.write(story)
    services.posts_waiting.set()


async def note_seen(services: Services, chat: int, title: str, topic: Topic | None) -> None:
    """A message in a group: that it is there, what it is called, and a topic of it."""

    def is_known(db: sqlite3.Connection) -> bool:
        known = groups.find(db, chat)
        if known is None or not known.is_member or known.title != title:
            return False
        named = {(one.thread, one.name) for one in groups.topics_of(db, chat)}
        numbers = {thread for thread, _ in named}
        return (
            topic is None
            or (topic.thread, topic.name) in named
            or (topic.thread in numbers and not topic.name)
        )

    def story(db: sqlite3.Connection) -> None:
        if groups.find(db, chat) is None:
            _tell_added(db, services, chat, title)
        groups.save_title(db, chat, title)
        if topic is not None:
            groups.save_topic(db, topic)

    if not await services.store.read(is_known):
        await services.store.write(story)
        services.posts_waiting.set()


async def follow(services: Services, old: int, new: int) -> None:
    """The group became a supergroup."""
    await services.store.write(deliveries.follow_chat, old, new)


async def note_member_left(services: Services, chat: int, telegram: int) -> None:
    """Their tap on a vote there counts no more. What they chose before stays theirs, and stays counted."""
    await _note_membership(services, chat, telegram, votes.note_left)


async def note_member_back(services: Services, chat: int, telegram: int) -> None:
    await _note_membership(services, chat, telegram, votes.note_back)


async def _note_membership(
    services: Services, chat: int, telegram: int, note: Callable[[sqlite3.Connection, int, int, bytes], None]
) -> None:
    def story(db: sqlite3.Connection) -> None:
        groups.set_people(db, chat, None)
        for survey in votes.running_in(db, chat):
            try:
                note(db, survey, chat, services.keys.finder(survey, telegram))
            except KeyLost:
                continue

    await services.store.write(story)


def _tell_added(db: sqlite3.Connection, services: Services, chat: int, title: str) -> None:
    texts = services.texts

    def make(reader: Reader) -> Post:
        rows = tuple(
            (
                PostButton(
                    label=texts.button(reader, f"button_group_{audience}"),
                    data=SetGroupAudience(Chat(chat), audience).pack(),
                ),
            )
            for audience in GroupAudience
        )
        return Post(html=texts.say(reader, "group_added", title=title), buttons=rows)

    _tell_coordinators(db, services, f"group added {chat}", make)


def _tell_taken_out(db: sqlite3.Connection, services: Services, chat: int, title: str) -> None:
    """Nobody needs to hear of it unless a vote runs there, or something is planned to go there."""
    if bulletins.is_planned_for(db, chat):
        _tell_planned(db, services, chat, title)
    running = [asking for one in votes.running_in(db, chat) if (asking := surveys.find(db, one)) is not None]
    if not running:
        return
    titles = [asking.survey.title for asking in running]

    def make(reader: Reader) -> Post:
        named = [one.choose(reader) for one in titles]
        return Post(html=services.texts.say(reader, "group_taken_out", title=title, votes=named))

    _tell_coordinators(db, services, f"group left {chat}", make)


def _tell_planned(db: sqlite3.Connection, services: Services, chat: int, title: str) -> None:
    def make(reader: Reader) -> Post:
        return Post(html=services.texts.say(reader, "bulletin_group_gone", title=title))

    _tell_coordinators(db, services, f"group planned {chat}", make)


def _tell_coordinators(
    db: sqlite3.Connection, services: Services, about: str, make: Callable[[Reader], Post]
) -> None:
    now, organisers = services.clock(), holders(services, db, Role.COORDINATOR)
    told = [person for person in people.reachable_people(db) if person.telegram in organisers]
    for reader, chats in group_by_reader(told).items():
        label = f"{about} {now.isoformat()} {reader}"
        outbox.add_post(db, label, make(reader), chats, Urgency.NOTICE, now)


# What a coordinator says


async def list_groups(services: Services, caller: Caller) -> GroupList:
    def question(db: sqlite3.Connection) -> GroupList:
        person = check_role(services, db, caller, Role.COORDINATOR)
        return GroupList(person.reader, tuple(groups.list_present(db)))

    return await services.store.read(question)


async def show_group(services: Services, caller: Caller, chat: int) -> GroupView:
    return await services.store.read(_view, services, caller, chat)


def _view(db: sqlite3.Connection, services: Services, caller: Caller, chat: int) -> GroupView:
    person = check_role(services, db, caller, Role.COORDINATOR)
    group = groups.find(db, groups.where_now(db, chat))
    if group is None:
        raise Refusal("old_button")
    return GroupView(person.reader, group, len(votes.running_in(db, group.chat)))


async def set_audience(services: Services, caller: Caller, chat: int, audience: str) -> GroupView:
    """For young people the adult is asked for next."""

    def story(db: sqlite3.Connection) -> GroupView:
        group = _view(db, services, caller, chat).group
        try:
            groups.set_audience(db, group.chat, GroupAudience(audience))
        except ValueError as error:
            raise Refusal("old_button") from error
        if audience == GroupAudience.YOUNG and not group.adult:
            return _ask_adult(db, services, caller, group.chat)
        return _view(db, services, caller, group.chat)

    return await services.store.write(story)


async def ask_adult(services: Services, caller: Caller, chat: int) -> GroupView:
    return await services.store.write(_ask_adult, services, caller, chat)


def _ask_adult(db: sqlite3.Connection, services: Services, caller: Caller, chat: int) -> GroupView:
    person = check_role(services, db, caller, Role.COORDINATOR)
    view = _view(db, services, caller, chat)
    conversations.turn_to_task(db, person.telegram, f"{ADULT}:{view.group.chat}", caller.screen)
    return GroupView(view.reader, view.group, view.running, asks_adult=True)


async def name_adult(services: Services, caller: Caller, chat: int, typed: str) -> GroupView:
    def story(db: sqlite3.Connection) -> GroupView:
        person = check_role(services, db, caller, Role.COORDINATOR)
        view = _view(db, services, caller, chat)
        groups.set_adult(db, view.group.chat, check_adult(typed))
        conversations.turn_away(db, person.telegram, caller.screen)
        return _view(db, services, caller, view.group.chat)

    return await services.store.write(story)
