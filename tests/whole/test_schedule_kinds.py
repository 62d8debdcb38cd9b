"""Pictures, files, charts, meetings and digests, as they look where they are posted."""

import pytest

from bot.simulator.client import Person
from tests.engine import PNG
from tests.whole.forum import Forum
from tests.whole.posting import aimed, begun, timed
from tests.whole.test_privacy import file_of
from tests.whole.test_record import FELT, answered, put_on_record, told
from tests.whole.voting import parents_of


@pytest.fixture
async def rosalind(forum: Forum) -> Person:
    return await forum.joined("Rosalind")


async def posted(forum: Forum, rosalind: Person) -> None:
    await rosalind.sees("Preview")
    await rosalind.tap("Post it")
    await rosalind.sees("It goes out now.")
    await forum.move()


async def test_a_picture_goes_with_what_is_seen_in_it_and_a_long_text_below_it(
    forum: Forum, rosalind: Person
) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    amira = await forum.town.person("Amira")
    for words in ("Look at our hall", "A long story. " * 100):
        await begun(rosalind, "Words")
        await rosalind.type(words)
        await rosalind.sees("Send a picture or a file")
        await rosalind.upload("photo", PNG, "hall.png")
        await rosalind.sees("What is to be seen in the picture?")
        await rosalind.type("A red door")
        await aimed(rosalind, "Parents")
        await timed(rosalind, "Now")
        await posted(forum, rosalind)
        await amira.sees(words[:10], chat=group)
    await forum.town.quiet()
    first, second, third = [seen for seen in await amira.reads(group) if seen.from_bot][-3:]
    assert first.photo and "Look at our hall\n\nIn the picture: A red door" in first.text
    assert second.photo and second.text == ""
    assert not third.photo and third.text.startswith("A long story.")
    assert await forum.town.download(first.photo) == PNG


async def test_a_file_goes_along_and_one_that_is_too_large_is_refused(forum: Forum, rosalind: Person) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    await begun(rosalind, "Words")
    await rosalind.type("The plan")
    await rosalind.sees("Send a picture or a file")
    await rosalind.upload("document", PNG + bytes(11 * 1024 * 1024), "huge.png")
    await rosalind.sees("That file has 12 MB. Up to 10 MB fit")
    await rosalind.upload("document", b"%PDF-1.4 plan", "plan.pdf")
    await aimed(rosalind, "Parents")
    await timed(rosalind, "Now")
    await posted(forum, rosalind)
    amira = await forum.town.person("Amira")
    seen = await amira.sees("The plan", chat=group)
    assert seen.document is not None
    assert seen.document["file_name"] == "plan.pdf"


async def test_the_chart_of_a_result_goes_to_a_group(forum: Forum, rosalind: Person) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    people = [await forum.joined(f"P{number}") for number in range(5)]
    await forum.opened(rosalind, FELT)
    for person in people:
        await answered(person)
    await forum.closed(rosalind, FELT)
    await begun(rosalind, "The chart of a result")
    await rosalind.sees("Whose chart shall be posted?")
    await rosalind.tap(FELT)
    await aimed(rosalind, "Parents")
    await timed(rosalind, "Now")
    await posted(forum, rosalind)
    amira = await forum.town.person("Amira")
    assert (await amira.sees("This is what people said.", chat=group)).photo


async def test_a_meeting_has_a_file_for_the_calendar_and_people_say_whether_they_come(
    forum: Forum, rosalind: Person
) -> None:
    group = await parents_of(forum, rosalind, "Amira", "Stranger")
    bo = await forum.joined("Bo")
    await begun(rosalind, "A meeting")
    await rosalind.type("Buses, and more")
    await rosalind.sees("When does it begin?")
    await rosalind.type("friday 7pm")
    await rosalind.sees("So far:\nFriday 27 November, 7 pm")
    await rosalind.tap("Next")
    await rosalind.sees("Where is it?")
    await rosalind.type("The library")
    await rosalind.sees("Are there papers")
    await rosalind.type("harbour.example/papers")
    await aimed(rosalind, "Parents", "Everybody who joined")
    await timed(rosalind, "Now")
    preview = await rosalind.sees("Preview")
    assert "Papers: https://harbour.example/papers" in preview.text
    await posted(forum, rosalind)

    amira = await forum.joined("Amira")
    seen = await amira.sees("Buses, and more", chat=group)
    assert seen.document is not None
    file = (await forum.town.download(seen.document["file_id"])).decode()
    assert "DTSTART:20261127T190000Z\r\n" in file
    assert "SUMMARY:Buses\\, and more\r\n" in file
    stranger = await forum.town.person("Stranger")
    await stranger.sees("Buses, and more", chat=group)
    assert await stranger.tap("I can come", chat=group) == "Good, you can come. Tap again if that changes."
    await stranger.tap("I can come", chat=group)
    assert "You cannot come." in await amira.tap("I cannot", chat=group)
    (link,) = [button["url"] for row in seen.rows for button in row if "url" in button]
    await amira.type(f"/start {link.partition('start=')[2]}")
    await amira.sees("What do you need to come to")
    await forum.restart()
    await amira.type("A ramp")
    await amira.sees("Good, you can come to Buses, and more.\nYou need: A ramp")
    await bo.sees("Buses, and more")
    await bo.tap("I cannot")
    await bo.sees("You cannot come to Buses, and more.")
    await bo.tap("I need …")
    await bo.sees("What do you need to come to")
    await bo.type("A quiet corner")
    await bo.sees("You need: A quiet corner")
    await bo.tap("I cannot")
    await bo.sees("You cannot come to Buses, and more.")
    await bo.type("/surveys")
    await bo.sees("No survey is open for you")
    await bo.tap("I can come")
    await bo.sees("Good, you can come to Buses, and more.")
    await bo.tap("I cannot")
    await bo.sees("You cannot come to Buses, and more.")

    await rosalind.type("/schedule")
    await rosalind.tap("Buses, and more")
    await rosalind.tap("Who comes, and what is needed")
    await rosalind.sees("Can come: 2. Cannot: 1.\n\nNeeded:\n• A ramp")
    assert not [
        name for (name,) in forum.rows("SELECT hex(finder) FROM meeting_answer") if str(amira.id) in name
    ]
    await bo.type("/mydata")
    await bo.sees("Here is all that we keep about you")
    assert "You cannot come to this meeting." in await file_of(bo)
    await amira.type("/forgetme")
    await amira.tap("Yes, forget me")
    await amira.sees("forgotten")
    assert forum.rows("SELECT count(*) FROM meeting_answer") == [(2,)]

    await forum.move(days=5)
    assert await stranger.tap("I cannot", chat=group) == "This meeting is over."
    await forum.move(days=15)
    assert forum.rows("SELECT * FROM meeting_answer") == []
    assert not list(forum.settings.keys_dir.glob("meeting-*"))


async def digest_planned(rosalind: Person, empty: str) -> None:
    await begun(rosalind, "A digest of what is new")
    await rosalind.sees("What shall it do when nothing is new?")
    await rosalind.tap(empty)
    await aimed(rosalind, "Parents")
    await timed(rosalind, "Tomorrow at ten", "Every week")
    await rosalind.sees("Preview")
    await rosalind.tap("Plan it")
    await rosalind.sees("It is planned.")


async def test_a_digest_tells_what_is_new_and_is_left_out_when_nothing_is(
    forum: Forum, rosalind: Person
) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    amira = await forum.town.person("Amira")
    await digest_planned(rosalind, "Leave it out")
    await put_on_record(rosalind)
    await forum.move(days=1, hours=1)
    seen = await amira.sees("News from Harbour Parent Carer Forum", chat=group)
    assert "New since the last time" in seen.text
    assert "Buses to school" in seen.text
    await forum.move(days=7)
    assert forum.rows("SELECT state FROM issue") == [("out",), ("empty",)]
    await forum.opened(rosalind, FELT)
    await forum.move(days=7)
    seen = await amira.sees("What we ask now", chat=group)
    assert "Buses to school" not in seen.text
    assert FELT in seen.text


async def test_a_digest_without_news_says_what_is_still_worked_on(forum: Forum, rosalind: Person) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    await put_on_record(rosalind)
    await forum.move(days=10)
    await digest_planned(rosalind, "Say what you are still working on")
    await forum.move(days=1, hours=1)
    amira = await forum.town.person("Amira")
    seen = await amira.sees("We are still working on this", chat=group)
    assert "Buses to school" in seen.text


async def test_an_entry_is_planned_right_from_the_record(forum: Forum, rosalind: Person) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    await rosalind.type("/yousaid")
    await rosalind.tap("🗣 Something said at a meeting")
    await rosalind.type("Buses to school")
    await rosalind.sees("Type what people said")
    await rosalind.type("Always late")
    await told(rosalind)
    await rosalind.tap("and post it now")
    await rosalind.sees("Where shall it go?")
    await rosalind.tap("Parents")
    await rosalind.tap("Next")
    await rosalind.sees("When shall it go out?")
    await rosalind.tap("Next")
    await posted(forum, rosalind)
    amira = await forum.town.person("Amira")
    await amira.sees("Always late", chat=group)
    assert forum.rows("SELECT count(*) FROM entry") == [(1,)]
