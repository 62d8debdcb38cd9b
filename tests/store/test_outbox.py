"""Posts are made once, claimed once, and none overtakes another in its chat."""

import sqlite3
from datetime import datetime, timedelta

from bot.core.pacing import Pace
from bot.core.posts import Post, Urgency
from bot.store import deliveries, outbox, post_files
from bot.store.database import Store
from bot.store.deliveries import Delivery
from tests.engine import START

ADA, BO, CY, GROUP, SUPERGROUP = 1001, 1002, 1003, -500, -100500
LATER = START + timedelta(minutes=5)


async def post(
    store: Store,
    label: str,
    *chats: int,
    urgency: Urgency = Urgency.NOTICE,
    due: datetime = START,
) -> None:
    await store.write(outbox.add_post, label, Post(html=label), chats or (ADA,), urgency, due)


async def claim(store: Store, most: int = 8, now: datetime = START) -> list[Delivery]:
    return await store.write(deliveries.claim_due, now, most)


def named(claimed: list[Delivery]) -> list[tuple[str, int]]:
    return [(delivery.body.html, delivery.chat) for delivery in claimed]


async def sent(store: Store, *claimed: Delivery) -> None:
    for delivery in claimed:
        await store.write(deliveries.settle, delivery, "sent", 1, None)


async def states(store: Store) -> dict[str, int]:
    return await store.read(outbox.count_by_state)


async def test_a_post_is_made_once_however_often_its_job_is_begun(store: Store) -> None:
    await post(store, "A", ADA)
    await post(store, "A", ADA, BO)

    assert named(await claim(store)) == [("A", ADA), ("A", BO)]


async def test_what_is_claimed_is_not_claimed_again(store: Store) -> None:
    await post(store, "A", ADA)

    assert len(await claim(store)) == 1
    assert await claim(store) == []


async def test_the_urgent_and_then_the_oldest_go_first(store: Store) -> None:
    await post(store, "broadcast", ADA, urgency=Urgency.BROADCAST)
    await post(store, "newer notice", BO, due=START)
    await post(store, "older notice", CY, due=START - timedelta(seconds=1))
    await post(store, "alert", GROUP, urgency=Urgency.ALERT)

    claimed = await claim(store)

    assert [d.body.html for d in claimed] == ["alert", "older notice", "newer notice", "broadcast"]


async def test_a_chat_has_one_post_on_its_way_and_the_next_in_order(store: Store) -> None:
    for label in ("first", "second", "third"):
        await post(store, label, ADA, BO)

    first = await claim(store)
    assert named(first) == [("first", ADA), ("first", BO)]
    await sent(store, first[0])
    second = await claim(store)
    assert named(second) == [("second", ADA)]


async def test_a_post_is_not_claimed_before_it_is_due(store: Store) -> None:
    await post(store, "A", ADA, due=LATER)

    assert await claim(store) == []
    assert len(await claim(store, now=LATER)) == 1


async def test_an_urgent_post_for_later_does_not_hold_up_todays(store: Store) -> None:
    await post(store, "alert", ADA, urgency=Urgency.ALERT, due=LATER)
    await post(store, "notice", ADA)

    assert named(await claim(store)) == [("notice", ADA)]


async def test_a_post_tried_again_is_not_overtaken_in_its_chat(store: Store) -> None:
    await post(store, "first", ADA)
    await post(store, "second", ADA, BO)
    [first] = await claim(store, most=1)
    await store.write(deliveries.try_again, first, LATER, "RetryAfter")
    await post(store, "third", ADA)

    assert named(await claim(store)) == [("second", BO)]
    [again] = await claim(store, now=LATER)
    assert (again.body.html, again.tries) == ("first", 1)


async def test_an_alert_does_not_wait_for_a_broadcast_that_is_tried_again(store: Store) -> None:
    await post(store, "broadcast", ADA, urgency=Urgency.BROADCAST)
    [broadcast] = await claim(store)
    await post(store, "alert", ADA, urgency=Urgency.ALERT)
    await store.write(deliveries.try_again, broadcast, LATER, "RetryAfter")

    assert named(await claim(store)) == [("alert", ADA)]


async def test_what_was_being_sent_at_a_crash_is_doubted_and_never_claimed_again(store: Store) -> None:
    await post(store, "A", ADA)
    await claim(store)

    assert await store.write(deliveries.doubt_interrupted) == 1

    assert await claim(store, now=LATER) == []
    assert await states(store) == {"uncertain": 1}


async def test_a_group_that_became_a_supergroup_takes_its_posts_along(store: Store) -> None:
    await post(store, "A", GROUP)
    [delivery] = await claim(store)
    await post(store, "B", GROUP, SUPERGROUP)

    await store.write(deliveries.follow_chat, GROUP, SUPERGROUP)
    await sent(store, Delivery(**{**vars(delivery), "chat": SUPERGROUP}))

    assert named(await claim(store)) == [("B", SUPERGROUP)]
    assert await states(store) == {"sending": 1}


async def test_a_post_that_the_new_chat_had_already_is_not_sent_twice(store: Store) -> None:
    await post(store, "A", SUPERGROUP)
    await sent(store, *await claim(store))
    await post(store, "A", GROUP)
    [delivery] = await claim(store)

    await store.write(deliveries.follow_chat, GROUP, SUPERGROUP)
    moved = Delivery(**{**vars(delivery), "chat": SUPERGROUP})
    await store.write(deliveries.try_again, moved, START, "ChatMigrated")

    assert await claim(store) == []


async def test_nothing_more_is_tried_where_we_may_not_write(store: Store) -> None:
    await post(store, "A", ADA, BO)
    await post(store, "B", ADA)

    await store.write(deliveries.give_up_chat, ADA, "Forbidden")

    assert named(await claim(store)) == [("A", BO)]
    assert await states(store) == {"failed": 2, "sending": 1}


async def test_a_post_that_cannot_be_read_fails_and_holds_up_nobody(store: Store) -> None:
    await post(store, "A", ADA)
    await store.write(lambda db: db.execute("UPDATE post SET body = '{\"html\": 3}'"))
    await post(store, "B", BO)

    assert named(await claim(store)) == [("B", BO)]
    assert await states(store) == {"failed": 1, "sending": 1}


async def test_a_picture_is_carried_only_until_telegram_has_it(store: Store) -> None:
    picture = await store.write(post_files.add_picture, b"png")
    body = Post(pictures=(picture,))
    assert [p.png for p in (await store.read(post_files.find_files, body)).pictures] == [b"png"]

    await store.write(post_files.note_uploads, body, ["file-1"])

    [known] = (await store.read(post_files.find_files, body)).pictures
    assert (known.png, known.file_id) == (b"", "file-1")


async def test_claiming_searches_and_never_scans(store: Store) -> None:
    def plan(db: sqlite3.Connection) -> list[str]:
        rows = db.execute("EXPLAIN QUERY PLAN " + deliveries.DUE, {"now": "", "most": 8, "least": 2})
        return [row["detail"] for row in rows]

    steps = await store.read(plan)

    assert [step for step in steps if step.startswith("SCAN") and "INDEX" not in step] == []
    assert not any("TEMP B-TREE" in step for step in steps)


# What nobody waits for


NIGHT = START.replace(hour=22)


async def gentle(store: Store, label: str, due: datetime = START) -> None:
    await store.write(outbox.add_gentle, label, Post(html=label), {ADA: due})


async def test_what_nobody_waits_for_is_put_off_at_night_and_holds_up_nothing(store: Store) -> None:
    await gentle(store, "news")
    assert named(await claim(store, now=NIGHT)) == []
    await post(store, "reply", ADA, due=START + timedelta(seconds=1))
    claimed = await claim(store, now=NIGHT)
    assert named(claimed) == [("reply", ADA)]
    await sent(store, *claimed)
    morning = START + timedelta(days=1)
    assert await claim(store, now=morning - timedelta(seconds=1)) == []
    assert named(await claim(store, now=morning)) == [("news", ADA)]


async def test_a_fourth_in_a_week_is_put_off_even_where_it_was_due_long_ago(store: Store) -> None:
    for label in ("one", "two", "three", "four"):
        await gentle(store, label, START - timedelta(days=30))
    for _ in range(3):
        await sent(store, *await claim(store))

    assert await claim(store) == []
    assert await claim(store, now=START + timedelta(days=6, hours=23)) == []
    assert named(await claim(store, now=START + timedelta(days=7))) == [("four", ADA)]


async def test_there_is_room_after_what_waits_already(store: Store) -> None:
    for label in ("one", "two", "three"):
        await gentle(store, label)

    found = await store.read(outbox.find_room, [ADA, BO], START, Pace())
    assert found == {ADA: START + timedelta(days=7), BO: START}


async def test_what_waits_of_one_survey_is_dropped_and_counted_by_itself(store: Store) -> None:
    await gentle(store, "invitation 1 parent")
    await gentle(store, "invitation 12 parent")

    assert await store.write(outbox.drop_labelled, "invitation 1") == [ADA]
    assert await store.read(outbox.count_labelled, "invitation 1") == {}
    assert await store.read(outbox.count_labelled, "invitation 12") == {"due": 1}
