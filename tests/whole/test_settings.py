"""What people say of themselves: asked once after the first survey, and changed whenever they like."""

from bot.simulator.client import Person
from tests.whole.forum import Forum

FELT = "Did you feel heard?"


async def thanked(forum: Forum, name: str = "Amira", **joined: str) -> Person:
    """Somebody who sent their first survey."""
    rosalind, person = await forum.joined("Rosalind"), await forum.joined(name, **joined)
    await forum.opened(rosalind, FELT)
    await answered(person)
    return person


async def answered(person: Person) -> None:
    await person.sees("new survey")
    for label in ("Answer", "Start", "4", "Yes", "Yes", "Send my answers"):
        await person.tap(label)
    await person.sees("Thank you.")


def kept(forum: Forum, person: Person) -> tuple[str, str | None, str | None]:
    (row,) = forum.rows("SELECT reading, area, theme FROM person WHERE telegram = ?", person.id)
    return row


async def test_after_the_first_survey_three_things_are_asked_one_by_one(forum: Forum) -> None:
    amira = await thanked(forum)
    await amira.sees("May we ask how you like to read, and two small things? You can skip all of it.")

    await amira.tap("Yes, ask me")
    first = await amira.sees("How do you like to read?")
    assert first.buttons == ["Usual", "Shorter", "Skip"]
    await amira.tap("Shorter")
    area = await amira.sees("Which area do you live in? You need not say.")
    assert area.buttons[-2:] == ["Somewhere else", "Rather not say"]
    await amira.tap("The valley")
    await amira.sees("What matters most to you?")
    await amira.tap("Short breaks and fun")

    done = await amira.sees("Thank you. You can change this at any time under /settings.")
    assert done.buttons == ["Surveys"]
    assert kept(forum, amira) == ("shorter", "valley", "breaks")


async def test_all_of_it_can_be_skipped(forum: Forum) -> None:
    amira = await thanked(forum)

    for label in ("Yes, ask me", "Skip", "Rather not say", "Rather not say"):
        await amira.tap(label)

    await amira.sees("You can change this at any time")
    assert kept(forum, amira) == ("usual", None, None)


async def test_it_is_asked_once(forum: Forum) -> None:
    amira = await thanked(forum)
    await amira.tap("Surveys")
    rosalind = await forum.town.person("Rosalind")
    await forum.opened(rosalind, FELT)

    await answered(amira)

    thanks = await amira.sees("Your answers are in")
    assert thanks.buttons == ["Surveys"]
    assert "May we ask" not in thanks.text


async def test_settings_show_all_of_it_and_take_it_back(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    await amira.type("/settings")
    shown = await amira.sees("This is what we know about you.")
    for line in ("How I like to read: Usual", "My area: not said", "I am: Parent or carer"):
        assert line in shown.text
    rows = ["How I like to read", "My area", "What matters most to me", "What I am asked", "I am"]
    assert shown.buttons == rows

    await amira.tap("My area")
    asked = await amira.sees("Which area do you live in?")
    assert asked.buttons[-1] == "‹ Back"
    await amira.tap("Harbour town")
    await amira.sees("My area: Harbour town")
    await amira.tap("My area")
    await amira.tap("Rather not say")

    await amira.sees("My area: not said")
    assert kept(forum, amira) == ("usual", None, None)


async def test_who_one_is_can_be_put_right_and_the_agreement_stays(forum: Forum) -> None:
    teo = await forum.joined("Teo")
    await forum.move(hours=5)
    await teo.type("/settings")
    await teo.tap("I am")
    asked = await teo.sees("Who are you?")
    assert asked.buttons[-1] == "‹ Back"
    await teo.tap("Young person")
    await teo.tap("19 to 25")
    await teo.sees("Welcome")

    await teo.type("/settings")

    await teo.sees("I am: Young person, 19 to 25")
    version = forum.services.content.forum.notice_version
    assert forum.rows("SELECT agreed_version, agreed_at FROM person") == [
        (version, "2026-11-23T09:00:00.000000+00:00")
    ]


async def test_shorter_reading_makes_every_screen_shorter(forum: Forum) -> None:
    amira = await thanked(forum)
    for label in ("Yes, ask me", "Shorter", "Rather not say", "Rather not say"):
        await amira.tap(label)

    await amira.tap("Surveys")
    await amira.sees("These surveys are open. Tap one.")
    await amira.tap("Did we listen?")
    await amira.sees("Sent. Tap a number to change it")
    await amira.tap("2")
    await amira.sees("Did you understand it?")
    await amira.type("hello")
    await amira.sees("Please tap a button.")
    await amira.start()
    shown = await amira.sees("Welcome to Harbour")
    assert "You are in" not in shown.text


async def test_a_young_person_is_asked_in_words_of_their_own(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    teo = await forum.joined("Teo", "Young person", "16 to 18")
    parent = await forum.joined("Amira")
    await forum.opened(rosalind, "How was the meeting?")
    for person, words in ((teo, "Were young people at the table"), (parent, "Were parents at the table")):
        await person.tap("Answer")
        await person.tap("Start")
        for _ in range(7):
            await person.tap("Skip")
        await person.sees(words)

    await teo.type("/help")

    await teo.sees("Childline")


async def test_what_was_chosen_before_is_marked(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    await amira.type("/settings")
    await amira.tap("How I like to read")

    assert (await amira.sees("How do you like to read?")).buttons[:2] == ["● Usual", "Shorter"]
