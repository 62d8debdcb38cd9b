"""Counting in the room: by hands, and with the phone handed round."""

from pathlib import Path

from bot.simulator.client import Person
from tests.whole.forum import Forum, living_forum
from tests.whole.own_surveys import content_with, one_of, some_of
from tests.whole.voting import parents_of, posted

FELT = "Did you feel heard?"
LUNCH = "Lunch and more"


async def at_place(forum: Forum, counter: Person, title: str = FELT) -> None:
    await counter.type("/count")
    await counter.sees("What shall we count for?")
    await counter.tap(title)
    await counter.sees("Where are you?")


async def set_up(forum: Forum, counter: Person, way: str = "Hands", title: str = FELT) -> None:
    await at_place(forum, counter, title)
    await counter.type("Youth club")
    await counter.sees("On which day?")
    await counter.tap("Yesterday")
    await counter.sees("How do you count?")
    await counter.tap(way)


async def counted(forum: Forum, counter: Person, *numbers: str, people: str = "20") -> None:
    """Each question's numbers, to the check."""
    await set_up(forum, counter)
    await counter.sees("How many people are in the room?")
    await counter.type(people)
    for at, typed in enumerate(numbers, start=1):
        await counter.sees(f"Question {at} of {len(numbers)}")
        await counter.type(typed)
    await counter.sees("Look it over.")


async def answered(forum: Forum, *names: str) -> None:
    for name in names:
        person = await forum.town.person(name)
        for label in ("Answer", "Start", "4", "Yes", "Yes", "Send my answers"):
            await person.tap(label)
        await person.sees("Your answers are in")


async def opened(forum: Forum, *names: str) -> Person:
    rosalind = await forum.joined("Rosalind")
    for name in names:
        await forum.joined(name)
    await forum.opened(rosalind, FELT)
    return rosalind


async def worker(forum: Forum, rosalind: Person) -> Person:
    """Somebody to whom the coordinator gave the link."""
    await rosalind.type("/invite")
    await rosalind.tap("Somebody who counts in the room")
    made = await rosalind.sees("Pass this link on")
    cy = await forum.joined("Cy", "I work with families")
    await cy.start(made.text.partition("?start=")[2].split()[0])
    await cy.sees("You can count in the room now.")
    return cy


# by hands


async def test_hands_are_added_to_the_survey_and_shown_apart_and_together(forum: Forum) -> None:
    rosalind = await opened(forum, *(names := ("Amira", "Gethin", "Folake", "Zofia", "Bo", "Di")))
    cy = await worker(forum, rosalind)
    await counted(forum, cy, "0 0 5 8 7", "14 6 0", "20 0 0")
    check = await cy.sees(
        "20 people in the room: Youth club, Sunday 22 November. Hands, counted by a worker."
    )
    assert "1. How well did people listen to you?\n1 · not at all: 0" in check.text
    await cy.tap("Add this count")
    await cy.sees("It is added.")
    await rosalind.sees("A count from a room was added.")
    await answered(forum, *names)

    await forum.closed(rosalind, FELT)

    told = await rosalind.sees("• Yes: 20 people, 77%")
    assert "In the room: 14 people, 70%" in told.text
    assert "In the chat: 6 people, 100%" in told.text
    assert "Counted in the room\n20 people in the room: Youth club, Sunday 22 November" in told.text
    amira = await forum.town.person("Amira")
    await amira.sees("• Yes: 20 people, 77%")
    first = next(one for one in await rosalind.reads() if "people answered, and" in one.text)
    assert "6 of 8 people answered, and 20 were counted in the room." in first.text
    assert forum.rows("SELECT counter FROM room_count") == [(None,)]


async def test_numbers_may_come_one_by_one_and_a_restart_keeps_them(forum: Forum) -> None:
    rosalind = await opened(forum)
    await set_up(forum, rosalind)
    await rosalind.type("12")
    await rosalind.sees("Question 1 of 3")
    await rosalind.type("3")
    await rosalind.sees("1. 1 · not at all: 3")
    await forum.restart()
    await rosalind.type("4 1")
    await rosalind.sees("How many for “4”?")

    await rosalind.tap("Nobody for the rest")

    await rosalind.sees("Question 2 of 3")
    await rosalind.tap("Not counted")
    await rosalind.sees("Question 3 of 3")
    await rosalind.tap("Not counted")
    check = await rosalind.sees("Look it over.")
    assert "3: 1, 4: 0, 5" in check.text
    assert check.text.count("not counted") == 2


async def test_a_count_larger_than_the_room_is_refused_kindly(forum: Forum) -> None:
    rosalind = await opened(forum)
    await set_up(forum, rosalind)
    await rosalind.type("0")
    await rosalind.sees("Please type how many people there are")
    await rosalind.type("12")
    await rosalind.sees("Question 1 of 3")

    await rosalind.type("5 5 5 0 0")

    await rosalind.sees("That makes 15, and 12 people are in the room.")
    await rosalind.type("5 5 2 0 0 0")
    await rosalind.sees("There are 5 options, and you typed 6 numbers.")
    await rosalind.type("five")
    await rosalind.sees("Please type numbers only")
    await rosalind.type("5 5 2 0 0")
    await rosalind.sees("Question 2 of 3")
    await rosalind.tap("Look it over")
    await rosalind.tap("How many people")
    await rosalind.type("11")
    await rosalind.sees("That makes 12, and 11 people are in the room.")


async def test_a_count_can_be_put_right_and_deleted_until_the_survey_closes(forum: Forum) -> None:
    rosalind = await opened(forum, "Amira")
    await counted(forum, rosalind, "0 0 5 8 7", "14 6 0", "20 0 0")
    await rosalind.tap("Add this count")
    await rosalind.sees("It is added.")

    await rosalind.tap("Put it right")
    await rosalind.tap("2")
    await rosalind.sees("Question 2 of 3")
    await rosalind.type("10 10 0")
    check = await rosalind.sees("Look it over.")
    assert "Yes: 10, No: 10" in check.text
    which = rosalind.screen()
    assert "Add this count" not in which.buttons
    assert forum.rows("SELECT state FROM room_count") == [("counted",)]

    await rosalind.type("/count")
    await rosalind.sees(f"1. {FELT}, added")
    await rosalind.tap("Look at 1")
    await rosalind.tap("Delete this count")
    await rosalind.tap("Yes, delete it")
    await rosalind.sees("The count is deleted.")
    assert forum.rows("SELECT count(*) FROM room_count") == [(0,)]
    assert "not there any more" in await rosalind.press(which, "ko:1", forge=True)


async def test_after_closing_nothing_is_added_and_what_was_not_saved_is_gone(forum: Forum) -> None:
    rosalind = await opened(forum, "Amira")
    await counted(forum, rosalind, "0 0 5 8 7", "14 6 0", "20 0 0")
    check = rosalind.screen()
    save = forum.taps_of(check)["Add this count"]
    await forum.move(days=8)

    assert "not there any more" in await rosalind.press(check, save, forge=True)
    assert forum.rows("SELECT count(*) FROM room_count") == [(0,)]
    assert forum.rows("SELECT answered FROM survey") == [(0,)]


async def test_hands_are_added_to_a_vote_and_told_in_its_group(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    group = await parents_of(forum, rosalind, "Amira", "Bo")
    await forum.move()
    await posted(rosalind, "Where?", "Library", "Café", is_open=True)
    amira = await forum.town.person("Amira")
    await amira.tap("Library", chat=group)
    await set_up(forum, rosalind, title="Where?")
    await rosalind.type("6")
    await rosalind.sees("Question 1 of 1")
    await rosalind.type("1 4")
    await rosalind.tap("Add this count")
    await rosalind.sees("It is added.")
    await forum.move(days=2)

    told = await amira.sees("• Café: 4 people, 67%", chat=group)
    assert "• Library: 2 people, 33%\n\u2003– In the room: 1 person, 20%" in told.text
    assert (
        "6 people in the room: Youth club, Sunday 22 November. Hands, counted by a coordinator." in told.text
    )
    await rosalind.type("/results")
    assert "1 of 3 answered, 33%. 6 more were in the room." in (await rosalind.sees("Which result")).text


# who may


async def test_who_only_says_that_they_work_with_families_is_looked_at_first(forum: Forum) -> None:
    rosalind = await opened(forum, "Amira")
    cy = await forum.joined("Cy", "I work with families")
    await counted(forum, cy, "0 0 5 8 7", "14 6 0", "20 0 0")
    await cy.tap("Add this count")
    await cy.sees("A coordinator looks at it first")
    assert forum.rows("SELECT state FROM room_count") == [("waiting",)]

    await rosalind.sees("Somebody counted in a room. It is not added yet")
    await rosalind.tap("Look at it")
    await rosalind.tap("Add this count")

    await rosalind.sees("It is added.")
    assert forum.rows("SELECT state FROM room_count") == [("counted",)]


async def test_who_works_with_families_is_told_that_they_can_count(forum: Forum) -> None:
    await opened(forum, "Amira")
    cy = await forum.joined("Cy", "I work with families")
    assert "You can count in a room: /count" in (await cy.sees("Welcome")).text
    await cy.type("/help")
    assert "You can count in a room: /count" in (await cy.sees("What you can do here")).text
    assert "count" in await cy.commands()
    amira = await forum.town.person("Amira")
    await amira.type("/help")
    assert "/count" not in (await amira.sees("What you can do here")).text
    assert "count" not in await amira.commands()


async def test_what_no_coordinator_looked_at_does_not_count(forum: Forum) -> None:
    rosalind = await opened(forum, "Amira")
    cy = await forum.joined("Cy", "I work with families")
    await counted(forum, cy, "0 0 5 8 7", "14 6 0", "20 0 0")
    await cy.tap("Add this count")
    await cy.sees("A coordinator looks at it first")
    await rosalind.type("/close")
    await rosalind.sees("Which one")
    await rosalind.tap(FELT)
    await rosalind.sees("A count of 20 people from a room waits for you")

    await forum.closed(rosalind, FELT)

    await rosalind.sees("Nobody answered this time.")
    told = await cy.sees("Your count of 20 people (Youth club) is not in it. No coordinator had looked at it")
    assert told.text.startswith(f"{FELT}\nThis has closed.")
    assert forum.rows("SELECT * FROM room_count") == []


async def test_parents_do_not_count_and_nobody_touches_another_s_count(forum: Forum) -> None:
    rosalind = await opened(forum, "Amira")
    amira = await forum.town.person("Amira")
    await counted(forum, rosalind, "0 0 5 8 7", "14 6 0", "20 0 0")

    await amira.type("/count")
    await amira.sees("only our team can do that")
    assert "only our team" in await amira.press(amira.screen(), "kz:1", forge=True)
    cy = await forum.joined("Cy", "I work with families")
    assert "only our team" in await cy.press(cy.screen(), "kz:1", forge=True)
    assert forum.rows("SELECT count(*) FROM room_count") == [(1,)]


# handed round


async def one_person(counter: Person, *labels: str) -> None:
    await counter.tap("The next person begins")
    for label in labels:
        await counter.sees("Nobody sees what you tap.")
        await counter.tap(label)
    await counter.sees("Pass the phone on.")


async def test_the_phone_goes_round_and_forgets_after_each(forum: Forum) -> None:
    rosalind = await opened(forum)
    await set_up(forum, rosalind, "The phone handed round")
    await rosalind.sees("Hand the phone to the first person.")

    await one_person(rosalind, "4", "Yes", "No")
    passed = rosalind.screen()
    assert "1 person has answered so far." in passed.text
    (body,) = forum.rows("SELECT body FROM room_count")
    assert '"answers"' not in body[0]
    await forum.restart()
    await one_person(rosalind, "5", "Skip", "Yes")
    await rosalind.tap("We are done")
    check = await rosalind.sees("2 people in the room: Youth club")
    assert "4: 1, 5 · very well: 1" in check.text
    assert "Yes: 1, No: 0" in check.text
    await rosalind.tap("Add this count")
    await rosalind.sees("It is added.")
    assert forum.rows("SELECT count(*) FROM response") == [(0,)]
    assert forum.rows("SELECT count(*) FROM participation") == [(0,)]


async def test_who_stops_in_the_middle_is_forgotten(forum: Forum) -> None:
    rosalind = await opened(forum)
    await set_up(forum, rosalind, "The phone handed round")
    await rosalind.tap("The next person begins")
    await rosalind.tap("4")
    await rosalind.sees("Question 2 of 3")

    await rosalind.tap("Stop, forget this one")

    await rosalind.sees("Hand the phone to the first person.")
    (body,) = forum.rows("SELECT body FROM room_count")
    assert "answers" not in body[0]
    assert "tallies" not in body[0]


async def test_a_double_tap_begins_one_person_and_counts_one(forum: Forum) -> None:
    rosalind = await opened(forum)
    await set_up(forum, rosalind, "The phone handed round")
    await one_person(rosalind, "4", "Yes", "No")
    shown = rosalind.screen()
    again = forum.taps_of(shown)["The next person begins"]
    await one_person(rosalind, "4", "Yes", "No")

    await rosalind.press(shown, again, forge=True)

    await rosalind.sees("2 people have answered so far.")


async def test_several_may_be_tapped(tmp_path: Path) -> None:
    questions = [one_of("lunch", "soup", "rice"), some_of("drink", "tea", "milk", "water")]
    async with living_forum(tmp_path, content_with(tmp_path, (LUNCH, questions))) as forum:
        rosalind = await forum.joined("Rosalind")
        await forum.opened(rosalind, LUNCH)
        await set_up(forum, rosalind, "The phone handed round", LUNCH)

        await one_person(rosalind, "Soup", "Tea", "Water", "Next")
        await rosalind.tap("We are done")

        check = await rosalind.sees("Look it over.")
        assert "Tea: 1, Milk: 0, Water: 1" in check.text


# small numbers


async def test_a_few_hands_are_not_counted_in_a_personal_question(tmp_path: Path) -> None:
    questions = [one_of("lunch", "soup", "rice", sensitivity="personal")]
    async with living_forum(tmp_path, content_with(tmp_path, (LUNCH, questions))) as forum:
        rosalind = await forum.joined("Rosalind")
        names = ("Amira", "Gethin", "Folake", "Zofia", "Bo", "Di")
        people = [await forum.joined(name) for name in names]
        await forum.opened(rosalind, LUNCH)
        for person in people:
            for label in ("Answer", "Start", "Soup", "Send my answers"):
                await person.tap(label)
            await person.sees("Your answers are in")
        await set_up(forum, rosalind, title=LUNCH)
        await rosalind.type("3")
        await rosalind.sees("Question 1 of 1")
        await rosalind.type("3 0")
        await rosalind.tap("Add this count")
        await rosalind.sees("It is added.")

        await forum.closed(rosalind, LUNCH)

        told = await rosalind.sees("• Soup: 6 people, 100%")
        assert "In the room:" not in told.text
