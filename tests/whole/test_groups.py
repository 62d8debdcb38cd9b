"""The groups the bot is in: found, named, described, left and found again."""

import pytest

from bot.simulator.client import Person
from tests.whole.forum import Forum
from tests.whole.voting import parents_of


@pytest.fixture
async def rosalind(forum: Forum) -> Person:
    return await forum.joined("Rosalind")


async def test_a_group_is_described_when_the_bot_is_added_and_can_be_changed_later(
    forum: Forum, rosalind: Person
) -> None:
    await rosalind.type("/groups")
    await rosalind.sees("I am in no group yet.")
    await parents_of(forum, rosalind, "Amira", title="Coast <parents>")
    await rosalind.type("/groups")
    await rosalind.sees("Coast <parents>: parents and carers")
    await rosalind.tap("Coast <parents>")
    await rosalind.tap("Both together")
    await rosalind.sees("parents and young people together")
    assert forum.rows("SELECT title, audience FROM chat_group") == [("Coast <parents>", "mixed")]


async def test_topics_are_known_by_name_from_when_they_are_made(forum: Forum, rosalind: Person) -> None:
    group = await parents_of(forum, rosalind, "Amira", topics=["News", "Talk"])
    await forum.town.quiet()
    names = [name for (name,) in forum.rows("SELECT name FROM topic WHERE chat = ? ORDER BY thread", group)]
    assert names == ["News", "Talk"]


async def test_a_group_that_became_a_supergroup_keeps_what_was_said_of_it(
    forum: Forum, rosalind: Person
) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    new = await forum.town.migrate(group)
    await forum.town.quiet()
    await rosalind.type("/groups")
    shown = await rosalind.sees("The groups I am in")
    assert "Parents: parents and carers" in shown.text
    assert shown.buttons == ["Parents"]
    assert forum.rows("SELECT chat FROM chat_group WHERE is_member = 1") == [(new,)]


async def test_a_group_that_the_bot_was_taken_out_of_is_listed_no_more(
    forum: Forum, rosalind: Person
) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    await forum.town.bot_member(group, "left")
    await forum.town.quiet()
    await rosalind.type("/groups")
    await rosalind.sees("I am in no group yet.")
    await forum.town.bot_member(group, "member")
    await forum.town.quiet()
    await rosalind.type("/groups")
    await rosalind.sees("Parents: parents and carers")
    asked = [one for one in await rosalind.reads() if "I am in the group" in one.text]
    assert len(asked) == 0  # the first one was answered, and it is not asked again


async def test_members_are_counted_anew_when_people_come_and_go(forum: Forum, rosalind: Person) -> None:
    group = await parents_of(forum, rosalind, "Amira", "Bo")
    await forum.move()
    assert forum.rows("SELECT people FROM chat_group") == [(4,)]
    await (await forum.town.person("Bo")).leave(group)
    await forum.town.quiet()
    await forum.move()
    assert forum.rows("SELECT people FROM chat_group") == [(3,)]


async def test_only_coordinators_see_and_describe_groups(forum: Forum, rosalind: Person) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    bo = await forum.joined("Bo")
    await bo.type("/groups")
    shown = await bo.sees("Sorry, only our team can do that.")
    assert await bo.press(shown, f"ga:{group}:young", forge=True) == "Sorry, only our team can do that."
    assert forum.rows("SELECT audience FROM chat_group") == [("parent",)]
