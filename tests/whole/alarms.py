"""People and safeguarding leads, for tests of alerts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.simulator.cast import ids_of
from bot.simulator.client import Person
from bot.store.times import to_text
from tests.faults.watch import seen
from tests.whole.forum import Forum, living_forum

DANGER = "my uncle hits me and i want to die. Seldom-said"
DISTRESS = "i cant cope any more. Seldom-said"
ON_THE_WAY = "SELECT 1 FROM delivery WHERE state = 'sending' OR (state = 'due' AND due_at <= ?)"
LEADS = tuple(ids_of("safeguarding lead"))


@asynccontextmanager
async def guarded_forum(
    folder: Path, leads: tuple[int, ...] = LEADS, **settings: Any
) -> AsyncIterator[Forum]:
    """With Deirdre as lead and Kwame as deputy."""
    async with living_forum(folder, safeguarding=leads, **settings) as forum:
        yield forum


async def started(forum: Forum, *names: str) -> list[Person]:
    """Leads who pressed Start, have not joined, and said that alerts reach them."""
    people = [await forum.town.person(name) for name in names]
    for person in people:
        await person.start()
        await person.sees("Hello from")
    await forum.move()
    for person in people:
        await person.tap("Yes, they reach me")
        await person.sees("We ask again in a week")
    return people


async def quiet(forum: Forum) -> None:
    """What goes out by itself has arrived, and what is due then is done."""
    await forum.town.quiet()
    for _ in range(2):
        await seen(lambda: not forum.rows(ON_THE_WAY, to_text(forum.clock())))
        await forum.move()


async def texts_of(person: Person) -> list[str]:
    return [one.text for one in await person.reads() if one.from_bot]
