"""Those who began and did not send are told once, the day before the survey closes."""

from bot.simulator.client import Person
from tests.whole.forum import Forum


async def begun(forum: Forum, name: str) -> Person:
    """Somebody who answered one of three questions."""
    person = await forum.town.person(name)
    await person.tap("Answer")
    await person.sees("What this can change")
    await person.tap("Start")
    await person.sees("Question 1 of 3")
    await person.tap("4")
    await person.sees("Question 2 of 3")
    return person


async def reminded(forum: Forum) -> Person:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await forum.opened(rosalind, "Did you feel heard?")
    await amira.sees("a new survey")
    await begun(forum, "Amira")
    await forum.move(days=6, hours=10)
    await amira.sees("did not send your answers")
    return amira


async def test_what_was_begun_can_be_sent_as_it_is(forum: Forum) -> None:
    amira = await reminded(forum)
    await amira.tap("Send what I have")
    await amira.sees("Thank you")
    assert forum.rows("SELECT sent FROM response") == [(1,)]


async def test_carrying_on_from_the_reminder_goes_to_the_same_question(forum: Forum) -> None:
    amira = await reminded(forum)
    await amira.tap("Carry on")
    await amira.sees("Question 2 of 3")


async def test_deleting_from_the_reminder_leaves_nothing(forum: Forum) -> None:
    amira = await reminded(forum)
    await amira.tap("Delete it")
    await amira.sees("Your answers are deleted")
    assert forum.rows("SELECT count(*) FROM response") == [(0,)]
    assert forum.rows("SELECT count(*) FROM answer") == [(0,)]


async def test_the_reminder_comes_once_and_only_to_those_who_began_and_did_not_send(forum: Forum) -> None:
    await forum.joined("Gethin")
    amira = await reminded(forum)
    await forum.move(hours=1)
    await forum.restart()
    await forum.move(hours=1)
    told = forum.rows("SELECT chat FROM delivery JOIN post ON post.id = post WHERE label LIKE 'unsent%'")
    assert told == [(amira.id,)]
