"""A coordinator reads what people wrote, one text at a time: keep it, mask words of it, or leave it out.

Of a comment on the Local Offer they may also propose that the council leaves it out.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from bot.actions.members import check_role
from bot.core.asking import Asking
from bot.core.base_question import BaseQuestion
from bot.core.masking import name_like
from bot.core.people import Caller, Person, Role
from bot.core.refusal import Refusal
from bot.core.words import Reader
from bot.core.written import Decision, Written
from bot.services import Services
from bot.store import actors, conversations, surveys, written

MOST_SUSPECTS = 6
MASK = "mask"
"""The task that typed words belong to while somebody masks."""


@dataclass(frozen=True)
class Reading:
    """One text and where it stands among the others. `changed`: somebody else was faster."""

    reader: Reader
    asking: Asking
    question: BaseQuestion
    text: Written
    counts: dict[Decision | None, int]
    everything: bool
    changed: bool = False


@dataclass(frozen=True)
class Masking:
    """The words of one text that may be masked by a tap; others may be typed."""

    reader: Reader
    text: Written
    suspects: tuple[str, ...]


@dataclass(frozen=True)
class AllRead:
    """There is no other text to read. `quotable`: of those kept, the ones whose writers allow quoting;
    `to_publish`: these are all comments on the Local Offer."""

    reader: Reader
    asking: Asking
    counts: dict[Decision | None, int]
    quotable: int
    to_publish: bool


async def read_next(
    services: Services, caller: Caller, survey: int, after: int, everything: bool
) -> Reading | AllRead:
    """The next text that nobody has decided on; of all texts the next, where `everything` is read again."""

    def story(db: sqlite3.Connection) -> Reading | AllRead:
        person = _coordinator(db, services, caller)
        return _next(db, person, survey, after, everything)

    return await services.store.write(story)


async def read_text(services: Services, caller: Caller, text: int) -> Reading:
    def story(db: sqlite3.Connection) -> Reading:
        person = _coordinator(db, services, caller)
        return _reading(db, person, _text(db, text), everything=False)

    return await services.store.write(story)


async def ask_proposal(services: Services, caller: Caller, text: int) -> Reading:
    """The text once more, before it is proposed that the council leaves it out. Refuses what is not published
    anyway."""

    def story(db: sqlite3.Connection) -> Reading:
        person = _coordinator(db, services, caller)
        reading = _reading(db, person, _text(db, text), everything=False)
        if not reading.text.may_be_proposed(reading.asking.survey):
            raise Refusal("old_button")
        return reading

    return await services.store.write(story)


async def decide(
    services: Services, caller: Caller, text: int, decision: Decision, version: int
) -> Reading | AllRead:
    """Then the next text. Where somebody else changed it since, that text again as it is now. Refuses a
    proposal about what is not published anyway."""

    def story(db: sqlite3.Connection) -> Reading | AllRead:
        person = _coordinator(db, services, caller)
        found = _text(db, text)
        if decision.is_proposal and not found.may_be_proposed(_asking(db, found.survey).survey):
            raise Refusal("old_button")
        actor = actors.number_of(db, person.telegram, services.random)
        if not written.decide(db, text, decision, version, actor):
            return _after_change(db, person, found, decision)
        return _next(db, person, found.survey, text, everything=False)

    return await services.store.write(story)


def _after_change(
    db: sqlite3.Connection, person: Person, found: Written, decision: Decision
) -> Reading | AllRead:
    """A double tap decides the same once more, and goes on."""
    if found.decision is decision:
        return _next(db, person, found.survey, found.id, everything=False)
    return _reading(db, person, found, everything=False, changed=True)


async def begin_masking(services: Services, caller: Caller, text: int) -> Masking:
    """From now on typed words are masked in this text."""

    def story(db: sqlite3.Connection) -> Masking:
        person = _coordinator(db, services, caller)
        conversations.turn_to_task(db, person.telegram, f"{MASK}:{text}", caller.screen)
        return _masking(person, _text(db, text))

    return await services.store.write(story)


async def see_masking(services: Services, caller: Caller, text: int) -> Masking:
    def question(db: sqlite3.Connection) -> Masking:
        return _masking(check_role(services, db, caller, Role.COORDINATOR), _text(db, text))

    return await services.store.read(question)


async def mask_suspect(services: Services, caller: Caller, text: int, at: int, version: int) -> Reading:
    """One of the words that were shown as buttons."""

    def choose(found: Written) -> Sequence[str]:
        suspects = name_like(found.text, MOST_SUSPECTS)
        if at >= len(suspects):
            raise Refusal("old_button")
        return (suspects[at],)

    return await services.store.write(_mask, services, caller, text, choose, version)


async def mask_typed(services: Services, caller: Caller, text: int, words: str) -> Reading:
    """Each line is one thing to mask."""
    return await services.store.write(_mask, services, caller, text, lambda found: words.splitlines(), None)


async def unmask(services: Services, caller: Caller, text: int, version: int) -> Reading:
    """All words that a coordinator masked are back; what was masked by itself stays so."""

    def story(db: sqlite3.Connection) -> Reading:
        person = _coordinator(db, services, caller)
        actor = actors.number_of(db, person.telegram, services.random)
        changed = not written.hide(db, text, (), version, actor)
        return _reading(db, person, _text(db, text), everything=False, changed=changed)

    return await services.store.write(story)


def _mask(
    db: sqlite3.Connection,
    services: Services,
    caller: Caller,
    text: int,
    choose: Callable[[Written], Iterable[str]],
    version: int | None,
) -> Reading:
    person = check_role(services, db, caller, Role.COORDINATOR)
    found = _text(db, text)
    hidden = tuple(dict.fromkeys([*found.hidden, *(word.strip() for word in choose(found))]))
    if version is None and replace(found, hidden=hidden).text == found.text:
        raise Refusal("words_not_there")
    actor = actors.number_of(db, person.telegram, services.random)
    changed = not written.hide(db, text, hidden, found.version if version is None else version, actor)
    conversations.turn_away(db, person.telegram, caller.screen)
    return _reading(db, person, _text(db, text), everything=False, changed=changed)


def _coordinator(db: sqlite3.Connection, services: Services, caller: Caller) -> Person:
    """Whatever they typed words for before, they do so no more."""
    person = check_role(services, db, caller, Role.COORDINATOR)
    conversations.turn_away(db, person.telegram, caller.screen)
    return person


def _text(db: sqlite3.Connection, text: int) -> Written:
    found = written.find(db, text)
    if found is None:
        raise Refusal("old_button")
    return found


def _next(
    db: sqlite3.Connection, person: Person, survey: int, after: int, everything: bool
) -> Reading | AllRead:
    """After the last one come those that were passed by."""
    found = written.next_after(db, survey, after, everything)
    if found is None and not everything:
        found = written.next_after(db, survey, -1, decided=False)
    if found is not None:
        return _reading(db, person, found, everything)
    asking, quotable = _asking(db, survey), written.quotable(db, survey)
    to_publish = asking.survey.local_offer_questions.issuperset(one.question for one in quotable)
    return AllRead(person.reader, asking, written.count(db, survey), len(quotable), to_publish)


def _reading(
    db: sqlite3.Connection, person: Person, found: Written, everything: bool, changed: bool = False
) -> Reading:
    asking = _asking(db, found.survey)
    question = asking.survey.question(found.question)
    counts = written.count(db, found.survey)
    return Reading(person.reader, asking, question, found, counts, everything, changed)


def _asking(db: sqlite3.Connection, survey: int) -> Asking:
    asking = surveys.find(db, survey)
    if asking is None:
        raise Refusal("old_button")
    return asking


def _masking(person: Person, found: Written) -> Masking:
    return Masking(person.reader, found, name_like(found.text, MOST_SUSPECTS))
