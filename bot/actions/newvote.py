"""Making a vote in the chat: a draft that goes step by step, until it is posted."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.actions.bench import Bench
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
from bot.store import groups

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


async def start(services: Services, caller: Caller, page: bool) -> Making:
    """A new draft. An empty one of one's own is taken up again."""

    def story(db: sqlite3.Connection) -> Making:
        person = check_role(services, db, caller, Role.COORDINATOR)
        vote = VoteDraft(page=page)
        return BENCH.begin(db, services, caller, person, vote, vote.steps[0])

    return await services.store.write(story)


async def set_part(
    services: Services, caller: Caller, draft: int, version: int, part: str, value: str
) -> Making:
    def change(vote: VoteDraft, at: Step) -> tuple[VoteDraft, Step]:
        changed = vote.with_part(part, value)
        return changed, changed.after(at)

    return await BENCH.change(services, caller, draft, version, change)


async def pick_place(
    services: Services, caller: Caller, draft: int, version: int, place: Place, on: bool
) -> Making:
    def story(db: sqlite3.Connection) -> Making:
        if on and not place.is_private:
            check_group(db, place.chat)

        def change(vote: VoteDraft, at: Step) -> tuple[VoteDraft, Step]:
            return vote.with_place(place, on), Step.PLACES

        return BENCH.save(db, services, caller, draft, version, change)

    return await services.store.write(story)


async def pick_time(services: Services, caller: Caller, draft: int, version: int, days: int) -> Making:
    """Eight in the evening, so many days from today."""
    if days not in {0, 1, 7}:
        raise Refusal("old_button")
    closes = evening_of(services.clock(), services.content.forum.time_zone, days)

    def change(vote: VoteDraft, at: Step) -> tuple[VoteDraft, Step]:
        return vote.model_copy(update={"closes_at": closes}), vote.after(Step.CLOSES)

    return await BENCH.change(services, caller, draft, version, change)


async def type_words(services: Services, caller: Caller, draft: int, version: int, typed: str) -> Making:
    """What the step at which the draft was seen asks for."""

    def change(vote: VoteDraft, at: Step) -> tuple[VoteDraft, Step]:
        changed = vote.model_copy(update=_typed(services, at, typed))
        # A time in words is shown back before it counts.
        return changed, at if at is Step.CLOSES else changed.after(at)

    return await BENCH.change(services, caller, draft, version, change)


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


def _making(
    db: sqlite3.Connection, services: Services, person: Person, draft: Draft, overtaken: bool
) -> Making:
    vote, step = BENCH.read(draft), Step(draft.step)
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


def _others(db: sqlite3.Connection, draft: Draft) -> list[tuple[int, str]]:
    return [one for one in BENCH.begun(db) if one[0] != draft.id][:MOST_LISTED]


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


BENCH = Bench(KIND, TASK, VoteDraft, Step, _making)
