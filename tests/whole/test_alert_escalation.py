"""An alert that is not read, or does not arrive, goes on: to the deputies, the coordinators, the person."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from telegram.error import NetworkError

from bot.actions import surveys
from bot.handlers import watching
from bot.simulator.client import Person
from bot.store.database import StorageFailed, Store
from tests.whole.alarms import DANGER, DISTRESS, LEADS, guarded_forum, quiet, started, texts_of
from tests.whole.forum import Forum

ALERTED = "A safeguarding alert waits for you"
UNREAD = "Nobody has read this yet."
UNDEALT = "A safeguarding alert is still open."


@pytest.fixture
async def forum(tmp_path: Path) -> AsyncIterator[Forum]:
    async with guarded_forum(tmp_path) as forum:
        yield forum


async def has_seen(person: Person, words: str) -> bool:
    return any(words in text for text in await texts_of(person))


async def test_not_read_it_goes_to_the_deputy_the_coordinators_and_the_person_hears_of_it(
    forum: Forum,
) -> None:
    deirdre, kwame = await started(forum, "Deirdre", "Kwame")
    rosalind = await forum.joined("Rosalind")
    teo = await forum.joined("Teo", "Young person", "16 to 18")
    await teo.type(DANGER)
    await deirdre.sees(ALERTED)

    await forum.move(minutes=14)
    await quiet(forum)
    assert not await has_seen(kwame, ALERTED)
    await forum.move(minutes=1)
    await kwame.sees(ALERTED)
    assert not await has_seen(rosalind, "alert")
    await rosalind.type("/today")
    await rosalind.sees("1 safeguarding alert waits, and no lead has read it")

    await forum.move(minutes=15)
    told = await rosalind.sees("A safeguarding alert waits, and no lead has read it")
    assert told.rows == []
    await forum.move(minutes=29)
    assert not await has_seen(teo, UNREAD)
    await forum.move(minutes=1)
    news = await teo.sees(UNREAD)
    assert "0800 1111" in news.text
    assert "01632 960 010" in news.text
    assert "Seldom" not in news.text

    for _ in range(3):
        await forum.move(hours=3)
    assert len([text for text in await texts_of(teo) if UNREAD in text]) == 1
    assert len([text for text in await texts_of(rosalind) if "no lead has read it" in text]) == 2
    await kwame.tap("Read it")
    await kwame.sees(DANGER)


async def test_once_it_is_read_nobody_else_is_told(forum: Forum) -> None:
    deirdre, kwame = await started(forum, "Deirdre", "Kwame")
    teo = await forum.joined("Teo", "Young person", "16 to 18")
    await teo.type(DANGER)
    await deirdre.tap("Read it")
    await deirdre.sees(DANGER)

    for _ in range(4):
        await forum.move(minutes=40)

    await quiet(forum)
    assert not await has_seen(kwame, ALERTED)
    assert not await has_seen(teo, UNREAD)


async def test_what_was_read_and_not_dealt_with_comes_to_mind_again_until_it_is(forum: Forum) -> None:
    deirdre, kwame = await started(forum, "Deirdre", "Kwame")
    teo = await forum.joined("Teo", "Young person", "16 to 18")
    await teo.type(DANGER)
    await deirdre.tap("Read it")
    await deirdre.sees(DANGER)

    async def reminded(person: Person) -> int:
        """How often; a message that was tapped shows the alert instead."""
        await quiet(forum)
        ((number,),) = forum.rows(
            "SELECT count(*) FROM delivery JOIN post ON post = post.id WHERE state = 'sent'"
            " AND label GLOB 'alert * undealt *' AND chat = ?",
            person.id,
        )
        return int(number)

    await forum.move(hours=3, minutes=59)
    assert await reminded(deirdre) == 0
    await forum.move(minutes=1)
    assert (await reminded(deirdre), await reminded(kwame)) == (1, 0)
    assert "Seldom" not in (await deirdre.sees(UNDEALT)).text
    await deirdre.tap("Read it")
    await deirdre.sees(DANGER)
    await deirdre.tap("I spoke with the person")
    await deirdre.sees("spoke with the person")
    await forum.move(hours=19)  # eight in the morning
    await forum.restart()
    assert await reminded(deirdre) == 1
    await forum.move(hours=6)
    assert (await reminded(deirdre), await reminded(kwame)) == (2, 1)

    await kwame.tap("Read it")
    await kwame.sees("Another lead has read this before you")
    await kwame.tap("This is dealt with")
    await kwame.sees("This was dealt with.")
    await forum.move(days=3)
    assert (await reminded(deirdre), await reminded(kwame)) == (2, 1)
    assert forum.rows("SELECT count(*) FROM audit WHERE what = 'alert_reminded'") == [(2,)]


async def test_a_restart_in_the_middle_forgets_nothing_and_tells_nobody_twice(forum: Forum) -> None:
    deirdre, kwame = await started(forum, "Deirdre", "Kwame")
    teo = await forum.joined("Teo", "Young person", "16 to 18")
    await teo.type(DANGER)
    await deirdre.sees(ALERTED)
    await forum.move(minutes=5)
    await forum.stop()
    forum.clock.now += timedelta(minutes=20)

    await forum.start()
    await forum.move()

    await kwame.sees(ALERTED)
    await forum.restart()
    await quiet(forum)
    assert len([text for text in await texts_of(deirdre) if ALERTED in text]) == 1
    assert len([text for text in await texts_of(kwame) if ALERTED in text]) == 1
    await kwame.tap("Read it")
    await kwame.sees(DANGER)


async def test_a_lead_who_blocked_the_bot_is_passed_by_at_once(forum: Forum) -> None:
    deirdre, kwame = await started(forum, "Deirdre", "Kwame")
    teo = await forum.joined("Teo", "Young person", "16 to 18")
    await deirdre.block()

    await teo.type(DANGER)

    await kwame.sees(ALERTED)
    await quiet(forum)
    assert forum.rows("SELECT what FROM audit ORDER BY number") == [
        ("alert_opened",),
        ("alert_told_lead",),
        ("alert_told_deputies",),
    ]


async def test_a_lead_who_never_pressed_start_is_passed_by_and_stands_in_today(forum: Forum) -> None:
    (kwame,) = await started(forum, "Kwame")
    rosalind = await forum.joined("Rosalind")
    teo = await forum.joined("Teo", "Young person", "16 to 18")

    await teo.type(DANGER)

    await kwame.sees(ALERTED)
    await rosalind.type("/today")
    shown = await rosalind.sees("Alerts do not reach our safeguarding lead. They must press Start")
    assert "the deputy safeguarding lead" not in shown.text


async def test_where_it_reaches_no_lead_the_coordinators_and_the_person_hear_of_it_at_once(
    forum: Forum,
) -> None:
    rosalind = await forum.joined("Rosalind")
    teo = await forum.joined("Teo", "Young person", "16 to 18")

    await teo.type(DANGER)

    await rosalind.sees("no lead has read it")
    await teo.sees(UNREAD)


async def test_at_night_it_comes_at_once_and_with_a_sound(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    teo = await forum.joined("Teo", "Young person", "16 to 18")
    await forum.move(hours=18)  # three in the morning
    before = await forum.town.requests_made()

    await teo.type(DANGER)

    await deirdre.sees(ALERTED)
    sent = [one["params"] for one in await forum.town.requests(before) if one["method"] == "sendMessage"]
    (notice,) = [params for params in sent if str(params["chat_id"]) == str(deirdre.id)]
    assert str(notice.get("disable_notification", "false")).lower() == "false"


# About somebody in the forum


async def test_what_is_about_somebody_in_the_forum_goes_to_the_deputy_and_not_to_the_lead(
    forum: Forum,
) -> None:
    deirdre, kwame = await started(forum, "Deirdre", "Kwame")
    rosalind = await forum.joined("Rosalind")
    teo = await forum.joined("Teo", "Young person", "16 to 18")
    await teo.type(DANGER)

    await teo.tap("This is about someone in the forum")
    asked = await teo.sees("Who may read it instead?")
    assert "0800 1111" in asked.text
    assert "01632 960 010" in asked.text
    await teo.tap("the deputy safeguarding lead")
    chosen = await teo.sees("It goes to the deputy safeguarding lead now.")
    assert "01632 960 011" in chosen.text

    await deirdre.sees(ALERTED)
    assert "given to somebody else" in await deirdre.tap("Read it")
    await deirdre.type("/alerts")
    await deirdre.sees("No alert is open")
    await kwame.tap("Read it")
    shown = await kwame.sees("it is about somebody in the forum")
    assert DANGER in shown.text
    await rosalind.type("/today")
    assert "alert" not in (await rosalind.sees("needs you now")).text


async def test_where_the_lead_has_read_it_already_the_person_is_told_so(forum: Forum) -> None:
    deirdre, kwame = await started(forum, "Deirdre", "Kwame")
    teo = await forum.joined("Teo", "Young person", "16 to 18")
    await teo.type(DANGER)
    await deirdre.tap("Read it")
    await deirdre.sees(DANGER)

    await teo.tap("This is about someone in the forum")
    await teo.sees("It was read by our safeguarding lead before you tapped")
    await teo.tap("the deputy safeguarding lead")
    await teo.sees("It goes to the deputy safeguarding lead now")

    assert "given to somebody else" in await deirdre.tap("I called 999")
    await kwame.sees("safeguarding alert")
    await forum.move(minutes=16)  # the deputy does not read it, and nobody else may
    await teo.sees(UNREAD)
    assert forum.rows("SELECT count(*) FROM audit WHERE what = 'alert_told_coordinators'") == [(0,)]


async def test_without_a_deputy_nobody_in_the_forum_reads_it(tmp_path: Path) -> None:
    async with guarded_forum(tmp_path, leads=LEADS[:1]) as forum:
        (deirdre,) = await started(forum, "Deirdre")
        rosalind, teo = await forum.joined("Rosalind"), await forum.joined("Teo")
        await teo.type(DANGER)

        await teo.tap("This is about someone in the forum")

        await teo.sees("There is no deputy here.")
        await deirdre.sees(ALERTED)
        assert "given to somebody else" in await deirdre.tap("Read it")
        await rosalind.type("/today")
        await rosalind.sees("Only one safeguarding lead is named")


# The weekly test


async def test_once_a_week_each_lead_taps_that_alerts_reach_them(forum: Forum) -> None:
    deirdre, kwame = await started(forum, "Deirdre", "Kwame")
    rosalind = await forum.joined("Rosalind")
    await rosalind.type("/today")
    assert "lead" not in (await rosalind.sees("needs you now")).text

    await forum.move(days=7)
    await deirdre.tap("Yes, they reach me")
    await deirdre.sees("We ask again in a week")
    await forum.move(days=2)
    await rosalind.type("/today")
    shown = await rosalind.sees("Do alerts reach the deputy safeguarding lead?")
    assert "our safeguarding lead has not" not in shown.text

    await kwame.tap("Yes, they reach me")
    await kwame.sees("We ask again in a week")
    await rosalind.type("/today")
    assert "tapped" not in (await rosalind.sees("needs you now")).text


async def test_who_was_asked_in_vain_and_presses_start_at_once_is_asked_anew(forum: Forum) -> None:
    await forum.move()
    await quiet(forum)
    assert forum.rows("SELECT DISTINCT state FROM delivery") == [("failed",)]

    await started(forum, "Kwame")

    rosalind = await forum.joined("Rosalind")
    await rosalind.type("/today")
    shown = await rosalind.sees("must press Start")
    assert "the deputy safeguarding lead" not in shown.text


async def test_by_night_no_lead_is_tested(tmp_path: Path) -> None:
    async with guarded_forum(tmp_path) as forum:
        await forum.move(hours=13)
        deirdre = await forum.town.person("Deirdre")
        await deirdre.start()
        await deirdre.sees("Hello from")
        await quiet(forum)
        assert not await has_seen(deirdre, "A test, once a week")
        await forum.move(hours=12)
        await deirdre.sees("A test, once a week")


# Whatever goes wrong, the card is shown and the alert is stored


async def test_a_card_that_could_not_be_sent_comes_by_itself(
    forum: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    deirdre, teo = (await started(forum, "Deirdre"))[0], await forum.joined("Teo")

    async def fail(*given: Any) -> None:
        raise NetworkError("gone")

    with monkeypatch.context() as broken:
        broken.setattr(watching, "_show_card", fail)
        await teo.type(DISTRESS)
        await forum.town.quiet()
    assert not await has_seen(teo, "Shall we tell")
    assert forum.rows("SELECT telegram FROM card_owed") == [(teo.id,)]

    await forum.restart()
    await forum.move(seconds=30)

    card = await teo.sees("Shall we tell our safeguarding lead what you wrote?")
    assert card.buttons == ["Yes, tell them", "No, tell nobody", "Hide this"]
    assert forum.rows("SELECT * FROM card_owed") == []
    await teo.tap("Yes, tell them")
    await deirdre.sees(ALERTED)


async def test_where_our_code_fails_the_card_is_shown_and_the_lead_is_alerted(
    forum: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    deirdre, teo = (await started(forum, "Deirdre"))[0], await forum.joined("Teo")

    async def fail(*given: Any) -> None:
        raise ValueError("a bug")

    monkeypatch.setattr(surveys, "type_text", fail)
    await teo.type(DANGER)

    await teo.sees("something went wrong")
    assert await has_seen(teo, "We have told our safeguarding lead")
    await deirdre.tap("Read it")
    await deirdre.sees(DANGER)
    assert forum.rows("SELECT count(*) FROM set_aside") == [(1,)]


async def test_while_nothing_can_be_stored_the_card_is_shown_once_and_all_is_stored_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(self: Store, *given: Any, **more: Any) -> None:
        raise StorageFailed("SQLITE_FULL")

    async def short_pause(seconds: float) -> None:
        await asyncio.sleep(0.01)

    async with guarded_forum(tmp_path, sleep=short_pause) as forum:
        deirdre, teo = (await started(forum, "Deirdre"))[0], await forum.joined("Teo")
        monkeypatch.setattr(Store, "write", fail)
        await teo.type(DANGER)
        card = await teo.sees("Samaritans")
        assert "told" not in card.text

        monkeypatch.undo()

        await teo.sees("We have told our safeguarding lead")
        assert len([text for text in await texts_of(teo) if text.startswith("Help now")]) == 2
        await deirdre.tap("Read it")
        await deirdre.sees(DANGER)
