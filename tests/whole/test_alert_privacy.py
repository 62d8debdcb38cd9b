"""What is kept of an alert, who may see it, and when it goes."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.simulator.client import Person
from bot.store.backups import make_backup
from bot.store.restoring import restore
from tests.whole.alarms import DANGER, DISTRESS, guarded_forum, quiet, started, texts_of
from tests.whole.forum import Forum
from tests.whole.test_privacy import Words, every_value, file_of, forget


@pytest.fixture
async def forum(tmp_path: Path) -> AsyncIterator[Forum]:
    async with guarded_forum(tmp_path) as forum:
        yield forum


async def dealt_with(lead: Person) -> None:
    await lead.tap("I spoke with the person")
    await lead.tap("✅ This is dealt with")
    await lead.sees("This was dealt with")


def everything_stored(forum: Forum) -> bytes:
    """Every byte of the database and its log."""
    return b"".join(file.read_bytes() for file in forum.settings.data_dir.rglob("*") if file.is_file())


# In the database


async def test_neither_the_words_nor_who_wrote_them_can_be_read_in_the_database(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    nia = await forum.town.person("Nia")
    await nia.start()
    await nia.sees("Hello from")
    await nia.type(DANGER)
    await nia.sees("We have told")
    await deirdre.tap("Read it")
    await deirdre.tap("Something else…")
    await deirdre.type("Seldom-noted")
    await deirdre.tap("Write to them")
    await deirdre.type("Seldom-answered")
    await nia.tap("Read it")
    await nia.sees("Seldom-answered")
    await quiet(forum)
    await quiet(forum)

    assert b"Seldom" not in everything_stored(forum)
    assert nia.id not in every_value(forum)
    assert str(nia.id) not in str(every_value(forum))
    assert forum.rows("SELECT count(*) FROM alert_words") == [(2,)]


async def test_what_goes_out_by_itself_holds_no_word_and_no_number(forum: Forum) -> None:
    deirdre, kwame = await started(forum, "Deirdre", "Kwame")
    nia, rosalind = await forum.joined("Nia", "Young person", "16 to 18"), await forum.joined("Rosalind")
    await nia.type(DANGER)
    await deirdre.sees("waits for you")
    for _ in range(4):
        await forum.move(minutes=16)
    await nia.sees("Nobody has read")

    for person in (deirdre, kwame, rosalind):
        said = " ".join(await texts_of(person))
        assert "Seldom" not in said
        assert str(nia.id) not in said
        assert "Nia" not in said
    posts = str(forum.rows("SELECT label, body FROM post"))
    assert "Seldom" not in posts
    assert str(nia.id) not in posts


# My information, and being forgotten


async def test_my_data_has_my_words_what_was_answered_and_not_what_the_lead_wrote_down(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    amira = await forum.joined("Amira")
    await amira.type(f"<i>{DANGER}")
    await deirdre.tap("Read it")
    await deirdre.tap("Something else…")
    await deirdre.type("Seldom-noted")
    await deirdre.tap("Write to them")
    await deirdre.type("How are you?")
    await amira.sees("You have an answer")
    await amira.type(DISTRESS)
    await amira.sees("Shall we tell")

    await amira.type("/mydata")
    await amira.sees("all that we keep about you")
    page = Words(await file_of(amira)).text

    assert f"<i>{DANGER}" in page
    assert "How are you?" in page
    assert DISTRESS in page
    assert "We asked you whether to tell our safeguarding lead. You have not said yet." in page
    assert "our safeguarding lead was told of it. It is not dealt with yet." in page
    assert "Seldom-noted" not in page
    assert "01632 960 001" in page


async def test_an_open_alert_outlives_being_forgotten_and_goes_when_it_is_dealt_with(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    amira = await forum.joined("Amira")
    await amira.type(DISTRESS)
    await amira.sees("Shall we tell")
    await amira.type(DANGER)
    await amira.sees("We have told")

    await amira.type("/forgetme")
    asked = await amira.sees("Shall we forget you?")
    assert "One thing stays for now. our safeguarding lead was told" in asked.text
    await amira.tap("Yes, forget me")
    told = await amira.sees("We have forgotten you")
    assert "One thing is still here" in told.text
    assert forum.rows("SELECT * FROM person") == []
    assert forum.rows("SELECT state FROM alert") == [("open",)]  # who was only asked has said no
    await forum.restart()

    await deirdre.tap("Read it")
    await deirdre.sees(DANGER)
    await deirdre.tap("Write to them")
    await deirdre.type("Are you there?")
    await amira.tap("Read it")
    await amira.sees("Are you there?")
    await deirdre.sees("Sent. They can write back")
    await deirdre.tap("I spoke with the person")
    await deirdre.tap("✅ This is dealt with")
    shown = await deirdre.sees("Nobody can tell any more who it was")

    assert "spoke with the person" in shown.text
    assert DANGER not in shown.text
    assert forum.rows("SELECT * FROM alert_words") == []
    assert forum.rows("SELECT finder, sealed FROM alert") == [(None, None)]
    assert amira.id not in every_value(forum)
    await amira.type("/privacy")
    await amira.sees("We forgot you on")


async def test_one_that_was_dealt_with_leaves_only_that_there_was_one(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    amira = await forum.joined("Amira")
    await amira.type(DANGER)
    await deirdre.tap("Read it")
    await dealt_with(deirdre)

    await forget(amira)

    assert forum.rows("SELECT * FROM alert_words") == []
    assert forum.rows("SELECT finder, sealed, state FROM alert") == [(None, None, "dealt")]
    assert forum.rows("SELECT what FROM alert_deed") == [("spoke",)]


async def test_who_has_not_joined_sees_what_is_kept_and_has_it_deleted(forum: Forum) -> None:
    await started(forum, "Deirdre")
    zofia = await forum.town.person("Zofia")
    await zofia.start()
    await zofia.type(DISTRESS)
    await zofia.sees("Shall we tell")

    await zofia.type("/privacy")
    await zofia.sees("We keep words of yours that our safeguarding lead may read")
    await zofia.tap("See my information")
    await zofia.sees("all that we keep about you")
    assert DISTRESS in Words(await file_of(zofia)).text
    await forget(zofia)

    assert forum.rows("SELECT * FROM alert") == []
    await zofia.type("/privacy")
    await zofia.sees("We forgot you on")


async def test_somebody_under_16_is_not_kept_but_their_alert_is(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    teo = await forum.town.person("Teo")
    await teo.start()
    await teo.sees("Hello from")
    await teo.type(DANGER)
    await teo.sees("We have told")
    await teo.tap("Agree")
    await teo.tap("Young person")
    await teo.tap("Under 16")
    await teo.sees("We want to hear from you too")

    await deirdre.tap("Read it")
    await deirdre.sees(DANGER)


# How long


async def test_what_was_dealt_with_is_deleted_after_as_many_days_as_the_forum_says(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    amira = await forum.joined("Amira")
    await amira.type(DANGER)
    await deirdre.tap("Read it")
    await dealt_with(deirdre)
    for days in (350, 8):  # nothing goes that the leads were not told of a week before
        await forum.move(days=days)
        assert forum.rows("SELECT count(*) FROM alert") == [(1,)]

    for _ in range(2):
        await forum.move(days=8)

    for table in ("alert", "alert_words", "alert_deed"):
        assert forum.rows(f"SELECT count(*) FROM {table}") == [(0,)]
    assert forum.rows("SELECT count(*) FROM post WHERE label GLOB 'alert *'") == [(0,)]
    recorded = forum.rows("SELECT what FROM audit")
    assert ("alert_closed",) in recorded
    assert ("alert_deleted",) in recorded


# Backups


async def test_a_backup_carries_an_open_alert_sealed_and_a_restore_tells_the_lead_anew(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    teo, amira = await forum.joined("Teo"), await forum.joined("Amira")
    await teo.type(DANGER)
    await deirdre.tap("Read it")
    await deirdre.sees(DANGER)
    await amira.type(DISTRESS)
    await amira.sees("Shall we tell")
    copy = make_backup(forum.settings.database, forum.clock()).file
    await dealt_with(deirdre)
    await forum.stop()

    assert b"Seldom" not in copy.read_bytes()
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("SELECT state, count(*) FROM alert GROUP BY state").fetchall() == [("open", 1)]
        assert db.execute("SELECT count(*) FROM alert_words").fetchone() == (1,)
        assert db.execute("SELECT count(*) FROM post WHERE label GLOB 'alert *'").fetchone() == (0,)
        assert db.execute("SELECT count(*) FROM card_owed").fetchone() == (0,)
    keys = forum.services.keys
    restore(copy, forum.settings.database, keys, forum.clock(), replace_newer=True)
    await forum.start()
    await forum.move()

    await deirdre.sees("something new in a safeguarding alert")
    await deirdre.tap("Read it")
    await deirdre.sees(DANGER)
    recorded = [what for (what,) in forum.rows("SELECT what FROM audit ORDER BY number")]
    assert "alert_closed" in recorded  # also what came after the backup
    assert recorded.index("restored") > recorded.index("alert_closed")


async def test_with_the_key_lost_the_lead_sees_that_there_was_one(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    teo = await forum.joined("Teo")
    await teo.type(DANGER)
    await deirdre.sees("waits for you")
    await forum.stop()
    (forum.settings.keys_dir / "alerts.key").unlink()
    await forum.start()

    await deirdre.tap("Read it")

    shown = await deirdre.sees("The words are deleted, or were not in the copy")
    assert "Who is it?" not in shown.buttons
    await forget(teo)
