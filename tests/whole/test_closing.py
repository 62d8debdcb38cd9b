"""Opening and closing: whom it reaches, once; and nothing counts after the instant it closes."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.actions import closing
from bot.simulator.client import Person
from tests.whole.forum import Forum

FELT = "Did you feel heard?"


async def begun(forum: Forum, name: str) -> Person:
    """Somebody who was invited and is at the first question."""
    person = await forum.town.person(name)
    await person.sees("a new survey")
    await person.tap("Answer")
    await person.tap("Start")
    await person.sees("Question 1 of 3")
    return person


async def answered(forum: Forum, name: str) -> Person:
    person = await begun(forum, name)
    await person.tap("4")
    await person.tap("Yes")
    await person.tap("Not sure")
    await person.tap("Send my answers")
    await person.sees("Your answers are in")
    return person


async def invitations(person: Person) -> int:
    return sum("a new survey" in shown.text for shown in await person.reads())


def at_confirmation(forum: Forum, coordinator: Person) -> str:
    return forum.taps_of(coordinator.screen())["Open it now"]


# opening


async def test_a_survey_is_looked_at_before_it_is_opened(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    await forum.joined("Amira")
    await rosalind.type("/open")
    shelf = await rosalind.sees("Which survey? Tap one to look at it first.")
    assert FELT in shelf.buttons
    await rosalind.tap(FELT)
    preview = await rosalind.sees("Nothing is sent yet.")
    assert "How well did people listen to you?" in preview.text
    assert "[ 5 ]" in preview.text
    assert "Question 3 of 3" in preview.text
    assert (preview.buttons[0], preview.buttons[-1]) == ("Ask this survey", "Other surveys")
    await rosalind.tap("Ask this survey")
    whom = await rosalind.sees("Who is it for?")
    assert whom.buttons[:2] == ["Everybody (1)", "Parents and carers (1)"]
    await rosalind.tap("Everybody")
    sure = await rosalind.sees("Shall we open it?")
    assert "1 person will get a message now." in sure.text
    assert "Monday 30 November, 8 pm" in sure.text
    assert sure.text.index("most of the result would stay private") < sure.text.index("Shall we open it?")
    assert forum.rows("SELECT count(*) FROM survey") == [(0,)]
    await rosalind.tap("Open it now")
    opened = await rosalind.sees("is open until Monday 30 November, 8 pm")
    assert "?start=s_1" in opened.text
    assert "1 person is being asked." in opened.text


async def test_only_those_chosen_are_invited_and_each_once(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    amira, teo = await forum.joined("Amira"), await forum.joined("Teo", "Young person", "19 to 25")
    unsaid = await forum.joined("Bo", "I would rather not say")

    await forum.opened(rosalind, FELT, "Young people")
    await teo.sees("We have a new survey for you:\nDid you feel heard?")
    await forum.move(hours=1)
    await forum.restart()
    await forum.move(hours=1)

    assert [await invitations(each) for each in (teo, amira, unsaid, rosalind)] == [1, 0, 0, 0]
    assert "3 short questions, open until Monday 30 November, 8 pm" in (await teo.reads())[-1].text
    await amira.type("/surveys")
    await amira.sees("No survey is open for you just now.")


async def test_a_double_tap_opens_one_survey_and_the_screen_stays(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await rosalind.type("/open")
    await rosalind.tap(FELT)
    await rosalind.tap("Ask this survey")
    await rosalind.tap("Everybody")
    await rosalind.sees("Shall we open it?")
    shown, data = rosalind.screen(), at_confirmation(forum, rosalind)

    await rosalind.press(shown, data, wait=0)
    toast = await rosalind.press(shown, data, forge=True)

    assert toast == ""
    await rosalind.sees("is open until")
    assert forum.rows("SELECT count(*) FROM survey") == [(1,)]
    await amira.sees("a new survey")
    assert await invitations(amira) == 1


async def test_a_button_from_before_another_opening_opens_nothing(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    await forum.opened(rosalind, FELT)

    toast = await rosalind.press(rosalind.screen(), "go:after_a_meeting:everyone:0", forge=True)

    assert "A survey was opened after this button was shown." in toast
    assert forum.rows("SELECT count(*) FROM survey") == [(1,)]


async def test_who_blocked_the_bot_is_not_invited_again(forum: Forum) -> None:
    rosalind, amira, gethin = [await forum.joined(name) for name in ("Rosalind", "Amira", "Gethin")]
    await amira.block()
    await forum.opened(rosalind, FELT)
    await gethin.sees("a new survey")
    await forum.move()
    await rosalind.type("/open")
    await rosalind.tap("How was the meeting?")
    await rosalind.tap("Ask this survey")
    whom = await rosalind.sees("Who is it for?")

    assert "Everybody (1)" in whom.buttons


# closing


async def test_closing_says_how_many_answered_and_never_who(forum: Forum) -> None:
    rosalind, *_ = [await forum.joined(name) for name in ("Rosalind", "Amira", "Gethin")]
    await forum.opened(rosalind, FELT)
    await answered(forum, "Amira")
    await begun(forum, "Gethin")

    await rosalind.type("/close")
    which = await rosalind.sees("Which one shall we close?")
    assert "1 answered so far. Closes by itself: Monday 30 November, 8 pm." in which.text
    await rosalind.tap(FELT)
    sure = await rosalind.sees("Close it now? 1 person has answered.")
    assert "Amira" not in sure.text + which.text
    assert forum.rows("SELECT closed_at FROM survey") == [(None,)]


async def test_closing_leaves_what_was_sent_and_nobody_can_find_their_own(forum: Forum) -> None:
    rosalind, *_ = [await forum.joined(name) for name in ("Rosalind", "Amira", "Gethin")]
    await forum.opened(rosalind, FELT)
    await answered(forum, "Amira")
    await begun(forum, "Gethin")

    await forum.closed(rosalind, FELT)

    assert forum.rows("SELECT finder, place, sent FROM response") == [(None, "", 1)]
    assert forum.rows("SELECT count(DISTINCT response) FROM answer") == [(1,)]
    assert list(forum.settings.keys_dir.glob("[0-9]*.key")) == []


async def test_a_double_tap_closes_once_and_is_told_once(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await forum.opened(rosalind, FELT)
    await answered(forum, "Amira")
    await rosalind.type("/close")
    await rosalind.tap(FELT)
    await rosalind.sees("Close it now?")
    shown, data = rosalind.screen(), forum.taps_of(rosalind.screen())["Close it now"]

    await rosalind.press(shown, data, wait=0)
    toast = await rosalind.press(shown, data, forge=True)
    assert toast == ""
    await rosalind.sees("The result is on its way")
    await forum.move()
    await forum.move(hours=1)
    await amira.sees("This survey is closed. Thank you for taking part.")

    for person, words in ((amira, "Thank you for taking part"), (rosalind, "1 of 2 people answered")):
        assert sum(words in one.text for one in await person.reads()) == 1


async def test_a_result_that_is_still_being_drawn_is_on_its_way(
    forum: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await forum.opened(rosalind, FELT)
    await answered(forum, amira.first_name)
    with monkeypatch.context() as broken:
        broken.setattr(closing, "make_report", fail_to_draw)
        await forum.closed(rosalind, FELT)
        await rosalind.type("/results")
        await rosalind.sees(f"{FELT} is closed. We are drawing its charts")
    await forum.move()
    await rosalind.type("/results")
    listed = await rosalind.sees("Which result would you like to see?")
    assert "drawing" not in listed.text


async def fail_to_draw(*given: object) -> None:
    raise OSError("no room for a child process")


async def test_close_twice_finds_nothing_to_close(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    await forum.opened(rosalind, FELT)
    await forum.closed(rosalind, FELT)

    await rosalind.type("/close")
    await rosalind.sees("No survey or vote is open. /open asks a survey")
    toast = await rosalind.press((await rosalind.reads())[0], "cc:1", forge=True)
    assert toast == "“Did you feel heard?” is closed already."


async def test_it_closes_by_itself_at_its_time_and_not_before(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await forum.opened(rosalind, FELT)
    await answered(forum, "Amira")
    forum.clock.now = datetime(2026, 11, 30, 19, 59, 59, tzinfo=UTC)
    await forum.move()
    assert forum.rows("SELECT closed_at FROM survey") == [(None,)]

    await forum.move(seconds=1)

    assert forum.rows("SELECT closed_at FROM survey") == [("2026-11-30T20:00:00.000000+00:00",)]
    await amira.sees("This survey is closed.")
    await rosalind.sees("1 of 2 people answered.")


async def test_what_was_due_while_the_bot_was_stopped_is_closed_when_it_starts(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await forum.opened(rosalind, FELT)
    await answered(forum, "Amira")
    await forum.stop()
    forum.clock.now = datetime(2026, 12, 24, 12, 0, tzinfo=UTC)

    await forum.start()
    await forum.move()

    await amira.sees("This survey is closed.")


async def test_a_survey_closes_in_the_evening_of_local_summer_time(forum: Forum) -> None:
    forum.clock.now = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    rosalind = await forum.joined("Rosalind")
    await forum.opened(rosalind, FELT)

    assert forum.rows("SELECT closes_at FROM survey") == [("2026-07-08T19:00:00.000000+00:00",)]


async def test_taps_and_the_closing_at_once_leave_each_answer_counted_or_refused(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    names = ("Amira", "Gethin", "Folake", "Zofia")
    for name in names:
        await forum.joined(name)
    await forum.opened(rosalind, FELT)
    people = [await begun(forum, name) for name in names]
    for person in people:
        await person.tap("4")
        await person.tap("Skip")
        await person.tap("Skip")
        await person.sees("Here is what you answered")
    await rosalind.type("/close")
    await rosalind.tap(FELT)
    await rosalind.sees("Close it now?")

    taps = [person.tap("Send my answers") for person in people]
    *toasts, _ = await asyncio.gather(*taps, rosalind.tap("Close it now"))

    counted = toasts.count("")
    assert all("has closed now" in toast for toast in toasts if toast)
    await forum.move()
    assert forum.rows("SELECT count(*) FROM response") == [(counted,)]
    assert forum.rows("SELECT answered FROM survey") == [(counted,)]
