"""The crowd against a toy survey bot that it has never seen."""

import asyncio
from collections import Counter
from typing import Any

import pytest

from bot.simulator.client import Town
from bot.simulator.robot import kind_of
from tests.simulator.toybot import ToyBot, working

SERVICES = ("Short breaks", "School", "Health")
SUPPORT = ("A phone call", "A letter", "A group", "A website")


class ToySurvey:
    """Joining, a list with one survey, choose one, choose several, a text, an overview."""

    def __init__(self) -> None:
        self.joined: dict[int, str] = {}
        self.at: dict[int, str] = {}
        self.ticked: dict[int, set[str]] = {}
        self.one: dict[int, str] = {}
        self.several: dict[int, set[str]] = {}
        self.texts: dict[int, str] = {}
        self.sent: set[int] = set()

    async def handle(self, bot: ToyBot, update: dict[str, Any]) -> None:
        if message := update.get("message"):
            await self._typed(bot, message["from"]["id"], message["text"])
        elif query := update.get("callback_query"):
            await bot.call("answerCallbackQuery", callback_query_id=query["id"])
            await self._tapped(bot, query["from"]["id"], query["data"], query["message"]["message_id"])

    async def _typed(self, bot: ToyBot, who: int, text: str) -> None:
        if text.startswith("/start"):
            labels = ["Home"] if who in self.joined else ["Agree", "Not now", "Tell me more"]
            await self._show(bot, who, "Hello", labels)
        elif text == "/surveys":
            labels = ["Back"] if who in self.sent else ["Your services", "Back"]
            await self._show(bot, who, "What is open", labels)
        elif self.at.get(who) == "text":
            self.texts[who] = text
            await self._overview(bot, who, None)

    async def _tapped(self, bot: ToyBot, who: int, data: str, message: int) -> None:
        if data == "Agree":
            await self._show(bot, who, "Who are you?", ["Parent or carer", "Young person", "Back"], message)
        elif data in ("Parent or carer", "Young person"):
            self.joined[who] = data
            await self._show(bot, who, "Good to meet you", ["Home"], message)
        elif data == "Your services":
            await self._show(bot, who, "Three questions", ["Start", "Not now"], message)
        elif data == "Start":
            await self._show(bot, who, "Which one?", [*SERVICES, "Skip", "Carry on later"], message)
        elif data in (*SERVICES, "Skip") and self.at.get(who) != "text":
            self.one[who] = data
            await self._several(bot, who, message)
        elif data.removeprefix("☑ ") in SUPPORT:
            self.ticked[who] ^= {data.removeprefix("☑ ")}
            await self._several(bot, who, message)
        elif data == "Done":
            self.several[who] = self.ticked[who]
            self.at[who] = "text"
            await self._show(bot, who, "Anything else?", ["Skip", "Back"], message)
        elif data == "Skip":
            await self._overview(bot, who, message)
        elif data == "Send":
            self.sent.add(who)
            await self._show(bot, who, "Thank you", [], message)

    async def _several(self, bot: ToyBot, who: int, message: int) -> None:
        ticked = self.ticked.setdefault(who, set())
        labels = [f"☑ {label}" if label in ticked else label for label in SUPPORT]
        await self._show(bot, who, "What would help?", [*labels, "Done", "Back"], message)

    async def _overview(self, bot: ToyBot, who: int, message: int | None) -> None:
        self.at[who] = ""
        await self._show(bot, who, "Your answers", ["Send", "Change an answer", "Carry on later"], message)

    async def _show(
        self, bot: ToyBot, who: int, text: str, labels: list[str], edit: int | None = None
    ) -> None:
        rows = [[{"text": label, "callback_data": label}] for label in labels]
        place = {"chat_id": who, "text": text, "reply_markup": {"inline_keyboard": rows}}
        if edit is None:
            await bot.call("sendMessage", **place)
        else:
            await bot.call("editMessageText", message_id=edit, **place)


async def all_done(town: Town) -> dict[str, Any]:
    async with asyncio.timeout(30), town.session.get("/sim/events?as=1001") as stream:
        progress = (await town.cast())["crowd"]
        while progress["busy"]:
            await stream.content.readuntil(b"event: cast")
            progress = (await town.cast())["crowd"]
    return dict(progress)


async def test_thirty_people_join_answer_and_send_but_only_once(town: Town, bot: ToyBot) -> None:
    survey = ToySurvey()
    async with working(bot, survey.handle):
        await town.post("/sim/crowd", do="answer")
        assert await all_done(town) == {"size": 30, "busy": False, "done": 30, "failed": 0}
        assert len(survey.sent) == 30
        assert Counter(survey.joined.values()) == {"Parent or carer": 24, "Young person": 6}
        assert len(set(survey.one.values())) > 1
        assert all(1 <= len(chosen) <= 3 for chosen in survey.several.values())
        assert 3 <= len(survey.texts) <= 18

        before = dict(survey.one)
        await town.post("/sim/crowd", do="answer")
        assert (await all_done(town))["failed"] == 0
        assert survey.one == before


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Agree", "agree"), ("✅ I agree", "agree"), ("Send my answers", "send"), ("Skip", "skip"),
        ("Done ✔", "done"), ("Next", "done"), ("‹ Back", "away"), ("Not now", "away"),
        ("Carry on later", "away"), ("Carry on", "done"), ("Start", "begin"), ("Short breaks", ""),
        ("Rather not say", "reserved"), ("Under 16", "underage"), ("16 to 18", ""), ("Yes", ""),
        ("What does “Local Offer” mean?", "meaning"), ("What is SENCO?", "meaning"),
        ("Leave this out", "away"), ("Start this answer again", "away"), ("Take my answers back", "away"),
        ("Help with the way there", ""), ("Me, with help", ""), ("The website as a whole", ""),
        ("Not now, please just keep me posted", ""), ("☑ Do not quote me", "toggle"),
        ("Yes, ask me", "about"),
    ],
)  # fmt: skip
def test_a_label_is_understood(label: str, kind: str) -> None:
    assert kind_of(label) == kind
