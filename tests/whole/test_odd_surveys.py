"""Surveys and people that are not quite as expected: each is answered to its end all the same."""

from pathlib import Path
from typing import Any

from bot.simulator.client import Person
from tests.whole.forum import Forum, living_forum
from tests.whole.own_surveys import content_with, one_of, words_on, write_survey

MEAL = [
    one_of("meal", "soup", "salad"),
    words_on("the_cook", text="What about the cook?"),
    one_of("again", "yes", "no", show_if={"audience": ["parent"]}),
    one_of("school", "yes", "no", required=True, show_if={"audience": ["young"]}),
]
TRIP = [words_on("the_bus", text="What about the bus?"), one_of("seat", "front", "back")]


async def begun(person: Person, survey: int) -> None:
    await person.start(f"s_{survey}")
    await person.tap("Start")


async def says_who(person: Person, *labels: str) -> None:
    """In the settings, while a survey is under way."""
    await person.type("/settings")
    await person.tap("I am")
    for label in labels:
        await person.tap(label)
    await person.sees("Welcome")


async def sent(person: Person) -> None:
    await person.sees("Here is what you answered")
    await person.tap("Send my answers")
    await person.sees("Your answers are in")


def answers(forum: Forum, survey: int = 1) -> dict[str, str]:
    rows = "SELECT question, value FROM answer JOIN response ON response.id = response WHERE survey = ?"
    return dict(forum.rows(rows, survey))


async def test_a_file_that_changes_never_changes_the_survey_that_is_out(tmp_path: Path) -> None:
    content = content_with(tmp_path, ("Meal", MEAL))
    async with living_forum(tmp_path, content) as forum:
        rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
        await forum.opened(rosalind, "Meal")
        await begun(amira, 1)
        await amira.tap("Soup")
        await amira.sees("What about the cook?")

        write_survey(content, "Meal", [one_of("meal", "pizza", "pasta", text="Which pizza?"), *TRIP])
        await forum.restart()
        await amira.type("Kind")
        await amira.sees("Which again?")
        await amira.tap("Yes")
        overview = await amira.sees("Here is what you answered")
        await amira.tap("Send my answers")
        await forum.opened(rosalind, "Meal")
        await begun(amira, 2)

        assert "Soup" in overview.text and "pizza" not in overview.text
        assert [*forum.taps_of(await amira.sees("Which pizza?"))][:2] == ["Pizza", "Pasta"]
        assert answers(forum)["meal"] == '{"chosen":["soup"]}'


async def test_forty_questions_are_asked_one_by_one_and_changed_from_any_page(tmp_path: Path) -> None:
    forty = [one_of(f"q{number}", "yes", "no", text=f"Is it {number}?") for number in range(1, 41)]
    async with living_forum(tmp_path, content_with(tmp_path, ("Long", forty))) as forum:
        amira = await forum.joined("Amira")
        await forum.opened(await forum.joined("Rosalind"), "Long")
        await begun(amira, 1)
        for number in range(1, 41):
            shown = await amira.sees(f"Is it {number}?")
            assert f"Question {number} of 40" in shown.text
            await amira.tap("Yes")

        first = await amira.sees("Here is what you answered")
        assert "Is it 12?" in first.text and "Is it 13?" not in first.text
        for page in (2, 3, 4):
            await amira.tap("More")
            await amira.sees(f"Is it {12 * (page - 1) + 1}?")
        await amira.tap("40")
        await amira.sees("Is it 40?")
        await amira.tap("No")
        await sent(amira)

        assert len(answers(forum)) == 40
        assert answers(forum)["q40"] == '{"chosen":["no"]}'


async def test_a_grid_with_one_line_is_one_question(tmp_path: Path) -> None:
    grid: dict[str, Any] = one_of("grid", "good", "bad", kind="grid", text="How were they?")
    grid["lines"] = [{"id": "staff", "text": "The staff"}]
    async with living_forum(tmp_path, content_with(tmp_path, ("Grid", [grid]))) as forum:
        rosalind = await forum.joined("Rosalind")
        people = [await forum.joined(name) for name in ("Amira", "Gethin", "Nasreen", "Piotr", "Una")]
        await forum.opened(rosalind, "Grid")
        for person in people:
            await begun(person, 1)
            shown = await person.sees("How were they?")
            assert "The staff" in shown.text and "Question 1 of 1" in shown.text
            await person.tap("Good")
            await sent(person)

        await forum.closed(rosalind, "Grid")

        assert "Good: 5 people" in (await people[0].sees("The staff")).text
        assert forum.rows("SELECT question FROM result") == [("grid.staff",)]


async def test_two_surveys_at_once_take_the_words_typed_for_each(tmp_path: Path) -> None:
    content = content_with(tmp_path, ("Meal", MEAL), ("Trip", TRIP))
    async with living_forum(tmp_path, content) as forum:
        rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
        await forum.opened(rosalind, "Meal")
        await forum.opened(rosalind, "Trip")
        await begun(amira, 1)
        await amira.tap("Soup")
        meal = await amira.sees("What about the cook?")
        await begun(amira, 2)
        await amira.sees("What about the bus?")

        await amira.press(meal, "on:1:meal", forge=True)  # from before: shows where one is in the meal
        await amira.type("Kind")
        await amira.sees("Which again?")
        await amira.start("s_2")
        await amira.sees("What about the bus?")
        await amira.type("Late")
        await amira.sees("Which seat?")

        assert '"Kind"' in answers(forum, 1)["the_cook"]
        assert '"Late"' in answers(forum, 2)["the_bus"]
        assert (len(answers(forum, 1)), len(answers(forum, 2))) == (2, 1)


async def test_a_coordinator_answers_their_own_survey_and_counts_once(tmp_path: Path) -> None:
    async with living_forum(tmp_path, content_with(tmp_path, ("Trip", TRIP))) as forum:
        rosalind = await forum.joined("Rosalind")
        await forum.opened(rosalind, "Trip")
        await begun(rosalind, 1)
        await rosalind.type("Late")
        await rosalind.sees("Which seat?")
        await rosalind.tap("Front")
        await sent(rosalind)

        await forum.closed(rosalind, "Trip")

        await rosalind.sees("1 of 1")
        assert forum.rows("SELECT answered, asked FROM survey") == [(1, 1)]
        told = [one.text for one in await rosalind.reads() if "Thank you for taking part" in one.text]
        assert told == []  # what coordinators are told says it all


async def test_who_changes_audience_in_the_middle_goes_on_with_what_is_for_them_now(tmp_path: Path) -> None:
    async with living_forum(tmp_path, content_with(tmp_path, ("Meal", MEAL))) as forum:
        amira = await forum.joined("Amira")
        await forum.opened(await forum.joined("Rosalind"), "Meal")
        await begun(amira, 1)
        await amira.tap("Soup")
        await amira.sees("What about the cook?")
        await amira.tap("Skip")
        question = await amira.sees("Which again?")

        await says_who(amira, "Young person", "19 to 25")
        await amira.type("Is this still the survey?")
        await amira.offered("All topics")
        toast = await amira.press(question, "ch:1:again:yes:1", forge=True)
        assert "moved on" in toast
        await amira.start("s_1")
        await amira.sees("Which school?")
        await amira.tap("No")
        await sent(amira)

        assert answers(forum).keys() == {"meal", "the_cook", "school"}
        assert forum.rows("SELECT audience FROM response") == [("young",)]


async def test_who_is_not_asked_any_more_can_still_take_their_answers_back(tmp_path: Path) -> None:
    async with living_forum(tmp_path, content_with(tmp_path, ("Trip", TRIP))) as forum:
        amira = await forum.joined("Amira")
        await forum.opened(await forum.joined("Rosalind"), "Trip", "Parents and carers")
        await begun(amira, 1)
        await amira.type("Late")
        await amira.sees("Which seat?")
        await amira.tap("Front")
        await sent(amira)

        await says_who(amira, "Young person", "19 to 25")
        await amira.type("/surveys")
        await amira.tap("Trip")
        await amira.sees("You have sent this.")
        await amira.tap("Take my answers back")
        await amira.tap("Yes, delete them")
        await amira.sees("Your answers are deleted")

        assert forum.rows("SELECT count(*) FROM response") == [(0,)]
        await amira.type("/surveys")
        await amira.sees("No survey is open for you just now.")


async def test_who_sent_and_was_changing_an_answer_at_the_closing_counts_without_it(tmp_path: Path) -> None:
    order = one_of("order", "first", "second", "third", kind="put_in_order")
    async with living_forum(tmp_path, content_with(tmp_path, ("Order", [order, *TRIP]))) as forum:
        rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
        await forum.opened(rosalind, "Order")
        await begun(amira, 1)
        await amira.tap("First")
        await amira.tap("Second")
        await amira.tap("Next")
        await amira.sees("What about the bus?")
        await amira.type("Late")
        await amira.sees("Which seat?")
        await amira.tap("Front")
        await sent(amira)
        await amira.type("/surveys")
        await amira.tap("Order")
        await amira.sees("You have sent this.")
        await amira.tap("1")
        await amira.tap("2. Second")
        await amira.sees("Which order?")
        changing = answers(forum)["order"]

        await forum.closed(rosalind, "Order")

        assert changing == '{"chosen":["first","third"]}'
        assert answers(forum).keys() == {"the_bus", "seat"}
        assert forum.rows("SELECT answered FROM survey") == [(1,)]
