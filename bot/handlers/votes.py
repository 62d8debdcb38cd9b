"""Voting: the ballot in private, and the short answers to taps in a group."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.actions import votes
from bot.actions.vote_posts import asks_why, ballot_words, option_buttons, said_of_choice, term_buttons
from bot.actions.votes import Ballot
from bot.core.buttons import AskHowUsed, ListSurveys, Tap, VoteTap
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.screens import Button, Rows, Screen
from bot.core.votes import question_of
from bot.core.words import Reader
from bot.handlers.questions import marked_option
from bot.services import Services


async def vote(services: Services, caller: Caller, tap: VoteTap) -> Screen:
    """A tap in private: on an invitation, or on the ballot."""
    if not tap.survey:
        raise Refusal("only_preview")
    return ballot_screen(services, await votes.vote_in_private(services, caller, tap.survey, tap.option))


async def vote_in_group(services: Services, caller: Caller, chat: int, tap: VoteTap) -> str:
    """What is said to the one who tapped, and to nobody else."""
    choice = await votes.vote_in_group(services, caller, chat, tap.survey, tap.option)
    return said_of_choice(services.texts, choice.reader, choice.asking, choice.answer, choice.page)


async def look_in_group(services: Services, caller: Caller, chat: int, tap: VoteTap) -> str:
    """The same, of what was stored before."""
    choice = await votes.look_in_group(services, caller, chat, tap.survey)
    return said_of_choice(services.texts, choice.reader, choice.asking, choice.answer, choice.page)


async def open_ballot(services: Services, caller: Caller, survey: int) -> Screen:
    return ballot_screen(services, await votes.open_ballot(services, caller, survey))


async def ask_how_used(services: Services, caller: Caller, tap: AskHowUsed) -> Screen:
    """The ballot stays, and what is asked stands over it."""
    ballot = await votes.look_at_ballot(services, caller, tap.survey)
    return ballot_screen(services, ballot).with_toast(how_used(services, ballot.reader))


def how_used(services: Services, reader: Reader) -> str:
    return services.texts.toast(reader, "toast_vote_used")


async def type_why(services: Services, caller: Caller, about: str, text: str) -> Screen:
    return ballot_screen(services, await votes.say_why(services, caller, int(about), text))


async def show_why(services: Services, caller: Caller, about: str) -> Screen | None:
    try:
        return ballot_screen(services, await votes.look_at_ballot(services, caller, int(about)))
    except Refusal:
        return None


def ballot_screen(services: Services, ballot: Ballot) -> Screen:
    texts, reader, asking = services.texts, ballot.reader, ballot.asking
    parts = [*ballot_words(texts, reader, asking, ballot.page, ballot.tally)]
    if ballot.answer.chosen or ballot.tapped:
        said = said_of_choice(texts, reader, asking, ballot.answer, False)
        parts.append(texts.say(reader, "vote_chosen", said=said))
    if asks_why(asking, ballot.answer):
        parts += [texts.say(reader, "safety_line"), texts.say(reader, "vote_why")]
    if ballot.why.text:
        parts.append(texts.say(reader, "survey_typed", text=ballot.why.text))
    used = Button(texts.button(reader, "button_vote_used"), AskHowUsed(asking.id))
    rest = Button(texts.button(reader, "button_surveys"), ListSurveys())
    terms = term_buttons(texts, reader, asking, services.content.jargon)
    marked = tuple((Button(label, tap),) for label, tap in terms)
    return Screen(texts.lines(parts, "\n\n"), (*_option_rows(services, ballot), *marked, (used,), (rest,)))


def _option_rows(services: Services, ballot: Ballot) -> Rows:
    question, chosen = question_of(ballot.asking.survey), ballot.answer.chosen
    return tuple(
        (Button(marked_option(services.texts, ballot.reader, question, tap.option, label, chosen), tap),)
        for label, tap in option_buttons(ballot.reader, ballot.asking)
    )


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    VoteTap: vote,
    AskHowUsed: ask_how_used,
}
