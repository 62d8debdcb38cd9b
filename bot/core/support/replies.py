"""What is answered to words that answer nothing: what the search finds, and what it need not look for."""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from bot.core.jargon import without
from bot.core.support.directory import Directory
from bot.core.support.fitting import Who
from bot.core.support.outcomes import AskedBack, Found, NothingFound, Outcome, TermAsked
from bot.core.support.topics import Speech
from bot.core.tongues import guess_language

MOST_READ = 1000
"""Characters of a message that are looked at: what somebody needs is said by then."""
LONGEST_TERM = 40
MOST_TERM_WORDS = 3
NEAR = 0.75
"""Of its letters so many stand alike, in their order."""
SHORTEST_MISTYPED = 4
"""Letters: one of fewer is too much like others."""


@dataclass(frozen=True)
class NoWords:
    """A dot, a heart, a sum: nothing that somebody could be found for."""


@dataclass(frozen=True)
class UnknownTerm:
    """Somebody asks what a word means that the list of hard words does not have. `topics`: the likeliest."""

    term: str
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class OtherLanguage:
    """`language`: its code."""

    language: str


Answer = Outcome | NoWords | UnknownTerm | OtherLanguage


def answer(directory: Directory, words: str, who: Who) -> Answer:
    read = words[:MOST_READ]
    if not any(sign.isalnum() for sign in read):
        return NoWords()
    outcome = _ask(directory, read, who)
    if not any(sign.isalpha() for sign in read) and not _names_somebody(outcome):
        return NoWords()
    language = guess_language(read)
    if language is not None and not _names_somebody(outcome):
        return OtherLanguage(language)
    if isinstance(outcome, AskedBack | NothingFound):
        term = unknown_term(read, directory.speech)
        if term is not None:
            return UnknownTerm(term, outcome.topics if isinstance(outcome, AskedBack) else ())
    return outcome


def _ask(directory: Directory, words: str, who: Who) -> Outcome:
    """Whoever asks what a word means and mistypes it is told its meaning."""
    outcome = directory.index.ask(words, who)
    term = None if _names_somebody(outcome) else unknown_term(words, directory.speech)
    meant = None if term is None else _near_term(directory, term)
    return outcome if meant is None else TermAsked(meant)


def _near_term(directory: Directory, term: str) -> str | None:
    """The id of the hard word that somebody will have meant."""
    names = {" ".join(name): id for name, id in directory.index.asking.names.items()}
    near = get_close_matches(term, names, n=1, cutoff=NEAR) if len(term) >= SHORTEST_MISTYPED else []
    return names[near[0]] if near else None


def _names_somebody(outcome: Outcome) -> bool:
    """Whoever asks for an organisation by its name is shown it, whatever language they write in."""
    return isinstance(outcome, Found) and any(one.by_name for one in outcome.suggestions)


def unknown_term(message: str, speech: Speech) -> str | None:
    """What stands beside "what is" or "mean", as one would put it into a list: small letters, three words at
    most. None where that is no term: a number, an address, everyday words."""
    if re.search(r"[@/]|\d{4}", message):
        return None
    words = _words_of(message)
    cues = [_words_of(cue) for cue in speech.asking]
    left = words
    for cue in sorted(cues, key=len, reverse=True):
        if cue and cue[0] != "who":
            left = without(left, cue)
    return None if left == words else tidy_term(" ".join(left), speech)


def tidy_term(typed: str, speech: Speech) -> str | None:
    """A term that somebody named; None for what is none."""
    words = _words_of(typed)
    if words and words[0] in {"a", "an", "the"}:
        words = words[1:]
    everyday = {word for text in (*speech.filler, *speech.parent, *speech.young) for word in _words_of(text)}
    term = " ".join(words)
    is_term = (
        0 < len(words) <= MOST_TERM_WORDS
        and len(term) <= LONGEST_TERM
        and any(sign.isalpha() for sign in term)
        and not everyday & {*words}
        and not re.search(r"[@/]|\d{4}", typed)
    )
    return term if is_term else None


def _words_of(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+(?:-[^\W_]+)*", text.casefold().replace("'", "").replace("’", "")))
