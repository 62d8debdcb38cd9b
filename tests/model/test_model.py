"""Whatever people do with whatever survey, and in whatever order: what is stored and shown is what the
plain rules of `believed` say.

`HEARD_MODEL_EXAMPLES=5000 pytest tests/model` goes on for longer, and somewhere else each time.
"""

import asyncio
import json
import os
from collections.abc import Awaitable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from bot.actions.closing import close_survey
from bot.core.asking import Whom
from bot.core.surveys import Survey
from bot.simulator.shown import Shown
from bot.store import surveys as survey_rows
from tests.model.believed import ELSEWHERE, PRESSES, Believed, Kept, Screen, steps_of
from tests.model.drawn import AUDIENCES, WORD, Raw, surveys
from tests.model.parlour import Parlour
from tests.whole.forum import MONDAY

PEOPLE = (1001, 1002)
NAMES = {1: "A", 2: "B"}
EXAMPLES = os.environ.get("HEARD_MODEL_EXAMPLES")
TYPED = (
    "3",
    "-2",
    "2000",
    "seven",
    f"the {WORD}",
    "a longer sentence of some words",
    "x" * 70,
    "y" * 1001,
    "\u200b",
    "حافلة",
    "<b>&amp;</b>",
    "=1+1",
)
T = TypeVar("T")


class Answering(RuleBasedStateMachine):
    """Two people, one or two surveys, one bot that may be stopped at any moment."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = TemporaryDirectory()
        self.parlour = self.run(Parlour.open(Path(self.folder.name)))
        self.believed = Believed({}, {}, {}, {}, set())
        self.fingers: dict[int, list[tuple[int, str]]] = {person: [] for person in PEOPLE}

    def run(self, doing: Awaitable[T]) -> T:
        async def done() -> T:
            return await doing

        return self.runner.run(done())

    def teardown(self) -> None:
        """In the end everything closes."""
        try:
            for survey in sorted(self.believed.open):
                self.close(survey)
        finally:
            self.run(self.parlour.stop())
            self.runner.close()
            self.folder.cleanup()

    @initialize(
        first=surveys(NAMES[1]),
        second=st.none() | surveys(NAMES[2]),
        whom=st.tuples(st.just("everyone"), st.sampled_from(["everyone", "parent", "young"])),
        who=st.tuples(*[st.sampled_from(AUDIENCES)] * 2),
    )
    def open(self, first: Raw, second: Raw | None, whom: tuple[str, ...], who: tuple[str, ...]) -> None:
        drawn = {number: one for number, one in ((1, first), (2, second)) if one is not None}
        for number, survey in drawn.items():
            self.run(self.parlour.services.store.write(self._open, survey, Whom(whom[number - 1])))
        self.believed = Believed(
            surveys=drawn,
            whom=dict(zip(drawn, whom, strict=False)),
            audience=dict(zip(PEOPLE, who, strict=True)),
            at=dict.fromkeys(PEOPLE),
            open={*drawn},
        )
        for person, audience in zip(PEOPLE, who, strict=True):
            self.run(self.parlour.begin(person))
            self.say_who_one_is(person, audience)
            for number in drawn:
                self.press(person, self.newest(person).message_id, f"be:{number}")

    def _open(self, db: Any, survey: Raw, whom: Whom) -> None:
        number = survey_rows.add(db, Survey.model_validate(survey), whom, MONDAY, MONDAY.replace(month=12))
        self.parlour.services.keys.create(number)

    def newest(self, person: int) -> Shown:
        """What the person looks at: the last that came or changed."""
        chat = self.parlour.simulator.world.state.chats[person]
        return max(self.parlour.messages(person), key=lambda one: chat.changes[one.message_id])

    # What people do

    @rule(data=st.data(), person=st.sampled_from(PEOPLE), times=st.integers(2, 12))
    def go_along(self, data: st.DataObject, person: int, times: int) -> None:
        """As most people do most of the time: begin, something that fits, on, send."""
        for _ in range(times):
            presses = _presses(self.newest(person))
            wanted = [data for data in presses if data.split(":")[0] in ("be", "ch", "on", "se")]
            at, place = self.believed.at[person], self.believed.where(person)
            step = self.believed.step(at, place[2]) if at and place[0] == "question" else {}
            if step.get("kind") in ("short_text", "long_text", "number") and data.draw(st.booleans()):
                self.say(person, str(step.get("low", data.draw(st.sampled_from(["kind", WORD])))))
            elif wanted or presses:
                self.press(
                    person, self.newest(person).message_id, data.draw(st.sampled_from(wanted or presses))
                )
            else:
                self.press(person, self.newest(person).message_id, f"sv:{self._some_survey(data)}")

    @rule(data=st.data(), person=st.sampled_from(PEOPLE), twice=st.booleans())
    def tap(self, data: st.DataObject, person: int, twice: bool) -> None:
        """Any button of the newest screen."""
        message = self.newest(person)
        if presses := _presses(message):
            pressed = data.draw(st.sampled_from(presses))
            for _ in range(1 + twice):
                self.press(person, message.message_id, pressed)

    @rule(data=st.data(), person=st.sampled_from(PEOPLE))
    def tap_what_was_there_before(self, data: st.DataObject, person: int) -> None:
        if self.fingers[person]:
            self.press(person, *data.draw(st.sampled_from(self.fingers[person])))

    @rule(person=st.sampled_from(PEOPLE), text=st.sampled_from(TYPED))
    def type(self, person: int, text: str) -> None:
        self.say(person, text)

    @rule(
        data=st.data(),
        person=st.sampled_from(PEOPLE),
        way=st.sampled_from(["invitation", "reminder", "other"]),
    )
    def turn_elsewhere(self, data: st.DataObject, person: int, way: str) -> None:
        """To another message, to another survey, or away from all."""
        message = self.parlour.messages(person)[-1].message_id
        match way:
            case "invitation":
                self.press(person, message, f"sv:{self._some_survey(data)}")
            case "reminder":
                self.press(person, message, f"su:{self._some_survey(data)}")
            case "other":
                before = {message.message_id for message in self.parlour.messages(person)}
                self.believed.at[person] = None
                self.run(self.parlour.type(person, "/help"))
                self.check(person, ELSEWHERE, before)

    def _some_survey(self, data: st.DataObject) -> int:
        return data.draw(st.sampled_from([*self.believed.surveys]))

    @rule(person=st.sampled_from(PEOPLE), audience=st.sampled_from(AUDIENCES))
    def say_who_one_is(self, person: int, audience: str) -> None:
        note(f"{person} is {audience}")
        age = "19_25" if audience == "young" else ""
        version = self.parlour.services.content.forum.notice_version
        message = self.parlour.messages(person)[-1].message_id
        self.believed.say_who(person, audience)
        self.run(self.parlour.press(person, message, f"jn:{version}::{audience}:{age}:"))
        self.check(person, ELSEWHERE, set())

    # What happens to the bot

    @rule()
    def restart(self) -> None:
        self.run(self.parlour.restart())
        self.check_stored()

    @precondition(lambda self: len(self.believed.open) > 1)
    @rule(data=st.data())
    def one_closes(self, data: st.DataObject) -> None:
        self.close(data.draw(st.sampled_from(sorted(self.believed.open))))

    def close(self, survey: int) -> None:
        note(f"{survey} closes")
        self.run(self.parlour.services.store.write(close_survey, self.parlour.services, survey))
        self.believed.close(survey)
        self.check_stored()

    # Doing it, and looking at what came of it

    def say(self, person: int, text: str) -> None:
        note(f"{person} types {text[:40]!r}")
        before = {message.message_id for message in self.parlour.messages(person)}
        expected = self.believed.type(person, text)
        self.run(self.parlour.type(person, text))
        self.check(person, expected, before)

    def press(self, person: int, message: int, data: str) -> None:
        note(f"{person} presses {data}")
        before = {one.message_id for one in self.parlour.messages(person)}
        expected = self.believed.press(person, data)
        self.run(self.parlour.press(person, message, data))
        self.check(person, expected, before - {message})

    def check(self, person: int, expected: Screen, before: set[int]) -> None:
        """`before`: messages that the answer cannot be in."""
        answer = [one for one in self.parlour.messages(person) if one.message_id not in before][-1]
        self.fingers[person] += [(answer.message_id, data) for data in _presses(answer)]
        assert self.seen(answer) == expected
        if expected[0] == "question":
            self.check_marks(person, answer, *expected[1:])
        self.check_stored()

    def seen(self, message: Shown) -> Screen:
        codes = {data.split(":")[0]: data.split(":")[1] for data in _presses(message)}
        for code, screen in (("be", "intro"), ("wd", "sure"), ("aw", "overview")):
            if code in codes:
                return (screen, codes[code])
        if "la" not in codes:
            return ELSEWHERE
        survey = int(codes["la"])
        asked = [
            step["id"] for step in steps_of(self.believed.surveys[survey]) if _asks(message, survey, step)
        ]
        return ("question", str(survey), *asked)

    def check_marks(self, person: int, message: Shown, survey: str, name: str) -> None:
        """What was tapped can be taken off, and the rest tapped on."""
        step = self.believed.step(int(survey), name)
        if step["kind"] in ("choose_several", "put_in_order"):
            off = {
                data.split(":")[3] for data in _presses(message) if data.startswith("ch") and data[-1] == "0"
            }
            kept = self.believed.kept[int(survey), person].answers.get(name, {})
            assert off == {*kept.get("chosen", ())}

    def check_stored(self) -> None:
        self.run(self.parlour.services.store.read(self._check_rows))

    def _check_rows(self, db: Any) -> None:
        believed = self.believed
        numbers = dict(db.execute("SELECT id, telegram FROM person").fetchall())
        for survey in believed.surveys:
            stored = [self._stored(db, row) for row in _rows_of(db, survey)]
            told = [(person, kept) for (one, person), kept in believed.kept.items() if one == survey]
            if survey in believed.open:
                finders = [self.parlour.services.keys.finder(survey, person) for person, _ in told]
                assert dict(stored) == dict(zip(finders, (kept for _, kept in told), strict=True))
            else:
                assert _plain(kept for _, kept in stored) == _plain(kept for _, kept in told)
        joined = {(row[0], numbers[row[1]]) for row in db.execute("SELECT survey, person FROM participation")}
        assert joined == believed.took_part
        at = db.execute("SELECT telegram, survey FROM conversation")
        typing = {person: survey for person, survey in believed.at.items() if survey is not None}
        assert {row[0]: row[1] for row in at if row[1] is not None} == typing

    def _stored(self, db: Any, row: Any) -> tuple[bytes, Kept]:
        answers = db.execute("SELECT question, value FROM answer WHERE response = ?", (row["id"],))
        said = {one["question"]: json.loads(one["value"]) for one in answers}
        return row["finder"], Kept(row["place"], said, bool(row["sent"]), row["audience"])


def _rows_of(db: Any, survey: int) -> list[Any]:
    found: list[Any] = db.execute("SELECT * FROM response WHERE survey = ?", (survey,)).fetchall()
    return found


def _plain(kept: Any) -> list[str]:
    """Of a closed survey only the answers are left, in no order."""
    return sorted(json.dumps(one.answers, sort_keys=True) for one in kept)


def _presses(message: Shown) -> list[str]:
    """The buttons whose effect the rules know."""
    every = [button.get("callback_data", "") for row in message.rows for button in row]
    return [data for data in every if data.split(":")[0] in PRESSES]


def _asks(message: Shown, survey: int, step: Raw) -> bool:
    name = step["id"].partition(".")[0]
    line = next((one["text"] for one in step.get("lines", ()) if step["id"] == f"{name}.{one['id']}"), "")
    said = message.text.split("\n")
    text = step["text"] if isinstance(step["text"], str) else step["text"]["usual"]
    return any(text in one for one in said) and any(line in one for one in said)


Answering.TestCase.settings = settings(
    max_examples=int(EXAMPLES or 25),
    stateful_step_count=40,
    derandomize=EXAMPLES is None,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    report_multiple_bugs=False,
    phases=[Phase.generate] if os.environ.get("NOSHRINK") else [*Phase],
)
TestAnswering = Answering.TestCase
