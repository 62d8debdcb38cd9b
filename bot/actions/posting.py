"""Posting a vote that was made: in groups and topics, and to everybody who joined."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from bot.actions import audit
from bot.actions.inviting import invite, plan
from bot.actions.members import check_role
from bot.actions.newvote import BENCH, Making, as_survey, check_group, page_of
from bot.actions.vote_posts import group_post
from bot.actions.votes import count_open
from bot.core.asking import Asking, Whom
from bot.core.drafts import Draft
from bot.core.people import Caller, Person, Role
from bot.core.posts import Post, Urgency
from bot.core.refusal import Refusal
from bot.core.vote_drafts import EVERYBODY, Place, Step, VoteDraft
from bot.core.votes import Page
from bot.core.when import check_moment
from bot.core.words import Reader
from bot.services import Services
from bot.store import conversations, groups, outbox, surveys, votes


@dataclass(frozen=True)
class Posted:
    """`places`: where it stands now; `asked`: how many get a message of their own."""

    reader: Reader
    asking: Asking
    places: tuple[str, ...]
    asked: int
    link: bool


async def post_vote(services: Services, caller: Caller, draft: int, version: int) -> Making | Posted:
    """Asks the vote everywhere. A second tap finds what the first one did."""

    def story(db: sqlite3.Connection) -> Making | Posted:
        person = check_role(services, db, caller, Role.COORDINATOR)
        found, vote = BENCH.found(db, draft)
        if vote.posted is not None:
            return _posted_before(db, person, vote)
        if found.version != version:
            overtaken = found.changed_by != person.id
            return BENCH.at(db, services, caller, person, found, overtaken=overtaken)
        return _post(db, services, caller, person, found, vote)

    posted = await services.store.write(story)
    services.posts_waiting.set()
    return posted


def _post(
    db: sqlite3.Connection, services: Services, caller: Caller, person: Person, draft: Draft, vote: VoteDraft
) -> Making | Posted:
    now = services.clock()
    missing = vote.missing()
    if missing is not None:
        saved = BENCH.keep(db, services, person, draft, vote, missing)
        return BENCH.at(db, services, caller, person, saved)
    assert vote.closes_at is not None
    zone = services.content.forum.time_zone
    check_moment(vote.closes_at.astimezone(zone).replace(tzinfo=None), now, zone)
    for place in vote.places:
        if not place.is_private:
            check_group(db, place.chat)
    asking = _ask(db, services, vote)
    audit.note(db, services, "opened", f"survey {asking.id}", Role.COORDINATOR, caller.telegram)
    asked = _ask_everywhere(db, services, person, asking, vote)
    done = vote.model_copy(update={"posted": asking.id})
    BENCH.keep(db, services, person, draft, done, Step.PREVIEW)
    conversations.turn_away(db, person.telegram, caller.screen)
    return Posted(person.reader, asking, tuple(_names(db, vote)), asked, _has_link(vote))


def _ask(db: sqlite3.Connection, services: Services, vote: VoteDraft) -> Asking:
    assert vote.closes_at is not None
    number = surveys.add(db, as_survey(services, vote), Whom.EVERYONE, services.clock(), vote.closes_at)
    surveys.mark_vote(db, number, show_of_hands=vote.is_open)
    services.keys.create(number)
    if vote.page:
        votes.add_page(db, number, page_of(vote))
    asking = surveys.find(db, number)
    assert asking is not None
    return plan(db, services, asking)


def _ask_everywhere(
    db: sqlite3.Connection, services: Services, person: Person, asking: Asking, vote: VoteDraft
) -> int:
    """In the groups, and to everybody who joined. Returns how many get a message of their own."""
    for place in vote.places:
        votes.add_posting(db, asking.id, place)
        if not place.is_private:
            post_in_group(db, services, asking, place)
    if EVERYBODY not in vote.places:
        return 0
    page = page_of(vote) if vote.page else None

    def make(reader: Reader) -> Post:
        return invitation(services, reader, asking, page)

    return invite(db, services, asking, person, make).asked


def invitation(services: Services, reader: Reader, asking: Asking, page: Page | None) -> Post:
    """The vote itself, with its buttons: one tap answers it."""
    return group_post(services.texts, reader, asking, page, None, "", services.content.jargon)


def post_in_group(db: sqlite3.Connection, services: Services, asking: Asking, place: Place) -> None:
    """A message of its own in a group or topic, also again: its label has a number."""
    group = check_group(db, place.chat)
    made = group_post(
        services.texts,
        group.reader,
        asking,
        votes.find_page(db, asking.id),
        count_open(db, asking),
        vote_link(services, asking.id),
        services.content.jargon,
    )
    beginning = f"vote {asking.id} {place.chat} {place.thread}"
    label = f"{beginning} {sum(outbox.count_labelled(db, beginning).values())}"
    post = made.model_copy(update={"pin": group.may_pin})
    outbox.add_post(db, label, post, [place.chat], Urgency.NOTICE, services.clock(), place.thread)
    votes.note_post(db, asking.id, place, label)


def _may_vote(db: sqlite3.Connection, place: Place) -> bool:
    try:
        check_group(db, place.chat)
    except Refusal:
        return False
    return True


def vote_link(services: Services, survey: int) -> str:
    return f"https://t.me/{services.bot_name}?start=v_{survey}"


def _names(db: sqlite3.Connection, vote: VoteDraft) -> Iterator[str]:
    for place in vote.places:
        group = None if place.is_private else groups.find(db, place.chat)
        if group is not None:
            topics = {topic.thread: topic.name for topic in groups.topics_of(db, group.chat)}
            name = topics.get(place.thread, "")
            yield f"{group.title} · {name}" if name else group.title


def _has_link(vote: VoteDraft) -> bool:
    return any(place.is_private for place in vote.places)


def _posted_before(db: sqlite3.Connection, person: Person, vote: VoteDraft) -> Posted:
    asking = surveys.find(db, vote.posted or 0)
    if asking is None:
        raise Refusal("draft_gone")
    asked = sum(outbox.count_labelled(db, f"invitation {asking.id}").values())
    return Posted(person.reader, asking, tuple(_names(db, vote)), asked, _has_link(vote))


async def post_again(services: Services, caller: Caller, survey: int) -> Posted:
    """Anew in each of its groups, below what was written since: the message may have been deleted."""

    def story(db: sqlite3.Connection) -> Posted:
        person = check_role(services, db, caller, Role.COORDINATOR)
        asking = surveys.find(db, survey)
        if asking is None or not asking.is_vote:
            raise Refusal("old_button")
        if not asking.is_open(services.clock()):
            raise Refusal("vote_closed")
        everywhere = [posting.place for posting in votes.postings_of(db, survey) if posting.chat]
        if not everywhere:
            raise Refusal("in_no_group")
        places = [place for place in everywhere if _may_vote(db, place)] or everywhere
        for place in places:
            post_in_group(db, services, asking, place)
        return Posted(person.reader, asking, tuple(_names(db, VoteDraft(places=tuple(places)))), 0, False)

    posted = await services.store.write(story)
    services.posts_waiting.set()
    return posted
