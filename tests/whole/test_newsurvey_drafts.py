"""Drafts are kept at each step, listed, copied, thrown away, and carried on by another."""

import pytest

from bot.core.buttons import OpenDraft, Pick, StartDraft
from bot.simulator.client import Person
from tests.whole.drafting import (
    asked,
    begun,
    draft_of,
    from_ready_made,
    step_of,
    with_three_questions,
)
from tests.whole.forum import Forum


@pytest.fixture
async def rosalind(forum: Forum) -> Person:
    return await forum.joined("Rosalind")


async def second(forum: Forum) -> Person:
    """Another coordinator."""
    wren = await forum.joined("Wren")
    forum.settings = forum.settings.model_copy(
        update={"coordinators": forum.settings.coordinators | {wren.id}}
    )
    await forum.restart()
    return wren


async def carried_on(person: Person, title: str = "The new hall") -> None:
    await person.type("/newsurvey")
    await person.sees("Make a survey")
    await person.tap(f"📝 {title}")


# Kept, listed, copied, thrown away


async def test_a_restart_at_each_step_loses_nothing(forum: Forum, rosalind: Person) -> None:
    await begun(rosalind)
    for typed, words, step in (
        ("How was it?", "How do people answer?", "kind"),
        ("Many lines", "Type the lines", "lines"),
        ("The talks\nThe stalls", "Type the answers", "options"),
        ("Good\nBad", "Is it ordinary or personal?", "sensitivity"),
        ("Ordinary", "1. How was it?", "parts"),
        ("What it can change", "1 of 4", "can_change"),
        ("The next fair.", "2 of 4", "cannot_change"),
        ("The price.", "3 of 4", "who_decides"),
        ("The committee.", "4 of 4", "hear_back"),
        ("In March.", "It says what it can change.", "parts"),
        ("How long", "How many days", "days"),
        ("10 days", "It is open for 10 days", "parts"),
    ):
        await forum.restart()
        if typed in {"Many lines", "Ordinary", "What it can change", "How long"}:
            await rosalind.tap(typed)
        else:
            await rosalind.type(typed)
        await rosalind.sees(words)
        assert step_of(forum) == step


async def test_days_later_it_goes_on_where_it_was(forum: Forum, rosalind: Person) -> None:
    await begun(rosalind)
    await rosalind.type("How was it?")
    await rosalind.sees("How do people answer?")
    await rosalind.type("/surveys")
    await rosalind.sees("No survey is open")
    await forum.move(days=5)

    await carried_on(rosalind)

    assert "How was it?" in (await rosalind.sees("How do people answer?")).text
    await rosalind.tap("A few words")
    await rosalind.sees("Is it ordinary or personal?")


async def test_drafts_are_listed_with_the_newest_first(forum: Forum, rosalind: Person) -> None:
    await with_three_questions(rosalind)
    await forum.move(minutes=30)
    await from_ready_made(rosalind)
    await rosalind.tap("Carry on later")

    shown = await rosalind.sees("Make a survey")

    assert "3 questions. Last changed: Monday 23 November, 9.30 am." in shown.text
    assert [one for one in shown.buttons if one.startswith("📝")] == [
        "📝 Did you feel heard?",
        "📝 The new hall",
    ]


async def test_many_drafts_have_pages(forum: Forum, rosalind: Person) -> None:
    for number in range(9):
        await begun(rosalind, f"Survey {number}")
        await forum.move(minutes=1)
    await rosalind.type("/newsurvey")
    shown = await rosalind.sees("Make a survey")
    assert len([one for one in shown.buttons if one.startswith("📝")]) == 8
    await rosalind.tap("More ›")
    await rosalind.sees("Survey 0")
    await rosalind.tap("‹ Back")

    assert "Survey 8" in (await rosalind.sees("Survey 8")).text


async def test_words_after_the_list_belong_to_no_draft(forum: Forum, rosalind: Person) -> None:
    await begun(rosalind)
    await rosalind.type("/newsurvey")
    await rosalind.sees("Make a survey")
    await rosalind.type("How was it?")

    await rosalind.offered("All topics")
    assert step_of(forum) == "text"


async def test_a_copy_has_a_title_of_its_own_and_leaves_the_first_as_it_is(
    forum: Forum, rosalind: Person
) -> None:
    await with_three_questions(rosalind)
    shown = rosalind.screen()
    await rosalind.tap("Make a copy")
    await rosalind.sees("The title is The new hall")
    await rosalind.press(shown, forum.taps_of(shown)["Make a copy"], forge=True)
    await rosalind.type("The old hall")
    await rosalind.sees("The old hall")

    assert "The new hall" not in rosalind.screen().text
    assert forum.rows("SELECT count(*) FROM draft") == [(2,)]
    bodies = [body for (body,) in forum.rows("SELECT body FROM draft ORDER BY id")]
    assert '"title":{"usual":"The new hall"' in bodies[0]
    assert '"title":{"usual":"The old hall"' in bodies[1]


async def test_it_is_thrown_away_after_asking_once(forum: Forum, rosalind: Person) -> None:
    await with_three_questions(rosalind)
    old = rosalind.screen()
    await rosalind.tap("Throw away")
    await rosalind.sees("It cannot be brought back.")
    await rosalind.tap("No, keep it")
    await rosalind.sees("A draft")
    await rosalind.tap("Throw away")
    await rosalind.tap("Yes, throw it away")
    await rosalind.sees("The draft is gone.")

    assert forum.rows("SELECT count(*) FROM draft") == [(0,)]
    toast = await rosalind.press(old, forum.taps_of(old)["1"], forge=True)
    assert "thrown away" in toast


async def test_an_empty_draft_is_taken_up_again(forum: Forum, rosalind: Person) -> None:
    for _ in range(2):
        await rosalind.type("/newsurvey")
        await rosalind.sees("Make a survey")
        await rosalind.tap("From nothing")
        await rosalind.sees("What is the survey called?")

    assert forum.rows("SELECT count(*) FROM draft") == [(1,)]
    await rosalind.tap("Carry on later")
    assert "📝 No title yet" in (await rosalind.sees("Make a survey")).buttons


# Somebody else


async def test_a_second_coordinator_carries_on(forum: Forum, rosalind: Person) -> None:
    wren = await second(forum)
    await begun(rosalind)
    await rosalind.type("How was it?")
    await rosalind.sees("How do people answer?")

    await carried_on(wren)
    await wren.sees("How was it?")
    await wren.tap("A few words")
    await wren.sees("Is it ordinary or personal?")
    await wren.tap("Personal")

    assert "1. How was it?" in (await wren.sees("A draft")).text


async def test_two_at_once_do_not_overwrite_each_other_unseen(forum: Forum, rosalind: Person) -> None:
    wren = await second(forum)
    await with_three_questions(rosalind)
    await carried_on(wren)
    await wren.sees("A draft")
    await asked(wren, "When?", "A few words")
    await wren.tap("How long")
    await wren.tap("21 days")
    await wren.sees("It is open for 21 days")

    await rosalind.type("What about the door?")
    typed = (await rosalind.sees("Somebody else changed this draft meanwhile.")).text

    assert "Your last step was not taken. They changed: question 4 is new; how long it is open." in typed
    assert "4. When?" in typed
    assert "door" not in forum.rows("SELECT body FROM draft")[0][0]
    await rosalind.type("What about the door?")
    await rosalind.sees("How do people answer?")

    await wren.tap("Title")
    shown = await wren.sees("Somebody else changed this draft meanwhile.")
    assert "What about the door?" in shown.text
    assert "They changed" not in shown.text


async def test_a_draft_that_another_changed_is_not_thrown_away_or_copied_unseen(
    forum: Forum, rosalind: Person
) -> None:
    wren = await second(forum)
    await with_three_questions(rosalind)
    await carried_on(wren)
    seen = await wren.sees("A draft")
    await wren.tap("Throw away")
    await wren.sees("It cannot be brought back.")
    await asked(rosalind, "When?", "A few words")

    await wren.tap("Yes, throw it away")
    shown = await wren.sees("Somebody else changed this draft meanwhile.")
    assert "question 4 is new" in shown.text

    await wren.press(seen, forum.taps_of(seen)["Make a copy"], forge=True)
    await wren.sees("Somebody else changed this draft meanwhile.")
    assert forum.rows("SELECT count(*) FROM draft") == [(1,)]


async def test_words_for_a_draft_that_another_threw_away_are_told_so_once(
    forum: Forum, rosalind: Person
) -> None:
    wren = await second(forum)
    await begun(rosalind)
    await carried_on(wren)
    await wren.sees("Type question 1")
    (draft,) = forum.rows("SELECT id FROM draft")[0]
    await wren.press(wren.screen(), Pick(draft, draft_of(forum)[1], "back").pack(), forge=True)
    await wren.sees("A draft")
    await wren.tap("Throw away")
    await wren.tap("Yes, throw it away")
    await wren.sees("The draft is gone.")

    await rosalind.type("How was it?")
    await rosalind.sees("This draft was thrown away meanwhile.")
    await rosalind.type("How was it?")
    await rosalind.offered("All topics")


async def test_a_coordinator_who_loses_the_role_in_the_middle_goes_no_further(
    forum: Forum, rosalind: Person
) -> None:
    wren = await forum.joined("Wren")
    await with_three_questions(rosalind)
    old = rosalind.screen()
    forum.settings = forum.settings.model_copy(update={"coordinators": frozenset({wren.id})})
    await forum.restart()

    for label in ("1", "What it can change", "Look at it as people will", "Ask this survey", "Throw away"):
        assert "only our team" in await rosalind.press(old, forum.taps_of(old)[label], forge=True)
    await rosalind.type("What about the door?")
    await rosalind.sees("only our team")
    await rosalind.type("Hello?")
    await rosalind.offered("All topics")
    await carried_on(wren)
    assert "3. What else should we know?" in (await wren.sees("A draft")).text


async def test_others_make_no_surveys(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    await amira.type("/newsurvey")
    await amira.sees("only our team")

    for tap in (StartDraft(""), OpenDraft(1)):
        assert "only our team" in await amira.press(amira.screen(), tap.pack(), forge=True)
    assert forum.rows("SELECT count(*) FROM draft") == [(0,)]
