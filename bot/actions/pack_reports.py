"""The regulation 56 pack, described once for all forms of file: what a council publishes, and apart from it
what it has to decide on first and must not publish."""

import sqlite3
from collections.abc import Iterator, Mapping

from bot.actions.impact_words import period_name
from bot.actions.regulation_56 import find_pack
from bot.actions.report_parts import (
    column,
    day_in_words,
    forum_facts,
    labels_of,
    marks_of,
    proof_of,
    sheet,
    step_sheet,
)
from bot.core.impact import Period
from bot.core.local_offer import Heading
from bot.core.record import Entry
from bot.core.regulation_56 import Pack, Part, name_period
from bot.core.report import Chapter, Column, Kind, Passage, Report, Sheet, Value
from bot.core.rows import PLAIN, PRIVATE
from bot.core.suppression import keep_private
from bot.core.written import Decision
from bot.services import Services

PROPOSALS = tuple(one for one in Decision if one.is_proposal)
Numbers = Mapping[int, int]
"""The number of each answer in the files, by its entry."""


def describe_to_publish(db: sqlite3.Connection, services: Services, period: Period | None) -> Report:
    """Refuses as `find_pack` does."""
    pack = find_pack(db, services, period)
    say, forum = services.texts.button, services.content.forum
    numbers = {entry.id: number for number, entry in enumerate(pack.answers, start=1)}
    time = period_name(services, PLAIN, pack.period)
    intro = [say(PLAIN, "pack_intro"), say(PLAIN, "pack_from", forum=forum.name, time=time)]
    if pack.unread:
        intro.append(say(PLAIN, "pack_not_complete"))
    return Report(
        name=f"regulation-56-{name_period(pack.period)}",
        title=say(PLAIN, "pack_title", time=time),
        labels=labels_of(services),
        facts=_facts(services, time),
        notes=tuple(_notes(services, pack)),
        sheets=(
            _comments(services, pack, numbers),
            _answers(services, pack, numbers),
            step_sheet(services, ((numbers[entry.id], entry) for entry in pack.answers), "answer"),
            _counts(services, pack),
        ),
        marks=marks_of(services),
        intro=tuple(intro),
        chapters=tuple(_chapters(services, pack, numbers)),
        short_title=say(PLAIN, "pack_short_title", time=time),
        proof=proof_of(db, services),
        is_public=True,
    )


def _facts(services: Services, time: str) -> tuple[tuple[str, Value], ...]:
    return ((services.texts.button(PLAIN, "pack_fact_time"), time), *forum_facts(services))


def _notes(services: Services, pack: Pack) -> Iterator[str]:
    say, threshold = services.texts.button, services.content.forum.threshold
    yield say(PLAIN, "pack_note_read")
    yield say(PLAIN, "pack_note_order")
    for name, exact in _not_here(pack).items():
        number = keep_private(exact, threshold)
        if number != 0:
            yield say(PLAIN, f"pack_note_{name}", number=number or "")
    yield say(PLAIN, "pack_note_surveys")


def _not_here(pack: Pack) -> dict[str, int]:
    """Exact: see `keep_private`. Of vexatious comments nothing is said in public."""
    return {
        "unread": pack.unread,
        "left_out": pack.left_out,
        "not_allowed": pack.not_allowed,
        "one_person": _count(pack, Decision.ONE_PERSON),
    }


def heading_words(services: Services, headings: tuple[Heading, ...]) -> str:
    names = [services.texts.button(PLAIN, f"heading_{heading}") for heading in headings]
    return services.texts.button(PLAIN, "heading_together", names=names)


# for people


def _chapters(services: Services, pack: Pack, numbers: Numbers) -> Iterator[Chapter]:
    say = services.texts.button
    for part in pack.parts:
        notes = [say(PLAIN, "pack_comments", number=part.size, unanswered=len(part.unanswered))]
        if len(part.headings) > 1:
            names = [say(PLAIN, f"heading_short_{heading}") for heading in part.headings]
            notes.append(say(PLAIN, "pack_together", names=names))
        passages = [
            _passage(services, one.entry, numbers[one.entry.id], one.comments) for one in part.answered
        ]
        if part.unanswered:
            passages.append(Passage(say(PLAIN, "pack_unanswered"), part.unanswered))
        yield Chapter(_chapter_title(services, part.headings), tuple(notes), tuple(passages))
    if pack.others:
        passages = [_passage(services, entry, numbers[entry.id], ()) for entry in pack.others]
        yield Chapter(say(PLAIN, "pack_others"), (say(PLAIN, "pack_others_note"),), tuple(passages))


def _chapter_title(services: Services, headings: tuple[Heading, ...]) -> str:
    if len(headings) == 1:
        return heading_words(services, headings)
    return services.texts.button(PLAIN, "heading_merged", number=len(headings))


def _count(pack: Pack, reason: Decision) -> int:
    return sum(one.reason is reason for one in pack.proposals)


def _passage(services: Services, entry: Entry, number: int, comments: tuple[str, ...]) -> Passage:
    say = services.texts.button
    state = say(PLAIN, f"record_state_{entry.state}")
    title = say(PLAIN, "pack_answer", number=number, state=state)
    return Passage(title, comments, tuple(_came(services, entry)), entry.link)


def _came(services: Services, entry: Entry) -> Iterator[tuple[str, str]]:
    """Each step with its day, who answers for it, and by when somebody looks at it again."""
    say, forum = services.texts.button, services.content.forum
    for step in entry.steps:
        state = say(PLAIN, f"record_state_{step.state}")
        yield (
            say(PLAIN, "pack_step", state=state, day=day_in_words(services, forum.day_of(step.at))),
            step.text,
        )
    yield say(PLAIN, "file_column_responsible"), entry.responsible
    if entry.again_on is not None and not entry.state.is_end:
        yield say(PLAIN, "file_column_again"), day_in_words(services, entry.again_on)
    if entry.evidence:
        yield say(PLAIN, "file_column_evidence"), entry.evidence


# for programs


def _comments(services: Services, pack: Pack, numbers: Numbers) -> Sheet:
    say = services.texts.button
    columns = [
        *_heading_columns(services),
        column(services, "comment", Kind.TEXT),
        column(services, "answer", Kind.NUMBER),
        column(services, "answer_state", Kind.TEXT),
    ]
    lines: list[tuple[Value, ...]] = []
    for part in pack.parts:
        heading = _heading(services, part)
        for one in part.answered:
            state = say(PLAIN, f"record_state_{one.entry.state}")
            lines += [(*heading, text, numbers[one.entry.id], state) for text in one.comments]
        unanswered = say(PLAIN, "pack_unanswered")
        lines += [(*heading, text, None, unanswered) for text in part.unanswered]
    return sheet(services, "comments", columns, lines)


def _heading_columns(services: Services) -> list[Column]:
    return [column(services, "heading", Kind.CODE), column(services, "heading_text", Kind.TEXT)]


def _heading(services: Services, part: Part) -> tuple[str, str]:
    return "+".join(part.headings), heading_words(services, part.headings)


def _answers(services: Services, pack: Pack, numbers: Numbers) -> Sheet:
    columns = [
        column(services, "answer", Kind.NUMBER),
        *(column(services, name, Kind.TEXT) for name in ("asked", "responsible", "state")),
        column(services, "changed", Kind.DATE),
        column(services, "again", Kind.DATE),
        *(column(services, name, Kind.TEXT) for name in ("evidence", "link")),
    ]
    lines = [
        (
            numbers[entry.id],
            entry.asked,
            entry.responsible,
            services.texts.button(PLAIN, f"record_state_{entry.state}"),
            services.content.forum.day_of(entry.changed_at),
            None if entry.state.is_end else entry.again_on,
            entry.evidence,
            entry.link,
        )
        for entry in pack.answers
    ]
    return sheet(services, "answers", columns, lines)


def _counts(services: Services, pack: Pack) -> Sheet:
    """How many comments there are, and how many are not among them."""
    threshold = services.content.forum.threshold
    counts: dict[str, Value] = {"published": pack.size, "unanswered": pack.unanswered}
    for name, exact in _not_here(pack).items():
        number = keep_private(exact, threshold)
        counts[name] = PRIVATE if number is None else number
    return _count_sheet(services, counts)


def _count_sheet(services: Services, counts: Mapping[str, Value]) -> Sheet:
    say = services.texts.button
    columns = [
        column(services, "count", Kind.CODE),
        column(services, "count_text", Kind.TEXT),
        column(services, "comments", Kind.NUMBER),
    ]
    lines = [(name, say(PLAIN, f"pack_count_{name}"), number) for name, number in counts.items()]
    return sheet(services, "counts", columns, lines)


# for the council to decide on


def describe_to_decide(db: sqlite3.Connection, services: Services, period: Period | None) -> Report | None:
    """What is proposed to be left out, and is not to be published; None where nothing is."""
    pack = find_pack(db, services, period)
    if not pack.proposals:
        return None
    say = services.texts.button
    time = period_name(services, PLAIN, pack.period)
    columns = [
        column(services, "reason", Kind.CODE, called="proposal"),
        column(services, "reason_text", Kind.TEXT, called="proposal_text"),
        *_heading_columns(services),
        column(services, "comment", Kind.TEXT),
    ]
    lines = [
        (
            one.reason,
            say(PLAIN, f"proposal_{one.reason}"),
            one.heading,
            heading_words(services, (one.heading,)),
            one.text,
        )
        for one in pack.proposals
    ]
    return Report(
        name=f"regulation-56-{name_period(pack.period)}-to-decide",
        title=say(PLAIN, "pack_decide_title", time=time),
        labels=labels_of(services),
        facts=_facts(services, time),
        notes=(say(PLAIN, "pack_decide_keep"), say(PLAIN, "pack_decide_note_read")),
        sheets=(
            sheet(services, "proposals", columns, lines),
            _count_sheet(services, {reason: _count(pack, reason) for reason in PROPOSALS}),
        ),
        marks=marks_of(services),
        intro=(say(PLAIN, "pack_decide_intro"), say(PLAIN, "pack_law_leaves_out")),
        chapters=tuple(_reasons(services, pack)),
        short_title=say(PLAIN, "pack_decide_short_title", time=time),
        proof=proof_of(db, services),
    )


def _reasons(services: Services, pack: Pack) -> Iterator[Chapter]:
    say = services.texts.button
    for reason in PROPOSALS:
        passages = [
            Passage(heading_words(services, (heading,)), texts)
            for heading in Heading
            if (
                texts := tuple(
                    one.text for one in pack.proposals if (one.reason, one.heading) == (reason, heading)
                )
            )
        ]
        if passages:
            note = say(PLAIN, f"pack_proposed_{reason}", number=_count(pack, reason))
            yield Chapter(say(PLAIN, f"proposal_{reason}"), (note,), tuple(passages))
