"""What needs a coordinator now, each one tap away."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.whole.alarms import guarded_forum, started
from tests.whole.directory import all_checked
from tests.whole.forum import Forum


@pytest.fixture
async def forum(tmp_path: Path) -> AsyncIterator[Forum]:
    """Whose leads are reached, so that nothing needs to be said of them."""
    async with guarded_forum(tmp_path) as forum:
        await started(forum, "Deirdre", "Kwame")
        yield forum


async def test_nothing_to_do_is_said_kindly_and_looked_at_again(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    await all_checked(forum)
    await forum.move()  # so that there is a backup
    await rosalind.type("/today")
    assert (await rosalind.sees("All done.")).buttons == ["Look again"]

    await rosalind.type("/newvote")
    await rosalind.sees("question")
    await rosalind.type("Where shall we meet?")
    await rosalind.sees("options")
    await rosalind.type("/today")
    await rosalind.sees("A vote is not posted yet: Where shall we meet?")
    await rosalind.tap("Go on: Where shall we meet?")
    shown = await rosalind.sees("What can people choose?")
    assert "Throw this away" in shown.buttons


async def test_only_coordinators_see_it(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    await amira.type("/today")
    await amira.sees("only our team can do that")


async def test_what_closes_soon_is_there_and_gone_when_it_is_closed(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    await all_checked(forum)
    await forum.opened(rosalind, "Did you feel heard?")
    await forum.move()
    await rosalind.type("/today")
    await rosalind.sees("All done.")

    await forum.move(days=6, hours=14)
    await rosalind.tap("Look again")
    shown = await rosalind.sees("closes by itself")
    assert "no backup" not in shown.text
    await rosalind.tap("See: Did you feel heard?")
    await rosalind.sees("Close it now?")
    await rosalind.tap("Close it now")
    await rosalind.sees("The result is on its way")

    await forum.move()
    await rosalind.type("/today")
    await rosalind.sees("All done.")
