"""Results seen again under /results, shared and taken back; and what people wrote, read one by one."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from random import Random

import pytest

from bot.core.answers import Answer
from bot.core.people import AgeBand, Audience, Role
from bot.core.people import Person as Member
from bot.core.words import Reading
from bot.simulator.client import Person
from bot.store import people, responses
from tests.whole.forum import MONDAY, Forum, living_forum
from tests.whole.own_surveys import content_with, one_of, words_on

TITLE = "Help in town"
QUESTIONS = [
    one_of("help", "yes", "no", sensitivity="personal", text="Do you get help?"),
    words_on("else", sensitivity="ordinary", text="Anything else?"),
    words_on("worry", sensitivity="personal", text="What worries you?"),
]
PARENTS, YOUNG = 12, 10


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Forum]:
    """Rosalind is a coordinator; Amira takes part, Gethin does not."""
    async with living_forum(tmp_path, content_with(tmp_path, (TITLE, QUESTIONS))) as forum:
        for name in ("Rosalind", "Amira", "Gethin"):
            await forum.joined(name)
        await forum.opened(await forum.town.person("Rosalind"), TITLE)
        yield forum


async def closed(forum: Forum, texts: Mapping[int, Answer] | None = None) -> Person:
    """Everybody answered; who wrote something to "anything else" is given by their number."""
    amira = await forum.town.person("Amira")
    random = Random(4)

    def answer(db: sqlite3.Connection) -> None:
        for number in range(PARENTS + YOUNG):
            member = _member(number)
            people.save(db, member)
            people.set_quiet(db, member.telegram, True)
            _respond(forum, db, member, number, texts or {}, random)
        mine = people.find(db, amira.id)
        assert mine is not None
        _respond(forum, db, mine, PARENTS + YOUNG, texts or {}, random)

    await forum.services.store.write(answer)
    rosalind = await forum.town.person("Rosalind")
    await forum.closed(rosalind, TITLE)
    await rosalind.sees("What worries you?")
    return rosalind


def _member(number: int) -> Member:
    young = number >= PARENTS
    return Member(
        id=1000 + number,
        telegram=777_000 + number,
        audience=Audience.YOUNG if young else Audience.PARENT,
        age=AgeBand.FROM_16 if young else None,
        area=None,
        theme=None,
        reading=Reading.USUAL,
        asked_about=True,
        agreed_version=9999,  # whatever the notice is now
        agreed_at=MONDAY,
    )


def _respond(
    forum: Forum,
    db: sqlite3.Connection,
    member: Member,
    number: int,
    texts: Mapping[int, Answer],
    random: Random,
) -> None:
    response, finder = random.randbytes(16), forum.services.keys.finder(1, member.id)
    answers = {"help": Answer(chosen=("no" if number % 2 else "yes",))}
    if number in texts:
        answers["else"] = texts[number]
    if number < 3:
        answers["worry"] = Answer(text="Only three of us wrote here.")
    responses.begin(db, response, 1, finder, "~")
    for question, answer in answers.items():
        responses.save_answer(db, response, question, answer)
    responses.send(db, response, 1, member)


async def opened(person: Person) -> None:
    await person.type("/results")
    await person.sees("Which result")
    await person.tap(TITLE)


async def test_a_coordinator_sees_a_closed_survey_again_with_how_many_answered(town: Forum) -> None:
    rosalind = await closed(town)

    await rosalind.type("/results")

    listed = await rosalind.sees("Which result would you like to see?")
    assert f"{TITLE}\nClosed on Monday 23 November. 23 of 23 answered, 100%." in listed.text
    before = len([shown for shown in await rosalind.reads() if shown.photo])
    await rosalind.tap(TITLE)
    page = await rosalind.sees("Those who took part can see this result")
    assert page.buttons == [
        "By who they are",
        "Share with all members",
        "Release to officers",
        "Other results",
    ]
    words = await rosalind.sees("Parents and carers: 7 people, 54%")
    assert "Do you get help?\n23 people answered\n• Yes: 12 people, 52%" in words.text
    assert len([shown for shown in await rosalind.reads() if shown.photo]) == before + 1

    await rosalind.tap("Look closer, or share it")
    below = await rosalind.sees("Those who took part can see this result")
    assert below.message_id > words.message_id
    assert below.buttons == page.buttons
    assert "come below" not in below.text


async def test_a_split_comes_group_by_group(town: Forum) -> None:
    rosalind = await closed(town)
    await opened(rosalind)
    await rosalind.sees("Those who took part")

    await rosalind.tap("By who they are")

    words = await rosalind.sees("Young people: 10 people.")
    assert "Parents and carers: 13 people." in words.text
    assert "• Yes\n" in words.text
    assert any("This is what people said, by who they are" in shown.text for shown in await rosalind.reads())


async def test_members_see_what_is_shared_until_it_is_taken_back(town: Forum) -> None:
    rosalind, gethin = await closed(town), await town.town.person("Gethin")
    await gethin.type("/results")
    await gethin.sees("There is no result to see yet.")

    await opened(rosalind)
    await rosalind.sees("Those who took part")
    assert "Shared" in await rosalind.tap("Share with all members")
    await rosalind.sees("All members can see this result")
    await opened(gethin)
    page = await gethin.sees("The charts and all values come below")
    assert "23 of" not in page.text
    assert page.buttons == ["Other results"]
    await gethin.sees("• Yes: 12 people, 52%")

    await rosalind.tap("Stop sharing")
    await rosalind.sees("Other members cannot.")
    await gethin.tap("Other results")
    await gethin.sees("There is no result to see yet.")


async def test_a_result_that_was_taken_back_is_not_shown_to_an_old_button(town: Forum) -> None:
    rosalind, gethin = await closed(town), await town.town.person("Gethin")
    await opened(rosalind)
    await rosalind.sees("Those who took part")
    await rosalind.tap("Share with all members")
    await rosalind.sees("All members can see")
    await gethin.type("/results")
    await gethin.sees("Which result")
    await rosalind.tap("Stop sharing")
    await rosalind.sees("Other members cannot")

    said = await gethin.tap(TITLE)

    assert "not shared with you" in said
    assert not any(shown.photo for shown in await gethin.reads())


async def test_who_took_part_sees_the_result_again_also_from_their_surveys(town: Forum) -> None:
    await closed(town)
    amira = await town.town.person("Amira")
    await amira.type("/surveys")
    await amira.sees("You took part in these")

    await amira.tap("Results")
    await amira.sees("Which result")
    await amira.tap(TITLE)

    await amira.sees("This is what people said. 23 people answered.")


async def test_asked_for_twice_the_pictures_are_drawn_and_uploaded_once(town: Forum) -> None:
    rosalind = await closed(town)
    for _ in range(2):
        await opened(rosalind)
        await rosalind.sees("Parents and carers: 7 people, 54%")
        await town.town.quiet()

    assert town.rows("SELECT count(*) FROM post WHERE label LIKE 'shown%'") == [(2,)]
    assert len([s for s in await rosalind.reads() if "This is what people said" in s.text]) == 2


# what people wrote

TEXTS = {
    0: Answer(text="Ring Emily on 07700 900123, she knows Mrs Hill."),
    13: Answer(text="More <b>lunch</b> & quiet", quotable=True),
}


async def reading(forum: Forum) -> Person:
    """Rosalind at the first text."""
    rosalind = await closed(forum, TEXTS)
    await opened(rosalind)
    page = await rosalind.sees("People wrote 2 texts. 2 wait to be read.")
    assert "Read what people wrote" in page.buttons
    await forum.result_shown()
    await rosalind.tap("Read what people wrote")
    await rosalind.sees("2 of 2 still to read")
    return rosalind


async def at(person: Person, words: str) -> None:
    """Goes on to the text with these words."""
    if words not in person.screen().text:
        await person.tap("Next text ›")
        await person.sees(words)


async def test_texts_are_masked_and_say_whether_they_may_be_quoted(town: Forum) -> None:
    rosalind = await reading(town)

    await at(rosalind, "Emily")
    assert "Ring Emily on [phone number], she knows Mrs Hill." in rosalind.screen().text
    assert "Do not quote this." in rosalind.screen().text
    assert "Anything else?" in rosalind.screen().text
    await rosalind.tap("Next text ›")
    shown = await rosalind.sees("More <b>lunch</b> & quiet")
    assert "The writer allows us to quote this." in shown.text


async def test_what_few_people_wrote_to_a_personal_question_is_shown_to_nobody(town: Forum) -> None:
    rosalind = await closed(town)
    await opened(rosalind)

    page = await rosalind.sees("Those who took part")

    assert "People wrote" not in page.text
    assert town.rows("SELECT count(*) FROM written") == [(0,)]


async def test_each_text_is_kept_or_left_out_and_the_decision_stays(town: Forum) -> None:
    rosalind = await reading(town)
    await at(rosalind, "Emily")

    await rosalind.tap("Leave out")
    await rosalind.sees("1 of 2 still to read")
    await town.restart()
    await rosalind.tap("Keep")

    end = await rosalind.sees("You have been through all texts. 1 is kept, 1 left out.")
    decided = town.rows("SELECT decision, text FROM written JOIN actor ON number = decided_by ORDER BY 1")
    assert [decision for decision, _ in decided] == ["keep", "leave_out"]
    assert "07700" not in str(decided)
    assert end.buttons == ["Read the texts again", "‹ To the result"]
    await rosalind.tap("Read the texts again")
    await rosalind.sees("All 2 are read.")


async def test_words_are_masked_by_a_tap_or_typed_and_the_masks_can_be_taken_back(town: Forum) -> None:
    rosalind = await reading(town)
    await at(rosalind, "Emily")
    await rosalind.tap("Mask this")
    asked = await rosalind.sees("Which words could point to somebody?")
    assert asked.buttons == ["Mask “Emily”", "Mask “Mrs Hill”", "‹ Back"]

    await rosalind.tap("Mask “Emily”")
    await rosalind.sees("Ring [masked] on [phone number], she knows Mrs Hill.")
    await rosalind.tap("Mask this")
    await rosalind.sees("Which words")
    await rosalind.type("nobody said this")
    await rosalind.sees("These words are not in the text")
    await rosalind.type("mrs hill")
    await rosalind.sees("Ring [masked] on [phone number], she knows [masked].")
    assert "Take my masks back" in rosalind.screen().buttons

    await rosalind.tap("Take my masks back")
    await rosalind.sees("Ring Emily on [phone number], she knows Mrs Hill.")


async def test_words_typed_elsewhere_mask_nothing(town: Forum) -> None:
    rosalind = await reading(town)
    await at(rosalind, "Emily")
    await rosalind.tap("Mask this")
    await rosalind.sees("Which words")
    await rosalind.type("/results")
    await rosalind.sees("Which result")

    await rosalind.type("Emily")

    await rosalind.offered("All topics")
    assert town.rows("SELECT count(*) FROM written WHERE hidden <> '[]'") == [(0,)]


async def test_of_two_coordinators_the_second_is_shown_what_the_first_decided(tmp_path: Path) -> None:
    content = content_with(tmp_path, (TITLE, QUESTIONS))
    async with living_forum(tmp_path, content) as forum:
        for name in ("Rosalind", "Amira", "Gethin"):
            await forum.joined(name)
        rosalind, gethin = await forum.town.person("Rosalind"), await forum.town.person("Gethin")
        await forum.services.store.write(people.add_role, gethin.id, Role.COORDINATOR)
        await forum.opened(rosalind, TITLE)
        await closed(forum, {0: TEXTS[0]})
        for one in (rosalind, gethin):
            await opened(one)
            await one.sees("1 waits to be read")
            await one.tap("Read what people wrote")
            await one.sees("Ring Emily")

        said = await asyncio.gather(rosalind.tap("Keep"), gethin.tap("Leave out"))

        assert [("Somebody else" in one) for one in said].count(True) == 1
        assert forum.rows("SELECT version FROM written") == [(1,)]
