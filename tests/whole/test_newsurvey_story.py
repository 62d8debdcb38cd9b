"""A survey made in the chat goes its whole way: made, looked at, asked, answered, closed, seen."""

import pytest
import yaml

from bot.core.buttons import ChooseAudience
from bot.core.drafting.draft import name_version
from bot.simulator.client import Person
from tests.whole.drafting import (
    asked,
    asked_to_choose,
    begun,
    draft_of,
    from_ready_made,
    opened,
    said_what_it_changes,
    with_three_questions,
)
from tests.whole.forum import Forum


@pytest.fixture
async def rosalind(forum: Forum) -> Person:
    return await forum.joined("Rosalind")


async def test_three_questions_from_nothing_are_asked_and_answered(forum: Forum, rosalind: Person) -> None:
    amira = await forum.joined("Amira")
    await with_three_questions(rosalind)
    await said_what_it_changes(rosalind)
    await opened(rosalind)

    await amira.sees("The new hall")
    await amira.tap("Answer")
    assert "How we plan our next activities." in (await amira.sees("3 short questions")).text
    await amira.tap("Start")
    await amira.sees("Which hall do you like?")
    await amira.tap("The new one")
    await amira.sees("Did you find it?")
    await amira.tap("Yes")
    await amira.sees("What else should we know?")
    await amira.type("The door is heavy.")
    await amira.sees("Here is what you answered")
    await amira.tap("Send my answers")
    await amira.sees("Thank you")
    await forum.closed(rosalind, "The new hall")

    assert forum.rows("SELECT file, answered FROM survey") == [("", 1)]
    assert ("which_hall_do_you",) in forum.rows("SELECT question FROM result")
    told = await amira.sees("Thank you for taking part.")
    assert "The new hall" in told.text and "kept private" in told.text


async def test_a_ready_made_one_is_changed_and_asked(forum: Forum, rosalind: Person) -> None:
    amira = await forum.joined("Amira")
    await from_ready_made(rosalind)
    await rosalind.tap("1")
    await rosalind.sees("Question 1 of 3")
    await rosalind.tap("Change the words")
    await rosalind.sees("How well did people listen to you?")
    await rosalind.type("How well did the school listen?")
    await rosalind.sees("1 to 5: not at all – very well")
    await rosalind.tap("↓ Move down")
    await rosalind.sees("Question 2 of 3")
    await rosalind.tap("‹ Back")
    await rosalind.sees("2. How well did the school listen?")
    await rosalind.tap("3")
    await rosalind.sees("Question 3 of 3")
    await rosalind.tap("Take it out")
    await rosalind.sees("Take question 3 out?")
    await rosalind.tap("Yes, take it out")
    await rosalind.sees("A draft. Nothing is sent yet.")
    await asked_to_choose(rosalind, "Who came?", "Me\nSomebody else")
    await opened(rosalind)

    await amira.sees("Did you feel heard?")
    await amira.tap("Answer")
    await amira.tap("Start")
    await amira.sees("Did you understand what was said?")
    await amira.tap("Yes")
    await amira.sees("How well did the school listen?")
    await amira.tap("5")
    await amira.sees("Who came?")
    await amira.tap("Me")
    await amira.sees("Here is what you answered")
    await amira.tap("Send my answers")
    await amira.sees("Thank you")
    await forum.closed(rosalind, "Did you feel heard?")

    assert forum.rows("SELECT answered FROM survey") == [(1,)]
    assert [question for (question,) in forum.rows("SELECT question FROM result ORDER BY position")] == [
        "understood",
        "listened",
        "who_came",
    ]


async def test_it_is_seen_as_a_parent_and_as_a_young_person_usual_and_shorter(
    forum: Forum, rosalind: Person
) -> None:
    await with_three_questions(rosalind)
    await rosalind.tap("1")
    await rosalind.tap("Shorter words")
    await rosalind.sees("fewer and easier words")
    await rosalind.type("Which hall?")
    await rosalind.sees("In shorter words: Which hall?")
    await rosalind.tap("For young people")
    await rosalind.sees("as you would ask a young person")
    await rosalind.type("Which place is best?")
    await rosalind.sees("For young people: Which place is best?")
    await rosalind.tap("‹ Back")
    await rosalind.sees("A draft")

    await rosalind.tap("Look at it as people will")
    await rosalind.sees("Which hall do you like?")
    await rosalind.tap("Shorter")
    await rosalind.sees("Which hall?\n")
    await rosalind.tap("For young people")
    await rosalind.sees("Which place is best?")
    await rosalind.tap("‹ Back to the draft")
    await rosalind.sees("A draft. Nothing is sent yet.")
    assert forum.rows("SELECT count(*) FROM survey") == [(0,)]


async def test_what_is_missing_is_said_before_it_is_asked(forum: Forum, rosalind: Person) -> None:
    await with_three_questions(rosalind)
    await rosalind.tap("Ask this survey")

    shown = await rosalind.sees("This is still to do before you can ask it")

    assert "Say what it can change" in shown.text
    assert shown.buttons == ["What it can change", "‹ Back to the draft"]


async def test_what_is_missing_is_not_asked_by_an_old_or_forged_button_either(
    forum: Forum, rosalind: Person
) -> None:
    await with_three_questions(rosalind)
    draft, version = draft_of(forum)
    whom = ChooseAudience(name_version(draft, version)).pack()

    assert "Something is still missing" in await rosalind.press(rosalind.screen(), whom, forge=True)
    old = ChooseAudience(name_version(draft, version - 1)).pack()
    assert "changed after this button" in await rosalind.press(rosalind.screen(), old, forge=True)
    gone = ChooseAudience(name_version(99, 1)).pack()
    assert "thrown away" in await rosalind.press(rosalind.screen(), gone, forge=True)
    assert forum.rows("SELECT count(*) FROM survey") == [(0,)]


async def test_opening_twice_opens_one(forum: Forum, rosalind: Person) -> None:
    await with_three_questions(rosalind)
    await said_what_it_changes(rosalind)
    await rosalind.tap("Ask this survey")
    await rosalind.tap("Everybody (0)")
    shown = await rosalind.sees("Shall we open it?")
    go = forum.taps_of(shown)["Open it now"]
    await rosalind.press(shown, go, forge=True)
    await rosalind.press(shown, go, forge=True)

    assert "is open until" in rosalind.screen().text
    assert forum.rows("SELECT count(*) FROM survey") == [(1,)]
    await rosalind.type("Thank you!")
    await rosalind.offered("All topics")
    assert forum.rows("SELECT count(*) FROM draft") == [(1,)]


async def test_it_is_written_as_a_file_of_the_content(forum: Forum, rosalind: Person) -> None:
    await with_three_questions(rosalind)
    await said_what_it_changes(rosalind)
    await rosalind.tap("As a file")
    await rosalind.sees("Here is the survey as a file: the_new_hall.yaml")
    await forum.town.quiet()
    await rosalind.refresh()

    (document,) = [shown.document for shown in rosalind.shown() if shown.document is not None]
    assert document["file_name"] == "the_new_hall.yaml"
    written = yaml.safe_load(await forum.town.download(document["file_id"]))
    assert [question["text"] for question in written["questions"]] == [
        "Which hall do you like?",
        "Did you find it?",
        "What else should we know?",
    ]
    assert "options" not in written["questions"][1]


async def test_warnings_are_said_and_hinder_nobody(forum: Forum, rosalind: Person) -> None:
    await begun(rosalind)
    await asked(rosalind, "Did the PECS come? Do you agree that it helped?", "A few words")

    shown = (await rosalind.sees("A draft")).text

    assert "Question 1: what does PECS mean?" in shown
    assert "Question 1 seems to ask two things." in shown
    assert "Question 1 may push people to one answer." in shown
    await said_what_it_changes(rosalind)
    await opened(rosalind)


async def test_hard_words_get_a_button_by_themselves(forum: Forum, rosalind: Person) -> None:
    await begun(rosalind)
    await asked(rosalind, "Is your EHCP good?", "Yes, no, not sure")
    await rosalind.tap("1")

    assert "People can tap to see what this means: EHCP" in (await rosalind.sees("Question 1 of 1")).text


async def test_more_than_eight_questions_are_warned_of(forum: Forum, rosalind: Person) -> None:
    await rosalind.type("/newsurvey")
    await rosalind.tap("From a ready-made one")
    await rosalind.tap("How well do we work with parents?")

    assert "It has 25 questions. Many people stop after eight." in (await rosalind.sees("A draft")).text
