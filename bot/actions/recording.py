"""Putting what was made onto the record: a new entry, or a further step of one that is there."""

import sqlite3
from dataclasses import dataclass, replace

from bot.actions import audit
from bot.actions.members import check_role
from bot.actions.telling import tell_step
from bot.actions.yousaid import BENCH, Making
from bot.core.drafts import Draft
from bot.core.people import Caller, Person, Role
from bot.core.record import Entry
from bot.core.record import Step as DatedStep
from bot.core.record_drafts import EntryDraft
from bot.core.refusal import Refusal
from bot.core.words import Reader
from bot.services import Services
from bot.store import actors, conversations, hearing, record


@dataclass(frozen=True)
class Saved:
    reader: Reader
    entry: Entry


async def save(services: Services, caller: Caller, draft: int, version: int) -> Making | Saved:
    """Onto the record, once. Those who took part in what is behind it are told."""

    def story(db: sqlite3.Connection) -> Making | Saved:
        person = check_role(services, db, caller, Role.COORDINATOR)
        found, entry = BENCH.found(db, draft)
        if entry.saved is not None:
            return Saved(person.reader, _entry(db, entry.saved))
        if found.version != version or entry.missing() is not None:
            overtaken = found.changed_by != person.id
            return BENCH.at(db, services, caller, person, found, overtaken=overtaken)
        saved = _put_on_record(db, services, caller, entry)
        if saved is None:
            return _went_on_meanwhile(db, services, caller, person, found, entry)
        done = entry.model_copy(update={"saved": saved.id})
        BENCH.keep(db, services, person, found, done, found.step)
        conversations.turn_away(db, person.telegram, caller.screen)
        return Saved(person.reader, saved)

    saved = await services.store.write(story)
    if isinstance(saved, Saved):
        services.posts_waiting.set()
    return saved


def _put_on_record(
    db: sqlite3.Connection, services: Services, caller: Caller, draft: EntryDraft
) -> Entry | None:
    """None where somebody took the entry a step further since it was seen."""
    actor = actors.number_of(db, caller.telegram, services.random)
    before = None if draft.of is None else _entry(db, draft.of)
    entry = as_it_will_be(services, draft, before)
    if before is None:
        entry = replace(entry, id=services.random.getrandbits(40))
        record.add(db, entry, actor)
    elif not record.go_on(db, entry, draft.seen, actor):
        return None
    if entry.origin.survey is not None:
        hearing.note_heard(db, entry.origin.survey, services.clock())
    audit.note(db, services, "record_step", f"entry {entry.id}", Role.COORDINATOR, caller.telegram)
    tell_step(db, services, entry)
    return entry


def as_it_will_be(services: Services, draft: EntryDraft, going_on: Entry | None) -> Entry:
    """What a draft to which nothing is missing will look like on the record."""
    assert draft.state is not None
    again_on = None if draft.state.is_end else draft.again_on
    step = DatedStep(1, draft.state, draft.did, services.clock())
    if going_on is None:
        return replace(_new_entry(0, draft, step), again_on=again_on)
    steps = (*going_on.steps, replace(step, number=len(going_on.steps) + 1))
    return replace(going_on, evidence=draft.evidence, link=draft.link, again_on=again_on, steps=steps)


def _new_entry(number: int, draft: EntryDraft, step: DatedStep) -> Entry:
    assert draft.origin is not None
    return Entry(
        id=number,
        origin=draft.origin,
        asked=draft.asked,
        said=draft.said,
        responsible=draft.responsible,
        evidence=draft.evidence,
        link=draft.link,
        again_on=draft.again_on,
        level=draft.level,
        topic=draft.topic,
        steps=(step,),
    )


def _went_on_meanwhile(
    db: sqlite3.Connection,
    services: Services,
    caller: Caller,
    person: Person,
    found: Draft,
    draft: EntryDraft,
) -> Making:
    """The draft goes on from what the entry is now; nothing that was typed is lost."""
    assert draft.of is not None
    again = draft.model_copy(update={"seen": _entry(db, draft.of).version})
    saved = BENCH.keep(db, services, person, found, again, found.step)
    return BENCH.at(db, services, caller, person, saved, overtaken=True)


def _entry(db: sqlite3.Connection, entry: int) -> Entry:
    found = record.find(db, entry)
    if found is None:
        raise Refusal("old_button")
    return found
