"""The shipped lists against what people type."""

from collections.abc import Iterator

import pytest

from bot.core.harm import Level
from bot.core.harm.phrases import parse
from bot.core.harm.signs import sample
from tests.core.harm.said import EVERYDAY, level_of, phrases
from tests.shipped import shipped_content

RANK = {EVERYDAY: 0, Level.DISTRESS: 1, Level.DANGER: 2}


@pytest.mark.parametrize("level", phrases())
def test_what_the_lists_were_made_for_is_seen_as_what_it_is(level: str) -> None:
    assert [text for text in phrases()[level]["tuned"] if level_of(text) != level] == []


def test_there_are_enough_phrases_of_each_level_and_none_stands_twice() -> None:
    everything = [text for halves in phrases().values() for half in halves.values() for text in half]

    assert [*phrases()] == [*Level, EVERYDAY]
    assert all(len(half) >= 60 for halves in phrases().values() for half in halves.values())
    assert all(sum(map(len, halves.values())) >= 120 for halves in phrases().values())
    assert len({*everything}) == len(everything)


def test_what_was_kept_unseen_is_recognised_as_promised() -> None:
    danger, distress, everyday = (phrases()[level]["unseen"] for level in phrases())

    assert share(RANK[level_of(text)] >= RANK[Level.DANGER] for text in danger) == 1
    assert share(RANK[level_of(text)] >= RANK[Level.DISTRESS] for text in distress) >= 0.95
    assert share(level_of(text) != EVERYDAY for text in everyday) < 0.03


def share(found: Iterator[bool]) -> float:
    each = [*found]
    return sum(each) / len(each)


@pytest.mark.parametrize("level", Level)
def test_every_phrase_of_the_lists_is_found_as_it_is_written(level: Level) -> None:
    words = shipped_content().harm
    missed = []
    for kind in words.of_level(level).values():
        for text in kind.phrases:
            said = sample(parse(text), words.groups)
            if RANK[level_of(said)] < RANK[kind.when_asking or level]:
                missed.append(said)

    assert missed == []
