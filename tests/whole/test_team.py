"""Roles: given by a link that works once and for a day, and taken back with a tap. Coordinators are told."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.people import Role
from bot.simulator.client import Person
from bot.store import people
from tests.whole.forum import Forum, living_forum


@pytest.fixture
async def forum(tmp_path: Path) -> AsyncIterator[Forum]:
    """Without a coordinator in the settings: the first opens the printed link."""
    async with living_forum(tmp_path, coordinators=frozenset()) as forum:
        yield forum


async def first(forum: Forum) -> Person:
    rosalind = await forum.joined("Rosalind")
    await rosalind.start(payload_of(forum.said[-1]))
    await rosalind.sees("You are a coordinator of the forum now.")
    return rosalind


def payload_of(words: str) -> str:
    found = re.search(r"start=(\S+)", words)
    assert found is not None
    return found[1]


async def invited(coordinator: Person, role: str) -> str:
    await coordinator.type("/team")
    await coordinator.sees("The team")
    await coordinator.tap(f"Invite: {role}")
    return payload_of((await coordinator.sees("It works once, and for a day.")).text)


async def test_a_link_gives_the_role_once_and_coordinators_are_told(forum: Forum) -> None:
    rosalind = await first(forum)
    link = await invited(rosalind, "officer")
    imran, amira = await forum.joined("Imran"), await forum.joined("Amira")

    zofia = await forum.joined("Zofia")
    await zofia.start(await invited(rosalind, "coordinator"))
    await zofia.sees("You are a coordinator of the forum now.")
    await rosalind.sees("the forum has a new coordinator")

    await imran.start(link)
    await imran.sees("You have the officer's role now.")
    for coordinator in (rosalind, zofia):
        await coordinator.sees("the forum has a new officer")
    for opener, told in ((imran, 0), (zofia, 1)):
        alarms = [one for one in await opener.reads() if "Somebody opened a link" in one.text]
        assert len(alarms) == told
    again = await invited(rosalind, "officer")
    await imran.start(again)
    await imran.sees("You have this role already. The link still works.")
    assert forum.rows("SELECT count(*) FROM invitation WHERE role = 'officer'") == [(1,)]
    await forum.services.store.write(people.drop_role, imran.id, Role.OFFICER)
    await imran.start(again)
    await imran.sees("You have the officer's role now.")
    await amira.start(link)
    await amira.sees("This link was used already")

    assert forum.rows("SELECT telegram FROM role WHERE role = 'officer'") == [(imran.id,)]
    assert ("role_given",) in forum.rows("SELECT what FROM audit")


async def test_whoever_opens_the_link_may_say_what_the_team_calls_them_or_skip_it(forum: Forum) -> None:
    rosalind = await first(forum)
    await rosalind.sees("What does the team call you?")
    await rosalind.tap("Skip")
    await rosalind.sees("The team sees you without a name.")
    imran, zofia = await forum.joined("Imran"), await forum.joined("Zofia")
    await imran.start(await invited(rosalind, "officer"))
    await imran.sees("You have the officer's role now.")
    await imran.type("." * 3)
    await imran.sees("words")
    await forum.restart()
    await imran.type("Imran <b>of\nthe council")
    await imran.sees("The team calls you Imran <b>of the council.")
    await zofia.start(await invited(rosalind, "coordinator"))
    await zofia.sees("What does the team call you?")
    await zofia.type("/surveys")
    await zofia.sees("No survey is open")
    await zofia.type("when does the bus come")
    assert forum.rows("SELECT name FROM colleague") == [("Imran <b>of the council",)]

    await rosalind.type("/team")
    await rosalind.sees("1. Imran <b>of the council")
    await rosalind.tap("What others call you")
    await rosalind.sees("What does the team call you?")
    await rosalind.type("Ros")
    assert "Ros (you)" in (await rosalind.sees("The team calls you Ros.")).text
    await rosalind.tap("They call you: Ros")
    await rosalind.sees("What does the team call you?")
    await rosalind.tap("Back")
    await rosalind.sees("Ros (you)")
    await imran.start(await invited(rosalind, "counter in the room"))
    assert "What does" not in (await imran.sees("You can count in the room now.")).text
    await imran.press(await imran.newest(), "tmn:team", forge=True)
    await rosalind.tap("officer 1: Imran <b>of the")
    await rosalind.tap("Take it back")
    await rosalind.sees("Imran <b>of the council is no longer officer.")


async def test_a_link_of_yesterday_opens_no_more(forum: Forum) -> None:
    rosalind = await first(forum)
    link = await invited(rosalind, "coordinator")
    imran = await forum.joined("Imran")
    await forum.move(days=1, seconds=1)

    await imran.start(link)

    await imran.sees("This link was used already, or is not right.")
    assert forum.rows("SELECT count(*) FROM role") == [(1,)]


async def test_the_first_link_waits_for_as_long_as_nobody_opens_it(forum: Forum) -> None:
    await forum.move(days=30)
    await first(forum)


async def test_a_role_is_taken_back_and_its_buttons_do_nothing_more(forum: Forum) -> None:
    rosalind = await first(forum)
    zofia = await forum.joined("Zofia")
    await zofia.start(await invited(rosalind, "coordinator"))
    await zofia.sees("You are a coordinator of the forum now.")
    await zofia.type("/team")
    team = await zofia.sees("The team")
    assert "(you)" in team.text
    (number,) = forum.rows("SELECT id FROM person WHERE telegram = ?", zofia.id)[0]

    await rosalind.type("/team")
    seen = await rosalind.sees("The team")
    await rosalind.press(seen, f"tmq:{number}:coordinator", forge=True)
    await rosalind.sees("Take the role of coordinator back")
    await rosalind.tap("Take it back")
    await rosalind.sees("is no longer coordinator")

    await zofia.sees("is no longer coordinator")
    assert len([one for one in await rosalind.reads() if "is no longer coordinator" in one.text]) == 1
    await zofia.press(team, f"tmq:{number}:coordinator", forge=True)
    await zofia.type("/team")
    await zofia.sees("only our team can do that")
    assert forum.rows("SELECT telegram FROM role") == [(rosalind.id,)]


async def test_the_last_coordinator_stays_and_the_settings_are_not_overruled(tmp_path: Path) -> None:
    async with living_forum(tmp_path / "a", coordinators=frozenset()) as forum:
        rosalind = await first(forum)
        await rosalind.type("/team")
        await rosalind.sees("The team")
        assert "This is the last coordinator." in await rosalind.tap("coordinator 1")
    async with living_forum(tmp_path / "b", safeguarding=(1200, 1201)) as forum:
        rosalind = await forum.joined("Rosalind")
        await rosalind.type("/team")
        seen = await rosalind.sees("Whoever is named in the settings is changed there.")
        assert "tap somebody" not in seen.text
        for line in ("1. no name given – the lead – named", "2. no name given – deputy 1 – named"):
            assert line in seen.text
        assert not [label for label in seen.buttons if label.startswith("coordinator")]
        (number,) = forum.rows("SELECT id FROM person")[0]
        assert "named in the settings" in await rosalind.press(seen, f"tmx:{number}:coordinator", forge=True)
