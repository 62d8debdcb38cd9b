"""The record is a chain: what was changed, taken out or put in shows."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.core.audit import START, Entry, Link, first_broken, hash_of, link

Change = Callable[[list[Link]], list[Link]]


def chain(length: int) -> list[Link]:
    links: list[Link] = []
    for number in range(1, length + 1):
        entry = Entry(number, f"2026-11-23T09:{number:02}", "alert_read", "alert 7", "safeguarding", 5, "“é”")
        links.append(link(entry, links[-1].hash if links else START))
    return links


def reworded(links: list[Link]) -> list[Link]:
    return [*links[:2], replace(links[2], entry=replace(links[2].entry, reason="another")), *links[3:]]


def reworded_and_hashed_anew(links: list[Link]) -> list[Link]:
    entry = replace(links[2].entry, actor=6)
    return [*links[:2], Link(entry, links[2].previous, hash_of(entry, links[2].previous)), *links[3:]]


def one_taken_out(links: list[Link]) -> list[Link]:
    return [*links[:2], *links[3:]]


def two_changed_places(links: list[Link]) -> list[Link]:
    return [*links[:2], links[3], links[2], *links[4:]]


def test_a_record_as_it_was_written_is_whole() -> None:
    assert first_broken(chain(5)) is None
    assert first_broken([]) is None


@pytest.mark.parametrize(
    ("change", "number"),
    [(reworded, 3), (reworded_and_hashed_anew, 4), (one_taken_out, 3), (two_changed_places, 3)],
)
def test_a_change_shows_where_it_was_made(change: Change, number: int) -> None:
    assert first_broken(change(chain(5))) == number


def test_every_part_of_an_entry_is_in_its_hash() -> None:
    entry = chain(1)[0].entry
    changed = [
        replace(entry, number=9),
        replace(entry, at="else"),
        replace(entry, what="else"),
        replace(entry, about="else"),
        replace(entry, role="else"),
        replace(entry, actor=9),
        replace(entry, actor=None),
        replace(entry, reason="else"),
    ]

    assert len({hash_of(one, START) for one in [entry, *changed]}) == 9


def test_a_part_of_the_record_is_checked_from_where_it_begins() -> None:
    links = chain(5)

    assert first_broken(links[3:], 4, links[2].hash) is None
    assert first_broken(links[3:], 4, START) == 4
