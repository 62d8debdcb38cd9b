"""A vote in the making: its steps, in order, and what each adds."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from bot.core.base_question import Option, Sensitivity
from bot.core.conditions import Condition
from bot.core.drafts import StepDraft
from bot.core.model import Model
from bot.core.questions import ChooseOne, ChooseSeveral, PutInOrder, Question
from bot.core.refusal import Refusal
from bot.core.surveys import Survey
from bot.core.text_questions import ShortText
from bot.core.votes import HELPS, NEARLY, QUESTION, UNHELPFUL, WHY, Page
from bot.core.words import Words

KIND = "vote"
"""Of the draft."""
LONGEST_TITLE = 100


class Step(StrEnum):
    QUESTION = "question"
    OPTIONS = "options"
    KIND = "kind"
    PAGE = "page"
    ADDRESS = "address"
    PLACES = "places"
    CLOSES = "closes"
    SENSITIVITY = "sensitivity"
    OPENNESS = "openness"
    PREVIEW = "preview"


PLAIN = (
    Step.QUESTION,
    Step.OPTIONS,
    Step.KIND,
    Step.PLACES,
    Step.CLOSES,
    Step.SENSITIVITY,
    Step.OPENNESS,
    Step.PREVIEW,
)
OF_A_PAGE = (Step.PAGE, Step.ADDRESS, Step.PLACES, Step.CLOSES, Step.PREVIEW)
TYPED = frozenset({Step.QUESTION, Step.OPTIONS, Step.PAGE, Step.ADDRESS, Step.CLOSES})
"""Steps at which words are typed; at the others there are buttons only."""


class Place(Model):
    """A group, or a topic of it. Chat 0 is the private chat: thread 0 asks everybody who joined, thread 1
    only makes a link to share."""

    chat: int
    thread: int = 0

    @property
    def is_private(self) -> bool:
        return self.chat == 0


EVERYBODY = Place(chat=0)
LINK = Place(chat=0, thread=1)

VoteKind = Literal["choose_one", "choose_several", "put_in_order"]


class VoteDraft(StepDraft[Step]):
    question: str = ""
    options: tuple[str, ...] = ()
    kind: VoteKind = "choose_one"
    page: bool = False
    page_title: str = ""
    page_address: str = ""
    places: tuple[Place, ...] = ()
    closes_at: datetime | None = None
    personal: bool = False
    is_open: bool = False
    posted: int | None = None
    """The number of the vote that was made of it."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """A personal question is never a show of hands."""
        steps = OF_A_PAGE if self.page else PLAIN
        return tuple(step for step in steps if not (self.personal and step is Step.OPENNESS))

    @property
    def is_begun(self) -> bool:
        return bool(self.question or self.page_title)

    @property
    def is_done(self) -> bool:
        return self.posted is not None

    @property
    def name(self) -> str:
        return shortened(self.question or self.page_title)

    def missing(self) -> Step | None:
        """The first step that still needs an answer."""
        empty = {
            Step.QUESTION: not self.question,
            Step.OPTIONS: not self.options,
            Step.PAGE: not self.page_title,
            Step.ADDRESS: not self.page_address,
            Step.PLACES: not self.places,
            Step.CLOSES: self.closes_at is None,
        }
        return next((step for step in self.steps if empty.get(step)), None)

    def with_place(self, place: Place, on: bool) -> "VoteDraft":
        rest = tuple(one for one in self.places if one != place)
        return self.model_copy(update={"places": (*rest, place) if on else rest})

    def with_part(self, part: str, value: str) -> "VoteDraft":
        """What a button of the steps without typing sets."""
        match part, value:
            case "kind", "choose_one" | "choose_several" | "put_in_order":
                return self.model_copy(update={"kind": value})
            case "personal", "yes" | "no":
                personal = value == "yes"
                return self.model_copy(
                    update={"personal": personal, "is_open": self.is_open and not personal}
                )
            case "open", "yes" | "no":
                if value == "yes" and self.personal:
                    raise Refusal("open_not_personal")
                return self.model_copy(update={"is_open": value == "yes"})
        raise Refusal("old_button")


def shortened(text: str, longest: int = LONGEST_TITLE) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def vote_of(draft: VoteDraft) -> Survey:
    """The survey of one question that is asked."""
    sensitivity = Sensitivity.PERSONAL if draft.personal else Sensitivity.ORDINARY
    options = tuple(
        Option(id=letter, text=Words(usual=text))
        for letter, text in zip("abcdefghij", draft.options, strict=False)
    )
    given = {
        "id": QUESTION,
        "text": Words(usual=draft.question),
        "sensitivity": sensitivity,
        "options": options,
        "kind": draft.kind,
    }
    kinds: dict[str, type[ChooseOne | ChooseSeveral | PutInOrder]] = {
        "choose_one": ChooseOne,
        "choose_several": ChooseSeveral,
        "put_in_order": PutInOrder,
    }
    question: Question = kinds[draft.kind].model_validate(given)
    return Survey(id=QUESTION, title=Words(usual=shortened(draft.question)), questions=(question,))


def page_vote_of(page: Page, asks: Words, options: dict[str, Words], why: Words) -> Survey:
    """`asks` and `why` are the forum's words; `options` by id: does it help, nearly, no."""
    choices = tuple(Option(id=one, text=options[one]) for one in (HELPS, NEARLY, UNHELPFUL))
    helps = ChooseOne(
        id=QUESTION, kind="choose_one", text=asks, sensitivity=Sensitivity.ORDINARY, options=choices
    )
    reason = ShortText(
        id=WHY,
        kind="short_text",
        text=why,
        sensitivity=Sensitivity.ORDINARY,
        show_if=Condition(question=QUESTION, was=(NEARLY, UNHELPFUL)),
    )
    return Survey(id="page", title=Words(usual=shortened(page.title)), questions=(helps, reason))
