"""Where votes, entries of the record and bulletins are made: a draft that goes step by step until it is done.

Each step is saved over the version that was seen: two coordinators do not overwrite each other unseen.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from bot.actions.members import check_role
from bot.core.drafts import Draft, S, StepDraft
from bot.core.people import Caller, Person, Role
from bot.core.refusal import Refusal
from bot.core.words import Reader
from bot.services import Services
from bot.store import conversations, drafts

D = TypeVar("D", bound=StepDraft[Any])
M = TypeVar("M")


@dataclass(frozen=True)
class Dropped:
    reader: Reader


@dataclass(frozen=True)
class Bench(Generic[D, S, M]):
    """For drafts of one kind. `task`: what typed words belong to meanwhile. `show`: where the making is, for
    a person; True: another coordinator changed it meanwhile, and the last step was not taken. `gone`: the
    refusal where it was thrown away or is done."""

    kind: str
    task: str
    body: type[D]
    step: type[S]
    show: Callable[[sqlite3.Connection, Services, Person, Draft, bool], M]
    gone: str = "draft_gone"

    def read(self, draft: Draft) -> D:
        return self.body.model_validate_json(draft.body)

    def begin(
        self, db: sqlite3.Connection, services: Services, caller: Caller, person: Person, made: D, step: S
    ) -> M:
        """A new draft. An empty one of one's own is taken up again."""
        now, body = services.clock(), made.model_dump_json()
        mine = (one for one in drafts.list_of(db, self.kind) if one.changed_by == person.id)
        empty = next((one for one in mine if not self.read(one).is_begun), None)
        draft = None if empty is None else drafts.save(db, empty, body, step, person.id, now)
        if draft is None:
            draft = drafts.add(db, self.kind, body, step, person.id, now)
        self._clear_away(db)
        return self.at(db, services, caller, person, draft)

    def _clear_away(self, db: sqlite3.Connection) -> None:
        """What is done stands elsewhere. The newest is kept for a second tap on its button."""
        done = [one for one in drafts.list_of(db, self.kind) if self.read(one).is_done]
        for draft in done[1:]:
            drafts.drop(db, draft.id)

    def begun(self, db: sqlite3.Connection) -> list[tuple[int, str]]:
        """Drafts that are not done yet, each with its name."""
        found = [(one.id, self.read(one)) for one in drafts.list_of(db, self.kind)]
        return [(number, made.name) for number, made in found if made.is_begun and not made.is_done]

    def find(self, db: sqlite3.Connection, number: int) -> Draft:
        """Refuses one that was thrown away, or is done."""
        draft, made = self.found(db, number)
        if made.is_done:
            raise Refusal(self.gone)
        return draft

    def found(self, db: sqlite3.Connection, number: int) -> tuple[Draft, D]:
        """Also one that is done. Refuses one that was thrown away."""
        draft = drafts.find(db, number, self.kind)
        if draft is None:
            raise Refusal(self.gone)
        return draft, self.read(draft)

    def at(
        self,
        db: sqlite3.Connection,
        services: Services,
        caller: Caller,
        person: Person,
        draft: Draft,
        *,
        overtaken: bool = False,
    ) -> M:
        """Typed words belong to this draft as it is now."""
        task = f"{self.task}:{draft.id}:{draft.version}"
        conversations.turn_to_task(db, person.telegram, task, caller.screen)
        return self.show(db, services, person, draft, overtaken)

    async def open_draft(self, services: Services, caller: Caller, number: int) -> M:
        def story(db: sqlite3.Connection) -> M:
            person = check_role(services, db, caller, Role.COORDINATOR)
            return self.at(db, services, caller, person, self.find(db, number))

        return await services.store.write(story)

    async def look(self, services: Services, caller: Caller, number: int) -> M:
        """The same, and nothing changes."""

        def question(db: sqlite3.Connection) -> M:
            person = check_role(services, db, caller, Role.COORDINATOR)
            return self.show(db, services, person, self.find(db, number), False)

        return await services.store.read(question)

    async def go_to(self, services: Services, caller: Caller, number: int, version: int, step: str) -> M:
        def change(made: D, at: S) -> tuple[D, S]:
            if step not in made.steps:
                raise Refusal("old_button")
            return made, self.step(step)

        return await self.change(services, caller, number, version, change)

    async def change(
        self,
        services: Services,
        caller: Caller,
        number: int,
        version: int,
        change: Callable[[D, S], tuple[D, S]],
    ) -> M:
        return await services.store.write(self.save, services, caller, number, version, change)

    def save(
        self,
        db: sqlite3.Connection,
        services: Services,
        caller: Caller,
        number: int,
        version: int,
        change: Callable[[D, S], tuple[D, S]],
    ) -> M:
        """Over the version that was seen. One's own second tap finds what the first one did."""
        person = check_role(services, db, caller, Role.COORDINATOR)
        found = self.find(db, number)
        if found.version != version:
            overtaken = found.changed_by != person.id
            return self.at(db, services, caller, person, found, overtaken=overtaken)
        made, step = change(self.read(found), self.step(found.step))
        return self.at(db, services, caller, person, self.keep(db, services, person, found, made, step))

    def keep(
        self, db: sqlite3.Connection, services: Services, person: Person, found: Draft, made: D, step: str
    ) -> Draft:
        """Where nobody can have changed it since it was found in this transaction."""
        saved = drafts.save(db, found, made.model_dump_json(), step, person.id, services.clock())
        assert saved is not None
        return saved

    async def drop(self, services: Services, caller: Caller, number: int, version: int) -> M | Dropped:
        """Thrown away, unless somebody else changed it meanwhile."""

        def story(db: sqlite3.Connection) -> M | Dropped:
            person = check_role(services, db, caller, Role.COORDINATOR)
            found = drafts.find(db, number, self.kind)
            if found is not None and found.version != version and found.changed_by != person.id:
                return self.at(db, services, caller, person, found, overtaken=True)
            if found is not None and not self.read(found).is_done:
                drafts.drop(db, number)
            conversations.turn_away(db, person.telegram, caller.screen)
            return Dropped(person.reader)

        return await services.store.write(story)
