"""Hide this: what Telegram lets a bot delete goes, and what is left is said."""

from tests.whole.forum import Forum


async def test_a_message_is_taken_out_of_the_chat(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    shown = amira.screen()

    toast = await amira.press(shown, "hid", forge=True)

    assert toast.startswith("I hid what I can. To delete the rest, hold a message and tap Delete.")
    await forum.town.quiet()
    assert shown.message_id not in [one.message_id for one in await amira.reads()]


async def test_one_that_is_too_old_to_be_deleted_says_nothing_any_more(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    shown = amira.screen()
    await forum.move(hours=48)

    await amira.press(shown, "hid", forge=True)

    left = next(one for one in await amira.reads() if one.message_id == shown.message_id)
    assert (left.text, left.buttons) == ("This was hidden.", [])


async def test_somebody_who_has_not_joined_can_hide_too(forum: Forum) -> None:
    zofia = await forum.town.person("Zofia")
    await zofia.start()
    notice = await zofia.sees("Hello from")

    await zofia.press(notice, "hid", forge=True)

    await forum.town.quiet()
    assert [one.text for one in await zofia.reads() if one.from_bot] == []
    assert forum.rows("SELECT count(*) FROM conversation") == [(0,)]
