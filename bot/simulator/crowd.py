"""Example people who answer what is open, as robots that know only what stands on their screens."""

import asyncio
import contextlib
import random
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from itertools import count

from bot.simulator.client import Person, Shown, SimulatorError, Town
from bot.simulator.refusals import Json
from bot.simulator.state import Person as ExamplePerson

# What the labels of buttons mean; tried from the top, the first that fits counts.
LABELS: tuple[tuple[str, str], ...] = (
    ("agree", r"\bagree\b|\bi'?m happy to\b"),
    ("send", r"\bsend\b|\bsubmit\b"),
    ("away", r"\bback\b|\blater\b|not now|\bchange\b|take (it|them) back|\bdelete\b|\bremove\b|\bcancel\b"),
    ("away", r"\bmore\b$|\bwhole\b|\bnotice\b|\bhelp\b|\bsettings\b|\bstop\b|\bhome\b|\bmenu\b|\bclose\b"),
    ("toggle", r"quote me"),
    ("skip", r"^\W*skip\b|^\W*pass\b|nothing to add"),
    ("done", r"^\W*(done|next|continue|carry on|that'?s all|finish(ed)?|ready|ok(ay)?)\b"),
    ("begin", r"^\W*(start|begin|answer|take part|let'?s go|go ahead)\b"),
    ("reserved", r"rather not|prefer not|not sure|don'?t know|none of"),
    ("underage", r"\bunder (16|sixteen)\b"),
)
WHO = {
    "young person": re.compile(r"young person", re.I),
    "parent": re.compile(r"\bparent|\bcarer", re.I),
}
AGE = re.compile(r"\b1[6-9]\b|\b2[0-9]\b|usual", re.I)  # asked while joining, with how one likes to read
LIST_COMMAND = "/surveys"
TICKED = re.compile(r"^\W*[☑✅✔✓🗹●]|^\[x\]", re.I)
ANSWERED = re.compile(r"you have answered", re.I)  # beside an entry of the list
SENT = re.compile(r"you have sent this", re.I)
ASKS_FOR_TEXT = re.compile(r"type your answer|in your own words", re.I)
SENTENCES = (
    "More notice before meetings, please.",
    "The waiting list is too long.",
    "An evening group would help us.",
    "It was good to be asked.",
    "Please write letters in plain words.",
    "Somebody who phones back.",
    "Transport was late every week.",
    "The new team listens.",
    "Breaks at weekends would help most.",
    "Nobody told us about this before.",
)
STEPS = 80  # taps and lines one person makes at most
AT_ONCE = 8
PATIENCE = 8.0  # seconds to wait for the screen to change; a bot that keeps to the limits takes its time
AT_REST = 0.03  # seconds without a further change


class Crowd:
    def __init__(self, people: Sequence[ExamplePerson], changed: Callable[[], object], seed: int = 1) -> None:
        self._people = people
        self._changed = changed
        self._seeds = count(seed)
        self._task: asyncio.Task[None] | None = None
        self._done = 0
        self._failed = 0
        self._voted: defaultdict[int, set[tuple[int, int]]] = defaultdict(set)

    def progress(self) -> Json:
        return {
            "size": len(self._people),
            "busy": self._task is not None and not self._task.done(),
            "done": self._done,
            "failed": self._failed,
        }

    def start(self, address: str) -> None:
        """Sends them off in the background; while they are busy nothing changes."""
        if self._task is None or self._task.done():
            self._done = self._failed = 0
            self._task = asyncio.create_task(self._answer(address, next(self._seeds)))
            self._task.add_done_callback(lambda _: self._changed())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _answer(self, address: str, seed: int) -> None:
        places = asyncio.Semaphore(AT_ONCE)
        async with Town(address, patience=PATIENCE) as town:
            robots = [
                Robot(town.known(one.id, one.first_name), one.part, random.Random(f"{seed} {one.id}"))  # noqa: S311
                for one in self._people
            ]
            await asyncio.gather(*(self._one(robot, places) for robot in robots))

    async def _one(self, robot: "Robot", places: asyncio.Semaphore) -> None:
        async with places:
            try:
                await robot.take_part()
                await robot.vote_in_groups(self._voted[robot.number])
            except (SimulatorError, AssertionError, OSError):
                self._failed += 1
        self._done += 1
        self._changed()


class Robot:
    """One person's way through the bot; `chance` decides what they say."""

    def __init__(self, person: Person, part: str, chance: random.Random) -> None:
        self._person = person
        self._part = part
        self._chance = chance
        self._steps = 0

    @property
    def number(self) -> int:
        return self._person.id

    async def take_part(self) -> None:
        await self._act(self._person.start())
        await self._join()
        opened: set[str] = set()
        while self._steps < STEPS:
            await self._act(self._person.type(LIST_COMMAND))
            left = [button for button in self._unanswered() if _plain(button["text"]) not in opened]
            if not left:
                return
            opened.add(_plain(left[0]["text"]))
            await self._tap(left[0])
            await self._answer_all()

    async def vote_in_groups(self, voted: set[tuple[int, int]]) -> None:
        """One tap under each vote of the groups one is in. `voted`: where this person tapped before."""
        for chat in await self._person.groups():
            await self._person.refresh(chat)
            for message in self._person.shown(chat):
                choices = [button for row in message.rows for button in row if _is_choice(button)]
                if message.from_bot and len(choices) > 1 and (chat, message.message_id) not in voted:
                    voted.add((chat, message.message_id))
                    weights = [_liking(message.text, button["text"]) for button in choices]
                    choice = self._chance.choices(choices, weights)[0]
                    await self._person.press(message, choice["callback_data"])

    async def _join(self) -> None:
        """Through the notice and the questions of who one is; stops where none of them stands."""
        while self._steps < STEPS:
            button = self._of_kind("agree") or self._matching(WHO.get(self._part)) or self._matching(AGE)
            if button is None:
                return
            await self._tap(button)

    async def _answer_all(self) -> None:
        """One survey, from its first screen until it is sent."""
        before = ""
        while self._steps < STEPS:
            screen = self._screen()
            if screen is None or not screen.rows or _signature(screen) == before or SENT.search(screen.text):
                return
            before = _signature(screen)
            if button := self._of_kind("send"):
                await self._tap(button)
                if not self._of_kind("send"):
                    return
            elif (skip := self._of_kind("skip")) and ASKS_FOR_TEXT.search(screen.text):
                await self._write_or(skip)
            elif options := self._options():
                await self._choose(options)
            elif button := self._of_kind("begin") or self._of_kind("agree"):
                await self._tap(button)
            elif skip := self._of_kind("skip"):
                await self._write_or(skip)
            elif button := self._of_kind("done"):
                await self._tap(button)
            else:
                return

    async def _choose(self, options: list[Json]) -> None:
        """One option; or, where a button says that one is done, one to three and then that button."""
        if self._of_kind("done") is None:
            await self._tap(self._liked(options))
            return
        for _ in range(self._chance.randint(1, 3)):
            left = [button for button in self._options() if not TICKED.search(button["text"])]
            if left and self._of_kind("done"):
                await self._tap(self._liked(left))
        if button := self._of_kind("done"):
            await self._tap(button)

    async def _write_or(self, skip: Json) -> None:
        if self._chance.random() < 1 / 3:
            await self._act(self._person.type(self._chance.choice(SENTENCES)))
        else:
            await self._tap(skip)

    def _liked(self, options: list[Json]) -> Json:
        """All like the same options more, so that results have a shape; few keep to themselves."""
        screen = self._screen()
        question = re.sub(r"\d", "", screen.text) if screen else ""
        return self._chance.choices(options, [_liking(question, button["text"]) for button in options])[0]

    # The screen

    def _screen(self) -> Shown | None:
        """The bot's newest message, for one further up belongs to something else."""
        shown = [message for message in self._person.shown() if message.from_bot]
        with_buttons = [message for message in shown if message.rows]
        return max(with_buttons or shown, key=lambda message: message.changed, default=None)

    def _buttons(self) -> list[Json]:
        screen = self._screen()
        buttons = [button for row in screen.rows for button in row] if screen else []
        return [button for button in buttons if "callback_data" in button]

    def _unanswered(self) -> list[Json]:
        """The surveys of the list, without those that it calls answered."""
        screen = self._screen()
        answered = [part for part in screen.text.split("\n\n") if ANSWERED.search(part)] if screen else []
        return [
            button
            for button in self._buttons()
            if kind_of(button["text"]) in ("", "begin")
            and not any(_plain(button["text"]) in part for part in answered)
        ]

    def _of_kind(self, kind: str) -> Json | None:
        return next((button for button in self._buttons() if kind_of(button["text"]) == kind), None)

    def _matching(self, pattern: re.Pattern[str] | None) -> Json | None:
        if pattern is None:
            return None
        found = [
            button
            for button in self._buttons()
            if pattern.search(button["text"]) and kind_of(button["text"]) in ("", "reserved")
        ]
        return self._chance.choice(found) if found else None

    def _options(self) -> list[Json]:
        return [button for button in self._buttons() if kind_of(button["text"]) in ("", "reserved")]

    async def _tap(self, button: Json) -> None:
        screen = self._screen()
        if screen is not None:
            await self._act(self._person.press(screen, str(button["callback_data"])))

    async def _act(self, doing: Awaitable[object]) -> None:
        """Does it, waits for the screen to change, and a moment more for it to come to rest."""
        self._steps += 1
        since = await self._person.newest()
        await doing
        if await self._person.sees_change(since, PATIENCE):
            while await self._person.sees_change(await self._person.newest(), AT_REST):
                pass


def _is_choice(button: Json) -> bool:
    """An option of a vote, and not what leads elsewhere."""
    label = button["text"]
    return "callback_data" in button and kind_of(label) == "" and not label.endswith("?")


def kind_of(label: str) -> str:
    """What a button is for, by its label; "" for an answer (or an entry of a list)."""
    return next((kind for kind, pattern in LABELS if re.search(pattern, label, re.I)), "")


def _liking(question: str, label: str) -> float:
    if kind_of(label) == "reserved":
        return 0.5
    return random.Random(f"{question} {_plain(label)}").uniform(1, 6)  # noqa: S311


def _plain(label: str) -> str:
    """A label without the mark that it is chosen."""
    return TICKED.sub("", label).strip()


def _signature(screen: Shown) -> str:
    return f"{screen.message_id} {screen.text} {screen.buttons}"
