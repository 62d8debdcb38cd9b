"""What is posted, when and where: made step by step, and gone out once."""

import pytest

from bot.simulator.client import Person
from tests.whole.forum import Forum
from tests.whole.posting import words_made, words_posted
from tests.whole.test_record import put_on_record
from tests.whole.test_votes_making import coordinator
from tests.whole.voting import parents_of

TEN = "Tuesday 24 November, 10 am"


@pytest.fixture
async def rosalind(forum: Forum) -> Person:
    return await forum.joined("Rosalind")


async def count_of(person: Person, words: str, chat: int | None = None) -> int:
    return sum(words in seen.text for seen in await person.reads(chat) if seen.from_bot)


async def test_words_for_tomorrow_at_ten_come_once_to_the_group_and_to_everybody(
    forum: Forum, rosalind: Person
) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    bo = await forum.joined("Bo")
    seen = await words_made(
        rosalind, "The hall is <open> & warm.", "Parents", "Everybody who joined", when="Tomorrow at ten"
    )
    assert "Where: Parents; Everybody who joined (2 in private)" in seen.text
    assert f"First: {TEN}" in seen.text
    assert "The hall is <open> & warm." in seen.text
    await rosalind.tap("As they see it: group")
    await rosalind.sees("The hall is <open> & warm.")
    assert forum.rows("SELECT * FROM bulletin") == []
    preview = await rosalind.offered("Plan it")
    data = forum.taps_of(preview)["✅ Plan it"]
    await rosalind.tap("Plan it")
    await rosalind.sees(f"It is planned. It goes out {TEN}.")
    await rosalind.press(preview, data, forge=True)
    assert forum.rows("SELECT state, due_at FROM bulletin") == [
        ("planned", "2026-11-24T10:00:00.000000+00:00")
    ]

    await forum.move(hours=24, minutes=59)
    assert await count_of(bo, "The hall") == 0
    await forum.restart()
    await forum.move(minutes=1)
    amira = await forum.town.person("Amira")
    await amira.sees("The hall is <open> & warm.", chat=group)
    await bo.sees("The hall is <open> & warm.")
    await forum.move(minutes=1)
    await forum.move(minutes=1)
    await forum.town.quiet()
    assert await count_of(bo, "The hall") == 1
    assert await count_of(amira, "The hall", group) == 1
    assert "It went out: 3 of 3." in (await rosalind.sees("It went out")).text
    assert forum.rows("SELECT state FROM bulletin") == [("over",)]
    assert forum.rows("SELECT what FROM audit WHERE what GLOB 'bulletin*'") == [
        ("bulletin_planned",),
        ("bulletin_out",),
    ]


async def test_an_entry_of_the_record_is_posted_with_a_way_to_it(forum: Forum, rosalind: Person) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    await put_on_record(rosalind)
    await rosalind.type("/schedule")
    await rosalind.tap("A new post")
    await rosalind.tap("You said, we did")
    await rosalind.sees("Which one shall be posted?")
    await rosalind.tap("Buses to school")
    await rosalind.sees("Where shall it go?")
    await rosalind.tap("Parents")
    await rosalind.tap("Next")
    await rosalind.tap("Now")
    preview = await rosalind.sees("Preview")
    assert (preview.buttons[0], preview.buttons[-1]) == ("✅ Post it", "Throw this away")
    await rosalind.tap("Post it")
    await forum.move()
    amira = await forum.joined("Amira")
    seen = await amira.sees("The bus is always late.", chat=group)
    (link,) = [button["url"] for row in seen.rows for button in row]
    await amira.type(f"/start {link.partition('start=')[2]}")
    await amira.sees("Has this made a difference")


async def test_steps_go_back_a_restart_loses_nothing_and_two_coordinators_see_each_other(
    forum: Forum, rosalind: Person
) -> None:
    await parents_of(forum, rosalind, "Amira")
    await rosalind.type("/schedule")
    await rosalind.sees("Nothing is planned yet.")
    await rosalind.tap("A new post")
    await rosalind.tap("Words")
    await rosalind.sees("Type the words")
    wren = await coordinator(forum)
    await wren.type("/schedule")
    await wren.tap("Carry on")
    await wren.sees("Type the words")
    await rosalind.type("First words")
    await rosalind.sees("Send a picture or a file")
    await wren.type("Other words")
    await wren.sees("Another coordinator changed this post meanwhile.")
    assert "First words" in forum.rows("SELECT body FROM draft")[0][0]
    await wren.tap("‹ Back")
    await wren.sees("So far:\nFirst words")
    await wren.tap("Throw this away")
    await wren.sees("It is thrown away.")
    assert forum.rows("SELECT * FROM draft") == []


async def test_what_is_planned_is_listed_changed_stopped_posted_and_cancelled(
    forum: Forum, rosalind: Person
) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    await words_made(rosalind, "Coffee morning", "Parents", when="friday 10am", every="Every week")
    await rosalind.tap("Plan it")
    await rosalind.sees("It goes out Friday 27 November, 10 am.")
    await rosalind.tap("Look at it")
    await rosalind.sees("When: every Friday, 10 am.")

    await rosalind.tap("Stop it for now")
    await rosalind.sees("It is stopped for now.")
    await forum.move(days=8)
    amira = await forum.town.person("Amira")
    assert await count_of(amira, "Coffee", group) == 0
    await rosalind.tap("Let it go on")
    await rosalind.sees("Next: Friday 4 December, 10 am")
    await rosalind.tap("Post it now")
    await forum.move()
    await amira.sees("Coffee morning", chat=group)
    await rosalind.type("/schedule")
    assert "Friday 4 December" in (await rosalind.sees("Went out last")).text
    await rosalind.tap("Coffee morning")
    await rosalind.tap("Change it")
    await rosalind.sees("Preview")
    for _ in range(4):
        await rosalind.tap("‹ Back")
    await rosalind.sees("Send a picture or a file")
    await rosalind.tap("‹ Back")
    await rosalind.type("Coffee and cake")
    await rosalind.tap("No picture, no file")
    await rosalind.tap("Next")
    await rosalind.tap("Next")
    await rosalind.tap("Every week")
    await rosalind.tap("Plan it")
    await rosalind.sees("It is planned.")
    await forum.move(days=3, hours=1)
    await amira.sees("Coffee and cake", chat=group)
    await rosalind.tap("Look at it")
    await rosalind.tap("Cancel it")
    await rosalind.sees("It is cancelled.")
    await forum.move(days=7)
    assert await count_of(amira, "Coffee and cake", group) == 1


async def test_only_coordinators_plan_and_a_forged_button_says_so(forum: Forum, rosalind: Person) -> None:
    bo = await forum.joined("Bo")
    await bo.type("/schedule")
    await bo.sees("Sorry, only our team can do that.")
    assert await bo.press(bo.screen(), "bn", forge=True) == "Sorry, only our team can do that."
    await words_posted(rosalind, "Hello", "Everybody who joined")
    assert await bo.press(bo.screen(), "bw:1:1:cancel", forge=True) == "Sorry, only our team can do that."
    assert forum.rows("SELECT state FROM bulletin")[0][0] != "cancelled"
