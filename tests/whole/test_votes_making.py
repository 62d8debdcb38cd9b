"""A coordinator makes a vote in the chat: step by step, back, away, again, and with a colleague."""

from pathlib import Path

import pytest

from bot.simulator.client import Person
from tests.whole.forum import Forum, living_forum
from tests.whole.voting import made, parents_of, posted, young_of


@pytest.fixture
async def rosalind(forum: Forum) -> Person:
    return await forum.joined("Rosalind")


async def at_options(rosalind: Person, question: str = "Where shall we meet?") -> None:
    await rosalind.type("/newvote")
    await rosalind.sees("What is the question?")
    await rosalind.type(question)
    await rosalind.sees("What can people choose?")


async def at_closing_time(rosalind: Person) -> None:
    await at_options(rosalind)
    await rosalind.type("A\nB")
    await rosalind.tap("Choose one")
    await rosalind.tap("A link")
    await rosalind.tap("Next")
    await rosalind.sees("When does it close?")


async def test_a_plain_vote_takes_at_most_eight_taps_and_two_typed_messages(
    forum: Forum, rosalind: Person
) -> None:
    group = await parents_of(forum, rosalind, "Amira", "Bo")
    taps = 0

    async def tap(label: str) -> None:
        nonlocal taps
        taps += 1
        await rosalind.tap(label)

    await at_options(rosalind)
    await rosalind.type("Library\nCafé")
    await rosalind.sees("How do people answer?")
    await tap("Choose one")
    await rosalind.sees("Where shall we ask?")
    await tap("Parents")
    await tap("Next")
    await rosalind.sees("When does it close?")
    await tap("Tomorrow at eight")
    await rosalind.sees("Is the question personal?")
    await tap("No, ordinary")
    await tap("No, confidential")
    shown = await rosalind.sees("Preview")
    await tap("Post it now")
    await rosalind.sees("It is posted in: Parents")

    assert taps <= 8
    amira = await forum.town.person("Amira")
    seen = await amira.sees("Where shall we meet?", chat=group)
    assert seen.buttons == ["Library", "Café", "How is this vote used?"]
    assert seen.text in shown.text
    assert shown.buttons[:3] == ["✅ Post it now", "Library", "Café"]
    assert shown.buttons[-1] == "Throw this away"


async def test_every_step_goes_back_and_keeps_what_was_said(forum: Forum, rosalind: Person) -> None:
    await parents_of(forum, rosalind, "Amira")
    preview = await made(rosalind, "Where?", "A", "B", places=("Parents", "A link"))
    assert "Where: Parents; A link to share" in preview.text
    for step in ("Shall people see", "personal?", "It closes Tuesday 24 November", "Where shall we ask?",
                 "How do people answer?", "A\nB", "So far:\nWhere?"):  # fmt: skip
        await rosalind.tap("‹ Back")
        await rosalind.sees(step)
    assert "‹ Back" not in rosalind.screen().buttons
    await rosalind.type("Where shall we go?")
    await rosalind.sees("A\nB")
    await rosalind.tap("Next")
    assert "● Choose one" in (await rosalind.sees("How do people answer?")).buttons


async def test_a_draft_is_thrown_away_and_nothing_is_left_of_it(forum: Forum, rosalind: Person) -> None:
    await at_options(rosalind)
    await rosalind.tap("Throw this away")
    await rosalind.sees("It is thrown away.")
    assert forum.rows("SELECT * FROM draft") == []
    await rosalind.type("A\nB")
    await rosalind.offered("All topics")


async def test_a_restart_at_each_step_loses_nothing(forum: Forum, rosalind: Person) -> None:
    await at_options(rosalind)
    await forum.restart()
    await rosalind.type("A\nB")
    await rosalind.sees("How do people answer?")
    await forum.restart()
    await rosalind.tap("Choose one")
    await rosalind.tap("A link")
    await rosalind.tap("Next")
    await forum.restart()
    await rosalind.type("friday 7pm")
    await rosalind.sees("It closes Friday 27 November, 7 pm.")


async def test_a_draft_is_carried_on_later_also_by_another_coordinator(
    forum: Forum, rosalind: Person
) -> None:
    await at_options(rosalind)
    await rosalind.type("/help")
    await rosalind.sees("What you can do here")
    idris = await coordinator(forum)
    await idris.type("/newvote")
    await idris.sees("What is the question?")
    await idris.tap("Carry on: Where shall we meet?")
    await idris.sees("What can people choose?")
    await idris.type("A\nB")
    await idris.sees("How do people answer?")


async def coordinator(forum: Forum) -> Person:
    """A second one, by a link."""
    await forum.stop()
    found = await forum.town.person("Wren")
    forum.settings = forum.settings.model_copy(
        update={"coordinators": forum.settings.coordinators | {found.id}}
    )
    await forum.start()
    return await forum.joined("Wren")


async def test_two_coordinators_at_once_do_not_overwrite_each_other_unseen(
    forum: Forum, rosalind: Person
) -> None:
    wren = await coordinator(forum)
    await at_options(rosalind)
    await wren.type("/newvote")
    await wren.tap("Carry on: Where")
    await wren.sees("What can people choose?")
    await rosalind.type("A\nB")
    await rosalind.sees("How do people answer?")

    await wren.type("C\nD")
    seen = await wren.sees("Another coordinator changed this vote meanwhile.")
    assert "How do people answer?" in seen.text
    (body,) = forum.rows("SELECT body FROM draft WHERE step = 'kind'")[0]
    assert '"options":["A","B"]' in body

    await wren.tap("Put in order")
    await wren.sees("Where shall we ask?")
    await rosalind.tap("Choose several")
    seen = await rosalind.sees("Another coordinator changed this vote meanwhile.")
    assert "Where shall we ask?" in seen.text
    (body,) = forum.rows("SELECT body FROM draft WHERE step = 'places'")[0]
    assert '"kind":"put_in_order"' in body


async def test_a_coordinator_who_loses_the_role_in_the_middle_goes_no_further(
    forum: Forum, rosalind: Person
) -> None:
    await at_options(rosalind)
    await forum.stop()
    wren = await forum.town.person("Wren")
    forum.settings = forum.settings.model_copy(update={"coordinators": frozenset({wren.id})})
    await forum.start()
    await rosalind.type("A\nB")
    await rosalind.sees("Sorry, only our team can do that.")
    assert (
        await rosalind.press(rosalind.screen(), "vx:1:2", forge=True) == "Sorry, only our team can do that."
    )
    assert forum.rows("SELECT step FROM draft") == [("options",)]
    assert forum.rows("SELECT * FROM survey") == []


async def test_a_second_tap_on_post_finds_what_the_first_one_did(forum: Forum, rosalind: Person) -> None:
    await parents_of(forum, rosalind, "Amira")
    preview = await made(rosalind, "Where?", "A", "B")
    data = forum.taps_of(preview)["✅ Post it now"]
    await rosalind.press(preview, data, wait=0)
    await rosalind.press(preview, data, forge=True)
    await rosalind.sees("It is posted in: Parents")
    assert forum.rows("SELECT count(*) FROM survey") == [(1,)]
    assert forum.rows("SELECT count(*) FROM posting") == [(1,)]


async def test_a_tap_on_the_preview_says_that_it_is_one(forum: Forum, rosalind: Person) -> None:
    group = await parents_of(forum, rosalind, "Amira")
    preview = await made(rosalind, "Where?", "A", "B", is_open=True)
    only = "This is only a preview. Tap “Post it now” to ask the vote."
    assert await rosalind.tap("A") == only
    assert await rosalind.tap("How is this vote used?") == only
    await rosalind.sees("Preview")
    await rosalind.tap("Post it now")
    amira = await forum.town.person("Amira")
    shown = await amira.sees("Where?", chat=group)
    assert preview.text.partition("———\n\n")[2] == shown.text
    assert preview.buttons[1 : 1 + len(shown.buttons)] == shown.buttons


async def test_the_time_may_come_while_the_preview_stands(forum: Forum, rosalind: Person) -> None:
    await parents_of(forum, rosalind, "Amira")
    await made(rosalind, "Where?", "A", "B")
    await forum.move(days=3)
    assert await rosalind.tap("Post it now") == "That time is over. Please choose one that is still to come."
    assert forum.rows("SELECT * FROM survey") == []


async def test_before_a_confidential_vote_of_few_people_the_coordinator_is_told(
    forum: Forum, rosalind: Person
) -> None:
    await parents_of(forum, rosalind, *"ABCDEFGH")  # nine with the coordinator
    await forum.move()
    few = await made(rosalind, "Where?", "A", "B")
    assert "So few people are asked" in few.text
    assert "Nothing is shown before 5 people have voted." in few.text
    await made(rosalind, "Where?", "A", "B", personal=True)
    assert "Numbers from 1 to 4 are never shown." in rosalind.screen().text
    shown = await made(rosalind, "Where?", "A", "B", is_open=True)
    assert "So few" not in shown.text

    await parents_of(forum, rosalind, *"ABCDEFGHI", title="Ten")
    await forum.move()
    assert "So few" not in (await made(rosalind, "Where?", "A", "B", places=("Ten",))).text


async def test_a_personal_question_is_never_a_show_of_hands(forum: Forum, rosalind: Person) -> None:
    await parents_of(forum, rosalind, "Amira")
    preview = await made(rosalind, "How are you?", "A", "B", personal=True)
    assert "No counts are shown until it closes." in preview.text
    version = forum.rows("SELECT version FROM draft")[0][0]
    said = await rosalind.press(preview, f"vs:1:{version}:open:yes", forge=True)
    assert said == "A personal question cannot be a show of hands."


async def test_young_people_are_asked_only_with_an_adult_of_the_forum(forum: Forum, rosalind: Person) -> None:
    members = [rosalind, await forum.town.person("Kit")]
    await forum.town.group("Young voices", members)
    await rosalind.sees("I am in the group Young voices now")
    await rosalind.tap("Young people")
    await rosalind.sees("Which adult of the forum")
    await at_options(rosalind)
    await rosalind.type("A\nB")
    await rosalind.tap("Choose one")
    await rosalind.tap("Young voices: who is in it?")
    await rosalind.sees("Nothing is posted here until an adult")
    await rosalind.tap("Name the adult")
    await rosalind.type("🙂")
    await rosalind.sees("Please type a name.")
    await rosalind.type("Sam")
    await rosalind.sees("Adult of the forum: Sam")
    await posted(rosalind, "What now?", "A", "B", places=("Young voices",))
    assert forum.rows("SELECT adult FROM chat_group") == [("Sam",)]


async def test_a_young_peoples_group_is_spoken_to_as_such(forum: Forum, rosalind: Person) -> None:
    group = await young_of(forum, rosalind, "Kit")
    await posted(rosalind, "What now?", "A", "B", places=("Young voices",))
    kit = await forum.town.person("Kit")
    await kit.tap("A", chat=group)
    assert forum.rows("SELECT audience, age FROM response") == [("young", None)]


# Bad input

TOO_FEW = "Please type at least 2 options"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Library", TOO_FEW),
        ("\n\n-\n", TOO_FEW),
        ("\n".join(f"Option {number}" for number in range(11)), "Those are 11 options, and 10 fit."),
        ("Library\n library ", "“library” stands there twice."),
        ("Ｌibrary\nLibrary", "stands there twice."),
        ("👍\n👎", "Please use words too."),
        ("A\n" + "x" * 101, "is too long. An option may have 100 characters."),
    ],
    ids=["one", "bullets", "eleven", "alike", "nearly alike", "emoji only", "101 characters"],
)
async def test_options_that_cannot_be_asked_are_kindly_refused(
    forum: Forum, rosalind: Person, typed: str, said: str
) -> None:
    await at_options(rosalind)
    await rosalind.type(typed)
    seen = await rosalind.sees(said)
    assert "What can people choose?" in seen.text
    await rosalind.type("- Library\n• Café 😀\n\n" + "x" * 100)
    await rosalind.sees("How do people answer?")
    (body,) = forum.rows("SELECT body FROM draft")[0]
    assert f'"options":["Library","Café 😀","{"x" * 100}"]' in body


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("yesterday 7pm", "That time is over."),
        ("in five years", "That is more than a year away."),
        ("28 march 2027 01:30", "Between 1 and 2 at night the clocks may change."),
        ("when the cows come home", "I do not understand that time."),
        ("🎉", "I do not understand that time."),
    ],
)
async def test_closing_times_that_cannot_be_are_kindly_refused(
    forum: Forum, rosalind: Person, typed: str, said: str
) -> None:
    await at_closing_time(rosalind)
    await rosalind.type(typed)
    assert "When does it close?" in (await rosalind.sees(said)).text
    await rosalind.type("friday 7pm")
    await rosalind.sees("It closes Friday 27 November, 7 pm.")
    await rosalind.tap("Next")
    await rosalind.sees("Is the question personal?")


async def test_a_question_of_signs_alone_or_without_end_is_refused(forum: Forum, rosalind: Person) -> None:
    await rosalind.type("/newvote")
    await rosalind.sees("What is the question?")
    await rosalind.type("❓❓❓")
    await rosalind.sees("Please use words too.")
    await rosalind.type("why " * 200)
    await rosalind.sees("and 300 fit")


async def test_words_where_a_tap_is_wanted_are_kindly_refused(forum: Forum, rosalind: Person) -> None:
    await at_options(rosalind)
    await rosalind.type("A\nB")
    await rosalind.sees("How do people answer?")
    await rosalind.type("choose one")
    assert "How do people answer?" in (await rosalind.sees("please tap a button")).text


async def test_tonight_is_not_offered_when_the_evening_is_over(tmp_path: Path) -> None:
    async with living_forum(tmp_path) as forum:
        rosalind = await forum.joined("Rosalind")
        await forum.move(hours=12)
        await at_closing_time(rosalind)
        assert "Tonight at eight" not in rosalind.screen().buttons
        await rosalind.tap("Tomorrow at eight")
        await rosalind.tap("‹ Back")
        await rosalind.sees("It closes Tuesday 24 November, 8 pm.")
