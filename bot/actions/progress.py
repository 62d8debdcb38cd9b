"""A count that moves while something goes out to many, in the message of one coordinator."""

import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.people import Person
from bot.core.posts import Edited, Moved, Post, Urgency
from bot.services import Services
from bot.store import outbox, people, progress
from bot.store.progress import Progress

BETWEEN_EDITS = timedelta(seconds=4)

Edit = Callable[[int, int, Post], Awaitable[Edited | Moved]]
"""Changes a message, given its chat and number."""


@dataclass(frozen=True)
class Count:
    """How far it is. `later`: their time has not come."""

    sent: int
    total: int
    failed: int
    unsure: int
    later: int
    under_way: int
    stopped: bool

    @property
    def is_over(self) -> bool:
        return not (self.later or self.under_way)

    def __str__(self) -> str:
        return " ".join(str(int(value)) for value in vars(self).values())


Draw = Callable[[sqlite3.Connection, Services, Person, int, Count], Post | None]
"""The message for a person, given the number of what is counted; None where that is there no more."""


def count(db: sqlite3.Connection, about: str, stopped: bool, now: datetime) -> Count:
    """Of the posts whose labels begin so, the first message of each to a chat."""
    states = outbox.count_labelled(db, about)
    later = outbox.count_later(db, about, now)
    return Count(
        sent=states.get("sent", 0),
        total=sum(states.values()),
        failed=states.get("failed", 0),
        unsure=states.get("uncertain", 0),
        later=later,
        under_way=states.get("due", 0) - later + states.get("sending", 0),
        stopped=stopped,
    )


def begin(
    db: sqlite3.Connection, services: Services, about: str, person: Person, number: int, draw: Draw
) -> None:
    """The count stands in the person's chat from now on."""
    now, label = services.clock(), f"progress {about}"
    counted = count(db, about, False, now)
    post = draw(db, services, person, number, counted)
    assert post is not None
    outbox.add_post(db, label, post, [person.telegram], Urgency.NOTICE, now)
    progress.begin(db, about, person.telegram, label, str(counted), now)


class ProgressShown:
    """Due work: edits each count that has moved, every few seconds at most; the last edit is the true one.

    `draws`: how the message is drawn, by the first word of what is counted.
    """

    def __init__(self, edit: Edit, draws: Mapping[str, Draw]) -> None:
        self._edit = edit
        self._draws = draws

    async def __call__(self, services: Services) -> None:
        for one in await services.store.read(progress.due, services.clock()):
            await self._show(services, one)

    async def _show(self, services: Services, one: Progress) -> None:
        found = await services.store.read(self._look, services, one)
        if found is None or one.message is None:
            await services.store.write(progress.end, one.about)
            return
        counted, post = found
        if str(counted) != one.shown:
            edited = await self._edit(one.chat, one.message, post)
            if edited is Edited.LATER:
                return
            if edited is not Edited.DONE:
                await services.store.write(progress.end, one.about)
                return
            await services.store.write(
                progress.note_shown, one.about, str(counted), services.clock() + BETWEEN_EDITS
            )
        if counted.is_over:
            await services.store.write(progress.end, one.about)

    def _look(self, db: sqlite3.Connection, services: Services, one: Progress) -> tuple[Count, Post] | None:
        person, draw = people.find(db, one.chat), self._draws.get(one.kind)
        if person is None or draw is None:
            return None
        counted = count(db, one.about, one.stopped, services.clock())
        post = draw(db, services, person, one.number, counted)
        return None if post is None else (counted, post)
