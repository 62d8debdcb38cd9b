"""Unreadable updates, bugs, and replies that did not arrive."""

import re
from typing import Any

import pytest
from telegram import Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError

from bot.core.posts import Post, Urgency
from bot.logs import describe_bug
from bot.store import deliveries, outbox, updates
from bot.store.database import Store
from tests.engine import (
    START,
    UNREADABLE,
    message_update,
)
from tests.intake.desk import ADA, BO, TOKEN, Desk, note, noted, set_aside, text_of


async def test_an_unreadable_update_is_set_aside_and_counted_and_the_others_go_on(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    desk = Desk(store)
    desk.enter({"update_id": 1, **UNREADABLE}, message_update(2, ADA, "fine"))
    await desk.all_settled()

    assert await store.read(noted) == ["fine"]
    [(kind, error, code)] = await store.read(set_aside)
    assert kind == "unreadable"
    assert error in {"TypeError", "KeyError"}
    assert await store.read(updates.count_set_aside) == 1
    assert code in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize("raw", [None, [], "x", {}, {"update_id": "1"}, {"update_id": None}])
async def test_what_has_no_number_is_passed_over(store: Store, raw: Any) -> None:
    desk = Desk(store)

    await desk.intake.take_in(raw)

    assert len(desk.intake.ledger) == 0


async def test_a_bug_is_set_aside_logged_with_a_code_and_apologised_for_once(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    async def process(update: Update) -> None:
        raise ValueError(f"bad words: {text_of(update)}")

    for _ in range(2):  # as at a replay after a restart
        desk = Desk(store, process)
        desk.enter(message_update(1, ADA, "my son Kai"))
        await desk.all_settled()
        if desk.apologies:
            [code] = desk.apologies

    assert desk.apologies == []
    assert await store.read(set_aside) == [("message", "ValueError", code)]
    assert re.fullmatch(r"[A-HJ-NP-Z2-9]{5}", code)
    assert caplog.text.count(code) == 1
    assert "ValueError" in caplog.text
    assert "process" in caplog.text  # where it happened
    for private in ("Kai", "Adelheid", str(ADA), TOKEN):
        assert private not in caplog.text


async def test_a_bug_after_the_effect_was_stored_keeps_the_effect(store: Store) -> None:
    async def process(update: Update) -> None:
        await store.write(note, text_of(update))
        raise ZeroDivisionError

    desk = Desk(store, process)
    desk.enter(message_update(1, ADA, "kept"))
    await desk.intake.finish(5)

    assert await store.read(noted) == ["kept"]
    assert len(desk.apologies) == 1
    assert len(await store.read(set_aside)) == 1


async def test_an_apology_that_cannot_be_sent_is_no_reason_to_stop(store: Store) -> None:
    async def process(update: Update) -> None:
        raise ZeroDivisionError

    desk = Desk(store, process)

    async def fail(update: Update, code: str) -> None:
        raise NetworkError("down")

    desk.intake._apologise = fail
    desk.enter(message_update(1, ADA), message_update(2, ADA))
    await desk.all_settled()

    assert await store.read(updates.count_set_aside) == 2


def test_a_bug_is_described_by_kind_and_place_alone() -> None:
    def inner() -> None:
        raise KeyError("my son Kai")

    try:
        try:
            inner()
        except KeyError as error:
            raise RuntimeError("about Kai") from error
    except RuntimeError as error:
        described = describe_bug(error)

    assert "RuntimeError" in described and "KeyError" in described and "inner" in described
    assert "Kai" not in described


async def test_somebody_who_blocked_the_bot_is_remembered_as_out_of_reach(store: Store) -> None:
    await store.write(outbox.add_post, "A", Post(html="A"), [ADA, BO], Urgency.NOTICE, START)

    async def process(update: Update) -> None:
        await store.write(note, text_of(update))
        raise Forbidden("Forbidden: bot was blocked by the user")

    desk = Desk(store, process)
    desk.enter(message_update(1, ADA, "kept"))
    await desk.intake.finish(5)

    assert await store.read(noted) == ["kept"]
    assert [d.chat for d in await store.write(deliveries.claim_due, START, 8)] == [BO]
    assert desk.apologies == []


async def test_a_group_that_moved_while_we_replied_is_followed(store: Store) -> None:
    await store.write(outbox.add_post, "A", Post(html="A"), [-500], Urgency.NOTICE, START)

    async def process(update: Update) -> None:
        await store.write(note, text_of(update))
        raise ChatMigrated(-100500)

    desk = Desk(store, process)
    desk.enter(message_update(1, ADA, chat=-500))
    await desk.intake.finish(5)

    assert [d.chat for d in await store.write(deliveries.claim_due, START, 8)] == [-100500]


async def test_a_reply_lost_to_the_network_keeps_its_effect_and_is_no_bug(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    async def process(update: Update) -> None:
        await store.write(note, text_of(update))
        raise NetworkError("Bad Gateway")

    desk = Desk(store, process)
    desk.enter(message_update(1, ADA, "kept"))
    await desk.intake.finish(5)

    assert await store.read(noted) == ["kept"]
    assert await store.read(set_aside) == []
    assert "A reply could not be sent (NetworkError)" in caplog.text


@pytest.mark.parametrize(
    ("stored", "error"), [(True, BadRequest("Can't parse entities")), (False, NetworkError("Bad Gateway"))]
)
async def test_a_reply_that_was_wrong_or_an_effect_that_never_came_is_apologised_for(
    store: Store, stored: bool, error: Exception
) -> None:
    async def process(update: Update) -> None:
        if stored:
            await store.write(note, text_of(update))
        raise error

    desk = Desk(store, process)
    desk.enter(message_update(1, ADA))
    await desk.intake.finish(5)

    assert len(desk.apologies) == 1
