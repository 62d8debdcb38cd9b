"""You said, we did: put on the record, taken further, read by everybody, and answered."""

import sqlite3
from contextlib import closing

import pytest

from bot.simulator.client import Person
from tests.whole.forum import Forum
from tests.whole.test_privacy import file_of

FELT = "Did you feel heard?"
WORDS = "You will find two new buses."


async def typed(person: Person, words: str, sees: str) -> None:
    await person.type(words)
    await person.sees(sees)


async def began(rosalind: Person, about: str = "🗣 Something said at a meeting") -> None:
    await rosalind.type("/yousaid")
    await rosalind.sees("What is it about?")
    await rosalind.tap(about)


async def told(rosalind: Person, state: str = "Doing it", again: str = "In 4 weeks") -> None:
    """From what was said to the preview."""
    await rosalind.sees("How far is it?")
    await rosalind.tap(state)
    await typed(rosalind, WORDS, "Who answers for it?")
    await typed(rosalind, "the council's transport team", "Where can people see it?")
    await typed(rosalind, "the new timetable https://harbour.example/buses", "you look at it again")
    await rosalind.tap(again)
    await rosalind.sees("How did people take part")
    await rosalind.tap("● people are asked")
    await rosalind.sees("Which topic is it?")
    await rosalind.tap("School and college")
    await rosalind.sees("This is how people will read it.")


async def put_on_record(rosalind: Person, asked: str = "Buses to school") -> None:
    await began(rosalind)
    await rosalind.sees("What was it about?")
    await typed(rosalind, asked, "Type what people said")
    await typed(rosalind, "The bus is always late.", "How far is it?")
    await told(rosalind)
    await rosalind.tap("Put it on the record")
    await rosalind.sees("It is on the record now")


async def answered(person: Person) -> None:
    await person.sees("new survey")
    for label in ("Answer", "Start", "4", "Yes", "Yes", "Send my answers"):
        await person.tap(label)
    await person.sees("Thank you.")


async def test_an_entry_is_read_by_everybody_and_answered(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await amira.type("/updates")
    await amira.sees("There is no news yet.")
    await put_on_record(rosalind)

    await amira.type("/updates")
    await amira.sees("You said, we did")
    await amira.tap("Buses to school")
    read = await amira.sees("We talked about: Buses to school")
    for words in (
        "You said:\nThe bus is always late.",
        f"We are doing it (Monday 23 November)\n{WORDS}",
        "the council's transport team",
        "the new timetable – https://harbour.example/buses",
        "We look at this again by Monday 21 December.",
        "Has this made a difference?",
    ):
        assert words in read.text
    await amira.tap("A bit")
    await amira.tap("Yes")
    assert "● Yes" in (await amira.sees("Has this made")).buttons
    await amira.tap("This matters to me too")
    assert "✓ Matters to me (take back)" in (await amira.sees("Buses")).buttons

    assert forum.rows("SELECT answer FROM difference") == [("yes",)]
    assert forum.rows("SELECT count(*) FROM entry_matter") == [(1,)]
    assert forum.rows("SELECT what FROM audit") == [("record_step",)]


async def test_a_closed_survey_is_filled_in_and_those_who_took_part_are_told(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    people = [await forum.joined(name) for name in ("Amira", "Gethin", "Folake", "Zofia", "Teo")]
    outsider = await forum.joined("Mabli")
    await forum.opened(rosalind, FELT)
    for person in people:
        await answered(person)
    await forum.closed(rosalind, FELT)

    await began(rosalind, f"📊 {FELT}")
    said = await rosalind.sees("So far:")
    assert "5 people took part." in said.text
    assert "Yes: 5 of 5 people." in said.text
    await rosalind.tap("Next")
    await told(rosalind)
    await rosalind.tap("Put it on the record")
    await rosalind.sees("It is on the record now")

    news = await people[0].sees("There is news on something you took part in.")
    assert "heard" not in news.text.lower()
    await people[0].tap("Read it")
    await people[0].sees(f"We asked: {FELT}")
    await people[0].tap("See the result")
    await people[0].sees("How well did people listen to you?")
    assert not [one for one in await outsider.reads() if "There is news" in one.text]
    assert forum.rows("SELECT heard_at IS NOT NULL FROM survey") == [(1,)]


async def test_it_goes_on_step_by_step_and_nothing_is_overwritten(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    await put_on_record(rosalind)
    await forum.move(days=29)
    await rosalind.sees("People were told that you look at this again by now: Buses to school")
    await rosalind.type("/today")
    await rosalind.sees("Buses to school: people were told that you look at it again by now.")
    await rosalind.type("/updates")
    assert "We have not reported on this yet." in (await rosalind.sees("You said, we did")).text

    await rosalind.type("/today")
    await rosalind.sees("Buses to school: people were told")
    await rosalind.tap("What came of it: Buses to school")
    await rosalind.sees("How far is it?")
    await rosalind.tap("Cannot be done")
    await rosalind.sees("We cannot, because")
    await typed(rosalind, "There is no money this year.", "Where can people see it?")
    await rosalind.tap("Next")
    await rosalind.sees("This is how people will read it.")
    await rosalind.tap("Put it on the record")
    await rosalind.tap("Read it")

    read = await rosalind.sees("We cannot, because (Tuesday 22 December)\nThere is no money this year.")
    assert f"We are doing it (Monday 23 November)\n{WORDS}" in read.text
    assert "look at this again" not in read.text
    assert forum.rows("SELECT state FROM entry_step ORDER BY number") == [("doing",), ("cannot",)]
    with closing(sqlite3.connect(forum.settings.database)) as db:
        for sentence in ("UPDATE entry_step SET text = ''", "DELETE FROM entry_step"):
            with pytest.raises(sqlite3.IntegrityError, match="step of the record"):
                db.execute(sentence)


async def test_two_coordinators_do_not_overwrite_each_other_and_a_second_tap_saves_once(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    await put_on_record(rosalind)
    await rosalind.type("/yousaid")
    await rosalind.sees("What is it about?")
    await rosalind.tap("🗣 Something said at a meeting")
    await typed(rosalind, "Parking", "Type what people said")
    await forum.restart()
    await typed(rosalind, "There is none.", "How far is it?")
    await rosalind.tap("Done")
    await typed(rosalind, "There is a car park now.", "Who answers for it?")
    await typed(rosalind, "the clinic", "Where can people see it?")
    await rosalind.tap("Next")
    await rosalind.tap("● people are asked")
    await rosalind.tap("● No topic")
    seen = await rosalind.sees("This is how people will read it.")
    save = forum.taps_of(seen)["Put it on the record"]
    await rosalind.press(seen, save)
    await rosalind.press(seen, save, forge=True)

    assert forum.rows("SELECT count(*) FROM entry") == [(2,)]


async def test_who_is_no_coordinator_makes_none(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    await amira.type("/yousaid")
    await amira.sees("only our team can do that")


async def test_the_difference_is_counted_in_the_end_and_small_numbers_stay_private(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    people = [await forum.joined(name) for name in ("Amira", "Gethin", "Folake", "Zofia", "Teo", "Mabli")]
    await put_on_record(rosalind)
    for number, person in enumerate(people):
        await person.type("/updates")
        await person.sees("You said, we did")
        await person.tap("Buses to school")
        await person.sees("Has this made a difference?")
        await person.tap("No" if number == 5 else "Yes")
    await people[0].type("/forgetme")
    await people[0].tap("Yes, forget me")
    await people[0].sees("deleted")
    assert forum.rows("SELECT count(*) FROM difference") == [(5,)]

    await forum.move(days=61)

    assert forum.rows("SELECT count(*) FROM difference") == [(0,)]
    assert forum.rows("SELECT answer, people FROM difference_count ORDER BY answer") == [
        ("no", 1),
        ("yes", 4),
    ]
    assert not [*forum.settings.keys_dir.glob("entry-*.key")]
    await people[1].type("/updates")
    await people[1].tap("Buses to school")
    read = await people[1].sees("Has this made a difference? Yes: kept private. A bit: kept private.")
    assert "● Yes" not in read.buttons


async def test_my_information_holds_what_one_said_to_an_entry(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await put_on_record(rosalind)
    await amira.type("/updates")
    await amira.sees("You said, we did")
    await amira.tap("Buses to school")
    await amira.tap("This matters to me too")
    await amira.tap("A bit")

    await amira.type("/mydata")
    page = await file_of(amira)

    assert "You told us that this matters to you too." in page
    assert "You told us if this made a difference: A bit" in page
