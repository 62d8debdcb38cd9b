"""What is due by its day: a reminder once, the way to a writer gone, and what is kept no longer."""

from bot.simulator.client import Person
from tests.whole.forum import Forum
from tests.whole.telling import LATE, answered, read, sent, told


async def reminders(coordinator: Person) -> list[str]:
    return [one.text for one in await coordinator.reads() if "for an answer, as promised" in one.text]


async def test_coordinators_are_reminded_once_on_the_day_that_was_promised(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await sent(amira, LATE)
    await sent(amira, "nobody answers the phone at the office", choices=("☑ Answer me",))
    await rosalind.type("/today")
    today = await rosalind.sees("2 people told the forum something, and nobody has read it yet.")
    assert "Somebody waits for an answer, since today." in today.text
    await forum.move(days=6, hours=23)
    assert await reminders(rosalind) == []

    await forum.move(hours=1)
    await forum.restart()
    await forum.move(days=3)

    await rosalind.sees("1 person waits for an answer, as promised by today or before.")
    assert len(await reminders(rosalind)) == 1
    await rosalind.type("/today")
    await rosalind.sees("Somebody waits for an answer, for 10 days. That is the oldest.")
    await rosalind.tap("Open the inbox")
    await rosalind.sees("The oldest has waited since Monday 23 November.")

    await answered(rosalind, LATE, "Sorry that it took so long.")
    await amira.sees("You have an answer.")
    await amira.tap("Read it")
    await amira.sees("Sorry that it took so long.")
    await amira.tap("Write back")
    await amira.sees("What you write is private")
    await amira.type("thank you, and when?")
    await amira.sees("We have it, and aim to answer by Thursday 10 December.")
    await forum.move(days=7)
    await rosalind.sees("1 person waits for an answer")
    assert len(await reminders(rosalind)) == 2


async def test_who_looks_after_it_is_reminded_and_who_does_not_is_not(forum: Forum) -> None:
    rosalind, bo = await two_coordinators(forum)
    amira = await forum.joined("Amira")
    await sent(amira, LATE)
    await bo.type("/inbox")
    await bo.sees("Inbox")
    await bo.tap("What others call you")
    await bo.sees("What does the team call you?")
    await bo.type("Bo from the office")
    await bo.sees("Thank you. The team calls you")
    await read(rosalind, LATE)
    await rosalind.tap("Who looks after it ›")
    await rosalind.sees("Who looks after it?")
    await rosalind.tap("Bo from the office")
    await rosalind.sees("Bo from the office looks after it.")
    handed = await bo.sees("Another coordinator handed something over to you.")
    assert "bus" not in handed.text
    await bo.tap("Read it")
    await bo.sees("You look after it.")

    await forum.move(days=7)
    await bo.sees("1 person waits for an answer")
    assert await reminders(rosalind) == []
    await bo.type("/inbox")
    await bo.sees("Inbox")
    await bo.tap("Mine")
    await bo.sees("Inbox: yours")


async def two_coordinators(forum: Forum) -> tuple[Person, Person]:
    rosalind, bo = await forum.joined("Rosalind"), await forum.joined("Bo")
    await forum.stop()
    object.__setattr__(forum.settings, "coordinators", forum.settings.coordinators | {bo.id})
    await forum.start()
    return rosalind, bo


async def test_a_month_after_it_is_done_nothing_leads_to_its_writer_and_then_it_goes(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    number = await sent(amira, LATE)
    await answered(rosalind, LATE, "The bus is on time now.")
    await rosalind.tap("Where it stands ›")
    await rosalind.sees("They can write back for 30 days.")
    await rosalind.tap("Done")
    await rosalind.sees("Done. Came on")
    await amira.sees("There is news")
    await amira.tap("Read it")
    await amira.sees("We keep the way to you until Wednesday 23 December.")
    await forum.move(days=29)
    assert forum.rows("SELECT finder IS NULL FROM feedback") == [(0,)]

    await forum.move(days=1)

    assert forum.rows("SELECT finder, sealed, number FROM feedback") == [(None, None, number)]
    toast = await amira.press(amira.screen(), f"yp:{number}:0", forge=True)
    assert "not here any more" in toast
    await amira.type("/feedback")
    assert not [one for one in (await amira.sees("Tell us")).buttons if "What you told us" in one]
    await rosalind.type("/inbox")
    await rosalind.sees("Inbox")
    await rosalind.tap("Done")
    await rosalind.sees("Inbox: done")
    await rosalind.tap(next(one for one in rosalind.screen().buttons if "school bus" in one))
    page = await rosalind.sees("No answer is possible")
    assert "✏️ Answer" not in page.buttons
    await forum.move(days=701)
    assert forum.rows("SELECT count(*) FROM feedback") == [(1,)]
    await forum.move(days=7)
    assert forum.rows("SELECT count(*) FROM feedback") == [(0,)]
    assert forum.rows("SELECT count(*) FROM feedback_reply") == [(0,)]


async def test_what_was_never_sent_is_deleted_after_a_week_and_is_in_no_backup(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    await told(amira, LATE)
    await forum.move(days=6)
    assert forum.rows("SELECT count(*) FROM feedback") == [(1,)]
    await forum.move(days=1)
    assert forum.rows("SELECT count(*) FROM feedback") == [(0,)]
    assert LATE.encode() not in b"".join(
        file.read_bytes() for file in (forum.settings.data_dir / "backups").iterdir()
    )


async def test_a_reply_to_one_of_our_posts_is_feedback_on_it(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await forum.opened(rosalind, "Did you feel heard?")
    post = await amira.sees("new survey")

    await amira.type("why do you ask this again, nothing came of the last one", reply_to=post.message_id)

    form = await amira.sees("To our message:")
    about = form.text.partition("To our message: ")[2].splitlines()[0]
    assert about and about in post.text
    await amira.tap("✅ Send")
    await amira.sees("Thank you. We have it.")
    assert about in (await read(rosalind, "why do you ask this")).text


async def test_a_survey_that_waits_for_words_gets_them_also_in_a_reply(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await forum.opened(rosalind, "Did you feel heard?")
    post = await amira.sees("new survey")
    await told(amira, LATE)
    await amira.type("and it is cold", reply_to=post.message_id)
    form = await amira.sees("(2 messages)")
    assert "To our message" not in form.text
