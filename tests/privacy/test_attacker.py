"""Plays the attacker: with every file, who took part must not be joined with what was said."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest

from bot.actions import results as result_actions
from bot.charts import Chart, Drawing
from bot.core.bands import KEPT_PRIVATE, Bands, merge_rare
from tests.privacy.attack import (
    CHANGED,
    FORGOTTEN,
    PEOPLE,
    UNSENT,
    Giver,
    Loot,
    hits,
    mean,
    rank_correlation,
    run_forum,
)

SEEDS = range(6)
THRESHOLD = 5

Clue = Callable[[Loot, Sequence[Giver]], Sequence[Any]]
"""A value for each giver: how the attacker would order them, or their responses."""


@pytest.fixture(scope="module")
def loots(tmp_path_factory: pytest.TempPathFactory) -> list[Loot]:
    """The same forum with other people, answers and chances; charts need not be drawn for it."""

    async def draw_nothing(charts: Sequence[Chart]) -> list[Drawing]:
        return [Drawing(b"png", 1, 1, ()) for _ in charts]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(result_actions, "draw_charts", draw_nothing)
        return [asyncio.run(run_forum(tmp_path_factory.mktemp(f"seed{seed}"), seed)) for seed in SEEDS]


@pytest.fixture(scope="module")
def loot(loots: list[Loot]) -> Loot:
    return loots[0]


# Bytes


def test_no_byte_of_what_was_not_sent_or_was_taken_back_is_in_any_file(loots: list[Loot]) -> None:
    for loot in loots:
        everything = loot.all_bytes()
        for words in (UNSENT, FORGOTTEN, CHANGED):
            assert words.encode() not in everything
        assert all(giver.words.encode() in everything for giver in loot.givers)


def test_no_finder_and_no_key_is_in_any_file(loots: list[Loot]) -> None:
    for loot in loots:
        everything = loot.all_bytes() + b"".join(
            file.read_bytes() for file in loot.data.parent.joinpath("keys").iterdir()
        )
        assert len(loot.finders) == PEOPLE + 1
        assert [finder for finder in loot.finders if finder in everything] == []
        assert [key for key in loot.keys if key in everything] == []


def test_no_response_tells_where_its_giver_was(loot: Loot) -> None:
    assert set(loot.rows("SELECT finder, place FROM response")) == {(None, "")}


def unpacked(file: Path) -> bytes:
    """A spreadsheet is a zip of texts."""
    if not is_zipfile(file):
        return file.read_bytes()
    with ZipFile(file) as parts:
        return b"".join(parts.read(name) for name in parts.namelist())


def test_what_is_given_out_holds_nobody_s_number_and_no_words(loot: Loot) -> None:
    given = b"".join(unpacked(file) for file in loot.files)

    for giver in loot.givers:
        assert str(giver.telegram).encode() not in given
        assert giver.words.encode() not in given


def test_the_backup_made_while_it_was_open_knows_neither_who_took_part_nor_what_was_said(
    loots: list[Loot],
) -> None:
    for loot in loots:
        assert loot.rows("SELECT * FROM participation", loot.during) == []
        assert loot.rows("SELECT * FROM response", loot.during) == []
        assert loot.rows("SELECT * FROM conversation", loot.during) == []
        ids = [bytes(row[0]) for row in loot.rows("SELECT id FROM response")]
        content = loot.during.read_bytes()
        assert [one for one in ids if one in content] == []
        assert [giver for giver in loot.givers if giver.words.encode() in content] == []


def test_nobody_forgotten_is_in_any_file(loot: Loot) -> None:
    known = {row[0] for row in loot.rows("SELECT telegram FROM person")}
    told = {row[0] for row in loot.rows("SELECT chat FROM delivery")}

    assert told <= known
    assert len(known) == PEOPLE + 2  # the coordinator, and the one who did not send


# Order


def by_telegram(loot: Loot, givers: Sequence[Giver]) -> Sequence[Any]:
    return [giver.telegram for giver in givers]


def by_number(loot: Loot, givers: Sequence[Giver]) -> Sequence[Any]:
    numbers = loot.pairs("SELECT telegram, id FROM person")
    return [numbers[giver.telegram] for giver in givers]


def by_joining(loot: Loot, givers: Sequence[Giver]) -> Sequence[Any]:
    agreed = loot.pairs("SELECT telegram, agreed_at FROM person")
    return [agreed[giver.telegram] for giver in givers]


def by_last_screen(loot: Loot, givers: Sequence[Giver]) -> Sequence[Any]:
    """Message numbers tell when somebody did something last."""
    screens = loot.pairs("SELECT telegram, screen FROM conversation")
    return [screens[giver.telegram] for giver in givers]


def by_invitation(loot: Loot, givers: Sequence[Giver]) -> Sequence[Any]:
    sent = loot.pairs("SELECT chat, min(message) FROM delivery GROUP BY chat")
    return [sent[giver.telegram] for giver in givers]


def by_answering(loot: Loot, givers: Sequence[Giver]) -> Sequence[Any]:
    """Somebody who watched over everybody's shoulder."""
    return [giver.answered for giver in givers]


def said_by_id(loot: Loot, givers: Sequence[Giver]) -> Sequence[Any]:
    return _ids(loot, givers, None)


def said_by_id_in_the_backup(loot: Loot, givers: Sequence[Giver]) -> Sequence[Any]:
    return _ids(loot, givers, loot.after)


def _ids(loot: Loot, givers: Sequence[Giver], file: Path | None) -> Sequence[Any]:
    found = {
        str(value): response for response, value in loot.rows("SELECT response, value FROM answer", file)
    }
    return [next(one for value, one in found.items() if giver.words in value) for giver in givers]


def said_by_place_in_the_file(loot: Loot, givers: Sequence[Giver]) -> Sequence[Any]:
    content = (loot.data / "heard.db").read_bytes()
    return [content.index(giver.words.encode()) for giver in givers]


def said_by_place_in_the_backup(loot: Loot, givers: Sequence[Giver]) -> Sequence[Any]:
    content = loot.after.read_bytes()
    return [content.index(giver.words.encode()) for giver in givers]


def said_by_line(loot: Loot, givers: Sequence[Giver]) -> Sequence[Any]:
    lines = [line["evening"] for line in loot.lines()]
    return [lines.index(giver.option) for giver in givers]


def said_by_line_number(loot: Loot, givers: Sequence[Giver]) -> Sequence[Any]:
    numbers = {line["evening"]: int(line["response"]) for line in loot.lines()}
    return [numbers[giver.option] for giver in givers]


PEOPLE_IN_ORDER = (by_telegram, by_number, by_joining, by_last_screen, by_invitation, by_answering)
SAID_IN_ORDER = (
    said_by_id,
    said_by_id_in_the_backup,
    said_by_place_in_the_file,
    said_by_place_in_the_backup,
    said_by_line,
    said_by_line_number,
)


@pytest.mark.parametrize("said", SAID_IN_ORDER, ids=lambda clue: clue.__name__)
@pytest.mark.parametrize("people", PEOPLE_IN_ORDER, ids=lambda clue: clue.__name__)
def test_no_order_of_people_is_the_order_of_what_was_said(
    loots: list[Loot], people: Clue, said: Clue
) -> None:
    """By chance one of twenty is right, and the correlation of six runs is seldom beyond 0.2."""
    pairs = [(people(loot, loot.givers), said(loot, loot.givers)) for loot in loots]

    assert abs(mean(rank_correlation(one, other) for one, other in pairs)) < 0.35
    assert sum(hits(one, other) for one, other in pairs) <= 3 * len(pairs)


def test_the_attack_would_work_on_a_snapshot_taken_while_the_survey_was_open(loots: list[Loot]) -> None:
    """What ARCHITECTURE.md says of it. It shows too that the attack above finds what is to be found."""
    for loot in loots:
        answered = [giver.answered for giver in loot.givers]
        in_the_log = [loot.while_open.index(giver.words.encode()) for giver in loot.givers]
        in_the_file = [loot.file_while_open.index(giver.words.encode()) for giver in loot.givers]
        assert rank_correlation(answered, in_the_log) > 0.9
        assert rank_correlation(answered, in_the_file) < -0.9  # a page is filled from its end


# Rare bands


def test_nobody_stands_alone_with_their_bands_though_some_were_rare(loots: list[Loot]) -> None:
    for loot in loots:
        said = Counter(loot.rows("SELECT age, area, audience FROM response"))
        assert sum(said.values()) == PEOPLE
        assert min(said.values()) >= THRESHOLD


def test_who_knows_everybody_s_bands_and_our_rule_is_left_with_five_people_for_each_response(
    loots: list[Loot],
) -> None:
    """The attacker does to the people what we did to the responses."""
    for loot in loots:
        rows = loot.rows(
            "SELECT age, area, audience FROM person JOIN participation ON participation.person = person.id"
        )
        people: list[Bands] = [(_band(age), _band(area), _band(audience)) for age, area, audience in rows]
        assert 1 in Counter(people).values()  # some were alone
        groups = Counter(merge_rare(people, THRESHOLD))

        assert groups == Counter(loot.rows("SELECT age, area, audience FROM response"))
        assert min(groups.values()) >= THRESHOLD


def _band(value: object) -> str | None:
    return None if value is None else str(value)


def test_a_band_that_was_merged_says_so(loots: list[Loot]) -> None:
    bands = {band for loot in loots for row in loot.rows("SELECT age, area FROM response") for band in row}

    assert KEPT_PRIVATE in bands
    assert "16_18" not in bands


# What stands beside


def test_no_table_of_answers_holds_a_time_or_counts_its_rows(loot: Loot) -> None:
    tables = loot.pairs("SELECT name, sql FROM sqlite_master WHERE type = 'table'")

    for name in ("response", "answer", "participation"):
        assert "WITHOUT ROWID" in tables[name]
        assert "_at" not in tables[name]
        assert "AUTOINCREMENT" not in tables[name]


def test_updates_are_noted_without_who_sent_them(loot: Loot) -> None:
    columns = [row[1] for row in loot.rows("PRAGMA table_info(taken_update)")]

    assert columns == ["id", "day"]


def test_no_post_and_no_label_holds_what_was_said(loot: Loot) -> None:
    posts = " ".join(f"{label} {body}" for label, body in loot.rows("SELECT label, body FROM post"))

    assert [giver for giver in loot.givers if giver.words in posts or str(giver.telegram) in posts] == []
