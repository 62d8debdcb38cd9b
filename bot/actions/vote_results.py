"""What came of a vote, told where it was asked: in each group as a reply, in private to those who joined."""

import sqlite3
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from bot.actions.outgoing import make_posts
from bot.actions.results import Report, says_something
from bot.core.asking import Asking
from bot.core.posts import Post, Urgency
from bot.core.results import Result
from bot.core.votes import is_approved
from bot.core.words import Reader
from bot.services import Services
from bot.store import groups, outbox, votes


def close_vote(db: sqlite3.Connection, services: Services, asking: Asking, result: Result) -> None:
    """With the survey: its messages in groups lose their buttons, and a page may have its badge."""
    votes.forget_leavers(db, asking.id)
    votes.note_change(db, asking.id)
    votes.show_at_once(db, asking.id)
    rule = services.content.forum.approval
    is_page = votes.find_page(db, asking.id) is not None
    if is_page and is_approved(result, rule.least_answers, rule.percent_yes):
        today = services.clock().astimezone(services.content.forum.time_zone).date()
        votes.approve_page(db, asking.id, today.isoformat())


def is_asked_in_groups(db: sqlite3.Connection, survey: int) -> bool:
    return any(posting.chat for posting in votes.postings_of(db, survey))


def count_in_groups(db: sqlite3.Connection, survey: int) -> int:
    """How many people are in the groups of a vote. 0 where nobody knows how many were asked: a link may go
    anywhere, some are asked in private as well, and a group may not have been counted."""
    chats = {posting.chat for posting in votes.postings_of(db, survey)}
    found = [groups.find(db, chat) for chat in chats]
    people = [group.people for group in found if group is not None and group.people is not None]
    return sum(people) if len(people) == len(chats) else 0


def group_readers(db: sqlite3.Connection, survey: int) -> frozenset[Reader]:
    """How the groups read that the vote was asked in."""
    chats = {posting.chat for posting in votes.postings_of(db, survey)}
    return frozenset(group.reader for chat in chats if (group := groups.find(db, chat)) is not None)


def tell_groups(
    db: sqlite3.Connection,
    services: Services,
    asking: Asking,
    result: Result,
    reports: Mapping[Reader, Report],
    pictures: Mapping[Reader, Sequence[int]],
) -> None:
    """The chart with its values in words, as a reply to the vote, in each group and topic."""
    for posting in votes.postings_of(db, asking.id):
        group = groups.find(db, posting.chat)
        if group is None or group.reader not in reports:
            continue
        reader = group.reader
        posts = vote_result_posts(
            services,
            reader,
            members_words(db, services, reader, asking, result),
            pictures[reader],
            (*reports[reader].words, *_promise(services, reader, asking, result)),
        )
        for number, post in enumerate(posts):
            label = f"result {asking.id} {posting.chat} {posting.thread} {number}"
            answering = post.model_copy(update={"reply_to": posting.message}) if not number else post
            outbox.add_post(
                db, label, answering, [posting.chat], Urgency.NOTICE, services.clock(), posting.thread
            )


def _promise(services: Services, reader: Reader, asking: Asking, result: Result) -> list[Markup]:
    """By when the group hears what came of it: the vote itself does not say so any more."""
    if asking.hear_by is None or not (result.responses or result.in_room):
        return []
    texts = services.texts
    return [texts.say(reader, "vote_hear_by", day=texts.day(reader, asking.hear_by))]


def vote_result_posts(
    services: Services, reader: Reader, first: Markup, pictures: Sequence[int], words: Sequence[Markup]
) -> list[Post]:
    """All in one message, if it fits beside the picture."""
    together = services.texts.lines([first, *words], "\n\n")
    posts = make_posts(together, pictures, ())
    return posts if len(posts) == 1 else make_posts(first, pictures, words)


def members_words(
    db: sqlite3.Connection, services: Services, reader: Reader, asking: Asking, result: Result
) -> Markup:
    """Thanks, and of a page whether it is approved now."""
    texts, shown = services.texts, says_something(result)
    page = votes.find_page(db, asking.id)
    # The question itself stands above its values.
    title = "" if shown and page is None else asking.survey.title
    first = texts.say(reader, "result_vote_members", title=title, shown=shown)
    if page is None:
        return first
    rule = services.content.forum.approval
    key = "vote_approved" if votes.was_approved(db, asking.id) else "vote_not_approved"
    values = {"title": page.title, "least": rule.least_answers, "percent": rule.percent_yes}
    return texts.lines([first, texts.say(reader, key, **values)], "\n\n")
