"""Posts arrive once, in order, the urgent first, with their pictures."""

from datetime import timedelta

from bot.core.posts import Post, PostButton, Urgency
from bot.simulator.client import Person, Town
from bot.simulator.server import Simulator
from bot.store import outbox, post_files
from bot.store.database import Store
from tests.engine import PNG, START
from tests.sender.office import SENT, Office, office_at, sendings, texts_to


async def test_a_post_arrives_with_its_words_and_buttons(office: Office, ada: Person) -> None:
    buttons = (
        (
            PostButton(label="Take part", data="sv:1"),
            PostButton(label="Read", url="https://a.example"),
        ),
    )
    await office.post("A", ada.id, post=Post(html="<b>Hello</b> &amp; welcome", buttons=buttons))

    seen = await ada.sees("Hello & welcome")

    assert seen.buttons == ["Take part", "Read"]
    await office.until(SENT)


async def test_what_a_message_is_called_is_kept_on_its_row(office: Office, ada: Person) -> None:
    await office.post("A", ada.id)
    seen = await ada.sees("A")
    await office.until(SENT)

    [row] = await office.store.read(lambda db: db.execute("SELECT message FROM delivery").fetchall())
    assert row["message"] == seen.message_id


async def test_posts_of_a_chat_arrive_in_their_order(
    office: Office, town: Town, ada: Person, bo: Person
) -> None:
    labels = [f"post {n}" for n in range(12)]
    for label in labels:
        await office.post(label, ada.id, bo.id)
    await office.until(*[SENT] * 24)

    assert await texts_to(town, ada) == labels
    assert await texts_to(town, bo) == labels


async def test_an_alert_goes_before_the_broadcasts_that_wait(
    town: Town, simulator: Simulator, store: Store, ada: Person, bo: Person
) -> None:
    for n in range(5):
        await store.write(outbox.add_post, f"b{n}", Post(html=f"b{n}"), [ada.id], Urgency.BROADCAST, START)
    await store.write(outbox.add_post, "alert", Post(html="alert"), [bo.id], Urgency.ALERT, START)
    async with office_at(town.address, simulator.token, store, most_at_once=1) as office:
        await office.until(*[SENT] * 6)

    assert [made["params"]["text"] for made in await sendings(town)] == [
        "alert",
        "b0",
        "b1",
        "b2",
        "b3",
        "b4",
    ]


async def test_an_alert_goes_while_every_place_is_held_by_broadcasts_that_hang(
    town: Town, simulator: Simulator, store: Store, ada: Person
) -> None:
    crowd = [await town.person(f"P{n}") for n in range(3)]
    for person in crowd:
        await person.start()
    await town.faults(slow=60, methods=["sendMessage"], chats=[one.id for one in crowd])
    async with office_at(town.address, simulator.token, store, most_at_once=2) as office:
        await office.post("broadcast", *(one.id for one in crowd), urgency=Urgency.BROADCAST)
        await office.until_states(lambda found: [state for state, _ in found].count("sending") == 2)
        await office.post("notice", ada.id)
        await office.post("alert", ada.id, urgency=Urgency.ALERT)

        await ada.sees("alert")

        assert [state for state, _ in await office.states()].count("due") == 2
        await town.faults(slow=0)
        await office.stop()


async def test_a_post_for_later_waits_for_its_time(office: Office, town: Town, ada: Person) -> None:
    later = office.services.clock() + timedelta(hours=1)
    await office.store.write(outbox.add_post, "A", Post(html="A"), [ada.id], Urgency.NOTICE, later)
    await office.post("B", ada.id)
    await office.until(("due", None), SENT)

    office.time.passed = 3601
    await ada.sees("A")
    assert await texts_to(town, ada) == ["B", "A"]


async def test_pictures_are_uploaded_once_however_many_get_them(
    office: Office, town: Town, ada: Person, bo: Person
) -> None:
    picture = await office.store.write(post_files.add_picture, PNG)
    people = [ada, bo, *[await town.person(f"P{n}") for n in range(6)]]
    for person in people[2:]:
        await person.start()
    await office.post("A", *(p.id for p in people), post=Post(html="A chart", pictures=(picture,)))
    await office.until(*[SENT] * 8)

    for person in people:
        assert await town.download(str((await person.sees("A chart")).photo)) == PNG
    [known] = (await office.store.read(post_files.find_files, Post(pictures=(picture,)))).pictures
    uploads = [made for made in await sendings(town) if made["params"].get("photo") != known.file_id]
    assert (len(await sendings(town)), len(uploads)) == (8, 1)


async def test_an_album_arrives_as_one_post_with_one_caption(office: Office, town: Town, ada: Person) -> None:
    pictures = tuple([await office.store.write(post_files.add_picture, PNG) for _ in range(3)])
    await office.post("A", ada.id, post=Post(html="Three charts", pictures=pictures))
    await office.until(SENT)
    await office.post("B", ada.id, post=Post(html="Again", pictures=pictures))
    await office.until(SENT, SENT)

    assert [made["method"] for made in await sendings(town)] == ["sendMediaGroup", "sendMediaGroup"]
    shown = [seen for seen in await ada.reads() if seen.from_bot]
    assert [seen.text for seen in shown] == ["Three charts", "", "", "Again", "", ""]
    assert all(seen.photo for seen in shown)


async def test_a_picture_that_telegram_forgot_is_uploaded_again(
    office: Office, town: Town, ada: Person
) -> None:
    picture = await office.store.write(post_files.add_picture, PNG)
    await office.store.write(post_files.note_uploads, Post(pictures=(picture,)), ["forgotten"])
    await office.post("A", ada.id, post=Post(html="A chart", pictures=(picture,)))

    assert await town.download(str((await ada.sees("A chart")).photo)) == PNG
