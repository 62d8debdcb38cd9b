"""Closing the loop: do people feel heard, and do they hear what came of it?"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from markupsafe import Markup

from bot.actions.members import check_role, holders, member
from bot.actions.outgoing import group_by_reader
from bot.core.asking import Asking
from bot.core.buttons.base import Tap
from bot.core.buttons.hearing import ListFeelings, NoteHeard, RemindToHear, SayFeeling
from bot.core.feelings import ASKED_FOR, Feeling, Season, seasons
from bot.core.people import Caller, Role
from bot.core.posts import Post, PostButton, Urgency, utf16_length
from bot.core.refusal import Refusal
from bot.core.splitting import CAPTION
from bot.core.suppression import suppress
from bot.core.words import Reader
from bot.services import Services
from bot.store import hearing, outbox, people, responses, surveys
from bot.texts import Texts

A_WEEK = timedelta(days=7)
MOST_SEASONS = 12


# do you feel heard?


def with_question(texts: Texts, reader: Reader, asking: Asking, posts: Sequence[Post]) -> list[Post]:
    """The result of one who took part, with the question and its buttons under its last message."""
    asked = texts.say(reader, "feeling_question", hear_by=_hear_by(texts, reader, asking))
    row = tuple(
        _button(texts, reader, f"feeling_{feeling}", SayFeeling(asking.id, feeling)) for feeling in Feeling
    )
    return _ended(texts, posts, asked, (row,))


def with_promise(
    texts: Texts, reader: Reader, asking: Asking, newcomers: int | None, posts: Sequence[Post]
) -> list[Post]:
    """The result of a coordinator: how many took part for the first time, and what was promised."""
    if asking.hear_by is None:
        return [*posts]
    said = texts.say(
        reader,
        "result_promise",
        hear_by=_hear_by(texts, reader, asking),
        said=newcomers is not None,
        newcomers=newcomers or 0,
    )
    return _ended(texts, posts, said, ((_button(texts, reader, "button_feelings", ListFeelings()),),))


def _ended(
    texts: Texts, posts: Sequence[Post], words: Markup, buttons: tuple[tuple[PostButton, ...], ...]
) -> list[Post]:
    """In the last message where they fit: an album takes no buttons, and a caption is short."""
    *before, last = posts
    html = str(texts.lines([Markup(last.html), words], "\n\n"))  # noqa: S704 (it was put together by us)
    if len(last.pictures) > 1 or (last.pictures and utf16_length(html) > CAPTION):
        return [*posts, Post(html=str(words), buttons=buttons)]
    return [*before, last.model_copy(update={"html": html, "buttons": buttons})]


def _hear_by(texts: Texts, reader: Reader, asking: Asking) -> str:
    return "" if asking.hear_by is None else texts.day(reader, asking.hear_by)


def _button(texts: Texts, reader: Reader, key: str, tap: Tap) -> PostButton:
    return PostButton(label=texts.button(reader, key), data=tap.pack())


class Said(StrEnum):
    THANKS = "thanks"
    BEFORE = "before"
    """They said it already; it is counted once."""
    OVER = "over"
    """It is not asked any more, or was never asked of them."""


@dataclass(frozen=True)
class FeelingSaid:
    reader: Reader
    said: Said


async def say_feeling(services: Services, caller: Caller, survey: int, answer: Feeling) -> FeelingSaid:
    def story(db: sqlite3.Connection) -> FeelingSaid:
        person, asking = member(db, caller), surveys.find(db, survey)
        if asking is None or asking.closed_at is None or not responses.took_part(db, survey, person.id):
            return FeelingSaid(person.reader, Said.OVER)
        if services.clock() - asking.closed_at >= ASKED_FOR:
            return FeelingSaid(person.reader, Said.OVER)
        is_new = hearing.note_feeling(db, survey, person.id, answer)
        return FeelingSaid(person.reader, Said.THANKS if is_new else Said.BEFORE)

    return await services.store.write(story)


@dataclass(frozen=True)
class Feelings:
    """The newest first. Each season with the titles of its surveys."""

    reader: Reader
    seasons: tuple[tuple[Season, tuple[Asking, ...]], ...]


async def list_feelings(services: Services, caller: Caller) -> Feelings:
    def question(db: sqlite3.Connection) -> Feelings:
        person = check_role(services, db, caller, Role.COORDINATOR)
        felt = hearing.list_felt(db, services.clock() - ASKED_FOR)
        found = seasons(felt, services.content.forum.threshold)[-MOST_SEASONS:]
        named = ((season, _askings(db, season.surveys)) for season in reversed(found))
        return Feelings(person.reader, tuple(named))

    return await services.store.read(question)


def _askings(db: sqlite3.Connection, numbers: Sequence[int]) -> tuple[Asking, ...]:
    return tuple(asking for number in numbers if (asking := surveys.find(db, number)) is not None)


# the first time


def note_newcomers(db: sqlite3.Connection, survey: int, threshold: int) -> None:
    """How many took part for the first time; kept private where that or the rest is a small number."""
    newcomers, everybody = hearing.count_newcomers(db, survey), responses.count_participants(db, survey)
    shown, _ = suppress([newcomers, everybody - newcomers], threshold)
    hearing.save_newcomers(db, survey, shown if everybody >= threshold else None)


# was anything reported back?


async def remind_to_report(services: Services) -> None:
    """Coordinators, once, where nothing was reported back by the day that was promised."""
    now = services.clock()
    if not services.content.forum.pace.is_decent(now):
        return
    if await services.store.read(hearing.due_unheard, now):
        await services.store.write(_remind, services)
        services.posts_waiting.set()


def _remind(db: sqlite3.Connection, services: Services) -> None:
    now, organisers = services.clock(), holders(services, db, Role.COORDINATOR)
    reached = [person for person in people.reachable_people(db) if person.telegram in organisers]
    for survey in hearing.due_unheard(db, now):
        asking = _closed(db, survey)
        hearing.note_reminded(db, survey, now)
        for reader, chats in group_by_reader(reached).items():
            label = f"unheard {survey} {reader} {now.date()}"
            outbox.add_post(db, label, _reminder(services, reader, asking), chats, Urgency.NOTICE, now)


def _reminder(services: Services, reader: Reader, asking: Asking) -> Post:
    texts = services.texts
    html = texts.say(
        reader, "hear_reminder", title=asking.survey.title, hear_by=_hear_by(texts, reader, asking)
    )
    heard = _button(texts, reader, "button_heard", NoteHeard(asking.id))
    again = _button(texts, reader, "button_hear_again", RemindToHear(asking.id))
    return Post(html=html, buttons=((heard,), (again,)))


@dataclass(frozen=True)
class Noted:
    """`moment`: when the coordinators are reminded again, if at all."""

    reader: Reader
    asking: Asking
    moment: str = ""


async def note_heard(services: Services, caller: Caller, survey: int) -> Noted:
    def story(db: sqlite3.Connection) -> Noted:
        person = check_role(services, db, caller, Role.COORDINATOR)
        asking = _closed(db, survey)
        hearing.note_heard(db, survey, services.clock())
        return Noted(person.reader, asking)

    return await services.store.write(story)


async def remind_in_a_week(services: Services, caller: Caller, survey: int) -> Noted:
    def story(db: sqlite3.Connection) -> Noted:
        person = check_role(services, db, caller, Role.COORDINATOR)
        asking = _closed(db, survey)
        moment = services.content.forum.pace.decent(services.clock() + A_WEEK)
        hearing.remind_again(db, survey, moment)
        return Noted(person.reader, asking, services.texts.day(person.reader, moment))

    return await services.store.write(story)


def _closed(db: sqlite3.Connection, survey: int) -> Asking:
    asking = surveys.find(db, survey)
    if asking is None or asking.closed_at is None:
        raise Refusal("old_button")
    return asking
