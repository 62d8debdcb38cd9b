"""What was posted is put right where it stands, or taken back: everywhere it went."""

import sqlite3
from collections.abc import Sequence

from bot.actions import audit
from bot.actions.bulletin_posts import Look, draw
from bot.actions.going_out import label_of
from bot.core.bulletin_drafts import BulletinDraft
from bot.core.bulletins import Bulletin, Issue, IssueState, Kind, Planned
from bot.core.people import Caller, Role
from bot.core.posts import Post
from bot.core.refusal import Refusal
from bot.core.words import Reader, Reading, Voice
from bot.services import Services
from bot.store import amendments, bulletins, outbox, posted
from bot.store import progress as stored_progress
from bot.store.amendments import What


def correct(db: sqlite3.Connection, services: Services, caller: Caller, made: BulletinDraft) -> int:
    """In the words of the draft. Returns the number of the bulletin."""
    issue = bulletins.find_issue(db, made.corrects or 0)
    planned = None if issue is None else bulletins.find(db, issue.bulletin)
    if issue is None or planned is None or issue.state is not IssueState.OUT:
        raise Refusal("bulletin_gone")
    bulletin = made.whole()
    bulletins.rewrite(db, planned.id, bulletin)
    rewrite_issue(db, services, planned, issue, bulletin)
    audit.note(db, services, "bulletin_corrected", _about(issue), Role.COORDINATOR, caller.telegram)
    return planned.id


def bring_up_to_date(db: sqlite3.Connection, services: Services, caller: Caller, planned: Planned) -> None:
    """An entry of the record as it is now, where it was posted before."""
    issue = bulletins.last_issue(db, planned.id)
    if issue is None or issue.state is not IssueState.OUT or planned.bulletin.kind is not Kind.ENTRY:
        raise Refusal("old_button")
    rewrite_issue(db, services, planned, issue, planned.bulletin)
    audit.note(db, services, "bulletin_corrected", _about(issue), Role.COORDINATOR, caller.telegram)


def _about(issue: Issue) -> str:
    return f"bulletin {issue.bulletin} issue {issue.id}"


def rewrite_issue(
    db: sqlite3.Connection, services: Services, planned: Planned, issue: Issue, bulletin: Bulletin
) -> None:
    bulletins.note_correction(db, issue.id)
    look = Look(bulletin, planned.id, planned.last_at, issue.corrections + 1)
    for reader, in_group in _went_to(db, issue):
        old = posted.posts_labelled(db, f"{issue.label} {_where(in_group)} {reader}")
        new = draw(db, services, look, reader, in_group)
        if new is not None:
            _rewrite(db, services, issue, reader, in_group, old, new)


def _went_to(db: sqlite3.Connection, issue: Issue) -> list[tuple[Reader, bool]]:
    """Read from the labels of its posts."""
    found = set()
    for label in posted.labels(db, issue.label):
        _, _, where, voice, reading, language, _ = label.split()
        found.add((Reader(Reading(reading), Voice(voice), language), where == "group"))
    return sorted(found, key=str)


def _where(in_group: bool) -> str:
    return "group" if in_group else "own"


def _rewrite(
    db: sqlite3.Connection,
    services: Services,
    issue: Issue,
    reader: Reader,
    in_group: bool,
    old: Sequence[tuple[int, Post]],
    new: Sequence[Post],
) -> None:
    """Message by message. Pictures and attached documents stay; a message too many is taken out, one that
    is missing follows."""
    for (number, before), after in zip(old, new, strict=False):
        kept = {"pictures": before.pictures}
        if after.document is None or after.document == before.document:
            kept["document"] = before.document  # type: ignore[assignment]
        body = after.model_copy(update=kept)
        if body != before:
            amendments.rewrite(db, number, body)
            amendments.amend(db, number, What.EDIT)
    for number, before in old[len(new) :]:
        amendments.rewrite(db, number, before.model_copy(update={"html": "…", "buttons": ()}))
        amendments.amend(db, number, What.REMOVE)
    for part in range(len(old), len(new)):
        label, first = label_of(issue, reader, in_group, part), label_of(issue, reader, in_group, 0)
        posted.add_after(db, label, new[part], first, services.clock())


def take_back(db: sqlite3.Connection, services: Services, caller: Caller, planned: Planned) -> None:
    """Deleted where Telegram still does that; elsewhere it says that it was taken back. Done twice, it does
    nothing the second time."""
    issue = bulletins.last_issue(db, planned.id)
    if issue is None or not bulletins.take_back(db, issue.id):
        return
    outbox.drop_labelled(db, issue.label)
    for reader, in_group in _went_to(db, issue):
        posts = posted.posts_labelled(db, f"{issue.label} {_where(in_group)} {reader}")
        for number, before in posts:
            said = services.texts.say(reader, "bulletin_taken_back")
            body = before.model_copy(update={"html": said, "buttons": ()})
            amendments.rewrite(db, number, body)
            amendments.amend(db, number, What.REMOVE)
    stored_progress.stop(db, issue.label)
    audit.note(db, services, "bulletin_taken_back", _about(issue), Role.COORDINATOR, caller.telegram)
