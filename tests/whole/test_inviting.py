"""Whom a message reaches, when, and the count of them in the coordinator's chat."""

from pathlib import Path

from bot.simulator.client import Person, Shown
from tests.whole.forum import Forum, living_forum
from tests.whole.own_surveys import content_with, one_of, write_survey

FELT, MEETING, INVOLVED, WAYS = (
    "Did you feel heard?",
    "How was the meeting?",
    "How would you like to be involved?",
    "What gets in the way?",
)


async def invitations(person: Person) -> int:
    return sum("a new survey" in shown.text for shown in await person.reads())


async def at_confirmation(forum: Forum, coordinator: Person, title: str) -> str:
    await coordinator.type("/open")
    await coordinator.tap(title)
    await coordinator.tap("Ask this survey")
    await coordinator.tap("Everybody")
    return (await coordinator.sees("Shall we open it?")).text


async def test_the_count_moves_and_says_who_could_not_be_reached(forum: Forum) -> None:
    rosalind, *_ = [await forum.joined(name) for name in ("Rosalind", "Amira", "Gethin", "Zofia")]
    zofia = await forum.town.person("Zofia")
    await zofia.block()
    await forum.opened(rosalind, FELT)

    count = await rosalind.sees("Sent ")
    await (await forum.town.person("Gethin")).sees("a new survey")

    over = await counted_to_the_end(forum, rosalind)

    assert "All messages are out.\n\nSent 2 of 3, 1 could not be reached." in over.text
    assert over.message_id == count.message_id
    assert over.buttons == []
    assert forum.rows("SELECT count(*) FROM progress") == [(0,)]


async def counted_to_the_end(forum: Forum, coordinator: Person) -> Shown:
    """Edits come every four seconds at most, while the messages go out in their own time."""
    for _ in range(50):
        await forum.move(seconds=4)
        for shown in await coordinator.reads():
            if "All messages are out." in shown.text:
                return shown
    raise AssertionError("the count does not come to its end")


async def test_what_waits_is_withdrawn_by_a_button_and_nobody_is_reminded_of_it(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await forum.move(hours=12)
    await forum.opened(rosalind, FELT)
    waiting = await rosalind.sees("Sent 0 of 1.\n\n1 to go later.")
    assert waiting.buttons == ["Stop sending"]

    await rosalind.tap("Stop sending")
    await rosalind.sees("Stopped. Nobody else gets a message.\n\nSent 0 of 0.")
    await forum.move(hours=12)
    await forum.move(days=5)
    await forum.restart()
    await forum.move()

    assert await invitations(amira) == 0
    assert forum.rows("SELECT count(*) FROM invited") == [(0,)]
    await amira.type("/surveys")
    await amira.sees(FELT)


async def test_at_night_nobody_is_written_to_and_in_the_morning_everybody_once(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await forum.move(hours=12)
    asked = await at_confirmation(forum, rosalind, FELT)
    assert "1 person will get a message, from Tuesday 24 November, 9 am on." in asked
    await rosalind.tap("Open it now")
    await rosalind.sees("is open until")
    await forum.move(hours=11, minutes=59)
    assert await invitations(amira) == 0

    await forum.restart()
    await forum.move(minutes=1)

    await amira.sees("a new survey")
    await forum.move(hours=1)
    assert await invitations(amira) == 1


async def test_the_fourth_in_a_week_waits_until_there_is_room(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    for title in (FELT, MEETING, INVOLVED):
        await forum.opened(rosalind, title)
        await amira.sees(title)
    asked = await at_confirmation(forum, rosalind, WAYS)
    assert "1 person will get a message now." in asked
    assert "they have had three" in asked
    await rosalind.tap("Open it now")
    await rosalind.sees("is open until")
    await forum.move(days=6, hours=23)
    assert await invitations(amira) == 3
    await amira.type("/surveys")
    await amira.sees(WAYS)

    await forum.move(hours=1)

    await amira.sees(f"a new survey for you:\n{WAYS}")


async def test_who_wants_news_only_is_not_written_to_and_finds_it_all_the_same(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await amira.type("/settings")
    await amira.sees("What I am asked: Surveys")
    await amira.tap("What I am asked")
    await amira.sees("How much do you want?")
    await amira.tap("News only")
    await amira.sees("What I am asked: News only")

    asked = await at_confirmation(forum, rosalind, FELT)
    assert "0 people will get a message now." in asked
    assert "1 more get no message: they want fewer" in asked
    await rosalind.tap("Open it now")
    await rosalind.sees("is open until")
    await forum.move()
    assert await invitations(amira) == 0
    await amira.type("/surveys")
    await amira.tap(FELT)
    await amira.sees("What this can change")


async def test_who_cares_most_about_something_else_is_not_written_to(tmp_path: Path) -> None:
    content = content_with(tmp_path)
    write_survey(content, "Buses", [one_of("bus", "red", "green")], themes=["school"])
    async with living_forum(tmp_path, content) as forum:
        rosalind, amira, gethin = [await forum.joined(name) for name in ("Rosalind", "Amira", "Gethin")]
        for person, theme in ((amira, "Health"), (gethin, "School and college")):
            await person.type("/settings")
            await person.tap("What matters most to me")
            await person.tap(theme)
            await person.sees(f"What matters most to me: {theme}")

        await forum.opened(rosalind, "Buses")
        await gethin.sees("a new survey")
        await forum.move()

        assert await invitations(amira) == 0
        await amira.type("/surveys")
        await amira.sees("Buses")


async def test_closing_withdraws_what_still_waits(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await forum.move(hours=12)
    await forum.opened(rosalind, FELT)
    await forum.closed(rosalind, FELT)
    await forum.move(hours=12)

    assert await invitations(amira) == 0


async def test_a_result_comes_at_its_time_and_in_the_evening_without_a_sound(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await forum.opened(rosalind, FELT)
    for label in ("Answer", "Start", "4", "Yes", "Yes", "Send my answers"):
        await amira.tap(label)
    await amira.sees("Your answers are in")
    invited = [sent for sent in await forum.town.requests() if "a new survey" in str(sent["params"])]
    assert [sent["params"]["disable_notification"] for sent in invited] == ["false"]
    before = await forum.town.requests_made()

    await forum.move(days=7, hours=11)

    await amira.sees("This survey is closed.")
    sent = [one for one in await forum.town.requests(before) if one["method"] == "sendMessage"]
    assert {one["params"]["disable_notification"] for one in sent} == {"true"}
