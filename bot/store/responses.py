"""What was answered, under random ids; and, apart from it, who took part."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from bot.core.answers import Answer, Counted
from bot.core.asking import Response
from bot.core.bands import KEPT_PRIVATE, Bands
from bot.core.people import AgeBand, Audience, Person


def find(db: sqlite3.Connection, finder: bytes) -> Response | None:
    row = db.execute("SELECT id, place, sent FROM response WHERE finder = ?", (finder,)).fetchone()
    return (
        None if row is None else Response(row["id"], row["place"], bool(row["sent"]), _answers(db, row["id"]))
    )


def _answers(db: sqlite3.Connection, response: bytes) -> Mapping[str, Answer]:
    rows = db.execute("SELECT question, value FROM answer WHERE response = ?", (response,))
    return {row["question"]: Answer.model_validate_json(row["value"]) for row in rows}


def begin(db: sqlite3.Connection, response: bytes, survey: int, finder: bytes, place: str) -> None:
    """One response a person and survey: a second beginning does nothing."""
    db.execute(
        "INSERT INTO response (id, survey, finder, place) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (finder) DO NOTHING",
        (response, survey, finder, place),
    )


def save_answer(db: sqlite3.Connection, response: bytes, question: str, answer: Answer) -> None:
    db.execute(
        "INSERT INTO answer (response, question, value) VALUES (?, ?, ?)"
        " ON CONFLICT (response, question) DO UPDATE SET value = excluded.value",
        (response, question, answer.model_dump_json(exclude_defaults=True)),
    )


def drop_answer(db: sqlite3.Connection, response: bytes, question: str) -> None:
    db.execute("DELETE FROM answer WHERE response = ? AND question = ?", (response, question))


def move_to(db: sqlite3.Connection, response: bytes, place: str) -> None:
    db.execute("UPDATE response SET place = ? WHERE id = ?", (place, response))


def send(db: sqlite3.Connection, response: bytes, survey: int, person: Person) -> bool:
    """From now on it counts. True the first time."""
    db.execute(
        "UPDATE response SET sent = 1, audience = ?, age = ?, area = ? WHERE id = ?",
        (person.audience, person.age, person.area, response),
    )
    joined = db.execute(
        "INSERT INTO participation (survey, person) VALUES (?, ?) ON CONFLICT (survey, person) DO NOTHING",
        (survey, person.id),
    )
    return joined.rowcount == 1


def withdraw(db: sqlite3.Connection, response: bytes, survey: int, person: int) -> None:
    db.execute("DELETE FROM response WHERE id = ?", (response,))
    db.execute("DELETE FROM participation WHERE survey = ? AND person = ?", (survey, person))
    # Who took their answers back is not asked for them again.
    db.execute("UPDATE invited SET declined = 1 WHERE survey = ? AND person = ?", (survey, person))


def took_part(db: sqlite3.Connection, survey: int, person: int) -> bool:
    row = db.execute(
        "SELECT 1 FROM participation WHERE survey = ? AND person = ?", (survey, person)
    ).fetchone()
    return row is not None


def surveys_of(db: sqlite3.Connection, person: int) -> frozenset[int]:
    rows = db.execute("SELECT survey FROM participation WHERE person = ?", (person,))
    return frozenset(row[0] for row in rows)


def participants(db: sqlite3.Connection, survey: int) -> frozenset[int]:
    rows = db.execute("SELECT person FROM participation WHERE survey = ?", (survey,))
    return frozenset(row[0] for row in rows)


def count_participants(db: sqlite3.Connection, survey: int) -> int:
    return int(db.execute("SELECT count(*) FROM participation WHERE survey = ?", (survey,)).fetchone()[0])


def delete_unsent(db: sqlite3.Connection, survey: int) -> None:
    db.execute("DELETE FROM response WHERE survey = ? AND sent = 0", (survey,))


def all_sent(db: sqlite3.Connection, survey: int) -> list[tuple[bytes, Audience, Mapping[str, Answer]]]:
    """Each response that counts, with who its giver said they were."""
    rows = db.execute("SELECT id, audience FROM response WHERE survey = ? AND sent = 1", (survey,)).fetchall()
    return [(row["id"], Audience(row["audience"]), _answers(db, row["id"])) for row in rows]


def forget_finders(db: sqlite3.Connection, survey: int) -> None:
    """With the finders and the places gone, and the key destroyed, nobody's response can be found."""
    db.execute("UPDATE response SET finder = NULL, place = '' WHERE survey = ?", (survey,))


def delete_found(db: sqlite3.Connection, finder: bytes) -> bool:
    """False where there was nothing to delete."""
    db.execute("DELETE FROM left_group WHERE finder = ?", (finder,))
    return db.execute("DELETE FROM response WHERE finder = ?", (finder,)).rowcount > 0


def find_bands(db: sqlite3.Connection, survey: int) -> list[tuple[bytes, Bands]]:
    """Of each response, in the order of their random ids."""
    rows = db.execute("SELECT id, age, area, audience FROM response WHERE survey = ? ORDER BY id", (survey,))
    return [(row["id"], (row["age"], row["area"], row["audience"])) for row in rows]


def set_bands(db: sqlite3.Connection, response: bytes, bands: Bands) -> None:
    db.execute("UPDATE response SET age = ?, area = ?, audience = ? WHERE id = ?", (*bands, response))


def _known(band: str | None) -> str | None:
    return None if band == KEPT_PRIVATE else band


def all_counted(db: sqlite3.Connection, survey: int) -> Iterator[Counted]:
    """Every response that was sent, in the order of their random ids."""
    rows = db.execute(
        "SELECT id, audience, age, area FROM response WHERE survey = ? AND sent = 1 ORDER BY id", (survey,)
    )
    for row in rows:
        audience, age = _known(row["audience"]), _known(row["age"])
        yield Counted(
            answers=_answers(db, row["id"]),
            audience=None if audience is None else Audience(audience),
            age=None if age is None else AgeBand(age),
            area=_known(row["area"]),
        )


# for files: in an order of chance, and never all of them in memory

AT_ONCE = 500
"""Responses that are read together."""
ALIKE = 200
"""Characters. Of longer ones no two are alike."""


def ids_sent(db: sqlite3.Connection, survey: int) -> list[bytes]:
    return [row[0] for row in db.execute("SELECT id FROM response WHERE survey = ? AND sent = 1", (survey,))]


def count_bands(db: sqlite3.Connection, survey: int) -> dict[Bands, int]:
    """How many responses were sent with each combination of bands."""
    rows = db.execute(
        "SELECT age, area, audience, count(*) FROM response WHERE survey = ? AND sent = 1 GROUP BY 1, 2, 3",
        (survey,),
    )
    return {(row[0], row[1], row[2]): row[3] for row in rows}


def count_alike(db: sqlite3.Connection, survey: int, question: str) -> Iterator[tuple[Answer, int]]:
    """What was answered to a question, and how many sent that answer."""
    rows = db.execute(
        "SELECT value, count(*) FROM answer JOIN response ON id = response"
        " WHERE survey = ? AND sent = 1 AND question = ? GROUP BY value",
        (survey, question),
    )
    return ((_read(value), times) for value, times in rows)


def in_order(
    db: sqlite3.Connection, ids: Sequence[bytes], questions: Collection[str]
) -> Iterator[tuple[Bands, Mapping[str, Answer]]]:
    """The bands of these responses, and the answers to these questions, as they are given."""
    asked = ", ".join("?" * len(questions))
    for first in range(0, len(ids), AT_ONCE):
        some = ids[first : first + AT_ONCE]
        marks = ", ".join("?" * len(some))
        bands = {
            id: (age, area, audience)
            for id, age, area, audience in db.execute(
                f"SELECT id, age, area, audience FROM response WHERE id IN ({marks})",  # noqa: S608 (marks)
                some,
            )
        }
        answers: dict[bytes, dict[str, Answer]] = {id: {} for id in some}
        of_these = f"response IN ({marks}) AND question IN ({asked})"
        for id, question, value in db.execute(
            f"SELECT response, question, value FROM answer WHERE {of_these}",  # noqa: S608 (marks)
            [*some, *questions],
        ):
            answers[id][question] = _read(value)
        for id in some:
            yield bands[id], answers[id]


def _read(value: str) -> Answer:
    return _read_alike(value) if len(value) <= ALIKE else Answer.model_validate_json(value)


@lru_cache(maxsize=4096)
def _read_alike(value: str) -> Answer:
    """Most answers to a question are alike, and one that is read need not be read again."""
    return Answer.model_validate_json(value)
