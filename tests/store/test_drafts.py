"""Drafts: saved over the version that was seen, and never over another."""

from datetime import UTC, datetime, timedelta

from bot.core.drafts import Draft
from bot.core.people import Audience, Person
from bot.core.words import Reading
from bot.store import drafts, people
from bot.store.database import Store

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def coordinator(number: int) -> Person:
    return Person(
        id=number,
        telegram=1000 + number,
        audience=Audience.PARENT,
        age=None,
        area=None,
        theme=None,
        reading=Reading.USUAL,
        asked_about=True,
        agreed_version=1,
        agreed_at=MONDAY,
    )


async def test_a_draft_is_found_as_it_was_saved(store: Store) -> None:
    await store.write(people.save, coordinator(1))
    added = await store.write(drafts.add, "survey", '{"a": 1}', "title", 1, MONDAY)

    assert added == Draft(added.id, "survey", '{"a": 1}', "title", 1, MONDAY, 1)
    assert await store.read(drafts.find, added.id, "survey") == added
    assert await store.read(drafts.find, added.id, "vote") is None


async def test_what_was_seen_before_a_change_is_not_saved_over_it(store: Store) -> None:
    await store.write(people.save, coordinator(1))
    seen = await store.write(drafts.add, "survey", "first", "title", 1, MONDAY)

    mine = await store.write(drafts.save, seen, "mine", "days", 1, MONDAY)

    assert await store.write(drafts.save, seen, "theirs", "title", 1, MONDAY) is None
    assert mine == Draft(seen.id, "survey", "mine", "days", 2, MONDAY, 1)
    assert await store.read(drafts.find, seen.id, "survey") == mine


async def test_the_draft_that_was_changed_last_comes_first(store: Store) -> None:
    await store.write(people.save, coordinator(1))
    old = await store.write(drafts.add, "survey", "old", "title", 1, MONDAY)
    new = await store.write(drafts.add, "survey", "new", "title", 1, MONDAY + timedelta(hours=1))

    assert await store.read(drafts.list_of, "survey") == [new, old]


async def test_a_number_is_not_used_again(store: Store) -> None:
    await store.write(people.save, coordinator(1))
    gone = await store.write(drafts.add, "survey", "old", "title", 1, MONDAY)
    await store.write(drafts.drop, gone.id)

    new = await store.write(drafts.add, "survey", "new", "title", 1, MONDAY)

    assert new.id != gone.id


async def test_a_draft_stays_when_who_changed_it_is_forgotten(store: Store) -> None:
    await store.write(people.save, coordinator(1))
    draft = await store.write(drafts.add, "survey", "old", "title", 1, MONDAY)
    await store.write(people.forget, 1001)

    found = await store.read(drafts.find, draft.id, "survey")

    assert found is not None
    assert found.changed_by is None
