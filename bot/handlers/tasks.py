"""What typed words belong to when it is no survey: a wizard that waits for them.

The conversation holds a task such as "newvote:7": what is before the colon says which of these it is.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.actions import alerts as alert_actions
from bot.actions import confiding
from bot.actions.answering import ANSWER
from bot.actions.colleagues import NAME
from bot.actions.counting import TASK as COUNT
from bot.actions.drafting import TASK as NEWSURVEY
from bot.actions.entries import TASK as ENTRY
from bot.actions.feedback import TASK as FEEDBACK
from bot.actions.groups import ADULT
from bot.actions.meetings import TASK as NEED
from bot.actions.members import reader_of, task_of
from bot.actions.mending import TASK as MEND
from bot.actions.my_feedback import BACK
from bot.actions.newvote import TASK as NEWVOTE
from bot.actions.own_terms import TASK as TERM
from bot.actions.passing_on import BODY, WORDS
from bot.actions.quoting import QUOTE
from bot.actions.reviewing import MASK
from bot.actions.scheduling import TASK as SCHEDULE
from bot.actions.sorting import SAME, THEME
from bot.actions.surveys import turn_away
from bot.actions.votes import TASK as WHY
from bot.actions.yousaid import TASK as YOUSAID
from bot.core.bulletins import Attached
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.screens import Screen
from bot.handlers import (
    alerts,
    colleagues,
    counting,
    drafting,
    entries,
    feedback,
    groups,
    inbox_passing,
    inbox_piece,
    meetings,
    mending,
    my_feedback,
    newvote,
    own_terms,
    reviewing,
    safeguarding,
    schedule,
    votes,
    yousaid,
)
from bot.services import Services

OnWords = Callable[[Services, Caller, str, str], Awaitable[Screen]]
"""Given what stands behind the colon, and the words."""
OnFile = Callable[[Services, Caller, str, Attached, int], Awaitable[Screen]]
"""Given what stands behind the colon, a picture or a document, and its size in bytes."""
OnShow = Callable[[Services, Caller, str], Awaitable[Screen | None]]
"""The screen of the task, drawn from what is stored; None where it is over."""


@dataclass(frozen=True)
class Task:
    """`only_words`: what is said to a picture, a voice note or a file, as the key of a refusal."""

    on_words: OnWords
    show: OnShow
    only_words: str = "only_words"
    on_file: OnFile | None = None
    takes_commands: bool = False
    """What begins like a command and is none is taken for words."""


TASKS: Mapping[str, Task] = {
    COUNT: Task(counting.type_words, counting.show_again),
    TERM: Task(own_terms.type_words, own_terms.show_again),
    ENTRY: Task(entries.type_words, entries.show_again),
    ADULT: Task(groups.type_adult, groups.show_adult),
    NEWVOTE: Task(newvote.type_words, newvote.show_draft),
    YOUSAID: Task(yousaid.type_words, yousaid.show_draft),
    NEWSURVEY: Task(drafting.type_words, drafting.show_again),
    MEND: Task(mending.type_text, mending.show_again),
    WHY: Task(votes.type_why, votes.show_why),
    MASK: Task(reviewing.mask_typed, reviewing.show_masking),
    FEEDBACK: Task(feedback.type_words, feedback.show_again, "feedback_only_words", takes_commands=True),
    BACK: Task(my_feedback.type_back, my_feedback.show_back, "feedback_only_words", takes_commands=True),
    SCHEDULE: Task(schedule.type_words, schedule.show_draft, on_file=schedule.take_file),
    NEED: Task(meetings.type_need, meetings.show_need),
    ANSWER: Task(inbox_piece.type_answer, inbox_piece.show_answer),
    inbox_piece.CANNOT: Task(inbox_piece.type_cannot, inbox_piece.show_cannot),
    THEME: Task(inbox_piece.type_theme, inbox_piece.show_piece),
    SAME: Task(inbox_piece.type_same, inbox_piece.show_piece),
    QUOTE: Task(inbox_piece.type_quote, inbox_piece.show_piece),
    BODY: Task(inbox_passing.type_body, inbox_passing.show_again),
    WORDS: Task(inbox_passing.type_words, inbox_passing.show_again),
    NAME: Task(colleagues.type_name, colleagues.show_name),
    confiding.BACK: Task(safeguarding.type_back, safeguarding.show_back),
    confiding.NEW: Task(safeguarding.type_new, safeguarding.show_new),
    alert_actions.ANSWER: Task(alerts.type_answer, alerts.shower(alert_actions.ANSWER)),
    alert_actions.WHO: Task(alerts.type_reason, alerts.shower(alert_actions.WHO)),
    alert_actions.DONE: Task(alerts.type_deed, alerts.shower(alert_actions.DONE)),
    alert_actions.NO_CONCERN: Task(alerts.type_no_concern, alerts.shower(alert_actions.NO_CONCERN)),
}


async def take_words(services: Services, caller: Caller, text: str) -> Screen | None:
    """None when nothing waits for words. Nothing does any more where the task turns out to be over."""
    kind, about = await task_of(services, caller)
    if kind not in TASKS:
        return None
    try:
        return await TASKS[kind].on_words(services, caller, about, text)
    except Refusal:
        if await TASKS[kind].show(services, caller, about) is None:
            await turn_away(services, caller)
        raise


async def take_command(services: Services, caller: Caller, text: str) -> Screen | None:
    """Of a command that is none: None unless somebody is writing in their own words."""
    kind, _ = await task_of(services, caller)
    if kind not in TASKS or not TASKS[kind].takes_commands:
        return None
    return await take_words(services, caller, text)


async def take_file(
    services: Services, caller: Caller, caption: str, attached: Attached | None, size: int
) -> Screen:
    """Nobody could look at it in time, unless it is asked for. The words below it are taken, where somebody
    writes in their own."""
    kind, about = await task_of(services, caller)
    if kind in TASKS and (on_file := TASKS[kind].on_file) is not None and attached is not None:
        return await on_file(services, caller, about, attached, size)
    key = TASKS[kind].only_words if kind in TASKS else "only_words"
    taken = await take_command(services, caller, caption) if caption.strip() else None
    if taken is None:
        raise Refusal(key)
    return taken.below(services.texts.say(await reader_of(services, caller), f"refused_{key}"))


async def show_task(services: Services, caller: Caller) -> Screen | None:
    """Where somebody is who is in the middle of a task; None when they are in none."""
    kind, about = await task_of(services, caller)
    return await TASKS[kind].show(services, caller, about) if kind in TASKS else None
