"""A bulletin in the making: its steps, in order, and what each adds."""

from datetime import datetime
from enum import StrEnum

from bot.core.bulletins import (
    LONGEST_LINE,
    LONGEST_TEXT,
    REPEATING,
    WINDOWS,
    Aim,
    Bulletin,
    Kind,
    Target,
    WhenEmpty,
)
from bot.core.calendar_file import Meeting
from bot.core.drafts import StepDraft
from bot.core.recurrence import Every
from bot.core.refusal import Refusal
from bot.core.votes import check_address

KIND = "bulletin"
"""Of the draft."""


class Step(StrEnum):
    KIND = "kind"
    WORDS = "words"
    FILE = "file"
    DESCRIBE = "describe"
    ENTRY = "entry"
    SURVEY = "survey"
    TITLE = "title"
    STARTS = "starts"
    WHERE = "where"
    PAPERS = "papers"
    EMPTY = "empty"
    TARGETS = "targets"
    PEOPLE = "people"
    """Beside the way: people by audience, area and theme."""
    WHEN = "when"
    REPEAT = "repeat"
    HOLIDAYS = "holidays"
    PREVIEW = "preview"
    WINDOW = "window"
    """Beside the way: for how long it may be late."""
    LANGUAGE = "language"
    """Beside the way: the words in another language."""


_OF_KIND = {
    Kind.WORDS: (Step.WORDS, Step.FILE, Step.DESCRIBE),
    Kind.ENTRY: (Step.ENTRY,),
    Kind.CHART: (Step.SURVEY,),
    Kind.MEETING: (Step.TITLE, Step.STARTS, Step.WHERE, Step.PAPERS),
    Kind.DIGEST: (Step.EMPTY,),
}
_PLANNING = (Step.TARGETS, Step.WHEN, Step.REPEAT, Step.HOLIDAYS)
_BESIDE = {Step.PEOPLE: Step.TARGETS, Step.WINDOW: Step.PREVIEW, Step.LANGUAGE: Step.PREVIEW}
"""What these lead back to."""
_CORRECTING = {
    Kind.WORDS: (Step.WORDS, Step.PREVIEW),
    Kind.MEETING: (Step.TITLE, Step.STARTS, Step.WHERE, Step.PAPERS, Step.PREVIEW),
}
CORRECTABLE = frozenset(_CORRECTING)


class BulletinDraft(StepDraft[Step]):
    """`of`: the bulletin that is changed, in the version that was seen. `corrects`: the issue of it that is
    put right where it stands. `writing`: the language that is typed next. `done`: what was planned, or put
    right, so that a second tap makes no second one. The title, place and papers of a meeting stand in
    `bulletin.meeting` once all of them are known; until then beside it."""

    bulletin: Bulletin = Bulletin()
    chosen: bool = False
    """Whether its kind was chosen."""
    title: str = ""
    starts: datetime | None = None
    where: str = ""
    papers: str = ""
    has_file: bool = False
    at_once: bool = False
    has_holidays: bool = False
    of: int | None = None
    seen: int = 0
    corrects: int | None = None
    writing: str = ""
    done: int | None = None

    @property
    def steps(self) -> tuple[Step, ...]:
        kind = self.bulletin.kind
        if self.corrects is not None:
            return _CORRECTING[kind]
        if not self.chosen:
            return (Step.KIND,)
        steps = (Step.KIND, *_OF_KIND[kind], *_PLANNING, Step.PREVIEW)
        return tuple(step for step in steps if step not in self._left_out())

    def _left_out(self) -> set[Step]:
        left_out = set()
        attached = self.bulletin.attached
        if attached is None or attached.kind != "picture":
            left_out.add(Step.DESCRIBE)
        if self.at_once or self.bulletin.kind not in REPEATING:
            left_out.add(Step.REPEAT)
        if not (self.has_holidays and self.bulletin.repeats):
            left_out.add(Step.HOLIDAYS)
        return left_out

    @property
    def is_begun(self) -> bool:
        return self.chosen

    @property
    def is_done(self) -> bool:
        return self.done is not None

    @property
    def name(self) -> str:
        return self.title or self.bulletin.name

    def _beside(self, step: Step, by: int) -> Step:
        return _BESIDE[step] if step in _BESIDE else super()._beside(step, by)

    def allows(self, step: Step) -> bool:
        return step in self.steps or (step in _BESIDE and _BESIDE[step] in self.steps)

    def missing(self) -> Step | None:
        """The first step that still needs an answer."""
        bulletin = self.bulletin
        attached = bulletin.attached
        empty = {
            Step.KIND: not self.chosen,
            Step.WORDS: not bulletin.text,
            Step.DESCRIBE: attached is not None and not attached.description,
            Step.ENTRY: bulletin.entry is None,
            Step.SURVEY: bulletin.survey is None,
            Step.TITLE: not self.title,
            Step.STARTS: self.starts is None,
            Step.WHERE: not self.where,
            Step.TARGETS: not bulletin.targets,
            Step.WHEN: bulletin.when is None and not self.at_once,
        }
        return next((step for step in self.steps if empty.get(step)), None)

    def whole(self) -> Bulletin:
        """As it is planned, once nothing is missing."""
        if self.bulletin.kind is not Kind.MEETING:
            return self.bulletin
        assert self.starts is not None
        meeting = Meeting(title=self.title, starts=self.starts, where=self.where, papers=self.papers)
        return self.bulletin.model_copy(update={"meeting": meeting})

    def with_bulletin(self, **parts: object) -> "BulletinDraft":
        return self.model_copy(update={"bulletin": self.bulletin.model_copy(update=parts)})

    def with_target(self, target: Target, on: bool) -> "BulletinDraft":
        rest = tuple(one for one in self.bulletin.targets if one != target)
        return self.with_bulletin(targets=(*rest, target) if on else rest)

    def with_part(self, part: str, value: str) -> "BulletinDraft":
        """What a button sets."""
        try:
            match part:
                case "kind":
                    return self._as_kind(Kind(value))
                case "empty":
                    return self.with_bulletin(when_empty=WhenEmpty(value))
                case "repeat":
                    return self._repeating(Every(value))
                case "holidays":
                    return self._in_holidays(value == "in")
                case "window":
                    return self.with_bulletin(window=_one_of(int(value), WINDOWS))
                case "file":
                    return self.with_bulletin(attached=None)
        except ValueError as error:
            raise Refusal("old_button") from error
        raise Refusal("old_button")

    def _as_kind(self, kind: Kind) -> "BulletinDraft":
        """Where and when stay as they were said."""
        targets = self.bulletin.targets
        if kind is not self.bulletin.kind:
            targets = tuple(target for target in targets if target.aim is not Aim.SURVEY)
        return self.model_copy(update={"chosen": True}).with_bulletin(kind=kind, targets=targets)

    def _repeating(self, every: Every) -> "BulletinDraft":
        when = self.bulletin.when
        if when is None:
            raise Refusal("old_button")
        return self.with_bulletin(when=when.model_copy(update={"every": every}))

    def _in_holidays(self, wanted: bool) -> "BulletinDraft":
        when = self.bulletin.when
        if when is None:
            raise Refusal("old_button")
        return self.with_bulletin(when=when.model_copy(update={"in_holidays": wanted}))

    def with_words(self, step: Step, typed: str) -> "BulletinDraft":
        """What was typed at a step."""
        match step:
            case Step.WORDS:
                return self.with_bulletin(text=read_words(typed, LONGEST_TEXT))
            case Step.LANGUAGE if self.writing:
                words = {**self.bulletin.translations, self.writing: read_words(typed, LONGEST_TEXT)}
                return self.model_copy(update={"writing": ""}).with_bulletin(translations=words)
            case Step.DESCRIBE if self.bulletin.attached is not None:
                described = {"description": read_words(typed, LONGEST_LINE)}
                return self.with_bulletin(attached=self.bulletin.attached.model_copy(update=described))
            case Step.TITLE | Step.WHERE:
                return self.model_copy(update={str(step): read_words(typed, LONGEST_LINE)})
            case Step.PAPERS:
                return self.model_copy(update={"papers": check_address(typed)})
        raise Refusal("tap_please")


def _one_of(value: int, allowed: tuple[int, ...]) -> int:
    if value not in allowed:
        raise ValueError(value)
    return value


def read_words(typed: str, longest: int) -> str:
    """As a coordinator typed it, without spaces at the ends. Refuses what has no words, or is too long."""
    text = typed.strip()
    if not any(sign.isalnum() for sign in text):
        raise Refusal("draft_no_words")
    if len(text) > longest:
        raise Refusal("text_too_long", longest=longest, length=len(text))
    return text


def draft_of(bulletin: Bulletin, number: int, version: int, has_holidays: bool) -> BulletinDraft:
    """A draft that changes a bulletin which is planned."""
    meeting = bulletin.meeting
    return BulletinDraft(
        bulletin=bulletin,
        chosen=True,
        title="" if meeting is None else meeting.title,
        starts=None if meeting is None else meeting.starts,
        where="" if meeting is None else meeting.where,
        papers="" if meeting is None else meeting.papers,
        at_once=bulletin.when is None,
        has_holidays=has_holidays,
        of=number,
        seen=version,
    )
