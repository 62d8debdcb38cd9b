"""An example person as a robot that knows only what stands on their screen."""

import random
import re
from collections.abc import Awaitable, Sequence

from bot.simulator.client import Person, Shown
from bot.simulator.refusals import Json

# What the labels of buttons mean; tried from the top, the first that fits counts.
LABELS: tuple[tuple[str, str], ...] = (
    ("agree", r"^\W*(i )?agree$|\bi'?m happy to\b"),
    ("meaning", r"^\W*what (is|does) .+\?$"),
    ("send", r"^\W*(send|submit)\b"),
    ("away", r"^\W*(back|change|delete|remove|stop|close)\b|\b(later|again)$|^\W*take .+ back$"),
    ("away", r"^\W*(not now|cancel|home|menu|help|settings|surveys|results|no thanks|tomorrow)$"),
    ("away", r"^\W*(tell me )?more\W*$|\bnotice$|^\W*leave (this|it) out$"),
    ("toggle", r"quote me"),
    ("skip", r"^\W*skip\b|^\W*pass\b|nothing to add"),
    ("done", r"^\W*(done|next|continue|carry on|that'?s all|finish(ed)?|ready|ok(ay)?)\b"),
    ("about", r"\bask me$"),
    ("begin", r"^\W*(start|begin|answer|take part|let'?s go|go ahead)\b"),
    ("reserved", r"rather not|prefer not|not sure|don'?t know|none of|does not apply"),
    ("underage", r"\bunder (16|sixteen)\b"),
)
WHO = {
    "young person": re.compile(r"young person", re.I),
    "parent": re.compile(r"\bparent|\bcarer", re.I),
}
AGE = re.compile(r"\b1[6-9]\b|\b2[0-9]\b|usual", re.I)  # asked while joining, with how one likes to read
LIST_COMMAND = "/surveys"
BOX = re.compile(r"^\W*[☐☑]")
TICKED = re.compile(r"^\W*[☑✅✔✓🗹●]|^\[x\]", re.I)
PLACED = re.compile(r"^\d+\. ")
ANSWERED = re.compile(r"you( have)? answered", re.I)  # beside an entry of the list
SENT = re.compile(r"you have sent this|^sent\. ", re.I | re.MULTILINE)
ASKS_FOR_TEXT = re.compile(r"type your answer|type and send|in your own words", re.I)
ASKS_WHAT = re.compile(r"what do you mean\?", re.I)
ASKS_FOR_NUMBER = re.compile(r"type a number from (-?\d+) to (-?\d+)", re.I)
ASKS_FOR_ORDER = re.compile(r"most important one first", re.I)
AT_MOST = re.compile(r"at most (\d+)|(\d+) at most", re.I)
SENTENCES = (
    "More notice before meetings, please.",
    "The waiting list is too long.",
    "An evening group would help us.",
    "It was good to be asked.",
    "Please write letters in plain words.",
    "Somebody who phones back. My number is 07700 900123.",
    "Transport was late every week.",
    "The new team listens.",
    "Breaks at weekends would help most.",
    "Nobody told us about this before.",
    "I can help with this. Write to me at esme@harbour.example.",
)
# What is typed where the question asks for a name rather than for an opinion.
NAMES: tuple[tuple[re.Pattern[str], Sequence[str]], ...] = (
    (re.compile(r"which school", re.I), ("Tidewell Primary", "Quay House School", "The Beacon Centre")),
    (re.compile(r"which page", re.I), ("Short breaks", "School transport", "Moving on from school")),
)
STEPS = 500  # taps and lines one person makes at most
STEPS_A_SURVEY = 90
MOST_TICKS = 3
PATIENCE = 8.0  # seconds to wait for the screen to change; a bot that keeps to the limits takes its time
AT_REST = 0.03  # seconds without a further change


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

    async def take_part(self) -> None:
        await self._act(self._person.start())
        await self._join()
        opened: set[str] = set()
        while self._steps < STEPS:
            await self._act(self._person.type(LIST_COMMAND))
            left = [button for button in self._unanswered() if str(button["callback_data"]) not in opened]
            if not left:
                return
            opened.add(str(left[0]["callback_data"]))
            await self._tap(left[0])
            await self._answer_all()
            await self._tell_of_oneself()

    async def _join(self) -> None:
        """Through the notice and the questions of who one is; stops where none of them stands."""
        while self._steps < STEPS:
            button = self._of_kind("agree") or self._matching(WHO.get(self._part)) or self._matching(AGE)
            if button is None:
                return
            await self._tap(button)

    async def _answer_all(self) -> None:
        """One survey, from its first screen until it is sent."""
        before, last = "", self._steps + STEPS_A_SURVEY
        while self._steps < last:
            screen = self._screen()
            if screen is None or not screen.rows or _signature(screen) == before or SENT.search(screen.text):
                return
            before = _signature(screen)
            if button := self._of_kind("send"):
                await self._tap(button)
                if not self._of_kind("send"):
                    return
            elif not await self._answer(screen):
                return

    async def _answer(self, screen: Shown) -> bool:
        """Does what the screen asks for; False when there is nothing that one could do."""
        skip, options = self._of_kind("skip"), self._options()
        if limits := ASKS_FOR_NUMBER.search(screen.text):
            await self._act(self._person.type(str(self._number(*map(int, limits.groups())))))
        elif ASKS_FOR_TEXT.search(screen.text):
            await self._write_or(self._of_kind("done") or skip)
        elif ASKS_FOR_ORDER.search(screen.text):
            await self._place_all()
        elif options:
            return await self._choose(options)
        elif button := self._of_kind("begin") or self._of_kind("agree"):
            await self._tap(button)
        elif skip:
            await self._write_or(skip)
        elif button := self._of_kind("done"):
            await self._tap(button)
        else:
            return False
        return True

    async def _choose(self, options: list[Json]) -> bool:
        """One option; or, where boxes stand or a button says that one is done, one to three of them."""
        boxes = any(BOX.search(button["text"]) for button in options)
        if self._of_kind("done") is None and not boxes:
            if any(TICKED.search(button["text"]) for button in options):
                return False  # answered already, and nothing leads on from here
            await self._tap(self._liked(options))
            return True
        for _ in range(self._chance.randint(1, self._most())):
            left = [button for button in self._options() if not TICKED.search(button["text"])]
            if left and (boxes or self._of_kind("done")):
                await self._tap(self._liked(left))
        await self._say_what()
        if button := self._of_kind("done"):
            await self._tap(button)
        return True

    def _most(self) -> int:
        screen = self._screen()
        limit = AT_MOST.search(screen.text) if screen else None
        return min(MOST_TICKS, *(int(one) for one in limit.groups() if one)) if limit else MOST_TICKS

    async def _say_what(self) -> None:
        """Some say what their "something else" is."""
        screen = self._screen()
        if screen and ASKS_WHAT.search(screen.text) and self._chance.random() < 1 / 2:
            await self._act(self._person.type(self._chance.choice(SENTENCES)))

    async def _place_all(self) -> None:
        """One after the other, until all of them have a place."""
        while free := [button for button in self._options() if not PLACED.search(button["text"])]:
            before = len(free)
            await self._tap(self._liked(free))
            if len([one for one in self._options() if not PLACED.search(one["text"])]) >= before:
                break
        if button := self._of_kind("done"):
            await self._tap(button)

    def _number(self, low: int, high: int) -> int:
        """Rather a small one, and a round one where there are many."""
        number = int(self._chance.triangular(low, high, low + (high - low) / 4))
        return number if high - low < 20 else max(low, number - number % 5)

    async def _write_or(self, way_on: Json | None) -> None:
        """Every third writes something; all do where nothing leads on."""
        screen = self._screen()
        written = screen is not None and self._of_kind("done") is not None
        if way_on is None or (not written and self._chance.random() < 1 / 3):
            words = self._chance.choice(_words_for(screen))
            await self._allow_quoting(words)
            await self._act(self._person.type(words))
        else:
            await self._tap(way_on)

    async def _allow_quoting(self, words: str) -> None:
        """Half of them take "Do not quote me" off before they write; without a throw of the dice, so that
        they answer all else as they do without it."""
        box = self._of_kind("toggle")
        if box and TICKED.search(box["text"]) and random.Random(f"{self.number} {words}").random() < 1 / 2:  # noqa: S311
            await self._tap(box)

    async def _tell_of_oneself(self) -> None:
        """What is asked once, after the first survey: where one lives, and the like."""
        if button := self._of_kind("about"):
            await self._tap(button)
            while (options := self._options()) and self._steps < STEPS:
                await self._tap(self._liked(options))

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
            if kind_of(button["text"]) in ("", "begin", "meaning")
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


def kind_of(label: str) -> str:
    """What a button is for, by its label; "" for an answer (or an entry of a list)."""
    return next((kind for kind, pattern in LABELS if re.search(pattern, label, re.I)), "")


def _words_for(screen: Shown | None) -> Sequence[str]:
    text = screen.text if screen else ""
    return next((names for pattern, names in NAMES if pattern.search(text)), SENTENCES)


def _is_choice(button: Json) -> bool:
    """An option of a vote, and not what leads elsewhere."""
    label = button["text"]
    return "callback_data" in button and kind_of(label) == "" and not label.endswith("?")


def _liking(question: str, label: str) -> float:
    if kind_of(label) == "reserved":
        return 0.5
    return random.Random(f"{question} {_plain(label)}").uniform(1, 6)  # noqa: S311


def _plain(label: str) -> str:
    """A label without the mark that it is chosen."""
    return TICKED.sub("", label).strip()


def _signature(screen: Shown) -> str:
    return f"{screen.message_id} {screen.text} {screen.buttons}"
