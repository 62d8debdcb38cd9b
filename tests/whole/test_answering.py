"""Answering a survey: forward and back, later and again, on two phones and twice at once."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.simulator.client import Person, Shown
from tests.whole.forum import Forum, living_forum
from tests.whole.own_surveys import content_with, one_of, some_of, words_on

LUNCH: list[dict[str, Any]] = [
    one_of("meal", "soup", "salad", "nothing"),
    some_of("extras", "bread", "fruit", show_if={"question": "meal", "was": ["soup", "salad"]}),
    one_of("butter", "yes", "no", show_if={"question": "extras", "was": ["bread"]}),
    {
        "id": "taste",
        "kind": "scale",
        "points": 10,
        "sensitivity": "personal",
        "text": "How was it?",
        "low": "bad",
        "high": "good",
    },
    words_on("the_cook", longest=100, text="What about the cook?"),
    one_of("again", "yes", "no", required=True),
]


@pytest.fixture
async def lunch(tmp_path: Path) -> AsyncIterator[Forum]:
    async with living_forum(tmp_path, content_with(tmp_path, ("Lunch", LUNCH))) as forum:
        await forum.opened(await forum.joined("Rosalind"), "Lunch")
        yield forum


async def at_table(forum: Forum, name: str = "Amira") -> Person:
    """Somebody at the first question."""
    person = await forum.joined(name)
    await person.start("s_1")
    intro = await person.sees("What this can change")
    assert "Up to 6 short questions." in intro.text
    await person.tap("Start")
    await person.sees("Which meal?")
    return person


async def at_the_words(forum: Forum, name: str = "Amira") -> Person:
    person = await at_table(forum, name)
    await person.tap("Nothing")
    await person.sees("How was it?")
    await person.tap("7")
    await person.sees("What about the cook?")
    return person


async def at_the_end(forum: Forum, name: str = "Amira") -> Person:
    person = await at_the_words(forum, name)
    await person.type("Kind")
    await person.sees("Which again?")
    await person.tap("Yes")
    shown = await person.sees("Here is what you answered")
    assert "Then tap “Send my answers”." in shown.text
    return person


def answers(forum: Forum) -> dict[str, str]:
    return dict(forum.rows("SELECT question, value FROM answer"))


async def until_buttons_are_gone(person: Person, message: Shown) -> None:
    async with asyncio.timeout(5):
        while True:
            seen = await person.newest()
            if not next(one for one in person.shown() if one.message_id == message.message_id).buttons:
                return
            await person.sees_change(seen, 1)


async def opened_again(person: Person) -> Shown:
    """The same survey on another phone."""
    seen = await person.newest()
    await person.start("s_1")
    await person.sees_change(seen, 5)
    return (await person.reads())[-1]


async def test_the_first_screen_is_honest_about_influence(lunch: Forum) -> None:
    amira = await lunch.joined("Amira")
    await amira.start("s_1")
    shown = await amira.sees("What this can change: The lunch.")

    for said in ("What it cannot change: The price.", "Who decides: The cook.", "You hear it here."):
        assert said in shown.text
    assert "Monday 7 December, 8 pm" in shown.text
    assert "confidential" in shown.text
    assert shown.buttons == ["Start", "Not now"]


async def test_not_now_on_the_first_screen_keeps_nothing(lunch: Forum) -> None:
    amira = await lunch.joined("Amira")
    await amira.start("s_1")
    await amira.tap("Not now")

    said = await amira.sees("That is fine.")

    assert "answered" not in said.text
    assert lunch.rows("SELECT count(*) FROM response") == [(0,)]


async def test_one_message_is_edited_as_one_goes_on(lunch: Forum) -> None:
    amira = await at_table(lunch)
    first = amira.screen()
    assert "Question 1 of 5" not in first.text
    assert "Question 1 of 4" in first.text
    assert "▰▰▱▱▱▱▱▱▱▱" in first.text
    assert first.buttons == ["Soup", "Salad", "Nothing", "Skip", "Carry on later"]

    await amira.tap("Soup")
    second = await amira.sees("Which extras?")

    assert second.message_id == first.message_id
    assert "Question 2 of 5" in second.text
    assert second.buttons == ["☐ Bread", "☐ Fruit", "‹ Back", "Skip", "Carry on later"]


async def test_several_are_ticked_before_one_goes_on(lunch: Forum) -> None:
    amira = await at_table(lunch)
    await amira.tap("Soup")
    assert "Tap all that fit.\n" in f"{(await amira.sees('Which extras?')).text}\n"
    await amira.tap("Fruit")
    await amira.tap("Bread")
    await amira.tap("☑ Fruit")
    shown = await amira.sees("Which extras?")
    assert "Tap all that fit. Then tap Next." in shown.text
    assert shown.buttons[:3] == ["☑ Bread", "☐ Fruit", "Next ›"]

    await amira.tap("Next")

    await amira.sees("Which butter?")
    assert answers(lunch)["extras"] == '{"chosen":["bread"]}'


async def test_who_takes_every_tick_off_again_has_not_answered(lunch: Forum) -> None:
    amira = await at_table(lunch)
    await amira.tap("Soup")
    await amira.tap("Fruit")
    await amira.tap("☑ Fruit")
    shown = await amira.sees("Which extras?")
    assert "Next ›" not in shown.buttons
    assert "Skip" in shown.buttons


async def test_a_scale_shows_its_points_and_says_what_the_ends_mean(lunch: Forum) -> None:
    amira = await at_table(lunch)
    await amira.tap("Nothing")
    shown = await amira.sees("How was it?")

    assert [[button["text"] for button in row] for row in shown.rows[:2]] == [
        ["1", "2", "3", "4", "5"],
        ["6", "7", "8", "9", "10"],
    ]
    assert "1 means: bad" in shown.text
    assert "10 means: good" in shown.text


async def test_the_safety_line_stands_before_a_text_box(lunch: Forum) -> None:
    amira = await at_the_words(lunch)
    shown = amira.screen()

    assert "private, with one exception" in shown.text
    assert "our safeguarding lead may read it" in shown.text
    assert "In danger, call 999" in shown.text


async def test_after_typed_words_comes_a_new_message_and_the_old_buttons_go(lunch: Forum) -> None:
    amira = await at_the_words(lunch)
    before = amira.screen()

    await amira.type("Kind, and <b>bold</b> & كريم")
    after = await amira.sees("Which again?")

    assert after.message_id > before.message_id
    await until_buttons_are_gone(amira, before)
    await amira.tap("Yes")
    overview = await amira.sees("Here is what you answered")
    assert "Kind, and <b>bold</b> & كريم" in overview.text


async def test_back_leads_to_the_question_before_with_its_answer_marked(lunch: Forum) -> None:
    amira = await at_table(lunch)
    await amira.tap("Nothing")
    await amira.sees("How was it?")

    await amira.tap("Back")

    shown = await amira.sees("Which meal?")
    assert shown.buttons[:4] == ["Soup", "Salad", "● Nothing", "Next ›"]
    await amira.tap("Next")
    await amira.sees("How was it?")


async def test_what_was_written_is_shown_again_and_replaced_by_new_words(lunch: Forum) -> None:
    amira = await at_the_words(lunch)
    await amira.type("Kind")
    await amira.sees("Which again?")
    await amira.tap("Back")
    shown = await amira.sees("You wrote:")
    assert "Kind" in shown.text

    await amira.type("Very kind")

    await amira.sees("Which again?")
    assert '"Very kind"' in answers(lunch)["the_cook"]


async def test_a_skipped_question_is_kept_as_skipped_and_can_be_answered_later(lunch: Forum) -> None:
    amira = await at_table(lunch)
    await amira.tap("Skip")
    await amira.sees("How was it?")
    await amira.tap("Skip")
    await amira.tap("Skip")
    required = await amira.sees("Which again?")
    assert "Skip" not in required.buttons
    await amira.tap("No")
    overview = await amira.sees("Here is what you answered")
    assert overview.text.count("skipped") == 3
    assert "Take my answers back" in overview.buttons

    await amira.tap("1")
    await amira.sees("Which meal?")
    await amira.tap("Nothing")

    await amira.sees("Here is what you answered")
    assert answers(lunch)["meal"] == '{"chosen":["nothing"]}'


async def test_one_answer_can_be_taken_out_again(lunch: Forum) -> None:
    amira = await at_the_end(lunch)
    await amira.tap("3")
    shown = await amira.sees("What about the cook?")
    assert "Leave this out" in shown.buttons

    await amira.tap("Leave this out")

    overview = await amira.sees("Here is what you answered")
    assert "Kind" not in overview.text
    assert "Kind" not in answers(lunch)["the_cook"]


async def test_a_changed_answer_takes_out_what_does_not_fit_any_more_and_says_so(lunch: Forum) -> None:
    amira = await at_table(lunch)
    await amira.tap("Soup")
    await amira.tap("Bread")
    await amira.tap("Next")
    await amira.tap("No")
    await amira.sees("How was it?")
    for question in ("Which butter?", "Which extras?", "Which meal?"):
        await amira.tap("Back")
        await amira.sees(question)

    await amira.tap("Nothing")

    shown = await amira.sees("How was it?")
    assert "2 earlier answers do not fit any more" in shown.text
    assert answers(lunch).keys() == {"meal"}


async def test_who_sends_is_thanked_and_told_what_happens_next(lunch: Forum) -> None:
    amira = await at_the_end(lunch)

    await amira.tap("Send my answers")

    said = await amira.sees("Thank you. Your answers are in.")
    assert "What happens next: You hear it here." in said.text
    assert "Monday 7 December, 8 pm" in said.text
    assert said.buttons == ["Yes, ask me", "Surveys"]
    assert lunch.rows("SELECT sent, audience FROM response") == [(1, "parent")]
    assert lunch.rows("SELECT count(*) FROM participation") == [(1,)]


async def test_an_empty_survey_is_not_sent(lunch: Forum) -> None:
    amira = await at_the_end(lunch)
    taps = lunch.taps_of(amira.screen())
    await amira.tap("Take my answers back")
    await amira.sees("deleted at once")
    await amira.tap("Yes, delete them")
    await amira.sees("Your answers are deleted")

    toast = await amira.press(amira.screen(), taps["Send my answers"], forge=True)

    assert "old one" in toast
    assert lunch.rows("SELECT count(*) FROM response") == [(0,)]
    assert lunch.rows("SELECT count(*) FROM answer") == [(0,)]


async def test_surveys_lists_what_is_open_what_was_begun_and_what_was_answered(lunch: Forum) -> None:
    amira = await lunch.joined("Amira")
    await amira.type("/surveys")
    new = await amira.sees("These surveys are open")
    assert "Lunch\nOpen until Monday 7 December, 8 pm" in new.text
    await amira.tap("Lunch")
    await amira.tap("Start")
    await amira.tap("Nothing")
    await amira.sees("How was it?")

    await amira.type("/surveys")
    assert "You have begun." in (await amira.sees("These surveys are open")).text
    await amira.tap("Lunch")
    await amira.tap("7")
    await amira.sees("What about the cook?")
    await amira.tap("Skip")
    await amira.tap("Yes")
    await amira.tap("Send my answers")
    await amira.tap("Surveys")
    assert "✓ You have answered." in (await amira.sees("These surveys are open")).text


async def test_nothing_open_is_said_kindly(forum: Forum) -> None:
    amira = await forum.joined("Amira")

    await amira.type("/surveys")

    said = await amira.sees("No survey is open for you just now.")
    assert said.buttons == []


async def test_later_keeps_the_answers_and_carries_on_days_later_after_a_restart(lunch: Forum) -> None:
    amira = await at_the_words(lunch)
    await amira.tap("Carry on later")
    paused = await amira.sees("What you have answered is kept.")
    assert "Monday 7 December, 8 pm" in paused.text

    await lunch.move(days=3)
    await lunch.restart()
    await amira.tap("Carry on")

    await amira.sees("What about the cook?")
    assert answers(lunch).keys() == {"meal", "taste"}


async def test_a_restart_in_the_middle_is_not_noticed(lunch: Forum) -> None:
    amira = await at_the_words(lunch)

    await lunch.restart()
    await amira.type("Kind")

    await amira.sees("Which again?")
    assert '"Kind"' in answers(lunch)["the_cook"]


async def test_words_typed_after_later_belong_to_no_survey(lunch: Forum) -> None:
    amira = await at_the_words(lunch)
    await amira.tap("Carry on later")
    await amira.sees("That is fine.")

    await amira.type("See you tomorrow")

    await amira.offered("All topics")
    assert "the_cook" not in answers(lunch)


@pytest.mark.parametrize("command", ["/help", "/surveys", "/settings"])
async def test_words_typed_under_another_screen_belong_to_no_survey(lunch: Forum, command: str) -> None:
    amira = await at_the_words(lunch)
    await amira.type(command)
    await amira.sees(
        {"/help": "What you can do", "/surveys": "are open", "/settings": "know about you"}[command]
    )

    await amira.type("I do not understand this")

    await amira.offered("All topics")
    assert "the_cook" not in answers(lunch)


async def test_a_sent_response_can_be_changed_until_the_survey_closes(lunch: Forum) -> None:
    amira = await at_the_end(lunch)
    await amira.tap("Send my answers")
    await amira.tap("Surveys")
    await amira.tap("Lunch")
    sent = await amira.sees("You have sent this.")
    assert "Send my answers" not in sent.buttons

    await amira.tap("1")
    await amira.tap("Salad")
    await amira.sees("Which extras?")
    await amira.tap("Fruit")
    await amira.tap("Next")

    await amira.sees("You have sent this.")
    assert lunch.rows("SELECT count(*) FROM response WHERE sent = 1") == [(1,)]
    assert answers(lunch)["meal"] == '{"chosen":["salad"]}'
    await amira.tap("Done")
    done = await amira.sees("That is fine.")
    assert "carry on" not in done.text.lower()


# twice at once, two phones, replays


async def test_a_double_tap_answers_once_and_goes_one_question_on(lunch: Forum) -> None:
    amira = await at_table(lunch)
    data = lunch.taps_of(amira.screen())["Nothing"]

    await amira.press(amira.screen(), data, wait=0)
    toast = await amira.press(amira.screen(), data, forge=True)

    assert toast == ""
    await amira.sees("How was it?")
    assert answers(lunch) == {"meal": '{"chosen":["nothing"]}'}


async def test_a_double_tap_on_a_tick_does_not_take_it_off(lunch: Forum) -> None:
    amira = await at_table(lunch)
    await amira.tap("Soup")
    shown = await amira.sees("Which extras?")
    data = lunch.taps_of(shown)["☐ Fruit"]

    await amira.press(shown, data, wait=0)
    await amira.press(shown, data, forge=True)

    assert "☑ Fruit" in (await amira.sees("Which extras?")).buttons


async def test_a_double_tap_on_start_begins_once(lunch: Forum) -> None:
    amira = await lunch.joined("Amira")
    await amira.start("s_1")
    shown = await amira.sees("What this can change")
    data = lunch.taps_of(shown)["Start"]

    await amira.press(shown, data, wait=0)
    await amira.press(shown, data, forge=True)

    await amira.sees("Which meal?")
    assert lunch.rows("SELECT count(*) FROM response") == [(1,)]


async def test_a_double_tap_on_send_sends_once_and_the_thanks_stay(lunch: Forum) -> None:
    amira = await at_the_end(lunch)
    shown = amira.screen()
    data = lunch.taps_of(shown)["Send my answers"]

    await amira.press(shown, data, wait=0)
    await amira.press(shown, data, forge=True)

    said = await amira.sees("Thank you. Your answers are in.")
    assert said.buttons == ["Yes, ask me", "Surveys"]
    assert lunch.rows("SELECT count(*) FROM participation") == [(1,)]


async def test_on_two_phones_the_second_is_shown_where_the_first_has_got_to(lunch: Forum) -> None:
    amira = await at_table(lunch)
    phone = amira.screen()
    tablet = await opened_again(amira)
    assert tablet.message_id != phone.message_id
    await amira.press(tablet, lunch.taps_of(tablet)["Soup"])
    await amira.sees("Which extras?")

    toast = await amira.press(phone, lunch.taps_of(phone)["Salad"], forge=True)

    assert toast == "You have moved on from that question. Here is where you are now."
    shown = {one.message_id: one for one in await amira.reads()}
    assert "Which extras?" in shown[phone.message_id].text
    assert answers(lunch) == {"meal": '{"chosen":["soup"]}'}
    await amira.press(phone, lunch.taps_of(shown[phone.message_id])["☐ Bread"])
    assert answers(lunch)["extras"] == '{"chosen":["bread"]}'


async def test_the_buttons_of_an_overview_on_another_phone_never_leave_one_stuck(lunch: Forum) -> None:
    amira = await at_table(lunch)
    await amira.tap("Soup")
    await amira.tap("Skip")
    await amira.tap("7")
    await amira.tap("Skip")
    await amira.tap("Yes")
    overview = await amira.sees("Here is what you answered")
    to_extras = lunch.taps_of(overview)["2"]
    await amira.tap("1")
    await amira.tap("Nothing")
    await amira.sees("Here is what you answered")

    toast = await amira.press(overview, to_extras, forge=True)

    assert "old one" in toast
    await amira.sees("Here is what you answered")
    await amira.tap("1")
    await amira.sees("Which meal?")


async def test_an_update_that_comes_again_does_nothing_twice(lunch: Forum) -> None:
    """A replayed tap on a tick that was taken off since, and replayed words."""
    amira = await at_table(lunch)
    await amira.tap("Soup")
    shown = await amira.sees("Which extras?")
    tick = press(lunch, amira, shown, "☐ Fruit", 900_001)
    await lunch.town.updates(tick)
    await lunch.town.quiet()
    assert answers(lunch)["extras"] == '{"chosen":["fruit"]}'
    await amira.refresh()
    await amira.tap("☑ Fruit")
    await lunch.restart()

    await lunch.town.updates(tick)
    await lunch.town.quiet()

    assert "fruit" not in answers(lunch).get("extras", "")


async def test_words_that_come_again_answer_one_question(lunch: Forum) -> None:
    amira = await at_the_words(lunch)
    words = {"update_id": 900_001, "message": message(amira, "Kind")}
    await lunch.town.updates(words)
    await amira.sees("Which again?")
    await amira.tap("Back")
    await amira.type("Better")
    await amira.sees("Which again?")
    await lunch.restart()

    await lunch.town.updates(words)
    await lunch.town.quiet()

    assert '"Better"' in answers(lunch)["the_cook"]


def message(person: Person, text: str) -> dict[str, Any]:
    user = {"id": person.id, "is_bot": False, "first_name": person.first_name}
    chat = {"id": person.id, "type": "private", "first_name": person.first_name}
    return {"message_id": 5000, "date": 1, "chat": chat, "from": user, "text": text}


def press(forum: Forum, person: Person, shown: Shown, label: str, number: int) -> dict[str, Any]:
    user = {"id": person.id, "is_bot": False, "first_name": person.first_name}
    return {
        "update_id": number,
        "callback_query": {
            "id": str(number),
            "from": user,
            "message": shown.raw,
            "chat_instance": "1",
            "data": forum.taps_of(shown)[label],
        },
    }
