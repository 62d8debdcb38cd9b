"""Whoever lays together everything that the software gives out, and adds and subtracts, learns no small
number of a personal question.

Forums of all kinds, with all kinds of surveys, are closed in a real store; all that is sent, written into
files and shown on pages is read back from the words and cells themselves. `HEARD_PROOF_EXAMPLES=2000 pytest
tests/privacy/test_everything_given_out.py` goes on for longer, and somewhere else each time.
"""

import asyncio
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from bot.core import results, rows, splits
from bot.core.answers import Answer
from bot.core.suppression import keep_private
from tests.core.examples import question, survey
from tests.exports.closed import Said
from tests.privacy.adding_up import asked_of, find_small, lay_out, seen_in_room
from tests.privacy.given_out import Archive, Giver, Papers, archive
from tests.privacy.reading_numbers import Book, leaf_of, open_book, read_all
from tests.privacy.some_forum import SomeForum, some_forums

EXAMPLES = os.environ.get("HEARD_PROOF_EXAMPLES")
AT_RANDOM = settings(
    max_examples=int(EXAMPLES or 30),
    derandomize=EXAMPLES is None,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[*HealthCheck],
)


@dataclass
class Attacker:
    """Somebody who gets hold of all that a forum gives out, of one survey after the other."""

    archive: Archive
    runner: asyncio.Runner

    def collect(self, forum: SomeForum) -> tuple[Book, list[Giver]]:
        """What was read, and what is true."""
        self.archive.charts.clear()
        number, givers = self.runner.run(self.archive.close(forum))
        papers = self.runner.run(self.archive.give_out(forum, number))
        book = open_book(forum.survey, self.archive.groups, self.archive.rest)
        read_all(book, papers)
        return book, givers

    def work_out(self, forum: SomeForum) -> list[str]:
        """The small numbers of personal questions that follow from it."""
        book, givers = self.collect(forum)
        return add_up(forum, book, givers)


def add_up(forum: SomeForum, book: Book, givers: Sequence[Giver], *, in_room: bool = False) -> list[str]:
    """A show of hands is no secret: everybody saw them. `in_room`: the attacker saw what was counted there,
    and asks of the others."""
    found = []
    for step in forum.survey.steps:
        if step.id in book.secret and not forum.hands:
            asked = asked_of(forum.survey, step, givers, forum.threshold)
            told = [*book.told, *(seen_in_room(asked) if in_room else ())]
            small = find_small(lay_out(asked, told, has_file=bool(book.lines)), of_chat=in_room)
            found += [f"{step.id}, {one}" for one in small]
    return found


@pytest.fixture(scope="module")
def attacker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacker]:
    with asyncio.Runner() as runner:
        opened = archive(tmp_path_factory.mktemp("archive"))
        yield Attacker(runner.run(opened.__aenter__()), runner)
        runner.run(opened.__aexit__(None, None, None))


def test_no_small_number_follows_from_everything_that_is_given_out(attacker: Attacker) -> None:
    seen = Counter[str]()

    @AT_RANDOM
    @given(some_forums())
    def look(forum: SomeForum) -> None:
        book, givers = attacker.collect(forum)
        assert add_up(forum, book, givers) == []
        assert not forum.rooms or add_up(forum, book, givers, in_room=True) == []
        for lines in book.lines:
            assert_bands_are_shared(forum, lines)
        for one in book.told:
            seen[one.where.rpartition(".")[2]] += 1
        seen["whole"] += len(book.wholes)

    look()
    # It looked everywhere: nothing that is given out was passed over.
    assert {*seen} == {"a message", "a page", "a picture", "an alt text", "csv", "json", "xlsx", "whole"}


def assert_bands_are_shared(forum: SomeForum, lines: Sequence[dict[str, str]]) -> None:
    together = Counter(leaf_of(line) for line in lines)
    assert forum.survey.named or min(together.values()) >= forum.threshold or set(together) == {"||"}


FEW = {"parent": {"a": 14, "b": 9, "c": 2}, "young": {"a": 8, "b": 7, "c": 0}}
FEW_OF_THE_YOUNG = {"parent": {"a": 14, "b": 8, "c": 9}, "young": {"a": 8, "b": 7, "c": 2}}


def one_question(chosen: Mapping[str, Mapping[str, int]]) -> SomeForum:
    """A personal one, with how many of whom chose what."""
    asked = survey(question(text="Question q0?", sensitivity="personal"))
    said = [
        Said({"q": Answer(chosen=(row,))}, audience)
        for audience, counts in chosen.items()
        for row, times in counts.items()
        for _ in range(times)
    ]
    return SomeForum(asked, tuple(said), (), threshold=5, hands=False, seed=1)


# The attacker can find what is there to be found


def smallest_alone(counts: Sequence[int], threshold: int) -> list[int | None]:
    """Without a second cell that hides the first."""
    return [keep_private(count, threshold) for count in counts]


def small_rows_alone(
    rows: Sequence[str], groups: Sequence[Mapping[Any, int]], hidden: Any, threshold: int
) -> frozenset[str]:
    """What is small in a group, and what the total hides; but not what hides it."""
    return frozenset(hidden) | {
        row for row in rows for people in groups if 0 < people.get((row,), 0) < threshold
    }


@pytest.mark.parametrize(
    ("forum", "module", "name", "broken"),
    [
        (FEW, results, "suppress", smallest_alone),
        (FEW_OF_THE_YOUNG, splits, "rows_to_hide", small_rows_alone),
        (FEW_OF_THE_YOUNG, rows, "is_unlinked", lambda survey, question: False),
    ],
    ids=["no second cell is hidden", "no second row is hidden", "columns are not mixed"],
)
def test_a_product_that_protects_less_is_found_out(
    attacker: Attacker,
    monkeypatch: pytest.MonkeyPatch,
    forum: Any,
    module: Any,
    name: str,
    broken: Callable[..., Any],
) -> None:
    assert attacker.work_out(one_question(forum)) == []
    monkeypatch.setattr(module, name, broken)

    assert attacker.work_out(one_question(forum)) != []


def test_a_percentage_beside_a_hidden_count_is_found_out(attacker: Attacker) -> None:
    forum = one_question(FEW)
    book, givers = attacker.collect(forum)
    assert add_up(forum, book, givers) == []

    read_all(book, Papers(letters=["Question q0?\n• C: kept private, 5%"]))

    assert "q, everybody, c: 2" in add_up(forum, book, givers)
