"""Words of harm: the card at once, the lead alerted, and what becomes of it."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.buttons import AnswerLead, ReadAlert, ReadAnswer, RecordDeed, TellLead
from bot.core.people import Role
from bot.store import people
from tests.whole.alarms import DANGER, DISTRESS, guarded_forum, quiet, started, texts_of
from tests.whole.forum import Forum
from tests.whole.test_privacy import file_of


@pytest.fixture
async def forum(tmp_path: Path) -> AsyncIterator[Forum]:
    async with guarded_forum(tmp_path) as forum:
        yield forum


CHILDLINE_FIRST = "If something is wrong, you can get help now\n\nTo talk about anything: Childline"


async def test_a_young_person_sees_the_card_before_anything_else_and_the_lead_is_alerted(
    forum: Forum,
) -> None:
    deirdre, kwame = await started(forum, "Deirdre", "Kwame")
    nia = await forum.joined("Nia", "Young person", "16 to 18")

    typed = await nia.type(DANGER)
    card = await nia.sees("We have told our safeguarding lead")

    assert card.text.startswith(CHILDLINE_FIRST)
    assert card.buttons == ["This is about someone in the forum", "Hide this"]
    after = [one for one in await nia.reads() if one.message_id > typed.message_id]
    assert after[0].message_id == card.message_id
    notice = await deirdre.sees("A safeguarding alert waits for you")
    await quiet(forum)
    assert not [text for text in await texts_of(kwame) if "waits for you" in text]
    assert "Seldom" not in notice.text
    await deirdre.tap("Read it")
    shown = await deirdre.sees("Alert of Monday 23 November, 9 am")
    assert DANGER in shown.text
    assert "Danger now" in shown.text
    assert "in the private chat" in shown.text
    assert str(nia.id) not in shown.text
    assert forum.rows("SELECT what, role FROM audit") == [
        ("alert_opened", "bot"),
        ("alert_told_lead", "bot"),
        ("alert_read", "safeguarding"),
    ]


async def test_the_lead_answers_through_the_bot_and_the_person_writes_back(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    teo = await forum.joined("Teo", "Young person", "16 to 18")
    await teo.type(DANGER)
    await deirdre.tap("Read it")
    await deirdre.tap("Write to them")
    await deirdre.sees("Their phone says only that an answer waits")

    await deirdre.type("Did he hit you today? Are you <safe> now?")

    await deirdre.sees("Sent. They can write back")
    news = await teo.sees("You have an answer. Tap to read.")
    assert "hit" not in news.text
    await teo.tap("Read it")
    answer = await teo.sees("From our safeguarding lead:")
    assert "Did he hit you today? Are you <safe> now?" in answer.text
    assert "Deirdre" not in answer.text
    assert answer.buttons == ["Write back", "🆘 Help now", "Hide this"]
    assert forum.rows("SELECT count(*) FROM alert") == [(1,)]  # no word of the lead's is one

    await teo.tap("Write back")
    await teo.sees("may find out who you are")
    await teo.type("no he is away. i want to die")

    card = await teo.sees("Childline")  # looked at too, and part of the same alert
    assert card.text.startswith(CHILDLINE_FIRST)
    await teo.sees("It goes to our safeguarding lead. It may take a while")
    await deirdre.sees("something new in a safeguarding alert")
    await deirdre.tap("Read it")
    shown = await deirdre.sees("no he is away. i want to die")
    assert "a lead answered" in shown.text
    assert forum.rows("SELECT count(*) FROM alert") == [(1,)]
    assert forum.rows("SELECT count(*) FROM alert_words") == [(3,)]
    await forum.move()  # the sealed number is all that tells to whom the lead wrote
    assert forum.rows("SELECT count(*) FROM post WHERE label GLOB 'alert * person *'") == [(0,)]


async def test_who_it_is_is_shown_for_a_reason_only_and_each_time_it_is_written_down(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    nia = await forum.joined("Nia", "Young person", "16 to 18")
    await nia.type(DANGER)
    await deirdre.tap("Read it")

    await deirdre.tap("Who is it?")
    asked = await deirdre.sees("Why do you need to know who it is?")
    assert str(nia.id) not in asked.text
    await deirdre.tap("To tell children's services")
    shown = await deirdre.sees("Open their chat on Telegram")

    assert str(nia.id) in shown.text
    assert "Young person, 16 to 18" in shown.text
    await deirdre.tap("Back")
    await deirdre.sees("you: looked at who it is (To tell children's services)")
    await deirdre.tap("Who is it?")
    await deirdre.type("The police asked me, 07700 900123")
    await deirdre.sees("Open their chat on Telegram")
    assert forum.rows("SELECT role, reason FROM audit WHERE what = 'alert_who'") == [
        ("safeguarding", "To tell children's services"),
        ("safeguarding", "The police asked me, ⟦phone⟧"),
    ]
    assert str(nia.id) not in str(forum.rows("SELECT * FROM audit"))


async def test_what_was_done_is_recorded_and_only_then_it_is_dealt_with(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    teo = await forum.joined("Teo", "Young person", "16 to 18")
    await teo.type(DANGER)
    await deirdre.tap("Read it")
    shown = await deirdre.sees("Alert of")
    assert "✅ This is dealt with" not in shown.buttons

    assert await deirdre.tap("I called 999") == "Written down, with the time."
    await deirdre.press(deirdre.screen(), forum.taps_of(deirdre.screen())["I called 999"])  # twice is once
    await deirdre.tap("Something else…")
    await deirdre.type("Rang the school, spoke to the head")
    await deirdre.sees("something else (Rang the school, spoke to the head)")
    await deirdre.tap("✅ This is dealt with")

    done = await deirdre.sees("This was dealt with")
    assert done.text.count("called 999") == 1
    assert DANGER in done.text  # kept for as long as forum.yaml says
    await deirdre.type("/alerts")
    assert (await deirdre.sees("No alert is open")).buttons == [
        "✓ 1. Danger, dealt with: Monday 23 November, 9 am"
    ]
    assert forum.rows("SELECT what FROM audit WHERE what GLOB 'alert_[co]*' ORDER BY number") == [
        ("alert_opened",),
        ("alert_called_999",),
        ("alert_other",),
        ("alert_closed",),
    ]


async def test_no_concern_needs_a_reason_and_deletes_the_words_and_who_it_was_at_once(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    teo = await forum.joined("Teo", "Young person", "16 to 18")
    await teo.type(DANGER)
    await deirdre.tap("Read it")

    await deirdre.tap("No concern, because…")
    await deirdre.sees("Why is there no concern?")
    await deirdre.type("It is the text of a song.")

    shown = await deirdre.sees("The words are deleted")
    assert "no concern (It is the text of a song.)" in shown.text
    assert "Nobody can tell any more who it was" in shown.text
    assert shown.buttons == ["A note to hand on", "All alerts"]
    assert forum.rows("SELECT * FROM alert_words") == []
    assert forum.rows("SELECT finder, sealed, state FROM alert") == [(None, None, "dealt")]
    await forum.stop()
    data = b"".join(file.read_bytes() for file in forum.settings.data_dir.rglob("*") if file.is_file())
    assert b"Seldom" not in data


async def test_the_note_to_hand_on_has_who_it_is_only_after_that_was_looked_at(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    nia = await forum.joined("Nia", "Young person", "16 to 18")
    await nia.type(f"<script>{DANGER}")
    await deirdre.tap("Read it")
    await deirdre.tap("A note to hand on")
    await deirdre.sees("Who it is, is not in it")
    before = await file_of(deirdre)
    await deirdre.type("/alerts")
    await deirdre.tap("1. Danger, read by you: Monday 23 November, 9 am")
    await deirdre.tap("Who is it?")
    await deirdre.tap("To speak with them")
    await deirdre.tap("Back")
    await deirdre.tap("I spoke with the person")
    await deirdre.tap("A note to hand on")
    await deirdre.sees("Keep it safe")
    after = await file_of(deirdre)

    assert "&lt;script&gt;my uncle hits me" in before
    assert "<script>" not in before
    assert str(nia.id) not in before
    for words in (str(nia.id), "Young person, 16 to 18", "spoke with the person", "01632 960 010", "999"):
        assert words in after
    assert forum.rows("SELECT count(*) FROM audit WHERE what = 'alert_note'") == [(2,)]


# Rights


async def test_nobody_else_can_tap_what_is_not_theirs(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    rosalind, teo = await forum.joined("Rosalind"), await forum.joined("Teo")
    amira = await forum.joined("Amira")
    await teo.type(DANGER)
    await amira.type(DISTRESS)
    await amira.sees("Shall we tell")
    asked = forum.rows("SELECT id FROM alert WHERE state = 'asked'")[0][0]
    number = forum.rows("SELECT id FROM alert WHERE state = 'open'")[0][0]

    for person in (rosalind, teo, amira):
        assert "only our team" in await person.press(person.screen(), ReadAlert(number).pack(), forge=True)
        assert "only our team" in await person.press(
            person.screen(), RecordDeed(number, "no_concern").pack(), forge=True
        )
        await person.type("/alerts")
        await person.sees("only our team")
    for tap in (ReadAnswer(number), AnswerLead(number), TellLead(number, False)):
        assert "old" in await amira.press(amira.screen(), tap.pack(), forge=True)
    assert "old" in await rosalind.press(rosalind.screen(), TellLead(asked, True).pack(), forge=True)
    # What is not the lead's to read yet.
    assert "not there" in await deirdre.press(deirdre.screen(), ReadAlert(asked).pack(), forge=True)
    assert "old" in await deirdre.press(deirdre.screen(), RecordDeed(number, "who").pack(), forge=True)
    states = forum.rows("SELECT state FROM alert ORDER BY state")
    assert states == [("asked",), ("open",)]
    assert forum.rows("SELECT count(*) FROM audit WHERE what = 'alert_read'") == [(0,)]


async def test_what_somebody_types_who_is_no_lead_any_more_is_looked_at_again(forum: Forum) -> None:
    await started(forum, "Deirdre")
    imran, teo = await forum.joined("Imran"), await forum.joined("Teo")

    def appoint(db: sqlite3.Connection) -> None:
        people.add_role(db, imran.id, Role.SAFEGUARDING)

    def take_back(db: sqlite3.Connection) -> None:
        db.execute("DELETE FROM role WHERE telegram = ?", (imran.id,))

    await forum.services.store.write(appoint)
    await teo.type(DANGER)
    await teo.sees("We have told")
    await imran.type("/help")
    await imran.sees("For safeguarding leads")
    await imran.type("/alerts")
    await imran.tap("⚠️ 1. Danger, not read: Monday 23 November, 9 am")
    await imran.tap("Write to them")
    await imran.sees("Their phone says only")
    await forum.services.store.write(take_back)

    await imran.type("did he say i want to die")

    await imran.sees("only our team")
    assert [text for text in await texts_of(imran) if "We have told" in text]
    assert forum.rows("SELECT count(*) FROM alert") == [(2,)]
    assert forum.rows("SELECT count(*) FROM alert_words WHERE sender = 'lead'") == [(0,)]


async def test_a_lead_who_writes_words_of_harm_is_not_alerted_of_themselves(forum: Forum) -> None:
    deirdre, kwame = await started(forum, "Deirdre", "Kwame")

    await deirdre.type(DANGER)

    await deirdre.sees("We have told our safeguarding lead")
    await kwame.tap("Read it")
    await kwame.sees(DANGER)
    number = forum.rows("SELECT id FROM alert")[0][0]
    assert "somebody else" in await deirdre.press(deirdre.screen(), ReadAlert(number).pack(), forge=True)


async def test_two_leads_at_once_see_each_other_and_nothing_is_lost(forum: Forum) -> None:
    deirdre, kwame = await started(forum, "Deirdre", "Kwame")
    teo = await forum.joined("Teo")
    await teo.type(DANGER)
    await deirdre.sees("A safeguarding alert waits for you")
    await forum.move(minutes=16)
    await kwame.sees("A safeguarding alert waits for you")

    await deirdre.tap("Read it")
    await kwame.tap("Read it")

    assert "Another lead has read this before you" in (await kwame.sees("Alert of")).text
    zofia = await forum.joined("Zofia")
    await zofia.type(DANGER)
    await deirdre.type("/alerts")
    listed = await deirdre.sees("These wait to be dealt with")
    came = "Monday 23 November, 9.16 am"
    assert listed.buttons == [
        "1. Danger, read by another: Monday 23 November, 9 am",
        f"⚠️ 2. Danger, not read: {came}",
    ]
    await deirdre.tap(listed.buttons[0])
    await deirdre.sees("Alert of Monday 23 November, 9 am")
    await deirdre.tap("I called 999")
    await kwame.tap("I told children's services")
    shown = await kwame.sees("you: told children's services")
    assert "another lead: called 999" in shown.text
    await deirdre.tap("✅ This is dealt with")
    await kwame.tap("✅ This is dealt with")
    await kwame.sees("This was dealt with")
    assert forum.rows("SELECT count(*) FROM audit WHERE what = 'alert_closed'") == [(1,)]
