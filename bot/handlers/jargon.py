"""/jargon: hard words and what they mean, one by one or as a list."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from bot.actions import jargon
from bot.actions.jargon import Explained, TermList
from bot.actions.members import reader_of
from bot.core.buttons import (
    ListMissingTerms,
    ListTerms,
    Meaning,
    ShowEntry,
    ShowTerm,
    ShowTopic,
    Tap,
)
from bot.core.lengths import first_units
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.screens import Button, Rows, Screen
from bot.core.words import Reader
from bot.handlers.rows import LONGEST_LABEL, in_pairs, short_name, turning, ways_out
from bot.services import Services

PAGE = 16
MOST_NAMES = 300
"""UTF-16 units of all other names together."""


async def show_jargon(services: Services, caller: Caller, argument: str) -> Screen:
    """The word that stands behind the command, or the list."""
    if not argument:
        return list_screen(services, caller, await jargon.list_terms(services, caller), 0)
    return replace(await _look_up(services, caller, argument), is_reply=True)


async def _look_up(services: Services, caller: Caller, typed: str) -> Screen:
    found = await jargon.look_up(services, caller, typed)
    if found is not None:
        return term_screen(services, caller, found, 0)
    terms = await jargon.list_terms(services, caller)
    unknown = services.texts.say(terms.seeker.reader, "term_unknown")
    return list_screen(services, caller, terms, 0).below(unknown)


async def tap_list(services: Services, caller: Caller, tap: ListTerms) -> Screen:
    return list_screen(services, caller, await jargon.list_terms(services, caller), tap.page)


async def show_term(services: Services, caller: Caller, tap: ShowTerm) -> Screen:
    return term_screen(services, caller, await jargon.explain(services, caller, tap.term), tap.page)


async def show_meaning(services: Services, caller: Caller, tap: Meaning) -> Screen:
    said = meaning(services, await reader_of(services, caller), tap)
    return Screen("", toast=said, stays=True)


def meaning(services: Services, reader: Reader, tap: Meaning) -> str:
    """For a note over the chat. Refuses a word that the files do not have any more."""
    term = services.content.jargon.get(tap.term)
    if term is None:
        raise Refusal("old_button")
    return term.meaning.choose(reader)


def list_screen(services: Services, caller: Caller, found: TermList, page: int) -> Screen:
    texts, reader = services.texts, found.seeker.reader
    pages = max(1, -(-len(found.terms) // PAGE))
    page = min(page, pages - 1)
    here = found.terms[page * PAGE : (page + 1) * PAGE]
    words = [term.word.choose(reader) for term in here]
    html = texts.say(
        reader, "jargon", first=words[0][:1].upper(), last=words[-1][:1].upper(), page=page + 1, pages=pages
    )
    terms = in_pairs([Button(word, ShowTerm(term.id, page)) for word, term in zip(words, here, strict=True)])
    turn = turning(services, reader, page, len(found.terms), PAGE, ListTerms)
    rows = (*terms, *turn, *ways_out(services, caller, found.seeker))
    if found.seeker.is_coordinator:
        rows = (*rows, (Button(texts.button(reader, "button_explain_words"), ListMissingTerms()),))
    return Screen(html, rows)


def term_screen(services: Services, caller: Caller, found: Explained, page: int) -> Screen:
    reader = found.seeker.reader
    back = Button(services.texts.button(reader, "button_all_terms"), ListTerms(page))
    rows = (*next_rows(services, found), (back,), *ways_out(services, caller, found.seeker))
    return Screen(term_words(services, found), rows)


def term_words(services: Services, found: Explained) -> Markup:
    term, reader = found.term, found.seeker.reader
    return services.texts.say(
        reader,
        "term",
        word=term.word,
        meaning=term.meaning,
        also=first_units(", ".join(term.also), MOST_NAMES),
    )


def next_rows(services: Services, found: Explained) -> Rows:
    """Where to go next, as far as that is still there."""
    texts, reader, going = services.texts, found.seeker.reader, found.term.next
    topic, entry = found.directory.topics.get(going or ""), found.directory.shown(going or "")
    if topic is not None:
        label = texts.button(reader, "button_help_with", topic=topic.title)
        return ((Button(first_units(label, LONGEST_LABEL), ShowTopic(topic.id, 0, "")),),)
    if entry is not None:
        return ((Button(short_name(entry.name), ShowEntry(entry.id, "", "")),),)
    return ()


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    ListTerms: tap_list,
    ShowTerm: show_term,
    Meaning: show_meaning,
}
