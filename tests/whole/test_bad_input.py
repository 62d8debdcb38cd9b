"""What people send that nobody asked for: one kind sentence, and where they are."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.simulator.client import Person
from tests.engine import PNG
from tests.whole.forum import Forum, living_forum
from tests.whole.own_surveys import content_with, one_of, some_of, words_on

TEA = [
    one_of("tea", "green", "black", text="Which <tea> & when?"),
    some_of("cake", "plum", "apple"),
    words_on("the_table", longest=500, text="What about the table?"),
]


@pytest.fixture
async def tea(tmp_path: Path) -> AsyncIterator[Forum]:
    async with living_forum(tmp_path, content_with(tmp_path, ("Tea", TEA))) as forum:
        await forum.opened(await forum.joined("Rosalind"), "Tea")
        yield forum


async def at_tea(forum: Forum, name: str = "Amira") -> Person:
    person = await forum.joined(name)
    await person.start("s_1")
    await person.tap("Start")
    await person.sees("Which <tea> & when?")
    return person


async def at_the_table(forum: Forum) -> Person:
    person = await at_tea(forum)
    await person.tap("Black")
    await person.sees("Which cake?")
    await person.tap("Skip")
    await person.sees("What about the table?")
    return person


def stored(forum: Forum, question: str) -> str:
    return "".join(row[0] for row in forum.rows("SELECT value FROM answer WHERE question = ?", question))


def sent(person: Person, number: int, **content: Any) -> dict[str, Any]:
    """An update as Telegram would bring it, with a message of this content."""
    user = {"id": person.id, "is_bot": False, "first_name": person.first_name}
    chat = {"id": person.id, "type": "private", "first_name": person.first_name}
    return {
        "update_id": number,
        "message": {"message_id": number, "date": 1, "chat": chat, "from": user, **content},
    }


FILE = {"file_id": "x", "file_unique_id": "x"}
UNASKED: list[dict[str, Any]] = [
    {"voice": {**FILE, "duration": 3}},
    {"video_note": {**FILE, "length": 9, "duration": 3}},
    {"location": {"latitude": 50.8, "longitude": -1.1}},
    {"contact": {"phone_number": "07700 900 123", "first_name": "Bo"}},
    {
        "sticker": {
            **FILE,
            "width": 9,
            "height": 9,
            "is_animated": False,
            "is_video": False,
            "type": "regular",
        }
    },
]


async def test_what_is_not_words_gets_a_kind_sentence_and_the_question_again(tea: Forum) -> None:
    amira = await at_the_table(tea)

    for number, content in enumerate(UNASKED, start=900_001):
        seen = await amira.newest()
        await tea.town.updates(sent(amira, number, **content))
        await amira.sees_change(seen, 5)
        shown = amira.shown()[-1]
        assert "Sorry, I can only read words." in shown.text, content
        assert "What about the table?" in shown.text
        assert "‹ Back" in shown.buttons
    assert stored(tea, "the_table") == ""


async def test_a_photo_with_words_under_it_is_not_taken_for_an_answer(tea: Forum) -> None:
    amira = await at_the_table(tea)

    await amira.upload("photo", PNG, "table.png", caption="This table")

    await amira.sees("Sorry, I can only read words.")
    assert stored(tea, "the_table") == ""


async def test_typing_where_a_tap_is_expected_shows_the_question_again(tea: Forum) -> None:
    amira = await at_tea(tea)

    await amira.type("green please")

    shown = await amira.sees("For this one, please tap a button instead of typing.")
    assert "Which <tea> & when?" in shown.text
    await amira.tap("Green")
    await amira.sees("Which cake?")


async def test_typing_at_the_overview_shows_it_again(tea: Forum) -> None:
    amira = await at_the_table(tea)
    await amira.tap("Skip")
    await amira.sees("Here is what you answered")

    await amira.type("and one more thing")

    shown = await amira.sees("please tap a button")
    assert "Here is what you answered" in shown.text


async def test_four_thousand_emoji_are_too_many_and_said_kindly(tea: Forum) -> None:
    amira = await at_the_table(tea)

    await amira.type("🙂" * 4096)

    shown = await amira.sees("Thank you for writing so much.")
    assert "500 fit" in shown.text
    assert stored(tea, "the_table") == ""
    await amira.type("🙂" * 500)
    await amira.sees("Here is what you answered")
    assert "🙂" * 500 in stored(tea, "the_table")


async def test_words_that_nobody_can_see_are_no_answer(tea: Forum) -> None:
    amira = await at_the_table(tea)

    for number, text in enumerate(["\u200b", " \u2060 ", "\ufeff\u200e", "\u200f\u200f"], start=900_001):
        await tea.town.updates(sent(amira, number, text=text))
        await amira.sees("There were no words in that.")
    assert stored(tea, "the_table") == ""


TEXTS = [
    "<b>bold</b> <a href='https://x.example'>x</a> & &amp; </blockquote>",
    "{{ code }} {% raw %}",
    "الطاولة صغيرة جدا",
    "'; DROP TABLE answer; --",
    "=HYPERLINK(1)",
    "line\n\n\nline",
    "@someone https://example.org",
]


async def test_every_text_comes_back_as_it_was_typed(tea: Forum) -> None:
    amira = await at_the_table(tea)

    for text in TEXTS:
        await amira.type(text)
        overview = await amira.sees("Here is what you answered")
        assert " ".join(text.split()) in overview.text
        await amira.tap("3")
        again = await amira.sees("You wrote:")
        assert text in again.text
        assert not any(entity["type"] == "bold" and entity["length"] == 4 for entity in again.entities)


COMMANDS = ["/privacypolicy", "/delete", "/Stop_it", "/start@another_bot"]


async def test_a_command_we_do_not_know_is_never_an_answer(tea: Forum) -> None:
    amira = await at_the_table(tea)

    for command in COMMANDS:
        await amira.type(command)
        shown = await amira.sees("I do not know that command.")
        assert "What about the table?" in shown.text
    assert stored(tea, "the_table") == ""


# buttons


async def test_a_button_of_an_earlier_question_shows_where_one_is(tea: Forum) -> None:
    amira = await at_tea(tea)
    first = amira.screen()
    green = tea.taps_of(first)["Green"]
    await amira.tap("Black")
    await amira.sees("Which cake?")

    toast = await amira.press(first, green, forge=True)

    assert toast == "You have moved on from that question. Here is where you are now."
    await amira.sees("Which cake?")
    assert stored(tea, "tea") == '{"chosen":["black"]}'


FORGED = [
    "",
    "x",
    "ch:1:tea:red:1",
    "ch:1:milk:green:1",
    "ch:9:tea:green:1",
    "ch:99999999999999999999:tea:green:1",
    "ch:1:tea:green:7",
    "ch:1:tea:green",
    "sk:1:milk",
    "cg:1:milk",
    "on:1:milk",
    "sx:area:moon:0",
    "sx:reading::0",
    "sx:shoes:9:0",
    "as:shoes:0",
    "jn:1::king::",
    "jn:1::young:ancient:",
    "'; DROP TABLE person",
    "ch:1:tea:🙂:1",
]


async def test_forged_data_changes_nothing_and_shows_where_one_is(tea: Forum) -> None:
    amira = await at_tea(tea)
    before = tea.rows("SELECT audience, area FROM person ORDER BY telegram")

    for data in FORGED:
        toast = await amira.press(amira.screen(), data, forge=True)
        assert "old one" in toast, data
        await amira.sees("Which <tea> & when?")

    assert tea.rows("SELECT count(*) FROM answer") == [(0,)]
    assert tea.rows("SELECT audience, area FROM person ORDER BY telegram") == before
    assert tea.rows("SELECT count(*) FROM set_aside") == [(0,)]


OF_COORDINATORS = [
    "lf",
    "pv:tea:0:0:0:en",
    "wh:tea",
    "op:tea:everyone",
    "go:tea:everyone:1",
    "cc:1",
    "cl:1",
    "ow:1",
]


async def test_a_member_cannot_press_a_coordinator_s_button(tea: Forum) -> None:
    amira = await at_tea(tea)

    for data in OF_COORDINATORS:
        toast = await amira.press(amira.screen(), data, forge=True)
        assert toast == "Sorry, only our team can do that.", data
        await amira.sees("Which <tea> & when?")

    assert tea.rows("SELECT count(*), count(closed_at) FROM survey") == [(1, 0)]


async def test_a_member_who_types_a_coordinator_s_command_stays_where_they_were(tea: Forum) -> None:
    amira = await at_the_table(tea)

    for command in ("/open", "/close", "/export"):
        await amira.type(command)
        shown = await amira.sees("Sorry, only our team can do that.")
        assert "What about the table?" in shown.text

    await amira.type("Too small")
    await amira.sees("Here is what you answered")


async def test_somebody_who_has_not_joined_is_shown_the_notice_whatever_they_press(tea: Forum) -> None:
    stranger = await tea.town.person("Gethin")
    await stranger.start()
    await stranger.sees("Hello from")

    for data in [*OF_COORDINATORS, "sv:1", "be:1", "ch:1:tea:green:1", "se:1", "ls", "st"]:
        await stranger.press(stranger.screen(), data, forge=True)
        await stranger.sees("Hello from")

    assert tea.rows("SELECT count(*) FROM person WHERE telegram = ?", stranger.id) == [(0,)]
    assert tea.rows("SELECT count(*) FROM response") == [(0,)]


async def test_a_message_that_was_deleted_comes_again_below(tea: Forum) -> None:
    amira = await at_tea(tea)
    first = amira.screen()
    black = tea.taps_of(first)["Black"]
    await amira.delete(first.message_id)

    await amira.press(first, black, forge=True)

    await amira.sees("Which cake?")


# a survey that closed


async def test_a_tap_after_the_closing_time_does_not_count_even_before_the_survey_is_closed(
    tea: Forum,
) -> None:
    await tea.move(days=14)
    amira = await at_tea(tea)
    shown = amira.screen()
    tea.clock.now += timedelta(hours=11)

    toast = await amira.press(shown, tea.taps_of(shown)["Black"])

    assert toast == "“Tea” has closed now. Thank you for wanting to answer."
    await amira.sees("Welcome")
    assert stored(tea, "tea") == ""


@pytest.mark.parametrize("closed", [False, True])
async def test_words_typed_a_second_after_closing_are_met_kindly_and_then_belong_nowhere(
    tea: Forum, closed: bool
) -> None:
    await tea.move(days=14)
    amira = await at_the_table(tea)
    tea.clock.now += timedelta(hours=11)
    if closed:
        await tea.move(seconds=1)

    await amira.type("Too small")
    await amira.sees("“Tea” has closed now.")
    await amira.type("Oh")

    await amira.offered("All topics")
    assert stored(tea, "the_table") == ""


async def test_the_buttons_of_a_closed_survey_say_that_it_is_closed(tea: Forum) -> None:
    amira = await at_the_table(tea)
    await amira.tap("Skip")
    overview = await amira.sees("Here is what you answered")
    await tea.closed(await tea.town.person("Rosalind"), "Tea")

    for label in ("1", "Send my answers", "Carry on later", "Take my answers back"):
        toast = await amira.press(overview, tea.taps_of(overview)[label], forge=True)
        assert "“Tea” has closed now." in toast, label

    assert tea.rows("SELECT count(*) FROM response") == [(0,)]
