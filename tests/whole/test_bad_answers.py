"""Every kind of question meets what it did not ask for: it stays, says what is wrong, and keeps nothing."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.simulator.client import Person
from tests.whole.forum import Forum, living_forum
from tests.whole.own_surveys import content_with, one_of, some_of, words_on

LISTED = [{"id": one, "text": one.capitalize()} for one in ("red", "blue", "green")]
KINDS: list[dict[str, Any]] = [
    one_of("one", "red", "blue"),
    {"id": "sure", "kind": "yes_no", "sensitivity": "ordinary", "text": "Which sure?"},
    some_of("some", "red", "blue", "green", least=2, most=2),
    one_of("order", "red", "blue", "green", kind="put_in_order"),
    {
        "id": "scale",
        "kind": "scale",
        "sensitivity": "ordinary",
        "text": "Which scale?",
        "low": "bad",
        "high": "good",
    },
    {
        "id": "grid",
        "kind": "grid",
        "sensitivity": "ordinary",
        "text": "A grid?",
        "options": LISTED,
        "lines": [{"id": "only", "text": "Which grid?"}],
    },
    {"id": "note", "kind": "note", "text": "Which note?"},
    {
        "id": "number",
        "kind": "number",
        "sensitivity": "ordinary",
        "text": "Which number?",
        "low": 0,
        "high": 9,
    },
    words_on("short", text="Which short?", longest=100),
    words_on("long", text="Which long?", kind="long_text"),
    one_of(
        "other", "red", text="Which other?", options=[*LISTED, {"id": "o", "text": "Other", "other": True}]
    ),
]
TYPED = ["seven", "7", "مرحبا بكم", "<b>red</b> & </i>", "=1+1", "🙂", "y" * 4096]
TAP_PLEASE = "please tap a button instead of typing"


@pytest.fixture
async def kinds(tmp_path: Path) -> AsyncIterator[Forum]:
    async with living_forum(tmp_path, content_with(tmp_path, ("Kinds", KINDS))) as forum:
        await forum.opened(await forum.joined("Rosalind"), "Kinds")
        yield forum


async def at(forum: Forum, question: str) -> Person:
    """Somebody who skipped all before this question."""
    amira = await forum.joined("Amira")
    await amira.start("s_1")
    await amira.tap("Start")
    for asked in KINDS:
        await amira.sees(f"Which {asked['id']}?")
        if asked["id"] == question:
            break
        await amira.tap("Next" if asked["kind"] == "note" else "Skip")
    return amira


def stored(forum: Forum, question: str) -> list[str]:
    return [row[0] for row in forum.rows("SELECT value FROM answer WHERE question = ?", question)]


async def test_what_is_answered_by_a_tap_takes_no_words_and_nothing_is_no_answer(kinds: Forum) -> None:
    amira = await at(kinds, "one")

    for asked, step in zip(
        KINDS[:7], ("one", "sure", "some", "order", "scale", "grid.only", "note"), strict=True
    ):
        shown = await amira.sees(f"Which {asked['id']}?")
        for text in TYPED:
            await amira.type(text)
            shown = await amira.sees(TAP_PLEASE)
            assert f"Which {asked['id']}?" in shown.text
        assert stored(kinds, step) == []
        if asked["kind"] == "note":
            break
        assert "Next ›" not in shown.buttons
        toast = await amira.press(shown, f"on:1:{step}", forge=True)
        assert toast.startswith(("Please tap at least one answer", "Please give all of them a place"))
        await amira.tap("Skip")


async def test_too_few_and_too_many_ticks_are_told_and_the_right_number_goes_on(kinds: Forum) -> None:
    amira = await at(kinds, "some")

    await amira.tap("Red")
    assert await amira.press(amira.screen(), "on:1:some", forge=True) == "Please choose at least 2."
    await amira.tap("Blue")
    assert "Please choose 2 at most." in await amira.tap("Green")

    assert stored(kinds, "some") == ['{"chosen":["red","blue"]}']
    await amira.tap("Next")
    await amira.sees("Which order?")


async def test_what_was_left_half_done_is_asked_again_before_the_end(kinds: Forum) -> None:
    amira = await at(kinds, "some")
    await amira.tap("Red")
    await amira.tap("Back")
    await amira.sees("Which sure?")

    await amira.tap("Yes")

    await amira.sees("Which some?")


NO_NUMBERS = ["seven", "7 or 8", "7.5", "-1", "10", "1" * 13, "=7", "<b>7</b>", "سبعة", "x" * 4096]


async def test_a_number_in_words_or_outside_its_limits_is_asked_for_again(kinds: Forum) -> None:
    amira = await at(kinds, "number")

    for text in NO_NUMBERS:
        await amira.type(text)
        shown = await amira.sees("Please type a number")
        assert "from 0 to 9" in shown.text and "Which number?" in shown.text, text
    assert stored(kinds, "number") == []

    await amira.type(" ٧ ")
    await amira.sees("Which short?")
    assert stored(kinds, "number") == ['{"number":7}']


async def test_twenty_thousand_characters_in_several_messages_are_one_answer(kinds: Forum) -> None:
    amira = await at(kinds, "long")

    await amira.type("ب" * 20_000)
    await kinds.town.quiet()
    shown = await amira.sees("Type again to add to it.")

    (value,) = stored(kinds, "long")
    assert value.count("ب") == 20_000
    assert "ببب" in shown.text
    await amira.type("more")
    assert "20000 fit" in (await amira.sees("Thank you for writing so much.")).text
    assert stored(kinds, "long") == [value]


async def test_words_for_other_are_kept_as_typed_and_a_book_is_not(kinds: Forum) -> None:
    amira = await at(kinds, "other")
    await amira.type("a bus")
    await amira.sees(TAP_PLEASE)
    await amira.tap("Other")
    await amira.sees("What do you mean?")

    await amira.type("z" * 20_000)
    await kinds.town.quiet()
    await amira.sees("200 fit")
    await amira.type("\u200b")
    await amira.sees("There were no words in that.")
    assert stored(kinds, "other") == ['{"chosen":["o"]}']

    await amira.type("=<b>حافلة</b>")
    overview = await amira.sees("Here is what you answered")
    assert "=<b>حافلة</b>" in overview.text
    await amira.tap("10")
    await amira.sees("Which other?")
    await amira.tap("Other")
    await amira.sees("Here is what you answered")
    assert "حافلة" in stored(kinds, "other")[0]


async def test_whether_one_may_be_quoted_is_changed_without_going_on(kinds: Forum) -> None:
    amira = await at(kinds, "short")
    await amira.type("More lunch")
    await amira.sees("Which long?")
    await amira.tap("Back")
    shown = await amira.sees("Which short?")
    assert "☑ Do not quote me" in shown.buttons

    await amira.tap("☑ Do not quote me")

    assert "☐ Do not quote me" in (await amira.sees("Which short?")).buttons
    assert stored(kinds, "short") == ['{"text":"More lunch","quotable":true}']
