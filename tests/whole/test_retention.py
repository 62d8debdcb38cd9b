"""Nothing is kept for longer than the forum says: over years, told a week before, and never what is open."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import yaml

from bot.simulator.client import Person
from tests.whole.alarms import DANGER, guarded_forum, started
from tests.whole.forum import Forum
from tests.whole.own_surveys import content_with, one_of, words_on
from tests.whole.telling import LATE, answered, sent
from tests.whole.test_feedback_held import dealt_with
from tests.whole.test_privacy import done, file_of

TITLE = "Our park"
TYPED = "The swings squeak terribly."
PERIODS = {"text_days": 60, "response_days": 100, "person_days": 400, "audit_days": 800}


@asynccontextmanager
async def keeping_forum(folder: Path) -> AsyncIterator[Forum]:
    content = content_with(folder, (TITLE, [words_on("swings"), one_of("month", "may", "june")]))
    file = content / "forum.yaml"
    settings = yaml.safe_load(file.read_text(encoding="utf-8"))
    settings["keeping"] = PERIODS
    file.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    async with guarded_forum(folder, content=content) as forum:
        yield forum


@pytest.fixture
async def forum(tmp_path: Path) -> AsyncIterator[Forum]:
    async with keeping_forum(tmp_path) as forum:
        yield forum


async def answered_survey(person: Person) -> None:
    await person.sees("new survey")
    for label in ("Answer", "Start"):
        await person.tap(label)
    await person.sees("Question 1 of 2")
    await person.type(TYPED)
    await person.sees("Question 2 of 2")
    await person.tap("May")
    await person.sees("Here is what you answered")
    await person.tap("Send my answers")
    await person.sees("Your answers are in")


async def nights(forum: Forum, number: int) -> None:
    for _ in range(number):
        await forum.move(days=1)


async def letters(person: Person) -> list[str]:
    await person.town.quiet()
    return [one.text for one in await person.reads() if "Heard tidies up" in one.text]


def written(forum: Forum) -> list[str]:
    """The labels of what was said of it to anybody, also what has not arrived yet."""
    return [label for (label,) in forum.rows("SELECT label FROM post WHERE label GLOB 'keeping *'")]


async def test_words_go_then_answers_and_what_may_be_shown_stays(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    people = [await forum.joined(name) for name in ("Amira", "Gethin", "Folake", "Zofia", "Teo")]
    await forum.opened(rosalind, TITLE)
    for person in people:
        await answered_survey(person)
    await forum.closed(rosalind, TITLE)
    shown = forum.rows("SELECT question, value FROM result ORDER BY question")

    await forum.move(days=40)
    assert written(forum) == []
    await nights(forum, 8)
    (letter,) = await letters(rosalind)
    assert f"What people wrote in old surveys: {TITLE}." in letter
    assert "single answers" not in letter
    assert forum.rows("SELECT count(*) FROM written") == [(5,)]
    await nights(forum, 13)
    await forum.restart()

    assert await letters(rosalind) == [letter]
    assert forum.rows("SELECT count(*) FROM written") == [(0,)]
    values = str(forum.rows("SELECT value FROM answer"))
    assert TYPED not in values and values.count("may") == 5
    assert ("texts_deleted", "survey 1", "bot", None) in forum.rows(
        "SELECT what, about, role, actor FROM audit"
    )
    assert TYPED.encode() not in forum.settings.database.read_bytes()

    await nights(forum, 40)
    assert any(f"All single answers to old surveys: {TITLE}." in one for one in await letters(rosalind))
    assert forum.rows("SELECT count(*) FROM response") == [(0,)]
    assert forum.rows("SELECT count(*) FROM answer") == [(0,)]
    assert forum.rows("SELECT question, value FROM result ORDER BY question") == shown
    await rosalind.type("/results")
    await rosalind.sees("Which result")
    await rosalind.tap(TITLE)
    await rosalind.sees("The charts and all values come below")
    await people[0].type("/results")
    await people[0].sees(TITLE)
    await rosalind.type("/export")
    await rosalind.sees("What would you like as a file?")
    await rosalind.tap(TITLE)
    await rosalind.sees("Which form?")
    await rosalind.tap("JSON, for programs", wait=30)
    await rosalind.sees("Here is the file.")
    (file,) = [one.document for one in await rosalind.reads() if one.document]
    made = json.loads(await forum.town.download(file["file_id"]))
    assert "responses" not in made["tables"]
    assert "The single answers were deleted because of their age. The summary stays." in made["notes"]


async def test_what_is_open_stays_however_old_it_is(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    rosalind, amira, bo, teo = [await forum.joined(one) for one in ("Rosalind", "Amira", "Bo", "Teo")]
    await forum.opened(rosalind, TITLE)
    await answered_survey(amira)
    await sent(bo, LATE)
    await teo.type(DANGER)
    await teo.sees("We have told our safeguarding lead")
    await forum.services.store.write(
        lambda db: db.execute("UPDATE survey SET closes_at = '2036-01-01T00:00:00.000000+00:00'")
    )

    await forum.move(days=1500)
    await nights(forum, 30)

    assert forum.rows("SELECT count(*) FROM person") == [(4,)]
    assert forum.rows("SELECT count(*) FROM response") == [(1,)]
    assert TYPED in str(forum.rows("SELECT value FROM answer"))
    assert forum.rows("SELECT count(*) FROM feedback") == [(1,)]
    assert forum.rows("SELECT count(*) FROM alert_words") == [(1,)]
    await deirdre.type("/alerts")
    await deirdre.sees("Alert")


async def test_texts_that_an_alert_holds_back_wait_for_it(forum: Forum) -> None:
    await started(forum, "Deirdre")
    rosalind, teo = await forum.joined("Rosalind"), await forum.joined("Teo")
    await forum.opened(rosalind, TITLE)
    await teo.tap("Answer")
    await teo.tap("Start")
    await teo.sees("Question 1 of 2")
    await teo.type(DANGER)
    await teo.sees("Question 2 of 2")
    await teo.tap("May")
    await teo.tap("Send my answers")
    await forum.closed(rosalind, TITLE)

    await forum.move(days=200)
    await nights(forum, 10)

    assert forum.rows("SELECT held FROM written") == [(1,)]
    assert forum.rows("SELECT count(*) FROM response") == [(1,)]


async def test_alerts_are_told_to_the_leads_alone_and_go_once_they_are_dealt_with(forum: Forum) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    _, teo = await forum.joined("Rosalind"), await forum.joined("Teo")
    await teo.type(DANGER)
    await deirdre.tap("Read it")
    await deirdre.tap("I spoke with the person")
    await deirdre.tap("✅ This is dealt with")
    await deirdre.sees("This was dealt with")

    await forum.move(days=364)
    told = await deirdre.sees("Heard deletes alerts that were dealt with long ago")
    assert "Monday 29 November" in told.text
    assert forum.rows("SELECT count(*) FROM alert") == [(1,)]
    await nights(forum, 7)

    assert forum.rows("SELECT count(*) FROM alert") == [(0,)]
    assert forum.rows("SELECT what, role FROM audit WHERE what = 'alert_deleted'") == [
        ("alert_deleted", "bot")
    ]
    assert [label for label in written(forum) if "leads" not in label] == []


async def test_who_was_not_here_for_long_is_asked_and_stays_with_one_tap(forum: Forum) -> None:
    rosalind, amira, bo = [await forum.joined(name) for name in ("Rosalind", "Amira", "Bo")]
    await done(bo)
    assert forum.rows("SELECT DISTINCT seen FROM person") == [("2026-11",)]
    assert "The month in which you last did something here" in await file_after(amira)
    await forum.move(days=385)
    await nights(forum, 13)
    assert written(forum) == []

    await nights(forum, 1)
    letter = (await rosalind.sees("Heard tidies up")).text
    assert "What we know of people who were not here for long." in letter
    assert "2 people" not in letter
    await amira.sees("Would you like to stay?")
    await amira.tap("Yes, I stay")
    await done(amira)
    await bo.sees("Would you like to stay?")
    await nights(forum, 10)

    assert {one for (one,) in forum.rows("SELECT telegram FROM person")} == {rosalind.id, amira.id}
    recorded = "SELECT about FROM audit WHERE what = 'people_forgotten'"
    assert forum.rows(recorded) == [("fewer than 5",)]
    assert forum.rows("SELECT count(*) FROM delivery WHERE chat = ?", bo.id) == [(0,)]
    await bo.type("/start")
    await bo.sees("Hello from Harbour Parent Carer Forum")


async def file_after(person: Person) -> str:
    await person.type("/mydata")
    return await file_of(person)


async def test_feedback_goes_after_it_is_done_and_the_audit_log_gives_way(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await sent(amira, LATE)
    await answered(rosalind, LATE, "The bus is on time now.")
    await rosalind.tap("Where it stands ›")
    await rosalind.tap("Done")
    await rosalind.sees("Done. Came on")
    await forum.move(days=725)
    await rosalind.sees("Old feedback that is done.")
    await nights(forum, 7)
    assert forum.rows("SELECT count(*) FROM feedback") == [(0,)]
    assert forum.rows("SELECT count(*) FROM audit WHERE what = 'feedback_deleted'") == [(1,)]
    (last,) = forum.rows("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1")

    await forum.move(days=900)
    await nights(forum, 8)

    rows = forum.rows("SELECT what, about, reason FROM audit ORDER BY number")
    assert rows[-1][0] == "checkpoint"
    assert (int(rows[-1][1]), rows[-1][2]) == last
    assert "feedback_deleted" not in [what for what, _, _ in rows]
    assert any("The oldest entries of the audit log." in one for one in await letters(rosalind))


async def test_feedback_that_is_held_back_for_an_open_alert_stays_until_it_is_dealt_with(
    forum: Forum,
) -> None:
    (deirdre,) = await started(forum, "Deirdre")
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await sent(amira, DANGER)
    await dealt_with(deirdre)
    await answered(rosalind, DANGER, "Thank you for telling us.")
    await rosalind.tap("Where it stands ›")
    await rosalind.tap("Done")
    await rosalind.sees("Done. Came on")
    await forum.move(days=725)
    await rosalind.sees("Old feedback that is done.")
    await amira.type(DANGER)
    await amira.sees("We have told our safeguarding lead")

    await nights(forum, 9)
    assert forum.rows("SELECT count(*) FROM feedback") == [(1,)]

    await dealt_with(deirdre)
    await nights(forum, 1)
    assert forum.rows("SELECT count(*) FROM feedback") == [(0,)]


async def test_a_shorter_period_deletes_nothing_before_a_week_has_passed(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await forum.opened(rosalind, TITLE)
    await answered_survey(amira)
    await forum.closed(rosalind, TITLE)
    await nights(forum, 40)
    await forum.stop()
    content = forum.settings.content_dir / "forum.yaml"
    words = content.read_text(encoding="utf-8")
    content.write_text(words.replace("text_days: 60", "text_days: 30"), encoding="utf-8")
    await forum.start()

    await nights(forum, 7)
    assert len(await letters(rosalind)) == 1
    assert forum.rows("SELECT count(*) FROM written") == [(1,)]
    await nights(forum, 1)

    assert forum.rows("SELECT count(*) FROM written") == [(0,)]
    assert len(await letters(rosalind)) == 1
