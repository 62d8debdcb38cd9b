"""Words of harm in what people tell the forum: taken, and held back until the lead has dealt with them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.actions.themes import collect
from bot.simulator.client import Person
from tests.whole.alarms import DANGER, guarded_forum, started
from tests.whole.forum import Forum
from tests.whole.telling import LATE, answered, opened, read, sent


@pytest.fixture
async def forum(tmp_path: Path) -> AsyncIterator[Forum]:
    async with guarded_forum(tmp_path) as forum:
        yield forum


async def dealt_with(lead: Person) -> None:
    await lead.tap("Read it")
    await lead.sees("Alert of")
    await lead.tap("No concern, because…")
    await lead.sees("Why")
    await lead.type("It was a song.")
    await lead.sees("no concern")


async def test_it_is_taken_and_no_coordinator_reads_it_before_the_lead_has_dealt_with_it(
    forum: Forum,
) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await opened(amira)
    await amira.type(f"{DANGER} ring 07700 900123")
    await amira.sees("We have told our safeguarding lead")
    await amira.sees("Look at the choices below")
    await amira.tap("☐ You may quote me")
    await amira.tap("Take out what is personal")
    await amira.sees("[phone number]")
    await amira.tap("✅ Send")
    await amira.sees("Thank you. We have it.")
    (number,) = forum.rows("SELECT number FROM feedback")[0]

    await rosalind.type("/inbox")
    inbox = await rosalind.sees("is held back.")
    assert "uncle" not in inbox.text and not [one for one in inbox.buttons if "uncle" in one]
    page = await rosalind.press(rosalind.screen(), f"xo:{number}:0", forge=True)
    assert page == ""
    assert "uncle" not in (await rosalind.sees("Then you can read and answer it.")).text
    for data in (f"xa:{number}:answer", f"xa:{number}:quote", f"xb:{number}", f"xs:{number}:1:state:done"):
        assert "This is held back now" in await rosalind.press(rosalind.screen(), data, forge=True)
    assert (await forum.services.store.read(collect, forum.services)).unsorted == {}
    await forum.move(days=8)
    assert not [one for one in await rosalind.reads() if "for an answer, as promised" in one.text]

    await dealt_with(deirdre)

    await answered(rosalind, DANGER, "Thank you for telling us.")
    await amira.sees("You have an answer.")


async def test_what_is_written_back_holds_it_back_too(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await sent(amira, LATE)
    await answered(rosalind, LATE, "We are on it.")
    await amira.sees("You have an answer.")
    await amira.tap("Read it")
    await amira.sees("We are on it.")
    await amira.tap("Write back")
    await amira.sees("What you write is private")
    await amira.type(DANGER)
    await amira.sees("We have told our safeguarding lead")
    await rosalind.type("/inbox")
    await rosalind.sees("is held back.")

    await dealt_with(deirdre)

    assert DANGER in (await read(rosalind, LATE)).text
