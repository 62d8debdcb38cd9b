"""The directory as people meet it, for whom and where, and what was looked for."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.buttons import ForWhom, ShowEntry
from bot.core.people import AgeBand, Audience
from bot.core.support.changes import Change, Part, change_part
from bot.core.support.demand import Looked, shown_months
from bot.core.support.directory import Directory
from bot.core.support.fitting import Who
from bot.core.support.passing import KINDS, Passing
from tests.shipped import shipped_content

TODAY = date(2026, 11, 26)


def directory(**changes: Change) -> Directory:
    content = shipped_content()
    return Directory.of(
        content.organisations.values(), changes, content.topics, content.jargon, content.speech
    )


def test_what_is_hidden_is_found_by_nobody_and_known_to_coordinators() -> None:
    made = directory(mencap=Change("mencap", hidden=True))

    assert made.shown("mencap") is None
    assert made.entries["mencap"].name == "Mencap"
    assert all(one.id != "mencap" for topic in made.topics for one in made.index.of_topic(topic))


def test_what_was_changed_is_what_is_found() -> None:
    entry = shipped_content().organisations["mencap"]
    change = change_part(entry, Change("mencap"), Part.NAME, "Wobblecap", TODAY)
    made = directory(mencap=change, nobody=Change("nobody", hidden=True))

    found = made.index.ask("wobblecap")

    assert "Wobblecap" in str(found)
    assert made.shown("nobody") is None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("area", [0, 1, 20])
def test_what_is_said_in_passing_fits_the_longest_button(kind: str, area: int) -> None:
    said = Passing(kind, area)

    assert Passing.read(said.code) == said
    assert len(ShowEntry("x" * 36, "y" * 20, said.code).pack()) <= 64
    assert ForWhom.read(ForWhom(said.code).pack()).who == said.code


def test_it_says_who_and_an_area_that_is_gone_is_none() -> None:
    assert Passing("t", 2).who(["town", "valley"]) == Who(Audience.YOUNG, AgeBand.FROM_16, "valley")
    assert Passing("p", 3).who(["town", "valley"]) == Who(Audience.PARENT)
    assert replace(Passing(), area=1).who([]) == Who()
    for nonsense in ("", "z", "n999", "nn", "1"):
        assert Passing.read(nonsense) is None


def test_small_numbers_are_kept_private_and_that_is_said() -> None:
    looked = [
        Looked("2026-11", "topic:money", 4),
        Looked("2026-11", "nothing", 5),
        Looked("2026-11", "topic:safety", 9),
        Looked("2026-10", "asked", 5),
    ]

    november, october = shown_months(looked, 5)

    assert november.counts == (("topic:safety", 9), ("nothing", 5))
    assert not november.is_whole
    assert (october.counts, october.is_whole) == ((("asked", 5),), True)
