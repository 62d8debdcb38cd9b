"""Whoever types words of harm, wherever and however: seen; in distress, asked first."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.whole.alarms import DANGER, DISTRESS, guarded_forum, quiet, started, texts_of
from tests.whole.forum import Forum
from tests.whole.test_privacy import done
from tests.whole.test_votes_closing import page_asked


@pytest.fixture
async def forum(tmp_path: Path) -> AsyncIterator[Forum]:
    async with guarded_forum(tmp_path) as forum:
        yield forum


# Worry and distress


async def test_in_distress_the_person_is_asked_and_yes_tells_the_lead(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    amira = await forum.joined("Amira")

    await amira.type(DISTRESS)

    card = await amira.sees("Shall we tell our safeguarding lead what you wrote?")
    assert card.text.startswith("Help now")
    assert card.buttons == ["Yes, tell them", "No, tell nobody", "Hide this"]
    await quiet(forum)
    assert not [text for text in await texts_of(deirdre) if "waits for you" in text]
    yes = forum.taps_of(card)["Yes, tell them"]
    assert await amira.press(card, yes) == "We have told them."
    await amira.sees("We have told our safeguarding lead")
    await amira.press(card, yes, forge=True)  # tapped twice
    await deirdre.tap("Read it")
    shown = await deirdre.sees("Worry or distress. The person wants you to know.")
    assert DISTRESS in shown.text
    assert forum.rows("SELECT count(*) FROM post WHERE label GLOB 'alert *'") == [(1,)]


async def test_no_tells_nobody_and_leaves_nothing(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    amira = await forum.joined("Amira")
    await amira.type(DISTRESS)
    card = await amira.sees("Shall we tell")
    no = forum.taps_of(card)["No, tell nobody"]

    assert await amira.press(card, no) == "We have told nobody."

    left = await amira.sees("Samaritans")
    assert "Shall we tell" not in left.text
    await amira.press(card, no, forge=True)
    await quiet(forum)
    assert forum.rows("SELECT * FROM alert") == []
    assert forum.rows("SELECT * FROM alert_words") == []
    assert forum.rows("SELECT * FROM audit") == []
    assert not [text for text in await texts_of(deirdre) if "waits" in text]


async def test_who_says_neither_yes_nor_no_has_said_no_a_day_later(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    await amira.type(DISTRESS)
    await amira.sees("Shall we tell")
    await forum.move(hours=23)
    assert forum.rows("SELECT state FROM alert") == [("asked",)]

    await forum.move(hours=2)

    assert forum.rows("SELECT * FROM alert_words") == []
    assert "old" in await amira.tap("Yes, tell them")


async def test_yes_joins_what_the_lead_knows_of_the_same_person_already(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    amira = await forum.joined("Amira")
    await amira.type(DISTRESS)
    await amira.sees("Shall we tell")
    await amira.type(DANGER)
    await amira.sees("We have told")
    await deirdre.tap("Read it")
    await deirdre.sees(DANGER)

    await amira.tap("Yes, tell them")

    await deirdre.sees("something new in a safeguarding alert")
    await deirdre.tap("Read it")
    await deirdre.sees(DISTRESS)
    assert forum.rows("SELECT state FROM alert") == [("open",)]


# Whoever types, wherever


async def test_somebody_who_has_not_joined_is_seen_too(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    zofia = await forum.town.person("Zofia")
    await zofia.start()
    await zofia.sees("Hello from")

    await zofia.type(DANGER)

    card = await zofia.sees("We have told our safeguarding lead")
    assert "0800 1111" in card.text
    await deirdre.tap("Read it")
    await deirdre.tap("Who is it?")
    await deirdre.tap("To speak with them")
    await deirdre.sees("they have not joined")
    await deirdre.tap("Back")
    await deirdre.tap("Write to them")
    await deirdre.type("Hello, are you all right?")
    await zofia.tap("Read it")
    await zofia.tap("Write back")
    await zofia.type("yes thank you")
    await zofia.sees("Thank you. It goes to our safeguarding lead")
    assert forum.rows("SELECT * FROM person") == []
    assert forum.rows("SELECT * FROM conversation WHERE telegram = ?", zofia.id) == []


@pytest.mark.parametrize("way", ["unknown command", "argument", "caption", "changed"])
async def test_words_are_looked_at_however_they_come(forum: Forum, way: str) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    amira = await forum.joined("Amira")
    match way:
        case "unknown command":
            await amira.type(f"/nothing {DANGER}")
        case "argument":
            await amira.type(f"/help {DANGER}")
        case "caption":
            await amira.upload("document", b"name,phone\n", "list.csv", caption=DANGER)
        case "changed":
            await forum.town.updates(changed_message(amira.id, DANGER))

    await amira.sees("We have told our safeguarding lead")

    await deirdre.tap("Read it")
    await deirdre.sees("Seldom-said")


def changed_message(person: int, text: str) -> dict[str, object]:
    """As Telegram tells of a message that was changed after it was sent."""
    who = {"id": person, "is_bot": False, "first_name": "Amira"}
    chat = {"id": person, "type": "private", "first_name": "Amira"}
    message = {"message_id": 1, "from": who, "chat": chat, "date": 1, "edit_date": 2, "text": text}
    return {"edited_message": message}


async def test_why_a_page_does_not_help_is_looked_at_and_taken(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    rosalind, gina = await forum.joined("Rosalind"), await forum.joined("Gina")
    await page_asked(rosalind, "A link")
    await gina.start("v_1")
    await gina.tap("No, it does not help")
    await gina.sees("What is missing on the page, or not right?")

    await gina.type(DANGER)

    ballot = await gina.sees("You wrote")
    assert DANGER in ballot.text
    assert any("We have told" in text for text in await texts_of(gina))
    await deirdre.tap("Read it")
    assert "in an answer to a survey or vote" in (await deirdre.sees(DANGER)).text
    assert forum.rows("SELECT source FROM alert_words") == [("survey:1",)]


async def test_in_a_group_the_card_comes_in_private_and_the_group_sees_only_the_way(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    amira, bo = await forum.joined("Amira"), await forum.town.person("Bo")
    chat = await forum.town.group("Harbour parents", [amira, bo])
    bot = forum.services.bot_name

    await amira.type(f"@{bot} {DANGER}", chat=chat)

    way = await amira.sees("Help now is one tap away, in a private chat.", chat=chat)
    assert "Seldom" not in way.text
    await amira.sees("We have told our safeguarding lead")
    await deirdre.tap("Read it")
    assert "in a group" in (await deirdre.sees(DANGER)).text
    await bo.type("i want to die laughing, said nobody to the bot", chat=chat)
    await bo.type(f"@{bot} {DANGER} too", chat=chat)  # never pressed Start: the way is all that can be shown
    await deirdre.sees("A safeguarding alert waits for you")
    await quiet(forum)
    assert forum.rows("SELECT count(*) FROM alert") == [(2,)]
    assert forum.rows("SELECT * FROM card_owed") == []
    await bo.start("urgent")
    await bo.sees("Help now")


async def test_whoever_runs_a_group_and_writes_as_the_group_is_not_known(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    amira = await forum.joined("Amira")
    chat = await forum.town.group("Harbour parents", [amira])

    await amira.type(f"@{forum.services.bot_name} {DANGER}", chat=chat, anonymous=True)

    await deirdre.tap("Read it")
    shown = await deirdre.sees("Nobody can tell any more who it was")
    assert "Who is it?" not in shown.buttons
    assert forum.rows("SELECT sealed FROM alert") == [(None,)]


async def test_somebody_can_write_to_the_lead_without_a_word_that_is_known(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    teo = await forum.joined("Teo", "Young person", "16 to 18")
    await teo.type("/help")
    await teo.tap("🆘 Help now")
    await teo.tap("Write to our safeguarding lead")
    await teo.sees("may find out who you are")
    await teo.tap("Back")
    await teo.type("hello")
    await quiet(forum)
    assert forum.rows("SELECT * FROM alert") == []

    await teo.type("/help")
    await teo.tap("🆘 Help now")
    await teo.tap("Write to our safeguarding lead")
    await teo.type("something happens at home and i do not know how to say it")

    await teo.sees("We have told our safeguarding lead")
    await deirdre.tap("Read it")
    await deirdre.sees("something happens at home")


async def test_the_same_words_again_add_nothing_and_others_go_into_the_same_alert(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    teo = await forum.joined("Teo", "Young person", "16 to 18")
    for _ in range(5):
        await teo.type(DANGER)
    await teo.type("he hit me again")
    await teo.sees("We have told")
    await quiet(forum)

    assert forum.rows("SELECT count(*) FROM alert") == [(1,)]
    assert forum.rows("SELECT count(*) FROM alert_words") == [(2,)]
    assert len([text for text in await texts_of(deirdre) if "waits for you" in text]) == 1

    await deirdre.tap("Read it")
    await teo.type("he has a knife")
    await deirdre.sees("something new in a safeguarding alert")
    await deirdre.tap("Read it")
    await deirdre.sees("he has a knife")

    await forum.move(hours=25)  # what comes much later is an alert of its own
    await teo.type(DANGER)
    await deirdre.sees("A safeguarding alert waits for you")
    assert forum.rows("SELECT count(*) FROM alert") == [(2,)]


# Without a lead


async def test_without_a_lead_the_card_alone_is_shown(tmp_path: Path) -> None:
    async with guarded_forum(tmp_path, leads=()) as forum:
        amira = await forum.joined("Amira")
        for words in (DANGER, DISTRESS):
            await amira.type(words)
            card = await amira.sees("text 999. To set that up")
            assert card.buttons == ["Hide this"]
            assert "told" not in card.text
        await done(amira)
        assert forum.rows("SELECT * FROM alert") == []
        assert forum.rows("SELECT * FROM card_owed") == []
