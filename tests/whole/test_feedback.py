"""Telling the forum something: say it, look at one screen, send it."""

from bot.simulator.client import Person
from tests.engine import PNG
from tests.whole.forum import Forum
from tests.whole.telling import LATE, sent, told


async def test_a_parent_says_it_first_looks_at_one_screen_and_gets_a_number_and_a_day(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    await amira.type("/feedback")
    box = await amira.sees("Tell us, in your own words")
    assert "What you write is private" in box.text and "our safeguarding lead may read it" in box.text

    await amira.type(LATE)
    form = await amira.sees("Look at the choices below")
    assert LATE in form.text
    await amira.type("he has missed his first lesson for weeks")
    form = await amira.sees("(2 messages)")
    assert [label for label in form.buttons if label[0] in "☑☐"] == [
        "☑ Answer me",
        "☐ Tell the council, without my name",
        "☐ You may quote me",
        "☐ It is only about my family",
    ]
    await amira.tap("☐ You may quote me")
    await amira.tap("It is: a problem ›")
    await amira.sees("What is it?")
    await amira.tap("an idea")
    await amira.sees("Look at the choices below")
    assert "About: Getting there ›" in amira.screen().buttons
    await amira.tap("About: Getting there ›")
    await amira.sees("What is it about?")
    await amira.tap("Not going to school")
    await amira.sees("Look at the choices below")
    await amira.tap("✅ Send")

    thanks = await amira.sees("Thank you. We have it.")
    assert "We aim to answer by Monday 30 November." in thanks.text
    columns = "number, state, kind, topic, may_quote, may_share, answer_by, messages"
    (row,) = forum.rows(f"SELECT {columns} FROM feedback")
    assert row[1:7] == ("received", "idea", "attendance", 1, 0, "2026-11-30")
    assert str(row[0]) in thanks.text.replace(" ", "")
    assert row[7] == f'["{LATE}", "he has missed his first lesson for weeks"]'
    await amira.type("is there a youth club near us")
    await forum.town.quiet()
    assert forum.rows("SELECT count(*) FROM feedback") == [(1,)]


async def test_somebody_who_has_not_joined_is_told_what_is_kept_and_who_wants_no_answer_is_not_known(
    forum: Forum,
) -> None:
    zofia = await forum.town.person("Zofia")
    await zofia.start()
    await zofia.sees("Hello from")
    await zofia.type("/feedback")
    box = await zofia.sees("Tell us, in your own words")
    assert "You need not join for this." in box.text
    await zofia.type(LATE)
    await zofia.sees("Look at the choices below")
    await zofia.tap("☑ Answer me")
    await zofia.sees("Once it is sent, nothing leads to you.")
    await zofia.tap("✅ Send")

    await zofia.sees("You wanted no answer, so we kept nothing that leads to you.")
    assert forum.rows("SELECT finder, sealed, state, answer_by FROM feedback") == [
        (None, None, "received", None)
    ]
    assert forum.rows("SELECT count(*) FROM person") == [(0,)]
    assert forum.rows("SELECT count(*) FROM conversation") == [(0,)]
    await zofia.type("/feedback")
    assert not [
        label for label in (await zofia.sees("Tell us")).buttons if label.startswith("What you told us")
    ]


async def test_what_is_only_about_ones_family_is_neither_shared_nor_quoted(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    number = await sent(
        amira,
        LATE,
        choices=("☐ Tell the council, without my name", "☐ You may quote me", "☐ It is only about my family"),
    )

    await amira.sees("It stays with us.")
    assert forum.rows("SELECT may_share, may_quote, is_family, number FROM feedback") == [(0, 0, 1, number)]


async def test_two_taps_on_send_send_it_once_and_the_same_words_again_are_there_once(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    await told(amira, LATE)
    form = amira.screen()
    await amira.tap("✅ Send")
    first = await amira.sees("Its number")
    await amira.press(form, forum.taps_of(form)["✅ Send"], forge=True)
    assert (await amira.sees("Its number")).text == first.text

    await told(amira, f"  {LATE.upper()} ")
    await amira.tap("✅ Send")
    again = await amira.sees("You had sent us the same before, so it is there once.")
    assert first.text.splitlines()[2] == again.text.splitlines()[2]
    assert forum.rows("SELECT count(*) FROM feedback") == [(1,)]


async def test_a_restart_loses_nothing_and_what_was_not_sent_is_there_again(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    await told(amira, LATE)
    await forum.restart()
    await amira.type("and it is cold")
    assert LATE in (await amira.sees("(2 messages)")).text
    await amira.type("/surveys")
    await amira.sees("No survey is open")
    await amira.type("/feedback")
    await amira.sees("(2 messages)")
    await amira.tap("Undo last message")
    form = await amira.sees(LATE)
    assert "(2 messages)" not in form.text
    await amira.tap("Throw away")
    await amira.sees("Nobody has seen it")
    await amira.tap("Yes, throw it away")
    await amira.sees("It is thrown away")
    assert forum.rows("SELECT count(*) FROM feedback") == [(0,)]


async def test_what_looks_personal_is_pointed_out_and_may_be_taken_out(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    await told(amira, "ring me on 07700 900123 please, we live in DH1 5TS")
    form = await amira.sees("In your words we see: a phone number, a postcode.")
    assert "Take out what is personal" in form.buttons

    await amira.tap("Take out what is personal")

    form = await amira.sees("ring me on [phone number] please, we live in [postcode]")
    assert "we see" not in form.text


async def test_hide_this_takes_the_form_and_all_that_was_typed_out_of_the_chat(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    await told(amira, LATE, "every single day", "and nobody says sorry")
    await amira.tap("✅ Send")
    await amira.sees("Thank you. We have it.")

    toast = await amira.tap("Hide this")

    assert toast.startswith("I hid what I can.")
    await amira.sees("You are in.")
    assert [shown.text.partition("\n")[0] for shown in amira.shown()] == [
        "/start",
        "You are in. Welcome to Harbour Parent Carer Forum.",
        "/feedback",
    ]
    assert forum.rows("SELECT typed_in FROM feedback") == [("[]",)]


async def test_photos_voice_notes_and_files_are_refused_with_the_reason_and_nothing_is_lost(
    forum: Forum,
) -> None:
    amira = await forum.joined("Amira")
    await told(amira, LATE)
    for kind, name in (("photo", "bus.png"), ("document", "bus.pdf")):
        await amira.upload(kind, PNG, name)
        refused = await amira.sees("Nobody could look at pictures, voice notes or files in time.")
        assert LATE in refused.text
    await forum.town.updates(from_phone(amira, 900, voice={"duration": 3, **file_of(4_000)}))
    await amira.sees("Nobody could look at")
    await forum.town.updates(from_phone(amira, 901, document={"file_name": "a.mp4", **file_of(50 << 20)}))
    await amira.sees("Nobody could look at")
    await amira.upload("photo", PNG, "bus.png", caption="it was this bus")
    taken = await amira.sees("(2 messages)")
    assert "Nobody could look at" in taken.text and "it was this bus" in taken.text


def file_of(size: int) -> dict[str, object]:
    return {"file_id": "a", "file_unique_id": "b", "file_size": size}


def from_phone(person: Person, number: int, **what: object) -> dict[str, object]:
    """A message as Telegram brings it, of a kind that the simulator's people do not send."""
    return {
        "message": {
            "message_id": number,
            "date": 1_780_000_000,
            "chat": {"id": person.id, "type": "private", "first_name": person.first_name},
            "from": {"id": person.id, "is_bot": False, "first_name": person.first_name},
            **what,
        }
    }


async def test_what_was_typed_as_a_question_can_be_told_to_the_forum_too(forum: Forum) -> None:
    zofia = await forum.town.person("Zofia")
    await zofia.start()
    await zofia.sees("Hello from")
    await zofia.type("he has been excluded again and nobody helps")
    await zofia.tap("💬 Tell the forum this")
    form = await zofia.sees("Look at the choices below")
    assert "he has been excluded again and nobody helps" in form.text
    assert "About: Sent home or excluded ›" in form.buttons
    await zofia.tap("✅ Send")
    await zofia.sees("Thank you. We have it.")
    assert forum.rows("SELECT topic, messages FROM feedback") == [
        ("exclusion", '["he has been excluded again and nobody helps"]')
    ]
