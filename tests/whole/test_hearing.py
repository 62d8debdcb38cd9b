"""Result, thanks and the question whether one feels heard; and whether anything was reported back."""

import asyncio

from bot.simulator.client import Person
from tests.whole.forum import Forum

FELT, MEETING = "Did you feel heard?", "How was the meeting?"
NAMES = ("Amira", "Gethin", "Folake", "Zofia", "Bo", "Cy")


async def answered(forum: Forum, name: str) -> Person:
    person = await forum.town.person(name)
    for label in ("Answer", "Start", "4", "Yes", "Not sure", "Send my answers"):
        await person.tap(label)
    await person.sees("Your answers are in")
    return person


async def closed_survey(forum: Forum, *names: str) -> tuple[Person, list[Person]]:
    rosalind = await forum.joined("Rosalind")
    for name in names:
        await forum.joined(name)
    await forum.opened(rosalind, FELT)
    people = [await answered(forum, name) for name in names]
    await forum.closed(rosalind, FELT)
    return rosalind, people


async def test_the_result_thanks_and_asks_in_one_message(forum: Forum) -> None:
    _, (amira, *_) = await closed_survey(forum, *NAMES)

    asked = await amira.sees("Do you feel heard?")
    assert "6 people answered" in asked.text
    assert "You will hear what comes of it by Monday 28 December." in asked.text
    assert asked.buttons == ["Yes", "Partly", "No"]

    toast = await amira.tap("Partly")

    assert toast == "Thank you for telling us."
    kept = next(one for one in await amira.reads() if one.message_id == asked.message_id)
    assert kept.text == asked.text
    assert kept.buttons == []
    assert forum.rows("SELECT survey, answer, people FROM feeling") == [(1, "partly", 1)]


async def test_it_is_counted_once_and_who_said_what_is_not_kept(forum: Forum) -> None:
    _, (amira, gethin) = await closed_survey(forum, "Amira", "Gethin")
    asked = await amira.sees("Do you feel heard?")
    data = forum.taps_of(asked)
    await amira.tap("No")

    toast = await amira.press(asked, data["Yes"], forge=True)
    assert toast == "You have told us already. Thank you."
    both = await asyncio.gather(
        gethin.press(await gethin.sees("Do you feel heard?"), data["Yes"]),
        gethin.press(gethin.screen(), data["Partly"], forge=True),
    )
    assert sorted(both) == ["Thank you for telling us.", "You have told us already. Thank you."]

    assert forum.rows("SELECT sum(people) FROM feeling") == [(2,)]
    assert forum.rows("SELECT count(*) FROM felt") == [(2,)]


async def test_who_did_not_take_part_and_who_comes_too_late_are_not_counted(forum: Forum) -> None:
    _, (amira, *_) = await closed_survey(forum, "Amira")
    zofia = await forum.joined("Zofia")
    assert "not asked any more" in await zofia.press(zofia.screen(), "hfl:1:yes", forge=True)

    await forum.move(days=7)
    assert "not asked any more" in await amira.tap("Yes")
    assert forum.rows("SELECT count(*) FROM feeling") == [(0,)]


async def test_coordinators_see_it_after_a_week_from_the_threshold_on(forum: Forum) -> None:
    rosalind, people = await closed_survey(forum, *NAMES)
    for person in people:
        await person.sees("Do you feel heard?")
        await person.tap("Yes")
    told = await rosalind.sees("6 took part for the first time.")
    assert "People were told: you hear what comes of it by Monday 28 December." in told.text
    await rosalind.tap("Who feels heard?")
    await rosalind.sees("There is nothing to show yet.")

    await forum.move(days=7)
    await rosalind.tap("Who feels heard?")

    await rosalind.sees("Did you feel heard?\n6 answered. Yes: 6. Partly: 0. No: 0.")
    (amira, *_) = people
    assert "only our team" in await amira.press(amira.screen(), "hls", forge=True)


async def test_few_newcomers_are_kept_private(forum: Forum) -> None:
    rosalind, _ = await closed_survey(forum, "Amira", "Gethin")
    told = await rosalind.sees("People were told: you hear what comes of it")
    assert "for the first time" not in told.text
    assert forum.rows("SELECT newcomers FROM survey") == [(None,)]


async def test_coordinators_are_reminded_once_when_nothing_was_reported_back(forum: Forum) -> None:
    rosalind, _ = await closed_survey(forum, "Amira")
    await forum.move(days=34, hours=23)
    assert await reminded(rosalind) == 0
    await forum.move(hours=1)
    seen = await rosalind.sees("People were told they would hear by Monday 28 December.")
    assert seen.buttons == ["Reported back", "Remind me in a week"]
    await forum.restart()
    await forum.move(days=3)
    assert await reminded(rosalind) == 1

    await rosalind.tap("Remind me in a week")
    await rosalind.sees("We will remind you on")
    await forum.move(days=7, hours=1)
    await rosalind.tap("Reported back")
    await rosalind.sees("It is noted that people were told.")
    await forum.move(days=30)

    assert await reminded(rosalind) == 0
    assert forum.rows("SELECT heard_at IS NOT NULL FROM survey") == [(1,)]


async def reminded(person: Person) -> int:
    return sum("they would hear by" in shown.text for shown in await person.reads())


async def test_what_nobody_answered_needs_no_report(forum: Forum) -> None:
    rosalind, _ = await closed_survey(forum)
    await forum.move(days=40)
    assert await reminded(rosalind) == 0
