"""A vote closes: nothing counts any more, and everybody hears the result where they were asked."""

import pytest

from bot.simulator.client import Person
from tests.whole.forum import Forum
from tests.whole.voting import parents_of, posted, young_of

SIX = ("Amira", "Bo", "Cy", "Di", "Eve", "Flo")


@pytest.fixture
async def rosalind(forum: Forum) -> Person:
    return await forum.joined("Rosalind")


async def all_tap(forum: Forum, names: tuple[str, ...], label: str, chat: int) -> None:
    for name in names:
        person = await forum.town.person(name)
        assert (await person.tap(label, chat=chat)).startswith(f"You chose {label}.")


async def test_the_chart_with_its_values_answers_the_vote_in_each_group_and_goes_to_those_who_joined(
    forum: Forum, rosalind: Person
) -> None:
    gina = await forum.joined("Gina")
    parents = await parents_of(forum, rosalind, *SIX, "Gina")
    young = await young_of(forum, rosalind, "Kit")
    await posted(rosalind, "Where?", "Library", "Café", places=("Parents", "Young voices"))
    await all_tap(forum, SIX, "Library", parents)
    await gina.tap("Café", chat=parents)
    amira, kit = await forum.town.person("Amira"), await forum.town.person("Kit")
    asked = await amira.sees("Where?", chat=parents)
    await forum.move(days=2)

    told = await amira.sees("Thank you for voting. Here is what people chose.", chat=parents)
    assert told.photo is not None
    assert told.raw["reply_to_message"]["message_id"] == asked.message_id
    promised = "You will hear what came of it by Tuesday 22 December."
    for said in ("7 people answered", "Library: 6 people, 86%", "Café: 1 person, 14%", promised):
        assert said in told.text
    await kit.sees("Library: 6 people, 86%", chat=young)
    assert (await gina.sees("Library: 6 people, 86%")).photo is not None
    await rosalind.sees("Library: 6 people, 86%")

    closed = await amira.sees("This vote is closed.", chat=parents)
    seen = next(one for one in await amira.reads(parents) if one.message_id == asked.message_id)
    assert "This vote is closed. The result comes here." in seen.text
    assert seen.buttons == []
    assert closed.message_id >= asked.message_id


async def test_after_closing_nothing_counts_and_nobody_can_be_found(forum: Forum, rosalind: Person) -> None:
    parents = await parents_of(forum, rosalind, *SIX)
    await posted(rosalind, "Where?", "Library", "Café")
    await all_tap(forum, SIX, "Library", parents)
    amira = await forum.town.person("Amira")
    asked = await amira.sees("Where?", chat=parents)
    await forum.move(days=2)
    await amira.sees("Thank you for voting.", chat=parents)

    said = await amira.press(asked, "vt:1:b", forge=True)
    assert said == "This vote is closed. Thank you for wanting to take part."
    assert forum.rows("SELECT DISTINCT finder, place FROM response") == [(None, "")]
    assert [*(forum.settings.keys_dir.glob("1.key"))] == []
    assert forum.rows("SELECT count(*) FROM answer WHERE value LIKE '%\"a\"%'") == [(6,)]


async def test_a_coordinator_closes_it_by_hand_and_a_second_tap_does_nothing(
    forum: Forum, rosalind: Person
) -> None:
    parents = await parents_of(forum, rosalind, *SIX)
    await posted(rosalind, "Where?", "Library", "Café")
    await all_tap(forum, SIX, "Library", parents)
    await rosalind.type("/close")
    await rosalind.sees("6 answered so far")
    await rosalind.tap("Where?")
    confirm = await rosalind.sees("Close it now?")
    data = forum.taps_of(confirm)["Close it now"]
    await rosalind.tap("Close it now")
    await rosalind.sees("This vote is closed.")
    await rosalind.sees("The result is on its way")
    assert await rosalind.press(confirm, data, forge=True) is not None
    await rosalind.press(confirm, data.replace("cl:", "cc:"), forge=True)
    await forum.move()
    amira = await forum.town.person("Amira")
    await amira.sees("Library: 6 people, 100%", chat=parents)
    results = [one for one in await amira.reads(parents) if "Thank you for voting." in one.text]
    assert len(results) == 1


async def test_few_votes_of_a_confidential_vote_stay_private(forum: Forum, rosalind: Person) -> None:
    parents = await parents_of(forum, rosalind, *SIX)
    await posted(rosalind, "Where?", "Library", "Café")
    await all_tap(forum, SIX[:4], "Library", parents)
    await forum.move(days=2)
    amira = await forum.town.person("Amira")
    told = await amira.sees("Few people voted, so the numbers are kept private.", chat=parents)
    assert told.photo is None
    assert "Library" not in told.text


async def test_a_show_of_hands_ends_with_its_true_counts(forum: Forum, rosalind: Person) -> None:
    parents = await parents_of(forum, rosalind, *SIX)
    await posted(rosalind, "Where?", "Library", "Café", is_open=True)
    amira = await forum.town.person("Amira")
    asked = await amira.sees("Where?", chat=parents)
    await all_tap(forum, SIX[:2], "Library", parents)
    await forum.move(days=2)
    await amira.sees("Library: 2 people, 100%", chat=parents)
    await forum.move(seconds=5)
    shown = await amira.sees("This vote is closed.", chat=parents)
    seen = next(one for one in await amira.reads(parents) if one.message_id == asked.message_id)
    assert "Library\n▰▰▰▰▰▰▰▰▰▰ 2" in seen.text
    assert seen.buttons == []
    assert shown is not None


async def shares(rosalind: Person) -> str:
    await rosalind.type("/results")
    await rosalind.tap("Where?")
    await rosalind.sees("The charts and all values come below.")
    return await rosalind.tap("Share with all members")


async def test_a_show_of_hands_of_few_is_shown_to_nobody_who_did_not_see_the_hands(
    forum: Forum, rosalind: Person
) -> None:
    gina, bo = await forum.joined("Gina"), await forum.joined("Bo")
    parents = await parents_of(forum, rosalind, *SIX, "Gina")
    await posted(rosalind, "Where?", "Library", "Café", is_open=True)
    await all_tap(forum, ("Gina", "Amira"), "Library", parents)
    await forum.move(days=2)
    await gina.sees("Library: 2 people, 100%")  # who voted saw the counts all the time
    await rosalind.sees("Library: 2 people, 100%")  # and who asked was told that everybody would

    assert "Only 2 people voted" in await shares(rosalind)

    await bo.type("/results")
    await bo.sees("There is no result to see yet.")
    await rosalind.type("/export")
    await rosalind.sees("What would you like as a file?")
    assert "Too few people answered." in await rosalind.tap("Where?")
    assert forum.rows("SELECT shared_at FROM survey") == [(None,)]


async def test_a_show_of_hands_of_many_may_be_shared(forum: Forum, rosalind: Person) -> None:
    bo = await forum.joined("Bo")
    parents = await parents_of(forum, rosalind, *SIX)
    await forum.move()
    await posted(rosalind, "Where?", "Library", "Café", is_open=True)
    await all_tap(forum, SIX, "Library", parents)
    await forum.move(days=2)
    await rosalind.sees("Library: 6 people, 100%")
    await shares(rosalind)
    await bo.type("/results")
    await bo.tap("Where?")
    await bo.sees("Library: 6 people, 100%")
    await rosalind.type("/results")
    await rosalind.sees("6 of 7 answered, 86%.")


async def test_the_bot_taken_out_while_a_vote_runs_is_told_and_the_votes_cast_count(
    forum: Forum, rosalind: Person
) -> None:
    parents = await parents_of(forum, rosalind, *SIX)
    other = await parents_of(forum, rosalind, *SIX, title="Elsewhere")
    await posted(rosalind, "Where?", "Library", "Café", places=("Parents", "Elsewhere"))
    await all_tap(forum, SIX, "Library", parents)
    await forum.town.bot_member(parents, "kicked")
    await rosalind.sees("I was taken out of the group Parents. Votes still run there: Where?.")
    await forum.move(days=2)
    amira = await forum.town.person("Amira")
    await amira.sees("Library: 6 people, 100%", chat=other)
    assert forum.rows("SELECT is_member FROM chat_group WHERE chat = ?", parents) == [(0,)]
    assert forum.rows("SELECT told_at IS NOT NULL FROM survey") == [(1,)]


async def test_a_restart_between_closing_and_telling_loses_nothing(forum: Forum, rosalind: Person) -> None:
    parents = await parents_of(forum, rosalind, *SIX)
    await posted(rosalind, "Where?", "Library", "Café")
    await all_tap(forum, SIX, "Café", parents)
    await forum.stop()
    forum.clock.now = forum.clock.now.replace(day=26)
    await forum.start()
    await forum.move()
    amira = await forum.town.person("Amira")
    await amira.sees("Café: 6 people, 100%", chat=parents)
    await forum.restart()
    await forum.move()
    results = [one for one in await amira.reads(parents) if "Thank you for voting." in one.text]
    assert len(results) == 1


# Parent approved


async def test_a_page_that_enough_people_find_helpful_has_its_badge(forum: Forum, rosalind: Person) -> None:
    eleven = tuple(f"Parent{number}" for number in range(11))
    group = await parents_of(forum, rosalind, *eleven)
    await page_asked(rosalind)
    amira = await forum.town.person(eleven[0])
    shown = await amira.sees("Does this page of the Local Offer help?", chat=group)
    assert "Short breaks\nhttps://harbour.example/breaks" in shown.text
    assert shown.buttons[:3] == ["Yes, it helps", "Nearly, something is missing", "No, it does not help"]
    assert shown.rows[4][0]["url"].endswith("?start=v_1")
    for name in eleven[:9]:
        await (await forum.town.person(name)).tap("Yes, it helps", chat=group)
    for name in eleven[9:]:
        said = await (await forum.town.person(name)).tap("Nearly", chat=group)
        assert said.endswith("Tell us why: tap the button below.")
    await forum.move(days=2)

    await amira.sees("Short breaks is parent approved now.", chat=group)
    await rosalind.type("/updates")
    listed = await rosalind.sees("Parent approved")
    assert "👍 Short breaks\nhttps://harbour.example/breaks\nSince Wednesday 25 November" in listed.text


async def test_a_page_that_too_few_answered_has_no_badge(forum: Forum, rosalind: Person) -> None:
    group = await parents_of(forum, rosalind, *SIX)
    await page_asked(rosalind)
    await all_yes(forum, group)
    await forum.move(days=2)
    amira = await forum.town.person("Amira")
    await amira.sees("not parent approved yet. It takes 10 answers, with 75% yes.", chat=group)
    await rosalind.type("/updates")
    await rosalind.sees("There is no news yet.")


async def test_why_a_page_does_not_help_is_typed_in_private(forum: Forum, rosalind: Person) -> None:
    await parents_of(forum, rosalind, "Amira")
    await page_asked(rosalind, "Parents", "A link")
    gina = await forum.joined("Gina")
    await gina.start("v_1")
    await gina.tap("No, it does not help")
    ballot = await gina.sees("What is missing on the page, or not right?")
    assert "What you write is private, with one exception." in ballot.text
    await gina.type("The phone number is wrong")
    assert "The phone number is wrong" in (await gina.sees("You wrote")).text
    assert forum.rows("SELECT question FROM answer ORDER BY question") == [("vote",), ("why",)]
    await gina.tap("Yes, it helps")
    assert "The phone number is wrong" not in (await gina.sees("You chose Yes")).text
    assert forum.rows("SELECT question FROM answer") == [("vote",)]


async def test_a_page_is_asked_about_in_private_too_and_words_after_closing_belong_nowhere(
    forum: Forum, rosalind: Person
) -> None:
    gina = await forum.joined("Gina")
    await parents_of(forum, rosalind, "Amira")
    await page_asked(rosalind, "Everybody")
    invitation = await gina.sees("Does this page of the Local Offer help?")
    assert invitation.buttons[3:] == ["What does “Local Offer” mean?", "How is this vote used?"]
    await gina.tap("Nearly")
    await gina.sees("What is missing on the page")
    await forum.move(days=2)
    await gina.type("The map")
    await gina.sees("This vote is closed.")
    await gina.type("The map")
    await gina.offered("All topics")


async def page_asked(rosalind: Person, *places: str) -> None:
    await rosalind.type("/newvote")
    await rosalind.tap("A page of the Local Offer instead")
    await rosalind.sees("What is the page called?")
    await rosalind.type("Short breaks")
    await rosalind.sees("What is the address of the page?")
    await rosalind.type("not an address")
    await rosalind.sees("I do not understand that address.")
    await rosalind.type("harbour.example/breaks")
    await rosalind.sees("Where shall we ask?")
    for place in places or ("Parents",):
        await rosalind.tap(place)
    await rosalind.tap("Next")
    await rosalind.tap("Tomorrow at eight")
    await rosalind.sees("Preview")
    await rosalind.tap("Post it now")
    await rosalind.sees("This vote is open until")


async def all_yes(forum: Forum, group: int) -> None:
    for name in SIX:
        await (await forum.town.person(name)).tap("Yes, it helps", chat=group)
