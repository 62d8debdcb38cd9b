"""What the database, a backup and the outbox say of who wrote, and people's say over what they told us."""

import asyncio
from pathlib import Path

from bot.actions.forgetting import finish_forgetting
from bot.simulator.client import Person
from bot.store.backups import make_backup
from bot.store.restoring import Restored, restore
from tests.whole.forum import Forum
from tests.whole.telling import LATE, answered, read, sent, told
from tests.whole.test_privacy import Words, every_value, file_of, forget

COLD = "the waiting room is cold and we wait an hour"


def backup(forum: Forum) -> Path:
    return make_backup(forum.settings.database, forum.clock()).file


def bytes_of(forum: Forum) -> bytes:
    files = forum.settings.data_dir.rglob("*")
    return b"".join(file.read_bytes() for file in files if file.is_file())


async def test_neither_the_database_nor_a_backup_joins_words_to_who_wrote_them(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    zofia = await forum.town.person("Zofia")
    await zofia.start()
    await zofia.sees("Hello from")
    number = await sent(amira, LATE)
    other = await sent(zofia, COLD)
    await answered(rosalind, LATE, "We are on it.")
    await amira.sees("You have an answer.")
    await amira.type("/surveys")
    await forum.town.quiet()

    held = forum.rows("SELECT * FROM feedback")
    assert not [value for row in held for value in row if value in {amira.id, zofia.id, str(zofia.id)}]
    assert zofia.id not in every_value(forum)
    for row in forum.rows("SELECT label, body FROM post"):
        assert str(number) not in f"{row}" and str(other) not in f"{row}"
    copy = backup(forum).read_bytes()
    assert LATE.encode() in copy and b"We are on it." in copy
    assert b"You have an answer." not in copy
    assert zofia.id.to_bytes(4, "big") not in bytes_of(forum)


async def test_a_restored_backup_still_finds_its_writers_with_the_keys_and_without_them_does_not(
    forum: Forum,
) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await sent(amira, LATE)
    await told(amira, COLD)
    file = backup(forum)
    await restored(forum, file)
    assert forum.rows("SELECT messages FROM feedback") == [(f'["{LATE}"]',)]
    await answered(rosalind, LATE, "We are on it.")
    await amira.sees("You have an answer.")
    await amira.tap("Read it")
    await amira.sees("We are on it.")

    await forum.stop()
    (forum.settings.keys_dir / "feedback.key").unlink()
    await forum.start()
    page = await read(rosalind, LATE)
    assert "No answer is possible" in page.text and "✏️ Answer" not in page.buttons
    await amira.type("/feedback")
    assert not [one for one in (await amira.sees("Tell us")).buttons if "What you told us" in one]


async def restored(forum: Forum, file: Path) -> Restored:
    await forum.stop()
    done = await asyncio.to_thread(
        restore, file, forum.settings.database, forum.services.keys, forum.clock(), True
    )
    await forum.start()
    return done


async def test_who_was_forgotten_does_not_come_back_and_what_they_tell_us_later_stays(forum: Forum) -> None:
    zofia = await forum.town.person("Zofia")
    await zofia.start()
    await zofia.sees("Hello from")
    await sent(zofia, LATE)
    file = backup(forum)
    await zofia.type("/privacy")
    await zofia.sees("We keep what you told us with /feedback, and a locked number of your account.")
    await forget(zofia)
    assert forum.rows("SELECT count(*) FROM feedback") == [(0,)]
    assert LATE.encode() not in forum.settings.database.read_bytes()

    done = await restored(forum, file)
    assert done.forgotten == 1
    assert forum.rows("SELECT count(*) FROM feedback") == [(0,)]

    await sent(zofia, COLD)
    assert forum.rows("SELECT day, answer_by FROM feedback") == [("2026-11-24", "2026-12-01")]
    await forum.restart()
    await finish_forgetting(forum.services)
    later = backup(forum)
    await restored(forum, later)
    assert forum.rows("SELECT messages FROM feedback") == [(f'["{COLD}"]',)]


async def test_my_data_has_all_of_it_word_for_word_also_for_who_has_not_joined(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    zofia = await forum.town.person("Zofia")
    await zofia.start()
    await zofia.sees("Hello from")
    await sent(zofia, COLD)
    await sent(amira, LATE, choices=("☐ You may quote me",))
    await answered(rosalind, LATE, "We are on it.")
    await amira.sees("You have an answer.")
    await told(amira, "Mój syn nie chce chodzić do szkoły i nikt nam nie pomaga")

    for person, words in (
        (amira, (LATE, "We are on it.", "answer me; you may quote me", "Somebody reads it.", "Polish")),
        (zofia, (COLD, "Monday 23 November, 2026", "We have it. We aim to answer by Monday 30 November.")),
    ):
        await person.type("/mydata")
        await person.sees("all that we keep about you")
        page = Words(await file_of(person)).text
        assert [one for one in words if one not in page] == []


async def test_one_can_delete_it_and_forget_that_it_was_me(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await sent(amira, LATE)
    await sent(amira, COLD)
    await opened_own(amira, "the waiting room is col…")
    await amira.tap("What we may do with it")
    await amira.sees("Tap to change it.")
    await amira.tap("☑ Answer me")
    await amira.sees("No answer any more?")
    await amira.tap("Forget that it was me")
    await amira.sees("We have forgotten that it was you.")
    assert forum.rows("SELECT count(*) FROM feedback WHERE finder IS NULL AND sealed IS NULL") == [(1,)]

    await opened_own(amira, "the school bus is late…")
    await amira.tap("Delete it")
    await amira.sees("Shall we delete what you told us")
    question = amira.screen()
    await amira.tap("Yes, delete it")
    await amira.sees("It is deleted.")
    assert "not here any more" in await amira.press(
        question, forum.taps_of(question)["Yes, delete it"], forge=True
    )
    assert forum.rows("SELECT messages FROM feedback") == [(f'["{COLD}"]',)]
    assert "No answer is possible" in (await read(rosalind, COLD)).text


async def opened_own(person: Person, label: str) -> None:
    await person.type("/feedback")
    await person.sees("Tell us")
    await person.tap(next(one for one in person.screen().buttons if "What you told us" in one))
    await person.sees("What you told us")
    await person.tap(label)
    await person.sees("sent on")


async def test_who_stopped_messages_gets_none_and_finds_the_answer_by_themselves(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await amira.type("/stop")
    await amira.sees("You get no more messages")
    await told(amira, LATE)
    await amira.tap("✅ Send")
    await amira.sees("You stopped our messages. So look under /feedback for the answer.")
    await answered(rosalind, LATE, "We are on it.")
    await forum.town.quiet()
    assert forum.rows("SELECT count(*) FROM delivery WHERE chat = ?", amira.id) == [(0,)]
    await opened_own(amira, "🔵 the school bus is late…")
    await amira.sees("We are on it.")


async def test_my_data_of_a_coordinator_has_their_name_and_what_they_have_not_sent(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    number = await sent(amira, LATE)
    await rosalind.type("/inbox")
    await rosalind.sees("Inbox")
    await rosalind.tap("What others call you")
    await rosalind.sees("What does the team call you?")
    await rosalind.type("Rosalind from the office")
    await rosalind.sees("Thank you. The team calls you")
    await answered(rosalind, LATE, "We are on it.")
    await rosalind.tap("✏️ Answer")
    await rosalind.sees("Type your answer.")
    await rosalind.type("And we ring you.")
    await rosalind.sees("Tap “Send it”, or type it again.")
    await rosalind.type("/mydata")
    await rosalind.sees("all that we keep about you")

    page = Words(await file_of(rosalind)).text
    shown = f"{number // 1000} {number % 1000:03}"
    for words in ("Rosalind from the office", "And we ring you.", f"What you typed about {shown}", shown):
        assert words in page
    assert LATE not in page
    await rosalind.type("/privacy")
    await rosalind.sees("You told us what the team calls you: Rosalind from the office.")
    await rosalind.type("/forgetme")
    await rosalind.sees("You are the only coordinator")
    await rosalind.tap("Forget me all the same")
    await rosalind.sees("We have forgotten you")
    assert forum.rows("SELECT count(*) FROM colleague") == [(0,)]
    assert forum.rows("SELECT count(*) FROM feedback_note") == [(0,)]
    assert forum.rows("SELECT handler, has_news FROM feedback") == [(None, 1)]
