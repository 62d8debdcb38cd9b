"""Kinds of question that need more than a tap, in the chat."""

from bot.simulator.client import Person
from tests.whole.forum import Forum

LOCAL_OFFER = "What do you think of the Local Offer?"
AUDIT = "How well do we work with parents?"
BARRIERS = "What gets in the way?"


async def begun(forum: Forum, title: str) -> Person:
    """Somebody who started a ready-made survey."""
    amira = await forum.joined("Amira")
    await forum.opened(await forum.joined("Rosalind"), title)
    await amira.sees("new survey")
    await amira.tap("Answer")
    await amira.sees("When you will hear")
    await amira.tap("Start")
    return amira


async def test_a_note_has_its_picture_above_it_and_is_read_with_a_tap(forum: Forum) -> None:
    amira = await begun(forum, LOCAL_OFFER)
    note = await amira.sees("The picture shows: Three steps.")

    assert (await amira.reads())[-2].photo is not None
    assert "Question" not in note.text

    await amira.tap("Next ›")
    await amira.sees("Question 1 of 7")


async def test_a_hard_word_opens_over_the_question_which_stays(forum: Forum) -> None:
    amira = await begun(forum, LOCAL_OFFER)
    await amira.sees("The picture shows")
    shown = await amira.reads()

    toast = await amira.tap("What does “Local Offer” mean?")

    assert "The council's website" in toast
    assert len(await amira.reads()) == len(shown)


async def test_several_messages_become_one_long_text(forum: Forum) -> None:
    amira = await begun(forum, LOCAL_OFFER)
    await amira.sees("The picture shows")
    await amira.tap("Next ›")
    await amira.sees("Question 1 of")
    await amira.tap("🌐 The website as a whole")
    await amira.sees("what support is missing?")
    await amira.type("No buses.")
    await amira.sees("Type again to add to it.")
    await amira.type("No trains.")

    assert "No buses.\nNo trains." in (await amira.sees("No trains.")).text

    await amira.tap("Start this answer again")
    assert "buses" not in (await amira.sees("what support is missing?")).text


async def test_a_named_survey_says_at_each_question_who_reads_it(forum: Forum) -> None:
    amira = await begun(forum, AUDIT)
    asked = await amira.sees("Which school or service")

    assert "Our forum's committee will read your answers." in asked.text
    assert "What you write is private" not in asked.text
    assert "If someone may be badly hurt" in asked.text

    await amira.type("Harbour Primary")
    assert "committee will read" in (await amira.sees("What do you do there?")).text


async def test_rather_not_say_takes_the_others_out_and_ends_what_depends_on_them(forum: Forum) -> None:
    amira = await begun(forum, BARRIERS)
    await amira.sees("Question 1 of")
    await amira.tap("☐ 🚌 Getting there takes long or costs too much")
    await amira.sees("Question 1 of 5")
    await amira.tap("☐ I would rather not say")
    await amira.sees("Question 1 of 4")
    await amira.tap("Next ›")
    await amira.sees("What would help you most?")
    await amira.tap("Skip")
    await amira.sees("anything else")
    await amira.tap("Skip")
    await amira.sees("Who is answering?")
    await amira.tap("Me, with help")

    overview = (await amira.sees("Here is what you answered")).text
    assert "I would rather not say" in overview and "Getting there" not in overview
    assert "Me, with help" in overview


async def test_all_have_their_place_before_one_goes_on_and_the_overview_names_each(forum: Forum) -> None:
    amira = await begun(forum, BARRIERS)
    await amira.sees("Question 1 of")
    await amira.tap("☐ ✏️ Something else")
    await amira.sees("What do you mean?")
    await amira.type("The dog")
    await amira.sees("You wrote")
    await amira.tap("Next ›")
    asked = await amira.sees("What would help you most?")
    while len(left := [label for label in asked.buttons[:6] if label[:2] not in PLACES]) > 1:
        assert "Next ›" not in asked.buttons
        await amira.tap(left[0])
        asked = await amira.sees("Your order so far")
    assert "Next ›" in asked.buttons

    await amira.tap("Next ›")
    for _ in range(2):
        await amira.tap("Skip")

    overview = await amira.sees("Here is what you answered")
    assert "Something else: The dog" in overview.text
    assert "1. Joining from home, on the phone or online; 2. Other times" in overview.text


PLACES = [f"{place}." for place in range(1, 7)]


async def test_the_numbers_below_an_overview_stand_in_even_rows(forum: Forum) -> None:
    amira = await begun(forum, "How was the meeting?")
    for _ in range(11):
        await amira.tap("Skip")

    overview = await amira.sees("Here is what you answered")
    numbers = [[button["text"] for button in row] for row in overview.rows][:3]
    assert numbers == [["1", "2", "3"], ["4", "5", "6", "7"], ["8", "9", "10", "11"]]
