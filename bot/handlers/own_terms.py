"""Words that people asked about in vain, and what coordinators say they mean."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.actions import jargon, own_terms
from bot.actions.jargon import MissingTerm
from bot.actions.own_terms import Explaining, OwnTerms
from bot.core.buttons import (
    DropMissingTerm,
    DropOwnTerm,
    ExplainWord,
    ListMissingTerms,
    ListOwnTerms,
    SaveTerm,
    ShowToday,
    Tap,
)
from bot.core.lengths import first_units
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.screens import Button, Screen
from bot.core.words import Reader
from bot.handlers.rows import LONGEST_LABEL, turning
from bot.services import Services

MOST_SHOWN = 10


async def list_missing(services: Services, caller: Caller, tap: ListMissingTerms) -> Screen:
    return _missing_screen(services, *await jargon.list_missing(services, caller))


async def drop_missing(services: Services, caller: Caller, tap: DropMissingTerm) -> Screen:
    return _missing_screen(services, *await jargon.drop_missing(services, caller, tap.mark))


def _missing_screen(services: Services, reader: Reader, missing: list[MissingTerm]) -> Screen:
    texts, shown = services.texts, missing[:MOST_SHOWN]
    lines = [texts.say(reader, "missing_term", term=one.term, times=one.times) for one in shown]
    head = texts.say(reader, "missing_terms" if shown else "missing_terms_none")
    rows = [
        (
            _labelled(services, reader, "button_explain_term", one.term, ExplainWord(one.mark)),
            _labelled(services, reader, "button_drop_term", one.term, DropMissingTerm(one.mark)),
        )
        for one in shown
    ]
    more = (
        (Button(texts.button(reader, "button_explain_another"), ExplainWord("")),),
        (Button(texts.button(reader, "button_own_terms"), ListOwnTerms(0)),),
        (Button(texts.button(reader, "button_to_today"), ShowToday()),),
    )
    return Screen(texts.lines([head, texts.lines(lines)] if lines else [head], "\n\n"), (*rows, *more))


def _labelled(services: Services, reader: Reader, key: str, term: str, tap: Tap) -> Button:
    return Button(first_units(services.texts.button(reader, key, term=term), LONGEST_LABEL), tap)


async def explain(services: Services, caller: Caller, tap: ExplainWord) -> Screen:
    return _ask_screen(services, await own_terms.begin(services, caller, tap.mark))


async def show_again(services: Services, caller: Caller, about: str) -> Screen | None:
    """None where the word was dealt with meanwhile."""
    try:
        return _ask_screen(services, await own_terms.look(services, caller, about))
    except Refusal:
        return None


def _ask_screen(services: Services, explaining: Explaining) -> Screen:
    texts, reader = services.texts, explaining.reader
    back = ((Button(texts.button(reader, "button_back"), ListMissingTerms()),),)
    if explaining.word is None:
        return Screen(texts.say(reader, "ask_term_and_meaning"), back)
    return Screen(texts.say(reader, "ask_meaning", word=explaining.word), back)


async def type_words(services: Services, caller: Caller, about: str, text: str) -> Screen:
    """Shown before it is saved. The words stay in the chat, where the button finds them."""
    seen = await own_terms.preview(services, caller, about, text)
    texts, reader, term = services.texts, seen.reader, seen.term
    before = "" if seen.before is None else seen.before.meaning
    html = texts.say(reader, "term_preview", word=term.word, meaning=term.meaning, before=before)
    save = Button(texts.button(reader, "button_save"), SaveTerm(seen.mark, term.version))
    back = Button(texts.button(reader, "button_back"), ExplainWord(seen.mark))
    return Screen(html, ((save,), (back,)), is_reply=True)


async def save(services: Services, caller: Caller, tap: SaveTerm) -> Screen:
    if caller.typed is None:
        raise Refusal("entry_words_gone")
    found = await own_terms.save(services, caller, tap.mark, tap.version, caller.typed.words)
    key = "toast_term_late" if found.is_late else "toast_term_saved"
    return _own_screen(services, found).with_toast(services.texts.toast(found.reader, key))


async def list_own(services: Services, caller: Caller, tap: ListOwnTerms) -> Screen:
    return _own_screen(services, await own_terms.list_own(services, caller), tap.page)


async def drop(services: Services, caller: Caller, tap: DropOwnTerm) -> Screen:
    return _own_screen(services, await own_terms.drop(services, caller, tap.term))


def _own_screen(services: Services, found: OwnTerms, page: int = 0) -> Screen:
    """A page at a time."""
    texts, reader, number = services.texts, found.reader, len(found.terms)
    page = min(page, max(0, number - 1) // MOST_SHOWN)
    shown = found.terms[page * MOST_SHOWN : (page + 1) * MOST_SHOWN]
    back = ((Button(texts.button(reader, "button_back"), ListMissingTerms()),),)
    if not shown:
        return Screen(texts.say(reader, "own_terms_none"), back)
    lines = [texts.say(reader, "own_term", word=one.word, meaning=one.meaning) for one in shown]
    head = texts.say(reader, "own_terms", number=number)
    rows = (
        (_labelled(services, reader, "button_drop_term", one.word, DropOwnTerm(one.id)),) for one in shown
    )
    turn = turning(services, reader, page, number, MOST_SHOWN, ListOwnTerms)
    return Screen(texts.lines([head, *lines], "\n\n"), (*rows, *turn, *back))


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    ListMissingTerms: list_missing,
    DropMissingTerm: drop_missing,
    ExplainWord: explain,
    SaveTerm: save,
    ListOwnTerms: list_own,
    DropOwnTerm: drop,
}
