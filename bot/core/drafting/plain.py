"""What could be plainer in a survey that is being made. Only ever said, never in the way."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.core.drafting.draft import INFLUENCE, SurveyDraft
from bot.core.drafting.questions import own_options
from bot.core.jargon import Term, terms_in
from bot.core.lengths import units
from bot.core.option_check import LONG_LABEL
from bot.core.questions import Question
from bot.core.sentences import too_long
from bot.core.words import Words, words_in

MANY_QUESTIONS = 8
WELL_KNOWN = frozenset({"AM", "GP", "ID", "NHS", "OK", "PM", "PS", "TV", "UK", "USA"})
"""Short forms that need no meaning."""

_SHORT_FORM = re.compile(r"\b[A-Z]{2,}(?=s?\b)")
_LEADING = re.compile(
    r"\b(?:don['’]?t you|do you agree|isn['’]?t it|aren['’]?t|wouldn['’]?t you|shouldn['’]?t|would you not"
    r"|do you not|surely|of course|obviously|how (?:great|good|bad|terrible|wonderful)\b)",
    re.IGNORECASE,
)
"""English only, and only what is nearly always meant so."""
_ASKS = "who|what|when|where|why|how|which"
_VERB = "is|are|was|were|do|does|did|has|have|had|can|could|would|will|should|must"
_WHOM = "it|you|they|he|she|we|there|(?<!do )(?<!did )(?:your|(?:any|some|every)(?:one|body))"
"""Of whom something is asked, after the verb. "And did the work" goes on with the same question."""


def _and_then(whom: str) -> re.Pattern[str]:
    """An "and", and what begins another question; `before`: the word before it."""
    return re.compile(
        rf"(?P<before>[\w'’]+),? and (?:also |if so,? )?"
        rf"(?:(?:{_ASKS}) (?:[\w-]+ ){{0,2}}(?:{_VERB}) (?:{whom}|the)\b|(?:{_VERB}) (?:{whom})\b"
        rf"|(?:why|how|when|where)(?: not)?[?.! ]*$)",
        re.IGNORECASE,
    )


_ASKING = re.compile(_ASKS, re.IGNORECASE)
_BEGINS = re.compile(rf"\W*(?:(?P<verb>{_VERB})|{_ASKS}|in what|at what|on what)\b", re.IGNORECASE)
_ANOTHER, _ANOTHER_ALIKE = _and_then(_WHOM), _and_then(f"{_WHOM}|the")


@dataclass(frozen=True)
class Remark:
    """`key`: what it is about. `number`: the question, from 1; 0 is the survey. `words`: what was seen."""

    key: str
    number: int = 0
    words: str = ""
    count: int = 0


def remarks(draft: SurveyDraft, terms: Mapping[str, Term]) -> tuple[Remark, ...]:
    """Each once, in the order of the questions."""
    found = [*_about_the_whole(draft)]
    for number, question in enumerate(draft.questions, start=1):
        found += _about(question, number, terms)
    return tuple(dict.fromkeys(found))


def _about_the_whole(draft: SurveyDraft) -> Iterator[Remark]:
    if draft.length > MANY_QUESTIONS:
        yield Remark("many_questions", count=draft.length)
    for key in ("title", *INFLUENCE):
        words = getattr(draft, key)
        if isinstance(words, Words):
            yield from _long_sentences(words, 0)


def _about(question: Question, number: int, terms: Mapping[str, Term]) -> Iterator[Remark]:
    told = [words for _, words in words_in(question)]
    for words in told:
        yield from _long_sentences(words, number)
    texts = [text for words in told for _, text in words.english_forms()]
    for term in terms_in(texts, terms):
        if term not in question.jargon:
            yield Remark("hard_word", number, terms[term].word.usual)
    for name in _unknown_short_forms(texts, terms):
        yield Remark("short_form", number, name)
    for option in own_options(question):
        if units(option.text.usual) > LONG_LABEL:
            yield Remark("long_option", number, option.text.usual)
    if question.is_asked:
        yield from _about_the_asking(question, number)


def _about_the_asking(question: Question, number: int) -> Iterator[Remark]:
    if asks_twice(question.text.usual):
        yield Remark("two_questions", number)
    if _LEADING.search(question.text.usual):
        yield Remark("leading", number)


def asks_twice(text: str) -> bool:
    """Two marks; or a question that is followed by "and" and another: "How long was it, and was it enough?"

    Not "who to ask and where you can go", nor "how and when did you hear of it": these ask once.
    """
    if text.count("?") > 1:
        return True
    first = _BEGINS.match(text)
    if first is None:
        return False
    another = _ANOTHER_ALIKE if first["verb"] else _ANOTHER
    return any(not _ASKING.fullmatch(found["before"]) for found in another.finditer(text))


def _long_sentences(words: Words, number: int) -> Iterator[Remark]:
    for _, text in words.english_forms():
        for sentence, count in too_long(text):
            yield Remark("long_sentence", number, sentence, count)


def _unknown_short_forms(texts: list[str], terms: Mapping[str, Term]) -> Iterator[str]:
    known = {name.upper() for term in terms.values() for name in (term.word.usual, *term.also)}
    for text in texts:
        if text.upper() == text and len(text.split()) > 2:
            continue  # typed in capitals altogether
        yield from (name for name in _SHORT_FORM.findall(text) if name not in known | WELL_KNOWN)
