"""Our pace: what is counted, who goes first, and what a 429 does."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram.error import Forbidden, RetryAfter

from bot.core.posts import Urgency
from bot.store.receipt import Receipt, current
from bot.transport import Limiter, Limits, Rate
from bot.transport.limiter import at_work
from tests.engine import HandTime, settle_down

ADA, BO, GROUP, OTHER_GROUP = 1001, 1002, -500, -501
FAST = Limits(overall=None, posts=None)


class Office:
    """Requests through a limiter whose time stands still; `done` says which were made, and when."""

    def __init__(self, limits: Limits) -> None:
        self.time = HandTime()
        self.limiter = Limiter(limits, self.time.monotonic, self.time.sleep)
        self.done: list[tuple[str, float]] = []
        self.answers: dict[str, list[Exception]] = {}
        self._tasks: list[asyncio.Task[Any]] = []

    def ask(
        self,
        name: str,
        chat: int | None = ADA,
        endpoint: str = "sendMessage",
        urgency: Urgency | None = None,
        **data: Any,
    ) -> asyncio.Task[Any]:
        async def make() -> bool:
            await asyncio.sleep(0)  # others set out before its answer is there
            if self.answers.get(name):
                raise self.answers[name].pop(0)
            self.done.append((name, round(self.time.passed, 1)))
            return True

        data |= {} if chat is None else {"chat_id": chat}
        task = asyncio.create_task(self.limiter.process_request(make, (), {}, endpoint, data, urgency))
        self._tasks.append(task)
        return task

    def names(self) -> list[str]:
        return [name for name, _ in self.done]

    async def close(self) -> None:
        await self.limiter.shutdown()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


@pytest.fixture
async def offices() -> AsyncIterator[Any]:
    opened: list[Office] = []

    def open_office(limits: Limits = FAST) -> Office:
        opened.append(Office(limits))
        return opened[-1]

    yield open_office
    for office in opened:
        await office.close()


async def test_a_private_chat_gets_three_at_once_and_then_one_a_second(offices: Any) -> None:
    office = offices()
    for n in range(6):
        office.ask(f"{n}")
    await settle_down()
    assert office.names() == ["0", "1", "2"]

    await office.time.advance(10)

    assert office.names() == ["0", "1", "2", "3", "4", "5"]
    assert office.done[-1][1] == pytest.approx(3.0, abs=0.1)


async def test_a_group_gets_twenty_a_minute_edits_among_them(offices: Any) -> None:
    office = offices()
    for n in range(21):
        office.ask(f"{n}", GROUP, "editMessageText" if n % 2 else "sendMessage")
    await office.time.advance(59)
    assert len(office.done) == 20

    await office.time.advance(2)

    assert len(office.done) == 21


async def test_one_chat_that_is_full_holds_up_no_other(offices: Any) -> None:
    office = offices()
    for n in range(5):
        office.ask(f"ada{n}")
    office.ask("bo", BO)
    await settle_down()

    assert office.names() == ["ada0", "ada1", "ada2", "bo"]


@pytest.mark.parametrize(
    "endpoint", ["answerCallbackQuery", "sendChatAction", "getChatMember", "deleteMessage", "getFile"]
)
async def test_only_sending_and_editing_is_counted(offices: Any, endpoint: str) -> None:
    office = offices(Limits(overall=Rate(1, 1.0), posts=None))
    office.ask("message")
    for n in range(10):
        office.ask(f"{n}", GROUP, endpoint)
    await settle_down()

    assert len(office.done) == 11


async def test_an_album_counts_as_its_pictures(offices: Any) -> None:
    office = offices()
    office.ask("album", GROUP, "sendMediaGroup", media=[object()] * 10)
    office.ask("another", GROUP, "sendMediaGroup", media=[object()] * 10)
    office.ask("message", GROUP)
    await settle_down()

    assert office.names() == ["album", "another"]


async def test_an_album_larger_than_a_private_chats_limit_is_sent_all_the_same(offices: Any) -> None:
    office = offices()
    office.ask("album", ADA, "sendMediaGroup", media=[object()] * 10)
    office.ask("message", ADA)
    await settle_down()
    assert office.names() == ["album"]

    await office.time.advance(4)
    assert office.names() == ["album", "message"]


async def test_an_alert_goes_with_the_replies_and_both_before_notices_and_broadcasts(offices: Any) -> None:
    office = offices(Limits(overall=Rate(1, 1.0), posts=None, private=None, group=None))
    office.ask("first", 1)
    office.ask("broadcast", 2, urgency=Urgency.BROADCAST)
    office.ask("notice", 3, urgency=Urgency.NOTICE)
    office.ask("reply", 5)
    office.ask("alert", 4, urgency=Urgency.ALERT)
    office.ask("later reply", 6)
    await office.time.advance(10)

    assert office.names() == ["first", "reply", "alert", "later reply", "notice", "broadcast"]


async def test_however_many_posts_wait_a_reply_goes_at_once(offices: Any) -> None:
    office = offices(Limits())
    for n in range(200):
        office.ask(f"post{n}", 10_000 + n, urgency=Urgency.BROADCAST)
    await office.time.advance(0.5)
    office.ask("reply")
    await settle_down()

    assert office.names()[-1] == "reply"
    assert len(office.done) == 27


async def test_thirty_a_second_in_all(offices: Any) -> None:
    office = offices(Limits())
    for n in range(100):
        office.ask(f"{n}", 10_000 + n)
    await office.time.advance(0.9)
    assert len(office.done) == 30

    await office.time.advance(3)
    assert len(office.done) == 100


async def test_order_is_kept_within_a_chat(offices: Any) -> None:
    office = offices(Limits(overall=Rate(3, 1.0), posts=None))
    for n in range(9):
        office.ask(f"{n}", [ADA, BO, GROUP][n % 3])
    await office.time.advance(10)

    assert [name for name in office.names() if int(name) % 3 == 0] == ["0", "3", "6"]


async def test_without_limits_nothing_waits(offices: Any) -> None:
    office = offices(Limits.none())
    for n in range(500):
        office.ask(f"{n}", GROUP)
    await settle_down()

    assert len(office.done) == 500


async def test_a_reply_told_to_wait_waits_that_long_and_is_sent(offices: Any) -> None:
    office = offices()
    office.answers["reply"] = [RetryAfter(5)]
    office.ask("reply")
    await office.time.advance(4.9)
    assert office.done == []

    await office.time.advance(0.2)
    assert office.done == [("reply", 5.0)]


async def test_a_chat_told_to_wait_gets_nothing_else_meanwhile(offices: Any) -> None:
    office = offices()
    office.answers["first"] = [RetryAfter(5)]
    office.ask("first")
    await settle_down()
    office.ask("second")
    office.ask("bo", BO)
    await office.time.advance(4.9)
    assert office.names() == ["bo"]

    await office.time.advance(0.2)
    assert office.names() == ["bo", "first", "second"]


async def test_the_shorter_wait_of_one_request_does_not_end_the_longer_of_another(offices: Any) -> None:
    office = offices()
    office.answers |= {"long": [RetryAfter(20)], "short": [RetryAfter(2)]}
    office.ask("long")
    office.ask("short")
    await office.time.advance(19)
    assert office.done == []

    await office.time.advance(2)
    assert sorted(office.names()) == ["long", "short"]


async def test_two_chats_told_to_wait_hold_up_everybody(offices: Any) -> None:
    office = offices()
    office.answers |= {"ada": [RetryAfter(5)], "bo": [RetryAfter(5)]}
    office.ask("ada", ADA)
    office.ask("bo", BO)
    await settle_down()
    office.ask("group", GROUP)
    office.ask("answer", None, "answerCallbackQuery")
    await office.time.advance(4.9)
    assert office.done == []

    await office.time.advance(0.2)
    assert len(office.done) == 4


async def test_a_reply_is_given_up_after_three_refusals_and_a_post_at_once(offices: Any) -> None:
    office = offices()
    office.answers |= {"reply": [RetryAfter(1)] * 3, "post": [RetryAfter(1)]}
    reply = office.ask("reply", ADA)
    post = office.ask("post", BO, urgency=Urgency.NOTICE)
    await office.time.advance(10)

    assert office.done == []
    assert isinstance(reply.exception(), RetryAfter)
    assert isinstance(post.exception(), RetryAfter)


async def test_nobody_waits_for_hours_in_memory(offices: Any) -> None:
    office = offices()
    office.answers["reply"] = [RetryAfter(7200)]
    reply = office.ask("reply")
    await settle_down()

    assert isinstance(reply.exception(), RetryAfter)


async def test_other_errors_pass_through_and_are_not_tried_again(offices: Any) -> None:
    office = offices()
    office.answers["reply"] = [Forbidden("Forbidden: bot was blocked by the user")]
    reply = office.ask("reply")
    await settle_down()

    assert isinstance(reply.exception(), Forbidden)
    assert office.done == []


async def test_somebody_who_gave_up_waiting_takes_no_turn(offices: Any) -> None:
    office = offices()
    for n in range(3):
        office.ask(f"{n}")
    given_up = office.ask("given up")
    office.ask("last")
    await settle_down()
    given_up.cancel()
    await office.time.advance(10)

    assert office.names() == ["0", "1", "2", "last"]


async def test_an_update_is_settled_when_its_reply_sets_out_even_while_that_waits(offices: Any) -> None:
    office = offices()
    for n in range(3):
        office.ask(f"{n}")
    await settle_down()
    receipt = Receipt(7, "2026-11-23")
    token = current.set(receipt)
    office.ask("typing", endpoint="sendChatAction")
    await settle_down()
    settled_before = receipt.settled
    office.ask("reply")
    current.reset(token)
    await settle_down()

    assert (settled_before, receipt.settled) == (False, True)
    assert "reply" not in office.names()


async def test_who_waits_for_a_turn_gives_the_place_to_others_meanwhile(offices: Any) -> None:
    office, places = offices(), asyncio.Semaphore(1)

    async def serve_somebody(name: str, chat: int) -> None:
        at_work.set(places)
        async with places:
            await office.ask(name, chat)

    people = [asyncio.create_task(serve_somebody(f"ada{n}", ADA)) for n in range(5)]
    people.append(asyncio.create_task(serve_somebody("bo", BO)))
    await settle_down()
    assert "bo" in office.names()

    await office.time.advance(10)
    await asyncio.gather(*people)
    assert len(office.done) == 6
    assert not places.locked()
