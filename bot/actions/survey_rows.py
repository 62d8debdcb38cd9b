"""The responses of a survey as a table: new numbers, a new order, bands that are shared."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.core.answers import Answer
from bot.core.asking import Asking
from bot.core.bands import AGE, AREA, AUDIENCE, KEPT_PRIVATE, Bands, merge_counted
from bot.core.people import AgeBand, Audience
from bot.core.report import Column, Kind, Sheet, Value
from bot.core.results import Result
from bot.core.rows import (
    PLAIN,
    PRIVATE,
    RESPONSE,
    BandNames,
    Given,
    asked_together,
    bands_to_show,
    columns,
    rows,
)
from bot.services import Services
from bot.store import responses

NUMBERS = range(10**7, 10**8)


def responses_sheet(
    db: sqlite3.Connection, services: Services, asking: Asking, result: Result
) -> tuple[Sheet, list[str]]:
    """The table, and what must be said of it. Its rows come one by one from the database."""
    say = services.texts.button
    merged = _merged(db, services, asking)
    bands, names = bands_to_show(merged.values()), _band_names(services)
    found = columns(asking.survey, bands, names, say(PLAIN, "file_in_words"))
    ids, together = responses.ids_sent(db, asking.id), asked_together(asking.survey)
    services.random.shuffle(ids)
    numbers = services.random.sample(NUMBERS, len(ids))

    def given() -> Iterator[Given]:
        for stored, answers in responses.in_order(db, ids, together):
            yield Given(answers, merged.get(stored, (KEPT_PRIVATE,) * 3))

    def alike(question: str) -> Iterator[tuple[Answer, int]]:
        return responses.count_alike(db, asking.id, question)

    def lines() -> Iterator[Sequence[Value]]:
        shuffle = services.random.shuffle
        cells = rows(asking.survey, result, given(), len(ids), alike, shuffle, bands, names)
        for number, line in zip(numbers, cells, strict=True):
            yield (number, *line)

    first = Column(RESPONSE, say(PLAIN, "file_response"), Kind.NUMBER)
    sheet = Sheet(
        "responses",
        say(PLAIN, "file_sheet_responses"),
        (first, *(_explained(services, one) for one in found)),
        lines,
        len(ids),
    )
    return sheet, [*_notes(services, asking, found, bands, merged)]


def _merged(db: sqlite3.Connection, services: Services, asking: Asking) -> Mapping[Bands, Bands]:
    """What stands in the file for each combination that is stored. Of a show of hands no bands are told: its
    table is not split by who people are either."""
    counts = responses.count_bands(db, asking.id)
    if asking.is_show_of_hands:
        return dict.fromkeys(counts, (KEPT_PRIVATE,) * 3)
    return merge_counted(counts, services.content.forum.threshold)


def _explained(services: Services, column: Column) -> Column:
    if not column.unlinked:
        return column
    unlinked = services.texts.button(PLAIN, "file_unlinked")
    meaning = f"{column.meaning} ({unlinked})"
    return Column(column.name, meaning, column.kind, column.values, unlinked=True)


def _notes(
    services: Services,
    asking: Asking,
    found: Sequence[Column],
    bands: Sequence[int],
    merged: Mapping[Bands, Bands],
) -> Iterator[str]:
    say, threshold = services.texts.button, services.content.forum.threshold
    yield say(PLAIN, "file_note_rows")
    if any(column.unlinked for column in found):
        yield say(PLAIN, "file_note_unlinked")
    if asking.is_show_of_hands:
        yield say(PLAIN, "file_note_no_bands_hands")
        return
    yield say(PLAIN, "file_note_bands", threshold=threshold)
    for band, name in NAMES.items():
        what = say(PLAIN, f"file_{name}")
        if any(one[band] is not None for one in merged) and band not in bands:
            yield say(PLAIN, "file_note_band_dropped", band=what)
        elif band in bands and any(one[band] == KEPT_PRIVATE for one in merged.values()):
            yield say(PLAIN, "file_note_band_merged", band=what, mark=PRIVATE)


NAMES = {AGE: "band_age", AREA: "band_area", AUDIENCE: "band_audience"}


def _band_names(services: Services) -> BandNames:
    """In the words of today."""
    say: Callable[..., str] = services.texts.button
    areas = services.content.forum.areas
    shown: dict[str, str] = {
        one: say(PLAIN, f"group_{one}") for one in Audience if one is not Audience.UNSAID
    }
    return BandNames(
        meanings={band: say(PLAIN, f"file_{name}") for band, name in NAMES.items()},
        values={
            AUDIENCE: {**shown, Audience.UNSAID: say(PLAIN, "file_unsaid")},
            AREA: {area.id: area.text.choose(PLAIN) for area in areas},
            AGE: {one: say(PLAIN, f"group_{one}") for one in AgeBand},
        },
    )
