"""Groups: who sees what, topics, membership, and the group that moved."""

from typing import Any

from bot.simulator.client import Person, Town
from tests.simulator.toybot import ToyBot, keyboard


async def parents(town: Town, **more: Any) -> tuple[Person, Person, int]:
    amira, gethin = await town.person("Amira"), await town.person("Gethin")
    return amira, gethin, await town.group("Parents", [amira, gethin], **more)


async def heard(bot: ToyBot, kind: str = "message") -> list[dict[str, Any]]:
    """What came since the last call, of one kind."""
    updates = await bot.call("getUpdates")
    if updates:
        await bot.call("getUpdates", offset=updates[-1]["update_id"] + 1)
    return [update[kind] for update in updates if kind in update]


async def test_privacy_mode_hides_what_is_not_meant_for_the_bot(town: Town, bot: ToyBot) -> None:
    amira, gethin, group = await parents(town)
    question = await bot.call("sendMessage", chat_id=group, text="Who comes on Monday?")
    await heard(bot)
    await amira.type("just talking", chat=group)
    await amira.type("/help", chat=group)
    await amira.type("/help@another_bot", chat=group)
    await amira.type("/help@heard_example_bot", chat=group)
    await amira.type("hello @Heard_Example_Bot", chat=group)
    await gethin.type("I do", chat=group, reply_to=question["message_id"])
    texts = [message["text"] for message in await heard(bot)]
    assert texts == ["/help", "/help@heard_example_bot", "hello @Heard_Example_Bot", "I do"]
    await town.bot_member(group, "administrator")
    await amira.type("just talking", chat=group)
    assert [message["text"] for message in await heard(bot)] == ["just talking"]


async def test_an_anonymous_administrators_command_carries_the_group_but_the_press_the_person(
    town: Town, bot: ToyBot
) -> None:
    amira, _, group = await parents(town)
    sent = await bot.call("sendMessage", chat_id=group, text="Vote", reply_markup=keyboard("A"))
    await heard(bot)
    await amira.type("/close", chat=group, anonymous=True)
    await amira.press(sent["message_id"], "a", chat=group, wait=0)
    message_update, press_update = await bot.call("getUpdates")
    message = message_update["message"]
    assert (message["from"]["username"], message["sender_chat"]["id"]) == ("GroupAnonymousBot", group)
    assert press_update["callback_query"]["from"]["id"] == amira.id


async def test_a_group_that_moved_answers_with_its_new_number(town: Town, bot: ToyBot) -> None:
    amira, _, group = await parents(town)
    await heard(bot)
    new = await town.migrate(group)
    old_side, new_side = await heard(bot)
    assert (old_side["migrate_to_chat_id"], new_side["migrate_from_chat_id"]) == (new, group)
    status, refusal = await bot.raw("sendMessage", chat_id=group, text="Hello")
    assert (status, refusal) == (
        400,
        {
            "ok": False,
            "error_code": 400,
            "description": "Bad Request: group chat was upgraded to a supergroup chat",
            "parameters": {"migrate_to_chat_id": new},
        },
    )
    await bot.call("sendMessage", chat_id=new, text="Hello")
    assert (await amira.sees("Hello", chat=new)).raw["chat"]["type"] == "supergroup"
    assert [chat["id"] for chat in await town.get("/sim/chats", as_=amira.id)] == [amira.id, new]


async def test_a_bot_that_was_removed_cannot_write(town: Town, bot: ToyBot) -> None:
    _, _, group = await parents(town)
    await heard(bot)
    await town.bot_member(group, "kicked")
    refusal = await bot.fails("sendMessage", chat_id=group, text="Hello")
    assert refusal == (403, "Forbidden: bot was kicked from the group chat")
    (change,) = await heard(bot, "my_chat_member")
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("member", "kicked")
    await town.bot_member(group, "member")
    await bot.call("leaveChat", chat_id=group)
    refusal = await bot.fails("sendMessage", chat_id=group, text="Hello")
    assert refusal == (403, "Forbidden: bot is not a member of the group chat")


async def test_members_who_come_and_go_are_told_to_an_administrator_who_asked(
    town: Town, bot: ToyBot
) -> None:
    _, gethin, group = await parents(town)
    await town.bot_member(group, "administrator")
    await bot.call("getUpdates", allowed_updates=["chat_member"])
    await gethin.leave(group)
    await gethin.join(group)
    changes = [
        (change["old_chat_member"]["status"], change["new_chat_member"]["status"])
        for change in await heard(bot, "chat_member")
    ]
    assert changes == [("member", "left"), ("left", "member")]


async def test_members_and_administrators_can_be_asked_for(town: Town, bot: ToyBot) -> None:
    amira, gethin, group = await parents(town)
    zofia = await town.person("Zofia")
    statuses = [
        (await bot.call("getChatMember", chat_id=group, user_id=person.id))["status"]
        for person in (amira, gethin, zofia)
    ]
    assert statuses == ["creator", "member", "left"]
    unknown = {"chat_id": group, "user_id": 99}
    assert await bot.fails("getChatMember", **unknown) == (400, "Bad Request: user not found")
    (owner,) = await bot.call("getChatAdministrators", chat_id=group)
    assert owner["user"]["id"] == amira.id
    assert await bot.call("getChatMemberCount", chat_id=group) == 3
    words = "Bad Request: there are no administrators in the private chat"
    assert await bot.fails("getChatAdministrators", chat_id=amira.id) == (400, words)


async def test_a_topic_keeps_its_messages_and_a_deleted_one_takes_none(town: Town, bot: ToyBot) -> None:
    amira, _, group = await parents(town, topics=["News", "Talk"])
    news = (await town.topics(group, amira))["News"]
    sent = await bot.call("sendMessage", chat_id=group, message_thread_id=news, text="In the news")
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (news, True)
    await heard(bot)
    await amira.type("/help", chat=group, thread=news)
    assert [message["message_thread_id"] for message in await heard(bot)] == [news]
    await town.post("/sim/topic", chat=group, thread=news, do="close")
    late = {"chat_id": group, "message_thread_id": news, "text": "Late"}
    assert await bot.fails("sendMessage", **late) == (400, "Bad Request: TOPIC_CLOSED")
    await town.post("/sim/topic", chat=group, thread=news, do="delete")
    assert await bot.fails("sendMessage", **late) == (400, "Bad Request: message thread not found")
    assert list(await town.topics(group, amira)) == ["Talk"]


async def test_an_administrator_makes_closes_and_deletes_topics(town: Town, bot: ToyBot) -> None:
    amira, _, group = await parents(town, topics=["News"])
    words = "Bad Request: not enough rights to manage topics in the chat"
    assert await bot.fails("createForumTopic", chat_id=group, name="Votes") == (400, words)
    await town.bot_member(group, "administrator")
    place = {"chat_id": group}
    place["message_thread_id"] = (await bot.call("createForumTopic", name="Votes", **place))[
        "message_thread_id"
    ]
    await bot.call("editForumTopic", name="Our votes", **place)
    await bot.call("closeForumTopic", **place)
    assert await bot.fails("closeForumTopic", **place) == (400, "Bad Request: TOPIC_NOT_MODIFIED")
    await bot.call("reopenForumTopic", **place)
    assert list(await town.topics(group, amira)) == ["News", "Our votes"]
    await bot.call("deleteForumTopic", **place)
    assert list(await town.topics(group, amira)) == ["News"]


async def test_pinning_needs_an_administrator_in_groups(town: Town, bot: ToyBot) -> None:
    amira, _, group = await parents(town)
    sent = await bot.call("sendMessage", chat_id=group, text="Read this")
    place = {"chat_id": group, "message_id": sent["message_id"]}
    words = "Bad Request: not enough rights to manage pinned messages in the chat"
    assert await bot.fails("pinChatMessage", **place) == (400, words)
    await town.bot_member(group, "administrator")
    await bot.call("pinChatMessage", **place)
    assert (await bot.call("getChat", chat_id=group))["pinned_message"]["text"] == "Read this"
    assert (await town.get("/sim/chats", as_=amira.id))[1]["pinned"] == sent["message_id"]
    await bot.call("unpinChatMessage", chat_id=group)
    assert "pinned_message" not in await bot.call("getChat", chat_id=group)
