"""After it went out: put right, taken back, in doubt; and what came in the way."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.content import shipped_folder
from bot.simulator.client import Person
from bot.store import deliveries
from bot.store.database import StorageFailed
from tests.faults.watch import seen
from tests.whole.forum import Forum, living_forum
from tests.whole.posting import words_made, words_posted
from tests.whole.test_schedule import count_of
from tests.whole.test_votes_making import coordinator
from tests.whole.voting import parents_of, young_of


@pytest.fixture
async def rosalind(forum: Forum) -> Person:
    return await forum.joined("Rosalind")


async def out(forum: Forum, rosalind: Person, words: str, *places: str) -> None:
    await words_posted(rosalind, words, *places)
    await forum.move()
    await seen(lambda: forum.rows("SELECT 1 FROM delivery WHERE state IN ('due', 'sending')") == [])
    await forum.move(seconds=5)  # what was drawn before the last arrived is drawn anew
    await rosalind.sees("It went out")


async def opened(rosalind: Person, name: str) -> None:
    await rosalind.type("/schedule")
    await rosalind.sees("Went out last")
    await rosalind.tap(name)


async def changed_everywhere(forum: Forum) -> None:
    await forum.move()
    await seen(lambda: forum.rows("SELECT 1 FROM amendment WHERE not_before = ''") == [])


async def test_what_was_posted_is_put_right_everywhere_it_went(forum: Forum, rosalind: Person) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    bo = await forum.joined("Bo")
    await out(forum, rosalind, "The haul is warm", "Parents", "Everybody who joined")
    await opened(rosalind, "The haul is warm")
    await rosalind.tap("Put right what was posted")
    await rosalind.sees("So far:\nThe haul is warm")
    await rosalind.type("The hall is warm")
    await rosalind.sees("This is how it will stand everywhere it went")
    await rosalind.tap("Put it right everywhere")
    await rosalind.sees("It is being put right everywhere it went.")
    await changed_everywhere(forum)
    amira = await forum.town.person("Amira")
    await amira.sees("The hall is warm", chat=group)
    await bo.sees("The hall is warm")
    assert await count_of(bo, "The haul") == 0

    await opened(rosalind, "The hall is warm")
    await rosalind.tap("Put right what was posted")
    await rosalind.type("A first part. " * 280)
    await rosalind.sees("This is how it will stand")
    await rosalind.tap("Put it right everywhere")
    await changed_everywhere(forum)
    await bo.sees("A first part.")
    assert ("bulletin_corrected",) in forum.rows("SELECT what FROM audit")


async def test_what_was_posted_is_taken_back_once(forum: Forum, rosalind: Person) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    amira = await forum.town.person("Amira")
    await out(forum, rosalind, "Wrong words", "Parents")
    await opened(rosalind, "Wrong words")
    await rosalind.tap("Take it back")
    sure = await rosalind.sees("Take Wrong words back everywhere it went?")
    data = forum.taps_of(sure)["Yes, take it back everywhere"]
    await rosalind.tap("Yes, take it back everywhere")
    await rosalind.sees("It was taken back.")
    await rosalind.press(sure, data, forge=True)
    await changed_everywhere(forum)
    assert await count_of(amira, "Wrong words", group) == 0
    assert forum.rows("SELECT count(*) FROM audit WHERE what = 'bulletin_taken_back'") == [(1,)]

    await out(forum, rosalind, "Old wrong words", "Parents")
    await forum.move(hours=49)
    await opened(rosalind, "Old wrong words")
    await rosalind.tap("Take it back")
    await rosalind.tap("Yes, take it back everywhere")
    await changed_everywhere(forum)
    await amira.sees("This was taken back.", chat=group)


async def test_what_is_in_doubt_is_settled_group_by_group_or_all_at_once(
    forum: Forum, rosalind: Person
) -> None:
    first = await parents_of(forum, rosalind, "Amira", title="First")
    second = await parents_of(forum, rosalind, "Amira", title="Second")
    third = await parents_of(forum, rosalind, "Amira", title="Third")
    amira = await forum.town.person("Amira")
    await out(forum, rosalind, "In doubt", "First", "Second", "Third")
    await forum.services.store.write(
        lambda db: db.execute("UPDATE delivery SET state = 'uncertain', message = NULL WHERE chat < 0")
    )

    await rosalind.type("/today")
    await rosalind.sees("Nobody knows whether 3 messages arrived.")
    await rosalind.tap("Look at them")
    shown = await rosalind.sees("A post: ")
    assert "Send again (3)" in shown.buttons
    await rosalind.tap("First: it is there")
    await rosalind.sees("A post: ")
    again = await rosalind.offered("Send again (2)")
    data = forum.taps_of(again)["Send again (2)"]
    await rosalind.tap("Send again (2)")
    await rosalind.sees("Nothing is in doubt.")
    await rosalind.press(again, data, forge=True)
    await forum.move()
    for group, times in ((first, 1), (second, 2), (third, 2)):
        await seen(lambda: forum.rows("SELECT 1 FROM delivery WHERE state <> 'sent'") == [])
        assert await count_of(amira, "In doubt", group) == times
    assert ("unsure_sent_again", "issue 1: 2") in forum.rows("SELECT what, about FROM audit")


async def test_a_second_coordinator_approves_what_goes_to_everybody(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    shipped = (shipped_folder() / "forum.yaml").read_text(encoding="utf-8")
    approving = shipped.replace("approve_posts: false", "approve_posts: true")
    (content / "forum.yaml").write_text(approving, encoding="utf-8")
    async with living_forum(tmp_path, content) as forum:
        rosalind = await forum.joined("Rosalind")
        wren = await coordinator(forum)
        bo = await forum.joined("Bo")
        seen_ = await words_made(rosalind, "To all of you", "Everybody who joined")
        assert "A second coordinator has to approve it." in seen_.text
        await rosalind.tap("Post it")
        await rosalind.sees("It waits for a second coordinator now.")
        await forum.move(minutes=1)
        assert await count_of(bo, "To all of you") == 0
        await rosalind.tap("Look at it")
        waiting = await rosalind.sees("It waits for a second coordinator")
        assert "✅ Approve it" not in waiting.buttons
        assert "Somebody else has to approve it" in await rosalind.press(
            waiting, "bw:1:1:approve", forge=True
        )
        await wren.sees("A post to everybody waits for a second coordinator: To all of you")
        await wren.tap("Look at it")
        await wren.tap("Approve it")
        await forum.move()
        await bo.sees("To all of you")


async def test_what_fell_due_while_the_bot_was_down_goes_late_and_after_its_window_is_decided_on(
    forum: Forum, rosalind: Person
) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    amira = await forum.town.person("Amira")
    for words in ("A little late", "Much too late"):
        await words_made(rosalind, words, "Parents", when="Tomorrow at ten")
        await rosalind.tap("Plan it")
        await rosalind.sees("It is planned.")
        await forum.stop()
        forum.clock.now += timedelta(hours=36 if words == "A little late" else 72)
        await forum.start()
        await forum.move()
    await amira.sees("A little late", chat=group)
    assert await count_of(amira, "Much too late", group) == 0
    await rosalind.sees("Much too late should have gone out")
    await rosalind.type("/today")
    await rosalind.sees("Much too late could not go out in time.")
    await rosalind.tap("Decide: Much too late")
    late = await rosalind.sees("Shall it still?")
    data = forum.taps_of(late)["Post it now, late"]
    await rosalind.tap("Post it now, late")
    await rosalind.sees("It went out")
    await rosalind.press(late, data, forge=True)
    await forum.move()
    await amira.sees("Much too late", chat=group)
    assert await count_of(amira, "Much too late", group) == 1


async def test_times_that_never_come_or_come_twice_are_refused(forum: Forum, rosalind: Person) -> None:
    await parents_of(forum, rosalind, "Amira")
    await words_made(rosalind, "Words", "Parents", when="Tomorrow at ten")
    await rosalind.tap("‹ Back")
    await rosalind.tap("‹ Back")
    await rosalind.sees("When shall it go out?")
    for typed, said in (
        ("yesterday 10am", "That time is over"),
        ("25 october 2027 1.30am", "Between 1 and 2 at night"),
        ("29 february 2027", "I do not understand that time"),
        ("29 february 2028", "more than a year away"),
        ("soonish", "I do not understand that time"),
    ):
        await rosalind.type(typed)
        await rosalind.sees(said)
    await rosalind.type("monday 10am")
    await rosalind.sees("Monday 30 November, 10 am")
    await rosalind.tap("Next")
    await rosalind.tap("Once")
    planned = await rosalind.offered("Plan it")
    await forum.move(days=8)
    assert await rosalind.press(planned, forum.taps_of(planned)["✅ Plan it"]) == (
        "That time is over. Please choose one that is still to come."
    )
    assert forum.rows("SELECT * FROM bulletin") == []


async def test_times_are_right_across_the_clock_change(forum: Forum, rosalind: Person) -> None:
    await parents_of(forum, rosalind, "Amira")
    forum.clock.now = forum.clock.now.replace(year=2027, month=3, day=22)
    await forum.restart()
    await words_made(rosalind, "Weekly", "Parents", when="friday 10am", every="Every week")
    await rosalind.tap("Plan it")
    await rosalind.sees("It is planned.")
    await forum.move(days=5)
    assert forum.rows("SELECT substr(due_at, 1, 16) FROM bulletin") == [("2027-04-02T09:00",)]


async def test_when_the_clock_is_set_back_nothing_goes_out_twice(forum: Forum, rosalind: Person) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    amira = await forum.town.person("Amira")
    await words_made(rosalind, "Once a week", "Parents", when="friday 10am", every="Every week")
    await rosalind.tap("Plan it")
    await rosalind.sees("It is planned.")
    await forum.move(days=4, hours=2)
    await amira.sees("Once a week", chat=group)
    await forum.move(days=-1)
    await forum.restart()
    await forum.move(days=1)
    await forum.services.store.write(
        lambda db: db.execute("UPDATE bulletin SET due_at = '2026-11-27T10:00:00.000000+00:00'")
    )
    await forum.move(minutes=1)
    await forum.town.quiet()
    assert await count_of(amira, "Once a week", group) == 1
    assert forum.rows("SELECT substr(due_at, 1, 16) FROM bulletin") == [("2026-12-04T10:00",)]


async def test_one_that_meets_a_bug_does_not_hold_up_the_others(forum: Forum, rosalind: Person) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    for words in ("First", "Second"):
        await words_made(rosalind, words, "Parents", when="Tomorrow at ten")
        await rosalind.tap("Plan it")
        await rosalind.sees("It is planned.")
    whole = forum.rows("SELECT body FROM bulletin WHERE id = 1")[0][0]
    await forum.services.store.write(lambda db: db.execute("UPDATE bulletin SET body = '{' WHERE id = 1"))
    await forum.move(days=1, hours=2)
    amira = await forum.town.person("Amira")
    await amira.sees("Second", chat=group)
    await forum.services.store.write(
        lambda db: db.execute("UPDATE bulletin SET body = ? WHERE id = 1", (whole,))
    )
    await forum.move()
    await amira.sees("First", chat=group)


async def test_a_topic_that_was_deleted_and_a_group_that_took_the_bot_out_are_told(
    forum: Forum, rosalind: Person
) -> None:
    await parents_of(forum, rosalind, "Amira", title="Closed to us")
    group = await parents_of(forum, rosalind, "Amira", title="Topics", topics=["News"])
    amira = await forum.town.person("Amira")
    topics = await forum.town.topics(group, amira)
    await words_made(rosalind, "Hello", "Closed to us", "Topics · News")
    world = forum.simulator.world
    world.delete_topic(world.state.chats[group], topics["News"])
    await rosalind.tap("Post it")
    await rosalind.sees("It goes out now.")
    chats = forum.rows("SELECT chat FROM chat_group WHERE title = 'Closed to us'")
    await forum.town.bot_member(chats[0][0], "kicked")
    await forum.town.quiet()
    await forum.move()
    await rosalind.sees("Hello did not go to: Closed to us")
    await seen(lambda: forum.rows("SELECT state FROM delivery WHERE chat = ?", group)[-1][0] == "failed")
    await forum.move(seconds=5)
    assert "Not possible: 1. Among them: Topics." in (await rosalind.sees("Not possible: 1")).text


async def test_a_group_that_becomes_a_supergroup_is_followed_and_one_that_is_lost_is_told(
    forum: Forum, rosalind: Person
) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    await words_made(rosalind, "Coffee", "Parents", when="Tomorrow at ten", every="Every week")
    await rosalind.tap("Plan it")
    await rosalind.sees("It is planned.")
    moved = await forum.town.migrate(group)
    await forum.town.quiet()
    await forum.move(days=1, hours=2)
    amira = await forum.town.person("Amira")
    await amira.sees("Coffee", chat=moved)
    await forum.town.bot_member(moved, "kicked")
    await rosalind.sees("I was taken out of the group Parents. Posts are planned for it")
    await forum.move(days=7)
    await rosalind.sees("Coffee did not go to: Parents")


async def test_a_young_peoples_group_needs_its_adult(forum: Forum, rosalind: Person) -> None:
    await young_of(forum, rosalind, "Kit")
    await forum.services.store.write(lambda db: db.execute("UPDATE chat_group SET adult = NULL"))
    await rosalind.type("/schedule")
    await rosalind.tap("A new post")
    await rosalind.tap("Words")
    await rosalind.type("Hello")
    await rosalind.tap("No picture, no file")
    await rosalind.sees("Where shall it go?")
    assert "adult" in await rosalind.tap("Young voices")


async def test_what_a_coordinator_planned_who_leaves_stays_and_the_others_are_told(
    forum: Forum, rosalind: Person
) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    wren = await coordinator(forum)
    await words_made(wren, "Still on", "Parents", when="friday 10am")
    await wren.tap("Plan it")
    await wren.sees("It is planned.")
    await wren.type("/forgetme")
    await wren.tap("Yes, forget me")
    await wren.sees("forgotten")
    await forum.move()
    await rosalind.sees("1 post is planned by somebody who is no coordinator any more.")
    await rosalind.type("/today")
    await rosalind.tap("Take on: Still on")
    await rosalind.tap("I take it on")
    await forum.move(days=4, hours=2)
    amira = await forum.town.person("Amira")
    await amira.sees("Still on", chat=group)
    assert forum.rows("SELECT count(*) FROM bulletin WHERE made_by IS NULL") == [(0,)]


async def test_private_messages_keep_to_decent_hours_and_three_a_week(forum: Forum, rosalind: Person) -> None:
    bo = await forum.joined("Bo")
    for number in range(4):
        await words_posted(rosalind, f"News {number}", "Everybody who joined")
        await forum.move(minutes=1)
    await bo.sees("News 2")
    assert await count_of(bo, "News 3") == 0
    await forum.move(days=7, hours=1)
    await bo.sees("News 3")


async def test_when_the_disk_is_full_between_claim_and_settle_it_is_settled_later_and_sent_once(
    forum: Forum, rosalind: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    store, tries = forum.services.store, 0
    write = store.write

    async def full(work: object, *args: object) -> object:
        nonlocal tries
        if work is deliveries.settle and tries < 3:
            tries += 1
            raise StorageFailed("the disk is full")
        return await write(work, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "write", full)
    await words_posted(rosalind, "Just once", "Parents")
    await forum.move()
    amira = await forum.town.person("Amira")
    await amira.sees("Just once", chat=group)
    await seen(lambda: forum.rows("SELECT state FROM delivery WHERE chat < 0") == [("sent",)])
    assert tries == 3
    assert await count_of(amira, "Just once", group) == 1
