"""An entry of the record in the making, and a further step of one that is there."""

from datetime import date
from enum import StrEnum

from bot.core.drafts import StepDraft
from bot.core.record import Level, Origin, Source, State
from bot.core.refusal import Refusal
from bot.core.vote_drafts import shortened
from bot.core.votes import check_address

KIND = "record"
"""Of the draft."""
LONGEST_TEXT = 1500
LONGEST_LINE = 200


class Step(StrEnum):
    SOURCE = "source"
    ASKED = "asked"
    SAID = "said"
    STATE = "state"
    DID = "did"
    RESPONSIBLE = "responsible"
    EVIDENCE = "evidence"
    AGAIN = "again"
    LEVEL = "level"
    TOPIC = "topic"
    PREVIEW = "preview"


TYPED = frozenset({Step.ASKED, Step.SAID, Step.DID, Step.RESPONSIBLE, Step.EVIDENCE, Step.AGAIN})
OF_A_STEP = (Step.STATE, Step.DID, Step.EVIDENCE, Step.AGAIN, Step.PREVIEW)
"""What is asked when something that is on the record goes on."""


class EntryDraft(StepDraft[Step]):
    """`of`: the entry that goes on; none: a new one. `seen`: its version then. `has_topics`: the forum names
    some. `saved`: the entry that was made or went on, so that a second tap makes no second one."""

    of: int | None = None
    seen: int = 0
    has_topics: bool = True
    origin: Origin | None = None
    asked: str = ""
    said: str = ""
    state: State | None = None
    did: str = ""
    responsible: str = ""
    evidence: str = ""
    link: str = ""
    again_on: date | None = None
    level: Level = Level.CONSULTING
    topic: str | None = None
    saved: int | None = None

    @property
    def steps(self) -> tuple[Step, ...]:
        """A survey says itself what was asked. What is at an end is not looked at again."""
        steps = OF_A_STEP if self.of is not None else tuple(Step)
        left_out = set()
        if self.origin is not None and self.origin.source is Source.SURVEY:
            left_out.add(Step.ASKED)
        if self.state is not None and self.state.is_end:
            left_out.add(Step.AGAIN)
        if not self.has_topics:
            left_out.add(Step.TOPIC)
        return tuple(step for step in steps if step not in left_out)

    @property
    def is_begun(self) -> bool:
        return self.origin is not None or self.of is not None

    @property
    def is_done(self) -> bool:
        return self.saved is not None

    @property
    def name(self) -> str:
        return shortened(self.asked or self.said or self.did, 60)

    def missing(self) -> Step | None:
        """The first step that still needs an answer."""
        empty = {
            Step.SOURCE: self.origin is None,
            Step.ASKED: not self.asked,
            Step.SAID: not self.said,
            Step.STATE: self.state is None,
            Step.DID: not self.did,
            Step.RESPONSIBLE: not self.responsible,
        }
        return next((step for step in self.steps if empty.get(step)), None)

    def with_part(self, part: str, value: str) -> "EntryDraft":
        """What a button sets."""
        try:
            match part:
                case "state":
                    return self.model_copy(update={"state": State(value)})
                case "level":
                    return self.model_copy(update={"level": Level(value)})
                case "topic":
                    return self.model_copy(update={"topic": value or None})
        except ValueError as error:
            raise Refusal("old_button") from error
        raise Refusal("old_button")

    def with_words(self, step: Step, typed: str) -> "EntryDraft":
        """What was typed at a step. Evidence is a line, a link, or both."""
        match step:
            case Step.ASKED | Step.RESPONSIBLE:
                return self.model_copy(update={str(step): read_words(typed, LONGEST_LINE)})
            case Step.SAID | Step.DID:
                return self.model_copy(update={str(step): read_words(typed, LONGEST_TEXT)})
            case Step.EVIDENCE:
                return self._with_evidence(read_words(typed, LONGEST_LINE))
        raise Refusal("tap_please")

    def _with_evidence(self, typed: str) -> "EntryDraft":
        words = typed.split()
        links = [word for word in words if word.lower().startswith(("http://", "https://", "www."))]
        if not links:
            return self.model_copy(update={"evidence": typed, "link": ""})
        rest = " ".join(word for word in words if word is not links[0])
        return self.model_copy(update={"evidence": rest, "link": check_address(links[0])})


def read_words(typed: str, longest: int) -> str:
    """As a coordinator typed it, without spaces at the ends. Refuses what has no words, or is too long."""
    text = "\n".join(" ".join(line.split()) for line in typed.strip().splitlines())
    if not any(sign.isalnum() for sign in text):
        raise Refusal("draft_no_words")
    if len(text) > longest:
        raise Refusal("text_too_long", longest=longest, length=len(text))
    return text
