"""What the outbox sent is edited everywhere, or taken out again."""

from bot.core.posts import Post, Urgency
from bot.simulator.client import Person
from bot.store import amendments, outbox, post_files
from bot.store.amendments import What
from tests.engine import PNG
from tests.faults.watch import seen
from tests.whole.forum import Forum


async def sent(forum: Forum, post: Post, *people: Person) -> int:
    """The number of the post, once it arrived."""
    services = forum.services
    await services.store.write(
        outbox.add_post, "news 1", post, [one.id for one in people], Urgency.BROADCAST, services.clock()
    )
    services.posts_waiting.set()
    for one in people:
        await one.sees(post.html)
    await forum.town.quiet()
    return await services.store.read(outbox.find_post, "news 1")


async def amended(forum: Forum, post: int, body: Post, what: What) -> None:
    await forum.services.store.write(amendments.rewrite, post, body)
    await forum.services.store.write(amendments.amend, post, what)
    await forum.move()
    await seen(lambda: forum.rows("SELECT 1 FROM amendment WHERE not_before = ''") == [])


async def test_words_a_caption_and_a_document_are_edited_where_they_went(forum: Forum) -> None:
    ada, bo = await forum.joined("Ada"), await forum.joined("Bo")
    number = await sent(forum, Post(html="Teh meeting"), ada, bo)
    await amended(forum, number, Post(html="The meeting"), What.EDIT)
    for one in (ada, bo):
        await one.sees("The meeting")

    store = forum.services.store
    document = await store.write(post_files.add_document, "meeting.ics", b"BEGIN:VCALENDAR")
    await store.write(lambda db: db.execute("DELETE FROM post"))
    number = await sent(forum, Post(html="With a file", document=document), ada)
    newer = await store.write(post_files.add_document, "meeting.ics", b"BEGIN:VCALENDAR new")
    await amended(forum, number, Post(html="With another file", document=newer), What.EDIT)
    shown = await ada.sees("With another file")
    assert shown.document is not None
    assert await forum.town.download(shown.document["file_id"]) == b"BEGIN:VCALENDAR new"

    picture = await store.write(post_files.add_picture, PNG)
    await store.write(lambda db: db.execute("DELETE FROM post"))
    number = await sent(forum, Post(html="A chatr", pictures=(picture,)), ada)
    await amended(forum, number, Post(html="A chart", pictures=(picture,)), What.EDIT)
    assert (await ada.sees("A chart")).photo


async def test_what_is_taken_back_is_deleted_and_after_two_days_says_so(forum: Forum) -> None:
    ada = await forum.joined("Ada")
    number = await sent(forum, Post(html="Wrong news"), ada)
    await amended(forum, number, Post(html="Taken back"), What.REMOVE)
    assert [seen.text for seen in await ada.reads() if "Wrong" in seen.text or "Taken" in seen.text] == []

    await forum.services.store.write(lambda db: db.execute("DELETE FROM post"))
    number = await sent(forum, Post(html="Old wrong news"), ada)
    await forum.move(hours=49)
    await amended(forum, number, Post(html="Taken back"), What.REMOVE)
    await ada.sees("Taken back")


async def test_an_edit_that_telegram_has_no_time_for_is_done_later(forum: Forum) -> None:
    ada = await forum.joined("Ada")
    number = await sent(forum, Post(html="Teh meeting"), ada)
    await forum.town.faults(refuse="500", methods=["editMessageText"], times=1)
    await amended(forum, number, Post(html="The meeting"), What.EDIT)
    assert forum.rows("SELECT what FROM amendment") == [("edit",)]
    await forum.move(seconds=6)
    await ada.sees("The meeting")
