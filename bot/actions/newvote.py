"""Making a vote in the chat: a draft that goes step by step, until it is posted."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.actions.inviting import find_reach
from bot.actions.members import check_role
from bot.core.asking import Whom
from bot.core.drafts import Draft
from bot.core.groups import Group, Topic
from bot.core.people import Caller, Person, Role
from bot.core.refusal import Refusal
from bot.core.surveys import Survey
from bot.core.vote_drafts import EVERYBODY, KIND, LINK, Place, Step, VoteDraft, page_vote_of, vote_of
from bot.core.votes import HELPS, NEARLY, UNHELPFUL, Page, check_address, read_options, read_question
from bot.core.when import evening_of, read_moment
from bot.core.words import Reader
from bot.services import Services
from bot.store import conversations, drafts, groups

TASK = "newvote"
FEW = 9
"""With so few people most of a confidential result would stay private."""
MOST_LISTED = 5


@dataclass(frozen=True)
class Making:
    """Where the making of a vote is. `others`: drafts that could be carried on instead.

    `overtaken`: another coordinator changed it meanwhile, and the last step was not taken.
    """

    reader: Reader
    draft: Draft
    vote: VoteDraft
    groups: tuple[tuple[Group, tuple[Topic, ...]], ...] = ()
    others: tuple[tuple[int, str], ...] = ()
    reach: int = 0
    """How many a message of their own would reach."""
    most_asked: int | None = None
    """How many could vote at most; None where a link may go anywhere, or a group was not counted."""
    now: datetime | None = None
    overtaken: bool = False

    @property
    def step(self) -> Step:
        return Step(self.draft.step)

    @property
    def few(self) -> bool:
        return self.most_asked is not None and self.most_asked <= FEW and not self.vote.is_open


@dataclass(frozen=True)
class Dropped:
    reader: Reader


async def start(services: Services, caller: Caller, page: bool) -> Making:
    """A new draft. An empty one of one's own is taken up again."""

    def story(db: sqlite3.Connection) -> Making:
        person = check_role(services, db, caller, Role.COORDINATOR)
        vote = VoteDraft(page=page)
        first = vote.steps[0]
        now = services.clock()
        empty = next((one for one in _all(db) if _is_empty(one) and one.changed_by == person.id), None)
        if empty is None:
            draft = drafts.add(db, KIND, vote.model_dump_json(), first, person.id, now)
        else:
            saved = drafts.save(db, empty, vote.model_dump_json(), first, person.id, now)
            assert saved is not None
            draft = saved
        _clear_away(db)
        return at_draft(db, services, caller, person, draft)

    return await services.store.write(story)


async def open_draft(services: Services, caller: Caller, draft: int) -> Making:
    def story(db: sqlite3.Connection) -> Making:
        person = check_role(services, db, caller, Role.COORDINATOR)
        return at_draft(db, services, caller, person, _draft(db, draft))

    return await services.store.write(story)


async def look(services: Services, caller: Caller, draft: int) -> Making:
    """The same, and nothing changes."""

    def question(db: sqlite3.Connection) -> Making:
        person = check_role(services, db, caller, Role.COORDINATOR)
        return _making(db, services, person, _draft(db, draft))

    return await services.store.read(question)


async def go_to(services: Services, caller: Caller, draft: int, version: int, step: str) -> Making:
    def change(vote: VoteDraft, at: Step) -> tuple[VoteDraft, Step]:
        try:
            wanted = Step(step)
        except ValueError as error:
            raise Refusal("old_button") from error
        if wanted not in vote.steps:
            raise Refusal("old_button")
        return vote, wanted

    return await _change(services, caller, draft, version, change)


async def set_part(
    services: Services, caller: Caller, draft: int, version: int, part: str, value: str
) -> Making:
    def change(vote: VoteDraft, at: Step) -> tuple[VoteDraft, Step]:
        changed = vote.with_part(part, value)
        return changed, changed.after(at)

    return await _change(services, caller, draft, version, change)


async def pick_place(
    services: Services, caller: Caller, draft: int, version: int, place: Place, on: bool
) -> Making:
    def story(db: sqlite3.Connection) -> Making:
        if on and not place.is_private:
            check_group(db, place.chat)

        def change(vote: VoteDraft, at: Step) -> tuple[VoteDraft, Step]:
            return vote.with_place(place, on), Step.PLACES

        return _save(db, services, caller, draft, version, change)

    return await services.store.write(story)


async def pick_time(services: Services, caller: Caller, draft: int, version: int, days: int) -> Making:
    """Eight in the evening, so many days from today."""
    if days not in {0, 1, 7}:
        raise Refusal("old_button")
    closes = evening_of(services.clock(), services.content.forum.time_zone, days)

    def change(vote: VoteDraft, at: Step) -> tuple[VoteDraft, Step]:
        return vote.model_copy(update={"closes_at": closes}), vote.after(Step.CLOSES)

    return await _change(services, caller, draft, version, change)


async def type_words(services: Services, caller: Caller, draft: int, version: int, typed: str) -> Making:
    """What the step at which the draft was seen asks for."""

    def change(vote: VoteDraft, at: Step) -> tuple[VoteDraft, Step]:
        changed = vote.model_copy(update=_typed(services, at, typed))
        # A time in words is shown back before it counts.
        return changed, at if at is Step.CLOSES else changed.after(at)

    return await _change(services, caller, draft, version, change)


def _typed(services: Services, at: Step, typed: str) -> dict[str, object]:
    match at:
        case Step.QUESTION:
            return {"question": read_question(typed)}
        case Step.OPTIONS:
            return {"options": read_options(typed)}
        case Step.PAGE:
            return {"page_title": read_question(typed)}
        case Step.ADDRESS:
            return {"page_address": check_address(typed)}
        case Step.CLOSES:
            zone = services.content.forum.time_zone
            return {"closes_at": read_moment(typed, services.clock(), zone)}
    raise Refusal("tap_please")


async def drop(services: Services, caller: Caller, draft: int, version: int) -> Making | Dropped:
    """Thrown away, unless somebody else changed it meanwhile."""

    def story(db: sqlite3.Connection) -> Making | Dropped:
        person = check_role(services, db, caller, Role.COORDINATOR)
        found = drafts.find(db, draft, KIND)
        if found is not None and found.version != version and found.changed_by != person.id:
            return at_draft(db, services, caller, person, found, overtaken=True)
        if found is not None and VoteDraft.model_validate_json(found.body).posted is None:
            drafts.drop(db, draft)
        conversations.turn_away(db, person.telegram, caller.screen)
        return Dropped(person.reader)

    return await services.store.write(story)


Change = Callable[[VoteDraft, Step], tuple[VoteDraft, Step]]


async def _change(services: Services, caller: Caller, draft: int, version: int, change: Change) -> Making:
    return await services.store.write(_save, services, caller, draft, version, change)


def _save(
    db: sqlite3.Connection, services: Services, caller: Caller, draft: int, version: int, change: Change
) -> Making:
    """Over the version that was seen. One's own second tap finds what the first one did."""
    person = check_role(services, db, caller, Role.COORDINATOR)
    found = _draft(db, draft)
    if found.version != version:
        return at_draft(db, services, caller, person, found, overtaken=found.changed_by != person.id)
    vote, step = change(VoteDraft.model_validate_json(found.body), Step(found.step))
    saved = drafts.save(db, found, vote.model_dump_json(), step, person.id, services.clock())
    assert saved is not None
    return at_draft(db, services, caller, person, saved)


def _draft(db: sqlite3.Connection, draft: int) -> Draft:
    """Refuses one that was thrown away or posted."""
    found = drafts.find(db, draft, KIND)
    if found is None or VoteDraft.model_validate_json(found.body).posted is not None:
        raise Refusal("draft_gone")
    return found


def _all(db: sqlite3.Connection) -> list[Draft]:
    return drafts.list_of(db, KIND)


def _is_empty(draft: Draft) -> bool:
    vote = VoteDraft.model_validate_json(draft.body)
    return not vote.is_begun and vote.posted is None


def _clear_away(db: sqlite3.Connection) -> None:
    """What was posted stands as a vote. The newest is kept for a second tap on its button."""
    posted = [one for one in _all(db) if VoteDraft.model_validate_json(one.body).posted is not None]
    for draft in posted[1:]:
        drafts.drop(db, draft.id)


def at_draft(
    db: sqlite3.Connection,
    services: Services,
    caller: Caller,
    person: Person,
    draft: Draft,
    *,
    overtaken: bool = False,
) -> Making:
    """Typed words belong to this draft as it is now."""
    conversations.turn_to_task(db, person.telegram, f"{TASK}:{draft.id}:{draft.version}", caller.screen)
    return _making(db, services, person, draft, overtaken=overtaken)


def _making(
    db: sqlite3.Connection, services: Services, person: Person, draft: Draft, *, overtaken: bool = False
) -> Making:
    vote, step = VoteDraft.model_validate_json(draft.body), Step(draft.step)
    shows_places = step in {Step.PLACES, Step.PREVIEW}
    return Making(
        reader=person.reader,
        draft=draft,
        vote=vote,
        groups=tuple(_present(db)) if shows_places else (),
        others=tuple(_others(db, draft)) if step in {Step.QUESTION, Step.PAGE} else (),
        reach=_reach(db, services, person, vote) if shows_places else 0,
        most_asked=_most_asked(db, services, person, vote) if step is Step.PREVIEW else None,
        now=services.clock(),
        overtaken=overtaken,
    )


def _present(db: sqlite3.Connection) -> Iterator[tuple[Group, tuple[Topic, ...]]]:
    for group in groups.list_present(db):
        yield group, tuple(groups.topics_of(db, group.chat))


def begun_votes(db: sqlite3.Connection) -> list[tuple[int, str]]:
    """Drafts that were not posted yet, each with its name."""
    votes = [(one.id, VoteDraft.model_validate_json(one.body)) for one in _all(db)]
    return [(number, vote.name) for number, vote in votes if vote.is_begun and vote.posted is None]


def _others(db: sqlite3.Connection, draft: Draft) -> list[tuple[int, str]]:
    return [one for one in begun_votes(db) if one[0] != draft.id][:MOST_LISTED]


def _reach(db: sqlite3.Connection, services: Services, person: Person, vote: VoteDraft) -> int:
    closes = vote.closes_at or evening_of(services.clock(), services.content.forum.time_zone, 7)
    survey = as_survey(services, vote) if vote.is_begun and (vote.options or vote.page) else None
    if survey is None:
        return 0
    return find_reach(db, services, survey, Whom.EVERYONE, closes, person, is_vote=True).asked


def _most_asked(db: sqlite3.Connection, services: Services, person: Person, vote: VoteDraft) -> int | None:
    if LINK in vote.places:
        return None
    asked = _reach(db, services, person, vote) if EVERYBODY in vote.places else 0
    for chat in {place.chat for place in vote.places if not place.is_private}:
        group = groups.find(db, chat)
        if group is None or group.people is None:
            return None
        asked += group.people
    return asked


def as_survey(services: Services, vote: VoteDraft) -> Survey:
    """The survey that is asked."""
    if not vote.page:
        return vote_of(vote)
    messages = services.content.messages
    return page_vote_of(
        page_of(vote),
        messages["page_question"],
        {one: messages[f"page_option_{one}"] for one in (HELPS, NEARLY, UNHELPFUL)},
        messages["page_why"],
    )


def page_of(vote: VoteDraft) -> Page:
    return Page(title=vote.page_title, address=vote.page_address)


def check_group(db: sqlite3.Connection, chat: int) -> Group:
    group = groups.find(db, chat)
    if group is None:
        raise Refusal("old_button")
    group.check_may_vote()
    return group
