"""Directories of others taken into ours, and ours written for others, as Open Referral UK."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.actions.entries import laid_over
from bot.actions.support import local_day
from bot.content import Content
from bot.core.open_referral.comparing import Plan, compare
from bot.core.open_referral.entries import Feed, Known, Making, Read, read_feed
from bot.core.open_referral.topics import guess_topics
from bot.core.support.organisations import Organisation
from bot.core.support.search import Index
from bot.core.words import Reader
from bot.exports.open_referral import write_services
from bot.services import Services
from bot.store import entries, open_referral


class EmptyFeed(Exception):  # noqa: N818 (named as people speak of it)
    """It holds no services."""


class DirectoryChanged(Exception):  # noqa: N818
    """What was shown would not be what is written."""


@dataclass(frozen=True)
class Offer:
    """What an import would change, and the directory that it was compared with."""

    plan: Plan
    revision: int


@dataclass(frozen=True)
class _Before:
    revision: int
    others: Mapping[str, Known]
    ids: Mapping[str, str]
    place: str | None


async def look_at_feed(services: Services, feed: Feed, place: str | None = None) -> Offer:
    """Writes nothing. Without a place it is the one that the feed was for before.

    Raises EmptyFeed: nobody means to have everything gone.
    """
    if not feed.services:
        raise EmptyFeed
    before = await services.store.read(_before, services, feed.source)
    index = _index(services.content)
    making = Making(
        source=feed.source,
        today=local_day(services),
        guess=lambda entry: guess_topics(entry, index),
        known=before.others,
        topics=frozenset(services.content.topics),
        areas=frozenset(area.id for area in services.content.forum.areas),
        place=place or before.place,
        before=before.ids,
    )
    read = read_feed(feed, making)
    return Offer(await services.store.read(_plan, feed, read), before.revision)


def _index(content: Content) -> Index:
    """Of the topics, for guessing: what people are searched for in is no part of that."""
    return Index.build(content.topics, content.organisations.values(), content.jargon, content.speech)


def _before(db: sqlite3.Connection, services: Services, source: str) -> _Before:
    content = {id: Known(one.name, "your content") for id, one in services.content.organisations.items()}
    imported = open_referral.list_imported(db, source)
    ids = {one.service: one.entry.id for one in imported}
    places = {one.entry.place for one in imported if one.gone_on is None}
    others = open_referral.list_others(db, source) | content
    return _Before(entries.revision(db), others, ids, places.pop() if len(places) == 1 else None)


def _plan(db: sqlite3.Connection, feed: Feed, read: Read) -> Plan:
    imported = open_referral.list_imported(db, feed.source)
    return compare(feed.source, read, imported, entries.list_changes(db), feed.is_whole)


async def take_feed(services: Services, offer: Offer) -> None:
    """Writes what was shown, all of it or nothing. A running bot shows it from the next question on.

    Raises DirectoryChanged where somebody changed the directory since it was shown.
    """
    plan, today = offer.plan, local_day(services)

    def story(db: sqlite3.Connection) -> None:
        if entries.revision(db) != offer.revision:
            raise DirectoryChanged
        taken = [*plan.new, *(one.taken for one in plan.changed)]
        open_referral.save_imported(db, plan.source, taken, today)
        open_referral.mark_gone(db, plan.source, [one.service for one in plan.gone], today)
        _keep_changes(db, plan)
        entries.note_change(db)

    await services.store.write(story)


def _keep_changes(db: sqlite3.Connection, plan: Plan) -> None:
    """A feed that was checked later does not take away what the forum changed by hand."""
    for one in plan.changed:
        change, checked = entries.find_change(db, one.taken.entry.id), one.taken.entry.checked
        if one.kept and checked is not None and change.is_over(one.taken.entry):
            entries.save_change(db, replace(change, changed_on=checked))


async def write_directory(services: Services) -> bytes:
    """All entries in use, as people see them."""

    def question(db: sqlite3.Connection) -> list[Organisation]:
        return [entry for entry, change in laid_over(db, services) if not change.hidden]

    shown, texts = await services.store.read(question), services.texts
    titles = {topic.id: topic.title.usual for topic in services.content.topics.values()}
    return write_services(
        shown, titles, lambda line: texts.button(Reader(), "file_text_line", word=line.word or "")
    )
