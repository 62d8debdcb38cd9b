"""One reminder, to those who were invited and have not answered."""

from bot.simulator.client import Person
from tests.whole.forum import Forum

FELT = "Did you feel heard?"
NOT_YET = "We have not heard from you yet."


async def asked(forum: Forum, *names: str) -> list[Person]:
    """A week's survey, from Monday nine o'clock to Monday eight in the evening."""
    rosalind = await forum.joined("Rosalind")
    people = [await forum.joined(name) for name in names]
    await forum.opened(rosalind, FELT)
    for person in people:
        await person.sees("a new survey")
    return people


async def reminders(person: Person) -> int:
    return sum(NOT_YET in shown.text for shown in await person.reads())


async def to_the_reminder(forum: Forum) -> None:
    """Two days before closing, at a decent hour: Saturday, seven in the evening."""
    await forum.move(days=5, hours=9, minutes=59)
    await forum.move(minutes=1)


async def test_those_who_have_not_answered_are_reminded_once(forum: Forum) -> None:
    amira, gethin, zofia, folake = await asked(forum, "Amira", "Gethin", "Zofia", "Folake")
    for label in ("Answer", "Start", "4", "Yes", "Not sure", "Send my answers"):
        await gethin.tap(label)
    for label in ("Answer", "Start", "4"):
        await zofia.tap(label)
    await folake.type("/stop")
    await folake.sees("no more messages")

    await forum.move(days=5, hours=9, minutes=59)
    assert await reminders(amira) == 0
    await forum.move(minutes=1)
    seen = await amira.sees(f"{FELT}\n{NOT_YET} It is open until Monday 30 November, 8 pm.")
    assert seen.buttons == ["Answer", "Tomorrow", "No thanks"]
    await forum.restart()
    await forum.move(hours=20)

    assert [await reminders(person) for person in (amira, gethin, zofia, folake)] == [1, 0, 0, 0]


async def test_a_crash_before_the_reminder_sends_it_later_and_once(forum: Forum) -> None:
    (amira,) = await asked(forum, "Amira")
    await forum.stop()
    forum.clock.now = forum.clock.now.replace(day=29, hour=3)
    await forum.start()
    await forum.move()
    assert await reminders(amira) == 0

    await forum.move(hours=6)

    await amira.sees(NOT_YET)
    await forum.move(hours=2)
    assert await reminders(amira) == 1


async def test_tomorrow_means_tomorrow_and_no_thanks_means_never(forum: Forum) -> None:
    amira, gethin = await asked(forum, "Amira", "Gethin")
    await to_the_reminder(forum)
    await amira.sees(NOT_YET)
    await gethin.sees(NOT_YET)

    await amira.tap("Tomorrow")
    await amira.sees("We will remind you on Sunday 29 November, 6 pm.")
    await gethin.tap("No thanks")
    await gethin.sees("That is fine. We will not remind you of this one again.")
    await forum.restart()
    await forum.move(hours=22, minutes=59)
    assert await reminders(amira) == 0
    await forum.move(minutes=1)
    await amira.sees(NOT_YET)
    await forum.move(hours=15)

    assert [await reminders(person) for person in (amira, gethin)] == [1, 0]
    toast = await amira.tap("Tomorrow")
    assert toast == "It closes before then. You can answer it now, or leave it."


async def test_who_answered_since_is_not_reminded_again(forum: Forum) -> None:
    (amira,) = await asked(forum, "Amira")
    await to_the_reminder(forum)
    await amira.tap("Tomorrow")
    await amira.sees("We will remind you")
    for label in ("Answer", "Start", "4", "Yes", "Not sure", "Send my answers"):
        await amira.tap(label)
    await forum.move(days=1)
    assert await reminders(amira) == 0


async def test_who_took_their_answers_back_is_left_alone(forum: Forum) -> None:
    (amira,) = await asked(forum, "Amira")
    for label in ("Answer", "Start", "4", "Yes", "Not sure", "Send my answers", "Surveys", FELT):
        await amira.tap(label)
    await amira.tap("Take my answers back")
    await amira.tap("Yes, delete them")
    await amira.sees("Your answers are deleted")
    await to_the_reminder(forum)
    assert await reminders(amira) == 0
