"""Votes in groups: anybody there taps, is answered alone, may change their mind, and counts once."""

import pytest

from bot.simulator.client import Person
from tests.whole.forum import Forum
from tests.whole.voting import made, parents_of, posted, young_of


def choices(forum: Forum) -> list[str]:
    return sorted(value for (value,) in forum.rows("SELECT value FROM answer"))


@pytest.fixture
async def rosalind(forum: Forum) -> Person:
    return await forum.joined("Rosalind")


async def test_somebody_who_has_not_joined_votes_changes_it_and_takes_it_back(
    forum: Forum, rosalind: Person
) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    await posted(rosalind, "Where?", "Library", "Café")
    amira = await forum.town.person("Amira")
    shown = await amira.sees("Where?", chat=group)
    assert "We never show who chose what." in shown.text
    assert "No counts are shown until it closes." in shown.text

    said = await amira.tap("Café", chat=group)
    assert said == "You chose Café. You can change it until Tuesday 24 November, 8 pm."
    assert forum.rows("SELECT sent, audience, age, area FROM response") == [(1, "parent", None, None)]
    assert forum.rows("SELECT * FROM participation") == []

    assert (await amira.tap("Library", chat=group)).startswith("You chose Library.")
    assert choices(forum) == ['{"chosen":["a"]}']
    assert await amira.tap("Library", chat=group) == (
        "You took it back. You can vote again until Tuesday 24 November, 8 pm."
    )
    assert forum.rows("SELECT * FROM response") == []
    assert (await amira.reads(group))[-1].text == shown.text


async def test_the_same_vote_in_two_groups_and_in_private_counts_once_a_person(
    forum: Forum, rosalind: Person
) -> None:
    amira = await forum.joined("Amira")
    parents = await parents_of(forum, rosalind, "Amira")
    young = await young_of(forum, rosalind, "Amira")
    await posted(rosalind, "Where?", "A", "B", places=("Parents", "Young voices", "Everybody"))
    await amira.tap("A", chat=parents)
    await amira.tap("B", chat=young)
    assert choices(forum) == ['{"chosen":["b"]}']

    invitation = await amira.sees("Where?")
    assert invitation.buttons[:2] == ["A", "B"]
    await amira.tap("A")
    ballot = await amira.sees("You chose A.")
    assert ballot.message_id == invitation.message_id
    assert ballot.buttons[0] == "● A"
    assert choices(forum) == ['{"chosen":["a"]}']
    assert forum.rows("SELECT audience FROM response") == [("parent",)]
    assert len(forum.rows("SELECT * FROM participation")) == 1


async def test_who_votes_and_joins_afterwards_is_the_same_person(forum: Forum, rosalind: Person) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    await posted(rosalind, "Where?", "A", "B", places=("Parents", "A link"))
    amira = await forum.town.person("Amira")
    await amira.tap("A", chat=group)
    await amira.start("v_1")
    await amira.tap("Agree")
    await amira.tap("Parent or carer")
    ballot = await amira.sees("Where?")
    assert ballot.buttons[0] == "● A"
    await amira.tap("B")
    await amira.sees("You chose B.")
    assert choices(forum) == ['{"chosen":["b"]}']


async def test_several_are_ticked_and_an_order_counts_when_it_is_whole(
    forum: Forum, rosalind: Person
) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    amira = await forum.town.person("Amira")
    await posted(rosalind, "Which days?", "Mon", "Tue", "Wed", kind="Choose several")
    await amira.tap("Wed", chat=group)
    assert (await amira.tap("Mon", chat=group)).startswith("You chose Mon, Wed.")
    assert (await amira.tap("Wed", chat=group)).startswith("You chose Mon.")

    await posted(rosalind, "What first?", "X", "Y", "Z", kind="Put in order")
    await amira.sees("What first?", chat=group)
    assert await amira.tap("Y", chat=group) == "So far: 1 Y. 2 left to tap. It counts when all have a place."
    assert forum.rows("SELECT sent FROM response WHERE survey = 2") == [(0,)]
    assert (await amira.tap("Z", chat=group)).startswith("Your order: 1 Y, 2 Z, 3 X.")
    assert forum.rows("SELECT sent FROM response WHERE survey = 2") == [(1,)]
    assert (await amira.tap("Y", chat=group)).startswith("So far: 1 Z, 2 X.")
    assert forum.rows("SELECT sent FROM response WHERE survey = 2") == [(0,)]


async def test_an_open_vote_shows_its_counts_not_too_often_and_at_last_truly(
    forum: Forum, rosalind: Person
) -> None:
    people = ("Amira", "Bo", "Cy", "Di")
    group = await parents_of(forum, rosalind, *people)
    await posted(rosalind, "Where?", "Library", "Café", is_open=True)
    amira = await forum.town.person("Amira")
    shown = await amira.sees("Everybody can see the counts.", chat=group)
    assert "▱▱▱▱▱▱▱▱▱▱ 0" in shown.text

    await amira.tap("Café", chat=group)
    await forum.move()
    await amira.sees("Café\n▰▰▰▰▰▰▰▰▰▰ 1", chat=group)
    since = await forum.town.requests_made()
    for name in people[1:]:
        await (await forum.town.person(name)).tap("Library", chat=group)
        await forum.move()
    assert [one["method"] for one in await forum.town.requests(since) if "edit" in one["method"]] == []
    await forum.move(seconds=5)
    seen = await amira.sees("4 people have voted.", chat=group)
    assert "Library\n▰▰▰▰▰▰▰▰▱▱ 3" in seen.text
    assert seen.message_id == shown.message_id


async def test_who_is_forgotten_is_in_no_count_any_more(forum: Forum, rosalind: Person) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    await posted(rosalind, "Where?", "Library", "Café", is_open=True)
    gina = await forum.joined("Gina")
    await gina.join(group)
    await gina.tap("Café", chat=group)
    await forum.move()
    await gina.sees("1 person has voted", chat=group)
    await gina.type("/forgetme")
    await gina.tap("Yes")
    await gina.sees("forgotten")
    await forum.move(seconds=5)
    await rosalind.sees("0 people have voted", chat=group)
    assert forum.rows("SELECT * FROM response") == []


async def test_how_a_vote_is_used_is_told_to_whom_asks(forum: Forum, rosalind: Person) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    await posted(rosalind, "Where?", "A", "B")
    amira = await forum.town.person("Amira")
    said = await amira.tap("How is this vote used?", chat=group)
    assert "Only totals are shown." in said
    assert len(said) <= 200


async def test_a_topic_takes_the_vote_and_its_result(forum: Forum, rosalind: Person) -> None:
    group = await parents_of(forum, rosalind, "Amira", topics=["News", "Talk"])
    topics = await forum.town.topics(group, rosalind)
    await posted(rosalind, "Where?", "A", "B", places=("Parents · Talk",))
    amira = await forum.town.person("Amira")
    shown = await amira.sees("Where?", chat=group)
    assert shown.raw["message_thread_id"] == topics["Talk"]
    await forum.move(days=2)
    result = await amira.sees("Thank you for voting.", chat=group)
    assert result.raw["message_thread_id"] == topics["Talk"]
    assert result.raw["reply_to_message"]["message_id"] == shown.message_id


async def test_a_group_that_moved_has_the_vote_again_and_both_messages_count(
    forum: Forum, rosalind: Person
) -> None:
    group = await parents_of(forum, rosalind, "Amira", "Bo")
    await posted(rosalind, "Where?", "A", "B", is_open=True)
    amira, bo = await forum.town.person("Amira"), await forum.town.person("Bo")
    before = await amira.sees("Where?", chat=group)
    await amira.tap("A", chat=group)
    new = await forum.town.migrate(group)
    await forum.town.quiet()
    await forum.move(seconds=5)
    shown = await amira.sees("1 person has voted", chat=new)
    await amira.tap("B", chat=new)
    assert choices(forum) == ['{"chosen":["b"]}']
    await forum.move(seconds=5)
    assert (await bo.sees("B\n▰▰▰▰▰▰▰▰▰▰ 1", chat=new)).message_id == shown.message_id
    assert forum.rows("SELECT audience, is_member FROM chat_group WHERE chat = ?", new) == [("parent", 1)]
    assert before.chat != new


async def test_a_message_that_was_deleted_is_posted_again_on_request(forum: Forum, rosalind: Person) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    await posted(rosalind, "Where?", "A", "B")
    amira = await forum.town.person("Amira")
    shown = await amira.sees("Where?", chat=group)
    await amira.tap("A", chat=group)
    await forum.deleted(group, shown.message_id)

    await rosalind.type("/close")
    await rosalind.tap("Where?")
    await rosalind.tap("Post it again")
    await rosalind.sees("It is posted in: Parents")
    again = await amira.sees("Where?", chat=group)
    assert again.message_id != shown.message_id
    await amira.tap("B", chat=group)
    assert choices(forum) == ['{"chosen":["b"]}']


async def post_again(rosalind: Person) -> None:
    await rosalind.type("/close")
    await rosalind.tap("Where?")
    await rosalind.tap("Post it again")
    await rosalind.sees("It is posted in: Parents")


async def test_a_copy_further_up_loses_its_buttons_and_its_counts_when_the_vote_is_posted_again(
    forum: Forum, rosalind: Person
) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    await posted(rosalind, "Where?", "A", "B", is_open=True)
    amira = await forum.town.person("Amira")
    first = await amira.sees("Where?", chat=group)
    await amira.tap("A", chat=group)
    await post_again(rosalind)
    await forum.restart()
    await post_again(rosalind)
    for _ in range(3):
        await forum.move(seconds=5)

    last = (await amira.reads(group))[-1]
    assert "A\n▰▰▰▰▰▰▰▰▰▰ 1" in last.text
    votes = [one for one in await amira.reads(group) if "Where?" in one.text]
    assert len(votes) == 3
    for old in votes[:2]:
        assert old.text == "🗳 Where?\n\nThis vote stands again further down."
        assert old.buttons == []
    said = await amira.press(first, "vt:1:b", forge=True)
    assert said.startswith("You chose B.")
    await forum.move(days=2)
    await amira.sees("Thank you for voting.", chat=group)
    assert "further down" in (await amira.reads(group))[1].text


async def test_a_group_that_was_left_does_not_keep_a_vote_from_standing_again_elsewhere(
    forum: Forum, rosalind: Person
) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    gone = await parents_of(forum, rosalind, "Amira", title="Elsewhere")
    await posted(rosalind, "Where?", "A", "B", places=("Parents", "Elsewhere"))
    amira = await forum.town.person("Amira")
    await amira.sees("Where?", chat=gone)
    await forum.town.bot_member(gone, "kicked")
    await rosalind.sees("I was taken out of the group Elsewhere")
    await post_again(rosalind)
    await forum.town.quiet()
    await forum.move()
    assert len([one for one in await amira.reads(group) if "Where?" in one.text]) == 2
    await forum.town.bot_member(group, "kicked")
    await rosalind.sees("I was taken out of the group Parents")
    await rosalind.type("/close")
    await rosalind.tap("Where?")
    assert "I am not in" in await rosalind.tap("Post it again")


async def test_a_vote_is_pinned_where_the_bot_may_pin(forum: Forum, rosalind: Person) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    await forum.town.bot_member(group, "administrator")
    await forum.town.quiet()
    await posted(rosalind, "Where?", "A", "B")
    shown = await rosalind.sees("Where?", chat=group)
    await forum.town.quiet()
    since = await rosalind.newest(group)
    while not any("pinned_message" in one.raw for one in await rosalind.reads(group)):
        assert await rosalind.sees_change(since, 5, group)
        since = await rosalind.newest(group)
    assert (await forum.town.get("/sim/chats", as_=rosalind.id))[1]["pinned"] == shown.message_id


async def test_three_hundred_taps_of_one_person_leave_one_choice(forum: Forum, rosalind: Person) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    await posted(rosalind, "Where?", "A", "B")
    amira = await forum.town.person("Amira")
    shown = await amira.sees("Where?", chat=group)
    data = [shown.rows[0][0]["callback_data"], shown.rows[1][0]["callback_data"]]
    for number in range(300):
        await amira.press(shown, data[number % 2], wait=0)
    await forum.town.quiet(30)
    assert choices(forum) == ['{"chosen":["b"]}']
    assert forum.rows("SELECT count(*) FROM response") == [(1,)]


async def test_who_left_the_group_counts_no_more_until_they_are_back(forum: Forum, rosalind: Person) -> None:
    group = await parents_of(forum, rosalind, "Amira", "Bo")
    await posted(rosalind, "Where?", "A", "B")
    bo = await forum.town.person("Bo")
    shown = await bo.sees("Where?", chat=group)
    data = shown.rows[0][0]["callback_data"]
    await bo.leave(group)
    await forum.town.quiet()
    assert await forum.pressed_from_outside(bo, shown, data) == (
        "You have left this group, so a tap here does not count any more."
    )
    assert forum.rows("SELECT * FROM response") == []
    await bo.join(group)
    await forum.town.quiet()
    assert (await bo.tap("A", chat=group)).startswith("You chose A.")


async def test_a_tap_by_a_bot_counts_nothing(forum: Forum, rosalind: Person) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    await posted(rosalind, "Where?", "A", "B")
    amira = await forum.town.person("Amira")
    shown = await amira.sees("Where?", chat=group)
    press = {
        "id": "77",
        "from": {"id": 4242, "is_bot": True, "first_name": "Robot"},
        "message": shown.raw,
        "chat_instance": "1",
        "data": shown.rows[0][0]["callback_data"],
    }
    await forum.town.updates({"callback_query": press})
    await forum.town.quiet()
    assert forum.rows("SELECT * FROM response") == []
    assert forum.rows("SELECT * FROM set_aside") == []


async def test_forged_taps_count_nothing(forum: Forum, rosalind: Person) -> None:
    """An option that is not there, a vote that is not there, and a vote of another group."""
    group = await parents_of(forum, rosalind, "Amira")
    other = await parents_of(forum, rosalind, "Bo", title="Elsewhere")
    await posted(rosalind, "Where?", "A", "B")
    amira, bo = await forum.town.person("Amira"), await forum.town.person("Bo")
    shown = await amira.sees("Where?", chat=group)
    told = [await amira.press(shown, data, forge=True) for data in ("vt:1:z", "vt:9:a", "be:1", "x")]
    assert told == ["That button is an old one. It does nothing any more."] * 4
    assert await bo.press(1, "vt:1:a", chat=other, forge=True) == told[0]
    await bo.start()
    await bo.tap("Agree")
    await bo.tap("Parent or carer")
    await bo.sees("Welcome")
    said = await bo.press(bo.screen(), "vt:1:a", forge=True)
    assert said == "This vote is only for the groups it was put into."
    assert forum.rows("SELECT * FROM response") == []


async def test_a_command_by_an_anonymous_administrator_is_shown_the_private_chat(
    forum: Forum, rosalind: Person
) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    await rosalind.type("/newvote", chat=group, anonymous=True)
    await rosalind.sees("I answer in a private chat", chat=group)
    assert forum.rows("SELECT * FROM draft") == []
    assert forum.rows("SELECT * FROM set_aside") == []


async def test_a_vote_of_groups_only_stands_in_nobodys_list(forum: Forum, rosalind: Person) -> None:
    await parents_of(forum, rosalind, "Amira")
    await posted(rosalind, "Where?", "A", "B")
    await posted(rosalind, "When?", "A", "B", places=("A link",))
    await rosalind.type("/surveys")
    shown = await rosalind.sees("These surveys are open")
    assert "When?" in shown.text
    assert "Where?" not in shown.text
    await rosalind.tap("When?")
    ballot = await rosalind.sees("Tap your choice.")
    assert ballot.buttons[:2] == ["A", "B"]


async def test_long_options_stand_above_their_buttons(forum: Forum, rosalind: Person) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    long = "x" * 100
    preview = await made(rosalind, "Where?", long, "B")
    assert f"• {long}" in preview.text
    await rosalind.tap("Post it now")
    await rosalind.sees("It is posted in")
    amira = await forum.town.person("Amira")
    await amira.sees(f"• {long}", chat=group)
    said = await amira.tap(long, chat=group)
    assert said.startswith("You chose xxx")
    assert len(said) <= 200
