"""A forum with something of all that is given out: for tests that look at the files as a whole."""

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.actions import audit
from bot.actions.theme_counts import settle_themes
from bot.core.answers import SKIPPED, Answer
from bot.core.exporting import AllReleased, OfRelease, Topic, What
from bot.core.feedback.piece import State as PieceState
from bot.core.feedback.piece import Wish
from bot.core.impact import Impact, Period
from bot.core.people import Role
from bot.core.record import Entry, Level, Origin, Source, State, Step
from bot.core.releases import Release, Scope, Subject
from bot.core.releases import What as Released
from bot.services import Services
from bot.store import feedback, impact, inbox, record, releases
from tests.core.examples import question, survey
from tests.exports.closed import MONDAY, Exporter, Said

ARABIC = "أين يجب أن نلتقي في المرة القادمة؟"
LONG = "How far do you agree that the people who decide about short breaks listen to what families tell them?"
PERSONAL = {"sensitivity": "personal"}
LINES = [
    {"id": "school", "text": "At school, also on days when nothing goes as it was planned"},
    {"id": "home", "text": "At home"},
    {"id": "bus", "text": "في الحافلة"},
]
FULL = survey(
    question(id="day", text="Which day suits you?"),
    question("yes_no", id="again", text=LONG),
    question("choose_several", id="ways", text="Was sollen wir tun? Co robimy? 🚌"),
    question("put_in_order", id="order", text="What comes first?"),
    question("scale", id="how", text="How are you?", low="bad", high="good", **PERSONAL),
    question("number", id="weeks", text="How many weeks did you wait?", low=0, high=60, bands=(0, 4, 12)),
    question("grid", id="safe", text="Do you feel safe?", lines=LINES, **PERSONAL),
    question("note", id="note", text="Nearly done."),
    question("short_text", id="why", text="Why?"),
    question("long_text", id="more", text=ARABIC),
    title="Short breaks: what families need / فترات الراحة القصيرة",
)
TEXTS = (
    '=HYPERLINK("x"), "quoted"\nand a second line. Ring 07700 900123',
    "نحتاج إلى مزيد من الوقت، من فضلكم",
    "+ more places. " + "We wait and wait, and nobody tells us for how long. " * 9,
)


def answers(at: int) -> Mapping[str, Answer]:
    return {
        "day": SKIPPED if at == 7 else Answer(chosen=("abc"[at % 3],)),
        "again": Answer(chosen=("a" if at % 4 else "b",)),
        "ways": Answer(chosen=("a", "b") if at % 2 else ("c",)),
        "order": Answer(chosen=("b", "a", "c") if at % 3 else ("c", "a", "b")),
        "how": Answer(chosen=(str(1 + at % 5) if at < 50 else "5",)),
        "weeks": Answer(number=at % 40),
        "safe.school": Answer(chosen=("a" if at % 3 else "b",)),
        "safe.home": Answer(chosen=("a" if at > 2 else "c",)),
        "safe.bus": Answer(chosen=("abc"[at % 3],)),
        "why": Answer(text=f"{TEXTS[at % 3]} {at}", quotable=at % 2 == 0),
        "more": Answer(text=TEXTS[1], quotable=at % 5 == 0),
    }


async def fill(exporter: Exporter) -> Mapping[str, What]:
    """What there is to be taken out then, each under a short name."""
    said = [
        Said(answers(at), ("parent", "young", "worker")[at % 3 if at < 45 else 0], ("town", "coast")[at % 2])
        for at in range(60)
    ]
    number = await exporter.closed(FULL, said)
    await exporter.keep_texts(number)
    theme = await exporter.services.store.write(_fill, exporter.services, number)
    of = (Subject(Released.SURVEY, number), Subject(Released.THEME, theme), Subject(Released.RECORD))
    for release, subject in enumerate(of, start=1):
        scope = Scope(responses=subject.what is Released.SURVEY, texts=True)
        made = Release(release, subject, scope, MONDAY, None, 0, "ab" * 32, "Late buses")
        await exporter.services.store.write(releases.add, made)
    return {
        "survey": number,
        "release": OfRelease(1),
        "theme": OfRelease(2),
        "released": AllReleased(),
        **{topic: topic for topic in Topic},
    }


def _fill(db: sqlite3.Connection, services: Services, survey: int) -> int:
    theme = inbox.add_theme(db, "Late buses / الحافلات المتأخرة", services.random)
    for at in range(9):
        begun = feedback.begin(db, bytes([at]), b"sealed", date(2026, 10, 5), services.random)
        wishes = frozenset({Wish.QUOTE, Wish.SHARE} if at < 3 else ())
        words = (f"{TEXTS[at % 3]} {at}",)
        sent = replace(begun, state=PieceState.READING, messages=words, theme=theme, wishes=wishes)
        feedback.save(db, replace(sent, quote=words[0] if at < 3 else ""), date(2026, 10, 6))
    settle_themes(db, services)
    for id, origin in enumerate((Origin(source=Source.SURVEY, survey=survey), _of(theme)), start=1):
        record.add(db, _entry(id, origin), 7)
    for number, period in enumerate((Period(date(2026, 9, 1), 1), Period(date(2026, 10, 1), 1))):
        impact.save(db, period, _figures(number), 9)
    for at in range(30):
        audit.note(db, services, "released", f"release {at}", Role.COORDINATOR, 1001, "survey 1: summary")
    return theme


def _of(theme: int) -> Origin:
    return Origin(source=Source.THEME, theme=theme)


def _entry(id: int, origin: Origin) -> Entry:
    at = datetime(2026, 10, 20, 9, tzinfo=UTC)
    steps = (
        Step(1, State.DOING, "We asked the council for a timetable that keeps. " * 4, at),
        Step(2, State.DONE, "Two more buses, from January.", at + timedelta(days=9)),
    )
    return Entry(
        id,
        origin,
        f"What about the buses, {id}?" if id == 1 else ARABIC,
        "Many of you said that the bus is late.",
        "Transport lead of the council",
        "Minutes of 12 October",
        "https://www.example.org/minutes",
        date(2027, 1, 10),
        Level.CO_DESIGNING,
        None,
        steps,
    )


def _figures(more: int) -> Impact:
    return Impact(
        closed=2 + more,
        asked=120,
        invited=100,
        answered=64 + more,
        first_time=12,
        in_room=9,
        feedback=None if more else 9,
        in_time=80,
        entries={"done": 3, "cannot": 1},
        days_to_answer=6.5,
        days_to_done=21,
        felt=(20, 8, 5),
        looked_for={"topic:short_breaks": 12},
        not_found=6,
    )
