"""The log of a whole run, at its most talkative: no ids, no names, no words, no token."""

import io
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.actions import sitting
from bot.logs import set_up_logging
from bot.simulator.client import Person
from bot.simulator.server import EXAMPLE_TOKEN
from tests.whole.alarms import LEADS, started
from tests.whole.forum import Forum, living_forum
from tests.whole.test_privacy import FELT_HEARD, INVOLVED, answer_felt_heard, begin, forget

WORDS = "Seldom-said-words of my son Kai"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    root, told = logging.getLogger(), io.StringIO()
    handlers, level, telegram = list(root.handlers), root.level, logging.getLogger("telegram").level
    set_up_logging("DEBUG", told)
    yield told
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.getLogger("telegram").setLevel(telegram)


async def everything_happens(forum: Forum, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Joining, answering, a bug, a lost key, a blocked bot, an unreadable update, forgetting, a restart.
    Returns what must not be told."""
    rosalind, amira, bo = [await forum.joined(name) for name in ("Rosalind", "Amira", "Bo")]
    await forum.opened(rosalind, FELT_HEARD)
    await forum.opened(rosalind, INVOLVED)
    await answer_felt_heard(amira)
    await begin(bo, INVOLVED)
    await bo.type(WORDS)
    with monkeypatch.context() as broken:
        broken.setattr(sitting, "member", fail_with_words)
        await bo.type(WORDS)
        await bo.sees("something went wrong")
    await forum.town.updates({"message": {"text": WORDS, "from": {"id": bo.id}}})
    await somebody_is_in_danger(forum, amira)
    await bo.block()
    forum.services.keys.destroy(2)
    await forum.closed(rosalind, FELT_HEARD)
    await forget(amira)
    numbers = [str(number) for row in forum.rows("SELECT id, telegram FROM person") for number in row]
    await forum.restart()
    await forum.move(days=30)
    await forum.town.quiet()
    numbers += [str(amira.id), str(bo.id), *map(str, LEADS)]
    return [*numbers, "Rosalind", "Amira", "Kwame", "Seldom", "Kai", "something went wrong"]


async def somebody_is_in_danger(forum: Forum, amira: Person) -> None:
    """The lead never pressed Start; the deputy reads, looks at who it is, and answers."""
    (kwame,) = await started(forum, "Kwame")
    await amira.type(f"i want to die. {WORDS}")
    await kwame.tap("Read it")
    await kwame.tap("Who is it?")
    await kwame.type(f"To ring the school of {WORDS}")
    await kwame.tap("Back")
    await kwame.tap("Write to them")
    await kwame.type(f"Hello. {WORDS}")
    await amira.tap("Read it")
    await amira.sees(WORDS)


def fail_with_words(*given: object) -> None:
    raise ValueError(WORDS)


async def test_the_log_of_a_whole_run_holds_no_ids_no_names_and_no_words(
    tmp_path: Path, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with living_forum(tmp_path, safeguarding=LEADS) as forum:
        private = await everything_happens(forum, monkeypatch)

    told = log.getvalue()
    assert "ValueError" in told  # the bug is told of, and where it is
    assert "fail_with_words" in told
    assert [secret for secret in private if secret in told] == []
    assert EXAMPLE_TOKEN not in told
    assert EXAMPLE_TOKEN.partition(":")[2] not in told
    assert re.findall(r"\bfinder\b|\bplace\b", told) == []
