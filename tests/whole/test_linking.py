"""Links to share, and pictures of them to print."""

import struct

from bot.simulator.client import Person
from tests.whole.forum import Forum
from tests.whole.voting import posted

FELT = "Did you feel heard?"


async def asked_for_link(forum: Forum) -> Person:
    rosalind = await forum.joined("Rosalind")
    await forum.opened(rosalind, FELT)
    await rosalind.type("/invite")
    await rosalind.sees("What shall the link lead to?")
    return rosalind


async def pictures(forum: Forum, person: Person, caption: str) -> list[bytes]:
    """The photo and the file under this caption."""
    await person.sees(caption)
    await forum.town.quiet()
    found = [one for one in await person.reads() if one.text == caption]
    ids = [one.photo or (one.document or {})["file_id"] for one in found]
    return [await forum.town.download(one) for one in ids]


async def test_a_survey_has_a_link_and_a_picture_fit_for_printing(forum: Forum) -> None:
    rosalind = await asked_for_link(forum)
    address = f"https://t.me/{forum.services.bot_name}?start=s_1"

    await rosalind.tap(FELT)

    photo, file = await pictures(forum, rosalind, f"{FELT}\n{address}")
    assert photo == file
    assert file.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", file[16:24])
    assert width == height >= 1000
    amira = await forum.joined("Amira")
    await amira.start("s_1")
    await amira.sees("What this can change")


async def test_a_vote_has_one_that_leads_to_its_ballot(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    await posted(rosalind, "Where?", "Library", "Café", places=("A link",))
    await rosalind.type("/invite")
    await rosalind.sees("What shall the link lead to?")
    await rosalind.tap("Where?")
    address = f"https://t.me/{forum.services.bot_name}?start=v_1"
    photo, file = await pictures(forum, rosalind, f"Where?\n{address}")
    assert photo == file
    amira = await forum.joined("Amira")
    await amira.start("v_1")
    await amira.tap("Café")
    await amira.sees("You chose Café.")


async def test_joining_has_one_too(forum: Forum) -> None:
    rosalind = await asked_for_link(forum)
    await rosalind.tap("Joining us")
    address = f"https://t.me/{forum.services.bot_name}"
    assert await pictures(forum, rosalind, f"Join Harbour Parent Carer Forum\n{address}")


async def test_a_survey_that_closed_meanwhile_has_none(forum: Forum) -> None:
    rosalind = await asked_for_link(forum)
    which = rosalind.screen()
    await forum.move(days=8)
    assert "has closed now" in await rosalind.press(which, "lnk:1", forge=True)


async def test_only_coordinators_make_links(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    await amira.type("/invite")
    await amira.sees("only our team can do that")


async def test_a_worker_s_link_gives_the_role_once(forum: Forum) -> None:
    rosalind = await asked_for_link(forum)
    await rosalind.tap("Somebody who counts in the room")
    made = await rosalind.sees("Pass this link on to one person")
    code = made.text.partition("?start=")[2].split()[0]
    cy, amira = await forum.joined("Cy"), await forum.joined("Amira")

    await cy.start(code)
    await cy.sees("You can count in the room now.")
    await amira.start(code)
    await amira.sees("This link was used already")

    assert forum.rows("SELECT telegram, role FROM role") == [(cy.id, "worker")]
