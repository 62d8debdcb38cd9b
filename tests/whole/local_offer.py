"""A forum in which families commented on the Local Offer, and a coordinator who reads what they wrote."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.simulator.client import Person
from tests.whole.forum import Forum, living_forum
from tests.whole.own_surveys import content_with, words_on
from tests.whole.test_record import told, typed

TITLE = "Our Local Offer"
PACK = "Local Offer comments for the council"
QUESTIONS = [
    words_on("what is in it", id="what", sensitivity="personal", regulation_56="content"),
    words_on("finding it", id="finding", sensitivity="personal", regulation_56="access"),
    words_on("making it", id="making", sensitivity="personal", regulation_56="development"),
]
OLD_PAGE = 'My son Sam waits: the page on "short breaks", and its number 07700 900123, are old.\nRing!'
ARABIC = "لا أجد الصفحة بسهولة"
ONE_PERSON = "Mr Hill at the desk was rude to my girl."
PROPOSED = "Mr [masked] at the desk was rude to my girl."
FORMULA = "=1+1 pages, and each says another thing"
PRIVATE = "Nobody asked our family about it."
ANNOYING = "All of you are fools."
ASK_US = "Ask us before, not after."
COMMENTS: dict[str, tuple[str, str, str]] = {
    "Amira": (OLD_PAGE, ARABIC, ""),
    "Gethin": (ONE_PERSON, FORMULA, PRIVATE),
    "Folake": (ANNOYING, "", ASK_US),
}


@asynccontextmanager
async def commented_forum(folder: Path, **settings: Any) -> AsyncIterator[Forum]:
    """Three families commented; the survey is closed, and its month and quarter are over. Nothing is read."""
    async with living_forum(folder, content_with(folder, (TITLE, QUESTIONS)), **settings) as forum:
        rosalind = await forum.joined("Rosalind")
        for name in COMMENTS:
            await forum.joined(name)
        await forum.opened(rosalind, TITLE)
        for name, comments in COMMENTS.items():
            await comment(await forum.town.person(name), *comments)
        await forum.closed(rosalind, TITLE)
        await rosalind.press(rosalind.screen(), "lol", forge=True)
        await rosalind.sees("They stand here from 1 December.")
        await forum.move(days=9)
        yield forum


async def comment(person: Person, *comments: str) -> None:
    """All may be quoted but what is private."""
    await person.sees("new survey")
    await person.tap("Answer")
    await person.tap("Start")
    for asked, said in zip(QUESTIONS, comments, strict=True):
        await person.sees(asked["text"])
        if not said:
            await person.tap("Skip")
            continue
        assert "What you write is private" not in person.screen().text
        if said != PRIVATE:
            assert "The council publishes comments like this one" in person.screen().text
            await person.tap("☑ Do not quote me")
            await person.sees("The council may publish this now, without your name.")
        await person.type(said)
    await person.sees("Here is what you answered")
    await person.tap("Send my answers")
    await person.sees("Your answers are in")


async def read_all(rosalind: Person) -> None:
    """Keeps what may be published, masks a name, and proposes to leave two comments out."""
    await rosalind.type("/results")
    await rosalind.sees("Which result")
    await rosalind.tap(TITLE)
    await rosalind.sees("wait to be read")
    await rosalind.tap("Read what people wrote")
    while "You have been through all texts" not in (shown := await rosalind.sees(TITLE)).text:
        if ONE_PERSON in shown.text:
            await masked_and_proposed(rosalind)
        elif ANNOYING in shown.text:
            await rosalind.tap("✋ Propose: vexatious, meant to annoy")
            await rosalind.sees("it is vexatious, only meant to annoy. The council will read it.")
            await rosalind.tap("No, propose it so")
        elif "My son Sam" in shown.text:
            await rosalind.tap("Mask this")
            await rosalind.sees("Which words")
            await typed(rosalind, "Sam", "My son [masked] waits")
            await rosalind.tap("Keep")
        else:
            await rosalind.tap("Keep")


async def masked_and_proposed(rosalind: Person) -> None:
    """Whoever would propose a comment is asked first whom it names, and nothing is decided by that."""
    await rosalind.tap("✋ Propose: about one person's services")
    asked = await rosalind.sees("Does it still name or describe somebody?")
    assert ONE_PERSON in asked.text
    assert asked.buttons == ["Mask it first", "No, propose it so", "‹ Back"]
    await rosalind.tap("‹ Back")
    assert "You propose" not in (await rosalind.sees("This comment is to be published.")).text
    await rosalind.tap("✋ Propose: about one person's services")
    await rosalind.tap("Mask it first")
    await rosalind.sees("Which words could point to somebody?")
    await rosalind.tap("Mask “Hill”")
    await rosalind.sees(PROPOSED)
    await rosalind.tap("✋ Propose: about one person's services")
    await rosalind.sees("Does it still name or describe somebody?")
    await rosalind.tap("No, propose it so")


async def answered(rosalind: Person) -> None:
    """What came of it stands on the record."""
    await rosalind.type("/yousaid")
    await rosalind.sees("What is it about?")
    await rosalind.tap(f"📊 {TITLE}")
    so_far = await rosalind.sees("So far:")
    assert "⟦" not in so_far.text and PRIVATE not in so_far.text
    await rosalind.tap("Next")
    await told(rosalind)
    await rosalind.tap("Put it on the record")
    await rosalind.sees("It is on the record now")


async def opened_pack(rosalind: Person, time: str = "November 2026") -> None:
    await rosalind.type("/export")
    await rosalind.sees("What would you like as a file?")
    await rosalind.tap(PACK)
    await rosalind.sees("Which time?")
    await rosalind.tap(time)
    await rosalind.sees(f"Local Offer comments: {time}")
