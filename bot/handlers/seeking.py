"""Words that answer nothing are a question: what may help, why, and what else one can do."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from bot.actions import support
from bot.actions.jargon import explain
from bot.actions.support import Reply
from bot.actions.urgent import find_card
from bot.core.buttons import AskAgain, ListTerms, OpenSupport, ShowTopic, Tap
from bot.core.lengths import first_units
from bot.core.people import Caller
from bot.core.screens import Button, Rows, Screen
from bot.core.support.outcomes import (
    AskedBack,
    Courteous,
    Found,
    NothingFound,
    Suggestion,
    TermAsked,
)
from bot.core.support.replies import NoWords, OtherLanguage, UnknownTerm
from bot.core.words import Reader
from bot.handlers import support as support_screens
from bot.handlers.cards import short_words
from bot.handlers.jargon import next_rows, term_words
from bot.handlers.rows import LONGEST_LABEL, entry_rows, topics_row, ways_out
from bot.handlers.support import TOPICS
from bot.services import Services
from bot.texts import Texts

MOST_REASONS = 2


async def show_support(services: Services, caller: Caller, argument: str) -> Screen:
    """All topics; or the answer to what stands behind the command."""
    if argument:
        return await ask(services, caller, argument)
    return await support_screens.tap_support(services, caller, OpenSupport(0, ""))


async def ask(services: Services, caller: Caller, words: str) -> Screen:
    """Sent as a reply, so that a tap on it finds the words again: we keep them nowhere."""
    return replace(await _answer(services, caller, words, ""), is_reply=True)


async def ask_again(services: Services, caller: Caller, tap: AskAgain) -> Screen:
    """Where they have deleted what they typed, all topics are left."""
    return await _answer(services, caller, caller.typed.said if caller.typed else "", tap.who)


async def _answer(services: Services, caller: Caller, words: str, who: str) -> Screen:
    reply = await support.ask(services, caller, words, who)
    texts, seeker = services.texts, reply.seeker
    html, rows = await _said(services, caller, reply, who)
    if seeker.may_join and isinstance(reply.answer, Courteous | NoWords):
        html = texts.lines([html, texts.say(seeker.reader, "support_join")], "\n\n")
    return Screen(html, (*rows, topics_row(services, seeker, who), *ways_out(services, caller, seeker)))


async def _said(services: Services, caller: Caller, reply: Reply, who: str) -> tuple[Markup, Rows]:
    texts, reader = services.texts, reply.seeker.reader
    match reply.answer:
        case Found() as found:
            return _found_words(services, reply, found), _found_rows(services, reply, found, who)
        case AskedBack(topics=topics):
            return texts.say(reader, "support_asked_back"), _topic_rows(reply, topics, who)
        case TermAsked(term=term):
            explained = await explain(services, caller, term)
            return term_words(services, explained), next_rows(services, explained)
        case UnknownTerm(topics=topics):
            rows = _topic_rows(reply, topics, who) if topics else ()
            return texts.say(reader, "term_unknown"), (*rows, (_all_terms(services, reader),))
        case OtherLanguage(language=language):
            return await _other_language(services, caller, reader, language), ()
        case Courteous() | NoWords() | NothingFound() as nobody:
            return _without_anybody(texts, reader, nobody), ()


def _without_anybody(texts: Texts, reader: Reader, found: Courteous | NoWords | NothingFound) -> Markup:
    match found:
        case Courteous(courtesy=courtesy):
            return texts.say(reader, f"support_{courtesy}")
        case NoWords():
            return texts.say(reader, "support_no_words")
        case NothingFound():
            return texts.say(reader, "support_nothing")


async def _other_language(services: Services, caller: Caller, reader: Reader, language: str) -> Markup:
    """With urgent help at once: they may not find their way to it."""
    texts, help_now = services.texts, await find_card(services, caller)
    name = texts.button(reader, f"language_{language}")
    return texts.lines(
        [texts.say(reader, "support_other_language", language=name), texts.say(reader, help_now.card)], "\n\n"
    )


def _topic_rows(reply: Reply, topics: Sequence[str], who: str) -> Rows:
    """The likeliest; where any may be meant, the first."""
    known, reader = reply.directory.topics, reply.seeker.reader
    shown = topics or [*known][:TOPICS]
    return tuple((Button(known[one].title.choose(reader), ShowTopic(one, 0, who)),) for one in shown)


def _found_words(services: Services, reply: Reply, found: Found) -> Markup:
    texts, reader = services.texts, reply.seeker.reader
    parts = [texts.say(reader, "support_found")]
    for number, one in enumerate(found.suggestions, start=1):
        why = _why(services, reply, one)
        parts.append(texts.lines([short_words(services, reader, one.organisation, number), why]))
    return texts.lines(parts, "\n\n")


def _why(services: Services, reply: Reply, one: Suggestion) -> Markup:
    texts, reader = services.texts, reply.seeker.reader
    if one.by_name:
        return texts.say(reader, "support_why_named")
    if not one.topics:
        return texts.say(reader, "support_why_words")
    titles = [reply.directory.topics[topic].title.choose(reader) for topic in one.topics[:MOST_REASONS]]
    return texts.say(reader, "support_why", topics="”, “".join(titles))


def _found_rows(services: Services, reply: Reply, found: Found, who: str) -> Rows:
    """The cards, and more of what the message is about most."""
    rows = entry_rows([one.organisation for one in found.suggestions], "", who)
    if not found.topics:
        return rows
    title = reply.directory.topics[found.topics[0]].title
    label = services.texts.button(reply.seeker.reader, "button_more_of", topic=title)
    return (*rows, (Button(first_units(label, LONGEST_LABEL), ShowTopic(found.topics[0], 0, who)),))


def _all_terms(services: Services, reader: Reader) -> Button:
    return Button(services.texts.button(reader, "button_all_terms"), ListTerms(0))


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {AskAgain: ask_again}
