"""No tap reads a whole table: what is slow with a million answers would not be noticed with ten."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.store.database import Store
from tests.whole.forum import Forum, living_forum
from tests.whole.voting import parents_of, posted

FEW = {
    *("role", "invitation", "survey", "edition", "entry_change", "own_term", "old_copy", "entry"),
    *("alert", "card_owed", "lead_check", "deletion_notice"),
}
"""Tables that stay small in any forum: roles, surveys, the record, what was changed of the directory, and
alerts that are open."""

NO_TAP = (
    "FROM imported_entry WHERE gone_on IS NULL",  # once after each change of the directory
    "FROM delivery AS mine",  # the sender's look, once a second, at the index of what is due and nothing else
    "told_at IS NULL",  # as are these looks at what is due
    "FROM alert WHERE state <> 'dealt'",
    "FROM card_owed WHERE at <=",
    "FROM role WHERE role = 'safeguarding'",
    "version > shown",
    "posting.post IS NULL",
    "people IS NULL",
    "FROM progress JOIN",
    "FROM old_copy CROSS JOIN",
    "FROM amendment CROSS JOIN",
    "FROM entry WHERE EXISTS (SELECT 1 FROM difference",
    "UPDATE conversation SET survey = NULL WHERE survey IN",  # once a day
    "DELETE FROM feedback_theme WHERE NOT EXISTS",
    "SELECT EXISTS (SELECT 1 FROM feedback_theme)",  # once a day, and no further than the first
    "SELECT DISTINCT bulletin FROM meeting_answer",
    "FROM audit WHERE at >=",  # at night, and only to the first that is not old
    "FROM audit ORDER BY number DESC LIMIT 1",
)


@pytest.fixture
async def forum(tmp_path: Path) -> AsyncIterator[Forum]:
    async with living_forum(tmp_path) as forum:
        yield forum


async def trace(store: Store, statements: list[str]) -> None:
    """From now on every statement is noted as it is run, on both connections."""
    await store.write(lambda db: db.set_trace_callback(statements.append))
    await store.read(lambda db: db.set_trace_callback(statements.append))


def plans(database: Path, statements: list[str]) -> dict[str, list[str]]:
    """The steps of SQLite's plan for each statement that has one."""
    kinds = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        return {
            sql: [str(row[3]) for row in db.execute(f"EXPLAIN QUERY PLAN {sql}")]
            for sql in dict.fromkeys(statements)
            if sql.lstrip().upper().startswith(kinds)
        }


def scans(found: dict[str, list[str]], small: set[str]) -> list[str]:
    """Steps that go through a table from end to end, or sort without an index."""
    return [
        f"{step}: {sql}"
        for sql, steps in found.items()
        for step in steps
        if step.startswith("SCAN")
        and not any(words in sql for words in NO_TAP)
        and step.split()[1] not in small | {"CONSTANT"}
    ]


async def test_no_step_of_answering_a_survey_goes_through_a_whole_table(forum: Forum) -> None:
    rosalind, ada = await forum.joined("Rosalind"), await forum.joined("Ada")
    await forum.opened(rosalind, "Did you feel heard?")
    await ada.sees("new survey")
    statements: list[str] = []
    await trace(forum.services.store, statements)

    await ada.tap("Answer")
    await ada.sees("What this can change")
    await ada.tap("Start")
    await ada.sees("Question 1 of 3")
    await ada.tap(ada.screen().buttons[0])
    await ada.sees("Question 2 of 3")
    await ada.tap("Back")
    await ada.sees("Question 1 of 3")
    await ada.tap(ada.screen().buttons[1])
    for number in (2, 3):
        await ada.sees(f"Question {number} of 3")
        await ada.tap(ada.screen().buttons[0])
    await ada.sees("Here is what you answered")
    await ada.tap("Send my answers")
    await ada.sees("Your answers are in")
    await forum.town.quiet()

    found = plans(forum.settings.database, statements)
    for table in ("taken_update", "person", "survey", "response", "answer", "participation"):
        assert any(table in sql for sql in found), f"nothing was asked of {table}: the trace is not whole"
    assert scans(found, small=set()) == []


async def test_no_other_screen_of_a_member_goes_through_a_table_that_grows(forum: Forum) -> None:
    rosalind, ada = await forum.joined("Rosalind"), await forum.joined("Ada")
    await forum.opened(rosalind, "Did you feel heard?")
    await ada.sees("new survey")
    statements: list[str] = []
    await trace(forum.services.store, statements)

    for command in ("/start", "/help", "/surveys", "/settings", "words that answer nothing"):
        await ada.type(command)
        await forum.town.quiet()

    assert scans(plans(forum.settings.database, statements), small=FEW) == []


def test_a_scan_would_be_found(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "some.db")) as db:
        db.execute("CREATE TABLE answer (response BLOB, value TEXT)")

    found = plans(tmp_path / "some.db", ["SELECT value FROM answer WHERE response = x'00'"])

    assert len(scans(found, small=set())) == 1


async def test_no_tap_on_a_vote_goes_through_a_whole_table(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    group = await parents_of(forum, rosalind, "Ada", "Bo")
    await posted(rosalind, "Where?", "Here", "There", places=("Parents", "A link"), is_open=True)
    ada, bo = await forum.joined("Ada"), await forum.town.person("Bo")
    statements: list[str] = []
    await trace(forum.services.store, statements)
    for person in (ada, bo, ada):
        await person.tap("Here", chat=group)
        await forum.move(seconds=5)
    await ada.start("v_1")
    await ada.sees("Where?")
    await ada.tap("There")
    await ada.sees("You chose There.")
    await forum.town.quiet()

    assert scans(plans(forum.settings.database, statements), {*FEW, "posting"}) == []
