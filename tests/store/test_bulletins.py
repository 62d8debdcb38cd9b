"""Bulletins as they are stored: found when due, each time once, and doubted after a restore."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.bulletins import Aim, Bulletin, IssueState, Kind, State, Target
from bot.store import bulletins
from bot.store.database import Store
from bot.store.times import to_text

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
BODY = Bulletin(kind=Kind.WORDS, text="Coffee", targets=(Target(aim=Aim.GROUP, chat=-5),))


async def planned(store: Store, due_at: datetime, state: State = State.PLANNED) -> int:
    def add(db: sqlite3.Connection) -> int:
        row = db.execute(
            "INSERT INTO bulletin (body, state, due_at) VALUES (?, ?, ?) RETURNING id",
            (BODY.model_dump_json(), state, to_text(due_at)),
        ).fetchone()
        return int(row[0])

    return await store.write(add)


@pytest.mark.parametrize("state", [State.WAITING, State.PAUSED, State.OVER, State.CANCELLED])
async def test_only_what_is_planned_is_due_the_oldest_first(store: Store, state: State) -> None:
    late, early = await planned(store, NOW), await planned(store, NOW - timedelta(hours=1))
    await planned(store, NOW + timedelta(seconds=1))
    await planned(store, NOW, state)

    assert await store.read(bulletins.due, NOW, 9) == [early, late]
    assert await store.read(bulletins.due, NOW, 1) == [early]


async def test_finding_what_is_due_uses_its_index(store: Store) -> None:
    def plan(db: sqlite3.Connection) -> list[str]:
        rows = db.execute(f"EXPLAIN QUERY PLAN {bulletins.DUE}", (to_text(NOW), 9))
        return [str(row["detail"]) for row in rows]

    assert await store.read(plan) == ["SEARCH bulletin USING INDEX bulletin_due (due_at>? AND due_at<?)"]


async def test_each_moment_has_one_issue_and_a_late_one_is_decided_once(store: Store) -> None:
    number = await planned(store, NOW)
    issue = await store.write(bulletins.add_issue, number, NOW, IssueState.LATE)
    assert issue is not None
    assert await store.write(bulletins.add_issue, number, NOW, IssueState.OUT) is None

    assert await store.write(bulletins.decide, issue.id, IssueState.OUT) is True
    assert await store.write(bulletins.decide, issue.id, IssueState.LEFT_OUT) is False


async def test_in_a_restored_backup_what_should_have_gone_out_is_decided_on(store: Store) -> None:
    over = await planned(store, NOW - timedelta(days=1))
    await planned(store, NOW + timedelta(days=1))

    await store.write(bulletins.doubt_due, NOW)
    await store.write(bulletins.doubt_due, NOW)

    assert [issue.bulletin for issue in await store.read(bulletins.late)] == [over]


async def test_a_group_that_moved_takes_along_what_is_planned_for_it(store: Store) -> None:
    number = await planned(store, NOW)

    await store.write(bulletins.follow_chat, -5, -1007)

    found = await store.read(bulletins.find, number)
    assert found is not None
    assert found.bulletin.targets == (Target(aim=Aim.GROUP, chat=-1007),)
    assert await store.read(bulletins.is_planned_for, -1007)
    assert not await store.read(bulletins.is_planned_for, -5)
