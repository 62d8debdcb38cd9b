"""One piece of feedback: its words, what its writer allows, and where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.core.lengths import units
from bot.core.masking import mask
from bot.core.refusal import Refusal
from bot.core.words import ENGLISH

LONGEST = 20_000
"""Characters of one piece, over all its messages."""
LONGEST_ANSWER = 1800
"""Units, as Telegram counts them, of an answer and of what its reader writes back: with all that stands
around it, it fits one message."""
BETWEEN = "\n\n"
"""Between two messages of one piece."""


class Kind(StrEnum):
    PROBLEM = "problem"
    IDEA = "idea"
    QUESTION = "question"
    THANKS = "thanks"
    OTHER = "other"


class State(StrEnum):
    WRITING = "writing"
    """Not sent yet; nobody but its writer can see it."""
    RECEIVED = "received"
    READING = "reading"
    PASSED_ON = "passed_on"
    DONE = "done"
    CANNOT = "cannot"

    @property
    def is_over(self) -> bool:
        return self in {State.DONE, State.CANNOT}


class Wish(StrEnum):
    """What a writer allows or wants, each by a tap of its own."""

    ANSWER = "answer"
    SHARE = "share"
    """With the council, without the name."""
    QUOTE = "quote"
    FAMILY = "family"
    """Only about their own family: never counted, never published, passed on only after a yes to the exact
    words."""


DEFAULT_WISHES = frozenset({Wish.ANSWER})


@dataclass(frozen=True)
class Piece:
    """`day`: when it was sent; before that, when it was begun. `about`: the message of ours that it answers,
    in a few words. `answer_by`: the day that was promised, while an answer is due. `detail`: to whom it was
    passed on, or why it cannot be done. `handler`: the coordinator who looks after it, by person. `same_as`:
    another piece that says the same. `quote`: what may be quoted of it, masked. `has_news`: something changed
    that its writer has not looked at. `has_writer`: an answer could still reach them. `typed_in`: until it is
    sent, the messages of the chat that hold its words.
    """

    number: int
    state: State
    kind: Kind
    messages: tuple[str, ...]
    day: date
    topic: str | None = None
    wishes: frozenset[Wish] = DEFAULT_WISHES
    language: str = ENGLISH
    about: str = ""
    answer_by: date | None = None
    detail: str = ""
    theme: int | None = None
    same_as: int | None = None
    handler: int | None = None
    quote: str = ""
    has_news: bool = False
    has_writer: bool = True
    is_repeat: bool = False
    over_on: date | None = None
    typed_in: tuple[int, ...] = ()
    version: int = 0

    @property
    def is_draft(self) -> bool:
        return self.state is State.WRITING

    @property
    def words(self) -> str:
        return BETWEEN.join(self.messages)

    @property
    def is_family(self) -> bool:
        return Wish.FAMILY in self.wishes

    @property
    def masked(self) -> str:
        """As others may hear it, with marks such as ⟦phone⟧."""
        return mask(self.words)


def add_message(messages: Sequence[str], typed: str) -> tuple[str, ...]:
    """The same message sent again stands there once. Refuses what has no words, and what is too much."""
    words = read_words(typed, LONGEST)
    if words in messages:
        return tuple(messages)
    added = (*messages, words)
    length = sum(map(len, added))
    if length > LONGEST:
        raise Refusal("feedback_too_long", longest=LONGEST, length=length)
    return added


def read_words(typed: str, longest: int) -> str:
    """The words without the space around them. Refuses none, signs and pictures alone, and too many."""
    words = typed.strip()
    if not any(sign.isalnum() for sign in words):
        raise Refusal("feedback_no_words")
    if len(words) > longest:
        raise Refusal("feedback_too_long", longest=longest, length=len(words))
    return words


def read_reply(typed: str, longest: int = LONGEST_ANSWER) -> str:
    """The same of what must fit one message, in which most pictures count twice."""
    if units(typed.strip()) > longest:
        raise Refusal("reply_too_long", longest=longest, length=units(typed.strip()))
    return read_words(typed, longest)


def wish(wishes: frozenset[Wish], changed: Wish, on: bool) -> frozenset[Wish]:
    """What is only about one's own family is neither shared nor quoted."""
    if on and changed is Wish.FAMILY:
        return wishes - {Wish.SHARE, Wish.QUOTE} | {Wish.FAMILY}
    if on and changed in {Wish.SHARE, Wish.QUOTE}:
        return wishes - {Wish.FAMILY} | {changed}
    return wishes | {changed} if on else wishes - {changed}


def are_alike(one: Piece, other: Piece) -> bool:
    """Whether two say word for word the same, however they are spaced or written."""
    return _plain(one.words) == _plain(other.words)


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
