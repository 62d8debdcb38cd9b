"""Words of harm within a survey: taken where they belong, and their copy held back until the lead is done."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.buttons import ReadText
from bot.simulator.client import Person
from tests.whole.alarms import DANGER, DISTRESS, guarded_forum, started
from tests.whole.forum import Forum
from tests.whole.own_surveys import content_with, words_on

TITLE = "Our park"


@pytest.fixture
async def forum(tmp_path: Path) -> AsyncIterator[Forum]:
    content = content_with(tmp_path, (TITLE, [words_on("swings"), words_on("slides")]))
    async with guarded_forum(tmp_path, content=content) as forum:
        yield forum


async def answered(person: Person, swings: str, slides: str = "They are fine.") -> None:
    await person.tap("Answer")
    await person.tap("Start")
    shown = await person.sees("Question 1 of 2")
    assert "our safeguarding lead may read it" in shown.text
    await person.type(swings)
    await person.sees("Question 2 of 2")
    await person.type(slides)
    await person.sees("Here is what you answered")
    await person.tap("Send my answers")
    await person.sees("Your answers are in")


async def texts_read(forum: Forum, coordinator: Person) -> list[str]:
    """What the coordinator is shown, from the first text to the last."""
    await coordinator.type("/results")
    await coordinator.sees("Which result")
    await coordinator.tap(TITLE)
    await coordinator.sees("The charts and all values come below")
    await forum.result_shown()
    await coordinator.tap("Read what people wrote")
    read = []
    while "Keep" in coordinator.screen().buttons:
        read.append(coordinator.screen().text)
        await coordinator.tap("Keep")
    return read


async def test_in_a_survey_the_card_comes_first_and_the_survey_goes_on(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    rosalind, teo = await forum.joined("Rosalind"), await forum.joined("Teo", "Young person", "16 to 18")
    await forum.opened(rosalind, TITLE)
    await teo.tap("Answer")
    await teo.tap("Start")
    await teo.sees("Question 1 of 2")

    typed = await teo.type(DANGER)

    question = await teo.sees("Question 2 of 2")
    after = [one for one in await teo.reads() if one.message_id > typed.message_id]
    assert [one.message_id for one in after][-1] == question.message_id
    assert after[0].text.startswith("If something is wrong")
    assert after[0].buttons == ["This is about someone in the forum", "Hide this"]
    await teo.type("Nothing else.")
    overview = await teo.sees("Here is what you answered")
    assert DANGER in overview.text
    await deirdre.tap("Read it")
    assert "in an answer to a survey or vote" in (await deirdre.sees(DANGER)).text
    assert forum.rows("SELECT source FROM alert_words") == [("survey:1",)]


async def test_the_copy_is_read_by_nobody_until_the_lead_has_dealt_with_it(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    rosalind, teo, amira = [await forum.joined(name) for name in ("Rosalind", "Teo", "Amira")]
    await forum.opened(rosalind, TITLE)
    await answered(teo, DANGER, "Ring me on 07700 900123.")
    await answered(amira, "They are old.")
    await forum.closed(rosalind, TITLE)

    assert forum.rows("SELECT count(*) FROM written WHERE held = 1") == [(1,)]
    await rosalind.type("/today")
    await rosalind.sees("3 texts wait to be read")
    before = await texts_read(forum, rosalind)
    held = forum.rows("SELECT id FROM written WHERE held = 1")[0][0]
    assert "old" in await rosalind.press(rosalind.screen(), ReadText(held, 0).pack(), forge=True)

    await deirdre.tap("Read it")
    await deirdre.tap("I spoke with the person")
    await deirdre.tap("✅ This is dealt with")
    await deirdre.sees("This was dealt with")
    after = await texts_read(forum, rosalind)

    assert len(before) == 3
    assert not [text for text in before if "Seldom" in text]
    assert len(after) == 1
    assert DANGER in after[0]


async def test_no_concern_lets_it_go_too(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    rosalind, teo = await forum.joined("Rosalind"), await forum.joined("Teo")
    await forum.opened(rosalind, TITLE)
    await answered(teo, f"{DANGER}, my number is 07700 900123")
    await forum.closed(rosalind, TITLE)
    assert len(await texts_read(forum, rosalind)) == 1
    await deirdre.tap("Read it")
    await deirdre.tap("No concern, because…")
    await deirdre.type("A song.")
    await deirdre.sees("The words are deleted")

    assert len([text for text in await texts_read(forum, rosalind) if "Seldom" in text]) == 1


async def test_one_that_was_dealt_with_before_the_closing_is_not_held(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    rosalind, teo = await forum.joined("Rosalind"), await forum.joined("Teo")
    await forum.opened(rosalind, TITLE)
    await answered(teo, DANGER)
    await deirdre.tap("Read it")
    await deirdre.tap("I spoke with the person")
    await deirdre.tap("✅ This is dealt with")
    await deirdre.sees("This was dealt with")

    await forum.closed(rosalind, TITLE)

    assert forum.rows("SELECT count(*), sum(held) FROM written") == [(2, 0)]


async def test_words_that_were_taken_out_again_hold_nothing_back(forum: Forum) -> None:
    await started(forum, "Deirdre")
    rosalind, teo = await forum.joined("Rosalind"), await forum.joined("Teo")
    await forum.opened(rosalind, TITLE)
    await answered(teo, DANGER)
    await teo.type("/surveys")
    await teo.tap(TITLE)
    await teo.tap("1")
    await teo.sees("Question 1 of 2")
    await teo.type("They are rusty.")
    await teo.sees("You have sent this")

    await forum.closed(rosalind, TITLE)

    assert forum.rows("SELECT count(*), sum(held) FROM written") == [(2, 0)]
    assert forum.rows("SELECT state FROM alert") == [("open",)]


@pytest.mark.parametrize("says", ["Yes, tell them", "No, tell nobody", "nothing"])
async def test_in_distress_it_is_held_until_the_person_has_said_no_or_the_lead_is_done(
    forum: Forum, says: str
) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    rosalind, teo = await forum.joined("Rosalind"), await forum.joined("Teo")
    await forum.opened(rosalind, TITLE)
    await answered(teo, DISTRESS)
    await forum.closed(rosalind, TITLE)
    assert forum.rows("SELECT count(*), sum(held) FROM written") == [(2, 1)]

    if says == "nothing":
        await forum.move(hours=25)
    else:
        await teo.tap(says)
    if says == "Yes, tell them":
        await deirdre.tap("Read it")
        assert forum.rows("SELECT sum(held) FROM written") == [(1,)]
        await deirdre.tap("I spoke with the person")
        await deirdre.tap("✅ This is dealt with")
        await deirdre.sees("This was dealt with")

    assert forum.rows("SELECT sum(held) FROM written") == [(0,)]


async def test_while_another_alert_of_the_same_survey_is_open_nothing_is_let_go(forum: Forum) -> None:
    deirdre, _ = await started(forum, "Deirdre", "Kwame")
    rosalind, teo, amira = [await forum.joined(name) for name in ("Rosalind", "Teo", "Amira")]
    await forum.opened(rosalind, TITLE)
    await answered(teo, DANGER)
    await answered(amira, "he has a knife")
    await forum.closed(rosalind, TITLE)
    assert forum.rows("SELECT sum(held) FROM written") == [(2,)]
    for left in (2, 0):
        await deirdre.type("/alerts")
        await deirdre.sees("These wait to be dealt with")
        await deirdre.tap("⚠️ 1. Danger, not read: Monday 23 November, 9 am")
        await deirdre.tap("I spoke with the person")
        await deirdre.tap("✅ This is dealt with")
        await deirdre.sees("This was dealt with")
        assert forum.rows("SELECT sum(held) FROM written") == [(left,)]
